/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a frame of playback takes with as many cases as a large district has in a year, at 1080p and 4K. */

#include "wg-case-record.h"
#include "wg-playback-painter.h"

#include "bench-figures.h"

#define N_CASES 98115
#define N_DAYS 365
#define DAY_MS G_GINT64_CONSTANT (86400000)

static WgPlayback *
make_year (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_CASES; i++)
    {
      WgCaseRecord *record = wg_case_record_new ();

      record->id = i + 1;
      record->lon = 116.0 + g_rand_double (dice) * 0.5;
      record->lat = 40.0 + g_rand_double (dice) * 0.4;
      record->reported_ms = (gint64) (g_rand_double (dice) * N_DAYS * DAY_MS);
      record->closed_ms = record->reported_ms + (gint64) (g_rand_double (dice) * 20 * DAY_MS);
      record->state = WG_CASE_STATE_CLOSED;
      g_ptr_array_add (records, record);
    }
  return wg_playback_new (records);
}

static void
measure (WgPlayback *playback, int width, int height, double zoom, gint64 window_ms)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  WgMapView view = { wg_world_x (116.25), wg_world_y (40.2), zoom, width, height, 1.0, 1.0, WG_THEME_LIGHT, 0 };
  double times[N_DAYS], sum = 0.0;
  guint64 dots = 0;

  for (guint day = 0; day < N_DAYS; day++)
    {
      gint64 begun = g_get_monotonic_time ();
      cairo_t *cr = cairo_create (surface);

      cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
      cairo_paint (cr);
      cairo_destroy (cr);
      dots += wg_playback_paint (playback, &view, day * DAY_MS - window_ms, day * DAY_MS, 0.0, width, surface);
      wg_playback_count (playback, day * DAY_MS - window_ms, day * DAY_MS);
      times[day] = (double) (g_get_monotonic_time () - begun) / 1000.0;
      sum += times[day];
    }
  bench_figures_sort (times, N_DAYS);
  g_print ("%d x %d, window of %d days: %.0f dots a frame, mean %.2f ms, 95 %% under %.2f ms, 24 frames a second leave 41.67 ms\n", width, height,
           (int) (window_ms / DAY_MS), (double) dots / N_DAYS, sum / N_DAYS, times[N_DAYS * 95 / 100]);
  cairo_surface_destroy (surface);
}

int
main (void)
{
  g_autoptr (WgPlayback) playback = make_year ();

  measure (playback, 1920, 1080, 11.2, 7 * DAY_MS);
  measure (playback, 3840, 2160, 12.2, 7 * DAY_MS);
  measure (playback, 1920, 1080, 11.2, N_DAYS * DAY_MS);
  measure (playback, 3840, 2160, 12.2, N_DAYS * DAY_MS);
  return 0;
}
