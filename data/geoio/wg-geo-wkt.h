/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <ogr_api.h>

G_BEGIN_DECLS

/* The field of a table without shapes that holds them as well-known text, and of what type the first one is; -1 for none. */
int wg_geo_wkt_find_field (OGRLayerH layer, OGRwkbGeometryType *type);

/* The definition of @layer (transfer full, OGR_FD_Release()) with a shape beside its fields, which keep their places. */
OGRFeatureDefnH wg_geo_wkt_make_definition (OGRLayerH layer);

/* The same feature with the shape that its text says; none when that cannot be read. Takes @feature. */
OGRFeatureH wg_geo_wkt_take_shape (OGRFeatureH feature, OGRFeatureDefnH definition, int field);

/* Returns: (transfer full) (nullable): the text of @field when no shape came of it, its beginning when it is long. */
char *wg_geo_wkt_dup_unread (OGRFeatureH feature, int field);

G_END_DECLS
