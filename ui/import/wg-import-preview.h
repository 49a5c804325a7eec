/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-stack.h"
#include "wg-finding-groups.h"
#include "wg-grid-tree.h"

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WgImportPreview:
 *
 * What an import would look like: over the base map the grids in force in grey, the outlines or points of the file in blue, what was
 * mended of them in green as it would come in, and a mark for
 * every finding that has a place (disc: refused, triangle: changed on the way in, square: for information). Drag to move,
 * scroll or + and - to zoom, 0 to see everything.
 */
#define WG_TYPE_IMPORT_PREVIEW (wg_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (WgImportPreview, wg_import_preview, WG, IMPORT_PREVIEW, GtkWidget)

GtkWidget *wg_import_preview_new (void);

void wg_import_preview_set_dark (WgImportPreview *self, gboolean dark);

/**
 * wg_import_preview_set_text_scale:
 * @text_scale: of text, 1 for 100 %; marks have numbers and grow with them
 */
void wg_import_preview_set_text_scale (WgImportPreview *self, double text_scale);

/**
 * wg_import_preview_set_base:
 * @stack: (nullable): the base maps that lie under everything
 */
void wg_import_preview_set_base (WgImportPreview *self, WgBaseStack *stack);

/**
 * wg_import_preview_set_grids:
 * @grids: (nullable): the grids in force
 */
void wg_import_preview_set_grids (WgImportPreview *self, WgGridTree *grids);

/**
 * wg_import_preview_set_source:
 * @source: (nullable): what wg_import_job_inspect_finish() returned; `shapes`, `lines` and `points` are drawn
 *
 * Shows all of it.
 */
void wg_import_preview_set_source (WgImportPreview *self, JsonObject *source);

/**
 * wg_import_preview_set_findings:
 * @findings: (nullable) (element-type WgImportFinding): what is marked
 */
void wg_import_preview_set_findings (WgImportPreview *self, GPtrArray *findings);

/**
 * wg_import_preview_set_mended:
 * @shapes: (nullable) (element-type WgShape): as they would come in
 */
void wg_import_preview_set_mended (WgImportPreview *self, GPtrArray *shapes);

/**
 * wg_import_preview_show_findings:
 * @first: into the findings
 * @n: how many, at least 1
 *
 * Goes to the place of a finding and rings it, or shows several and no others; without a place only the ring of the last one
 * goes away.
 */
void wg_import_preview_show_findings (WgImportPreview *self, guint first, guint n);

/**
 * wg_import_preview_fit:
 *
 * Shows everything of the file, or of the grids when there is no file.
 */
void wg_import_preview_fit (WgImportPreview *self);

/**
 * wg_import_preview_zoom_by:
 * @levels: how many doublings closer, negative for further away
 */
void wg_import_preview_zoom_by (WgImportPreview *self, double levels);

G_END_DECLS
