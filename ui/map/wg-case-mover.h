/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-layer.h"
#include "wg-context.h"

G_BEGIN_DECLS

/**
 * WgCaseMover:
 *
 * The selected case on its way to another place: dragged with the pointer, from where it lies or from its row in the queue, or
 * carried with the arrow keys. It shows where the
 * case would lie and in which grid; the move itself is the one of the workflow, so that the clock goes on and it can be
 * undone. Lies over the map and lets everything else through. Only what is selected can be dragged, so that a hand that pans
 * moves nothing.
 *
 * Properties: `text` (string, notifies): what letting go would do, "" while nothing is moved.
 */
#define WG_TYPE_CASE_MOVER (wg_case_mover_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseMover, wg_case_mover, WG, CASE_MOVER, GtkWidget)

/**
 * wg_case_mover_new:
 * @layer: tells which place is where
 * @map: the widget that is dragged on
 */
GtkWidget *wg_case_mover_new (WgContext *context, WgCityLayer *layer, GtkWidget *map);

/**
 * wg_case_mover_take:
 *
 * Takes the selected case up, to be carried by wg_case_mover_step(). A case without a place, or one out of sight, begins in
 * the middle of the map.
 *
 * Returns: whether it may be moved by this operator.
 */
gboolean wg_case_mover_take (WgCaseMover *self);

/**
 * wg_case_mover_step:
 * @dx: logical pixels
 */
void wg_case_mover_step (WgCaseMover *self, double dx, double dy);

/**
 * wg_case_mover_drop:
 *
 * Moves the case to where it is shown.
 */
void wg_case_mover_drop (WgCaseMover *self);

/**
 * wg_case_mover_leave:
 *
 * Lets it lie where it was.
 *
 * Returns: whether one was on its way.
 */
gboolean wg_case_mover_leave (WgCaseMover *self);

gboolean wg_case_mover_is_moving (WgCaseMover *self);

/**
 * wg_case_mover_get_text:
 *
 * Returns: (transfer none): see the property.
 */
const char *wg_case_mover_get_text (WgCaseMover *self);

G_END_DECLS
