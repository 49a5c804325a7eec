/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_LEDGER_POPOVER (wg_ledger_popover_get_type ())
G_DECLARE_FINAL_TYPE (WgLedgerPopover, wg_ledger_popover, WG, LEDGER_POPOVER, GtkPopover)

/**
 * wg_ledger_popover_new:
 *
 * Answers "why is this late": every clock of a case as a bar, and who and what used the time. Reads when it is opened.
 */
GtkWidget *wg_ledger_popover_new (WgContext *context);

/**
 * wg_ledger_popover_set_number:
 * @number: (nullable): the number of the case
 */
void wg_ledger_popover_set_number (WgLedgerPopover *self, const char *number);

G_END_DECLS
