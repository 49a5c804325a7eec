/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-crs.h"

G_BEGIN_DECLS

typedef struct
{
  gsize start;    /* first corner */
  gsize n;        /* corners, the closing one not repeated */
  gboolean outer; /* begins a polygon */
} WgGeoRing;

/* The corners of one feature, in arrays that are used again for the next one. */
typedef struct
{
  double *x;
  double *y;
  gsize n;
  gsize room;
  GArray *rings;         /* WgGeoRing */
  gboolean takes_lines;  /* a closed line is an outline, as in drawings */
} WgGeoShape;

typedef enum
{
  WG_GEO_SHAPE_GOOD,
  WG_GEO_SHAPE_NULL,
  WG_GEO_SHAPE_EMPTY,
  WG_GEO_SHAPE_WRONG_TYPE,
  WG_GEO_SHAPE_NAN,
} WgGeoShapeResult;

typedef struct
{
  gboolean had_z;
  gboolean had_m;
  gboolean was_open;    /* a ring whose last corner is not its first */
  gboolean had_repeats; /* equal corners one after the other */
  gboolean was_turned;  /* a hole runs the same way round as its outline */
  gboolean was_mixed;   /* parts that are no polygons were left out */
  gboolean was_curved;
  gboolean was_line;    /* a closed line was taken for an outline */
} WgGeoShapeNotes;

void wg_geo_shape_init (WgGeoShape *shape);
void wg_geo_shape_clear (WgGeoShape *shape);

/* Fills @shape with the polygons of @geometry, in its own coordinates. */
WgGeoShapeResult wg_geo_shape_take (WgGeoShape *shape, OGRGeometryH geometry, WgGeoShapeNotes *notes);

/* To degrees, rounded to 1e-12; corners that fall together are dropped, and holes that vanish. FALSE when a corner lies
 * outside the world.
 */
gboolean wg_geo_shape_to_degrees (WgGeoShape *shape, const WgGeoCrs *crs);

/* TRUE when it is certain, by whole-number arithmetic, that @shape is one ring that neither touches nor crosses itself.
 * FALSE says nothing.
 */
gboolean wg_geo_shape_is_surely_simple (const WgGeoShape *shape);

/* As ISO WKB MULTIPOLYGON, appended to @wkb. */
void wg_geo_shape_append_wkb (const WgGeoShape *shape, GByteArray *wkb);

/* Rounds to 1e-12 degree. */
double wg_geo_snap (double degrees);
gboolean wg_geo_is_in_world (double lon, double lat);

G_END_DECLS
