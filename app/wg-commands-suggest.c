/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the window proposes (whom to send, what may be the same case) can be asked for and checked from outside, with
 * every term that led to it.
 */

#include "wg-command-call.h"

#include "wg-error.h"
#include "wg-person.h"
#include "wg-store-duplicates.h"
#include "wg-store-suggest.h"

#include <glib/gi18n.h>
#include <math.h>

/* Whom to send. */

static void
write_suggestion (WgJsonWriter *out, const WgSuggestion *suggestion)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "rank", suggestion->rank);
  wg_json_writer_text (out, "person", suggestion->name);
  wg_json_writer_int (out, "id", suggestion->person_id);
  wg_json_writer_text (out, "code", suggestion->code);
  wg_json_writer_text (out, "unit", suggestion->unit_name);
  wg_json_writer_text (out, "grid", suggestion->grid_code);
  wg_json_writer_text (out, "section", suggestion->section);
  wg_json_writer_key (out, "terms");
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "responsibility", wg_tie_to_nick (suggestion->tie));
  wg_json_writer_text (out, "duty", wg_presence_to_nick (suggestion->presence));
  wg_json_writer_int (out, "load", suggestion->open_cases);
  wg_json_writer_double (out, "distance_m", suggestion->distance_m);
  wg_json_writer_bool (out, "skill", suggestion->skill);
  wg_json_writer_end_object (out);
  wg_json_writer_int (out, "score", suggestion->score);
  wg_json_writer_key (out, "sum_of");
  wg_json_writer_begin_object (out);
  for (guint i = 0; i < WG_N_TERMS; i++)
    wg_json_writer_int (out, wg_term_to_nick (i), suggestion->points[i]);
  wg_json_writer_end_object (out);
  wg_json_writer_end_object (out);
}

static void
add_suggestion (WgTextTable *rows, const WgSuggestion *suggestion)
{
  wg_text_table_add_int (rows, suggestion->rank);
  wg_text_table_add_int (rows, suggestion->person_id);
  wg_text_table_add (rows, suggestion->name);
  wg_text_table_add (rows, wg_person_kind_get_label (suggestion->kind));
  wg_text_table_add (rows, suggestion->grid_code);
  wg_text_table_add_int (rows, suggestion->score);
  for (guint i = 0; i < WG_N_TERMS; i++)
    wg_text_table_add_int (rows, suggestion->points[i]);
}

static gboolean
run_suggest (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Rank"), C_ ("column", "Id"),       C_ ("column", "Name"),
                                 C_ ("column", "Kind"), C_ ("column", "Grid"),     C_ ("column", "Points"),
                                 C_ ("column", "Post"), C_ ("column", "Duty"),     C_ ("column", "Load"),
                                 C_ ("column", "Way"),  C_ ("column", "Skill") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rrlllrrrrrr", titles);
  g_autoptr (GPtrArray) found = NULL;
  gint64 most = wg_command_call_get_integer (call, "top", 5);

  if (most < 1 || most > 1000)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("--top takes 1 to 1000."));
      return FALSE;
    }
  wg_store_suggest_async (call->store, wg_command_call_get_argument (call, 0), (guint) most, wg_command_call_get_time (call, "at", G_MININT64),
                          call->cancellable, wg_command_call_ready, call);
  found = wg_store_suggest_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      if (!call->json)
        add_suggestion (rows, g_ptr_array_index (found, i));
      else
        {
          write_suggestion (call->writer, g_ptr_array_index (found, i));
          if (!wg_command_call_end_line (call, error))
            return FALSE;
        }
    }
  return found != NULL && wg_command_call_print_table (call, rows, error);
}

/* What may be the same case. */

static gboolean
add_duplicate (WgCommandCall *call, WgTextTable *rows, const WgDuplicate *duplicate, GError **error)
{
  WgJsonWriter *out = call->writer;

  if (!call->json)
    {
      wg_text_table_add (rows, duplicate->number);
      wg_text_table_add (rows, duplicate->title);
      wg_text_table_add_int (rows, (gint64) lround (duplicate->distance_m));
      wg_text_table_add_int (rows, duplicate->age_s / 60);
      wg_text_table_add_int (rows, duplicate->score);
      return TRUE;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "number", duplicate->number);
  wg_json_writer_double (out, "distance_m", duplicate->distance_m);
  wg_json_writer_int (out, "age_s", duplicate->age_s);
  wg_json_writer_text (out, "class", duplicate->class_code);
  wg_json_writer_int (out, "score", duplicate->score);
  wg_json_writer_text (out, "title", duplicate->title);
  wg_json_writer_text (out, "state", duplicate->state);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_duplicates (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Number"), C_ ("column", "Title"), C_ ("column", "Metres"), C_ ("column", "Minutes apart"),
                                 C_ ("column", "Points") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llrrr", titles);
  double within_m = wg_command_call_get_number (call, "within");
  double hours = wg_command_call_get_number (call, "hours");
  g_autoptr (GPtrArray) found = NULL;

  if (within_m < 0 || hours < 0)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("A distance and a time are not below zero."));
      return FALSE;
    }
  wg_store_find_duplicates_async (call->store, wg_command_call_get_argument (call, 0), within_m, hours,
                                  wg_command_call_get_time (call, "at", G_MININT64), call->cancellable, wg_command_call_ready, call);
  found = wg_store_find_duplicates_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      if (!add_duplicate (call, rows, g_ptr_array_index (found, i), error))
        return FALSE;
    }
  return found != NULL && wg_command_call_print_table (call, rows, error);
}

static const WgOption suggest_options[] = {
  { "top", WG_OPTION_INTEGER, "K", N_ ("how many; else 5") },
  { NULL },
};

static const WgOption duplicates_options[] = {
  { "within", WG_OPTION_NUMBER, "METRES", N_ ("how near; else the setting, 50 at first") },
  { "hours", WG_OPTION_NUMBER, "H", N_ ("reported how long before or after; else the setting, 24 at first") },
  { NULL },
};

const WgCommand wg_commands_suggest[] = {
  { "suggest", NULL, "NUMBER", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{rank,person,id,code,unit,grid,section,terms:{responsibility,duty,load,distance_m,skill},score,sum_of}", N_ ("Whom to send, and why"), run_suggest,
    suggest_options },
  { "duplicates", NULL, "NUMBER", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{number,distance_m,age_s,class,score,title,state}",
    N_ ("Cases that may be the same"), run_duplicates, duplicates_options },
  { NULL },
};
