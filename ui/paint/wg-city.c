/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: painters on several threads, the picker and the labels must all see one and the same city while the next one is
 * being built; so a city is never changed, only replaced.
 */

#include "wg-city-private.h"

/* How wide the median grid of a level must be for the level to be shown by itself. */
#define READABLE_SIZE 64.0

G_DEFINE_BOXED_TYPE (WgCity, wg_city, wg_city_ref, wg_city_unref)

WgCity *
wg_city_ref (WgCity *city)
{
  g_atomic_ref_count_inc (&city->refs);
  return city;
}

static void
city_free (WgCity *city)
{
  wg_city_hold_unref (city->grid_hold);
  wg_city_hold_unref (city->building_hold);
  g_free (city);
}

void
wg_city_unref (WgCity *city)
{
  if (g_atomic_ref_count_dec (&city->refs))
    city_free (city);
}

guint
wg_city_get_n_levels (const WgCity *city)
{
  return city->n_levels;
}

const char *
wg_city_get_level_name (const WgCity *city, guint depth)
{
  g_return_val_if_fail (depth <= WG_MAX_DEPTH, "");

  return city->level_names[depth] != NULL ? city->level_names[depth] : "";
}

guint
wg_city_get_n_grids (const WgCity *city)
{
  return city->n_grids;
}

guint
wg_city_get_n_buildings (const WgCity *city)
{
  return city->n_buildings;
}

gsize
wg_city_get_n_bytes (const WgCity *city)
{
  gsize n = sizeof *city + city->n_grids * (sizeof (WgCityGrid) + sizeof (WgCityKey))
            + (city->n_rings + city->n_arc_refs) * sizeof (gint32) + city->n_arcs * sizeof (WgCityArc)
            + city->n_buildings * sizeof (WgCityBuilding) + city->n_building_rings * sizeof (guint);

  n += (city->points.n_points + city->building_points.n_points) * (2 * sizeof (gint32) + 1);
  for (guint depth = 1; depth <= city->n_levels; depth++)
    n += wg_box_tree_get_n_bytes (city->grid_trees[depth]) + wg_box_tree_get_n_bytes (city->arc_trees[depth]);
  return n + city->grid_hold->n_string_bytes + city->building_hold->n_string_bytes
         + wg_box_tree_get_n_bytes (city->building_tree);
}

const WgBox *
wg_city_get_box (const WgCity *city)
{
  return &city->box;
}

guint
wg_city_get_automatic_level (const WgCity *city, double zoom)
{
  double unit = wg_world_get_unit (zoom);

  for (guint level = city->n_levels; level > 1; level--)
    {
      if (city->median_size[level] >= READABLE_SIZE * unit)
        return level;
    }
  return 1;
}

guint
wg_city_resolve_level (const WgCity *city, guint level, double zoom)
{
  if (level == WG_LEVEL_AUTOMATIC)
    return wg_city_get_automatic_level (city, zoom);
  return CLAMP (level, 1, MAX (1, city->n_levels));
}

guint
wg_city_find_grid (const WgCity *city, gint64 id)
{
  guint low = 0, high = city->n_grids;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (city->grid_keys[middle].id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < city->n_grids && city->grid_keys[low].id == id ? city->grid_keys[low].index : WG_NO_INDEX;
}

gint64
wg_city_get_grid_id (const WgCity *city, guint grid)
{
  g_return_val_if_fail (grid < city->n_grids, 0);
  return city->grids[grid].id;
}

guint
wg_city_get_grid_depth (const WgCity *city, guint grid)
{
  g_return_val_if_fail (grid < city->n_grids, 0);
  return city->grids[grid].depth;
}

guint
wg_city_get_grid_parent (const WgCity *city, guint grid)
{
  g_return_val_if_fail (grid < city->n_grids, WG_NO_INDEX);
  return city->grids[grid].parent;
}

gboolean
wg_city_grid_is_leaf (const WgCity *city, guint grid)
{
  g_return_val_if_fail (grid < city->n_grids, FALSE);
  return city->grids[grid].is_leaf;
}

const char *
wg_city_get_grid_code (const WgCity *city, guint grid)
{
  g_return_val_if_fail (grid < city->n_grids, "");
  return city->grids[grid].code;
}

const char *
wg_city_get_grid_name (const WgCity *city, guint grid)
{
  g_return_val_if_fail (grid < city->n_grids, "");
  return city->grids[grid].name;
}

void
wg_city_get_grid_label_point (const WgCity *city, guint grid, double *lon, double *lat)
{
  g_return_if_fail (grid < city->n_grids);

  *lon = wg_mercator_lon_from_int_x (city->grids[grid].label_x);
  *lat = wg_mercator_lat_from_int_y (city->grids[grid].label_y);
}

void
wg_city_get_grid_box (const WgCity *city, guint grid, WgBox *box)
{
  const WgWorldBox *world;

  g_return_if_fail (grid < city->n_grids);

  world = &city->grids[grid].box;
  box->min_lon = wg_mercator_lon_from_int_x (world->min_x);
  box->max_lon = wg_mercator_lon_from_int_x (world->max_x);
  box->min_lat = wg_mercator_lat_from_int_y (world->max_y);
  box->max_lat = wg_mercator_lat_from_int_y (world->min_y);
}

gboolean
wg_city_grid_is_shown (const WgCity *city, guint grid, guint level)
{
  const WgCityGrid *g = &city->grids[grid];

  return g->depth == level || (g->is_leaf && g->depth < level);
}

void
wg_city_query_shown (const WgCity *city, guint level, const WgWorldBox *box, GArray *found)
{
  guint first = found->len, kept = found->len;

  for (guint depth = 1; depth <= MIN (level, city->n_levels); depth++)
    wg_box_tree_query (city->grid_trees[depth], box, found);
  for (guint i = first; i < found->len; i++)
    {
      guint32 grid = g_array_index (found, guint32, i);

      if (wg_city_grid_is_shown (city, grid, level))
        g_array_index (found, guint32, kept++) = grid;
    }
  g_array_set_size (found, kept);
}

gint64
wg_city_get_building_id (const WgCity *city, guint building)
{
  g_return_val_if_fail (building < city->n_buildings, 0);
  return city->buildings[building].id;
}

const char *
wg_city_get_building_address (const WgCity *city, guint building)
{
  g_return_val_if_fail (building < city->n_buildings, "");
  return city->buildings[building].address;
}

guint
wg_city_get_building_n_open (const WgCity *city, guint building)
{
  g_return_val_if_fail (building < city->n_buildings, 0);
  return city->buildings[building].n_open;
}

/* One step of the even-odd rule for a ray to the west, on integers: returns TRUE at once when the point lies on the
 * piece. */
static gboolean
cross_piece (const gint32 *a, const gint32 *b, gint32 x, gint32 y, gboolean *inside)
{
  gint64 dx = (gint64)b[0] - a[0], dy = (gint64)b[1] - a[1];
  gint64 px = (gint64)x - a[0], py = (gint64)y - a[1];
  gint64 side = dx * py - dy * px;

  if (side == 0 && x >= MIN (a[0], b[0]) && x <= MAX (a[0], b[0]) && y >= MIN (a[1], b[1]) && y <= MAX (a[1], b[1]))
    return TRUE;
  if ((a[1] > y) != (b[1] > y) && (dy > 0 ? side < 0 : side > 0))
    *inside = !*inside;
  return FALSE;
}

static gboolean
cross_line (const gint32 *xy, guint n_points, gint32 x, gint32 y, gboolean *inside)
{
  for (guint i = 1; i < n_points; i++)
    {
      if (cross_piece (xy + 2 * (i - 1), xy + 2 * i, x, y, inside))
        return TRUE;
    }
  return FALSE;
}

/* A border beside the ray counts by its ends: it crosses the ray an odd number of times when they lie on two sides. */
static gboolean
cross_arc (const WgCity *city, const WgCityArc *arc, gint32 x, gint32 y, gboolean *inside)
{
  const gint32 *xy = city->points.xy + 2 * arc->first_point;

  if (arc->box.min_x > x || arc->box.min_y > y || arc->box.max_y < y)
    return FALSE;
  if (arc->box.max_x >= x)
    return cross_line (xy, arc->n_points, x, y, inside);
  if ((xy[1] > y) != (xy[2 * arc->n_points - 1] > y))
    *inside = !*inside;
  return FALSE;
}

gboolean
wg_city_grid_contains (const WgCity *city, guint grid, gint32 x, gint32 y)
{
  const WgCityGrid *g = &city->grids[grid];
  gboolean inside = FALSE;

  if (x < g->box.min_x || x > g->box.max_x || y < g->box.min_y || y > g->box.max_y)
    return FALSE;
  for (guint i = city->ring_starts[g->first_ring]; i < city->ring_starts[g->first_ring + g->n_rings]; i++)
    {
      gint32 ref = city->arc_refs[i];

      if (cross_arc (city, &city->arcs[ref < 0 ? ~ref : ref], x, y, &inside))
        return TRUE;
    }
  return inside;
}

gboolean
wg_city_building_contains (const WgCity *city, guint building, gint32 x, gint32 y)
{
  const WgCityBuilding *b = &city->buildings[building];
  gboolean inside = FALSE;

  if (x < b->box.min_x || x > b->box.max_x || y < b->box.min_y || y > b->box.max_y)
    return FALSE;
  for (guint ring = b->first_ring; ring < b->first_ring + b->n_rings; ring++)
    {
      guint start = city->building_ring_starts[ring];
      guint n = city->building_ring_starts[ring + 1] - start;
      const gint32 *xy = city->building_points.xy + 2 * start;

      if (cross_line (xy, n, x, y, &inside) || cross_piece (xy + 2 * (n - 1), xy, x, y, &inside))
        return TRUE;
    }
  return inside;
}

guint
wg_city_get_building_mark (const WgCity *city, guint building)
{
  g_return_val_if_fail (building < city->n_buildings, 0);
  return city->buildings[building].mark;
}

guint
wg_city_get_n_marks (const WgCity *city)
{
  return city->n_marks;
}

const WgCityMark *
wg_city_get_mark (const WgCity *city, guint mark)
{
  g_return_val_if_fail (mark >= 1 && mark <= city->n_marks, NULL);
  return &city->marks[mark - 1];
}
