/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "what was it then" is asked of lists, of one case and of the backlog alike; here the past is put together once,
 * on a database thread, from the present rows and the events since.
 */

#include "wg-store-as-of.h"

#include "wg-as-of.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-event-log.h"
#include "wg-grid-table.h"

#include <glib/gi18n-lib.h>

/* The past of all cases. */

typedef struct
{
  gint64 at_ms;
  GHashTable *later;   /* case id to its events after, oldest first */
  WgGridTree *grids;   /* in force then; NULL unless grids may have changed since */
  GHashTable *persons; /* names by id, asked for once */
  GHashTable *units;
  GHashTable *persons_left; /* ids of those who left after, and had not yet */
  GHashTable *units_left;
} Past;

static void
past_clear (Past *past)
{
  g_clear_pointer (&past->later, g_hash_table_unref);
  g_clear_pointer (&past->grids, wg_grid_tree_unref);
  g_clear_pointer (&past->persons, g_hash_table_unref);
  g_clear_pointer (&past->units, g_hash_table_unref);
  g_clear_pointer (&past->persons_left, g_hash_table_unref);
  g_clear_pointer (&past->units_left, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static gpointer
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
note_departure (Past *past, const WgEvent *event)
{
  if (g_strcmp0 (event->verb, "deactivate") != 0)
    return;
  if (g_strcmp0 (event->subject, "person") == 0)
    g_hash_table_add (past->persons_left, dup_id (event->subject_id));
  else if (g_strcmp0 (event->subject, "unit") == 0)
    g_hash_table_add (past->units_left, dup_id (event->subject_id));
}

static void
sort_event (Past *past, WgEvent *event)
{
  GPtrArray *events;

  if (g_strcmp0 (event->subject, "case") != 0)
    {
      note_departure (past, event);
      wg_event_free (event);
      return;
    }
  events = g_hash_table_lookup (past->later, &event->subject_id);
  if (events == NULL)
    {
      events = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_event_free);
      g_hash_table_insert (past->later, dup_id (event->subject_id), events);
    }
  g_ptr_array_add (events, event);
}

static gboolean
read_later (Past *past, WgStoreWork *work, gint64 last, GError **error)
{
  g_autoptr (GPtrArray) events = wg_event_log_read_since (work->connection, last, -1, error);

  if (events == NULL)
    return FALSE;
  past->later = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_set_free_func (events, NULL);
  for (guint i = 0; i < events->len; i++)
    sort_event (past, g_ptr_array_index (events, i));
  return TRUE;
}

static gboolean
past_init (Past *past, WgStoreWork *work, gint64 at_ms, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  g_autoptr (GError) local = NULL;
  gint64 last = wg_connection_get_value (work->connection, NULL, &local, "event-last-at", "ii", district_id, at_ms);
  gint64 redrawn = local == NULL ? wg_grid_table_get_last_event (work->connection, &local) : -1;

  past->at_ms = at_ms;
  past->persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  past->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  past->persons_left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  past->units_left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (local == NULL && redrawn > last)
    past->grids = wg_grid_table_load_at (work->connection, at_ms, &local);
  if (local == NULL && read_later (past, work, last, &local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* New grids take cases over without an event for each; the rule by which they do is the same for every instant. A closed
 * case stays in its grid as long as there is one.
 */
static void
settle_home (Past *past, WgCaseRecord *record)
{
  guint home;

  if (past->grids == NULL || !wg_case_record_has_place (record))
    return;
  if (!wg_case_state_is_open (record->state) && record->grid_id != WG_NO_ID
      && wg_grid_tree_find_by_id (past->grids, record->grid_id) != WG_GRID_NONE)
    return;
  home = wg_grid_tree_find_home (past->grids, record->lon, record->lat);
  record->grid_id = home != WG_GRID_NONE ? wg_grid_tree_get_grid (past->grids, home)->id : WG_NO_ID;
}

static const char *
find_name (WgStoreWork *work, GHashTable *names, const char *statement, gint64 id)
{
  WgStatement *row;

  if (id == WG_NO_ID)
    return NULL;
  if (!g_hash_table_contains (names, &id))
    {
      row = wg_connection_query (work->connection, NULL, statement, "ii", wg_connection_get_district (work->connection), id);
      g_hash_table_insert (names, dup_id (id),
                           row != NULL && wg_statement_step (row, NULL) ? wg_statement_dup_text (row, 0) : NULL);
      if (row != NULL)
        wg_statement_reset (row);
    }
  return g_hash_table_lookup (names, &id);
}

static gboolean
had_left (WgStoreWork *work, GHashTable *left_since, const char *statement, gint64 id)
{
  return id != WG_NO_ID && !g_hash_table_contains (left_since, &id)
         && wg_connection_get_value (work->connection, NULL, NULL, statement, "ii", wg_connection_get_district (work->connection), id) == 0;
}

/* Who has left does not come back: who holds the case now and is there was there then, too. */
static void
settle_holder (Past *past, WgStoreWork *work, WgCaseRecord *record, const WgCaseRecord *present)
{
  if (!present->holder_gone && record->person_id == present->person_id && record->unit_id == present->unit_id)
    return;
  record->holder_gone = had_left (work, past->persons_left, "person-active", record->person_id)
                        || had_left (work, past->units_left, "unit-active", record->unit_id);
}

/* Returns NULL without an error when the case was not there. */
static WgCaseRecord *
look_back (Past *past, WgStoreWork *work, const WgCaseRecord *present, GError **error)
{
  WgCaseRecord *record = wg_as_of_case (present, g_hash_table_lookup (past->later, &present->id), past->at_ms, error);

  if (record == NULL)
    return NULL;
  settle_home (past, record);
  if (record->person_id != present->person_id)
    {
      g_free (record->person_name);
      record->person_name = g_strdup (find_name (work, past->persons, "person-name", record->person_id));
    }
  if (record->unit_id != present->unit_id)
    {
      g_free (record->unit_name);
      record->unit_name = g_strdup (find_name (work, past->units, "unit-name", record->unit_id));
    }
  settle_holder (past, work, record, present);
  return record;
}

/* Lists. */

typedef struct
{
  const WgCaseQuery *query;
  WgGridTree *grids;
  guint top;
} Filter;

static gboolean
filter_init (Filter *filter, WgStoreWork *work, const WgCaseQuery *query, GError **error)
{
  *filter = (Filter){ .query = query, .grids = NULL, .top = WG_GRID_NONE };
  if (query->grid_code == NULL)
    return TRUE;
  filter->grids = wg_grid_table_load_at (work->connection, query->as_of_ms, error);
  if (filter->grids == NULL)
    return FALSE;
  filter->top = wg_grid_tree_find_by_code (filter->grids, query->grid_code);
  if (filter->top == WG_GRID_NONE)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There was no grid %s in force at that time."), query->grid_code);
  return filter->top != WG_GRID_NONE;
}

static gboolean
is_in_grid (const Filter *filter, const WgCaseRecord *record)
{
  guint grid = record->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (filter->grids, record->grid_id) : WG_GRID_NONE;

  return grid != WG_GRID_NONE && wg_grid_tree_is_below (filter->grids, grid, filter->top);
}

static gboolean
passes (const Filter *filter, const WgCaseRecord *record)
{
  const WgCaseQuery *query = filter->query;

  return (query->state < 0 || record->state == (WgCaseState) query->state)
         && (!query->only_open || wg_case_state_is_open (record->state))
         && (!query->only_live || wg_case_state_is_open (record->state) || (record->flags & WG_CASE_MARK_CALL_BACK) != 0)
         && (!query->only_overdue || wg_case_record_is_overdue (record, query->as_of_ms))
         && (!query->only_outside || record->grid_id == WG_NO_ID)
         && (!query->only_unsatisfied || (record->flags & WG_CASE_MARK_UNSATISFIED) != 0)
         && (!query->only_hard || wg_case_record_is_hard (record))
         && (query->person_id == WG_NO_ID || record->person_id == query->person_id)
         && (query->unit_id == WG_NO_ID || record->unit_id == query->unit_id)
         && (filter->grids == NULL || is_in_grid (filter, record));
}

/* Of the present only what no event changes can be asked of the database. */
static WgCaseQuery *
make_present_query (const WgCaseQuery *query)
{
  WgCaseQuery *present = wg_case_query_new ();

  present->class_code = g_strdup (query->class_code);
  present->text = g_strdup (query->text);
  present->from_ms = query->from_ms;
  present->to_ms = query->to_ms != WG_NO_TIME ? MIN (query->to_ms, query->as_of_ms + 1) : query->as_of_ms + 1;
  return present;
}

static GPtrArray *
collect (WgStoreWork *work, Past *past, const Filter *filter, GPtrArray *present, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  guint limit = filter->query->limit;

  for (guint i = 0; i < present->len && (limit == 0 || records->len < limit); i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (WgCaseRecord) record = look_back (past, work, g_ptr_array_index (present, i), &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (record != NULL && passes (filter, record))
        g_ptr_array_add (records, g_steal_pointer (&record));
    }
  return g_steal_pointer (&records);
}

GPtrArray *
wg_store_work_list_cases_at (WgStoreWork *work, const WgCaseQuery *query, GError **error)
{
  g_autoptr (WgCaseQuery) present_query = make_present_query (query);
  g_auto (Past) past = { 0 };
  g_autoptr (GPtrArray) present = NULL;
  GPtrArray *records = NULL;
  Filter filter;

  if (filter_init (&filter, work, query, error) && past_init (&past, work, query->as_of_ms, error))
    {
      present = wg_store_work_list_cases (work, present_query, error);
      if (present != NULL)
        records = collect (work, &past, &filter, present, error);
    }
  g_clear_pointer (&filter.grids, wg_grid_tree_unref);
  return records;
}

static gpointer
list_cases_at (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_store_work_list_cases_at (work, request, error);
}

void
wg_store_list_cases_at_async (
    WgStore *self, const WgCaseQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_cases_at, wg_case_query_copy (query), (GDestroyNotify) wg_case_query_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_list_cases_at_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* One case. */

typedef struct
{
  char *number;
  gint64 at_ms;
} CaseRequest;

static void
case_request_free (gpointer data)
{
  CaseRequest *request = data;

  g_free (request->number);
  g_free (request);
}

static gboolean
set_grid (WgStoreWork *work, WgCaseFile *file, gint64 at_ms, GError **error)
{
  g_autoptr (WgGridTree) grids = wg_grid_table_load_at (work->connection, at_ms, error);

  if (grids == NULL)
    return FALSE;
  wg_store_work_place_file (work, file, grids, at_ms);
  return TRUE;
}

static gboolean
is_child (gconstpointer child, gconstpointer number)
{
  return g_str_equal (child, number);
}

/* Which cases were part of it then, from its own history. */
static void
find_children (WgCaseFile *file)
{
  GPtrArray *children = file->dossier->children;

  g_ptr_array_set_size (children, 0);
  for (guint i = 0; file->record->state != WG_CASE_STATE_MERGED && i < file->events->len; i++)
    {
      const WgEvent *event = g_ptr_array_index (file->events, i);
      gboolean comes = g_strcmp0 (event->verb, wg_verb_to_nick (WG_VERB_TAKE_IN)) == 0;
      g_autofree char *child = NULL;
      guint index;

      if (!comes && g_strcmp0 (event->verb, wg_verb_to_nick (WG_VERB_LET_GO)) != 0)
        continue;
      child = wg_event_dup_text (event, "child");
      if (comes && child != NULL)
        g_ptr_array_add (children, g_steal_pointer (&child));
      else if (child != NULL && g_ptr_array_find_with_equal_func (children, child, is_child, &index))
        g_ptr_array_remove_index (children, index);
    }
}

static void
drop_later (WgCaseFile *file, gint64 at_ms)
{
  guint n = file->events->len;

  while (n > 0 && ((WgEvent *) g_ptr_array_index (file->events, n - 1))->at_ms > at_ms)
    n--;
  g_ptr_array_set_size (file->events, (int) n);
  n = file->reporters->len;
  while (n > 0 && ((WgCaseReporter *) g_ptr_array_index (file->reporters, n - 1))->at_ms > at_ms)
    n--;
  g_ptr_array_set_size (file->reporters, (int) n);
}

static WgCaseRecord *
look_back_at (WgStoreWork *work, const WgCaseRecord *present, gint64 at_ms, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_auto (Past) past = { 0 };
  WgCaseRecord *record = past_init (&past, work, at_ms, &local) ? look_back (&past, work, present, &local) : NULL;

  if (record == NULL && local == NULL)
    g_set_error (&local, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("Case %s was not reported at that time."), present->number);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (record != NULL)
    wg_case_record_calm (record);
  return record;
}

WgCaseRecord *
wg_store_work_find_case_at (WgStoreWork *work, const char *number, gint64 at_ms, GError **error)
{
  g_autoptr (WgCaseRecord) present = wg_case_table_find (work->connection, number, error);

  if (present != NULL && at_ms != G_MININT64)
    return look_back_at (work, present, at_ms, error);
  if (present != NULL)
    wg_case_record_calm (present);
  return g_steal_pointer (&present);
}

WgCaseFile *
wg_store_work_load_case_at (WgStoreWork *work, const char *number, gint64 at_ms, GError **error)
{
  g_autoptr (WgCaseFile) file = wg_store_work_load_case (work, number, error);
  WgCaseRecord *record = file != NULL ? look_back_at (work, file->record, at_ms, error) : NULL;

  if (record == NULL)
    return NULL;
  wg_case_record_unref (file->record);
  file->record = record;
  drop_later (file, at_ms);
  g_clear_pointer (&file->dossier, wg_case_dossier_free);
  file->dossier = wg_case_dossier_load (work, file->record, at_ms, error);
  if (file->dossier == NULL)
    return NULL;
  find_children (file);
  /* Which limit its class had then is nobody's question; the ledger of then says what counted. */
  g_clear_pointer (&file->kept_limit, g_free);
  g_clear_pointer (&file->class_limit, g_free);
  file->unannounced = 0;
  return set_grid (work, file, at_ms, error) ? g_steal_pointer (&file) : NULL;
}

static gpointer
load_case_at (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const CaseRequest *request = data;

  return wg_store_work_load_case_at (work, request->number, request->at_ms, error);
}

void
wg_store_load_case_at_async (WgStore *self,
                             const char *number,
                             gint64 at_ms,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CaseRequest *request = g_new0 (CaseRequest, 1);

  request->number = g_strdup (number);
  request->at_ms = at_ms;
  wg_store_read_async (self, load_case_at, request, case_request_free, (GDestroyNotify) wg_case_file_free, cancellable,
                       callback, user_data);
}

WgCaseFile *
wg_store_load_case_at_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Backlog and grids. */

static void
add_counts (GArray *rows, const WgCaseRecord *record, gint64 at_ms)
{
  WgBacklogRow row = { .grid_id = record->grid_id != WG_NO_ID ? record->grid_id : 0, .counts = { .total = 1 } };
  gboolean open = wg_case_state_is_open (record->state);

  row.counts.open = wg_case_record_is_backlog (record);
  row.counts.overdue = wg_case_record_is_overdue (record, at_ms);
  row.counts.suspended = open && wg_case_record_is_suspended (record);
  g_array_append_val (rows, row);
}

static gpointer
count_backlog_at (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  gint64 at_ms = *(gint64 *) request;
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (WgBacklogRow));
  g_autoptr (WgGridTree) grids = wg_grid_table_load_at (work->connection, at_ms, error);
  g_autoptr (GPtrArray) records = NULL;
  WgBacklog *backlog;

  query->as_of_ms = at_ms;
  if (grids != NULL)
    records = list_cases_at (work, query, cancellable, error);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    add_counts (rows, g_ptr_array_index (records, i), at_ms);
  backlog = wg_backlog_new (grids);
  wg_backlog_recount (backlog, (const WgBacklogRow *) (gpointer) rows->data, rows->len, at_ms);
  return backlog;
}

void
wg_store_count_backlog_at_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, count_backlog_at, g_memdup2 (&at_ms, sizeof at_ms), g_free, g_object_unref, cancellable, callback,
                       user_data);
}

WgBacklog *
wg_store_count_backlog_at_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

static gpointer
load_grids_at (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_grid_table_load_at (work->connection, *(gint64 *) request, error);
}

void
wg_store_load_grids_at_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_grids_at, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) wg_grid_tree_unref,
                       cancellable, callback, user_data);
}

WgGridTree *
wg_store_load_grids_at_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
