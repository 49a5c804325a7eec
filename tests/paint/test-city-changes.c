/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A city that is patched: halves that stay are the same memory, and what is not listed as changed is painted the same.
 */

#include "wg-city-painter.h"
#include "wg-city-private.h"
#include "wg-map-picker.h"

#include <string.h>

#define SIDE 12
#define CELL 0.004
#define LON 116.5
#define LAT 40.2

/* Where a corner of the lattice lies; one of them can be moved. */
static void
corner (int column, int row, int moved, double p[2])
{
  double bend = 0.1 * CELL * ((column * 7 + row * 13) % 5);
  gboolean off = moved >= 0 && column == moved && row == moved;

  p[0] = LON + CELL * column + bend + (off ? 0.3 * CELL : 0.0);
  p[1] = LAT + CELL * row + bend;
}

static void
add_cell (WgCityBuilder *builder, int column, int row, int moved)
{
  double ring[8];
  g_autoptr (WgShape) shape = NULL;

  corner (column, row, moved, ring);
  corner (column + 1, row, moved, ring + 2);
  corner (column + 1, row + 1, moved, ring + 4);
  corner (column, row + 1, moved, ring + 6);
  shape = wg_shape_new_from_ring (ring, 4);
  wg_city_builder_add_grid (builder, 1 + row * SIDE + column, 1, 0, "C", "网格", shape, ring[0] + CELL / 2,
                            ring[1] + CELL / 2);
}

static void
add_cells (WgCityBuilder *builder, int moved)
{
  wg_city_builder_add_level (builder, 1, "网格");
  for (int i = 0; i < SIDE * SIDE; i++)
    add_cell (builder, i % SIDE, i / SIDE, moved);
}

static void
add_house (WgCityBuilder *builder, gint64 id, double lon, double lat, double size)
{
  double ring[] = { lon, lat, lon + size, lat, lon + size, lat + size, lon, lat + size };
  g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);

  wg_city_builder_add_building (builder, id, shape, "和平路 1 号", 0);
}

static WgCity *
make_city (int moved)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();

  add_cells (builder, moved);
  for (int i = 0; i < SIDE * SIDE; i++)
    add_house (builder, 1000 + i, LON + CELL * (i % SIDE + 0.6), LAT + CELL * (i / SIDE + 0.6), 0.0004);
  return wg_city_builder_build (builder);
}

static WgCityColours *
colour_all (WgCity *city)
{
  guint n = wg_city_get_n_grids (city);
  g_autofree gint64 *ids = g_new (gint64, n);
  g_autofree WgGridColour *rows = g_new0 (WgGridColour, n);

  for (guint i = 0; i < n; i++)
    {
      ids[i] = wg_city_get_grid_id (city, i);
      rows[i] = (WgGridColour){ (guint8)(ids[i] % 5), 3, ids[i] % 3 == 0, 0 };
    }
  return wg_city_colours_new (city, NULL, ids, rows, n, NULL);
}

static gboolean
meets (const GArray *boxes, guint zoom, guint x, guint y)
{
  double span = WG_TILE_SIZE * wg_world_get_unit (zoom), edge = 4.0 * wg_world_get_unit (zoom);

  for (guint i = 0; i < boxes->len; i++)
    {
      const WgBox *box = &g_array_index (boxes, WgBox, i);

      if (wg_world_x (box->min_lon) - edge < (x + 1) * span && wg_world_x (box->max_lon) + edge > x * span
          && wg_world_y (box->max_lat) - edge < (y + 1) * span && wg_world_y (box->min_lat) + edge > y * span)
        return TRUE;
    }
  return FALSE;
}

/* Paints all tiles of both; returns how many differ, each of which must meet a box. */
static guint
compare_tiles (WgCity *before, WgCity *after, const GArray *boxes, guint zoom, guint *n_tiles)
{
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  g_autoptr (WgCityColours) old = colour_all (before), new = colour_all (after);
  double span = WG_TILE_SIZE * wg_world_get_unit (zoom);
  guint n_different = 0;

  for (guint y = (guint)(wg_world_y (LAT + CELL * SIDE) / span); y <= (guint)(wg_world_y (LAT) / span); y++)
    {
      for (guint x = (guint)(wg_world_x (LON) / span); x <= (guint)(wg_world_x (LON + CELL * SIDE) / span); x++)
        {
          WgPaintRequest request = { .city = before, .colours = old, .level = 1, .layers = WG_PAINT_ALL };
          cairo_surface_t *a = wg_city_painter_paint_tile (painter, &request, zoom, x, y, 1), *b;
          gboolean same;

          request.city = after;
          request.colours = new;
          b = wg_city_painter_paint_tile (painter, &request, zoom, x, y, 1);
          same = memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), 256 * 256 * 4) == 0;
          g_assert_true (same || meets (boxes, zoom, x, y));
          n_different += !same;
          ++*n_tiles;
          cairo_surface_destroy (a);
          cairo_surface_destroy (b);
        }
    }
  return n_different;
}

/* A corner of four grids moves: they are listed, before and after, and nobody else. */
static void
test_redrawn_grid (void)
{
  g_autoptr (WgCity) before = make_city (-1);
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) after = NULL;
  g_autoptr (GArray) boxes = NULL;
  guint n_tiles = 0, n_different;

  wg_city_builder_keep_buildings (builder, before);
  add_cells (builder, 5);
  after = wg_city_builder_build (builder);
  g_assert_true (after->building_points.xy == before->building_points.xy);
  g_assert_cmpstr (wg_city_get_building_address (after, 7), ==, "和平路 1 号");
  boxes = wg_city_list_changes (before, after);
  g_assert_cmpuint (boxes->len, ==, 8);
  n_different = compare_tiles (before, after, boxes, 16, &n_tiles);
  g_assert_cmpuint (n_different, >, 0);
  g_assert_cmpuint (n_different, <, n_tiles / 4);
}

static void
test_new_building (void)
{
  g_autoptr (WgCity) before = make_city (-1);
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) after = NULL;
  g_autoptr (GArray) boxes = NULL;
  guint n_tiles = 0, n_different;
  WgMapPick pick;

  wg_city_builder_keep_grids (builder, before);
  wg_city_builder_keep_buildings (builder, before);
  add_house (builder, 5000, LON + 0.0101, LAT + 0.0101, 0.0006);
  after = wg_city_builder_build (builder);
  g_assert_true (after->points.xy == before->points.xy);
  g_assert_cmpuint (wg_city_get_n_buildings (after), ==, SIDE * SIDE + 1);
  wg_map_pick (after, NULL, LON + 0.0103, LAT + 0.0103, 17.0, 1, 12.0, &pick);
  g_assert_cmpint (wg_city_get_building_id (after, pick.building), ==, 5000);
  boxes = wg_city_list_changes (before, after);
  g_assert_cmpuint (boxes->len, ==, 1);
  n_different = compare_tiles (before, after, boxes, 17, &n_tiles);
  g_assert_cmpuint (n_different, >, 0);
  g_assert_cmpuint (n_different, <=, 4);
}

/* One building moves, one goes; the patched city outlives the one it came from. */
static void
test_moved_buildings (void)
{
  WgCity *before = make_city (-1);
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) fresh = make_city (-1);
  g_autoptr (WgCity) after = NULL;
  g_autoptr (GArray) boxes = NULL;
  WgMapPick pick;

  wg_city_builder_keep_grids (builder, before);
  wg_city_builder_keep_buildings (builder, before);
  add_house (builder, 1003, LON + 0.0001, LAT + 0.0001, 0.0005);
  wg_city_builder_remove_building (builder, 1010);
  after = wg_city_builder_build (builder);
  wg_city_unref (before);
  g_assert_cmpuint (wg_city_get_n_buildings (after), ==, SIDE * SIDE - 1);
  boxes = wg_city_list_changes (fresh, after);
  g_assert_cmpuint (boxes->len, ==, 3);
  wg_map_pick (after, NULL, LON + 0.0003, LAT + 0.0003, 17.0, 1, 12.0, &pick);
  g_assert_cmpint (wg_city_get_building_id (after, pick.building), ==, 1003);
  wg_map_pick (after, NULL, LON + CELL * 10.61, LAT + CELL * 0.61, 17.0, 1, 12.0, &pick);
  g_assert_cmpuint (pick.building, ==, WG_NO_INDEX);
  g_assert_cmpstr (wg_city_get_grid_name (after, 3), ==, "网格");
  for (guint i = 0; i < wg_city_get_n_buildings (after); i++)
    g_assert_cmpstr (wg_city_get_building_address (after, i), ==, "和平路 1 号");
}

static void
test_unchanged (void)
{
  g_autoptr (WgCity) a = make_city (-1), b = make_city (-1);
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) empty = wg_city_builder_build (builder);
  g_autoptr (WgCity) same = NULL;
  g_autoptr (GArray) none = wg_city_list_changes (a, b), nothing = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (wg_city_list_changes (a, empty));
  wg_city_builder_keep_grids (builder, a);
  wg_city_builder_keep_buildings (builder, a);
  same = wg_city_builder_build (builder);
  nothing = wg_city_list_changes (a, same);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (wg_city_get_n_bytes (same), ==, wg_city_get_n_bytes (a));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/city-changes/redrawn-grid", test_redrawn_grid);
  g_test_add_func ("/city-changes/new-building", test_new_building);
  g_test_add_func ("/city-changes/moved-buildings", test_moved_buildings);
  g_test_add_func ("/city-changes/unchanged", test_unchanged);
  return g_test_run ();
}
