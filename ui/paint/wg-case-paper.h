/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-paper.h"
#include "wg-store-case-report.h"

G_BEGIN_DECLS

/**
 * wg_case_paper_new:
 * @workflow: gives the sentences of the history
 * @zone: (nullable): the zone of the district
 *
 * One case on paper: its facts, its clocks and where their time went, what it waited for, its history, and its files with
 * their hashes. Reporters are masked.
 */
WgPaper *wg_case_paper_new (const WgCaseReport *report, WgWorkflow *workflow, GTimeZone *zone);

/**
 * wg_evidence_paper_new:
 * @report: of a case whose place is known
 * @zone: (nullable): the zone of the district
 *
 * The sheet against pushing a case away: whose the place is, under which boundary, how far from the border, and whose the
 * other side is.
 */
WgPaper *wg_evidence_paper_new (const WgCaseReport *report, GTimeZone *zone);

/**
 * wg_evidence_text:
 *
 * Returns: (transfer full): the same as lines of text, to be pasted into a message.
 */
char *wg_evidence_text (const WgCaseReport *report, GTimeZone *zone);

G_END_DECLS
