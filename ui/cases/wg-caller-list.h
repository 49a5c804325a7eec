/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgCallerList:
 *
 * What was reported from a telephone before, the newest first. It never takes the focus by itself; a click or Enter selects a
 * case. Without any it is hidden.
 */
#define WG_TYPE_CALLER_LIST (wg_caller_list_get_type ())
G_DECLARE_FINAL_TYPE (WgCallerList, wg_caller_list, WG, CALLER_LIST, GtkWidget)

void wg_caller_list_set_context (WgCallerList *self, WgContext *context);

/**
 * wg_caller_list_set_phone:
 * @phone: what was typed; nothing is asked before it can be a whole number
 */
void wg_caller_list_set_phone (WgCallerList *self, const char *phone);

guint wg_caller_list_get_n_cases (WgCallerList *self);

G_END_DECLS
