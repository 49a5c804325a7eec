/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether a year of alarms can be borne, and whether one overdue case was ever out of sight, is not to be believed but
 * played: every change at its own second, before the same alarms that a desk has, with everything counted anew each hour.
 */

#include "wg-store-replay.h"

#include "wg-as-of.h"
#include "wg-event-log.h"
#include "wg-store-cases.h"
#include "wg-store-settings.h"
#include "wg-time.h"

#define TICK_MS 1000
#define CHECK_MS (60 * 60 * 1000)

gint64
wg_store_work_get_cut_off (WgStoreWork *work, gint64 at_ms)
{
  return (gint64) (wg_store_work_get_setting (work, "cut-off-hour", at_ms) * 60) * WG_MS_PER_MINUTE;
}

static gpointer
load_cut_off (WgStoreWork *work, gpointer at_ms, GCancellable *cancellable, GError **error)
{
  gint64 cut_off_ms = wg_store_work_get_cut_off (work, *(gint64 *) at_ms);

  return g_memdup2 (&cut_off_ms, sizeof cut_off_ms);
}

void
wg_store_load_cut_off_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_cut_off, g_memdup2 (&at_ms, sizeof at_ms), g_free, g_free, cancellable, callback, user_data);
}

gint64
wg_store_load_cut_off_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *cut_off_ms = wg_store_work_finish (self, result, error);

  return cut_off_ms != NULL ? *cut_off_ms : -1;
}

/* A change of a case: the move at this place of its history, or of an imported case one of its business times. */
typedef struct
{
  gint64 at_ms;
  gint64 order;
  guint place; /* of the case in `present` */
  guint event; /* in its history; G_MAXUINT for a business time */
} Change;

typedef struct
{
  WgReplay *result;
  double speed;
  gint64 began_us;
  GCancellable *cancellable;

  GPtrArray *present;    /* of WgCaseRecord: as they are now */
  GHashTable *histories; /* case id to GPtrArray of WgEvent, oldest first */
  GArray *changes;       /* of Change */
  WgAlarmBook *book;
  GHashTable *open; /* case id to WgCaseRecord */
  gint64 now_ms;
  gint64 next_check_ms;
} Player;

static void
player_clear (Player *self)
{
  g_clear_pointer (&self->present, g_ptr_array_unref);
  g_clear_pointer (&self->histories, g_hash_table_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->book, wg_alarm_book_free);
  g_clear_pointer (&self->open, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Player, player_clear)

/* What is to be played. */

static gboolean
read_histories (Player *self, WgStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) events = wg_event_log_read_since (work->connection, 0, -1, error);

  if (events == NULL)
    return FALSE;
  self->histories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_set_free_func (events, NULL);
  for (guint i = 0; i < events->len; i++)
    {
      WgEvent *event = g_ptr_array_index (events, i);
      GPtrArray *history = g_hash_table_lookup (self->histories, &event->subject_id);

      if (g_strcmp0 (event->subject, "case") != 0)
        {
          wg_event_free (event);
          continue;
        }
      if (history == NULL)
        {
          history = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_event_free);
          g_hash_table_insert (self->histories, g_memdup2 (&event->subject_id, sizeof event->subject_id), history);
        }
      g_ptr_array_add (history, event);
    }
  return TRUE;
}

static void
add_change (Player *self, gint64 at_ms, gint64 order, guint place, guint event)
{
  const Change change = { at_ms, order, place, event };

  if (at_ms != WG_NO_TIME && at_ms <= self->result->to_ms)
    g_array_append_val (self->changes, change);
}

static void
plan_case (Player *self, guint place)
{
  const WgCaseRecord *record = g_ptr_array_index (self->present, place);
  GPtrArray *history = g_hash_table_lookup (self->histories, &record->id);
  const gint64 times[] = { record->reported_ms, record->filed_ms, record->first_assigned_ms, record->done_ms, record->closed_ms };

  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      const WgEvent *event = g_ptr_array_index (history, i);

      add_change (self, event->at_ms, event->id, place, i);
    }
  for (guint i = 0; record->batch_id != WG_NO_ID && i < G_N_ELEMENTS (times); i++)
    add_change (self, times[i], (gint64) i, place, G_MAXUINT);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = a;
  const Change *right = b;

  if (left->at_ms != right->at_ms)
    return left->at_ms < right->at_ms ? -1 : 1;
  return (left->order > right->order) - (left->order < right->order);
}

static gboolean
plan (Player *self, WgStoreWork *work, GError **error)
{
  g_autoptr (WgCaseQuery) everything = wg_case_query_new ();

  self->present = wg_store_work_list_cases (work, everything, error);
  if (self->present == NULL || !read_histories (self, work, error))
    return FALSE;
  self->result->cases = self->present->len;
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  for (guint i = 0; i < self->present->len; i++)
    plan_case (self, i);
  g_array_sort (self->changes, compare_changes);
  return TRUE;
}

/* The case as the change left it. Returns NULL without an error when it was not there. */
static WgCaseRecord *
look_at (Player *self, const Change *change, GError **error)
{
  const WgCaseRecord *present = g_ptr_array_index (self->present, change->place);
  GPtrArray *history = g_hash_table_lookup (self->histories, &present->id);
  g_autoptr (GPtrArray) later = g_ptr_array_new ();

  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      WgEvent *event = g_ptr_array_index (history, i);

      if (change->event == G_MAXUINT ? event->at_ms > change->at_ms : i > change->event)
        g_ptr_array_add (later, event);
    }
  return wg_as_of_case (present, later, change->at_ms, error);
}

/* Time. */

static void
check (Player *self)
{
  GHashTableIter iter;
  gpointer value;
  gint64 n_open = 0;
  gint64 n_overdue = 0;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      gboolean overdue = wg_case_record_is_overdue (value, self->now_ms);
      gint64 since_ms = wg_alarm_book_get_since (self->book, WG_ALARM_OVERDUE, ((WgCaseRecord *) value)->id);

      n_open += wg_case_record_is_backlog (value);
      n_overdue += overdue;
      self->result->hidden_overdue += overdue && since_ms == WG_NO_TIME;
    }
  self->result->checks++;
  self->result->most_open = MAX (self->result->most_open, n_open);
  self->result->most_overdue = MAX (self->result->most_overdue, n_overdue);
  self->next_check_ms = self->now_ms + CHECK_MS;
}

static void
keep_pace (Player *self)
{
  double played_s = (double) (self->now_ms - self->result->from_ms) / WG_MS_PER_SECOND;
  gint64 due_us = self->began_us + (gint64) (played_s / self->speed * G_USEC_PER_SEC);
  gint64 early_us = due_us - g_get_monotonic_time ();

  if (early_us > 1000)
    g_usleep ((gulong) early_us);
}

static void
tick (Player *self)
{
  wg_alarm_book_advance (self->book, self->now_ms);
  wg_alarm_book_take_tone (self->book, self->now_ms);
  if (self->now_ms >= self->next_check_ms)
    check (self);
  if (self->speed > 0)
    keep_pace (self);
}

static gboolean
wait_until (Player *self, gint64 until_ms, GError **error)
{
  while (self->now_ms + TICK_MS <= until_ms)
    {
      self->now_ms += TICK_MS;
      tick (self);
      if (self->now_ms / TICK_MS % 60 == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
play (Player *self, const Change *change, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (WgCaseRecord) record = look_at (self, change, &local);

  if (record != NULL)
    {
      wg_alarm_book_take (self->book, record, MAX (change->at_ms, self->result->from_ms));
      if (wg_case_state_is_open (record->state))
        g_hash_table_replace (self->open, &record->id, wg_case_record_ref (record));
      else
        g_hash_table_remove (self->open, &record->id);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What had happened before is there when the desk opens; of each case only the last of it counts. */
static gboolean
open_desk (Player *self, guint *next, GError **error)
{
  g_autofree guint *last = g_new0 (guint, self->present->len);
  guint n = 0;

  while (n < self->changes->len && g_array_index (self->changes, Change, n).at_ms <= self->result->from_ms)
    {
      last[g_array_index (self->changes, Change, n).place] = n + 1;
      n++;
    }
  wg_alarm_book_begin (self->book, self->result->from_ms);
  for (guint i = 0; i < self->present->len; i++)
    {
      if (last[i] > 0 && !play (self, &g_array_index (self->changes, Change, last[i] - 1), error))
        return FALSE;
    }
  wg_alarm_book_end (self->book);
  *next = n;
  return TRUE;
}

static gboolean
run (Player *self, GError **error)
{
  guint next = 0;

  self->now_ms = self->next_check_ms = self->result->from_ms;
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) wg_case_record_unref);
  if (!open_desk (self, &next, error))
    return FALSE;
  self->result->changes = (gint64) self->changes->len - next;
  for (; next < self->changes->len; next++)
    {
      const Change *change = &g_array_index (self->changes, Change, next);

      if (!wait_until (self, change->at_ms, error) || !play (self, change, error))
        return FALSE;
    }
  if (!wait_until (self, self->result->to_ms, error))
    return FALSE;
  check (self);
  self->result->figures = *wg_alarm_book_get_figures (self->book);
  return TRUE;
}

typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  double speed;
} Request;

static gpointer
replay (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autofree WgReplay *result = g_new0 (WgReplay, 1);
  g_auto (Player) player = { .result = result, .speed = request->speed, .cancellable = cancellable };

  result->from_ms = request->from_ms;
  result->to_ms = request->to_ms;
  player.book = wg_alarm_book_new (work->zone, wg_store_work_get_cut_off (work, request->from_ms));
  player.began_us = g_get_monotonic_time ();
  return plan (&player, work, error) && run (&player, error) ? g_steal_pointer (&result) : NULL;
}

void
wg_store_replay_async (WgStore *self,
                       gint64 from_ms,
                       gint64 to_ms,
                       double speed,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  const Request request = { from_ms, to_ms, speed };

  wg_store_read_async (self, replay, g_memdup2 (&request, sizeof request), g_free, g_free, cancellable, callback, user_data);
}

WgReplay *
wg_store_replay_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
