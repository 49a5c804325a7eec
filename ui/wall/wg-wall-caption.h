/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-feed.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgWallCaption:
 *
 * The foot of a wall: which stop of the tour this is and its figures, what the colours mean, and as of when.
 */
#define WG_TYPE_WALL_CAPTION (wg_wall_caption_get_type ())
G_DECLARE_FINAL_TYPE (WgWallCaption, wg_wall_caption, WG, WALL_CAPTION, GtkWidget)

GtkWidget *wg_wall_caption_new (WgContext *context, WgCityFeed *feed);

/**
 * wg_wall_caption_set_stop:
 * @stop: 0 for the whole district, else 1 .. @n_stops
 * @n_stops: the length of the tour
 * @grid_id: the grid of the stop, or %WG_NO_ID
 */
void wg_wall_caption_set_stop (WgWallCaption *self, guint stop, guint n_stops, gint64 grid_id);

/**
 * wg_wall_caption_set_note:
 * @note: (nullable): why the tour does not move, "view locked" or "paused"
 */
void wg_wall_caption_set_note (WgWallCaption *self, const char *note);

/**
 * wg_wall_caption_set_trouble:
 * @trouble: (nullable): why the map shows less than it should
 */
void wg_wall_caption_set_trouble (WgWallCaption *self, const char *trouble);

/**
 * wg_wall_caption_set_columns:
 * @columns: how wide the foot is, in sizes of body text
 *
 * Where stop and time have no room beside each other they stand under each other.
 */
void wg_wall_caption_set_columns (WgWallCaption *self, double columns);
gboolean wg_wall_caption_is_stale (WgWallCaption *self);

G_END_DECLS
