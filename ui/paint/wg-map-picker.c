/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a click means the smallest thing under the finger, and the same click always means the same thing. */

#include "wg-map-picker.h"

#include "wg-city-painter.h"
#include "wg-city-private.h"

#define RADIUS 16.0    /* half a sprite, logical pixels at a text scale of 1 */
#define CARD_HALF 13.0 /* how much wider than high the card of a cluster is, to each side, logical pixels */

static void
pick_case (WgCityCases *cases, double x, double y, double zoom, double text_scale, WgMapPick *pick)
{
  const WgCaseClusters *clusters = wg_city_cases_get_clusters (cases, wg_case_clusters_get_zoom (zoom, text_scale));
  gboolean crowded = wg_case_clusters_are_crowded (clusters);
  double unit = wg_world_get_unit (zoom) * text_scale, reach = (RADIUS + CARD_HALF) * unit;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  /* The small marks of a crowd leave room for a click on the grid. */
  double best = (crowded ? RADIUS / 2.0 : RADIUS) * unit;

  wg_case_clusters_query (clusters, x - reach, y - reach, x + reach, y + reach, found);
  for (guint i = 0; i < found->len; i++)
    {
      const WgCaseCluster *cluster = wg_case_clusters_get (clusters, g_array_index (found, guint32, i));
      const WgCasePoint *worst = wg_city_cases_get_point (cases, cluster->worst);
      gint64 id = worst->id;
      gboolean card = cluster->count > 1 && (!crowded || worst->flags & WG_CASE_FLAG_OUTSIDE);
      double distance = hypot (MAX (0.0, fabs (cluster->x - x) - (card ? CARD_HALF * unit : 0.0)), cluster->y - y);

      if (!wg_case_clusters_shows (clusters, cluster) || distance > best
          || (distance == best && pick->case_id != 0 && id > pick->case_id))
        continue;
      best = distance;
      pick->case_id = id;
      pick->case_cluster = card ? cluster : NULL;
    }
}

static void
pick_building (const WgCity *city, gint32 x, gint32 y, WgMapPick *pick)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  const WgWorldBox box = { x, y, x, y };

  wg_box_tree_query (city->building_tree, &box, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint building = g_array_index (found, guint32, i);

      if ((pick->building == WG_NO_INDEX || city->buildings[building].id < city->buildings[pick->building].id)
          && wg_city_building_contains (city, building, x, y))
        pick->building = building;
    }
}

static gboolean
is_better (const WgCity *city, guint grid, guint best)
{
  return best == WG_NO_INDEX || city->grids[grid].id < city->grids[best].id;
}

/* Returns the index of the grid of @depth at a place, or WG_NO_INDEX. */
static guint
find_grid (const WgCity *city, guint depth, gint32 x, gint32 y, GArray *found)
{
  const WgWorldBox box = { x, y, x, y };
  guint best = WG_NO_INDEX;

  g_array_set_size (found, 0);
  wg_box_tree_query (city->grid_trees[depth], &box, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint grid = g_array_index (found, guint32, i);

      if (is_better (city, grid, best) && wg_city_grid_contains (city, grid, x, y))
        best = grid;
    }
  return best;
}

static void
pick_grids (const WgCity *city, gint32 x, gint32 y, guint level, WgMapPick *pick)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint depth = city->n_levels; depth >= 1; depth--)
    {
      guint grid = find_grid (city, depth, x, y, found);

      if (grid == WG_NO_INDEX)
        continue;
      if (pick->grid == WG_NO_INDEX)
        pick->grid = grid;
      if (pick->shown_grid == WG_NO_INDEX && wg_city_grid_is_shown (city, grid, level))
        pick->shown_grid = grid;
    }
}

void
wg_map_pick_list_grids (const WgCity *city, double lon, double lat, GArray *grids)
{
  gint32 x = wg_mercator_int_x_from_lon (lon), y = wg_mercator_int_y_from_lat (lat);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint depth = city->n_levels; depth >= 1; depth--)
    {
      guint grid = find_grid (city, depth, x, y, found);

      if (grid != WG_NO_INDEX)
        g_array_append_val (grids, grid);
    }
}

void
wg_map_pick (const WgCity *city,
             WgCityCases *cases,
             double lon,
             double lat,
             double zoom,
             guint level,
             double text_scale,
             WgMapPick *pick)
{
  *pick = (WgMapPick){ .building = WG_NO_INDEX, .grid = WG_NO_INDEX, .shown_grid = WG_NO_INDEX };
  if (cases != NULL)
    pick_case (cases, wg_world_x (lon), wg_world_y (lat), zoom, text_scale, pick);
  if (city == NULL)
    return;
  if (zoom >= WG_BUILDING_ZOOM)
    pick_building (city, wg_mercator_int_x_from_lon (lon), wg_mercator_int_y_from_lat (lat), pick);
  pick_grids (city, wg_mercator_int_x_from_lon (lon), wg_mercator_int_y_from_lat (lat),
              wg_city_resolve_level (city, level, zoom), pick);
}
