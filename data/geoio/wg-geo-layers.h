/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-reader.h"

G_BEGIN_DECLS

/* Whether a feature of OpenStreetMap is of @kind by its tags; every feature of another format is. */
gboolean wg_geo_layer_wants (WgImportKind kind, OGRFeatureH feature);

/* One feature of roads, water, green or other areas to one row. */
WgGeoOutcome wg_geo_store_layer (WgGeoReader *reader);

G_END_DECLS
