/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a figure without its denominator, its period and the way to its cases is an opinion. Here every figure of the centre
 * is printed with all three, for the night job and for whoever doubts it.
 */

#include "wg-command-figures.h"

#include "wg-case-record.h"
#include "wg-error.h"
#include "wg-store-as-of.h"
#include "wg-store-indicators.h"
#include "wg-store-people.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  WgPeriod period;
  WgPeriodKind kind;
  WgFiguresBy by;
  WgRounding rounding;
  int depth;
  WgGridTree *tree;
  GPtrArray *histories;
  WgFigures *now;
  WgFigures *before;
  WgFigures *year_ago;
  GHashTable *names; /* of persons or units, by id */
} Question;

static void
question_clear (Question *self)
{
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_clear_pointer (&self->histories, g_ptr_array_unref);
  g_clear_pointer (&self->now, wg_figures_free);
  g_clear_pointer (&self->before, wg_figures_free);
  g_clear_pointer (&self->year_ago, wg_figures_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

/* --- The question --- */

gboolean
wg_command_figures_take_period (WgCommandCall *call, WgPeriodKind *kind, WgPeriod *period, GError **error)
{
  const char *text = wg_command_call_get_text (call, "period");
  gint64 now_ms = wg_command_call_get_now (call);

  *kind = WG_PERIOD_FREE;
  if (text != NULL && !wg_period_parse (text, call->zone, kind, period, error))
    return FALSE;
  if (text == NULL)
    {
      period->from_ms = wg_command_call_get_time (call, "from", WG_NO_TIME);
      period->to_ms = wg_command_call_get_time (call, "to", now_ms);
    }
  /* Of a period that is over, its end is the last that counts, unless another time is asked about. */
  period->as_of_ms = wg_command_call_has (call, "at") ? now_ms : MIN (period->to_ms, now_ms);
  if (period->from_ms == WG_NO_TIME)
    g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Which period? Give --period month:2026-10, or --from and --to."));
  else if (period->from_ms >= period->to_ms)
    g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("The period ends before it begins."));
  else if (period->from_ms >= period->as_of_ms)
    g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("The period has not begun at the time that is asked about."));
  else
    return TRUE;
  return FALSE;
}

static WgFiguresBy
take_by (WgCommandCall *call)
{
  static const char *const words[] = { "", "class", "channel", "person", "unit" };
  const char *by = wg_command_call_get_text (call, "by");

  for (guint i = 1; by != NULL && i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (by, words[i]))
        return (WgFiguresBy) i;
    }
  return WG_FIGURES_BY_NOTHING;
}

static WgGridTree *
load_tree (WgCommandCall *call, gint64 at_ms, GError **error)
{
  wg_store_load_grids_at_async (call->store, at_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_grids_at_finish (call->store, wg_command_call_wait (call), error);
}

static GPtrArray *
load_histories (WgCommandCall *call, gint64 until_ms, GError **error)
{
  wg_store_load_histories_async (call->store, until_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_histories_finish (call->store, wg_command_call_wait (call), error);
}

static void
add_name (Question *self, gint64 id, const char *name)
{
  g_hash_table_insert (self->names, g_memdup2 (&id, sizeof id), g_strdup (name));
}

static gboolean
load_persons (WgCommandCall *call, Question *self, GError **error)
{
  WgPersonQuery query = { .unit_id = WG_NO_ID };
  g_autoptr (GPtrArray) persons = NULL;

  wg_store_list_persons_async (call->store, &query, call->cancellable, wg_command_call_ready, call);
  persons = wg_store_list_persons_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    add_name (self, ((WgPerson *) g_ptr_array_index (persons, i))->id, ((WgPerson *) g_ptr_array_index (persons, i))->name);
  return persons != NULL;
}

static gboolean
load_units (WgCommandCall *call, Question *self, GError **error)
{
  g_autoptr (GPtrArray) units = NULL;

  wg_store_list_units_async (call->store, G_MININT64, call->cancellable, wg_command_call_ready, call);
  units = wg_store_list_units_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; units != NULL && i < units->len; i++)
    add_name (self, ((WgUnit *) g_ptr_array_index (units, i))->id, ((WgUnit *) g_ptr_array_index (units, i))->name);
  return units != NULL;
}

static gboolean
load_names (WgCommandCall *call, Question *self, GError **error)
{
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (self->by == WG_FIGURES_BY_PERSON)
    return load_persons (call, self, error);
  return self->by != WG_FIGURES_BY_UNIT || load_units (call, self, error);
}

static gboolean
load (WgCommandCall *call, Question *self, GError **error)
{
  WgPeriod before, year_ago;

  self->tree = load_tree (call, self->period.as_of_ms, error);
  self->histories = self->tree != NULL ? load_histories (call, self->period.as_of_ms, error) : NULL;
  if (self->histories == NULL || !load_names (call, self, error))
    return FALSE;
  if (self->depth > 0 && wg_grid_tree_find_level (self->tree, self->depth) == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no level %d. “wangge levels” lists those there are."), self->depth);
      return FALSE;
    }
  wg_period_get_before (&self->period, self->kind, call->zone, FALSE, &before);
  wg_period_get_before (&self->period, self->kind, call->zone, TRUE, &year_ago);
  self->now = wg_figures_new (self->histories, self->tree, self->depth, self->by, &self->period);
  self->before = wg_figures_new (self->histories, self->tree, self->depth, self->by, &before);
  self->year_ago = wg_figures_new (self->histories, self->tree, self->depth, self->by, &year_ago);
  return TRUE;
}

/* --- The answer --- */

/* By how much it changed, in hundredths: of a count in percent of what it was, of a rate in percentage points. */
static gint64
get_change (const Question *self, const WgFigures *then, const WgFiguresRow *row, WgIndicator indicator, gint64 value)
{
  const WgFiguresRow *old = wg_figures_find (then, row->grid, row->key);
  gint64 numerator, denominator, was;

  if (old == NULL)
    return G_MININT64;
  was = wg_indicator_get_value (indicator, old->tallies, self->rounding, &numerator, &denominator);
  if (wg_indicator_is_rate (indicator))
    return was == G_MININT64 || value == G_MININT64 ? G_MININT64 : value - was;
  return wg_percent_hundredths (value - was, was, self->rounding);
}

static char *
make_text (WgIndicator indicator, gint64 numerator, gint64 denominator, gint64 value)
{
  g_autofree char *above = g_strdup_printf ("%" G_GINT64_FORMAT, numerator), *below = g_strdup_printf ("%" G_GINT64_FORMAT, denominator);
  g_autofree char *percent = wg_percent_format (value);

  if (!wg_indicator_is_rate (indicator))
    return g_steal_pointer (&above);
  if (percent == NULL)
    return g_strdup_printf ("%s/%s = –", above, below);
  return g_strdup_printf ("%s/%s = %s %%", above, below, percent);
}

static const char *
get_name (const Question *self, const char *key)
{
  gint64 id = key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0;

  if (key == NULL || (self->by != WG_FIGURES_BY_PERSON && self->by != WG_FIGURES_BY_UNIT))
    return key;
  return g_hash_table_lookup (self->names, &id);
}

static const char *
get_code (const Question *self, const WgFiguresRow *row)
{
  return row->grid != WG_GRID_NONE ? wg_grid_tree_get_grid (self->tree, row->grid)->code : NULL;
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
make_filter (WgCommandCall *call, const Question *self, const WgFiguresRow *row, WgIndicator indicator)
{
  GString *filter = g_string_new (NULL);

  g_string_append_printf (filter, "--indicator %s", wg_indicator_to_nick (indicator));
  add_time (filter, "from", self->period.from_ms);
  add_time (filter, "to", self->period.to_ms);
  add_time (filter, "at", self->period.as_of_ms);
  if (row->grid != WG_GRID_NONE)
    add_option (filter, "grid", get_code (self, row));
  if (self->by != WG_FIGURES_BY_NOTHING)
    add_option (filter, "by", wg_command_call_get_text (call, "by"));
  if (row->key != NULL)
    add_option (filter, "by-key", row->key);
  return g_string_free (filter, FALSE);
}

static void
write_hundredths (WgJsonWriter *out, const char *key, gint64 value)
{
  g_autofree char *text = wg_percent_format (value);

  wg_json_writer_key (out, key);
  wg_json_writer_add_raw (out, text != NULL ? text : "null");
}

static void
write_figure (WgCommandCall *call, const Question *self, const WgFiguresRow *row, WgIndicator indicator)
{
  WgJsonWriter *out = call->writer;
  gint64 numerator, denominator, value = wg_indicator_get_value (indicator, row->tallies, self->rounding, &numerator, &denominator);
  g_autofree char *text = make_text (indicator, numerator, denominator, value), *filter = make_filter (call, self, row, indicator);
  gboolean is_rate = wg_indicator_is_rate (indicator);

  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "grid", get_code (self, row));
  wg_json_writer_text (out, "key", wg_indicator_to_nick (indicator));
  wg_json_writer_int (out, "numerator", numerator);
  wg_json_writer_int (out, "denominator", is_rate ? denominator : G_MININT64);
  if (is_rate)
    write_hundredths (out, "value", value);
  else
    wg_json_writer_int (out, "value", value);
  wg_json_writer_text (out, "text", text);
  write_hundredths (out, "yoy", get_change (self, self->year_ago, row, indicator, value));
  write_hundredths (out, "pop", get_change (self, self->before, row, indicator, value));
  wg_json_writer_text (out, "cases_filter", filter);
  wg_json_writer_text (out, "by", self->by != WG_FIGURES_BY_NOTHING ? get_name (self, row->key) : NULL);
  wg_json_writer_end_object (out);
}

/* 契合度 is an expression of the centre; while it has none, it is said to be not defined. */
static void
write_fit (WgCommandCall *call, const Question *self, const WgFiguresRow *row)
{
  WgJsonWriter *out = call->writer;

  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "grid", get_code (self, row));
  wg_json_writer_text (out, "key", "fit");
  wg_json_writer_int (out, "numerator", G_MININT64);
  wg_json_writer_int (out, "denominator", G_MININT64);
  wg_json_writer_double (out, "value", NAN);
  wg_json_writer_text (out, "text", _ ("not defined"));
  wg_json_writer_double (out, "yoy", NAN);
  wg_json_writer_double (out, "pop", NAN);
  wg_json_writer_text (out, "cases_filter", NULL);
  wg_json_writer_text (out, "by", self->by != WG_FIGURES_BY_NOTHING ? get_name (self, row->key) : NULL);
  wg_json_writer_end_object (out);
}

static void
add_figure (WgTextTable *table, const Question *self, const WgFiguresRow *row, WgIndicator indicator)
{
  gint64 numerator, denominator, value = wg_indicator_get_value (indicator, row->tallies, self->rounding, &numerator, &denominator);
  g_autofree char *text = make_text (indicator, numerator, denominator, value);
  g_autofree char *pop = wg_percent_format (get_change (self, self->before, row, indicator, value));
  g_autofree char *yoy = wg_percent_format (get_change (self, self->year_ago, row, indicator, value));

  wg_text_table_add (table, row->grid != WG_GRID_NONE ? get_code (self, row) : C_ ("indicator", "district"));
  wg_text_table_add (table, get_name (self, row->key));
  wg_text_table_add (table, wg_indicator_get_title (indicator));
  wg_text_table_add (table, text);
  wg_text_table_add (table, pop);
  wg_text_table_add (table, yoy);
}

static gboolean
print (WgCommandCall *call, const Question *self, GError **error)
{
  const char *const titles[] = { C_ ("column", "Grid"), C_ ("column", "By"), C_ ("column", "Figure"), C_ ("column", "Value"), C_ ("column", "Before"), C_ ("column", "A year ago") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("lllrrr", titles);

  if (call->json)
    wg_json_writer_begin_array (call->writer);
  for (guint i = 0; i < wg_figures_get_n_rows (self->now); i++)
    {
      const WgFiguresRow *row = wg_figures_get_row (self->now, i);

      for (guint k = 0; k < WG_N_INDICATORS; k++)
        {
          if (call->json)
            write_figure (call, self, row, (WgIndicator) k);
          else
            add_figure (table, self, row, (WgIndicator) k);
        }
      if (call->json)
        write_fit (call, self, row);
    }
  if (!call->json)
    return wg_command_call_print_table (call, table, error);
  wg_json_writer_end_array (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_indicators (WgCommandCall *call, GError **error)
{
  g_auto (Question) self = { .by = take_by (call) };
  const char *rounding = wg_command_call_get_text (call, "rounding");

  self.rounding = rounding != NULL && g_str_equal (rounding, "rounded") ? WG_ROUNDING_ROUNDED : WG_ROUNDING_TRUNCATED;
  self.depth = (int) CLAMP (wg_command_call_get_integer (call, "level", 0), 0, G_MAXINT16);
  return wg_command_figures_take_period (call, &self.kind, &self.period, error) && load (call, &self, error) && print (call, &self, error);
}

/* --- From a figure to its cases --- */

gboolean
wg_command_figures_keep_cases (WgCommandCall *call, GPtrArray *records, GError **error)
{
  WgFiguresFilter filter = { WG_GRID_NONE, take_by (call), wg_command_call_get_text (call, "by-key"), WG_INDICATOR_BACKLOG_OPEN };
  const char *code = wg_command_call_get_text (call, "grid");
  g_autoptr (WgGridTree) tree = NULL;
  g_autoptr (GPtrArray) histories = NULL;
  g_autoptr (GHashTable) ids = NULL;
  WgPeriodKind kind;
  WgPeriod period;

  if (!wg_indicator_from_nick (wg_command_call_get_text (call, "indicator"), &filter.indicator))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no figure “%s”. “wangge indicators” prints them all."),
                   wg_command_call_get_text (call, "indicator"));
      return FALSE;
    }
  if (!wg_command_figures_take_period (call, &kind, &period, error))
    return FALSE;
  tree = load_tree (call, period.as_of_ms, error);
  histories = tree != NULL ? load_histories (call, period.as_of_ms, error) : NULL;
  if (histories == NULL)
    return FALSE;
  filter.grid = code != NULL ? wg_grid_tree_find_by_code (tree, code) : WG_GRID_NONE;
  if (code != NULL && filter.grid == WG_GRID_NONE)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There was no grid %s in force at that time."), code);
      return FALSE;
    }
  ids = wg_figures_list_cases (histories, tree, &filter, &period);
  for (guint i = records->len; i > 0; i--)
    {
      if (!g_hash_table_contains (ids, &((WgCaseRecord *) g_ptr_array_index (records, i - 1))->id))
        g_ptr_array_remove_index (records, i - 1);
    }
  return TRUE;
}

static const WgOption options[] = {
  { "period", WG_OPTION_TEXT, "KIND:WHICH", N_ ("day:2026-10-01, week:2026-W40, month:2026-10, quarter:2026-Q3, half:2026-H2 or year:2026") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("the beginning of the period") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("the first instant after the period; else now") },
  { "level", WG_OPTION_INTEGER, "N", N_ ("for every grid of this level; else for the whole district") },
  { "by", WG_OPTION_CHOICE, "class|channel|person|unit", N_ ("tell cases apart by this, too") },
  { "rounding", WG_OPTION_CHOICE, "truncated|rounded", N_ ("how percentages get two decimals; else truncated") },
  { NULL },
};

const WgCommand wg_commands_indicators[] = {
  { "indicators", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "[{grid,key,numerator,denominator,value,text,yoy,pop,cases_filter,by}]",
    N_ ("Count the figures of a period, each with what it was divided by and the way to its cases"), run_indicators, options },
  { NULL },
};
