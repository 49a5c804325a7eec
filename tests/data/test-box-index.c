/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a box that the index forgets is a grid that nobody can click on; it must find exactly what looking at every box
 * finds.
 */

#include "wg-box-index.h"

static gboolean
collect (guint item, gpointer user_data)
{
  guint8 *seen = user_data;

  seen[item]++;
  return TRUE;
}

static gboolean
stop_at_third (guint item, gpointer user_data)
{
  guint *n_calls = user_data;

  return ++*n_calls < 3;
}

static WgBox
make_random_box (double largest)
{
  double lon = g_test_rand_double_range (115.0, 117.0), lat = g_test_rand_double_range (39.0, 41.0);

  return (WgBox){ lon, lat, lon + g_test_rand_double () * largest, lat + g_test_rand_double () * largest };
}

static void
compare_query (const WgBoxIndex *index, const WgBox *boxes, guint n_boxes, const WgBox *query)
{
  g_autofree guint8 *seen = g_new0 (guint8, n_boxes + 1);

  g_assert_true (wg_box_index_query (index, query, collect, seen));
  for (guint i = 0; i < n_boxes; i++)
    g_assert_cmpuint (seen[i], ==, wg_box_intersects (&boxes[i], query));
}

static void
test_queries (void)
{
  const guint sizes[] = { 0, 1, 2, 15, 16, 17, 255, 256, 257, 4097, 10000 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      guint n_boxes = sizes[s];
      g_autofree WgBox *boxes = g_new (WgBox, n_boxes + 1);
      g_autoptr (WgBoxIndex) index = NULL;

      for (guint i = 0; i < n_boxes; i++)
        boxes[i] = i % 50 == 3 ? WG_BOX_EMPTY : make_random_box (0.05);
      index = wg_box_index_new (boxes, n_boxes);
      for (guint q = 0; q < 100; q++)
        {
          WgBox query = make_random_box (q % 10 == 0 ? 2.0 : 0.1);

          compare_query (index, boxes, n_boxes, &query);
          if (n_boxes == 0)
            continue;
          /* The corner of a box: closed boxes meet there. */
          query = boxes[q % n_boxes];
          query.min_lon = query.max_lon;
          query.min_lat = query.max_lat;
          compare_query (index, boxes, n_boxes, &query);
        }
    }
}

static void
test_points (void)
{
  const guint n_points = 5000;
  g_autofree WgBox *boxes = g_new (WgBox, n_points);
  g_autoptr (WgBoxIndex) index = NULL;

  for (guint i = 0; i < n_points; i++)
    boxes[i] = make_random_box (0.0);
  index = wg_box_index_new (boxes, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      g_autofree guint8 *seen = g_new0 (guint8, n_points);

      wg_box_index_query_point (index, boxes[i].min_lon, boxes[i].min_lat, collect, seen);
      g_assert_cmpuint (seen[i], ==, 1);
    }
}

static void
test_same_place (void)
{
  g_autofree WgBox *boxes = g_new (WgBox, 1000);
  g_autoptr (WgBoxIndex) index = NULL;
  guint n_calls = 0;

  for (guint i = 0; i < 1000; i++)
    boxes[i] = (WgBox){ 116.0, 40.0, 116.0, 40.0 };
  index = wg_box_index_new (boxes, 1000);
  compare_query (index, boxes, 1000, &boxes[0]);
  g_assert_false (wg_box_index_query (index, &boxes[0], stop_at_third, &n_calls));
  g_assert_cmpuint (n_calls, ==, 3);
}

static void
test_nonsense (void)
{
  const WgBox boxes[] = { { NAN, 40.0, 116.0, 41.0 }, { 115.0, 40.0, INFINITY, 41.0 }, { 115.0, 40.0, 116.0, 41.0 } };
  const WgBox nowhere = { NAN, NAN, NAN, NAN };
  g_autoptr (WgBoxIndex) index = wg_box_index_new (boxes, 3);
  guint8 seen[3] = { 0 };

  g_assert_cmpfloat (wg_box_index_get_box (index)->max_lon, ==, 116.0);
  wg_box_index_query_point (index, NAN, 40.5, collect, seen);
  wg_box_index_query (index, &nowhere, collect, seen);
  wg_box_index_query (index, &WG_BOX_EMPTY, collect, seen);
  g_assert_cmpuint (seen[0] + seen[1] + seen[2], ==, 0);
  wg_box_index_query_point (index, 115.5, 40.5, collect, seen);
  g_assert_cmpuint (seen[2], ==, 1);
  g_assert_cmpuint (seen[0] + seen[1], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box-index/queries", test_queries);
  g_test_add_func ("/box-index/points", test_points);
  g_test_add_func ("/box-index/same-place", test_same_place);
  g_test_add_func ("/box-index/nonsense", test_nonsense);
  return g_test_run ();
}
