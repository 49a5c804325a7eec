/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_graphics_has_processor:
 * @devices: the folder of the devices, `/dev`
 *
 * Returns: whether there is a graphics processor that OpenGL can draw with.
 */
gboolean wg_graphics_has_processor (const char *devices);

/**
 * wg_graphics_choose:
 *
 * Has windows drawn by Cairo where there is no graphics processor, unless `GSK_RENDERER` says how they are drawn. Before
 * the first window.
 */
void wg_graphics_choose (void);

/**
 * wg_graphics_limit_heaps:
 *
 * Has the memory of pictures given back to the system as soon as they are gone. Before the first thread.
 */
void wg_graphics_limit_heaps (void);

G_END_DECLS
