/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hundred thousand clicks against GEOS, which knows nothing of our packing, trees and borders: the same grid of every
 * level and the same building. Both are asked about the same whole numbers. */

#include <geos_c.h>

#include "paint-city.h"
#include "wg-city-private.h"
#include "wg-map-picker.h"

#define N_POINTS 100000

static const PaintCity town = { .columns = 24, .rows = 20, .n_levels = 3, .steps = 9, .buildings = 6, .cell = 0.005 };

typedef struct
{
  GEOSContextHandle_t geos;
  GPtrArray *shapes;   /* GEOSGeometry, in world coordinates */
  GPtrArray *prepared; /* GEOSPreparedGeometry */
  GEOSSTRtree *tree;   /* indexes + 1 */
} Oracle;

static GEOSGeometry *
make_ring (Oracle *oracle, GArray *xy)
{
  guint n = xy->len / 2;
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (oracle->geos, n + 1, 2);

  for (guint i = 0; i <= n; i++)
    GEOSCoordSeq_setXY_r (oracle->geos, sequence, i, g_array_index (xy, gint32, 2 * (i % n)),
                          g_array_index (xy, gint32, 2 * (i % n) + 1));
  return GEOSGeom_createLinearRing_r (oracle->geos, sequence);
}

/* The first ring is the outer one, the others are holes: the town has no parts. */
static void
take_shape (Oracle *oracle, GPtrArray *rings)
{
  GEOSGeometry *shape
      = GEOSGeom_createPolygon_r (oracle->geos, rings->pdata[0], (GEOSGeometry **)rings->pdata + 1, rings->len - 1);

  g_assert_true (GEOSisValid_r (oracle->geos, shape) == 1);
  g_ptr_array_add (oracle->shapes, shape);
  g_ptr_array_add (oracle->prepared, (gpointer)GEOSPrepare_r (oracle->geos, shape));
  GEOSSTRtree_insert_r (oracle->geos, oracle->tree, shape, GUINT_TO_POINTER (oracle->shapes->len));
}

static void
take_grid (Oracle *oracle, const WgCity *city, const WgCityGrid *grid)
{
  g_autoptr (GPtrArray) rings = g_ptr_array_new ();

  for (guint ring = grid->first_ring; ring < grid->first_ring + grid->n_rings; ring++)
    {
      g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (gint32));

      for (guint i = city->ring_starts[ring]; i < city->ring_starts[ring + 1]; i++)
        {
          gint32 ref = city->arc_refs[i];
          const WgCityArc *arc = &city->arcs[ref < 0 ? ~ref : ref];

          for (guint k = 0; k + 1 < arc->n_points; k++)
            g_array_append_vals (xy, city->points.xy + 2 * (arc->first_point + (ref < 0 ? arc->n_points - 1 - k : k)),
                                 2);
        }
      g_ptr_array_add (rings, make_ring (oracle, xy));
    }
  take_shape (oracle, rings);
}

static void
take_building (Oracle *oracle, const WgCity *city, const WgCityBuilding *building)
{
  g_autoptr (GPtrArray) rings = g_ptr_array_new ();
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (gint32));
  guint start = city->building_ring_starts[building->first_ring];

  g_assert_cmpuint (building->n_rings, ==, 1);
  g_array_append_vals (xy, city->building_points.xy + 2 * start,
                       2 * (city->building_ring_starts[building->first_ring + 1] - start));
  g_ptr_array_add (rings, make_ring (oracle, xy));
  take_shape (oracle, rings);
}

static void
oracle_init (Oracle *oracle)
{
  oracle->geos = GEOS_init_r ();
  oracle->shapes = g_ptr_array_new ();
  oracle->prepared = g_ptr_array_new ();
  oracle->tree = GEOSSTRtree_create_r (oracle->geos, 10);
}

static void
oracle_clear (Oracle *oracle)
{
  GEOSSTRtree_destroy_r (oracle->geos, oracle->tree);
  for (guint i = 0; i < oracle->shapes->len; i++)
    {
      GEOSPreparedGeom_destroy_r (oracle->geos, oracle->prepared->pdata[i]);
      GEOSGeom_destroy_r (oracle->geos, oracle->shapes->pdata[i]);
    }
  g_ptr_array_unref (oracle->shapes);
  g_ptr_array_unref (oracle->prepared);
  GEOS_finish_r (oracle->geos);
}

static void
collect (void *item, void *found)
{
  guint index = GPOINTER_TO_UINT (item) - 1;

  g_array_append_val ((GArray *)found, index);
}

/* Appends the shapes that have the point inside or on their border. */
static void
ask (Oracle *oracle, gint32 x, gint32 y, GArray *found)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));
  GEOSGeometry *point = GEOSGeom_createPointFromXY_r (oracle->geos, x, y);

  g_array_set_size (found, 0);
  GEOSSTRtree_query_r (oracle->geos, oracle->tree, point, collect, near);
  for (guint i = 0; i < near->len; i++)
    {
      guint index = g_array_index (near, guint, i);

      if (GEOSPreparedIntersects_r (oracle->geos, oracle->prepared->pdata[index], point) == 1)
        g_array_append_val (found, index);
    }
  GEOSGeom_destroy_r (oracle->geos, point);
}

/* The deepest of the grids, of equal ones that with the lowest id; of one depth only when @depth is not 0. */
static guint
choose_grid (const WgCity *city, const GArray *found, guint depth)
{
  guint best = WG_NO_INDEX;

  for (guint i = 0; i < found->len; i++)
    {
      guint grid = g_array_index (found, guint, i);

      if (depth != 0 && city->grids[grid].depth != depth)
        continue;
      if (best == WG_NO_INDEX || city->grids[grid].depth > city->grids[best].depth
          || (city->grids[grid].depth == city->grids[best].depth && city->grids[grid].id < city->grids[best].id))
        best = grid;
    }
  return best;
}

static guint
choose_building (const WgCity *city, const GArray *found)
{
  guint best = WG_NO_INDEX;

  for (guint i = 0; i < found->len; i++)
    {
      guint building = g_array_index (found, guint, i);

      if (best == WG_NO_INDEX || city->buildings[building].id < city->buildings[best].id)
        best = building;
    }
  return best;
}

static void
test_grids (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  const WgBox *box = wg_city_get_box (city);
  guint n_inside = 0;
  Oracle oracle;

  oracle_init (&oracle);
  for (guint i = 0; i < city->n_grids; i++)
    take_grid (&oracle, city, &city->grids[i]);
  for (guint i = 0; i < N_POINTS; i++)
    {
      double lon = g_rand_double_range (rand, box->min_lon - 0.002, box->max_lon + 0.002);
      double lat = g_rand_double_range (rand, box->min_lat - 0.002, box->max_lat + 0.002);
      guint level = 1 + i % town.n_levels;
      WgMapPick pick;

      /* One in ten on a corner, where several grids meet. */
      if (i % 10 == 0)
        {
          const gint32 *corner = city->points.xy + 2 * (g_rand_int (rand) % city->points.n_points);

          lon = wg_mercator_lon_from_int_x (corner[0]);
          lat = wg_mercator_lat_from_int_y (corner[1]);
        }
      ask (&oracle, wg_mercator_int_x_from_lon (lon), wg_mercator_int_y_from_lat (lat), found);
      wg_map_pick (city, NULL, lon, lat, 14.0, level, 12.0, &pick);
      g_assert_cmpuint (pick.grid, ==, choose_grid (city, found, 0));
      g_assert_cmpuint (pick.shown_grid, ==, choose_grid (city, found, level));
      n_inside += pick.grid != WG_NO_INDEX;
    }
  g_assert_cmpuint (n_inside, >, N_POINTS / 2);
  g_assert_cmpuint (n_inside, <, N_POINTS);
  oracle_clear (&oracle);
}

static void
test_buildings (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_inside = 0;
  Oracle oracle;

  oracle_init (&oracle);
  for (guint i = 0; i < city->n_buildings; i++)
    take_building (&oracle, city, &city->buildings[i]);
  for (guint i = 0; i < N_POINTS; i++)
    {
      const WgCityBuilding *near = &city->buildings[g_rand_int (rand) % city->n_buildings];
      gint32 wide = near->box.max_x - near->box.min_x, high = near->box.max_y - near->box.min_y;
      gint32 x = near->box.min_x - wide / 2 + (gint32)(g_rand_int (rand) % (guint)(2 * wide));
      gint32 y = near->box.min_y - high / 2 + (gint32)(g_rand_int (rand) % (guint)(2 * high));
      WgMapPick pick;

      ask (&oracle, x, y, found);
      wg_map_pick (city, NULL, wg_mercator_lon_from_int_x (x), wg_mercator_lat_from_int_y (y), 17.0, 3, 12.0, &pick);
      g_assert_cmpuint (pick.building, ==, choose_building (city, found));
      n_inside += pick.building != WG_NO_INDEX;
    }
  g_assert_cmpuint (n_inside, >, N_POINTS / 10);
  g_assert_cmpuint (n_inside, <, N_POINTS);
  oracle_clear (&oracle);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pick-geos/grids", test_grids);
  g_test_add_func ("/pick-geos/buildings", test_buildings);
  return g_test_run ();
}
