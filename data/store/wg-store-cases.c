/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the verbs of the store that deal with cases: making a move, listing, showing one, counting the backlog. */

#include "wg-store-cases.h"

#include "wg-calendar-table.h"
#include "wg-case-clocks.h"
#include "wg-case-moves.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-event-log.h"
#include "wg-office-hours.h"
#include "wg-search-text.h"
#include "wg-store-settings.h"
#include "wg-store-search.h"

#include <glib/gi18n-lib.h>

/* So many texts are compared with what is typed before it is asked whether that is enough. */
#define LOOKED_AT_ONCE 64
/* What is common is among the newest of all, so these are looked at before the index is asked for everything. */
#define NEWEST 1500
#define MOST_PROPOSED 20000

static WgOfficeHours *
read_hours (WgStoreWork *work, GError **error)
{
  g_autoptr (WgCalendar) calendar = wg_store_work_get_calendar (work, error);

  return calendar != NULL ? wg_office_hours_of (calendar, wg_clock_get_now (work->clock)) : NULL;
}

/* When the clocks of @records run. */
static gboolean
tell_hours (WgStoreWork *work, GPtrArray *records, GError **error)
{
  g_autoptr (WgOfficeHours) hours = read_hours (work, error);

  for (guint i = 0; hours != NULL && i < records->len; i++)
    wg_case_record_set_office_hours (g_ptr_array_index (records, i), hours);
  return hours != NULL;
}

/* Moves. */

static gpointer
perform (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_case_moves_perform (work, request, error);
}

void
wg_store_perform_async (
    WgStore *self, const WgAct *act, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_write_async (self, perform, wg_act_copy (act), (GDestroyNotify) wg_act_free,
                        (GDestroyNotify) wg_act_result_free, cancellable, callback, user_data);
}

WgActResult *
wg_store_perform_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Lists. */

/* @among: (nullable): a JSON array of ids, the only ones that come into question */
static WgStatement *
bind_query (WgStoreWork *work, const WgCaseQuery *query, const char *folded, const char *among, GError **error)
{
  gint64 open = query->only_open || query->only_overdue ? 1 : query->only_live ? 2 : WG_NULL_ID;
  WgStatement *statement = wg_connection_prepare (work->connection, among != NULL ? "case-list-among" : "case-list", error);

  if (statement != NULL)
    wg_statement_bind (statement, among != NULL ? "isisiiiisiiiiis" : "isisiiiisiiiii", wg_connection_get_district (work->connection),
                       query->state >= 0 ? wg_case_state_to_nick ((WgCaseState) query->state) : NULL, open,
                       query->class_code, query->from_ms, query->to_ms, query->person_id, query->unit_id, folded,
                       query->only_overdue ? query->as_of_ms : WG_NULL_ID, query->only_outside ? (gint64) 1 : WG_NULL_ID,
                       (gint64) (folded != NULL && wg_search_may_be_pinyin (folded)), query->only_unsatisfied ? (gint64) 1 : WG_NULL_ID,
                       query->only_hard ? (gint64) 1 : WG_NULL_ID, among);
  return statement;
}

typedef struct
{
  WgGridTree *grids;
  guint top;
} GridFilter;

static gboolean
prepare_filter (WgStoreWork *work, const WgCaseQuery *query, GridFilter *filter, GError **error)
{
  filter->top = WG_GRID_NONE;
  filter->grids = NULL;
  if (query->grid_code == NULL)
    return TRUE;
  filter->grids = wg_store_work_get_grids (work, error);
  if (filter->grids == NULL)
    return FALSE;
  filter->top = wg_grid_tree_find_by_code (filter->grids, query->grid_code);
  if (filter->top != WG_GRID_NONE)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s in force."), query->grid_code);
  return FALSE;
}

static gboolean
passes (const GridFilter *filter, const WgCaseRecord *record)
{
  guint grid;

  if (filter->grids == NULL)
    return TRUE;
  if (record->grid_id == WG_NO_ID)
    return FALSE;
  grid = wg_grid_tree_find_by_id (filter->grids, record->grid_id);
  return grid != WG_GRID_NONE && wg_grid_tree_is_below (filter->grids, grid, filter->top);
}

static gboolean
is_enough (const WgCaseQuery *query, GPtrArray *records)
{
  return query->limit > 0 && records->len >= query->limit;
}

/* Adds what a statement finds until there is enough. */
static gboolean
take_rows (WgStatement *row, const WgCaseQuery *query, const GridFilter *filter, GPtrArray *records, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (!is_enough (query, records) && wg_statement_step (row, &local))
    {
      g_autoptr (WgCaseRecord) record = wg_case_table_read_row (row);

      if (passes (filter, record))
        g_ptr_array_add (records, g_steal_pointer (&record));
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Adds the ids that a statement finds. */
static gboolean
take_ids (WgStatement *row, GArray *ids, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static char *
join_ids (GArray *ids, guint from, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < MIN (from + n, ids->len); i++)
    wg_id_list_add (text, g_array_index (ids, gint64, i));
  return wg_id_list_end (text);
}

/* The texts of a few at a time, in the order of the answer: the first ones are mostly enough. */
static gboolean
take_among (
    WgStoreWork *work, const WgCaseQuery *query, const char *folded, GArray *ids, const GridFilter *filter, GPtrArray *records, GError **error)
{
  guint n = query->limit > 0 ? MAX (query->limit, LOOKED_AT_ONCE) : MAX (ids->len, 1);

  for (guint from = 0; from < ids->len && !is_enough (query, records); from += n)
    {
      g_autofree char *some = join_ids (ids, from, n);

      if (!take_rows (bind_query (work, query, folded, some, error), query, filter, records, error))
        return FALSE;
    }
  return TRUE;
}

/* @all: (out): whether there are no more cases than those that were looked at */
static gboolean
take_newest (
    WgStoreWork *work, const WgCaseQuery *query, const char *folded, const GridFilter *filter, GPtrArray *records, gboolean *all, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!take_ids (wg_connection_query (work->connection, error, "case-newest", "ii", wg_connection_get_district (work->connection), (gint64) NEWEST),
                 ids, error))
    return FALSE;
  *all = ids->len < NEWEST;
  return take_among (work, query, folded, ids, filter, records, error);
}

static gboolean
take_matching (
    WgStoreWork *work, const WgCaseQuery *query, const char *folded, const GridFilter *filter, GPtrArray *records, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  g_autofree char *proposed = NULL;
  gboolean all = FALSE;

  if (query->limit > 0 && !take_newest (work, query, folded, filter, records, &all, error))
    return FALSE;
  if (all || is_enough (query, records))
    return TRUE;
  g_ptr_array_set_size (records, 0);
  proposed = wg_store_work_propose (work, WG_SEARCH_CASES, folded, MOST_PROPOSED, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (proposed == NULL)
    return take_rows (bind_query (work, query, folded, NULL, error), query, filter, records, error);
  return take_ids (wg_connection_query (work->connection, error, "case-order-among", "is", wg_connection_get_district (work->connection), proposed),
                   ids, error)
         && take_among (work, query, folded, ids, filter, records, error);
}

GPtrArray *
wg_store_work_list_cases (WgStoreWork *work, const WgCaseQuery *query, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autofree char *folded = query->text != NULL ? wg_search_fold (query->text) : NULL;
  GridFilter filter;
  gboolean good = prepare_filter (work, query, &filter, error);

  if (good && folded != NULL)
    good = take_matching (work, query, folded, &filter, records, error);
  else if (good)
    good = take_rows (bind_query (work, query, NULL, NULL, error), query, &filter, records, error);
  g_clear_pointer (&filter.grids, wg_grid_tree_unref);
  return good && tell_hours (work, records, error) ? g_steal_pointer (&records) : NULL;
}

static gpointer
list_cases (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_store_work_list_cases (work, request, error);
}

void
wg_store_list_cases_async (
    WgStore *self, const WgCaseQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_cases, wg_case_query_copy (query), (GDestroyNotify) wg_case_query_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_list_cases_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

GPtrArray *
wg_store_work_list_live (WgStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) records = wg_case_table_read_all (
      wg_connection_query (work->connection, error, "case-list-live", "i", wg_connection_get_district (work->connection)), error);

  return records != NULL && tell_hours (work, records, error) ? g_steal_pointer (&records) : NULL;
}

static gpointer
read_cases (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  GArray *ids = request;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) local = NULL;
      WgCaseRecord *record = wg_case_table_find_by_id (work->connection, g_array_index (ids, gint64, i), &local);

      if (record != NULL)
        {
          wg_case_record_calm (record);
          g_ptr_array_add (records, record);
        }
      else if (!g_error_matches (local, WG_ERROR, WG_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return tell_hours (work, records, error) ? g_steal_pointer (&records) : NULL;
}

void
wg_store_read_cases_async (WgStore *self,
                           const gint64 *ids,
                           gsize n_ids,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (copy, ids, (guint) n_ids);
  wg_store_read_async (self, read_cases, copy, (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                       cancellable, callback, user_data);
}

GPtrArray *
wg_store_read_cases_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* One case. */

static void
reporter_free (gpointer data)
{
  WgCaseReporter *reporter = data;

  g_free (reporter->channel);
  g_free (reporter->name);
  g_free (reporter->phone);
  g_free (reporter->from_number);
  g_free (reporter);
}

void
wg_case_file_free (WgCaseFile *self)
{
  g_clear_pointer (&self->record, wg_case_record_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->reporters, g_ptr_array_unref);
  g_clear_pointer (&self->dossier, wg_case_dossier_free);
  g_free (self->grid_code);
  g_free (self->grid_name);
  g_free (self->near_grid);
  g_free (self->class_unit);
  g_free (self->kept_limit);
  g_free (self->class_limit);
  g_free (self);
}

char *
wg_case_file_describe_limit (const WgCaseFile *self)
{
  GString *text = g_string_new (NULL);

  if (self->kept_limit != NULL)
    g_string_append_printf (text, _ ("Keeps the limit of %s that its clock started with; the class has %s now"), self->kept_limit,
                            self->class_limit);
  if (self->unannounced != 0)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text, _ ("▲ Its time runs into %d, whose holidays are not announced: Monday to Friday count as working days"),
                              self->unannounced);
    }
  return g_string_free (text, FALSE);
}

static GPtrArray *
load_reporters (WgStoreWork *work, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) reporters = g_ptr_array_new_with_free_func (reporter_free);
  WgStatement *row = wg_connection_query (work->connection, error, "reporter-of-case", "ii",
                                          wg_connection_get_district (work->connection), case_id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    {
      WgCaseReporter *reporter = g_new0 (WgCaseReporter, 1);

      reporter->seq = (int) wg_statement_get_int64 (row, 0);
      reporter->at_ms = wg_statement_get_int64 (row, 1);
      reporter->channel = wg_statement_dup_text (row, 2);
      reporter->anonymous = wg_statement_get_int64 (row, 3) != 0;
      reporter->name = wg_statement_dup_text (row, 4);
      reporter->phone = wg_statement_dup_text (row, 5);
      reporter->struck = !wg_statement_is_null (row, 8);
      reporter->from_number = wg_statement_dup_text (row, 9);
      g_ptr_array_add (reporters, reporter);
    }
  if (local == NULL)
    return g_steal_pointer (&reporters);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_work_place_file (WgStoreWork *work, WgCaseFile *file, WgGridTree *grids, gint64 at_ms)
{
  const WgCaseRecord *record = file->record;
  guint home = record->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (grids, record->grid_id) : WG_GRID_NONE;
  g_autoptr (GArray) near = NULL;

  g_clear_pointer (&file->grid_code, g_free);
  g_clear_pointer (&file->grid_name, g_free);
  g_clear_pointer (&file->near_grid, g_free);
  if (home == WG_GRID_NONE)
    return;
  file->grid_code = g_strdup (wg_grid_tree_get_grid (grids, home)->code);
  file->grid_name = g_strdup (wg_grid_tree_get_grid (grids, home)->name);
  if (!wg_case_record_has_place (record))
    return;
  near = wg_grid_tree_find_near_borders (grids, record->lon, record->lat, wg_store_work_get_setting (work, "border-metres", at_ms));
  if (near->len == 0)
    return;
  file->near_grid = g_strdup (wg_grid_tree_get_grid (grids, g_array_index (near, guint, 0))->name);
  file->near_metres = wg_grid_tree_get_distance_m (grids, g_array_index (near, guint, 0), record->lon, record->lat);
}

/* What was agreed with the reporter stands in the first event; of a visit from a file, which has none, its clock tells. */
gint64
wg_store_work_find_appointment (WgStoreWork *work, const WgCaseRecord *record, GPtrArray *events)
{
  const WgEvent *first = events->len > 0 ? g_ptr_array_index (events, 0) : NULL;
  gboolean imported = FALSE;
  gint64 at_ms;

  if (first != NULL && first->from_state == NULL)
    return wg_event_get_number (first, "appointed_ms", WG_NO_TIME);
  if (record->batch_id == WG_NO_ID)
    return WG_NO_TIME;
  at_ms = wg_connection_get_value (work->connection, &imported, NULL, "visit-of-case", "ii", wg_connection_get_district (work->connection),
                                   record->id);
  return imported ? at_ms : WG_NO_TIME;
}

static gboolean
load_class_unit (WgStoreWork *work, WgCaseFile *file, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "class-unit", "isi", wg_connection_get_district (work->connection),
                                          file->record->class_code, wg_clock_get_now (work->clock));

  file->class_unit_id = WG_NO_ID;
  if (row != NULL && wg_statement_step (row, &local))
    {
      file->class_unit_id = wg_statement_get_int64 (row, 0);
      file->class_unit = wg_statement_dup_text (row, 1);
    }
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

WgCaseFile *
wg_store_work_load_case (WgStoreWork *work, const char *number, GError **error)
{
  g_autoptr (WgCaseFile) file = g_new0 (WgCaseFile, 1);
  g_autoptr (WgGridTree) grids = NULL;
  g_autoptr (WgOfficeHours) hours = NULL;

  file->record = wg_case_table_find (work->connection, number, error);
  if (file->record == NULL)
    return NULL;
  wg_case_record_calm (file->record);
  hours = read_hours (work, error);
  if (hours == NULL)
    return NULL;
  wg_case_record_set_office_hours (file->record, hours);
  file->events = wg_event_log_read_subject (work->connection, "case", file->record->id, error);
  if (file->events == NULL)
    return NULL;
  file->appointed_ms = wg_store_work_find_appointment (work, file->record, file->events);
  file->reporters = load_reporters (work, file->record->id, error);
  grids = file->reporters != NULL ? wg_store_work_get_grids (work, error) : NULL;
  if (grids == NULL)
    return NULL;
  wg_store_work_place_file (work, file, grids, wg_clock_get_now (work->clock));
  if (!load_class_unit (work, file, error) || !wg_case_clocks_find_kept (work, file->record, &file->kept_limit, &file->class_limit, error)
      || !wg_case_clocks_find_unannounced (work, file->record, &file->unannounced, error))
    return NULL;
  file->dossier = wg_case_dossier_load (work, file->record, G_MAXINT64, error);
  if (file->dossier == NULL)
    return NULL;
  return g_steal_pointer (&file);
}

static gpointer
load_case (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_store_work_load_case (work, request, error);
}

void
wg_store_load_case_async (
    WgStore *self, const char *number, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_case, g_strdup (number), g_free, (GDestroyNotify) wg_case_file_free, cancellable,
                       callback, user_data);
}

WgCaseFile *
wg_store_load_case_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Backlog. */

static GArray *
read_counts (WgStoreWork *work, gint64 as_of_ms, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (WgBacklogRow));
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "case-backlog", "ii", district_id, as_of_ms);

  while (row != NULL && wg_statement_step (row, &local))
    {
      WgBacklogRow counts = { .grid_id = wg_statement_is_null (row, 0) ? 0 : wg_statement_get_int64 (row, 0) };

      counts.counts.open = wg_statement_get_int64 (row, 1);
      counts.counts.overdue = wg_statement_get_int64 (row, 2);
      counts.counts.suspended = wg_statement_get_int64 (row, 3);
      counts.counts.total = counts.counts.open + counts.counts.suspended;
      g_array_append_val (rows, counts);
    }
  if (local == NULL)
    row = wg_connection_query (work->connection, &local, "case-closed-counts", "i", district_id);
  while (row != NULL && local == NULL && wg_statement_step (row, &local))
    {
      WgBacklogRow counts = { .grid_id = wg_statement_is_null (row, 0) ? 0 : wg_statement_get_int64 (row, 0) };

      counts.counts.total = wg_statement_get_int64 (row, 1);
      g_array_append_val (rows, counts);
    }
  if (local == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

WgBacklog *
wg_store_work_count_backlog (WgStoreWork *work, gint64 as_of_ms, GError **error)
{
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (work, error);
  g_autoptr (GArray) rows = grids != NULL ? read_counts (work, as_of_ms, error) : NULL;
  WgBacklog *backlog;

  if (rows == NULL)
    return NULL;
  backlog = wg_backlog_new (grids);
  wg_backlog_recount (backlog, (const WgBacklogRow *) (gpointer) rows->data, rows->len, as_of_ms);
  return backlog;
}

static gpointer
count_backlog (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_store_work_count_backlog (work, *(gint64 *) request, error);
}

void
wg_store_count_backlog_async (
    WgStore *self, gint64 as_of_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, count_backlog, g_memdup2 (&as_of_ms, sizeof as_of_ms), g_free, g_object_unref, cancellable,
                       callback, user_data);
}

WgBacklog *
wg_store_count_backlog_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Events. */

typedef struct
{
  gint64 since;
  char *number;
} EventRequest;

static void
event_request_free (gpointer data)
{
  EventRequest *request = data;

  g_free (request->number);
  g_free (request);
}

static void
drop_until (GPtrArray *events, gint64 since)
{
  guint n = 0;

  while (n < events->len && ((WgEvent *) g_ptr_array_index (events, n))->id <= since)
    n++;
  if (n > 0)
    g_ptr_array_remove_range (events, 0, n);
}

static gpointer
list_events (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  EventRequest *request = data;
  g_autoptr (WgCaseRecord) record = NULL;
  GPtrArray *events;

  if (request->number == NULL)
    return wg_event_log_read_since (work->connection, request->since, -1, error);
  record = wg_case_table_find (work->connection, request->number, error);
  if (record == NULL)
    return NULL;
  events = wg_event_log_read_subject (work->connection, "case", record->id, error);
  if (events != NULL)
    drop_until (events, request->since);
  return events;
}

void
wg_store_list_events_async (WgStore *self,
                            gint64 since,
                            const char *number,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  EventRequest *request = g_new0 (EventRequest, 1);

  request->since = since;
  request->number = g_strdup (number);
  wg_store_read_async (self, list_events, request, event_request_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_events_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

static gpointer
find_event (WgStoreWork *work, gpointer key, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgEvent *event = wg_event_log_find_by_key (work->connection, key, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (event == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no event with the key %s."), (const char *) key);
  return event;
}

void
wg_store_find_event_async (
    WgStore *self, const char *key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, find_event, g_strdup (key), g_free, (GDestroyNotify) wg_event_free, cancellable, callback,
                       user_data);
}

WgEvent *
wg_store_find_event_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
