/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgWorldBox:
 *
 * A box in world coordinates (wg-world.h), edges included.
 */
typedef struct
{
  gint32 min_x;
  gint32 min_y;
  gint32 max_x;
  gint32 max_y;
} WgWorldBox;

#define WG_WORLD_BOX_EMPTY ((WgWorldBox){ G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32 })

static inline void
wg_world_box_extend (WgWorldBox *box, gint32 x, gint32 y)
{
  box->min_x = MIN (box->min_x, x);
  box->min_y = MIN (box->min_y, y);
  box->max_x = MAX (box->max_x, x);
  box->max_y = MAX (box->max_y, y);
}

static inline void
wg_world_box_union (WgWorldBox *box, const WgWorldBox *other)
{
  box->min_x = MIN (box->min_x, other->min_x);
  box->min_y = MIN (box->min_y, other->min_y);
  box->max_x = MAX (box->max_x, other->max_x);
  box->max_y = MAX (box->max_y, other->max_y);
}

static inline gboolean
wg_world_box_intersects (const WgWorldBox *a, const WgWorldBox *b)
{
  return a->min_x <= b->max_x && a->max_x >= b->min_x && a->min_y <= b->max_y && a->max_y >= b->min_y;
}

/**
 * WgBoxTree:
 *
 * A packed R-tree over boxes sorted along a Hilbert curve: built once, never changed, readable from any thread.
 */
typedef struct _WgBoxTree WgBoxTree;

/**
 * wg_box_tree_new:
 * @boxes: (array length=n_boxes): the boxes
 * @values: (array length=n_boxes) (nullable): what a query answers with; %NULL for 0 .. @n_boxes - 1
 * @n_boxes: their number
 *
 * Returns: (transfer full): the tree.
 */
WgBoxTree *wg_box_tree_new (const WgWorldBox *boxes, const guint32 *values, guint n_boxes);
WgBoxTree *wg_box_tree_ref (WgBoxTree *tree);
void wg_box_tree_unref (WgBoxTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBoxTree, wg_box_tree_unref)

/**
 * wg_box_tree_query:
 * @tree: a tree
 * @box: the box asked for
 * @found: (element-type guint32): where the values of the boxes that meet @box are appended, in no order that means
 * anything
 */
void wg_box_tree_query (const WgBoxTree *tree, const WgWorldBox *box, GArray *found);

gsize wg_box_tree_get_n_bytes (const WgBoxTree *tree);

G_END_DECLS
