/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every sheet that leaves the window takes the same way: asked for a place, written beside the work, told in a word. A PDF
 * is printed by whatever the desk prints with.
 */

#include "wg-paper-saver.h"

#include "wg-later.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *widget; /* owned */
  WgContext *context; /* owned */
  WgPaper *paper; /* owned */
  char *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_object_unref (self->widget);
  g_object_unref (self->context);
  g_clear_pointer (&self->paper, wg_paper_free);
  g_free (self->path);
  g_free (self);
}

static Saving *
saving_new (GtkWidget *widget, WgContext *context, WgPaper *paper)
{
  Saving *self = g_new0 (Saving, 1);

  self->widget = g_object_ref (widget);
  self->context = g_object_ref (context);
  self->paper = paper;
  return self;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *self = data;
  GError *error = NULL;

  if (wg_paper_write_pdf (self->paper, self->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wg_paper_tell_failure (GtkWidget *widget, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Nothing was written"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", C_ ("button", "Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (self->path), *text = g_strdup_printf (_ ("%s written"), name);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    wg_context_toast (self->context, text, NULL);
  else
    wg_paper_tell_failure (self->widget, error);
}

/* Takes @self. */
static void
write_paper (Saving *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_written, NULL);

  g_task_set_task_data (task, self, saving_free);
  wg_later_run_in_thread (task, write_in_thread);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, gpointer data)
{
  Saving *self = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  self->path = file != NULL ? g_file_get_path (file) : NULL;
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  if (self->path != NULL)
    write_paper (self);
  else
    saving_free (self);
}

void
wg_paper_save (GtkWidget *widget, WgContext *context, WgPaper *paper, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Where to write the PDF"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, C_ ("button", "Write"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), saving_new (widget, context, paper));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
wg_paper_save_to (GtkWidget *widget, WgContext *context, WgPaper *paper, const char *path)
{
  Saving *self = saving_new (widget, context, paper);

  self->path = g_strdup (path);
  write_paper (self);
}
