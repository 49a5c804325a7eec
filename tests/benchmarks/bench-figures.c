/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one run says little on a machine that does other things, too; what is printed is the middle of several. */

#include "bench-figures.h"

#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  double one = *(const double *) a, two = *(const double *) b;

  return (one > two) - (one < two);
}

void
bench_figures_sort (double *figures, guint n)
{
  qsort (figures, n, sizeof *figures, compare);
}

double
bench_figures_take_middle (double *figures, guint n)
{
  bench_figures_sort (figures, n);
  return figures[n / 2];
}
