/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WG_PARENT_NONE:
 *
 * The index that stands for "no parent".
 */
#define WG_PARENT_NONE G_MAXUINT

/**
 * WgParentFinder:
 *
 * Finds to which of many outlines a shape belongs: the one it shares the most area with. Holds a GEOS context, so one
 * finder serves one thread at a time.
 */
typedef struct _WgParentFinder WgParentFinder;

/**
 * wg_parent_finder_new:
 * @parents: (array length=n_parents) (nullable): the outlines; referenced. An element may be %NULL: it is never found
 * @n_parents: their number
 *
 * Returns: (transfer full): the finder
 */
WgParentFinder *wg_parent_finder_new (WgShape *const *parents, guint n_parents);

void wg_parent_finder_free (WgParentFinder *finder);

/**
 * wg_parent_finder_find:
 * @finder: a finder
 * @child: the shape to place
 * @share: (out) (optional): the part of the area of @child, 0..1, that lies in the one found; 0 without one
 *
 * Outlines that cross themselves are repaired in memory first; where even that fails the label point of @child decides
 * and @share is 1. Of equal shares the lowest index wins. To touch is not to share.
 *
 * Returns: the index of the parent, or %WG_PARENT_NONE.
 */
guint wg_parent_finder_find (WgParentFinder *finder, const WgShape *child, double *share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgParentFinder, wg_parent_finder_free)

G_END_DECLS
