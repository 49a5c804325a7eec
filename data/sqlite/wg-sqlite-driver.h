/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-driver.h"

G_BEGIN_DECLS

/**
 * WG_SQLITE_APPLICATION_ID:
 *
 * The four bytes `WgGe` at offset 68 of a database of ours.
 */
#define WG_SQLITE_APPLICATION_ID 0x57674765

/**
 * WG_SQLITE_FORMAT:
 *
 * The number of the newest migration this program knows (`user_version`).
 */
#define WG_SQLITE_FORMAT 7

#define WG_TYPE_SQLITE_DRIVER (wg_sqlite_driver_get_type ())
G_DECLARE_FINAL_TYPE (WgSqliteDriver, wg_sqlite_driver, WG, SQLITE_DRIVER, GObject)

/**
 * wg_sqlite_driver_new:
 * @path: the file of the district
 *
 * Returns: (transfer full): a driver over one SpatiaLite file in WAL mode.
 */
WgDriver *wg_sqlite_driver_new (const char *path);

G_END_DECLS
