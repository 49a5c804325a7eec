/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-session.h"
#include "wg-wall-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgWallOptions:
 * @monitor: which monitor, from 1; 0 is one beside the desk, as wg_wall_window_choose_monitor() says
 * @tour_seconds: how long the tour stays at a grid; -1 for the usual time, 0 for no tour
 * @distance: to the last row of seats, metres; 0 takes the setting of the desk
 *
 * How a wall is wanted.
 */
typedef struct
{
  int monitor;
  int tour_seconds;
  double distance;
} WgWallOptions;

/**
 * WgWallWindow:
 *
 * The window of a video wall: full screen, without header, dialogs or, after two seconds, a pointer. It has a view of its
 * own on the database and keeps the screen awake. Keys: Space pauses the tour, Left and Right step, Home shows the whole
 * district, Esc leaves. When another database is put in the place of the one it shows, it shows that one as soon as it is whole.
 *
 * Action `win.status` (JSON): `{stop,stops,grid,level,em,locked,paused,stale,busy}`.
 */
#define WG_TYPE_WALL_WINDOW (wg_wall_window_get_type ())
G_DECLARE_FINAL_TYPE (WgWallWindow, wg_wall_window, WG, WALL_WINDOW, AdwApplicationWindow)

/**
 * wg_wall_window_new:
 * @settings: (nullable): of the desk
 * @options: how it is wanted
 */
WgWallWindow *wg_wall_window_new (GtkApplication *application,
                                  WgStore *store,
                                  GSettings *settings,
                                  const WgWallOptions *options);

/**
 * wg_wall_window_get_view:
 *
 * Returns: (transfer none): what it shows.
 */
WgWallView *wg_wall_window_get_view (WgWallWindow *self);

/**
 * wg_wall_window_dup_status:
 *
 * Returns: (transfer full): the JSON of `win.status` at this moment.
 */
char *wg_wall_window_dup_status (WgWallWindow *self);

/**
 * wg_wall_window_choose_monitor:
 * @taken: (array length=n): of each monitor, whether another window of the program is on it
 *
 * Whoever opens a wall from a desk goes on working at the desk.
 *
 * Returns: the first monitor beside those that are taken, from 1; 0 leaves the choice to the desktop: there is no other, or
 * none is taken
 */
int wg_wall_window_choose_monitor (const gboolean *taken, guint n);

G_END_DECLS
