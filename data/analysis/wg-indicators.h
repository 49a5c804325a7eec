/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-period.h"

G_BEGIN_DECLS

/**
 * WgStepKind:
 * @WG_STEP_OTHER: changes the state at most
 *
 * What the figures ask of a row of a case's history.
 */
typedef enum
{
  WG_STEP_OTHER,
  WG_STEP_REPORT,
  WG_STEP_ON_SPOT,
  WG_STEP_FILE,
  WG_STEP_MERGE,
  WG_STEP_ASSIGN,
  WG_STEP_REASSIGN,
  WG_STEP_BOUNCE,
  WG_STEP_DONE,
  WG_STEP_PASS,
  WG_STEP_FAIL,
  WG_STEP_REOPEN,
  WG_STEP_SUSPEND,
  WG_STEP_RESUME,
  WG_STEP_CALLBACK,
} WgStepKind;

/**
 * wg_step_kind_from_verb:
 *
 * Returns: what a stored verb is to the figures
 */
WgStepKind wg_step_kind_from_verb (const char *verb);

/**
 * WgStep:
 * @kind: what it is
 * @at_ms: when, milliseconds UTC
 * @undone_ms: when it was undone, %WG_NO_TIME
 * @state: the state after it
 * @grid_id: the home grid from now on, %WG_NO_ID when it stays; outside all grids is 0
 * @due_ms: the handling deadline from now on, %WG_NO_TIME when it stays
 * @until_ms: of a suspension
 * @reporter: of a call-back: which reporter
 * @reached: of a call-back: -1 not said, 0 no, 1 yes; as the next two
 * @solved: whether the reporter calls it solved
 * @satisfied: whether he is satisfied
 *
 * One row of the history of a case.
 */
typedef struct
{
  WgStepKind kind;
  gint64 at_ms;
  gint64 undone_ms;
  WgCaseState state;
  gint64 grid_id;
  gint64 due_ms;
  gint64 until_ms;
  int reporter;
  gint8 reached;
  gint8 solved;
  gint8 satisfied;
} WgStep;

/**
 * WG_STEP_NONE:
 *
 * A step of which nothing is known yet.
 */
#define WG_STEP_NONE ((WgStep){ .undone_ms = WG_NO_TIME, .grid_id = WG_NO_ID, .due_ms = WG_NO_TIME, .until_ms = WG_NO_TIME, \
                                .reached = -1, .solved = -1, .satisfied = -1 })

/**
 * WgTally:
 *
 * What is counted to make the figures; the counts of two sets of cases that share none are added.
 */
typedef enum
{
  WG_TALLY_OPEN,
  WG_TALLY_SUSPENDED,
  WG_TALLY_OVERDUE,
  WG_TALLY_UNDISPATCHED,
  WG_TALLY_THIRD_BOUNCE,
  WG_TALLY_BOUNCES,
  WG_TALLY_REOPENED,
  WG_TALLY_REWORKS,
  WG_TALLY_CLOSED,
  WG_TALLY_CLOSED_ON_TIME,
  WG_TALLY_HANDLED,
  WG_TALLY_HANDLED_ON_TIME,
  WG_TALLY_LATE_AT_WORK,
  WG_TALLY_DISPATCHED,
  WG_TALLY_DISPATCHED_ON_TIME,
  WG_TALLY_CHECKED_CASES,
  WG_TALLY_REWORKED_CASES,
  WG_TALLY_ROUNDS,
  WG_TALLY_ACCURATE_ROUNDS,
  WG_TALLY_RECEIVED,
  WG_TALLY_RECEIVED_CLOSED,
  WG_TALLY_REACHED,
  WG_TALLY_SOLVED,
  WG_TALLY_ANSWERED,
  WG_TALLY_SATISFIED,
  WG_N_TALLIES,
} WgTally;

/**
 * wg_tally_to_nick:
 *
 * Returns: (transfer none): what it is called in an expression
 */
const char *wg_tally_to_nick (WgTally tally);

/**
 * wg_indicators_count:
 * @steps: (array length=n_steps): the whole history of one case, in its order
 * @period: what is asked about
 * @tallies: (array fixed-size=WG_N_TALLIES): the counts of this case are added to it
 * @grid_id: (out) (optional): where it counts: its last home grid before `as_of_ms`
 *
 * Domain, section 5. Nothing is counted of a case that was not there yet.
 *
 * Returns: whether it was there
 */
gboolean wg_indicators_count (const WgStep *steps, gsize n_steps, const WgPeriod *period, gint64 *tallies, gint64 *grid_id);

/**
 * WgIndicator:
 *
 * The figures of the centre, in the order in which they are printed.
 */
typedef enum
{
  WG_INDICATOR_BACKLOG_OPEN,
  WG_INDICATOR_BACKLOG_SUSPENDED,
  WG_INDICATOR_BACKLOG_OVERDUE,
  WG_INDICATOR_UNDISPATCHED,
  WG_INDICATOR_THIRD_BOUNCE,
  WG_INDICATOR_BOUNCES,
  WG_INDICATOR_REOPENED,
  WG_INDICATOR_REWORK_TIMES,
  WG_INDICATOR_DUE_TO_CLOSE,
  WG_INDICATOR_CLOSE_RATE,
  WG_INDICATOR_CLOSE_ON_TIME_RATE,
  WG_INDICATOR_HANDLE_RATE,
  WG_INDICATOR_HANDLE_ON_TIME_RATE,
  WG_INDICATOR_DISPATCH_ON_TIME_RATE,
  WG_INDICATOR_REWORK_RATE,
  WG_INDICATOR_ACCURATE_DISPATCH_RATE,
  WG_INDICATOR_DONE_RATE,
  WG_INDICATOR_FEEDBACK_RATE,
  WG_INDICATOR_SOLVED_RATE,
  WG_INDICATOR_SATISFACTION_RATE,
  WG_INDICATOR_CLOSED_BUT_UNHAPPY,
  WG_N_INDICATORS,
} WgIndicator;

const char *wg_indicator_to_nick (WgIndicator indicator);
gboolean wg_indicator_from_nick (const char *nick, WgIndicator *indicator);
const char *wg_indicator_get_title (WgIndicator indicator);

/**
 * wg_indicator_get_meaning:
 *
 * Returns: what is counted, and of a rate what it is divided by, as one sentence in the language of the program.
 */
const char *wg_indicator_get_meaning (WgIndicator indicator);

/**
 * wg_indicator_is_rate:
 *
 * Returns: whether it has a denominator and is told in percent
 */
gboolean wg_indicator_is_rate (WgIndicator indicator);

/**
 * wg_indicator_is_less_better:
 *
 * Returns: whether a centre is better when the figure is smaller: of backlogs, bounces, reworks
 */
gboolean wg_indicator_is_less_better (WgIndicator indicator);

/**
 * wg_indicator_get:
 * @tallies: (array fixed-size=WG_N_TALLIES): counts
 * @numerator: (out): of the figure; the whole figure when it is no rate
 * @denominator: (out): 1 when it is no rate
 */
void wg_indicator_get (WgIndicator indicator, const gint64 *tallies, gint64 *numerator, gint64 *denominator);

/**
 * wg_indicator_counts_case:
 * @tallies: (array fixed-size=WG_N_TALLIES): of one case
 *
 * Returns: whether the case is one of those in the numerator
 */
gboolean wg_indicator_counts_case (WgIndicator indicator, const gint64 *tallies);

/**
 * WgRounding:
 * @WG_ROUNDING_TRUNCATED: towards zero, as 98.08 % of 96,237 / 98,115
 * @WG_ROUNDING_ROUNDED: halves away from zero
 */
typedef enum
{
  WG_ROUNDING_TRUNCATED,
  WG_ROUNDING_ROUNDED,
} WgRounding;

/**
 * wg_percent_hundredths:
 *
 * Computed in whole numbers: no figure depends on how a processor rounds.
 *
 * Returns: @numerator / @denominator in hundredths of a percent, or %G_MININT64 when @denominator is 0
 */
gint64 wg_percent_hundredths (gint64 numerator, gint64 denominator, WgRounding rounding);

/**
 * wg_indicator_get_value:
 * @tallies: (array fixed-size=WG_N_TALLIES): counts
 * @numerator: (out): as wg_indicator_get()
 * @denominator: (out): likewise
 *
 * Returns: the count, or of a rate hundredths of a percent, %G_MININT64 when there is nothing to divide by
 */
gint64 wg_indicator_get_value (
    WgIndicator indicator, const gint64 *tallies, WgRounding rounding, gint64 *numerator, gint64 *denominator);

/**
 * wg_percent_format:
 *
 * Returns: (transfer full) (nullable): `98.08`, or %NULL for %G_MININT64
 */
char *wg_percent_format (gint64 hundredths);

G_END_DECLS
