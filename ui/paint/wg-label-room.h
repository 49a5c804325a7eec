/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgLabelRoom:
 * @x0: left
 * @y0: top
 * @x1: right
 * @y1: bottom
 *
 * The room that a label takes on the picture, in pixels.
 */
typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} WgLabelRoom;

/**
 * wg_label_room_overlaps_any:
 * @rooms: (element-type WgLabelRoom): those that are taken
 *
 * Returns: whether @self lies over one of @rooms; two that only touch do not.
 */
gboolean wg_label_room_overlaps_any (const WgLabelRoom *self, const GArray *rooms);

G_END_DECLS
