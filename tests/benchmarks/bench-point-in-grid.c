/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: homing a million points decides how long an import takes. Prints microseconds a point for the tree of grids and,
 * in the same run, for GEOS (STRtree and prepared geometries) and for PostGIS where it is installed: the ratio travels
 * between machines, the figures do not.
 * The city: 19 x 19 streets of 2 x 2 communities of 2 x 2 leaves, borders shared and crooked.
 */

#include <geos_c.h>

#include "wg-grid-tree.h"
#include "wg-shape-builder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

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

/* Of this process: a machine that does other things as well does not blur it. */
static double
get_cpu_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
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
  double start;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (grid->shape);
      GEOSGeometry *geometry
          = GEOSWKBReader_read_r (context, reader, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));

      entries[i] = (Entry){ grid, GEOSPrepare_r (context, geometry), i };
      GEOSSTRtree_insert_r (context, index, geometry, &entries[i]);
    }
  start = get_cpu_seconds ();
  for (guint i = 0; i < n_points; i++)
    {
      Query query = { context, GEOSGeom_createPointFromXY_r (context, points[2 * i], points[2 * i + 1]), NULL };

      GEOSSTRtree_query_r (context, index, query.point, look, &query);
      GEOSGeom_destroy_r (context, query.point);
      homes[i] = query.best != NULL ? query.best->index : WG_GRID_NONE;
    }
  return get_cpu_seconds () - start;
}

/* PostGIS, in a process of its own. */

static void
write_grids (const WgGridTree *tree, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "grids.tsv", NULL);
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (grid->shape);
      gsize size;
      const guint8 *bytes = g_bytes_get_data (wkb, &size);

      fprintf (file, "%u\t%d\t", i + 1, grid->depth);
      for (gsize k = 0; k < size; k++)
        fprintf (file, "%02x", bytes[k]);
      fputc ('\n', file);
    }
  fclose (file);
}

static void
write_points (const double *points, guint n_points, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "points.tsv", NULL);
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  for (guint i = 0; i < n_points; i++)
    fprintf (file, "%u\t%.17g\t%.17g\n", i, points[2 * i], points[2 * i + 1]);
  fclose (file);
}

static void
read_homes (const char *folder, guint n_points, guint *homes)
{
  g_autofree char *path = g_build_filename (folder, "homes.tsv", NULL);
  FILE *file = g_fopen (path, "r");
  guint point;
  guint home;

  g_assert_nonnull (file);
  for (guint i = 0; i < n_points; i++)
    homes[i] = G_MAXUINT - 1;
  while (fscanf (file, "%u\t%u", &point, &home) == 2)
    homes[point] = home > 0 ? home - 1 : WG_GRID_NONE;
  fclose (file);
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "grids.tsv", "points.tsv", "homes.tsv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Returns: the processor seconds of its fastest way, or 0 when it is not there. */
static double
find_by_postgis (const WgGridTree *tree, const double *points, guint n_points, guint *homes)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-bench-XXXXXX", NULL);
  const char *argv[] = { WG_POSTGIS_HOMES, folder, NULL };
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  double fastest = 0.0;
  int status = 0;

  write_grids (tree, folder);
  write_points (points, n_points, folder);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error))
    g_error ("%s", error->message);
  if (WEXITSTATUS (status) == 77)
    g_print ("PostGIS: skipped. %s", out);
  else if (!g_spawn_check_wait_status (status, &error))
    g_error ("PostGIS: %s", error->message);
  else
    {
      lines = g_strsplit (g_strchomp (out), "\n", -1);
      for (char **line = lines; *line != NULL; line++)
        {
          g_auto (GStrv) words = g_strsplit (*line, "\t", 3);
          double seconds = g_ascii_strtod (words[2], NULL);

          g_print ("PostGIS, %s: %s s wall, %s s cpu\n", words[0], words[1], words[2]);
          fastest = fastest == 0.0 ? seconds : MIN (fastest, seconds);
        }
      read_homes (folder, n_points, homes);
    }
  remove_folder (folder);
  return fastest;
}

static guint
count_different (const guint *homes, const guint *others)
{
  guint n = 0;

  for (guint i = 0; i < N_POINTS; i++)
    n += homes[i] != others[i];
  return n;
}

static void
scatter (double *points)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  double size = N_STREETS * 4 * LEAF * STEP * WG_SHAPE_UNIT;

  for (guint i = 0; i < 2 * N_POINTS; i++)
    points[i] = wg_shape_degrees_from_units (
        wg_shape_units_from_degrees ((i % 2 == 0 ? 116.0 : 40.0) + g_rand_double_range (random, -0.01, 1.01) * size));
}

int
main (void)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (WgGridTree) tree = make_city ();
  g_autofree double *points = g_new (double, 2 * N_POINTS);
  g_autofree guint *homes = g_new (guint, N_POINTS);
  g_autofree guint *others = g_new (guint, N_POINTS);
  double ours;
  double theirs;
  guint n_different;

  g_print ("%u grids made in %.2f s\n", wg_grid_tree_get_n_grids (tree),
           (double) (g_get_monotonic_time () - start) / 1e6);
  scatter (points);
  ours = get_cpu_seconds ();
  wg_grid_tree_find_homes (tree, points, N_POINTS, homes);
  ours = get_cpu_seconds () - ours;
  theirs = find_by_geos (tree, points, N_POINTS, others);
  n_different = count_different (homes, others);
  g_print ("%u points, by cpu: %.3f s, %.2f us a point; GEOS %.3f s, %.2f us; ratio %.2f; %u answers differ\n", N_POINTS, ours,
           ours * 1e6 / N_POINTS, theirs, theirs * 1e6 / N_POINTS, ours / theirs, n_different);
  theirs = find_by_postgis (tree, points, N_POINTS, others);
  if (theirs > 0.0)
    {
      guint n = count_different (homes, others);

      g_print ("%u points, by cpu: %.3f s; PostGIS %.3f s; ratio %.2f (target 0.70); %u answers differ\n", N_POINTS, ours, theirs,
               ours / theirs, n);
      n_different += n;
    }
  return n_different == 0 ? 0 : 1;
}
