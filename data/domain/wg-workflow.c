/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which move is legal, whose it is, what it demands and what it does to the clocks must be one fact for the button,
 * the command line, the store and the tests. It is data: this table.
 */

#include "wg-workflow.h"

#include <glib/gi18n-lib.h>

struct _WgWorkflow
{
  gatomicrefcount ref_count;
  WgMove *moves;
  gsize n_moves;
};

G_DEFINE_BOXED_TYPE (WgWorkflow, wg_workflow, wg_workflow_ref, wg_workflow_unref)

#define INTAKE WG_ROLE_INTAKE
#define DISPATCHER WG_ROLE_DISPATCHER
#define CHECKER WG_ROLE_CHECKER
#define CALLBACK WG_ROLE_CALLBACK
#define DUTY WG_ROLE_DUTY
#define CASE_ROLES (INTAKE | DISPATCHER | CHECKER | CALLBACK | DUTY | WG_ROLE_LEADER | WG_ROLE_ASSIGNEE)
#define ASSIGNEE WG_ROLE_ASSIGNEE
#define AT(state) WG_STATE_BIT (WG_CASE_STATE_##state)
#define AT_WORK (AT (ASSIGNED) | AT (HANDLING))
#define SAME WG_MOVE_SAME
#define TEXT WG_DEMAND_TEXT

static const WgMove default_moves[] = {
  { WG_VERB_REPORT, 0, WG_CASE_STATE_REPORTED, INTAKE | DISPATCHER | DUTY, 0, 0, WG_CLOCK_INTAKE_START, 0,
    NC_ ("history", "Registered by {who} from {channel}"), 0 },
  { WG_VERB_ON_SPOT, 0, WG_CASE_STATE_CLOSED, INTAKE | DISPATCHER | DUTY, 0, TEXT, 0, 0,
    NC_ ("history", "Solved on the spot by {person}: {reason}"), 0 },
  { WG_VERB_IMPORT, 0, SAME, WG_ROLE_GIS | DUTY, 0, 0, 0, 0, NC_ ("history", "{n} cases imported by {who} from {file}"), 0 },

  { WG_VERB_FILE, AT (REPORTED), WG_CASE_STATE_FILED, INTAKE, INTAKE | DISPATCHER | DUTY, WG_DEMAND_LEAF_CLASS,
    WG_CLOCK_INTAKE_STOP | WG_CLOCK_DISPATCH_START, 'f', NC_ ("history", "Filed by {who} as {class}, route {route}"),
    WG_IF_NO_PRECHECK },
  { WG_VERB_REJECT, AT (REPORTED), WG_CASE_STATE_REJECTED, INTAKE, DUTY, WG_DEMAND_REASON | TEXT,
    WG_CLOCK_INTAKE_STOP | WG_CLOCK_PRECHECK_STOP, 'x', NC_ ("history", "Rejected by {who}: {reason}"), 0 },
  { WG_VERB_ASSIGN, AT (FILED), WG_CASE_STATE_ASSIGNED, DISPATCHER | DUTY, DISPATCHER | DUTY | INTAKE,
    WG_DEMAND_ASSIGNEE, WG_CLOCK_DISPATCH_STOP | WG_CLOCK_HANDLING_START, 'a',
    NC_ ("history", "Assigned to {to} by {who}{, reason}"), 0 },
  { WG_VERB_ACCEPT, AT (ASSIGNED), WG_CASE_STATE_HANDLING, ASSIGNEE, 0, 0, 0, 'y', NC_ ("history", "Accepted by {who}"), 0 },
  { WG_VERB_DONE, AT (HANDLING), WG_CASE_STATE_HANDLED, ASSIGNEE, 0, TEXT, WG_CLOCK_HANDLING_PAUSE | WG_CLOCK_CHECK_START, 'd',
    NC_ ("history", "Reported done by {who}: {reason}"), 0 },
  { WG_VERB_PASS, AT (HANDLED), WG_CASE_STATE_CLOSED, CHECKER, 0, WG_DEMAND_NOT_HAND,
    WG_CLOCK_CHECK_STOP | WG_CLOCK_HANDLING_STOP, 'p', NC_ ("history", "Check passed, closed by {who}"), WG_IF_ALL_ANSWERED },
  { WG_VERB_FAIL, AT (HANDLED), WG_CASE_STATE_HANDLING, CHECKER, 0, WG_DEMAND_NOT_HAND | TEXT,
    WG_CLOCK_CHECK_STOP | WG_CLOCK_HANDLING_RESUME, 'r', NC_ ("history", "Check failed, rework {n}: {reason}"), 0 },
  { WG_VERB_REASSIGN, AT_WORK, WG_CASE_STATE_ASSIGNED, DISPATCHER | DUTY, 0, WG_DEMAND_ASSIGNEE | TEXT, 0, 'a',
    NC_ ("history", "Reassigned from {from} to {to} by {who}: {reason}"), 0 },
  { WG_VERB_BOUNCE, AT_WORK, WG_CASE_STATE_FILED, ASSIGNEE, 0, WG_DEMAND_REASON | TEXT | WG_DEMAND_NOT_FINAL,
    WG_CLOCK_DISPATCH_START, 'b', NC_ ("history", "Bounced by {who} ({n}): {reason}"), 0 },
  { WG_VERB_CALLBACK, AT (CLOSED) | AT (MERGED), SAME, CALLBACK, 0,
    WG_DEMAND_REPORTER | WG_DEMAND_CALL | WG_DEMAND_VERDICT | WG_DEMAND_NOT_HAND, 0, 'k',
    NC_ ("history", "Called back by {who}: reached {reached}, solved {solved}, satisfied {satisfied}{, reason}"), 0 },
  { WG_VERB_REOPEN, AT (CLOSED), WG_CASE_STATE_FILED, CALLBACK | CHECKER | DUTY, 0, TEXT, WG_CLOCK_DISPATCH_START, 'o',
    NC_ ("history", "Reopened by {who} (run {n}): {reason}"), 0 },
  { WG_VERB_REOPEN, AT (REJECTED), WG_CASE_STATE_REPORTED, DUTY, 0, TEXT, WG_CLOCK_INTAKE_START, 'o',
    NC_ ("history", "Taken up again by {who}: {reason}"), 0 },
  { WG_VERB_UNMERGE, AT (MERGED), WG_MOVE_BEFORE, DISPATCHER | DUTY, 0, TEXT, WG_CLOCK_HANDLING_RESUME, 0,
    NC_ ("history", "Taken out of {master} by {who}: {reason}"), 0 },
  { WG_VERB_RESUME, AT (FILED) | AT_WORK, SAME, DUTY, 0, TEXT, WG_CLOCK_UNSUSPEND, 0, NC_ ("history", "Resumed by {who}: {reason}"),
    WG_IF_SUSPENDED },

  { WG_VERB_PRECHECK, AT (REPORTED), SAME, INTAKE | DUTY, 0, WG_DEMAND_PERSON, WG_CLOCK_PRECHECK_START, 'c',
    NC_ ("history", "Pre-check asked of {person} by {who}{, reason}"), WG_IF_NOT_EMERGENCY | WG_IF_NO_PRECHECK },
  { WG_VERB_ANSWER, AT (REPORTED), SAME, WG_ROLE_ASKED, 0, WG_DEMAND_ANSWER | TEXT, WG_CLOCK_PRECHECK_STOP, 0,
    NC_ ("history", "Pre-check: {answer}, {reason}"), WG_IF_PRECHECK },
  { WG_VERB_MERGE, AT (REPORTED), WG_CASE_STATE_MERGED, INTAKE | DISPATCHER, 0, WG_DEMAND_MASTER,
    WG_CLOCK_INTAKE_STOP | WG_CLOCK_PRECHECK_STOP, 'm', NC_ ("history", "Merged into {master} by {who}{, reason}"), 0 },
  { WG_VERB_MERGE, AT (FILED), WG_CASE_STATE_MERGED, DISPATCHER, 0, WG_DEMAND_MASTER,
    WG_CLOCK_DISPATCH_STOP | WG_CLOCK_HANDLING_MERGE, 'm', NC_ ("history", "Merged into {master} by {who}{, reason}"), 0 },
  { WG_VERB_RETURN, AT (FILED), WG_CASE_STATE_REPORTED, DISPATCHER, 0, TEXT, WG_CLOCK_DISPATCH_STOP | WG_CLOCK_INTAKE_START, 0,
    NC_ ("history", "Returned to intake by {who}: {reason}"), WG_IF_NEVER_ASSIGNED },
  { WG_VERB_REJECT, AT (FILED), WG_CASE_STATE_REJECTED, DUTY, 0, WG_DEMAND_REASON | TEXT,
    WG_CLOCK_DISPATCH_STOP | WG_CLOCK_HANDLING_STOP, 'x', NC_ ("history", "Rejected by {who}: {reason}"), WG_IF_ASSIGNED_BEFORE },
  { WG_VERB_RECALL, AT_WORK, WG_CASE_STATE_FILED, DISPATCHER | DUTY, 0, TEXT, WG_CLOCK_DISPATCH_START, 0,
    NC_ ("history", "Recalled from {from} by {who}: {reason}"), 0 },
  { WG_VERB_DELEGATE, AT_WORK, SAME, ASSIGNEE | DISPATCHER, 0, WG_DEMAND_BELOW, 0, 0,
    NC_ ("history", "Passed on to {to} within {within} by {who}{, reason}"), WG_IF_WITH_UNIT },
  { WG_VERB_HANDS, AT_WORK, SAME, DISPATCHER | DUTY, 0, WG_DEMAND_PERSON, 0, 0,
    NC_ ("history", "Co-handler {person} added by {who}{, reason}"), 0 },
  { WG_VERB_RELEASE, AT_WORK, SAME, DISPATCHER | DUTY, 0, WG_DEMAND_PERSON | TEXT, 0, 0,
    NC_ ("history", "Co-handler {person} removed by {who}: {reason}"), WG_IF_CO },
  { WG_VERB_PART, AT_WORK, SAME, WG_ROLE_CO, 0, TEXT, 0, 0, NC_ ("history", "Own part reported done by {who}: {reason}"), WG_IF_CO },
  { WG_VERB_EXTEND, AT_WORK, SAME, ASSIGNEE, 0, TEXT | WG_DEMAND_EVIDENCE, 0, 'e',
    NC_ ("history", "Extension asked by {who}: {reason}"), WG_IF_NOT_EMERGENCY | WG_IF_NO_EXTENSION },
  { WG_VERB_GRANT, AT_WORK, SAME, DUTY, 0, TEXT | WG_DEMAND_NOT_HAND | WG_DEMAND_NOT_ASKER, WG_CLOCK_DUE, 0,
    NC_ ("history", "Extension {n} granted by {who}, due {due}: {reason}"), WG_IF_EXTENSION },
  { WG_VERB_REFUSE, AT_WORK, SAME, DUTY, 0, TEXT | WG_DEMAND_NOT_HAND | WG_DEMAND_NOT_ASKER, 0, 0,
    NC_ ("history", "Extension refused by {who}: {reason}"), WG_IF_EXTENSION },
  { WG_VERB_SUSPEND, AT (FILED) | AT_WORK, SAME, DUTY, 0, TEXT | WG_DEMAND_NOT_HAND | WG_DEMAND_UNTIL, WG_CLOCK_SUSPEND, 's',
    NC_ ("history", "Suspended until {date} by {who}: {reason}"),
    WG_IF_NOT_EMERGENCY | WG_IF_NO_EXTENSION | WG_IF_FIRST_SUSPENSION },
  { WG_VERB_SIGN, WG_STATES_OPEN, SAME, WG_ROLE_SIGNER | INTAKE | DISPATCHER | DUTY, 0,
    WG_DEMAND_STAGE | WG_DEMAND_ANSWER | TEXT, 0, 0, NC_ ("history", "Stage {stage} {answer} by {signer}: {reason}"), WG_IF_APPROVABLE },
  { WG_VERB_ACK, WG_STATES_OPEN, SAME, DISPATCHER | DUTY, 0, 0, 0, 0, NC_ ("history", "Acknowledged by {who}"),
    WG_IF_EMERGENCY | WG_IF_NOT_ACKNOWLEDGED },
  { WG_VERB_FEEDBACK, AT (HANDLED) | AT (CLOSED) | AT (REJECTED) | AT (MERGED), SAME, CALLBACK | DISPATCHER | ASSIGNEE, 0,
    WG_DEMAND_REPORTER | WG_DEMAND_CALL, 0, 0, NC_ ("history", "Result told to reporter {reporter} by {who}, reached: {reached}{, reason}"), 0 },
  { WG_VERB_NOTICE, WG_STATES_OPEN | AT (CLOSED), SAME, INTAKE | DISPATCHER, 0, WG_DEMAND_ANSWER | TEXT, 0, 0,
    NC_ ("history", "Public notice at {answer} level by {who}, until {date}: {reason}"), 0 },
  { WG_VERB_SUPERVISE, WG_STATES_NOT_MERGED, SAME, DUTY | WG_ROLE_LEADER, 0, TEXT | WG_DEMAND_REPLY_BY, 0, 'u',
    NC_ ("history", "Supervised by {who}, reply by {date}: {reason}"), 0 },
  { WG_VERB_INSTRUCT, WG_STATES_NOT_MERGED, SAME, WG_ROLE_LEADER, 0, TEXT | WG_DEMAND_REPLY_BY, 0, 0,
    NC_ ("history", "Instructed by {who}, reply by {date}: {reason}"), 0 },
  { WG_VERB_REPLY, WG_STATES_NOT_MERGED, SAME, ASSIGNEE | DISPATCHER, 0, TEXT, 0, 0, NC_ ("history", "Reply by {who}: {reason}"),
    WG_IF_UNANSWERED },
  { WG_VERB_SETTLE, WG_STATES_NOT_MERGED, SAME, WG_ROLE_ASKER | DUTY, 0, TEXT, 0, 0,
    NC_ ("history", "Supervision settled by {who}: {reason}"), WG_IF_ANSWERED },
  { WG_VERB_CLASSIFY, AT (REPORTED) | AT (FILED), SAME, INTAKE | DISPATCHER, 0, TEXT | WG_DEMAND_CLASS, WG_CLOCK_LIMIT, 0,
    NC_ ("history", "Class {class_from} → {class_to} by {who}: {reason}"), 0 },
  { WG_VERB_CLASSIFY, AT_WORK | AT (HANDLED), SAME, DUTY, 0, TEXT | WG_DEMAND_CLASS, WG_CLOCK_LIMIT, 0,
    NC_ ("history", "Class {class_from} → {class_to} by {who}: {reason}"), 0 },
  { WG_VERB_ROUTE, AT (REPORTED) | AT (FILED) | AT_WORK, SAME, DISPATCHER | DUTY, 0, TEXT | WG_DEMAND_ROUTE, WG_CLOCK_LIMIT, 0,
    NC_ ("history", "Route changed to {route_to} by {who}: {reason}"), 0 },
  { WG_VERB_MOVE, WG_STATES_OPEN, SAME, INTAKE | DISPATCHER | DUTY, 0, WG_DEMAND_PLACE, 0, 0,
    NC_ ("history", "Moved {metres} m, grid {from} → {to}"), 0 },
  { WG_VERB_EDIT, WG_STATES_OPEN, SAME, INTAKE | DISPATCHER, 0, WG_DEMAND_ANSWER | WG_DEMAND_FIELD, 0, 0,
    NC_ ("history", "{answer} corrected by {who}{, reason}"), 0 },
  { WG_VERB_EDIT_REPORTER, WG_STATES_OPEN, SAME, INTAKE | DISPATCHER, 0, WG_DEMAND_ANSWER | WG_DEMAND_FIELD | WG_DEMAND_REPORTER, 0, 0,
    NC_ ("history", "Reporter {reporter}: {answer} corrected by {who}"), 0 },
  { WG_VERB_ATTACH, WG_STATES_ALL, SAME, CASE_ROLES, 0, WG_DEMAND_FILE, 0, 0, NC_ ("history", "File added by {who}: {name}"), 0 },
  { WG_VERB_NOTE, WG_STATES_ALL, SAME, CASE_ROLES, 0, TEXT, 0, 'n', NC_ ("history", "Note by {who}: {reason}"), WG_IF_EVEN_SUSPENDED },
  { WG_VERB_UNDO, WG_STATES_ALL, WG_MOVE_BEFORE, WG_ROLE_SELF, 0, 0, 0, 0, NC_ ("history", "{verb} undone by {who}"),
    WG_IF_EVEN_SUSPENDED },

  { WG_VERB_TAKE_IN, WG_STATES_ALL, SAME, 0, 0, 0, 0, 0, NC_ ("history", "Case {child} was merged into this one by {who}"), 0 },
  { WG_VERB_LET_GO, WG_STATES_ALL, SAME, 0, 0, 0, 0, 0, NC_ ("history", "Case {child} was taken out of this one by {who}"), 0 },
};

WgWorkflow *
wg_workflow_get_default (void)
{
  static WgWorkflow *workflow;

  if (g_once_init_enter (&workflow))
    g_once_init_leave (&workflow, wg_workflow_new (default_moves, G_N_ELEMENTS (default_moves)));
  return workflow;
}

WgWorkflow *
wg_workflow_new (const WgMove *moves, gsize n_moves)
{
  WgWorkflow *self = g_new0 (WgWorkflow, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->moves = g_memdup2 (moves, n_moves * sizeof *moves);
  self->n_moves = n_moves;
  return self;
}

WgWorkflow *
wg_workflow_ref (WgWorkflow *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wg_workflow_unref (WgWorkflow *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->moves);
  g_free (self);
}

const WgMove *
wg_workflow_get_moves (WgWorkflow *self, gsize *n_moves)
{
  *n_moves = self->n_moves;
  return self->moves;
}

const WgMove *
wg_workflow_find (WgWorkflow *self, WgVerb verb, WgCaseState state)
{
  for (gsize i = 0; i < self->n_moves; i++)
    {
      if (self->moves[i].verb == verb && (self->moves[i].from & WG_STATE_BIT (state)) != 0)
        return &self->moves[i];
    }
  return NULL;
}

const WgMove *
wg_workflow_find_birth (WgWorkflow *self, WgVerb verb)
{
  for (gsize i = 0; i < self->n_moves; i++)
    {
      if (self->moves[i].verb == verb && self->moves[i].from == 0)
        return &self->moves[i];
    }
  return NULL;
}

gboolean
wg_workflow_has_verb (WgWorkflow *self, WgVerb verb)
{
  for (gsize i = 0; i < self->n_moves; i++)
    {
      if (self->moves[i].verb == verb)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  WgCondition condition;
  const char *text;
} ConditionText;

/* The first one that is missing is told. */
static const ConditionText condition_texts[] = {
  { WG_IF_EVEN_SUSPENDED, NC_ ("condition", "it is suspended") },
  { WG_IF_SUSPENDED, NC_ ("condition", "it is not suspended") },
  { WG_IF_NEVER_ASSIGNED, NC_ ("condition", "it was assigned before") },
  { WG_IF_ASSIGNED_BEFORE, NC_ ("condition", "it was never assigned") },
  { WG_IF_EMERGENCY, NC_ ("condition", "it is no emergency") },
  { WG_IF_NOT_EMERGENCY, NC_ ("condition", "it is an emergency") },
  { WG_IF_APPROVABLE, NC_ ("condition", "nothing is to be signed") },
  { WG_IF_NO_PRECHECK, NC_ ("condition", "a pre-check is open") },
  { WG_IF_PRECHECK, NC_ ("condition", "no pre-check is open") },
  { WG_IF_NO_EXTENSION, NC_ ("condition", "an extension is waiting") },
  { WG_IF_EXTENSION, NC_ ("condition", "no extension is waiting") },
  { WG_IF_UNANSWERED, NC_ ("condition", "no supervision waits for a reply") },
  { WG_IF_ANSWERED, NC_ ("condition", "no reply waits to be settled") },
  { WG_IF_ALL_ANSWERED, NC_ ("condition", "a supervision waits for a reply") },
  { WG_IF_CO, NC_ ("condition", "no co-handler is left") },
  { WG_IF_NOT_ACKNOWLEDGED, NC_ ("condition", "it is acknowledged") },
  { WG_IF_FIRST_SUSPENSION, NC_ ("condition", "it was suspended before") },
  { WG_IF_WITH_UNIT, NC_ ("condition", "no unit holds it") },
};

static guint
find_met (const WgCaseRecord *record)
{
  guint flags = record->flags;
  gboolean emergency = record->route == WG_ROUTE_EMERGENCY;
  gboolean approvable = record->route == WG_ROUTE_APPROVAL && record->signs < 4 && (flags & WG_CASE_MARK_NOT_APPROVED) == 0;
  guint met = wg_case_record_is_suspended (record) ? WG_IF_SUSPENDED : WG_IF_EVEN_SUSPENDED;

  met |= record->first_assigned_ms == WG_NO_TIME ? WG_IF_NEVER_ASSIGNED : WG_IF_ASSIGNED_BEFORE;
  met |= emergency ? WG_IF_EMERGENCY : WG_IF_NOT_EMERGENCY;
  met |= approvable ? WG_IF_APPROVABLE : 0;
  met |= (flags & WG_CASE_MARK_PRECHECK) != 0 ? WG_IF_PRECHECK : WG_IF_NO_PRECHECK;
  met |= (flags & WG_CASE_MARK_EXTENSION) != 0 ? WG_IF_EXTENSION : WG_IF_NO_EXTENSION;
  met |= (flags & WG_CASE_MARK_UNANSWERED) != 0 ? WG_IF_UNANSWERED : WG_IF_ALL_ANSWERED;
  met |= (flags & WG_CASE_MARK_ANSWERED) != 0 ? WG_IF_ANSWERED : 0;
  met |= (flags & WG_CASE_MARK_CO) != 0 ? WG_IF_CO : 0;
  met |= (flags & WG_CASE_MARK_ACKNOWLEDGED) == 0 ? WG_IF_NOT_ACKNOWLEDGED : 0;
  met |= (flags & WG_CASE_MARK_WAS_SUSPENDED) == 0 ? WG_IF_FIRST_SUSPENSION : 0;
  met |= record->unit_id != WG_NO_ID ? WG_IF_WITH_UNIT : 0;
  return met;
}

guint
wg_move_get_missing (const WgMove *move, const WgCaseRecord *record)
{
  guint met = find_met (record);
  guint wanted = move->conditions;

  if ((wanted & WG_IF_EVEN_SUSPENDED) != 0)
    wanted &= ~WG_IF_EVEN_SUSPENDED;
  else if ((wanted & WG_IF_SUSPENDED) == 0)
    wanted |= WG_IF_EVEN_SUSPENDED;
  return wanted & ~met;
}

const char *
wg_conditions_get_text (guint missing)
{
  for (gsize i = 0; i < G_N_ELEMENTS (condition_texts); i++)
    {
      if ((missing & condition_texts[i].condition) != 0)
        return g_dpgettext2 (GETTEXT_PACKAGE, "condition", condition_texts[i].text);
    }
  return "";
}

static gboolean
is_legal (const WgMove *move, const WgCaseRecord *record)
{
  return (move->from & WG_STATE_BIT (record->state)) != 0 && move->roles != 0 && wg_move_get_missing (move, record) == 0;
}

GPtrArray *
wg_workflow_get_legal (WgWorkflow *self, const WgCaseRecord *record)
{
  g_autoptr (GPtrArray) legal = g_ptr_array_new ();

  for (gsize i = 0; i < self->n_moves; i++)
    {
      if (is_legal (&self->moves[i], record))
        g_ptr_array_add (legal, &self->moves[i]);
    }
  return g_steal_pointer (&legal);
}

const WgMove *
wg_workflow_find_legal (WgWorkflow *self, const WgCaseRecord *record, WgVerb verb)
{
  const WgMove *move = wg_workflow_find (self, verb, record->state);

  return move != NULL && is_legal (move, record) ? move : NULL;
}

guint
wg_move_get_roles (const WgMove *move, WgRoute route)
{
  if (route == WG_ROUTE_EMERGENCY && move->emergency_roles != 0)
    return move->emergency_roles;
  return move->roles;
}
