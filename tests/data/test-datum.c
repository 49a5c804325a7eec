/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shift of Chinese maps against 500 points with answers made elsewhere, and against itself. */

#include "wg-csv.h"
#include "wg-datum.h"

#include <math.h>

#define EXACT 1e-9 /* degrees: a tenth of a millimetre */

/* Columns of gcj_points.csv. */
enum
{
  ZONE,
  WGS_LON,
  WGS_LAT,
  GCJ_LON,
  GCJ_LAT,
  BD_LON,
  BD_LAT,
  BACK_WGS_LON,
  BACK_WGS_LAT,
  BACK_GCJ_LON,
  BACK_GCJ_LAT
};

static double
number_of (const char *const *row, int column)
{
  return g_ascii_strtod (row[column], NULL);
}

static void
check_point (WgDatum datum, gboolean back, const char *const *row, int from, int to)
{
  double lon = number_of (row, from), lat = number_of (row, from + 1);

  if (back)
    wg_datum_to_wgs84 (datum, &lon, &lat);
  else
    wg_datum_from_wgs84 (datum, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, number_of (row, to), EXACT);
  g_assert_cmpfloat_with_epsilon (lat, number_of (row, to + 1), EXACT);
}

static void
test_reference (void)
{
  const char *shared = g_getenv ("WANGGE_SHARED");
  g_autofree char *path
      = g_build_filename (shared != NULL ? shared : "", "data", "reference", "gcj", "gcj_points.csv", NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("no reference data");
      return;
    }
  rows = wg_csv_parse (text);
  g_assert_cmpuint (rows->len, ==, 501);
  for (guint i = 1; i < rows->len; i++)
    {
      const char *const *row = g_ptr_array_index (rows, i);

      check_point (WG_DATUM_GCJ02, FALSE, row, WGS_LON, GCJ_LON);
      check_point (WG_DATUM_BD09, FALSE, row, WGS_LON, BD_LON);
      check_point (WG_DATUM_GCJ02, TRUE, row, GCJ_LON, BACK_WGS_LON);
      check_point (WG_DATUM_BD09, TRUE, row, BD_LON, WGS_LON);
    }
}

/* There and back is where it began, anywhere that no edge of the rectangle is near; and the shift is what it is known
 * for. */
static void
test_there_and_back (void)
{
  for (int i = 0; i < 2000; i++)
    {
      double lon = g_test_rand_double_range (73.0, 137.0), lat = g_test_rand_double_range (1.5, 55.0), x = lon, y = lat;
      WgDatum datum = g_test_rand_bit () ? WG_DATUM_GCJ02 : WG_DATUM_BD09;

      wg_datum_from_wgs84 (datum, &x, &y);
      g_assert_cmpfloat (hypot (x - lon, y - lat), >, 1e-5);
      g_assert_cmpfloat (hypot (x - lon, y - lat), <, 0.03);
      wg_datum_to_wgs84 (datum, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, lon, EXACT);
      g_assert_cmpfloat_with_epsilon (y, lat, EXACT);
    }
}

static void
test_left_alone (void)
{
  double lon = 116.3, lat = 39.99, far_lon = -77.03, far_lat = 38.9;

  wg_datum_from_wgs84 (WG_DATUM_NONE, &lon, &lat);
  wg_datum_to_wgs84 (WG_DATUM_NONE, &lon, &lat);
  wg_datum_from_wgs84 (WG_DATUM_GCJ02, &far_lon, &far_lat);
  g_assert_true (lon == 116.3 && lat == 39.99 && far_lon == -77.03 && far_lat == 38.9);
}

static void
test_nicks (void)
{
  WgDatum datum = WG_DATUM_NONE;

  for (guint i = WG_DATUM_NONE; i <= WG_DATUM_BD09; i++)
    {
      g_assert_true (wg_datum_from_nick (wg_datum_to_nick ((WgDatum)i), &datum));
      g_assert_cmpuint (datum, ==, i);
    }
  g_assert_false (wg_datum_from_nick ("GCJ", &datum));
  g_assert_false (wg_datum_from_nick (NULL, &datum));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/datum/reference", test_reference);
  g_test_add_func ("/data/datum/there-and-back", test_there_and_back);
  g_test_add_func ("/data/datum/left-alone", test_left_alone);
  g_test_add_func ("/data/datum/nicks", test_nicks);
  return g_test_run ();
}
