/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether a border is crossed, touched or followed must have one answer; it is taken from integers of 128 bits, and
 * only a place where two lines meet is rounded.
 */
#pragma once

#include "wg-shape-private.h"

G_BEGIN_DECLS

/* Where a point lies. */
typedef enum
{
  WG_PLACE_OUTSIDE,
  WG_PLACE_BORDER,
  WG_PLACE_INSIDE,
} WgPlace;

static inline gboolean
wg_corner_equal (WgCorner a, WgCorner b)
{
  return a.lon == b.lon && a.lat == b.lat;
}

static inline int
wg_corner_compare (WgCorner a, WgCorner b)
{
  if (a.lon != b.lon)
    return a.lon < b.lon ? -1 : 1;
  return a.lat < b.lat ? -1 : a.lat > b.lat;
}

/* Twice the area of the triangle; positive when @c is on the left of the way from @a to @b. */
static inline __int128
wg_exact_turn (WgCorner a, WgCorner b, WgCorner c)
{
  return (__int128) (b.lon - a.lon) * (c.lat - a.lat) - (__int128) (b.lat - a.lat) * (c.lon - a.lon);
}

static inline int
wg_exact_side (WgCorner a, WgCorner b, WgCorner c)
{
  __int128 turn = wg_exact_turn (a, b, c);

  return turn < 0 ? -1 : turn > 0;
}

static inline gboolean
wg_exact_in_box (WgCorner a, WgCorner b, WgCorner c)
{
  return MIN (a.lon, b.lon) <= c.lon && c.lon <= MAX (a.lon, b.lon) && MIN (a.lat, b.lat) <= c.lat
         && c.lat <= MAX (a.lat, b.lat);
}

static inline gboolean
wg_exact_on (WgCorner a, WgCorner b, WgCorner c)
{
  return wg_exact_in_box (a, b, c) && wg_exact_turn (a, b, c) == 0;
}

static inline gboolean
wg_exact_boxes_meet (WgCorner a, WgCorner b, WgCorner c, WgCorner d)
{
  return MIN (a.lon, b.lon) <= MAX (c.lon, d.lon) && MIN (c.lon, d.lon) <= MAX (a.lon, b.lon)
         && MIN (a.lat, b.lat) <= MAX (c.lat, d.lat) && MIN (c.lat, d.lat) <= MAX (a.lat, b.lat);
}

/* Whether a-b and c-d have one point in common that is an end of neither. */
static inline gboolean
wg_exact_cross (WgCorner a, WgCorner b, WgCorner c, WgCorner d)
{
  return wg_exact_boxes_meet (a, b, c, d) && wg_exact_side (a, b, c) * wg_exact_side (a, b, d) < 0
         && wg_exact_side (c, d, a) * wg_exact_side (c, d, b) < 0;
}

/* The common point of two lines that are not parallel. Numerator and denominator are exact, the quotient keeps 64 bits:
 * enough for the nearest integer but for ties.
 */
static inline WgCorner
wg_exact_meeting (WgCorner a, WgCorner b, WgCorner c, WgCorner d)
{
  __int128 numerator = (__int128) (c.lon - a.lon) * (d.lat - c.lat) - (__int128) (c.lat - a.lat) * (d.lon - c.lon);
  __int128 denominator = (__int128) (b.lon - a.lon) * (d.lat - c.lat) - (__int128) (b.lat - a.lat) * (d.lon - c.lon);
  long double part = (long double) numerator / (long double) denominator;

  return (WgCorner){ a.lon + llroundl (part * (b.lon - a.lon)), a.lat + llroundl (part * (b.lat - a.lat)) };
}

G_END_DECLS
