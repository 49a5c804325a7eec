/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is done to boundaries happens in one view, one thing at a time: choosing a draft, or bringing a file in. */

#include "wg-boundary-page.h"

struct _WgBoundaryPage
{
  GtkWidget parent_instance;

  AdwViewStack *stack;
  WgDraftList *drafts;  /* the stack's */
  WgImportPage *import; /* the stack's */
};

G_DEFINE_FINAL_TYPE (WgBoundaryPage, wg_boundary_page, GTK_TYPE_WIDGET)

static void
wg_boundary_page_dispose (GObject *object)
{
  WgBoundaryPage *self = WG_BOUNDARY_PAGE (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
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

GtkWidget *
wg_boundary_page_new (WgContext *context)
{
  WgBoundaryPage *self = g_object_new (WG_TYPE_BOUNDARY_PAGE, NULL);

  self->drafts = WG_DRAFT_LIST (wg_draft_list_new (context));
  self->import = WG_IMPORT_PAGE (wg_import_page_new (context));
  adw_view_stack_add_named (self->stack, GTK_WIDGET (self->drafts), "drafts");
  adw_view_stack_add_named (self->stack, GTK_WIDGET (self->import), "import");
  return GTK_WIDGET (self);
}

void
wg_boundary_page_show_drafts (WgBoundaryPage *self)
{
  adw_view_stack_set_visible_child_name (self->stack, "drafts");
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
}
