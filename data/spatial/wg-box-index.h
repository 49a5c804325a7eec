/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgBoxIndex:
 *
 * An immutable, reference-counted R-tree over boxes, packed in the order of a Hilbert curve. Boxes are closed: touching
 * is meeting. Safe to share between threads. The unit of the boxes is the caller's (degrees everywhere in Wangge).
 */
typedef struct _WgBoxIndex WgBoxIndex;

#define WG_TYPE_BOX_INDEX (wg_box_index_get_type ())
GType wg_box_index_get_type (void) G_GNUC_CONST;

/**
 * WgBoxIndexFunc:
 * @item: the position of the box in the array the index was made from
 * @user_data: the caller's
 *
 * Returns: %TRUE to go on, %FALSE to end the query.
 */
typedef gboolean (*WgBoxIndexFunc) (guint item, gpointer user_data);

/**
 * wg_box_index_new:
 * @boxes: (array length=n_boxes): boxes, copied; empty ones and those that are not finite are never found
 * @n_boxes: their number
 *
 * Returns: (transfer full): the index
 */
WgBoxIndex *wg_box_index_new (const WgBox *boxes, guint n_boxes);

WgBoxIndex *wg_box_index_ref (WgBoxIndex *index);
void wg_box_index_unref (WgBoxIndex *index);

/**
 * wg_box_index_get_box:
 *
 * Returns: (transfer none): the union of all boxes, empty when there are none.
 */
const WgBox *wg_box_index_get_box (const WgBoxIndex *index);

/**
 * wg_box_index_query:
 * @index: an index
 * @box: what to look for
 * @func: (scope call): called once for every item whose box meets @box, in no particular order
 * @user_data: for @func
 *
 * Returns: %FALSE when @func ended the query.
 */
gboolean wg_box_index_query (const WgBoxIndex *index, const WgBox *box, WgBoxIndexFunc func, gpointer user_data);

/**
 * wg_box_index_query_point:
 *
 * The same for a single point.
 */
gboolean
wg_box_index_query_point (const WgBoxIndex *index, double x, double y, WgBoxIndexFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBoxIndex, wg_box_index_unref)

G_END_DECLS
