/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which grids are labelled first is a question of their figures; where a label has room is another one. */

#include "wg-label-wishes.h"

#include "wg-city-private.h"

#include <string.h>

#define N_WORST 3 /* these come before all others */

static int
compare_wishes (gconstpointer a, gconstpointer b)
{
  const WgLabelWish *wa = a, *wb = b;

  if (wa->worst != wb->worst)
    return wa->worst ? -1 : 1;
  if (!wa->worst && (wa->overdue > 0) != (wb->overdue > 0))
    return wa->overdue > 0 ? -1 : 1;
  if (wa->value != wb->value)
    return wa->value > wb->value ? -1 : 1;
  return wa->id < wb->id ? -1 : wa->id > wb->id;
}

static void
take_row (WgLabelWish *wish, const WgGridColour *row)
{
  wish->klass = row->klass;
  wish->open = row->open;
  wish->overdue = row->overdue;
  wish->figure = row->figure;
  wish->value = row->figure == WG_FIGURE_OPEN ? row->open : row->figure == WG_FIGURE_OVERDUE ? row->overdue : row->value;
}

static gboolean
is_worse (const WgLabelWish *wish, const WgLabelWish *other)
{
  return wish->value > other->value || (wish->value == other->value && wish->value > 0 && wish->id < other->id);
}

/* Of the whole level and not of the view, so that a pan does not choose others. */
static void
find_worst (const WgCity *city, const WgCityColours *colours, guint level, WgLabelWish worst[N_WORST])
{
  for (guint grid = 0; colours != NULL && grid < city->n_grids; grid++)
    {
      WgLabelWish wish = { .grid = grid, .id = city->grids[grid].id };
      guint place = N_WORST;

      if (!wg_city_grid_is_shown (city, grid, level))
        continue;
      take_row (&wish, wg_city_colours_get (colours, grid));
      while (place > 0 && is_worse (&wish, &worst[place - 1]))
        place--;
      if (place == N_WORST)
        continue;
      memmove (&worst[place + 1], &worst[place], (N_WORST - 1 - place) * sizeof (WgLabelWish));
      worst[place] = wish;
    }
}

GArray *
wg_label_wishes_list (const WgCity *city, const WgCityColours *colours, guint level, const WgWorldBox *seen)
{
  WgLabelWish worst[N_WORST] = { { 0 } };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *wishes = g_array_new (FALSE, FALSE, sizeof (WgLabelWish));

  find_worst (city, colours, level, worst);
  wg_city_query_shown (city, level, seen, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint grid = g_array_index (found, guint32, i);
      WgLabelWish wish = { .grid = grid, .id = city->grids[grid].id };

      if (colours != NULL)
        take_row (&wish, wg_city_colours_get (colours, grid));
      for (guint k = 0; k < N_WORST; k++)
        wish.worst = wish.worst || (wish.value > 0 && worst[k].id == wish.id);
      g_array_append_val (wishes, wish);
    }
  g_array_sort (wishes, compare_wishes);
  return wishes;
}
