/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the queue must be live and yet stand still under the hand. A record is replaced in its item at once; which rows
 * there are and where is decided once a second at most, and the difference is told as the fewest removals and insertions
 * (the rows outside the longest ascending run), so that the list view keeps its place.
 */

#include "wg-case-list-model.h"

#include <string.h>

#define SETTLE_MS 1000
/* More separate changes than this are told as one. */
#define MOST_HUNKS 64

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
  GHashTable *items; /* id → WgCaseItem, those that somebody asked for */
  GHashTable *where; /* id → position + 1; NULL when it must be made anew */
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

static guint counted_signal;

/* Which cases, and in what order. */

static gboolean
is_in_grid (WgCaseListModel *self, WgGridTree *grids, const WgCaseRecord *record)
{
  guint top;
  guint home;

  if (self->grid_id == WG_NO_ID)
    return TRUE;
  if (grids == NULL || record->grid_id == WG_NO_ID)
    return FALSE;
  top = wg_grid_tree_find_by_id (grids, self->grid_id);
  home = wg_grid_tree_find_by_id (grids, record->grid_id);
  return top != WG_GRID_NONE && home != WG_GRID_NONE && wg_grid_tree_is_below (grids, home, top);
}

static gboolean
text_holds (const char *text, const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
record_holds (WgGridTree *grids, const WgCaseRecord *record, const char *word)
{
  guint home = grids != NULL && record->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (grids, record->grid_id) : WG_GRID_NONE;
  const WgGrid *grid = home != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, home) : NULL;

  return text_holds (record->number, word) || text_holds (record->title, word) || text_holds (record->address, word)
         || text_holds (record->class_code, word) || text_holds (record->class_text, word)
         || text_holds (wg_case_record_get_holder (record), word)
         || (grid != NULL && (text_holds (grid->code, word) || text_holds (grid->name, word)));
}

static gboolean
is_wanted (WgCaseListModel *self, WgGridTree *grids, const WgCaseRecord *record, const WgQueueView *view)
{
  if ((self->found == NULL && !wg_queue_contains (self->queue, record, view)) || !is_in_grid (self, grids, record))
    return FALSE;
  for (char **word = self->words; word != NULL && *word != NULL; word++)
    {
      if (**word != '\0' && !record_holds (grids, record, *word))
        return FALSE;
    }
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  WgCaseListModel *self = user_data;
  int difference = wg_case_order_compare (self->order, *(WgCaseRecord **) a, *(WgCaseRecord **) b);

  return self->backwards ? -difference : difference;
}

static GPtrArray *
make_rows (WgCaseListModel *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  GPtrArray *cases = self->found != NULL ? self->found : wg_case_board_get_cases (board);
  WgGridTree *grids = wg_case_board_get_grids (board);
  WgQueueView view;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);

  wg_context_get_queue_view (self->context, &view);
  for (guint i = 0; i < cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (cases, i);
      WgCaseRecord *newer = self->found != NULL ? wg_case_board_find (board, record->id) : NULL;

      record = newer != NULL ? newer : record;
      if (is_wanted (self, grids, record, &view))
        g_ptr_array_add (rows, wg_case_record_ref (record));
    }
  g_ptr_array_sort_with_data (rows, compare_rows, self);
  return rows;
}

/* The difference between what is shown and what should be. */

static GHashTable *
index_rows (GPtrArray *rows)
{
  GHashTable *where = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (where, &((WgCaseRecord *) g_ptr_array_index (rows, i))->id, GUINT_TO_POINTER (i + 1));
  return where;
}

/* Marks in `stays` (by old position) the longest run of rows whose order is the same before and after. */
static void
mark_staying (const guint *old_of_new, guint n_new, guint8 *stays)
{
  g_autofree guint *tails = g_new (guint, n_new + 1); /* new positions, by length of the run that they end */
  g_autofree guint *before = g_new (guint, n_new + 1);
  guint length = 0;

  for (guint i = 0; i < n_new; i++)
    {
      guint low = 0;
      guint high = length;

      if (old_of_new[i] == G_MAXUINT)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (old_of_new[tails[middle]] < old_of_new[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? tails[length - 1] : G_MAXUINT; i != G_MAXUINT; i = before[i])
    stays[old_of_new[i]] = TRUE;
}

typedef struct
{
  guint position; /* in the new list */
  guint n_removed;
  guint n_added;
} Hunk;

static GArray *
find_hunks (guint n_old, const guint *old_of_new, guint n_new, const guint8 *stays)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  guint old = 0;
  guint new = 0;

  while (old < n_old || new < n_new)
    {
      Hunk hunk = { new, 0, 0 };

      while (old < n_old && !stays[old])
        {
          old++;
          hunk.n_removed++;
        }
      while (new < n_new && (old_of_new[new] == G_MAXUINT || !stays[old_of_new[new]]))
        {
          new ++;
          hunk.n_added++;
        }
      if (hunk.n_removed > 0 || hunk.n_added > 0)
        g_array_append_val (hunks, hunk);
      old++;
      new ++;
    }
  return hunks;
}

static void
join_hunks (GArray *hunks, guint n_old, guint n_new)
{
  Hunk first = g_array_index (hunks, Hunk, 0);
  Hunk last = g_array_index (hunks, Hunk, hunks->len - 1);
  guint behind = n_new - (last.position + last.n_added);

  first.n_added = n_new - behind - first.position;
  first.n_removed = n_old - behind - first.position;
  g_array_set_size (hunks, 0);
  g_array_append_val (hunks, first);
}

/* Every listener must find the list as it is told to be: so the list changes hunk by hunk. */
static void
apply_hunk (WgCaseListModel *self, const Hunk *hunk, GPtrArray *wanted)
{
  if (hunk->n_removed > 0)
    g_ptr_array_remove_range (self->rows, hunk->position, hunk->n_removed);
  for (guint i = 0; i < hunk->n_added; i++)
    g_ptr_array_insert (self->rows, (int) (hunk->position + i),
                        wg_case_record_ref (g_ptr_array_index (wanted, hunk->position + i)));
  g_clear_pointer (&self->where, g_hash_table_unref);
  g_list_model_items_changed (G_LIST_MODEL (self), hunk->position, hunk->n_removed, hunk->n_added);
}

static void
become (WgCaseListModel *self, GPtrArray *wanted)
{
  g_autofree guint *old_of_new = g_new (guint, wanted->len + 1);
  g_autofree guint8 *stays = g_new0 (guint8, self->rows->len + 1);
  g_autoptr (GHashTable) where = index_rows (self->rows);
  g_autoptr (GArray) hunks = NULL;

  for (guint i = 0; i < wanted->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (wanted, i);

      old_of_new[i] = GPOINTER_TO_UINT (g_hash_table_lookup (where, &record->id)) - 1;
    }
  mark_staying (old_of_new, wanted->len, stays);
  hunks = find_hunks (self->rows->len, old_of_new, wanted->len, stays);
  if (hunks->len > MOST_HUNKS)
    join_hunks (hunks, self->rows->len, wanted->len);
  for (guint i = 0; i < hunks->len; i++)
    apply_hunk (self, &g_array_index (hunks, Hunk, i), wanted);
}

/* Keeping up with the board. */

static void
count (WgCaseListModel *self)
{
  guint counts[WG_N_QUEUES];
  WgQueueView view;

  wg_context_get_queue_view (self->context, &view);
  wg_queue_count (wg_case_board_get_cases (wg_context_get_board (self->context)), &view, counts);
  if (memcmp (counts, self->counts, sizeof counts) == 0)
    return;
  memcpy (self->counts, counts, sizeof counts);
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
  wg_case_list_model_settle (self);
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
  WgCaseItem *item = g_hash_table_lookup (self->items, &record->id);

  if (position != G_MAXUINT)
    {
      g_hash_table_replace (self->where, &record->id, GUINT_TO_POINTER (position + 1));
      wg_case_record_unref (g_ptr_array_index (self->rows, position));
      g_ptr_array_index (self->rows, position) = wg_case_record_ref (record);
    }
  if (item != NULL)
    wg_case_item_set_record (item, record);
}

static void
on_cases_changed (WgCaseBoard *board, GArray *ids, WgCaseListModel *self)
{
  if (ids == NULL)
    {
      GPtrArray *cases = wg_case_board_get_cases (board);

      for (guint i = 0; i < cases->len; i++)
        renew_row (self, g_ptr_array_index (cases, i));
      count (self);
      wg_case_list_model_settle (self);
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

static gpointer
wg_case_list_model_get_item (GListModel *model, guint position)
{
  WgCaseListModel *self = WG_CASE_LIST_MODEL (model);
  WgCaseRecord *record;
  WgCaseItem *item;

  if (position >= self->rows->len)
    return NULL;
  record = g_ptr_array_index (self->rows, position);
  item = g_hash_table_lookup (self->items, &record->id);
  if (item == NULL)
    {
      item = wg_case_item_new (record);
      g_hash_table_insert (self->items, g_memdup2 (&record->id, sizeof record->id), item);
    }
  return g_object_ref (item);
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
  G_OBJECT_CLASS (wg_case_list_model_parent_class)->dispose (object);
}

static void
wg_case_list_model_finalize (GObject *object)
{
  WgCaseListModel *self = WG_CASE_LIST_MODEL (object);

  g_clear_pointer (&self->where, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
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
}

static void
wg_case_list_model_init (WgCaseListModel *self)
{
  self->grid_id = WG_NO_ID;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
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
  wg_case_list_model_settle (self);
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
  wg_case_list_model_settle (self);
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
  wg_case_list_model_settle (self);
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
  wg_case_list_model_settle (self);
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
  wg_case_list_model_settle (self);
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
  wg_case_list_model_settle (self);
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
    self->where = index_rows (self->rows);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->where, &case_id)) - 1;
}

const guint *
wg_case_list_model_get_counts (WgCaseListModel *self)
{
  return self->counts;
}

void
wg_case_list_model_settle (WgCaseListModel *self)
{
  g_autoptr (GPtrArray) wanted = make_rows (self);

  self->stale = FALSE;
  become (self, wanted);
}
