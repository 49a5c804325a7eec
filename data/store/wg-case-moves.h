/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_case_moves_perform:
 * @work: a writer inside its transaction
 * @act: the request
 * @error: %WG_ERROR_REFUSED (with the legal moves), %WG_ERROR_FORBIDDEN, %WG_ERROR_CONFLICT, %WG_ERROR_NOT_FOUND
 *
 * Makes one move: checks it against the workflow table, writes case, event and clocks. The caller commits or rolls back.
 *
 * Returns: (transfer full): what it did; for a key that was used before, what it did then.
 */
WgActResult *wg_case_moves_perform (WgStoreWork *work, const WgAct *act, GError **error);

/**
 * wg_case_moves_find:
 *
 * Returns: (transfer none) (nullable): the row of @verb when it can be made now; else %NULL with the refusal sentence of the
 *   workflow: the state of the case, what speaks against it, and which moves are possible and whose.
 */
const WgMove *wg_case_moves_find (WgWorkflow *workflow, const WgCaseRecord *record, WgVerb verb, GError **error);

G_END_DECLS
