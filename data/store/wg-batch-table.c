/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what an import was, and how its rows go away again without holding the lock for long: by windows of their ids, so
 * that a million rows of others are not looked through at each step.
 */

#include "wg-batch-table.h"

#include "wg-error.h"
#include "wg-import-report.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define WINDOW_IDS 10000

void
wg_batch_free (WgBatch *self)
{
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self->state);
  g_free (self->operator_name);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

static WgBatch *
read_batch (WgStatement *row)
{
  WgBatch *self = g_new0 (WgBatch, 1);

  self->id = wg_statement_get_int64 (row, 0);
  wg_import_kind_from_nick (wg_statement_get_text (row, 1), &self->kind);
  self->file_name = wg_statement_dup_text (row, 2);
  self->sha256 = wg_statement_dup_text (row, 3);
  self->state = wg_statement_dup_text (row, 4);
  self->read = wg_statement_get_int64 (row, 5);
  self->stored = wg_statement_get_int64 (row, 6);
  self->repaired = wg_statement_get_int64 (row, 7);
  self->merged = wg_statement_get_int64 (row, 8);
  self->updated = wg_statement_get_int64 (row, 9);
  self->unchanged = wg_statement_get_int64 (row, 10);
  self->refused = wg_statement_get_int64 (row, 11);
  self->outside = wg_statement_get_int64 (row, 12);
  self->operator_id = wg_statement_get_int64 (row, 13);
  self->started_ms = wg_statement_get_int64 (row, 14);
  self->operator_name = wg_statement_dup_text (row, 15);
  self->event_id = wg_statement_get_int64 (row, 16);
  self->published_ms = wg_statement_is_null (row, 17) ? G_MAXINT64 : wg_statement_get_int64 (row, 17);
  self->undone_ms = wg_statement_is_null (row, 18) ? G_MAXINT64 : wg_statement_get_int64 (row, 18);
  return self;
}

static GPtrArray *
read_batches (WgStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_batch_free);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (wg_statement_step (rows, &local))
    g_ptr_array_add (batches, read_batch (rows));
  if (local == NULL)
    return g_steal_pointer (&batches);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GPtrArray *
wg_batch_table_list (WgConnection *connection, GError **error)
{
  return read_batches (wg_connection_query (connection, error, "batch-list", "i", wg_connection_get_district (connection)),
                       error);
}

static WgImportFinding *
read_finding (WgStatement *row)
{
  WgImportFinding *finding
      = wg_import_finding_new (wg_statement_is_null (row, 1) ? 0 : wg_statement_get_int64 (row, 1),
                               wg_statement_get_text (row, 2), wg_statement_get_text (row, 3), wg_statement_get_text (row, 4));

  finding->has_place = !wg_statement_is_null (row, 5) && !wg_statement_is_null (row, 6);
  finding->lon = finding->has_place ? wg_statement_get_double (row, 5) : 0.0;
  finding->lat = finding->has_place ? wg_statement_get_double (row, 6) : 0.0;
  return finding;
}

static GPtrArray *
read_findings (WgConnection *connection, gint64 batch_id, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_finding_free);
  g_autoptr (GError) local = NULL;
  WgStatement *row
      = wg_connection_query (connection, error, "finding-list", "ii", wg_connection_get_district (connection), batch_id);

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    g_ptr_array_add (findings, read_finding (row));
  if (local == NULL)
    return g_steal_pointer (&findings);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* @row: one profile, or none. */
static GPtrArray *
read_decisions (WgStatement *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonNode *node = NULL;

  if (row == NULL)
    return NULL;
  if (wg_statement_step (row, &local))
    {
      root = json_from_string (wg_statement_get_text (row, 0), NULL);
      wg_statement_reset (row);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    node = json_object_get_member (json_node_get_object (root), "decisions");
  return wg_import_decisions_read (node);
}

GPtrArray *
wg_batch_table_list_decisions (WgConnection *connection, gint64 id, GError **error)
{
  return read_decisions (wg_connection_query (connection, error, "batch-profile", "ii", wg_connection_get_district (connection), id),
                         error);
}

GPtrArray *
wg_batch_table_list_earlier_decisions (WgConnection *connection, const char *sha256, WgImportKind kind, GError **error)
{
  return read_decisions (wg_connection_query (connection, error, "batch-profile-of-file", "iss",
                                              wg_connection_get_district (connection), sha256, wg_import_kind_to_nick (kind)),
                         error);
}

/* What was ignored then is told so. */
static gboolean
mark_findings (WgConnection *connection, const WgBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) decisions = wg_batch_table_list_decisions (connection, batch->id, error);

  if (decisions == NULL)
    return FALSE;
  wg_import_findings_mark (batch->findings, decisions);
  return TRUE;
}

WgBatch *
wg_batch_table_find (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (WgBatch) batch = NULL;

  batches = read_batches (
      wg_connection_query (connection, error, "batch-by-id", "ii", wg_connection_get_district (connection), id), error);
  if (batches == NULL)
    return NULL;
  if (batches->len == 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no import %s."), number);
      return NULL;
    }
  batch = g_ptr_array_steal_index (batches, 0);
  batch->findings = read_findings (connection, id, error);
  return batch->findings != NULL && mark_findings (connection, batch, error) ? g_steal_pointer (&batch) : NULL;
}

/* Clearing. */

typedef struct
{
  const char *range;
  const char *deletes[5]; /* in the order that references between tables ask for */
} ClearPlan;

static const ClearPlan plans[WG_N_IMPORT_KINDS] = {
  [WG_IMPORT_GRIDS] = { "batch-range-grids", { "batch-clear-grid-versions", "batch-clear-grids", NULL } },
  [WG_IMPORT_BUILDINGS] = { "batch-range-buildings", { "batch-clear-buildings", NULL } },
  [WG_IMPORT_CASES] = { "batch-range-cases", { "batch-clear-reporters", "batch-clear-hands", "batch-clear-clocks", "batch-clear-cases", NULL } },
  [WG_IMPORT_FACILITIES] = { "batch-range-facilities", { "batch-clear-facilities", NULL } },
  [WG_IMPORT_ROADS] = { "batch-range-base-lines", { "batch-clear-base-lines", NULL } },
  [WG_IMPORT_WATER] = { "batch-range-base-areas", { "batch-clear-base-areas", NULL } },
  [WG_IMPORT_GREEN] = { "batch-range-base-areas", { "batch-clear-base-areas", NULL } },
  [WG_IMPORT_AREAS] = { "batch-range-base-areas", { "batch-clear-base-areas", NULL } },
  [WG_IMPORT_PERSONS] = { "batch-range-persons", { NULL } }, /* they come and go whole */
};

static gboolean
measure (WgConnection *connection, WgBatchClearing *clearing, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (connection, error, plans[clearing->kind].range, "ii",
                                          wg_connection_get_district (connection), clearing->batch_id);

  if (row == NULL)
    return FALSE;
  clearing->next_id = 1;
  clearing->last_id = 0;
  if (wg_statement_step (row, &local) && !wg_statement_is_null (row, 0))
    {
      clearing->next_id = wg_statement_get_int64 (row, 0);
      clearing->last_id = wg_statement_get_int64 (row, 1);
    }
  wg_statement_reset (row);
  clearing->measured = local == NULL;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return clearing->measured;
}

static gboolean
delete_window (WgConnection *connection, WgBatchClearing *clearing, GError **error)
{
  const char *const *statement = plans[clearing->kind].deletes;
  gint64 end = clearing->next_id + WINDOW_IDS;

  for (; *statement != NULL; statement++)
    {
      if (wg_connection_run (connection, error, *statement, "iiii", wg_connection_get_district (connection),
                             clearing->batch_id, clearing->next_id, end)
          < 0)
        return FALSE;
    }
  clearing->next_id = end;
  return TRUE;
}

/* What is left when the rows are gone. */
static gboolean
finish_clearing (WgConnection *connection, WgBatchClearing *clearing, GError **error)
{
  static const char *const forgetting[] = { "batch-clear-findings", "batch-clear-self", NULL };
  static const char *const keeping[] = { "batch-clear-levels", "batch-clear-classes", "batch-cleared", NULL };
  const char *const *statement = clearing->forget ? forgetting : keeping;

  for (; *statement != NULL; statement++)
    {
      if (wg_connection_run (connection, error, *statement, "ii", wg_connection_get_district (connection), clearing->batch_id)
          < 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_batch_table_clear_step (WgConnection *connection, WgBatchClearing *clearing, gboolean *more, GError **error)
{
  gboolean good;

  if (!clearing->measured && !measure (connection, clearing, error))
    return FALSE;
  if (!wg_connection_begin (connection, TRUE, error))
    return FALSE;
  *more = clearing->next_id <= clearing->last_id;
  good = *more ? delete_window (connection, clearing, error) : finish_clearing (connection, clearing, error);
  if (good && wg_connection_commit (connection, error))
    return TRUE;
  wg_connection_rollback (connection);
  return FALSE;
}

/* Leftovers. */

static char *
get_owner (const char *profile)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (profile == NULL || !json_parser_load_from_data (parser, profile, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  return g_strdup (json_object_get_string_member_with_default (json_node_get_object (root), "owner", NULL));
}

static GArray *
find_leftovers (WgConnection *connection, GError **error)
{
  g_autoptr (GArray) leftovers = g_array_new (FALSE, FALSE, sizeof (WgBatchClearing));
  WgStatement *row = wg_connection_query (connection, error, "batch-leftovers", "i", wg_connection_get_district (connection));
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    {
      WgBatchClearing clearing = { .batch_id = wg_statement_get_int64 (row, 0), .forget = wg_statement_get_int64 (row, 4) == 0 };
      g_autofree char *owner = get_owner (wg_statement_get_text (row, 3));

      if (g_strcmp0 (wg_statement_get_text (row, 2), "loading") == 0 && wg_batch_owner_is_alive (owner))
        continue;
      if (wg_import_kind_from_nick (wg_statement_get_text (row, 1), &clearing.kind))
        g_array_append_val (leftovers, clearing);
    }
  if (local == NULL)
    return g_steal_pointer (&leftovers);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
wg_batch_table_clear_leftovers (WgConnection *connection, GError **error)
{
  g_autoptr (GArray) leftovers = find_leftovers (connection, error);

  if (leftovers == NULL)
    return FALSE;
  for (guint i = 0; i < leftovers->len; i++)
    {
      WgBatchClearing *clearing = &g_array_index (leftovers, WgBatchClearing, i);
      gboolean more = TRUE;

      /* From here on a loader that was not as dead as it seemed finds its batch closed and gives up. */
      if (wg_connection_run (connection, error, "batch-give-up", "ii", wg_connection_get_district (connection),
                             clearing->batch_id)
          < 0)
        return FALSE;
      while (more)
        {
          if (!wg_batch_table_clear_step (connection, clearing, &more, error))
            return FALSE;
        }
    }
  return TRUE;
}
