/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgTimeLegend:
 *
 * What the dots on the line of time are, and, where the backlog of a day stands on the map, what the colours of its grids mean.
 */
#define WG_TYPE_TIME_LEGEND (wg_time_legend_get_type ())
G_DECLARE_FINAL_TYPE (WgTimeLegend, wg_time_legend, WG, TIME_LEGEND, GtkWidget)

GtkWidget *wg_time_legend_new (void);

void wg_time_legend_set_theme (WgTimeLegend *self, WgTheme theme);

/**
 * wg_time_legend_set_level:
 * @name: (nullable): of the level whose grids are coloured; %NULL while none are
 * @breaks: (array fixed-size=4) (nullable): upper ends of the classes of their open cases
 */
void wg_time_legend_set_level (WgTimeLegend *self, const char *name, const gint64 *breaks);

/**
 * wg_time_legend_dup_text:
 *
 * Returns: (transfer full): all its words, a row a line
 */
char *wg_time_legend_dup_text (WgTimeLegend *self);

G_END_DECLS
