/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-map-pane.h"
#include "wg-past-table.h"

G_BEGIN_DECLS

/**
 * WgPastView:
 *
 * The district as of a past instant: the boundaries in force then on a map with the backlog of then, and the grids of then
 * with their keepers as a table. Nothing can be changed here, and a band across the top says so.
 *
 * Signals:
 * - `changed`: it shows another instant.
 * - `closed`: back to the present.
 */
#define WG_TYPE_PAST_VIEW (wg_past_view_get_type ())
G_DECLARE_FINAL_TYPE (WgPastView, wg_past_view, WG, PAST_VIEW, GtkWidget)

/**
 * wg_past_view_new:
 * @pane: whose base maps and classes of colours it shows
 */
GtkWidget *wg_past_view_new (WgContext *context, WgMapPane *pane);

/**
 * wg_past_view_set_text:
 * @text: a time as wg_time_parse() reads it, without a zone in that of the district; "" is a day before what is shown
 *
 * Goes to an instant. What is no time, or later than now, is said in the band, and nothing moves.
 *
 * Returns: whether it went
 */
gboolean wg_past_view_set_text (WgPastView *self, const char *text);

/**
 * wg_past_view_show_grid:
 * @at_ms: an instant, milliseconds UTC, not later than now
 * @code: of a grid that was in force then
 *
 * Goes to an instant, and to a grid of it.
 */
void wg_past_view_show_grid (WgPastView *self, gint64 at_ms, const char *code);

/**
 * wg_past_view_step:
 * @days: later, or earlier when negative
 */
void wg_past_view_step (WgPastView *self, int days);

/**
 * wg_past_view_get_time:
 *
 * Returns: the instant, milliseconds UTC
 */
gint64 wg_past_view_get_time (WgPastView *self);
WgPastTable *wg_past_view_get_table (WgPastView *self);
WgCityLayer *wg_past_view_get_layer (WgPastView *self);

/**
 * wg_past_view_is_settled:
 *
 * Returns: whether map and table are those of the instant
 */
gboolean wg_past_view_is_settled (WgPastView *self);

/**
 * wg_past_view_take_focus:
 *
 * Puts the keyboard where the time is typed.
 */
void wg_past_view_take_focus (WgPastView *self);

G_END_DECLS
