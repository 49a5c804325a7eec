/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WG_SWATCH_OVERDUE:
 *
 * Instead of a class: the hatch of grids with overdue cases.
 */
#define WG_SWATCH_OVERDUE WG_N_CLASSES

/**
 * WgClassSwatch:
 *
 * A small piece of the map in the colour of one backlog class, for the legend.
 */
#define WG_TYPE_CLASS_SWATCH (wg_class_swatch_get_type ())
G_DECLARE_FINAL_TYPE (WgClassSwatch, wg_class_swatch, WG, CLASS_SWATCH, GtkWidget)

/**
 * wg_class_swatch_new:
 * @klass: 0 .. 4, or %WG_SWATCH_OVERDUE
 */
GtkWidget *wg_class_swatch_new (guint klass);

/**
 * wg_class_swatch_set_small:
 * @small: for a row of swatches without words
 */
void wg_class_swatch_set_small (WgClassSwatch *self, gboolean small);
void wg_class_swatch_set_theme (WgClassSwatch *self, WgTheme theme);

G_END_DECLS
