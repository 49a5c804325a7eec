/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-draft-list.h"
#include "wg-import-page.h"

G_BEGIN_DECLS

/**
 * WgBoundaryPage:
 *
 * The view of the boundaries: the drafts there are, and the import of a foreign file.
 */
#define WG_TYPE_BOUNDARY_PAGE (wg_boundary_page_get_type ())
G_DECLARE_FINAL_TYPE (WgBoundaryPage, wg_boundary_page, WG, BOUNDARY_PAGE, GtkWidget)

GtkWidget *wg_boundary_page_new (WgContext *context);

/**
 * wg_boundary_page_show_drafts:
 *
 * Shows the list of the drafts.
 */
void wg_boundary_page_show_drafts (WgBoundaryPage *self);
void wg_boundary_page_show_import (WgBoundaryPage *self);

WgDraftList *wg_boundary_page_get_drafts (WgBoundaryPage *self);
WgImportPage *wg_boundary_page_get_import (WgBoundaryPage *self);

/**
 * wg_boundary_page_step_back:
 *
 * For Esc.
 */
void wg_boundary_page_step_back (WgBoundaryPage *self);

G_END_DECLS
