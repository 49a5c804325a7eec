/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgLimitBar:
 *
 * A bar 4 pixels high: the used share of a time limit. Grey, amber from three quarters, red and hatched from the whole.
 * The words stand beside it, so it says nothing to a screen reader.
 */
#define WG_TYPE_LIMIT_BAR (wg_limit_bar_get_type ())
G_DECLARE_FINAL_TYPE (WgLimitBar, wg_limit_bar, WG, LIMIT_BAR, GtkWidget)

GtkWidget *wg_limit_bar_new (WgContext *context);

/**
 * wg_limit_bar_set_share:
 * @share: 0 .. 1; below 0 draws nothing
 */
void wg_limit_bar_set_share (WgLimitBar *self, double share);

/**
 * wg_limit_bar_append_hatch:
 * @area: what is filled, in pixels
 *
 * The stripes that say "over the limit" without colour, for every bar that tells of time.
 */
void wg_limit_bar_append_hatch (GtkSnapshot *snapshot, const graphene_rect_t *area, GdkRGBA stripe, GdkRGBA ground);

G_END_DECLS
