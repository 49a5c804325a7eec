/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a file for others is asked for, watched, stopped and told of in one place; whoever looks elsewhere meanwhile
 * finds the answer when they come back.
 */

#include "wg-export-window-private.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

#define PROGRESS_MS 100
#define MOST_WARNINGS 5

/* --- Whether --- */

static const char *
find_reason (WgExportWindow *self)
{
  g_auto (GStrv) fields = wg_export_window_dup_fields (self);
  g_autofree char *epsg = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->epsg))));

  if (wg_context_is_read_only (self->context))
    return _ ("This database cannot be written, and nothing leaves without an entry in its history.");
  if (wg_context_get_operator (self->context) == NULL)
    return _ ("Nobody works here yet. Choose who does, in the head of the window.");
  if (fields[0] == NULL)
    return _ ("No field is chosen.");
  if (gtk_widget_get_visible (self->epsg) && *epsg == '\0')
    return _ ("The number of the coordinate system is missing.");
  return NULL;
}

void
wg_export_window_renew_reason (WgExportWindow *self)
{
  const char *reason;

  if (self->write == NULL || self->choices == NULL)
    return;
  reason = find_reason (self);
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  gtk_widget_set_sensitive (self->write, reason == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->write), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason != NULL ? reason : "", -1);
}

/* --- How far --- */

/* On a thread of the job. */
static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  WgExportWindow *self = user_data;

  g_atomic_int_set (&self->n_total, (int)MIN (total, G_MAXINT));
  g_atomic_int_set (&self->n_done, (int)MIN (done, G_MAXINT));
}

static gboolean
show_progress (gpointer user_data)
{
  WgExportWindow *self = user_data;
  int done = g_atomic_int_get (&self->n_done), total = g_atomic_int_get (&self->n_total);
  g_autofree char *text = NULL;

  if (total == 0)
    {
      gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
      gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), _ ("Reading"));
      return G_SOURCE_CONTINUE;
    }
  text = g_strdup_printf (_ ("%'d of %'d rows"), done, total);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), (double)done / total);
  return G_SOURCE_CONTINUE;
}

/* The keyboard goes on where the next step is. */
static void
show_running (WgExportWindow *self)
{
  gboolean running = self->running != NULL;

  gtk_widget_set_sensitive (self->page, !running);
  gtk_widget_set_visible (self->progress, running);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (self->write, !running);
  gtk_widget_grab_focus (running ? self->cancel : self->write);
}

/* --- What became of it --- */

static void
show_result (WgExportWindow *self, const char *text, const char *css_class)
{
  gtk_label_set_text (self->result, text);
  gtk_widget_set_visible (GTK_WIDGET (self->result), *text != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->result), "ok");
  gtk_widget_remove_css_class (GTK_WIDGET (self->result), "warn");
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->result), css_class);
}

static char *
describe (const WgExportResult *result)
{
  g_autofree char *place = g_filename_display_name (result->out);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          ngettext ("%'d row was written to %s.", "%'d rows were written to %s.", (gulong)result->rows),
                          (int)result->rows, place);
  for (guint i = 0; i < MIN (result->warnings->len, MOST_WARNINGS); i++)
    g_string_append_printf (text, "\n%s", (const char *)g_ptr_array_index (result->warnings, i));
  if (result->warnings->len > MOST_WARNINGS)
    {
      guint more = result->warnings->len - MOST_WARNINGS;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("%u more remark of this kind", "%u more remarks of this kind", more),
                              more);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_stop (const GError *error)
{
  return g_error_matches (error, WG_ERROR, WG_ERROR_CANCELLED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static char *
describe_error (const GError *error)
{
  if (g_error_matches (error, WG_ERROR, WG_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("The export was stopped. Nothing was written."));
  if (g_error_matches (error, WG_ERROR, WG_ERROR_EXISTS))
    return g_strdup (_ ("A file of that name, or one that belongs to it, is there already. Nothing was exported; "
                        "choose another name."));
  return g_strdup (error->message);
}

/* What was wanted, what was not, and what was both. */
static const char *
find_tone (const WgExportResult *done, const GError *error)
{
  if (done != NULL)
    return done->warnings->len == 0 ? "ok" : NULL;
  return is_stop (error) ? NULL : "warn";
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgExportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgExportResult) done = wg_store_export_finish (WG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->running);
  if (self->context == NULL || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  text = done != NULL ? describe (done) : describe_error (error);
  show_result (self, text, find_tone (done, error));
  show_running (self);
}

static void
start (WgExportWindow *self, const char *path, gboolean overwrites)
{
  WgExportRequest *request = wg_export_request_new (wg_export_window_get_kind (self), path);

  wg_export_window_fill_request (self, request);
  request->form.overwrites = overwrites;
  request->operator_id = wg_context_get_operator (self->context)->id;
  g_atomic_int_set (&self->n_done, 0);
  g_atomic_int_set (&self->n_total, 0);
  self->running = g_cancellable_new ();
  self->timer = g_timeout_add (PROGRESS_MS, show_progress, self);
  show_result (self, "", NULL);
  show_progress (self);
  show_running (self);
  wg_store_export_async (wg_context_get_store (self->context), request, on_progress, self, self->running, on_exported,
                         g_object_ref (self));
}

/* What was chosen is replaced, because the chooser asked; what it did not see is not. */
static void
write_file (WgExportWindow *self, const char *path, gboolean confirmed)
{
  g_autofree char *end = g_strconcat (".", wg_export_window_get_format (self), NULL);
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gboolean ends = g_str_has_suffix (lower, end);
  g_autofree char *full = ends ? g_strdup (path) : g_strconcat (path, end, NULL);

  if (self->running == NULL && find_reason (self) == NULL)
    start (self, full, confirmed && ends && g_file_test (full, G_FILE_TEST_EXISTS));
}

void
wg_export_window_write (WgExportWindow *self, const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *end = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  if (self->running != NULL)
    return;
  if (end != NULL)
    wg_export_window_choose_format (self, end);
  write_file (self, path, FALSE);
}

gboolean
wg_export_window_is_busy (WgExportWindow *self)
{
  return self->running != NULL;
}

gboolean
wg_export_window_stop (WgExportWindow *self)
{
  if (self->running == NULL)
    return FALSE;
  g_cancellable_cancel (self->running);
  return TRUE;
}

/* --- Where to --- */

static void
on_chosen (GtkNativeDialog *chooser, int response, WgExportWindow *self)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  if (path != NULL && gtk_widget_get_realized (GTK_WIDGET (self)))
    write_file (self, path, TRUE);
}

static void
ask (WgExportWindow *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Where to write the file"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, C_ ("button", "Write"), NULL);
  g_autofree char *name = g_strdup_printf ("%s.%s", wg_export_kind_to_nick (wg_export_window_get_kind (self)),
                                           wg_export_window_get_format (self));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- The foot --- */

static GtkLabel *
add_words (GtkWidget *box, GtkAccessibleRole role, gboolean selectable)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "visible", FALSE, "selectable", selectable, NULL);

  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

GtkWidget *
wg_export_window_make_foot (WgExportWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  self->result = add_words (box, GTK_ACCESSIBLE_ROLE_STATUS, TRUE);
  self->reason = add_words (box, GTK_ACCESSIBLE_ROLE_STATUS, FALSE);
  self->progress = g_object_new (GTK_TYPE_PROGRESS_BAR, "show-text", TRUE, "visible", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress of the export"), -1);
  gtk_box_append (GTK_BOX (box), self->progress);
  self->cancel = add_button (box, C_ ("button", "Cancel"), _ ("Stop writing and leave no file (Esc)"));
  gtk_widget_set_visible (self->cancel, FALSE);
  self->write = add_button (box, C_ ("button", "Export…"), _ ("Choose the file and write it (Ctrl+Enter)"));
  gtk_widget_add_css_class (self->write, "suggested-action");
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (wg_export_window_stop), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->write, "clicked", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  return box;
}
