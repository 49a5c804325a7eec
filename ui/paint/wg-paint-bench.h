/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-cases.h"
#include "wg-city-painter.h"

G_BEGIN_DECLS

/**
 * WgPaintBenchView:
 * @name: what it is called in a row
 * @is_city: whether it shows the district as a whole
 * @level: the level that suits the zoom
 *
 * One of the pictures whose cold painting is measured.
 */
typedef struct
{
  char name[32];
  gboolean is_city;
  int width;
  int height;
  double zoom;
  double center_x; /* world coordinates (wg-world.h) */
  double center_y;
  guint level;
} WgPaintBenchView;

#define WG_PAINT_BENCH_N_VIEWS 8

/**
 * WgPaintBenchRow:
 * @name: what was measured
 * @unit: `ms` or `bytes`
 * @ours: how much of it
 * @peer: how much the peer took, NAN when there was none
 * @target: what is to be reached: of the ratio when @is_ratio, of @ours else; NAN when nothing is asked
 * @is_ratio: whether the target is one of ours to the peer's
 * @skipped: (nullable): where there is no figure here, who has it
 */
typedef struct
{
  char name[64];
  const char *unit;
  double ours;
  double peer;
  double target;
  gboolean is_ratio;
  const char *skipped;
} WgPaintBenchRow;

/**
 * wg_paint_bench_list_views:
 *
 * The eight views of the target table: 1080p and 4K, at zoom 11, the whole city, 14 and 17, about the middle of the
 * grids.
 */
void wg_paint_bench_list_views (const WgCity *city, WgPaintBenchView views[WG_PAINT_BENCH_N_VIEWS]);

/**
 * wg_paint_bench_measure_cairo:
 * @rounds: how often each view is measured; the median counts
 * @cairo_ms: (out caller-allocates) (array fixed-size=8): processor time for each view, all layers
 *
 * The peer that is always there: the same scene, painted by Cairo.
 */
void wg_paint_bench_measure_cairo (WgCity *city,
                                   WgCityColours *colours,
                                   guint rounds,
                                   double cairo_ms[WG_PAINT_BENCH_N_VIEWS]);

/**
 * wg_paint_bench_run:
 * @city: a city with its buildings
 * @colours: its colours
 * @cases: (nullable): cases to pick
 * @rounds: how often each is measured; the median counts
 * @peer_layers: what the peer paints, and so we in the rows of the views
 * @peer_ms: (array fixed-size=8) (nullable): processor time of a peer for each view, NAN for none
 * @peer_target: what ratio is to be reached everywhere
 * @city_target: and for views of the whole city
 *
 * Times are those of one thread's processor, for the ground without labels, cases and base map. What only a window has, a
 * pan and the memory of the whole desk, stands there as rows without a figure.
 *
 * Returns: (transfer full) (element-type WgPaintBenchRow): the rows.
 */
GArray *wg_paint_bench_run (WgCity *city,
                            WgCityColours *colours,
                            WgCityCases *cases,
                            guint rounds,
                            WgPaintLayers peer_layers,
                            const double *peer_ms,
                            double peer_target,
                            double city_target);

/**
 * wg_paint_bench_row_is_met:
 *
 * Returns: 1 when the row reaches its target, 0 when it does not, -1 when nothing is asked or there is nothing to compare.
 */
int wg_paint_bench_row_is_met (const WgPaintBenchRow *row);

/**
 * wg_paint_bench_now_ms:
 *
 * Returns: the processor time of this thread.
 */
double wg_paint_bench_now_ms (void);

G_END_DECLS
