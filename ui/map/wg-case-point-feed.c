/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: cases change by the second and the city by the month. Their points are made by themselves, once for a burst of news, and
 * on a thread when they are many; and an emergency that has just come is drawn apart from the others until it is taken.
 */

#include "wg-case-point-feed.h"

#include "wg-case-points.h"
#include "wg-later.h"
#include "wg-pulses.h"

/* So many are put in order within a frame. */
#define FEW_POINTS 5000
#define DELAY_MS 20 /* a burst of news makes the points once */
#define TICKS_A_REFRESH 20 /* the clocks of the cases run on: seconds between two looks */

struct _WgCasePointFeed
{
  GObject parent_instance;

  /* owned; the context too: a thread that makes points holds the feed, and the widgets may be gone meanwhile */
  WgContext *context;
  WgCityCases *cases;
  GArray *points;   /* WgCasePoint of `cases`, or of those that a thread is making */
  GArray *pulses;   /* WgCasePoint: new emergencies */
  GHashTable *seen; /* gint64 id of an emergency nobody has taken -> gint64, when it came */
  GCancellable *cancellable;

  gint64 selected; /* the case that was selected when `points` were listed */
  guint timer;
  gboolean gathering; /* a thread makes `cases` of `points` */
  guint n_ticks;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (WgCasePointFeed, wg_case_point_feed, G_TYPE_OBJECT)

static WgCaseBoard *
get_board (WgCasePointFeed *self)
{
  return wg_context_get_board (self->context);
}

/* --- What is to be a point --- */

static gboolean
wants_animations (void)
{
  gboolean wanted = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &wanted, NULL);
  return wanted;
}

/* What was there when the window opened does not pulse. */
static gint64
find_arrival (WgCasePointFeed *self, gint64 id, gint64 now_ms)
{
  gint64 *came = g_hash_table_lookup (self->seen, &id);

  if (came == NULL)
    {
      came = g_new (gint64, 1);
      *came = self->points != NULL ? now_ms : G_MININT64;
      g_hash_table_insert (self->seen, g_memdup2 (&id, sizeof id), came);
    }
  return *came;
}

static void
take_pulse (WgCasePointFeed *self, WgCasePoint *point, gint64 now_ms)
{
  gint64 came = find_arrival (self, point->id, now_ms);

  if (came == G_MININT64 || now_ms - came >= WG_PULSE_MS || !wants_animations ())
    return;
  point->flags &= ~(guint)WG_CASE_FLAG_UNACKNOWLEDGED;
  g_array_append_vals (self->pulses, point, 1);
}

/* Open cases, and the selected one in whatever state it is. */
static GArray *
list_points (WgCasePointFeed *self)
{
  GPtrArray *records = wg_case_board_get_cases (get_board (self));
  gint64 selected = wg_selection_get_case (wg_context_get_selection (self->context));
  gint64 now_ms = wg_context_get_now (self->context);
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (WgCasePoint), records->len);

  self->selected = selected;
  g_array_set_size (self->pulses, 0);
  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);
      WgCasePoint point;

      if (!wg_case_record_has_place (record) || (!wg_case_state_is_open (record->state) && record->id != selected))
        continue;
      point = wg_case_point_of (record, now_ms);
      if (point.flags & WG_CASE_FLAG_UNACKNOWLEDGED)
        take_pulse (self, &point, now_ms);
      g_array_append_val (points, point);
    }
  return points;
}

/* --- Making them --- */

static void
take_cases (WgCasePointFeed *self, WgCityCases *cases)
{
  self->gathering = FALSE;
  g_clear_pointer (&self->cases, wg_city_cases_unref);
  self->cases = cases;
  g_signal_emit (self, changed_signal, 0);
}

static WgCityCases *
gather (const GArray *points)
{
  return wg_city_cases_new ((const WgCasePoint *) (gconstpointer) points->data, points->len);
}

static void
gather_in_thread (GTask *task, gpointer source, gpointer points, GCancellable *cancellable)
{
  g_task_return_pointer (task, gather (points), (GDestroyNotify) wg_city_cases_unref);
}

static void
on_gathered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgCasePointFeed *self = WG_CASE_POINT_FEED (source);
  WgCityCases *cases = g_task_propagate_pointer (G_TASK (result), NULL);

  if (cases == NULL)
    return;
  if (g_task_get_task_data (G_TASK (result)) == self->points)
    take_cases (self, cases);
  else
    wg_city_cases_unref (cases); /* others came meanwhile */
}

static void
start_gathering (WgCasePointFeed *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_gathered, NULL);

  self->gathering = TRUE;
  g_task_set_task_data (task, g_array_ref (self->points), (GDestroyNotify) g_array_unref);
  wg_later_run_in_thread (task, gather_in_thread);
}

static void
refresh (WgCasePointFeed *self)
{
  g_autoptr (GArray) points = NULL;

  if (!wg_case_board_is_loaded (get_board (self)))
    return;
  points = list_points (self);
  if (wg_case_points_are_equal (self->points, points))
    return;
  g_clear_pointer (&self->points, g_array_unref);
  self->points = g_steal_pointer (&points);
  if (self->points->len <= FEW_POINTS)
    take_cases (self, gather (self->points));
  else
    start_gathering (self);
}

/* --- When --- */

static gboolean
on_timer (gpointer user_data)
{
  WgCasePointFeed *self = user_data;

  self->timer = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WgCasePointFeed *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (DELAY_MS, on_timer, self);
}

/* A case that has a point only because it is selected. */
static gboolean
is_closed (WgCasePointFeed *self, gint64 id)
{
  const WgCaseRecord *record = wg_case_board_find (get_board (self), id);

  return record != NULL && !wg_case_state_is_open (record->state);
}

static void
on_selection_changed (WgCasePointFeed *self)
{
  if (is_closed (self, self->selected) || is_closed (self, wg_selection_get_case (wg_context_get_selection (self->context))))
    schedule (self);
}

static void
on_tick (WgCasePointFeed *self)
{
  if (++self->n_ticks % TICKS_A_REFRESH == 0 || self->pulses->len > 0)
    schedule (self);
}

/* --- The object --- */

static void
wg_case_point_feed_dispose (GObject *object)
{
  WgCasePointFeed *self = WG_CASE_POINT_FEED (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (wg_case_point_feed_parent_class)->dispose (object);
}

static void
wg_case_point_feed_finalize (GObject *object)
{
  WgCasePointFeed *self = WG_CASE_POINT_FEED (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->cases, wg_city_cases_unref);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->pulses, g_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  G_OBJECT_CLASS (wg_case_point_feed_parent_class)->finalize (object);
}

static void
wg_case_point_feed_class_init (WgCasePointFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_case_point_feed_dispose;
  object_class->finalize = wg_case_point_feed_finalize;
  changed_signal = g_signal_new ("changed", WG_TYPE_CASE_POINT_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_case_point_feed_init (WgCasePointFeed *self)
{
  self->cancellable = g_cancellable_new ();
  self->pulses = g_array_new (FALSE, FALSE, sizeof (WgCasePoint));
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

WgCasePointFeed *
wg_case_point_feed_new (WgContext *context)
{
  WgCasePointFeed *self = g_object_new (WG_TYPE_CASE_POINT_FEED, NULL);
  WgCaseBoard *board = wg_context_get_board (context);

  self->context = g_object_ref (context);
  g_signal_connect_object (board, "loaded", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "cases-changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_selection (context), "changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
  if (wg_case_board_is_loaded (board))
    schedule (self);
  return self;
}

WgCityCases *
wg_case_point_feed_get_cases (WgCasePointFeed *self)
{
  return self->cases;
}

const GArray *
wg_case_point_feed_get_pulses (WgCasePointFeed *self)
{
  return self->pulses;
}

gboolean
wg_case_point_feed_is_busy (WgCasePointFeed *self)
{
  return self->timer != 0 || self->gathering;
}
