/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgDatum:
 * @WG_DATUM_NONE: WGS 84 as it is; CGCS2000 is the same within centimetres
 * @WG_DATUM_GCJ02: shifted by the rule that Chinese street maps follow, 100 to 700 m inside a rectangle around China
 * @WG_DATUM_BD09: GCJ-02 shifted once more, as Baidu does, everywhere
 *
 * In which coordinates somebody drew a map. Stored by its nick.
 */
typedef enum
{
  WG_DATUM_NONE,
  WG_DATUM_GCJ02,
  WG_DATUM_BD09,
} WgDatum;

/**
 * wg_datum_from_wgs84:
 * @datum: the other system
 * @lon: (inout): degrees
 * @lat: (inout): degrees
 *
 * Where a point of the world is on a map of @datum. Outside 72.004 to 137.8347 degrees east and 0.8293 to 55.8271 north
 * (edges inside) GCJ-02 is WGS 84. Nobody published the rule; these are the formulas in use since 2010, which agree
 * with each other to the last digit, and which Baidu's shift is stated relative to.
 */
void wg_datum_from_wgs84 (WgDatum datum, double *lon, double *lat);

/**
 * wg_datum_to_wgs84:
 * @datum: the system of the point
 * @lon: (inout): degrees
 * @lat: (inout): degrees
 *
 * The other way round. There is no closed formula: the shift is taken off, looked up at the place so found, and taken
 * off anew, four times: a thousandth of a millimetre is left. (Taking it off once leaves up to 3.6 m; the closed
 * formula in use for BD-09 leaves 0.2 m.)
 */
void wg_datum_to_wgs84 (WgDatum datum, double *lon, double *lat);

/**
 * wg_datum_to_nick:
 *
 * Returns: `none`, `gcj02` or `bd09`.
 */
const char *wg_datum_to_nick (WgDatum datum);

/**
 * wg_datum_from_nick:
 * @nick: (nullable): as above
 * @datum: (out): the datum
 *
 * Returns: whether it is one.
 */
gboolean wg_datum_from_nick (const char *nick, WgDatum *datum);

G_END_DECLS
