/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the program has to run installed, from a build folder and on a machine without any settings service; what differs
 * between them is known here and nowhere else.
 */

#include "wg-session.h"

#include "wg-store-finder.h"

#define SCHEMA_ID "org.wangge.Wangge"

struct _WgSession
{
  GObject parent_instance;

  GSettings *settings; /* nullable */
};

G_DEFINE_FINAL_TYPE (WgSession, wg_session, G_TYPE_OBJECT)

static void
wg_session_finalize (GObject *object)
{
  g_clear_object (&WG_SESSION (object)->settings);
  G_OBJECT_CLASS (wg_session_parent_class)->finalize (object);
}

static void
wg_session_class_init (WgSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_session_finalize;
}

/* The schema lies beside the program in a build folder; there it is the right one even when an older one is installed. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, "identity", NULL) : NULL;
  g_autoptr (GSettingsSchemaSource) source = NULL;

  if (beside != NULL)
    source = g_settings_schema_source_new_from_directory (beside, installed, TRUE, NULL);
  if (source != NULL)
    return g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);
  return installed != NULL ? g_settings_schema_source_lookup (installed, SCHEMA_ID, TRUE) : NULL;
}

static void
wg_session_init (WgSession *self)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  if (schema != NULL)
    self->settings = g_settings_new_full (schema, NULL, NULL);
}

WgSession *
wg_session_new (void)
{
  return g_object_new (WG_TYPE_SESSION, NULL);
}

GSettings *
wg_session_get_settings (WgSession *self)
{
  return self->settings;
}

char *
wg_session_dup_last_database (WgSession *self)
{
  g_autofree char *path = self->settings != NULL ? g_settings_get_string (self->settings, "last-database") : NULL;

  if (path == NULL || *path == '\0' || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  return g_steal_pointer (&path);
}

static void
remember (WgSession *self, WgStore *store)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (wg_driver_get_uri (wg_store_get_driver (store)));
  g_autofree char *path = g_file_get_path (file);

  if (self->settings != NULL && path != NULL)
    g_settings_set_string (self->settings, "last-database", path);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!wg_store_open_finish (WG_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  remember (g_task_get_source_object (task), WG_STORE (source));
  g_task_return_pointer (task, g_object_ref (source), g_object_unref);
}

void
wg_session_open_async (WgSession *self,
                       const char *uri,
                       gboolean create,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  g_autoptr (WgStore) store = wg_store_finder_new_store (uri, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  wg_store_open_async (store, create, cancellable, on_opened, task);
}

WgStore *
wg_session_open_finish (WgSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
