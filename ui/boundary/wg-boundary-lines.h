/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * wg_boundary_lines_new:
 * @shapes: (element-type WgShape): outlines
 * @others: (element-type WgShape): outlines to compare them with
 *
 * The borders of @shapes on which nothing of @others lies, each once, though two of @shapes share it. A corner that was only
 * put into a border of @others makes no other border of it.
 *
 * Returns: (transfer full) (element-type double): longitude and latitude by turns; a pair of NAN ends a line
 */
GArray *wg_boundary_lines_new (const GPtrArray *shapes, const GPtrArray *others);

/**
 * WgBoundaryChange:
 * @coming: (nullable) (element-type double): where a border comes, see wg_boundary_lines_new()
 * @going: (nullable) (element-type double): where one goes
 */
typedef struct
{
  GArray *coming;
  GArray *going;
} WgBoundaryChange;

/**
 * wg_boundary_change_clear:
 *
 * Frees the lines of @change and forgets them.
 */
void wg_boundary_change_clear (WgBoundaryChange *change);

/**
 * wg_boundary_change_init:
 * @change: (out): to be filled
 * @before: (element-type WgShape): outlines as they were
 * @after: (element-type WgShape): outlines as they will be
 *
 * Takes as long as there are borders that differ: some milliseconds for a hundred grids, a second for a whole district.
 */
void wg_boundary_change_init (WgBoundaryChange *change, const GPtrArray *before, const GPtrArray *after);

/**
 * wg_boundary_change_find_async:
 * @source: who gets the answer
 * @before: (transfer full) (element-type WgShape): outlines as they were, with a reference each
 * @after: (transfer full) (element-type WgShape): outlines as they will be, with a reference each
 *
 * As wg_boundary_change_init(), on another thread.
 */
void wg_boundary_change_find_async (GObject *source,
                                    GPtrArray *before,
                                    GPtrArray *after,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * wg_boundary_change_find_finish:
 * @change: (out): to be filled
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED when it was stopped
 */
gboolean wg_boundary_change_find_finish (WgBoundaryChange *change, GAsyncResult *result, GError **error);

G_END_DECLS
