/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the store speaks to its database through this contract only, so that one desk (a SpatiaLite file) and many desks
 * (a PostGIS server) are the same program.
 */

#include "wg-driver.h"

G_DEFINE_INTERFACE (WgDriver, wg_driver, G_TYPE_OBJECT)

static void
wg_driver_default_init (WgDriverInterface *iface)
{
}

void
wg_database_info_clear (WgDatabaseInfo *info)
{
  g_clear_pointer (&info->journal, g_free);
  g_clear_pointer (&info->synchronous, g_free);
}

gboolean
wg_driver_prepare_database (WgDriver *self, gboolean create, gboolean *created, GError **error)
{
  return WG_DRIVER_GET_IFACE (self)->prepare_database (self, create, created, error);
}

WgConnection *
wg_driver_open (WgDriver *self, WgAccess access, GError **error)
{
  return WG_DRIVER_GET_IFACE (self)->open (self, access, error);
}

gboolean
wg_driver_describe (WgDriver *self, WgDatabaseInfo *info, GError **error)
{
  return WG_DRIVER_GET_IFACE (self)->describe (self, info, error);
}

gboolean
wg_driver_backup (WgDriver *self, const char *path, GError **error)
{
  return WG_DRIVER_GET_IFACE (self)->backup (self, path, error);
}

gboolean
wg_driver_replace (WgDriver *self, const char *successor, GError **error)
{
  return WG_DRIVER_GET_IFACE (self)->replace (self, successor, error);
}

const char *
wg_driver_get_uri (WgDriver *self)
{
  return WG_DRIVER_GET_IFACE (self)->get_uri (self);
}

gboolean
wg_driver_is_read_only (WgDriver *self)
{
  return WG_DRIVER_GET_IFACE (self)->is_read_only (self);
}
