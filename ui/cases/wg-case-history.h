/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-event.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgCaseHistory:
 *
 * What has happened to a case: a bar of what it waited for, then newest first what was done, the sentence, when, at which desk,
 * from what to what, and how long that lasted.
 */
#define WG_TYPE_CASE_HISTORY (wg_case_history_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseHistory, wg_case_history, WG, CASE_HISTORY, GtkWidget)

/**
 * wg_case_history_set_context:
 *
 * For templates. To be called once.
 */
void wg_case_history_set_context (WgCaseHistory *self, WgContext *context);

/**
 * wg_case_history_set_events:
 * @record: (nullable): the case
 * @events: (nullable) (element-type WgEvent): its events, oldest first
 */
void wg_case_history_set_events (WgCaseHistory *self, WgCaseRecord *record, GPtrArray *events);

/**
 * wg_case_history_tell:
 *
 * Returns: (transfer full): the sentence of one event of @record, with the names that are known.
 */
char *wg_case_history_tell (WgContext *context, const WgCaseRecord *record, const WgEvent *event);

G_END_DECLS
