/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a backup that is copied back over an open database must be shown by a wall that nobody touches, and must not be read
 * through the log of the one that it replaces.
 */

#include "wg-store-reopen.h"

#include "wg-placed.h"

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (WgStore) opened = WG_STORE (source);
  GError *error = NULL;

  if (wg_store_open_finish (opened, result, &error))
    g_task_return_pointer (task, g_steal_pointer (&opened), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgStore *self = WG_STORE (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (WgDriver) driver = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);
  WgStore *opened;
  GError *error = NULL;

  if (wg_store_work_finish (self, result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  driver = wg_placed_again (WG_PLACED (wg_store_get_driver (self)));
  opened = wg_store_new (driver, wg_store_get_clock (self), wg_store_get_workflow (self));
  wg_store_open_async (opened, FALSE, cancellable, on_opened, g_steal_pointer (&task));
}

/* On a reader: it has had the old file open since it read the first thing, which a writer may not have. */
static gpointer
leave (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_placed_leave (WG_PLACED (wg_store_get_driver (work->store)), work->connection, error) ? work->store : NULL;
}

void
wg_store_reopen_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (WG_IS_PLACED (wg_store_get_driver (self)));
  wg_store_read_async (self, leave, NULL, NULL, NULL, cancellable, on_left, g_task_new (self, cancellable, callback, user_data));
}

WgStore *
wg_store_reopen_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
