/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a key means in the queue that the table of GTK does not mean by it: the end is the end of all rows, also of those
 * that are still to come, and whoever presses Down where no row is marked wants the first one.
 */

#include "wg-case-cell.h"
#include "wg-case-list-private.h"

static GtkWidget *
find_rows (WgCaseList *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

void
wg_case_list_scroll_to (WgCaseList *self, guint position)
{
  GtkWidget *rows = find_rows (self);

  if (rows != NULL)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
}

guint
wg_case_list_get_selected (WgCaseList *self)
{
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (rows) == 1 ? gtk_bitset_get_minimum (rows) : GTK_INVALID_LIST_POSITION;
}

void
wg_case_list_select_next (WgCaseList *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint position = wg_case_list_get_selected (self);

  if (n == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = by > 0 ? 0 : n - 1;
  else
    position = (guint) CLAMP ((gint64) position + by, 0, (gint64) n - 1);
  wg_case_list_reach (self, position);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  wg_case_list_scroll_to (self, position);
}

/* The case of a row, which GTK has no way to ask for: that of its first cell. */
static WgCaseItem *
find_item (GtkWidget *widget)
{
  if (WG_IS_CASE_CELL (widget))
    return wg_case_cell_get_item (WG_CASE_CELL (widget));
  widget = gtk_widget_get_first_child (widget);
  return widget != NULL ? find_item (widget) : NULL;
}

static gboolean
is_cursor_at_first (WgCaseList *self, GtkWidget *rows)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  WgCaseItem *item = focus != NULL && focus != rows && gtk_widget_is_ancestor (focus, rows) ? find_item (focus) : NULL;

  return item != NULL && wg_case_list_model_find (self->model, wg_case_item_get_record (item)->id) == 0;
}

/* The cursor stands on the first row from the beginning; one that was brought elsewhere without marking goes on from there. */
static gboolean
mark_first (WgCaseList *self)
{
  GtkWidget *rows = find_rows (self);
  g_autoptr (GtkBitset) marked = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (!gtk_bitset_is_empty (marked) || rows == NULL || !is_cursor_at_first (self, rows))
    return FALSE;
  return gtk_widget_activate_action (rows, "list.select-item", "(ubb)", 0, FALSE, FALSE);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, WgCaseList *self)
{
  gboolean end = key == GDK_KEY_End || key == GDK_KEY_KP_End || key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down;
  gboolean all = (key == GDK_KEY_a || key == GDK_KEY_A) && (modifiers & GDK_CONTROL_MASK) != 0;
  gboolean down = (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
                  && (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) == 0;

  if (self->slice == NULL)
    return GDK_EVENT_PROPAGATE;
  if (end || all)
    gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  return down && mark_first (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

void
wg_case_list_watch_keys (WgCaseList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->scroller, keys);
}
