/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <glib/gstdio.h>

G_BEGIN_DECLS

/**
 * WgLiveness:
 *
 * Whether the figures of a window still come in: looking for news that has failed for 30 seconds makes them stale, and so
 * does at once a file that is no longer the one that was opened, which is looked for at every tick of the context.
 */
#define WG_TYPE_LIVENESS (wg_liveness_get_type ())
G_DECLARE_FINAL_TYPE (WgLiveness, wg_liveness, WG, LIVENESS, GObject)

/**
 * wg_liveness_get:
 *
 * Returns: (transfer full): the one of @context; whoever shows it keeps it.
 */
WgLiveness *wg_liveness_get (WgContext *context);

/**
 * wg_liveness_is_stale:
 * @stopped_ms: (out): when the data stopped, milliseconds UTC, while they are stale
 */
gboolean wg_liveness_is_stale (WgLiveness *self, gint64 *stopped_ms);

/**
 * wg_liveness_get_reason:
 *
 * Returns: (transfer none) (nullable): why no news comes in; %NULL while it does.
 */
const char *wg_liveness_get_reason (WgLiveness *self);

/**
 * wg_liveness_get_lost:
 *
 * Returns: (transfer none) (nullable): a sentence while the file of the database is gone, is another one or may not be read.
 */
const char *wg_liveness_get_lost (WgLiveness *self);

/**
 * wg_liveness_is_replaced:
 *
 * Returns: whether the file is lost because another one lies in its place.
 */
gboolean wg_liveness_is_replaced (WgLiveness *self);

/**
 * wg_liveness_wants_reopening:
 *
 * Returns: whether the file that lies there instead has not changed since the last tick, and was not refused as it is now in
 *   the last half minute.
 */
gboolean wg_liveness_wants_reopening (WgLiveness *self);

/**
 * wg_liveness_refuse:
 * @sentence: why the file that lies there instead could not be opened; it is the reason until that file changes
 *
 * From now on every file that lies there is another one, the old one put back as well: it may have been left already.
 */
void wg_liveness_refuse (WgLiveness *self, const char *sentence);

/**
 * wg_liveness_word_loss:
 * @name: of the file, without its folder
 * @failure: errno of looking at the file, or 0
 * @opened: the file as it was opened
 * @found: the file that lies there, valid where @failure is 0 or %EACCES
 *
 * Returns: (transfer full) (nullable): what is wrong with a file that has been opened; %NULL when nothing is.
 */
char *wg_liveness_word_loss (const char *name, int failure, const GStatBuf *opened, const GStatBuf *found);

/**
 * wg_liveness_format_stopped:
 * @stopped_ms: from wg_liveness_is_stale()
 *
 * Returns: (transfer full): "Data stopped at 10:41:20, 47 s ago", or "…, 3 h 5 min ago".
 */
char *wg_liveness_format_stopped (WgLiveness *self, gint64 stopped_ms);

/**
 * wg_liveness_format_clock:
 * @ms: milliseconds UTC
 *
 * Returns: (transfer full): the local time of day to the second.
 */
char *wg_liveness_format_clock (WgLiveness *self, gint64 ms);

G_END_DECLS
