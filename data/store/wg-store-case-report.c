/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is printed of a case is taken at one moment, in one transaction: a sheet whose history and clocks are of two
 * moments proves nothing.
 */

#include "wg-store-case-report.h"

#include "wg-event-text.h"
#include "wg-store-as-of.h"
#include "wg-store-clocks.h"

void
wg_case_report_free (WgCaseReport *self)
{
  g_clear_pointer (&self->file, wg_case_file_free);
  g_clear_pointer (&self->ledgers, g_ptr_array_unref);
  g_clear_pointer (&self->evidence, wg_case_evidence_free);
  g_clear_pointer (&self->persons, g_hash_table_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_free (self->class_name);
  g_free (self);
}

static const char *
find_person (gint64 id, gpointer data)
{
  return g_hash_table_lookup (((const WgCaseReport *) data)->persons, &id);
}

static const char *
find_unit (gint64 id, gpointer data)
{
  return g_hash_table_lookup (((const WgCaseReport *) data)->units, &id);
}

char *
wg_case_report_tell (const WgCaseReport *self, WgWorkflow *workflow, const WgEvent *event)
{
  const WgEventNames names = { find_person, find_unit, (gpointer) self, self->class_name, wg_route_get_label (self->file->record->route) };

  return wg_event_text_format (event, workflow, &names);
}

/* Loading. */

static void
read_names (WgStoreWork *work, GHashTable *names, const char *statement, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      WgStatement *row;

      if (id == G_MININT64 || g_hash_table_contains (names, &id))
        continue;
      /* Without a name the sentence goes on with the number, which is the truth as well. */
      row = wg_connection_query (work->connection, NULL, statement, "ii", wg_connection_get_district (work->connection), id);
      if (row != NULL && wg_statement_step (row, NULL))
        g_hash_table_insert (names, g_memdup2 (&id, sizeof id), wg_statement_dup_text (row, 0));
      if (row != NULL)
        wg_statement_reset (row);
    }
}

static void
read_all_names (WgStoreWork *work, WgCaseReport *self)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64)), units = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->file->events->len; i++)
    wg_event_text_list_persons (g_ptr_array_index (self->file->events, i), persons, units);
  self->persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  read_names (work, self->persons, "person-name", persons);
  read_names (work, self->units, "unit-name", units);
}

typedef struct
{
  char *number;
  gint64 at_ms;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->number);
  g_free (data);
}

static gpointer
load (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (WgCaseReport) self = g_new0 (WgCaseReport, 1);
  gboolean present = request->at_ms == G_MININT64;
  const WgCaseRecord *record;

  self->at_ms = present ? wg_clock_get_now (work->clock) : request->at_ms;
  self->file = present ? wg_store_work_load_case (work, request->number, error)
                       : wg_store_work_load_case_at (work, request->number, request->at_ms, error);
  if (self->file == NULL)
    return NULL;
  record = self->file->record;
  self->class_name = wg_class_catalogue_format_of_case (record->class_code, record->class_text);
  self->ledgers = wg_store_work_list_clocks (work, record->id, NULL, self->at_ms, error);
  if (self->ledgers == NULL)
    return NULL;
  if (wg_case_record_has_place (record))
    {
      self->evidence = wg_case_evidence_load (work, record, self->at_ms, error);
      if (self->evidence == NULL)
        return NULL;
    }
  read_all_names (work, self);
  return g_steal_pointer (&self);
}

void
wg_store_load_case_report_async (
    WgStore *self, const char *number, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const Request request = { g_strdup (number), at_ms };

  wg_store_read_async (self, load, g_memdup2 (&request, sizeof request), request_free, (GDestroyNotify) wg_case_report_free, cancellable,
                       callback, user_data);
}

WgCaseReport *
wg_store_load_case_report_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
