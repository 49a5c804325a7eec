/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a server is not to be asked twice for what has not changed, and a district that has been looked at once is still
 * there when the line is down. One file with an index is simpler to bound and to share than ten thousand small ones.
 */

#include "wg-tile-cache.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#define TRIM_EVERY 64 /* tiles stored between two looks at the size */
#define TRIM_TO 0.9
#define SECOND 1000000

struct _WgTileCache
{
  sqlite3 *db;
  sqlite3_stmt *find;
  sqlite3_stmt *touch;
  sqlite3_stmt *store;
  sqlite3_stmt *forget;
  gint64 max_bytes;
  guint n_stored;
};

void
wg_tile_copy_clear (WgTileCopy *copy)
{
  g_clear_pointer (&copy->bytes, g_bytes_unref);
  g_clear_pointer (&copy->etag, g_free);
  g_clear_pointer (&copy->modified, g_free);
}

void
wg_tile_cache_free (WgTileCache *self)
{
  sqlite3_finalize (self->find);
  sqlite3_finalize (self->touch);
  sqlite3_finalize (self->store);
  sqlite3_finalize (self->forget);
  sqlite3_close (self->db);
  g_free (self);
}

static gint64
now_s (void)
{
  return g_get_real_time () / SECOND;
}

/* --- Opening --- */

static gboolean
prepare (WgTileCache *self, const char *sql, sqlite3_stmt **statement)
{
  return sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK;
}

static gboolean
prepare_all (WgTileCache *self)
{
  return sqlite3_exec (self->db,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;"
                       "CREATE TABLE IF NOT EXISTS tile (key TEXT PRIMARY KEY, picture BLOB NOT NULL, etag TEXT, "
                       "modified TEXT, fresh_until INTEGER NOT NULL, used INTEGER NOT NULL);"
                       "CREATE INDEX IF NOT EXISTS tile_used ON tile (used, length (picture))",
                       NULL, NULL, NULL)
             == SQLITE_OK
         && prepare (self, "SELECT picture, etag, modified, fresh_until FROM tile WHERE key = ?1", &self->find)
         && prepare (self, "UPDATE tile SET used = ?2 WHERE key = ?1 AND used < ?2 - 3600", &self->touch)
         && prepare (self,
                     "INSERT OR REPLACE INTO tile (key, used, picture, etag, modified, fresh_until) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                     &self->store)
         && prepare (self, "DELETE FROM tile WHERE key = ?1", &self->forget);
}

static WgTileCache *
try_open (const char *path, gint64 max_bytes)
{
  WgTileCache *self = g_new0 (WgTileCache, 1);

  self->max_bytes = max_bytes;
  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL)
          == SQLITE_OK
      && sqlite3_busy_timeout (self->db, 2000) == SQLITE_OK && prepare_all (self))
    return self;
  wg_tile_cache_free (self);
  return NULL;
}

WgTileCache *
wg_tile_cache_open (const char *path, gint64 max_bytes)
{
  g_autofree char *own = g_build_filename (g_get_user_cache_dir (), "wangge", "tiles.sqlite", NULL);
  const char *file = path != NULL ? path : own;
  g_autofree char *folder = g_path_get_dirname (file);
  WgTileCache *self;

  g_mkdir_with_parents (folder, 0700);
  self = try_open (file, max_bytes);
  if (self == NULL && g_unlink (file) == 0)
    self = try_open (file, max_bytes);
  if (self == NULL)
    g_message ("The tiles of servers are not kept: “%s” cannot be written.", file);
  return self;
}

/* --- Using --- */

gboolean
wg_tile_cache_lookup (WgTileCache *self, const char *key, WgTileCopy *copy)
{
  gboolean found;

  *copy = (WgTileCopy){ NULL };
  sqlite3_bind_text (self->find, 1, key, -1, SQLITE_STATIC);
  found = sqlite3_step (self->find) == SQLITE_ROW;
  if (found)
    {
      copy->bytes = g_bytes_new (sqlite3_column_blob (self->find, 0), (gsize)sqlite3_column_bytes (self->find, 0));
      copy->etag = g_strdup ((const char *)sqlite3_column_text (self->find, 1));
      copy->modified = g_strdup ((const char *)sqlite3_column_text (self->find, 2));
      copy->fresh_until_s = sqlite3_column_int64 (self->find, 3);
    }
  sqlite3_reset (self->find);
  if (!found)
    return FALSE;
  sqlite3_bind_text (self->touch, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->touch, 2, now_s ());
  sqlite3_step (self->touch);
  sqlite3_reset (self->touch);
  return TRUE;
}

gint64
wg_tile_cache_get_size (WgTileCache *self)
{
  sqlite3_stmt *sum = NULL;
  gint64 size = 0;

  if (prepare (self, "SELECT sum (length (picture)) FROM tile", &sum) && sqlite3_step (sum) == SQLITE_ROW)
    size = sqlite3_column_int64 (sum, 0);
  sqlite3_finalize (sum);
  return size;
}

/* The oldest go, with some more, so that it is not done for every tile. */
static void
trim (WgTileCache *self)
{
  gint64 too_much = wg_tile_cache_get_size (self) - self->max_bytes;
  sqlite3_stmt *drop = NULL;

  if (too_much <= 0)
    return;
  too_much += (gint64)((double)self->max_bytes * (1.0 - TRIM_TO));
  if (prepare (
          self,
          "DELETE FROM tile WHERE key IN (SELECT key FROM (SELECT key, sum (length (picture)) OVER (ORDER BY used, "
          "key) - length (picture) AS before FROM tile) WHERE before < ?1)",
          &drop))
    {
      sqlite3_bind_int64 (drop, 1, too_much);
      sqlite3_step (drop);
    }
  sqlite3_finalize (drop);
}

void
wg_tile_cache_store (WgTileCache *self, const char *key, const WgTileCopy *copy)
{
  sqlite3_stmt *statement = copy != NULL ? self->store : self->forget;
  gsize size = 0;

  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  if (copy != NULL)
    {
      const void *data = g_bytes_get_data (copy->bytes, &size);

      sqlite3_bind_int64 (statement, 2, now_s ());
      sqlite3_bind_blob64 (statement, 3, data != NULL ? data : "", size, SQLITE_STATIC);
      sqlite3_bind_text (statement, 4, copy->etag, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 5, copy->modified, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 6, copy->fresh_until_s);
    }
  /* A full disk only means that the tile is asked for again. */
  sqlite3_step (statement);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (++self->n_stored % TRIM_EVERY == 0)
    trim (self);
}
