/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-report.h"

G_BEGIN_DECLS

/**
 * WgFindingGroup:
 * @first: position of the first finding
 * @n: how many there are, one after the other
 *
 * Findings of one kind in a sorted list.
 */
typedef struct
{
  guint first;
  guint n;
} WgFindingGroup;

/**
 * wg_finding_groups_sort:
 * @findings: (element-type WgImportFinding): in the order they were made
 *
 * What did not come in stands first, then what was changed, then what is only told; then one kind after the other, and of a
 * kind what lies between the same grids; each in the order of @findings.
 *
 * Returns: (transfer full) (element-type WgImportFinding): copies
 */
GPtrArray *wg_finding_groups_sort (const GPtrArray *findings);

/**
 * wg_finding_groups_list:
 * @sorted: what wg_finding_groups_sort() returned
 *
 * Returns: (transfer full) (element-type WgFindingGroup): its kinds: what has one rule and one outcome
 */
GArray *wg_finding_groups_list (const GPtrArray *sorted);

/**
 * wg_finding_groups_list_between:
 * @sorted: what wg_finding_groups_sort() returned
 * @group: findings of one kind
 *
 * Returns: (transfer full) (element-type WgFindingGroup): what lies between the same grids; whatever lies between none is a
 *   group of its own
 */
GArray *wg_finding_groups_list_between (const GPtrArray *sorted, WgFindingGroup group);

/**
 * wg_finding_rule_get_label:
 *
 * Returns: @rule in words, or as it is when it has none
 */
const char *wg_finding_rule_get_label (const char *rule);

/**
 * wg_finding_outcome_get_label:
 *
 * Returns: what became of a finding, in words
 */
const char *wg_finding_outcome_get_label (const char *outcome);

/**
 * wg_finding_groups_to_text:
 * @findings: (element-type WgImportFinding): in any order
 *
 * Returns: (transfer full): one line a finding; of a kind with many only their number, the grids between which most of them
 *   lie, and the first ones
 */
char *wg_finding_groups_to_text (const GPtrArray *findings);

G_END_DECLS
