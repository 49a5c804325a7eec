/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the queue must be live and yet stand still under the hand. A record is replaced in its item at once; which rows
 * there are and where is decided once a second at most, and in a thread of its own when there are many.
 */

#include "wg-case-list-model.h"

#include "wg-case-arrangement.h"
#include "wg-later.h"
#include "wg-let-go.h"

#include <string.h>

#define SETTLE_MS 1000
/* So many cases are arranged within a frame. */
#define FEW 3000
/* A screen of rows. */
#define MANY 40
/* A list view looks at each row that comes in search of those that it had, and destroys each that goes. */
#define TOO_MANY 1000

struct _WgCaseListModel
{
  GObject parent_instance;

  WgContext *context; /* borrowed: it outlives its widgets' models */
  WgQueue queue;
  WgCaseOrder order;
  gboolean backwards;
  char *text;
  char **words; /* of `text`, folded */
  gint64 grid_id;
  GPtrArray *found; /* of WgCaseRecord, in place of the queue; nullable */

  GPtrArray *rows;   /* of WgCaseRecord, as shown */
  GArray *ids;       /* gint64: theirs */
  GHashTable *items; /* id → Held */
  GHashTable *where; /* id → position + 1; NULL when it must be made anew */
  guint few;
  gboolean arranging;
  gboolean by_hand; /* what is being arranged was asked for, it is no news */
  GCancellable *cancellable; /* of the rows that a thread is making, nullable */
  GArray *fresh;             /* gint64: cases that changed since it began */
  guint counts[WG_N_QUEUES];

  gboolean held;
  gboolean stale;
  guint settle_timer;
};

static void wg_case_list_model_init_list (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgCaseListModel,
                               wg_case_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wg_case_list_model_init_list))

/* An item that somebody holds. */
typedef struct
{
  WgCaseListModel *model;
  WgCaseItem *item;
  gint64 id;
} Held;

static void
on_item_gone (gpointer data, GObject *item)
{
  Held *held = data;

  g_hash_table_remove (held->model->items, &held->id);
}

static guint counted_signal;
static guint arranged_signal;
static guint exchanged_signal;
static guint wanted_signal;

/* What is wanted. */

static GPtrArray *
copy_cases (WgCaseListModel *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  GPtrArray *from = self->found != NULL ? self->found : wg_case_board_get_cases (board);
  GPtrArray *cases = g_ptr_array_new_full (from->len, (GDestroyNotify) wg_case_record_unref);

  for (guint i = 0; i < from->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (from, i);
      WgCaseRecord *newer = self->found != NULL ? wg_case_board_find (board, record->id) : NULL;

      g_ptr_array_add (cases, wg_case_record_ref (newer != NULL ? newer : record));
    }
  return cases;
}

static WgCaseWish *
make_wish (WgCaseListModel *self)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  WgCaseWish *wish = g_new0 (WgCaseWish, 1);

  wish->cases = copy_cases (self);
  wish->before = g_array_ref (self->ids);
  wish->grids = grids != NULL ? wg_grid_tree_ref (grids) : NULL;
  wg_context_get_queue_view (self->context, &wish->view);
  wish->queue = self->queue;
  wish->found = self->found != NULL;
  wish->grid_id = self->grid_id;
  wish->words = g_strdupv (self->words);
  wish->order = self->order;
  wish->backwards = self->backwards;
  return wish;
}

/* Becoming it. */

static void
insert_rows (GPtrArray *rows, guint position, GPtrArray *from, guint n)
{
  guint behind = rows->len - position;

  g_ptr_array_set_size (rows, (int) (rows->len + n));
  memmove (rows->pdata + position + n, rows->pdata + position, behind * sizeof (gpointer));
  for (guint i = 0; i < n; i++)
    rows->pdata[position + i] = wg_case_record_ref (g_ptr_array_index (from, position + i));
}

/* Every listener must find the list as it is told to be: so the list changes one place after the other. */
static void
apply_change (WgCaseListModel *self, const WgRowsChange *change, GPtrArray *wanted)
{
  g_clear_pointer (&self->where, g_hash_table_unref);
  if (change->n_removed > 0)
    g_ptr_array_remove_range (self->rows, change->position, change->n_removed);
  insert_rows (self->rows, change->position, wanted, change->n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), change->position, change->n_removed, change->n_added);
}

static void
take_rows (WgCaseListModel *self, WgCaseArrangement *arrangement)
{
  g_clear_pointer (&self->where, g_hash_table_unref);
  wg_let_go (self->rows, (GDestroyNotify) g_ptr_array_unref);
  self->rows = g_steal_pointer (&arrangement->rows);
  g_array_unref (self->ids);
  self->ids = g_steal_pointer (&arrangement->ids);
  self->where = g_steal_pointer (&arrangement->where);
}

/* To make a screen of rows anew takes longer than to fill those that stand there. */

static void
let_go_of_item (Held *held)
{
  g_object_weak_unref (G_OBJECT (held->item), on_item_gone, held);
  g_free (held);
}

/* The case that is now in the place of the one that @held was; nobody looks at an item that has no place any more. */
static WgCaseRecord *
find_successor (WgCaseListModel *self, GHashTable *where, guint n_kept, const Held *held)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (where, &held->id));

  return place > 0 && place <= n_kept ? g_ptr_array_index (self->rows, place - 1) : NULL;
}

static void
refill_items (WgCaseListModel *self, GHashTable *where, guint n_kept)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (kept, value);
  g_hash_table_steal_all (self->items);
  for (guint i = 0; i < kept->len; i++)
    {
      Held *held = g_ptr_array_index (kept, i);
      WgCaseRecord *record = find_successor (self, where, n_kept, held);

      if (record == NULL)
        {
          let_go_of_item (held);
          continue;
        }
      held->id = record->id;
      g_hash_table_insert (self->items, &held->id, held);
      wg_case_item_set_record (held->item, record);
    }
}

static void
exchange (WgCaseListModel *self, WgCaseArrangement *arrangement)
{
  g_autoptr (GHashTable) where = NULL;
  guint n_old = self->rows->len;
  guint n_new = arrangement->rows->len;
  guint n_kept = MIN (n_old, n_new);
  GPtrArray *before = g_ptr_array_ref (self->rows); /* `where` has its ids */

  g_signal_emit (self, exchanged_signal, 0, n_new);
  where = self->where != NULL ? g_steal_pointer (&self->where) : wg_case_arrangement_index (self->rows);
  take_rows (self, arrangement);
  refill_items (self, where, n_kept);
  wg_let_go (before, (GDestroyNotify) g_ptr_array_unref);
  if (n_old != n_new)
    g_list_model_items_changed (G_LIST_MODEL (self), n_kept, n_old - n_kept, n_new - n_kept);
}

static gboolean
is_exchange (WgCaseListModel *self, const WgCaseArrangement *arrangement)
{
  guint n_added = 0, n_removed = 0;

  for (guint i = 0; i < arrangement->changes->len; i++)
    {
      n_added += g_array_index (arrangement->changes, WgRowsChange, i).n_added;
      n_removed += g_array_index (arrangement->changes, WgRowsChange, i).n_removed;
    }
  return MAX (n_added, n_removed) > (self->by_hand ? MANY : TOO_MANY);
}

static void
change (WgCaseListModel *self, WgCaseArrangement *arrangement)
{
  guint n = arrangement->changes->len;
  WgRowsChange only = { 0, 0, 0 };

  if (n == 1)
    only = g_array_index (arrangement->changes, WgRowsChange, 0);
  for (guint i = 0; n > 1 && i < n; i++)
    apply_change (self, &g_array_index (arrangement->changes, WgRowsChange, i), arrangement->rows);
  take_rows (self, arrangement);
  if (n == 1)
    g_list_model_items_changed (G_LIST_MODEL (self), only.position, only.n_removed, only.n_added);
}

/* A single change is made by taking the other list. */
static void
become (WgCaseListModel *self, WgCaseArrangement *arrangement)
{
  gboolean told = arrangement->changes->len > 0 || self->arranging;

  self->arranging = FALSE;
  if (is_exchange (self, arrangement))
    exchange (self, arrangement);
  else
    change (self, arrangement);
  self->by_hand = FALSE;
  if (told)
    g_signal_emit (self, arranged_signal, 0);
}

/* In another thread, when there are many. */

/* What changed while the rows were made. */
static void
renew_arrangement (WgCaseListModel *self, WgCaseArrangement *arrangement)
{
  WgCaseBoard *board = wg_context_get_board (self->context);

  for (guint i = 0; i < self->fresh->len; i++)
    {
      WgCaseRecord *record = wg_case_board_find (board, g_array_index (self->fresh, gint64, i));
      guint place = record != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (arrangement->where, &record->id)) : 0;

      if (place == 0)
        continue;
      g_hash_table_replace (arrangement->where, &record->id, GUINT_TO_POINTER (place));
      wg_case_record_unref (g_ptr_array_index (arrangement->rows, place - 1));
      g_ptr_array_index (arrangement->rows, place - 1) = wg_case_record_ref (record);
    }
}

static void
on_arranged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgCaseListModel *self = WG_CASE_LIST_MODEL (source);
  g_autoptr (WgCaseArrangement) arrangement = g_task_propagate_pointer (G_TASK (result), NULL);

  if (arrangement == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      if (arrangement != NULL)
        wg_let_go (g_steal_pointer (&arrangement->rows), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  renew_arrangement (self, arrangement);
  g_clear_object (&self->cancellable);
  become (self, arrangement);
}

static void
arrange_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (WgCaseWish) wish = data;

  g_task_return_pointer (task, wg_case_arrangement_make (wish, cancellable), (GDestroyNotify) wg_case_arrangement_free);
}

static void
stop_arranging (WgCaseListModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
start_arranging (WgCaseListModel *self)
{
  g_autoptr (GTask) task = NULL;

  stop_arranging (self);
  self->stale = FALSE;
  self->arranging = TRUE;
  g_array_set_size (self->fresh, 0);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_arranged, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, make_wish (self), NULL);
  wg_later_run_in_thread (task, arrange_in_thread);
}

/* At once when that takes no time that a hand notices. */
static void
arrange (WgCaseListModel *self)
{
  if (wg_case_board_get_cases (wg_context_get_board (self->context))->len <= self->few)
    wg_case_list_model_settle (self);
  else
    start_arranging (self);
}

static void
arrange_by_hand (WgCaseListModel *self)
{
  self->by_hand = TRUE;
  arrange (self);
  if (self->arranging)
    g_signal_emit (self, wanted_signal, 0);
}

/* Keeping up with the board. */

static void
count (WgCaseListModel *self)
{
  const guint *counts = wg_context_count_queues (self->context);

  if (memcmp (counts, self->counts, sizeof self->counts) == 0)
    return;
  memcpy (self->counts, counts, sizeof self->counts);
  self->stale = TRUE;
  g_signal_emit (self, counted_signal, 0);
}

static gboolean
on_settle_timer (gpointer user_data)
{
  WgCaseListModel *self = user_data;

  if (self->held)
    return G_SOURCE_CONTINUE;
  self->settle_timer = 0;
  arrange (self);
  return G_SOURCE_REMOVE;
}

static void
settle_later (WgCaseListModel *self)
{
  self->stale = TRUE;
  if (self->settle_timer == 0)
    self->settle_timer = g_timeout_add (SETTLE_MS, on_settle_timer, self);
}

static void
renew_row (WgCaseListModel *self, WgCaseRecord *record)
{
  guint position = wg_case_list_model_find (self, record->id);
  Held *held = g_hash_table_lookup (self->items, &record->id);

  if (position != G_MAXUINT)
    {
      g_hash_table_replace (self->where, &record->id, GUINT_TO_POINTER (position + 1));
      wg_case_record_unref (g_ptr_array_index (self->rows, position));
      g_ptr_array_index (self->rows, position) = wg_case_record_ref (record);
    }
  if (self->arranging)
    g_array_append_val (self->fresh, record->id);
  if (held != NULL)
    wg_case_item_set_record (held->item, record);
}

/* Everything was read anew: what is on the screen shows that at once, the rows follow. */
static void
renew_items (WgCaseListModel *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer held;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &held))
    g_ptr_array_add (items, g_object_ref (((Held *) held)->item));
  for (guint i = 0; i < items->len; i++)
    {
      WgCaseRecord *record = wg_case_board_find (board, wg_case_item_get_record (g_ptr_array_index (items, i))->id);

      if (record != NULL)
        wg_case_item_set_record (g_ptr_array_index (items, i), record);
    }
}

static void
on_cases_changed (WgCaseBoard *board, GArray *ids, WgCaseListModel *self)
{
  if (ids == NULL)
    {
      renew_items (self);
      count (self);
      arrange (self);
      return;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      WgCaseRecord *record = wg_case_board_find (board, g_array_index (ids, gint64, i));

      if (record != NULL)
        renew_row (self, record);
    }
  count (self);
  settle_later (self);
}

static void
on_tick (WgContext *context, WgCaseListModel *self)
{
  count (self);
  if (self->stale)
    settle_later (self);
}

/* The list. */

static GType
wg_case_list_model_get_item_type (GListModel *model)
{
  return WG_TYPE_CASE_ITEM;
}

static guint
wg_case_list_model_get_n_items (GListModel *model)
{
  return WG_CASE_LIST_MODEL (model)->rows->len;
}

/* Only as long as somebody holds them: a year of cases scrolls by. */
static WgCaseItem *
make_item (WgCaseListModel *self, WgCaseRecord *record)
{
  Held *held = g_new0 (Held, 1);

  *held = (Held){ self, wg_case_item_new (record), record->id };
  g_object_weak_ref (G_OBJECT (held->item), on_item_gone, held);
  g_hash_table_insert (self->items, &held->id, held);
  return held->item;
}

static gpointer
wg_case_list_model_get_item (GListModel *model, guint position)
{
  WgCaseListModel *self = WG_CASE_LIST_MODEL (model);
  WgCaseRecord *record;
  Held *held;

  if (position >= self->rows->len)
    return NULL;
  record = g_ptr_array_index (self->rows, position);
  held = g_hash_table_lookup (self->items, &record->id);
  return held != NULL ? g_object_ref (held->item) : make_item (self, record);
}

static void
wg_case_list_model_init_list (GListModelInterface *iface)
{
  iface->get_item_type = wg_case_list_model_get_item_type;
  iface->get_n_items = wg_case_list_model_get_n_items;
  iface->get_item = wg_case_list_model_get_item;
}

static void
wg_case_list_model_dispose (GObject *object)
{
  WgCaseListModel *self = WG_CASE_LIST_MODEL (object);

  g_clear_handle_id (&self->settle_timer, g_source_remove);
  stop_arranging (self);
  G_OBJECT_CLASS (wg_case_list_model_parent_class)->dispose (object);
}

static void
forget_items (WgCaseListModel *self)
{
  GHashTableIter iter;
  gpointer held;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &held))
    g_object_weak_unref (G_OBJECT (((Held *) held)->item), on_item_gone, held);
  g_clear_pointer (&self->items, g_hash_table_unref);
}

static void
wg_case_list_model_finalize (GObject *object)
{
  WgCaseListModel *self = WG_CASE_LIST_MODEL (object);

  forget_items (self);
  g_clear_pointer (&self->where, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->fresh, g_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (wg_case_list_model_parent_class)->finalize (object);
}

static void
wg_case_list_model_class_init (WgCaseListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_case_list_model_dispose;
  object_class->finalize = wg_case_list_model_finalize;
  counted_signal
      = g_signal_new ("counted", WG_TYPE_CASE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  exchanged_signal
      = g_signal_new ("exchanged", WG_TYPE_CASE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  wanted_signal
      = g_signal_new ("wanted", WG_TYPE_CASE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  arranged_signal
      = g_signal_new ("arranged", WG_TYPE_CASE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_case_list_model_init (WgCaseListModel *self)
{
  self->grid_id = WG_NO_ID;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->few = FEW;
}

WgCaseListModel *
wg_case_list_model_new (WgContext *context, WgQueue queue)
{
  WgCaseListModel *self = g_object_new (WG_TYPE_CASE_LIST_MODEL, NULL);

  self->context = context;
  self->queue = queue;
  g_signal_connect_object (wg_context_get_board (context), "cases-changed", G_CALLBACK (on_cases_changed), self, 0);
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, 0);
  count (self);
  arrange (self);
  return self;
}

WgQueue
wg_case_list_model_get_queue (WgCaseListModel *self)
{
  return self->queue;
}

void
wg_case_list_model_set_queue (WgCaseListModel *self, WgQueue queue)
{
  if (self->queue == queue)
    return;
  self->queue = queue;
  arrange_by_hand (self);
}

void
wg_case_list_model_set_text (WgCaseListModel *self, const char *text)
{
  g_autofree char *folded = NULL;

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  g_strfreev (self->words);
  self->text = g_strdup (text);
  folded = text != NULL ? g_utf8_casefold (text, -1) : g_strdup ("");
  self->words = g_strsplit_set (g_strstrip (folded), " \t", -1);
  arrange_by_hand (self);
}

const char *
wg_case_list_model_get_text (WgCaseListModel *self)
{
  return self->text;
}

void
wg_case_list_model_set_grid (WgCaseListModel *self, gint64 grid_id)
{
  if (self->grid_id == grid_id)
    return;
  self->grid_id = grid_id;
  arrange_by_hand (self);
}

gint64
wg_case_list_model_get_grid (WgCaseListModel *self)
{
  return self->grid_id;
}

void
wg_case_list_model_set_found (WgCaseListModel *self, GPtrArray *records)
{
  if (self->found == records)
    return;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = records != NULL ? g_ptr_array_ref (records) : NULL;
  arrange_by_hand (self);
}

gboolean
wg_case_list_model_get_found (WgCaseListModel *self)
{
  return self->found != NULL;
}

void
wg_case_list_model_set_order (WgCaseListModel *self, WgCaseOrder order, gboolean backwards)
{
  if (self->order == order && self->backwards == backwards)
    return;
  self->order = order;
  self->backwards = backwards;
  /* The same cases: no row goes. */
  self->by_hand = TRUE;
  arrange (self);
}

void
wg_case_list_model_set_held (WgCaseListModel *self, gboolean held)
{
  self->held = held;
}

guint
wg_case_list_model_find (WgCaseListModel *self, gint64 case_id)
{
  if (self->where == NULL)
    self->where = wg_case_arrangement_index (self->rows);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->where, &case_id)) - 1;
}

const guint *
wg_case_list_model_get_counts (WgCaseListModel *self)
{
  return self->counts;
}

gboolean
wg_case_list_model_is_arranging (WgCaseListModel *self)
{
  return self->arranging;
}

void
wg_case_list_model_set_few (WgCaseListModel *self, guint few)
{
  self->few = few;
}

void
wg_case_list_model_settle (WgCaseListModel *self)
{
  g_autoptr (WgCaseWish) wish = make_wish (self);
  g_autoptr (WgCaseArrangement) arrangement = wg_case_arrangement_make (wish, NULL);

  stop_arranging (self);
  self->stale = FALSE;
  become (self, arrangement);
}
