/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: homing a million points decides how long an import takes. Prints microseconds a point for the tree of grids and,
 * in the same run, for GEOS (STRtree and prepared geometries): the ratio travels between machines, the figures do not.
 * The city: 19 x 19 streets of 2 x 2 communities of 2 x 2 leaves, borders shared and crooked.
 */

#include <geos_c.h>

#include "wg-grid-tree.h"
#include "wg-shape-builder.h"

#define N_STREETS 19
#define LEAF 14
#define N_POINTS 917791
/* One step of the border in units of 1e-12 degree: about 16 m, bent by up to a third of it. */
#define STEP G_GINT64_CONSTANT (150000000)

/* Where the corner (i, j) of the fine lattice lies: the same for everyone who shares it. */
static void
add_corner (WgShapeBuilder *builder, gint64 i, gint64 j)
{
  guint64 noise = ((guint64) i * 2654435761u + (guint64) j * 40503u) * 6364136223846793005u;
  gint64 dx = (gint64) (noise >> 40) % (STEP / 3), dy = (gint64) (noise >> 20 & 0xfffff) % (STEP / 3);

  wg_shape_builder_add (builder, 116000000000000 + i * STEP + dx, 40000000000000 + j * STEP + dy);
}

static WgShape *
make_block (gint64 x, gint64 y, gint64 side)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();

  wg_shape_builder_begin_polygon (builder);
  wg_shape_builder_begin_ring (builder);
  for (gint64 k = 0; k < side; k++)
    add_corner (builder, x + k, y);
  for (gint64 k = 0; k < side; k++)
    add_corner (builder, x + side, y + k);
  for (gint64 k = 0; k < side; k++)
    add_corner (builder, x + side - k, y + side);
  for (gint64 k = 0; k < side; k++)
    add_corner (builder, x, y + side - k);
  return wg_shape_builder_end (builder);
}

static gint64
take_block (WgGridTreeBuilder *builder, gint64 parent_id, int depth, gint64 x, gint64 y, gint64 side)
{
  static gint64 last_id;
  WgGrid *grid = wg_grid_new ();

  grid->id = ++last_id;
  grid->parent_id = parent_id;
  grid->depth = depth;
  grid->code = g_strdup_printf ("%07d", (int) last_id);
  grid->shape = make_block (x, y, side);
  wg_grid_tree_builder_take_grid (builder, grid);
  return last_id;
}

static WgGridTree *
make_city (void)
{
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();

  for (gint64 s = 0; s < N_STREETS * N_STREETS; s++)
    {
      gint64 sx = s % N_STREETS * 4 * LEAF, sy = s / N_STREETS * 4 * LEAF;
      gint64 street = take_block (builder, 0, 1, sx, sy, 4 * LEAF);

      for (gint64 c = 0; c < 4; c++)
        {
          gint64 cx = sx + c % 2 * 2 * LEAF, cy = sy + c / 2 * 2 * LEAF;
          gint64 community = take_block (builder, street, 2, cx, cy, 2 * LEAF);

          for (gint64 g = 0; g < 4; g++)
            take_block (builder, community, 3, cx + g % 2 * LEAF, cy + g / 2 * LEAF, LEAF);
        }
    }
  return wg_grid_tree_builder_end (builder, NULL);
}

typedef struct
{
  const WgGrid *grid;
  const GEOSPreparedGeometry *prepared;
  guint index;
} Entry;

typedef struct
{
  GEOSContextHandle_t context;
  GEOSGeometry *point;
  Entry *best;
} Query;

static void
look (void *item, void *user_data)
{
  Entry *entry = item;
  Query *query = user_data;
  const WgGrid *best = query->best != NULL ? query->best->grid : NULL;

  if (best != NULL
      && (entry->grid->depth < best->depth || (entry->grid->depth == best->depth && entry->grid->id > best->id)))
    return;
  if (GEOSPreparedCovers_r (query->context, entry->prepared, query->point) == 1)
    query->best = entry;
}

/* Returns: seconds; the geometries live as long as the process. */
static double
find_by_geos (const WgGridTree *tree, const double *points, guint n_points, guint *homes)
{
  GEOSContextHandle_t context = GEOS_init_r ();
  GEOSWKBReader *reader = GEOSWKBReader_create_r (context);
  GEOSSTRtree *index = GEOSSTRtree_create_r (context, 10);
  Entry *entries = g_new (Entry, wg_grid_tree_get_n_grids (tree));
  gint64 start;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (grid->shape);
      GEOSGeometry *geometry
          = GEOSWKBReader_read_r (context, reader, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));

      entries[i] = (Entry){ grid, GEOSPrepare_r (context, geometry), i };
      GEOSSTRtree_insert_r (context, index, geometry, &entries[i]);
    }
  start = g_get_monotonic_time ();
  for (guint i = 0; i < n_points; i++)
    {
      Query query = { context, GEOSGeom_createPointFromXY_r (context, points[2 * i], points[2 * i + 1]), NULL };

      GEOSSTRtree_query_r (context, index, query.point, look, &query);
      GEOSGeom_destroy_r (context, query.point);
      homes[i] = query.best != NULL ? query.best->index : WG_GRID_NONE;
    }
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

int
main (void)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (WgGridTree) tree = make_city ();
  g_autofree double *points = g_new (double, 2 * N_POINTS);
  g_autofree guint *homes = g_new (guint, N_POINTS), *others = g_new (guint, N_POINTS);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  double size = N_STREETS * 4 * LEAF * STEP * WG_SHAPE_UNIT, ours, geos;
  guint n_different = 0;

  g_print ("%u grids made in %.2f s\n", wg_grid_tree_get_n_grids (tree),
           (double) (g_get_monotonic_time () - start) / 1e6);
  for (guint i = 0; i < N_POINTS; i++)
    {
      points[2 * i] = wg_shape_degrees_from_units (
          wg_shape_units_from_degrees (116.0 + g_rand_double_range (random, -0.01, 1.01) * size));
      points[2 * i + 1] = wg_shape_degrees_from_units (
          wg_shape_units_from_degrees (40.0 + g_rand_double_range (random, -0.01, 1.01) * size));
    }
  start = g_get_monotonic_time ();
  wg_grid_tree_find_homes (tree, points, N_POINTS, homes);
  ours = (double) (g_get_monotonic_time () - start) / 1e6;
  geos = find_by_geos (tree, points, N_POINTS, others);
  for (guint i = 0; i < N_POINTS; i++)
    n_different += homes[i] != others[i];
  g_print ("%u points: %.3f s, %.2f us a point; GEOS %.3f s, %.2f us; ratio %.2f; %u answers differ\n", N_POINTS, ours,
           ours * 1e6 / N_POINTS, geos, geos * 1e6 / N_POINTS, ours / geos, n_different);
  return n_different == 0 ? 0 : 1;
}
