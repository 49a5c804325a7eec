/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-report.h"
#include "wg-geo-request.h"

G_BEGIN_DECLS

/* Where what was written lies: in the folder of the request, below this name, as `export` with its extensions. */
#define WG_GEO_WRITE_FOLDER "out"

/* Writes the rows at the path of the request in its format and prints `done`. */
gboolean wg_geo_write (const WgGeoRequest *request, WgGeoReport *report, GError **error);

G_END_DECLS
