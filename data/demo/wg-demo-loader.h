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
 * wg_demo_load_make_city:
 * @size: how large
 * @seed: which district
 * @now_ms: the present of the district, milliseconds UTC
 *
 * Returns: (transfer full): a district whose cases have the classes of the catalogue that ships with the program.
 */
WgDemoCity *wg_demo_load_make_city (WgDemoSize size, guint64 seed, gint64 now_ms);

/**
 * wg_demo_load_async:
 * @path: where the database is made; must not exist
 * @city: from wg_demo_load_make_city()
 * @now_ms: the same present as there
 * @key: (nullable): an idempotency key, under which the last event (`database` `demo`) says what was made and how long it took
 *
 * Writes a district into a new database: places and people directly, older cases as one import, and the moves of the
 * younger ones through the same verbs that a desk uses, in the order of time. A file that could not be finished is
 * removed; the callback is called when nobody has a finished one open any more.
 */
void wg_demo_load_async (const char *path,
                         WgDemoCity *city,
                         gint64 now_ms,
                         const char *key,
                         WgDemoProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/**
 * wg_demo_load_finish:
 *
 * Returns: whether the database is there.
 */
gboolean wg_demo_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
