/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the list of figures, the ranking and the way back to the cases ask the same question of the same histories; it is
 * read from the command line once, so that they cannot mean different cases.
 */

#include "wg-command-figures.h"

#include "wg-case-record.h"
#include "wg-error.h"
#include "wg-store-as-of.h"
#include "wg-store-campaigns.h"
#include "wg-store-indicators.h"
#include "wg-store-members.h"
#include "wg-store-people.h"

#include <glib/gi18n.h>
#include <string.h>

void
wg_figure_question_clear (WgFigureQuestion *self)
{
  g_clear_pointer (&self->campaign, wg_campaign_free);
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_clear_pointer (&self->histories, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->expressions, g_ptr_array_unref);
}

/* --- The period --- */

static gboolean
find_campaign (WgCommandCall *call, WgFigureQuestion *self, const char *name, GError **error)
{
  wg_store_find_campaign_async (call->store, name, G_MININT64, call->cancellable, wg_command_call_ready, call);
  self->campaign = wg_store_find_campaign_finish (call->store, wg_command_call_wait (call), error);
  return self->campaign != NULL;
}

static gboolean
take_campaign (WgCommandCall *call, WgFigureQuestion *self, GError **error)
{
  const char *text = wg_command_call_get_text (call, "period"), *name = wg_command_call_get_text (call, "campaign");

  if (text != NULL && g_str_has_prefix (text, "campaign:"))
    return find_campaign (call, self, text + strlen ("campaign:"), error);
  return name == NULL || find_campaign (call, self, name, error);
}

static gboolean
take_dates (WgCommandCall *call, WgFigureQuestion *self, GError **error)
{
  const char *text = wg_command_call_get_text (call, "period");
  WgPeriod *period = &self->period;
  gboolean of_campaign = self->campaign != NULL && (text == NULL || g_str_has_prefix (text, "campaign:"));

  if (text != NULL && !of_campaign && !wg_period_parse (text, call->zone, &self->kind, period, error))
    return FALSE;
  if (text == NULL || of_campaign)
    {
      period->from_ms = wg_command_call_get_time (call, "from", of_campaign ? self->campaign->from_ms : WG_NO_TIME);
      period->to_ms = wg_command_call_get_time (call, "to", of_campaign ? self->campaign->to_ms : wg_command_call_get_now (call));
    }
  return TRUE;
}

static gboolean
take_period (WgCommandCall *call, WgFigureQuestion *self, GError **error)
{
  gint64 now_ms = wg_command_call_get_now (call);
  WgPeriod *period = &self->period;

  self->kind = WG_PERIOD_FREE;
  if (!take_campaign (call, self, error) || !take_dates (call, self, error))
    return FALSE;
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

/* --- Names --- */

static void
add_name (WgFigureQuestion *self, gint64 id, const char *name)
{
  g_hash_table_insert (self->names, g_memdup2 (&id, sizeof id), g_strdup (name));
}

static gboolean
load_persons (WgCommandCall *call, WgFigureQuestion *self, GError **error)
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
load_units (WgCommandCall *call, WgFigureQuestion *self, GError **error)
{
  g_autoptr (GPtrArray) units = NULL;

  wg_store_list_units_async (call->store, G_MININT64, call->cancellable, wg_command_call_ready, call);
  units = wg_store_list_units_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; units != NULL && i < units->len; i++)
    add_name (self, ((WgUnit *) g_ptr_array_index (units, i))->id, ((WgUnit *) g_ptr_array_index (units, i))->name);
  return units != NULL;
}

static void
add_levels (WgFigureQuestion *self)
{
  add_name (self, 0, C_ ("indicator", "district"));
  for (guint i = 0; i < wg_grid_tree_get_n_levels (self->tree); i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (self->tree, i);
      g_autofree char *number = g_strdup_printf (C_ ("indicator", "level %d"), level->depth);

      add_name (self, level->depth, *level->name != '\0' ? level->name : number);
    }
}

static gboolean
load_names (WgCommandCall *call, WgFigureQuestion *self, GError **error)
{
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (self->by == WG_FIGURES_BY_LEVEL)
    add_levels (self);
  if (self->by == WG_FIGURES_BY_PERSON)
    return load_persons (call, self, error);
  return self->by != WG_FIGURES_BY_UNIT || load_units (call, self, error);
}

const char *
wg_command_figures_get_name (const WgFigureQuestion *self, const char *key)
{
  gint64 id = key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0;

  if (key == NULL || self->by == WG_FIGURES_BY_CLASS || self->by == WG_FIGURES_BY_CHANNEL)
    return key;
  if (self->by == WG_FIGURES_BY_INSTRUCTED)
    return C_ ("indicator", "instructed");
  return g_hash_table_lookup (self->names, &id);
}

/* --- How figures are told --- */

gboolean
wg_command_figures_get_rounding (WgCommandCall *call, gint64 at_ms, WgRounding *rounding, GError **error)
{
  const char *word = wg_command_call_get_text (call, "rounding");
  g_autoptr (JsonObject) members = NULL;

  if (word == NULL)
    {
      wg_store_list_members_async (call->store, WG_ROUNDING_SETTING, at_ms, call->cancellable, wg_command_call_ready, call);
      members = wg_store_list_members_finish (call->store, wg_command_call_wait (call), error);
      if (members == NULL)
        return FALSE;
      word = json_object_get_string_member_with_default (members, "rounding", "truncated");
    }
  *rounding = g_str_equal (word, "rounded") ? WG_ROUNDING_ROUNDED : WG_ROUNDING_TRUNCATED;
  return TRUE;
}

static gboolean
load_expressions (WgCommandCall *call, WgFigureQuestion *self, GError **error)
{
  const char *typed = wg_command_call_get_text (call, "expression");
  g_autoptr (JsonObject) members = NULL;

  wg_store_list_members_async (call->store, WG_EXPRESSION_SETTING, wg_command_call_get_time (call, "at", G_MININT64), call->cancellable,
                               wg_command_call_ready, call);
  members = wg_store_list_members_finish (call->store, wg_command_call_wait (call), error);
  self->expressions = members != NULL ? wg_expression_list (members, error) : NULL;
  return self->expressions != NULL && (typed == NULL || wg_expression_add (self->expressions, "expression", typed, error));
}

/* --- The cases --- */

static gboolean
load_cases (WgCommandCall *call, WgFigureQuestion *self, GError **error)
{
  wg_store_load_grids_at_async (call->store, self->period.as_of_ms, call->cancellable, wg_command_call_ready, call);
  self->tree = wg_store_load_grids_at_finish (call->store, wg_command_call_wait (call), error);
  if (self->tree == NULL)
    return FALSE;
  wg_store_load_histories_async (call->store, self->period.as_of_ms, call->cancellable, wg_command_call_ready, call);
  self->all = wg_store_load_histories_finish (call->store, wg_command_call_wait (call), error);
  if (self->all == NULL)
    return FALSE;
  self->begin_ms = wg_figures_get_begin (self->all, call->zone);
  self->histories = self->campaign != NULL ? wg_campaign_keep (self->campaign, self->tree, self->all) : g_ptr_array_ref (self->all);
  return TRUE;
}

gboolean
wg_command_figures_load (WgCommandCall *call, WgFigureQuestion *self, GError **error)
{
  self->by = wg_figures_by_from_nick (wg_command_call_get_text (call, "by"));
  self->depth = (int) CLAMP (wg_command_call_get_integer (call, "level", 0), 0, G_MAXINT16);
  if (!take_period (call, self, error) || !load_expressions (call, self, error)
      || !wg_command_figures_get_rounding (call, self->period.as_of_ms, &self->rounding, error) || !load_cases (call, self, error)
      || !load_names (call, self, error))
    return FALSE;
  if (self->depth == 0 || wg_grid_tree_find_level (self->tree, self->depth) != NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no level %d. “wangge levels” lists those there are."), self->depth);
  return FALSE;
}

/* --- Printing --- */

char *
wg_command_figures_format (gboolean is_rate, gint64 numerator, gint64 denominator, gint64 value)
{
  g_autofree char *above = g_strdup_printf ("%" G_GINT64_FORMAT, numerator), *below = g_strdup_printf ("%" G_GINT64_FORMAT, denominator);
  g_autofree char *percent = wg_percent_format (value);

  if (!is_rate)
    return g_steal_pointer (&above);
  if (percent == NULL)
    return g_strdup_printf ("%s/%s = –", above, below);
  return g_strdup_printf ("%s/%s = %s %%", above, below, percent);
}

void
wg_command_figures_write_hundredths (WgJsonWriter *out, const char *key, gint64 value)
{
  g_autofree char *text = wg_percent_format (value);

  wg_json_writer_key (out, key);
  wg_json_writer_add_raw (out, text != NULL ? text : "null");
}

/* --- From a figure to its cases --- */

static gboolean
take_filter (WgCommandCall *call, const WgFigureQuestion *self, WgFiguresFilter *filter, GError **error)
{
  const char *code = wg_command_call_get_text (call, "grid");

  filter->by = self->by;
  filter->key = wg_command_call_get_text (call, "by-key");
  filter->grid = code != NULL ? wg_grid_tree_find_by_code (self->tree, code) : WG_GRID_NONE;
  if (code == NULL || filter->grid != WG_GRID_NONE)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There was no grid %s in force at that time."), code);
  return FALSE;
}

gboolean
wg_command_figures_keep_cases (WgCommandCall *call, GPtrArray *records, GError **error)
{
  g_auto (WgFigureQuestion) self = { 0 };
  g_autoptr (GHashTable) ids = NULL;
  WgFiguresFilter filter;

  if (!wg_indicator_from_nick (wg_command_call_get_text (call, "indicator"), &filter.indicator))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no figure “%s”. “wangge indicators” prints them all."),
                   wg_command_call_get_text (call, "indicator"));
      return FALSE;
    }
  if (!wg_command_figures_load (call, &self, error) || !take_filter (call, &self, &filter, error))
    return FALSE;
  ids = wg_figures_list_cases (self.histories, self.tree, &filter, &self.period);
  for (guint i = records->len; i > 0; i--)
    {
      if (!g_hash_table_contains (ids, &((WgCaseRecord *) g_ptr_array_index (records, i - 1))->id))
        g_ptr_array_remove_index (records, i - 1);
    }
  return TRUE;
}
