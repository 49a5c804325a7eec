/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-texture.h"

G_BEGIN_DECLS

/**
 * WgCaseIcon:
 *
 * A widget that shows the sprite of one case. It says nothing to a screen reader: the words stand beside it.
 */
#define WG_TYPE_CASE_ICON (wg_case_icon_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseIcon, wg_case_icon, WG, CASE_ICON, GtkWidget)

/**
 * wg_case_icon_new:
 * @size: the side in logical pixels at a text size of 100 %
 */
GtkWidget *wg_case_icon_new (WgContext *context, int size);

/**
 * wg_case_icon_set_context:
 *
 * For templates: what wg_case_icon_new() is given.
 */
void wg_case_icon_set_context (WgCaseIcon *self, WgContext *context, int size);

/**
 * wg_case_icon_set_look:
 * @look: (nullable): %NULL shows nothing
 */
void wg_case_icon_set_look (WgCaseIcon *self, const WgCaseLook *look);

G_END_DECLS
