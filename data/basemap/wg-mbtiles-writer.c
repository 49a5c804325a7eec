/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the demo district brings its own base map, so that the program shows a town without a network and without
 * anybody's data. Half of the tiles of a town are plain land or water: each picture is stored once.
 */

#include "wg-mbtiles-writer.h"

#include "wg-error.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

struct _WgMbtilesWriter
{
  GObject parent_instance;
  char *file;
  char *part; /* what is written until it is whole */
  char *name;
  char *attribution;
  WgBox bounds;
  guint min_zoom;
  guint max_zoom;
  sqlite3 *db;
  sqlite3_stmt *add_image;
  sqlite3_stmt *add_tile;
  GHashTable *images; /* GBytes -> id */
};

G_DEFINE_FINAL_TYPE (WgMbtilesWriter, wg_mbtiles_writer, G_TYPE_OBJECT)

/* As the specification has it, with the pictures behind a view: readers see `tiles` and `metadata`. */
static const char schema[] = "PRAGMA application_id = 0x4d504258;"
                             "PRAGMA journal_mode = OFF;"
                             "PRAGMA synchronous = OFF;"
                             "BEGIN;"
                             "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);"
                             "CREATE TABLE images (tile_id INTEGER PRIMARY KEY, tile_data BLOB NOT NULL);"
                             "CREATE TABLE map (zoom_level INTEGER NOT NULL, tile_column INTEGER NOT NULL,"
                             "  tile_row INTEGER NOT NULL, tile_id INTEGER NOT NULL REFERENCES images,"
                             "  PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"
                             "CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column,"
                             "  map.tile_row AS tile_row, images.tile_data AS tile_data"
                             "  FROM map JOIN images ON images.tile_id = map.tile_id;";

static void
close_database (WgMbtilesWriter *self)
{
  g_clear_pointer (&self->add_image, sqlite3_finalize);
  g_clear_pointer (&self->add_tile, sqlite3_finalize);
  g_clear_pointer (&self->db, sqlite3_close);
}

static void
wg_mbtiles_writer_finalize (GObject *object)
{
  WgMbtilesWriter *self = WG_MBTILES_WRITER (object);

  close_database (self);
  if (self->part != NULL)
    g_unlink (self->part);
  g_hash_table_unref (self->images);
  g_free (self->file);
  g_free (self->part);
  g_free (self->name);
  g_free (self->attribution);
  G_OBJECT_CLASS (wg_mbtiles_writer_parent_class)->finalize (object);
}

static void
wg_mbtiles_writer_class_init (WgMbtilesWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_mbtiles_writer_finalize;
}

static void
wg_mbtiles_writer_init (WgMbtilesWriter *self)
{
  self->images = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  self->min_zoom = G_MAXUINT;
}

static gboolean
fail (WgMbtilesWriter *self, GError **error)
{
  g_autofree char *label = g_filename_display_basename (self->file);

  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("The base map “%s” could not be written, and no part of it was kept. Look whether the folder can be "
                  "written to and the disk has room."),
               label);
  return FALSE;
}

static gboolean
begin (WgMbtilesWriter *self, GError **error)
{
  g_unlink (self->part);
  if (sqlite3_open_v2 (self->part, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK
      || sqlite3_exec (self->db, schema, NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (self->db, "INSERT INTO images (tile_id, tile_data) VALUES (?1, ?2)", -1, &self->add_image,
                             NULL)
             != SQLITE_OK
      || sqlite3_prepare_v2 (self->db,
                             "INSERT INTO map (zoom_level, tile_column, tile_row, tile_id) VALUES (?1, ?2, ?3, ?4)", -1,
                             &self->add_tile, NULL)
             != SQLITE_OK)
    return fail (self, error);
  return TRUE;
}

WgMbtilesWriter *
wg_mbtiles_writer_new (const char *file, const char *name, const char *attribution, const WgBox *bounds, GError **error)
{
  g_autoptr (WgMbtilesWriter) self = g_object_new (WG_TYPE_MBTILES_WRITER, NULL);

  self->file = g_strdup (file);
  self->part = g_strconcat (file, ".part", NULL);
  self->name = g_strdup (name);
  self->attribution = g_strdup (attribution);
  self->bounds = *bounds;
  if (!begin (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Returns the id of the picture, 0 when it could not be stored. */
static guint
store_image (WgMbtilesWriter *self, GBytes *png)
{
  guint id = GPOINTER_TO_UINT (g_hash_table_lookup (self->images, png));
  gsize size;
  const void *data = g_bytes_get_data (png, &size);
  int rc;

  if (id != 0)
    return id;
  id = g_hash_table_size (self->images) + 1;
  sqlite3_bind_int64 (self->add_image, 1, id);
  sqlite3_bind_blob64 (self->add_image, 2, data, size, SQLITE_STATIC);
  rc = sqlite3_step (self->add_image);
  sqlite3_reset (self->add_image);
  sqlite3_clear_bindings (self->add_image);
  if (rc != SQLITE_DONE)
    return 0;
  g_hash_table_insert (self->images, g_bytes_ref (png), GUINT_TO_POINTER (id));
  return id;
}

gboolean
wg_mbtiles_writer_add (WgMbtilesWriter *writer, guint zoom, guint x, guint y, GBytes *png, GError **error)
{
  guint id;
  int rc;

  g_return_val_if_fail (WG_IS_MBTILES_WRITER (writer), FALSE);
  g_return_val_if_fail (writer->db != NULL, FALSE);
  g_return_val_if_fail (zoom <= 22 && x >> zoom == 0 && y >> zoom == 0, FALSE);

  id = store_image (writer, png);
  if (id == 0)
    return fail (writer, error);
  sqlite3_bind_int64 (writer->add_tile, 1, zoom);
  sqlite3_bind_int64 (writer->add_tile, 2, x);
  sqlite3_bind_int64 (writer->add_tile, 3, (1u << zoom) - 1 - y);
  sqlite3_bind_int64 (writer->add_tile, 4, id);
  rc = sqlite3_step (writer->add_tile);
  sqlite3_reset (writer->add_tile);
  if (rc != SQLITE_DONE)
    return fail (writer, error);
  writer->min_zoom = MIN (writer->min_zoom, zoom);
  writer->max_zoom = MAX (writer->max_zoom, zoom);
  return TRUE;
}

static gboolean
put_metadata (WgMbtilesWriter *self, const char *key, const char *value)
{
  sqlite3_stmt *statement = NULL;
  gboolean done = FALSE;

  if (value == NULL)
    return TRUE;
  if (sqlite3_prepare_v2 (self->db, "INSERT INTO metadata (name, value) VALUES (?1, ?2)", -1, &statement, NULL)
      == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, value, -1, SQLITE_STATIC);
      done = sqlite3_step (statement) == SQLITE_DONE;
    }
  sqlite3_finalize (statement);
  return done;
}

static gboolean
put_all_metadata (WgMbtilesWriter *self)
{
  const double sides[4] = { self->bounds.min_lon, self->bounds.min_lat, self->bounds.max_lon, self->bounds.max_lat };
  g_autoptr (GString) bounds = g_string_new (NULL);
  g_autofree char *min_zoom = g_strdup_printf ("%u", MIN (self->min_zoom, self->max_zoom));
  g_autofree char *max_zoom = g_strdup_printf ("%u", self->max_zoom);

  for (int i = 0; i < 4; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (bounds, "%s%s", i > 0 ? "," : "",
                              g_ascii_formatd (number, sizeof number, "%.6f", sides[i]));
    }
  return put_metadata (self, "name", self->name) && put_metadata (self, "format", "png")
         && put_metadata (self, "type", "baselayer") && put_metadata (self, "version", "1")
         && put_metadata (self, "bounds", bounds->str) && put_metadata (self, "minzoom", min_zoom)
         && put_metadata (self, "maxzoom", max_zoom) && put_metadata (self, "attribution", self->attribution);
}

static gboolean
sync_file (const char *file)
{
  int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

gboolean
wg_mbtiles_writer_finish (WgMbtilesWriter *writer, GError **error)
{
  gboolean done;

  g_return_val_if_fail (WG_IS_MBTILES_WRITER (writer), FALSE);
  g_return_val_if_fail (writer->db != NULL, FALSE);

  done = put_all_metadata (writer) && sqlite3_exec (writer->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  close_database (writer);
  if (!done || !sync_file (writer->part) || g_rename (writer->part, writer->file) != 0)
    return fail (writer, error);
  g_clear_pointer (&writer->part, g_free);
  return TRUE;
}
