/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: after one grid was redrawn or one building came, a thousand tiles still show the truth. Who keeps tiles asks
 * here which of them do not.
 */

#include "wg-city-private.h"

#include <math.h>
#include <string.h>

/* Line widths follow the median size of grids; below this the difference is a hundredth of a pixel. */
#define SIZE_TOLERANCE 0.01

/* What makes a grid or building look as it does, as a number; FNV-1a (Fowler, Noll and Vo). */
typedef struct
{
  gint64 id;
  guint64 look;
  WgWorldBox box;
} Entry;

/* More than this is no patch any more. */
#define MOST_CHANGES 1000

#define LOOK_START G_GUINT64_CONSTANT (0xcbf29ce484222325)

static inline guint64
mix (guint64 look, guint64 value)
{
  return (look ^ value) * G_GUINT64_CONSTANT (0x100000001b3);
}

static guint64
mix_point (guint64 look, const gint32 *xy, guint8 zoom)
{
  return mix (mix (look, (guint64)(guint32)xy[0] << 32 | (guint32)xy[1]), zoom);
}

guint64
wg_city_look_at_line (const gint32 *xy, const guint8 *zooms, guint n_points)
{
  guint64 look = LOOK_START;

  for (guint i = 0; i < n_points; i++)
    look = mix_point (look, xy + 2 * i, zooms[i]);
  return look;
}

/* Borders know what they look like, and where a ring begins is not seen: the sum of its borders. */
static Entry
enter_grid (const WgCity *city, guint index)
{
  const WgCityGrid *grid = &city->grids[index];
  Entry entry = { grid->id, mix (mix (LOOK_START, grid->depth), grid->is_leaf), grid->box };

  for (guint i = city->ring_starts[grid->first_ring]; i < city->ring_starts[grid->first_ring + grid->n_rings]; i++)
    {
      gint32 ref = city->arc_refs[i];
      const WgCityArc *arc = &city->arcs[ref < 0 ? ~ref : ref];

      entry.look += mix (mix (arc->look, arc->min_depth), ref < 0);
    }
  return entry;
}

static guint32
get_mark_colour (const WgCity *city, const WgCityBuilding *building)
{
  return building->mark > 0 ? city->marks[building->mark - 1].rgb + 1 : 0;
}

static Entry
enter_building (const WgCity *city, guint index)
{
  const WgCityBuilding *building = &city->buildings[index];
  Entry entry = { building->id, LOOK_START, building->box };

  for (guint ring = building->first_ring; ring < building->first_ring + building->n_rings; ring++)
    {
      guint start = city->building_ring_starts[ring], end = city->building_ring_starts[ring + 1];

      entry.look = mix (mix (entry.look, end - start), get_mark_colour (city, building));
      for (guint i = start; i < end; i++)
        entry.look = mix_point (entry.look, city->building_points.xy + 2 * i, city->building_points.zooms[i]);
    }
  return entry;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *ea = a, *eb = b;

  return ea->id < eb->id ? -1 : ea->id > eb->id;
}

static Entry *
enter_all (const WgCity *city, guint n, Entry (*enter) (const WgCity *city, guint index))
{
  Entry *entries = g_new (Entry, MAX (1, n));

  for (guint i = 0; i < n; i++)
    entries[i] = enter (city, i);
  qsort (entries, n, sizeof *entries, compare_entries);
  return entries;
}

static void
add_box (GArray *boxes, const WgWorldBox *world)
{
  WgBox box = { wg_mercator_lon_from_int_x (world->min_x), wg_mercator_lat_from_int_y (world->max_y),
                wg_mercator_lon_from_int_x (world->max_x), wg_mercator_lat_from_int_y (world->min_y) };

  g_array_append_val (boxes, box);
}

/* Walks through both in the order of ids, until there is too much. */
static void
compare_halves (const Entry *before, guint n_before, const Entry *after, guint n_after, GArray *boxes)
{
  guint i = 0, k = 0;

  while ((i < n_before || k < n_after) && boxes->len <= MOST_CHANGES)
    {
      int order = i == n_before ? 1 : (k == n_after ? -1 : compare_entries (&before[i], &after[k]));

      if (order == 0 && before[i].look != after[k].look)
        {
          add_box (boxes, &before[i].box);
          add_box (boxes, &after[k].box);
        }
      else if (order < 0)
        add_box (boxes, &before[i].box);
      else if (order > 0)
        add_box (boxes, &after[k].box);
      i += order <= 0;
      k += order >= 0;
    }
}

static gboolean
lines_are_alike (const WgCity *before, const WgCity *after)
{
  if (before->n_levels != after->n_levels)
    return FALSE;
  for (guint level = 1; level <= before->n_levels; level++)
    {
      if (fabs (before->median_size[level] - after->median_size[level]) > SIZE_TOLERANCE * before->median_size[level])
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_far_apart (guint a, guint b)
{
  return MAX (a, b) - MIN (a, b) > MOST_CHANGES;
}

GArray *
wg_city_list_changes (const WgCity *before, const WgCity *after)
{
  g_autoptr (GArray) boxes = NULL;

  if (!lines_are_alike (before, after) || is_far_apart (before->n_grids, after->n_grids)
      || is_far_apart (before->n_buildings, after->n_buildings))
    return NULL;
  boxes = g_array_new (FALSE, FALSE, sizeof (WgBox));
  if (before->grid_hold != after->grid_hold)
    {
      g_autofree Entry *old = enter_all (before, before->n_grids, enter_grid);
      g_autofree Entry *new = enter_all (after, after->n_grids, enter_grid);

      compare_halves (old, before->n_grids, new, after->n_grids, boxes);
    }
  if (before->building_hold != after->building_hold)
    {
      g_autofree Entry *old = enter_all (before, before->n_buildings, enter_building);
      g_autofree Entry *new = enter_all (after, after->n_buildings, enter_building);

      compare_halves (old, before->n_buildings, new, after->n_buildings, boxes);
    }
  return boxes->len <= MOST_CHANGES ? g_steal_pointer (&boxes) : NULL;
}
