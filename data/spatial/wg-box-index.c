/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "which of ten thousand boxes are here" is asked for every point of an import and every frame of the map. Nothing
 * in Wangge edits boxes in place, so the tree is packed once, full nodes in the order of a Hilbert curve, and then only
 * read.
 */

#include "wg-box-index.h"

#define NODE_SIZE 16
/* 16^8 boxes are as many as there are numbers for. */
#define MAX_LEVELS 9

struct _WgBoxIndex
{
  gatomicrefcount ref_count;
  guint *items;
  WgBox *boxes[MAX_LEVELS];
  guint n_boxes[MAX_LEVELS];
  guint n_levels;
  WgBox whole;
};

typedef struct
{
  guint32 key;
  guint item;
} Entry;

G_DEFINE_BOXED_TYPE (WgBoxIndex, wg_box_index, wg_box_index_ref, wg_box_index_unref)

/* The place of a cell on the Hilbert curve of order 16: at each order the quadrant is taken, then the cell is turned
 * into the frame of that quadrant (Hilbert 1891; the loop is the usual one from coordinates to distance).
 */
static guint32
get_hilbert_key (guint32 x, guint32 y)
{
  guint32 key = 0;

  for (guint32 side = 1u << 15; side > 0; side /= 2)
    {
      gboolean right = (x & side) != 0, up = (y & side) != 0;

      key += side * side * ((3u * right) ^ up);
      if (!up)
        {
          guint32 old_x = x;

          x = right ? side - 1 - (y & (side - 1)) : y & (side - 1);
          y = right ? side - 1 - (old_x & (side - 1)) : old_x & (side - 1);
        }
    }
  return key;
}

static guint32
get_cell (double low, double high, double from, double size)
{
  double middle = low + (high - low) / 2.0;

  return size > 0.0 ? (guint32) (CLAMP ((middle - from) / size, 0.0, 1.0) * 65535.0) : 0;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->item > y->item) - (x->item < y->item);
}

static gboolean
is_usable (const WgBox *box)
{
  return !wg_box_is_empty (box) && isfinite (box->min_lon) && isfinite (box->min_lat) && isfinite (box->max_lon)
         && isfinite (box->max_lat);
}

static Entry *
sort_boxes (WgBoxIndex *index, const WgBox *boxes, guint n_boxes)
{
  Entry *entries = g_new (Entry, n_boxes);
  guint n_entries = 0;

  for (guint i = 0; i < n_boxes; i++)
    {
      if (is_usable (&boxes[i]))
        {
          wg_box_union (&index->whole, &boxes[i]);
          entries[n_entries++].item = i;
        }
    }
  for (guint i = 0; i < n_entries; i++)
    {
      const WgBox *box = &boxes[entries[i].item];

      entries[i].key = get_hilbert_key (
          get_cell (box->min_lon, box->max_lon, index->whole.min_lon, index->whole.max_lon - index->whole.min_lon),
          get_cell (box->min_lat, box->max_lat, index->whole.min_lat, index->whole.max_lat - index->whole.min_lat));
    }
  if (n_entries > 0)
    qsort (entries, n_entries, sizeof (Entry), compare_entries);
  index->n_boxes[0] = n_entries;
  return entries;
}

static void
pack_level (WgBoxIndex *index, guint level)
{
  const WgBox *below = index->boxes[level - 1];
  guint n_below = index->n_boxes[level - 1];

  index->n_boxes[level] = (n_below + NODE_SIZE - 1) / NODE_SIZE;
  index->boxes[level] = g_new (WgBox, index->n_boxes[level]);
  for (guint i = 0; i < index->n_boxes[level]; i++)
    {
      index->boxes[level][i] = below[i * NODE_SIZE];
      for (guint k = i * NODE_SIZE + 1; k < MIN ((i + 1) * NODE_SIZE, n_below); k++)
        wg_box_union (&index->boxes[level][i], &below[k]);
    }
}

WgBoxIndex *
wg_box_index_new (const WgBox *boxes, guint n_boxes)
{
  WgBoxIndex *index = g_new0 (WgBoxIndex, 1);
  g_autofree Entry *entries = NULL;

  g_atomic_ref_count_init (&index->ref_count);
  index->whole = WG_BOX_EMPTY;
  entries = sort_boxes (index, boxes, n_boxes);
  index->items = g_new (guint, index->n_boxes[0]);
  index->boxes[0] = g_new (WgBox, index->n_boxes[0]);
  for (guint i = 0; i < index->n_boxes[0]; i++)
    {
      index->items[i] = entries[i].item;
      index->boxes[0][i] = boxes[entries[i].item];
    }
  index->n_levels = 1;
  while (index->n_boxes[index->n_levels - 1] > NODE_SIZE)
    pack_level (index, index->n_levels++);
  return index;
}

WgBoxIndex *
wg_box_index_ref (WgBoxIndex *index)
{
  g_atomic_ref_count_inc (&index->ref_count);
  return index;
}

void
wg_box_index_unref (WgBoxIndex *index)
{
  if (!g_atomic_ref_count_dec (&index->ref_count))
    return;
  for (guint level = 0; level < index->n_levels; level++)
    g_free (index->boxes[level]);
  g_free (index->items);
  g_free (index);
}

const WgBox *
wg_box_index_get_box (const WgBoxIndex *index)
{
  return &index->whole;
}

/* Looks at the boxes from .. to - 1 of one level, and below those that meet @box. */
static gboolean
visit (const WgBoxIndex *index,
       guint level,
       guint from,
       guint to,
       const WgBox *box,
       WgBoxIndexFunc func,
       gpointer user_data)
{
  for (guint i = from; i < to; i++)
    {
      const WgBox *here = &index->boxes[level][i];
      gboolean go_on;

      if (here->min_lon > box->max_lon || here->max_lon < box->min_lon || here->min_lat > box->max_lat
          || here->max_lat < box->min_lat)
        continue;
      if (level == 0)
        go_on = func (index->items[i], user_data);
      else
        go_on = visit (index, level - 1, i * NODE_SIZE, MIN ((i + 1) * NODE_SIZE, index->n_boxes[level - 1]), box, func,
                       user_data);
      if (!go_on)
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_box_index_query (const WgBoxIndex *index, const WgBox *box, WgBoxIndexFunc func, gpointer user_data)
{
  guint top = index->n_levels - 1;

  if (wg_box_is_empty (box))
    return TRUE;
  return visit (index, top, 0, index->n_boxes[top], box, func, user_data);
}

gboolean
wg_box_index_query_point (const WgBoxIndex *index, double x, double y, WgBoxIndexFunc func, gpointer user_data)
{
  WgBox box = { x, y, x, y };

  return wg_box_index_query (index, &box, func, user_data);
}
