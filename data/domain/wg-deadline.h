/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-calendar.h"
#include "wg-limit.h"

G_BEGIN_DECLS

/**
 * WgPause:
 * @from_ms: when it begins, in milliseconds UTC
 * @to_ms: when counting goes on; %WG_TIME_NONE while nobody knows
 *
 * A half-open stretch in which the clock stands.
 */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
} WgPause;

/**
 * WG_DEADLINE_MAX_EXTENSIONS:
 *
 * More than any rule grants; keeps the arithmetic inside 64 bits.
 */
#define WG_DEADLINE_MAX_EXTENSIONS 1000

/**
 * WgDeadline:
 * @start_ms: when the clock starts, in milliseconds UTC
 * @limit_n: how many units, not negative
 * @limit_unit: the unit
 * @extensions: how many times the limit was granted again in full, up to %WG_DEADLINE_MAX_EXTENSIONS
 * @pauses: (array length=n_pauses) (nullable): in any order; they may overlap, touch, be empty, begin before the start
 *   or lie ahead. The caller keeps them while the deadline is used.
 * @n_pauses: how many
 *
 * Everything a clock depends on but the calendar.
 */
typedef struct
{
  gint64 start_ms;
  double limit_n;
  WgLimitUnit limit_unit;
  guint extensions;
  const WgPause *pauses;
  gsize n_pauses;
} WgDeadline;

/**
 * WgDeadlineState:
 * @WG_DEADLINE_OK: less than three quarters used
 * @WG_DEADLINE_WARNING: three quarters used
 * @WG_DEADLINE_OVERDUE: all used, or more
 *
 * The nicks are `ok`, `warning`, `overdue`.
 */
typedef enum
{
  WG_DEADLINE_OK,
  WG_DEADLINE_WARNING,
  WG_DEADLINE_OVERDUE,
} WgDeadlineState;

const char *wg_deadline_state_to_nick (WgDeadlineState state);
const char *wg_deadline_state_get_label (WgDeadlineState state);

/**
 * WgIntervalKind:
 * @WG_INTERVAL_COUNTED: the clock ran
 * @WG_INTERVAL_PAUSED: it was paused
 * @WG_INTERVAL_DAY_OFF: it counts working days, and this was none
 * @WG_INTERVAL_OFF_HOURS: it counts office hours, and these were none
 *
 * Why an interval counts or does not; the first that applies, in the order paused, day off, outside office hours. The
 * nicks are `counted`, `paused`, `day_off`, `off_hours`.
 */
typedef enum
{
  WG_INTERVAL_COUNTED,
  WG_INTERVAL_PAUSED,
  WG_INTERVAL_DAY_OFF,
  WG_INTERVAL_OFF_HOURS,
} WgIntervalKind;
#define WG_N_INTERVAL_KINDS 4

const char *wg_interval_kind_to_nick (WgIntervalKind kind);
const char *wg_interval_kind_get_label (WgIntervalKind kind);

/**
 * WgInterval:
 *
 * A half-open stretch [from_ms, to_ms) of one kind.
 */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  WgIntervalKind kind;
} WgInterval;

/**
 * WgDeadlineStatus:
 * @limit_ms: the limit with its extensions, in counted milliseconds
 * @due_ms: the earliest instant at which all of it is used; in time is before that. %WG_TIME_NONE when it is not
 *   reached in 200 years (a pause without an end, a calendar without office hours)
 * @warn_ms: the earliest instant at which three quarters are used, or %WG_TIME_NONE
 * @used_ms: counted milliseconds up to now; goes on growing after the limit
 * @state: follows from used_ms and limit_ms alone
 * @counting: whether the clock is running at now (after the limit, too)
 * @paused: whether it is paused at now
 * @uncounted_ms: by #WgIntervalKind, what was not counted up to now. Their sum and used_ms add up to now - start
 */
typedef struct
{
  gint64 limit_ms;
  gint64 due_ms;
  gint64 warn_ms;
  gint64 used_ms;
  WgDeadlineState state;
  gboolean counting;
  gboolean paused;
  gint64 uncounted_ms[WG_N_INTERVAL_KINDS];
} WgDeadlineStatus;

/**
 * wg_deadline_compute:
 * @self: the clock
 * @calendar: working days and office hours
 * @now_ms: the instant of the question, in milliseconds UTC; may lie before the start
 * @status: (out): the answer
 *
 * Takes time in the days from the start to now and to the deadline, and none for the length of a pause.
 */
void wg_deadline_compute (const WgDeadline *self, WgCalendar *calendar, gint64 now_ms, WgDeadlineStatus *status);

/**
 * wg_deadline_list_intervals:
 * @self: the clock
 * @calendar: working days and office hours
 * @now_ms: the instant of the question, in milliseconds UTC
 *
 * The proof of the used time: intervals that lie end to end from the start to now, no two neighbours of one kind.
 *
 * Returns: (transfer full) (element-type WgInterval): the intervals, empty when now is not after the start.
 */
GArray *wg_deadline_list_intervals (const WgDeadline *self, WgCalendar *calendar, gint64 now_ms);

G_END_DECLS
