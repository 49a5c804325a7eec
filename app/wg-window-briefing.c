/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: before a wall nothing but the briefing shall be seen, and from a number in it the way leads to the queue. */

#include "wg-window-private.h"

static gboolean
is_shown (WgWindow *self)
{
  return self->briefing != NULL && adw_view_stack_get_visible_child (self->views) == GTK_WIDGET (self->briefing);
}

static void
follow_fullscreen (WgWindow *self)
{
  gboolean wall = is_shown (self) && gtk_window_is_fullscreen (GTK_WINDOW (self));

  gtk_widget_set_visible (self->header, !wall);
  if (self->briefing != NULL)
    wg_briefing_page_set_wall (self->briefing, wall);
}

static void
leave (WgWindow *self)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    adw_view_stack_set_visible_child_name (self->views, "dispatch");
}

static void
on_cases_wanted (WgBriefingPage *briefing, const char *title, GPtrArray *records, WgWindow *self)
{
  WgCaseList *list = wg_dispatch_page_get_list (self->page);

  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  adw_view_stack_set_visible_child_name (self->views, "dispatch");
  g_object_set (self->page, "show-queue", TRUE, NULL);
  wg_case_list_show_found (list, title, records);
  wg_dispatch_page_take_focus (self->page);
}

void
wg_window_show_briefing (WgWindow *self)
{
  adw_view_stack_set_visible_child_name (self->views, "briefing");
  gtk_window_fullscreen (GTK_WINDOW (self));
}

void
wg_window_add_briefing (WgWindow *self)
{
  g_signal_connect_object (self->briefing, "leave-wanted", G_CALLBACK (leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->briefing, "cases-wanted", G_CALLBACK (on_cases_wanted), self, 0);
}

void
wg_window_watch_fullscreen (WgWindow *self)
{
  g_signal_connect_swapped (self, "notify::fullscreened", G_CALLBACK (follow_fullscreen), self);
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (follow_fullscreen), self);
}
