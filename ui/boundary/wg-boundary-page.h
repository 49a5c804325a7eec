/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-editor.h"
#include "wg-draft-list.h"
#include "wg-import-page.h"

G_BEGIN_DECLS

/**
 * WgBoundaryPage:
 *
 * The view of the boundaries: the drafts there are, one of them on its map, and the import of a foreign file.
 */
#define WG_TYPE_BOUNDARY_PAGE (wg_boundary_page_get_type ())
G_DECLARE_FINAL_TYPE (WgBoundaryPage, wg_boundary_page, WG, BOUNDARY_PAGE, GtkWidget)

/**
 * wg_boundary_page_new:
 * @pane: the map of the window; drafts show its city and its base maps
 */
GtkWidget *wg_boundary_page_new (WgContext *context, WgMapPane *pane);

/**
 * wg_boundary_page_show_drafts:
 *
 * Shows the list of the drafts.
 */
void wg_boundary_page_show_drafts (WgBoundaryPage *self);
void wg_boundary_page_show_import (WgBoundaryPage *self);

/**
 * wg_boundary_page_open_draft:
 *
 * Shows one draft on its map.
 */
void wg_boundary_page_open_draft (WgBoundaryPage *self, gint64 draft_id);

/**
 * wg_boundary_page_get_editor:
 *
 * Returns: (transfer none) (nullable): the draft that is shown.
 */
WgBoundaryEditor *wg_boundary_page_get_editor (WgBoundaryPage *self);

WgDraftList *wg_boundary_page_get_drafts (WgBoundaryPage *self);
WgImportPage *wg_boundary_page_get_import (WgBoundaryPage *self);

/**
 * wg_boundary_page_step_back:
 *
 * For Esc.
 */
void wg_boundary_page_step_back (WgBoundaryPage *self);

G_END_DECLS
