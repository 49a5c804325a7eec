/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: letters are moves where a pane has the focus, and nothing on the button of a popover, where GTK leaves it; so it
 * goes back to what had it before.
 */

#include "wg-window-private.h"

static gboolean
is_in_popover (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) != NULL;
}

/* F10 puts the focus there on its way into the menu. */
static gboolean
is_main_menu (GtkWidget *widget)
{
  GtkWidget *button = widget != NULL ? gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) : NULL;

  return button != NULL && gtk_menu_button_get_primary (GTK_MENU_BUTTON (button));
}

/* Whoever chose something there may have put it elsewhere meanwhile. */
static gboolean
give_back (gpointer user_data)
{
  WgWindow *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean nowhere = focus == NULL || (is_in_popover (focus) && !gtk_widget_get_mapped (focus))
                     || gtk_widget_get_ancestor (focus, GTK_TYPE_MENU_BUTTON) != NULL;

  self->focus_idle = 0;
  if (nowhere && self->last_focus != NULL && !is_in_popover (focus) && gtk_widget_get_mapped (self->last_focus))
    gtk_widget_grab_focus (self->last_focus);
  return G_SOURCE_REMOVE;
}

static void
on_focus_moved (WgWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean was_in_popover = self->in_popover;

  self->in_popover = is_in_popover (focus);
  if (self->in_popover)
    return;
  if (was_in_popover && self->focus_idle == 0)
    self->focus_idle = g_idle_add_full (G_PRIORITY_DEFAULT, give_back, self, NULL);
  else if (is_main_menu (focus))
    return;
  else if (self->focus_idle == 0 && focus != NULL)
    g_set_weak_pointer (&self->last_focus, focus);
}

void
wg_window_watch_focus (WgWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_moved), NULL);
}

void
wg_window_forget_focus (WgWindow *self)
{
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  g_clear_weak_pointer (&self->last_focus);
}

void
wg_window_spare_focus (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    gtk_widget_set_focus_on_click (gtk_widget_get_first_child (widget), FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    wg_window_spare_focus (child);
}
