/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * bench_index_ask:
 * @store: an open store
 * @func: reads
 *
 * Iterates the main context until the answer is there; an error ends the program.
 *
 * Returns: what @func returns.
 */
gpointer bench_index_ask (WgStore *store, WgStoreFunc func, gpointer request);

/**
 * bench_index_complete:
 * @store: an open store
 *
 * Has the index of the search completed and waits for it.
 *
 * Returns: seconds.
 */
double bench_index_complete (WgStore *store);

G_END_DECLS
