/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgSession:
 *
 * What the desk remembers from one day to the next, and how it opens its database. Without an installed schema nothing is
 * remembered and everything works.
 */
#define WG_TYPE_SESSION (wg_session_get_type ())
G_DECLARE_FINAL_TYPE (WgSession, wg_session, WG, SESSION, GObject)

WgSession *wg_session_new (void);

/**
 * wg_session_get_settings:
 *
 * Returns: (transfer none) (nullable): the settings of the desk, %NULL when no schema is found beside the program or
 *   installed.
 */
GSettings *wg_session_get_settings (WgSession *self);

/**
 * wg_session_dup_last_database:
 *
 * Returns: (transfer full) (nullable): the database that was open last, if it is still there.
 */
char *wg_session_dup_last_database (WgSession *self);

/**
 * wg_session_open_async:
 * @uri: what the user calls the database
 * @create: whether a missing one is made
 *
 * Opens a database and remembers it.
 */
void wg_session_open_async (WgSession *self,
                            const char *uri,
                            gboolean create,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * wg_session_open_finish:
 *
 * Returns: (transfer full): the open store.
 */
WgStore *wg_session_open_finish (WgSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
