/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "whose case is this?" must have one answer, from the form on the desk, the importer and the self-check alike:
 * the deepest grid, and on a border the lowest id.
 */

#include "wg-grid-tree-private.h"

#define ANY_DEPTH G_MININT
/* Fewer points are found sooner than a thread has started. */
#define POINTS_PER_THREAD 5000
#define MAX_THREADS 8
/* The least a degree measures: of latitude at the equator, of longitude there as well, rounded down. */
#define METRES_PER_DEGREE 110500.0

/* Keeps the ranks sorted; there are rarely more than ten. */
static gboolean
add_candidate (guint rank, gpointer user_data)
{
  GArray *ranks = user_data;
  guint *at;
  guint i;

  g_array_append_val (ranks, rank);
  at = (guint *) (gpointer) ranks->data;
  for (i = ranks->len - 1; i > 0 && at[i - 1] > rank; i--)
    at[i] = at[i - 1];
  at[i] = rank;
  return TRUE;
}

static gboolean
is_on_earth (double lon, double lat)
{
  return fabs (lon) <= 400.0 && fabs (lat) <= 90.0;
}

static guint
find_first (const WgGridTree *tree, double lon, double lat, int depth, GArray *ranks)
{
  if (!is_on_earth (lon, lat))
    return WG_GRID_NONE;
  /* The outlines see the point in whole units, so the boxes must too. */
  lon = wg_shape_degrees_from_units (wg_shape_units_from_degrees (lon));
  lat = wg_shape_degrees_from_units (wg_shape_units_from_degrees (lat));
  g_array_set_size (ranks, 0);
  wg_box_index_query_point (tree->boxes, lon, lat, add_candidate, ranks);
  for (guint i = 0; i < ranks->len; i++)
    {
      guint index = tree->by_rank[g_array_index (ranks, guint, i)];
      const WgGrid *grid = &tree->grids[index];

      if ((depth == ANY_DEPTH || grid->depth == depth) && wg_shape_contains (grid->shape, lon, lat))
        return index;
    }
  return WG_GRID_NONE;
}

guint
wg_grid_tree_find_home (const WgGridTree *tree, double lon, double lat)
{
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (guint));

  return find_first (tree, lon, lat, ANY_DEPTH, ranks);
}

/* A part of many points. */
typedef struct
{
  const WgGridTree *tree;
  const double *lonlat;
  gsize n_points;
  guint *homes;
} Part;

static gpointer
find_part (gpointer data)
{
  const Part *part = data;
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; i < part->n_points; i++)
    part->homes[i] = find_first (part->tree, part->lonlat[2 * i], part->lonlat[2 * i + 1], ANY_DEPTH, ranks);
  return NULL;
}

void
wg_grid_tree_find_homes (const WgGridTree *tree, const double *lonlat, gsize n_points, guint *homes)
{
  gsize n_parts = CLAMP (n_points / POINTS_PER_THREAD, 1, MIN (g_get_num_processors (), MAX_THREADS));
  GThread *threads[MAX_THREADS];
  Part parts[MAX_THREADS];

  for (gsize i = 0; i < n_parts; i++)
    {
      gsize from = n_points * i / n_parts;

      parts[i] = (Part){ tree, lonlat + 2 * from, n_points * (i + 1) / n_parts - from, homes + from };
      threads[i] = i > 0 ? g_thread_new ("homes", find_part, &parts[i]) : NULL;
    }
  find_part (&parts[0]);
  for (gsize i = 1; i < n_parts; i++)
    g_thread_join (threads[i]);
}

guint
wg_grid_tree_find_at_depth (const WgGridTree *tree, int depth, double lon, double lat)
{
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (guint));

  return find_first (tree, lon, lat, depth, ranks);
}

typedef struct
{
  double distance;
  gint64 id;
  guint index;
} Near;

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const Near *x = a, *y = b;

  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* The box around a circle, a little too large. */
static WgBox
get_box_around (double lon, double lat, double metres)
{
  double dy = metres / METRES_PER_DEGREE + WG_SHAPE_UNIT;
  double narrowest = cos (MIN (fabs (lat) + dy, 90.0) * (G_PI / 180.0));
  double dx = narrowest > 1e-6 ? MIN (dy / narrowest, 360.0) : 360.0;

  return (WgBox){ lon - dx, lat - dy, lon + dx, lat + dy };
}

double
wg_grid_tree_get_distance_m (const WgGridTree *tree, guint index, double lon, double lat)
{
  const WgShape *shape = tree->grids[index].shape;

  return wg_shape_contains (shape, lon, lat) ? 0.0 : wg_shape_get_border_distance_m (shape, lon, lat);
}

GArray *
wg_grid_tree_find_near_borders (const WgGridTree *tree, double lon, double lat, double metres)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Near));
  guint home = wg_grid_tree_find_home (tree, lon, lat);
  WgBox box;

  if (!is_on_earth (lon, lat))
    return found;
  box = get_box_around (lon, lat, metres);
  wg_box_index_query (tree->boxes, &box, add_candidate, ranks);
  for (guint i = 0; i < ranks->len; i++)
    {
      Near one = { .index = tree->by_rank[g_array_index (ranks, guint, i)] };
      const WgGrid *grid = &tree->grids[one.index];

      if (one.index == home || !wg_grid_tree_is_leaf (tree, one.index))
        continue;
      one.id = grid->id;
      one.distance = wg_grid_tree_get_distance_m (tree, one.index, lon, lat);
      if (one.distance <= metres)
        g_array_append_val (near, one);
    }
  g_array_sort (near, compare_near);
  for (guint i = 0; i < near->len; i++)
    g_array_append_val (found, g_array_index (near, Near, i).index);
  return found;
}
