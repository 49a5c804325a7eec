/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: other offices ask for the grids of a street or for yesterday's cases, in the format of their own program; what is given
 * to them is chosen field by field and remembered.
 */

#include "wg-command-call.h"

#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-store-export.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* Closed cases are for others to print: always GeoJSON when the name does not say otherwise. */
static gboolean
take_day (WgCommandCall *call, WgExportRequest *request, GError **error)
{
  const char *day = wg_command_call_get_text (call, "day");
  gint32 number;

  if (day == NULL || !wg_time_day_parse (day, &number))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Which day? Say it with --day YYYY-MM-DD."));
      return FALSE;
    }
  request->from_ms = wg_time_from_local (number, 0, call->zone);
  request->to_ms = wg_time_from_local (number + 1, 0, call->zone);
  if (strchr (request->form.out, '.') == NULL && request->form.format == NULL)
    request->form.format = g_strdup ("geojson");
  return TRUE;
}

static WgExportRequest *
make_request (WgCommandCall *call, GError **error)
{
  const char *fields = wg_command_call_get_text (call, "fields"), *out;
  g_autoptr (WgExportRequest) request = NULL;
  WgExportKind kind = WG_EXPORT_CLOSED;

  wg_export_kind_from_nick (call->command->verb, &kind); /* the verbs are the kinds */
  out = kind == WG_EXPORT_CLOSED ? wg_command_call_get_text (call, "out") : wg_command_call_get_argument (call, 0);
  if (out == NULL)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Where to? Name the file with --out."));
      return NULL;
    }
  request = wg_export_request_new (kind, out);
  request->form.format = g_strdup (wg_command_call_get_text (call, "format"));
  request->form.crs = g_strdup (wg_command_call_get_text (call, "crs"));
  request->form.encoding = g_strdup (wg_command_call_get_text (call, "encoding"));
  request->form.overwrites = call->yes;
  request->fields = fields != NULL ? g_strsplit (fields, ",", -1) : NULL;
  request->level = (int) CLAMP (wg_command_call_get_integer (call, "level", 0), 0, G_MAXINT);
  if (wg_command_call_has (call, "at"))
    request->at_ms = wg_command_call_get_now (call);
  request->key = g_strdup (wg_command_keys_get (call));
  request->operator_id = wg_command_call_find_operator (call, error);
  if (request->operator_id < 0 || (kind == WG_EXPORT_CLOSED && !take_day (call, request, error)))
    return NULL;
  return g_steal_pointer (&request);
}

static void
on_progress (gint64 done, gint64 total, gpointer call)
{
  g_autofree char *counts = g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, done, total);
  g_autofree char *line = g_strdup_printf (_ ("Writing: %s"), counts);

  wg_command_call_progress (call, line);
}

static gboolean
print (WgCommandCall *call, const char *out, gint64 rows, char **fields, gint64 event, GPtrArray *warnings, GError **error)
{
  g_autofree char *n_rows = g_strdup_printf ("%" G_GINT64_FORMAT, rows);
  g_autofree char *sentence = g_strdup_printf (_ ("%s: %s rows.\n"), out, n_rows);

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    wg_command_call_warn (call, g_ptr_array_index (warnings, i));
  if (!call->json)
    return wg_command_call_print (call, sentence, error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", TRUE);
  wg_json_writer_int (call->writer, "id", event);
  wg_json_writer_text (call->writer, "out", out);
  wg_json_writer_int (call->writer, "rows", rows);
  wg_json_writer_key (call->writer, "fields");
  wg_json_writer_add_texts (call->writer, (const char *const *) fields);
  wg_json_writer_text (call->writer, "state", NULL);
  wg_json_writer_int (call->writer, "version", G_MININT64);
  wg_json_writer_int (call->writer, "event", event);
  wg_json_writer_key (call->writer, "warnings");
  wg_json_writer_begin_array (call->writer);
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    wg_json_writer_add_text (call->writer, g_ptr_array_index (warnings, i));
  wg_json_writer_end_array (call->writer);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

/* What was exported under this key before is told again and not written again. */
static gboolean
print_again (WgCommandCall *call, const WgExportRequest *request, const WgEvent *event, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (event->fields, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fields = NULL;
  JsonArray *names;

  if (root == NULL)
    return FALSE;
  names = json_object_get_array_member (json_node_get_object (root), "fields");
  for (guint i = 0; i < json_array_get_length (names); i++)
    g_strv_builder_add (builder, json_array_get_string_element (names, i));
  fields = g_strv_builder_end (builder);
  return print (call, request->form.out, json_object_get_int_member (json_node_get_object (root), "rows"), fields, event->id, NULL, error);
}

static gboolean
run_export (WgCommandCall *call, GError **error)
{
  g_autoptr (WgExportRequest) request = make_request (call, error);
  g_autoptr (WgExportResult) result = NULL;
  g_autoptr (WgEvent) before = NULL;

  if (request == NULL || (wg_command_call_has (call, "key") && !wg_command_keys_find_event (call, "export", &before, error)))
    return FALSE;
  if (before != NULL)
    return print_again (call, request, before, error);
  wg_store_export_async (call->store, g_steal_pointer (&request), on_progress, call, call->cancellable, wg_command_call_ready, call);
  result = wg_store_export_finish (call->store, wg_command_call_wait (call), error);
  wg_command_call_progress (call, NULL);
  return result != NULL && print (call, result->out, result->rows, result->fields, result->event_id, result->warnings, error);
}

#define FORM_OPTIONS                                                                                                               \
  { "format", WG_OPTION_CHOICE, "shp|gpkg|geojson|kml|dxf|xlsx|csv", N_ ("the format, when the name does not end in it") },        \
  { "crs", WG_OPTION_TEXT, "EPSG:N", N_ ("the coordinates; else degrees of CGCS2000") },                                           \
  { "encoding", WG_OPTION_TEXT, "NAME", N_ ("UTF-8, or GB18030 for .shp and .csv") },                                              \
  { "fields", WG_OPTION_TEXT, "A,B,…", N_ ("the fields and their order; else all that are not personal") }

static const WgOption export_options[] = {
  FORM_OPTIONS,
  { "level", WG_OPTION_INTEGER, "N", N_ ("grids of this level; of cases and buildings, the grid of this level") },
  { NULL },
};

static const WgOption closed_options[] = {
  { "day", WG_OPTION_TEXT, "D", N_ ("the day on which they were closed") },
  { "out", WG_OPTION_TEXT, "FILE", N_ ("the file to write") },
  FORM_OPTIONS,
  { NULL },
};

#define EXPORT_FLAGS (WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED | WG_COMMAND_AS_OF)
#define EXPORT_SHAPE "{ok,id,out,rows,fields,state,version,event,warnings:[]}"
#define EXPORT(verb, help) { "export", verb, "OUT", 1, 1, EXPORT_FLAGS, 0, -1, EXPORT_SHAPE, help, run_export, export_options }

const WgCommand wg_commands_export[] = {
  EXPORT ("grids", N_ ("Write grids with their outlines into a file for others")),
  EXPORT ("buildings", N_ ("Write buildings with their outlines into a file for others")),
  EXPORT ("cases", N_ ("Write cases with their places into a file for others")),
  EXPORT ("persons", N_ ("Write keepers and workers into a file for others")),
  { "export", "closed", NULL, 0, 0, EXPORT_FLAGS, 0, -1, EXPORT_SHAPE, N_ ("Write the cases that were closed on a day, without any person"),
    run_export, closed_options },
  { NULL },
};
