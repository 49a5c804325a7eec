/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: forty open cases are much for a hamlet and little for a tower block. A rate says so, but only where its ground is
 * known; a grid without households has no rate, and to paint it like one without cases would be a lie.
 */

#include "wg-measure.h"

#include <glib/gi18n-lib.h>

#define THOUSAND 1000
#define TENTHS 10

typedef struct
{
  const char *nick;
  const char *title;
  const char *formula;
  const char *gap;
} Row;

static const Row rows[WG_N_MEASURES] = {
  { "open", N_ ("Backlog (open cases)"), N_ ("Open cases, suspended ones apart"), NULL },
  { "overdue", N_ ("Overdue cases"), N_ ("Open cases past a limit that runs now: intake, dispatch, handling or check"), NULL },
  { "households", N_ ("Open cases per 1,000 households"), N_ ("Open cases ÷ households × 1,000"),
    N_ ("no households known") },
  { "keepers", N_ ("Open cases per keeper"), N_ ("Open cases ÷ keepers (posts A and B)"), N_ ("no keeper") },
};

const char *
wg_measure_to_nick (WgMeasure measure)
{
  return rows[measure].nick;
}

gboolean
wg_measure_from_nick (const char *nick, WgMeasure *measure)
{
  for (guint i = 0; nick != NULL && i < WG_N_MEASURES; i++)
    {
      if (g_str_equal (rows[i].nick, nick))
        {
          *measure = (WgMeasure) i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
wg_measure_get_title (WgMeasure measure)
{
  return _ (rows[measure].title);
}

const char *
wg_measure_get_formula (WgMeasure measure)
{
  return _ (rows[measure].formula);
}

const char *
wg_measure_get_gap (WgMeasure measure)
{
  return rows[measure].gap != NULL ? _ (rows[measure].gap) : NULL;
}

gboolean
wg_measure_is_rate (WgMeasure measure)
{
  return rows[measure].gap != NULL;
}

gint64
wg_measure_get_value (WgMeasure measure, const WgBacklogCounts *counts, gint64 base)
{
  gint64 factor = measure == WG_MEASURE_HOUSEHOLDS ? THOUSAND * TENTHS : TENTHS;

  if (measure == WG_MEASURE_OPEN)
    return counts->open;
  if (measure == WG_MEASURE_OVERDUE)
    return counts->overdue;
  if (base <= 0)
    return WG_MEASURE_UNDEFINED;
  return counts->open > 0 ? MAX (1, (counts->open * factor * 2 + base) / (base * 2)) : 0;
}

char *
wg_measure_format (WgMeasure measure, gint64 value)
{
  if (value < 0)
    return g_strdup ("–");
  if (wg_measure_is_rate (measure))
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%d", value / TENTHS, (int) (value % TENTHS));
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

/* By index. Children follow their parents in the tree, so that going backwards meets them first. */
static gint64 *
list_households (WgGridTree *tree)
{
  guint n = wg_grid_tree_get_n_grids (tree);
  gint64 *households = g_new0 (gint64, MAX (1, n)), *below = g_new0 (gint64, MAX (1, n));

  for (guint i = n; i-- > 0;)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      households[i] = grid->households >= 0 ? grid->households : below[i];
      if (grid->parent != WG_GRID_NONE)
        below[grid->parent] += households[i];
    }
  g_free (below);
  return households;
}

gint64 *
wg_measure_list_bases (WgMeasure measure, WgBacklog *backlog, const gint64 *keepers)
{
  WgGridTree *tree = wg_backlog_get_tree (backlog);
  guint n = MAX (1, wg_grid_tree_get_n_grids (tree));

  if (measure == WG_MEASURE_HOUSEHOLDS)
    return list_households (tree);
  if (measure == WG_MEASURE_KEEPERS)
    return keepers != NULL ? g_memdup2 (keepers, n * sizeof *keepers) : g_new0 (gint64, n);
  return NULL;
}

gint64 *
wg_measure_list_values (WgMeasure measure, WgBacklog *backlog, const gint64 *keepers)
{
  guint n = wg_grid_tree_get_n_grids (wg_backlog_get_tree (backlog));
  gint64 *values = g_new0 (gint64, MAX (1, n));
  g_autofree gint64 *bases = wg_measure_list_bases (measure, backlog, keepers);

  for (guint i = 0; i < n; i++)
    values[i] = wg_measure_get_value (measure, wg_backlog_get_rolled (backlog, i), bases != NULL ? bases[i] : 0);
  return values;
}
