/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-deadline.h"

G_BEGIN_DECLS

/**
 * WgClockPause:
 * @from_ms: when the clock stood still
 * @to_ms: when it went on, or will; %WG_TIME_NONE while nobody knows
 * @why: `check`, `suspended`, `merged` or `precheck`; static text
 */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  const char *why;
} WgClockPause;

/**
 * WgClockHolder:
 * @from_ms: since when the case was theirs
 * @to_ms: until when; %WG_TIME_NONE while it still is
 * @name: person or unit
 */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  char *name;
} WgClockHolder;

/**
 * WgLedgerRow:
 * @from_ms: begin
 * @to_ms: end, not part of it
 * @counted: whether the clock ran
 * @why: `counted`, `day_off`, `off_hours`, or the reason of the pause; static text
 * @holder: (nullable): who had the case; belongs to the ledger
 */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  gboolean counted;
  const char *why;
  const char *holder;
} WgLedgerRow;

/**
 * WgClockLedger:
 * @kind: `intake`, `precheck`, `dispatch`, `handling` or `check`
 * @run: the run of the case it belongs to
 * @seq: the how many-th of its kind in that run
 * @deadline: start, limit and extensions; its pauses are not set
 * @stopped_ms: when it was stopped, or %WG_TIME_NONE
 * @stored_ms: what was written down as used when it was stopped, or %WG_TIME_NONE
 * @until_ms: the instant up to which @rows and @status tell: now, or when it was stopped
 * @pauses: (element-type WgClockPause): when it stood, by their begin
 * @holders: (element-type WgClockHolder): who had the case, by their begin; none for a clock of a desk
 * @status: what is used, when it is due
 * @rows: (element-type WgLedgerRow): where the time went, end to end from the start to @until_ms
 *
 * One clock of one case with its proof: the counted rows add up to `status.used_ms`.
 */
typedef struct
{
  char *kind;
  int run;
  int seq;
  WgDeadline deadline;
  gint64 stopped_ms;
  gint64 stored_ms;
  gint64 until_ms;
  GArray *pauses;
  GArray *holders;
  WgDeadlineStatus status;
  GArray *rows;
} WgClockLedger;

WgClockLedger *wg_clock_ledger_new (const char *kind);
void wg_clock_ledger_free (WgClockLedger *self);

void wg_clock_ledger_add_pause (WgClockLedger *self, gint64 from_ms, gint64 to_ms, const char *why);
void wg_clock_ledger_add_holder (WgClockLedger *self, gint64 from_ms, gint64 to_ms, const char *name);

/**
 * wg_clock_ledger_close:
 * @calendar: working days and office hours
 * @now_ms: the instant of the question
 *
 * Computes @status and @rows from the rest; once.
 */
void wg_clock_ledger_close (WgClockLedger *self, WgCalendar *calendar, gint64 now_ms);

/**
 * wg_ledger_why_get_label:
 * @why: of a #WgLedgerRow
 *
 * Returns: (transfer none): for the screen.
 */
const char *wg_ledger_why_get_label (const char *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgClockLedger, wg_clock_ledger_free)

G_END_DECLS
