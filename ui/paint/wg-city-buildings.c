/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: buildings share nothing with each other, so one more or one less is a copy of what is there and a new tree; what
 * was simplified once stays so.
 */

#include "wg-city-private.h"

static void
copy_building (WgBuildingSet *into, GArray *zooms, const WgCity *kept, const WgCityBuilding *building)
{
  WgCityBuilding copy = *building;

  copy.first_ring = into->starts->len;
  for (guint ring = building->first_ring; ring < building->first_ring + building->n_rings; ring++)
    {
      guint from = kept->building_ring_starts[ring], n = kept->building_ring_starts[ring + 1] - from;
      guint start = into->xy->len / 2;

      g_array_append_val (into->starts, start);
      g_array_append_vals (into->xy, kept->building_points.xy + 2 * from, 2 * n);
      g_array_append_vals (zooms, kept->building_points.zooms + from, n);
    }
  g_array_append_val (into->buildings, copy);
}

static void
add_building (WgBuildingSet *into, GArray *zooms, const WgBuildingSet *added, guint index)
{
  const WgCityBuilding *building = &g_array_index (added->buildings, WgCityBuilding, index);
  WgCityBuilding copy = *building;

  copy.first_ring = into->starts->len;
  for (guint ring = building->first_ring; ring < building->first_ring + building->n_rings; ring++)
    {
      guint from = g_array_index (added->starts, guint, ring), start = into->xy->len / 2;
      guint end = ring + 1 < added->starts->len ? g_array_index (added->starts, guint, ring + 1) : added->xy->len / 2;
      const gint32 *xy = (const gint32 *)(gconstpointer)added->xy->data + 2 * from;

      g_array_append_val (into->starts, start);
      g_array_append_vals (into->xy, xy, 2 * (end - from));
      g_array_set_size (zooms, start + end - from);
      wg_city_simplify (xy, end - from, (guint8 *)zooms->data + start);
    }
  g_array_append_val (into->buildings, copy);
}

void
wg_city_take_buildings (WgCity *city, const WgBuildingSet *added, const WgCity *kept, GHashTable *replaced)
{
  WgCityHold *hold = city->building_hold;
  guint n_kept = kept != NULL ? kept->n_buildings : 0, n_xy = kept != NULL ? 2 * kept->building_points.n_points : 0;
  WgBuildingSet set = { g_array_sized_new (FALSE, FALSE, sizeof (WgCityBuilding), n_kept + added->buildings->len),
                        g_array_sized_new (FALSE, FALSE, sizeof (guint), n_kept + added->starts->len + 1),
                        g_array_sized_new (FALSE, FALSE, sizeof (gint32), n_xy + added->xy->len) };
  GArray *zooms = g_array_sized_new (FALSE, FALSE, 1, (n_xy + added->xy->len) / 2);
  g_autofree WgWorldBox *boxes = NULL;
  guint end;

  for (guint i = 0; i < n_kept; i++)
    {
      if (replaced == NULL || !g_hash_table_contains (replaced, &kept->buildings[i].id))
        copy_building (&set, zooms, kept, &kept->buildings[i]);
    }
  for (guint i = 0; i < added->buildings->len; i++)
    add_building (&set, zooms, added, i);
  end = set.xy->len / 2;
  city->n_building_rings = set.starts->len;
  g_array_append_val (set.starts, end);
  city->n_buildings = set.buildings->len;
  city->building_points.n_points = end;
  city->buildings = wg_city_hold_take_array (hold, set.buildings);
  city->building_ring_starts = wg_city_hold_take_array (hold, set.starts);
  city->building_points.xy = wg_city_hold_take_array (hold, set.xy);
  city->building_points.zooms = wg_city_hold_take_array (hold, zooms);
  boxes = g_new (WgWorldBox, MAX (1, city->n_buildings));
  for (guint i = 0; i < city->n_buildings; i++)
    boxes[i] = city->buildings[i].box;
  city->building_tree = wg_city_hold_take_tree (hold, wg_box_tree_new (boxes, NULL, city->n_buildings));
}
