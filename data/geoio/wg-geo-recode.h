/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-encoding.h"
#include "wg-geo-request.h"

G_BEGIN_DECLS

/* JSON is UTF-8 by its standard, and GBK where it was written by a program that had never heard of it. Returns @path when
 * it is valid UTF-8, else the path of a converted copy in the working folder and what it was converted from in @encoding
 * (transfer full); or NULL with %WG_ERROR_AMBIGUOUS (--encoding), %WG_ERROR_USAGE or %WG_ERROR_UNREADABLE.
 */
char *wg_geo_recode_json (const char *path, const WgGeoRequest *request, WgGeoReport *report, WgGeoEncoding *encoding,
                          GError **error);

G_END_DECLS
