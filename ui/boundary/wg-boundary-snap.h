/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-sketch.h"

G_BEGIN_DECLS

/**
 * WgSnapKind:
 * @WG_SNAP_NONE: nothing is near
 * @WG_SNAP_CORNER: a corner of a grid
 * @WG_SNAP_BORDER: a border of a grid
 * @WG_SNAP_ROAD: the centre line of a road
 * @WG_SNAP_BUILDING: the wall or a corner of a building
 */
typedef enum
{
  WG_SNAP_NONE,
  WG_SNAP_CORNER,
  WG_SNAP_BORDER,
  WG_SNAP_ROAD,
  WG_SNAP_BUILDING,
} WgSnapKind;

/**
 * WgSnap:
 * @lon: where the point goes, degrees
 * @lat: degrees
 * @from: one end of what it lies on, degrees
 * @to: the other end
 * @name: (nullable): of the road or grid; belongs to the sketch
 */
typedef struct
{
  WgSnapKind kind;
  double lon;
  double lat;
  double from[2];
  double to[2];
  const char *name;
} WgSnap;

/**
 * wg_boundary_snap_find:
 * @within_m: how near it must be
 * @not_at: (nullable): a corner that is being moved: it is no goal, nor are the borders that hang on it
 *
 * What a point is meant to lie on. A corner is taken before a line, however near that is.
 *
 * Returns: whether there is anything
 */
gboolean wg_boundary_snap_find (WgBoundarySketch *sketch, double lon, double lat, double within_m, const double *not_at,
                                WgSnap *snap);

/**
 * wg_snap_kind_get_label:
 *
 * Returns: (transfer none): what it is, in the language of the screen
 */
const char *wg_snap_kind_get_label (WgSnapKind kind);

/**
 * wg_boundary_place_parse:
 * @text: "116.635124, 40.318721" in degrees, or "+12.5, -3 m" to the east and north of @base; commas and signs also in
 *   full width
 * @base: (nullable): longitude and latitude that relative metres count from
 * @place: (out): longitude and latitude
 *
 * Returns: whether @text is a place
 */
gboolean wg_boundary_place_parse (const char *text, const double *base, double place[2]);

/**
 * wg_boundary_place_shift:
 * @east_m: metres
 * @north_m: metres
 *
 * Moves a place along the ground.
 */
void wg_boundary_place_shift (double place[2], double east_m, double north_m);

/**
 * wg_boundary_bearing_degrees:
 *
 * Returns: the direction from @a to @b, clockwise from north, 0 to 360
 */
double wg_boundary_bearing_degrees (const double a[2], const double b[2]);

/**
 * wg_boundary_turn_degrees:
 *
 * Returns: the angle at @b between the ways to @a and to @c, 0 to 180 degrees
 */
double wg_boundary_turn_degrees (const double a[2], const double b[2], const double c[2]);

G_END_DECLS
