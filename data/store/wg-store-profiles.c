/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what one desk found out about the files of a sender is known at every desk; a change is made to the list as it is at
 * that moment, so that two desks that keep one each have both.
 */

#include "wg-store-profiles.h"

#include "wg-error.h"
#include "wg-setting.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 operator_id;
  char *key;
  WgImportProfile *kept; /* or */
  char *removed;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->kept, wg_import_profile_free);
  g_free (change->removed);
  g_free (change->key);
  g_free (change);
}

static GPtrArray *
read_list (WgStoreWork *work, gint64 at_ms, GError **error)
{
  g_autofree char *text = NULL;

  return wg_setting_read (work, WG_PROFILE_SETTING, at_ms, &text, error) ? wg_import_profiles_from_json (text) : NULL;
}

static gpointer
read_work (WgStoreWork *work, gpointer at_ms, GCancellable *cancellable, GError **error)
{
  return read_list (work, *(gint64 *) at_ms, error);
}

void
wg_store_load_profiles_async (WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, read_work, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_load_profiles_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Changing --- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(WgImportProfile *const *) a)->name, (*(WgImportProfile *const *) b)->name);
}

static gboolean
change_list (GPtrArray *list, const Change *change, GError **error)
{
  int at = wg_import_profiles_find (list, change->kept != NULL ? change->kept->name : change->removed);

  if (at >= 0)
    g_ptr_array_remove_index (list, (guint) at);
  else if (change->kept == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no import profile “%s”. “wangge profiles” lists those there are."),
                   change->removed);
      return FALSE;
    }
  if (change->kept != NULL)
    g_ptr_array_add (list, wg_import_profile_new (change->kept->name, change->kept->request));
  g_ptr_array_sort (list, compare_names);
  return TRUE;
}

static char *
edit (WgStoreWork *work, gint64 at_ms, gconstpointer request, GError **error)
{
  g_autoptr (GPtrArray) list = read_list (work, at_ms, error);

  return list != NULL && change_list (list, request, error) ? wg_import_profiles_to_json (list) : NULL;
}

static gpointer
write_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Change *change = request;
  const WgSettingChange how = { WG_PROFILE_SETTING, change->operator_id, WG_PROFILE_ROLES,
                                _ ("Import profiles can be changed by: %s. Nothing was changed."),
                                change->kept != NULL ? change->kept->name : change->removed, change->key };

  return wg_setting_change (work, &how, edit, change, error);
}

void
wg_store_keep_profile_async (WgStore *self, gint64 operator_id, const WgImportProfile *profile, const char *key, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Change change = { operator_id, g_strdup (key), wg_import_profile_new (profile->name, profile->request), NULL };

  wg_store_write_async (self, write_work, g_memdup2 (&change, sizeof change), change_free, g_free, cancellable, callback, user_data);
}

void
wg_store_remove_profile_async (WgStore *self, gint64 operator_id, const char *name, const char *key, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  Change change = { operator_id, g_strdup (key), NULL, g_strdup (name) };

  wg_store_write_async (self, write_work, g_memdup2 (&change, sizeof change), change_free, g_free, cancellable, callback, user_data);
}

gint64
wg_store_change_profiles_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_setting_change_finish (self, result, error);
}
