/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the rail, the list, the status line and the command line must mean the same by "due soon"; what a queue holds is said
 * once.
 */

#include "wg-queue.h"

#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *nick;
  const char *label;
} queues[WG_N_QUEUES] = {
  [WG_QUEUE_TODAY] = { "today", NC_ ("queue", "Reported today") },
  [WG_QUEUE_UNCLEARED] = { "uncleared", NC_ ("queue", "To clear today") },
  [WG_QUEUE_MINE] = { "mine", NC_ ("queue", "Mine") },
  [WG_QUEUE_TO_DISPATCH] = { "to-dispatch", NC_ ("queue", "To dispatch") },
  [WG_QUEUE_OVERDUE] = { "overdue", NC_ ("queue", "Overdue") },
  [WG_QUEUE_DUE_SOON] = { "due-soon", NC_ ("queue", "Due soon") },
  [WG_QUEUE_BOUNCED] = { "bounced", NC_ ("queue", "Sent back") },
  [WG_QUEUE_HOLDER_LEFT] = { "holder-left", NC_ ("queue", "Holder left") },
  [WG_QUEUE_TO_CHECK] = { "to-check", NC_ ("queue", "To check") },
  [WG_QUEUE_CALL_BACK] = { "call-back", NC_ ("queue", "To call back") },
  [WG_QUEUE_REPORTED] = { "reported", NC_ ("queue", "Reported") },
  [WG_QUEUE_ASSIGNED] = { "assigned", NC_ ("queue", "Assigned") },
  [WG_QUEUE_HANDLING] = { "handling", NC_ ("queue", "Handling") },
  [WG_QUEUE_SUPERVISED] = { "supervised", NC_ ("queue", "Supervised") },
  [WG_QUEUE_SUSPENDED] = { "suspended", NC_ ("queue", "Suspended") },
  [WG_QUEUE_OUTSIDE] = { "outside", NC_ ("queue", "Outside grids") },
  [WG_QUEUE_OPEN] = { "open", NC_ ("queue", "All open") },
  [WG_QUEUE_EMERGENCY] = { "emergency", NC_ ("queue", "Emergency") },
};

const char *
wg_queue_to_nick (WgQueue queue)
{
  g_return_val_if_fail (queue < WG_N_QUEUES, NULL);
  return queues[queue].nick;
}

gboolean
wg_queue_from_nick (const char *nick, WgQueue *queue)
{
  for (guint i = 0; nick != NULL && i < WG_N_QUEUES; i++)
    {
      if (strcmp (queues[i].nick, nick) == 0)
        {
          *queue = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
wg_queue_get_label (WgQueue queue)
{
  g_return_val_if_fail (queue < WG_N_QUEUES, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "queue", queues[queue].label);
}

const char *
wg_queue_get_meaning (WgQueue queue)
{
  if (queue == WG_QUEUE_OVERDUE)
    return _ ("Open, not suspended, and a limit that runs now has passed: of intake, dispatch, handling or check. Briefings count the handling limit alone.");
  /* xgettext:no-c-format */
  return queue == WG_QUEUE_DUE_SOON ? _ ("75 % of the limit that runs now are used, and not all of it.") : NULL;
}

void
wg_queue_view_init (WgQueueView *self, gint64 now_ms, GTimeZone *zone, gint64 person_id)
{
  gint32 day = wg_time_to_local (now_ms, zone, NULL);

  self->now_ms = now_ms;
  self->day_ms = wg_time_from_local (day, 0, zone);
  self->day_end_ms = wg_time_from_local (day + 1, 0, zone);
  self->person_id = person_id;
}

#define BIT(queue, yes) ((guint) ((yes) != 0) << (queue))

/* The queue of a state; none for those that have no queue of their own. */
static guint
find_by_state (WgCaseState state)
{
  switch (state)
    {
    case WG_CASE_STATE_REPORTED:
      return BIT (WG_QUEUE_REPORTED, TRUE);
    case WG_CASE_STATE_FILED:
      return BIT (WG_QUEUE_TO_DISPATCH, TRUE);
    case WG_CASE_STATE_ASSIGNED:
      return BIT (WG_QUEUE_ASSIGNED, TRUE);
    case WG_CASE_STATE_HANDLING:
      return BIT (WG_QUEUE_HANDLING, TRUE);
    case WG_CASE_STATE_HANDLED:
      return BIT (WG_QUEUE_TO_CHECK, TRUE);
    case WG_CASE_STATE_CLOSED:
    case WG_CASE_STATE_REJECTED:
    case WG_CASE_STATE_MERGED:
    default:
      return 0;
    }
}

/* Emergencies stand apart from these. */
static guint
find_calm (const WgCaseRecord *record, const WgQueueView *view)
{
  return find_by_state (record->state)
         | BIT (WG_QUEUE_BOUNCED, record->bounces > 0)
         | BIT (WG_QUEUE_MINE, record->person_id != WG_NO_ID && record->person_id == view->person_id)
         | BIT (WG_QUEUE_TODAY, record->reported_ms >= view->day_ms);
}

static guint
find_backlog (const WgCaseRecord *record, const WgQueueView *view)
{
  gboolean held = record->state == WG_CASE_STATE_ASSIGNED || record->state == WG_CASE_STATE_HANDLING;
  gboolean waits = record->state == WG_CASE_STATE_REPORTED || record->state == WG_CASE_STATE_FILED;
  gboolean emergency = record->route == WG_ROUTE_EMERGENCY, overdue = wg_case_record_is_overdue (record, view->now_ms);

  return BIT (WG_QUEUE_OPEN, TRUE) | BIT (WG_QUEUE_EMERGENCY, emergency) | BIT (WG_QUEUE_HOLDER_LEFT, record->holder_gone && held)
         | BIT (WG_QUEUE_OVERDUE, overdue)
         | BIT (WG_QUEUE_DUE_SOON, !overdue && record->warn_ms != WG_NO_TIME && record->warn_ms <= view->now_ms)
         | BIT (WG_QUEUE_UNCLEARED, waits || (record->due_ms != WG_NO_TIME && record->due_ms < view->day_end_ms))
         | (emergency ? 0 : find_calm (record, view));
}

/* All of them at once: the rail counts a year of cases. */
guint
wg_queue_find (const WgCaseRecord *record, const WgQueueView *view)
{
  gboolean suspended = wg_case_record_is_suspended (record);

  if (!wg_case_state_is_open (record->state))
    return BIT (WG_QUEUE_CALL_BACK, record->state == WG_CASE_STATE_CLOSED && (record->flags & WG_CASE_MARK_CALL_BACK) != 0);
  return BIT (WG_QUEUE_SUPERVISED, record->flags & WG_CASE_MARK_SUPERVISED) | BIT (WG_QUEUE_SUSPENDED, suspended)
         | BIT (WG_QUEUE_OUTSIDE, record->grid_id == WG_NO_ID) | (suspended ? 0 : find_backlog (record, view));
}

gboolean
wg_queue_contains (WgQueue queue, const WgCaseRecord *record, const WgQueueView *view)
{
  return (wg_queue_find (record, view) & BIT (queue, TRUE)) != 0;
}

gint64
wg_queue_get_next_change (const WgCaseRecord *record, gint64 now_ms)
{
  gint64 next_ms = G_MAXINT64;

  if (record->due_ms != WG_NO_TIME && record->due_ms > now_ms)
    next_ms = record->due_ms;
  if (record->warn_ms != WG_NO_TIME && record->warn_ms > now_ms)
    next_ms = MIN (next_ms, record->warn_ms);
  return next_ms;
}

void
wg_queue_count (GPtrArray *cases, const WgQueueView *view, guint *counts)
{
  memset (counts, 0, WG_N_QUEUES * sizeof *counts);
  for (guint i = 0; i < cases->len; i++)
    {
      for (guint left = wg_queue_find (g_ptr_array_index (cases, i), view); left != 0; left &= left - 1)
        counts[g_bit_nth_lsf (left, -1)]++;
    }
}
