/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * wg_preferences_new:
 * @parent: (nullable): the window it belongs to
 * @settings: (nullable): settings of the desk; without them it says so
 *
 * Returns: (transfer none): the preferences of the desk.
 */
GtkWidget *wg_preferences_new (GtkWindow *parent, GSettings *settings);

G_END_DECLS
