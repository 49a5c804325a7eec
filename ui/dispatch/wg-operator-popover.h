/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgOperatorPopover:
 *
 * Who may sit here: the accounts of the database with their roles. Choosing one makes them the operator of the context.
 *
 * Signal: `chosen (char *login)`: somebody else sits here now.
 */
#define WG_TYPE_OPERATOR_POPOVER (wg_operator_popover_get_type ())
G_DECLARE_FINAL_TYPE (WgOperatorPopover, wg_operator_popover, WG, OPERATOR_POPOVER, GtkPopover)

GtkWidget *wg_operator_popover_new (WgContext *context);

G_END_DECLS
