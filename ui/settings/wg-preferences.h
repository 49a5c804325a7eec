/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * wg_preferences_new:
 * @parent: (nullable): the window it belongs to
 * @settings: (nullable): settings of the desk; without them it says so
 * @context: (nullable): the database that is open in @parent
 *
 * Returns: (transfer none): the preferences of the desk and of the district.
 */
GtkWidget *wg_preferences_new (GtkWindow *parent, GSettings *settings, WgContext *context);

G_END_DECLS
