/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-line.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgCommandCard:
 *
 * What the command line has understood, what it would do and what could come next. It lies over the queue, is not in the
 * way of the focus and says nothing by itself: #WgCommandEntry tells it.
 *
 * Signals: `chosen (guint n)`: a completion was clicked.
 */
#define WG_TYPE_COMMAND_CARD (wg_command_card_get_type ())
G_DECLARE_FINAL_TYPE (WgCommandCard, wg_command_card, WG, COMMAND_CARD, GtkWidget)

/**
 * wg_command_card_set_open:
 * @open: whether it is shown
 */
void wg_command_card_set_open (WgCommandCard *self, gboolean open);

/**
 * wg_command_card_set_parts:
 * @parts: (array zero-terminated=1): the line as it was understood: verb, case, person, text
 */
void wg_command_card_set_parts (WgCommandCard *self, const char *const *parts);

/**
 * wg_command_card_set_effect:
 * @effect: (nullable): what it would do, or why it cannot be done
 * @good: whether it can be done
 * @warnings: (nullable) (array zero-terminated=1): what should be thought of before
 */
void wg_command_card_set_effect (WgCommandCard *self, const char *effect, gboolean good, const char *const *warnings);

/**
 * wg_command_card_set_choices:
 * @choices: (element-type WgLineChoice): completions, in their order
 * @chosen: the one that stands in the line, -1 for none
 */
void wg_command_card_set_choices (WgCommandCard *self, GPtrArray *choices, int chosen);

G_END_DECLS
