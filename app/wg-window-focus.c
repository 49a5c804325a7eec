/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: letters are moves where a pane has the focus, and nothing on the button of a popover, where GTK leaves it; so it
 * goes back to what had it before. And when a list throws away the row that has it, keys would go nowhere until the next
 * frame; so the list has it before the next key.
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
  if (!nowhere || is_in_popover (focus))
    return G_SOURCE_REMOVE;
  /* A row that was left has perhaps been scrolled away, or its queue is another one. */
  if (self->last_focus != NULL && gtk_widget_get_mapped (self->last_focus))
    gtk_widget_grab_focus (self->last_focus);
  else if (self->page != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->page)))
    wg_dispatch_page_take_focus (self->page);
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 looks for another place in the next frame, which comes late when much is to be drawn. */
static gboolean
adopt (gpointer user_data)
{
  WgWindow *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  self->adopt_idle = 0;
  if (focus != NULL && gtk_widget_get_root (focus) != GTK_ROOT (self) && self->focus_parent != NULL)
    gtk_widget_grab_focus (self->focus_parent);
  return G_SOURCE_REMOVE;
}

/* Keys wait for what is more urgent than they are. */
static void
on_rooted (WgWindow *self, GParamSpec *pspec, GtkWidget *focus)
{
  if (gtk_widget_get_root (focus) == NULL && self->adopt_idle == 0)
    self->adopt_idle = g_idle_add_full (G_PRIORITY_HIGH, adopt, self, NULL);
}

static void
on_focus_moved (WgWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean was_in_popover = self->in_popover;

  g_signal_group_set_target (self->focused, focus);
  g_set_weak_pointer (&self->focus_parent, focus != NULL ? gtk_widget_get_parent (focus) : NULL);
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
  self->focused = g_signal_group_new (GTK_TYPE_WIDGET);
  g_signal_group_connect_swapped (self->focused, "notify::root", G_CALLBACK (on_rooted), self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus_moved), NULL);
}

void
wg_window_forget_focus (WgWindow *self)
{
  g_signal_handlers_disconnect_by_func (self, on_focus_moved, NULL);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  g_clear_handle_id (&self->adopt_idle, g_source_remove);
  g_clear_object (&self->focused);
  g_clear_weak_pointer (&self->last_focus);
  g_clear_weak_pointer (&self->focus_parent);
}

void
wg_window_spare_focus (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    gtk_widget_set_focus_on_click (gtk_widget_get_first_child (widget), FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    wg_window_spare_focus (child);
}
