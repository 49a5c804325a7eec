/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: only some backends can lose the ground under an open database, so they say so apart from the contract of all. */

#include "wg-placed.h"

G_DEFINE_INTERFACE (WgPlaced, wg_placed, WG_TYPE_DRIVER)

static void
wg_placed_default_init (WgPlacedInterface *iface)
{
}

gboolean
wg_placed_leave (WgPlaced *self, WgConnection *connection, GError **error)
{
  return WG_PLACED_GET_IFACE (self)->leave (self, connection, error);
}

WgDriver *
wg_placed_again (WgPlaced *self)
{
  return WG_PLACED_GET_IFACE (self)->again (self);
}
