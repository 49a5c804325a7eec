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
#define AT(state) WG_STATE_BIT (WG_CASE_STATE_##state)

static const WgMove default_moves[] = {
  { WG_VERB_REPORT, 0, WG_CASE_STATE_REPORTED, INTAKE | DISPATCHER | DUTY, 0, 0, WG_CLOCK_INTAKE_START, 0,
    NC_ ("history", "Registered by {who} from {channel}") },
  { WG_VERB_IMPORT, 0, WG_MOVE_SAME, WG_ROLE_GIS | DUTY, 0, 0, 0, 0,
    NC_ ("history", "{n} cases imported by {who} from {file}") },
  { WG_VERB_FILE, AT (REPORTED), WG_CASE_STATE_FILED, INTAKE, INTAKE | DISPATCHER | DUTY, WG_DEMAND_LEAF_CLASS,
    WG_CLOCK_INTAKE_STOP | WG_CLOCK_DISPATCH_START, 'f', NC_ ("history", "Filed by {who} as {class}, route {route}") },
  { WG_VERB_REJECT, AT (REPORTED), WG_CASE_STATE_REJECTED, INTAKE, DUTY, WG_DEMAND_REASON | WG_DEMAND_TEXT,
    WG_CLOCK_INTAKE_STOP, 'x', NC_ ("history", "Rejected by {who}: {reason}") },
  { WG_VERB_ASSIGN, AT (FILED), WG_CASE_STATE_ASSIGNED, DISPATCHER | DUTY, DISPATCHER | DUTY | INTAKE,
    WG_DEMAND_ASSIGNEE, WG_CLOCK_DISPATCH_STOP | WG_CLOCK_HANDLING_START, 'a',
    NC_ ("history", "Assigned to {to} by {who}{, reason}") },
  { WG_VERB_ACCEPT, AT (ASSIGNED), WG_CASE_STATE_HANDLING, WG_ROLE_ASSIGNEE, 0, 0, 0, 'y',
    NC_ ("history", "Accepted by {who}") },
  { WG_VERB_DONE, AT (HANDLING), WG_CASE_STATE_HANDLED, WG_ROLE_ASSIGNEE, 0, WG_DEMAND_TEXT,
    WG_CLOCK_HANDLING_PAUSE | WG_CLOCK_CHECK_START, 'd', NC_ ("history", "Reported done by {who}: {reason}") },
  { WG_VERB_PASS, AT (HANDLED), WG_CASE_STATE_CLOSED, CHECKER, 0, WG_DEMAND_NOT_HAND,
    WG_CLOCK_CHECK_STOP | WG_CLOCK_HANDLING_STOP, 'p', NC_ ("history", "Check passed, closed by {who}") },
  { WG_VERB_FAIL, AT (HANDLED), WG_CASE_STATE_HANDLING, CHECKER, 0, WG_DEMAND_NOT_HAND | WG_DEMAND_TEXT,
    WG_CLOCK_CHECK_STOP | WG_CLOCK_HANDLING_RESUME, 'r', NC_ ("history", "Check failed, rework {n}: {reason}") },
  { WG_VERB_REASSIGN, AT (ASSIGNED) | AT (HANDLING), WG_CASE_STATE_ASSIGNED, DISPATCHER | DUTY, 0,
    WG_DEMAND_ASSIGNEE | WG_DEMAND_TEXT, 0, 'a', NC_ ("history", "Reassigned from {from} to {to} by {who}: {reason}") },
  { WG_VERB_BOUNCE, AT (ASSIGNED) | AT (HANDLING), WG_CASE_STATE_FILED, WG_ROLE_ASSIGNEE, 0,
    WG_DEMAND_REASON | WG_DEMAND_TEXT | WG_DEMAND_NOT_FINAL, WG_CLOCK_DISPATCH_START, 'b',
    NC_ ("history", "Bounced by {who} ({n}): {reason}") },
  { WG_VERB_REOPEN, AT (CLOSED), WG_CASE_STATE_FILED, CALLBACK | CHECKER | DUTY, 0, WG_DEMAND_TEXT,
    WG_CLOCK_DISPATCH_START, 'o', NC_ ("history", "Reopened by {who} (run {n}): {reason}") },
  { WG_VERB_REOPEN, AT (REJECTED), WG_CASE_STATE_REPORTED, DUTY, 0, WG_DEMAND_TEXT, WG_CLOCK_INTAKE_START, 'o',
    NC_ ("history", "Taken up again by {who}: {reason}") },
  { WG_VERB_MOVE, WG_STATES_OPEN, WG_MOVE_SAME, INTAKE | DISPATCHER | DUTY, 0, WG_DEMAND_PLACE, 0, 0,
    NC_ ("history", "Moved {metres} m, grid {from} → {to}") },
  { WG_VERB_NOTE, WG_STATES_ALL, WG_MOVE_SAME, CASE_ROLES, 0, WG_DEMAND_TEXT, 0, 'n',
    NC_ ("history", "Note by {who}: {reason}") },
  { WG_VERB_UNDO, WG_STATES_ALL, WG_MOVE_BEFORE, WG_ROLE_SELF, 0, 0, 0, 0, NC_ ("history", "{verb} undone by {who}") },
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

GPtrArray *
wg_workflow_get_legal (WgWorkflow *self, WgCaseState state)
{
  g_autoptr (GPtrArray) legal = g_ptr_array_new ();

  for (gsize i = 0; i < self->n_moves; i++)
    {
      if ((self->moves[i].from & WG_STATE_BIT (state)) != 0)
        g_ptr_array_add (legal, &self->moves[i]);
    }
  return g_steal_pointer (&legal);
}

guint
wg_move_get_roles (const WgMove *move, WgRoute route)
{
  if (route == WG_ROUTE_EMERGENCY && move->emergency_roles != 0)
    return move->emergency_roles;
  return move->roles;
}
