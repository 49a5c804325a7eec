/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"

G_BEGIN_DECLS

/**
 * WgTestEdits:
 *
 * Random edits of one coverage, as many splits as merges in the long run. Random numbers are g_test_rand_*'s.
 */
typedef struct
{
  WgCoverage *coverage;
  guint n_grids;           /* how many there were: above, grids are merged, below, split */
  GPtrArray *log;          /* of what the accepted edits returned */
  guint n_accepted;
  guint n_refused;
} WgTestEdits;

WgTestEdits *wg_test_edits_new (WgCoverage *coverage);
void wg_test_edits_free (WgTestEdits *edits);

/* One edit of any kind; returns whether it was accepted. */
gboolean wg_test_edits_step (WgTestEdits *edits);

/* Undoes all. */
void wg_test_edits_undo (WgTestEdits *edits);

/* The sum of the areas of all grids in square degrees, and twice nothing else. */
long double wg_test_coverage_area (const WgCoverage *coverage);

/* A checksum over the ids and bytes of all grids. (transfer full) */
char *wg_test_coverage_sum (const WgCoverage *coverage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTestEdits, wg_test_edits_free)

G_END_DECLS
