/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"

/**
 * wg_test_topology_assert_agrees:
 *
 * SpatiaLite's ISO topology must find nothing invalid in @coverage, as many faces as its grids have pieces, and each face in
 * one grid.
 *
 * Returns: how many faces there are
 */
guint wg_test_topology_assert_agrees (const WgCoverage *coverage);
