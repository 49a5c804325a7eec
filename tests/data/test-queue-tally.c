/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a number of the rail that is kept up must be the number that counting gives, whatever happened in between; and it is only
 * worth the trouble when a case that nothing happened to is not looked at.
 */

#include "wg-queue-tally.h"

#include <string.h>

#define N_CASES 300
#define N_STEPS 400
#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))
#define NOON_MS (20000 * 24 * HOUR_MS + 12 * HOUR_MS)

static gint64
random_time (gint64 around_ms)
{
  return g_test_rand_int_range (0, 8) == 0 ? WG_NO_TIME : around_ms + g_test_rand_int_range (-6 * 3600, 6 * 3600) * G_GINT64_CONSTANT (1000);
}

static WgCaseRecord *
make_case (gint64 id, gint64 around_ms)
{
  WgCaseRecord *record = wg_case_record_new ();

  record->id = id;
  record->state = (WgCaseState) g_test_rand_int_range (0, WG_CASE_STATE_MERGED + 1);
  record->route = g_test_rand_int_range (0, 10) == 0 ? WG_ROUTE_EMERGENCY : WG_ROUTE_GENERAL;
  record->reported_ms = around_ms - g_test_rand_int_range (0, 48 * 3600) * G_GINT64_CONSTANT (1000);
  record->due_ms = random_time (around_ms);
  record->warn_ms = record->due_ms == WG_NO_TIME ? WG_NO_TIME : record->due_ms - g_test_rand_int_range (0, 3600) * G_GINT64_CONSTANT (1000);
  record->suspended_until_ms = g_test_rand_int_range (0, 6) == 0 ? around_ms + HOUR_MS : WG_NO_TIME;
  record->grid_id = g_test_rand_int_range (0, 5) == 0 ? WG_NO_ID : 1;
  record->person_id = g_test_rand_int_range (0, 3);
  record->flags = (guint) g_test_rand_int () & (WG_CASE_MARK_SUPERVISED | WG_CASE_MARK_CALL_BACK);
  return record;
}

static void
change_some (WgQueueTally *tally, GPtrArray *cases, gint64 now_ms)
{
  for (int i = 0; i < g_test_rand_int_range (0, 5); i++)
    {
      guint index = (guint) g_test_rand_int_range (0, (gint32) cases->len + 1);

      if (index == cases->len)
        g_ptr_array_add (cases, make_case ((gint64) index, now_ms));
      else
        {
          wg_case_record_unref (cases->pdata[index]);
          cases->pdata[index] = make_case ((gint64) index, now_ms);
          wg_queue_tally_renew (tally, index);
        }
    }
}

static GPtrArray *
make_cases (guint n, gint64 now_ms)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cases, make_case (i, now_ms));
  return cases;
}

static void
test_counts (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (WgQueueTally) tally = wg_queue_tally_new ();
  gint64 now_ms = NOON_MS;
  g_autoptr (GPtrArray) cases = make_cases (N_CASES, now_ms);

  for (int i = 0; i < N_STEPS; i++)
    {
      gint64 person_id = i % 50 < 40 ? 1 : 2;
      guint counts[WG_N_QUEUES];
      WgQueueView view;

      change_some (tally, cases, now_ms);
      now_ms += g_test_rand_int_range (i % 97 == 0 ? -600 : 0, 600) * G_GINT64_CONSTANT (1000);
      wg_queue_view_init (&view, now_ms, zone, person_id);
      wg_queue_count (cases, &view, counts);
      g_assert_cmpmem (wg_queue_tally_count (tally, cases, &view), sizeof counts, counts, sizeof counts);
      if (i % 101 == 100)
        {
          g_ptr_array_unref (cases);
          cases = make_cases ((guint) g_test_rand_int_range (0, N_CASES), now_ms);
          wg_queue_tally_forget (tally);
        }
    }
}

/* The records are changed behind its back: who looks notices. */
static void
test_looks (void)
{
  g_autoptr (WgQueueTally) tally = wg_queue_tally_new ();
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  WgQueueView view = { NOON_MS, NOON_MS - HOUR_MS, NOON_MS + 12 * HOUR_MS, WG_NO_ID };

  for (guint i = 0; i < 3; i++)
    {
      WgCaseRecord *record = wg_case_record_new ();

      record->id = i;
      record->state = WG_CASE_STATE_FILED;
      record->due_ms = NOON_MS + (i + 1) * HOUR_MS;
      g_ptr_array_add (cases, record);
    }
  g_assert_cmpuint (wg_queue_tally_count (tally, cases, &view)[WG_QUEUE_TO_DISPATCH], ==, 3);
  for (guint i = 0; i < 3; i++)
    ((WgCaseRecord *) cases->pdata[i])->state = WG_CASE_STATE_HANDLING;
  view.now_ms += HOUR_MS - 1;
  g_assert_cmpuint (wg_queue_tally_count (tally, cases, &view)[WG_QUEUE_TO_DISPATCH], ==, 3);
  view.now_ms += 1;
  g_assert_cmpuint (wg_queue_tally_count (tally, cases, &view)[WG_QUEUE_TO_DISPATCH], ==, 2);
  wg_queue_tally_renew (tally, 2);
  g_assert_cmpuint (wg_queue_tally_count (tally, cases, &view)[WG_QUEUE_TO_DISPATCH], ==, 1);
  g_assert_cmpuint (wg_queue_tally_count (tally, cases, &view)[WG_QUEUE_OVERDUE], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/queue-tally/is-what-counting-gives", test_counts);
  g_test_add_func ("/data/queue-tally/looks-only-where-something-happened", test_looks);
  return g_test_run ();
}
