/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo's own dice: a seed means the same numbers for ever, and they are spread evenly. */

#include "wg-demo-random.h"

/* The first numbers of xoshiro256** from the state 1, 2, 3, 4, worked out by hand. */
static void
test_known (void)
{
  WgDemoRandom random = { { 1, 2, 3, 4 } };

  g_assert_cmpuint (wg_demo_random_next (&random), ==, 11520);
  g_assert_cmpuint (wg_demo_random_next (&random), ==, 0);
  g_assert_cmpuint (wg_demo_random_next (&random), ==, 1509978240);
  g_assert_cmpuint (wg_demo_random_next (&random), ==, G_GUINT64_CONSTANT (1215971899390074240));
}

/* A change of these numbers changes every demo district that has ever been shown. */
static void
test_pinned (void)
{
  WgDemoRandom a;
  WgDemoRandom b;

  wg_demo_random_init (&a, 1, 2);
  wg_demo_random_init (&b, 1, 3);
  g_assert_cmpuint (wg_demo_random_next (&a), ==, G_GUINT64_CONSTANT (0xf14f84268c47c68e));
  g_assert_cmpuint (wg_demo_random_next (&a), ==, G_GUINT64_CONSTANT (0xb424118367a8b52d));
  g_assert_cmpuint (wg_demo_random_next (&b), !=, G_GUINT64_CONSTANT (0xf14f84268c47c68e));
}

static void
test_bounds (void)
{
  WgDemoRandom random;
  guint seen[7] = { 0 };

  wg_demo_random_init (&random, 42, 0);
  for (int i = 0; i < 7000; i++)
    {
      gint64 value = wg_demo_random_between (&random, -3, 3);

      g_assert_cmpint (value, >=, -3);
      g_assert_cmpint (value, <=, 3);
      seen[value + 3]++;
      g_assert_cmpuint (wg_demo_random_below (&random, 5), <, 5);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 850);
  g_assert_cmpuint (wg_demo_random_below (&random, 0), ==, 0);
}

static void
test_weighted (void)
{
  static const double cumulative[] = { 1.0, 1.0, 4.0 };
  WgDemoRandom random;
  guint seen[3] = { 0 };

  wg_demo_random_init (&random, 7, 7);
  for (int i = 0; i < 4000; i++)
    seen[wg_demo_random_weighted (&random, cumulative, G_N_ELEMENTS (cumulative))]++;
  g_assert_cmpuint (seen[1], ==, 0);
  g_assert_cmpuint (seen[0], >, 850);
  g_assert_cmpuint (seen[0], <, 1150);
  g_assert_cmpuint (seen[0] + seen[2], ==, 4000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-random/known", test_known);
  g_test_add_func ("/demo-random/pinned", test_pinned);
  g_test_add_func ("/demo-random/bounds", test_bounds);
  g_test_add_func ("/demo-random/weighted", test_weighted);
  return g_test_run ();
}
