/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: SpatiaLite checks every geometry by a trigger, notes the time of every change by another and enters the box into the
 * spatial index by a third, which writes and parses a statement a row: for geometries that we made ourselves that is most
 * of the cost of a row. They are taken away and put back inside the one transaction that needs it, and the boxes are
 * entered at its end in one go, so nobody ever sees the table without them, not even after a power cut.
 */

#include "wg-sqlite-connection.h"

#include "wg-error.h"

struct _WgSqliteLoad
{
  char *table;
  gint64 last_id; /* ids come from a counter: what is loaded has higher ones */
  gboolean indexed;
  GPtrArray *triggers; /* their texts */
};

void
wg_sqlite_load_free (WgSqliteLoad *self)
{
  g_free (self->table);
  g_ptr_array_unref (self->triggers);
  g_free (self);
}

static gboolean
execute (sqlite3 *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}

static gboolean
read_last_id (WgSqliteLoad *self, sqlite3 *db, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce(max(rowid), 0) FROM \"%s\"", self->table);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (stmt);
  if (code == SQLITE_ROW)
    self->last_id = sqlite3_column_int64 (stmt, 0);
  else
    wg_sqlite_set_error (error, db, code);
  sqlite3_finalize (stmt);
  return code == SQLITE_ROW;
}

/* The check (ggi), the clocks (tmi, tmu) and the spatial index (gii). */
static gboolean
read_triggers (WgSqliteLoad *self, sqlite3 *db, GPtrArray *names, GError **error)
{
  static const char sql[] = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?1 AND substr(name, 1, 4) "
                            "IN ('ggi_', 'tmi_', 'tmu_', 'gii_')";
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, self->table, -1, SQLITE_TRANSIENT);
      while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
        {
          const char *name = (const char *) sqlite3_column_text (stmt, 0);

          self->indexed |= g_str_has_prefix (name, "gii_");
          g_ptr_array_add (names, g_strdup (name));
          g_ptr_array_add (self->triggers, g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
        }
    }
  if (code != SQLITE_DONE)
    wg_sqlite_set_error (error, db, code);
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE;
}

WgSqliteLoad *
wg_sqlite_load_begin (sqlite3 *db, const char *table, GError **error)
{
  g_autoptr (WgSqliteLoad) self = g_new0 (WgSqliteLoad, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  self->table = g_strdup (table);
  self->triggers = g_ptr_array_new_with_free_func (g_free);
  if (!read_triggers (self, db, names, error) || !read_last_id (self, db, error))
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP TRIGGER \"%s\"", (char *) names->pdata[i]);

      if (!execute (db, sql, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
enter_boxes (WgSqliteLoad *self, sqlite3 *db, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO \"idx_%s_geom\" (pkid, xmin, xmax, ymin, ymax) SELECT rowid, MbrMinX(geom), MbrMaxX(geom), "
                         "MbrMinY(geom), MbrMaxY(geom) FROM \"%s\" WHERE rowid > %" G_GINT64_FORMAT,
                         self->table, self->table, self->last_id);

  return !self->indexed || execute (db, sql, error);
}

gboolean
wg_sqlite_load_end (WgSqliteLoad *self, sqlite3 *db, GError **error)
{
  g_autofree char *noted
      = g_strdup_printf ("UPDATE geometry_columns_time SET (last_insert, last_update) = (SELECT now, now FROM (SELECT "
                         "strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ', 'now') AS now)) WHERE f_table_name = '%s'",
                         self->table);

  for (guint i = 0; i < self->triggers->len; i++)
    {
      if (!execute (db, self->triggers->pdata[i], error))
        return FALSE;
    }
  return enter_boxes (self, db, error) && execute (db, noted, error);
}
