/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgImportFindings:
 *
 * The findings of an import as a list: what stands out, in which feature, by which rule. Numbers and shapes are those of
 * the marks on the map.
 *
 * Signals:
 * - `chosen (guint index)`: a person wants to see this one.
 */
#define WG_TYPE_IMPORT_FINDINGS (wg_import_findings_get_type ())
G_DECLARE_FINAL_TYPE (WgImportFindings, wg_import_findings, WG, IMPORT_FINDINGS, GtkWidget)

GtkWidget *wg_import_findings_new (void);

/**
 * wg_import_findings_set_findings:
 * @findings: (nullable) (element-type WgImportFinding): what is listed; an empty list hides
 */
void wg_import_findings_set_findings (WgImportFindings *self, GPtrArray *findings);

/**
 * wg_import_findings_get_findings:
 *
 * Returns: (transfer none) (nullable) (element-type WgImportFinding): what is listed
 */
GPtrArray *wg_import_findings_get_findings (WgImportFindings *self);

/**
 * wg_import_findings_refresh:
 *
 * Says again what is to be said of each finding.
 */
void wg_import_findings_refresh (WgImportFindings *self);

/**
 * wg_import_findings_get_selected:
 *
 * Returns: (transfer none) (nullable): the finding that is selected
 */
const WgImportFinding *wg_import_findings_get_selected (WgImportFindings *self);

/**
 * wg_import_findings_select:
 *
 * Selects a finding and brings it into sight.
 */
void wg_import_findings_select (WgImportFindings *self, guint index);

/**
 * wg_import_findings_choose:
 *
 * Emits `chosen` for the finding that is selected.
 */
void wg_import_findings_choose (WgImportFindings *self);

G_END_DECLS
