/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-datum.h"
#include "wg-geo-source.h"

G_BEGIN_DECLS

/* How the coordinates of a layer become degrees of CGCS2000. */
typedef struct
{
  OGRCoordinateTransformationH transformation; /* NULL = they are */
  char *code;                                  /* "EPSG:4326", or the name when it has no code */
  char *name;
  WgDatum datum;                               /* degrees as a Chinese street map has them; then there is no transformation */
  gboolean assumed;
  gboolean projected; /* its numbers are no degrees */
  gboolean has_area;
  double area[4]; /* west, south, east, north of where it is meant for and a little more, in degrees */
} WgGeoCrs;

typedef struct
{
  char *code;
  char *name;
  double lon;
  double lat;
} WgGeoCrsChoice;

void wg_geo_crs_clear (WgGeoCrs *crs);

/* Decides from what was asked, what the layer says, and @box (west, south, east, north of the raw numbers; NULL when
 * there are none). FALSE with %WG_ERROR_AMBIGUOUS is a question (--crs), %WG_ERROR_USAGE a wrong answer.
 */
gboolean wg_geo_crs_decide (WgGeoCrs *crs, WgGeoSource *source, const WgGeoRequest *request, const double *box,
                            WgGeoReport *report, GError **error);

/* Chinese systems in which the middle of @box would lie in China, and web Mercator; when there is none, those in which it
 * would with north before east. (transfer full)
 */
GPtrArray *wg_geo_crs_list_choices (const double *box);

/* The system that was asked for, CGCS2000 without one (both transfer full), and the way there: NULL when degrees of CGCS2000 are
 * what it wants. FALSE with %WG_ERROR_USAGE when there is no such system.
 */
gboolean wg_geo_crs_open_out (const char *asked, OGRSpatialReferenceH *srs, OGRCoordinateTransformationH *way, WgGeoReport *report,
                              GError **error);

/* @x, @y in place. FALSE when a point has no place in degrees. */
gboolean wg_geo_crs_transform (const WgGeoCrs *crs, gsize n, double *x, double *y);

G_END_DECLS
