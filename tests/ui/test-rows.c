/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list that is filled again under the focus: it stays on what it was on, or as near as can be, and never comes by itself. */

#include "wg-rows.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *entry;
  GtkListBox *list;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->window = gtk_window_new ();
  f->entry = gtk_entry_new ();
  f->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_box_append (GTK_BOX (box), f->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->list));
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

/* A name that begins with a sharp is a heading, which cannot be chosen. */
static void
fill (Fixture *f, const char *names)
{
  g_auto (GStrv) words = g_strsplit (names, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), gtk_button_new_with_label (words[i]));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), *words[i] != '#');
      gtk_widget_set_focusable (row, *words[i] != '#');
      wg_rows_set_name (row, words[i]);
      gtk_list_box_append (f->list, row);
    }
}

static void
refill (Fixture *f, const char *names)
{
  g_autofree char *focused = wg_rows_empty (f->list);

  if (*names != '\0')
    fill (f, names);
  wg_rows_give_focus (f->list, focused, f->entry);
}

static GtkWidget *
get_row (Fixture *f, int index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (f->list, index));
}

static void
test_same_row (Fixture *f, gconstpointer data)
{
  fill (f, "#few a b c");
  gtk_widget_grab_focus (get_row (f, 2));
  refill (f, "#more c x a b");
  g_assert_true (gtk_widget_is_focus (get_row (f, 4)));
  /* Also from a button within the row. */
  gtk_widget_grab_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (get_row (f, 2))));
  refill (f, "x");
  g_assert_true (gtk_widget_is_focus (get_row (f, 0)));
}

static void
test_gone (Fixture *f, gconstpointer data)
{
  fill (f, "a b");
  gtk_widget_grab_focus (get_row (f, 1));
  refill (f, "#other c d");
  g_assert_true (gtk_widget_is_focus (get_row (f, 1)));
  refill (f, "");
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (f->entry)))));
}

/* It was in the list once, and is in the entry now. */
static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  fill (f, "a b");
  gtk_widget_grab_focus (get_row (f, 0));
  gtk_widget_grab_focus (f->entry);
  refill (f, "a b");
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (f->entry)))));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/rows/same-row", Fixture, NULL, set_up, test_same_row, tear_down);
  g_test_add ("/rows/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/rows/elsewhere", Fixture, NULL, set_up, test_elsewhere, tear_down);
  return g_test_run ();
}
