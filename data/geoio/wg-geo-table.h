/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-report.h"

G_BEGIN_DECLS

/* A table as text begins with its header and is separated by commas, semicolons or tabs: so the reader wants it. Returns
 * (transfer full) @path when it is so, else the path of a copy in @folder: without the lines above the header, which are told
 * as a finding, and with tabs for bars. NULL with %WG_ERROR_IO.
 */
char *wg_geo_table_prepare (const char *path, const char *folder, WgGeoReport *report, GError **error);

G_END_DECLS
