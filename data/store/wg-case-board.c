/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: queue, map and detail must show the same thing at the same moment. The board holds the live cases and the backlog
 * once, and is the only listener of the store's news that they need.
 */

#include "wg-case-board.h"

#include "wg-event-log.h"
#include "wg-let-go.h"
#include "wg-store-search.h"

/* A late due time is noticed at most this long after it has passed. */
#define LONGEST_NAP_MS 60000

struct _WgCaseBoard
{
  GObject parent_instance;

  WgStore *store;
  GCancellable *cancellable;

  GPtrArray *cases;  /* of WgCaseRecord */
  GHashTable *by_id; /* id → index in `cases` */
  WgGridTree *grids;
  WgBacklog *backlog;
  gint64 as_of_ms;
  gint64 last_event; /* the newest event that the last reading of everything has seen */
  gboolean loaded;

  guint overdue_timer;
  guint n_loads; /* what was read of single cases before the newest load is dropped: the load has it */
  gulong changed_handler;
};

G_DEFINE_FINAL_TYPE (WgCaseBoard, wg_case_board, G_TYPE_OBJECT)

enum
{
  CASES_CHANGED,
  BACKLOG_CHANGED,
  GRIDS_CHANGED,
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
now (WgCaseBoard *self)
{
  return wg_clock_get_now (wg_store_get_clock (self->store));
}

static WgBacklogPlace
place_of (const WgCaseRecord *record)
{
  WgBacklogPlace place = { .grid_id = record->grid_id == WG_NO_ID ? 0 : record->grid_id,
                           .overdue_from_ms = record->due_ms == WG_NO_TIME ? WG_BACKLOG_NEVER : record->due_ms };

  if (wg_case_state_is_open (record->state))
    place.flags |= WG_BACKLOG_OPEN;
  if (wg_case_record_is_suspended (record))
    place.flags |= WG_BACKLOG_SUSPENDED;
  return place;
}

/* Overdue: time alone makes it, so a timer waits for the next due time. */

static void schedule_overdue (WgCaseBoard *self, gint64 next_ms);

static gboolean
on_overdue (gpointer user_data)
{
  WgCaseBoard *self = user_data;
  gint64 next_ms = wg_backlog_advance (self->backlog, now (self));

  self->overdue_timer = 0;
  schedule_overdue (self, next_ms);
  g_signal_emit (self, signals[BACKLOG_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
schedule_overdue (WgCaseBoard *self, gint64 next_ms)
{
  gint64 wait = LONGEST_NAP_MS;

  g_clear_handle_id (&self->overdue_timer, g_source_remove);
  if (next_ms != WG_BACKLOG_NEVER)
    wait = CLAMP (next_ms - now (self) + 1, 1, LONGEST_NAP_MS);
  self->overdue_timer = g_timeout_add ((guint) wait, on_overdue, self);
}

static void
advance (WgCaseBoard *self)
{
  self->as_of_ms = now (self);
  schedule_overdue (self, wg_backlog_advance (self->backlog, self->as_of_ms));
}

/* The set of cases. */

static GHashTable *
index_cases (GPtrArray *cases)
{
  GHashTable *by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (cases, i);

      g_hash_table_insert (by_id, &record->id, GUINT_TO_POINTER (i));
    }
  return by_id;
}

gboolean
wg_case_board_find_place (WgCaseBoard *self, gint64 case_id, guint *index)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (self->by_id, &case_id, NULL, &value))
    return FALSE;
  *index = GPOINTER_TO_UINT (value);
  return TRUE;
}

static void
replace (WgCaseBoard *self, guint index, WgCaseRecord *record)
{
  WgCaseRecord *old = g_ptr_array_index (self->cases, index);

  g_hash_table_remove (self->by_id, &old->id);
  g_ptr_array_index (self->cases, index) = wg_case_record_ref (record);
  g_hash_table_insert (self->by_id, &record->id, GUINT_TO_POINTER (index));
  wg_case_record_unref (old);
}

static void
append (WgCaseBoard *self, WgCaseRecord *record)
{
  g_ptr_array_add (self->cases, wg_case_record_ref (record));
  g_hash_table_insert (self->by_id, &record->id, GUINT_TO_POINTER (self->cases->len - 1));
}

/* A case that was not on the board is new, or was closed before the board was started: counted in the totals already. */
static void
count_arrival (WgCaseBoard *self, const WgCaseRecord *record, gboolean is_new)
{
  WgBacklogPlace after = place_of (record);
  WgBacklogPlace before = { .grid_id = after.grid_id, .flags = WG_BACKLOG_CLOSED, .overdue_from_ms = WG_BACKLOG_NEVER };

  wg_backlog_move_case (self->backlog, record->id, is_new ? NULL : &before, &after);
}

static void
take_record (WgCaseBoard *self, WgCaseRecord *record, gboolean is_new)
{
  WgBacklogPlace before;
  WgBacklogPlace after;
  guint index;

  if (!wg_case_board_find_place (self, record->id, &index))
    {
      count_arrival (self, record, is_new);
      append (self, record);
      return;
    }
  before = place_of (g_ptr_array_index (self->cases, index));
  after = place_of (record);
  wg_backlog_move_case (self->backlog, record->id, &before, &after);
  replace (self, index, record);
}

/* News of some cases. */

typedef struct
{
  WgCaseBoard *board; /* borrowed; the cancellable ends it */
  GHashTable *born;   /* ids of cases registered by these events */
  guint n_loads;
} News;

static void
news_free (News *news)
{
  g_hash_table_unref (news->born);
  g_free (news);
}

static void
on_cases_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  News *news = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wg_store_read_cases_finish (WG_STORE (source), result, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  WgCaseBoard *self = news->board;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || (records != NULL && news->n_loads != self->n_loads))
    {
      news_free (news);
      return;
    }
  if (records == NULL)
    {
      g_warning ("Changed cases cannot be read: %s", error->message);
      news_free (news);
      return;
    }
  for (guint i = 0; i < records->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (records, i);

      take_record (self, record, g_hash_table_contains (news->born, &record->id));
      g_array_append_val (ids, record->id);
    }
  news_free (news);
  advance (self);
  g_signal_emit (self, signals[CASES_CHANGED], 0, ids);
  g_signal_emit (self, signals[BACKLOG_CHANGED], 0);
}

static GHashTable *
find_born (WgChangeSet *changes, gint64 after_event)
{
  GHashTable *born = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *events = wg_change_set_get_events (changes);

  for (guint i = 0; i < events->len; i++)
    {
      WgEvent *event = g_ptr_array_index (events, i);

      if (event->id > after_event && g_str_equal (event->subject, "case") && event->from_state == NULL)
        g_hash_table_add (born, g_memdup2 (&event->subject_id, sizeof event->subject_id));
    }
  return born;
}

/* The cases that changed, and those whose holder did. */
static GArray *
list_touched (WgCaseBoard *self, WgChangeSet *changes)
{
  GArray *touched = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *events = wg_change_set_get_events (changes);
  gsize n_ids;
  const gint64 *ids = wg_change_set_get_case_ids (changes, &n_ids);

  if (n_ids > 0)
    g_array_append_vals (touched, ids, (guint) n_ids);
  for (guint i = 0; i < events->len; i++)
    {
      const WgEvent *event = g_ptr_array_index (events, i);
      gboolean person = g_str_equal (event->subject, "person");

      if ((!person && !g_str_equal (event->subject, "unit")) || !g_str_equal (event->verb, "deactivate"))
        continue;
      for (guint j = 0; j < self->cases->len; j++)
        {
          const WgCaseRecord *record = g_ptr_array_index (self->cases, j);

          if ((person ? record->person_id : record->unit_id) == event->subject_id)
            g_array_append_val (touched, record->id);
        }
    }
  return touched;
}

static void load (WgCaseBoard *self);

static void
on_store_changed (WgStore *store, WgChangeSet *changes, gpointer user_data)
{
  WgCaseBoard *self = user_data;
  g_autoptr (GArray) touched = NULL;
  News *news;

  if (self->loaded && wg_change_set_get_last_event (changes) <= self->last_event)
    return;
  if (!self->loaded || wg_change_set_touches_all (changes) || wg_change_set_touches (changes, "grid"))
    {
      if (wg_change_set_touches_all (changes))
        wg_store_complete_search (self->store);
      load (self);
      return;
    }
  touched = list_touched (self, changes);
  if (touched->len == 0)
    return;
  news = g_new0 (News, 1);
  news->board = self;
  news->born = find_born (changes, self->last_event);
  news->n_loads = self->n_loads;
  wg_store_read_cases_async (store, (const gint64 *) (gpointer) touched->data, touched->len, self->cancellable, on_cases_read, news);
}

/* Reading everything: grids, then open cases and counts in one go on the same reader. */

typedef struct
{
  WgGridTree *grids;
  WgBacklog *backlog;
  GPtrArray *cases;
  GHashTable *by_id;
  gint64 last_event;
} Everything;

static void
everything_free (gpointer data)
{
  Everything *all = data;

  g_clear_pointer (&all->grids, wg_grid_tree_unref);
  g_clear_object (&all->backlog);
  g_clear_pointer (&all->by_id, g_hash_table_unref);
  g_clear_pointer (&all->cases, g_ptr_array_unref);
  g_free (all);
}

static void
add_due_times (WgBacklog *backlog, GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (cases, i);
      WgBacklogPlace place = place_of (record);

      if (wg_case_record_is_backlog (record))
        wg_backlog_add_due (backlog, record->id, place.grid_id, place.overdue_from_ms);
    }
}

static gpointer
read_everything (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  Everything *all = g_new0 (Everything, 1);

  all->last_event = wg_event_log_get_last_id (work->connection, error);
  if (all->last_event >= 0)
    all->grids = wg_store_work_get_grids (work, error);
  if (all->grids != NULL)
    all->backlog = wg_store_work_count_backlog (work, wg_clock_get_now (work->clock), error);
  if (all->backlog != NULL)
    all->cases = wg_store_work_list_live (work, error);
  if (all->cases == NULL)
    {
      everything_free (all);
      return NULL;
    }
  add_due_times (all->backlog, all->cases);
  all->by_id = index_cases (all->cases);
  return all;
}

#define SWAP(a, b) \
  G_STMT_START \
  { \
    gpointer kept = (a); \
    (a) = (b); \
    (b) = kept; \
  } \
  G_STMT_END

static void
take_everything (WgCaseBoard *self, Everything *all)
{
  gboolean new_grids = self->grids != all->grids;

  SWAP (self->cases, all->cases);
  SWAP (self->by_id, all->by_id);
  SWAP (self->backlog, all->backlog);
  SWAP (self->grids, all->grids);
  self->last_event = all->last_event;
  self->loaded = TRUE;
  advance (self);
  if (new_grids)
    g_signal_emit (self, signals[GRIDS_CHANGED], 0);
  g_signal_emit (self, signals[CASES_CHANGED], 0, NULL);
  g_signal_emit (self, signals[BACKLOG_CHANGED], 0);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
on_everything_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Everything *all = wg_store_work_finish (WG_STORE (source), result, &error);

  if (all == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The cases cannot be read: %s", error->message);
      return;
    }
  take_everything (user_data, all);
  wg_let_go (all, everything_free);
}

static void
load (WgCaseBoard *self)
{
  self->n_loads++;
  wg_store_read_async (self->store, read_everything, NULL, NULL, everything_free, self->cancellable, on_everything_read, self);
}

void
wg_case_board_start (WgCaseBoard *self)
{
  if (self->changed_handler != 0)
    return;
  self->changed_handler = g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  wg_store_follow (self->store);
  wg_store_complete_search (self->store);
  load (self);
}

/* The object. */

static void
wg_case_board_dispose (GObject *object)
{
  WgCaseBoard *self = WG_CASE_BOARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->overdue_timer, g_source_remove);
  g_clear_signal_handler (&self->changed_handler, self->store);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (wg_case_board_parent_class)->dispose (object);
}

static void
wg_case_board_finalize (GObject *object)
{
  WgCaseBoard *self = WG_CASE_BOARD (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->backlog);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->grids, wg_grid_tree_unref);
  G_OBJECT_CLASS (wg_case_board_parent_class)->finalize (object);
}

static void
wg_case_board_class_init (WgCaseBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_case_board_dispose;
  object_class->finalize = wg_case_board_finalize;

  signals[CASES_CHANGED] = g_signal_new ("cases-changed", WG_TYPE_CASE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ARRAY);
  signals[BACKLOG_CHANGED]
      = g_signal_new ("backlog-changed", WG_TYPE_CASE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GRIDS_CHANGED]
      = g_signal_new ("grids-changed", WG_TYPE_CASE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED]
      = g_signal_new ("loaded", WG_TYPE_CASE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_case_board_init (WgCaseBoard *self)
{
  self->cancellable = g_cancellable_new ();
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
}

WgCaseBoard *
wg_case_board_new (WgStore *store)
{
  WgCaseBoard *self = g_object_new (WG_TYPE_CASE_BOARD, NULL);

  self->store = g_object_ref (store);
  return self;
}

WgStore *
wg_case_board_get_store (WgCaseBoard *self)
{
  return self->store;
}

gboolean
wg_case_board_is_loaded (WgCaseBoard *self)
{
  return self->loaded;
}

GPtrArray *
wg_case_board_get_cases (WgCaseBoard *self)
{
  return self->cases;
}

WgCaseRecord *
wg_case_board_find (WgCaseBoard *self, gint64 case_id)
{
  guint index;

  return wg_case_board_find_place (self, case_id, &index) ? g_ptr_array_index (self->cases, index) : NULL;
}

WgCaseRecord *
wg_case_board_find_number (WgCaseBoard *self, const char *number)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (self->cases, i);

      if (g_str_equal (record->number, number))
        return record;
    }
  return NULL;
}

WgGridTree *
wg_case_board_get_grids (WgCaseBoard *self)
{
  return self->grids;
}

WgBacklog *
wg_case_board_get_backlog (WgCaseBoard *self)
{
  return self->backlog;
}

gint64
wg_case_board_get_as_of (WgCaseBoard *self)
{
  return self->as_of_ms;
}
