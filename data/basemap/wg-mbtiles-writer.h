/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgMbtilesWriter:
 *
 * Writes a raster base map (MBTiles 1.3). Pictures that occur often (plain water, plain land) are stored once. One
 * thread.
 */
#define WG_TYPE_MBTILES_WRITER (wg_mbtiles_writer_get_type ())
G_DECLARE_FINAL_TYPE (WgMbtilesWriter, wg_mbtiles_writer, WG, MBTILES_WRITER, GObject)

/**
 * wg_mbtiles_writer_new:
 * @file: the file to write; it appears under this name only when wg_mbtiles_writer_finish() is called
 * @name: name of the base map
 * @attribution: (nullable): plain text
 * @bounds: box in degrees
 * @error: return location
 *
 * Returns: (transfer full): a writer, or %NULL with %WG_ERROR_IO.
 */
WgMbtilesWriter *wg_mbtiles_writer_new (const char *file,
                                        const char *name,
                                        const char *attribution,
                                        const WgBox *bounds,
                                        GError **error);

/**
 * wg_mbtiles_writer_add:
 * @png: an encoded PNG
 *
 * Returns: %FALSE with %WG_ERROR_IO.
 */
gboolean wg_mbtiles_writer_add (WgMbtilesWriter *writer, guint zoom, guint x, guint y, GBytes *png, GError **error);

/**
 * wg_mbtiles_writer_finish:
 *
 * Writes metadata, syncs and gives the file its name; an older file of that name is replaced. A writer that is dropped
 * without this leaves nothing behind.
 *
 * Returns: %FALSE with %WG_ERROR_IO.
 */
gboolean wg_mbtiles_writer_finish (WgMbtilesWriter *writer, GError **error);

G_END_DECLS
