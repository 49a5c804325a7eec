/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is done to boundaries happens in one view, one thing at a time: choosing a draft,
 * drawing on it, bringing a file in, or looking at what was.
 */

#include "wg-boundary-page.h"

struct _WgBoundaryPage
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  WgMapPane *pane;    /* owned */
  GtkWidget *scroller;
  AdwViewStack *stack;
  WgDraftList *drafts;      /* the stack's */
  WgImportPage *import;     /* the stack's */
  WgBoundaryEditor *editor; /* the stack's, nullable */
  WgPastView *past;         /* the stack's, nullable */
};

enum
{
  PAST_CHANGED,
  PAST_LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBoundaryPage, wg_boundary_page, GTK_TYPE_WIDGET)

static void
wg_boundary_page_dispose (GObject *object)
{
  WgBoundaryPage *self = WG_BOUNDARY_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  self->stack = NULL;
  self->editor = NULL;
  self->past = NULL;
  g_clear_object (&self->pane);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_boundary_page_parent_class)->dispose (object);
}

static void
wg_boundary_page_class_init (WgBoundaryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_boundary_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[PAST_CHANGED] = g_signal_new ("past-changed", WG_TYPE_BOUNDARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[PAST_LEFT] = g_signal_new ("past-left", WG_TYPE_BOUNDARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Drawing needs its map and both sides of it: what a small screen has no room for is scrolled to. */
static void
wg_boundary_page_init (WgBoundaryPage *self)
{
  self->stack = ADW_VIEW_STACK (adw_view_stack_new ());
  adw_view_stack_set_hhomogeneous (self->stack, FALSE);
  adw_view_stack_set_vhomogeneous (self->stack, FALSE);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
on_chosen (WgDraftList *drafts, gint64 draft_id, WgBoundaryPage *self)
{
  wg_boundary_page_open_draft (self, draft_id);
}

GtkWidget *
wg_boundary_page_new (WgContext *context, WgMapPane *pane)
{
  WgBoundaryPage *self = g_object_new (WG_TYPE_BOUNDARY_PAGE, NULL);

  self->context = g_object_ref (context);
  self->pane = g_object_ref (pane);
  self->drafts = WG_DRAFT_LIST (wg_draft_list_new (context));
  self->import = WG_IMPORT_PAGE (wg_import_page_new (context));
  adw_view_stack_add_named (self->stack, GTK_WIDGET (self->drafts), "drafts");
  adw_view_stack_add_named (self->stack, GTK_WIDGET (self->import), "import");
  g_signal_connect_object (self->drafts, "chosen", G_CALLBACK (on_chosen), self, 0);
  return GTK_WIDGET (self);
}

void
wg_boundary_page_show_drafts (WgBoundaryPage *self)
{
  WgPastView *past = g_steal_pointer (&self->past);

  adw_view_stack_set_visible_child_name (self->stack, "drafts");
  if (self->editor != NULL)
    adw_view_stack_remove (self->stack, GTK_WIDGET (self->editor));
  self->editor = NULL;
  if (past == NULL)
    return;
  adw_view_stack_remove (self->stack, GTK_WIDGET (past));
  g_signal_emit (self, signals[PAST_CHANGED], 0);
}

static gboolean
close_editor (gpointer data)
{
  WgBoundaryPage *self = data;

  if (self->stack != NULL)
    wg_boundary_page_show_drafts (self);
  return G_SOURCE_REMOVE;
}

/* Not while its own button still speaks. */
static void
on_closed (WgBoundaryPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_editor, g_object_ref (self), g_object_unref);
}

void
wg_boundary_page_open_draft (WgBoundaryPage *self, gint64 draft_id)
{
  wg_boundary_page_show_drafts (self);
  self->editor = WG_BOUNDARY_EDITOR (wg_boundary_editor_new (self->context, self->pane, draft_id));
  g_signal_connect_object (self->editor, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  adw_view_stack_add_named (self->stack, GTK_WIDGET (self->editor), "editor");
  adw_view_stack_set_visible_child_name (self->stack, "editor");
  wg_boundary_editor_take_focus (self->editor);
}

/* --- What was --- */

/* A draft that is being drawn stays as it is, and comes back. */
static void
leave_past (WgBoundaryPage *self)
{
  WgPastView *past = g_steal_pointer (&self->past);

  if (past == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->stack, self->editor != NULL ? "editor" : "drafts");
  adw_view_stack_remove (self->stack, GTK_WIDGET (past));
  if (self->editor != NULL)
    wg_boundary_editor_take_focus (self->editor);
  g_signal_emit (self, signals[PAST_CHANGED], 0);
  g_signal_emit (self, signals[PAST_LEFT], 0);
}

static gboolean
close_past (gpointer data)
{
  WgBoundaryPage *self = data;

  if (self->stack != NULL)
    leave_past (self);
  return G_SOURCE_REMOVE;
}

static void
on_past_closed (WgBoundaryPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_past, g_object_ref (self), g_object_unref);
}

static void
on_past_changed (WgBoundaryPage *self)
{
  g_signal_emit (self, signals[PAST_CHANGED], 0);
}

static void
open_past (WgBoundaryPage *self)
{
  if (self->past == NULL)
    {
      self->past = WG_PAST_VIEW (wg_past_view_new (self->context, self->pane));
      g_signal_connect_object (self->past, "closed", G_CALLBACK (on_past_closed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->past, "changed", G_CALLBACK (on_past_changed), self, G_CONNECT_SWAPPED);
      adw_view_stack_add_named (self->stack, GTK_WIDGET (self->past), "past");
    }
  adw_view_stack_set_visible_child_name (self->stack, "past");
}

void
wg_boundary_page_show_past (WgBoundaryPage *self, const char *text)
{
  open_past (self);
  if (!wg_past_view_set_text (self->past, text))
    wg_past_view_step (self->past, -1);
  wg_past_view_take_focus (self->past);
}

void
wg_boundary_page_show_past_grid (WgBoundaryPage *self, gint64 at_ms, const char *code)
{
  open_past (self);
  wg_past_view_show_grid (self->past, at_ms, code);
}

WgPastView *
wg_boundary_page_get_past (WgBoundaryPage *self)
{
  return self->past;
}

WgBoundaryEditor *
wg_boundary_page_get_editor (WgBoundaryPage *self)
{
  return self->editor;
}

void
wg_boundary_page_show_import (WgBoundaryPage *self)
{
  if (self->past != NULL)
    wg_boundary_page_show_drafts (self);
  adw_view_stack_set_visible_child_name (self->stack, "import");
}

WgDraftList *
wg_boundary_page_get_drafts (WgBoundaryPage *self)
{
  return self->drafts;
}

WgImportPage *
wg_boundary_page_get_import (WgBoundaryPage *self)
{
  return self->import;
}

void
wg_boundary_page_step_back (WgBoundaryPage *self)
{
  if (self->past != NULL)
    leave_past (self);
  else if (adw_view_stack_get_visible_child (self->stack) == GTK_WIDGET (self->import))
    gtk_widget_activate_action (GTK_WIDGET (self->import), "import.cancel", NULL);
  else if (self->editor != NULL)
    wg_boundary_editor_step_back (self->editor);
}
