/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgPlane:
 *
 * Metres on a flat sheet that touches the district in its middle: transverse Mercator on the district's own meridian.
 * Lengths are right to 1e-5 within 25 km of that meridian. Use by one thread at a time.
 */
typedef struct _WgPlane WgPlane;

/**
 * wg_plane_new:
 * @box: what the sheet is for, in degrees; the equator at Greenwich when it is empty
 *
 * Returns: (transfer full): the sheet; its origin is the middle of @box
 */
WgPlane *wg_plane_new (const WgBox *box);
void wg_plane_free (WgPlane *plane);

/**
 * wg_plane_project:
 * @lon: degrees
 * @lat: degrees
 * @x: (out): metres eastwards of the origin; NAN where the sheet does not reach
 * @y: (out): metres northwards of it
 */
void wg_plane_project (WgPlane *plane, double lon, double lat, double *x, double *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPlane, wg_plane_free)

G_END_DECLS
