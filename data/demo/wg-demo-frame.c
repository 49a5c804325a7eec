/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: streets drawn with a ruler look like a chessboard. Here the plan is bent: by slow and quick noise, and around
 * the river, which the streets near it follow. The bend is gentle enough to stay one-to-one, so nothing can cross that
 * does not cross in the plan.
 */

#include "wg-demo-city-private.h"

#include <math.h>

/* The middle of every demo district, and metres in one WG_SHAPE_UNIT there (equirectangular; the arcs of the CGCS2000
 * ellipsoid at 40.3 N: 111,040 m a degree of latitude, 85,019 m a degree of longitude).
 */
#define CENTRE_LON (116600 * (WG_SHAPE_UNITS_PER_DEGREE / 1000))
#define CENTRE_LAT (40300 * (WG_SHAPE_UNITS_PER_DEGREE / 1000))
#define METRES_PER_LON (WG_DEMO_METRES_PER_LON * WG_SHAPE_UNIT)
#define METRES_PER_LAT (WG_DEMO_METRES_PER_LAT * WG_SHAPE_UNIT)

static const struct
{
  double wavelength_m;
  double amplitude_m;
} octaves[] = { { 5200.0, 210.0 }, { 1300.0, 62.0 }, { 430.0, 17.0 }, { 120.0, 3.6 } };

void
wg_demo_frame_init (WgDemoFrame *frame, const WgDemoPlan *plan, double scale, guint64 seed)
{
  WgDemoRandom random;
  double tilt;

  wg_demo_random_init (&random, seed, WG_DEMO_STREAM_TERRAIN);
  frame->seed = seed;
  frame->width_m = plan->width_m * scale;
  frame->height_m = plan->height_m * scale;
  frame->river_reach_m = CLAMP (frame->height_m * 0.28, 260.0, 1500.0);
  frame->river_sway_m = frame->river_reach_m * 0.17;
  frame->river_rise_m = frame->river_reach_m * 0.26;
  frame->river_v = 8.0 * round (frame->height_m * wg_demo_random_range (&random, 0.24, 0.34) / 8.0);
  frame->river_phase = wg_demo_random_range (&random, 0.0, 2.0 * G_PI);
  tilt = wg_demo_random_range (&random, 0.03, 0.09);
  frame->tilt_cos = cos (tilt);
  frame->tilt_sin = sin (tilt);
}

static double
corner_value (guint64 seed, gint64 channel, gint64 i, gint64 j)
{
  return (double) (wg_demo_hash (seed, channel, i, j) >> 11) * 0x1.0p-52 - 1.0;
}

static double
ease (double t)
{
  return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

/* Value noise in [-1, 1]: smooth, twice differentiable, one lattice point a unit. */
double
wg_demo_frame_noise (guint64 seed, gint64 channel, double x, double y)
{
  double fx = floor (x);
  double fy = floor (y);
  gint64 i = (gint64) fx;
  gint64 j = (gint64) fy;
  double tx = ease (x - fx);
  double ty = ease (y - fy);
  double below = corner_value (seed, channel, i, j) * (1.0 - tx) + corner_value (seed, channel, i + 1, j) * tx;
  double above = corner_value (seed, channel, i, j + 1) * (1.0 - tx) + corner_value (seed, channel, i + 1, j + 1) * tx;

  return below * (1.0 - ty) + above * ty;
}

static double
river_shift (const WgDemoFrame *frame, double u, double v)
{
  double away = (v - frame->river_v) / frame->river_reach_m;
  double wave = sin (2.0 * G_PI * u / (frame->river_reach_m * 3.4) + frame->river_phase);
  double rise = tanh (3.0 * (u / frame->width_m - 0.5));

  return (frame->river_sway_m * wave + frame->river_rise_m * rise) * exp (-away * away);
}

void
wg_demo_frame_to_metres (const WgDemoFrame *frame, double u, double v, double *x, double *y)
{
  double dx = u - frame->width_m / 2.0;
  double dy = v - frame->height_m / 2.0 + river_shift (frame, u, v);

  for (gsize i = 0; i < G_N_ELEMENTS (octaves); i++)
    {
      double nu = u / octaves[i].wavelength_m;
      double nv = v / octaves[i].wavelength_m;

      dx += octaves[i].amplitude_m * wg_demo_frame_noise (frame->seed, (gint64) i * 2, nu, nv);
      dy += octaves[i].amplitude_m * wg_demo_frame_noise (frame->seed, (gint64) i * 2 + 1, nu, nv);
    }
  *x = dx * frame->tilt_cos - dy * frame->tilt_sin;
  *y = dx * frame->tilt_sin + dy * frame->tilt_cos;
}

void
wg_demo_metres_to_unit (double x, double y, gint64 *lon, gint64 *lat)
{
  *lon = CENTRE_LON + (gint64) llround (x / METRES_PER_LON);
  *lat = CENTRE_LAT + (gint64) llround (y / METRES_PER_LAT);
}

void
wg_demo_unit_to_metres (gint64 lon, gint64 lat, double *x, double *y)
{
  *x = (double) (lon - CENTRE_LON) * METRES_PER_LON;
  *y = (double) (lat - CENTRE_LAT) * METRES_PER_LAT;
}
