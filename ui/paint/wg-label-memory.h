/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-map-view.h"

G_BEGIN_DECLS

/**
 * WgLabelPlace:
 * @x: world coordinate of the middle of the label
 * @y: world coordinate of the middle of the label
 * @n_parts: how many of number, pill and name it has
 * @factor: how much larger than usual they are
 *
 * Where the label of a grid stands.
 */
typedef struct
{
  double x;
  double y;
  guint n_parts;
  double factor;
} WgLabelPlace;

/**
 * WgLabelMemory:
 *
 * Where labels stood in the last view of the same zoom, level and size of text. Used by one thread at a time.
 */
typedef struct _WgLabelMemory WgLabelMemory;

/**
 * wg_label_memory_new:
 * @margin: how much wider than what is seen the views are to each side, logical pixels; labels in the margin may move
 */
WgLabelMemory *wg_label_memory_new (double margin);
void wg_label_memory_free (WgLabelMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLabelMemory, wg_label_memory_free)

double wg_label_memory_get_margin (const WgLabelMemory *memory);

/**
 * wg_label_memory_begin:
 * @view: the next view
 * @level: the level of its grids, resolved
 *
 * Forgets everything when nothing of the last view can stay where it is.
 */
void wg_label_memory_begin (WgLabelMemory *memory, const WgMapView *view, guint level);

/**
 * wg_label_memory_find:
 *
 * Returns: (transfer none) (nullable): where the label of the grid @id stood in the view before this one.
 */
const WgLabelPlace *wg_label_memory_find (const WgLabelMemory *memory, gint64 id);

/**
 * wg_label_memory_keep:
 *
 * The label of the grid @id stands at @place in this view.
 */
void wg_label_memory_keep (WgLabelMemory *memory, gint64 id, const WgLabelPlace *place);

G_END_DECLS
