/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-editor.h"
#include "wg-draft-list.h"
#include "wg-import-page.h"
#include "wg-past-view.h"

G_BEGIN_DECLS

/**
 * WgBoundaryPage:
 *
 * The view of the boundaries: the drafts there are, one of them on its map, the import of a foreign file, and the
 * boundaries of a past day.
 *
 * Signals:
 * - `past-changed`: another instant of the past is shown, or the present again.
 * - `past-left`: it was just left.
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

/**
 * wg_boundary_page_show_past:
 * @text: see wg_past_view_set_text()
 *
 * Shows the district as it was.
 */
void wg_boundary_page_show_past (WgBoundaryPage *self, const char *text);

/**
 * wg_boundary_page_show_past_grid:
 * @at_ms: an instant, milliseconds UTC, not later than now
 * @code: of a grid that was in force then
 *
 * Shows a grid on the map of a past instant.
 */
void wg_boundary_page_show_past_grid (WgBoundaryPage *self, gint64 at_ms, const char *code);

/**
 * wg_boundary_page_get_past:
 *
 * Returns: (transfer none) (nullable): the past, while that is shown.
 */
WgPastView *wg_boundary_page_get_past (WgBoundaryPage *self);

WgDraftList *wg_boundary_page_get_drafts (WgBoundaryPage *self);
WgImportPage *wg_boundary_page_get_import (WgBoundaryPage *self);

/**
 * wg_boundary_page_step_back:
 *
 * For Esc.
 */
void wg_boundary_page_step_back (WgBoundaryPage *self);

G_END_DECLS
