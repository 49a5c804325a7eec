/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the ways from nothing to an open database: the demo district, a new one for own boundaries, one that is there. */

#include "wg-window-private.h"

#include "wg-demo-maker.h"
#include "wg-store-database.h"
#include "wg-store-finder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static char *
make_data_path (const char *name)
{
  g_autofree char *any = wg_store_finder_get_default ();
  g_autofree char *folder = g_path_get_dirname (any);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

static void
on_demo_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDemoMade) made = wg_demo_make_finish (result, &error);
  gboolean stopped = g_cancellable_is_cancelled (self->making);

  g_clear_object (&self->making);
  wg_start_page_show_progress (self->start, NULL, 0);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (made != NULL)
    wg_window_open_uri (self, made->database, FALSE);
  else
    wg_start_page_show_message (self->start, stopped ? _ ("Stopped. Nothing was made.") : error->message);
}

static void
on_demo_progress (guint done, guint total, gpointer user_data)
{
  WgWindow *self = user_data;
  g_autofree char *text = g_strdup_printf (_ ("Making the demo district: %u of %u moves"), done, total);

  if (self->making != NULL)
    wg_start_page_show_progress (self->start, text, total > 0 ? (double) done / total : -1);
}

static void
start_demo (WgWindow *self)
{
  g_autofree char *path = make_data_path ("demo.wangge");

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      wg_window_open_uri (self, path, FALSE);
      return;
    }
  self->making = g_cancellable_new ();
  wg_start_page_show_progress (self->start, _ ("Making the demo district"), -1);
  wg_demo_make_async (path, WG_DEMO_SIZE_DISTRICT, 1, g_get_real_time () / 1000, FALSE, NULL, on_demo_progress, self, self->making,
                      on_demo_made, g_object_ref (self));
}

static void
on_cancelled (WgStartPage *page, WgWindow *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
}

static void
on_file_chosen (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  gboolean create = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE;

  if (path != NULL)
    wg_window_open_uri (self, path, create);
  else
    self->import_first = FALSE;
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
choose (WgWindow *self, const char *title, GtkFileChooserAction action, const char *accept)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Databases (*.wangge)"));
  gtk_file_filter_add_pattern (filter, "*.wangge");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_object_unref (filter);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "district.wangge");
  g_signal_connect (chooser, "response", G_CALLBACK (on_file_chosen), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
wg_window_choose_database (WgWindow *self)
{
  choose (self, _ ("Open a database"), GTK_FILE_CHOOSER_ACTION_OPEN, C_ ("button", "Open"));
}

/* A copy that can be written, of a database that cannot. */

typedef struct
{
  WgWindow *window;
  char *path;
} Copying;

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Copying *copying = user_data;
  g_autoptr (GError) error = NULL;

  if (wg_store_backup_finish (WG_STORE (source), result, &error))
    wg_window_open_uri (copying->window, copying->path, FALSE);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wg_window_show_trouble (copying->window, error->message);
  g_object_unref (copying->window);
  g_free (copying->path);
  g_free (copying);
}

void
wg_window_work_on_copy (WgWindow *self, const char *path)
{
  Copying *copying = g_new0 (Copying, 1);

  copying->window = g_object_ref (self);
  copying->path = g_strdup (path);
  wg_store_backup_async (wg_context_get_store (self->context), path, self->cancellable, on_copied, copying);
}

static void
on_copy_chosen (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->context != NULL)
    wg_window_work_on_copy (self, path);
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

void
wg_window_choose_copy (WgWindow *self)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_ ("Where to keep the copy"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                     C_ ("button", "Copy"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "copy.wangge");
  g_signal_connect (chooser, "response", G_CALLBACK (on_copy_chosen), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
wg_window_start_with (WgWindow *self, const char *way)
{
  if (g_signal_handler_find (self->start, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_cancelled, NULL) == 0)
    g_signal_connect (self->start, "cancelled", G_CALLBACK (on_cancelled), self);
  if (self->making != NULL)
    return;
  if (g_str_equal (way, "demo"))
    start_demo (self);
  else if (g_str_equal (way, "import"))
    {
      self->import_first = TRUE;
      choose (self, _ ("Where to keep the new database"), GTK_FILE_CHOOSER_ACTION_SAVE, C_ ("button", "Create"));
    }
  else if (g_str_equal (way, "open"))
    wg_window_choose_database (self);
}
