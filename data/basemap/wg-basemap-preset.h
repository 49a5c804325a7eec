/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-basemap.h"

G_BEGIN_DECLS

/**
 * WG_N_BASEMAP_PRESETS:
 *
 * How many maps there are whose addresses need not be typed. Each is a map and its labels, which its provider serves apart.
 */
#define WG_N_BASEMAP_PRESETS 3

/**
 * wg_basemap_preset_to_nick:
 *
 * Returns: `tianditu`, `tianditu-imagery` or `tianditu-terrain`.
 */
const char *wg_basemap_preset_to_nick (guint preset);

/**
 * wg_basemap_preset_from_nick:
 *
 * Returns: whether @nick is one.
 */
gboolean wg_basemap_preset_from_nick (const char *nick, guint *preset);

/**
 * wg_basemap_preset_get_label:
 *
 * Returns: (transfer none): what it is, for people.
 */
const char *wg_basemap_preset_get_label (guint preset);

/**
 * wg_basemap_preset_make:
 *
 * Returns: (transfer full) (element-type WgBasemap): its base maps, the lowest first. Their names are those of the provider, the
 * same in every language, so that they are the same on every desk. All of them have the same host, and so the same token.
 */
GPtrArray *wg_basemap_preset_make (guint preset);

G_END_DECLS
