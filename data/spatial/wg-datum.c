/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: street maps made in China are drawn up to 700 m beside the place. Laid under grids as they come, every case
 * would stand in the wrong street; so the shift is computed here, both ways, and the picture is bent back to the
 * ground.
 */

#include "wg-datum.h"

#include <math.h>

#define SEMI_MAJOR 6378245.0 /* metres, Krassovsky 1940 */
#define ECCENTRICITY_2 0.00669342162296594323
#define BAIDU_TURN (G_PI * 3000.0 / 180.0)
#define N_ROUNDS 4

static const char *const nicks[] = { "none", "gcj02", "bd09" };

static gboolean
is_shifted (double lon, double lat)
{
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

/* Four waves along one axis, the two long ones with heights of their own. */
static double
waves (double at, double long_height, double longest_height)
{
  return (20.0 * sin (at * G_PI) + 40.0 * sin (at / 3.0 * G_PI)) * 2.0 / 3.0
         + (long_height * sin (at / 12.0 * G_PI) + longest_height * sin (at / 30.0 * G_PI)) * 2.0 / 3.0;
}

static double
ripple (double x)
{
  return (20.0 * sin (6.0 * x * G_PI) + 20.0 * sin (2.0 * x * G_PI)) * 2.0 / 3.0;
}

static void
shift_gcj (double *lon, double *lat)
{
  double x = *lon - 105.0, y = *lat - 35.0, angle = *lat / 180.0 * G_PI;
  double east
      = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt (fabs (x)) + ripple (x) + waves (x, 150.0, 300.0);
  double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt (fabs (x)) + ripple (x)
                 + waves (y, 160.0, 320.0);
  double magic = 1.0 - ECCENTRICITY_2 * sin (angle) * sin (angle), root = sqrt (magic);

  if (!is_shifted (*lon, *lat))
    return;
  *lon += east * 180.0 / (SEMI_MAJOR / root * cos (angle) * G_PI);
  *lat += north * 180.0 / (SEMI_MAJOR * (1.0 - ECCENTRICITY_2) / (magic * root) * G_PI);
}

static void
shift_baidu (double *lon, double *lat)
{
  double x = *lon, y = *lat;
  double far = hypot (x, y) + 0.00002 * sin (y * BAIDU_TURN);
  double angle = atan2 (y, x) + 0.000003 * cos (x * BAIDU_TURN);

  *lon = far * cos (angle) + 0.0065;
  *lat = far * sin (angle) + 0.006;
}

void
wg_datum_from_wgs84 (WgDatum datum, double *lon, double *lat)
{
  if (datum != WG_DATUM_NONE)
    shift_gcj (lon, lat);
  if (datum == WG_DATUM_BD09)
    shift_baidu (lon, lat);
}

static void
undo (void (*shift) (double *lon, double *lat), double *lon, double *lat)
{
  double x = *lon, y = *lat;

  for (int round = 0; round < N_ROUNDS; round++)
    {
      double at_x = x, at_y = y;

      shift (&at_x, &at_y);
      x += *lon - at_x;
      y += *lat - at_y;
    }
  *lon = x;
  *lat = y;
}

void
wg_datum_to_wgs84 (WgDatum datum, double *lon, double *lat)
{
  if (datum == WG_DATUM_BD09)
    undo (shift_baidu, lon, lat);
  if (datum != WG_DATUM_NONE)
    undo (shift_gcj, lon, lat);
}

const char *
wg_datum_to_nick (WgDatum datum)
{
  g_return_val_if_fail ((guint)datum < G_N_ELEMENTS (nicks), nicks[0]);
  return nicks[datum];
}

gboolean
wg_datum_from_nick (const char *nick, WgDatum *datum)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_strcmp0 (nick, nicks[i]) == 0)
        {
          *datum = (WgDatum)i;
          return TRUE;
        }
    }
  return FALSE;
}
