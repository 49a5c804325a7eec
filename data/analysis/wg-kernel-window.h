/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-kernel-density.h"

G_BEGIN_DECLS

/**
 * WgPlaneEdge:
 * @x0: metres eastwards, where it begins
 * @y0: metres northwards
 * @x1: where it ends
 * @y1: likewise
 *
 * One straight piece of an outline; the inside lies to its left.
 */
typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} WgPlaneEdge;

/**
 * WgKernelWindow:
 *
 * The ground on which cases are registered. A place near its border sees less of it than one in the middle, and a density
 * that does not know this falls off towards every border. Immutable, safe to share between threads.
 */
typedef struct _WgKernelWindow WgKernelWindow;

/**
 * wg_kernel_window_new:
 * @edges: (array length=n): the outlines of grids in any order; borders that two of them share take each other out
 * @kernel: as of the density
 * @bandwidth_m: as of the density
 *
 * Returns: (transfer full): the window
 */
WgKernelWindow *wg_kernel_window_new (const WgPlaneEdge *edges, gsize n, WgKernel kernel, double bandwidth_m);
void wg_kernel_window_free (WgKernelWindow *window);

/**
 * wg_kernel_window_contains:
 *
 * Returns: whether the place, in metres, lies inside
 */
gboolean wg_kernel_window_contains (const WgKernelWindow *window, double x, double y);

/**
 * wg_kernel_window_get_share:
 *
 * How much of a case at this place would be spread over the window: the integral of the kernel over it, which is what
 * spatstat divides by (`edge = TRUE`, `diggle = FALSE`). Along a ray the kernel is integrated in closed form, and so is, for
 * the quartic one, the way along an edge; the normal one is summed up by Gauss and Legendre to 1e-9.
 *
 * Returns: above 0 and at most 1; 0 outside
 */
double wg_kernel_window_get_share (const WgKernelWindow *window, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgKernelWindow, wg_kernel_window_free)

G_END_DECLS
