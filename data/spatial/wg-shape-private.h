/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 lon;
  gint64 lat;
} WgCorner;

static inline void
wg_box_extend_corner (WgBox *box, WgCorner corner)
{
  wg_box_extend (box, wg_shape_degrees_from_units (corner.lon), wg_shape_degrees_from_units (corner.lat));
}

/* Corners first .. first + n_points - 1; in memory the first one stands again behind the last, so that corner i and
 * i + 1 are an edge.
 */
typedef struct
{
  guint first;
  guint n_points;
  guint polygon;
  gboolean is_hole;
} WgShapeRing;

/* The edges that reach into each strip of latitude: numbers of their first corners. */
typedef struct
{
  gint64 bottom;
  gint64 height;
  guint n_strips;
  guint *starts;
  guint *edges;
} WgShapeStrips;

struct _WgShape
{
  gatomicrefcount ref_count;
  WgCorner *corners;
  WgShapeRing *rings;
  guint n_rings;
  guint n_polygons;
  guint n_points;
  WgBox box;
  WgShapeStrips strips;
};

/* wg-shape-contains.c */
void wg_shape_strips_init (WgShapeStrips *strips, const WgShape *shape);
void wg_shape_strips_clear (WgShapeStrips *strips);

/* wg-shape-measure.c: metres of one unit, or of one degree, eastwards and northwards, for what is not far from @lat */
void wg_shape_get_scale (double lat, double *x, double *y);
void wg_shape_get_degree_scale (double lat, double *x, double *y);
/* of the origin from the piece of line a-b */
double wg_shape_get_square_from_origin (double ax, double ay, double bx, double by);

G_END_DECLS
