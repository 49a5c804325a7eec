/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a 4K view needs more tiles than any fixed number and a small one far fewer; what matters is memory. */

#include "wg-byte-cache.h"

typedef struct
{
  guint64 key;
  gpointer value;
  gsize n_bytes;
  GList link; /* in the order of use, the latest first */
} Entry;

struct _WgByteCache
{
  GHashTable *entries; /* guint64 -> Entry */
  GQueue order;
  gsize limit;
  gsize n_bytes;
  GDestroyNotify value_free;
};

WgByteCache *
wg_byte_cache_new (gsize limit, GDestroyNotify value_free)
{
  WgByteCache *cache = g_new0 (WgByteCache, 1);

  cache->entries = g_hash_table_new (g_int64_hash, g_int64_equal);
  cache->limit = limit;
  cache->value_free = value_free;
  g_queue_init (&cache->order);
  return cache;
}

static void
drop (WgByteCache *cache, Entry *entry)
{
  g_hash_table_remove (cache->entries, &entry->key);
  g_queue_unlink (&cache->order, &entry->link);
  cache->n_bytes -= entry->n_bytes;
  cache->value_free (entry->value);
  g_free (entry);
}

void
wg_byte_cache_free (WgByteCache *cache)
{
  wg_byte_cache_clear (cache);
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

static void
shrink (WgByteCache *cache)
{
  while (cache->n_bytes > cache->limit && cache->order.length > 1)
    drop (cache, g_queue_peek_tail (&cache->order));
}

void
wg_byte_cache_insert (WgByteCache *cache, guint64 key, gpointer value, gsize n_bytes)
{
  Entry *entry;

  wg_byte_cache_remove (cache, key);
  entry = g_new0 (Entry, 1);
  entry->key = key;
  entry->value = value;
  entry->n_bytes = n_bytes;
  entry->link.data = entry;
  g_hash_table_insert (cache->entries, &entry->key, entry);
  g_queue_push_head_link (&cache->order, &entry->link);
  cache->n_bytes += n_bytes;
  shrink (cache);
}

void
wg_byte_cache_set_limit (WgByteCache *cache, gsize limit)
{
  cache->limit = limit;
  shrink (cache);
}

gpointer
wg_byte_cache_lookup (WgByteCache *cache, guint64 key)
{
  Entry *entry = g_hash_table_lookup (cache->entries, &key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&cache->order, &entry->link);
  g_queue_push_head_link (&cache->order, &entry->link);
  return entry->value;
}

void
wg_byte_cache_remove (WgByteCache *cache, guint64 key)
{
  Entry *entry = g_hash_table_lookup (cache->entries, &key);

  if (entry != NULL)
    drop (cache, entry);
}

void
wg_byte_cache_clear (WgByteCache *cache)
{
  while (cache->order.length > 0)
    drop (cache, g_queue_peek_tail (&cache->order));
}

gsize
wg_byte_cache_get_n_bytes (const WgByteCache *cache)
{
  return cache->n_bytes;
}

void
wg_byte_cache_foreach (WgByteCache *cache, void (*func) (guint64, gpointer, gpointer), gpointer user_data)
{
  for (GList *link = cache->order.head; link != NULL; link = link->next)
    {
      Entry *entry = link->data;

      func (entry->key, entry->value, user_data);
    }
}
