/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-backlog.h"

G_BEGIN_DECLS

/**
 * WgMeasure:
 * @WG_MEASURE_OPEN: open cases, suspended ones not counted
 * @WG_MEASURE_OVERDUE: those past their limit
 * @WG_MEASURE_HOUSEHOLDS: open cases a thousand households
 * @WG_MEASURE_KEEPERS: open cases a keeper (posts A and B)
 *
 * What the colours and numbers of the map tell.
 */
typedef enum
{
  WG_MEASURE_OPEN,
  WG_MEASURE_OVERDUE,
  WG_MEASURE_HOUSEHOLDS,
  WG_MEASURE_KEEPERS,
} WgMeasure;
#define WG_N_MEASURES 4

/**
 * WG_MEASURE_UNDEFINED:
 *
 * The value of a rate whose ground is not there: no households, no keeper. It is never 0.
 */
#define WG_MEASURE_UNDEFINED G_GINT64_CONSTANT (-1)

/**
 * wg_measure_to_nick:
 *
 * Returns: (transfer none): the stored word.
 */
const char *wg_measure_to_nick (WgMeasure measure);
gboolean wg_measure_from_nick (const char *nick, WgMeasure *measure);
const char *wg_measure_get_title (WgMeasure measure);

/**
 * wg_measure_get_formula:
 *
 * Returns: (transfer none): what is divided by what, in words.
 */
const char *wg_measure_get_formula (WgMeasure measure);

/**
 * wg_measure_get_gap:
 *
 * Returns: (transfer none) (nullable): why a rate is not defined for a grid; %NULL for counts.
 */
const char *wg_measure_get_gap (WgMeasure measure);
gboolean wg_measure_is_rate (WgMeasure measure);

/**
 * wg_measure_get_value:
 * @counts: the backlog of a grid
 * @base: households or keepers of the grid; not looked at for counts
 *
 * Returns: a count, or a rate in tenths: rounded, but never to 0 where a case is open; or %WG_MEASURE_UNDEFINED.
 */
gint64 wg_measure_get_value (WgMeasure measure, const WgBacklogCounts *counts, gint64 base);

/**
 * wg_measure_format:
 *
 * Returns: (transfer full): "12", "3.4", or "–" for %WG_MEASURE_UNDEFINED.
 */
char *wg_measure_format (WgMeasure measure, gint64 value);

/**
 * wg_measure_list_values:
 * @keepers: (nullable): how many keepers each grid of the tree of @backlog has, those below it included; %NULL: not known
 *
 * Returns: (transfer full) (array): the value of every grid of the tree, by its index. Households are those that a grid
 *   has been given, else the sum of those below it.
 */
gint64 *wg_measure_list_values (WgMeasure measure, WgBacklog *backlog, const gint64 *keepers);

/**
 * wg_measure_list_bases:
 *
 * Returns: (transfer full) (nullable) (array): what the rate of every grid is divided by, 0 where that is not known; %NULL
 *   for counts, which are divided by nothing.
 */
gint64 *wg_measure_list_bases (WgMeasure measure, WgBacklog *backlog, const gint64 *keepers);

G_END_DECLS
