/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: worker threads hand results and last references back to the thread they belong to; g_main_context_invoke() may
 * run them on the worker itself, where a store would join its own thread.
 */

#include "wg-later.h"

void
wg_later (GMainContext *context, int priority, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_callback (source, func, data, destroy);
  g_source_set_static_name (source, "wg_later");
  g_source_attach (source, context);
}

static gboolean
do_nothing (gpointer data)
{
  return G_SOURCE_REMOVE;
}

void
wg_later_unref (GMainContext *context, gpointer object)
{
  wg_later (context, G_PRIORITY_DEFAULT, do_nothing, object, g_object_unref);
}

/* --- A task beside it --- */

typedef struct
{
  GTask *task; /* owned */
  GTaskThreadFunc func;
} Errand;

static void
run_errand (GTask *run, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  GTask *task = g_steal_pointer (&errand->task);

  errand->func (task, g_task_get_source_object (task), g_task_get_task_data (task), g_task_get_cancellable (task));
  wg_later_unref (g_task_get_context (task), task);
  g_task_return_boolean (run, TRUE);
}

void
wg_later_run_in_thread (GTask *task, GTaskThreadFunc func)
{
  g_autoptr (GTask) run = g_task_new (NULL, NULL, NULL, NULL);
  Errand *errand = g_new (Errand, 1);

  *errand = (Errand){ g_object_ref (task), func };
  g_task_set_task_data (run, errand, g_free);
  g_task_set_priority (run, g_task_get_priority (task));
  g_task_run_in_thread (run, run_errand);
}
