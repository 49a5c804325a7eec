/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* A hash table from 64 bits to 32 of a size that is known before: half a million corners are entered when a city is
 * packed. The key of all ones is never used.
 */
typedef struct
{
  guint64 *keys;
  guint32 *values;
  guint mask;
} WgKeyMap;

static inline void
wg_key_map_init (WgKeyMap *map, gsize n_expected)
{
  guint size = 16;

  while (size < n_expected * 2)
    size *= 2;
  map->mask = size - 1;
  map->keys = g_new (guint64, size);
  map->values = g_new (guint32, size);
  memset (map->keys, 0xff, size * sizeof *map->keys);
}

static inline void
wg_key_map_clear (WgKeyMap *map)
{
  g_free (map->keys);
  g_free (map->values);
}

/* Where @key is or would be. */
static inline guint
wg_key_map_slot (const WgKeyMap *map, guint64 key)
{
  guint64 mixed = key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint slot = (guint) (mixed >> 32) & map->mask;

  while (map->keys[slot] != key && map->keys[slot] != G_MAXUINT64)
    slot = (slot + 1) & map->mask;
  return slot;
}

static inline gboolean
wg_key_map_has (const WgKeyMap *map, guint64 key)
{
  return map->keys[wg_key_map_slot (map, key)] == key;
}

/* A corner as a key. */
static inline guint64
wg_key_map_corner (const gint32 *xy)
{
  return (guint64) (guint32) xy[0] << 32 | (guint32) xy[1];
}

G_END_DECLS
