/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-layer.h"

G_BEGIN_DECLS

/**
 * WgBaseStack:
 *
 * The base maps that are shown, one over the other: a map and its labels, say. What lies under an opaque picture is not
 * asked for.
 *
 * Signals, on the main thread: `arrived (uint64 key)` and `trouble-changed`, of any of them.
 */
#define WG_TYPE_BASE_STACK (wg_base_stack_get_type ())
G_DECLARE_FINAL_TYPE (WgBaseStack, wg_base_stack, WG, BASE_STACK, GObject)

/**
 * wg_base_stack_new:
 * @layers: (element-type WgBaseLayer): the base maps, the lowest first
 */
WgBaseStack *wg_base_stack_new (GPtrArray *layers);

guint wg_base_stack_get_n_layers (WgBaseStack *self);

/**
 * wg_base_stack_get_n_areas:
 *
 * Returns: how many imported areas are in one colour of their own, for the legend.
 */
guint wg_base_stack_get_n_areas (WgBaseStack *self);

/**
 * wg_base_stack_dup_attribution:
 *
 * Returns: (transfer full) (nullable): whose data they are, each owner once; our own is not named.
 */
char *wg_base_stack_dup_attribution (WgBaseStack *self);

/**
 * wg_base_stack_is_painted:
 *
 * Returns: whether all of it is painted from shapes, as sharp as it is asked for, and none of it pictures that somebody drew.
 */
gboolean wg_base_stack_is_painted (WgBaseStack *self);

/**
 * wg_base_stack_dup_kept:
 *
 * Returns: (transfer full) (nullable): those of its base maps that lie on this computer, %NULL for none
 */
WgBaseStack *wg_base_stack_dup_kept (WgBaseStack *self);

/**
 * wg_base_stack_get_min_zoom:
 *
 * Returns: the zoom from which on one of them has pictures
 */
guint wg_base_stack_get_min_zoom (WgBaseStack *self);

/**
 * wg_base_stack_load:
 * @id: a tile
 * @dark: darkened for the dark theme
 * @wait_ms: how long a server may be waited for
 * @kind: (inout): raised to the most foreign kind of what is seen: imagery, then maps, then our own
 *
 * From any thread; see wg_base_layer_load().
 *
 * Returns: (transfer full) (nullable): the picture, shared and not to be changed.
 */
cairo_surface_t *wg_base_stack_load (WgBaseStack *self, WgTileId id, gboolean dark, guint wait_ms, WgBaseKind *kind);

/**
 * wg_base_stack_dup_trouble:
 *
 * Returns: (transfer full) (nullable): why one of them is not there.
 */
char *wg_base_stack_dup_trouble (WgBaseStack *self);
void wg_base_stack_retry (WgBaseStack *self);

G_END_DECLS
