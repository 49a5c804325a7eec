/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgLimitUnit:
 * @WG_LIMIT_URGENT_HOUR: 紧急工作时, an hour of 3,600,000 ms, day and night
 * @WG_LIMIT_WORK_HOUR: 工作时, 3,600,000 ms inside office hours
 * @WG_LIMIT_WORK_DAY: 工作日, 28,800,000 ms (8 hours) inside office hours, whatever the office hours of a day add up to
 * @WG_LIMIT_CALENDAR_DAY: 自然日, 86,400,000 ms, day and night, on the days of 23 and 25 hours too
 *
 * The unit in which a limit is given. The nicks are `urgent_hour`, `work_hour`, `work_day`, `calendar_day`.
 */
typedef enum
{
  WG_LIMIT_URGENT_HOUR,
  WG_LIMIT_WORK_HOUR,
  WG_LIMIT_WORK_DAY,
  WG_LIMIT_CALENDAR_DAY,
} WgLimitUnit;
#define WG_N_LIMIT_UNITS 4

const char *wg_limit_unit_to_nick (WgLimitUnit unit);
const char *wg_limit_unit_get_label (WgLimitUnit unit);
gboolean wg_limit_unit_from_nick (const char *nick, WgLimitUnit *unit);

/**
 * wg_limit_unit_is_continuous:
 *
 * Returns: whether the unit runs through nights and days off.
 */
gboolean wg_limit_unit_is_continuous (WgLimitUnit unit);

/**
 * wg_limit_to_ms:
 * @limit_n: how many units, not negative; a part of a unit is allowed
 * @unit: the unit
 *
 * Returns: the limit in counted milliseconds, rounded to the nearest one.
 */
gint64 wg_limit_to_ms (double limit_n, WgLimitUnit unit);

/**
 * wg_limit_format:
 *
 * Returns: (transfer full): "2 continuous hours", "0.5 office hours", "1 working day", in the language of the screen.
 */
char *wg_limit_format (double limit_n, WgLimitUnit unit);

G_END_DECLS
