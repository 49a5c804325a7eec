/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a district of 170,000 open cases is chosen from, sorted and compared with what is shown in a third of a second. That is
 * nothing for a thread, and far too long for the hand that is scrolling meanwhile; so it happens here, on a picture of the
 * board that nobody changes. What is told afterwards is the fewest removals and insertions (the rows outside the longest
 * ascending run), so that a list view keeps its place.
 */

#include "wg-case-arrangement.h"

#include <string.h>

/* More separate changes than this are told as one. */
#define MOST_CHANGES 64
/* Cases between two looks whether they are still wanted; a power of two. */
#define LOOK_EVERY 4096

void
wg_case_wish_free (WgCaseWish *self)
{
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_array_unref);
  g_clear_pointer (&self->grids, wg_grid_tree_unref);
  g_clear_pointer (&self->words, g_strfreev);
  g_free (self);
}

void
wg_case_arrangement_free (WgCaseArrangement *self)
{
  g_clear_pointer (&self->where, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

/* Which cases. */

static gboolean
is_in_grid (const WgCaseWish *wish, const WgCaseRecord *record)
{
  guint top;
  guint home;

  if (wish->grid_id == WG_NO_ID)
    return TRUE;
  if (wish->grids == NULL || record->grid_id == WG_NO_ID)
    return FALSE;
  top = wg_grid_tree_find_by_id (wish->grids, wish->grid_id);
  home = wg_grid_tree_find_by_id (wish->grids, record->grid_id);
  return top != WG_GRID_NONE && home != WG_GRID_NONE && wg_grid_tree_is_below (wish->grids, home, top);
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
is_wanted (const WgCaseWish *wish, const WgCaseRecord *record)
{
  if ((!wish->found && !wg_queue_contains (wish->queue, record, &wish->view)) || !is_in_grid (wish, record))
    return FALSE;
  for (char **word = wish->words; word != NULL && *word != NULL; word++)
    {
      if (**word != '\0' && !record_holds (wish->grids, record, *word))
        return FALSE;
    }
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgCaseWish *wish = user_data;
  int difference = wg_case_order_compare (wish->order, *(WgCaseRecord **) a, *(WgCaseRecord **) b);

  return wish->backwards ? -difference : difference;
}

static GPtrArray *
choose_rows (const WgCaseWish *wish, GCancellable *cancellable)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);

  for (guint i = 0; i < wish->cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (wish->cases, i);

      if ((i & (LOOK_EVERY - 1)) == 0 && g_cancellable_is_cancelled (cancellable))
        break;
      if (is_wanted (wish, record))
        g_ptr_array_add (rows, wg_case_record_ref (record));
    }
  return rows;
}

/* The difference between what is shown and what should be. */

GHashTable *
wg_case_arrangement_index (GPtrArray *rows)
{
  GHashTable *where = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (where, &((WgCaseRecord *) g_ptr_array_index (rows, i))->id, GUINT_TO_POINTER (i + 1));
  return where;
}

static GArray *
list_ids (GPtrArray *rows)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, ((WgCaseRecord *) g_ptr_array_index (rows, i))->id);
  return ids;
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

static GArray *
find_changes (guint n_old, const guint *old_of_new, guint n_new, const guint8 *stays)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (WgRowsChange));
  guint old = 0;
  guint new = 0;

  while (old < n_old || new < n_new)
    {
      WgRowsChange change = { new, 0, 0 };

      while (old < n_old && !stays[old])
        {
          old++;
          change.n_removed++;
        }
      while (new < n_new && (old_of_new[new] == G_MAXUINT || !stays[old_of_new[new]]))
        {
          new ++;
          change.n_added++;
        }
      if (change.n_removed > 0 || change.n_added > 0)
        g_array_append_val (changes, change);
      old++;
      new ++;
    }
  return changes;
}

static void
join_changes (GArray *changes, guint n_old, guint n_new)
{
  WgRowsChange first = g_array_index (changes, WgRowsChange, 0);
  WgRowsChange last = g_array_index (changes, WgRowsChange, changes->len - 1);
  guint behind = n_new - (last.position + last.n_added);

  first.n_added = n_new - behind - first.position;
  first.n_removed = n_old - behind - first.position;
  g_array_set_size (changes, 0);
  g_array_append_val (changes, first);
}

static GArray *
compare (const GArray *before, const WgCaseArrangement *self)
{
  guint n_new = self->rows->len;
  g_autofree guint *old_of_new = g_new (guint, n_new + 1);
  g_autofree guint8 *stays = g_new0 (guint8, before->len + 1);
  GArray *changes;

  for (guint i = 0; i < n_new; i++)
    old_of_new[i] = G_MAXUINT;
  for (guint i = 0; i < before->len; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->where, &g_array_index (before, gint64, i)));

      if (place > 0)
        old_of_new[place - 1] = i;
    }
  mark_staying (old_of_new, n_new, stays);
  changes = find_changes (before->len, old_of_new, n_new, stays);
  if (changes->len > MOST_CHANGES)
    join_changes (changes, before->len, n_new);
  return changes;
}

WgCaseArrangement *
wg_case_arrangement_make (const WgCaseWish *wish, GCancellable *cancellable)
{
  g_autoptr (WgCaseArrangement) self = g_new0 (WgCaseArrangement, 1);

  self->rows = choose_rows (wish, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  g_ptr_array_sort_with_data (self->rows, compare_rows, (gpointer) wish);
  self->where = wg_case_arrangement_index (self->rows);
  self->ids = list_ids (self->rows);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  self->changes = compare (wish->before, self);
  return g_steal_pointer (&self);
}
