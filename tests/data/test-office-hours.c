/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the ring of a case is drawn from two instants and a table, the ledger is counted along the calendar; whoever compares
 * them must find the same share.
 */

#include "wg-case-record.h"
#include "wg-deadline.h"
#include "wg-time.h"

#include <math.h>

#define N_CLOCKS 300
#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

static gint64
get_now (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  gint64 ms;

  g_assert_true (wg_time_parse ("2026-11-24 10:30", zone, &ms, NULL));
  return ms;
}

static gint64
draw_ms (gint64 most_ms)
{
  return (gint64) (g_test_rand_double () * (double) most_ms);
}

/* As the row of a case has it: where the clock began, when it warns and when it ends. */
static WgCaseRecord *
make_record (const WgDeadline *deadline, const WgDeadlineStatus *status, WgOfficeHours *hours)
{
  WgCaseRecord *record = wg_case_record_new ();

  record->state = WG_CASE_STATE_HANDLING;
  record->clock = WG_CASE_CLOCK_HANDLING;
  record->clock_ms = deadline->start_ms;
  record->due_ms = status->due_ms;
  record->warn_ms = status->warn_ms;
  record->limit_unit = deadline->limit_unit;
  wg_case_record_set_office_hours (record, hours);
  return record;
}

static void
assert_same (const WgDeadline *deadline, WgCalendar *calendar, gint64 now_ms)
{
  g_autoptr (WgOfficeHours) hours = wg_office_hours_of (calendar, get_now ());
  WgDeadlineStatus status;
  g_autoptr (WgCaseRecord) record = NULL;
  g_autoptr (WgCaseRecord) copy = NULL;
  double used, drawn;

  wg_deadline_compute (deadline, calendar, now_ms, &status);
  record = make_record (deadline, &status, hours);
  copy = wg_case_record_copy (record);
  used = MIN ((double) status.used_ms / (double) status.limit_ms, 1.0);
  drawn = wg_case_record_get_used_share (copy, now_ms);
  if (wg_case_record_knows_used_share (copy, now_ms))
    g_assert_cmpfloat_with_epsilon (drawn, used, 1e-4);
  else
    g_assert_true (now_ms > record->warn_ms && drawn >= 0.75 && drawn <= 1.0);
  /* Without a pause nothing is guessed. */
  g_assert_true (deadline->n_pauses > 0 || wg_case_record_knows_used_share (copy, now_ms));
}

/* Any unit, any hour of the night, pauses that are over. */
static void
test_share (void)
{
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, NULL);
  gint64 now_ms = get_now ();

  for (guint i = 0; i < N_CLOCKS; i++)
    {
      const gint64 start_ms = now_ms - draw_ms (20 * WG_MS_PER_DAY);
      const gint64 pause_ms = start_ms + draw_ms (now_ms - start_ms);
      const WgPause pause = { pause_ms, pause_ms + draw_ms (now_ms - pause_ms) };
      const WgDeadline deadline = { .start_ms = start_ms,
                                    .limit_n = g_test_rand_int_range (1, 40),
                                    .limit_unit = (WgLimitUnit) g_test_rand_int_range (WG_LIMIT_URGENT_HOUR, WG_LIMIT_CALENDAR_DAY + 1),
                                    .extensions = (guint) g_test_rand_int_range (0, 3),
                                    .pauses = &pause,
                                    .n_pauses = (gsize) g_test_rand_int_range (0, 2) };

      g_test_message ("%g of unit %d from %" G_GINT64_FORMAT ", %zu pauses", deadline.limit_n, deadline.limit_unit, deadline.start_ms,
                      deadline.n_pauses);
      assert_same (&deadline, calendar, now_ms);
    }
}

/* Over the night it stands still, where the wall clock would have gone on. */
static void
test_night (void)
{
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, NULL);
  g_autoptr (WgOfficeHours) hours = wg_office_hours_of (calendar, get_now ());
  const gint64 evening_ms = get_now () + 15 * HOUR_MS / 2; /* 18:00 */
  const WgDeadline deadline = { .start_ms = get_now () - HOUR_MS, .limit_n = 2, .limit_unit = WG_LIMIT_WORK_DAY };
  WgDeadlineStatus status;
  g_autoptr (WgCaseRecord) record = NULL;

  wg_deadline_compute (&deadline, calendar, evening_ms, &status);
  record = make_record (&deadline, &status, hours);
  g_assert_cmpfloat_with_epsilon (wg_case_record_get_used_share (record, evening_ms), 6.5 / 16, 1e-9);
  g_assert_cmpfloat_with_epsilon (wg_case_record_get_used_share (record, evening_ms + 14 * HOUR_MS), 6.5 / 16, 1e-9);
  g_assert_cmpint (wg_office_hours_until (hours, evening_ms + 14 * HOUR_MS), ==, wg_office_hours_until (hours, evening_ms));
  g_assert_cmpint (wg_office_hours_until (hours, evening_ms + 15 * HOUR_MS), ==, wg_office_hours_until (hours, evening_ms) + HOUR_MS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/office-hours/share", test_share);
  g_test_add_func ("/domain/office-hours/night", test_night);
  return g_test_run ();
}
