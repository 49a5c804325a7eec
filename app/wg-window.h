/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgWindow:
 *
 * The window of one desk: the start page until a database is open, then the views of it.
 */
#define WG_TYPE_WINDOW (wg_window_get_type ())
G_DECLARE_FINAL_TYPE (WgWindow, wg_window, WG, WINDOW, AdwApplicationWindow)

WgWindow *wg_window_new (GtkApplication *application, WgSession *session);

/**
 * wg_window_open_uri:
 * @uri: a database
 * @create: whether a missing one is made
 *
 * Opens a database in this window. What goes wrong is said on the start page.
 */
void wg_window_open_uri (WgWindow *self, const char *uri, gboolean create);

/**
 * wg_window_set_store:
 * @store: an open store
 *
 * Shows a database.
 */
void wg_window_set_store (WgWindow *self, WgStore *store);

/**
 * wg_window_get_context:
 *
 * Returns: (transfer none) (nullable): what its widgets share, once a database is open.
 */
WgContext *wg_window_get_context (WgWindow *self);

/**
 * wg_window_dup_status:
 *
 * Returns: (transfer full): the JSON text of the action `win.status` at this moment.
 */
char *wg_window_dup_status (WgWindow *self);

G_END_DECLS
