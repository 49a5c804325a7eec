/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * bench_cases_open:
 *
 * Returns: (transfer full): the store of a database.
 */
WgStore *bench_cases_open (const char *database);

/**
 * bench_cases_add:
 * @store: of a demo district
 * @n: how many
 *
 * Adds open cases, as an import does, among those that are there; every third has only been reported.
 */
void bench_cases_add (WgStore *store, guint n);

/**
 * bench_cases_add_facilities:
 * @store: of a demo district
 * @n: how many
 */
void bench_cases_add_facilities (WgStore *store, guint n);

G_END_DECLS
