/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_reopen_async:
 * @self: open, of a driver that is a #WgPlaced; its file may have been replaced by another one, or have come back as another
 *
 * Opens what lies now where the database of @self lay, with the same clock and the same table of moves. Nothing happens to
 * @self as long as that is not a whole database of ours; then what @self has in its log is folded into its own file,
 * wherever that is now, and it refuses every write from then on. It can still be read.
 */
void wg_store_reopen_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_reopen_finish:
 *
 * Returns: (transfer full): another store, open.
 */
WgStore *wg_store_reopen_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
