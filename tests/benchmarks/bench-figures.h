/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void bench_figures_sort (double *figures, guint n);

/**
 * bench_figures_take_middle:
 *
 * Sorts @figures.
 *
 * Returns: the middle one
 */
double bench_figures_take_middle (double *figures, guint n);

G_END_DECLS
