/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: tiles of others, our own drawing and every stored corner share this projection, so its ends, its inverse and a
 * published pair of coordinates are held fast.
 */

#include "wg-mercator.h"

/* The corner of Null Island, the ends of the world, and a known pair: EPSG Guidance Note 7-2 gives for 24 22 54.433 N,
 * 100 20 00 W easting -11,169,055.58 and northing 2,800,000.00 m on the sphere.
 */
static void
test_mercator (void)
{
  double side = 2.0 * G_PI * WG_MERCATOR_RADIUS_M;

  g_assert_cmpint (wg_mercator_int_x_from_lon (0.0), ==, WG_MERCATOR_ONE / 2);
  g_assert_cmpint (wg_mercator_int_y_from_lat (0.0), ==, WG_MERCATOR_ONE / 2);
  g_assert_cmpint (wg_mercator_int_x_from_lon (180.0), ==, WG_MERCATOR_ONE);
  g_assert_cmpint (wg_mercator_int_y_from_lat (89.9), ==, 0);
  g_assert_cmpint (wg_mercator_int_y_from_lat (-WG_MERCATOR_MAX_LAT), ==, WG_MERCATOR_ONE);
  g_assert_cmpfloat_with_epsilon ((wg_mercator_x_from_lon (-100.0 - 20.0 / 60.0) - 0.5) * side, -11169055.58, 0.01);
  g_assert_cmpfloat_with_epsilon ((0.5 - wg_mercator_y_from_lat (24.0 + 22.0 / 60.0 + 54.433 / 3600.0)) * side,
                                  2800000.00, 0.01);
  for (double lat = -85.0; lat <= 85.0; lat += 0.7)
    {
      g_assert_cmpfloat_with_epsilon (wg_mercator_lat_from_y (wg_mercator_y_from_lat (lat)), lat, 1e-12);
      g_assert_cmpfloat_with_epsilon (wg_mercator_lon_from_int_x (wg_mercator_int_x_from_lon (lat)), lat, 1.7e-7);
      g_assert_cmpfloat_with_epsilon (wg_mercator_lat_from_int_y (wg_mercator_int_y_from_lat (lat)), lat, 1.7e-7);
    }
  g_assert_cmpfloat_with_epsilon (wg_mercator_metres_per_pixel (0.0, 0.0), 156543.0339, 0.0001);
  g_assert_cmpfloat_with_epsilon (wg_mercator_metres_per_pixel (60.0, 17.0), 156543.0339 / 2.0 / 131072.0, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mercator", test_mercator);
  return g_test_run ();
}
