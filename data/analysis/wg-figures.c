/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the same counts are asked per grid, per class and per person, for this month and the one before it. They are made
 * here from the histories once read, and any number of them leads back to its cases.
 */

#include "wg-figures.h"

#include "wg-time.h"

#include <string.h>

#define USUAL_STEPS 5 /* reported, filed, assigned, done, passed */

struct _WgFigures
{
  GPtrArray *rows;
  GHashTable *groups; /* the rows again, to be found by grid and key */
};

WgCaseHistory *
wg_case_history_new (void)
{
  WgCaseHistory *self = g_new0 (WgCaseHistory, 1);

  self->person_id = self->unit_id = WG_NO_ID;
  self->level = WG_LEVEL_UNKNOWN;
  self->instructed_ms = WG_NO_TIME;
  self->lon = self->lat = NAN;
  self->steps = g_array_sized_new (FALSE, FALSE, sizeof (WgStep), USUAL_STEPS);
  return self;
}

void
wg_case_history_free (WgCaseHistory *self)
{
  g_free (self->number);
  g_free (self->channel);
  g_free (self->class_code);
  g_array_unref (self->steps);
  g_free (self);
}

gint64
wg_figures_get_begin (const GPtrArray *histories, GTimeZone *zone)
{
  gint64 first_ms = G_MAXINT64;

  for (guint i = 0; i < histories->len; i++)
    {
      const WgCaseHistory *history = g_ptr_array_index (histories, i);

      if (history->steps->len > 0)
        first_ms = MIN (first_ms, g_array_index (history->steps, WgStep, 0).at_ms);
    }
  return first_ms != G_MAXINT64 ? wg_time_from_local (wg_time_to_local (first_ms, zone, NULL), 0, zone) : WG_NO_TIME;
}

gboolean
wg_figures_is_known (gint64 begin_ms, gint64 at_ms)
{
  return begin_ms != WG_NO_TIME && at_ms >= begin_ms;
}

static void
row_free (WgFiguresRow *row)
{
  g_free (row->key);
  g_free (row);
}

static guint
hash_row (gconstpointer row)
{
  const WgFiguresRow *self = row;

  return self->grid * 31 + (self->key != NULL ? g_str_hash (self->key) : 0);
}

static gboolean
equal_rows (gconstpointer a, gconstpointer b)
{
  const WgFiguresRow *p = a, *q = b;

  return p->grid == q->grid && g_strcmp0 (p->key, q->key) == 0;
}

static WgFiguresRow *
find_row (const WgFigures *self, guint grid, const char *key)
{
  const WgFiguresRow group = { .grid = grid, .key = (char *) key };

  return g_hash_table_lookup (self->groups, &group);
}

static WgFiguresRow *
ensure_row (WgFigures *self, guint grid, const char *key)
{
  WgFiguresRow *row = find_row (self, grid, key);

  if (row != NULL)
    return row;
  row = g_new0 (WgFiguresRow, 1);
  row->grid = grid;
  row->key = g_strdup (key);
  g_ptr_array_add (self->rows, row);
  g_hash_table_add (self->groups, row);
  return row;
}

WgFiguresBy
wg_figures_by_from_nick (const char *nick)
{
  static const char *const nicks[] = { "", "class", "channel", "person", "unit", "level", "instructed" };

  for (guint i = 1; nick != NULL && i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_str_equal (nick, nicks[i]))
        return (WgFiguresBy) i;
    }
  return WG_FIGURES_BY_NOTHING;
}

static char *
get_key (const WgCaseHistory *history, WgFiguresBy by, gint64 as_of_ms)
{
  gint64 id = by == WG_FIGURES_BY_PERSON ? history->person_id : history->unit_id;

  switch (by)
    {
    case WG_FIGURES_BY_CLASS:
      return g_strdup (history->class_code);
    case WG_FIGURES_BY_CHANNEL:
      return g_strdup (history->channel);
    case WG_FIGURES_BY_PERSON:
    case WG_FIGURES_BY_UNIT:
      return id != WG_NO_ID ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;
    case WG_FIGURES_BY_LEVEL:
      return history->level != WG_LEVEL_UNKNOWN ? g_strdup_printf ("%d", history->level) : NULL;
    case WG_FIGURES_BY_INSTRUCTED:
      return history->instructed_ms != WG_NO_TIME && history->instructed_ms < as_of_ms ? g_strdup ("instructed") : NULL;
    case WG_FIGURES_BY_NOTHING:
    default:
      return NULL;
    }
}

/* A grid that is no longer there has handed its cases to whoever holds their places. */
static guint
find_home (WgGridTree *tree, const WgCaseHistory *history, gint64 grid_id)
{
  guint home = grid_id > 0 ? wg_grid_tree_find_by_id (tree, grid_id) : WG_GRID_NONE;

  if (home == WG_GRID_NONE && grid_id > 0 && isfinite (history->lon))
    home = wg_grid_tree_find_home (tree, history->lon, history->lat);
  return home;
}

guint
wg_case_history_find_home (const WgCaseHistory *self, WgGridTree *tree)
{
  gint64 grid_id = WG_NO_ID;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const WgStep *step = &g_array_index (self->steps, WgStep, i);

      grid_id = step->grid_id != WG_NO_ID ? step->grid_id : grid_id;
    }
  return find_home (tree, self, grid_id);
}

static guint
find_at_depth (WgGridTree *tree, guint home, int depth)
{
  while (home != WG_GRID_NONE && wg_grid_tree_get_grid (tree, home)->depth > depth)
    home = wg_grid_tree_get_grid (tree, home)->parent;
  return home != WG_GRID_NONE && wg_grid_tree_get_grid (tree, home)->depth == depth ? home : WG_GRID_NONE;
}

static gboolean
count (const WgCaseHistory *history, const WgPeriod *period, gint64 *tallies, gint64 *grid_id)
{
  memset (tallies, 0, WG_N_TALLIES * sizeof (gint64));
  return wg_indicators_count ((const WgStep *) (gpointer) history->steps->data, history->steps->len, period, tallies, grid_id);
}

static void
add_case (WgFigures *self, WgGridTree *tree, int depth, WgFiguresBy by, const WgPeriod *period, const WgCaseHistory *history)
{
  gint64 tallies[WG_N_TALLIES], grid_id;
  g_autofree char *key = NULL;
  WgFiguresRow *row;
  guint grid = WG_GRID_NONE;

  if (!count (history, period, tallies, &grid_id))
    return;
  if (depth > 0)
    grid = find_at_depth (tree, find_home (tree, history, grid_id), depth);
  if (depth > 0 && grid == WG_GRID_NONE)
    return;
  key = get_key (history, by, period->as_of_ms);
  row = ensure_row (self, grid, key);
  for (guint i = 0; i < WG_N_TALLIES; i++)
    row->tallies[i] += tallies[i];
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const WgFiguresRow *p = *(WgFiguresRow *const *) a, *q = *(WgFiguresRow *const *) b;

  if (p->grid != q->grid)
    return p->grid < q->grid ? -1 : 1;
  return g_strcmp0 (p->key, q->key);
}

WgFigures *
wg_figures_new (const GPtrArray *histories, WgGridTree *tree, int depth, WgFiguresBy by, const WgPeriod *period)
{
  WgFigures *self = g_new0 (WgFigures, 1);
  g_autoptr (GArray) grids = wg_grid_tree_list_at_depth (tree, depth, WG_GRID_NONE);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->groups = g_hash_table_new (hash_row, equal_rows);
  for (guint i = 0; i < grids->len && by == WG_FIGURES_BY_NOTHING && depth > 0; i++)
    ensure_row (self, g_array_index (grids, guint, i), NULL);
  if (depth == 0 && by == WG_FIGURES_BY_NOTHING)
    ensure_row (self, WG_GRID_NONE, NULL);
  for (guint i = 0; i < histories->len; i++)
    add_case (self, tree, depth, by, period, g_ptr_array_index (histories, i));
  g_ptr_array_sort (self->rows, compare_rows);
  return self;
}

void
wg_figures_free (WgFigures *self)
{
  g_hash_table_unref (self->groups);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
wg_figures_get_n_rows (const WgFigures *self)
{
  return self->rows->len;
}

const WgFiguresRow *
wg_figures_get_row (const WgFigures *self, guint row)
{
  return g_ptr_array_index (self->rows, row);
}

const WgFiguresRow *
wg_figures_find (const WgFigures *self, guint grid, const char *key)
{
  return find_row (self, grid, key);
}

gint64
wg_figures_sum (const WgFigures *self, guint grid, WgTally tally)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const WgFiguresRow *row = g_ptr_array_index (self->rows, i);

      sum += row->grid == grid ? row->tallies[tally] : 0;
    }
  return sum;
}

GHashTable *
wg_figures_list_cases (const GPtrArray *histories, WgGridTree *tree, const WgFiguresFilter *filter, const WgPeriod *period)
{
  GHashTable *ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < histories->len; i++)
    {
      WgCaseHistory *history = g_ptr_array_index (histories, i);
      gint64 tallies[WG_N_TALLIES], grid_id;
      g_autofree char *key = NULL;

      if (!count (history, period, tallies, &grid_id) || !wg_indicator_counts_case (filter->indicator, tallies))
        continue;
      key = get_key (history, filter->by, period->as_of_ms);
      if (g_strcmp0 (key, filter->key) != 0)
        continue;
      if (filter->grid == WG_GRID_NONE || wg_grid_tree_is_below (tree, find_home (tree, history, grid_id), filter->grid))
        g_hash_table_add (ids, &history->id);
    }
  return ids;
}
