/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: reading a file from end to end takes as long as every other question of a verification together. */

#include "wg-file-check.h"

struct _WgFileCheck
{
  WgDriver *driver;
  GCancellable *cancellable;
  gulong handler;
  GThread *thread;

  GMutex lock;
  WgConnection *connection; /* while it may be interrupted */
  gboolean stopped;

  GPtrArray *texts;
  GError *error;
};

static void
interrupt (GCancellable *cancellable, gpointer data)
{
  WgFileCheck *self = data;

  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  if (self->connection != NULL)
    wg_connection_interrupt (self->connection);
  g_mutex_unlock (&self->lock);
}

/* Returns FALSE when it has been stopped before there was anything to interrupt. */
static gboolean
expose (WgFileCheck *self, WgConnection *connection)
{
  gboolean going_on;

  g_mutex_lock (&self->lock);
  self->connection = connection;
  going_on = !self->stopped;
  g_mutex_unlock (&self->lock);
  return going_on;
}

static void
keep_text (const char *text, gpointer data)
{
  g_ptr_array_add (data, g_strdup (text));
}

static gpointer
check_in_thread (gpointer data)
{
  WgFileCheck *self = data;
  g_autoptr (WgConnection) connection = wg_driver_open (self->driver, WG_ACCESS_READ, &self->error);

  if (connection == NULL)
    return NULL;
  if (!expose (self, connection))
    g_cancellable_set_error_if_cancelled (self->cancellable, &self->error);
  else
    wg_connection_check_integrity (connection, keep_text, self->texts, &self->error);
  expose (self, NULL);
  return NULL;
}

WgFileCheck *
wg_file_check_start (WgDriver *driver, GCancellable *cancellable)
{
  WgFileCheck *self = g_new0 (WgFileCheck, 1);

  self->driver = g_object_ref (driver);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->lock);
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->handler = g_cancellable_connect (cancellable, G_CALLBACK (interrupt), self, NULL);
    }
  self->thread = g_thread_new ("wangge-file", check_in_thread, self);
  return self;
}

GPtrArray *
wg_file_check_join (WgFileCheck *self, GError **error)
{
  g_autoptr (GPtrArray) texts = NULL;
  gboolean looked;

  g_thread_join (self->thread);
  g_cancellable_disconnect (self->cancellable, self->handler);
  texts = g_steal_pointer (&self->texts);
  looked = self->error == NULL;
  if (!looked)
    g_propagate_error (error, g_steal_pointer (&self->error));
  g_clear_object (&self->cancellable);
  g_clear_object (&self->driver);
  g_mutex_clear (&self->lock);
  g_free (self);
  return looked ? g_steal_pointer (&texts) : NULL;
}
