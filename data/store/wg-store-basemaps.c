/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: base maps belong to the district. A change is made to the list as it is at that moment, inside the transaction,
 * so that two desks that add one each have both.
 */

#include "wg-store-basemaps.h"

#include "wg-error.h"
#include "wg-setting.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 operator_id;
  char *key;
  GPtrArray *added; /* WgBasemap, or */
  char *name;
  int steps;
  gboolean removed;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->added, g_ptr_array_unref);
  g_free (change->name);
  g_free (change->key);
  g_free (change);
}

/* --- Reading --- */

static GPtrArray *
read_list (WgStoreWork *work, gint64 at_ms, GError **error)
{
  g_autofree char *text = NULL;

  return wg_setting_read (work, WG_BASEMAP_SETTING, at_ms, &text, error) ? wg_basemap_list_from_json (text) : NULL;
}

static gpointer
read_work (WgStoreWork *work, gpointer at_ms, GCancellable *cancellable, GError **error)
{
  return read_list (work, *(gint64 *) at_ms, error);
}

void
wg_store_load_basemaps_async (WgStore *self,
                              gint64 at_ms,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  wg_store_read_async (self, read_work, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify)g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_load_basemaps_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Changing --- */

static gpointer
copy_basemap (gconstpointer basemap, gpointer unused)
{
  return wg_basemap_copy (basemap);
}

static gboolean
add (GPtrArray *list, GPtrArray *added, GError **error)
{
  for (guint i = 0; i < added->len; i++)
    {
      const WgBasemap *basemap = g_ptr_array_index (added, i);

      if (wg_basemap_list_find (list, basemap->name) >= 0)
        {
          g_set_error (error, WG_ERROR, WG_ERROR_EXISTS,
                       _ ("There is a base map “%s” already. Nothing was changed; give this one another name."), basemap->name);
          return FALSE;
        }
      g_ptr_array_add (list, wg_basemap_copy (basemap));
    }
  return TRUE;
}

static const char *
get_name (const Change *change)
{
  return change->added != NULL ? ((WgBasemap *) g_ptr_array_index (change->added, 0))->name : change->name;
}

static gboolean
move_or_remove (GPtrArray *list, const Change *change, GError **error)
{
  int at = wg_basemap_list_find (list, change->name);
  WgBasemap *moved;

  if (at < 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                   _ ("There is no base map “%s” among those of the district. Nothing was changed."), change->name);
      return FALSE;
    }
  moved = g_ptr_array_steal_index (list, (guint)at);
  if (change->removed)
    wg_basemap_free (moved);
  else
    g_ptr_array_insert (list, CLAMP (at + change->steps, 0, (int)list->len), moved);
  return TRUE;
}

static char *
edit (WgStoreWork *work, gint64 at_ms, gconstpointer request, GError **error)
{
  const Change *change = request;
  g_autoptr (GPtrArray) list = read_list (work, at_ms, error);

  if (list == NULL
      || !(change->added != NULL ? add (list, change->added, error) : move_or_remove (list, change, error)))
    return NULL;
  return wg_basemap_list_to_json (list);
}

static gpointer
write_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Change *change = request;
  const WgSettingChange how = { WG_BASEMAP_SETTING, change->operator_id, WG_BASEMAP_ROLES,
                                _ ("The base maps of the district can be changed by: %s. Nothing was changed."),
                                get_name (change), change->key };

  return wg_setting_change (work, &how, edit, change, error);
}

static void
begin (WgStore *self, Change change, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_write_async (self, write_work, g_memdup2 (&change, sizeof change), free_change, g_free, cancellable,
                        callback, user_data);
}

void
wg_store_add_basemaps_async (WgStore *self,
                             gint64 operator_id,
                             GPtrArray *basemaps,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GPtrArray *added = g_ptr_array_copy (basemaps, copy_basemap, NULL);

  g_ptr_array_set_free_func (added, (GDestroyNotify) wg_basemap_free);
  begin (self, (Change){ .operator_id = operator_id, .key = g_strdup (key), .added = added }, cancellable, callback, user_data);
}

void
wg_store_remove_basemap_async (WgStore *self,
                               gint64 operator_id,
                               const char *name,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  begin (self, (Change){ .operator_id = operator_id, .key = g_strdup (key), .name = g_strdup (name), .removed = TRUE }, cancellable, callback,
         user_data);
}

void
wg_store_move_basemap_async (WgStore *self,
                             gint64 operator_id,
                             const char *name,
                             int steps,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  begin (self, (Change){ .operator_id = operator_id, .key = g_strdup (key), .name = g_strdup (name), .steps = steps }, cancellable, callback,
         user_data);
}

gint64
wg_store_change_basemaps_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_setting_change_finish (self, result, error);
}
