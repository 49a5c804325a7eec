/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: nobody registers cases beyond the border, so every map of density fades towards it; whether that is allowed for
 * decides whether a grid at the edge of the district can be a hotspot at all.
 *
 * The window is cut into the triangles between the place and each edge. Of a triangle only the part that the kernel does not
 * reach is integrated: 1 - F, where F is what a ray of that length holds. Edges out of reach have none.
 */

#include "wg-kernel-window.h"

#include <math.h>

#define REACH_OF_NORMAL 3.0 /* bandwidths; beyond it lie 2e-16 of the normal kernel */
#define N_NODES 8

struct _WgKernelWindow
{
  WgKernel kernel;
  double bandwidth_m;
  gsize n;
  WgPlaneEdge *edges;
};

WgKernelWindow *
wg_kernel_window_new (const WgPlaneEdge *edges, gsize n, WgKernel kernel, double bandwidth_m)
{
  WgKernelWindow *self = g_new0 (WgKernelWindow, 1);

  self->kernel = kernel;
  self->bandwidth_m = bandwidth_m;
  self->n = n;
  self->edges = g_memdup2 (edges, n * sizeof *edges);
  return self;
}

void
wg_kernel_window_free (WgKernelWindow *self)
{
  g_free (self->edges);
  g_free (self);
}

/* --- Inside or outside --- */

gboolean
wg_kernel_window_contains (const WgKernelWindow *self, double x, double y)
{
  int turns = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      const WgPlaneEdge *edge = &self->edges[i];
      gboolean up = edge->y0 <= y && edge->y1 > y, down = edge->y0 > y && edge->y1 <= y;
      double side;

      if (!up && !down)
        continue;
      side = (edge->x1 - edge->x0) * (y - edge->y0) - (x - edge->x0) * (edge->y1 - edge->y0);
      turns += up && side > 0.0;
      turns -= down && side < 0.0;
    }
  return turns > 0;
}

/* --- The way along an edge --- */

/* ∫ (1 - r² / R²)³ dφ from the foot of the perpendicular to @t metres along the edge; r² = h² + t², tan φ = t / h. */
static double
integrate_quartic (double h, double t, double radius)
{
  double c = h / radius, s = t / radius;
  double first = c * s, third = c * s * s * s, fifth = third * s * s;

  return atan2 (t, h) - 3.0 * first + 3.0 * (c * c * first + third / 3.0)
         - (c * c * c * c * first + 2.0 / 3.0 * c * c * third + fifth / 5.0);
}

/* The same of exp (-4 r² / R²), by Gauss and Legendre over pieces that are short against both h and R. */
static double
integrate_normal (double h, double t, double radius)
{
  static const double nodes[N_NODES / 2] = { 0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363 };
  static const double weights[N_NODES / 2] = { 0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763 };
  double end = fabs (t), sum = 0.0, from = 0.0;

  while (from < end)
    {
      double to = MIN (end, from + MIN (0.5 * (h + from), 0.25 * radius)), half = (to - from) / 2.0, middle = from + half;

      for (int i = 0; i < N_NODES; i++)
        {
          double u = middle + (i % 2 == 0 ? half : -half) * nodes[i / 2], square = h * h + u * u;

          sum += weights[i / 2] * half * exp (-4.0 * square / (radius * radius)) * h / square;
        }
      from = to;
    }
  return t < 0.0 ? -sum : sum;
}

/* What of the kernel lies behind an edge, in radians; of an edge that the place lies to the right of, negative. */
static double
integrate_edge (const WgKernelWindow *self, const WgPlaneEdge *edge, double x, double y, double reach)
{
  double ax = edge->x0 - x, ay = edge->y0 - y, dx = edge->x1 - edge->x0, dy = edge->y1 - edge->y0;
  double length = hypot (dx, dy), cross = ax * dy - ay * dx, h, half, from, to;

  if (!(length > 0.0) || cross == 0.0)
    return 0.0;
  h = fabs (cross) / length;
  if (h >= reach)
    return 0.0;
  half = sqrt (reach * reach - h * h);
  from = CLAMP ((ax * dx + ay * dy) / length, -half, half);
  to = CLAMP ((ax * dx + ay * dy) / length + length, -half, half);
  if (from >= to)
    return 0.0;
  if (self->kernel == WG_KERNEL_QUARTIC)
    h = integrate_quartic (h, to, self->bandwidth_m) - integrate_quartic (h, from, self->bandwidth_m);
  else
    h = integrate_normal (h, to, self->bandwidth_m) - integrate_normal (h, from, self->bandwidth_m);
  return cross > 0.0 ? h : -h;
}

double
wg_kernel_window_get_share (const WgKernelWindow *self, double x, double y)
{
  double reach = self->kernel == WG_KERNEL_QUARTIC ? self->bandwidth_m : REACH_OF_NORMAL * self->bandwidth_m, behind = 0.0;

  if (!wg_kernel_window_contains (self, x, y))
    return 0.0;
  for (gsize i = 0; i < self->n; i++)
    {
      const WgPlaneEdge *edge = &self->edges[i];

      if (MAX (edge->x0, edge->x1) > x - reach && MIN (edge->x0, edge->x1) < x + reach && MAX (edge->y0, edge->y1) > y - reach
          && MIN (edge->y0, edge->y1) < y + reach)
        behind += integrate_edge (self, edge, x, y, reach);
    }
  return CLAMP (1.0 - behind / (2.0 * G_PI), 1e-12, 1.0);
}
