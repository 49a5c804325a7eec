/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the news changes colours many times a minute and outlines once a month, so colours are their own small snapshot.
 */

#include "wg-city-colours.h"

#include <string.h>

struct _WgCityColours
{
  gatomicrefcount refs;
  guint64 generation;
  WgCity *city;
  guint class_limits[WG_N_CLASSES - 1];
  WgGridColour *rows; /* one a grid of the city */
};

G_DEFINE_BOXED_TYPE (WgCityColours, wg_city_colours, wg_city_colours_ref, wg_city_colours_unref)

static gint last_generation;

WgCityColours *
wg_city_colours_new (WgCity *city,
                     const WgCityColours *previous,
                     const gint64 *ids,
                     const WgGridColour *changes,
                     guint n_changes,
                     const guint *class_limits)
{
  static const guint start_limits[WG_N_CLASSES - 1] = { 0, 2, 5, 10 };
  WgCityColours *colours;
  guint n_grids = wg_city_get_n_grids (city);

  g_return_val_if_fail (previous == NULL || previous->city == city, NULL);

  colours = g_new0 (WgCityColours, 1);
  g_atomic_ref_count_init (&colours->refs);
  colours->generation = (guint64) g_atomic_int_add (&last_generation, 1) + 1;
  colours->city = wg_city_ref (city);
  colours->rows = g_new0 (WgGridColour, MAX (1, n_grids));
  if (previous != NULL)
    memcpy (colours->rows, previous->rows, n_grids * sizeof *colours->rows);
  if (class_limits == NULL)
    class_limits = previous != NULL ? previous->class_limits : start_limits;
  memcpy (colours->class_limits, class_limits, sizeof colours->class_limits);
  for (guint i = 0; i < n_changes; i++)
    {
      guint grid = wg_city_find_grid (city, ids[i]);

      if (grid == WG_NO_INDEX)
        continue;
      colours->rows[grid] = changes[i];
      colours->rows[grid].klass = MIN (changes[i].klass, WG_N_CLASSES - 1);
    }
  return colours;
}

WgCityColours *
wg_city_colours_ref (WgCityColours *colours)
{
  g_atomic_ref_count_inc (&colours->refs);
  return colours;
}

void
wg_city_colours_unref (WgCityColours *colours)
{
  if (!g_atomic_ref_count_dec (&colours->refs))
    return;
  wg_city_unref (colours->city);
  g_free (colours->rows);
  g_free (colours);
}

guint64
wg_city_colours_get_generation (const WgCityColours *colours)
{
  return colours->generation;
}

WgCity *
wg_city_colours_get_city (const WgCityColours *colours)
{
  return colours->city;
}

const WgGridColour *
wg_city_colours_get (const WgCityColours *colours, guint grid)
{
  return &colours->rows[grid];
}

const guint *
wg_city_colours_get_class_limits (const WgCityColours *colours)
{
  return colours->class_limits;
}

GArray *
wg_city_colours_list_repaints (const WgCityColours *a, const WgCityColours *b)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (a->city == b->city, list);

  for (guint i = 0; i < wg_city_get_n_grids (a->city); i++)
    {
      const WgGridColour *ra = &a->rows[i], *rb = &b->rows[i];

      if (ra->klass != rb->klass || (ra->overdue > 0) != (rb->overdue > 0))
        g_array_append_val (list, i);
    }
  return list;
}

guint
wg_city_colours_count (const WgCityColours *colours, guint level, guint per_class[WG_N_CLASSES], guint *n_overdue)
{
  guint n = 0;

  memset (per_class, 0, WG_N_CLASSES * sizeof *per_class);
  *n_overdue = 0;
  for (guint i = 0; i < wg_city_get_n_grids (colours->city); i++)
    {
      if (!wg_city_grid_is_shown (colours->city, i, level))
        continue;
      n++;
      if (colours->rows[i].figure != WG_FIGURE_UNDEFINED)
        per_class[colours->rows[i].klass]++;
      *n_overdue += colours->rows[i].overdue > 0;
    }
  return n;
}
