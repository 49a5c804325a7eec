/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: SpatiaLite checks every geometry by a trigger, notes the time of every change by another and enters the box into the
 * spatial index by a third, which writes and parses a statement a row: for geometries that we made ourselves that is most
 * of the cost of a row. They are switched off for this connection alone and only inside the one transaction that needs it,
 * so the table never stands there without them, for nobody. What they would have done is done at the end, the
 * boxes in a transaction of their own (wg-sqlite-boxes.c).
 */

#include "wg-sqlite-connection.h"

struct _WgSqliteLoad
{
  char *table;
};

void
wg_sqlite_load_free (WgSqliteLoad *self)
{
  g_free (self->table);
  g_free (self);
}

const char *
wg_sqlite_load_get_table (WgSqliteLoad *self)
{
  return self->table;
}

gboolean
wg_sqlite_load_set_triggers (sqlite3 *db, gboolean on, GError **error)
{
  int code = sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, on ? 1 : 0, NULL);

  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}

WgSqliteLoad *
wg_sqlite_load_begin (sqlite3 *db, const char *table, GError **error)
{
  WgSqliteLoad *self;

  if (!wg_sqlite_load_set_triggers (db, FALSE, error))
    return NULL;
  self = g_new0 (WgSqliteLoad, 1);
  self->table = g_strdup (table);
  return self;
}

gboolean
wg_sqlite_load_end (WgSqliteLoad *self, sqlite3 *db, GError **error)
{
  g_autofree char *noted
      = g_strdup_printf ("UPDATE geometry_columns_time SET (last_insert, last_update) = (SELECT now, now FROM (SELECT "
                         "strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ', 'now') AS now)) WHERE f_table_name = '%s'",
                         self->table);
  int code;

  if (!wg_sqlite_load_set_triggers (db, TRUE, error))
    return FALSE;
  code = sqlite3_exec (db, noted, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}
