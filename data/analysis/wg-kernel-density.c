/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a leader sees where trouble is thick before he reads a number. The figure is an exact sum that can be
 * checked at any place.
 *
 * Points are kept in strips of latitude, one bandwidth high and sorted by x, so that a place looks at what is in reach.
 */

#include "wg-kernel-density.h"

#include <math.h>
#include <string.h>

/* of a normal curve, bandwidths: where the search begins, and where a point adds less than the smallest number there is */
#define FIRST_REACH 3.0
#define LAST_REACH 14.0
#define LEFT_OUT 1e-11 /* of the sum */

typedef struct
{
  double x;
  double y;
} Point;

struct _WgKernelDensity
{
  gatomicrefcount ref_count;
  WgKernel kernel;
  double bandwidth_m;
  double bottom;  /* of the first strip, metres */
  guint n_strips;
  guint *starts; /* n_strips + 1 */
  Point *points; /* strip by strip, x ascending */
};

G_DEFINE_BOXED_TYPE (WgKernelDensity, wg_kernel_density, wg_kernel_density_ref, wg_kernel_density_unref)

static const char *const nicks[] = { "quartic", "gaussian" };

const char *
wg_kernel_to_nick (WgKernel kernel)
{
  return nicks[MIN ((guint) kernel, G_N_ELEMENTS (nicks) - 1)];
}

gboolean
wg_kernel_from_nick (const char *nick, WgKernel *kernel)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_str_equal (nick, nicks[i]))
        {
          *kernel = (WgKernel) i;
          return TRUE;
        }
    }
  return FALSE;
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const Point *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

static guint
find_strip (const WgKernelDensity *self, double y)
{
  return (guint) CLAMP ((y - self->bottom) / self->bandwidth_m, 0.0, (double) self->n_strips - 1.0);
}

static void
fill_strips (WgKernelDensity *self, const double *x, const double *y, gsize n)
{
  g_autofree guint *ends = g_new0 (guint, self->n_strips + 1);

  for (gsize i = 0; i < n; i++)
    self->starts[find_strip (self, y[i]) + 1]++;
  for (guint strip = 0; strip < self->n_strips; strip++)
    self->starts[strip + 1] += self->starts[strip];
  memcpy (ends, self->starts, (self->n_strips + 1) * sizeof (guint));
  for (gsize i = 0; i < n; i++)
    self->points[ends[find_strip (self, y[i])]++] = (Point){ x[i], y[i] };
  for (guint strip = 0; strip < self->n_strips; strip++)
    qsort (self->points + self->starts[strip], self->starts[strip + 1] - self->starts[strip], sizeof (Point), compare_points);
}

WgKernelDensity *
wg_kernel_density_new (const double *x, const double *y, gsize n, WgKernel kernel, double bandwidth_m)
{
  WgKernelDensity *self;
  double low = n > 0 ? y[0] : 0.0, high = low;

  g_return_val_if_fail (bandwidth_m > 0.0, NULL);

  for (gsize i = 1; i < n; i++)
    {
      low = MIN (low, y[i]);
      high = MAX (high, y[i]);
    }
  self = g_new0 (WgKernelDensity, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->kernel = kernel;
  self->bandwidth_m = bandwidth_m;
  self->bottom = low;
  self->n_strips = (guint) MIN ((high - low) / bandwidth_m, 1e6) + 1;
  self->starts = g_new0 (guint, self->n_strips + 1);
  self->points = g_new (Point, MAX (n, 1));
  fill_strips (self, x, y, n);
  return self;
}

WgKernelDensity *
wg_kernel_density_ref (WgKernelDensity *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wg_kernel_density_unref (WgKernelDensity *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->starts);
  g_free (self->points);
  g_free (self);
}

/* The first point of a strip that is not left of @x. */
static guint
find_first (const WgKernelDensity *self, guint strip, double x)
{
  guint low = self->starts[strip], high = self->starts[strip + 1];

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->points[middle].x < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Σ (1 - d² / R²)² over the points nearer than R. */
static double
sum_quartic (const WgKernelDensity *self, double x, double y)
{
  double radius = self->bandwidth_m, square = radius * radius, sum = 0.0;
  guint last = find_strip (self, y + radius);

  for (guint strip = find_strip (self, y - radius); strip <= last; strip++)
    {
      for (guint i = find_first (self, strip, x - radius); i < self->starts[strip + 1] && self->points[i].x <= x + radius; i++)
        {
          double dx = self->points[i].x - x, dy = self->points[i].y - y;
          double left = 1.0 - (dx * dx + dy * dy) / square;

          sum += left > 0.0 ? left * left : 0.0;
        }
    }
  return sum;
}

/* The same of exp (-d² / 2σ²) = exp (-4 d² / R²) over the points nearer than @reach. */
static double
sum_near (const WgKernelDensity *self, double x, double y, double reach)
{
  double scale = -4.0 / (self->bandwidth_m * self->bandwidth_m), square = reach * reach, sum = 0.0;
  guint last = find_strip (self, y + reach);

  for (guint strip = find_strip (self, y - reach); strip <= last; strip++)
    {
      double low = self->bottom + strip * self->bandwidth_m, high = low + self->bandwidth_m;
      double off = y < low ? low - y : strip + 1 < self->n_strips ? MAX (y - high, 0.0) : 0.0;
      double across = sqrt (MAX (square - off * off, 0.0));

      for (guint i = find_first (self, strip, x - across); i < self->starts[strip + 1] && self->points[i].x <= x + across; i++)
        {
          double dx = self->points[i].x - x, dy = self->points[i].y - y, far = dx * dx + dy * dy;

          if (far <= square)
            sum += exp (scale * far);
        }
    }
  return sum;
}

/* A normal curve has no end, but beyond three bandwidths a point adds 2e-16 of what it adds at its own place. Far from all of
 * them even that may be all there is, so the reach grows until what is left out cannot be seen in the sum.
 */
static double
sum_gaussian (const WgKernelDensity *self, double x, double y)
{
  guint n = self->starts[self->n_strips];

  for (double reach = FIRST_REACH; reach < LAST_REACH; reach *= 1.5)
    {
      double sum = sum_near (self, x, y, reach * self->bandwidth_m);

      if (n * exp (-4.0 * reach * reach) <= LEFT_OUT * sum)
        return sum;
    }
  return 0.0;
}

double
wg_kernel_density_get (const WgKernelDensity *self, double x, double y)
{
  double square = self->bandwidth_m * self->bandwidth_m;

  if (self->kernel == WG_KERNEL_QUARTIC)
    return 3.0 / (G_PI * square) * sum_quartic (self, x, y);
  return 4.0 / (G_PI * square) * sum_gaussian (self, x, y);
}
