/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-words.h"

#include <glib-object.h>

G_BEGIN_DECLS

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
} WgDemand;

/**
 * WgClockEffect:
 *
 * What a move does to the clocks, as bits: intake (K1), dispatch (K2), handling (K3), check (K4).
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
} WgClockEffect;

#define WG_STATE_BIT(state) (1u << (state))
#define WG_STATES_OPEN 0x1fu
#define WG_STATES_ALL 0xffu

/* Values of WgMove.to beside the states. */
#define WG_MOVE_SAME 100
#define WG_MOVE_BEFORE 101

/**
 * WgMove:
 * @verb: what it is called
 * @from: bits of the states it starts from; 0 when there is no case yet
 * @to: a #WgCaseState, %WG_MOVE_SAME, or %WG_MOVE_BEFORE (the state before the undone move)
 * @roles: bits of the roles that may make it
 * @emergency_roles: the roles on the emergency route, or 0 for the same ones
 * @demands: bits of #WgDemand
 * @clocks: bits of #WgClockEffect
 * @key: the letter that makes it in the window, or 0
 * @history: the sentence of the history, a msgid with {who} {to} {from} {reason} {, reason} {n} {class} {route} {channel} {metres}
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
 * @state: the state of the case
 *
 * Returns: (transfer container) (element-type WgMove): the rows that start from @state, in the order of the table.
 */
GPtrArray *wg_workflow_get_legal (WgWorkflow *self, WgCaseState state);

/**
 * wg_move_get_roles:
 *
 * Returns: the roles that may make @move for a case on @route.
 */
guint wg_move_get_roles (const WgMove *move, WgRoute route);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgWorkflow, wg_workflow_unref)

G_END_DECLS
