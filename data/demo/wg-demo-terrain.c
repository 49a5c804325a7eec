/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: before there are streets there is land: how far the district reaches, where people live densely, where the river
 * runs. Everything else asks here.
 */

#include "wg-demo-city-private.h"

#include <math.h>

/* How far the river and the main roads are drawn beyond the outline, so that no map ends at a cut. */
#define BEYOND_M 1600.0
#define RIVER_STEP_M 24.0
#define RIVER_HALF_WIDTH_M 27.0

static double
bump (double du, double dv, double reach)
{
  return exp (-(du * du + dv * dv) / (reach * reach));
}

/* 1 = built-up town, 0 = open country. */
double
wg_demo_city_density (WgDemoCity *self, double u, double v)
{
  const WgDemoFrame *frame = &self->frame;
  double extent = MIN (frame->width_m, frame->height_m);
  double density;

  if (self->plan->n_towns == 0)
    return 1.0;
  density = 1.25 * bump (u - 0.47 * frame->width_m, v - 0.40 * frame->height_m, 0.24 * extent);
  for (guint i = 1; i < self->plan->n_towns; i++)
    {
      double angle = 2.4 * i + 0.7;
      double radius = 0.12 + 0.36 * sqrt ((double) i / self->plan->n_towns);
      double shift = wg_demo_frame_noise (frame->seed, 40 + i, 0.5, 0.5);

      density += (0.75 + 0.2 * shift)
                 * bump (u - (0.5 + radius * cos (angle + 0.3 * shift)) * frame->width_m,
                         v - (0.5 + radius * sin (angle + 0.3 * shift)) * frame->height_m, 0.045 * extent);
    }
  return CLAMP (density, 0.0, 1.0);
}

/* The outline is a rounded shape around the middle of the plan whose reach wavers with the direction. */
gboolean
wg_demo_city_is_inside (WgDemoCity *self, double u, double v)
{
  const WgDemoFrame *frame = &self->frame;
  double a = 2.0 * u / frame->width_m - 1.0;
  double b = 2.0 * v / frame->height_m - 1.0;
  double angle = atan2 (b, a);
  double reach = 0.93 + 0.09 * wg_demo_frame_noise (frame->seed, 90, 2.0 * cos (angle), 2.0 * sin (angle))
                 + 0.05 * wg_demo_frame_noise (frame->seed, 91, 6.0 * cos (angle), 6.0 * sin (angle));
  double exponent = self->plan->corner;

  return pow (fabs (a) / reach, exponent) + pow (fabs (b) / reach, exponent) <= 1.0;
}

WgShape *
wg_demo_shape_from_metres (const double *xy, guint n_points)
{
  g_autofree double *lonlat = g_new (double, 2 * (gsize) n_points);

  for (guint i = 0; i < n_points; i++)
    {
      gint64 lon;
      gint64 lat;

      wg_demo_metres_to_unit (xy[2 * i], xy[2 * i + 1], &lon, &lat);
      lonlat[2 * i] = (double) lon * WG_SHAPE_UNIT;
      lonlat[2 * i + 1] = (double) lat * WG_SHAPE_UNIT;
    }
  return wg_shape_new_from_ring (lonlat, n_points);
}

static double
river_half_width (const WgDemoFrame *frame, double u)
{
  return RIVER_HALF_WIDTH_M + 5.0 * wg_demo_frame_noise (frame->seed, 80, u / 300.0, 0.0);
}

static void
make_river_area (WgDemoCity *self, const char *name)
{
  const WgDemoFrame *frame = &self->frame;
  guint n = (guint) ceil ((frame->width_m + 2.0 * BEYOND_M) / RIVER_STEP_M);
  g_autofree double *xy = g_new (double, 4 * (gsize) n);
  WgDemoArea area = { WG_DEMO_AREA_WATER, name, NULL };

  for (guint i = 0; i < n; i++)
    {
      double u = -BEYOND_M + i * RIVER_STEP_M;
      double half = river_half_width (frame, u);
      double *right = xy + 2 * i;
      double *left = xy + 2 * (2 * n - 1 - i);

      wg_demo_frame_to_metres (frame, u, frame->river_v - half, &right[0], &right[1]);
      wg_demo_frame_to_metres (frame, u, frame->river_v + half, &left[0], &left[1]);
    }
  area.shape = wg_demo_shape_from_metres (xy, 2 * n);
  g_array_append_val (self->water, area);
}

static void
make_river_line (WgDemoCity *self, const char *name)
{
  const WgDemoFrame *frame = &self->frame;
  guint n = (guint) ceil ((frame->width_m + 2.0 * BEYOND_M) / RIVER_STEP_M);
  gint64 *points = g_new (gint64, 2 * (gsize) n);
  WgDemoLine line = { WG_DEMO_LINE_RIVER, name, 2.0 * RIVER_HALF_WIDTH_M, points, n };

  g_ptr_array_add (self->chunks, points);
  for (guint i = 0; i < n; i++)
    {
      double x;
      double y;

      wg_demo_frame_to_metres (frame, -BEYOND_M + i * RIVER_STEP_M, frame->river_v, &x, &y);
      wg_demo_metres_to_unit (x, y, &points[2 * i], &points[2 * i + 1]);
    }
  g_array_append_val (self->river, line);
}

void
wg_demo_city_make_terrain (WgDemoCity *self)
{
  const char *name = self->size == WG_DEMO_SIZE_COMMUNITY ? "白沙河" : "云溪河";

  make_river_area (self, name);
  make_river_line (self, name);
}
