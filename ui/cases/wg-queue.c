/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the rail, the list and the status line must mean the same by "due soon"; what a queue holds is said once. */

#include "wg-queue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *nick;
  const char *label;
} queues[WG_N_QUEUES] = {
  [WG_QUEUE_TO_DISPATCH] = { "to-dispatch", NC_ ("queue", "To dispatch") },
  [WG_QUEUE_OVERDUE] = { "overdue", NC_ ("queue", "Overdue") },
  [WG_QUEUE_DUE_SOON] = { "due-soon", NC_ ("queue", "Due soon") },
  [WG_QUEUE_REPORTED] = { "reported", NC_ ("queue", "Reported") },
  [WG_QUEUE_ASSIGNED] = { "assigned", NC_ ("queue", "Assigned") },
  [WG_QUEUE_HANDLING] = { "handling", NC_ ("queue", "Handling") },
  [WG_QUEUE_TO_CHECK] = { "to-check", NC_ ("queue", "To check") },
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

static gboolean
is_state (const WgCaseRecord *record, WgCaseState state)
{
  return record->state == state && record->route != WG_ROUTE_EMERGENCY;
}

static gboolean
backlog_contains (WgQueue queue, const WgCaseRecord *record, gint64 now_ms)
{
  gboolean overdue = wg_case_record_is_overdue (record, now_ms);
  gboolean calm = record->route != WG_ROUTE_EMERGENCY;

  switch (queue)
    {
    case WG_QUEUE_TO_DISPATCH:
      return is_state (record, WG_CASE_STATE_FILED);
    case WG_QUEUE_OVERDUE:
      return overdue && calm;
    case WG_QUEUE_DUE_SOON:
      return !overdue && calm && record->warn_ms != WG_NO_TIME && record->warn_ms <= now_ms;
    case WG_QUEUE_REPORTED:
      return is_state (record, WG_CASE_STATE_REPORTED);
    case WG_QUEUE_ASSIGNED:
      return is_state (record, WG_CASE_STATE_ASSIGNED);
    case WG_QUEUE_HANDLING:
      return is_state (record, WG_CASE_STATE_HANDLING);
    case WG_QUEUE_TO_CHECK:
      return is_state (record, WG_CASE_STATE_HANDLED);
    case WG_QUEUE_OPEN:
      return TRUE;
    case WG_QUEUE_EMERGENCY:
      return !calm;
    case WG_QUEUE_SUSPENDED:
    case WG_QUEUE_OUTSIDE:
    default:
      return FALSE;
    }
}

gboolean
wg_queue_contains (WgQueue queue, const WgCaseRecord *record, gint64 now_ms)
{
  if (!wg_case_state_is_open (record->state))
    return FALSE;
  if (queue == WG_QUEUE_SUSPENDED)
    return wg_case_record_is_suspended (record);
  if (queue == WG_QUEUE_OUTSIDE)
    return record->grid_id == WG_NO_ID;
  return wg_case_record_is_backlog (record) && backlog_contains (queue, record, now_ms);
}

void
wg_queue_count (GPtrArray *cases, gint64 now_ms, guint *counts)
{
  memset (counts, 0, WG_N_QUEUES * sizeof *counts);
  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (!wg_case_state_is_open (record->state))
        continue;
      for (guint queue = 0; queue < WG_N_QUEUES; queue++)
        counts[queue] += wg_queue_contains (queue, record, now_ms);
    }
}
