/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgLevelChooser:
 *
 * The levels of the grids as linked buttons: automatic, then those that the data have. Shows and sets the level of its
 * context.
 */
#define WG_TYPE_LEVEL_CHOOSER (wg_level_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WgLevelChooser, wg_level_chooser, WG, LEVEL_CHOOSER, GtkWidget)

GtkWidget *wg_level_chooser_new (WgContext *context);

/**
 * wg_level_chooser_set_shown:
 * @depth: the level that is on the map at present
 *
 * Says in the tooltip of "Auto" what it has chosen.
 */
void wg_level_chooser_set_shown (WgLevelChooser *self, guint depth);

/**
 * wg_level_chooser_dup_name:
 * @grids: (nullable): the grids
 * @depth: a level
 *
 * Returns: (transfer full): what the district calls the level, or "Level 3".
 */
char *wg_level_chooser_dup_name (WgGridTree *grids, guint depth);

G_END_DECLS
