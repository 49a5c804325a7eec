/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgFoundFeature:
 * @name: what it is called, or its number
 * @layer: what it is part of: the class of a facility, the name of a layer; in the language of the user
 * @lon: degrees, of a point on it
 * @lat: degrees
 *
 * A facility, or a line or area of an imported layer, that was found by its name or number. Of a road of many pieces there is one.
 */
typedef struct
{
  char *name;
  char *layer;
  double lon;
  double lat;
} WgFoundFeature;

void wg_found_feature_free (WgFoundFeature *self);

/**
 * wg_store_find_features_async:
 * @text: a part of a name or a number, or of how a name is read
 * @most: how many at most
 */
void wg_store_find_features_async (
    WgStore *self, const char *text, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_find_features_finish:
 * @complete: (out): whether all layers are in the index of the search; else there may be more
 *
 * Returns: (transfer full) (element-type WgFoundFeature): what is called exactly so first, then the shortest names.
 */
GPtrArray *wg_store_find_features_finish (WgStore *self, GAsyncResult *result, gboolean *complete, GError **error);

G_END_DECLS
