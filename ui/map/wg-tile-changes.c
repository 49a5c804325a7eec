/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case more in one grid, a border redrawn, a building come: of some thousand tiles a handful shows it, and only
 * that handful is painted again.
 */

#include "wg-tile-changes.h"

#include "wg-world.h"

#define REACH 4.0 /* logical pixels that half of the widest border and its smooth edge reach into the next tile */

typedef struct
{
  guint first_level; /* the levels whose tiles show it */
  guint last_level;
  double x0;
  double y0;
  double x1;
  double y1;
} WorldBox;

static void
add_box (GArray *changes, const WgBox *box, guint first_level, guint last_level)
{
  WorldBox world = { first_level, last_level, wg_world_x (box->min_lon), wg_world_y (box->max_lat),
                     wg_world_x (box->max_lon), wg_world_y (box->min_lat) };

  g_array_append_val (changes, world);
}

static void
add_grid (GArray *changes, const WgCity *city, guint grid)
{
  guint depth = wg_city_get_grid_depth (city, grid);
  WgBox box;

  wg_city_get_grid_box (city, grid, &box);
  add_box (changes, &box, depth, wg_city_grid_is_leaf (city, grid) ? WG_MAX_DEPTH : depth);
}

static void
add_repaints (GArray *changes, const WgCityColours *before, const WgCityColours *after, const WgCity *city)
{
  g_autoptr (GArray) grids = wg_city_colours_list_repaints (before, after);

  for (guint i = 0; i < grids->len; i++)
    add_grid (changes, city, g_array_index (grids, guint, i));
}

/* Grids that both cities have and that got another colour. */
static void
add_recoloured (GArray *changes,
                const WgCityColours *before,
                const WgCity *old,
                const WgCityColours *after,
                const WgCity *new)
{
  for (guint i = 0; i < wg_city_get_n_grids (new); i++)
    {
      guint was = wg_city_find_grid (old, wg_city_get_grid_id (new, i));
      const WgGridColour *a = was != WG_NO_INDEX ? wg_city_colours_get (before, was) : NULL;
      const WgGridColour *b = wg_city_colours_get (after, i);

      if (a != NULL && (a->klass != b->klass || (a->overdue > 0) != (b->overdue > 0)))
        add_grid (changes, new, i);
    }
}

GArray *
wg_tile_changes_list (const WgCityColours *before, const WgCityColours *after)
{
  const WgCity *old = wg_city_colours_get_city (before), *new = wg_city_colours_get_city (after);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (WorldBox));
  g_autoptr (GArray) outlines = NULL;

  if (old == new)
    {
      add_repaints (changes, before, after, new);
      return changes;
    }
  outlines = wg_city_list_changes (old, new);
  if (outlines == NULL)
    {
      g_array_unref (changes);
      return NULL;
    }
  for (guint i = 0; i < outlines->len; i++)
    add_box (changes, &g_array_index (outlines, WgBox, i), 0, WG_MAX_DEPTH);
  add_recoloured (changes, before, old, after, new);
  return changes;
}

gboolean
wg_tile_changes_meet (const GArray *changes, WgTileId id, guint level)
{
  double span = wg_tile_id_get_span (id), reach = REACH * wg_world_get_unit (id.zoom);
  double x0 = id.x * span - reach, y0 = id.y * span - reach, x1 = (id.x + 1) * span + reach,
         y1 = (id.y + 1) * span + reach;

  for (guint i = 0; i < changes->len; i++)
    {
      const WorldBox *box = &g_array_index (changes, WorldBox, i);

      if (level >= box->first_level && level <= box->last_level && box->x0 < x1 && box->x1 > x0 && box->y0 < y1
          && box->y1 > y0)
        return TRUE;
    }
  return FALSE;
}
