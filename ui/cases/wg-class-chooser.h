/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-class-catalogue.h"
#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgClassChooser:
 *
 * Finds a class of the catalogue by words of its name or by its code. Only leaves can be chosen, for only they have a
 * limit; the limit is shown as soon as the class is.
 *
 * Signals: `changed`: another class, or none, is chosen; `left`: Esc was pressed while no hits were open.
 */
#define WG_TYPE_CLASS_CHOOSER (wg_class_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WgClassChooser, wg_class_chooser, WG, CLASS_CHOOSER, GtkWidget)

/**
 * wg_class_chooser_set_context:
 *
 * From now on the classes are those of the database as they are at the moment. Before, and while they are being read, they
 * are the shipped ones. To be called once.
 */
void wg_class_chooser_set_context (WgClassChooser *self, WgContext *context);

/**
 * wg_class_chooser_get_class:
 *
 * Returns: (transfer none) (nullable): the class chosen.
 */
const WgCaseClass *wg_class_chooser_get_class (WgClassChooser *self);

/**
 * wg_class_chooser_set_code:
 * @code: (nullable): a leaf of the catalogue; anything else chooses none
 */
void wg_class_chooser_set_code (WgClassChooser *self, const char *code);

/**
 * wg_class_chooser_is_empty:
 *
 * Returns: whether nothing is chosen and nothing typed.
 */
gboolean wg_class_chooser_is_empty (WgClassChooser *self);

/**
 * wg_class_chooser_check:
 * @say: whether a missing class is said next to the field; %FALSE takes back what was said
 *
 * Returns: whether a class is chosen.
 */
gboolean wg_class_chooser_check (WgClassChooser *self, gboolean say);

/**
 * wg_class_chooser_get_field:
 *
 * Returns: (transfer none): what takes the focus when the class is missing.
 */
GtkWidget *wg_class_chooser_get_field (WgClassChooser *self);

G_END_DECLS
