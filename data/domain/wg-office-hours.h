/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-calendar.h"
#include "wg-case-record.h"
#include "wg-limit.h"

G_BEGIN_DECLS

/**
 * WgOfficeHours:
 *
 * When the office is open from a year before it was made until three years after, added up: how much of it lies between two
 * instants is found in a few steps and without a calendar. Reference-counted; never changed, so that threads share it.
 */
typedef struct _WgOfficeHours WgOfficeHours;

/**
 * wg_office_hours_of:
 * @calendar: is not changed any more
 * @now_ms: the present, milliseconds UTC
 *
 * Returns: (transfer full): the office hours of @calendar; made once and kept with it.
 */
WgOfficeHours *wg_office_hours_of (WgCalendar *calendar, gint64 now_ms);
WgOfficeHours *wg_office_hours_ref (WgOfficeHours *self);
void wg_office_hours_unref (WgOfficeHours *self);

/**
 * wg_office_hours_until:
 * @ms: milliseconds UTC
 *
 * Returns: the open milliseconds from the beginning until before @ms; what lies between two instants is the difference. Outside
 *   the years that are known there are none.
 */
gint64 wg_office_hours_until (WgOfficeHours *self, gint64 ms);

/**
 * wg_case_record_set_limit_unit:
 * @self: a record that has not been given away
 * @unit: what the limit of its clock is counted in; the hours of day and night without this
 */
void wg_case_record_set_limit_unit (WgCaseRecord *self, WgLimitUnit unit);

/**
 * wg_case_record_set_office_hours:
 * @self: a record that has not been given away
 * @hours: (nullable): when its clock runs, if the unit of its limit is one of office hours; else they are not needed
 *
 * Without them the share of such a limit that is used follows the wall clock.
 */
void wg_case_record_set_office_hours (WgCaseRecord *self, WgOfficeHours *hours);

/**
 * wg_case_record_knows_used_share:
 * @now_ms: the instant of the question
 *
 * Returns: whether wg_case_record_get_used_share() is what the ledger counts. It is not when the clock stood still for another
 *   reason after three quarters of it were used.
 */
gboolean wg_case_record_knows_used_share (const WgCaseRecord *self, gint64 now_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgOfficeHours, wg_office_hours_unref)

G_END_DECLS
