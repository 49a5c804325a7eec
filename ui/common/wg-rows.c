/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is found comes in pieces, and news come at any time. Whoever has gone down into a list with the keys stays on the
 * row when it is filled again: the focus would be somewhere else, where the next letters are moves of a case.
 */

#include "wg-rows.h"

#define NAME_KEY "wg-row-name"

static const char *
get_name (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), NAME_KEY);
}

void
wg_rows_set_name (GtkWidget *row, const char *name)
{
  g_object_set_data_full (G_OBJECT (row), NAME_KEY, g_strdup (name), g_free);
}

static char *
dup_focused (GtkListBox *list)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (list));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* A list remembers the child of its last focus. */
  if (row == NULL || focus == NULL || (focus != row && !gtk_widget_is_ancestor (focus, row)))
    return NULL;
  return g_strdup (get_name (row) != NULL ? get_name (row) : "");
}

char *
wg_rows_empty (GtkListBox *list)
{
  char *focused = dup_focused (list);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  return focused;
}

void
wg_rows_give_focus (GtkListBox *list, const char *name, GtkWidget *otherwise)
{
  GtkListBoxRow *first = NULL, *row;

  if (name == NULL)
    return;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      if (first == NULL && gtk_list_box_row_get_activatable (row))
        first = row;
      if (g_strcmp0 (get_name (GTK_WIDGET (row)), name) == 0)
        break;
    }
  row = row != NULL ? row : first;
  if ((row == NULL || !gtk_widget_grab_focus (GTK_WIDGET (row))) && otherwise != NULL)
    gtk_widget_grab_focus (otherwise);
}
