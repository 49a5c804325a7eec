/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what became of a grid that ended is told by where its land is now, whatever the order of the steps that moved it.
 */

#include "wg-shape-private.h"

#include <geos_c.h>

static GEOSGeometry *
to_geos (GEOSContextHandle_t geos, const WgShape *shape)
{
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);
  GEOSGeometry *geometry = GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
  GEOSGeometry *valid;

  if (geometry == NULL || GEOSisValid_r (geos, geometry) == 1)
    return geometry;
  valid = GEOSMakeValid_r (geos, geometry);
  GEOSGeom_destroy_r (geos, geometry);
  return valid;
}

static void
find_place (GEOSContextHandle_t geos, const GEOSGeometry *geometry, double *lon, double *lat)
{
  GEOSGeometry *point = GEOSPointOnSurface_r (geos, geometry);

  if (point == NULL)
    return;
  GEOSGeomGetX_r (geos, point, lon);
  GEOSGeomGetY_r (geos, point, lat);
  GEOSGeom_destroy_r (geos, point);
}

double
wg_shape_find_shared (const WgShape *a, const WgShape *b, double *at_lon, double *at_lat)
{
  const WgBox *box = wg_shape_get_box (a);
  double x, y, area = 0.0;
  GEOSContextHandle_t geos;
  GEOSGeometry *one, *two, *common;

  if (!wg_box_intersects (box, wg_shape_get_box (b)))
    return 0.0;
  geos = GEOS_init_r ();
  one = to_geos (geos, a);
  two = to_geos (geos, b);
  common = one != NULL && two != NULL ? GEOSIntersection_r (geos, one, two) : NULL;
  if (common != NULL)
    GEOSArea_r (geos, common, &area);
  if (common != NULL && area > 0.0)
    find_place (geos, common, at_lon, at_lat);
  if (common != NULL)
    GEOSGeom_destroy_r (geos, common);
  if (two != NULL)
    GEOSGeom_destroy_r (geos, two);
  if (one != NULL)
    GEOSGeom_destroy_r (geos, one);
  GEOS_finish_r (geos);
  wg_shape_get_degree_scale ((box->min_lat + box->max_lat) / 2.0, &x, &y);
  return area * x * y;
}

double
wg_shape_get_shared_area_m2 (const WgShape *a, const WgShape *b)
{
  double lon, lat;

  return wg_shape_find_shared (a, b, &lon, &lat);
}

gboolean
wg_shape_is_valid (const WgShape *shape, double *lon, double *lat)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);
  GEOSGeometry *geometry = GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
  GEOSGeometry *place = NULL;
  char *reason = NULL;
  gboolean valid = geometry != NULL && GEOSisValidDetail_r (geos, geometry, 0, &reason, &place) == 1;

  if (place != NULL)
    {
      GEOSGeomGetX_r (geos, place, lon);
      GEOSGeomGetY_r (geos, place, lat);
      GEOSGeom_destroy_r (geos, place);
    }
  if (reason != NULL)
    GEOSFree_r (geos, reason);
  if (geometry != NULL)
    GEOSGeom_destroy_r (geos, geometry);
  GEOS_finish_r (geos);
  return valid;
}
