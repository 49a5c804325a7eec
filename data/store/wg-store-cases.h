/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"
#include "wg-backlog.h"
#include "wg-case-dossier.h"
#include "wg-case-query.h"
#include "wg-event.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_perform_async:
 * @act: the move; copied
 *
 * Makes one move in one transaction. #WgStore::changed follows.
 */
void wg_store_perform_async (
    WgStore *self, const WgAct *act, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_perform_finish:
 *
 * Returns: (transfer full): what it did, or %NULL with the refusal.
 */
WgActResult *wg_store_perform_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_cases_async:
 * @query: which; copied
 *
 * Lists cases, newest report first.
 */
void wg_store_list_cases_async (
    WgStore *self, const WgCaseQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_cases_finish:
 *
 * Returns: (transfer full) (element-type WgCaseRecord): the cases.
 */
GPtrArray *wg_store_list_cases_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_read_cases_async:
 * @ids: (array length=n_ids): ids of cases; copied
 *
 * Reads the present records of some cases, for a list that follows the news. Cases that are gone are left out.
 */
void wg_store_read_cases_async (WgStore *self,
                                const gint64 *ids,
                                gsize n_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *wg_store_read_cases_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * WgCaseReporter:
 *
 * @from_number: (nullable): the merged case that this reporter came with
 * @struck: whether that case was taken out again
 *
 * Who reported a case. Protected: only wg_store_load_case_async() reads it, and screens mask it.
 */
typedef struct
{
  int seq;
  gint64 at_ms;
  char *channel;
  gboolean anonymous;
  char *name;
  char *phone;
  char *from_number;
  gboolean struck;
} WgCaseReporter;

/**
 * WgCaseFile:
 * @record: the case
 * @events: (element-type WgEvent): its history, oldest first
 * @reporters: (element-type WgCaseReporter): who reported it
 * @dossier: what lies beside it
 * @grid_code: (nullable): its home grid in force
 * @near_grid: (nullable): the name of another grid whose border is near (15 m, a setting)
 * @near_metres: how far that border is; 0 where the two overlap
 * @appointed_ms: the appointed time of a visit, from when on its handling is counted, or %WG_NO_TIME
 * @class_unit: (nullable): the unit that cases of its class go to by default
 * @class_unit_id: its id, or %WG_NO_ID
 * @kept_limit: (nullable): the handling limit that its clock keeps from when it started, as people read it, when its class has
 *   another one now
 * @class_limit: (nullable): that other one
 * @unannounced: the first year that its handling clock runs into and whose holidays are not announced; 0 for none
 *
 * All that the detail pane and `case show` tell of one case.
 */
typedef struct
{
  WgCaseRecord *record;
  GPtrArray *events;
  GPtrArray *reporters;
  WgCaseDossier *dossier;
  char *grid_code;
  char *grid_name;
  char *near_grid;
  double near_metres;
  gint64 appointed_ms;
  char *class_unit;
  gint64 class_unit_id;
  char *kept_limit;
  char *class_limit;
  int unannounced;
} WgCaseFile;

void wg_case_file_free (WgCaseFile *self);

/**
 * wg_case_file_describe_limit:
 *
 * Returns: (transfer full): what has to be known of its limit, a line each: that it is not the one of its class any more, that
 *   holidays are not announced; empty for nothing.
 */
char *wg_case_file_describe_limit (const WgCaseFile *self);

void wg_store_load_case_async (
    WgStore *self, const char *number, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgCaseFile *wg_store_load_case_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_count_backlog_async:
 * @as_of_ms: the instant for "overdue", milliseconds UTC
 *
 * Counts open, overdue, suspended and all cases of every grid, rolled up along parents.
 */
void wg_store_count_backlog_async (
    WgStore *self, gint64 as_of_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_count_backlog_finish:
 *
 * Returns: (transfer full): the counts over the grids in force.
 */
WgBacklog *wg_store_count_backlog_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_events_async:
 * @since: only events after this id
 * @number: (nullable): only events of this case
 */
void wg_store_list_events_async (WgStore *self,
                                 gint64 since,
                                 const char *number,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *wg_store_list_events_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_work_list_cases:
 *
 * wg_store_list_cases_async() on a database thread.
 */
GPtrArray *wg_store_work_list_cases (WgStoreWork *work, const WgCaseQuery *query, GError **error);

/**
 * wg_store_work_place_file:
 * @grids: those in force at @at_ms
 *
 * Writes grid and border of @file, on a database thread.
 */
void wg_store_work_place_file (WgStoreWork *work, WgCaseFile *file, WgGridTree *grids, gint64 at_ms);

/**
 * wg_store_work_find_appointment:
 * @events: (element-type WgEvent): those of the case, the oldest first
 *
 * On a database thread. Returns: when somebody is to be visited for @record, or %WG_NO_TIME.
 */
gint64 wg_store_work_find_appointment (WgStoreWork *work, const WgCaseRecord *record, GPtrArray *events);

/**
 * wg_store_work_load_case:
 *
 * wg_store_load_case_async() on a database thread.
 */
WgCaseFile *wg_store_work_load_case (WgStoreWork *work, const char *number, GError **error);

/**
 * wg_store_work_count_backlog:
 *
 * The same recount on a database thread, for `verify` and for tests.
 */
WgBacklog *wg_store_work_count_backlog (WgStoreWork *work, gint64 as_of_ms, GError **error);

/**
 * wg_store_work_list_live:
 *
 * Returns: (transfer full) (element-type WgCaseRecord): every open case, suspended ones too, and every closed one of which
 *   somebody who reported is still to be called.
 */
GPtrArray *wg_store_work_list_live (WgStoreWork *work, GError **error);

/**
 * wg_store_find_event_async:
 * @key: an idempotency key
 *
 * Looks for the event that was written under @key.
 */
void wg_store_find_event_async (
    WgStore *self, const char *key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_find_event_finish:
 *
 * Returns: (transfer full): the event, or %NULL with %WG_ERROR_NOT_FOUND when the key was not used yet.
 */
WgEvent *wg_store_find_event_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseFile, wg_case_file_free)

G_END_DECLS
