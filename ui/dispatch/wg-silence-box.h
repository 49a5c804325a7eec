/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-alarms.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgSilenceBox:
 *
 * Keeps the tones of a desk back for a quarter of an hour, for a reason that is asked for here; says for how long, who wanted it
 * and why, and ends it. Below stand the last silences of all desks.
 */
#define WG_TYPE_SILENCE_BOX (wg_silence_box_get_type ())
G_DECLARE_FINAL_TYPE (WgSilenceBox, wg_silence_box, WG, SILENCE_BOX, GtkWidget)

GtkWidget *wg_silence_box_new (WgAlarms *alarms);

G_END_DECLS
