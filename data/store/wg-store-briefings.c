/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "re-issuing prints those": figures are counted on a reader, in one look at the database, and kept by one small
 * transaction with their fingerprint. From then on nobody counts them again.
 */

#include "wg-store-briefings.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-grid-table.h"
#include "wg-store-indicators.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgPeriodKind kind;
  gint64 as_of_ms;
  WgRounding rounding;
} Make;

typedef struct
{
  gint64 operator_id;
  char *key;
  WgBriefing *briefing;
} Issue;

void
wg_briefing_free (WgBriefing *self)
{
  g_free (self->kind);
  g_free (self->figures);
  g_free (self->sha256);
  g_free (self);
}

static WgBriefing *
copy_briefing (const WgBriefing *self)
{
  WgBriefing *copy = g_memdup2 (self, sizeof *self);

  copy->kind = g_strdup (self->kind);
  copy->figures = g_strdup (self->figures);
  copy->sha256 = g_strdup (self->sha256);
  return copy;
}

/* --- Making --- */

static char *
read_district_name (WgStoreWork *work, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "district-read", "");
  char *name = NULL;

  if (row != NULL && wg_statement_step (row, error))
    name = wg_statement_dup_text (row, 2);
  if (row != NULL)
    wg_statement_reset (row);
  return name;
}

/* The grids of that time; where none were known yet, those of now: cases may be older than the file of their grids. */
static WgGridTree *
load_grids (WgStoreWork *work, gint64 *at_ms, GError **error)
{
  g_autoptr (WgGridTree) tree = wg_grid_table_load_at (work->connection, *at_ms, error);

  if (tree == NULL || wg_grid_tree_get_n_grids (tree) > 0)
    return g_steal_pointer (&tree);
  *at_ms = wg_clock_get_now (work->clock);
  g_clear_pointer (&tree, wg_grid_tree_unref);
  tree = wg_grid_table_load_at (work->connection, *at_ms, error);
  if (tree == NULL || wg_grid_tree_get_n_grids (tree) > 0)
    return g_steal_pointer (&tree);
  g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("There are no grids. “wangge import grids FILE” brings them in."));
  return NULL;
}

static gpointer
make_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Make *make = request;
  WgPeriod period = wg_briefing_get_period (make->kind, work->zone, make->as_of_ms);
  g_autofree char *district = read_district_name (work, error);
  gint64 grids_ms = make->as_of_ms;
  g_autoptr (WgGridTree) tree = district != NULL ? load_grids (work, &grids_ms, error) : NULL;
  g_autoptr (GPtrArray) histories = NULL;
  g_autoptr (JsonNode) figures = NULL;
  WgBriefing *briefing;
  gint64 last_event;

  last_event = tree != NULL ? wg_event_log_get_last_id (work->connection, error) : -1;
  histories = last_event >= 0 ? wg_store_work_load_histories (work, make->as_of_ms, cancellable, error) : NULL;
  if (histories == NULL)
    return NULL;
  figures = wg_briefing_make (&(WgBriefingRequest){ make->kind, period, work->zone, district, make->rounding, last_event, grids_ms, tree, histories },
                              cancellable, error);
  if (figures == NULL)
    return NULL;
  briefing = g_new0 (WgBriefing, 1);
  briefing->kind = g_strdup (wg_period_kind_to_nick (make->kind));
  briefing->as_of_ms = make->as_of_ms;
  briefing->last_event = last_event;
  briefing->figures = json_to_string (figures, FALSE);
  briefing->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, briefing->figures, -1);
  return briefing;
}

void
wg_store_make_briefing_async (WgStore *self,
                              WgPeriodKind kind,
                              gint64 as_of_ms,
                              WgRounding rounding,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Make make = { kind, as_of_ms, rounding };

  wg_store_read_async (self, make_work, g_memdup2 (&make, sizeof make), g_free, (GDestroyNotify) wg_briefing_free, cancellable, callback,
                       user_data);
}

WgBriefing *
wg_store_make_briefing_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Reading --- */

static WgBriefing *
read_row (WgStatement *row)
{
  WgBriefing *briefing = g_new0 (WgBriefing, 1);

  briefing->id = wg_statement_get_int64 (row, 0);
  briefing->kind = wg_statement_dup_text (row, 1);
  briefing->as_of_ms = wg_statement_get_int64 (row, 2);
  briefing->last_event = wg_statement_get_int64 (row, 3);
  briefing->figures = wg_statement_dup_text (row, 4);
  briefing->sha256 = wg_statement_dup_text (row, 5);
  return briefing;
}

static WgBriefing *
find_briefing (WgStoreWork *work, gint64 id, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "briefing-by-id", "ii", wg_connection_get_district (work->connection), id);
  g_autoptr (WgBriefing) briefing = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *sha256 = NULL;

  if (row == NULL)
    return NULL;
  if (wg_statement_step (row, &local))
    briefing = read_row (row);
  wg_statement_reset (row);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (briefing == NULL)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no briefing %s."), text);
      return NULL;
    }
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, briefing->figures, -1);
  if (g_str_equal (sha256, briefing->sha256))
    return g_steal_pointer (&briefing);
  g_set_error_literal (error, WG_ERROR, WG_ERROR_DAMAGED, _ ("The figures of this briefing are not those that were issued. It is not printed."));
  return NULL;
}

static gpointer
load_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return find_briefing (work, *(gint64 *) request, error);
}

void
wg_store_load_briefing_async (WgStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_work, g_memdup2 (&id, sizeof id), g_free, (GDestroyNotify) wg_briefing_free, cancellable, callback, user_data);
}

WgBriefing *
wg_store_load_briefing_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

static gpointer
list_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "briefing-list", "i", wg_connection_get_district (work->connection));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_briefing_free);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    g_ptr_array_add (list, read_row (row));
  wg_statement_reset (row);
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_list_briefings_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_work, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_list_briefings_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Issuing --- */

static void
issue_free (gpointer data)
{
  Issue *issue = data;

  g_free (issue->key);
  wg_briefing_free (issue->briefing);
  g_free (issue);
}

static gboolean
check_right (WgStoreWork *work, gint64 operator_id, GError **error)
{
  g_autoptr (WgActor) actor = wg_actor_load (work, operator_id, error);
  g_autofree char *roles = NULL;

  if (actor == NULL || actor->roles & WG_BRIEFING_ROLES)
    return actor != NULL;
  roles = wg_roles_to_text (WG_BRIEFING_ROLES);
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("Briefings are issued by: %s. Nothing was changed."), roles);
  return FALSE;
}

static WgEvent *
make_event (const Issue *issue)
{
  g_autoptr (WgFields) fields = wg_fields_new ();
  WgEvent *event = wg_event_new ();

  event->operator_id = issue->operator_id;
  event->subject = g_strdup ("briefing");
  event->verb = g_strdup ("issue");
  event->idem_key = issue->key != NULL ? g_strdup (issue->key) : g_uuid_string_random ();
  wg_fields_set_text (fields, "kind", issue->briefing->kind);
  wg_fields_set_int64 (fields, "as_of_ms", issue->briefing->as_of_ms);
  wg_fields_set_int64 (fields, "last_event", issue->briefing->last_event);
  wg_fields_set_text (fields, "sha256", issue->briefing->sha256);
  event->fields = wg_fields_to_json (fields);
  return event;
}

static gpointer
issue_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Issue *issue = request;
  const WgBriefing *made = issue->briefing;
  g_autoptr (WgEvent) event = make_event (issue), before = NULL;
  g_autoptr (GError) local = NULL;
  WgBriefing *issued;

  before = issue->key != NULL ? wg_event_log_find_by_key (work->connection, issue->key, &local) : NULL;
  if (before != NULL && g_str_equal (before->subject, "briefing"))
    return find_briefing (work, before->subject_id, error);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error) || !check_right (work, issue->operator_id, error))
    return NULL;
  event->subject_id = wg_grid_table_take_ids (work->connection, "briefing", 1, error);
  if (event->subject_id < 0
      || wg_connection_run (work->connection, error, "briefing-insert", "iisiiiiss", wg_connection_get_district (work->connection),
                            event->subject_id, made->kind, made->as_of_ms, event->at_ms, issue->operator_id, made->last_event, made->figures,
                            made->sha256)
             < 0
      || !wg_event_log_append (work->connection, event, error))
    return NULL;
  issued = copy_briefing (made);
  issued->id = event->subject_id;
  return issued;
}

void
wg_store_issue_briefing_async (WgStore *self,
                               gint64 operator_id,
                               const char *key,
                               const WgBriefing *briefing,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Issue *issue = g_new0 (Issue, 1);

  issue->operator_id = operator_id;
  issue->key = g_strdup (key);
  issue->briefing = copy_briefing (briefing);
  wg_store_write_async (self, issue_work, issue, issue_free, (GDestroyNotify) wg_briefing_free, cancellable, callback, user_data);
}

WgBriefing *
wg_store_issue_briefing_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
