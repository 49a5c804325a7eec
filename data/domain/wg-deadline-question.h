/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-deadline.h"

G_BEGIN_DECLS

/**
 * WgDeadlineQuestion:
 * @id: (nullable): what the asker calls it, as JSON
 * @deadline: the clock; its pauses are @pauses
 * @pauses: (element-type WgPause): the pauses
 * @now_ms: the instant of the question
 * @spans: (nullable): office hours; %NULL is those of the calendar
 * @display_zone: (nullable): the zone in which the due time is wanted besides
 *
 * A question about a deadline that carries everything it depends on but the holidays.
 */
typedef struct
{
  char *id;
  WgDeadline deadline;
  GArray *pauses;
  gint64 now_ms;
  char *spans;
  GTimeZone *display_zone;
} WgDeadlineQuestion;

/**
 * WG_DEADLINE_QUESTION_MAX_BYTES:
 *
 * No question is longer.
 */
#define WG_DEADLINE_QUESTION_MAX_BYTES (1024 * 1024)

/**
 * wg_deadline_question_parse:
 * @line: a JSON object. `start_ms`, `now_ms`, `unit` (`eh`, `wh`, `wd`, `cd` or a nick of #WgLimitUnit) and one of
 *   `limit_ms`, `limit_value` are needed; `extensions`, `pauses` (`[[from,to],…]`, an end of null is open), `spans`
 *   (office hours as text, or an array of such texts), `display_tz`, `id` may be there; others are not read
 * @length: bytes of @line
 * @error: %WG_ERROR_UNREADABLE with a sentence that names the member; @self has its `id` even so
 *
 * Reads a question. Numbers may be written as text. Instants lie in the years 1900 to 2199, limits are under a million
 * units; a `limit_ms` beside a `limit_value` must say the same.
 *
 * Returns: (transfer full): the question; incomplete when @error is set.
 */
WgDeadlineQuestion *wg_deadline_question_parse (const char *line, gsize length, GError **error);
void wg_deadline_question_free (WgDeadlineQuestion *self);

/**
 * wg_deadline_question_reaches:
 *
 * Returns: whether @ms lies in the years 1900 to 2199, whose wall clocks a calendar knows.
 */
gboolean wg_deadline_question_reaches (gint64 ms);

/**
 * wg_limit_unit_from_short:
 * @text: (nullable): `eh`, `wh`, `wd`, `cd` or a nick of #WgLimitUnit
 *
 * Returns: whether it is a unit.
 */
gboolean wg_limit_unit_from_short (const char *text, WgLimitUnit *unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDeadlineQuestion, wg_deadline_question_free)

G_END_DECLS
