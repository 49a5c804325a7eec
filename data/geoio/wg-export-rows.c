/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what leaves the house goes through a file that holds the chosen fields and nothing else: the process that writes the
 * foreign format never sees the database, so it cannot hand on what was not asked for.
 */

#include "wg-export-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>

#include "wg-error.h"
#include "wg-time.h"

struct _WgExportRows
{
  sqlite3 *db;
  sqlite3_stmt *row;
  GPtrArray *names;
  GHashTable *columns; /* name of a field to its parameter */
  gint64 n_rows;
  char *failure;
};

#define PLACE_PARAMETER 2
#define FIRST_PARAMETER 3

static gboolean
check (WgExportRows *self, int result)
{
  if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
    return TRUE;
  if (self->failure == NULL)
    self->failure = g_strdup (sqlite3_errmsg (self->db));
  return FALSE;
}

static void
execute (WgExportRows *self, const char *sql)
{
  if (self->failure == NULL)
    check (self, sqlite3_exec (self->db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare (WgExportRows *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (self->failure == NULL)
    check (self, sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL));
  return statement;
}

WgExportRows *
wg_export_rows_new (const char *path, WgExportPlace place)
{
  WgExportRows *self = g_new0 (WgExportRows, 1);
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                            WG_EXPORT_ROWS_APPLICATION_ID, (int) place);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_hash_table_new (g_str_hash, g_str_equal);
  check (self, sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL));
  execute (self, "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;");
  execute (self, marks);
  execute (self, "BEGIN; CREATE TABLE field (position INTEGER PRIMARY KEY, name TEXT NOT NULL, type INTEGER NOT NULL)");
  return self;
}

void
wg_export_rows_free (WgExportRows *self)
{
  sqlite3_finalize (self->row);
  sqlite3_close (self->db);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->columns);
  g_free (self->failure);
  g_free (self);
}

void
wg_export_rows_add_field (WgExportRows *self, const char *name, WgExportType type)
{
  sqlite3_stmt *statement = prepare (self, "INSERT INTO field VALUES (?1, ?2, ?3)");
  char *copy = g_strdup (name);

  g_hash_table_insert (self->columns, copy, GUINT_TO_POINTER (FIRST_PARAMETER + self->names->len));
  g_ptr_array_add (self->names, copy);
  if (statement == NULL)
    return;
  sqlite3_bind_int64 (statement, 1, self->names->len);
  sqlite3_bind_text (statement, 2, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 3, type);
  check (self, sqlite3_step (statement));
  sqlite3_finalize (statement);
}

/* The table is made with the first row, when all fields are known. */
static gboolean
is_ready (WgExportRows *self)
{
  g_autoptr (GString) create = g_string_new ("CREATE TABLE record (seq INTEGER PRIMARY KEY, place BLOB");
  g_autoptr (GString) insert = g_string_new ("INSERT INTO record VALUES (?1, ?2");

  if (self->row != NULL || self->failure != NULL)
    return self->failure == NULL;
  for (guint i = 0; i < self->names->len; i++)
    {
      g_string_append_printf (create, ", c%u", i);
      g_string_append_printf (insert, ", ?%u", FIRST_PARAMETER + i);
    }
  g_string_append_c (create, ')');
  g_string_append_c (insert, ')');
  execute (self, create->str);
  self->row = prepare (self, insert->str);
  return self->row != NULL;
}

static int
find (WgExportRows *self, const char *field)
{
  return is_ready (self) ? (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, field)) : 0;
}

void
wg_export_rows_put_text (WgExportRows *self, const char *field, const char *text)
{
  int parameter = find (self, field);

  if (parameter > 0 && text != NULL)
    check (self, sqlite3_bind_text (self->row, parameter, text, -1, SQLITE_TRANSIENT));
}

void
wg_export_rows_put_integer (WgExportRows *self, const char *field, gint64 value)
{
  int parameter = find (self, field);

  if (parameter > 0 && value != G_MININT64)
    check (self, sqlite3_bind_int64 (self->row, parameter, value));
}

void
wg_export_rows_put_real (WgExportRows *self, const char *field, double value)
{
  int parameter = find (self, field);

  if (parameter > 0 && isfinite (value))
    check (self, sqlite3_bind_double (self->row, parameter, value));
}

void
wg_export_rows_put_time (WgExportRows *self, const char *field, gint64 ms)
{
  g_autofree char *text = ms != G_MININT64 && ms != G_MAXINT64 ? wg_time_format_utc (ms) : NULL;

  wg_export_rows_put_text (self, field, text);
}

void
wg_export_rows_put_point (WgExportRows *self, double lon, double lat)
{
  struct
  {
    guint8 head[5];
    guint8 numbers[16];
  } wkb = { { 1, 1, 0, 0, 0 }, { 0 } };
  const double place[2] = { lon, lat };

  if (!is_ready (self) || !isfinite (lon) || !isfinite (lat))
    return;
  for (guint i = 0; i < 2; i++)
    {
      guint64 bits;

      memcpy (&bits, &place[i], sizeof bits);
      bits = GUINT64_TO_LE (bits);
      memcpy (wkb.numbers + 8 * i, &bits, sizeof bits);
    }
  check (self, sqlite3_bind_blob (self->row, PLACE_PARAMETER, &wkb, sizeof wkb, SQLITE_TRANSIENT));
}

void
wg_export_rows_put_area (WgExportRows *self, GBytes *wkb)
{
  if (is_ready (self))
    check (self, sqlite3_bind_blob64 (self->row, PLACE_PARAMETER, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb),
                                      SQLITE_TRANSIENT));
}

void
wg_export_rows_end_row (WgExportRows *self)
{
  if (!is_ready (self))
    return;
  self->n_rows++;
  check (self, sqlite3_step (self->row));
  sqlite3_reset (self->row);
  sqlite3_clear_bindings (self->row);
}

gint64
wg_export_rows_get_n_rows (WgExportRows *self)
{
  return self->n_rows;
}

gboolean
wg_export_rows_finish (WgExportRows *self, GError **error)
{
  is_ready (self);
  g_clear_pointer (&self->row, sqlite3_finalize);
  execute (self, "COMMIT");
  if (self->failure == NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The working file could not be written: %s. Nothing was exported. Free some space and try again."),
               self->failure);
  return FALSE;
}
