/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgBaseShape:
 * @layer: `roads`, `water`, `green` or `areas`
 * @kind: (nullable): what the file called it, as `primary`
 * @name: (nullable): its name
 * @shape: (nullable): of an area
 * @lonlat: (nullable): of lines: pairs of degrees, one line after the other
 * @ends: (nullable): of lines: where each ends, in points
 * @n_lines: how many there are
 * @owner: (nullable): whose data it is, a #GRefString
 *
 * Something imported to lie under the grids.
 */
typedef struct
{
  char *layer;
  char *kind;
  char *name;
  WgShape *shape;
  double *lonlat;
  guint *ends;
  guint n_lines;
  char *owner;
} WgBaseShape;

void wg_base_shape_free (WgBaseShape *self);

/**
 * wg_base_shape_take:
 * @row: layer, kind, name, and the outline as WKB
 *
 * Returns: (transfer full) (nullable): what the row holds, %NULL when it cannot be read. For who is on a thread of the store.
 */
WgBaseShape *wg_base_shape_take (WgStatement *row);

/**
 * wg_store_work_read_base_near:
 * @box: degrees
 *
 * Reads the streets, the rivers and the areas of water that @box has some of, for who is on a thread of the store.
 *
 * Returns: (transfer full) (element-type WgBaseShape): areas first, then lines
 */
GPtrArray *wg_store_work_read_base_near (WgStoreWork *work, const WgBox *box, GError **error);

/**
 * wg_store_load_base_shapes_async:
 * @at_ms: only what had been imported by then, milliseconds UTC; %G_MININT64 for the present
 *
 * Reads everything that was imported as roads, water, green and other areas.
 */
void wg_store_load_base_shapes_async (WgStore *self,
                                      gint64 at_ms,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * wg_store_load_base_shapes_finish:
 *
 * Returns: (transfer full) (element-type WgBaseShape): areas first, then lines.
 */
GPtrArray *wg_store_load_base_shapes_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_load_base_lines_async:
 *
 * Reads every street and river there is: what was imported, and what came with the database together with a base map that
 * shows it. See wg_store_load_base_shapes_async() for what is to be painted.
 */
void wg_store_load_base_lines_async (WgStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * wg_store_load_base_lines_finish:
 *
 * Returns: (transfer full) (element-type WgBaseShape): in the order in which they came.
 */
GPtrArray *wg_store_load_base_lines_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBaseShape, wg_base_shape_free)

G_END_DECLS
