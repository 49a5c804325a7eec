/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgBriefingRows:
 *
 * The table behind a tile, as a table.
 *
 * Signal: `drill (char *what)`: the cases of a row are wanted, see #WgBriefingRow.
 */
#define WG_TYPE_BRIEFING_ROWS (wg_briefing_rows_get_type ())
G_DECLARE_FINAL_TYPE (WgBriefingRows, wg_briefing_rows, WG, BRIEFING_ROWS, GtkWidget)

GtkWidget *wg_briefing_rows_new (void);

/**
 * wg_briefing_rows_set_table:
 * @table: (transfer full): what it shows
 */
void wg_briefing_rows_set_table (WgBriefingRows *self, WgBriefingTable *table);
guint wg_briefing_rows_get_n (WgBriefingRows *self);

G_END_DECLS
