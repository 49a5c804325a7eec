/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgKernel:
 * @WG_KERNEL_QUARTIC: 3 / (π R²) · (1 - d² / R²)² up to R, the bandwidth
 * @WG_KERNEL_GAUSSIAN: a normal curve of deviation R / √8, which has the same spread as the quartic one; no end
 */
typedef enum
{
  WG_KERNEL_QUARTIC,
  WG_KERNEL_GAUSSIAN,
} WgKernel;

const char *wg_kernel_to_nick (WgKernel kernel);
gboolean wg_kernel_from_nick (const char *nick, WgKernel *kernel);

/**
 * WgKernelDensity:
 *
 * How thick points lie: every point is spread over its surroundings. Immutable, reference-counted, safe to share between
 * threads. Points and places are metres on one plane.
 */
typedef struct _WgKernelDensity WgKernelDensity;

#define WG_TYPE_KERNEL_DENSITY (wg_kernel_density_get_type ())
GType wg_kernel_density_get_type (void) G_GNUC_CONST;

/**
 * wg_kernel_density_new:
 * @x: (array length=n): metres eastwards
 * @y: (array length=n): metres northwards
 * @bandwidth_m: the radius R in metres, above 0
 *
 * spatstat's `sigma` is R / √8 for both kernels.
 *
 * Returns: (transfer full): the density of the points
 */
WgKernelDensity *wg_kernel_density_new (const double *x, const double *y, gsize n, WgKernel kernel, double bandwidth_m);
WgKernelDensity *wg_kernel_density_ref (WgKernelDensity *density);
void wg_kernel_density_unref (WgKernelDensity *density);

/**
 * wg_kernel_density_get:
 *
 * The plain sum over all points, not corrected for the edge of the district: beyond it there may be as many. Divided by
 * wg_kernel_window_get_share() it is.
 *
 * Returns: points per square metre at a place
 */
double wg_kernel_density_get (const WgKernelDensity *density, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgKernelDensity, wg_kernel_density_unref)

G_END_DECLS
