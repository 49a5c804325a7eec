/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-reader.h"

G_BEGIN_DECLS

/* Looks at the source and prints the `source` event described in wg-import-job.h. Open questions are part of it, not
 * errors.
 */
gboolean wg_geo_inspect (const WgGeoRequest *request, WgGeoReport *report, GError **error);

G_END_DECLS
