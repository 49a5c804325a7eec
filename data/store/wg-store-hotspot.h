/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-hotspot.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_find_hotspots_async:
 * @request: what is asked; copied
 *
 * Reads the grids and cases of that time and looks on a thread of its own, so that no other question waits.
 * %WG_ERROR_REFUSED when there are no grids.
 */
void wg_store_find_hotspots_async (
    WgStore *self, const WgHotspotRequest *request, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_find_hotspots_finish:
 *
 * Returns: (transfer full): the answer
 */
WgHotspot *wg_store_find_hotspots_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
