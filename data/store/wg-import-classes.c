/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a foreign system has its own classes. Those that our catalogue knows, by code or by name, become ours; the others
 * are kept as classes of the kind `foreign`: without a limit, on the general route, never offered for a new case.
 */

#include "wg-import-cases-private.h"

typedef struct
{
  char *code;
  char *text;
  WgRoute route;
  gboolean known; /* in the catalogue already */
} ForeignClass;

void
wg_import_classes_free_one (gpointer data)
{
  ForeignClass *class = data;

  g_free (class->code);
  g_free (class->text);
  g_free (class);
}

static gboolean
look_up_code (WgImportRun *run, WgStoreWork *work, ForeignClass *class, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, error, "class-by-code", "isi",
                                          wg_connection_get_district (work->connection), class->code, run->started_ms);

  if (row == NULL)
    return FALSE;
  if (wg_statement_step (row, &local))
    {
      class->known = TRUE;
      wg_route_from_nick (wg_statement_get_text (row, 4), &class->route);
      if (class->text == NULL)
        class->text = wg_statement_dup_text (row, 3);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A name that only one class of the catalogue has stands for it. */
static gboolean
look_up_name (WgImportRun *run, WgStoreWork *work, ForeignClass *class, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, error, "class-by-name", "is",
                                          wg_connection_get_district (work->connection), class->text);

  if (row == NULL)
    return FALSE;
  if (wg_statement_step (row, &local))
    class->code = wg_statement_get_int64 (row, 1) == 1 ? wg_statement_dup_text (row, 0) : g_strdup (class->text);
  wg_statement_reset (row);
  if (local == NULL)
    return look_up_code (run, work, class, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static ForeignClass *
find_class (WgImportRun *run, WgStoreWork *work, const char *code, const char *text, GError **error)
{
  WgImportCases *cases = run->data;
  g_autofree char *key = g_strdup_printf ("%s\x1f%s", code != NULL ? code : "", text != NULL ? text : "");
  ForeignClass *class = g_hash_table_lookup (cases->classes, key);
  gboolean good;

  if (class != NULL)
    return class;
  class = g_new0 (ForeignClass, 1);
  class->code = g_strdup (code);
  class->text = g_strdup (text);
  class->route = WG_ROUTE_GENERAL;
  good = code != NULL ? look_up_code (run, work, class, error) : look_up_name (run, work, class, error);
  if (!good)
    {
      wg_import_classes_free_one (class);
      return NULL;
    }
  if (class->text == NULL)
    class->text = g_strdup (class->code);
  g_hash_table_insert (cases->classes, g_steal_pointer (&key), class);
  return class;
}

gboolean
wg_import_classes_resolve (
    WgImportRun *run, WgStoreWork *work, const char *code, const char *text, WgCaseRecord *record, GError **error)
{
  const ForeignClass *class;

  record->route = WG_ROUTE_GENERAL;
  if (code == NULL && text == NULL)
    return TRUE;
  class = find_class (run, work, code, text, error);
  if (class == NULL)
    return FALSE;
  record->class_code = g_strdup (class->code);
  record->class_text = g_strdup (class->text);
  record->route = class->route;
  return TRUE;
}

gboolean
wg_import_classes_write (WgImportRun *run, WgStoreWork *work, GError **error)
{
  WgImportCases *cases = run->data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, cases->classes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const ForeignClass *class = value;

      if (!class->known
          && wg_connection_run (work->connection, error, "class-insert-foreign", "iss",
                                wg_connection_get_district (work->connection), class->code, class->text)
                 < 0)
        return FALSE;
    }
  return TRUE;
}
