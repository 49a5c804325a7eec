/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: making, naming, copying and proving a database: what whoever looks after the machine does, mostly from a script. */

#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-store-database.h"
#include "wg-store-finder.h"
#include "wg-store-verify.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* What is in it. */

static void
write_summary (WgJsonWriter *out, const WgDatabaseSummary *summary, const char *copy, const char *state)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "format", summary->info.format);
  wg_json_writer_key (out, "district");
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", summary->district_code);
  wg_json_writer_text (out, "name", summary->district_name);
  wg_json_writer_text (out, "timezone", summary->timezone);
  wg_json_writer_text (out, "crs", summary->metre_crs);
  wg_json_writer_end_object (out);
  wg_json_writer_int (out, "grids", summary->grids);
  wg_json_writer_int (out, "cases", summary->cases);
  wg_json_writer_int (out, "events", summary->events);
  wg_json_writer_int (out, "size_bytes", summary->info.size_bytes);
  wg_json_writer_text (out, "journal", summary->info.journal);
  wg_json_writer_text (out, "synchronous", summary->info.synchronous);
  wg_json_writer_text (out, "database", summary->uri);
  wg_json_writer_int (out, "buildings", summary->buildings);
  wg_json_writer_int (out, "facilities", summary->facilities);
  wg_json_writer_bool (out, "read_only", summary->info.read_only);
  if (copy != NULL)
    wg_json_writer_text (out, "out", copy);
  if (state != NULL)
    {
      wg_json_writer_bool (out, "ok", TRUE);
      wg_json_writer_int (out, "id", 1);
      wg_command_keys_write_end (out, state, G_MININT64, summary->events);
    }
  wg_json_writer_end_object (out);
}

static void
append_line (GString *out, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (out, "%s: %s\n", label, value);
}

static void
append_count (GString *out, const char *label, gint64 n)
{
  g_string_append_printf (out, "%s: %" G_GINT64_FORMAT "\n", label, n);
}

static gboolean
print_text (WgCommandCall *call, const WgDatabaseSummary *summary, const char *copy, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *size = g_format_size ((guint64) summary->info.size_bytes);

  append_line (out, C_ ("column", "Database"), summary->uri);
  append_line (out, C_ ("column", "District"), summary->district_name);
  append_line (out, C_ ("column", "Code"), summary->district_code);
  append_line (out, C_ ("column", "Time zone"), summary->timezone);
  append_count (out, C_ ("column", "Grids"), summary->grids);
  append_count (out, C_ ("column", "Buildings"), summary->buildings);
  append_count (out, C_ ("column", "Cases"), summary->cases);
  append_count (out, C_ ("column", "Events"), summary->events);
  append_count (out, C_ ("column", "Format"), summary->info.format);
  append_line (out, C_ ("column", "Size"), size);
  append_line (out, C_ ("column", "Journal"), summary->info.journal);
  append_line (out, C_ ("column", "Durability"), summary->info.synchronous);
  append_line (out, C_ ("column", "Copy"), copy);
  return wg_command_call_print (call, out->str, error);
}

static WgDatabaseSummary *
describe (WgCommandCall *call, gint64 at_ms, GError **error)
{
  wg_store_describe_async (call->store, at_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_describe_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
print_summary (WgCommandCall *call, const WgDatabaseSummary *summary, const char *copy, const char *state, GError **error)
{
  if (!call->json)
    return print_text (call, summary, copy, error);
  write_summary (call->writer, summary, copy, state);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_info (WgCommandCall *call, GError **error)
{
  g_autoptr (WgDatabaseSummary) summary = describe (call, wg_command_call_get_time (call, "at", G_MININT64), error);

  return summary != NULL && print_summary (call, summary, NULL, NULL, error);
}

/* Making one. */

static gboolean
check_zone (const char *name, GError **error)
{
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  if (name == NULL || zone != NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no time zone “%s”. A zone is named like Asia/Shanghai."), name);
  return FALSE;
}

static gboolean
name_district (WgCommandCall *call, GError **error)
{
  gint64 operator_id;

  if (!wg_command_call_has (call, "code") && !wg_command_call_has (call, "name") && !wg_command_call_has (call, "timezone")
      && !wg_command_call_has (call, "crs") && !wg_command_call_has (call, "key"))
    return TRUE;
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_set_district_async (call->store, wg_command_call_get_text (call, "code"), wg_command_call_get_text (call, "name"),
                               wg_command_call_get_text (call, "timezone"), wg_command_call_get_text (call, "crs"),
                               wg_command_call_get_text (call, "key"), operator_id, call->cancellable, wg_command_call_ready, call);
  return wg_store_set_district_finish (call->store, wg_command_call_wait (call), error);
}

/* Under a key the answer is that of the event: the database as it was then. */
static gboolean
print_event (WgCommandCall *call, const char *state, GError **error)
{
  g_autoptr (WgEvent) event = NULL;
  g_autoptr (WgDatabaseSummary) summary = NULL;

  if (!wg_command_keys_find_event (call, "database", &event, error))
    return FALSE;
  summary = describe (call, event != NULL ? event->at_ms : G_MININT64, error);
  if (summary == NULL)
    return FALSE;
  if (event != NULL)
    {
      summary->events = event->id;
      summary->info.size_bytes = wg_event_get_number (event, "size_bytes", G_MININT64);
      summary->info.read_only = FALSE;
    }
  return print_summary (call, summary, NULL, state, error);
}

static gboolean
run_create (WgCommandCall *call, GError **error)
{
  g_autofree char *path = wg_store_finder_get_path (call->uri, error);
  gboolean told = FALSE;

  if (path == NULL || !check_zone (wg_command_call_get_text (call, "timezone"), error)
      || !wg_command_keys_is_done (call, path, "set", &told, error))
    return FALSE;
  if (told)
    return print_event (call, "created", error);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("There is a database “%s” already. Nothing was changed; name another file."), path);
      return FALSE;
    }
  if (!wg_command_call_open (call, TRUE, error))
    return FALSE;
  if (name_district (call, error))
    return print_event (call, "created", error);
  wg_command_call_close (call);
  g_unlink (path);
  return FALSE;
}

/* Naming one that is there: an import of grids makes a database and knows no name for it. */

static gboolean
run_set (WgCommandCall *call, GError **error)
{
  g_autoptr (WgEvent) event = NULL;
  gint64 operator_id;

  if (!wg_command_call_has (call, "name") && !wg_command_call_has (call, "code"))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Nothing is said. Give --name or --code."));
      return FALSE;
    }
  if (wg_command_call_has (call, "key") && !wg_command_keys_find_event (call, "database", &event, error))
    return FALSE;
  if (event != NULL)
    return print_event (call, "set", error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_set_district_async (call->store, wg_command_call_get_text (call, "code"), wg_command_call_get_text (call, "name"), NULL, NULL,
                               wg_command_keys_get (call), operator_id, call->cancellable, wg_command_call_ready, call);
  return wg_store_set_district_finish (call->store, wg_command_call_wait (call), error) && print_event (call, "set", error);
}

/* A copy. */

static gboolean
run_backup (WgCommandCall *call, GError **error)
{
  const char *copy = wg_command_call_get_argument (call, 0);
  g_autoptr (WgDatabaseSummary) summary = NULL;

  wg_store_backup_async (call->store, copy, call->cancellable, wg_command_call_ready, call);
  if (!wg_store_backup_finish (call->store, wg_command_call_wait (call), error))
    return FALSE;
  summary = describe (call, G_MININT64, error);
  return summary != NULL && print_summary (call, summary, copy, NULL, error);
}

/* Whether it says the truth. */

/* The file is proven whole; what is counted is what was there then. */
static gboolean
count_then (WgCommandCall *call, WgVerification *found, GError **error)
{
  gint64 at_ms = wg_command_call_get_time (call, "at", G_MININT64);
  g_autoptr (WgDatabaseSummary) then = at_ms != G_MININT64 ? describe (call, at_ms, error) : NULL;

  if (then == NULL)
    return at_ms == G_MININT64;
  found->events = MAX (0, then->events - MAX (0, wg_command_call_get_integer (call, "since", 0)));
  found->cases = then->cases;
  found->grids = then->grids;
  return TRUE;
}

static void
write_verification (WgJsonWriter *out, const WgVerification *found)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", found->ok);
  wg_json_writer_key (out, "problems");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < found->problems->len; i++)
    {
      const WgProblem *problem = g_ptr_array_index (found->problems, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "kind", problem->kind);
      wg_json_writer_text (out, "subject", problem->subject);
      wg_json_writer_text (out, "text", problem->text);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
  wg_json_writer_key (out, "checked");
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "events", found->events);
  wg_json_writer_int (out, "cases", found->cases);
  wg_json_writer_int (out, "grids", found->grids);
  wg_json_writer_end_object (out);
  wg_json_writer_end_object (out);
}

static gboolean
print_verification (WgCommandCall *call, const WgVerification *found, GError **error)
{
  const char *const titles[] = { C_ ("column", "Problem"), C_ ("column", "About"), C_ ("column", "What") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lll", titles);
  g_autofree char *events = g_strdup_printf ("%" G_GINT64_FORMAT, found->events);
  g_autofree char *cases = g_strdup_printf ("%" G_GINT64_FORMAT, found->cases);
  g_autofree char *grids = g_strdup_printf ("%" G_GINT64_FORMAT, found->grids);
  g_autofree char *fine = g_strdup_printf (_ ("%s events, %s cases, %s grids: no problem was found.\n"), events, cases, grids);

  for (guint i = 0; i < found->problems->len; i++)
    {
      const WgProblem *problem = g_ptr_array_index (found->problems, i);

      wg_text_table_add (rows, problem->kind);
      wg_text_table_add (rows, problem->subject);
      wg_text_table_add (rows, problem->text);
    }
  return found->ok ? wg_command_call_print (call, fine, error) : wg_command_call_print_table (call, rows, error);
}

static void
show_progress (gint64 done, gint64 total, gpointer call)
{
  g_autofree char *counts = g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, done, total);
  g_autofree char *line = g_strdup_printf (_ ("Events checked: %s"), counts);

  wg_command_call_progress (call, done < total ? line : _ ("Events checked; reading the file to its end"));
}

static gboolean
run_verify (WgCommandCall *call, GError **error)
{
  g_autoptr (WgVerification) found = NULL;
  gboolean printed;

  wg_store_verify_async (call->store, wg_command_call_get_integer (call, "since", 0), show_progress, call, call->cancellable,
                         wg_command_call_ready, call);
  found = wg_store_verify_finish (call->store, wg_command_call_wait (call), error);
  wg_command_call_progress (call, NULL);
  if (found == NULL || !count_then (call, found, error))
    return FALSE;
  if (call->json)
    {
      write_verification (call->writer, found);
      printed = wg_command_call_end_line (call, error) && wg_command_call_flush (call, error);
    }
  else
    printed = print_verification (call, found, error);
  if (!printed || found->ok)
    return printed;
  call->answered = TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED, _ ("The database does not say the truth in %u places."), found->problems->len);
  return FALSE;
}

static const WgOption create_options[] = {
  { "name", WG_OPTION_TEXT, "NAME", N_ ("the name of the district") },
  { "code", WG_OPTION_TEXT, "CODE", N_ ("the code of the district") },
  { "timezone", WG_OPTION_TEXT, "ZONE", N_ ("the time zone of the district, as Asia/Shanghai") },
  { "crs", WG_OPTION_TEXT, "CRS", N_ ("how metres are computed: tmerc, or EPSG:N") },
  { NULL },
};

static const WgOption set_options[] = {
  { "name", WG_OPTION_TEXT, "NAME", N_ ("the name of the district") },
  { "code", WG_OPTION_TEXT, "CODE", N_ ("the code of the district") },
  { NULL },
};

static const WgOption verify_options[] = {
  { "since", WG_OPTION_INTEGER, "EVENT", N_ ("only events after this one; else all") },
  { NULL },
};

#define INFO_KEYS                                                                                                                 \
  "format,district:{code,name,timezone,crs},grids,cases,events,size_bytes,journal,synchronous,database,buildings,facilities,"      \
  "read_only"

const WgCommand wg_commands_database[] = {
  { "database", "create", NULL, 0, 0, WG_COMMAND_CREATES | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_ROLE_ADMIN | WG_ROLE_GIS, -1,
    "{" INFO_KEYS ",ok,id,state,version,event,warnings:[]}",
    N_ ("Make a database"), run_create, create_options },
  { "database", "set", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_ROLE_ADMIN | WG_ROLE_GIS, -1,
    "{" INFO_KEYS ",ok,id,state,version,event,warnings:[]}", N_ ("Say whose database it is: the name in the head of every paper"), run_set, set_options },
  { "database", "info", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{" INFO_KEYS "}", N_ ("Say what is in a database"), run_info, NULL },
  { "database", "backup", "OUT", 1, 1, WG_COMMAND_OPENS, 0, -1, "{" INFO_KEYS ",out}", N_ ("Write a copy of the database while work goes on"),
    run_backup, NULL },
  { "verify", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{ok,problems:[{kind,subject,text}],checked:{events,cases,grids}}",
    N_ ("Look whether the database says the truth"), run_verify, verify_options },
  { NULL },
};
