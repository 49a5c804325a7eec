/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgFootprint:
 * @lon: the point that says which grid it belongs to, degrees
 * @lat: degrees
 *
 * A building under a border that is being drawn.
 */
typedef struct
{
  WgShape *shape;
  gint64 households;
  double lon;
  double lat;
} WgFootprint;

/**
 * wg_store_load_footprints_async:
 *
 * Reads where all buildings stand: some tenths of a second for a hundred thousand.
 */
void wg_store_load_footprints_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * wg_store_load_footprints_finish:
 *
 * Returns: (transfer full) (element-type WgFootprint): one each
 */
GArray *wg_store_load_footprints_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
