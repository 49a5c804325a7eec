/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgClockRing:
 *
 * The running clock of a case as a ring, 76 pixels at a text size of 100 %, with a tick at three quarters and the time
 * left inside. To a screen reader it is a meter that says the whole in words.
 */
#define WG_TYPE_CLOCK_RING (wg_clock_ring_get_type ())
G_DECLARE_FINAL_TYPE (WgClockRing, wg_clock_ring, WG, CLOCK_RING, GtkWidget)

/**
 * wg_clock_ring_set_context:
 *
 * For templates. To be called once.
 */
void wg_clock_ring_set_context (WgClockRing *self, WgContext *context);

/**
 * wg_clock_ring_set_record:
 * @record: (nullable): whose clock; %NULL shows none
 *
 * Shows the clock as it stands now; call it again when time has passed.
 */
void wg_clock_ring_set_record (WgClockRing *self, WgCaseRecord *record);

G_END_DECLS
