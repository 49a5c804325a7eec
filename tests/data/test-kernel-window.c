/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The share of a kernel inside a window: against the sum over a fine raster, and where it is known without counting; and the
 * density itself against the sum over all points, in the thick of them and where the nearest is far away.
 */

#include "wg-kernel-density.h"
#include "wg-kernel-window.h"

#include <math.h>

#define BANDWIDTH 100.0

static WgKernelWindow *
make_window (const double *corners, guint n, WgKernel kernel)
{
  g_autofree WgPlaneEdge *edges = g_new (WgPlaneEdge, n);

  for (guint i = 0; i < n; i++)
    edges[i] = (WgPlaneEdge){ corners[2 * i], corners[2 * i + 1], corners[2 * ((i + 1) % n)], corners[2 * ((i + 1) % n) + 1] };
  return wg_kernel_window_new (edges, n, kernel, BANDWIDTH);
}

static double
get_kernel (WgKernel kernel, double square)
{
  double ratio = square / (BANDWIDTH * BANDWIDTH);

  if (kernel == WG_KERNEL_GAUSSIAN)
    return 4.0 / G_PI * exp (-4.0 * ratio);
  return ratio < 1.0 ? 3.0 / G_PI * (1.0 - ratio) * (1.0 - ratio) : 0.0;
}

/* Midpoints of a raster, the kernel where the window has them. */
static double
sum_raster (const WgKernelWindow *window, WgKernel kernel, double x, double y)
{
  double reach = kernel == WG_KERNEL_QUARTIC ? 1.0 : 2.2, step = 0.0025, sum = 0.0;

  for (double v = -reach + step / 2; v < reach; v += step)
    {
      for (double u = -reach + step / 2; u < reach; u += step)
        {
          if (wg_kernel_window_contains (window, x + u * BANDWIDTH, y + v * BANDWIDTH))
            sum += get_kernel (kernel, (u * u + v * v) * BANDWIDTH * BANDWIDTH) * step * step;
        }
    }
  return sum;
}

static void
test_against_a_raster (void)
{
  /* A horseshoe: places see across the gap to the other arm. */
  static const double shoe[] = { 0, 0, 300, 0, 300, 280, 210, 290, 200, 90, 110, 80, 90, 310, 5, 250 };

  for (int kernel = WG_KERNEL_QUARTIC; kernel <= WG_KERNEL_GAUSSIAN; kernel++)
    {
      g_autoptr (WgKernelWindow) window = make_window (shoe, 8, (WgKernel) kernel);
      guint n_inside = 0;

      while (n_inside < 8)
        {
          double x = g_test_rand_double_range (0, 300), y = g_test_rand_double_range (0, 300);
          double share = wg_kernel_window_get_share (window, x, y);

          if (!wg_kernel_window_contains (window, x, y))
            {
              g_assert_cmpfloat (share, ==, 0.0);
              continue;
            }
          g_assert_cmpfloat (fabs (share - sum_raster (window, (WgKernel) kernel, x, y)), <, 3e-3);
          n_inside++;
        }
    }
}

static void
test_known_places (void)
{
  static const double square[] = { -1000, -1000, 1000, -1000, 1000, 1000, -1000, 1000 };

  for (int kernel = WG_KERNEL_QUARTIC; kernel <= WG_KERNEL_GAUSSIAN; kernel++)
    {
      g_autoptr (WgKernelWindow) window = make_window (square, 4, (WgKernel) kernel);

      g_assert_cmpfloat (wg_kernel_window_get_share (window, 0, 0), ==, 1.0);
      g_assert_cmpfloat (fabs (wg_kernel_window_get_share (window, 1000 - 1e-6, 3) - 0.5), <, 1e-6);
      g_assert_cmpfloat (fabs (wg_kernel_window_get_share (window, 1000 - 1e-6, 1000 - 1e-6) - 0.25), <, 1e-6);
      g_assert_cmpfloat (wg_kernel_window_get_share (window, 1001, 0), ==, 0.0);
    }
}

/* Two grids side by side are one window: the border between them is no edge. */
static void
test_shared_border (void)
{
  static const WgPlaneEdge both[] = { { 0, 0, 500, 0 }, { 500, 0, 500, 800 }, { 500, 800, 0, 800 }, { 0, 800, 0, 0 },
                                      { 500, 0, 900, 0 }, { 900, 0, 900, 800 }, { 900, 800, 500, 800 }, { 500, 800, 500, 0 } };
  static const double whole[] = { 0, 0, 900, 0, 900, 800, 0, 800 };

  for (int kernel = WG_KERNEL_QUARTIC; kernel <= WG_KERNEL_GAUSSIAN; kernel++)
    {
      g_autoptr (WgKernelWindow) two = wg_kernel_window_new (both, G_N_ELEMENTS (both), (WgKernel) kernel, BANDWIDTH);
      g_autoptr (WgKernelWindow) one = make_window (whole, 4, (WgKernel) kernel);

      for (guint i = 0; i < 200; i++)
        {
          double x = g_test_rand_double_range (1, 899), y = g_test_rand_double_range (1, 799);

          g_assert_cmpfloat (fabs (wg_kernel_window_get_share (two, x, y) - wg_kernel_window_get_share (one, x, y)), <, 1e-8);
        }
    }
}

static void
test_density (void)
{
  enum { N = 400 };
  double x[N], y[N];

  for (guint i = 0; i < N; i++)
    {
      x[i] = g_test_rand_double_range (0.0, i < 300 ? 200.0 : 3000.0);
      y[i] = g_test_rand_double_range (0.0, i < 300 ? 200.0 : 3000.0);
    }
  for (int kernel = WG_KERNEL_QUARTIC; kernel <= WG_KERNEL_GAUSSIAN; kernel++)
    {
      g_autoptr (WgKernelDensity) density = wg_kernel_density_new (x, y, N, (WgKernel) kernel, BANDWIDTH);

      for (double at = -900.0; at < 4000.0; at += 61.0)
        {
          double sum = 0.0, ours = wg_kernel_density_get (density, at, at / 2.0) * BANDWIDTH * BANDWIDTH;

          for (guint i = 0; i < N; i++)
            sum += get_kernel ((WgKernel) kernel, (x[i] - at) * (x[i] - at) + (y[i] - at / 2.0) * (y[i] - at / 2.0));
          g_assert_cmpfloat (fabs (ours - sum), <=, 1e-10 * sum + 1e-14);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kernel-window/as-a-raster-says", test_against_a_raster);
  g_test_add_func ("/kernel-window/known-places", test_known_places);
  g_test_add_func ("/kernel-window/no-edge-between-grids", test_shared_border);
  g_test_add_func ("/kernel-window/density", test_density);
  return g_test_run ();
}
