/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_finder_get_default:
 *
 * Returns: (transfer full): the database that is meant when none is named: `WANGGE_DATABASE` of the environment, else
 *   `wangge/default.wangge` in the data folder of the account.
 */
char *wg_store_finder_get_default (void);

/**
 * wg_store_finder_get_path:
 * @uri: as for wg_store_finder_new_store()
 *
 * Returns: (transfer full): the path of the file that @uri names, or %NULL with %WG_ERROR_UNREADABLE when it names none.
 */
char *wg_store_finder_get_path (const char *uri, GError **error);

/**
 * wg_store_finder_new_store:
 * @uri: what the user calls the database: a path, or `file://…`
 *
 * Returns: (transfer full): a store over the backend that @uri names, still closed; %NULL with %WG_ERROR_UNREADABLE when
 *   this program has no such backend.
 */
WgStore *wg_store_finder_new_store (const char *uri, GError **error);

G_END_DECLS
