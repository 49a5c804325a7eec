/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-finding-ticks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgFindingScope:
 * @WG_FINDING_SCOPE_NONE: nothing is selected
 * @WG_FINDING_SCOPE_ONE: one finding
 * @WG_FINDING_SCOPE_BETWEEN: all of one kind between the same grids
 * @WG_FINDING_SCOPE_KIND: all of one kind
 *
 * What an answer is about.
 */
typedef enum
{
  WG_FINDING_SCOPE_NONE,
  WG_FINDING_SCOPE_ONE,
  WG_FINDING_SCOPE_BETWEEN,
  WG_FINDING_SCOPE_KIND,
} WgFindingScope;

/**
 * WgImportFindings:
 *
 * The findings of an import: one row a kind with its number, below it those between the same grids, below them each one: what
 * stands out, in which feature, by which rule. A row with one finding is that finding. Numbers and shapes are those of the
 * marks on the map.
 *
 * Signals:
 * - `chosen (guint first, guint n)`: a person wants to see these.
 * - `ticked ()`: a person has changed ticks.
 */
#define WG_TYPE_IMPORT_FINDINGS (wg_import_findings_get_type ())
G_DECLARE_FINAL_TYPE (WgImportFindings, wg_import_findings, WG, IMPORT_FINDINGS, GtkWidget)

GtkWidget *wg_import_findings_new (void);

/**
 * wg_import_findings_set_findings:
 * @findings: (nullable) (element-type WgImportFinding): what is listed, as wg_finding_groups_sort() returned it; an empty list
 *   hides. A few are all to be seen at once, of many the kinds.
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
 * Says again what is to be said of each finding; what is open stays open.
 */
void wg_import_findings_refresh (WgImportFindings *self);

/**
 * wg_import_findings_get_scope:
 * @group: (out) (optional): the findings of the selected row, none when nothing is selected
 *
 * Returns: what is selected
 */
WgFindingScope wg_import_findings_get_scope (WgImportFindings *self, WgFindingGroup *group);

/**
 * wg_import_findings_get_selected:
 *
 * Returns: (transfer none) (nullable): the finding that is selected, the first of them when there are several
 */
const WgImportFinding *wg_import_findings_get_selected (WgImportFindings *self);

/**
 * wg_import_findings_select:
 *
 * Opens what a finding lies in, selects it and brings it into sight.
 */
void wg_import_findings_select (WgImportFindings *self, guint index);

/**
 * wg_import_findings_select_kind:
 *
 * Selects all of the kind that a finding is of.
 */
void wg_import_findings_select_kind (WgImportFindings *self, guint index);

/**
 * wg_import_findings_choose:
 *
 * Emits `chosen` for what is selected.
 */
void wg_import_findings_choose (WgImportFindings *self);

/**
 * wg_import_findings_tick_selected:
 *
 * Gives what is selected its tick, or takes it away, as a person would.
 *
 * Returns: whether a difference is selected
 */
gboolean wg_import_findings_tick_selected (WgImportFindings *self);

/**
 * wg_import_findings_get_ticks:
 *
 * Returns: (transfer none): which differences are ticked; only a person changes them
 */
WgFindingTicks *wg_import_findings_get_ticks (WgImportFindings *self);

G_END_DECLS
