/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The inspectors' list against the register: a match is the best pair that there is, no case is two points' match, and a
 * sample is fair and can be drawn again.
 */

#include "wg-error.h"
#include "wg-inspection.h"
#include "wg-shape.h"

#include <math.h>

#define HOUR G_GINT64_CONSTANT (3600000)

static WgCaseRecord *
make_case (const char *number, double lon, double lat, gint64 reported_ms, const char *class_code, gint64 grid_id)
{
  WgCaseRecord *record = wg_case_record_new ();

  record->number = g_strdup (number);
  record->lon = lon;
  record->lat = lat;
  record->reported_ms = reported_ms;
  record->class_code = g_strdup (class_code);
  record->grid_id = grid_id;
  return record;
}

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *points = wg_inspection_parse (text, NULL, &error);

  g_assert_no_error (error);
  return points;
}

static WgInspectionPoint *
get (GPtrArray *points, guint i)
{
  return g_ptr_array_index (points, i);
}

static void
test_reading (void)
{
  g_autoptr (GPtrArray) points = parse ("时间,经度,纬度,类别,描述\n2026-11-02 08:00,116.5,40.1,P01,=1+1\n2026-11-02 08:00,216,40\nyesterday,116,40\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (points->len, ==, 3);
  g_assert_cmpfloat (get (points, 0)->lon, ==, 116.5);
  g_assert_cmpstr (get (points, 0)->text, ==, "=1+1");
  g_assert_null (get (points, 0)->problem);
  g_assert_nonnull (get (points, 1)->problem);
  g_assert_nonnull (get (points, 2)->problem);
  g_assert_null (wg_inspection_parse ("a,b\n1,2\n", NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_null (wg_inspection_parse ("", NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
}

static void
test_matching (void)
{
  g_autoptr (GPtrArray) points = parse ("lon,lat,time,class\n116.0,40.0,2026-11-02T08:00Z,P01\n116.0,40.0,2026-11-02T08:00Z,P01\n"
                                        "116.0,40.0,2026-11-02T08:00Z,P02\n117.0,41.0,2026-11-02T08:00Z,P01\nx,1,2026-11-02,P01\n");
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  gint64 at_ms = get (points, 0)->at_ms;
  WgCaseRecord *rejected = make_case ("d", 116.0, 40.0, at_ms, "P02", 1);

  rejected->state = WG_CASE_STATE_REJECTED;
  g_ptr_array_add (cases, make_case ("a", 116.0001, 40.0, at_ms - HOUR, "P01", 1));
  g_ptr_array_add (cases, make_case ("b", 116.0, 40.0, at_ms, "P01-1", 1));
  g_ptr_array_add (cases, make_case ("c", NAN, NAN, at_ms, "P01", 1));
  g_ptr_array_add (cases, rejected);
  wg_inspection_match (points, cases, 50.0, 24.0);
  /* The same place and time weighs more than the same class; no case twice; another class, a rejected case: none. */
  g_assert_cmpstr (get (points, 0)->match->number, ==, "b");
  g_assert_cmpint (get (points, 0)->score, ==, 90);
  g_assert_cmpstr (get (points, 1)->match->number, ==, "a");
  g_assert_cmpfloat (get (points, 1)->hours, ==, 1.0);
  g_assert_cmpfloat (fabs (get (points, 1)->distance_m - wg_geo_distance_m (116.0, 40.0, 116.0001, 40.0)), <, 1e-9);
  g_assert_null (get (points, 2)->match);
  g_assert_null (get (points, 3)->match);
  g_assert_null (get (points, 4)->match);
}

/* Against trying every pair: whatever is matched is within the limits, and no free pair was left. */
static void
test_random (void)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autoptr (GString) text = g_string_new ("lon,lat,time\n");
  g_autoptr (GPtrArray) points = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint n_matched = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *number = g_strdup_printf ("%03u", i);

      g_ptr_array_add (cases, make_case (number, 116.0 + g_test_rand_double_range (0, 0.01), 40.0 + g_test_rand_double_range (0, 0.01), 0, NULL, 1));
      g_string_append_printf (text, "%.6f,%.6f,1970-01-01T00:00Z\n", 116.0 + g_test_rand_double_range (0, 0.01), 40.0 + g_test_rand_double_range (0, 0.01));
    }
  points = parse (text->str);
  wg_inspection_match (points, cases, 50.0, 24.0);
  for (guint i = 0; i < points->len; i++)
    {
      if (get (points, i)->match == NULL)
        continue;
      n_matched++;
      g_assert_cmpfloat (get (points, i)->distance_m, <=, 50.0);
      g_assert_true (g_hash_table_add (taken, get (points, i)->match));
    }
  g_assert_cmpuint (n_matched, >, 50);
  for (guint i = 0; i < points->len; i++)
    {
      for (guint k = 0; k < cases->len && get (points, i)->match == NULL; k++)
        {
          WgCaseRecord *record = g_ptr_array_index (cases, k);

          g_assert_true (g_hash_table_contains (taken, record)
                         || wg_geo_distance_m (get (points, i)->lon, get (points, i)->lat, record->lon, record->lat) > 50.0);
        }
    }
}

static void
test_sample (void)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autoptr (GPtrArray) one = NULL, same = NULL, fewer = NULL;
  guint n_drawn[10] = { 0 };

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *number = g_strdup_printf ("%02u", i);

      g_ptr_array_add (cases, make_case (number, 1, 1, 0, NULL, i % 3));
    }
  one = wg_inspection_sample (cases, 4, 7);
  same = wg_inspection_sample (cases, 4, 7);
  g_assert_cmpuint (one->len, ==, 12);
  for (guint i = 0; i < one->len; i++)
    g_assert_true (g_ptr_array_index (one, i) == g_ptr_array_index (same, i));
  fewer = wg_inspection_sample (cases, 100, 7);
  g_assert_cmpuint (fewer->len, ==, 30);
  /* What else lies in other grids changes nothing; every case is drawn as often as the others. */
  g_ptr_array_add (cases, make_case ("99", 1, 1, 0, NULL, 9));
  for (guint seed = 0; seed < 2000; seed++)
    {
      g_autoptr (GPtrArray) drawn = wg_inspection_sample (cases, 4, seed);

      for (guint i = 0; i < 4; i++)
        n_drawn[atoi (((WgCaseRecord *) g_ptr_array_index (drawn, i))->number) / 3]++;
      if (seed == 7)
        g_assert_true (g_ptr_array_index (drawn, 3) == g_ptr_array_index (one, 3));
    }
  for (guint i = 0; i < G_N_ELEMENTS (n_drawn); i++)
    g_assert_cmpuint (ABS ((int) n_drawn[i] - 800), <, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inspection/reading", test_reading);
  g_test_add_func ("/inspection/the-best-pairs-first", test_matching);
  g_test_add_func ("/inspection/no-free-pair-is-left", test_random);
  g_test_add_func ("/inspection/a-fair-sample", test_sample);
  return g_test_run ();
}
