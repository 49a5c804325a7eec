/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cards tell the truth: every case is in one of them, counted once, at every zoom. */

#include "paint-city.h"
#include "wg-world.h"

static const PaintCity town = { .columns = 40, .rows = 40, .n_levels = 2, .steps = 2, .cell = 0.005 };

static void
test_counts (void)
{
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&town, 5000);
  guint n_overdue = 0, last = 0;

  for (guint i = 0; i < 5000; i++)
    n_overdue += (wg_city_cases_get_point (cases, i)->flags & WG_CASE_FLAG_OVERDUE) != 0;
  for (guint zoom = 0; zoom <= WG_MAX_ZOOM; zoom++)
    {
      const WgCaseClusters *clusters = wg_city_cases_get_clusters (cases, zoom);
      g_autofree guint8 *seen = g_new0 (guint8, 5000);
      guint count = 0, overdue = 0;

      for (guint i = 0; i < wg_case_clusters_get_n (clusters); i++)
        {
          const WgCaseCluster *cluster = wg_case_clusters_get (clusters, i);
          const guint *members = wg_case_clusters_get_members (clusters, cluster);

          g_assert_cmpuint (members[0], ==, cluster->worst);
          for (guint k = 0; k < cluster->count; k++)
            {
              g_assert_cmpuint (seen[members[k]]++, ==, 0);
              g_assert_false (cluster->count > 1
                              && wg_city_cases_get_point (cases, members[k])->flags & WG_CASE_FLAG_EMERGENCY);
            }
          count += cluster->count;
          overdue += cluster->n_overdue;
        }
      g_assert_cmpuint (count, ==, 5000);
      g_assert_cmpuint (overdue, ==, n_overdue);
      g_assert_cmpuint (wg_case_clusters_get_n (clusters), >=, last);
      last = wg_case_clusters_get_n (clusters);
    }
  g_assert_cmpuint (last, >, 4900);
}

static void
test_worst (void)
{
  const WgCasePoint points[] = {
    { 5, 116.0, 40.0, WG_CASE_STATE_FILED, 7, WG_CASE_FLAG_NONE },
    { 3, 116.0, 40.0, WG_CASE_STATE_FILED, 2, WG_CASE_FLAG_OVERDUE },
    { 4, 116.0, 40.0, WG_CASE_STATE_CLOSED, 0, WG_CASE_FLAG_NONE },
    { 2, 116.0, 40.0, WG_CASE_STATE_FILED, 7, WG_CASE_FLAG_SUSPENDED },
    { 9, 116.0, 40.0, WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_EMERGENCY },
  };
  g_autoptr (WgCityCases) cases = wg_city_cases_new (points, G_N_ELEMENTS (points));
  const WgCaseClusters *clusters = wg_city_cases_get_clusters (cases, WG_MAX_ZOOM);
  const WgCaseCluster *cluster = wg_case_clusters_get (clusters, 1);
  const guint expected[] = { 1, 0, 3, 2 };

  /* One place stays one card; the emergency stands alone and comes first. */
  g_assert_cmpuint (wg_case_clusters_get_n (clusters), ==, 2);
  g_assert_cmpuint (wg_case_clusters_get (clusters, 0)->worst, ==, 4);
  g_assert_cmpuint (cluster->count, ==, 4);
  g_assert_cmpmem (wg_case_clusters_get_members (clusters, cluster), sizeof expected, expected, sizeof expected);
  g_assert_cmpuint (wg_city_cases_find (cases, 9), ==, 4);
  g_assert_cmpuint (wg_city_cases_find (cases, 6), ==, G_MAXUINT);
}

/* The order in which the cases come does not matter. */
static void
test_order (void)
{
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&town, 800);
  g_autofree WgCasePoint *reversed = g_new (WgCasePoint, 800);
  g_autoptr (WgCityCases) other = NULL;

  for (guint i = 0; i < 800; i++)
    reversed[799 - i] = *wg_city_cases_get_point (cases, i);
  other = wg_city_cases_new (reversed, 800);
  for (guint zoom = 10; zoom <= 18; zoom++)
    {
      const WgCaseClusters *a = wg_city_cases_get_clusters (cases, zoom), *b = wg_city_cases_get_clusters (other, zoom);

      g_assert_cmpuint (wg_case_clusters_get_n (a), ==, wg_case_clusters_get_n (b));
      for (guint i = 0; i < wg_case_clusters_get_n (a); i++)
        {
          g_assert_cmpuint (wg_case_clusters_get (a, i)->count, ==, wg_case_clusters_get (b, i)->count);
          g_assert_cmpuint (wg_case_clusters_get (a, i)->worst, ==, 799 - wg_case_clusters_get (b, i)->worst);
        }
    }
}

static void
test_query (void)
{
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&town, 2000);
  const WgCaseClusters *clusters = wg_city_cases_get_clusters (cases, 15);
  double x = wg_world_x (116.65), y = wg_world_y (40.25), reach = 400.0 * wg_world_get_unit (15);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = 0;

  wg_case_clusters_query (clusters, x - reach, y - reach, x + reach, y + reach, found);
  for (guint i = 0; i < wg_case_clusters_get_n (clusters); i++)
    {
      const WgCaseCluster *c = wg_case_clusters_get (clusters, i);

      n += fabs (c->x - x) <= reach && fabs (c->y - y) <= reach;
    }
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (found->len, ==, n);
  for (guint i = 1; i < found->len; i++)
    g_assert_cmpuint (g_array_index (found, guint32, i - 1), >, g_array_index (found, guint32, i));
}

/* Far out the numbers of the grids stand for the cases, close by each case stands for itself; nothing hides an emergency
 * or what no grid counts.
 */
static void
test_crowd (void)
{
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&town, 5000);
  guint last_hidden = 5000;

  for (guint zoom = 8; zoom <= WG_MAX_ZOOM; zoom++)
    {
      const WgCaseClusters *clusters = wg_city_cases_get_clusters (cases, zoom);
      guint n_lone = 0, n_hidden = 0;

      for (guint i = 0; i < wg_case_clusters_get_n (clusters); i++)
        {
          const WgCaseCluster *cluster = wg_case_clusters_get (clusters, i);
          WgCaseFlags flags = wg_city_cases_get_point (cases, cluster->worst)->flags;

          n_lone += cluster->count == 1;
          if (wg_case_clusters_shows (clusters, cluster))
            continue;
          n_hidden += cluster->count;
          g_assert_cmpint (flags & (WG_CASE_FLAG_EMERGENCY | WG_CASE_FLAG_OUTSIDE), ==, 0);
        }
      g_assert_cmpint (wg_case_clusters_are_crowded (clusters), ==, 4 * n_lone < 5000);
      g_assert_cmpuint (n_hidden, <=, last_hidden);
      last_hidden = n_hidden;
    }
  g_assert_true (wg_case_clusters_are_crowded (wg_city_cases_get_clusters (cases, 8)));
  g_assert_cmpuint (last_hidden, ==, 0);
}

static WgCityCases *
make_row_of_cases (guint n, guint n_overdue, guint n_outside)
{
  g_autofree WgCasePoint *points = g_new0 (WgCasePoint, n);

  for (guint i = 0; i < n; i++)
    {
      points[i] = (WgCasePoint){ i + 1, 116.0 + 1e-5 * i, 40.0, WG_CASE_STATE_HANDLING, 2, WG_CASE_FLAG_NONE };
      if (i < n_overdue)
        points[i].flags |= WG_CASE_FLAG_OVERDUE;
      if (i >= n - n_outside)
        points[i].flags |= WG_CASE_FLAG_OUTSIDE;
    }
  return wg_city_cases_new (points, n);
}

static guint
count_shown (WgCityCases *cases, guint zoom)
{
  const WgCaseClusters *clusters = wg_city_cases_get_clusters (cases, zoom);
  guint n = 0;

  for (guint i = 0; i < wg_case_clusters_get_n (clusters); i++)
    n += wg_case_clusters_shows (clusters, wg_case_clusters_get (clusters, i));
  return n;
}

/* The one overdue case of a calm district is marked where it is; sixty would be noise. */
static void
test_marks (void)
{
  g_autoptr (WgCityCases) calm = make_row_of_cases (200, 0, 0);
  g_autoptr (WgCityCases) one = make_row_of_cases (200, 1, 0);
  g_autoptr (WgCityCases) many = make_row_of_cases (200, 60, 0);
  g_autoptr (WgCityCases) few = make_row_of_cases (5, 0, 0);

  g_assert_cmpuint (count_shown (calm, 10), ==, 0);
  g_assert_cmpuint (count_shown (one, 10), ==, 1);
  g_assert_cmpuint (count_shown (many, 10), ==, 0);
  g_assert_cmpuint (count_shown (few, 10), ==, 1);
}

static void
test_outside (void)
{
  g_autoptr (WgCityCases) cases = make_row_of_cases (40, 0, 3);
  const WgCaseClusters *clusters = wg_city_cases_get_clusters (cases, 9);

  /* Two cards on one place: the grid's own, and the three that it does not count. */
  g_assert_cmpuint (wg_case_clusters_get_n (clusters), ==, 2);
  g_assert_cmpuint (wg_case_clusters_get (clusters, 0)->count, ==, 37);
  g_assert_cmpuint (wg_case_clusters_get (clusters, 1)->count, ==, 3);
  g_assert_false (wg_case_clusters_shows (clusters, wg_case_clusters_get (clusters, 0)));
  g_assert_true (wg_case_clusters_shows (clusters, wg_case_clusters_get (clusters, 1)));
}

static void
test_zoom (void)
{
  g_assert_cmpuint (wg_case_clusters_get_zoom (14.9, 1.0), ==, 14);
  g_assert_cmpuint (wg_case_clusters_get_zoom (15.0, 1.0), ==, 15);
  g_assert_cmpuint (wg_case_clusters_get_zoom (15.0, 2.0), ==, 14);
  g_assert_cmpuint (wg_case_clusters_get_zoom (-1.0, 1.0), ==, 0);
  g_assert_cmpuint (wg_case_clusters_get_zoom (30.0, 1.0), ==, WG_MAX_ZOOM);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/city-cases/counts", test_counts);
  g_test_add_func ("/city-cases/worst", test_worst);
  g_test_add_func ("/city-cases/order", test_order);
  g_test_add_func ("/city-cases/query", test_query);
  g_test_add_func ("/city-cases/crowd", test_crowd);
  g_test_add_func ("/city-cases/marks", test_marks);
  g_test_add_func ("/city-cases/outside", test_outside);
  g_test_add_func ("/city-cases/zoom", test_zoom);
  return g_test_run ();
}
