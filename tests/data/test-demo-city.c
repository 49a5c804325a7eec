/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The land of the demo district keeps its word: as many of everything as its size says, borders that agree corner by
 * corner, parents that are exactly their children, houses inside one grid, and the same bytes for the same seed.
 */

#include "wg-test-demo.h"

#include <string.h>

/* Segments of rings with their direction: a corner is 16 bytes, so a segment is 32. */
typedef struct
{
  gint64 ends[4];
} Segment;

static guint
segment_hash (gconstpointer key)
{
  const Segment *s = key;
  guint64 h = 0;

  for (guint i = 0; i < 4; i++)
    h = (h ^ (guint64) s->ends[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (h >> 32);
}

static gboolean
segment_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Segment)) == 0;
}

static GHashTable *
new_segments (void)
{
  return g_hash_table_new_full (segment_hash, segment_equal, g_free, NULL);
}

/* Adds the segments of a shape; one that meets its reverse takes that away instead. FALSE for a repeated one. */
static gboolean
add_segments (GHashTable *segments, const WgShape *shape)
{
  gboolean once = TRUE;

  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *p = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          guint k = (i + 1) % n;
          Segment there = { { p[2 * i], p[2 * i + 1], p[2 * k], p[2 * k + 1] } };
          Segment back = { { p[2 * k], p[2 * k + 1], p[2 * i], p[2 * i + 1] } };

          if (!g_hash_table_remove (segments, &back))
            once = g_hash_table_add (segments, g_memdup2 (&there, sizeof there)) && once;
        }
    }
  return once;
}

static gboolean
same_segments (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (!g_hash_table_contains (b, key))
        return FALSE;
    }
  return TRUE;
}

/* Twice the area in square units, exact: corners are taken from the first one, so products stay below 2^62. */
static __int128
exact_area (const WgShape *shape)
{
  __int128 sum = 0;

  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *p = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          guint k = (i + 1) % n;

          sum += (__int128) (p[2 * i] - p[0]) * (p[2 * k + 1] - p[1])
                 - (__int128) (p[2 * k] - p[0]) * (p[2 * i + 1] - p[1]);
        }
    }
  return sum;
}

static void
test_counts (gconstpointer data)
{
  static const guint expected[3][4] = { { 7, 14 }, { 1, 8, 59 }, { 340, 1221, 4571, 1452 } };
  static const guint n_expected_buildings[] = { 300, 6000, 116471 };
  WgDemoSize size = (WgDemoSize) GPOINTER_TO_UINT (data);
  WgDemoCity *city = wg_test_demo_city (size);
  guint n_levels, n_grids, n_buildings;
  const WgDemoLevel *levels = wg_demo_city_get_levels (city, &n_levels);
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  guint total = 0;

  for (guint i = 0; i < n_levels; i++)
    {
      g_assert_cmpuint (levels[i].n_grids, ==, expected[size][i]);
      g_assert_cmpuint (levels[i].first_grid, ==, total);
      for (guint k = 0; k < levels[i].n_grids; k++)
        g_assert_cmpuint (grids[total + k].depth, ==, i + 1);
      total += levels[i].n_grids;
    }
  g_assert_cmpuint (total, ==, n_grids);
  wg_demo_city_get_buildings (city, &n_buildings);
  g_assert_cmpuint (n_buildings, ==, n_expected_buildings[size]);
}

static void
test_borders (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n_grids;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  g_autoptr (GHashTable) leaves = new_segments ();
  g_autoptr (GHashTable) tops = new_segments ();

  for (guint i = 0; i < n_grids; i++)
    {
      g_assert_cmpuint (wg_shape_get_n_points (grids[i].shape), >=, 12);
      if (grids[i].is_leaf)
        g_assert_true (add_segments (leaves, grids[i].shape));
      if (grids[i].depth == 1)
        g_assert_true (add_segments (tops, grids[i].shape));
    }
  g_assert_true (same_segments (leaves, tops));
}

/* The children of every parent, their inner borders taken away, leave exactly the outline of the parent. */
static void
test_unions (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n_grids;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  g_autofree __int128 *areas = g_new0 (__int128, n_grids);
  g_autofree guint *n_children = g_new0 (guint, n_grids);
  g_autoptr (GPtrArray) unions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < n_grids; i++)
    g_ptr_array_add (unions, new_segments ());
  for (guint i = 0; i < n_grids; i++)
    {
      if (grids[i].parent < 0)
        continue;
      g_assert_cmpint (grids[i].parent, <, (int) i);
      g_assert_cmpuint (grids[grids[i].parent].depth + 1, ==, grids[i].depth);
      areas[grids[i].parent] += exact_area (grids[i].shape);
      n_children[grids[i].parent]++;
      g_assert_true (add_segments (g_ptr_array_index (unions, grids[i].parent), grids[i].shape));
    }
  for (guint i = 0; i < n_grids; i++)
    {
      g_autoptr (GHashTable) own = new_segments ();

      g_assert_true (grids[i].is_leaf == (n_children[i] == 0));
      if (grids[i].is_leaf)
        continue;
      g_assert_true (areas[i] == exact_area (grids[i].shape));
      add_segments (own, grids[i].shape);
      g_assert_true (same_segments (own, g_ptr_array_index (unions, i)));
    }
}

/* Every code once, with the digits of its level, and below its parent; every name once. */
static void
test_codes (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n_grids, n_levels;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  wg_demo_city_get_levels (city, &n_levels);
  for (guint i = 0; i < n_grids; i++)
    {
      gsize digits = MIN (15, (n_levels == 2 ? 9 : 6) + 3 * grids[i].depth);

      g_assert_cmpuint (strlen (grids[i].code), ==, digits);
      g_assert_cmpuint (strspn (grids[i].code, "0123456789"), ==, digits);
      g_assert_true (g_str_has_prefix (grids[i].code, wg_demo_city_get_code (city)));
      if (grids[i].parent >= 0)
        g_assert_true (strncmp (grids[i].code, grids[grids[i].parent].code, MIN (12, digits - 3)) == 0);
      g_assert_true (g_hash_table_add (seen, (gpointer) grids[i].code));
      g_assert_true (g_hash_table_add (seen, (gpointer) grids[i].name));
    }
}

static gboolean
contains_corners (const WgShape *shape, const WgShape *building, gboolean all)
{
  guint n;
  const gint64 *p = wg_shape_get_ring (building, 0, &n, NULL, NULL);
  guint inside = 0;

  for (guint i = 0; i < n; i++)
    inside += wg_shape_contains (shape, (double) p[2 * i] * WG_SHAPE_UNIT, (double) p[2 * i + 1] * WG_SHAPE_UNIT);
  return all ? inside == n : inside > 0;
}

static void
test_buildings (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n_grids, n_buildings;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  const WgDemoBuilding *buildings = wg_demo_city_get_buildings (city, &n_buildings);
  g_autofree guint *households = g_new0 (guint, n_grids);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_buildings; i++)
    {
      const WgBox *box = wg_shape_get_box (buildings[i].shape);

      g_assert_true (grids[buildings[i].leaf].is_leaf);
      g_assert_true (contains_corners (grids[buildings[i].leaf].shape, buildings[i].shape, TRUE));
      for (guint k = 0; k < n_grids; k++)
        {
          if (grids[k].is_leaf && k != buildings[i].leaf && wg_box_intersects (box, wg_shape_get_box (grids[k].shape)))
            g_assert_false (contains_corners (grids[k].shape, buildings[i].shape, FALSE));
        }
      g_assert_cmpuint (buildings[i].floors, >=, 1);
      g_assert_nonnull (buildings[i].address);
      g_assert_true (g_hash_table_add (codes, (gpointer) buildings[i].code));
      households[buildings[i].leaf] += buildings[i].households;
    }
  for (guint i = 0; i < n_grids; i++)
    {
      if (grids[i].is_leaf)
        g_assert_cmpuint (households[i], ==, grids[i].households);
    }
}

/* 300 to 500 households a grid is the rule; open country and special grids are the exceptions. */
static void
test_households (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n_grids;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  guint n_leaves = 0;
  guint n_typical = 0;

  for (guint i = 0; i < n_grids; i++)
    {
      n_leaves += grids[i].is_leaf;
      n_typical += grids[i].is_leaf && grids[i].households >= 300 && grids[i].households <= 500;
    }
  g_assert_cmpuint (n_typical * 100, >, n_leaves * 60);
}

static void
test_base_map (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n_roads, n_river, n_water, n_parks, n_blocks;
  const WgDemoLine *roads = wg_demo_city_get_roads (city, &n_roads);
  guint n_kinds[5] = { 0 };

  wg_demo_city_get_water (city, &n_water);
  wg_demo_city_get_parks (city, &n_parks);
  wg_demo_city_get_blocks (city, &n_blocks);
  wg_demo_city_get_river (city, &n_river);
  g_assert_cmpuint (n_river, ==, 1);
  g_assert_cmpuint (n_water, >=, 1);
  g_assert_cmpuint (n_parks, >=, 3);
  g_assert_cmpuint (n_blocks, >=, 40);
  for (guint i = 0; i < n_roads; i++)
    {
      g_assert_cmpuint (roads[i].n_points, >=, 2);
      g_assert_nonnull (roads[i].name);
      g_assert_true (i == 0 || roads[i - 1].kind <= roads[i].kind);
      n_kinds[roads[i].kind]++;
    }
  g_assert_cmpuint (n_kinds[WG_DEMO_LINE_PRIMARY] + n_kinds[WG_DEMO_LINE_SECONDARY], >=, 3);
  g_assert_cmpuint (n_kinds[WG_DEMO_LINE_LANE], >=, 10);
  g_assert_cmpuint (n_kinds[WG_DEMO_LINE_RIVER], ==, 0);
}

static void
add_places (GChecksum *sum, WgDemoCity *city)
{
  guint n;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n);
  const WgDemoBuilding *buildings;
  const WgDemoLine *roads;

  for (guint i = 0; i < n; i++)
    {
      gint64 numbers[] = { grids[i].parent, grids[i].households, grids[i].people, grids[i].is_special };

      wg_test_demo_add_text (sum, grids[i].code);
      wg_test_demo_add_text (sum, grids[i].name);
      wg_test_demo_add_numbers (sum, numbers, G_N_ELEMENTS (numbers));
      wg_test_demo_add_shape (sum, grids[i].shape);
    }
  buildings = wg_demo_city_get_buildings (city, &n);
  for (guint i = 0; i < n; i++)
    {
      gint64 numbers[] = { buildings[i].leaf, buildings[i].floors, buildings[i].households, buildings[i].people };

      wg_test_demo_add_text (sum, buildings[i].address);
      wg_test_demo_add_text (sum, buildings[i].name);
      wg_test_demo_add_numbers (sum, numbers, G_N_ELEMENTS (numbers));
      wg_test_demo_add_shape (sum, buildings[i].shape);
    }
  roads = wg_demo_city_get_roads (city, &n);
  for (guint i = 0; i < n; i++)
    {
      wg_test_demo_add_text (sum, roads[i].name);
      wg_test_demo_add_numbers (sum, roads[i].points, 2 * (gsize) roads[i].n_points);
    }
}

static void
add_areas (GChecksum *sum, const WgDemoArea *areas, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      wg_test_demo_add_text (sum, areas[i].name);
      wg_test_demo_add_shape (sum, areas[i].shape);
    }
}

static char *
digest (WgDemoCity *city)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n;
  const WgDemoArea *areas;

  add_places (sum, city);
  areas = wg_demo_city_get_water (city, &n);
  add_areas (sum, areas, n);
  areas = wg_demo_city_get_parks (city, &n);
  add_areas (sum, areas, n);
  areas = wg_demo_city_get_blocks (city, &n);
  add_areas (sum, areas, n);
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_same_again (gconstpointer data)
{
  WgDemoSize size = (WgDemoSize) GPOINTER_TO_UINT (data);
  g_autoptr (WgDemoCity) again = wg_test_demo_city_again (size, 1);
  g_autofree char *first = digest (wg_test_demo_city (size));
  g_autofree char *second = digest (again);

  g_assert_cmpstr (first, ==, second);
}

static void
test_other_seeds (void)
{
  g_autofree char *first = digest (wg_test_demo_city (WG_DEMO_SIZE_COMMUNITY));

  for (guint seed = 2; seed < 12; seed++)
    {
      g_autoptr (WgDemoCity) other = wg_test_demo_city_again (WG_DEMO_SIZE_COMMUNITY, seed);
      g_autofree char *second = digest (other);

      g_assert_cmpstr (first, !=, second);
    }
}

static void
test_nicks (void)
{
  WgDemoSize size = WG_DEMO_SIZE_COMMUNITY;

  g_assert_true (wg_demo_size_from_nick ("huairou", &size));
  g_assert_cmpint (size, ==, WG_DEMO_SIZE_HUAIROU);
  g_assert_false (wg_demo_size_from_nick ("county", &size));
  g_assert_false (wg_demo_size_from_nick (NULL, &size));
  g_assert_cmpstr (wg_demo_line_kind_to_nick (WG_DEMO_LINE_LANE), ==, "lane");
  g_assert_cmpstr (wg_demo_area_kind_to_nick (WG_DEMO_AREA_FIELD), ==, "field");
}

static const WgTestDemoCheck checks[] = {
  { "counts", test_counts },       { "borders", test_borders },       { "unions", test_unions },
  { "codes", test_codes },         { "buildings", test_buildings },   { "households", test_households },
  { "base-map", test_base_map },   { "same-again", test_same_again },
};

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  wg_test_demo_add_checks ("demo-city", checks, G_N_ELEMENTS (checks));
  if (!WG_TEST_HUAIROU)
    {
      g_test_add_func ("/demo-city/other-seeds", test_other_seeds);
      g_test_add_func ("/demo-city/nicks", test_nicks);
    }
  return g_test_run ();
}
