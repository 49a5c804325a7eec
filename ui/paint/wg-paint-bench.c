/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "it is fast" is worth as much as the command that says so again. The rows of the target table are measured here,
 * for `wangge paint --bench` and for the benchmarks of the tests alike; who the peer is and how it was measured is the
 * business of the caller.
 */

#include "wg-paint-bench.h"

#include "wg-cairo-painter.h"
#include "wg-city-private.h"
#include "wg-fit.h"
#include "wg-map-picker.h"

#include <math.h>
#include <time.h>

#define FIT_MARGIN 56.0
#define MAX_FIT_ZOOM 18.0
#define N_PICKS 20000
#define N_SCATTERED 50
#define WINDOW_BENCHMARK "meson test --benchmark bench-pan"

double
wg_paint_bench_now_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* --- Views --- */

static double
fit_zoom (const WgBox *box, int width, int height)
{
  return CLAMP (wg_fit_get_zoom (box, width - 2 * FIT_MARGIN, height - 2 * FIT_MARGIN), 0, MAX_FIT_ZOOM);
}

void
wg_paint_bench_list_views (const WgCity *city, WgPaintBenchView views[WG_PAINT_BENCH_N_VIEWS])
{
  static const double zooms[] = { 11.0, 0.0, 14.0, 17.0 };
  const WgBox *box = wg_city_get_box (city);

  for (guint i = 0; i < WG_PAINT_BENCH_N_VIEWS; i++)
    {
      gboolean large = i >= 4, is_city = i % 4 == 1;
      WgPaintBenchView *view = &views[i];

      *view = (WgPaintBenchView){ .is_city = is_city, .width = large ? 3840 : 1920, .height = large ? 2160 : 1080 };
      view->zoom = is_city ? fit_zoom (box, view->width, view->height) : zooms[i % 4];
      view->center_x = (wg_world_x (box->min_lon) + wg_world_x (box->max_lon)) / 2.0;
      view->center_y = (wg_world_y (box->min_lat) + wg_world_y (box->max_lat)) / 2.0;
      view->level = wg_city_get_automatic_level (city, view->zoom);
      if (is_city)
        g_snprintf (view->name, sizeof view->name, "%s city", large ? "4K" : "1080p");
      else
        g_snprintf (view->name, sizeof view->name, "%s zoom %.0f", large ? "4K" : "1080p", view->zoom);
    }
}

/* --- Cold pictures --- */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double da = *(const double *)a, db = *(const double *)b;

  return da < db ? -1 : da > db;
}

static double
take_median (GArray *times)
{
  g_array_sort (times, compare_doubles);
  return times->len > 0 ? g_array_index (times, double, times->len / 2) : NAN;
}

static double
measure_view (WgCity *city, WgCityColours *colours, const WgPaintBenchView *view, WgPaintLayers layers, guint rounds)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  WgPaintRequest request = { .city = city, .colours = colours, .level = view->level, .layers = layers };
  double unit = wg_world_get_unit (view->zoom);

  for (guint i = 0; i < rounds; i++)
    {
      double start = wg_paint_bench_now_ms (), spent;
      g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
      cairo_surface_t *surface
          = wg_city_painter_paint_area (painter, &request, view->zoom, view->center_x - view->width / 2.0 * unit,
                                        view->center_y - view->height / 2.0 * unit, view->width, view->height, 1.0);

      cairo_surface_destroy (surface);
      spent = wg_paint_bench_now_ms () - start;
      g_array_append_val (times, spent);
    }
  return take_median (times);
}

void
wg_paint_bench_measure_cairo (WgCity *city, WgCityColours *colours, guint rounds, double cairo_ms[WG_PAINT_BENCH_N_VIEWS])
{
  WgPaintBenchView views[WG_PAINT_BENCH_N_VIEWS];

  wg_paint_bench_list_views (city, views);
  for (guint i = 0; i < WG_PAINT_BENCH_N_VIEWS; i++)
    {
      const WgPaintBenchView *view = &views[i];
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
      WgPaintRequest request = { .city = city, .colours = colours, .level = view->level, .layers = WG_PAINT_ALL };
      double unit = wg_world_get_unit (view->zoom);

      for (guint k = 0; k < rounds; k++)
        {
          double start = wg_paint_bench_now_ms (), spent;

          cairo_surface_destroy (
              wg_cairo_painter_paint_area (&request, view->zoom, view->center_x - view->width / 2.0 * unit,
                                           view->center_y - view->height / 2.0 * unit, view->width, view->height, 1.0));
          spent = wg_paint_bench_now_ms () - start;
          g_array_append_val (times, spent);
        }
      cairo_ms[i] = take_median (times);
    }
}

static void
add_row (GArray *rows, const char *name, double ours, double peer, double target, gboolean is_ratio)
{
  WgPaintBenchRow row = { .unit = "ms", .ours = ours, .peer = peer, .target = target, .is_ratio = is_ratio };

  g_strlcpy (row.name, name, sizeof row.name);
  g_array_append_val (rows, row);
}

/* --- Recolouring --- */

/* The tiles of a view, as the window keeps them. */
typedef struct
{
  WgCity *city;
  WgCityPainter *painter;
  guint zoom;
  guint level;
  guint x0;
  guint y0;
  guint n_columns;
  guint n_rows;
  GPtrArray *pictures; /* cairo_surface_t */
} Tiles;

static void
init_tiles (Tiles *tiles, WgCity *city, WgCityPainter *painter, const WgPaintBenchView *view)
{
  double span, unit;

  tiles->city = city;
  tiles->painter = painter;
  tiles->zoom = (guint)lround (view->zoom);
  tiles->level = wg_city_get_automatic_level (city, tiles->zoom);
  unit = wg_world_get_unit (tiles->zoom);
  span = WG_TILE_SIZE * unit;
  tiles->x0 = (guint)MAX (0.0, floor ((view->center_x - view->width / 2.0 * unit) / span));
  tiles->y0 = (guint)MAX (0.0, floor ((view->center_y - view->height / 2.0 * unit) / span));
  tiles->n_columns = (guint)(view->width / WG_TILE_SIZE + 2);
  tiles->n_rows = (guint)(view->height / WG_TILE_SIZE + 2);
  tiles->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify)cairo_surface_destroy);
}

/* Those of the grids that reach into a tile. */
static GArray *
list_touching (const Tiles *tiles, const GArray *grids, guint x, guint y)
{
  double span = WG_TILE_SIZE * wg_world_get_unit (tiles->zoom);
  WgWorldBox box = { (gint32)(x * span), (gint32)(y * span), (gint32)((x + 1) * span), (gint32)((y + 1) * span) };
  GArray *touching = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < grids->len; i++)
    {
      guint grid = g_array_index (grids, guint, i);

      if (wg_city_grid_is_shown (tiles->city, grid, tiles->level)
          && wg_world_box_intersects (&tiles->city->grids[grid].box, &box))
        g_array_append_val (touching, grid);
    }
  return touching;
}

/* Paints all tiles. */
static void
paint_tiles (Tiles *tiles, WgCityColours *colours)
{
  WgPaintRequest request = { .city = tiles->city, .colours = colours, .level = tiles->level, .layers = WG_PAINT_ALL };

  g_ptr_array_set_size (tiles->pictures, 0);
  for (guint i = 0; i < tiles->n_columns * tiles->n_rows; i++)
    g_ptr_array_add (tiles->pictures, wg_city_painter_paint_tile (tiles->painter, &request, tiles->zoom,
                                                                  tiles->x0 + i % tiles->n_columns,
                                                                  tiles->y0 + i / tiles->n_columns, 1));
}

/* Repaints what one of @grids covers. */
static void
repaint_tiles (const Tiles *tiles, WgCityColours *colours, const GArray *grids)
{
  WgPaintRequest request = { .city = tiles->city, .colours = colours, .level = tiles->level, .layers = WG_PAINT_ALL };

  for (guint i = 0; i < tiles->n_columns * tiles->n_rows; i++)
    {
      guint x = tiles->x0 + i % tiles->n_columns, y = tiles->y0 + i / tiles->n_columns;
      g_autoptr (GArray) touching = list_touching (tiles, grids, x, y);

      if (touching->len > 0)
        cairo_surface_destroy (wg_city_painter_repaint_tile (tiles->painter, &request, tiles->pictures->pdata[i],
                                                             tiles->zoom, x, y, 1,
                                                             (const guint *)(gpointer)touching->data, touching->len));
    }
}

/* New rows for @n grids spread over those that are shown. */
static WgCityColours *
recolour (const Tiles *tiles, WgCityColours *colours, guint n)
{
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree gint64 *ids = g_new (gint64, n);
  g_autofree WgGridColour *rows = g_new0 (WgGridColour, n);
  WgWorldBox all = { 0, 0, G_MAXINT32, G_MAXINT32 };

  wg_city_query_shown (tiles->city, tiles->level, &all, shown);
  n = MIN (n, shown->len);
  for (guint i = 0; i < n; i++)
    {
      guint grid = g_array_index (shown, guint32, (shown->len / 2 + i * shown->len / n) % shown->len);

      ids[i] = wg_city_get_grid_id (tiles->city, grid);
      rows[i] = *wg_city_colours_get (colours, grid);
      rows[i].klass = (guint8)((rows[i].klass + 1) % WG_N_CLASSES);
    }
  return wg_city_colours_new (tiles->city, colours, ids, rows, n, NULL);
}

static double
time_recolour (const Tiles *tiles, WgCityColours *colours, guint n)
{
  double start = wg_paint_bench_now_ms ();
  g_autoptr (WgCityColours) next = recolour (tiles, colours, n);
  g_autoptr (GArray) grids = wg_city_colours_list_repaints (colours, next);

  repaint_tiles (tiles, next, grids);
  return wg_paint_bench_now_ms () - start;
}

static double
time_cold (Tiles *tiles, WgCityColours *colours)
{
  double start = wg_paint_bench_now_ms ();

  paint_tiles (tiles, colours);
  return wg_paint_bench_now_ms () - start;
}

/* What is compared is measured in turns, so that a busy machine is busy for both. */
static void
add_recolours (GArray *rows, WgCity *city, WgCityColours *colours, const WgPaintBenchView *view, guint rounds)
{
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  g_autoptr (GArray) cold = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) scattered = g_array_new (FALSE, FALSE, sizeof (double));
  Tiles tiles;

  init_tiles (&tiles, city, painter, view);
  for (guint i = 0; i < rounds; i++)
    {
      double times[] = { time_cold (&tiles, colours), time_recolour (&tiles, colours, 1),
                         time_recolour (&tiles, colours, N_SCATTERED) };

      g_array_append_val (cold, times[0]);
      g_array_append_val (one, times[1]);
      g_array_append_val (scattered, times[2]);
    }
  add_row (rows, "recolour 1 grid, 1080p city", take_median (one), NAN, 5.0, FALSE);
  add_row (rows, "recolour 50 grids, of a cold picture", take_median (scattered), take_median (cold), 0.3, TRUE);
  g_ptr_array_unref (tiles.pictures);
}

/* --- Picking --- */

static double
measure_picks (WgCity *city, WgCityCases *cases, const WgPaintBenchView *view)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const WgBox *box = wg_city_get_box (city);
  double start;
  WgMapPick pick;

  wg_map_pick (city, cases, box->min_lon, box->min_lat, view->zoom, view->level, 12.0, &pick);
  start = wg_paint_bench_now_ms ();
  for (guint i = 0; i < N_PICKS; i++)
    wg_map_pick (city, cases, g_rand_double_range (rand, box->min_lon, box->max_lon),
                 g_rand_double_range (rand, box->min_lat, box->max_lat), view->zoom, view->level, 12.0, &pick);
  return (wg_paint_bench_now_ms () - start) / N_PICKS;
}

/* --- What only a window has --- */

static void
add_window_rows (GArray *rows)
{
  static const WgPaintBenchRow window_rows[] = {
    { "warm pan 1080p, of one changing colour", "ms", NAN, NAN, 1.6, TRUE, WINDOW_BENCHMARK },
    { "warm pan 4K, of one changing colour", "ms", NAN, NAN, 2.5, TRUE, WINDOW_BENCHMARK },
    { "the desk at 4K", "bytes", NAN, NAN, 300e6, FALSE, WINDOW_BENCHMARK },
  };

  g_array_append_vals (rows, window_rows, G_N_ELEMENTS (window_rows));
}

/* --- All of it --- */

GArray *
wg_paint_bench_run (WgCity *city,
                    WgCityColours *colours,
                    WgCityCases *cases,
                    guint rounds,
                    WgPaintLayers peer_layers,
                    const double *peer_ms,
                    double peer_target,
                    double city_target)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (WgPaintBenchRow));
  WgPaintBenchView views[WG_PAINT_BENCH_N_VIEWS];
  WgPaintBenchRow bytes = { "city data", "bytes", (double)wg_city_get_n_bytes (city), NAN, 24.0 * 1024 * 1024, FALSE };

  wg_paint_bench_list_views (city, views);
  for (guint i = 0; i < WG_PAINT_BENCH_N_VIEWS; i++)
    add_row (rows, views[i].name, measure_view (city, colours, &views[i], peer_layers, rounds),
             peer_ms != NULL ? peer_ms[i] : NAN, views[i].is_city ? city_target : peer_target, TRUE);
  add_row (rows, "1080p city, all layers", measure_view (city, colours, &views[1], WG_PAINT_ALL, rounds), NAN, NAN,
           FALSE);
  add_recolours (rows, city, colours, &views[1], rounds);
  add_row (rows, "pick grid, building and case", measure_picks (city, cases, &views[3]), NAN, 0.010, FALSE);
  g_array_append_val (rows, bytes);
  add_window_rows (rows);
  return rows;
}

int
wg_paint_bench_row_is_met (const WgPaintBenchRow *row)
{
  if (isnan (row->target) || isnan (row->ours) || (row->is_ratio && isnan (row->peer)))
    return -1;
  return row->is_ratio ? row->ours <= row->target * row->peer : row->ours <= row->target;
}
