/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the star table of a month hangs on the wall of every street office; it has to say what it is counted from and that
 * equals are equal.
 */

#include "wg-command-figures.h"

#include "wg-error.h"
#include "wg-stars.h"

#include <glib/gi18n.h>

typedef struct
{
  WgFigureQuestion *question;
  WgFigures *figures;
  WgIndicator indicator;
  const WgNamedFormula *named; /* (nullable): instead of the indicator */
} Ranking;

static gboolean
take_figure (WgCommandCall *call, Ranking *self, GError **error)
{
  const char *key = wg_command_call_get_text (call, "indicator");

  if (key == NULL && !wg_command_call_has (call, "expression"))
    key = "close_on_time_rate";
  if (key == NULL)
    key = "expression";
  for (guint i = 0; i < self->question->expressions->len; i++)
    {
      const WgNamedFormula *named = g_ptr_array_index (self->question->expressions, i);

      if (g_str_equal (named->name, key))
        self->named = named;
    }
  if (self->named != NULL || wg_indicator_from_nick (key, &self->indicator))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no figure “%s”. “wangge indicators” prints them all."), key);
  return FALSE;
}

static WgFraction
get_value (const Ranking *self, const WgFiguresRow *row)
{
  WgFraction value;

  if (self->named != NULL)
    return wg_expression_evaluate (self->named->formula, row->tallies);
  wg_indicator_get (self->indicator, row->tallies, &value.numerator, &value.denominator);
  return value;
}

static void
print_row (WgCommandCall *call, WgTextTable *table, const Ranking *self, const WgStarRow *star)
{
  const WgFiguresRow *row = wg_figures_get_row (self->figures, star->place);
  const WgGrid *grid = row->grid != WG_GRID_NONE ? wg_grid_tree_get_grid (self->question->tree, row->grid) : NULL;
  gboolean is_rate = self->named != NULL || wg_indicator_is_rate (self->indicator);
  gint64 value = is_rate ? wg_fraction_get_hundredths (star->value, self->question->rounding) : star->value.numerator;
  g_autofree char *text = wg_command_figures_format (is_rate, star->value.numerator, star->value.denominator, value);
  const char *by = wg_command_figures_get_name (self->question, row->key);
  g_autoptr (GString) stars = g_string_new (NULL);
  g_autofree char *rank = star->rank > 0 ? g_strdup_printf ("%u", star->rank) : g_strdup ("–");

  if (call->json)
    {
      wg_json_writer_begin_object (call->writer);
      wg_json_writer_int (call->writer, "rank", star->rank > 0 ? star->rank : G_MININT64);
      wg_json_writer_int (call->writer, "stars", star->stars > 0 ? star->stars : G_MININT64);
      wg_json_writer_text (call->writer, "grid", grid != NULL ? grid->code : NULL);
      wg_json_writer_text (call->writer, "by", by);
      wg_json_writer_int (call->writer, "numerator", star->value.numerator);
      wg_json_writer_int (call->writer, "denominator", is_rate ? star->value.denominator : G_MININT64);
      if (is_rate)
        wg_command_figures_write_hundredths (call->writer, "value", value);
      else
        wg_json_writer_int (call->writer, "value", value);
      wg_json_writer_text (call->writer, "text", text);
      wg_json_writer_end_object (call->writer);
      return;
    }
  for (guint i = 0; i < star->stars; i++)
    g_string_append (stars, "★");
  wg_text_table_add (table, rank);
  wg_text_table_add (table, stars->str);
  wg_text_table_add (table, grid != NULL ? grid->name : NULL);
  wg_text_table_add (table, by);
  wg_text_table_add (table, text);
}

static gboolean
print (WgCommandCall *call, const Ranking *self, const GArray *stars, GError **error)
{
  const char *const titles[] = { C_ ("column", "Rank"), C_ ("column", "Stars"), C_ ("column", "Grid"), C_ ("column", "By"), C_ ("column", "Value") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("rlllr", titles);

  for (guint i = 0; i < stars->len; i++)
    {
      print_row (call, table, self, &g_array_index (stars, WgStarRow, i));
      if (call->json && !wg_command_call_end_line (call, error))
        return FALSE;
    }
  return wg_command_call_print_table (call, table, error);
}

static gboolean
run_ranking (WgCommandCall *call, GError **error)
{
  g_auto (WgFigureQuestion) question = { 0 };
  g_autoptr (WgFigures) figures = NULL;
  g_autoptr (GArray) stars = g_array_new (FALSE, TRUE, sizeof (WgStarRow));
  Ranking self = { .question = &question };

  if (!wg_command_figures_load (call, &question, error) || !take_figure (call, &self, error))
    return FALSE;
  if (question.by == WG_FIGURES_BY_NOTHING && question.depth == 0)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("What is ranked? Give --level for grids, or --by person or unit."));
      return FALSE;
    }
  self.figures = figures = wg_figures_new (question.histories, question.tree, question.depth, question.by, &question.period);
  for (guint i = 0; i < wg_figures_get_n_rows (figures); i++)
    {
      const WgFiguresRow *row = wg_figures_get_row (figures, i);
      WgStarRow star = { get_value (&self, row), i, 0, 0 };

      /* What nobody held is nobody's achievement. */
      if (question.by == WG_FIGURES_BY_NOTHING || row->key != NULL)
        g_array_append_val (stars, star);
    }
  wg_stars_rank ((WgStarRow *) (gpointer) stars->data, stars->len, self.named == NULL && wg_indicator_is_less_better (self.indicator));
  return print (call, &self, stars, error);
}

static const WgOption options[] = {
  { "period", WG_OPTION_TEXT, "KIND:WHICH", N_ ("as in “indicators”") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("the beginning of the period") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("the first instant after the period; else now") },
  { "level", WG_OPTION_INTEGER, "N", N_ ("rank the grids of this level") },
  { "by", WG_OPTION_CHOICE, "person|unit|class|channel", N_ ("rank these") },
  { "indicator", WG_OPTION_TEXT, "KEY", N_ ("by this figure or stored expression; else close_on_time_rate") },
  { "expression", WG_OPTION_TEXT, "FORMULA", N_ ("by this expression") },
  { "campaign", WG_OPTION_TEXT, "NAME", N_ ("only cases of this campaign") },
  { "rounding", WG_OPTION_CHOICE, "truncated|rounded", N_ ("how percentages get two decimals; else as the district says") },
  { NULL },
};

const WgCommand wg_commands_ranking[] = {
  { "ranking", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{rank,stars,grid,by,numerator,denominator,value,text}",
    N_ ("Rank grids, people or units by a figure: five stars for the best fifth, equals are equal"), run_ranking, options },
  { NULL },
};
