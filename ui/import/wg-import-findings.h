/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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

G_END_DECLS
