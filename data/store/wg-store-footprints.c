/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: while a border is drawn it is asked many times a second who lives on which side of it, and where the walls are; so
 * the buildings are read once.
 */

#include "wg-store-footprints.h"

#include "wg-import-homes.h"

static void
footprint_clear (gpointer data)
{
  wg_shape_unref (((WgFootprint *) data)->shape);
}

static gpointer
load_footprints (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  WgConnection *connection = work->connection;
  WgStatement *row
      = wg_connection_query (connection, error, "draft-footprints", "i", wg_connection_get_district (connection));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (WgFootprint));
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  g_array_set_clear_func (all, footprint_clear);
  while (local == NULL && !g_cancellable_set_error_if_cancelled (cancellable, &local) && wg_statement_step (row, &local))
    {
      gsize size = 0;
      const void *wkb = wg_statement_peek_blob (row, 1, &size);
      WgFootprint one = { wg_shape_new_from_wkb (wkb, size, &local), wg_statement_get_int64 (row, 0), 0, 0 };

      if (one.shape == NULL)
        break;
      wg_import_get_building_place (one.shape, &one.lon, &one.lat);
      g_array_append_val (all, one);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_load_footprints_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_footprints, NULL, NULL, (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

GArray *
wg_store_load_footprints_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
