/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the painter has to beat a general vector library on the same scene by a factor that is written down. The scene
 * is a made-up town as large as a very large district: 7,600 grids in four levels, 116,000 buildings. `wangge paint
 * --bench` measures the same rows for a real database, and beside Mapnik.
 */

#include "paint-city.h"
#include "wg-paint-bench.h"

#define ROUNDS 5
#define CAIRO_ROUNDS 3

static const PaintCity district
    = { .columns = 88, .rows = 80, .n_levels = 4, .steps = 28, .buildings = 16, .cell = 0.005 };

static double
measure_patch (WgCity *city)
{
  double start = wg_paint_bench_now_ms ();
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) patched = NULL;

  wg_city_builder_keep_grids (builder, city);
  wg_city_builder_keep_buildings (builder, city);
  paint_city_redraw_leaf (&district, builder, district.columns / 2, district.rows / 2);
  patched = wg_city_builder_build (builder);
  return wg_paint_bench_now_ms () - start;
}

int
main (void)
{
  double start = wg_paint_bench_now_ms ();
  g_autoptr (WgCity) city = paint_city_new (&district);
  double built = wg_paint_bench_now_ms () - start;
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&district, 5000);
  g_autoptr (GArray) rows = NULL;
  double cairo_ms[WG_PAINT_BENCH_N_VIEWS];

  wg_paint_bench_measure_cairo (city, colours, CAIRO_ROUNDS, cairo_ms);
  rows = wg_paint_bench_run (city, colours, cases, ROUNDS, WG_PAINT_ALL, cairo_ms, 0.20, 0.20);
  g_print ("%u grids, %u buildings, made and packed in %.0f ms\n", wg_city_get_n_grids (city),
           wg_city_get_n_buildings (city), built);
  g_print ("one redrawn grid patched in: %.4f of that\n", measure_patch (city) / built);
  g_print ("%-38s %12s %12s %8s %12s\n", "", "ours", "Cairo", "ratio", "target");
  for (guint i = 0; i < rows->len; i++)
    {
      const WgPaintBenchRow *row = &g_array_index (rows, WgPaintBenchRow, i);
      int met = wg_paint_bench_row_is_met (row);

      g_print ("%-38s %12.4g %12.4g %8.3f %12.4g %s %s\n", row->name, row->ours, row->peer, row->ours / row->peer,
               row->target, row->unit, met < 0 ? (row->skipped != NULL ? row->skipped : "") : (met ? "met" : "missed"));
    }
  return 0;
}
