/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-backlog.h"
#include "wg-city-cases.h"
#include "wg-city.h"
#include "wg-command-call.h"

G_BEGIN_DECLS

/* The map without a window: what `paint` and `pick` read before they look. */

/**
 * wg_command_city_list_cases:
 *
 * Returns: (transfer full) (element-type WgCaseRecord): the open cases at wg_command_call_get_now().
 */
GPtrArray *wg_command_city_list_cases (WgCommandCall *call, GError **error);

/**
 * wg_command_city_build:
 * @grids: the grids
 * @records: (nullable): the open cases; with them the buildings are read and each knows how many it has
 *
 * Returns: (transfer full): the city.
 */
WgCity *wg_command_city_build (WgCommandCall *call, WgGridTree *grids, GPtrArray *records, GError **error);

G_END_DECLS
