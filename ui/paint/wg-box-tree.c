/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a tile must find its grids, borders and buildings without looking at the others, on any thread, without locks. A
 * packed tree (all nodes of a level side by side, children contiguous) needs no pointers and 20 bytes a box.
 */

#include "wg-box-tree.h"

#include <string.h>

#define NODE_SIZE 16
#define MAX_LEVELS 9 /* 16^8 boxes */

struct _WgBoxTree
{
  gatomicrefcount refs;
  guint n_boxes;
  guint n_levels;
  guint starts[MAX_LEVELS]; /* of each level in @nodes; level 0 are the boxes */
  guint counts[MAX_LEVELS];
  WgWorldBox *nodes;
  guint32 *values;
};

typedef struct
{
  guint32 key;
  guint32 index;
} Sorted;

/* The place of a point on a Hilbert curve over 2^16 x 2^16 cells (Hilbert 1891; the bit-by-bit form of Warren, Hacker's
 * Delight, 2nd edition, section 16-2).
 */
static guint32
hilbert (guint32 x, guint32 y)
{
  guint32 d = 0;

  for (guint32 s = 1u << 15; s > 0; s >>= 1)
    {
      guint32 rx = (x & s) != 0, ry = (y & s) != 0;

      d += s * s * ((3 * rx) ^ ry);
      if (ry == 0)
        {
          guint32 swap;

          if (rx == 1)
            {
              x = 0xffff - x;
              y = 0xffff - y;
            }
          swap = x;
          x = y;
          y = swap;
        }
    }
  return d;
}

static int
compare_sorted (gconstpointer a, gconstpointer b)
{
  const Sorted *sa = a, *sb = b;

  if (sa->key != sb->key)
    return sa->key < sb->key ? -1 : 1;
  return sa->index < sb->index ? -1 : 1;
}

static Sorted *
sort_boxes (const WgWorldBox *boxes, guint n_boxes)
{
  Sorted *sorted = g_new (Sorted, n_boxes);
  WgWorldBox all = WG_WORLD_BOX_EMPTY;
  double width, height;

  for (guint i = 0; i < n_boxes; i++)
    wg_world_box_union (&all, &boxes[i]);
  width = MAX (1.0, (double) all.max_x - all.min_x);
  height = MAX (1.0, (double) all.max_y - all.min_y);
  for (guint i = 0; i < n_boxes; i++)
    {
      double x = ((double) boxes[i].min_x + boxes[i].max_x) / 2.0 - all.min_x;
      double y = ((double) boxes[i].min_y + boxes[i].max_y) / 2.0 - all.min_y;

      sorted[i].key = hilbert ((guint32) (x / width * 65535.0), (guint32) (y / height * 65535.0));
      sorted[i].index = i;
    }
  qsort (sorted, n_boxes, sizeof *sorted, compare_sorted);
  return sorted;
}

static void
plan_levels (WgBoxTree *tree)
{
  guint count = tree->n_boxes, start = 0;

  do
    {
      tree->starts[tree->n_levels] = start;
      tree->counts[tree->n_levels] = count;
      tree->n_levels++;
      start += count;
      if (count <= 1)
        break;
      count = (count + NODE_SIZE - 1) / NODE_SIZE;
    }
  while (tree->n_levels < MAX_LEVELS);
}

WgBoxTree *
wg_box_tree_new (const WgWorldBox *boxes, const guint32 *values, guint n_boxes)
{
  WgBoxTree *tree = g_new0 (WgBoxTree, 1);
  g_autofree Sorted *sorted = NULL;

  g_atomic_ref_count_init (&tree->refs);
  tree->n_boxes = n_boxes;
  if (n_boxes == 0)
    return tree;
  plan_levels (tree);
  tree->nodes = g_new (WgWorldBox, tree->starts[tree->n_levels - 1] + tree->counts[tree->n_levels - 1]);
  tree->values = g_new (guint32, n_boxes);
  sorted = sort_boxes (boxes, n_boxes);
  for (guint i = 0; i < n_boxes; i++)
    {
      tree->nodes[i] = boxes[sorted[i].index];
      tree->values[i] = values != NULL ? values[sorted[i].index] : sorted[i].index;
    }
  for (guint level = 1; level < tree->n_levels; level++)
    {
      const WgWorldBox *below = tree->nodes + tree->starts[level - 1];
      WgWorldBox *nodes = tree->nodes + tree->starts[level];

      for (guint i = 0; i < tree->counts[level]; i++)
        nodes[i] = WG_WORLD_BOX_EMPTY;
      for (guint i = 0; i < tree->counts[level - 1]; i++)
        wg_world_box_union (&nodes[i / NODE_SIZE], &below[i]);
    }
  return tree;
}

WgBoxTree *
wg_box_tree_ref (WgBoxTree *tree)
{
  g_atomic_ref_count_inc (&tree->refs);
  return tree;
}

void
wg_box_tree_unref (WgBoxTree *tree)
{
  if (!g_atomic_ref_count_dec (&tree->refs))
    return;
  g_free (tree->nodes);
  g_free (tree->values);
  g_free (tree);
}

void
wg_box_tree_query (const WgBoxTree *tree, const WgWorldBox *box, GArray *found)
{
  guint32 stack[MAX_LEVELS * NODE_SIZE];
  guint8 levels[MAX_LEVELS * NODE_SIZE];
  guint n_stack = 0;

  if (tree->n_boxes == 0)
    return;
  stack[n_stack] = 0;
  levels[n_stack++] = (guint8) (tree->n_levels - 1);
  while (n_stack > 0)
    {
      guint32 index = stack[--n_stack];
      guint level = levels[n_stack];

      if (!wg_world_box_intersects (&tree->nodes[tree->starts[level] + index], box))
        continue;
      if (level == 0)
        {
          g_array_append_val (found, tree->values[index]);
          continue;
        }
      for (guint32 child = index * NODE_SIZE; child < MIN ((index + 1) * NODE_SIZE, tree->counts[level - 1]); child++)
        {
          stack[n_stack] = child;
          levels[n_stack++] = (guint8) (level - 1);
        }
    }
}

gsize
wg_box_tree_get_n_bytes (const WgBoxTree *tree)
{
  if (tree->n_boxes == 0)
    return sizeof *tree;
  return sizeof *tree + tree->n_boxes * sizeof (guint32)
         + (tree->starts[tree->n_levels - 1] + tree->counts[tree->n_levels - 1]) * sizeof (WgWorldBox);
}
