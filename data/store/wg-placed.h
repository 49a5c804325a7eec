/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-driver.h"

G_BEGIN_DECLS

/**
 * WgPlaced:
 *
 * A driver whose database lies at a place where another can come to lie while it is open: a file. A server has none.
 */
#define WG_TYPE_PLACED (wg_placed_get_type ())
G_DECLARE_INTERFACE (WgPlaced, wg_placed, WG, PLACED, WgDriver)

/**
 * WgPlacedInterface:
 * @leave: @connection has a database open that may lie there no longer. MUST refuse with a sentence, and touch nothing, while
 *   what lies there now is not a whole database of ours. MUST then put whatever belongs to the database of @connection and
 *   still lies beside the place where it belongs, so that it is not taken for a part of what lies there now, and MUST NOT touch
 *   what is not its own. From then on no connection of this driver may write, and none is opened. Does nothing while the
 *   database is where it was. Runs on the thread of @connection.
 * @again: makes a driver for what lies at the place now.
 */
struct _WgPlacedInterface
{
  GTypeInterface parent;

  gboolean (*leave) (WgPlaced *self, WgConnection *connection, GError **error);
  WgDriver *(*again) (WgPlaced *self);
};

gboolean wg_placed_leave (WgPlaced *self, WgConnection *connection, GError **error);

/**
 * wg_placed_again:
 *
 * Returns: (transfer full): a driver that has prepared nothing yet.
 */
WgDriver *wg_placed_again (WgPlaced *self);

G_END_DECLS
