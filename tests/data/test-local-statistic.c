/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A planted heap is found, a field without one stays quiet, and the probabilities are those of drawing. */

#include "wg-global-statistic.h"
#include "wg-local-statistic.h"
#include "wg-significance.h"

#define SIDE 24
#define N (SIDE * SIDE)

/* A board of blocks with the four sides as neighbours. */
static WgWeights *
make_board (void)
{
  guint starts[N + 1] = { 0 }, neighbours[4 * N], n = 0;

  for (guint i = 0; i < N; i++)
    {
      if (i >= SIDE)
        neighbours[n++] = i - SIDE;
      if (i % SIDE > 0)
        neighbours[n++] = i - 1;
      if (i % SIDE + 1 < SIDE)
        neighbours[n++] = i + 1;
      if (i + SIDE < N)
        neighbours[n++] = i + SIDE;
      starts[i + 1] = n;
    }
  return wg_weights_new (N, starts, neighbours);
}

static double
draw_poisson (GRand *dice, double mean)
{
  double limit = exp (-mean), product = 1.0;
  guint k = 0;

  while ((product *= g_rand_double (dice)) > limit)
    k++;
  return k;
}

static gboolean
is_planted (guint place)
{
  guint row = place / SIDE, column = place % SIDE;

  return row >= 8 && row < 12 && column >= 8 && column < 12;
}

/* Chance alone: of 200 fields, at most one in twenty may have anything that is called a hotspot. */
static void
test_quiet (gconstpointer user_data)
{
  WgLocalOptions options = { (WgLocalMethod) GPOINTER_TO_UINT (user_data), 0, 1, 0.05, 0.0 };
  g_autoptr (WgWeights) weights = make_board ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (20261128);
  guint n_false = 0;

  for (guint field = 0; field < 200; field++)
    {
      double values[N];
      g_autofree WgLocalRow *rows = NULL;
      gboolean alarm = FALSE;

      for (guint i = 0; i < N; i++)
        values[i] = draw_poisson (dice, 0.5 + (field % 8));
      rows = wg_local_statistic (weights, values, &options, NULL, NULL);
      for (guint i = 0; i < N; i++)
        alarm |= rows[i].class_ == WG_LOCAL_HOT || rows[i].class_ == WG_LOCAL_COLD;
      n_false += alarm ? 1 : 0;
    }
  g_test_message ("%u of 200 fields", n_false);
  g_assert_cmpuint (n_false, <=, 10);
}

/* Four by four blocks with four times the cases: nine of ten are found, and what is found lies there or next to it. */
static void
test_planted (void)
{
  WgLocalOptions options = { WG_LOCAL_G_STAR, 0, 1, 0.05, 0.0 };
  g_autoptr (WgWeights) weights = make_board ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);
  guint n_found = 0, n_believed = 0, n_elsewhere = 0;

  for (guint field = 0; field < 40; field++)
    {
      double values[N];
      g_autofree WgLocalRow *rows = NULL;

      for (guint i = 0; i < N; i++)
        values[i] = draw_poisson (dice, is_planted (i) ? 20.0 : 5.0);
      rows = wg_local_statistic (weights, values, &options, NULL, NULL);
      for (guint i = 0; i < N; i++)
        {
          gboolean near = FALSE;
          guint n_neighbours;
          const guint *neighbours = wg_weights_get_neighbours (weights, i, &n_neighbours);

          for (guint k = 0; k < n_neighbours; k++)
            near |= is_planted (neighbours[k]);
          n_found += is_planted (i) && rows[i].class_ == WG_LOCAL_HOT ? 1 : 0;
          n_believed += rows[i].class_ == WG_LOCAL_HOT ? 1 : 0;
          n_elsewhere += rows[i].class_ == WG_LOCAL_HOT && !near && !is_planted (i) ? 1 : 0;
        }
    }
  g_test_message ("%u of %u planted blocks, %u of %u elsewhere", n_found, 40 * 16, n_elsewhere, n_believed);
  g_assert_cmpuint (10 * n_found, >=, 9 * 40 * 16);
  g_assert_cmpuint (20 * n_elsewhere, <=, n_believed);
}

/* What is known exactly and what draws say are the same thing; the same seed says the same. */
static void
test_draws (gconstpointer user_data)
{
  WgLocalOptions options = { (WgLocalMethod) GPOINTER_TO_UINT (user_data), 999, 42, 0.05, 0.0 };
  g_autoptr (WgWeights) weights = make_board ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);
  g_autofree WgLocalRow *rows = NULL, *again = NULL;
  double values[N], apart = 0.0;

  for (guint i = 0; i < N; i++)
    values[i] = draw_poisson (dice, is_planted (i) ? 40.0 : 20.0);
  rows = wg_local_statistic (weights, values, &options, NULL, NULL);
  again = wg_local_statistic (weights, values, &options, NULL, NULL);
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpfloat (rows[i].p_drawn, ==, again[i].p_drawn);
      g_assert_cmpfloat (rows[i].p_drawn, >=, 0.002);
      /* On the short side of a skewed distribution the greater of two probabilities is told. */
      apart = MAX (apart, rows[i].z > 0.0 ? fabs (rows[i].p - rows[i].p_drawn) : rows[i].p_drawn - rows[i].p);
    }
  g_test_message ("at most %.3f apart", apart);
  g_assert_cmpfloat (apart, <, 0.12);
}

/* Asserted by PySAL's own tests for these six points. */
static void
test_six_points (void)
{
  const double x[] = { 10, 20, 40, 15, 30, 30 }, y[] = { 10, 10, 10, 20, 20, 30 }, values[] = { 2, 3, 3.2, 5, 8, 7 };
  g_autoptr (WgWeights) weights = wg_weights_new_within (x, y, 6, 15.0);
  WgLocalOptions options = { WG_LOCAL_G, 0, 1, 0.05, 0.0 };
  g_autofree WgLocalRow *rows = wg_local_statistic (weights, values, &options, NULL, NULL), *star = NULL;
  WgGlobalStatistic global = wg_global_g (weights, WG_WEIGHTS_BINARY, values);

  options.method = WG_LOCAL_G_STAR;
  star = wg_local_statistic (weights, values, &options, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (rows[0].z, -1.0136729, 1e-7);
  g_assert_cmpfloat_with_epsilon (star[0].z, -1.39727626, 1e-8);
  g_assert_cmpfloat_with_epsilon (global.value, 0.55709779, 1e-8);
  g_assert_cmpfloat_with_epsilon (global.p / 2.0, 0.172936, 1e-5);
}

static void
test_lattice_of_nine (void)
{
  const guint starts[] = { 0, 2, 5, 7, 10, 14, 17, 19, 22, 24 };
  const guint near[] = { 1, 3, 0, 2, 4, 1, 5, 0, 4, 6, 1, 3, 5, 7, 2, 4, 8, 3, 7, 4, 6, 8, 5, 7 };
  const double values[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  g_autoptr (WgWeights) weights = wg_weights_new (9, starts, near);
  WgGlobalStatistic moran = wg_global_moran (weights, WG_WEIGHTS_BINARY, values);

  g_assert_cmpfloat_with_epsilon (moran.variance, 0.059687500000000004, 1e-12);
  g_assert_cmpfloat_with_epsilon (moran.normal_variance, 0.053125000000000006, 1e-12);
}

/* Nothing to compare, no neighbours, no cases: an answer that says so, never a number. */
static void
test_nothing (void)
{
  const guint starts[] = { 0, 1, 2, 2, 2, 2 }, near[] = { 1, 0 };
  const double same[] = { 3, 3, 3, 3, 3 }, none[5] = { 0 };
  g_autoptr (WgWeights) weights = wg_weights_new (5, starts, near);
  WgLocalOptions options = { WG_LOCAL_G_STAR, 9, 1, 0.05, 0.0 };
  g_autofree WgLocalRow *rows = wg_local_statistic (weights, same, &options, NULL, NULL);
  g_autofree WgLocalRow *few = NULL, *rates = NULL;

  g_assert_cmpint (rows[0].class_, ==, WG_LOCAL_NOT);
  g_assert_true (isnan (rows[0].z) && isnan (rows[0].p) && isnan (rows[0].q));
  g_assert_cmpint (rows[3].class_, ==, WG_LOCAL_ALONE);
  g_assert_true (isnan (wg_global_moran (weights, WG_WEIGHTS_ROWS, same).z));
  options.min_sum = 20.0;
  few = wg_local_statistic (weights, same, &options, NULL, NULL);
  g_assert_cmpint (few[0].class_, ==, WG_LOCAL_FEW);
  rates = wg_local_rates (weights, none, none, &options);
  g_assert_true (isnan (rates[0].value));
}

/* A block with many households and as many cases a household as the others is no hotspot; one with few is. */
static void
test_rates (void)
{
  WgLocalOptions options = { WG_LOCAL_G_STAR, 0, 1, 0.05, 0.0 };
  g_autoptr (WgWeights) weights = make_board ();
  double cases[N], ground[N];
  g_autofree WgLocalRow *counts = NULL, *rates = NULL;

  for (guint i = 0; i < N; i++)
    {
      ground[i] = is_planted (i) ? 4000.0 : 400.0;
      cases[i] = ground[i] / 100.0;
    }
  cases[2 * SIDE + 18] = 40.0;
  counts = wg_local_statistic (weights, cases, &options, NULL, NULL);
  rates = wg_local_rates (weights, cases, ground, &options);
  g_assert_cmpint (counts[10 * SIDE + 10].class_, ==, WG_LOCAL_HOT);
  g_assert_cmpint (rates[10 * SIDE + 10].class_, !=, WG_LOCAL_HOT);
  g_assert_cmpint (rates[2 * SIDE + 18].class_, ==, WG_LOCAL_HOT);
}

/* Among all tests, the share of wrong ones that are believed stays below the level. */
static void
test_control (void)
{
  const double p[] = { 0.01, NAN, 0.04, 0.03, 0.005 };
  double q[5];

  wg_significance_control (p, q, 5);
  g_assert_cmpfloat_with_epsilon (q[4], 0.02, 1e-12);
  g_assert_cmpfloat_with_epsilon (q[0], 0.02, 1e-12);
  g_assert_cmpfloat_with_epsilon (q[3], 0.04, 1e-12);
  g_assert_cmpfloat_with_epsilon (q[2], 0.04, 1e-12);
  g_assert_true (isnan (q[1]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/local-statistic/quiet/gi-star", GUINT_TO_POINTER (WG_LOCAL_G_STAR), test_quiet);
  g_test_add_data_func ("/local-statistic/quiet/moran", GUINT_TO_POINTER (WG_LOCAL_MORAN), test_quiet);
  g_test_add_func ("/local-statistic/planted", test_planted);
  g_test_add_data_func ("/local-statistic/draws/gi", GUINT_TO_POINTER (WG_LOCAL_G), test_draws);
  g_test_add_data_func ("/local-statistic/draws/gi-star", GUINT_TO_POINTER (WG_LOCAL_G_STAR), test_draws);
  g_test_add_data_func ("/local-statistic/draws/moran", GUINT_TO_POINTER (WG_LOCAL_MORAN), test_draws);
  g_test_add_func ("/local-statistic/six-points", test_six_points);
  g_test_add_func ("/local-statistic/lattice-of-nine", test_lattice_of_nine);
  g_test_add_func ("/local-statistic/nothing", test_nothing);
  g_test_add_func ("/local-statistic/rates", test_rates);
  g_test_add_func ("/local-statistic/control", test_control);
  return g_test_run ();
}
