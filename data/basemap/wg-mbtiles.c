/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a command centre without a network keeps its base map in one file, made by somebody else. The file is only ever
 * read, by as many worker threads as ask at once: each takes a connection of its own from a small store of idle ones.
 */

#include "wg-mbtiles.h"

#include "wg-error.h"
#include "wg-mercator.h"
#include "wg-tile-format.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#define MAX_ZOOM 22
#define MAX_TILE_BYTES (16 * 1024 * 1024)
#define MAX_IDLE 8

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *load;
} Connection;

struct _WgMbtiles
{
  GObject parent_instance;
  char *file;
  char *label; /* of the file, for sentences */
  char *name;
  char *attribution;
  const char *format;
  guint min_zoom;
  guint max_zoom;
  WgBox bounds;
  GAsyncQueue *idle; /* Connection */
};

G_DEFINE_FINAL_TYPE (WgMbtiles, wg_mbtiles, G_TYPE_OBJECT)

static void
connection_free (gpointer data)
{
  Connection *connection = data;

  sqlite3_finalize (connection->load);
  sqlite3_close (connection->db);
  g_free (connection);
}

static void
wg_mbtiles_finalize (GObject *object)
{
  WgMbtiles *self = WG_MBTILES (object);

  g_async_queue_unref (self->idle);
  g_free (self->file);
  g_free (self->label);
  g_free (self->name);
  g_free (self->attribution);
  G_OBJECT_CLASS (wg_mbtiles_parent_class)->finalize (object);
}

static void
wg_mbtiles_class_init (WgMbtilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_mbtiles_finalize;
}

static void
wg_mbtiles_init (WgMbtiles *self)
{
  self->idle = g_async_queue_new_full (connection_free);
  self->bounds = WG_BOX_EMPTY;
}

static void
set_damaged (WgMbtiles *self, GError **error)
{
  g_set_error (
      error, WG_ERROR, WG_ERROR_UNREADABLE,
      _ ("The base map “%s” is damaged or is not an MBTiles file. The map goes on without it; choose another file."),
      self->label);
}

/* --- Connections --- */

static gboolean
check_file (WgMbtiles *self, GError **error)
{
  if (!g_file_test (self->file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                   _ ("There is no base map “%s”. The map goes on without it; choose another file."), self->label);
      return FALSE;
    }
  if (g_file_test (self->file, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  set_damaged (self, error);
  return FALSE;
}

/* A file of somebody else: nothing in it may run code or write. In a folder that cannot be written to, a file left in
 * write-ahead mode opens only as unchanging.
 */
static int
open_database (const char *file, gboolean immutable, sqlite3 **db)
{
  g_autofree char *absolute = g_canonicalize_filename (file, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);
  g_autofree char *full = g_strdup_printf ("%s?mode=ro%s", uri, immutable ? "&immutable=1" : "");
  int rc = sqlite3_open_v2 (full, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);

  if (rc != SQLITE_OK)
    return rc;
  sqlite3_db_config (*db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit (*db, SQLITE_LIMIT_LENGTH, MAX_TILE_BYTES);
  return sqlite3_busy_timeout (*db, 1000);
}

static Connection *
try_connection (WgMbtiles *self, gboolean immutable)
{
  Connection *connection = g_new0 (Connection, 1);

  if (open_database (self->file, immutable, &connection->db) == SQLITE_OK
      && sqlite3_prepare_v2 (connection->db,
                             "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3",
                             -1, &connection->load, NULL)
             == SQLITE_OK)
    return connection;
  connection_free (connection);
  return NULL;
}

static Connection *
take_connection (WgMbtiles *self, GError **error)
{
  Connection *connection = g_async_queue_try_pop (self->idle);

  if (connection == NULL)
    connection = try_connection (self, FALSE);
  if (connection == NULL)
    connection = try_connection (self, TRUE);
  if (connection == NULL && check_file (self, error))
    set_damaged (self, error);
  return connection;
}

static void
give_back (WgMbtiles *self, Connection *connection)
{
  if (g_async_queue_length (self->idle) < MAX_IDLE)
    g_async_queue_push (self->idle, connection);
  else
    connection_free (connection);
}

/* --- Reading tiles --- */

static gboolean
load_tile (WgMbtiles *self, Connection *connection, guint zoom, guint x, guint y, GBytes **bytes, GError **error)
{
  sqlite3_stmt *load = connection->load;
  int rc;

  *bytes = NULL;
  if (zoom > MAX_ZOOM || x >> zoom != 0 || y >> zoom != 0)
    return TRUE;
  sqlite3_bind_int (load, 1, (int) zoom);
  sqlite3_bind_int64 (load, 2, x);
  sqlite3_bind_int64 (load, 3, (gint64) ((1u << zoom) - 1 - y));
  rc = sqlite3_step (load);
  if (rc == SQLITE_ROW && sqlite3_column_bytes (load, 0) > 0)
    *bytes = g_bytes_new (sqlite3_column_blob (load, 0), (gsize) sqlite3_column_bytes (load, 0));
  sqlite3_reset (load);
  if (rc == SQLITE_ROW || rc == SQLITE_DONE)
    return TRUE;
  set_damaged (self, error);
  return FALSE;
}

gboolean
wg_mbtiles_load_tile (WgMbtiles *mbtiles, guint zoom, guint x, guint y, GBytes **bytes, GError **error)
{
  Connection *connection;
  gboolean done;

  g_return_val_if_fail (WG_IS_MBTILES (mbtiles), FALSE);

  *bytes = NULL;
  connection = take_connection (mbtiles, error);
  if (connection == NULL)
    return FALSE;
  done = load_tile (mbtiles, connection, zoom, x, y, bytes, error);
  give_back (mbtiles, connection);
  return done;
}

/* --- Opening --- */

/* Looks at one tile: a base map without tiles, with vector tiles or with tiles of no known kind is refused here and not
 * one grey square at a time.
 */
static gboolean
check_tile (WgMbtiles *self, Connection *connection, const char *declared, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2 (connection->db, "SELECT tile_data FROM tiles WHERE length (tile_data) > 0 LIMIT 1", -1,
                               &statement, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (statement);
  if (rc == SQLITE_ROW)
    self->format = wg_tile_format_sniff (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  sqlite3_finalize (statement);
  if (rc == SQLITE_DONE)
    g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                 _ ("The base map “%s” holds no tiles. The map goes on without it; choose another file."), self->label);
  else if (rc != SQLITE_ROW)
    set_damaged (self, error);
  else if (g_strcmp0 (self->format, "pbf") == 0 || (self->format == NULL && g_strcmp0 (declared, "pbf") == 0))
    g_set_error (
        error, WG_ERROR, WG_ERROR_UNREADABLE,
        _ ("The base map “%s” holds vector tiles, which are not drawn here. The map goes on without it; choose a "
           "file with PNG, JPEG or WebP tiles."),
        self->label);
  else if (self->format == NULL)
    g_set_error (
        error, WG_ERROR, WG_ERROR_UNREADABLE,
        _ ("The tiles of the base map “%s” are no PNG, JPEG or WebP pictures. The map goes on without it; choose "
           "another file."),
        self->label);
  else
    return TRUE;
  return FALSE;
}

static GHashTable *
read_metadata (Connection *connection)
{
  GHashTable *metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement = NULL;

  /* A file without the table is met in the wild; all of it can be found from the tiles. */
  if (sqlite3_prepare_v2 (connection->db, "SELECT name, value FROM metadata", -1, &statement, NULL) == SQLITE_OK)
    {
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          const char *name = (const char *) sqlite3_column_text (statement, 0);
          const char *value = (const char *) sqlite3_column_text (statement, 1);

          if (name != NULL && value != NULL)
            g_hash_table_replace (metadata, g_strdup (name), g_utf8_make_valid (value, -1));
        }
    }
  sqlite3_finalize (statement);
  return metadata;
}

static gboolean
query_ints (Connection *connection, const char *sql, int parameter, gint64 *out, int n)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = FALSE;

  if (sqlite3_prepare_v2 (connection->db, sql, -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_int (statement, 1, parameter);
      found = sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_type (statement, 0) == SQLITE_INTEGER;
      for (int i = 0; found && i < n; i++)
        out[i] = sqlite3_column_int64 (statement, i);
    }
  sqlite3_finalize (statement);
  return found;
}

static gboolean
parse_zoom (GHashTable *metadata, const char *key, guint *zoom)
{
  const char *text = g_hash_table_lookup (metadata, key);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, MAX_ZOOM, &value, NULL))
    return FALSE;
  *zoom = (guint) value;
  return TRUE;
}

static void
find_zooms (WgMbtiles *self, Connection *connection, GHashTable *metadata)
{
  gint64 range[2] = { 0, 0 };

  if (parse_zoom (metadata, "minzoom", &self->min_zoom) && parse_zoom (metadata, "maxzoom", &self->max_zoom)
      && self->min_zoom <= self->max_zoom)
    return;
  query_ints (connection, "SELECT min (zoom_level), max (zoom_level) FROM tiles", 0, range, 2);
  self->min_zoom = (guint) CLAMP (range[0], 0, MAX_ZOOM);
  self->max_zoom = (guint) CLAMP (range[1], range[0], MAX_ZOOM);
}

static gboolean
parse_bounds (const char *text, WgBox *box)
{
  double values[4];

  for (int i = 0; i < 4; i++)
    {
      char *end = NULL;

      if (text == NULL)
        return FALSE;
      values[i] = g_ascii_strtod (text, &end);
      if (end == text || !isfinite (values[i]) || (i < 3 && *end != ','))
        return FALSE;
      text = end + 1;
    }
  *box = (WgBox){ MAX (values[0], -180.0), MAX (values[1], -WG_MERCATOR_MAX_LAT), MIN (values[2], 180.0),
                  MIN (values[3], WG_MERCATOR_MAX_LAT) };
  return box->min_lon < box->max_lon && box->min_lat < box->max_lat;
}

static void
find_bounds (WgMbtiles *self, Connection *connection, GHashTable *metadata)
{
  gint64 range[4] = { 0, 0, 0, 0 };
  double n = exp2 (self->max_zoom);

  if (parse_bounds (g_hash_table_lookup (metadata, "bounds"), &self->bounds))
    return;
  query_ints (
      connection,
      "SELECT min (tile_column), max (tile_column), min (tile_row), max (tile_row) FROM tiles WHERE zoom_level = ?1",
      (int) self->max_zoom, range, 4);
  self->bounds.min_lon = wg_mercator_lon_from_x ((double) range[0] / n);
  self->bounds.max_lon = wg_mercator_lon_from_x ((double) (range[1] + 1) / n);
  self->bounds.min_lat = wg_mercator_lat_from_y (1.0 - (double) range[2] / n);
  self->bounds.max_lat = wg_mercator_lat_from_y (1.0 - (double) (range[3] + 1) / n);
}

/* Attributions come with links; what is shown is their text. */
static char *
strip_markup (const char *text)
{
  static const char *const entities[][2] = { { "&copy;", "©" }, { "&nbsp;", " " },  { "&lt;", "<" },
                                             { "&gt;", ">" },   { "&quot;", "\"" }, { "&amp;", "&" } };
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (; text != NULL && *text != '\0'; text++)
    {
      if (*text == '<')
        in_tag = TRUE;
      if (!in_tag)
        g_string_append_c (out, *text == '\n' ? ' ' : *text);
      if (*text == '>')
        in_tag = FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (out, entities[i][0], entities[i][1], 0);
  g_strstrip (out->str);
  return out->str[0] != '\0' ? g_strdup (out->str) : NULL;
}

static gboolean
read_all (WgMbtiles *self, GError **error)
{
  g_autoptr (GHashTable) metadata = NULL;
  Connection *connection;
  const char *name;

  if (!check_file (self, error))
    return FALSE;
  connection = take_connection (self, error);
  if (connection == NULL)
    return FALSE;
  metadata = read_metadata (connection);
  if (!check_tile (self, connection, g_hash_table_lookup (metadata, "format"), error))
    {
      connection_free (connection);
      return FALSE;
    }
  find_zooms (self, connection, metadata);
  find_bounds (self, connection, metadata);
  name = g_hash_table_lookup (metadata, "name");
  self->name = g_strdup (name != NULL && *name != '\0' ? name : self->label);
  self->attribution = strip_markup (g_hash_table_lookup (metadata, "attribution"));
  give_back (self, connection);
  return TRUE;
}

WgMbtiles *
wg_mbtiles_open (const char *file, GError **error)
{
  g_autoptr (WgMbtiles) self = g_object_new (WG_TYPE_MBTILES, NULL);

  self->file = g_strdup (file);
  self->label = g_filename_display_basename (file);
  if (!read_all (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
wg_mbtiles_get_file (WgMbtiles *mbtiles)
{
  return mbtiles->file;
}

const char *
wg_mbtiles_get_name (WgMbtiles *mbtiles)
{
  return mbtiles->name;
}

const char *
wg_mbtiles_get_attribution (WgMbtiles *mbtiles)
{
  return mbtiles->attribution;
}

const char *
wg_mbtiles_get_format (WgMbtiles *mbtiles)
{
  return mbtiles->format;
}

guint
wg_mbtiles_get_min_zoom (WgMbtiles *mbtiles)
{
  return mbtiles->min_zoom;
}

guint
wg_mbtiles_get_max_zoom (WgMbtiles *mbtiles)
{
  return mbtiles->max_zoom;
}

const WgBox *
wg_mbtiles_get_bounds (WgMbtiles *mbtiles)
{
  return &mbtiles->bounds;
}
