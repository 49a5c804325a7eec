/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-finding-groups.h"

G_BEGIN_DECLS

/**
 * WgFindingTicks:
 *
 * Which differences of a new edition are ticked, that is, are to come in: of each feature that has one. What was left out
 * before is there without its tick.
 */
typedef struct _WgFindingTicks WgFindingTicks;

WgFindingTicks *wg_finding_ticks_new (void);
void wg_finding_ticks_free (WgFindingTicks *ticks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFindingTicks, wg_finding_ticks_free)

/**
 * wg_finding_ticks_clear:
 *
 * Begins anew, with the findings of another check: everything has a tick but what that check has left out.
 */
void wg_finding_ticks_clear (WgFindingTicks *ticks);

/**
 * wg_finding_ticks_has:
 *
 * Returns: whether @finding is a difference that can be ticked or not, or one that was left out
 */
gboolean wg_finding_ticks_has (const WgImportFinding *finding);

/**
 * wg_finding_ticks_set:
 * @findings: (element-type WgImportFinding): those of one check
 * @group: for which of them; those without a tick are passed over
 * @ticked: whether their features are to come in
 */
void wg_finding_ticks_set (WgFindingTicks *ticks, const GPtrArray *findings, WgFindingGroup group, gboolean ticked);

/**
 * wg_finding_ticks_count_out:
 *
 * Returns: how many of a group have no tick
 */
guint wg_finding_ticks_count_out (const WgFindingTicks *ticks, const GPtrArray *findings, WgFindingGroup group);

/**
 * wg_finding_ticks_are_new:
 *
 * Returns: whether another check would leave out something else
 */
gboolean wg_finding_ticks_are_new (const WgFindingTicks *ticks);

/**
 * wg_finding_ticks_tell:
 * @decisions: (element-type WgImportDecision)
 *
 * Adds to @decisions what is ticked otherwise than the check had it.
 */
void wg_finding_ticks_tell (const WgFindingTicks *ticks, GPtrArray *decisions);

G_END_DECLS
