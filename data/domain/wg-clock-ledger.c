/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "why is this late" is answered with a list that anybody can add up, in which every stretch says whether it counted,
 * why, and who had the case; it is cut from the walk that computes the deadline, so that the two cannot differ.
 */

#include "wg-clock-ledger.h"

#include "wg-time.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *why;
  const char *label;
} Reason;

/* The reasons of a pause; the others are kinds of intervals. */
static const Reason reasons[] = {
  { "check", NC_ ("ledger", "Being checked") },
  { "suspended", NC_ ("ledger", "Suspended") },
  { "merged", NC_ ("ledger", "Part of another case") },
  { "precheck", NC_ ("ledger", "Looked at before filing") },
};

static const char *
find_reason (const char *why)
{
  for (gsize i = 0; why != NULL && i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_str_equal (reasons[i].why, why))
        return reasons[i].why;
    }
  return wg_interval_kind_to_nick (WG_INTERVAL_PAUSED);
}

const char *
wg_ledger_why_get_label (const char *why)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_str_equal (reasons[i].why, why))
        return g_dpgettext2 (GETTEXT_PACKAGE, "ledger", reasons[i].label);
    }
  for (int kind = 0; kind < WG_N_INTERVAL_KINDS; kind++)
    {
      if (g_str_equal (wg_interval_kind_to_nick ((WgIntervalKind) kind), why))
        return wg_interval_kind_get_label ((WgIntervalKind) kind);
    }
  return why;
}

static void
clear_holder (gpointer holder)
{
  g_free (((WgClockHolder *) holder)->name);
}

WgClockLedger *
wg_clock_ledger_new (const char *kind)
{
  WgClockLedger *self = g_new0 (WgClockLedger, 1);

  self->kind = g_strdup (kind);
  self->run = self->seq = 1;
  self->stopped_ms = self->stored_ms = WG_TIME_NONE;
  self->pauses = g_array_new (FALSE, FALSE, sizeof (WgClockPause));
  self->holders = g_array_new (FALSE, FALSE, sizeof (WgClockHolder));
  g_array_set_clear_func (self->holders, clear_holder);
  self->rows = g_array_new (FALSE, FALSE, sizeof (WgLedgerRow));
  return self;
}

void
wg_clock_ledger_free (WgClockLedger *self)
{
  g_free (self->kind);
  g_array_unref (self->pauses);
  g_array_unref (self->holders);
  g_array_unref (self->rows);
  g_free (self);
}

void
wg_clock_ledger_add_pause (WgClockLedger *self, gint64 from_ms, gint64 to_ms, const char *why)
{
  WgClockPause pause = { from_ms, to_ms, find_reason (why) };

  g_array_append_val (self->pauses, pause);
}

void
wg_clock_ledger_add_holder (WgClockLedger *self, gint64 from_ms, gint64 to_ms, const char *name)
{
  WgClockHolder holder = { from_ms, to_ms, g_strdup (name) };

  g_array_append_val (self->holders, holder);
}

/* What is the case at an instant, and from when on it may be something else. */

static const WgClockPause *
find_pause (WgClockLedger *self, gint64 at_ms, gint64 *until_ms)
{
  const WgClockPause *found = NULL;

  for (guint i = 0; i < self->pauses->len; i++)
    {
      const WgClockPause *pause = &g_array_index (self->pauses, WgClockPause, i);

      if (pause->from_ms > at_ms)
        *until_ms = MIN (*until_ms, pause->from_ms);
      else if (pause->to_ms > at_ms)
        {
          *until_ms = MIN (*until_ms, pause->to_ms);
          found = found != NULL ? found : pause;
        }
    }
  return found;
}

static const char *
find_holder (WgClockLedger *self, gint64 at_ms, gint64 *until_ms)
{
  const char *found = NULL;

  for (guint i = 0; i < self->holders->len; i++)
    {
      const WgClockHolder *holder = &g_array_index (self->holders, WgClockHolder, i);

      if (holder->from_ms > at_ms)
        *until_ms = MIN (*until_ms, holder->from_ms);
      else if (holder->to_ms > at_ms)
        {
          *until_ms = MIN (*until_ms, holder->to_ms);
          found = holder->name;
        }
    }
  return found;
}

/* Cuts an interval where the reason of a pause or the holder changes. */
static void
add_rows (WgClockLedger *self, const WgInterval *interval)
{
  for (gint64 at_ms = interval->from_ms; at_ms < interval->to_ms;)
    {
      WgLedgerRow *last = self->rows->len > 0 ? &g_array_index (self->rows, WgLedgerRow, self->rows->len - 1) : NULL;
      WgLedgerRow row = { .from_ms = at_ms, .to_ms = interval->to_ms, .counted = interval->kind == WG_INTERVAL_COUNTED };
      const WgClockPause *pause = find_pause (self, at_ms, &row.to_ms);

      row.why = interval->kind == WG_INTERVAL_PAUSED && pause != NULL ? pause->why : wg_interval_kind_to_nick (interval->kind);
      row.holder = find_holder (self, at_ms, &row.to_ms);
      if (last != NULL && last->to_ms == row.from_ms && last->why == row.why && g_strcmp0 (last->holder, row.holder) == 0)
        last->to_ms = row.to_ms;
      else
        g_array_append_val (self->rows, row);
      at_ms = row.to_ms;
    }
}

void
wg_clock_ledger_close (WgClockLedger *self, WgCalendar *calendar, gint64 now_ms)
{
  g_autoptr (GArray) pauses = g_array_new (FALSE, FALSE, sizeof (WgPause));
  g_autoptr (GArray) intervals = NULL;
  WgDeadline deadline = self->deadline;

  for (guint i = 0; i < self->pauses->len; i++)
    {
      const WgClockPause *pause = &g_array_index (self->pauses, WgClockPause, i);

      g_array_append_val (pauses, ((WgPause){ pause->from_ms, pause->to_ms }));
    }
  deadline.pauses = (const WgPause *) (gpointer) pauses->data;
  deadline.n_pauses = pauses->len;
  self->until_ms = MIN (now_ms, self->stopped_ms);
  wg_deadline_compute (&deadline, calendar, self->until_ms, &self->status);
  intervals = wg_deadline_list_intervals (&deadline, calendar, self->until_ms);
  for (guint i = 0; i < intervals->len; i++)
    add_rows (self, &g_array_index (intervals, WgInterval, i));
}
