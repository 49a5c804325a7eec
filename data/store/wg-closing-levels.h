/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-worker.h"

G_BEGIN_DECLS

/**
 * wg_closing_levels_fill:
 * @histories: (element-type WgCaseHistory): get their `level`
 * @until_ms: posts that begin later are not known, milliseconds UTC
 *
 * 小事不出格 asks at which level a case was closed: that of whoever held it when it was done. It is the deepest grid in which
 * the person had a post then, else the grid of the nearest unit above that has one, else the whole district, 0. Of a case
 * that nobody held, or that is not closed, it is not known.
 */
gboolean wg_closing_levels_fill (WgStoreWork *work, GPtrArray *histories, gint64 until_ms, GError **error);

G_END_DECLS
