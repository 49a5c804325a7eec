/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-clock-ledger.h"
#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_LEDGER_BAR (wg_ledger_bar_get_type ())
G_DECLARE_FINAL_TYPE (WgLedgerBar, wg_ledger_bar, WG, LEDGER_BAR, GtkWidget)

/**
 * wg_ledger_bar_new:
 * @ledger: read here, not kept
 *
 * Draws a clock from its start to its end: what counted is a full bar, beyond the limit hatched in the colour of overdue; what
 * did not count is a low bar, hatched where the clock was paused; a line stands where the limit was used up.
 */
GtkWidget *wg_ledger_bar_new (WgContext *context, const WgClockLedger *ledger);

G_END_DECLS
