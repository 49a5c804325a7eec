/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what cannot be opened is not put on the list of the district, and a token never is: it lies with the user of the
 * computer.
 */

#include "wg-base-maps-private.h"

#include "wg-basemap-token.h"
#include "wg-later.h"
#include "wg-store-basemaps.h"
#include "wg-tile-template.h"

static void
try_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *basemaps = data;

  for (guint i = 0; i < basemaps->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgBaseLayer) layer = wg_base_layer_open (g_ptr_array_index (basemaps, i), NULL, &error);

      if (layer == NULL)
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgBaseMaps *self = WG_BASE_MAPS (source);
  GPtrArray *added = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        wg_base_maps_set_failure (self, error->message);
      return;
    }
  folder = wg_base_maps_dup_folder (self);
  for (guint i = 0; i < added->len; i++)
    wg_basemap_make_relative (g_ptr_array_index (added, i), folder);
  wg_store_add_basemaps_async (wg_base_maps_get_store (self), wg_base_maps_get_operator (self), added, NULL,
                               self->cancellable, wg_base_maps_on_written, g_object_ref (self));
}

static gboolean
keep_token (const WgBasemap *basemap, const char *token, GError **error)
{
  g_autoptr (WgTileTemplate) template
      = token != NULL && *token != '\0' ? wg_tile_template_new (basemap->location, NULL) : NULL;

  return template == NULL || wg_tile_template_get_host (template) == NULL
         || wg_basemap_token_save (wg_tile_template_get_host (template), token, error);
}

/* Added once more with the same place: only its token is another one, so it is opened anew. */
static gboolean
close_known (WgBaseMaps *self, const WgBasemap *basemap)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      WgBaseMapEntry *entry = g_ptr_array_index (self->entries, i);

      if (!g_str_equal (entry->basemap->name, basemap->name)
          || !g_str_equal (entry->basemap->location, basemap->location))
        continue;
      g_clear_object (&entry->layer);
      return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer full): those that are not on the list yet. */
static GPtrArray *
pick_unknown (WgBaseMaps *self, GPtrArray *basemaps, const char *token)
{
  GPtrArray *unknown = g_ptr_array_new_with_free_func ((GDestroyNotify)wg_basemap_free);

  for (guint i = 0; i < basemaps->len; i++)
    {
      const WgBasemap *basemap = g_ptr_array_index (basemaps, i);

      if (token == NULL || !close_known (self, basemap))
        g_ptr_array_add (unknown, wg_basemap_copy (basemap));
    }
  return unknown;
}

void
wg_base_maps_add_all (WgBaseMaps *self, GPtrArray *basemaps, const char *token)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_tried, NULL);
  g_autoptr (GPtrArray) unknown = NULL;
  const char *refusal = wg_base_maps_get_refusal (self);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (basemaps->len > 0);
  if (refusal != NULL || !keep_token (g_ptr_array_index (basemaps, 0), token, &error))
    {
      wg_base_maps_set_failure (self, refusal != NULL ? refusal : error->message);
      return;
    }
  unknown = pick_unknown (self, basemaps, token);
  if (unknown->len == 0)
    {
      wg_base_maps_set_failure (self, NULL);
      wg_base_maps_read_anew (self);
      return;
    }
  g_task_set_task_data (task, g_steal_pointer (&unknown), (GDestroyNotify)g_ptr_array_unref);
  wg_later_run_in_thread (task, try_open);
}

void
wg_base_maps_add (WgBaseMaps *self, const WgBasemap *basemap, const char *token)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, (gpointer)basemap);
  wg_base_maps_add_all (self, one, token);
}
