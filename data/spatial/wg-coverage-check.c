/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: outlines come from many hands, and a gap of a street's width or an overlap of a lawn is seen by nobody until a case
 * falls into it. They are found here by another way than the editor's: GEOS lays the outlines on each other.
 */

#include "wg-coverage-check.h"

#include "wg-box-index.h"
#include "wg-coverage-private.h"

#include <geos_c.h>
#include <math.h>

/* A gap or overlap that is no more than a line: its area is small for its border (a circle has 1). */
#define THIN 0.02
#define NO_LAND_M2 1e-4
#define OUTSIDE_M2 1.0
#define SPIKE_M 0.5

typedef struct
{
  GEOSContextHandle_t geos;
  const WgCoverageItem *items;
  guint n_items;
  GEOSGeometry **geometries;
  WgBoxIndex *boxes;
  gboolean *open;     /* has a side that no other grid has the other way round */
  double min_gap_m2;
  GPtrArray *findings;
  GHashTable *parents; /* outlines of grids above to what was made of them */
} Check;

/* A grid above, read once for all that lie in it. */
typedef struct
{
  GEOSContextHandle_t geos;
  GEOSGeometry *geometry;
  const GEOSPreparedGeometry *prepared;
} Parent;

static void
parent_free (gpointer data)
{
  Parent *parent = data;

  if (parent->prepared != NULL)
    GEOSPreparedGeom_destroy_r (parent->geos, parent->prepared);
  if (parent->geometry != NULL)
    GEOSGeom_destroy_r (parent->geos, parent->geometry);
  g_free (parent);
}

static void
finding_free (gpointer data)
{
  WgCoverageFinding *finding = data;

  g_array_unref (finding->items);
  g_clear_pointer (&finding->shape, wg_shape_unref);
  g_free (finding);
}

static double
square_degree_m2 (double lat)
{
  double x, y;

  wg_shape_get_degree_scale (lat, &x, &y);
  return x * y;
}

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

static WgShape *
from_geos (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  gsize size = 0;
  guchar *wkb = GEOSGeomToWKB_buf_r (geos, geometry, &size);
  WgShape *shape = wkb != NULL ? wg_shape_new_from_wkb (wkb, size, NULL) : NULL;

  if (wkb != NULL)
    GEOSFree_r (geos, wkb);
  return shape;
}

static WgCoverageFinding *
add_finding (Check *self, const char *rule, guint item, double lon, double lat)
{
  WgCoverageFinding *finding = g_new0 (WgCoverageFinding, 1);

  finding->rule = rule;
  finding->items = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (finding->items, item);
  finding->lon = lon;
  finding->lat = lat;
  g_ptr_array_add (self->findings, finding);
  return finding;
}

/* Where somebody looks who wants to see @part. A strip has no widest place worth a search; there are thousands of them. */
static void
find_place (Check *self, const GEOSGeometry *part, const WgShape *shape, gboolean thin, double *lon, double *lat)
{
  GEOSGeometry *point = thin ? GEOSPointOnSurface_r (self->geos, part) : NULL;

  if (point == NULL || GEOSGeomGetX_r (self->geos, point, lon) == 0 || GEOSGeomGetY_r (self->geos, point, lat) == 0)
    wg_shape_get_label_point (shape, lon, lat);
  if (point != NULL)
    GEOSGeom_destroy_r (self->geos, point);
}

/* Each polygon of a geometry apart, if there is land in it. */
static void
add_land (Check *self, const char *rule, guint item, guint other, const GEOSGeometry *land, double least_m2)
{
  int n_parts = GEOSGetNumGeometries_r (self->geos, land);
  gboolean may_be_sliver = g_str_equal (rule, "gap") || g_str_equal (rule, "overlap");

  for (int i = 0; i < n_parts; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (self->geos, land, i);
      double area = 0.0, length = 0.0, lon, lat, area_m2;
      gboolean thin;
      g_autoptr (WgShape) shape = NULL;
      WgCoverageFinding *finding;

      if (GEOSGeomTypeId_r (self->geos, part) != GEOS_POLYGON || GEOSArea_r (self->geos, part, &area) == 0 || area <= 0.0)
        continue;
      shape = from_geos (self->geos, part);
      if (shape == NULL)
        continue;
      GEOSLength_r (self->geos, part, &length);
      thin = 4.0 * G_PI * area / (length * length) < THIN;
      find_place (self, part, shape, thin, &lon, &lat);
      area_m2 = area * square_degree_m2 (lat);
      if (area_m2 < MAX (least_m2, NO_LAND_M2))
        continue;
      finding = add_finding (self, thin && may_be_sliver ? "sliver" : rule, item, lon, lat);
      finding->is_gap = item == G_MAXUINT;
      finding->area_m2 = area_m2;
      finding->shape = g_steal_pointer (&shape);
      if (other != G_MAXUINT)
        g_array_append_val (finding->items, other);
    }
}

/* Which grids have a side without a reverse. */

typedef struct
{
  WgSide side;
  guint item;
} OwnedSide;

static int
compare_owned (gconstpointer a, gconstpointer b)
{
  return wg_side_compare (&((const OwnedSide *) a)->side, &((const OwnedSide *) b)->side);
}

static void
find_open (Check *self)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (OwnedSide));

  for (guint i = 0; i < self->n_items; i++)
    {
      g_autoptr (GArray) sides = wg_sides_new ();

      wg_sides_add_shape (sides, self->items[i].shape);
      for (guint k = 0; k < sides->len; k++)
        {
          OwnedSide owned = { g_array_index (sides, WgSide, k), i };

          g_array_append_val (all, owned);
        }
    }
  g_array_sort (all, compare_owned);
  for (guint i = 0; i < all->len; i++)
    {
      const OwnedSide *owned = &g_array_index (all, OwnedSide, i);
      OwnedSide twin = { { owned->side.to, owned->side.from }, 0 };
      gboolean twice = (i > 0 && compare_owned (owned, owned - 1) == 0) || (i + 1 < all->len && compare_owned (owned, owned + 1) == 0);

      if (twice || bsearch (&twin, all->data, all->len, sizeof (OwnedSide), compare_owned) == NULL)
        self->open[owned->item] = TRUE;
    }
}

/* Overlaps. */

typedef struct
{
  Check *check;
  guint item;
} Pair;

static gboolean
meet (guint other, gpointer data)
{
  const Pair *pair = data;
  Check *self = pair->check;
  GEOSGeometry *common;

  if (other == pair->item || (self->open[other] && other < pair->item) || self->geometries[other] == NULL)
    return TRUE;
  common = GEOSIntersection_r (self->geos, self->geometries[pair->item], self->geometries[other]);
  if (common != NULL)
    {
      add_land (self, "overlap", pair->item, other, common, self->min_gap_m2);
      GEOSGeom_destroy_r (self->geos, common);
    }
  return TRUE;
}

static void
find_overlaps (Check *self)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      Pair pair = { self, i };

      if (self->open[i] && self->geometries[i] != NULL)
        wg_box_index_query (self->boxes, wg_shape_get_box (self->items[i].shape), meet, &pair);
    }
}

/* Gaps: holes in the union of all. */

typedef struct
{
  Check *check;
  const GEOSGeometry *gap;
  WgCoverageFinding *finding;
} Touching;

static gboolean
touch (guint item, gpointer data)
{
  Touching *touching = data;
  Check *self = touching->check;
  double distance = 1.0;

  if (self->geometries[item] != NULL && GEOSDistance_r (self->geos, self->geometries[item], touching->gap, &distance) != 0
      && distance < 1e-9)
    g_array_append_val (touching->finding->items, item);
  return TRUE;
}

static void
add_gap (Check *self, const GEOSGeometry *ring)
{
  GEOSGeometry *copy = GEOSGeom_clone_r (self->geos, ring);
  GEOSGeometry *gap = copy != NULL ? GEOSGeom_createPolygon_r (self->geos, copy, NULL, 0) : NULL;
  guint n_before = self->findings->len;

  if (gap == NULL)
    return;
  add_land (self, "gap", G_MAXUINT, G_MAXUINT, gap, self->min_gap_m2);
  if (self->findings->len > n_before)
    {
      Touching touching = { self, gap, g_ptr_array_index (self->findings, n_before) };

      g_array_set_size (touching.finding->items, 0);
      wg_box_index_query (self->boxes, wg_shape_get_box (touching.finding->shape), touch, &touching);
    }
  GEOSGeom_destroy_r (self->geos, gap);
}

static GEOSGeometry *
unite (Check *self)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  GEOSGeometry *all, *whole;

  for (guint i = 0; i < self->n_items; i++)
    {
      if (self->geometries[i] != NULL)
        g_ptr_array_add (copies, GEOSGeom_clone_r (self->geos, self->geometries[i]));
    }
  all = GEOSGeom_createCollection_r (self->geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **) copies->pdata, copies->len);
  whole = all != NULL ? GEOSUnaryUnion_r (self->geos, all) : NULL;
  if (all != NULL)
    GEOSGeom_destroy_r (self->geos, all);
  return whole;
}

static void
find_gaps (Check *self)
{
  GEOSGeometry *whole = unite (self);
  int n_parts = whole != NULL ? GEOSGetNumGeometries_r (self->geos, whole) : 0;

  for (int i = 0; i < n_parts; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (self->geos, whole, i);
      int n_holes = GEOSGeomTypeId_r (self->geos, part) == GEOS_POLYGON ? GEOSGetNumInteriorRings_r (self->geos, part) : 0;

      for (int k = 0; k < n_holes; k++)
        add_gap (self, GEOSGetInteriorRingN_r (self->geos, part, k));
    }
  if (whole != NULL)
    GEOSGeom_destroy_r (self->geos, whole);
}

/* Grids apart. */

static const Parent *
find_parent (Check *self, const WgShape *shape)
{
  Parent *parent = g_hash_table_lookup (self->parents, shape);

  if (parent != NULL)
    return parent;
  parent = g_new0 (Parent, 1);
  parent->geos = self->geos;
  parent->geometry = to_geos (self->geos, shape);
  parent->prepared = parent->geometry != NULL ? GEOSPrepare_r (self->geos, parent->geometry) : NULL;
  g_hash_table_insert (self->parents, (gpointer) shape, parent);
  return parent;
}

static void
find_outside (Check *self, guint item)
{
  const Parent *parent = self->items[item].parent != NULL ? find_parent (self, self->items[item].parent) : NULL;
  const GEOSGeometry *geometry = self->geometries[item];
  gboolean within = parent == NULL || parent->prepared == NULL || geometry == NULL
                    || GEOSPreparedCovers_r (self->geos, parent->prepared, geometry) == 1;
  GEOSGeometry *rest = within ? NULL : GEOSDifference_r (self->geos, geometry, parent->geometry);

  if (rest != NULL)
    {
      add_land (self, "child_outside_parent", item, G_MAXUINT, rest, MAX (self->min_gap_m2, OUTSIDE_M2));
      GEOSGeom_destroy_r (self->geos, rest);
    }
}

gboolean
wg_corner_turns_back (WgCorner before, WgCorner at, WgCorner after, double x, double y, double cosine)
{
  double ax = (before.lon - at.lon) * x, ay = (before.lat - at.lat) * y, bx = (after.lon - at.lon) * x, by = (after.lat - at.lat) * y;
  double a = hypot (ax, ay), b = hypot (bx, by);

  return a > SPIKE_M && b > SPIKE_M && ax * bx + ay * by > cosine * a * b;
}

static void
look_at_corner (Check *self, guint item, WgCorner before, WgCorner at, WgCorner after, double x, double y)
{
  double lon = wg_shape_degrees_from_units (at.lon), lat = wg_shape_degrees_from_units (at.lat);

  if (hypot ((after.lon - at.lon) * x, (after.lat - at.lat) * y) < WG_COVERAGE_NEAR_M)
    add_finding (self, "duplicate_vertex", item, lon, lat);
  else if (wg_corner_turns_back (before, at, after, x, y, WG_SPIKE_COSINE))
    add_finding (self, "spike", item, lon, lat);
}

static void
look_at_corners (Check *self, guint item)
{
  const WgShape *shape = self->items[item].shape;
  double unit_x, unit_y;

  wg_shape_get_scale (shape->box.min_lat, &unit_x, &unit_y);
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;
      guint n = shape->rings[r].n_points;

      for (guint i = 0; i < n; i++)
        look_at_corner (self, item, corners[(i + n - 1) % n], corners[i], corners[(i + 1) % n], unit_x, unit_y);
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const WgCoverageFinding *one = *(const WgCoverageFinding *const *) a, *two = *(const WgCoverageFinding *const *) b;

  if (one->area_m2 != two->area_m2)
    return one->area_m2 > two->area_m2 ? -1 : 1;
  return one->lon != two->lon ? (one->lon < two->lon ? -1 : 1) : (one->lat > two->lat) - (one->lat < two->lat);
}

WgBoxIndex *
wg_coverage_index_items (const WgCoverageItem *items, guint n_items)
{
  g_autofree WgBox *boxes = g_new0 (WgBox, n_items + 1);

  for (guint i = 0; i < n_items; i++)
    boxes[i] = *wg_shape_get_box (items[i].shape);
  return wg_box_index_new (boxes, n_items);
}

GPtrArray *
wg_coverage_check (const WgCoverageItem *items, guint n_items, double min_gap_m2)
{
  g_autofree GEOSGeometry **geometries = g_new0 (GEOSGeometry *, n_items + 1);
  g_autofree gboolean *open = g_new0 (gboolean, n_items + 1);
  g_autoptr (WgBoxIndex) index = wg_coverage_index_items (items, n_items);
  Check self = { GEOS_init_r (), items, n_items, geometries, NULL, open, min_gap_m2,
                 g_ptr_array_new_with_free_func (finding_free), g_hash_table_new_full (NULL, NULL, NULL, parent_free) };

  for (guint i = 0; i < n_items; i++)
    geometries[i] = to_geos (self.geos, items[i].shape);
  self.boxes = index;
  find_open (&self);
  find_overlaps (&self);
  find_gaps (&self);
  for (guint i = 0; i < n_items; i++)
    {
      find_outside (&self, i);
      look_at_corners (&self, i);
      if (geometries[i] != NULL)
        GEOSGeom_destroy_r (self.geos, geometries[i]);
    }
  g_hash_table_unref (self.parents);
  GEOS_finish_r (self.geos);
  g_ptr_array_sort (self.findings, compare_findings);
  return self.findings;
}

/* Corners to the first grid that has them; G_MAXUINT for those of several. */
static void
enter_corners (GHashTable *owners, const WgShape *shape, guint item)
{
  for (guint r = 0; r < shape->n_rings; r++)
    {
      for (guint i = 0; i < shape->rings[r].n_points; i++)
        {
          const WgCorner *corner = shape->corners + shape->rings[r].first + i;
          gpointer owner = NULL;
          gboolean known = g_hash_table_lookup_extended (owners, corner, NULL, &owner);

          if (!known || GPOINTER_TO_UINT (owner) != item)
            g_hash_table_insert (owners, (gpointer) corner, GUINT_TO_POINTER (known ? G_MAXUINT : item));
        }
    }
}

static gboolean
shares_corner (GHashTable *owners, const WgShape *shape)
{
  for (guint r = 0; r < shape->n_rings; r++)
    {
      for (guint i = 0; i < shape->rings[r].n_points; i++)
        {
          if (GPOINTER_TO_UINT (g_hash_table_lookup (owners, shape->corners + shape->rings[r].first + i)) == G_MAXUINT)
            return TRUE;
        }
    }
  return FALSE;
}

static guint
hash_corner (gconstpointer data)
{
  const WgCorner *corner = data;

  return g_int64_hash (&corner->lon) * 31 + g_int64_hash (&corner->lat);
}

static gboolean
equal_corners (gconstpointer a, gconstpointer b)
{
  const WgCorner *one = a, *other = b;

  return one->lon == other->lon && one->lat == other->lat;
}

guint
wg_coverage_count_apart (const WgCoverageItem *items, guint n_items, guint *first)
{
  g_autoptr (GHashTable) owners = g_hash_table_new (hash_corner, equal_corners);
  guint n_apart = 0;

  for (guint i = 0; i < n_items; i++)
    enter_corners (owners, items[i].shape, i);
  for (guint i = n_items; i > 0; i--)
    {
      if (shares_corner (owners, items[i - 1].shape))
        continue;
      n_apart++;
      *first = i - 1;
    }
  return n_apart;
}
