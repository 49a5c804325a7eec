/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a list is scrolled as the thumb of its bar does it, which has no action. */

#include "bench-list.h"

GtkAdjustment *
bench_list_find_adjustment (GtkWidget *widget)
{
  GtkAdjustment *found = GTK_IS_COLUMN_VIEW (widget) ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = bench_list_find_adjustment (child);
  return found;
}
