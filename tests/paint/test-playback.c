/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Playback says of every moment what looking at every case says, and puts the dots where the cases are. */

#include "wg-case-record.h"
#include "wg-playback-painter.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

static GPtrArray *
make_records (guint n)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);

  for (guint i = 0; i < n; i++)
    {
      WgCaseRecord *record = wg_case_record_new ();

      record->id = i + 1;
      record->lon = i % 7 == 0 ? NAN : 116.0 + g_test_rand_double ();
      record->lat = i % 7 == 0 ? NAN : 40.0 + g_test_rand_double ();
      record->reported_ms = g_test_rand_int_range (0, 100) * DAY_MS;
      record->state = i % 3 == 0 ? WG_CASE_STATE_FILED : i % 11 == 0 ? WG_CASE_STATE_MERGED : WG_CASE_STATE_CLOSED;
      record->closed_ms = record->state == WG_CASE_STATE_CLOSED ? record->reported_ms + g_test_rand_int_range (0, 30) * DAY_MS : WG_NO_TIME;
      g_ptr_array_add (records, record);
    }
  return records;
}

static void
test_counts (void)
{
  g_autoptr (GPtrArray) records = make_records (500);
  g_autoptr (WgPlayback) playback = wg_playback_new (records);

  for (gint64 day = -5; day < 140; day += 3)
    {
      gint64 from_ms = (day - 7) * DAY_MS, to_ms = day * DAY_MS;
      WgPlaybackCounts counts = wg_playback_count (playback, from_ms, to_ms), expected = { 0 };

      for (guint i = 0; i < records->len; i++)
        {
          const WgCaseRecord *record = g_ptr_array_index (records, i);
          gint64 end = record->state == WG_CASE_STATE_CLOSED ? record->closed_ms : G_MAXINT64;

          if (record->state == WG_CASE_STATE_MERGED)
            continue;
          expected.received += record->reported_ms >= from_ms && record->reported_ms < to_ms;
          expected.closed += end >= from_ms && end < to_ms;
          expected.open += record->reported_ms < to_ms && end >= to_ms;
        }
      g_assert_cmpuint (counts.received, ==, expected.received);
      g_assert_cmpuint (counts.closed, ==, expected.closed);
      g_assert_cmpuint (counts.open, ==, expected.open);
    }
}

static guint
count_pixels (cairo_surface_t *surface)
{
  const guint32 *pixels = (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface);
  guint n = 0;

  for (int i = 0; i < 200 * 200; i++)
    n += pixels[i] != 0;
  return n;
}

/* One case in the middle: no dot before it is reported, a strong one then, a weak one later, none when it is closed; and the
 * half of a swipe that it does not lie in stays empty. */
static void
test_dot (void)
{
  g_autoptr (GPtrArray) records = make_records (0);
  g_autoptr (WgPlayback) playback = NULL;
  WgCaseRecord *record = wg_case_record_new ();
  WgMapView view = { wg_world_x (116.0), wg_world_y (40.0), 12.0, 200, 200, 1.0, 1.0, WG_THEME_LIGHT, 0 };
  const struct
  {
    gint64 from;
    gint64 to;
    double left;
    double right;
    guint dots;
    guint pixels;
  } rows[] = { { 0, 10, 0, 200, 0, 0 }, { 9, 12, 0, 200, 1, 36 }, { 12, 15, 0, 200, 1, 4 }, { 20, 25, 0, 200, 0, 0 }, { 9, 12, 0, 90, 0, 0 }, { 9, 12, 90, 200, 1, 36 } };

  record->lon = 116.0;
  record->lat = 40.0;
  record->reported_ms = 10 * DAY_MS;
  record->closed_ms = 18 * DAY_MS;
  record->state = WG_CASE_STATE_CLOSED;
  g_ptr_array_add (records, record);
  playback = wg_playback_new (records);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 200);

      g_assert_cmpuint (wg_playback_paint (playback, &view, rows[i].from * DAY_MS, rows[i].to * DAY_MS, rows[i].left, rows[i].right, surface), ==, rows[i].dots);
      g_assert_cmpuint (count_pixels (surface), ==, rows[i].pixels);
      cairo_surface_destroy (surface);
    }
}

static void
test_none (void)
{
  g_autoptr (GPtrArray) records = make_records (0);
  g_autoptr (WgPlayback) playback = wg_playback_new (records);
  WgPlaybackCounts counts = wg_playback_count (playback, 0, DAY_MS);

  g_assert_cmpuint (counts.received + counts.closed + counts.open, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/playback/counts", test_counts);
  g_test_add_func ("/playback/dot", test_dot);
  g_test_add_func ("/playback/none", test_none);
  return g_test_run ();
}
