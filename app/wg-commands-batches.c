/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an import is remembered as a whole, can be looked at afterwards with everything that was found, and taken back. */

#include "wg-command-import.h"

#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-import-report.h"
#include "wg-store-batches.h"
#include "wg-time.h"

#include <glib/gi18n.h>

static void
write_keys (WgJsonWriter *out, const WgBatch *batch)
{
  wg_json_writer_int (out, "batch", batch->id);
  wg_json_writer_text (out, "kind", wg_import_kind_to_nick (batch->kind));
  wg_json_writer_text (out, "file", batch->file_name);
  wg_json_writer_text (out, "state", batch->state);
  wg_json_writer_int (out, "read", batch->read);
  wg_json_writer_int (out, "stored", batch->stored);
  wg_json_writer_int (out, "repaired", batch->repaired);
  wg_json_writer_int (out, "refused", batch->refused);
  wg_json_writer_int (out, "merged", batch->merged);
  wg_json_writer_int (out, "updated", batch->updated);
  wg_json_writer_int (out, "unchanged", batch->unchanged);
  wg_json_writer_int (out, "outside", batch->outside);
  wg_json_writer_text (out, "who", batch->operator_name);
  wg_json_writer_time (out, "started", batch->started_ms);
  wg_json_writer_text (out, "sha256", batch->sha256);
}

static const char *
get_kind_label (WgImportKind kind)
{
  switch (kind)
    {
    case WG_IMPORT_GRIDS:
      return C_ ("import kind", "grids");
    case WG_IMPORT_BUILDINGS:
      return C_ ("import kind", "buildings");
    case WG_IMPORT_CASES:
      return C_ ("import kind", "cases");
    case WG_IMPORT_ROADS:
      return C_ ("import kind", "roads");
    case WG_IMPORT_WATER:
      return C_ ("import kind", "water");
    case WG_IMPORT_GREEN:
      return C_ ("import kind", "green");
    case WG_IMPORT_AREAS:
      return C_ ("import kind", "areas");
    case WG_IMPORT_PERSONS:
      return C_ ("import kind", "people");
    default:
      return C_ ("import kind", "facilities");
    }
}

static const char *
get_state_label (const char *state)
{
  if (g_strcmp0 (state, "published") == 0)
    return C_ ("batch state", "imported");
  return g_strcmp0 (state, "undone") == 0 ? C_ ("batch state", "undone") : C_ ("batch state", "loading");
}

static WgTextTable *
new_table (void)
{
  const char *const titles[] = { C_ ("column", "Import"), C_ ("column", "Kind"),    C_ ("column", "State"), C_ ("column", "Read"),
                                 C_ ("column", "Stored"), C_ ("column", "Refused"), C_ ("column", "When"),  C_ ("column", "Who"),
                                 C_ ("column", "File") };

  return wg_text_table_new ("rllrrrlll", titles);
}

static void
add_row (WgTextTable *rows, const WgBatch *batch, GTimeZone *zone, gint64 now_ms)
{
  g_autofree char *at = wg_time_format_local (batch->started_ms, zone, now_ms, WG_TIME_SHORT);

  wg_text_table_add_int (rows, batch->id);
  wg_text_table_add (rows, get_kind_label (batch->kind));
  wg_text_table_add (rows, get_state_label (batch->state));
  wg_text_table_add_int (rows, batch->read);
  wg_text_table_add_int (rows, batch->stored);
  wg_text_table_add_int (rows, batch->refused);
  wg_text_table_add (rows, at);
  wg_text_table_add (rows, wg_operator_name_get_label (batch->operator_name));
  wg_text_table_add (rows, batch->file_name);
}

/* As of the time that was asked for: whether @batch was there, and then in its state of then. */
static gboolean
look_back (WgCommandCall *call, WgBatch *batch)
{
  gint64 at_ms = wg_command_call_get_now (call);

  if (!wg_command_call_has (call, "at"))
    return TRUE;
  if (batch->published_ms > at_ms)
    return FALSE;
  if (batch->undone_ms > at_ms)
    {
      g_free (batch->state);
      batch->state = g_strdup ("published");
    }
  return TRUE;
}

/* The list. */

static gboolean
run_batches (WgCommandCall *call, GError **error)
{
  g_autoptr (WgTextTable) rows = new_table ();
  g_autoptr (GPtrArray) batches = NULL;
  gint64 now_ms = wg_command_call_get_now (call);

  wg_store_list_batches_async (call->store, call->cancellable, wg_command_call_ready, call);
  batches = wg_store_list_batches_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; batches != NULL && i < batches->len; i++)
    {
      WgBatch *batch = g_ptr_array_index (batches, i);

      if (!look_back (call, batch))
        continue;
      if (!call->json)
        {
          add_row (rows, batch, call->zone, now_ms);
          continue;
        }
      wg_json_writer_begin_object (call->writer);
      write_keys (call->writer, batch);
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return batches != NULL && wg_command_call_print_table (call, rows, error);
}

/* One. */

static void
set_not_found (const char *text, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no import “%s”. “wangge batches” lists those there are."), text);
}

static gboolean
take_id (WgCommandCall *call, gint64 *id, GError **error)
{
  const char *text = wg_command_call_get_argument (call, 0);
  char *end = NULL;

  *id = g_ascii_strtoll (text, &end, 10);
  if (*text != '\0' && *end == '\0')
    return TRUE;
  set_not_found (text, error);
  return FALSE;
}

static gboolean
print_text (WgCommandCall *call, const WgBatch *batch, GError **error)
{
  const char *const titles[] = { C_ ("column", "Feature"), C_ ("column", "Outcome"), C_ ("column", "Rule"), C_ ("column", "What") };
  g_autoptr (WgTextTable) rows = new_table ();
  g_autoptr (WgTextTable) findings = wg_text_table_new ("rlll", titles);

  add_row (rows, batch, call->zone, wg_command_call_get_now (call));
  for (guint i = 0; batch->findings != NULL && i < batch->findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (batch->findings, i);

      wg_text_table_add_int (findings, finding->feature > 0 ? finding->feature : G_MININT64);
      wg_text_table_add (findings, finding->outcome);
      wg_text_table_add (findings, finding->rule);
      wg_text_table_add (findings, finding->text);
    }
  return wg_command_call_print_table (call, rows, error) && wg_command_call_print_table (call, findings, error);
}

static gboolean
run_show (WgCommandCall *call, GError **error)
{
  g_autoptr (WgBatch) batch = NULL;
  gint64 id;

  if (!take_id (call, &id, error))
    return FALSE;
  wg_store_load_batch_async (call->store, id, call->cancellable, wg_command_call_ready, call);
  batch = wg_store_load_batch_finish (call->store, wg_command_call_wait (call), error);
  if (batch == NULL)
    return FALSE;
  if (!look_back (call, batch))
    {
      set_not_found (wg_command_call_get_argument (call, 0), error);
      return FALSE;
    }
  if (!call->json)
    return print_text (call, batch, error);
  wg_json_writer_begin_object (call->writer);
  write_keys (call->writer, batch);
  wg_command_import_write_findings (call->writer, batch->findings);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static WgBatch *
undo (WgCommandCall *call, GError **error)
{
  g_autoptr (WgEvent) before = NULL;
  gint64 operator_id;
  gint64 id;

  if (!wg_command_keys_find_event (call, "batch", &before, error))
    return NULL;
  if (before != NULL)
    {
      wg_store_load_batch_async (call->store, before->subject_id, call->cancellable, wg_command_call_ready, call);
      return wg_store_load_batch_finish (call->store, wg_command_call_wait (call), error);
    }
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0 || !take_id (call, &id, error))
    return NULL;
  wg_store_undo_import_async (call->store, id, operator_id, wg_command_keys_get (call), call->cancellable, wg_command_call_ready, call);
  return wg_store_undo_import_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
run_undo (WgCommandCall *call, GError **error)
{
  g_autoptr (WgBatch) batch = undo (call, error);

  if (batch == NULL)
    return FALSE;
  if (!call->json)
    return print_text (call, batch, error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", TRUE);
  wg_json_writer_int (call->writer, "id", batch->id);
  write_keys (call->writer, batch);
  wg_json_writer_int (call->writer, "version", G_MININT64);
  wg_json_writer_int (call->writer, "event", batch->event_id);
  wg_json_writer_key (call->writer, "warnings");
  wg_json_writer_add_texts (call->writer, NULL);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

#define BATCH_KEYS "batch,kind,file,state,read,stored,repaired,refused,merged,updated,unchanged,outside,who,started,sha256"

const WgCommand wg_commands_batches[] = {
  { "batches", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{" BATCH_KEYS "}", N_ ("List what was imported"), run_batches, NULL },
  { "batch", "show", "ID", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{" BATCH_KEYS ",findings:[{feature,rule,outcome,text,lon,lat,ignored}]}",
    N_ ("Show an import with what was found in its file"), run_show, NULL },
  { "batch", "undo", "ID", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_ROLE_GIS | WG_ROLE_DUTY, -1,
    "{ok,id," BATCH_KEYS ",version,event,warnings:[]}", N_ ("Take an import back"), run_undo, NULL },
  { NULL },
};
