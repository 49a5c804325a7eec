/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who doubts a picture wants its numbers, all of them, to walk with the arrows and to hear; and from a row the way to
 * its cases.
 */

#include "wg-briefing-rows.h"

#include "wg-column-heads.h"

#include <glib/gi18n-lib.h>

#define GUTTER 28 /* before a column, so that two numbers are two, and none so far away that its name is lost */

struct _WgBriefingRows
{
  GtkWidget parent_instance;
  GtkWidget *box; /* child */
  GtkWidget *title;
  GtkColumnView *view;
  WgBriefingTable *table; /* owned, nullable */
};

static guint drill_signal;

G_DEFINE_FINAL_TYPE (WgBriefingRows, wg_briefing_rows, GTK_TYPE_WIDGET)

/* Items are the numbers of the rows. */
static const WgBriefingRow *
get_row (WgBriefingRows *self, gpointer item)
{
  guint row = (guint) g_ascii_strtoull (gtk_string_object_get_string (item), NULL, 10);

  return row < self->table->rows->len ? g_ptr_array_index (self->table->rows, row) : NULL;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, WgBriefingRows *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  gboolean numeric = self->table->numeric[column];

  gtk_label_set_xalign (GTK_LABEL (label), numeric ? 1.0f : 0.0f);
  /* On the side where the head does not end. */
  gtk_widget_set_margin_start (label, column > 0 && (numeric || self->table->numeric[column - 1]) ? GUTTER : 0);
  gtk_widget_set_margin_end (label, numeric ? 0 : GUTTER);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, WgBriefingRows *self)
{
  const WgBriefingRow *row = get_row (self, gtk_list_item_get_item (item));
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), row != NULL ? row->cells[column] : "");
}

static void
on_activate (GtkColumnView *view, guint position, WgBriefingRows *self)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), position);
  const WgBriefingRow *row = item != NULL ? get_row (self, item) : NULL;

  if (row != NULL && row->drill != NULL)
    g_signal_emit (self, drill_signal, 0, row->drill);
}

static void
add_column (WgBriefingRows *self, guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (i));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  column = gtk_column_view_column_new (self->table->columns[i], factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  if (self->table->numeric[i])
    wg_column_heads_align (column);
}

static void
clear (WgBriefingRows *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  gtk_column_view_set_model (self->view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  g_clear_pointer (&self->table, wg_briefing_table_free);
}

/* The focus goes to the list in the view, also where it holds nothing. */
static void
name_list (WgBriefingRows *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_last_child (GTK_WIDGET (self->view))), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
wg_briefing_rows_set_table (WgBriefingRows *self, WgBriefingTable *table)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  g_return_if_fail (WG_IS_BRIEFING_ROWS (self));
  clear (self);
  self->table = table;
  gtk_label_set_text (GTK_LABEL (self->title), table->title);
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      gtk_string_list_append (rows, number);
    }
  for (guint i = 0; table->columns[i] != NULL; i++)
    add_column (self, i);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (rows))));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, table->title, -1);
  name_list (self, table->title);
}

guint
wg_briefing_rows_get_n (WgBriefingRows *self)
{
  return self->table != NULL ? self->table->rows->len : 0;
}

static void
wg_briefing_rows_dispose (GObject *object)
{
  WgBriefingRows *self = WG_BRIEFING_ROWS (object);

  if (self->box != NULL)
    clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (wg_briefing_rows_parent_class)->dispose (object);
}

static void
wg_briefing_rows_class_init (WgBriefingRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_briefing_rows_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  drill_signal = g_signal_new ("drill", WG_TYPE_BRIEFING_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wg_briefing_rows_init (WgBriefingRows *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->title = gtk_label_new (NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate), self);
  name_list (self, _ ("Table behind the tile"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
wg_briefing_rows_new (void)
{
  return g_object_new (WG_TYPE_BRIEFING_ROWS, NULL);
}
