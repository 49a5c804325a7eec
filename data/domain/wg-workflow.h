/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-words.h"

G_BEGIN_DECLS

/**
 * WG_MOST_EXTENSIONS:
 *
 * How often the handling limit of a case may be granted again in one run.
 */
#define WG_MOST_EXTENSIONS 2

/**
 * WgDemand:
 *
 * What a move demands beside the right role and state, as bits. A missing demand is a refusal that names it.
 * @WG_DEMAND_TEXT: the text every verb takes (a result, a reason, a note)
 * @WG_DEMAND_REASON: a reason code of wg_reason_get_all()
 * @WG_DEMAND_ASSIGNEE: an active person or unit
 * @WG_DEMAND_NOT_HAND: an operator who had no hand in the case
 * @WG_DEMAND_LEAF_CLASS: a class that is a leaf of the catalogue (imported classes excepted)
 * @WG_DEMAND_PLACE: a point
 * @WG_DEMAND_NOT_FINAL: an assignment that was not a duty decision
 * @WG_DEMAND_UNTIL: the day on which a suspension ends
 * @WG_DEMAND_REPLY_BY: the time by which a reply is wanted
 * @WG_DEMAND_MASTER: the number of another open case
 * @WG_DEMAND_PERSON: an active person
 * @WG_DEMAND_BELOW: a person or unit below the unit that holds the case
 * @WG_DEMAND_ROUTE: a route that it is not on
 * @WG_DEMAND_CLASS: a leaf of the catalogue that it does not have
 * @WG_DEMAND_FIELD: a field and its new value
 * @WG_DEMAND_FILE: one or more kept files
 * @WG_DEMAND_ANSWER: one of the words of wg_answer_get_all()
 * @WG_DEMAND_STAGE: the stage that is signed, 1 to 4
 * @WG_DEMAND_REPORTER: the number of a reporter in the list of the case
 * @WG_DEMAND_CALL: whether somebody was reached
 * @WG_DEMAND_VERDICT: whether it is solved and how satisfied they are, when they were reached
 * @WG_DEMAND_EVIDENCE: evidence of progress
 * @WG_DEMAND_NOT_ASKER: somebody else than who asked
 */
typedef enum
{
  WG_DEMAND_TEXT = 1 << 0,
  WG_DEMAND_REASON = 1 << 1,
  WG_DEMAND_ASSIGNEE = 1 << 2,
  WG_DEMAND_NOT_HAND = 1 << 3,
  WG_DEMAND_LEAF_CLASS = 1 << 4,
  WG_DEMAND_PLACE = 1 << 5,
  WG_DEMAND_NOT_FINAL = 1 << 6,
  WG_DEMAND_UNTIL = 1 << 7,
  WG_DEMAND_REPLY_BY = 1 << 8,
  WG_DEMAND_MASTER = 1 << 9,
  WG_DEMAND_PERSON = 1 << 10,
  WG_DEMAND_BELOW = 1 << 11,
  WG_DEMAND_ROUTE = 1 << 12,
  WG_DEMAND_CLASS = 1 << 13,
  WG_DEMAND_FIELD = 1 << 14,
  WG_DEMAND_FILE = 1 << 15,
  WG_DEMAND_ANSWER = 1 << 16,
  WG_DEMAND_STAGE = 1 << 17,
  WG_DEMAND_REPORTER = 1 << 18,
  WG_DEMAND_CALL = 1 << 19,
  WG_DEMAND_VERDICT = 1 << 20,
  WG_DEMAND_EVIDENCE = 1 << 21,
  WG_DEMAND_NOT_ASKER = 1 << 22,
} WgDemand;

/**
 * WgCondition:
 * @WG_IF_EVEN_SUSPENDED: possible while the case is suspended, too; every other row is not
 * @WG_IF_SUSPENDED: only while it is suspended
 * @WG_IF_NEVER_ASSIGNED: not assigned yet in this run
 * @WG_IF_ASSIGNED_BEFORE: assigned before in this run
 * @WG_IF_EMERGENCY: on the emergency route
 * @WG_IF_NOT_EMERGENCY: on another route
 * @WG_IF_APPROVABLE: on the approval route, neither signed by all nor refused
 * @WG_IF_NO_PRECHECK: no pre-check is open
 * @WG_IF_PRECHECK: one is open
 * @WG_IF_NO_EXTENSION: no extension waits
 * @WG_IF_EXTENSION: one waits
 * @WG_IF_UNANSWERED: a supervision or instruction waits for a reply
 * @WG_IF_ANSWERED: one was replied to
 * @WG_IF_ALL_ANSWERED: none waits
 * @WG_IF_CO: a co-handler has not reported yet
 * @WG_IF_NOT_ACKNOWLEDGED: nobody has acknowledged the emergency
 * @WG_IF_FIRST_SUSPENSION: not suspended before in this run
 * @WG_IF_WITH_UNIT: a unit holds it
 *
 * What a row asks of the case beside its state, as bits: what can be told from its record alone.
 */
typedef enum
{
  WG_IF_EVEN_SUSPENDED = 1 << 0,
  WG_IF_SUSPENDED = 1 << 1,
  WG_IF_NEVER_ASSIGNED = 1 << 2,
  WG_IF_ASSIGNED_BEFORE = 1 << 3,
  WG_IF_EMERGENCY = 1 << 4,
  WG_IF_NOT_EMERGENCY = 1 << 5,
  WG_IF_APPROVABLE = 1 << 6,
  WG_IF_NO_PRECHECK = 1 << 7,
  WG_IF_PRECHECK = 1 << 8,
  WG_IF_NO_EXTENSION = 1 << 9,
  WG_IF_EXTENSION = 1 << 10,
  WG_IF_UNANSWERED = 1 << 11,
  WG_IF_ANSWERED = 1 << 12,
  WG_IF_ALL_ANSWERED = 1 << 13,
  WG_IF_CO = 1 << 14,
  WG_IF_NOT_ACKNOWLEDGED = 1 << 15,
  WG_IF_FIRST_SUSPENSION = 1 << 16,
  WG_IF_WITH_UNIT = 1 << 17,
} WgCondition;

/**
 * WgClockEffect:
 *
 * What a move does to the clocks, as bits: pre-check (K0), intake (K1), dispatch (K2), handling (K3), check (K4).
 * @WG_CLOCK_SUSPEND: dispatch and handling stand until the day that is given; @WG_CLOCK_UNSUSPEND: they go on at once
 * @WG_CLOCK_HANDLING_MERGE: handling stands while the case is part of another
 * @WG_CLOCK_LIMIT: the handling limit is that of the class and route as they are now; what was used stays
 * @WG_CLOCK_DUE: the due time is found anew, because the limit was extended
 */
typedef enum
{
  WG_CLOCK_INTAKE_START = 1 << 0,
  WG_CLOCK_INTAKE_STOP = 1 << 1,
  WG_CLOCK_DISPATCH_START = 1 << 2,
  WG_CLOCK_DISPATCH_STOP = 1 << 3,
  WG_CLOCK_HANDLING_START = 1 << 4,
  WG_CLOCK_HANDLING_PAUSE = 1 << 5,
  WG_CLOCK_HANDLING_RESUME = 1 << 6,
  WG_CLOCK_HANDLING_STOP = 1 << 7,
  WG_CLOCK_CHECK_START = 1 << 8,
  WG_CLOCK_CHECK_STOP = 1 << 9,
  WG_CLOCK_PRECHECK_START = 1 << 10,
  WG_CLOCK_PRECHECK_STOP = 1 << 11,
  WG_CLOCK_HANDLING_MERGE = 1 << 12,
  WG_CLOCK_SUSPEND = 1 << 13,
  WG_CLOCK_UNSUSPEND = 1 << 14,
  WG_CLOCK_LIMIT = 1 << 15,
  WG_CLOCK_DUE = 1 << 16,
} WgClockEffect;

#define WG_STATE_BIT(state) (1u << (state))
#define WG_STATES_OPEN 0x1fu
#define WG_STATES_ALL 0xffu
#define WG_STATES_NOT_MERGED 0x7fu

/* Values of WgMove.to beside the states. */
#define WG_MOVE_SAME 100
#define WG_MOVE_BEFORE 101

/**
 * WgMove:
 * @verb: what it is called
 * @from: bits of the states it starts from; 0 when there is no case yet
 * @to: a #WgCaseState, %WG_MOVE_SAME, or %WG_MOVE_BEFORE (the state before the undone move)
 * @roles: bits of the roles that may make it; 0 for a row that only tells what another move did to the case
 * @emergency_roles: the roles on the emergency route, or 0 for the same ones
 * @demands: bits of #WgDemand
 * @clocks: bits of #WgClockEffect
 * @key: the letter that makes it in the window, or 0
 * @history: the sentence of the history, a msgid with blanks in braces: see wg-event-text.c
 * @conditions: bits of #WgCondition
 *
 * One legal move. What has no row is refused.
 */
typedef struct
{
  WgVerb verb;
  guint from;
  int to;
  guint roles;
  guint emergency_roles;
  guint demands;
  guint clocks;
  char key;
  const char *history;
  guint conditions;
} WgMove;

/**
 * WgWorkflow:
 *
 * The table of legal moves. Buttons, command line, store and tests read the same rows; it never changes once made and
 * may be read from any thread.
 */
typedef struct _WgWorkflow WgWorkflow;

#define WG_TYPE_WORKFLOW (wg_workflow_get_type ())
GType wg_workflow_get_type (void) G_GNUC_CONST;

/**
 * wg_workflow_get_default:
 *
 * Returns: (transfer none): the table as shipped.
 */
WgWorkflow *wg_workflow_get_default (void);

/**
 * wg_workflow_new:
 * @moves: (array length=n_moves): rows, copied; their strings must be static
 *
 * Returns: (transfer full): a table of its own; tests take rows away with it.
 */
WgWorkflow *wg_workflow_new (const WgMove *moves, gsize n_moves);
WgWorkflow *wg_workflow_ref (WgWorkflow *self);
void wg_workflow_unref (WgWorkflow *self);

const WgMove *wg_workflow_get_moves (WgWorkflow *self, gsize *n_moves);

/**
 * wg_workflow_find:
 * @verb: a verb
 * @state: the state of the case
 *
 * Returns: (transfer none) (nullable): the row of @verb from @state.
 */
const WgMove *wg_workflow_find (WgWorkflow *self, WgVerb verb, WgCaseState state);

/**
 * wg_workflow_find_birth:
 *
 * Returns: (transfer none) (nullable): the row by which @verb makes a case.
 */
const WgMove *wg_workflow_find_birth (WgWorkflow *self, WgVerb verb);

/**
 * wg_workflow_has_verb:
 *
 * Returns: whether any row has @verb; a verb without one has no button, no command and no completion.
 */
gboolean wg_workflow_has_verb (WgWorkflow *self, WgVerb verb);

/**
 * wg_workflow_get_legal:
 * @record: a case
 *
 * Returns: (transfer container) (element-type WgMove): the rows that can be made now, in the order of the table.
 */
GPtrArray *wg_workflow_get_legal (WgWorkflow *self, const WgCaseRecord *record);

/**
 * wg_workflow_find_legal:
 * @record: a case
 * @verb: a verb
 *
 * Returns: (transfer none) (nullable): the row of @verb when it can be made now.
 */
const WgMove *wg_workflow_find_legal (WgWorkflow *self, const WgCaseRecord *record, WgVerb verb);

/**
 * wg_move_get_missing:
 * @record: a case in a state that @move starts from
 *
 * Returns: the bits of #WgCondition that @record does not meet, 0 when the move can be made.
 */
guint wg_move_get_missing (const WgMove *move, const WgCaseRecord *record);

/**
 * wg_conditions_get_text:
 * @missing: bits of #WgCondition
 *
 * Returns: (transfer none): why not, as words for a bracket: "it is suspended".
 */
const char *wg_conditions_get_text (guint missing);

/**
 * wg_move_get_roles:
 *
 * Returns: the roles that may make @move for a case on @route.
 */
guint wg_move_get_roles (const WgMove *move, WgRoute route);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgWorkflow, wg_workflow_unref)

G_END_DECLS
