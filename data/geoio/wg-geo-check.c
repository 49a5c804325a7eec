/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever draws a boundary crosses its own line sooner or later. What can be understood is repaired, and said,
 * with the place; what is left has no area and is refused. After a repair the corners are on the grid of 1e-12 degree
 * again, and still valid.
 */

#include "wg-geo-check.h"

#include <geos_c.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define GRID 1e-12
#define METRES_PER_DEGREE 111195.08

struct _WgGeoChecker
{
  GEOSContextHandle_t geos;
  GEOSWKBReader *reader;
  GEOSWKBWriter *writer;
};

typedef struct
{
  const char *reason; /* how GEOS begins it */
  const char *rule;
  const char *text;
} Reason;

static const Reason reasons[] = {
  { "Self-intersection", "self_intersection", N_ ("The outline crosses itself.") },
  { "Ring Self-intersection", "ring_self_intersection", N_ ("The outline touches itself.") },
  { "Hole lies outside shell", "hole_outside", N_ ("A hole lies outside its outline.") },
  { "Holes are nested", "nested_holes", N_ ("A hole lies inside another hole.") },
  { "Nested holes", "nested_holes", N_ ("A hole lies inside another hole.") },
  { "Nested shells", "nested_parts", N_ ("A part lies inside another part.") },
  { "Interior is disconnected", "interior_cut", N_ ("The holes cut the area into pieces.") },
  { "Duplicate Rings", "duplicate_ring", N_ ("A ring is there twice.") },
  { "Too few points", "too_few_points", N_ ("A ring has fewer than three corners.") },
};

static void
ignore_message (const char *message, void *unused)
{
}

WgGeoChecker *
wg_geo_checker_new (void)
{
  WgGeoChecker *checker = g_new0 (WgGeoChecker, 1);

  checker->geos = GEOS_init_r ();
  GEOSContext_setNoticeMessageHandler_r (checker->geos, ignore_message, NULL);
  GEOSContext_setErrorMessageHandler_r (checker->geos, ignore_message, NULL);
  checker->reader = GEOSWKBReader_create_r (checker->geos);
  checker->writer = GEOSWKBWriter_create_r (checker->geos);
  GEOSWKBWriter_setByteOrder_r (checker->geos, checker->writer, GEOS_WKB_NDR);
  GEOSWKBWriter_setOutputDimension_r (checker->geos, checker->writer, 2);
  return checker;
}

void
wg_geo_checker_free (WgGeoChecker *checker)
{
  if (checker == NULL)
    return;
  GEOSWKBReader_destroy_r (checker->geos, checker->reader);
  GEOSWKBWriter_destroy_r (checker->geos, checker->writer);
  GEOS_finish_r (checker->geos);
  g_free (checker);
}

static void
set_verdict (WgGeoChecker *checker, WgGeoVerdict *verdict, const char *reason, const GEOSGeometry *place)
{
  verdict->rule = "invalid_outline";
  for (gsize i = 0; reason != NULL && i < G_N_ELEMENTS (reasons); i++)
    {
      if (!g_str_has_prefix (reason, reasons[i].reason))
        continue;
      verdict->rule = reasons[i].rule;
      verdict->text = g_strdup (_ (reasons[i].text));
      break;
    }
  if (verdict->text == NULL)
    verdict->text = g_strdup_printf (_ ("The outline is not valid: %s."), reason != NULL ? reason : "?");
  if (place != NULL)
    {
      GEOSGeomGetX_r (checker->geos, place, &verdict->lon_lat[0]);
      GEOSGeomGetY_r (checker->geos, place, &verdict->lon_lat[1]);
    }
}

static gboolean
is_valid (WgGeoChecker *checker, const GEOSGeometry *geometry, WgGeoVerdict *verdict)
{
  char *reason = NULL;
  GEOSGeometry *place = NULL;
  char answer = GEOSisValidDetail_r (checker->geos, geometry, 0, &reason, &place);

  if (answer != 1 && verdict != NULL)
    set_verdict (checker, verdict, reason, place);
  if (reason != NULL)
    GEOSFree_r (checker->geos, reason);
  if (place != NULL)
    GEOSGeom_destroy_r (checker->geos, place);
  return answer == 1;
}

/* The polygons of whatever a repair has left. */
static void
collect_polygons (WgGeoChecker *checker, const GEOSGeometry *geometry, GPtrArray *polygons)
{
  int type = GEOSGeomTypeId_r (checker->geos, geometry);
  int n = GEOSGetNumGeometries_r (checker->geos, geometry);

  if (type == GEOS_POLYGON && !GEOSisEmpty_r (checker->geos, geometry))
    g_ptr_array_add (polygons, GEOSGeom_clone_r (checker->geos, geometry));
  else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION)
    {
      for (int i = 0; i < n; i++)
        collect_polygons (checker, GEOSGetGeometryN_r (checker->geos, geometry, i), polygons);
    }
}

/* Takes @geometry; returns a MULTIPOLYGON or NULL. */
static GEOSGeometry *
to_multipolygon (WgGeoChecker *checker, GEOSGeometry *geometry)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();

  if (geometry == NULL)
    return NULL;
  collect_polygons (checker, geometry, polygons);
  GEOSGeom_destroy_r (checker->geos, geometry);
  if (polygons->len == 0)
    return NULL;
  return GEOSGeom_createCollection_r (checker->geos, GEOS_MULTIPOLYGON, (GEOSGeometry **) polygons->pdata,
                                      polygons->len);
}

static int
snap_corner (double *x, double *y, void *unused)
{
  *x = wg_geo_snap (*x);
  *y = wg_geo_snap (*y);
  return 1;
}

/* Takes @geometry; puts its corners on the grid. Rounding alone nearly always keeps it valid and keeps corners that
 * neighbours share; where it does not, GEOS re-nodes it on the grid.
 */
static GEOSGeometry *
to_grid (WgGeoChecker *checker, GEOSGeometry *geometry)
{
  GEOSGeometry *rounded;

  if (geometry == NULL)
    return NULL;
  rounded = GEOSGeom_transformXY_r (checker->geos, geometry, snap_corner, NULL);
  if (rounded != NULL && is_valid (checker, rounded, NULL))
    {
      GEOSGeom_destroy_r (checker->geos, geometry);
      return rounded;
    }
  if (rounded != NULL)
    GEOSGeom_destroy_r (checker->geos, rounded);
  rounded = to_multipolygon (checker, GEOSGeom_setPrecision_r (checker->geos, geometry, GRID, 0));
  GEOSGeom_destroy_r (checker->geos, geometry);
  return rounded;
}

/* Takes @geometry. */
static gboolean
write_wkb (WgGeoChecker *checker, GEOSGeometry *geometry, GByteArray *wkb)
{
  size_t size = 0;
  unsigned char *bytes = geometry != NULL ? GEOSWKBWriter_write_r (checker->geos, checker->writer, geometry, &size)
                                          : NULL;

  if (bytes != NULL)
    {
      g_byte_array_set_size (wkb, 0);
      g_byte_array_append (wkb, bytes, (guint) size);
      GEOSFree_r (checker->geos, bytes);
    }
  if (geometry != NULL)
    GEOSGeom_destroy_r (checker->geos, geometry);
  return bytes != NULL;
}

static gboolean
refuse (WgGeoVerdict *verdict)
{
  g_free (verdict->text);
  verdict->rule = "zero_area";
  verdict->text = g_strdup (_ ("The outline encloses no area."));
  return FALSE;
}

static double
measure_m2 (WgGeoChecker *checker, const GEOSGeometry *geometry, const WgGeoVerdict *verdict)
{
  double area = 0.0;

  if (geometry == NULL || GEOSArea_r (checker->geos, geometry, &area) == 0)
    return 0.0;
  return fabs (area) * METRES_PER_DEGREE * METRES_PER_DEGREE * cos (verdict->lon_lat[1] * G_PI / 180.0);
}

static gboolean
repair (WgGeoChecker *checker, GEOSGeometry *geometry, GByteArray *wkb, WgGeoVerdict *verdict)
{
  GEOSGeometry *made = GEOSMakeValid_r (checker->geos, geometry);

  verdict->area_before_m2 = measure_m2 (checker, geometry, verdict);
  GEOSGeom_destroy_r (checker->geos, geometry);
  made = to_grid (checker, to_multipolygon (checker, made));
  verdict->area_after_m2 = measure_m2 (checker, made, verdict);
  if (!write_wkb (checker, made, wkb))
    return refuse (verdict);
  verdict->repaired = TRUE;
  return TRUE;
}

gboolean
wg_geo_checker_check (WgGeoChecker *checker, const WgGeoShape *shape, GByteArray *wkb, WgGeoVerdict *verdict)
{
  GEOSGeometry *geometry;

  *verdict = (WgGeoVerdict){ 0 };
  g_byte_array_set_size (wkb, 0);
  if (shape->rings->len == 0)
    {
      if (shape->n > 0)
        {
          verdict->lon_lat[0] = shape->x[0];
          verdict->lon_lat[1] = shape->y[0];
        }
      return refuse (verdict);
    }
  verdict->lon_lat[0] = shape->x[g_array_index (shape->rings, WgGeoRing, 0).start];
  verdict->lon_lat[1] = shape->y[g_array_index (shape->rings, WgGeoRing, 0).start];
  wg_geo_shape_append_wkb (shape, wkb);
  if (wg_geo_shape_is_surely_simple (shape))
    return TRUE;
  geometry = GEOSWKBReader_read_r (checker->geos, checker->reader, wkb->data, wkb->len);
  if (geometry == NULL)
    return refuse (verdict);
  if (!is_valid (checker, geometry, verdict))
    return repair (checker, geometry, wkb, verdict);
  GEOSGeom_destroy_r (checker->geos, geometry);
  return TRUE;
}

gboolean
wg_geo_checker_unite (WgGeoChecker *checker, GByteArray *wkb, GBytes *other)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (other, &length);
  GEOSGeometry *one = GEOSWKBReader_read_r (checker->geos, checker->reader, wkb->data, wkb->len);
  GEOSGeometry *two = GEOSWKBReader_read_r (checker->geos, checker->reader, bytes, length);
  GEOSGeometry *both = one != NULL && two != NULL ? GEOSUnion_r (checker->geos, one, two) : NULL;

  if (one != NULL)
    GEOSGeom_destroy_r (checker->geos, one);
  if (two != NULL)
    GEOSGeom_destroy_r (checker->geos, two);
  return write_wkb (checker, to_grid (checker, to_multipolygon (checker, both)), wkb);
}
