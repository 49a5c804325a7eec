/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: SpatiaLite checks every geometry by a trigger and notes the time of every insert by another, each of which reads a
 * table of its own: for points that we made ourselves that is most of the cost of a row. They are taken away and put back
 * inside the one transaction that needs it, so nobody ever sees the table without them, not even after a power cut.
 */

#include "wg-sqlite-connection.h"

#include "wg-error.h"

static gboolean
execute (sqlite3 *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}

/* The check (ggi) and the clock (tmi); what keeps a spatial index stays. */
static gboolean
read_triggers (sqlite3 *db, const char *table, GPtrArray *names, GPtrArray *texts, GError **error)
{
  static const char sql[] = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?1 AND (name LIKE "
                            "'ggi!_%' ESCAPE '!' OR name LIKE 'tmi!_%' ESCAPE '!')";
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, table, -1, SQLITE_TRANSIENT);
      while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
        {
          g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
          g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
        }
    }
  if (code != SQLITE_DONE)
    wg_sqlite_set_error (error, db, code);
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE;
}

GPtrArray *
wg_sqlite_lay_triggers_aside (sqlite3 *db, const char *table, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!read_triggers (db, table, names, texts, error))
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP TRIGGER \"%s\"", (char *) names->pdata[i]);

      if (!execute (db, sql, error))
        return NULL;
    }
  return g_steal_pointer (&texts);
}

gboolean
wg_sqlite_put_triggers_back (sqlite3 *db, const char *table, GPtrArray *texts, GError **error)
{
  g_autofree char *noted
      = g_strdup_printf ("UPDATE geometry_columns_time SET last_insert = strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ', 'now') WHERE "
                         "f_table_name = '%s'",
                         table);

  for (guint i = 0; i < texts->len; i++)
    {
      if (!execute (db, texts->pdata[i], error))
        return FALSE;
    }
  return execute (db, noted, error);
}
