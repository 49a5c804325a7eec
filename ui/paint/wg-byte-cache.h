/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgByteCache:
 *
 * Things kept by a number, as long as they fit into so many bytes together; what was not asked for longest goes first.
 * Not thread-safe.
 */
typedef struct _WgByteCache WgByteCache;

/**
 * wg_byte_cache_new:
 * @limit: bytes
 * @value_free: frees what is dropped
 */
WgByteCache *wg_byte_cache_new (gsize limit, GDestroyNotify value_free);
void wg_byte_cache_free (WgByteCache *cache);

/**
 * wg_byte_cache_insert:
 * @key: replaces what is there under it
 * @value: (transfer full): not %NULL
 * @n_bytes: what it counts
 *
 * The thing just inserted is kept even when it alone is over the limit.
 */
void wg_byte_cache_insert (WgByteCache *cache, guint64 key, gpointer value, gsize n_bytes);

/**
 * wg_byte_cache_lookup:
 *
 * Returns: (transfer none) (nullable): the thing under @key, which is now the last to go.
 */
gpointer wg_byte_cache_lookup (WgByteCache *cache, guint64 key);
void wg_byte_cache_remove (WgByteCache *cache, guint64 key);
void wg_byte_cache_clear (WgByteCache *cache);
void wg_byte_cache_set_limit (WgByteCache *cache, gsize limit);
gsize wg_byte_cache_get_n_bytes (const WgByteCache *cache);

/**
 * wg_byte_cache_foreach:
 * @func: called with key and value of everything; must not change the cache
 */
void wg_byte_cache_foreach (WgByteCache *cache, void (*func) (guint64, gpointer, gpointer), gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgByteCache, wg_byte_cache_free)

G_END_DECLS
