/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "that is not my side" is said on the telephone and has to be answered there and then, and afterwards in writing. */

#include "wg-evidence-popover.h"

#include "wg-case-paper.h"
#include "wg-paper-saver.h"

#include <glib/gi18n-lib.h>

#define WIDTH 420
#define MOST_HEIGHT 520

struct _WgEvidencePopover
{
  GtkPopover parent_instance;

  WgContext *context; /* owned */
  GtkLabel *text;
  GtkWidget *copy;
  GtkWidget *write;
  char *number;
  WgCaseReport *report; /* nullable */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (WgEvidencePopover, wg_evidence_popover, GTK_TYPE_POPOVER)

static void
show_text (WgEvidencePopover *self, const char *text)
{
  gboolean proved = self->report != NULL && self->report->evidence != NULL;

  gtk_label_set_text (self->text, text);
  gtk_widget_set_sensitive (self->copy, proved);
  gtk_widget_set_sensitive (self->write, proved);
  if (proved)
    gtk_widget_grab_focus (self->copy);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgEvidencePopover) self = data;
  g_autoptr (GError) error = NULL;
  WgCaseReport *report = wg_store_load_case_report_finish (WG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    {
      g_clear_pointer (&report, wg_case_report_free);
      return;
    }
  g_clear_pointer (&self->report, wg_case_report_free);
  self->report = report;
  if (report == NULL)
    show_text (self, error->message);
  else if (report->evidence == NULL)
    show_text (self, _ ("The place of the case is not known, so nothing can be proved of it. Move it to its place first."));
  else
    {
      text = wg_evidence_text (report, wg_store_get_zone (wg_context_get_store (self->context)));
      show_text (self, g_strchomp (text));
    }
}

static void
on_show (WgEvidencePopover *self)
{
  if (self->number == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  wg_store_load_case_report_async (wg_context_get_store (self->context), self->number, G_MININT64, self->cancellable, on_read,
                                   g_object_ref (self));
}

static void
on_copy (WgEvidencePopover *self)
{
  g_autofree char *told = g_strdup_printf (_ ("Evidence sheet of %s copied"), self->number);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_text (self->text));
  gtk_popover_popdown (GTK_POPOVER (self));
  wg_context_toast (self->context, told, NULL);
}

static void
on_write (WgEvidencePopover *self)
{
  g_autofree char *name = g_strdup_printf (_ ("%s evidence.pdf"), self->number);
  WgPaper *paper = wg_evidence_paper_new (self->report, wg_store_get_zone (wg_context_get_store (self->context)));

  gtk_popover_popdown (GTK_POPOVER (self));
  wg_paper_save (GTK_WIDGET (self), self->context, paper, name);
}

static void
wg_evidence_popover_dispose (GObject *object)
{
  WgEvidencePopover *self = WG_EVIDENCE_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->report, wg_case_report_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_evidence_popover_parent_class)->dispose (object);
}

static void
wg_evidence_popover_finalize (GObject *object)
{
  WgEvidencePopover *self = WG_EVIDENCE_POPOVER (object);

  g_object_unref (self->cancellable);
  g_free (self->number);
  G_OBJECT_CLASS (wg_evidence_popover_parent_class)->finalize (object);
}

static void
wg_evidence_popover_class_init (WgEvidencePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_evidence_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_evidence_popover_finalize;
}

static GtkWidget *
make_buttons (WgEvidencePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->copy = gtk_button_new_with_label (C_ ("button", "Copy"));
  self->write = gtk_button_new_with_label (C_ ("button", "Write as PDF…"));
  gtk_widget_add_css_class (self->copy, "suggested-action");
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy), self);
  g_signal_connect_swapped (self->write, "clicked", G_CALLBACK (on_write), self);
  gtk_box_append (GTK_BOX (box), self->copy);
  gtk_box_append (GTK_BOX (box), self->write);
  return box;
}

static void
wg_evidence_popover_init (WgEvidencePopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->cancellable = g_cancellable_new ();
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_yalign (self->text, 0);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Evidence sheet"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Evidence sheet"), -1);
  g_signal_connect (self, "show", G_CALLBACK (on_show), NULL);
}

GtkWidget *
wg_evidence_popover_new (WgContext *context)
{
  WgEvidencePopover *self = g_object_new (WG_TYPE_EVIDENCE_POPOVER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
wg_evidence_popover_set_number (WgEvidencePopover *self, const char *number)
{
  if (g_strcmp0 (self->number, number) == 0)
    return;
  g_free (self->number);
  self->number = g_strdup (number);
  gtk_popover_popdown (GTK_POPOVER (self));
}
