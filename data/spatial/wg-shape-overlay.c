/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a gap or an overlap of a foreign file is land, and to close it land is given or taken. The editor keeps borders that
 * are shared already; here they are not yet, so GEOS lays the outlines on each other.
 */

#include "wg-shape-overlay.h"

#include "wg-shape-builder.h"
#include "wg-shape-private.h"

#include <geos_c.h>
#include <math.h>

static GEOSGeometry *
to_geos (GEOSContextHandle_t geos, const WgShape *shape)
{
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);

  return GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
}

static void
collect_polygons (GEOSContextHandle_t geos, const GEOSGeometry *geometry, GPtrArray *polygons)
{
  int type = GEOSGeomTypeId_r (geos, geometry), n = GEOSGetNumGeometries_r (geos, geometry);

  if (type == GEOS_POLYGON && GEOSisEmpty_r (geos, geometry) == 0)
    g_ptr_array_add (polygons, GEOSGeom_clone_r (geos, geometry));
  for (int i = 0; (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) && i < n; i++)
    collect_polygons (geos, GEOSGetGeometryN_r (geos, geometry, i), polygons);
}

static WgShape *
read_shape (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  gsize size = 0;
  guchar *wkb = GEOSGeomToWKB_buf_r (geos, geometry, &size);
  WgShape *shape = wkb != NULL ? wg_shape_new_from_wkb (wkb, size, NULL) : NULL;

  if (wkb != NULL)
    GEOSFree_r (geos, wkb);
  return shape;
}

/* As our corners are rounded: what was valid before may touch itself then. */
static gboolean
is_valid (GEOSContextHandle_t geos, const WgShape *shape)
{
  GEOSGeometry *geometry = to_geos (geos, shape);
  gboolean valid = geometry != NULL && GEOSisValid_r (geos, geometry) == 1;

  if (geometry != NULL)
    GEOSGeom_destroy_r (geos, geometry);
  return valid;
}

/* Takes @geometry. */
static WgShape *
from_geos (GEOSContextHandle_t geos, GEOSGeometry *geometry)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();
  g_autoptr (WgShape) shape = NULL;
  GEOSGeometry *all;

  if (geometry == NULL)
    return NULL;
  collect_polygons (geos, geometry, polygons);
  GEOSGeom_destroy_r (geos, geometry);
  if (polygons->len == 0)
    return NULL;
  all = GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, (GEOSGeometry **) polygons->pdata, polygons->len);
  if (all == NULL)
    return NULL;
  shape = read_shape (geos, all);
  GEOSGeom_destroy_r (geos, all);
  return shape != NULL && is_valid (geos, shape) ? g_steal_pointer (&shape) : NULL;
}

typedef GEOSGeometry *(*Overlay) (GEOSContextHandle_t geos, const GEOSGeometry *one, const GEOSGeometry *other);

static GEOSGeometry *
read_border (GEOSContextHandle_t geos, const WgShape *shape)
{
  GEOSGeometry *land = to_geos (geos, shape), *border = land != NULL ? GEOSBoundary_r (geos, land) : NULL;

  if (land != NULL)
    GEOSGeom_destroy_r (geos, land);
  return border;
}

/* The borders instead of the land when @borders. */
static GEOSGeometry *
lay (GEOSContextHandle_t geos, Overlay overlay, const WgShape *one, const WgShape *other, gboolean borders)
{
  GEOSGeometry *a = borders ? read_border (geos, one) : to_geos (geos, one);
  GEOSGeometry *b = borders ? read_border (geos, other) : to_geos (geos, other);
  GEOSGeometry *result = NULL;

  if (a != NULL && b != NULL)
    result = overlay (geos, a, b);
  if (a != NULL)
    GEOSGeom_destroy_r (geos, a);
  if (b != NULL)
    GEOSGeom_destroy_r (geos, b);
  return result;
}

static WgShape *
make (Overlay overlay, const WgShape *shape, const WgShape *piece)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  WgShape *made = from_geos (geos, lay (geos, overlay, shape, piece, FALSE));

  GEOS_finish_r (geos);
  return made;
}

WgShape *
wg_shape_overlay_cut (const WgShape *shape, const WgShape *piece)
{
  g_return_val_if_fail (shape != NULL && piece != NULL, NULL);

  return make (GEOSDifference_r, shape, piece);
}

WgShape *
wg_shape_overlay_unite (const WgShape *shape, const WgShape *piece)
{
  g_return_val_if_fail (shape != NULL && piece != NULL, NULL);

  return make (GEOSUnion_r, shape, piece);
}

/* Adds a ring without the corner; a hole stays with its polygon. */
static gboolean
copy_ring (WgShapeBuilder *builder, const WgShape *shape, guint ring, gint64 lon, gint64 lat)
{
  gboolean is_hole, dropped = FALSE;
  guint n;
  const gint64 *corners = wg_shape_get_ring (shape, ring, &n, NULL, &is_hole);

  if (!is_hole)
    wg_shape_builder_begin_polygon (builder);
  wg_shape_builder_begin_ring (builder);
  for (guint i = 0; i < n; i++)
    {
      gboolean here = corners[2 * i] == lon && corners[2 * i + 1] == lat;

      if (!here)
        wg_shape_builder_add (builder, corners[2 * i], corners[2 * i + 1]);
      dropped |= here;
    }
  return dropped;
}

WgShape *
wg_shape_overlay_drop_corner (const WgShape *shape, double lon, double lat)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();
  g_autoptr (WgShape) rest = NULL;
  gboolean dropped = FALSE;
  double odd_lon, odd_lat;

  for (guint ring = 0; ring < wg_shape_get_n_rings (shape); ring++)
    dropped |= copy_ring (builder, shape, ring, wg_shape_units_from_degrees (lon), wg_shape_units_from_degrees (lat));
  rest = wg_shape_builder_end (builder);
  return dropped && rest != NULL && wg_shape_is_valid (rest, &odd_lon, &odd_lat) ? g_steal_pointer (&rest) : NULL;
}

double
wg_shape_overlay_get_border (const WgShape *shape, const WgShape *other)
{
  GEOSContextHandle_t geos;
  GEOSGeometry *common;
  double length = 0.0;

  g_return_val_if_fail (shape != NULL && other != NULL, 0.0);

  geos = GEOS_init_r ();
  common = lay (geos, GEOSIntersection_r, shape, other, TRUE);
  if (common != NULL)
    {
      GEOSLength_r (geos, common, &length);
      GEOSGeom_destroy_r (geos, common);
    }
  GEOS_finish_r (geos);
  return length;
}

/* GEOS rounds the places where outlines cross, so that their sides do not lie on each other any more: asked of each side's
 * middle.
 */
double
wg_shape_overlay_get_own_border_m (const WgShape *shape, const WgShape *land)
{
  double length_m = 0.0;

  g_return_val_if_fail (shape != NULL && land != NULL, 0.0);

  for (guint r = 0; r < wg_shape_get_n_rings (land); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (land, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          const gint64 *from = ring + 2 * i, *to = ring + 2 * ((i + 1) % n);
          double lon = wg_shape_degrees_from_units (from[0]), lat = wg_shape_degrees_from_units (from[1]);
          double to_lon = wg_shape_degrees_from_units (to[0]), to_lat = wg_shape_degrees_from_units (to[1]);

          if (wg_shape_get_border_distance_m (shape, (lon + to_lon) / 2.0, (lat + to_lat) / 2.0) < 0.01)
            length_m += wg_geo_distance_m (lon, lat, to_lon, to_lat);
        }
    }
  return length_m;
}

static void
get_scale (const WgShape *shape, double scale[2])
{
  const WgBox *box = wg_shape_get_box (shape);

  wg_shape_get_degree_scale ((box->min_lat + box->max_lat) / 2.0, &scale[0], &scale[1]);
}

double
wg_shape_overlay_get_difference_m2 (const WgShape *shape, const WgShape *other)
{
  GEOSContextHandle_t geos;
  GEOSGeometry *rest;
  double scale[2], area = 0.0;

  g_return_val_if_fail (shape != NULL && other != NULL, 0.0);

  geos = GEOS_init_r ();
  get_scale (shape, scale);
  rest = lay (geos, GEOSSymDifference_r, shape, other, FALSE);
  if (rest != NULL)
    {
      GEOSArea_r (geos, rest, &area);
      GEOSGeom_destroy_r (geos, rest);
    }
  GEOS_finish_r (geos);
  return area * scale[0] * scale[1];
}

static int
to_metres (double *x, double *y, void *data)
{
  const double *scale = data;

  *x *= scale[0];
  *y *= scale[1];
  return 1;
}

gboolean
wg_shape_overlay_is_thin (const WgShape *shape, double metres)
{
  GEOSContextHandle_t geos;
  GEOSGeometry *degrees, *flat, *core;
  double scale[2];
  gboolean thin;

  g_return_val_if_fail (shape != NULL, FALSE);

  geos = GEOS_init_r ();
  get_scale (shape, scale);
  degrees = to_geos (geos, shape);
  flat = degrees != NULL ? GEOSGeom_transformXY_r (geos, degrees, to_metres, scale) : NULL;
  core = flat != NULL ? GEOSBuffer_r (geos, flat, -metres / 2.0, 8) : NULL;
  thin = core != NULL && GEOSisEmpty_r (geos, core) == 1;
  if (degrees != NULL)
    GEOSGeom_destroy_r (geos, degrees);
  if (flat != NULL)
    GEOSGeom_destroy_r (geos, flat);
  if (core != NULL)
    GEOSGeom_destroy_r (geos, core);
  GEOS_finish_r (geos);
  return thin;
}
