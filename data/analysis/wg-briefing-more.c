/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "98 % closed" and "53 % satisfied" are both true, and the table that says where they part is worth more than either;
 * what a leader instructed, what was solved where it arose, and which boundaries all this was counted in stand beside it.
 */

#include "wg-briefing-maker.h"

#include "wg-case-record.h"

#define N_WAITING 12

/* --- Expressions --- */

/* What an expression is in a row; nothing when the row is not there. */
static gint64
evaluate (WgBriefingMaker *self, const WgNamedFormula *named, const WgFiguresRow *row, WgFraction *fraction)
{
  *fraction = row != NULL ? wg_expression_evaluate (named->formula, row->tallies) : (WgFraction){ 0, 0 };
  return wg_fraction_get_hundredths (*fraction, self->request->rounding);
}

static gint64
subtract (gint64 now, gint64 then)
{
  return now != G_MININT64 && then != G_MININT64 ? now - then : G_MININT64;
}

static void
write_expressions (WgBriefingMaker *self, const WgFiguresRow *now, const WgFiguresRow *before, const WgFiguresRow *year_ago)
{
  const GPtrArray *expressions = self->request->expressions;

  wg_briefing_maker_begin_list (self, "expressions");
  for (guint i = 0; expressions != NULL && i < expressions->len; i++)
    {
      const WgNamedFormula *named = g_ptr_array_index (expressions, i);
      WgFraction fraction, other;
      gint64 value = evaluate (self, named, now, &fraction);

      json_builder_begin_object (self->out);
      wg_briefing_maker_text (self, "key", named->name);
      wg_briefing_maker_text (self, "formula", named->text);
      wg_briefing_maker_int (self, "numerator", value != G_MININT64 ? fraction.numerator : G_MININT64);
      wg_briefing_maker_int (self, "denominator", value != G_MININT64 ? fraction.denominator : G_MININT64);
      wg_briefing_maker_int (self, "value", value);
      wg_briefing_maker_int (self, "pop", subtract (value, evaluate (self, named, before, &other)));
      wg_briefing_maker_int (self, "yoy", subtract (value, evaluate (self, named, year_ago, &other)));
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

/* --- Levels and instructions --- */

static WgFigures *
count_by (WgBriefingMaker *self, int depth, WgFiguresBy by)
{
  return wg_figures_new (self->request->histories, self->request->tree, depth, by, &self->request->period);
}

static void
write_levels (WgBriefingMaker *self)
{
  g_autoptr (WgFigures) figures = count_by (self, 0, WG_FIGURES_BY_LEVEL);
  gint64 all = wg_figures_sum (figures, WG_GRID_NONE, WG_TALLY_CLOSED);

  wg_briefing_maker_begin_list (self, "levels");
  for (guint i = 0; i < wg_figures_get_n_rows (figures); i++)
    {
      const WgFiguresRow *row = wg_figures_get_row (figures, i);
      const WgGridLevel *level = row->key != NULL ? wg_grid_tree_find_level (self->request->tree, atoi (row->key)) : NULL;

      if (row->tallies[WG_TALLY_CLOSED] == 0)
        continue;
      json_builder_begin_object (self->out);
      wg_briefing_maker_int (self, "level", row->key != NULL ? atoi (row->key) : G_MININT64);
      wg_briefing_maker_text (self, "name", level != NULL && *level->name != '\0' ? level->name : NULL);
      wg_briefing_maker_share (self, "closed", row->tallies[WG_TALLY_CLOSED], all);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

static void
write_instructed (WgBriefingMaker *self)
{
  g_autoptr (WgFigures) figures = count_by (self, 0, WG_FIGURES_BY_INSTRUCTED);
  const WgFiguresRow *row = wg_figures_find (figures, WG_GRID_NONE, "instructed");
  static const gint64 none[WG_N_TALLIES] = { 0 };
  const gint64 *tallies = row != NULL ? row->tallies : none;

  json_builder_set_member_name (self->out, "instructed");
  json_builder_begin_object (self->out);
  wg_briefing_maker_int (self, "received", tallies[WG_TALLY_RECEIVED]);
  wg_briefing_maker_int (self, "open", tallies[WG_TALLY_OPEN]);
  wg_briefing_maker_int (self, "overdue", tallies[WG_TALLY_OVERDUE]);
  wg_briefing_maker_share (self, "in_time", tallies[WG_TALLY_CLOSED_ON_TIME], tallies[WG_TALLY_CLOSED] + tallies[WG_TALLY_OVERDUE]);
  wg_briefing_maker_share (self, "close", tallies[WG_TALLY_CLOSED], tallies[WG_TALLY_CLOSED] + tallies[WG_TALLY_OVERDUE]);
  json_builder_end_object (self->out);
}

/* --- Closed but unhappy --- */

typedef struct
{
  const WgFiguresRow *row;
  gint64 numerator;
  gint64 denominator;
} Gap;

static int
compare_gaps (gconstpointer a, gconstpointer b)
{
  const Gap *p = a, *q = b;
  __int128 left = (__int128) p->numerator * q->denominator, right = (__int128) q->numerator * p->denominator;

  if (left != right)
    return left > right ? -1 : 1;
  return p->row->grid < q->row->grid ? -1 : 1;
}

static void
write_unhappy (WgBriefingMaker *self)
{
  g_autoptr (WgFigures) figures = count_by (self, self->top, WG_FIGURES_BY_NOTHING);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (Gap));

  for (guint i = 0; i < wg_figures_get_n_rows (figures); i++)
    {
      Gap gap = { wg_figures_get_row (figures, i), 0, 0 };

      wg_indicator_get (WG_INDICATOR_CLOSED_BUT_UNHAPPY, gap.row->tallies, &gap.numerator, &gap.denominator);
      if (gap.denominator > 0)
        g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, compare_gaps);
  wg_briefing_maker_begin_list (self, "unhappy");
  for (guint i = 0; i < gaps->len; i++)
    {
      const Gap *gap = &g_array_index (gaps, Gap, i);

      json_builder_begin_object (self->out);
      wg_briefing_maker_grid (self, gap->row->grid);
      wg_briefing_maker_share (self, "done", gap->row->tallies[WG_TALLY_RECEIVED_CLOSED], gap->row->tallies[WG_TALLY_RECEIVED]);
      wg_briefing_maker_share (self, "satisfied", gap->row->tallies[WG_TALLY_SATISFIED], gap->row->tallies[WG_TALLY_ANSWERED]);
      wg_briefing_maker_int (self, "gap", wg_percent_hundredths (gap->numerator, gap->denominator, self->request->rounding));
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

/* The way from a received case to a satisfied answer, each step counted among those of the step before. */
static void
write_funnel (WgBriefingMaker *self, const WgFiguresRow *row)
{
  static const WgTally steps[] = { WG_TALLY_CLOSED, WG_TALLY_REACHED, WG_TALLY_ANSWERED, WG_TALLY_SATISFIED };

  json_builder_set_member_name (self->out, "funnel");
  json_builder_begin_object (self->out);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    wg_briefing_maker_int (self, wg_tally_to_nick (steps[i]), row->tallies[steps[i]]);
  json_builder_end_object (self->out);
}

/* --- What waits --- */

typedef struct
{
  const WgCaseHistory *history;
  gint64 reported_ms;
  gint64 grid_id;
} Waiting;

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  const Waiting *p = a, *q = b;

  if (p->reported_ms != q->reported_ms)
    return p->reported_ms < q->reported_ms ? -1 : 1;
  return p->history->id < q->history->id ? -1 : 1;
}

static guint
find_grid (WgBriefingMaker *self, gint64 grid_id)
{
  return grid_id > 0 ? wg_grid_tree_find_by_id (self->request->tree, grid_id) : WG_GRID_NONE;
}

/* 日清日毕: whatever is not dispatched is named, the oldest first. */
static void
write_waiting (WgBriefingMaker *self)
{
  const WgBriefingRequest *request = self->request;
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));

  for (guint i = 0; i < request->histories->len; i++)
    {
      const WgCaseHistory *history = g_ptr_array_index (request->histories, i);
      gint64 tallies[WG_N_TALLIES] = { 0 };
      Waiting row = { history, history->steps->len > 0 ? g_array_index (history->steps, WgStep, 0).at_ms : 0, WG_NO_ID };

      if (wg_indicators_count ((const WgStep *) (gpointer) history->steps->data, history->steps->len, &request->period, tallies, &row.grid_id)
          && tallies[WG_TALLY_UNDISPATCHED] > 0)
        g_array_append_val (waiting, row);
    }
  g_array_sort (waiting, compare_waiting);
  wg_briefing_maker_begin_list (self, "undispatched");
  for (guint i = 0; i < MIN (waiting->len, N_WAITING); i++)
    {
      const Waiting *row = &g_array_index (waiting, Waiting, i);

      json_builder_begin_object (self->out);
      wg_briefing_maker_text (self, "number", row->history->number);
      wg_briefing_maker_grid (self, find_grid (self, row->grid_id));
      wg_briefing_maker_int (self, "reported_ms", row->reported_ms);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

static void
write_supervised (WgBriefingMaker *self)
{
  const GPtrArray *asks = self->request->asks;

  wg_briefing_maker_begin_list (self, "supervised");
  for (guint i = 0; asks != NULL && i < asks->len; i++)
    {
      const WgBriefingAsk *ask = g_ptr_array_index (asks, i);

      json_builder_begin_object (self->out);
      wg_briefing_maker_text (self, "number", ask->number);
      wg_briefing_maker_grid (self, find_grid (self, ask->grid_id));
      wg_briefing_maker_text (self, "kind", ask->kind);
      wg_briefing_maker_int (self, "asked_ms", ask->asked_ms);
      wg_briefing_maker_int (self, "reply_by_ms", ask->reply_by_ms);
      wg_briefing_maker_int (self, "answered_ms", ask->answered_ms);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

/* --- Which boundaries --- */

/* Cases that were homed in a grid which is no longer in force count where their place lies now; that is said. */
/* Since when there are grids of a level: what came with the first of them is no change. */
static gint64
find_first (const WgGridTree *tree, int depth)
{
  gint64 first_ms = G_MAXINT64;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      if (grid->depth == depth)
        first_ms = MIN (first_ms, grid->valid_from_ms);
    }
  return first_ms;
}

static gint64
count_changed (const WgBriefingRequest *request)
{
  gint64 n_changed = 0;

  for (guint k = 0; k < wg_grid_tree_get_n_levels (request->tree); k++)
    {
      int depth = wg_grid_tree_get_level (request->tree, k)->depth;
      gint64 after_ms = MAX (request->period.from_ms, find_first (request->tree, depth));

      for (guint i = 0; i < wg_grid_tree_get_n_grids (request->tree); i++)
        {
          const WgGrid *grid = wg_grid_tree_get_grid (request->tree, i);

          n_changed += grid->depth == depth && grid->valid_from_ms > after_ms && grid->valid_from_ms < request->period.to_ms;
        }
    }
  return n_changed;
}

static void
write_boundary (WgBriefingMaker *self)
{
  const WgBriefingRequest *request = self->request;
  gint64 since_ms = G_MININT64, n_changed = count_changed (request), n_moved = 0;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (request->tree); i++)
    since_ms = MAX (since_ms, wg_grid_tree_get_grid (request->tree, i)->valid_from_ms);
  for (guint i = 0; i < request->histories->len; i++)
    {
      const WgCaseHistory *history = g_ptr_array_index (request->histories, i);
      gint64 tallies[WG_N_TALLIES] = { 0 }, grid_id = WG_NO_ID;

      if (wg_indicators_count ((const WgStep *) (gpointer) history->steps->data, history->steps->len, &request->period, tallies, &grid_id)
          && tallies[WG_TALLY_CLOSED] + tallies[WG_TALLY_RECEIVED] > 0 && grid_id > 0)
        n_moved += find_grid (self, grid_id) == WG_GRID_NONE;
    }
  json_builder_set_member_name (self->out, "boundary");
  json_builder_begin_object (self->out);
  wg_briefing_maker_int (self, "since_ms", since_ms);
  wg_briefing_maker_int (self, "changed", n_changed);
  wg_briefing_maker_int (self, "moved", n_moved);
  wg_briefing_maker_int (self, "version", request->boundary_version > 0 ? request->boundary_version : G_MININT64);
  wg_briefing_maker_int (self, "version_ms", request->boundary_version > 0 ? request->boundary_ms : G_MININT64);
  json_builder_end_object (self->out);
}

void
wg_briefing_maker_write_more (WgBriefingMaker *self, const WgFiguresRow *now, const WgFiguresRow *before, const WgFiguresRow *year_ago)
{
  write_expressions (self, now, before, year_ago);
  write_levels (self);
  write_instructed (self);
  write_unhappy (self);
  write_funnel (self, now);
  write_waiting (self);
  write_supervised (self);
  write_boundary (self);
}
