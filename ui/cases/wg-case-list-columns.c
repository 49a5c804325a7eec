/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: how rows are made, which columns there are at which size, and which order a click on a title means. */

#include "wg-case-cell.h"
#include "wg-case-list-private.h"

#include "wg-case-text.h"

/* What a column view asks its sorter last tells which column it sorts by: GTK 4.8 has no other way. */
static WgCaseOrder probed_order;

static int
probe (gconstpointer a, gconstpointer b, gpointer user_data)
{
  probed_order = GPOINTER_TO_UINT (user_data);
  return GTK_ORDERING_SMALLER;
}

static void
on_sorter_changed (GtkSorter *sorter, GtkSorterChange change, WgCaseList *self)
{
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering found = gtk_sorter_compare (sorter, one, one);
  const char *nick;

  /* The view drops its columns, and with them their order, after the list has let go of its model. */
  if (self->model == NULL)
    return;
  if (found == GTK_ORDERING_EQUAL)
    probed_order = WG_CASE_ORDER_URGENCY;
  wg_case_list_model_set_order (self->model, probed_order, found == GTK_ORDERING_LARGER);
  nick = wg_case_order_to_nick (probed_order);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "order", g_variant_new_string (nick));
}

static void
on_right_click (GtkGestureClick *gesture, int n_press, double x, double y, WgCaseList *self)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  WgCaseItem *item = wg_case_cell_get_item (WG_CASE_CELL (cell));

  if (item == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  wg_selection_select_case (wg_context_get_selection (self->context), wg_case_item_get_record (item)->id);
  wg_case_list_ask_menu (self, cell, x, y);
}

static GtkWidget *
make_cell (WgCaseList *self, WgCaseCellKind kind)
{
  GtkWidget *cell = wg_case_cell_new (self->context, kind, self->compact);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_right_click), self);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  return cell;
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgCaseList *self)
{
  WgCaseCellKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "wg-kind"));

  GtkWidget *cell = make_cell (self, kind);

  wg_case_cell_set_late (WG_CASE_CELL (cell), self->late);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgCaseList *self)
{
  wg_case_cell_set_item (WG_CASE_CELL (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgCaseList *self)
{
  wg_case_cell_set_item (WG_CASE_CELL (gtk_list_item_get_child (list_item)), NULL);
}

static void
set_column (WgCaseList *self, GtkColumnViewColumn *column, WgCaseCellKind kind, WgCaseOrder order)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = NULL;

  g_object_set_data (G_OBJECT (factory), "wg-kind", GUINT_TO_POINTER (kind));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), self);
  gtk_column_view_column_set_factory (column, factory);
  if (kind == WG_CASE_CELL_ICON)
    return;
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe, GUINT_TO_POINTER (order), NULL));
  gtk_column_view_column_set_sorter (column, sorter);
}

/* A row of the pinned emergencies is the three cells that the table has, side by side. */

static void
set_up_pinned (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgCaseList *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *middle = make_cell (self, WG_CASE_CELL_CASE);

  gtk_widget_set_hexpand (middle, TRUE);
  gtk_box_append (GTK_BOX (row), make_cell (self, WG_CASE_CELL_ICON));
  gtk_box_append (GTK_BOX (row), middle);
  gtk_box_append (GTK_BOX (row), make_cell (self, WG_CASE_CELL_LIMIT));
  gtk_list_item_set_child (list_item, row);
}

static void
set_pinned_item (GtkListItem *list_item, WgCaseItem *item)
{
  GtkWidget *cell = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));

  for (; cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    wg_case_cell_set_item (WG_CASE_CELL (cell), item);
}

static void
bind_pinned (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgCaseList *self)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  WgCaseItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *sentence = wg_case_text_format_sentence (self->context, wg_case_item_get_record (item));

  set_pinned_item (list_item, item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
unbind_pinned (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgCaseList *self)
{
  set_pinned_item (list_item, NULL);
}

void
wg_case_list_make_rows (WgCaseList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  set_column (self, self->icon_column, WG_CASE_CELL_ICON, WG_CASE_ORDER_URGENCY);
  set_column (self, self->case_column, WG_CASE_CELL_CASE, WG_CASE_ORDER_TITLE);
  set_column (self, self->reported_column, WG_CASE_CELL_REPORTED, WG_CASE_ORDER_NEWEST);
  set_column (self, self->class_column, WG_CASE_CELL_CLASS, WG_CASE_ORDER_CLASS);
  set_column (self, self->limit_column, WG_CASE_CELL_LIMIT, WG_CASE_ORDER_URGENCY);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_pinned), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_pinned), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_pinned), self);
  gtk_list_view_set_factory (self->pinned_view, factory);
}

void
wg_case_list_make_columns (WgCaseList *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);

  wg_case_list_make_rows (self);
  g_signal_connect_object (sorter, "changed", G_CALLBACK (on_sorter_changed), self, 0);
  gtk_column_view_sort_by_column (self->view, self->limit_column, GTK_SORT_ASCENDING);
  wg_case_list_choose_columns (self);
}

void
wg_case_list_choose_columns (WgCaseList *self)
{
  gboolean large = wg_context_get_size_class (self->context) == WG_SIZE_LARGE;
  double text_scale = wg_context_get_text_scale (self->context);

  gtk_column_view_column_set_visible (self->reported_column, large);
  gtk_column_view_column_set_visible (self->class_column, large);
  gtk_column_view_column_set_fixed_width (self->icon_column, (int) (44 * text_scale));
  gtk_column_view_column_set_fixed_width (self->reported_column, large ? (int) (112 * text_scale) : -1);
  gtk_column_view_column_set_fixed_width (self->class_column, large ? (int) (200 * text_scale) : -1);
  gtk_scrolled_window_set_max_content_height (self->pinned_frame, (int) (240 * text_scale));
}

void
wg_case_list_order_by (WgCaseList *self, WgCaseOrder order)
{
  GtkColumnViewColumn *column = self->limit_column;

  if (order == WG_CASE_ORDER_TITLE)
    column = self->case_column;
  else if (order == WG_CASE_ORDER_CLASS)
    column = self->class_column;
  else if (order == WG_CASE_ORDER_NEWEST)
    column = self->reported_column;
  if (order == WG_CASE_ORDER_OLDEST)
    gtk_column_view_sort_by_column (self->view, self->reported_column, GTK_SORT_DESCENDING);
  else
    gtk_column_view_sort_by_column (self->view, column, GTK_SORT_ASCENDING);
}
