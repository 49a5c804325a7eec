/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"
#include "wg-context.h"
#include "wg-playback.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgTimeView:
 *
 * All cases on the line of time: a day is chosen by a slider or by a brush on the histogram, and time runs by itself with
 * Space. The dots follow every frame; grids, boundaries and numbers are those of the day on which it stands. Two periods of
 * one length can be compared by a line that is swiped over the map.
 */
#define WG_TYPE_TIME_VIEW (wg_time_view_get_type ())
G_DECLARE_FINAL_TYPE (WgTimeView, wg_time_view, WG, TIME_VIEW, GtkWidget)

GtkWidget *wg_time_view_new (WgContext *context, WgBaseMaps *base_maps);

/**
 * wg_time_view_set_text_scale:
 * @text_scale: how many times as large as at a desk, 1.0 and more; for what is drawn, the rest follows its style
 */
void wg_time_view_set_text_scale (WgTimeView *self, double text_scale);
double wg_time_view_get_text_scale (WgTimeView *self);

/**
 * wg_time_view_set_time:
 * @to_ms: the day on which it stands, milliseconds UTC; kept within the cases
 * @length_ms: how long the period before it is
 */
void wg_time_view_set_time (WgTimeView *self, gint64 to_ms, gint64 length_ms);

/**
 * wg_time_view_has_numbers:
 *
 * Returns: whether the backlog of its day stands on the map; while time runs, a day is asked for, or
 *   two periods are compared, none does.
 */
gboolean wg_time_view_has_numbers (WgTimeView *self);

/**
 * wg_time_view_dup_legend:
 *
 * Returns: (transfer full): what its legend says, a row a line
 */
char *wg_time_view_dup_legend (WgTimeView *self);

/**
 * wg_time_view_get_counts:
 *
 * Returns: what its words tell
 */
WgPlaybackCounts wg_time_view_get_counts (WgTimeView *self);
void wg_time_view_set_playing (WgTimeView *self, gboolean playing);
gboolean wg_time_view_get_playing (WgTimeView *self);
void wg_time_view_set_comparing (WgTimeView *self, gboolean comparing);

/**
 * wg_time_view_step:
 * @days: later, or earlier when negative
 */
void wg_time_view_step (WgTimeView *self, int days);

/**
 * wg_time_view_is_settled:
 *
 * Returns: whether the cases and the map of the day are there
 */
gboolean wg_time_view_is_settled (WgTimeView *self);

/**
 * wg_time_view_get_n_frames:
 * @mean_ms: (out): how long one took to paint on average
 *
 * Returns: how many frames were painted
 */
guint wg_time_view_get_n_frames (WgTimeView *self, double *mean_ms);

G_END_DECLS
