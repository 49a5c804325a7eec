/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-report.h"

G_BEGIN_DECLS

/* Whether the file begins as a zip does. */
gboolean wg_geo_zip_is_zip (const char *path);

/* Unpacks those members of the zip at @path that a layer can consist of into @folder, which exists. A member whose name
 * would leave the folder, a link and an encrypted member are refused with a finding; others go on. Returns FALSE with
 * WG_ERROR_UNREADABLE when the zip is damaged or grows beyond all measure.
 */
gboolean wg_geo_zip_extract (const char *path, const char *folder, WgGeoReport *report, GError **error);

/* Checks the sizes that the zip at @path announces, without unpacking it: for formats whose own reader unpacks them. */
gboolean wg_geo_zip_check (const char *path, GError **error);

G_END_DECLS
