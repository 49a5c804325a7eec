/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WG_TOUR_DEFAULT_SECONDS:
 *
 * How long a tour stays at a grid.
 */
#define WG_TOUR_DEFAULT_SECONDS 20

/**
 * WG_WALL_DEFAULT_WIDTH:
 *
 * Metres; with %WG_WALL_DEFAULT_DISTANCE the room that a wall is made for until it is told of another.
 */
#define WG_WALL_DEFAULT_WIDTH 2.2
#define WG_WALL_DEFAULT_DISTANCE 4.0

/**
 * WgWallView:
 *
 * What a video wall shows: the map of a level that can be read from the back of the room, a tour of its worst grids, the
 * figures, the legend, and as of when all that is. It names nobody. Text grows with the screen so that its capitals are 20
 * arc minutes tall at the last row of seats. The whole picture moves by two pixels every three minutes.
 *
 * The tour begins with the whole district and then visits the worst grids, the worst first; a hand on the map locks the
 * view, and the tour goes on in words only.
 */
#define WG_TYPE_WALL_VIEW (wg_wall_view_get_type ())
G_DECLARE_FINAL_TYPE (WgWallView, wg_wall_view, WG, WALL_VIEW, GtkWidget)

GtkWidget *wg_wall_view_new (WgContext *context);

/**
 * wg_wall_view_set_room:
 * @wall_width: of the screen, metres
 * @distance: to the last row of seats, metres
 */
void wg_wall_view_set_room (WgWallView *self, double wall_width, double distance);

/**
 * wg_wall_view_set_tour:
 * @seconds: how long the tour stays at a grid; 0 for no tour
 */
void wg_wall_view_set_tour (WgWallView *self, guint seconds);
void wg_wall_view_set_paused (WgWallView *self, gboolean paused);
gboolean wg_wall_view_get_paused (WgWallView *self);

/**
 * wg_wall_view_step:
 * @steps: 1 for the next stop of the tour, -1 for the one before
 */
void wg_wall_view_step (WgWallView *self, int steps);

/**
 * wg_wall_view_fit:
 *
 * Shows the whole district and unlocks the view.
 */
void wg_wall_view_fit (WgWallView *self);

/**
 * WgWallStatus:
 * @stop: 0 for the whole district, else the stop of the tour
 * @n_stops: how many there are
 * @grid_id: the grid of the stop, or %WG_NO_ID
 * @em: the size of text, logical pixels
 * @locked: a hand has moved the map
 * @paused: the tour stands
 * @stale: no news comes in
 * @settled: everything in view is painted
 * @next_is_there: so is what the tour shows next
 *
 * What a wall shows, for scripts and tests.
 */
typedef struct
{
  guint stop;
  guint n_stops;
  gint64 grid_id;
  double em;
  gboolean locked;
  gboolean paused;
  gboolean stale;
  gboolean settled;
  gboolean next_is_there;
} WgWallStatus;

void wg_wall_view_get_status (WgWallView *self, WgWallStatus *status);

G_END_DECLS
