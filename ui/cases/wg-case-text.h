/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-context.h"
#include "wg-store-cases.h"

G_BEGIN_DECLS

/* What a case is called in words, the same in every list, tooltip and sentence for a screen reader. */

/**
 * wg_case_text_get_title:
 *
 * Returns: (transfer none): the title, else the class, else the number.
 */
const char *wg_case_text_get_title (const WgCaseRecord *record);

/**
 * wg_case_text_format_grid:
 *
 * Returns: (transfer full): the name of the home grid, or why there is none.
 */
char *wg_case_text_format_grid (WgContext *context, const WgCaseRecord *record);

/**
 * wg_case_text_format_line:
 *
 * Returns: (transfer full): number, address and grid in one line.
 */
char *wg_case_text_format_line (WgContext *context, const WgCaseRecord *record);

/**
 * wg_case_text_format_state:
 *
 * Returns: (transfer full): the state, or that the case is suspended.
 */
char *wg_case_text_format_state (const WgCaseRecord *record);

/**
 * wg_case_text_format_left:
 *
 * Returns: (transfer full): "2 min left", "18 min over", "no limit"; without marks.
 */
char *wg_case_text_format_left (WgContext *context, const WgCaseRecord *record);

/**
 * WgUrgency:
 *
 * How a time limit stands; said by a mark and words first, by colour second.
 */
typedef enum
{
  WG_URGENCY_NONE,
  WG_URGENCY_CALM,
  WG_URGENCY_WARN,
  WG_URGENCY_OVERDUE,
} WgUrgency;

WgUrgency wg_case_text_get_urgency (const WgCaseRecord *record, gint64 now_ms);

/**
 * wg_case_text_get_mark:
 *
 * Returns: (transfer none): "▲" or "!" or "".
 */
const char *wg_case_text_get_mark (WgUrgency urgency);

/**
 * wg_case_text_get_css_class:
 *
 * Returns: (transfer none) (nullable): the style class of a text about it.
 */
const char *wg_case_text_get_css_class (WgUrgency urgency);

/**
 * wg_case_text_format_sentence:
 *
 * Returns: (transfer full): "1024, manhole cover missing, to dispatch, 2 min left, Heping-07".
 */
char *wg_case_text_format_sentence (WgContext *context, const WgCaseRecord *record);

/**
 * wg_case_text_format_class:
 *
 * Returns: (transfer full): the class for a person to read, in the language of the screen.
 */
char *wg_case_text_format_class (const WgCaseRecord *record);

/**
 * wg_case_text_format_time:
 * @ms: an instant, or %WG_NO_TIME
 *
 * Returns: (transfer full): "today 15:36"; "" for no time.
 */
char *wg_case_text_format_time (WgContext *context, gint64 ms);

/**
 * wg_case_text_format_full_time:
 *
 * Returns: (transfer full): local time to the second and UTC, for tooltips; "" for no time.
 */
char *wg_case_text_format_full_time (WgContext *context, gint64 ms);

/**
 * wg_case_text_keep_whole:
 * @text: parts with " · " between
 *
 * A line may end behind one of the dots, not inside a part: no time is broken in front of its unit, and no unit in the middle, as
 * Chinese may be anywhere.
 *
 * Returns: (transfer full): the same text for a label.
 */
char *wg_case_text_keep_whole (const char *text);

/**
 * wg_case_text_format_reporter:
 * @masked: whether name and phone are to be hidden, as they are until somebody says why he looks
 *
 * Returns: (transfer full): who reported, in a line.
 */
char *wg_case_text_format_reporter (const WgCaseReporter *reporter, gboolean masked);

G_END_DECLS
