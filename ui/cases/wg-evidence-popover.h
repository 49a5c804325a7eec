/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_EVIDENCE_POPOVER (wg_evidence_popover_get_type ())
G_DECLARE_FINAL_TYPE (WgEvidencePopover, wg_evidence_popover, WG, EVIDENCE_POPOVER, GtkPopover)

/**
 * wg_evidence_popover_new:
 *
 * Whose the place of a case is, with what proves it; to be copied into a message or written as PDF. Reads when it is opened.
 */
GtkWidget *wg_evidence_popover_new (WgContext *context);

/**
 * wg_evidence_popover_set_number:
 * @number: (nullable): the number of the case
 */
void wg_evidence_popover_set_number (WgEvidencePopover *self, const char *number);

G_END_DECLS
