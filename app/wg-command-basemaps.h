/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"

#include "wg-base-stack.h"

G_BEGIN_DECLS

/**
 * wg_command_basemaps_open:
 * @names: (nullable) (element-type utf8): names of base maps of the district or files, the lowest first; `none` for none;
 *   %NULL for all of the district
 * @stack: (out) (transfer full) (nullable): the base maps, %NULL for none
 * @error: return location
 *
 * Opens base maps to paint with. Of all of the district, one that cannot be opened is left out with a warning.
 *
 * Returns: %FALSE when one that was named is not there or cannot be opened.
 */
gboolean wg_command_basemaps_open (WgCommandCall *call, GPtrArray *names, WgBaseStack **stack, GError **error);

/**
 * wg_command_basemaps_open_at:
 * @at_ms: an instant, milliseconds UTC
 * @stack: (out) (transfer full) (nullable): the base maps of that time, %NULL for none
 *
 * One that cannot be opened is told on the standard error and left out.
 */
gboolean wg_command_basemaps_open_at (WgCommandCall *call, gint64 at_ms, WgBaseStack **stack, GError **error);

G_END_DECLS
