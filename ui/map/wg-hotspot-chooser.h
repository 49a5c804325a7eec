/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-hotspot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgHotspotChooser:
 *
 * Which hotspots the map shows, of which time, and how far a case is spread.
 *
 * Signal: `changed`: another choice was made.
 */
#define WG_TYPE_HOTSPOT_CHOOSER (wg_hotspot_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WgHotspotChooser, wg_hotspot_chooser, WG, HOTSPOT_CHOOSER, GtkWidget)

GtkWidget *wg_hotspot_chooser_new (void);

/**
 * wg_hotspot_chooser_get_request:
 * @now_ms: the end of the time that is looked at, milliseconds UTC
 * @request: (out): what is asked
 *
 * Returns: whether anything is asked; else the map shows the backlog
 */
gboolean wg_hotspot_chooser_get_request (WgHotspotChooser *self, gint64 now_ms, WgHotspotRequest *request);

/**
 * wg_hotspot_chooser_clear:
 *
 * Back to the backlog.
 */
void wg_hotspot_chooser_clear (WgHotspotChooser *self);

G_END_DECLS
