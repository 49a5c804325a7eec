/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A city that is patched with what is different must be the city that would be made from everything. */

#include "wg-city-loader.h"

#include "wg-city-feed.h"
#include "wg-city-private.h"
#include "wg-test-store.h"

#define LON 116.6
#define LAT 40.3
#define BATCH 7

typedef struct
{
  gint64 id;
  double lon;
  gint64 batch;
  const char *mark;
  gboolean exists;
} House;

static GBytes *
make_square (double lon)
{
  const double side = 0.0002;
  guint8 *bytes = g_malloc (9 + 13 + 5 * 16), *at = bytes;
  const guint32 collection[2] = { 6, 1 }, polygon[3] = { 3, 1, 5 };

  *at++ = 1; /* little-endian */
  at = (guint8 *) memcpy (at, collection, sizeof collection) + sizeof collection;
  *at++ = 1;
  at = (guint8 *) memcpy (at, polygon, sizeof polygon) + sizeof polygon;
  for (guint i = 0; i < 5; i++)
    {
      double xy[2] = { lon + (i == 1 || i == 2 ? side : 0.0), LAT + (i == 2 || i == 3 ? side : 0.0) };

      at = (guint8 *) memcpy (at, xy, sizeof xy) + sizeof xy;
    }
  return g_bytes_new_take (bytes, (gsize) (at - bytes));
}

static gpointer
write_house (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  House *house = request;
  g_autoptr (GBytes) wkb = make_square (house->lon);
  gint64 district = wg_connection_get_district (work->connection);

  gint64 one = 1, n;

  if (house->exists)
    n = wg_connection_run (work->connection, error, "building-import-update", "iissiiiibs", district, house->id, NULL, NULL,
                           one, one, one, one, wkb, house->mark);
  else
    n = wg_connection_run (work->connection, error, "building-insert", "iisssiiiiibs", house->id, district, NULL, NULL,
                           "和平路 1 号", one, one, one, one, house->batch, wkb, house->mark);
  return n == 1 ? house : NULL;
}

static void
put_house (WgStore *store, gint64 id, double lon, const char *mark, gboolean exists)
{
  g_autoptr (GError) error = NULL;
  House house = { id, lon, BATCH, mark, exists };

  wg_test_write (store, write_house, &house, &error);
  g_assert_no_error (error);
}

static WgBuildingNews *
read_news (WgStore *store, WgBuildingVersions *known)
{
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  WgBuildingNews *news;

  wg_city_loader_read_buildings_async (store, known, NULL, wg_test_wait_ready, &wait);
  news = wg_city_loader_read_buildings_finish (store, wg_test_wait (&wait), &error);
  g_object_unref (wait.result);
  g_assert_no_error (error);
  return news;
}

static gpointer
take_grids (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_store_work_get_grids (work, error);
}

static WgCity *
build (WgGridTree *grids, WgBuildingNews *news, WgCity *previous, WgGridTree *previous_grids)
{
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  WgCity *city;

  wg_city_loader_build_async (grids, news, NULL, previous, previous_grids, NULL, wg_test_wait_ready, &wait);
  city = wg_city_loader_build_finish (wg_test_wait (&wait), &error);
  g_object_unref (wait.result);
  g_assert_no_error (error);
  return city;
}

static void
assert_same (WgCity *a, WgCity *b)
{
  g_autoptr (GArray) changes = wg_city_list_changes (a, b);

  g_assert_nonnull (changes);
  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_cmpuint (wg_city_get_n_buildings (a), ==, wg_city_get_n_buildings (b));
}

/* Of twenty houses one moves, then one comes: each time one is read. */
static void
test_reads_what_changed (void)
{
  g_autoptr (WgBuildingNews) first = NULL, moved = NULL, nothing = NULL, came = NULL, everything = NULL;
  g_autoptr (WgCity) before = NULL, between = NULL, after = NULL, fresh = NULL;
  g_autoptr (WgGridTree) grids = NULL;
  WgTestStore fixture;

  wg_test_store_set_up (&fixture, NULL);
  for (gint64 id = 1; id <= 20; id++)
    put_house (fixture.store, id, LON + 0.0005 * (double) id, id % 2 == 0 ? "危房" : NULL, FALSE);
  grids = wg_test_read (fixture.store, take_grids, NULL, NULL);
  first = read_news (fixture.store, NULL);
  g_assert_cmpuint (wg_building_news_get_n_read (first), ==, 20);
  before = build (grids, first, NULL, NULL);
  g_assert_cmpuint (wg_city_get_n_buildings (before), ==, 20);

  put_house (fixture.store, 7, LON + 0.00001, NULL, TRUE);
  moved = read_news (fixture.store, wg_building_news_get_versions (first));
  g_assert_cmpuint (wg_building_news_get_n_read (moved), ==, 1);
  between = build (grids, moved, before, grids);
  nothing = read_news (fixture.store, wg_building_news_get_versions (moved));
  g_assert_true (wg_building_news_is_empty (nothing));

  put_house (fixture.store, 21, LON + 0.00002, "危房", FALSE);
  came = read_news (fixture.store, wg_building_news_get_versions (nothing));
  g_assert_cmpuint (wg_building_news_get_n_read (came), ==, 1);
  after = build (grids, came, between, grids);
  everything = read_news (fixture.store, NULL);
  fresh = build (grids, everything, NULL, NULL);
  assert_same (after, fresh);
  g_assert_cmpuint (wg_city_get_n_buildings (after), ==, 21);
  wg_test_store_tear_down (&fixture);
}

static gpointer
remove_houses (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_assert_cmpint (wg_connection_run (work->connection, error, "batch-clear-buildings", "iiii",
                                      wg_connection_get_district (work->connection), (gint64) BATCH,
                                      G_GINT64_CONSTANT (3), G_GINT64_CONSTANT (5)), ==, 2);
  return request;
}

/* An import is undone: its houses go, nothing is read. */
static void
test_forgets_what_went (void)
{
  g_autoptr (WgBuildingNews) first = NULL, gone = NULL, everything = NULL;
  g_autoptr (WgCity) before = NULL, after = NULL, fresh = NULL;
  g_autoptr (WgGridTree) grids = NULL;
  WgTestStore fixture;

  wg_test_store_set_up (&fixture, NULL);
  for (gint64 id = 1; id <= 6; id++)
    put_house (fixture.store, id, LON + 0.0005 * (double) id, id % 2 == 0 ? "危房" : NULL, FALSE);
  grids = wg_test_read (fixture.store, take_grids, NULL, NULL);
  first = read_news (fixture.store, NULL);
  before = build (grids, first, NULL, NULL);
  wg_test_write (fixture.store, remove_houses, &fixture, NULL);
  gone = read_news (fixture.store, wg_building_news_get_versions (first));
  g_assert_cmpuint (wg_building_news_get_n_read (gone), ==, 0);
  g_assert_false (wg_building_news_is_empty (gone));
  after = build (grids, gone, before, grids);
  g_assert_cmpuint (wg_city_get_n_buildings (after), ==, 4);
  everything = read_news (fixture.store, NULL);
  fresh = build (grids, everything, NULL, NULL);
  assert_same (after, fresh);
  wg_test_store_tear_down (&fixture);
}

/* Another kind of mark may give all of them other colours: everything is read. */
static void
test_new_mark (void)
{
  g_autoptr (WgBuildingNews) first = NULL, marked = NULL;
  g_autoptr (WgCity) before = NULL, after = NULL;
  g_autoptr (WgGridTree) grids = NULL;
  WgTestStore fixture;

  wg_test_store_set_up (&fixture, NULL);
  for (gint64 id = 1; id <= 6; id++)
    put_house (fixture.store, id, LON + 0.0005 * (double) id, id == 4 ? "危房" : NULL, FALSE);
  grids = wg_test_read (fixture.store, take_grids, NULL, NULL);
  first = read_news (fixture.store, NULL);
  before = build (grids, first, NULL, NULL);
  g_assert_cmpuint (wg_city_get_n_marks (before), ==, 1);
  put_house (fixture.store, 2, LON + 0.001, "出租", TRUE);
  marked = read_news (fixture.store, wg_building_news_get_versions (first));
  g_assert_cmpuint (wg_building_news_get_n_read (marked), ==, 6);
  after = build (grids, marked, before, grids);
  g_assert_cmpuint (wg_city_get_n_marks (after), ==, 2);
  for (guint i = 0; i < wg_city_get_n_buildings (after); i++)
    {
      guint mark = wg_city_get_building_mark (after, i);
      gint64 id = wg_city_get_building_id (after, i);

      g_assert_cmpstr (mark > 0 ? wg_city_get_mark (after, mark)->name : NULL, ==,
                       id == 2 ? "出租" : (id == 4 ? "危房" : NULL));
    }
  wg_test_store_tear_down (&fixture);
}

/* Six by six cells; of one the outline is other, of one the name, and one is missing. */
static WgGridTree *
make_grids (gboolean is_later)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify)wg_grid_free);
  g_autoptr (GError) error = NULL;
  WgGridTree *tree;

  for (int i = 0; i < 36; i++)
    {
      double lon = LON + 0.01 * (i % 6), lat = LAT + 0.01 * (i / 6), moved = is_later && i == 14 ? 0.002 : 0.0;
      double ring[] = { lon, lat, lon + 0.01, lat, lon + 0.01 - moved, lat + 0.01, lon, lat + 0.01 };
      WgGrid *grid = wg_grid_new ();

      grid->id = i + 1;
      grid->depth = 1;
      grid->code = g_strdup_printf ("C-%02d", i);
      grid->name = g_strdup (is_later && i == 3 ? "新名" : "网格");
      grid->shape = wg_shape_new_from_ring (ring, 4);
      grid->label_lon = lon + 0.005;
      grid->label_lat = lat + 0.005;
      if (is_later && i == 30)
        wg_grid_free (grid);
      else
        g_ptr_array_add (grids, grid);
    }
  tree = wg_grid_tree_new_from_array (grids, &error);
  g_assert_no_error (error);
  return tree;
}

/* Another tree with mostly the same grids is looked through for those that are not. */
static void
test_patches_grids (void)
{
  g_autoptr (WgGridTree) grids = make_grids (FALSE), same = make_grids (FALSE), later = make_grids (TRUE);
  g_autoptr (WgCity) city = build (grids, NULL, NULL, NULL), shared = build (same, NULL, city, grids);
  g_autoptr (WgCity) patched = build (later, NULL, shared, same), fresh = build (later, NULL, NULL, NULL);
  guint renamed = wg_city_find_grid (patched, 4);

  g_assert_true (shared->arcs == city->arcs);
  assert_same (patched, fresh);
  g_assert_cmpuint (wg_city_get_n_grids (patched), ==, 35);
  g_assert_cmpuint (patched->n_cut_grids, >, 2);
  g_assert_cmpuint (patched->n_cut_grids, <=, 9 + 6 + 3);
  g_assert_cmpuint (fresh->n_cut_grids, ==, 35);
  g_assert_cmpstr (wg_city_get_grid_name (patched, renamed), ==, "新名");
  g_assert_cmpuint (wg_city_find_grid (patched, 31), ==, WG_NO_INDEX);
}

/* A wall shows no buildings and reads none, so that nothing waits for them. */
static void
test_city_of_grids (void)
{
  WgTestStore fixture;
  g_autoptr (WgContext) context = NULL;
  g_autoptr (WgCityFeed) of_grids = NULL, of_all = NULL;

  wg_test_store_set_up (&fixture, NULL);
  put_house (fixture.store, 1, LON, NULL, FALSE);
  context = wg_context_new (fixture.store, NULL);
  of_grids = wg_city_feed_new_of_grids (context);
  of_all = wg_city_feed_new (context);
  while (wg_city_feed_get_city (of_all) == NULL || wg_city_get_n_buildings (wg_city_feed_get_city (of_all)) == 0
         || wg_city_feed_is_busy (of_grids))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (wg_city_get_n_grids (wg_city_feed_get_city (of_grids)), >, 0);
  g_assert_cmpuint (wg_city_get_n_buildings (wg_city_feed_get_city (of_grids)), ==, 0);
  g_clear_object (&of_grids);
  g_clear_object (&of_all);
  g_clear_object (&context);
  wg_test_store_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/city-loader/reads-what-changed", test_reads_what_changed);
  g_test_add_func ("/map/city-loader/forgets-what-went", test_forgets_what_went);
  g_test_add_func ("/map/city-loader/new-mark", test_new_mark);
  g_test_add_func ("/map/city-loader/patches-grids", test_patches_grids);
  g_test_add_func ("/map/city-loader/city-of-grids", test_city_of_grids);
  return g_test_run ();
}
