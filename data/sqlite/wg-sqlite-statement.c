/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the thin side of WgStatement for SQLite, in a file of its own because it is the only place where rows are read. */

#include "wg-sqlite-connection.h"

#include "wg-error.h"

#define WG_TYPE_SQLITE_STATEMENT (wg_sqlite_statement_get_type ())
G_DECLARE_FINAL_TYPE (WgSqliteStatement, wg_sqlite_statement, WG, SQLITE_STATEMENT, WgStatement)

struct _WgSqliteStatement
{
  WgStatement parent_instance;

  sqlite3 *db; /* borrowed from the connection, which outlives its statements */
  sqlite3_stmt *stmt;
};

G_DEFINE_FINAL_TYPE (WgSqliteStatement, wg_sqlite_statement, WG_TYPE_STATEMENT)

static void
wg_sqlite_statement_bind_null (WgStatement *statement, int parameter)
{
  sqlite3_bind_null (WG_SQLITE_STATEMENT (statement)->stmt, parameter);
}

static void
wg_sqlite_statement_bind_int64 (WgStatement *statement, int parameter, gint64 value)
{
  sqlite3_bind_int64 (WG_SQLITE_STATEMENT (statement)->stmt, parameter, value);
}

static void
wg_sqlite_statement_bind_double (WgStatement *statement, int parameter, double value)
{
  sqlite3_bind_double (WG_SQLITE_STATEMENT (statement)->stmt, parameter, value);
}

static void
wg_sqlite_statement_bind_text (WgStatement *statement, int parameter, const char *value, gboolean stays)
{
  sqlite3_bind_text (WG_SQLITE_STATEMENT (statement)->stmt, parameter, value, -1, stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
}

static void
wg_sqlite_statement_bind_blob (WgStatement *statement, int parameter, const void *data, gsize size, gboolean stays)
{
  sqlite3_bind_blob64 (WG_SQLITE_STATEMENT (statement)->stmt, parameter, data, size, stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
}

static gboolean
wg_sqlite_statement_step (WgStatement *statement, GError **error)
{
  WgSqliteStatement *self = WG_SQLITE_STATEMENT (statement);
  int code = sqlite3_step (self->stmt);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    wg_sqlite_set_error (error, self->db, code);
  sqlite3_reset (self->stmt);
  return FALSE;
}

static void
wg_sqlite_statement_reset (WgStatement *statement)
{
  WgSqliteStatement *self = WG_SQLITE_STATEMENT (statement);

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
}

static gboolean
wg_sqlite_statement_is_null (WgStatement *statement, int column)
{
  return sqlite3_column_type (WG_SQLITE_STATEMENT (statement)->stmt, column) == SQLITE_NULL;
}

static gint64
wg_sqlite_statement_get_int64 (WgStatement *statement, int column)
{
  return sqlite3_column_int64 (WG_SQLITE_STATEMENT (statement)->stmt, column);
}

static double
wg_sqlite_statement_get_double (WgStatement *statement, int column)
{
  return sqlite3_column_double (WG_SQLITE_STATEMENT (statement)->stmt, column);
}

static const char *
wg_sqlite_statement_get_text (WgStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (WG_SQLITE_STATEMENT (statement)->stmt, column);
}

static const void *
wg_sqlite_statement_get_blob (WgStatement *statement, int column, gsize *size)
{
  WgSqliteStatement *self = WG_SQLITE_STATEMENT (statement);
  const void *data = sqlite3_column_blob (self->stmt, column);

  *size = (gsize) sqlite3_column_bytes (self->stmt, column);
  return data;
}

static void
wg_sqlite_statement_finalize (GObject *object)
{
  WgSqliteStatement *self = WG_SQLITE_STATEMENT (object);

  g_clear_pointer (&self->stmt, sqlite3_finalize);
  G_OBJECT_CLASS (wg_sqlite_statement_parent_class)->finalize (object);
}

static void
wg_sqlite_statement_class_init (WgSqliteStatementClass *klass)
{
  WgStatementClass *statement_class = WG_STATEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_sqlite_statement_finalize;
  statement_class->bind_null = wg_sqlite_statement_bind_null;
  statement_class->bind_int64 = wg_sqlite_statement_bind_int64;
  statement_class->bind_double = wg_sqlite_statement_bind_double;
  statement_class->bind_text = wg_sqlite_statement_bind_text;
  statement_class->bind_blob = wg_sqlite_statement_bind_blob;
  statement_class->step = wg_sqlite_statement_step;
  statement_class->reset = wg_sqlite_statement_reset;
  statement_class->is_null = wg_sqlite_statement_is_null;
  statement_class->get_int64 = wg_sqlite_statement_get_int64;
  statement_class->get_double = wg_sqlite_statement_get_double;
  statement_class->get_text = wg_sqlite_statement_get_text;
  statement_class->get_blob = wg_sqlite_statement_get_blob;
}

static void
wg_sqlite_statement_init (WgSqliteStatement *self)
{
}

WgStatement *
wg_sqlite_statement_new (sqlite3 *db, const char *sql, GError **error)
{
  g_autoptr (WgSqliteStatement) self = g_object_new (WG_TYPE_SQLITE_STATEMENT, NULL);
  int code;

  self->db = db;
  code = sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->stmt, NULL);
  if (code != SQLITE_OK)
    {
      wg_sqlite_set_error (error, db, code);
      return NULL;
    }
  return WG_STATEMENT (g_steal_pointer (&self));
}
