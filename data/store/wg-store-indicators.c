/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a month of a large district is half a million events. They are read once, in a form of a few numbers each, and every
 * period, grid and class of a briefing is counted from that.
 *
 * Of the fields of an event a few numbers are wanted, so they are looked up in its text instead of parsed: keys are sorted
 * (WgFields), and no text inside can look like a key because its quotation marks are escaped.
 */

#include "wg-store-indicators.h"

#include "wg-closing-levels.h"
#include "wg-connection.h"

#include <string.h>

typedef struct
{
  GPtrArray *histories;
  gint64 since_ms;     /* from when on closed cases are wanted, for statements that ask */
  GHashTable *by_id;   /* case id → history */
  GHashTable *records; /* case id → what the case itself tells, of an imported one */
  GHashTable *undone;  /* event id → when it was undone; filled first */
  GHashTable *dues;    /* case id → the deadline that the case shows, while its events are read */
} Reader;

/* The times of an imported case. */
typedef struct
{
  WgCaseState state;
  gint64 grid_id;
  gint64 reported_ms;
  gint64 filed_ms;
  gint64 assigned_ms;
  gint64 due_ms;
  gint64 done_ms;
  gint64 closed_ms;
} Given;

static void
reader_init (Reader *self)
{
  self->histories = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_history_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->dues = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
}

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->histories, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->undone, g_hash_table_unref);
  g_clear_pointer (&self->dues, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gint64
get_number (WgStatement *row, int column, gint64 otherwise)
{
  return wg_statement_is_null (row, column) ? otherwise : wg_statement_get_int64 (row, column);
}

static void
read_given (Reader *self, WgStatement *row, const WgCaseHistory *history)
{
  Given *given = g_new0 (Given, 1);

  wg_case_state_from_nick (wg_statement_get_text (row, 4), &given->state);
  given->grid_id = get_number (row, 5, 0);
  given->reported_ms = wg_statement_get_int64 (row, 8);
  given->filed_ms = get_number (row, 9, WG_NO_TIME);
  given->assigned_ms = get_number (row, 10, WG_NO_TIME);
  given->due_ms = get_number (row, 11, WG_NO_TIME);
  given->done_ms = get_number (row, 12, WG_NO_TIME);
  given->closed_ms = get_number (row, 13, WG_NO_TIME);
  g_hash_table_insert (self->records, (gpointer) &history->id, given);
}

typedef void (*TakeRow) (Reader *self, WgStatement *row);

/* Hands every row of a statement that knows the district, the end, and perhaps since when, to @take. */
static gboolean
read_rows (Reader *self, WgStoreWork *work, const char *statement, gint64 until_ms, TakeRow take, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 district = wg_connection_get_district (work->connection);
  WgStatement *row = g_str_has_suffix (statement, "-since")
                         ? wg_connection_query (work->connection, &local, statement, "iii", district, until_ms, self->since_ms)
                         : wg_connection_query (work->connection, &local, statement, "ii", district, until_ms);
  guint n_read = 0;

  while (row != NULL && wg_statement_step (row, &local))
    {
      take (self, row);
      if (++n_read % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, &local))
        break;
    }
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

static void
take_case (Reader *self, WgStatement *row)
{
  WgCaseHistory *history = wg_case_history_new ();

  history->id = wg_statement_get_int64 (row, 0);
  history->number = wg_statement_dup_text (row, 1);
  history->channel = wg_statement_dup_text (row, 2);
  history->class_code = wg_statement_dup_text (row, 3);
  history->person_id = wg_statement_is_null (row, 14) ? WG_NO_ID : get_number (row, 6, WG_NO_ID);
  history->unit_id = wg_statement_is_null (row, 14) ? WG_NO_ID : get_number (row, 7, WG_NO_ID);
  history->lon = wg_statement_get_double (row, 15);
  history->lat = wg_statement_get_double (row, 16);
  g_ptr_array_add (self->histories, history);
  g_hash_table_insert (self->by_id, &history->id, history);
  if (!wg_statement_is_null (row, 14))
    read_given (self, row, history);
}

/* --- Steps from events --- */

/* What follows @key between @from and @to, NULL when it is not there. */
static const char *
find_key (const char *from, const char *to, const char *key)
{
  const char *at = from != NULL ? strstr (from, key) : NULL;

  return at != NULL && (to == NULL || at < to) ? at + strlen (key) : NULL;
}

/* The number of @key between @from and @to, @otherwise when it is not there or null. */
static gint64
find_number (const char *from, const char *to, const char *key, gint64 otherwise)
{
  const char *at = find_key (from, to, key);

  if (at == NULL)
    return otherwise;
  return *at == '-' || g_ascii_isdigit (*at) ? g_ascii_strtoll (at, NULL, 10) : otherwise;
}

/* Who holds the case from this event on; a holder that is taken away is null. */
static void
take_holder (WgCaseHistory *history, const char *fields)
{
  const char *begin = strstr (fields, "\"new\":{"), *end = strstr (fields, "\"old\":{");

  if (begin == NULL || end == NULL)
    return;
  if (find_key (begin, end, "\"person_id\":") != NULL)
    history->person_id = find_number (begin, end, "\"person_id\":", WG_NO_ID);
  if (find_key (begin, end, "\"unit_id\":") != NULL)
    history->unit_id = find_number (begin, end, "\"unit_id\":", WG_NO_ID);
}

/* @due_ms is the deadline that the case showed before. The handling clock is the one that it shows while it is at work. */
static WgStep
make_step (WgStatement *row, gint64 *due_ms)
{
  const char *fields = wg_statement_get_text (row, 6), *verb = wg_statement_get_text (row, 3);
  const char *begin = strstr (fields, "\"new\":{"), *end = strstr (fields, "\"old\":{");
  WgStep step = WG_STEP_NONE;

  step.kind = wg_step_kind_from_verb (verb);
  step.at_ms = wg_statement_get_int64 (row, 2);
  wg_case_state_from_nick (wg_statement_get_text (row, 5), &step.state);
  if (step.kind == WG_STEP_REPORT)
    step.grid_id = find_number (fields, NULL, "\"grid_id\":", 0);
  else if (find_key (begin, end, "\"grid_id\":") != NULL)
    step.grid_id = find_number (begin, end, "\"grid_id\":", 0);
  step.until_ms = find_number (begin, end, "\"suspended_until_ms\":", WG_NO_TIME);
  *due_ms = find_number (begin, end, "\"due_ms\":", *due_ms);
  if (step.state == WG_CASE_STATE_ASSIGNED || step.state == WG_CASE_STATE_HANDLING)
    step.due_ms = *due_ms;
  /* Call-backs are read from what was asked of whom; filing and assigning on the spot are the same as later. */
  if (step.kind == WG_STEP_CALLBACK)
    step.kind = WG_STEP_OTHER;
  if (step.kind == WG_STEP_REPORT && step.state == WG_CASE_STATE_CLOSED)
    step.kind = WG_STEP_ON_SPOT;
  return step;
}

static void
append_given (WgCaseHistory *history, WgStepKind kind, gint64 at_ms, gint64 before_ms, WgCaseState state)
{
  WgStep step = WG_STEP_NONE;

  if (at_ms == WG_NO_TIME || at_ms > before_ms)
    return;
  step.kind = kind;
  step.at_ms = at_ms;
  step.state = state;
  g_array_append_val (history->steps, step);
}

/* What an imported case tells of the time before its first event, in which it was in @state. */
static void
add_given (WgCaseHistory *history, const Given *given, WgCaseState state, gint64 before_ms)
{
  gboolean closed = state == WG_CASE_STATE_CLOSED && given->closed_ms != WG_NO_TIME && given->closed_ms <= before_ms;
  gint64 done_ms = given->done_ms != WG_NO_TIME || !closed ? given->done_ms : given->closed_ms;
  WgStep *first;

  append_given (history, WG_STEP_REPORT, given->reported_ms, G_MAXINT64, WG_CASE_STATE_REPORTED);
  append_given (history, WG_STEP_FILE, given->filed_ms, before_ms, WG_CASE_STATE_FILED);
  append_given (history, WG_STEP_ASSIGN, given->assigned_ms, before_ms, WG_CASE_STATE_ASSIGNED);
  if (state == WG_CASE_STATE_CLOSED || state == WG_CASE_STATE_HANDLED)
    append_given (history, WG_STEP_DONE, done_ms, before_ms, WG_CASE_STATE_HANDLED);
  if (closed)
    append_given (history, WG_STEP_PASS, given->closed_ms, before_ms, WG_CASE_STATE_CLOSED);
  first = &g_array_index (history->steps, WgStep, 0);
  first->grid_id = given->grid_id;
  first->due_ms = given->due_ms;
  g_array_index (history->steps, WgStep, history->steps->len - 1).state = state;
}

/* Undoing an event names it, and comes after it. */
static void
take_undone (Reader *self, WgStatement *row)
{
  gint64 id = wg_statement_get_int64 (row, 0), at_ms = wg_statement_get_int64 (row, 1);

  g_hash_table_insert (self->undone, g_memdup2 (&id, sizeof id), g_memdup2 (&at_ms, sizeof at_ms));
}

static void
take_event (Reader *self, WgStatement *row)
{
  gint64 id = wg_statement_get_int64 (row, 0), case_id = wg_statement_get_int64 (row, 1);
  WgCaseHistory *history = g_hash_table_lookup (self->by_id, &case_id);
  const Given *given = history != NULL ? g_hash_table_lookup (self->records, &case_id) : NULL;
  const gint64 *undone_ms = g_hash_table_lookup (self->undone, &id);
  gint64 *due_ms;
  WgStep step;

  if (history == NULL)
    return;
  if (given != NULL && history->steps->len == 0)
    {
      WgCaseState state = given->state;

      wg_case_state_from_nick (wg_statement_get_text (row, 4), &state);
      add_given (history, given, state, wg_statement_get_int64 (row, 2));
    }
  due_ms = g_hash_table_lookup (self->dues, &history->id);
  if (due_ms == NULL)
    {
      due_ms = g_new (gint64, 1);
      *due_ms = given != NULL ? given->due_ms : WG_NO_TIME;
      g_hash_table_insert (self->dues, &history->id, due_ms);
    }
  take_holder (history, wg_statement_get_text (row, 6));
  step = make_step (row, due_ms);
  step.undone_ms = undone_ms != NULL ? *undone_ms : WG_NO_TIME;
  g_array_append_val (history->steps, step);
}

/* Imported cases that nobody touched have no event. */
static void
add_untouched (Reader *self)
{
  for (guint i = 0; i < self->histories->len; i++)
    {
      WgCaseHistory *history = g_ptr_array_index (self->histories, i);
      const Given *given = g_hash_table_lookup (self->records, &history->id);

      if (history->steps->len == 0 && given != NULL)
        add_given (history, given, given->state, G_MAXINT64);
    }
}

/* --- Call-backs --- */

/* Puts a call among the steps of its case, behind those of its time. */
static void
take_call (Reader *self, WgStatement *row)
{
  gint64 case_id = wg_statement_get_int64 (row, 0);
  WgCaseHistory *history = g_hash_table_lookup (self->by_id, &case_id);
  WgStep step = WG_STEP_NONE;
  guint at;

  if (history == NULL || history->steps->len == 0)
    return;
  step.kind = WG_STEP_CALLBACK;
  step.at_ms = wg_statement_get_int64 (row, 1);
  step.reporter = (int) get_number (row, 2, 0);
  step.reached = (gint8) get_number (row, 3, -1);
  step.solved = (gint8) get_number (row, 4, -1);
  step.satisfied = (gint8) get_number (row, 5, -1);
  at = history->steps->len;
  while (at > 1 && g_array_index (history->steps, WgStep, at - 1).at_ms > step.at_ms)
    at--;
  step.state = g_array_index (history->steps, WgStep, at - 1).state;
  g_array_insert_val (history->steps, at, step);
}

static void
take_instruction (Reader *self, WgStatement *row)
{
  gint64 case_id = wg_statement_get_int64 (row, 0);
  WgCaseHistory *history = g_hash_table_lookup (self->by_id, &case_id);

  if (history != NULL)
    history->instructed_ms = wg_statement_get_int64 (row, 1);
}

GPtrArray *
wg_store_work_load_unsettled (WgStoreWork *work, gint64 since_ms, gint64 until_ms, GCancellable *cancellable, GError **error)
{
  g_auto (Reader) reader = { 0 };

  reader_init (&reader);
  reader.since_ms = since_ms;
  if (!read_rows (&reader, work, "indicator-cases-since", until_ms, take_case, cancellable, error)
      || !read_rows (&reader, work, "indicator-undone", until_ms, take_undone, cancellable, error)
      || !read_rows (&reader, work, "indicator-steps-since", until_ms, take_event, cancellable, error))
    return NULL;
  add_untouched (&reader);
  return g_steal_pointer (&reader.histories);
}

GPtrArray *
wg_store_work_load_histories (WgStoreWork *work, gint64 until_ms, GCancellable *cancellable, GError **error)
{
  g_auto (Reader) reader = { 0 };

  reader_init (&reader);
  if (!read_rows (&reader, work, "indicator-cases", until_ms, take_case, cancellable, error)
      || !read_rows (&reader, work, "indicator-undone", until_ms, take_undone, cancellable, error)
      || !read_rows (&reader, work, "indicator-steps", until_ms, take_event, cancellable, error))
    return NULL;
  add_untouched (&reader);
  if (!read_rows (&reader, work, "indicator-calls", until_ms, take_call, cancellable, error)
      || !read_rows (&reader, work, "indicator-instructed", until_ms, take_instruction, cancellable, error)
      || !wg_closing_levels_fill (work, reader.histories, until_ms, error))
    return NULL;
  return g_steal_pointer (&reader.histories);
}

static gpointer
load_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_store_work_load_histories (work, *(gint64 *) request, cancellable, error);
}

void
wg_store_load_histories_async (WgStore *self, gint64 until_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_work, g_memdup2 (&until_ms, sizeof until_ms), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_load_histories_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
