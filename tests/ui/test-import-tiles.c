/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The base map under the preview of an import lies where it belongs, whatever the view, and goes when it is taken away. */

#include "wg-import-tiles.h"

#include "wg-import-outlines.h"
#include "wg-mercator.h"
#include "wg-world.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>

/* One tile for the whole world: red in the west, blue in the east. */
static char *
write_world (void)
{
  char *root = g_dir_make_tmp ("wangge-tiles-XXXXXX", NULL);
  g_autofree char *column = g_build_filename (root, "0", "0", NULL), *path = g_build_filename (column, "0.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 1);
  cairo_rectangle (cr, 128, 0, 128, 256);
  cairo_fill (cr);
  cairo_destroy (cr);
  g_assert_cmpint (g_mkdir_with_parents (column, 0700), ==, 0);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return root;
}

static WgBaseStack *
open_world (const char *root)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBasemap) basemap = wg_basemap_new (root, "world", NULL, &error);
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  g_ptr_array_add (layers, wg_base_layer_open (basemap, NULL, &error));
  g_assert_no_error (error);
  return wg_base_stack_new (layers);
}

/* Draws until nothing is on its way any more. */
static cairo_surface_t *
draw (WgImportTiles *tiles, const WgImportView *view)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, view->width, view->height);

  do
    {
      cairo_t *cr = cairo_create (surface);

      while (wg_import_tiles_is_busy (tiles))
        g_main_context_iteration (NULL, TRUE);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      wg_import_tiles_draw (tiles, cr, view);
      cairo_destroy (cr);
    }
  while (wg_import_tiles_is_busy (tiles));
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

static void
test_place (void)
{
  g_autofree char *root = write_world ();
  g_autoptr (WgBaseStack) stack = open_world (root);
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  WgImportTiles *tiles = wg_import_tiles_new (widget);
  /* The meridian of Greenwich stands at a fifth of the picture. */
  const WgImportView view = { .x = 0.5 + 60.0 / 256.0, .y = 0.5, .scale = 256.0, .width = 200, .height = 100 };
  cairo_surface_t *without = draw (tiles, &view);
  cairo_surface_t *with;

  g_assert_cmphex (get_pixel (without, 100, 50), ==, 0xffffff);
  wg_import_tiles_set_stack (tiles, stack);
  with = draw (tiles, &view);
  g_assert_cmphex (get_pixel (with, 30, 50), ==, 0xff0000);
  g_assert_cmphex (get_pixel (with, 50, 50), ==, 0x0000ff);
  g_assert_cmphex (get_pixel (with, 160, 50), ==, 0x0000ff);
  /* East of the world there is nothing. */
  g_assert_cmphex (get_pixel (with, 195, 50), ==, 0xffffff);
  cairo_surface_destroy (with);
  wg_import_tiles_set_stack (tiles, NULL);
  with = draw (tiles, &view);
  g_assert_cmphex (get_pixel (with, 50, 50), ==, 0xffffff);
  cairo_surface_destroy (with);
  cairo_surface_destroy (without);
  wg_import_tiles_free (tiles);
  g_object_unref (widget);
}

/* Whoever goes while tiles are on their way is not waited for. */
static void
test_leaving (void)
{
  g_autofree char *root = write_world ();
  g_autoptr (WgBaseStack) stack = open_world (root);
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  WgImportTiles *tiles = wg_import_tiles_new (widget);
  const WgImportView view = { .x = 0.5, .y = 0.5, .scale = 256.0, .width = 200, .height = 100 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 100);
  cairo_t *cr = cairo_create (surface);

  wg_import_tiles_set_stack (tiles, stack);
  wg_import_tiles_draw (tiles, cr, &view);
  g_assert_true (wg_import_tiles_is_busy (tiles));
  wg_import_tiles_free (tiles);
  /* The errand holds the widget; the last to let go of it may be the thread. */
  while (g_atomic_int_get ((int *) &G_OBJECT (widget)->ref_count) > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (widget);
}

/* A country and its parish, drawn the other way round: the parish is land, too. */
static void
test_over_each_other (void)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"shapes\": [[[1,1],[9,1],[9,9],[1,9],[1,1]], [[2,2],[2,5],[5,5],[5,2],[2,2]],"
                                                " [[1],[\"a\",2]]]}", NULL);
  g_autoptr (WgImportOutlines) outlines = wg_import_outlines_new_from_source (json_node_get_object (node));
  WgImportView view = { wg_mercator_x_from_lon (5), wg_mercator_y_from_lat (5), 360.0 * 20, 400, 400 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 400, 400);
  cairo_t *cr = cairo_create (surface);

  wg_import_outlines_trace (outlines, &view, 4, cr);
  for (double lon = 0.5; lon < 10; lon += 1)
    {
      double x = (wg_mercator_x_from_lon (lon) - view.x) * view.scale + 200, y = (wg_mercator_y_from_lat (3.5) - view.y) * view.scale + 200;

      g_assert_true (cairo_in_fill (cr, x, y) == (lon > 1 && lon < 9));
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/tiles/place", test_place);
  g_test_add_func ("/import/tiles/leaving", test_leaving);
  g_test_add_func ("/import-tiles/over-each-other", test_over_each_other);
  return g_test_run ();
}
