/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

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

G_END_DECLS
