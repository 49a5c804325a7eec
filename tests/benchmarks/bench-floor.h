/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bench_time_floor:
 * @path: a database with cases
 * @n_cases: how many there are, open and closed
 *
 * Returns: the seconds of processor time that SQLite takes, at its best of some rounds, to look once at the grid of every
 *   case in the indexes that the backlog is counted from.
 */
double bench_time_floor (const char *path, gint64 n_cases);

G_END_DECLS
