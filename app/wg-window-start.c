/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the ways from nothing to an open database. The demo district is made by the command of the same program, so that
 * the window and the command line never make different ones.
 */

#include "wg-window-private.h"

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
  g_autofree char *complaint = NULL;
  g_autofree char *path = make_data_path ("demo.wangge");
  g_autoptr (GError) error = NULL;
  gboolean spoke = g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, NULL, &complaint, &error);

  g_clear_object (&self->maker);
  wg_start_page_show_progress (self->start, NULL, 0);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (spoke && g_subprocess_get_successful (G_SUBPROCESS (source)))
    wg_window_open_uri (self, path, FALSE);
  else if (g_subprocess_get_if_signaled (G_SUBPROCESS (source)))
    wg_start_page_show_message (self->start, _ ("Stopped. Nothing was made."));
  else
    wg_start_page_show_message (self->start, spoke ? g_strstrip (complaint) : error->message);
}

static gboolean
on_pulse (gpointer user_data)
{
  WgWindow *self = user_data;

  if (self->maker != NULL)
    wg_start_page_show_progress (self->start, _ ("Making the demo district"), -1);
  return self->maker != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_demo (WgWindow *self)
{
  g_autofree char *path = make_data_path ("demo.wangge");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      wg_window_open_uri (self, path, FALSE);
      return;
    }
  self->maker = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, program,
                                  "--database", path, "--quiet", "demo", "--size", "district", NULL);
  if (self->maker == NULL)
    {
      wg_start_page_show_message (self->start, error->message);
      return;
    }
  on_pulse (self);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 200, on_pulse, g_object_ref (self), g_object_unref);
  g_subprocess_communicate_utf8_async (self->maker, NULL, NULL, on_demo_made, g_object_ref (self));
}

static void
on_cancelled (WgStartPage *page, WgWindow *self)
{
  if (self->maker != NULL)
    g_subprocess_force_exit (self->maker);
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

void
wg_window_start_with (WgWindow *self, const char *way)
{
  if (g_signal_handler_find (self->start, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_cancelled, NULL) == 0)
    g_signal_connect (self->start, "cancelled", G_CALLBACK (on_cancelled), self);
  if (self->maker != NULL)
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
