/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-limit.h"
#include "wg-office-hours.h"
#include "wg-words.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WG_NO_TIME:
 *
 * Stands for an instant that is not known; instants are milliseconds UTC.
 */
#define WG_NO_TIME G_MININT64

/**
 * WG_NO_ID:
 *
 * Stands for a grid, person or unit that is not there.
 */
#define WG_NO_ID G_MININT64

/**
 * WgCaseClock:
 *
 * Which clock the due time of a case belongs to: intake, pre-check, dispatch, handling and check are the clocks of the
 * workflow; `given` is a due date that came with an imported case.
 */
typedef enum
{
  WG_CASE_CLOCK_NONE,
  WG_CASE_CLOCK_INTAKE,
  WG_CASE_CLOCK_DISPATCH,
  WG_CASE_CLOCK_HANDLING,
  WG_CASE_CLOCK_CHECK,
  WG_CASE_CLOCK_GIVEN,
  WG_CASE_CLOCK_PRECHECK,
} WgCaseClock;

const char *wg_case_clock_to_nick (WgCaseClock clock);
WgCaseClock wg_case_clock_from_nick (const char *nick);
const char *wg_case_clock_get_label (WgCaseClock clock);

/**
 * WgCaseMark:
 * @WG_CASE_MARK_PRECHECK: somebody was asked to look before it is filed, and has not answered
 * @WG_CASE_MARK_UNREAL: the pre-check said that it is not real
 * @WG_CASE_MARK_EXTENSION: an extension was asked for and waits
 * @WG_CASE_MARK_SUPERVISED: a supervision or an instruction is set and not settled
 * @WG_CASE_MARK_UNANSWERED: one of them waits for a reply
 * @WG_CASE_MARK_ANSWERED: one of them was replied to and is not settled
 * @WG_CASE_MARK_WAS_SUSPENDED: it was suspended in this run
 * @WG_CASE_MARK_ACKNOWLEDGED: the emergency was acknowledged since it last sounded
 * @WG_CASE_MARK_NOT_APPROVED: a signature was refused, which ends the approval
 * @WG_CASE_MARK_CO: a co-handler has not reported yet
 * @WG_CASE_MARK_NOT_SOLVED: a call-back said that it is not solved
 * @WG_CASE_MARK_CALL_BACK: it is closed, and somebody who reported it is still to be called
 * @WG_CASE_MARK_UNSATISFIED: the last call-back that was answered said that they are not satisfied
 *
 * What a case waits for or has behind it beside its state, as bits. Stored in `flags` by their nicks.
 */
typedef enum
{
  WG_CASE_MARK_PRECHECK = 1 << 0,
  WG_CASE_MARK_UNREAL = 1 << 1,
  WG_CASE_MARK_EXTENSION = 1 << 2,
  WG_CASE_MARK_SUPERVISED = 1 << 3,
  WG_CASE_MARK_UNANSWERED = 1 << 4,
  WG_CASE_MARK_ANSWERED = 1 << 5,
  WG_CASE_MARK_WAS_SUSPENDED = 1 << 6,
  WG_CASE_MARK_ACKNOWLEDGED = 1 << 7,
  WG_CASE_MARK_NOT_APPROVED = 1 << 8,
  WG_CASE_MARK_CO = 1 << 9,
  WG_CASE_MARK_NOT_SOLVED = 1 << 10,
  WG_CASE_MARK_CALL_BACK = 1 << 11,
  WG_CASE_MARK_UNSATISFIED = 1 << 12,
} WgCaseMark;

/**
 * wg_case_marks_to_json:
 * @flags: bits of #WgCaseMark
 *
 * Returns: (transfer full): an array of nicks.
 */
char *wg_case_marks_to_json (guint flags);
guint wg_case_marks_from_json (const char *json);

/**
 * WgCaseRecord:
 * @lon: degrees, NAN when the place is not known
 * @due_ms: the earliest end of a running clock, or %WG_NO_TIME
 * @warn_ms: when three quarters of that clock are used, or %WG_NO_TIME
 * @clock: the clock of @due_ms
 * @appointed_ms: in an import only: when the visit is that a file appoints, or %WG_NO_TIME
 * @clock_ms: when that clock started
 * @limit_unit: what the limit of that clock is counted in
 * @office_hours: (nullable): when that clock runs, see wg_case_record_set_office_hours(); @due_mark and @warn_mark are where it ends
 *   and warns in them
 * @needs_duty: 1: the third bounce waits for the duty officer; 2: the present assignment is his decision and final
 * @suspended_until_ms: the midnight at which a suspended case goes on by itself, or %WG_NO_TIME
 * @master_id: the case that it was merged into, or %WG_NO_ID
 * @extensions: how often its handling limit was granted again in this run
 * @signs: how many of the four stages of the approval route are signed
 * @flags: bits of #WgCaseMark
 * @holder_gone: whether who holds it has left the centre; it stays there until somebody reassigns it
 * @version: grows by one at every move; what compare-and-set compares
 *
 * What the database knows of one case at one moment, without personal data. Reference-counted; never changed once it
 * has been given away.
 */
typedef struct
{
  gatomicrefcount ref_count;

  gint64 id;
  char *number;
  char *channel;
  char *class_code;
  char *class_text;
  WgRoute route;
  char *title;
  char *body;
  char *address;
  WgCaseState state;
  gint64 suspended_until_ms;
  gint64 grid_id;
  gint64 filed_grid_version_id;
  gint64 building_id;
  gint64 person_id;
  gint64 unit_id;
  gint64 tracker_id;
  gint64 master_id;
  int run;
  gboolean on_spot;
  int bounces;
  int reworks;
  int needs_duty;
  int extensions;
  int signs;
  guint flags;
  gint64 reported_ms;
  gint64 filed_ms;
  gint64 first_assigned_ms;
  gint64 due_ms;
  gint64 warn_ms;
  gint64 done_ms;
  gint64 closed_ms;
  char *foreign_state;
  gint64 given_due_ms;
  gint64 appointed_ms;
  WgCaseClock clock;
  gint64 clock_ms;
  WgLimitUnit limit_unit;
  WgOfficeHours *office_hours;
  WgOfficeMark due_mark;
  WgOfficeMark warn_mark;
  gint64 batch_id;
  gint64 version;
  double lon;
  double lat;
  char *person_name;
  char *unit_name;
  gboolean holder_gone;
} WgCaseRecord;

#define WG_TYPE_CASE_RECORD (wg_case_record_get_type ())
GType wg_case_record_get_type (void) G_GNUC_CONST;

WgCaseRecord *wg_case_record_new (void);
WgCaseRecord *wg_case_record_ref (WgCaseRecord *self);
void wg_case_record_unref (WgCaseRecord *self);

/**
 * wg_case_record_copy:
 *
 * Returns: (transfer full): a record of its own that may still be changed.
 */
WgCaseRecord *wg_case_record_copy (const WgCaseRecord *self);

/**
 * wg_case_record_calm:
 *
 * Leaves out of its texts what turns their direction, see wg_calm_text(): for whoever reads it. What a move writes is the record as
 * it is kept.
 */
void wg_case_record_calm (WgCaseRecord *self);

/**
 * wg_case_record_set_office_hours:
 * @self: a record that has not been given away, with the unit of its limit
 * @hours: (nullable): when its clock runs, if that unit is one of office hours; else they are not needed
 *
 * Without them the share of such a limit that is used follows the wall clock.
 */
void wg_case_record_set_office_hours (WgCaseRecord *self, WgOfficeHours *hours);

gboolean wg_case_record_is_suspended (const WgCaseRecord *self);

/**
 * wg_case_record_is_backlog:
 *
 * Returns: whether it counts as open: reported to handled and not suspended.
 */
gboolean wg_case_record_is_backlog (const WgCaseRecord *self);

/**
 * wg_case_record_is_hard:
 *
 * Returns: whether an open case is one for the round table (疑难): sent back three times or waiting for the duty officer's
 *   decision, its check failed twice, extended twice, or opened again after it was closed.
 */
gboolean wg_case_record_is_hard (const WgCaseRecord *self);

/**
 * wg_case_record_is_overdue:
 * @now_ms: the instant of the question
 *
 * Returns: whether it is open, not suspended, and due at or before @now_ms. Without a due time it is never overdue.
 */
gboolean wg_case_record_is_overdue (const WgCaseRecord *self, gint64 now_ms);

/**
 * wg_case_record_is_unacknowledged:
 *
 * Returns: whether it is an open emergency that nobody has acknowledged since it last sounded. One that was sent out before it
 *   was imported was acknowledged elsewhere.
 */
gboolean wg_case_record_is_unacknowledged (const WgCaseRecord *self);

/**
 * wg_case_record_get_used_share:
 * @now_ms: the instant of the question
 *
 * The share of its limit that a case has used, as its own clock counts (wg_case_record_set_office_hours()): 0.75 at @warn_ms and
 * 1 at @due_ms.
 *
 * Returns: 0 and more; -1 when no clock runs.
 */
double wg_case_record_get_used_share (const WgCaseRecord *self, gint64 now_ms);

/**
 * wg_case_record_knows_used_share:
 * @now_ms: the instant of the question
 *
 * Returns: whether wg_case_record_get_used_share() is what the ledger counts. It is not when the clock stood still for another
 *   reason after three quarters of it were used.
 */
gboolean wg_case_record_knows_used_share (const WgCaseRecord *self, gint64 now_ms);

gboolean wg_case_record_has_place (const WgCaseRecord *self);

/**
 * wg_case_record_get_holder:
 *
 * Returns: (nullable): the name of the person, else of the unit that holds the case.
 */
const char *wg_case_record_get_holder (const WgCaseRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseRecord, wg_case_record_unref)

G_END_DECLS
