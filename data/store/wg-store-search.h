/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_work_propose:
 * @text: what was typed
 * @most: how many ids are worth the trouble
 *
 * Asks the index of the search.
 *
 * Returns: (transfer full) (nullable): a JSON array of the ids of everything that may hold @text; %NULL without @error when
 *   it is as quick to look at everything: there is no index, or more than @most may hold it.
 */
char *wg_store_work_propose (WgStoreWork *work, WgSearchKind kind, const char *text, guint most, GError **error);

/**
 * WgFoundPlace:
 * @is_street: it is the street of the address, and a point somewhere on it: no house of that number is known
 *
 * A building that was found by its name or address, or the street that it must be in.
 */
typedef struct
{
  gint64 building_id; /* %WG_NO_ID of a street */
  gint64 grid_id;     /* %WG_NO_ID of a street */
  gboolean is_street;
  char *name;
  char *address;
  double lon;
  double lat;
} WgFoundPlace;

void wg_found_place_free (WgFoundPlace *self);

/**
 * wg_store_find_places_async:
 * @text: a part of a name or an address, or of how it is read
 * @most: how many at most
 */
void wg_store_find_places_async (
    WgStore *self, const char *text, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_find_places_finish:
 *
 * Returns: (transfer full) (element-type WgFoundPlace): the shortest addresses first; the street alone when there is
 *   no house of such an address.
 */
GPtrArray *wg_store_find_places_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_complete_search:
 *
 * Enters what was loaded into the index of the search, in short transactions between which others write. Nobody waits for
 * it; until it is done the search looks at everything.
 */
void wg_store_complete_search (WgStore *self);

G_END_DECLS
