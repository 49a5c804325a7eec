/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"
#include "wg-case-dossier.h"
#include "wg-context.h"
#include "wg-event.h"
#include "wg-person.h"
#include "wg-workflow.h"

G_BEGIN_DECLS

/**
 * WgCaseOffer:
 * @move: the row of the workflow
 * @allowed: whether this operator may make it now, as far as the window can know; the store decides
 * @reason: (nullable): why not, in words
 * @for_person_id: on whose behalf it would be made, or %WG_NO_ID
 * @for_name: (nullable): their name
 *
 * One move of the table as it is offered for one case to one operator. A move that is not allowed stays visible, with the
 * reason and whose move it is.
 */
typedef struct
{
  const WgMove *move;
  gboolean allowed;
  char *reason;
  gint64 for_person_id;
  char *for_name;
} WgCaseOffer;

void wg_case_offer_free (WgCaseOffer *self);

/**
 * wg_case_offers_list:
 * @workflow: the table
 * @record: the case
 * @who: the operator, see wg_operator_narrow()
 * @events: (nullable) (element-type WgEvent): the history of the case, when it has been read
 * @dossier: (nullable): what lies beside the case
 * @now_ms: the present, milliseconds UTC
 * @read_only: whether the database cannot be written
 *
 * Returns: (transfer full) (element-type WgCaseOffer): all moves from the state of the case, in the order of the table;
 *   the first allowed one is the one to suggest. Undo is offered when the last event is the operator's own.
 */
GPtrArray *wg_case_offers_list (
    WgWorkflow *workflow, const WgCaseRecord *record, const WgOperator *who, GPtrArray *events, const WgCaseDossier *dossier,
    gint64 now_ms, gboolean read_only);

/**
 * wg_case_offers_of:
 * @context: who works here, where and when
 *
 * Returns: (transfer full) (nullable): wg_case_offers_list() for whoever works here; %NULL for nobody.
 */
GPtrArray *
wg_case_offers_of (WgContext *context, const WgCaseRecord *record, GPtrArray *events, const WgCaseDossier *dossier);

/**
 * wg_case_offers_find:
 *
 * Returns: (transfer none) (nullable): the offer of @verb.
 */
const WgCaseOffer *wg_case_offers_find (GPtrArray *offers, WgVerb verb);

/**
 * wg_case_offer_make_act:
 * @record: the case as the operator sees it
 *
 * Returns: (transfer full): the act, with the version that the operator saw and on whose behalf; what the move demands
 *   beside that is the caller's to fill in.
 */
WgAct *wg_case_offer_make_act (const WgCaseOffer *self, const WgCaseRecord *record);

G_END_DECLS
