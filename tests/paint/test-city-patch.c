/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Grids that are redrawn one after the other are patched into the city: it paints and answers as one that is packed anew,
 * and what was packed for it is the grid and its neighbours.
 */

#include "wg-city-painter.h"
#include "wg-city-private.h"
#include "wg-map-picker.h"

#include <math.h>
#include <string.h>

#define SIDE 12
#define BLOCK 4 /* cells in a row of a block, which is a grid of the level above */
#define N_BLOCKS (SIDE / BLOCK * SIDE / BLOCK)
#define STEPS 5 /* of a border between two corners of the lattice */
#define CELL 0.004
#define LON 116.5
#define LAT 40.2
#define N_ROUNDS 24

/* A town of cells in blocks, whose corners can be moved, and whose cells can be missing. */
typedef struct
{
  double corners[SIDE + 1][SIDE + 1][2];
  gboolean missing[SIDE][SIDE];
} Town;

static gint64
cell_id (int column, int row)
{
  return 1000 + row * SIDE + column;
}

static gint64
block_id (int column, int row)
{
  return 1 + row / BLOCK * (SIDE / BLOCK) + column / BLOCK;
}

static void
town_init (Town *town)
{
  memset (town, 0, sizeof *town);
  for (int row = 0; row <= SIDE; row++)
    {
      for (int column = 0; column <= SIDE; column++)
        {
          town->corners[row][column][0] = LON + CELL * column;
          town->corners[row][column][1] = LAT + CELL * row;
        }
    }
}

static void
append_border (const Town *town, GArray *ring, int c0, int r0, int c1, int r1)
{
  gboolean backward = c1 < c0 || r1 < r0;
  const double *a = town->corners[backward ? r1 : r0][backward ? c1 : c0];
  const double *b = town->corners[backward ? r0 : r1][backward ? c0 : c1];

  for (int i = 0; i < STEPS; i++)
    {
      int step = backward ? STEPS - i : i;
      double t = (double)step / STEPS, bend = 0.08 * CELL * sin (9.0 * t * (1 + (c0 + c1 + 3 * (r0 + r1)) % 4)) * t * (1.0 - t);
      double p[2] = { a[0] + t * (b[0] - a[0]) + bend, a[1] + t * (b[1] - a[1]) + bend };

      g_array_append_vals (ring, p, 2);
    }
}

static void
add_square (const Town *town, WgCityBuilder *builder, int c, int r, int size)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (WgShape) shape = NULL;
  gboolean is_cell = size == 1;

  for (int i = 0; i < size; i++)
    append_border (town, ring, c + i, r, c + i + 1, r);
  for (int i = 0; i < size; i++)
    append_border (town, ring, c + size, r + i, c + size, r + i + 1);
  for (int i = size; i > 0; i--)
    append_border (town, ring, c + i, r + size, c + i - 1, r + size);
  for (int i = size; i > 0; i--)
    append_border (town, ring, c, r + i, c, r + i - 1);
  shape = wg_shape_new_from_ring ((const double *)(gconstpointer)ring->data, ring->len / 2);
  wg_city_builder_add_grid (builder, is_cell ? cell_id (c, r) : block_id (c, r), is_cell ? 2 : 1,
                            is_cell ? block_id (c, r) : 0, is_cell ? "C" : "B", "网格", shape, LON + CELL * (c + 0.5),
                            LAT + CELL * (r + 0.5));
}

static WgCity *
pack (const Town *town)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();

  wg_city_builder_add_level (builder, 1, "社区");
  wg_city_builder_add_level (builder, 2, "网格");
  for (int i = 0; i < N_BLOCKS; i++)
    add_square (town, builder, i % (SIDE / BLOCK) * BLOCK, i / (SIDE / BLOCK) * BLOCK, BLOCK);
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      if (!town->missing[i / SIDE][i % SIDE])
        add_square (town, builder, i % SIDE, i / SIDE, 1);
    }
  return wg_city_builder_build (builder);
}

/* Redraws what has a corner that moved. */
static void
redraw_around (const Town *town, WgCityBuilder *builder, int column, int row)
{
  for (int r = MAX (row - 1, 0); r <= MIN (row, SIDE - 1); r++)
    {
      for (int c = MAX (column - 1, 0); c <= MIN (column, SIDE - 1); c++)
        {
          if (!town->missing[r][c])
            add_square (town, builder, c, r, 1);
        }
    }
  for (int i = 0; i < N_BLOCKS; i++)
    {
      int c = i % (SIDE / BLOCK) * BLOCK, r = i / (SIDE / BLOCK) * BLOCK;
      gboolean inside = column > c && column < c + BLOCK && row > r && row < r + BLOCK;

      if (!inside && column >= c && column <= c + BLOCK && row >= r && row <= r + BLOCK)
        add_square (town, builder, c, r, BLOCK);
    }
}

/* A corner moves, a cell goes, or one comes back. */
static WgCity *
change_something (Town *town, WgCity *city)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  int column = g_test_rand_int_range (0, SIDE), row = g_test_rand_int_range (0, SIDE);

  wg_city_builder_keep_grids (builder, city);
  wg_city_builder_keep_buildings (builder, city);
  if (town->missing[row][column])
    {
      town->missing[row][column] = FALSE;
      add_square (town, builder, column, row, 1);
    }
  else if (g_test_rand_int_range (0, 3) == 0)
    {
      town->missing[row][column] = TRUE;
      wg_city_builder_remove_grid (builder, cell_id (column, row));
    }
  else
    {
      town->corners[row][column][0] += CELL * g_test_rand_double_range (-0.1, 0.1);
      town->corners[row][column][1] += CELL * g_test_rand_double_range (-0.1, 0.1);
      redraw_around (town, builder, column, row);
    }
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

static void
assert_paints_alike (WgCity *a, WgCity *b, double zoom, guint level)
{
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  g_autoptr (WgCityColours) colours_a = colour_all (a), colours_b = colour_all (b);
  WgPaintRequest request = { .city = a, .colours = colours_a, .level = level, .layers = WG_PAINT_ALL };
  double unit = wg_world_get_unit (zoom), x = wg_world_x (LON + CELL * SIDE / 2), y = wg_world_y (LAT + CELL * SIDE / 2);
  cairo_surface_t *pa = wg_city_painter_paint_area (painter, &request, zoom, x - 320 * unit, y - 320 * unit, 640, 640, 1.0);
  cairo_surface_t *pb;

  request.city = b;
  request.colours = colours_b;
  pb = wg_city_painter_paint_area (painter, &request, zoom, x - 320 * unit, y - 320 * unit, 640, 640, 1.0);
  g_assert_cmpint (memcmp (cairo_image_surface_get_data (pa), cairo_image_surface_get_data (pb), 640 * 640 * 4), ==, 0);
  cairo_surface_destroy (pa);
  cairo_surface_destroy (pb);
}

static gint64
pick_at (WgCity *city, double lon, double lat)
{
  WgMapPick pick;

  wg_map_pick (city, NULL, lon, lat, 15.0, 2, 12.0, &pick);
  return pick.grid != WG_NO_INDEX ? wg_city_get_grid_id (city, pick.grid) : 0;
}

static void
assert_alike (WgCity *patched, WgCity *fresh)
{
  g_autoptr (GArray) changes = wg_city_list_changes (patched, fresh);

  g_assert_nonnull (changes);
  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_cmpuint (wg_city_get_n_grids (patched), ==, wg_city_get_n_grids (fresh));
  g_assert_cmpmem (wg_city_get_box (patched), sizeof (WgBox), wg_city_get_box (fresh), sizeof (WgBox));
  g_assert_cmpuint (patched->points.n_points, ==, fresh->points.n_points);
  assert_paints_alike (patched, fresh, 12.7, 1);
  assert_paints_alike (patched, fresh, 13.6, 2);
  for (guint i = 0; i < 50; i++)
    {
      double lon = LON + CELL * SIDE * g_test_rand_double (), lat = LAT + CELL * SIDE * g_test_rand_double ();

      g_assert_cmpint (pick_at (patched, lon, lat), ==, pick_at (fresh, lon, lat));
    }
  for (guint i = 0; i < wg_city_get_n_grids (patched); i++)
    {
      guint parent = wg_city_get_grid_parent (patched, i);

      g_assert_cmpstr (wg_city_get_grid_name (patched, i), ==, "网格");
      g_assert_cmpint (parent == WG_NO_INDEX, ==, wg_city_get_grid_id (patched, i) < 1000);
      g_assert_cmpint (wg_city_grid_is_leaf (patched, i), ==, wg_city_get_grid_id (patched, i) >= 1000);
    }
}

/* Each state comes from the one before, so that what is left of older ones would add up. */
static void
test_like_packed_anew (void)
{
  g_autoptr (WgCity) city = NULL;
  guint n_arcs;
  Town town;

  town_init (&town);
  city = pack (&town);
  g_assert_cmpuint (city->n_cut_arcs, ==, city->n_arcs);
  n_arcs = city->n_arcs;
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      WgCity *next = change_something (&town, city);
      g_autoptr (WgCity) fresh = pack (&town);

      wg_city_unref (city);
      city = next;
      assert_alike (city, fresh);
    }
  g_assert_cmpuint (city->n_arcs, <=, n_arcs + 8);
}

/* A cell in the middle of a block moves its corner: four cells are redrawn, the blocks and their tree stay. */
static void
test_counts (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) before = NULL, after = NULL;
  Town town;

  town_init (&town);
  before = pack (&town);
  town.corners[6][6][0] += 0.2 * CELL;
  wg_city_builder_keep_grids (builder, before);
  redraw_around (&town, builder, 6, 6);
  after = wg_city_builder_build (builder);
  g_assert_cmpuint (before->n_cut_grids, ==, SIDE * SIDE + N_BLOCKS);
  g_assert_cmpuint (after->n_cut_grids, ==, 16);    /* with the twelve that have a corner or a side in common with them */
  g_assert_cmpuint (after->n_cut_arcs, ==, 12 + 12); /* their borders, and those that end at one of their corners */
  g_assert_true (after->arc_trees[1] == before->arc_trees[1]);
  g_assert_true (after->grid_trees[1] == before->grid_trees[1]);
  g_assert_cmpuint (after->n_arcs, ==, before->n_arcs);
}

/* A ring that touches nobody has no node, and gets one when a neighbour comes. */
static void
test_lonely_ring (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) alone = NULL, two = NULL, again = NULL, fresh = NULL;
  Town town;

  town_init (&town);
  add_square (&town, builder, 3, 3, 1);
  alone = wg_city_builder_build (builder);
  g_assert_cmpuint (alone->n_arcs, ==, 1);
  wg_city_builder_keep_grids (builder, alone);
  add_square (&town, builder, 4, 3, 1);
  two = wg_city_builder_build (builder);
  g_assert_cmpuint (two->n_arcs, ==, 3);
  wg_city_builder_keep_grids (builder, two);
  wg_city_builder_remove_grid (builder, cell_id (4, 3));
  again = wg_city_builder_build (builder);
  g_assert_cmpuint (again->n_cut_arcs, ==, 1);
  add_square (&town, builder, 3, 3, 1);
  fresh = wg_city_builder_build (builder);
  assert_paints_alike (again, fresh, 14.0, 2);
  wg_city_builder_keep_grids (builder, again);
  wg_city_builder_remove_grid (builder, cell_id (3, 3));
  g_clear_pointer (&fresh, wg_city_unref);
  fresh = wg_city_builder_build (builder);
  g_assert_cmpuint (wg_city_get_n_grids (fresh), ==, 0);
}

/* Texts of a hundred states are brought together before they lie in a hundred places. */
static void
test_many_patches (void)
{
  g_autoptr (WgCity) city = NULL;
  Town town;

  town_init (&town);
  city = pack (&town);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();

      wg_city_builder_keep_grids (builder, city);
      add_square (&town, builder, 5, 5, 1);
      wg_city_unref (city);
      city = wg_city_builder_build (builder);
      g_assert_cmpuint (city->grid_hold->texts->len, <=, 33);
    }
  g_assert_cmpstr (wg_city_get_grid_name (city, 20), ==, "网格");
  g_assert_cmpstr (wg_city_get_level_name (city, 1), ==, "社区");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/city-patch/like-packed-anew", test_like_packed_anew);
  g_test_add_func ("/city-patch/counts", test_counts);
  g_test_add_func ("/city-patch/lonely-ring", test_lonely_ring);
  g_test_add_func ("/city-patch/many-patches", test_many_patches);
  return g_test_run ();
}
