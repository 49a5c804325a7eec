/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: where the middle of a street runs is a question about points on both sides of it. Outlines are laid out as points that
 * lie closer together than a street is wide, and the triangles between them say which border is opposite which.
 */

#include "wg-coverage-mesh.h"

#include "wg-error.h"

#include <geos_c.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_POINTS 3000000

guint
wg_corner_hash (gconstpointer data)
{
  const WgCorner *corner = data;
  guint64 mixed = (guint64) corner->lon * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
                  ^ (guint64) corner->lat * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);

  return (guint) (mixed >> 32) ^ (guint) mixed;
}

gboolean
wg_corner_equals (gconstpointer a, gconstpointer b)
{
  return wg_corner_equal (*(const WgCorner *) a, *(const WgCorner *) b);
}

guint
wg_side_hash (gconstpointer data)
{
  const WgSide *side = data;

  return wg_corner_hash (&side->from) * 31 + wg_corner_hash (&side->to);
}

gboolean
wg_side_equals (gconstpointer a, gconstpointer b)
{
  return wg_side_compare (a, b) == 0;
}

guint
wg_mesh_find (const WgMesh *mesh, WgCorner corner)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (mesh->by_corner, &corner)) - 1;
}

double
wg_mesh_distance_m (const WgMesh *mesh, WgCorner a, WgCorner b)
{
  return hypot ((double) (b.lon - a.lon) * mesh->x, (double) (b.lat - a.lat) * mesh->y);
}

/* --- Points --- */

static guint
take_point (WgMesh *self, WgCorner corner, gboolean is_corner)
{
  guint found = wg_mesh_find (self, corner);
  WgMeshPoint point = { corner, WG_MESH_NONE, is_corner };

  if (found != WG_MESH_NONE)
    {
      g_array_index (self->points, WgMeshPoint, found).is_corner |= is_corner;
      return found;
    }
  g_array_append_val (self->points, point);
  g_hash_table_insert (self->by_corner, g_memdup2 (&corner, sizeof (WgCorner)), GUINT_TO_POINTER (self->points->len));
  return self->points->len - 1;
}

void
wg_mesh_own_point (WgMesh *self, guint index, guint item)
{
  WgMeshPoint *point = &g_array_index (self->points, WgMeshPoint, index);
  WgMeshOwner owner = { item, point->owners };

  for (guint i = point->owners; i != WG_MESH_NONE; i = g_array_index (self->owners, WgMeshOwner, i).next)
    {
      if (g_array_index (self->owners, WgMeshOwner, i).item == item)
        return;
    }
  point->owners = self->owners->len;
  g_array_append_val (self->owners, owner);
}

gboolean
wg_mesh_has_owner (const WgMesh *self, guint index, guint item)
{
  for (guint i = g_array_index (self->points, WgMeshPoint, index).owners; i != WG_MESH_NONE;)
    {
      const WgMeshOwner *owner = &g_array_index (self->owners, WgMeshOwner, i);

      if (owner->item == item)
        return TRUE;
      i = owner->next;
    }
  return FALSE;
}

static void
add_stretch (WgMesh *self, guint from, guint to, guint item)
{
  WgMeshStretch stretch = { from, to, item };

  wg_mesh_own_point (self, from, item);
  wg_mesh_own_point (self, to, item);
  g_array_append_val (self->stretches, stretch);
}

/* The same places whichever way the side runs. */
static WgCorner
place_between (WgCorner from, WgCorner to, guint i, guint n)
{
  gboolean back = wg_corner_compare (from, to) > 0;
  WgCorner a = back ? to : from, b = back ? from : to;
  guint k = back ? n - i : i;

  return (WgCorner){ a.lon + (gint64) ((__int128) (b.lon - a.lon) * k / n), a.lat + (gint64) ((__int128) (b.lat - a.lat) * k / n) };
}

static void
add_side (WgMesh *self, const WgSide *side, guint item, guint n)
{
  guint before = take_point (self, side->from, TRUE);

  for (guint i = 1; i <= n; i++)
    {
      guint next = i == n ? take_point (self, side->to, TRUE) : take_point (self, place_between (side->from, side->to, i, n), FALSE);

      if (next != before)
        add_stretch (self, before, next, item);
      before = next;
    }
}

static GArray *
list_sides (const WgCoverageItem *items, guint n_items)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (WgOwnedSide));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GArray) sides = wg_sides_new ();

      wg_sides_add_shape (sides, items[i].shape);
      for (guint k = 0; k < sides->len; k++)
        {
          WgOwnedSide owned = { g_array_index (sides, WgSide, k), i };

          g_array_append_val (all, owned);
        }
    }
  return all;
}

static GHashTable *
index_sides (const GArray *all)
{
  GHashTable *known = g_hash_table_new (wg_side_hash, wg_side_equals);

  for (guint i = 0; i < all->len; i++)
    g_hash_table_add (known, &g_array_index (all, WgOwnedSide, i).side);
  return known;
}

static gboolean
refuse_points (double spacing_m, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
               _ ("There is too much border to be looked at every %.1f m. Nothing was changed; name a larger width, or fill the "
                  "gaps in parts of the file."),
               spacing_m);
  return FALSE;
}

/* Into how many stretches a side goes. */
static double
count_stretches (const WgMesh *self, const WgSide *side, GHashTable *known, double spacing_m)
{
  WgSide twin = { side->to, side->from };

  return g_hash_table_contains (known, &twin) ? 1.0 : fmax (ceil (wg_mesh_distance_m (self, side->from, side->to) / spacing_m), 1.0);
}

static gboolean
add_outlines (WgMesh *self, const WgCoverageItem *items, guint n_items, double spacing_m, GError **error)
{
  g_autoptr (GArray) all = list_sides (items, n_items);
  g_autoptr (GHashTable) known = index_sides (all);
  double n = 0.0;

  for (guint i = 0; i < all->len; i++)
    n += count_stretches (self, &g_array_index (all, WgOwnedSide, i).side, known, spacing_m);
  if (n > MOST_POINTS)
    return refuse_points (spacing_m, error);
  for (guint i = 0; i < all->len; i++)
    {
      const WgOwnedSide *owned = &g_array_index (all, WgOwnedSide, i);

      add_side (self, &owned->side, owned->item, (guint) count_stretches (self, &owned->side, known, spacing_m));
    }
  return TRUE;
}

/* --- Triangles --- */

static GEOSGeometry *
triangulate (const WgMesh *self, GEOSContextHandle_t geos)
{
  GEOSCoordSequence *places = GEOSCoordSeq_create_r (geos, self->points->len, 2);
  GEOSGeometry *line, *triangles;

  for (guint i = 0; i < self->points->len; i++)
    {
      const WgCorner *corner = &g_array_index (self->points, WgMeshPoint, i).corner;

      GEOSCoordSeq_setXY_r (geos, places, i, (double) (corner->lon - self->origin.lon) * self->x,
                            (double) (corner->lat - self->origin.lat) * self->y);
    }
  line = GEOSGeom_createLineString_r (geos, places);
  triangles = line != NULL ? GEOSDelaunayTriangulation_r (geos, line, 0.0, 0) : NULL;
  if (line != NULL)
    GEOSGeom_destroy_r (geos, line);
  return triangles;
}

static guint
find_place (const WgMesh *self, GEOSContextHandle_t geos, const GEOSCoordSequence *places, guint i)
{
  double x = 0.0, y = 0.0;

  GEOSCoordSeq_getXY_r (geos, places, i, &x, &y);
  return wg_mesh_find (self, (WgCorner){ self->origin.lon + llround (x / self->x), self->origin.lat + llround (y / self->y) });
}

static void
read_triangle (WgMesh *self, GEOSContextHandle_t geos, const GEOSGeometry *polygon)
{
  const GEOSGeometry *ring = GEOSGetExteriorRing_r (geos, polygon);
  const GEOSCoordSequence *places = ring != NULL ? GEOSGeom_getCoordSeq_r (geos, ring) : NULL;
  WgMeshTriangle triangle = { { 0 }, { WG_MESH_NONE, WG_MESH_NONE, WG_MESH_NONE } };
  WgCorner corners[3];
  int turn;

  for (guint i = 0; i < 3; i++)
    {
      triangle.points[i] = places != NULL ? find_place (self, geos, places, i) : WG_MESH_NONE;
      if (triangle.points[i] == WG_MESH_NONE)
        return;
      corners[i] = g_array_index (self->points, WgMeshPoint, triangle.points[i]).corner;
    }
  turn = wg_exact_side (corners[0], corners[1], corners[2]);
  if (turn == 0)
    return;
  if (turn < 0)
    {
      guint second = triangle.points[1];

      triangle.points[1] = triangle.points[2];
      triangle.points[2] = second;
    }
  g_array_append_val (self->triangles, triangle);
}

static void
make_triangles (WgMesh *self, GEOSContextHandle_t geos)
{
  GEOSGeometry *found = triangulate (self, geos);
  int n_found = found != NULL ? GEOSGetNumGeometries_r (geos, found) : 0;

  for (int i = 0; i < n_found; i++)
    read_triangle (self, geos, GEOSGetGeometryN_r (geos, found, i));
  if (found != NULL)
    GEOSGeom_destroy_r (geos, found);
}

/* The middle of all and how long a degree is there. */
static void
find_scale (WgMesh *self, const WgCoverageItem *items, guint n_items)
{
  WgBox box = WG_BOX_EMPTY;
  double lat;

  for (guint i = 0; i < n_items; i++)
    wg_box_union (&box, wg_shape_get_box (items[i].shape));
  lat = (box.min_lat + box.max_lat) / 2.0;
  self->origin = wg_corner_from_degrees ((box.min_lon + box.max_lon) / 2.0, lat);
  wg_shape_get_scale (lat, &self->x, &self->y);
}

static gboolean
is_wanted (WgCoverageStep step, gpointer data, GError **error)
{
  if (step == NULL || step (data))
    return TRUE;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_CANCELLED, _ ("Filling what lies between the grids was stopped. Nothing was changed."));
  return FALSE;
}

WgMesh *
wg_mesh_new (const WgCoverageItem *items, guint n_items, double spacing_m, WgCoverageStep step, gpointer data, GError **error)
{
  g_autoptr (WgMesh) self = g_new0 (WgMesh, 1);
  GEOSContextHandle_t geos = GEOS_init_r ();
  gboolean good;

  self->points = g_array_new (FALSE, FALSE, sizeof (WgMeshPoint));
  self->owners = g_array_new (FALSE, FALSE, sizeof (WgMeshOwner));
  self->stretches = g_array_new (FALSE, FALSE, sizeof (WgMeshStretch));
  self->triangles = g_array_new (FALSE, FALSE, sizeof (WgMeshTriangle));
  self->missing = g_array_new (FALSE, FALSE, sizeof (WgSide));
  self->by_corner = g_hash_table_new_full (wg_corner_hash, wg_corner_equals, g_free, NULL);
  find_scale (self, items, n_items);
  good = add_outlines (self, items, n_items, spacing_m, error) && is_wanted (step, data, error);
  if (good)
    make_triangles (self, geos);
  GEOS_finish_r (geos);
  if (!good || !is_wanted (step, data, error))
    return NULL;
  wg_mesh_draw_stretches (self);
  return g_steal_pointer (&self);
}

void
wg_mesh_free (WgMesh *self)
{
  g_array_unref (self->points);
  g_array_unref (self->owners);
  g_array_unref (self->stretches);
  g_array_unref (self->triangles);
  g_array_unref (self->missing);
  g_hash_table_unref (self->by_corner);
  g_free (self);
}
