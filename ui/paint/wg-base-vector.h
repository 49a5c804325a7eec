/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-basemap-painter.h"
#include "wg-store-layers.h"

G_BEGIN_DECLS

/**
 * wg_base_vector_find_line:
 * @kind: (nullable): what a file calls a line
 *
 * Returns: what it is painted as; what no table of roads knows is a lane
 */
WgBaseFeatureKind wg_base_vector_find_line (const char *kind);

/**
 * wg_base_vector_new_painter:
 * @shapes: (element-type WgBaseShape): what was imported
 * @theme: light or dark
 *
 * May take a while with a city; call it on a thread.
 *
 * Returns: (transfer full): paints them in the colours of our own base map: roads by what the file calls them, water,
 * green, and all other areas in one colour.
 */
WgBasemapPainter *wg_base_vector_new_painter (GPtrArray *shapes, WgTheme theme);

G_END_DECLS
