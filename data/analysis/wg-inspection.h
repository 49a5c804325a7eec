/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgInspectionPoint:
 * @number: its line in the list, 1 is the first below the header
 * @lon: degrees
 * @lat: degrees
 * @at_ms: when it was seen, milliseconds UTC
 * @class_code: (nullable): what it is, a class of the catalogue or words
 * @text: (nullable): what the inspector wrote
 * @problem: (nullable): why the line cannot be used; nothing else is set then
 * @match: (nullable): the case that it is
 * @score: of the match, 0 to 100
 * @distance_m: to the case
 * @hours: between the report of the case and the inspection; below 0 when the case came later
 *
 * A line of an inspector's list (督查案卷).
 */
typedef struct
{
  guint number;
  double lon;
  double lat;
  gint64 at_ms;
  char *class_code;
  char *text;
  char *problem;
  WgCaseRecord *match;
  int score;
  double distance_m;
  double hours;
} WgInspectionPoint;

void wg_inspection_point_free (WgInspectionPoint *point);

/**
 * wg_inspection_parse:
 * @text: a table of RFC 4180 with the columns lon, lat, time (经度, 纬度, 时间) and perhaps class, text (类别, 描述)
 * @zone: (nullable): how times without a zone are read
 *
 * Returns: (transfer full) (element-type WgInspectionPoint): every line, those that cannot be used with their @problem; %NULL
 *   with %WG_ERROR_UNREADABLE when a column is missing
 */
GPtrArray *wg_inspection_parse (const char *text, GTimeZone *zone, GError **error);

/**
 * wg_inspection_parse_rows:
 * @rows: (element-type GStrv): the header and the lines of a table that was read already
 *
 * Returns: (transfer full) (element-type WgInspectionPoint): as wg_inspection_parse()
 */
GPtrArray *wg_inspection_parse_rows (const GPtrArray *rows, GTimeZone *zone, GError **error);

/**
 * wg_inspection_match:
 * @points: (element-type WgInspectionPoint): get their matches
 * @cases: (element-type WgCaseRecord): rejected and merged ones are passed over
 * @within_m: how far apart they may be
 * @hours: how long apart, either way
 *
 * A point that is no farther and no longer apart scores 50 for the place, 30 for the time, both falling off to 0 at the
 * limit, and 20 for the same class, 10 when it is not known or one of two classes lies above the other. Two known classes of
 * which none lies above the other do not match. The best pairs are taken first, no case twice; equal scores by the distance,
 * then by the line and the number of the case.
 */
void wg_inspection_match (GPtrArray *points, const GPtrArray *cases, double within_m, double hours);

/**
 * wg_inspection_sample:
 * @cases: (element-type WgCaseRecord): in any order
 * @n: how many of each grid, at most
 * @seed: the same seed draws the same cases
 *
 * Draws without replacement. What is drawn in a grid depends on the cases of that grid alone.
 *
 * Returns: (transfer container) (element-type WgCaseRecord): by grid, then by number
 */
GPtrArray *wg_inspection_sample (const GPtrArray *cases, guint n, guint32 seed);

G_END_DECLS
