/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a program without data shows the ways to data, not an empty map. */

#include "wg-start-page.h"

#include <glib/gi18n-lib.h>

struct _WgStartPage
{
  GtkWidget parent_instance;

  /* Template. */
  AdwActionRow *demo_row;
  AdwActionRow *import_row;
  AdwActionRow *open_row;
  GtkWidget *list;
  GtkWidget *progress_box;
  GtkLabel *progress_text;
  GtkProgressBar *progress;
  GtkLabel *message;
};

G_DEFINE_FINAL_TYPE (WgStartPage, wg_start_page, GTK_TYPE_WIDGET)

static guint cancelled_signal;

static void
on_cancel (WgStartPage *self)
{
  g_signal_emit (self, cancelled_signal, 0);
}

static void
wg_start_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wg_start_page_parent_class)->dispose (object);
}

static void
wg_start_page_class_init (WgStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_start_page_dispose;
  cancelled_signal
      = g_signal_new ("cancelled", WG_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/app/wg-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, demo_row);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, import_row);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, open_row);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, list);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, progress_text);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, progress);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, message);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
wg_start_page_init (WgStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_action_row_set_subtitle (self->demo_row, _ ("A made-up district: 8 communities, 59 grids, 5,000 cases; takes some seconds"));
  adw_action_row_set_subtitle (self->import_row, _ ("shp, zip, gpkg, geojson, kml; a file can also be dropped on the window"));
  wg_start_page_set_last (self, NULL);
}

void
wg_start_page_set_last (WgStartPage *self, const char *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;
  g_autofree char *text = name != NULL ? g_strdup_printf (_ ("Last: %s"), name) : g_strdup (_ ("A file with the ending .wangge"));

  adw_action_row_set_subtitle (self->open_row, text);
}

void
wg_start_page_show_progress (WgStartPage *self, const char *text, double share)
{
  gtk_widget_set_visible (self->progress_box, text != NULL);
  gtk_widget_set_sensitive (self->list, text == NULL);
  if (text == NULL)
    return;
  wg_start_page_show_message (self, NULL);
  gtk_label_set_text (self->progress_text, text);
  if (share >= 0)
    gtk_progress_bar_set_fraction (self->progress, share);
  else
    gtk_progress_bar_pulse (self->progress);
}

void
wg_start_page_show_message (WgStartPage *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}
