/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is done to boundaries happens in one view, one thing at a time: choosing a draft, drawing on it, or bringing a file in. */

#include "wg-boundary-page.h"

struct _WgBoundaryPage
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  WgMapPane *pane;    /* owned */
  AdwViewStack *stack;
  WgDraftList *drafts;      /* the stack's */
  WgImportPage *import;     /* the stack's */
  WgBoundaryEditor *editor; /* the stack's, nullable */
};

G_DEFINE_FINAL_TYPE (WgBoundaryPage, wg_boundary_page, GTK_TYPE_WIDGET)

static void
wg_boundary_page_dispose (GObject *object)
{
  WgBoundaryPage *self = WG_BOUNDARY_PAGE (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  self->editor = NULL;
  g_clear_object (&self->pane);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_boundary_page_parent_class)->dispose (object);
}

static void
wg_boundary_page_class_init (WgBoundaryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_boundary_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_boundary_page_init (WgBoundaryPage *self)
{
  self->stack = ADW_VIEW_STACK (adw_view_stack_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
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
  adw_view_stack_set_visible_child_name (self->stack, "drafts");
  if (self->editor != NULL)
    adw_view_stack_remove (self->stack, GTK_WIDGET (self->editor));
  self->editor = NULL;
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

WgBoundaryEditor *
wg_boundary_page_get_editor (WgBoundaryPage *self)
{
  return self->editor;
}

void
wg_boundary_page_show_import (WgBoundaryPage *self)
{
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
  if (adw_view_stack_get_visible_child (self->stack) == GTK_WIDGET (self->import))
    gtk_widget_activate_action (GTK_WIDGET (self->import), "import.cancel", NULL);
  else if (self->editor != NULL)
    wg_boundary_editor_step_back (self->editor);
}
