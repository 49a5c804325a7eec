/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-demo-city.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgDemoProgress:
 * @done: cases written
 * @total: cases to write
 *
 * Called on the thread that started the load.
 */
typedef void (*WgDemoProgress) (guint done, guint total, gpointer user_data);

/**
 * wg_demo_load_async:
 * @path: where the database is made; must not exist
 * @size: how large
 * @seed: which district
 * @now_ms: the present of the district, milliseconds UTC
 *
 * Makes a district and writes it into a new database: places and people directly, older cases as one import, and the
 * moves of the younger ones through the same verbs that a desk uses, in the order of time. The file appears whole or
 * not at all.
 */
void wg_demo_load_async (const char *path,
                         WgDemoSize size,
                         guint64 seed,
                         gint64 now_ms,
                         WgDemoProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * wg_demo_load_finish:
 *
 * Returns: (transfer full): the district that was written, for whoever paints its base map.
 */
WgDemoCity *wg_demo_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
