/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_tile_format_sniff:
 * @data: the bytes of a tile
 * @size: how many
 *
 * Looks at the bytes and believes no name and no header.
 *
 * Returns: (nullable): `png`, `jpg`, `webp`, or `pbf` for what is packed as vector tiles are; %NULL for anything else.
 */
const char *wg_tile_format_sniff (const guint8 *data, gsize size);

G_END_DECLS
