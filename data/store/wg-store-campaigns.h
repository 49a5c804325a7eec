/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-campaign.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_work_find_campaign:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 *
 * Returns: (transfer full): the campaign with its classes; %NULL with %WG_ERROR_NOT_FOUND
 */
WgCampaign *wg_store_work_find_campaign (WgStoreWork *work, const char *name, gint64 at_ms, GError **error);

void wg_store_find_campaign_async (
    WgStore *self, const char *name, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_find_campaign_finish:
 *
 * Returns: (transfer full): as wg_store_work_find_campaign()
 */
WgCampaign *wg_store_find_campaign_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
