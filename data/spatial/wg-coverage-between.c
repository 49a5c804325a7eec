/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: many a file has blocks with the streets left out, and a case in a street is then in no grid. Nobody hands out a thousand
 * streets one by one: each block gets its half of what lies before it, and what is too wide to be a street stays.
 */

#include "wg-coverage-between.h"

#include "wg-coverage-between-private.h"

#include <math.h>

#define LEAST_SPACING_M 0.5
#define MOST_SPACING_M 10.0
#define SPACING_PART 3.0    /* points a width of a street */
#define STRAIGHT_M 0.002    /* how far off a border a point may lie that was put on it here */
#define MOST_ROOM_M 0.3     /* how far the middle of a street may be moved to make it straight */
#define MOST_ROOM_PART 0.2  /* and what part of the way to the border */

/* What has spikes is handed out anew so often, each time without them. */
#define MOST_ROUNDS 8

/* --- Handing out --- */

/* The least that it was given stays. */
static void
give_room (WgBetween *self, WgCorner corner, double room_m)
{
  guint room = (guint) (room_m * WG_ROOM_UNITS);
  gpointer before = NULL;

  if (!g_hash_table_lookup_extended (self->room, &corner, NULL, &before) || GPOINTER_TO_UINT (before) > room)
    g_hash_table_insert (self->room, g_memdup2 (&corner, sizeof (WgCorner)), GUINT_TO_POINTER (room));
}

/* A part of how far it is from one outline to the other, and that is never more than a triangle is high. */
static double
get_room_m (const WgBetween *self, const WgMeshTriangle *triangle)
{
  WgSide side = wg_between_get_side (self, triangle, 0);
  double longest = 0.0, twice_area;

  for (guint k = 0; k < 3; k++)
    {
      WgSide one = wg_between_get_side (self, triangle, k);

      longest = fmax (longest, wg_mesh_distance_m (self->mesh, one.from, one.to));
    }
  twice_area = (double) wg_exact_turn (side.from, side.to, wg_between_get_corner (self, triangle->points[2])) * self->mesh->x * self->mesh->y;
  return fmin (MOST_ROOM_M, MOST_ROOM_PART * twice_area / (2.0 * longest));
}

static void
add_side (WgBetween *self, guint item, WgCorner from, WgCorner to)
{
  WgOwnedSide side = { { from, to }, item };

  if (!self->grows[item] || wg_corner_equal (from, to))
    return;
  self->gets[item] = TRUE;
  g_array_append_val (self->sides, side);
}

static WgCorner
get_centre (WgCorner a, WgCorner b, WgCorner c)
{
  return (WgCorner){ (a.lon + b.lon + c.lon) / 3, (a.lat + b.lat + c.lat) / 3 };
}

/* A side that is no border has a corner in its middle, as in the triangle on its other side. */
static void
add_edge (WgBetween *self, guint item, const WgSide *side)
{
  WgCorner middle = wg_between_get_middle (side->from, side->to);

  if (wg_between_is_stretch (self, side))
    {
      add_side (self, item, side->from, side->to);
      return;
    }
  give_room (self, middle, self->room_m);
  add_side (self, item, side->from, middle);
  add_side (self, item, middle, side->to);
}

static void
add_half (WgBetween *self, guint item, const WgSide *side, gboolean first)
{
  WgCorner middle = wg_between_get_middle (side->from, side->to);

  give_room (self, middle, self->room_m);
  if (first)
    add_side (self, item, side->from, middle);
  else
    add_side (self, item, middle, side->to);
}

static void
give_whole (WgBetween *self, const WgMeshTriangle *triangle, guint item)
{
  for (guint k = 0; k < 3; k++)
    {
      WgSide side = wg_between_get_side (self, triangle, k);

      add_edge (self, item, &side);
    }
}

/* A stretch whose ends are said to be of two grids cannot be parted in its middle. */
static gboolean
can_be_parted (const WgBetween *self, const WgMeshTriangle *triangle, const guint owners[3])
{
  for (guint k = 0; k < 3; k++)
    {
      WgSide side = wg_between_get_side (self, triangle, k);

      if (owners[k] != owners[(k + 1) % 3] && wg_between_is_stretch (self, &side))
        return FALSE;
    }
  return TRUE;
}

/* Corner @k is of one, the two after it are of another: the border runs from the middle of one side to that of the other. */
static void
give_two (WgBetween *self, const WgMeshTriangle *triangle, guint k, const guint owners[3])
{
  WgSide out = wg_between_get_side (self, triangle, k), far = wg_between_get_side (self, triangle, (k + 1) % 3);
  WgSide in = wg_between_get_side (self, triangle, (k + 2) % 3);
  WgCorner after = wg_between_get_middle (out.from, out.to), before = wg_between_get_middle (in.from, in.to);
  guint one = owners[k], other = owners[(k + 1) % 3];

  add_half (self, one, &in, FALSE);
  add_half (self, one, &out, TRUE);
  add_side (self, one, after, before);
  add_half (self, other, &out, FALSE);
  add_edge (self, other, &far);
  add_half (self, other, &in, TRUE);
  add_side (self, other, before, after);
}

/* Corner @k is of a grid that does not grow: the border of the other two runs up to it. */
static void
give_beside (WgBetween *self, const WgMeshTriangle *triangle, guint k, const guint owners[3])
{
  WgSide out = wg_between_get_side (self, triangle, k), far = wg_between_get_side (self, triangle, (k + 1) % 3);
  WgSide in = wg_between_get_side (self, triangle, (k + 2) % 3);
  WgCorner middle = wg_between_get_middle (far.from, far.to);
  guint one = owners[(k + 1) % 3], other = owners[(k + 2) % 3];

  add_edge (self, one, &out);
  add_half (self, one, &far, TRUE);
  add_side (self, one, middle, out.from);
  add_half (self, other, &far, FALSE);
  add_edge (self, other, &in);
  add_side (self, other, out.from, middle);
}

static void
give_three (WgBetween *self, const WgMeshTriangle *triangle, const guint owners[3])
{
  WgCorner centre = get_centre (wg_between_get_corner (self, triangle->points[0]), wg_between_get_corner (self, triangle->points[1]),
                                wg_between_get_corner (self, triangle->points[2]));

  for (guint k = 0; k < 3; k++)
    {
      WgSide out = wg_between_get_side (self, triangle, k), in = wg_between_get_side (self, triangle, (k + 2) % 3);

      add_half (self, owners[k], &in, FALSE);
      add_half (self, owners[k], &out, TRUE);
      add_side (self, owners[k], wg_between_get_middle (out.from, out.to), centre);
      add_side (self, owners[k], centre, wg_between_get_middle (in.from, in.to));
    }
}

static guint
find_fixed (const WgBetween *self, const guint owners[3])
{
  guint k = 0;

  while (k < 2 && self->grows[owners[k]])
    k++;
  return k;
}

static void
hand_out (WgBetween *self, const WgMeshTriangle *triangle)
{
  guint owners[3], grower = WG_MESH_NONE, n_growers = 0, n = wg_between_list_owners (self, triangle, owners);

  for (guint k = 0; k < 3; k++)
    {
      gboolean known = (k > 0 && owners[k] == owners[0]) || (k > 1 && owners[k] == owners[1]);

      if (!self->grows[owners[k]] || known)
        continue;
      grower = MIN (grower, owners[k]);
      n_growers++;
    }
  if (n_growers == 0)
    return;
  self->room_m = get_room_m (self, triangle);
  if (n_growers == 1 || !can_be_parted (self, triangle, owners))
    give_whole (self, triangle, grower);
  else if (n == 3 && n_growers == 2)
    give_beside (self, triangle, find_fixed (self, owners), owners);
  else if (n == 3)
    give_three (self, triangle, owners);
  else
    give_two (self, triangle, wg_between_find_alone (owners), owners);
}

/* The outlines as they were, point by point. */
static void
add_outlines (WgBetween *self)
{
  for (guint i = 0; i < self->mesh->stretches->len; i++)
    {
      const WgMeshStretch *stretch = &g_array_index (self->mesh->stretches, WgMeshStretch, i);
      WgOwnedSide side = { { wg_between_get_corner (self, stretch->from), wg_between_get_corner (self, stretch->to) }, stretch->item };

      if (self->grows[stretch->item])
        g_array_append_val (self->sides, side);
    }
  for (guint i = 0; i < self->mesh->points->len; i++)
    {
      const WgMeshPoint *point = &g_array_index (self->mesh->points, WgMeshPoint, i);

      if (!point->is_corner)
        give_room (self, point->corner, STRAIGHT_M);
    }
}

/* --- Outlines --- */

static int
compare_owned (gconstpointer a, gconstpointer b)
{
  const WgOwnedSide *one = a, *other = b;

  return (one->item > other->item) - (one->item < other->item);
}

/* The sides of one grid from @at on, which moves behind them. */
static GArray *
take_sides (const GArray *all, guint *at)
{
  GArray *sides = wg_sides_new ();
  guint item = g_array_index (all, WgOwnedSide, *at).item;

  for (; *at < all->len && g_array_index (all, WgOwnedSide, *at).item == item; (*at)++)
    g_array_append_val (sides, g_array_index (all, WgOwnedSide, *at).side);
  return sides;
}

/* Sides that are there in both directions are inside a grid. */
static void
cancel (WgBetween *self)
{
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (WgOwnedSide));

  g_array_sort (self->sides, compare_owned);
  for (guint at = 0; at < self->sides->len;)
    {
      guint item = g_array_index (self->sides, WgOwnedSide, at).item;
      g_autoptr (GArray) sides = take_sides (self->sides, &at);

      wg_sides_cancel (sides);
      for (guint i = 0; i < sides->len; i++)
        {
          WgOwnedSide owned = { g_array_index (sides, WgSide, i), item };

          g_array_append_val (rest, owned);
        }
    }
  g_array_set_size (self->sides, 0);
  g_array_append_vals (self->sides, rest->data, rest->len);
}

static void
make_outlines (WgBetween *self, WgShape **grown)
{
  g_array_sort (self->sides, compare_owned);
  for (guint at = 0; at < self->sides->len;)
    {
      guint item = g_array_index (self->sides, WgOwnedSide, at).item;
      g_autoptr (GArray) sides = take_sides (self->sides, &at);
      g_autoptr (GPtrArray) rings = NULL, pieces = NULL;
      WgCorner where;

      if (!self->gets[item])
        continue;
      wg_sides_cancel (sides);
      rings = wg_sides_walk (sides, TRUE, NULL);
      pieces = wg_rings_to_pieces (rings, &where);
      grown[item] = pieces != NULL ? wg_pieces_to_shape (pieces) : NULL;
    }
}

static void
index_stretches (WgBetween *self, GArray *keys)
{
  g_array_set_size (keys, self->mesh->stretches->len);
  for (guint i = 0; i < self->mesh->stretches->len; i++)
    {
      const WgMeshStretch *stretch = &g_array_index (self->mesh->stretches, WgMeshStretch, i);
      WgSide *side = &g_array_index (keys, WgSide, i);

      *side = (WgSide){ wg_between_get_corner (self, stretch->from), wg_between_get_corner (self, stretch->to) };
      g_hash_table_insert (self->stretches, side, GUINT_TO_POINTER (stretch->item + 1));
    }
}

static void
begin_round (WgBetween *self, WgShape **grown)
{
  g_array_set_size (self->sides, 0);
  g_hash_table_remove_all (self->room);
  for (guint i = 0; i < self->n_items; i++)
    {
      g_clear_pointer (&grown[i], wg_shape_unref);
      self->gets[i] = FALSE;
    }
}

static void
hand_out_all (WgBetween *self, WgShape **grown)
{
  begin_round (self, grown);
  for (guint i = 0; i < self->areas->len; i++)
    {
      if (g_array_index (self->areas, WgBetweenArea, i) == WG_AREA_TAKEN)
        hand_out (self, wg_between_get_triangle (self, i));
    }
  add_outlines (self);
  cancel (self);
  wg_owned_sides_straighten (self->sides, self->room, self->mesh);
  make_outlines (self, grown);
}

static void
fill (WgBetween *self, WgShape **grown)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (WgSide));

  index_stretches (self, keys);
  wg_between_sort_areas (self);
  hand_out_all (self, grown);
  for (guint i = 0; i < MOST_ROUNDS && wg_between_leave_tips (self, grown); i++)
    hand_out_all (self, grown);
}

gboolean
wg_coverage_fill_between (const WgCoverageItem *items, const gboolean *grows, guint n_items, double width_m, WgCoverageStep step,
                          gpointer data, WgShape **grown, GError **error)
{
  double spacing_m = CLAMP (width_m / SPACING_PART, LEAST_SPACING_M, MOST_SPACING_M);
  g_autoptr (WgMesh) mesh = NULL;
  g_autoptr (WgBoxIndex) boxes = wg_coverage_index_items (items, n_items);
  g_autoptr (GHashTable) stretches = g_hash_table_new (wg_side_hash, wg_side_equals);
  g_autoptr (GHashTable) room = g_hash_table_new_full (wg_corner_hash, wg_corner_equals, g_free, NULL);
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (WgBetweenArea));
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (WgOwnedSide));
  g_autofree gboolean *gets = g_new0 (gboolean, n_items + 1);
  WgBetween self = { NULL, items, grows, n_items, width_m, spacing_m, boxes, NULL, stretches, areas, sides, room, 0.0, gets };

  g_return_val_if_fail (width_m > 0.0, FALSE);

  for (guint i = 0; i < n_items; i++)
    grown[i] = NULL;
  mesh = wg_mesh_new (items, n_items, spacing_m, step, data, error);
  if (mesh == NULL)
    return FALSE;
  self.mesh = mesh;
  fill (&self, grown);
  return TRUE;
}
