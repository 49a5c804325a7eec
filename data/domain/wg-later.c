/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: worker threads hand results and last references back to the thread they belong to; g_main_context_invoke() may
 * run them on the worker itself, where a store would join its own thread.
 */

#include "wg-later.h"

#include <glib-object.h>

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
