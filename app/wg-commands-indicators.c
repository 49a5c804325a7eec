/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a figure without its denominator, its period and the way to its cases is an opinion. Here every figure of the centre
 * is printed with all three, for the night job and for whoever doubts it.
 */

#include "wg-command-figures.h"

#include "wg-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* One answer: the whole period, or one piece of it with `--by month`. */
typedef struct
{
  WgFigureQuestion *question;
  WgPeriod period;
  WgPeriodKind kind;
  char *piece; /* (nullable) */
  WgFigures *now;
  WgFigures *before;   /* (nullable): there are no data of that time; so is the next */
  WgFigures *year_ago;
} Answer;

static void
answer_clear (Answer *self)
{
  g_clear_pointer (&self->piece, g_free);
  g_clear_pointer (&self->now, wg_figures_free);
  g_clear_pointer (&self->before, wg_figures_free);
  g_clear_pointer (&self->year_ago, wg_figures_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static WgFigures *
count_known (const Answer *self, const WgPeriod *period)
{
  const WgFigureQuestion *question = self->question;

  if (!wg_figures_is_known (question->begin_ms, period->from_ms))
    return NULL;
  return wg_figures_new (question->histories, question->tree, question->depth, question->by, period);
}

static void
count (WgCommandCall *call, Answer *self)
{
  const WgFigureQuestion *question = self->question;
  WgPeriod before, year_ago;

  wg_period_get_before (&self->period, self->kind, call->zone, FALSE, &before);
  wg_period_get_before (&self->period, self->kind, call->zone, TRUE, &year_ago);
  self->now = wg_figures_new (question->histories, question->tree, question->depth, question->by, &self->period);
  self->before = count_known (self, &before);
  self->year_ago = count_known (self, &year_ago);
}

/* --- Of a row --- */

/* By how much it changed, in hundredths: of a count in percent of what it was, of a rate in percentage points. */
static gint64
get_change (const Answer *self, const WgFigures *then, const WgFiguresRow *row, WgIndicator indicator, gint64 value)
{
  const WgFiguresRow *old = then != NULL ? wg_figures_find (then, row->grid, row->key) : NULL;
  WgRounding rounding = self->question->rounding;
  gint64 numerator, denominator, was;

  if (old == NULL)
    return G_MININT64;
  was = wg_indicator_get_value (indicator, old->tallies, rounding, &numerator, &denominator);
  if (wg_indicator_is_rate (indicator))
    return was == G_MININT64 || value == G_MININT64 ? G_MININT64 : value - was;
  return wg_percent_hundredths (value - was, was, rounding);
}

static const char *
get_code (const Answer *self, const WgFiguresRow *row)
{
  return row->grid != WG_GRID_NONE ? wg_grid_tree_get_grid (self->question->tree, row->grid)->code : NULL;
}

static const char *
get_by (const Answer *self, const WgFiguresRow *row)
{
  return self->piece != NULL ? self->piece : wg_command_figures_get_name (self->question, row->key);
}

static void
add_option (GString *filter, const char *option, const char *value)
{
  g_autofree char *quoted = g_shell_quote (value);

  g_string_append_printf (filter, " --%s %s", option, g_str_has_prefix (value, "-") || strpbrk (value, " '\"$`\\") != NULL ? quoted : value);
}

static void
add_time (GString *filter, const char *option, gint64 ms)
{
  g_autofree char *text = wg_time_format_utc (ms);

  add_option (filter, option, text);
}

/* The options with which `wangge cases` lists the numerator's cases. */
static char *
make_filter (WgCommandCall *call, const Answer *self, const WgFiguresRow *row, WgIndicator indicator)
{
  GString *filter = g_string_new (NULL);

  g_string_append_printf (filter, "--indicator %s", wg_indicator_to_nick (indicator));
  add_time (filter, "from", self->period.from_ms);
  add_time (filter, "to", self->period.to_ms);
  add_time (filter, "at", self->period.as_of_ms);
  if (self->question->campaign != NULL)
    add_option (filter, "campaign", self->question->campaign->name);
  if (row->grid != WG_GRID_NONE)
    add_option (filter, "grid", get_code (self, row));
  if (self->question->by != WG_FIGURES_BY_NOTHING)
    add_option (filter, "by", wg_command_call_get_text (call, "by"));
  if (row->key != NULL)
    add_option (filter, "by-key", row->key);
  return g_string_free (filter, FALSE);
}

/* --- JSON --- */

static void
begin_figure (WgJsonWriter *out, const Answer *self, const WgFiguresRow *row, const char *key, gint64 numerator, gint64 denominator)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "grid", get_code (self, row));
  wg_json_writer_text (out, "key", key);
  wg_json_writer_int (out, "numerator", numerator);
  wg_json_writer_int (out, "denominator", denominator);
}

static void
end_figure (WgJsonWriter *out, const Answer *self, const WgFiguresRow *row, const char *filter)
{
  wg_json_writer_text (out, "cases_filter", filter);
  wg_json_writer_text (out, "by", get_by (self, row));
  wg_json_writer_end_object (out);
}

static void
write_figure (WgCommandCall *call, const Answer *self, const WgFiguresRow *row, WgIndicator indicator)
{
  WgJsonWriter *out = call->writer;
  gboolean is_rate = wg_indicator_is_rate (indicator);
  gint64 numerator, denominator, value = wg_indicator_get_value (indicator, row->tallies, self->question->rounding, &numerator, &denominator);
  g_autofree char *text = wg_command_figures_format (is_rate, numerator, denominator, value), *filter = make_filter (call, self, row, indicator);

  begin_figure (out, self, row, wg_indicator_to_nick (indicator), numerator, is_rate ? denominator : G_MININT64);
  if (is_rate)
    wg_command_figures_write_hundredths (out, "value", value);
  else
    wg_json_writer_int (out, "value", value);
  wg_json_writer_text (out, "text", text);
  wg_command_figures_write_hundredths (out, "yoy", get_change (self, self->year_ago, row, indicator, value));
  wg_command_figures_write_hundredths (out, "pop", get_change (self, self->before, row, indicator, value));
  end_figure (out, self, row, filter);
}

/* Which share of what was closed was closed here: 小事不出格 when levels are told apart. */
static void
write_share (WgCommandCall *call, const Answer *self, const WgFiguresRow *row)
{
  WgJsonWriter *out = call->writer;
  gint64 closed = row->tallies[WG_TALLY_CLOSED], all = wg_figures_sum (self->now, row->grid, WG_TALLY_CLOSED);
  gint64 value = wg_percent_hundredths (closed, all, self->question->rounding);
  g_autofree char *text = wg_command_figures_format (TRUE, closed, all, value), *filter = make_filter (call, self, row, WG_INDICATOR_CLOSE_RATE);

  begin_figure (out, self, row, "closed_share", closed, all);
  wg_command_figures_write_hundredths (out, "value", value);
  wg_json_writer_text (out, "text", text);
  wg_json_writer_int (out, "yoy", G_MININT64);
  wg_json_writer_int (out, "pop", G_MININT64);
  end_figure (out, self, row, filter);
}

static gint64
evaluate (const Answer *self, const WgFigures *when, const WgFiguresRow *row, const WgNamedFormula *named, WgFraction *fraction)
{
  const WgFiguresRow *there = when != NULL ? wg_figures_find (when, row->grid, row->key) : NULL;

  *fraction = there != NULL ? wg_expression_evaluate (named->formula, there->tallies) : (WgFraction){ 0, 0 };
  return wg_fraction_get_hundredths (*fraction, self->question->rounding);
}

static gint64
subtract (gint64 now, gint64 then)
{
  return now != G_MININT64 && then != G_MININT64 ? now - then : G_MININT64;
}

static void
write_expression (WgJsonWriter *out, const Answer *self, const WgFiguresRow *row, const WgNamedFormula *named)
{
  WgFraction fraction, other;
  gint64 value = evaluate (self, self->now, row, named, &fraction);
  g_autofree char *text = value != G_MININT64 ? wg_command_figures_format (TRUE, fraction.numerator, fraction.denominator, value) : NULL;

  begin_figure (out, self, row, named->name, value != G_MININT64 ? fraction.numerator : G_MININT64, value != G_MININT64 ? fraction.denominator : G_MININT64);
  wg_command_figures_write_hundredths (out, "value", value);
  wg_json_writer_text (out, "text", text != NULL ? text : _ ("not sayable"));
  wg_command_figures_write_hundredths (out, "yoy", subtract (value, evaluate (self, self->year_ago, row, named, &other)));
  wg_command_figures_write_hundredths (out, "pop", subtract (value, evaluate (self, self->before, row, named, &other)));
  end_figure (out, self, row, NULL);
}

/* 契合度 is an expression of the centre; while it has none, it is said to be not defined. */
static void
write_fit (WgJsonWriter *out, const Answer *self, const WgFiguresRow *row)
{
  begin_figure (out, self, row, WG_EXPRESSION_FIT, G_MININT64, G_MININT64);
  wg_json_writer_double (out, "value", NAN);
  wg_json_writer_text (out, "text", _ ("not defined"));
  wg_json_writer_double (out, "yoy", NAN);
  wg_json_writer_double (out, "pop", NAN);
  end_figure (out, self, row, NULL);
}

static void
write_row (WgCommandCall *call, const Answer *self, const WgFiguresRow *row)
{
  gboolean fit = FALSE;

  for (guint i = 0; i < WG_N_INDICATORS; i++)
    write_figure (call, self, row, (WgIndicator) i);
  if (self->question->by != WG_FIGURES_BY_NOTHING)
    write_share (call, self, row);
  for (guint i = 0; i < self->question->expressions->len; i++)
    {
      const WgNamedFormula *named = g_ptr_array_index (self->question->expressions, i);

      fit = fit || g_str_equal (named->name, WG_EXPRESSION_FIT);
      write_expression (call->writer, self, row, named);
    }
  if (!fit)
    write_fit (call->writer, self, row);
}

/* --- For a person --- */

static void
begin_line (WgTextTable *table, const Answer *self, const WgFiguresRow *row, const char *title)
{
  wg_text_table_add (table, row->grid != WG_GRID_NONE ? get_code (self, row) : C_ ("indicator", "district"));
  wg_text_table_add (table, get_by (self, row));
  wg_text_table_add (table, title);
}

static void
add_figure (WgTextTable *table, const Answer *self, const WgFiguresRow *row, WgIndicator indicator)
{
  gint64 numerator, denominator, value = wg_indicator_get_value (indicator, row->tallies, self->question->rounding, &numerator, &denominator);
  g_autofree char *text = wg_command_figures_format (wg_indicator_is_rate (indicator), numerator, denominator, value);
  g_autofree char *pop = wg_percent_format (get_change (self, self->before, row, indicator, value));
  g_autofree char *yoy = wg_percent_format (get_change (self, self->year_ago, row, indicator, value));

  begin_line (table, self, row, wg_indicator_get_title (indicator));
  wg_text_table_add (table, text);
  wg_text_table_add (table, pop);
  wg_text_table_add (table, yoy);
}

static void
add_expression (WgTextTable *table, const Answer *self, const WgFiguresRow *row, const WgNamedFormula *named)
{
  WgFraction fraction;
  gint64 value = evaluate (self, self->now, row, named, &fraction);
  g_autofree char *text = value != G_MININT64 ? wg_command_figures_format (TRUE, fraction.numerator, fraction.denominator, value) : NULL;

  begin_line (table, self, row, named->name);
  wg_text_table_add (table, text != NULL ? text : _ ("not sayable"));
  wg_text_table_add (table, NULL);
  wg_text_table_add (table, NULL);
}

static void
answer (WgCommandCall *call, WgTextTable *table, const Answer *self)
{
  for (guint i = 0; i < wg_figures_get_n_rows (self->now); i++)
    {
      const WgFiguresRow *row = wg_figures_get_row (self->now, i);

      if (call->json)
        {
          write_row (call, self, row);
          continue;
        }
      for (guint k = 0; k < WG_N_INDICATORS; k++)
        add_figure (table, self, row, (WgIndicator) k);
      for (guint k = 0; k < self->question->expressions->len; k++)
        add_expression (table, self, row, g_ptr_array_index (self->question->expressions, k));
    }
}

/* --- Pieces --- */

/* The lengths of `--by day` to `--by year`. */
static WgPeriodKind
get_piece_kind (WgCommandCall *call)
{
  const char *by = wg_command_call_get_text (call, "by");
  WgPeriodKind kind = WG_PERIOD_FREE;

  return by != NULL && wg_period_kind_from_nick (by, &kind) ? kind : WG_PERIOD_FREE;
}

static gboolean
answer_pieces (WgCommandCall *call, WgTextTable *table, WgFigureQuestion *question, WgPeriodKind kind, GError **error)
{
  for (gint64 from_ms = question->period.from_ms; from_ms < MIN (question->period.to_ms, question->period.as_of_ms);)
    {
      g_auto (Answer) self = { .question = question, .kind = kind };
      WgPeriod whole = wg_period_find (kind, call->zone, from_ms);

      self.piece = wg_period_format (kind, call->zone, from_ms);
      self.period = (WgPeriod){ MAX (whole.from_ms, question->period.from_ms), MIN (whole.to_ms, question->period.to_ms), 0 };
      self.period.as_of_ms = MIN (self.period.to_ms, question->period.as_of_ms);
      count (call, &self);
      answer (call, table, &self);
      from_ms = whole.to_ms;
      if (g_cancellable_set_error_if_cancelled (call->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Why a column is empty. */
static void
tell_begin (WgCommandCall *call, const Answer *self)
{
  g_autofree char *day = NULL, *text = NULL;

  if (self->before != NULL && self->year_ago != NULL)
    return;
  if (self->question->begin_ms == WG_NO_TIME)
    {
      wg_command_call_warn (call, _ ("no data yet"));
      return;
    }
  day = wg_time_day_format (wg_time_to_local (self->question->begin_ms, call->zone, NULL));
  text = g_strdup_printf (_ ("no data before %s"), day);
  wg_command_call_warn (call, text);
}

static gboolean
run_indicators (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Grid"), C_ ("column", "By"), C_ ("column", "Figure"), C_ ("column", "Value"), C_ ("column", "Before"), C_ ("column", "A year ago") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("lllrrr", titles);
  g_auto (WgFigureQuestion) question = { 0 };
  g_auto (Answer) self = { .question = &question };
  WgPeriodKind pieces = get_piece_kind (call);

  if (!wg_command_figures_load (call, &question, error))
    return FALSE;
  if (call->json)
    wg_json_writer_begin_array (call->writer);
  if (pieces != WG_PERIOD_FREE && !answer_pieces (call, table, &question, pieces, error))
    return FALSE;
  if (pieces == WG_PERIOD_FREE)
    {
      self.period = question.period;
      self.kind = question.kind;
      count (call, &self);
      answer (call, table, &self);
    }
  if (!call->json && pieces == WG_PERIOD_FREE)
    tell_begin (call, &self);
  if (!call->json)
    return wg_command_call_print_table (call, table, error);
  wg_json_writer_end_array (call->writer);
  return wg_command_call_end_line (call, error);
}

/* A figure that two offices count differently is worth nothing. */
static gboolean
run_explain (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Key"), C_ ("column", "Figure"), C_ ("column", "What it counts") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("lll", titles);

  for (guint i = 0; i < WG_N_INDICATORS; i++)
    {
      WgIndicator indicator = (WgIndicator) i;

      wg_text_table_add (table, wg_indicator_to_nick (indicator));
      wg_text_table_add (table, wg_indicator_get_title (indicator));
      wg_text_table_add (table, wg_indicator_get_meaning (indicator));
      if (!call->json)
        continue;
      wg_json_writer_begin_object (call->writer);
      wg_json_writer_text (call->writer, "key", wg_indicator_to_nick (indicator));
      wg_json_writer_text (call->writer, "title", wg_indicator_get_title (indicator));
      wg_json_writer_text (call->writer, "meaning", wg_indicator_get_meaning (indicator));
      wg_json_writer_bool (call->writer, "rate", wg_indicator_is_rate (indicator));
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return call->json || wg_command_call_print_table (call, table, error);
}

static const WgOption options[] = {
  { "period", WG_OPTION_TEXT, "KIND:WHICH", N_ ("day:2026-10-01, week:2026-W40, month:2026-10, quarter:2026-Q3, half:2026-H2, year:2026 or campaign:NAME") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("the beginning of the period") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("the first instant after the period; else now") },
  { "level", WG_OPTION_INTEGER, "N", N_ ("for every grid of this level; else for the whole district") },
  { "by", WG_OPTION_CHOICE, "class|channel|person|unit|level|instructed|day|week|month|quarter|half|year",
    N_ ("tell cases apart by this, too: who closed them at which level, whether a leader instructed, or the period in pieces") },
  { "campaign", WG_OPTION_TEXT, "NAME", N_ ("only cases of this campaign, in its time when no other is named") },
  { "expression", WG_OPTION_TEXT, "FORMULA", N_ ("one more figure: an expression, see “expressions --names”") },
  { "rounding", WG_OPTION_CHOICE, "truncated|rounded", N_ ("how percentages get two decimals; else as the district says") },
  { NULL },
};

const WgCommand wg_commands_indicators[] = {
  { "indicators", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "[{grid,key,numerator,denominator,value,text,yoy,pop,cases_filter,by}]",
    N_ ("Count the figures of a period, each with what it was divided by and the way to its cases"), run_indicators, options },
  { "indicators", "explain", NULL, 0, 0, 0, 0, -1, "{key,title,meaning,rate}", N_ ("Say what each figure counts, and what it is divided by"), run_explain,
    NULL },
  { NULL },
};
