/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: GTK writes the head of every column to the left, and over a wide column of numbers it stands beside the wrong ones. */

#include "wg-column-heads.h"

/* A head is a box with the title in it. */
static GtkWidget *
find_box (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), title) == 0)
    return gtk_widget_get_parent (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_box (child, title);
  return found;
}

void
wg_column_heads_align (GtkColumnViewColumn *column)
{
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);
  GtkWidget *box = view != NULL ? find_box (gtk_widget_get_first_child (GTK_WIDGET (view)), gtk_column_view_column_get_title (column)) : NULL;

  if (box != NULL)
    gtk_widget_set_halign (box, GTK_ALIGN_END);
}
