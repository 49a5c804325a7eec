/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgShapeBuilder:
 *
 * Puts a shape together corner by corner, in integers of %WG_SHAPE_UNIT.
 */
typedef struct _WgShapeBuilder WgShapeBuilder;

WgShapeBuilder *wg_shape_builder_new (void);
void wg_shape_builder_free (WgShapeBuilder *builder);

/**
 * wg_shape_builder_begin_polygon:
 *
 * The next ring is the outer one of a new polygon.
 */
void wg_shape_builder_begin_polygon (WgShapeBuilder *builder);

/**
 * wg_shape_builder_begin_ring:
 *
 * Corners that follow belong to a new ring; the orientation does not matter.
 */
void wg_shape_builder_begin_ring (WgShapeBuilder *builder);

/**
 * wg_shape_builder_add:
 * @lon: longitude in %WG_SHAPE_UNIT
 * @lat: latitude in %WG_SHAPE_UNIT
 *
 * Adds a corner; one equal to the corner before is dropped, as is a last one equal to the first.
 */
void wg_shape_builder_add (WgShapeBuilder *builder, gint64 lon, gint64 lat);

/**
 * wg_shape_builder_end:
 *
 * Leaves the builder empty.
 *
 * Returns: (transfer full) (nullable): the shape, %NULL when no ring has three corners
 */
WgShape *wg_shape_builder_end (WgShapeBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgShapeBuilder, wg_shape_builder_free)

G_END_DECLS
