/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the colours of the map and the figures beside it follow every single event, at once and without asking the
 * database again. Counts are kept for each grid and summed up along parents, the due times of open cases in order, so
 * that time alone also moves cases; a recount from the store must always give the same.
 */

#include "wg-backlog.h"

typedef struct
{
  gint64 case_id;
  gint64 overdue_from_ms;
  guint slot;
} Due;

struct _WgBacklog
{
  GObject parent_instance;

  WgGridTree *tree;
  guint n_grids;

  /* One slot a grid, then one for outside, then one for retired grids. */
  WgBacklogCounts *own;
  WgBacklogCounts *rolled;

  /* Open cases that are not suspended and have a due time, the earliest first, and the same by case id. */
  GSequence *dues;
  GHashTable *due_by_case;
  gint64 now_ms;

  guint8 *is_changed;
  GArray *changed;
};

G_DEFINE_FINAL_TYPE (WgBacklog, wg_backlog, G_TYPE_OBJECT)

static void
wg_backlog_finalize (GObject *object)
{
  WgBacklog *self = WG_BACKLOG (object);

  g_clear_pointer (&self->due_by_case, g_hash_table_unref);
  g_clear_pointer (&self->dues, g_sequence_free);
  g_clear_pointer (&self->changed, g_array_unref);
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_free (self->own);
  g_free (self->rolled);
  g_free (self->is_changed);
  G_OBJECT_CLASS (wg_backlog_parent_class)->finalize (object);
}

static void
wg_backlog_class_init (WgBacklogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_backlog_finalize;
}

static void
wg_backlog_init (WgBacklog *self)
{
  self->dues = g_sequence_new (g_free);
  self->due_by_case = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint));
  self->now_ms = G_MININT64;
}

WgBacklog *
wg_backlog_new (WgGridTree *tree)
{
  WgBacklog *self = g_object_new (WG_TYPE_BACKLOG, NULL);

  self->tree = wg_grid_tree_ref (tree);
  self->n_grids = wg_grid_tree_get_n_grids (tree);
  self->own = g_new0 (WgBacklogCounts, self->n_grids + 2);
  self->rolled = g_new0 (WgBacklogCounts, self->n_grids + 2);
  self->is_changed = g_new0 (guint8, self->n_grids + 2);
  return self;
}

WgGridTree *
wg_backlog_get_tree (WgBacklog *self)
{
  g_return_val_if_fail (WG_IS_BACKLOG (self), NULL);

  return self->tree;
}

static guint
outside_slot (WgBacklog *self)
{
  return self->n_grids;
}

static guint
retired_slot (WgBacklog *self)
{
  return self->n_grids + 1;
}

static guint
get_slot (WgBacklog *self, gint64 grid_id)
{
  guint index;

  if (grid_id == 0)
    return outside_slot (self);
  index = wg_grid_tree_find_by_id (self->tree, grid_id);
  return index != WG_GRID_NONE ? index : retired_slot (self);
}

static guint
get_parent_slot (WgBacklog *self, guint slot)
{
  return slot < self->n_grids ? wg_grid_tree_get_grid (self->tree, slot)->parent : WG_GRID_NONE;
}

static void
mark_changed (WgBacklog *self, guint slot)
{
  if (self->is_changed[slot])
    return;
  self->is_changed[slot] = TRUE;
  g_array_append_val (self->changed, slot);
}

static void
add_counts (WgBacklogCounts *counts, const WgBacklogCounts *change)
{
  counts->open += change->open;
  counts->overdue += change->overdue;
  counts->suspended += change->suspended;
  counts->total += change->total;
}

static gboolean
counts_are_zero (const WgBacklogCounts *counts)
{
  return counts->open == 0 && counts->overdue == 0 && counts->suspended == 0 && counts->total == 0;
}

static void
apply_change (WgBacklog *self, guint slot, const WgBacklogCounts *change)
{
  if (counts_are_zero (change))
    return;
  add_counts (&self->own[slot], change);
  for (; slot != WG_GRID_NONE; slot = get_parent_slot (self, slot))
    {
      add_counts (&self->rolled[slot], change);
      mark_changed (self, slot);
    }
}

void
wg_backlog_recount (WgBacklog *self, const WgBacklogRow *rows, gsize n_rows, gint64 now_ms)
{
  g_autofree WgBacklogCounts *before = NULL;

  g_return_if_fail (WG_IS_BACKLOG (self));

  before = g_steal_pointer (&self->rolled);
  self->rolled = g_new0 (WgBacklogCounts, self->n_grids + 2);
  memset (self->own, 0, (self->n_grids + 2) * sizeof (WgBacklogCounts));
  for (gsize i = 0; i < n_rows; i++)
    add_counts (&self->own[get_slot (self, rows[i].grid_id)], &rows[i].counts);

  /* Pre-order: whatever is below a grid stands behind it, so backwards every sum is ready before it is passed on. */
  for (guint slot = self->n_grids + 2; slot-- > 0;)
    {
      guint parent = get_parent_slot (self, slot);

      add_counts (&self->rolled[slot], &self->own[slot]);
      if (parent != WG_GRID_NONE)
        add_counts (&self->rolled[parent], &self->rolled[slot]);
      if (memcmp (&self->rolled[slot], &before[slot], sizeof before[slot]) != 0)
        mark_changed (self, slot);
    }
  g_hash_table_remove_all (self->due_by_case);
  g_sequence_remove_range (g_sequence_get_begin_iter (self->dues), g_sequence_get_end_iter (self->dues));
  self->now_ms = now_ms;
}

static int
compare_dues (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Due *x = a, *y = b;

  if (x->overdue_from_ms != y->overdue_from_ms)
    return x->overdue_from_ms < y->overdue_from_ms ? -1 : 1;
  return (x->case_id > y->case_id) - (x->case_id < y->case_id);
}

static void
remove_due (WgBacklog *self, gint64 case_id)
{
  GSequenceIter *at = g_hash_table_lookup (self->due_by_case, &case_id);

  if (at == NULL)
    return;
  g_hash_table_remove (self->due_by_case, &case_id);
  g_sequence_remove (at);
}

static void
insert_due (WgBacklog *self, gint64 case_id, guint slot, gint64 overdue_from_ms)
{
  Due *due;

  remove_due (self, case_id);
  if (overdue_from_ms == WG_BACKLOG_NEVER)
    return;
  due = g_new (Due, 1);
  *due = (Due){ case_id, overdue_from_ms, slot };
  g_hash_table_insert (self->due_by_case, &due->case_id,
                       g_sequence_insert_sorted (self->dues, due, compare_dues, NULL));
}

void
wg_backlog_add_due (WgBacklog *self, gint64 case_id, gint64 grid_id, gint64 overdue_from_ms)
{
  g_return_if_fail (WG_IS_BACKLOG (self));

  insert_due (self, case_id, get_slot (self, grid_id), overdue_from_ms);
}

static gboolean
is_backlog (const WgBacklogPlace *place)
{
  return (place->flags & (WG_BACKLOG_OPEN | WG_BACKLOG_SUSPENDED)) == WG_BACKLOG_OPEN;
}

/* What one case adds to the counts of its grid, with the sign. */
static WgBacklogCounts
count_place (WgBacklog *self, const WgBacklogPlace *place, int sign)
{
  gboolean open = is_backlog (place);
  gboolean suspended = !open && (place->flags & WG_BACKLOG_OPEN) != 0;
  gboolean overdue = open && place->overdue_from_ms != WG_BACKLOG_NEVER && place->overdue_from_ms <= self->now_ms;
  WgBacklogCounts counts = { sign * open, sign * overdue, sign * suspended, sign };

  return counts;
}

void
wg_backlog_move_case (WgBacklog *self, gint64 case_id, const WgBacklogPlace *before, const WgBacklogPlace *after)
{
  WgBacklogCounts change = { 0 }, arrival = { 0 };
  guint from, to;

  g_return_if_fail (WG_IS_BACKLOG (self));

  from = before != NULL ? get_slot (self, before->grid_id) : WG_GRID_NONE;
  to = after != NULL ? get_slot (self, after->grid_id) : WG_GRID_NONE;
  if (before != NULL)
    change = count_place (self, before, -1);
  if (after != NULL)
    arrival = count_place (self, after, 1);
  if (before != NULL && after != NULL && from == to)
    {
      /* One difference, so that a case that is counted as before names no grid as changed. */
      add_counts (&change, &arrival);
      apply_change (self, from, &change);
    }
  else
    {
      if (before != NULL)
        apply_change (self, from, &change);
      if (after != NULL)
        apply_change (self, to, &arrival);
    }
  if (after != NULL && is_backlog (after))
    insert_due (self, case_id, to, after->overdue_from_ms);
  else
    remove_due (self, case_id);
}

/* The first case that is not overdue at @now_ms. */
static GSequenceIter *
find_first_after (WgBacklog *self, gint64 now_ms)
{
  Due last = { G_MAXINT64, now_ms, 0 };

  return g_sequence_search (self->dues, &last, compare_dues, NULL);
}

gint64
wg_backlog_advance (WgBacklog *self, gint64 now_ms)
{
  GSequenceIter *from, *to, *at;
  const WgBacklogCounts later = { .overdue = 1 }, earlier = { .overdue = -1 };
  const WgBacklogCounts *change = now_ms >= self->now_ms ? &later : &earlier;

  g_return_val_if_fail (WG_IS_BACKLOG (self), WG_BACKLOG_NEVER);

  from = find_first_after (self, MIN (now_ms, self->now_ms));
  to = find_first_after (self, MAX (now_ms, self->now_ms));
  for (at = from; at != to; at = g_sequence_iter_next (at))
    apply_change (self, ((const Due *) g_sequence_get (at))->slot, change);
  at = change == &later ? to : from;
  self->now_ms = now_ms;
  return g_sequence_iter_is_end (at) ? WG_BACKLOG_NEVER : ((const Due *) g_sequence_get (at))->overdue_from_ms;
}

gint64
wg_backlog_get_now (WgBacklog *self)
{
  g_return_val_if_fail (WG_IS_BACKLOG (self), 0);

  return self->now_ms;
}

const WgBacklogCounts *
wg_backlog_get_own (WgBacklog *self, guint index)
{
  g_return_val_if_fail (WG_IS_BACKLOG (self) && index < self->n_grids, NULL);

  return &self->own[index];
}

const WgBacklogCounts *
wg_backlog_get_rolled (WgBacklog *self, guint index)
{
  g_return_val_if_fail (WG_IS_BACKLOG (self) && index < self->n_grids, NULL);

  return &self->rolled[index];
}

const WgBacklogCounts *
wg_backlog_get_outside (WgBacklog *self)
{
  g_return_val_if_fail (WG_IS_BACKLOG (self), NULL);

  return &self->own[outside_slot (self)];
}

const WgBacklogCounts *
wg_backlog_get_retired (WgBacklog *self)
{
  g_return_val_if_fail (WG_IS_BACKLOG (self), NULL);

  return &self->own[retired_slot (self)];
}

WgBacklogCounts
wg_backlog_get_whole (WgBacklog *self)
{
  WgBacklogCounts whole = { 0 };

  g_return_val_if_fail (WG_IS_BACKLOG (self), whole);

  for (guint slot = 0; slot < self->n_grids + 2; slot++)
    add_counts (&whole, &self->own[slot]);
  return whole;
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

GArray *
wg_backlog_take_changed (WgBacklog *self, gboolean *outside_changed)
{
  GArray *changed;

  g_return_val_if_fail (WG_IS_BACKLOG (self), NULL);

  if (outside_changed != NULL)
    *outside_changed = self->is_changed[outside_slot (self)];
  changed = g_steal_pointer (&self->changed);
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint));
  memset (self->is_changed, 0, self->n_grids + 2);
  g_array_sort (changed, compare_slots);
  while (changed->len > 0 && g_array_index (changed, guint, changed->len - 1) >= self->n_grids)
    g_array_set_size (changed, changed->len - 1);
  return changed;
}
