/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an import that was a mistake goes away as it came: at once for everybody, or not at all. Whatever was worked on
 * since would be lost with it, so that is asked first, and named.
 */

#include "wg-store-batches.h"

#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-grid-table.h"
#include "wg-import-cases-private.h"
#include "wg-import-homes.h"
#include "wg-import-persons-private.h"

#include <glib/gi18n-lib.h>

/* What speaks against it. */

typedef struct
{
  WgImportKind kind;
  const char *statement;
  const char *sentence; /* with the thing found */
} Blocker;

static const Blocker blockers[] = {
  { WG_IMPORT_CASES, "undo-blocked-case", N_ ("Case %s of this import was worked on since. Nothing was changed; the import stays.") },
  { WG_IMPORT_BUILDINGS, "undo-blocked-update", N_ ("The import of %s changed buildings that were there before. Nothing was changed; import the older file again with “update”.") },
  { WG_IMPORT_BUILDINGS, "undo-blocked-building", N_ ("Building %s of this import was used or changed since. Nothing was changed; the import stays.") },
  { WG_IMPORT_FACILITIES, "undo-blocked-update", N_ ("The import of %s changed facilities that were there before. Nothing was changed; import the older file again with “update”.") },
  { WG_IMPORT_FACILITIES, "undo-blocked-facility", N_ ("Facility %s of this import was changed since. Nothing was changed; the import stays.") },
  { WG_IMPORT_FACILITIES, "undo-blocked-facility-case", N_ ("Case %s names a facility of this import. Nothing was changed; the import stays.") },
  { WG_IMPORT_GRIDS, "undo-blocked-grid-redrawn", N_ ("Grid %s of this import was drawn anew since. Nothing was changed; undo that first.") },
  { WG_IMPORT_GRIDS, "undo-blocked-grid-child", N_ ("Grid %s lies below a grid of this import. Nothing was changed; undo its import first.") },
  { WG_IMPORT_GRIDS, "undo-blocked-grid-case", N_ ("Case %s was filed in a grid of this import. Nothing was changed; the import stays.") },
  { WG_IMPORT_GRIDS, "undo-blocked-grid-place", N_ ("%s was imported into a grid of this import. Nothing was changed; undo its import first.") },
  { WG_IMPORT_GRIDS, "undo-blocked-grid-people", N_ ("%s is bound to a grid of this import. Nothing was changed; the import stays.") },
  { WG_IMPORT_PERSONS, "undo-blocked-update", N_ ("The import of %s changed people who were there before. Nothing was changed; import the older file again with “update”.") },
  { WG_IMPORT_PERSONS, "undo-blocked-person", N_ ("%s of this import was used or changed since. Nothing was changed; the import stays.") },
};

static gboolean
is_free_of (WgStoreWork *work, gint64 batch_id, const Blocker *blocker, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, error, blocker->statement, "ii",
                                          wg_connection_get_district (work->connection), batch_id);
  gboolean blocked;

  if (row == NULL)
    return FALSE;
  blocked = wg_statement_step (row, &local);
  if (blocked)
    {
      g_autoptr (GString) text = g_string_new (_ (blocker->sentence));

      g_string_replace (text, "%s", wg_statement_get_text (row, 0), 1);
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, text->str);
    }
  wg_statement_reset (row);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return !blocked && local == NULL;
}

static gboolean
check_batch (WgStoreWork *work, const WgBatch *batch, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, batch->id);

  if (g_str_equal (batch->state, "loading"))
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Import %s is going on. Nothing was changed; stop it instead."), number);
  else if (!g_str_equal (batch->state, "published"))
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Import %s was undone before. Nothing was changed."), number);
  else
    {
      for (gsize i = 0; i < G_N_ELEMENTS (blockers); i++)
        {
          if (blockers[i].kind == batch->kind && !is_free_of (work, batch->id, &blockers[i], error))
            return FALSE;
        }
      return TRUE;
    }
  return FALSE;
}

/* Cases that it changed. */

static GArray *
list_changes (WgStoreWork *work, gint64 batch_id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, error, "undo-changed-cases", "ii",
                                          wg_connection_get_district (work->connection), batch_id);

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
revert_cases (WgStoreWork *work, const WgBatch *batch, gint64 operator_id, GError **error)
{
  g_autoptr (GArray) ids = list_changes (work, batch->id, error);
  g_autoptr (WgGridTree) grids = ids != NULL ? wg_store_work_get_grids (work, error) : NULL;

  if (grids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (WgEvent) change = wg_event_log_find (work->connection, g_array_index (ids, gint64, i), error);

      if (change == NULL || !wg_import_case_changes_revert (work, change, operator_id, grids, error))
        return FALSE;
    }
  return TRUE;
}

/* Grids that it brought or drew anew. */

typedef struct
{
  gint64 grid_id;
  gint64 valid_from_ms;
  gboolean brought;
} Version;

static GArray *
list_versions (WgStoreWork *work, gint64 batch_id, GError **error)
{
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (Version));
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, error, "undo-grid-versions", "ii",
                                          wg_connection_get_district (work->connection), batch_id);

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    {
      Version version = { wg_statement_get_int64 (row, 0), wg_statement_get_int64 (row, 1), wg_statement_get_int64 (row, 2) != 0 };

      g_array_append_val (versions, version);
    }
  if (local == NULL)
    return g_steal_pointer (&versions);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
remove_versions (WgStoreWork *work, gint64 batch_id, GArray *versions, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);

  if (wg_connection_run (work->connection, error, "undo-delete-versions", "ii", district_id, batch_id) < 0)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const Version *version = &g_array_index (versions, Version, i);
      gint64 changed = version->brought
                           ? wg_connection_run (work->connection, error, "undo-delete-grid", "ii", district_id, version->grid_id)
                           : wg_connection_run (work->connection, error, "undo-reopen-version", "iii", district_id,
                                                version->grid_id, version->valid_from_ms);

      if (changed < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_grids (WgStoreWork *work, const WgBatch *batch, WgFields *fields, GError **error)
{
  g_autoptr (GArray) versions = list_versions (work, batch->id, error);
  g_autoptr (GHashTable) removed = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (WgGridTree) grids = NULL;
  WgImportRefit refit = { .removed_grids = removed };
  WgImportMoves moves = { 0 };

  /* A level that came with it goes with it: whoever has the grids of before has its levels, too. */
  if (versions == NULL || !remove_versions (work, batch->id, versions, error)
      || wg_connection_run (work->connection, error, "batch-clear-levels", "ii", wg_connection_get_district (work->connection), batch->id) < 0)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      if (g_array_index (versions, Version, i).brought)
        g_hash_table_add (removed, &g_array_index (versions, Version, i).grid_id);
    }
  grids = wg_grid_table_load (work->connection, error);
  refit.grids = grids;
  if (grids == NULL || !wg_import_homes_refit (work, &refit, &moves, error))
    return FALSE;
  wg_fields_set_int64 (fields, "rehomed_cases", moves.cases);
  wg_fields_set_int64 (fields, "rehomed_buildings", moves.buildings);
  wg_fields_set_int64 (fields, "rehomed_facilities", moves.facilities);
  return TRUE;
}

/* People: few enough to go at once, so that nobody is sent who is about to go. */
static gboolean
remove_persons (WgStoreWork *work, gint64 batch_id, gint64 operator_id, GError **error)
{
  static const char *const statements[]
      = { "undo-delete-posts", "undo-delete-positions", "person-undo-phones", "undo-delete-persons" };

  if (!wg_import_chiefs_withdraw (work, batch_id, operator_id, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      if (wg_connection_run (work->connection, error, statements[i], "ii", wg_connection_get_district (work->connection), batch_id) < 0)
        return FALSE;
    }
  return TRUE;
}

/* The transaction. */

typedef struct
{
  WgStore *store;
  GTask *task;
  gint64 batch_id;
  gint64 operator_id;
  gboolean hidden;
  char *key;
  gboolean more;
  WgBatchClearing clearing;
} Undoing;

static gboolean
log_undo (Undoing *self, WgStoreWork *work, const WgBatch *batch, WgFields *fields, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();

  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return FALSE;
  event->operator_id = self->operator_id;
  event->subject = g_strdup ("batch");
  event->subject_id = batch->id;
  event->verb = g_strdup ("undo");
  event->undoes_id = batch->event_id;
  event->batch_id = batch->id;
  event->idem_key = g_strdup (self->key);
  wg_fields_set_text (fields, "kind", wg_import_kind_to_nick (batch->kind));
  wg_fields_set_text (fields, "file", batch->file_name);
  wg_fields_set_int64 (fields, "stored", batch->stored);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (work->connection, event, error);
}

static gboolean
hide (Undoing *self, WgStoreWork *work, GError **error)
{
  g_autoptr (WgBatch) batch = wg_batch_table_find (work->connection, self->batch_id, error);
  g_autoptr (WgFields) fields = wg_fields_new ();

  if (batch == NULL || !check_batch (work, batch, error))
    return FALSE;
  self->clearing = (WgBatchClearing){ .batch_id = batch->id, .kind = batch->kind };
  if (batch->kind == WG_IMPORT_CASES && !revert_cases (work, batch, self->operator_id, error))
    return FALSE;
  if (wg_connection_run (work->connection, error, "batch-undo", "ii", wg_connection_get_district (work->connection), batch->id)
      < 0)
    return FALSE;
  if (batch->kind == WG_IMPORT_GRIDS && !remove_grids (work, batch, fields, error))
    return FALSE;
  if (batch->kind == WG_IMPORT_PERSONS && !remove_persons (work, batch->id, self->operator_id, error))
    return FALSE;
  return log_undo (self, work, batch, fields, error);
}

static gboolean
hide_in_transaction (Undoing *self, WgStoreWork *work, GError **error)
{
  if (!wg_import_check_operator (work, self->operator_id, error) || !wg_connection_begin (work->connection, TRUE, error))
    return FALSE;
  if (hide (self, work, error) && wg_connection_commit (work->connection, error))
    return TRUE;
  wg_connection_rollback (work->connection);
  return FALSE;
}

/* Returns the batch when everything is done. */
static gpointer
step (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  Undoing *self = request;

  if (!self->hidden)
    {
      if (!hide_in_transaction (self, work, error))
        return NULL;
      self->hidden = self->more = TRUE;
    }
  else if (!wg_batch_table_clear_step (work->connection, &self->clearing, &self->more, error))
    return NULL;
  return wg_batch_table_find (work->connection, self->batch_id, error);
}

static void
undoing_free (Undoing *self)
{
  g_object_unref (self->task);
  g_object_unref (self->store);
  g_free (self->key);
  g_free (self);
}

static void
on_step_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  Undoing *self = data;
  GError *error = NULL;
  g_autoptr (WgBatch) batch = wg_store_work_finish (self->store, result, &error);

  if (batch != NULL && self->more)
    {
      wg_store_write_steps_async (self->store, step, self, NULL, (GDestroyNotify) wg_batch_free, NULL, on_step_ended, self);
      return;
    }
  if (batch != NULL)
    g_task_return_pointer (self->task, g_steal_pointer (&batch), (GDestroyNotify) wg_batch_free);
  else
    g_task_return_error (self->task, error);
  undoing_free (self);
}

void
wg_store_undo_import_async (WgStore *self,
                            gint64 batch_id,
                            gint64 operator_id,
                            const char *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Undoing *undoing = g_new0 (Undoing, 1);

  undoing->store = g_object_ref (self);
  undoing->task = g_task_new (self, NULL, callback, user_data);
  undoing->batch_id = batch_id;
  undoing->operator_id = operator_id;
  undoing->key = g_strdup (key);
  wg_store_write_steps_async (self, step, undoing, NULL, (GDestroyNotify) wg_batch_free, cancellable, on_step_ended, undoing);
}

WgBatch *
wg_store_undo_import_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
