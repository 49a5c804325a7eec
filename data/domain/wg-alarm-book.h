/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgAlarmKind:
 * @WG_ALARM_EMERGENCY: an emergency that nobody has acknowledged; only an acknowledgement ends it
 * @WG_ALARM_TO_DISPATCH: a case that waits to be sent out, emergencies aside
 * @WG_ALARM_OVERDUE: its whole limit is used; shown, never heard
 * @WG_ALARM_DUE_SOON: three quarters of its limit are used; shown, never heard
 * @WG_ALARM_DAY_LIST: at the cut-off of the day it was neither dispatched nor, when due before midnight, done
 *
 * What a desk is warned of, the most urgent first.
 */
typedef enum
{
  WG_ALARM_EMERGENCY,
  WG_ALARM_TO_DISPATCH,
  WG_ALARM_OVERDUE,
  WG_ALARM_DUE_SOON,
  WG_ALARM_DAY_LIST,
} WgAlarmKind;
#define WG_N_ALARM_KINDS 5

const char *wg_alarm_kind_to_nick (WgAlarmKind kind);

/**
 * WgTone:
 * @WG_TONE_EMERGENCY: three rising notes
 * @WG_TONE_NEWS: one soft note: something new to dispatch, or the list of the day
 * @WG_TONE_REFUSED: one low note: somebody was faster, or it was refused
 */
typedef enum
{
  WG_TONE_NONE,
  WG_TONE_EMERGENCY,
  WG_TONE_NEWS,
  WG_TONE_REFUSED,
} WgTone;
#define WG_N_TONES 4

#define WG_ALARM_REPEAT_MS 20000      /* between the tones of one unacknowledged emergency */
#define WG_ALARM_APART_MS 5000        /* between the tones of two emergencies */
#define WG_ALARM_NEWS_MS 60000        /* between two soft tones, at least */
#define WG_ALARM_BUDGET_MS 600000     /* one audible alarm in so long on average, emergencies counted in */
#define WG_ALARM_BUDGET 6             /* so many may come at once after a quiet time */
#define WG_ALARM_FLOOD_MS 60000       /* more than WG_ALARM_FLOOD alarms of a kind within this are one */
#define WG_ALARM_FLOOD 5
#define WG_ALARM_LONGEST_MUTE_MS 900000

/**
 * WgAlarmFigures:
 * @raised: alarms by kind; a case raises one each time it comes into the kind
 * @floods: how often more than %WG_ALARM_FLOOD of a kind came within a minute and became one
 * @grouped: alarms that such a flood took in
 * @audible: alarms that were heard: tones without the repeats of the same emergency
 * @tones: all tones
 * @muted: tones that were kept back by muting
 */
typedef struct
{
  gint64 raised[WG_N_ALARM_KINDS];
  gint64 floods;
  gint64 grouped;
  gint64 audible;
  gint64 tones;
  gint64 muted;
} WgAlarmFigures;

/**
 * WgAlarmBook:
 *
 * What is alarming now, and which tone is due. It hears of every change of a case and of the passing of time, and knows no
 * other clock than the instants that it is told; they never go backwards. What can be seen is never left out: only sounds
 * are spared. Belongs to one thread.
 */
typedef struct _WgAlarmBook WgAlarmBook;

/**
 * wg_alarm_book_new:
 * @zone: the zone of the district
 * @cut_off_ms: the cut-off of the day, milliseconds after local midnight
 */
WgAlarmBook *wg_alarm_book_new (GTimeZone *zone, gint64 cut_off_ms);
void wg_alarm_book_free (WgAlarmBook *self);

/**
 * wg_alarm_book_set_cut_off:
 *
 * Moves the cut-offs that are still to come.
 */
void wg_alarm_book_set_cut_off (WgAlarmBook *self, gint64 cut_off_ms);

/**
 * wg_alarm_book_begin:
 * @now_ms: when the desk opens
 *
 * What is taken from now until wg_alarm_book_end() was there before: it is shown, and heard only when it is an emergency.
 */
void wg_alarm_book_begin (WgAlarmBook *self, gint64 now_ms);
void wg_alarm_book_end (WgAlarmBook *self);

/**
 * wg_alarm_book_take:
 * @record: a case as it is now; one that is not open any more is forgotten
 * @now_ms: since when
 */
void wg_alarm_book_take (WgAlarmBook *self, WgCaseRecord *record, gint64 now_ms);

/**
 * wg_alarm_book_leave:
 * @id: of a case that this desk is not to be warned of any more, whatever its state
 */
void wg_alarm_book_leave (WgAlarmBook *self, gint64 id);

/**
 * wg_alarm_book_advance:
 *
 * Lets the limits pass that end until @now_ms, each at its own instant, and the cut-offs of the days in between.
 *
 * Returns: when the next one is, or %G_MAXINT64.
 */
gint64 wg_alarm_book_advance (WgAlarmBook *self, gint64 now_ms);

/**
 * wg_alarm_book_take_tone:
 *
 * Returns: the one tone to begin now. Each call begins the tone that it returns.
 */
WgTone wg_alarm_book_take_tone (WgAlarmBook *self, gint64 now_ms);

/**
 * wg_alarm_book_refuse:
 *
 * Something was refused, or somebody else was faster: the low tone is due once.
 */
void wg_alarm_book_refuse (WgAlarmBook *self);

/**
 * wg_alarm_book_mute:
 * @until_ms: at most %WG_ALARM_LONGEST_MUTE_MS from @now_ms; not after @now_ms ends it
 *
 * Keeps tones back. What is to be seen stays.
 */
void wg_alarm_book_mute (WgAlarmBook *self, gint64 now_ms, gint64 until_ms);
gint64 wg_alarm_book_get_muted_until (WgAlarmBook *self);

/**
 * wg_alarm_book_see:
 *
 * The operator of this desk has seen what is alarming in @kind. Of emergencies it ends nothing: those are acknowledged for
 * all desks.
 */
void wg_alarm_book_see (WgAlarmBook *self, WgAlarmKind kind);

guint wg_alarm_book_get_n (WgAlarmBook *self, WgAlarmKind kind);

/**
 * wg_alarm_book_get_n_unseen:
 *
 * Returns: how many came since wg_alarm_book_see().
 */
guint wg_alarm_book_get_n_unseen (WgAlarmBook *self, WgAlarmKind kind);

/**
 * wg_alarm_book_list:
 *
 * Returns: (transfer full) (element-type WgCaseRecord): what is alarming in @kind, the longest first.
 */
GPtrArray *wg_alarm_book_list (WgAlarmBook *self, WgAlarmKind kind);

/**
 * wg_alarm_book_get_since:
 *
 * Returns: since when the case is alarming in @kind; %WG_NO_TIME when it is not.
 */
gint64 wg_alarm_book_get_since (WgAlarmBook *self, WgAlarmKind kind, gint64 case_id);

/**
 * wg_alarm_book_is_flood:
 *
 * Returns: whether the unseen alarms of @kind came so fast that they are shown as one.
 */
gboolean wg_alarm_book_is_flood (WgAlarmBook *self, WgAlarmKind kind);

const WgAlarmFigures *wg_alarm_book_get_figures (WgAlarmBook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAlarmBook, wg_alarm_book_free)

G_END_DECLS
