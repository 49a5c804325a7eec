/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-calendar.h"

G_BEGIN_DECLS

/**
 * WgOfficeHours:
 *
 * When the office is open from a year before it was made until three years after, added up: how much of it lies between two
 * instants is found in a few steps and without a calendar. Reference-counted; never changed, so that threads share it.
 */
typedef struct _WgOfficeHours WgOfficeHours;

/**
 * WgOfficeMark:
 * @ms: an instant, milliseconds UTC
 * @open_ms: wg_office_hours_until() of it
 *
 * An instant that is asked for again and again, looked up once.
 */
typedef struct
{
  gint64 ms;
  gint64 open_ms;
} WgOfficeMark;

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgOfficeHours, wg_office_hours_unref)

G_END_DECLS
