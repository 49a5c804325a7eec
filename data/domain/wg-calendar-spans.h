/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgOfficeSpan:
 * @from_ms: milliseconds on the wall clock since 00:00
 * @to_ms: the same; not in the span any more
 *
 * A stretch of office hours.
 */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
} WgOfficeSpan;

/**
 * wg_office_spans_parse:
 * @text: spans as %WG_CALENDAR_OFFICE_HOURS describes them
 * @error: %WG_ERROR_USAGE with a sentence that shows the right form
 *
 * Returns: (transfer full) (nullable) (element-type WgOfficeSpan): the spans, in order; empty for an empty @text.
 */
GArray *wg_office_spans_parse (const char *text, GError **error);

/**
 * wg_office_spans_find:
 * @spans: (element-type WgOfficeSpan): spans, in order
 * @of_day_ms: milliseconds on the wall clock since 00:00
 * @until_ms: (out): from @of_day_ms until before it the answer stays the same; at most 24 hours
 *
 * Returns: whether @of_day_ms lies in one of @spans.
 */
gboolean wg_office_spans_find (const GArray *spans, gint64 of_day_ms, gint64 *until_ms);

G_END_DECLS
