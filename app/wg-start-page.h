/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgStartPage:
 *
 * The first useful minute: the demo district, own boundaries, a database that is there, a server. Its rows activate
 * `win.start-with`.
 *
 * Signal: `cancelled`: what was shown with wg_start_page_show_progress() shall stop.
 */
#define WG_TYPE_START_PAGE (wg_start_page_get_type ())
G_DECLARE_FINAL_TYPE (WgStartPage, wg_start_page, WG, START_PAGE, GtkWidget)

/**
 * wg_start_page_set_last:
 * @path: (nullable): the database that was open last
 */
void wg_start_page_set_last (WgStartPage *self, const char *path);

/**
 * wg_start_page_show_progress:
 * @text: (nullable): what is going on; %NULL when it has ended
 * @share: 0 .. 1, below 0 while it is not known
 */
void wg_start_page_show_progress (WgStartPage *self, const char *text, double share);

/**
 * wg_start_page_show_message:
 * @text: (nullable): what went wrong, what was kept, what to do
 */
void wg_start_page_show_message (WgStartPage *self, const char *text);

G_END_DECLS
