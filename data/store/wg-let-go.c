/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: to let go of a hundred thousand records takes longer than a frame, and nobody waits for it. */

#include "wg-let-go.h"

typedef struct
{
  gpointer data;
  GDestroyNotify free_data;
} Load;

static void
free_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Load *load = task_data;

  load->free_data (load->data);
  g_task_return_boolean (task, TRUE);
}

void
wg_let_go (gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Load *load = g_new (Load, 1);

  load->data = data;
  load->free_data = free_data;
  g_task_set_task_data (task, load, g_free);
  g_task_run_in_thread (task, free_in_thread);
}
