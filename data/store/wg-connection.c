/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the moves of a case, the lists and the imports are written once, against this pair of small classes; SpatiaLite
 * and PostGIS are two implementations of it. The thread assertion lives here so that no backend can forget it.
 */

#include "wg-connection.h"

#include "wg-search-text.h"

#include <math.h>

typedef struct
{
  GThread *thread;
  gint64 district_id;
} WgConnectionPrivate;

G_DEFINE_ABSTRACT_TYPE (WgStatement, wg_statement, G_TYPE_OBJECT)
G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WgConnection, wg_connection, G_TYPE_OBJECT)

static void
wg_statement_class_init (WgStatementClass *klass)
{
}

static void
wg_statement_init (WgStatement *self)
{
}

static void
wg_connection_class_init (WgConnectionClass *klass)
{
}

static void
wg_connection_init (WgConnection *self)
{
  WgConnectionPrivate *priv = wg_connection_get_instance_private (self);

  priv->thread = g_thread_self ();
  priv->district_id = 1;
}

void
wg_connection_assert_thread (WgConnection *self)
{
  WgConnectionPrivate *priv = wg_connection_get_instance_private (self);

  g_assert (priv->thread == g_thread_self ());
}

static void
bind_int64 (WgStatement *self, int parameter, gint64 value)
{
  WgStatementClass *klass = WG_STATEMENT_GET_CLASS (self);

  if (value == WG_NULL_ID)
    klass->bind_null (self, parameter);
  else
    klass->bind_int64 (self, parameter, value);
}

static void
bind_double (WgStatement *self, int parameter, double value)
{
  WgStatementClass *klass = WG_STATEMENT_GET_CLASS (self);

  if (isnan (value))
    klass->bind_null (self, parameter);
  else
    klass->bind_double (self, parameter, value);
}

static void
bind_bytes (WgStatement *self, int parameter, GBytes *bytes, gboolean stays)
{
  WgStatementClass *klass = WG_STATEMENT_GET_CLASS (self);
  const void *data;
  gsize size;

  if (bytes == NULL)
    {
      klass->bind_null (self, parameter);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  klass->bind_blob (self, parameter, data, size, stays);
}

static void
bind_text (WgStatement *self, int parameter, const char *text, gboolean stays)
{
  WgStatementClass *klass = WG_STATEMENT_GET_CLASS (self);

  if (text == NULL)
    klass->bind_null (self, parameter);
  else
    klass->bind_text (self, parameter, text, stays);
}

void
wg_statement_bind_va (WgStatement *self, const char *format, va_list args)
{
  int parameter = 1;

  for (const char *p = format; *p != '\0'; p++)
    {
      switch (*p)
        {
        case 'i':
          bind_int64 (self, parameter++, va_arg (args, gint64));
          break;
        case 'd':
          bind_double (self, parameter++, va_arg (args, double));
          break;
        case 's':
        case 'S':
          bind_text (self, parameter++, va_arg (args, const char *), *p == 'S');
          break;
        case 'b':
        case 'B':
          bind_bytes (self, parameter++, va_arg (args, GBytes *), *p == 'B');
          break;
        case ' ':
          break;
        default:
          g_error ("Unknown letter '%c' in the format of a statement", *p);
        }
    }
}

void
wg_statement_bind (WgStatement *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  wg_statement_bind_va (self, format, args);
  va_end (args);
}

gboolean
wg_statement_step (WgStatement *self, GError **error)
{
  return WG_STATEMENT_GET_CLASS (self)->step (self, error);
}

void
wg_statement_reset (WgStatement *self)
{
  WG_STATEMENT_GET_CLASS (self)->reset (self);
}

gboolean
wg_statement_end (WgStatement *self, GError *failure, GError **error)
{
  if (self != NULL)
    wg_statement_reset (self);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

void
wg_id_list_add (GString *list, gint64 id)
{
  g_string_append_printf (list, "%c%" G_GINT64_FORMAT, list->len > 0 ? ',' : '[', id);
}

char *
wg_id_list_end (GString *list)
{
  return g_string_free (g_string_append (list, list->len > 0 ? "]" : "[]"), FALSE);
}

gboolean
wg_statement_is_null (WgStatement *self, int column)
{
  return WG_STATEMENT_GET_CLASS (self)->is_null (self, column);
}

gint64
wg_statement_get_int64 (WgStatement *self, int column)
{
  if (wg_statement_is_null (self, column))
    return WG_NULL_ID;
  return WG_STATEMENT_GET_CLASS (self)->get_int64 (self, column);
}

double
wg_statement_get_double (WgStatement *self, int column)
{
  if (wg_statement_is_null (self, column))
    return NAN;
  return WG_STATEMENT_GET_CLASS (self)->get_double (self, column);
}

const char *
wg_statement_get_text (WgStatement *self, int column)
{
  return WG_STATEMENT_GET_CLASS (self)->get_text (self, column);
}

char *
wg_statement_dup_text (WgStatement *self, int column)
{
  return g_strdup (wg_statement_get_text (self, column));
}

const void *
wg_statement_peek_blob (WgStatement *self, int column, gsize *size)
{
  return WG_STATEMENT_GET_CLASS (self)->get_blob (self, column, size);
}

GBytes *
wg_statement_dup_blob (WgStatement *self, int column)
{
  gsize size = 0;
  const void *data = wg_statement_peek_blob (self, column, &size);

  return data != NULL ? g_bytes_new (data, size) : NULL;
}

gboolean
wg_connection_begin (WgConnection *self, gboolean write, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->begin (self, write, error);
}

gboolean
wg_connection_commit (WgConnection *self, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->commit (self, error);
}

void
wg_connection_rollback (WgConnection *self)
{
  wg_connection_assert_thread (self);
  WG_CONNECTION_GET_CLASS (self)->rollback (self);
}

WgStatement *
wg_connection_prepare (WgConnection *self, const char *name, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->prepare (self, name, error);
}

WgStatement *
wg_connection_query (WgConnection *self, GError **error, const char *name, const char *format, ...)
{
  WgStatement *statement = wg_connection_prepare (self, name, error);
  va_list args;

  if (statement == NULL)
    return NULL;
  va_start (args, format);
  wg_statement_bind_va (statement, format, args);
  va_end (args);
  return statement;
}

gint64
wg_connection_run (WgConnection *self, GError **error, const char *name, const char *format, ...)
{
  WgStatement *statement = wg_connection_prepare (self, name, error);
  g_autoptr (GError) local = NULL;
  va_list args;

  if (statement == NULL)
    return -1;
  va_start (args, format);
  wg_statement_bind_va (statement, format, args);
  va_end (args);
  while (wg_statement_step (statement, &local))
    ;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return -1;
    }
  return wg_connection_get_changes (self);
}

gint64
wg_connection_get_value (WgConnection *self, gboolean *found, GError **error, const char *name, const char *format, ...)
{
  WgStatement *statement = wg_connection_prepare (self, name, error);
  gint64 value = 0;
  gboolean row;
  va_list args;

  if (found != NULL)
    *found = FALSE;
  if (statement == NULL)
    return 0;
  va_start (args, format);
  wg_statement_bind_va (statement, format, args);
  va_end (args);
  row = wg_statement_step (statement, error);
  if (row)
    value = wg_statement_get_int64 (statement, 0);
  wg_statement_reset (statement);
  if (found != NULL)
    *found = row;
  return value;
}

gboolean
wg_connection_run_script (WgConnection *self, const char *script, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->run_script (self, script, error);
}

gint64
wg_connection_get_changes (WgConnection *self)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->get_changes (self);
}

gint64
wg_connection_get_data_version (WgConnection *self)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->get_data_version (self);
}

gboolean
wg_connection_attach (WgConnection *self, const char *path, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->attach (self, path, error);
}

gboolean
wg_connection_detach (WgConnection *self, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->detach (self, error);
}

gboolean
wg_connection_set_bulk (WgConnection *self, gboolean bulk, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->set_bulk (self, bulk, error);
}

void
wg_connection_give_way (WgConnection *self, gint64 at_most_us)
{
  wg_connection_assert_thread (self);
  WG_CONNECTION_GET_CLASS (self)->give_way (self, at_most_us);
}

gboolean
wg_connection_begin_load (WgConnection *self, const char *table, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->begin_load (self, table, error);
}

gboolean
wg_connection_end_load (WgConnection *self, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->end_load (self, error);
}

gboolean
wg_connection_enter_boxes (WgConnection *self, const char *table, gint64 after_id, gboolean *more, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->enter_boxes (self, table, after_id, more, error);
}

gboolean
wg_connection_check_integrity (WgConnection *self, WgIntegrityFunc report, gpointer user_data, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->check_integrity (self, report, user_data, error);
}

WgStatement *
wg_connection_search (WgConnection *self, WgSearchKind kind, const char *text, gint64 most, gboolean *complete, GError **error)
{
  g_autofree char *question = wg_search_make_question (kind, text);
  WgStatement *statement;

  wg_connection_assert_thread (self);
  *complete = TRUE;
  statement = question != NULL ? WG_CONNECTION_GET_CLASS (self)->search (self, kind, complete, error) : NULL;
  if (statement != NULL)
    wg_statement_bind (statement, "sii", question, (gint64) kind, most);
  return statement;
}

gboolean
wg_connection_index_some (WgConnection *self, gboolean *more, GError **error)
{
  wg_connection_assert_thread (self);
  return WG_CONNECTION_GET_CLASS (self)->index_some (self, more, error);
}

void
wg_connection_rest (WgConnection *self)
{
  wg_connection_assert_thread (self);
  WG_CONNECTION_GET_CLASS (self)->rest (self);
}

void
wg_connection_interrupt (WgConnection *self)
{
  WG_CONNECTION_GET_CLASS (self)->interrupt (self);
}

gint64
wg_connection_get_district (WgConnection *self)
{
  WgConnectionPrivate *priv = wg_connection_get_instance_private (self);

  return priv->district_id;
}

void
wg_connection_set_district (WgConnection *self, gint64 district_id)
{
  WgConnectionPrivate *priv = wg_connection_get_instance_private (self);

  priv->district_id = district_id;
}
