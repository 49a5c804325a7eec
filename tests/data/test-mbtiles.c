/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A base map is read as the file says or refused with a sentence, and what the writer writes the reader reads. */

#include "wg-mbtiles-writer.h"
#include "wg-mbtiles.h"

#include "wg-error.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *file;
  const char *format; /* NULL: refused */
  const char *words;  /* in the sentence of the refusal */
  guint min_zoom;
  guint max_zoom;
} Row;

static const Row rows[] = {
  { "dc_z11-16.mbtiles", "png", NULL, 11, 16 },
  { "monaco_z11-17.mbtiles", "png", NULL, 11, 17 },
  { "beijing_tsinghua_z12-17.mbtiles", "png", NULL, 12, 17 },
  { "fixtures/geography-class-jpg.mbtiles", "jpg", NULL, 0, 1 },
  { "fixtures/geography-class-png.mbtiles", "png", NULL, 0, 1 },
  { "fixtures/geography-class-png-no-bounds.mbtiles", "png", NULL, 0, 1 },
  { "fixtures/geography-class-webp.mbtiles", "webp", NULL, 0, 1 },
  { "fixtures/plain_1.mbtiles", "png", NULL, 0, 4 },
  { "fixtures/plain_2.mbtiles", "png", NULL, 0, 4 },
  { "fixtures/plain_4.mbtiles", "png", NULL, 0, 4 },
  { "fixtures/unindexed.mbtiles", "png", NULL, 0, 4 },
  { "fixtures/corrupt_null_tile.mbtiles", "png", NULL, 0, 4 },
  { "fixtures/some-empty-tiles.mbtiles", "png", NULL, 1, 2 },
  { "fixtures/corrupt.mbtiles", NULL, "damaged", 0, 0 },
  { "fixtures/invalid.mbtiles", NULL, "damaged", 0, 0 },
  { "fixtures/invalid-tile-format.mbtiles", NULL, "no PNG, JPEG or WebP", 0, 0 },
  { "fixtures/with spaces.mbtiles", NULL, "no tiles", 0, 0 },
  { "fixtures/world_cities.mbtiles", NULL, "vector", 0, 0 },
  { "fixtures/world_cities_missing_center.mbtiles", NULL, "vector", 0, 0 },
  { "fixtures/bostonbuildings.mbtiles", NULL, "vector", 0, 0 },
};

static char *
shared_file (const char *name)
{
  return g_build_filename (g_getenv ("WANGGE_SHARED") != NULL ? g_getenv ("WANGGE_SHARED") : "", "data", "basemap",
                           name, NULL);
}

static void
test_fixture (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *file = shared_file (row->file);
  g_autoptr (WgMbtiles) mbtiles = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared base maps are not here");
      return;
    }
  mbtiles = wg_mbtiles_open (file, &error);
  if (row->format == NULL)
    {
      g_assert_null (mbtiles);
      g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, row->words));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (wg_mbtiles_get_format (mbtiles), ==, row->format);
  g_assert_cmpuint (wg_mbtiles_get_min_zoom (mbtiles), ==, row->min_zoom);
  g_assert_cmpuint (wg_mbtiles_get_max_zoom (mbtiles), ==, row->max_zoom);
  g_assert_false (wg_box_is_empty (wg_mbtiles_get_bounds (mbtiles)));
  if (row->min_zoom > 0)
    return;
  g_assert_true (wg_mbtiles_load_tile (mbtiles, 0, 0, 0, &bytes, &error));
  g_assert_nonnull (bytes);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgMbtiles) mbtiles = wg_mbtiles_open ("no such file.mbtiles", &error);

  g_assert_null (mbtiles);
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  mbtiles = wg_mbtiles_open (g_get_tmp_dir (), &error);
  g_assert_null (mbtiles);
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
}

static GBytes *
make_tile (guint number)
{
  guint8 data[12] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', (guint8) number };

  return g_bytes_new (data, sizeof data);
}

static void
write_map (const char *file)
{
  const WgBox bounds = { 116.0, 40.0, 117.0, 41.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgMbtilesWriter) writer
      = wg_mbtiles_writer_new (file, "云溪", "<a href='x'>Yunxi</a> &copy; &amp;", &bounds, &error);

  g_assert_no_error (error);
  for (guint zoom = 3; zoom <= 5; zoom++)
    {
      for (guint x = 0; x < 1u << zoom; x++)
        {
          g_autoptr (GBytes) tile = make_tile (x % 3);

          g_assert_true (wg_mbtiles_writer_add (writer, zoom, x, 1, tile, &error));
        }
    }
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (wg_mbtiles_writer_finish (writer, &error));
  g_assert_no_error (error);
}

static gpointer
read_in_thread (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GBytes) tile = NULL;
      g_autoptr (GBytes) expected = make_tile (i % 32 % 3);
      gboolean done = wg_mbtiles_load_tile (data, 5, i % 32, 1, &tile, NULL);

      if (!done || tile == NULL || !g_bytes_equal (tile, expected))
        return GINT_TO_POINTER (FALSE);
    }
  return GINT_TO_POINTER (TRUE);
}

static void
test_round_trip (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-mbtiles-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "a map #1 100%.mbtiles", NULL);
  g_autoptr (WgMbtiles) mbtiles = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GThread *threads[4];

  write_map (file);
  mbtiles = wg_mbtiles_open (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (wg_mbtiles_get_name (mbtiles), ==, "云溪");
  g_assert_cmpstr (wg_mbtiles_get_attribution (mbtiles), ==, "Yunxi © &");
  g_assert_cmpuint (wg_mbtiles_get_min_zoom (mbtiles), ==, 3);
  g_assert_cmpuint (wg_mbtiles_get_max_zoom (mbtiles), ==, 5);
  g_assert_cmpfloat_with_epsilon (wg_mbtiles_get_bounds (mbtiles)->max_lon, 117.0, 1e-6);

  g_assert_true (wg_mbtiles_load_tile (mbtiles, 4, 2, 2, &bytes, &error));
  g_assert_null (bytes);
  g_assert_true (wg_mbtiles_load_tile (mbtiles, 4, 16, 0, &bytes, &error));
  g_assert_null (bytes);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_in_thread, mbtiles);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
  g_unlink (file);
  g_rmdir (folder);
}

static void
test_dropped_writer (void)
{
  const WgBox bounds = { 0.0, 0.0, 1.0, 1.0 };
  g_autofree char *folder = g_dir_make_tmp ("wangge-mbtiles-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "half.mbtiles", NULL);
  g_autoptr (GError) error = NULL;
  WgMbtilesWriter *writer = wg_mbtiles_writer_new (file, "half", NULL, &bounds, &error);

  g_assert_no_error (error);
  g_object_unref (writer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  writer = wg_mbtiles_writer_new (file, "half", NULL, &bounds, &error);
  g_assert_null (writer);
  g_assert_error (error, WG_ERROR, WG_ERROR_IO);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/mbtiles/fixture/%s", rows[i].file);

      g_test_add_data_func (path, &rows[i], test_fixture);
    }
  g_test_add_func ("/mbtiles/missing", test_missing);
  g_test_add_func ("/mbtiles/round-trip", test_round_trip);
  g_test_add_func ("/mbtiles/dropped-writer", test_dropped_writer);
  return g_test_run ();
}
