/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every test of an import starts the real child, waits for it and looks at what it left. */

#include "wg-test-import.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

WgImportReport *
wg_test_import_read (WgImportJob *job, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  wg_import_job_read_async (job, NULL, keep_result, &result);
  return wg_import_job_read_finish (job, wait_for (&result), error);
}

JsonObject *
wg_test_import_inspect (WgImportJob *job, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  wg_import_job_inspect_async (job, NULL, keep_result, &result);
  return wg_import_job_inspect_finish (job, wait_for (&result), error);
}

/* Whatever is refused can be found in the file again. */
static void
check_places (const WgImportReport *report)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (report->findings, i);

      g_assert_true (finding->feature > 0 || !g_str_equal (finding->outcome, "refused"));
    }
}

WgImportReport *
wg_test_import_file (WgImportKind kind, const char *path, WgImportJob **job)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (kind, path);
  g_autoptr (GError) error = NULL;
  WgImportReport *report;

  *job = wg_import_job_new (request);
  report = wg_test_import_read (*job, &error);
  g_assert_no_error (error);
  g_assert_true (wg_import_report_is_balanced (report));
  check_places (report);
  return report;
}

char *
wg_test_import_list_rules (const WgImportReport *report)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = report->findings->pdata[i];
      g_autofree char *both = g_strconcat (finding->rule, "=", finding->outcome, NULL);

      g_assert_true (g_utf8_validate (finding->text, -1, NULL));
      g_assert_cmpuint (strlen (finding->text), >, 5);
      if (!g_ptr_array_find_with_equal_func (seen, both, g_str_equal, NULL))
        g_ptr_array_add (seen, g_steal_pointer (&both));
    }
  g_ptr_array_add (seen, NULL);
  return g_strjoinv (" ", (char **) seen->pdata);
}

char *
wg_test_import_query (WgImportJob *job, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *text = NULL;

  g_assert_cmpint (sqlite3_open_v2 (wg_import_job_get_staging_path (job), &db, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return text;
}

char *
wg_test_import_find_shared (const char *name)
{
  const char *shared = g_getenv ("WANGGE_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "/nonexistent", "data", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the real data are not here (WANGGE_SHARED)");
  return NULL;
}

char *
wg_test_import_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("wangge 导入-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

void
wg_test_import_remove_folder (char *folder)
{
  remove_all (folder);
  g_free (folder);
}
