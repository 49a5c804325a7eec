/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WG_TYPE_CLOCK (wg_clock_get_type ())
G_DECLARE_FINAL_TYPE (WgClock, wg_clock, WG, CLOCK, GObject)

/**
 * wg_clock_new:
 *
 * Returns: (transfer full): the clock of the machine.
 */
WgClock *wg_clock_new (void);

/**
 * wg_clock_new_fake:
 * @now_ms: the instant at which it stands, in milliseconds UTC
 *
 * Returns: (transfer full): a clock that stands still until wg_clock_set_now() or wg_clock_advance(): for tests, and
 *   for a screen that shows the past.
 */
WgClock *wg_clock_new_fake (gint64 now_ms);

/**
 * wg_clock_get_now:
 *
 * May be called from any thread.
 *
 * Returns: now, in milliseconds UTC.
 */
gint64 wg_clock_get_now (WgClock *self);

/**
 * wg_clock_is_fake:
 *
 * Returns: whether the clock stands still by itself.
 */
gboolean wg_clock_is_fake (WgClock *self);

/**
 * wg_clock_set_now:
 * @self: a fake clock
 * @now_ms: where to put it, in milliseconds UTC; backwards is allowed
 *
 * Emits #WgClock::jumped, in the thread of the caller.
 */
void wg_clock_set_now (WgClock *self, gint64 now_ms);

/**
 * wg_clock_advance:
 * @self: a fake clock
 * @by_ms: how far, in milliseconds
 *
 * Emits #WgClock::jumped, in the thread of the caller.
 */
void wg_clock_advance (WgClock *self, gint64 by_ms);

G_END_DECLS
