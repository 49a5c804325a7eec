/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-canvas.h"

G_BEGIN_DECLS

/**
 * WgTileFitter:
 *
 * Tiles in the size in which a resting zoom shows them, and as they were drawn last.
 */
typedef struct _WgTileFitter WgTileFitter;

WgTileFitter *wg_tile_fitter_new (void);
void wg_tile_fitter_free (WgTileFitter *fitter);

/**
 * wg_tile_fitter_set_limit:
 * @limit: bytes of pictures that are kept
 */
void wg_tile_fitter_set_limit (WgTileFitter *fitter, gsize limit);

/**
 * wg_tile_fitter_get:
 * @key: of the tile
 * @picture: its picture, opaque
 * @width: device pixels
 * @height: device pixels
 * @kept: (out): for wg_city_canvas_draw_kept()
 *
 * Returns: (transfer none): @picture in that size; it and @kept are valid until the next call.
 */
cairo_surface_t *wg_tile_fitter_get (WgTileFitter *fitter,
                                     guint64 key,
                                     cairo_surface_t *picture,
                                     int width,
                                     int height,
                                     WgKeptPicture **kept);

G_END_DECLS
