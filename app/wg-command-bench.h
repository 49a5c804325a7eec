/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-cases.h"
#include "wg-city-colours.h"
#include "wg-command-call.h"

G_BEGIN_DECLS

/**
 * wg_command_bench_run:
 * @city: a city with its buildings
 * @colours: its colours
 * @cases: its open cases
 *
 * Measures the target table of the painter and prints it; beside the peer of `--peer` when it is there, and with the
 * line that installs it when it is not.
 */
gboolean wg_command_bench_run (WgCommandCall *call,
                               WgCity *city,
                               WgCityColours *colours,
                               WgCityCases *cases,
                               GError **error);

G_END_DECLS
