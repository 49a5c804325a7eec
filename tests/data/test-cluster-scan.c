/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What has just begun is found with its places and its first day; what was always there is not; chance alone is rarely
 * told, and the same seed tells the same.
 */

#include "wg-cluster-scan.h"

#include <math.h>

#define SIDE 10
#define N (SIDE * SIDE)
#define DAYS 60

static double x[N], y[N];
static const WgScanOptions usual = { DAYS, 14, G_MAXDOUBLE, 50, 99, 1, 3 };

static void
lay_out (void)
{
  for (guint i = 0; i < N; i++)
    {
      x[i] = 100.0 * (i % SIDE);
      y[i] = 100.0 * (i / SIDE);
    }
}

static void
add_case (GArray *places, GArray *days, guint place, guint day)
{
  g_array_append_val (places, place);
  g_array_append_val (days, day);
}

/* Everywhere at random, in place 7 always ten times as many, on Mondays twice as many. */
static void
fill (GRand *dice, GArray *places, GArray *days)
{
  for (guint i = 0; i < 3000; i++)
    {
      guint day = (guint) g_rand_int_range (dice, 0, DAYS);
      guint place = (guint) g_rand_int_range (dice, 0, N + 9);

      add_case (places, days, place < N ? place : 7, day);
      if (day % 7 == 0)
        add_case (places, days, (guint) g_rand_int_range (dice, 0, N), day);
    }
}

static GPtrArray *
scan (GArray *places, GArray *days, const WgScanOptions *options)
{
  return wg_cluster_scan (x, y, N, (const guint *) (gpointer) places->data, (const guint *) (gpointer) days->data, places->len, options,
                          NULL, NULL);
}

static void
test_planted (void)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint)), days = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GRand) dice = g_rand_new_with_seed (5);
  g_autoptr (GPtrArray) clusters = NULL, again = NULL;
  const guint block[] = { 44, 45, 54, 55 };
  const WgScanCluster *first;

  fill (dice, places, days);
  for (guint i = 0; i < 60; i++)
    add_case (places, days, block[i % 4], DAYS - 1 - (guint) g_rand_int_range (dice, 0, 5));
  clusters = scan (places, days, &usual);
  again = scan (places, days, &usual);
  first = g_ptr_array_index (clusters, 0);
  g_assert_cmpfloat (first->p, ==, 0.01);
  g_assert_cmpuint (first->n_days, ==, 5);
  g_assert_cmpuint (first->n_places, >=, 4);
  g_assert_cmpuint (first->n_places, <=, 8);
  g_assert_cmpfloat (first->observed, >, 2.0 * first->expected);
  for (guint i = 0; i < 4; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < first->n_places; k++)
        found |= first->places[k] == block[i];
      g_assert_true (found);
    }
  g_assert_cmpfloat (((WgScanCluster *) g_ptr_array_index (again, 0))->p, ==, first->p);
  for (guint i = 1; i < clusters->len; i++)
    {
      const WgScanCluster *other = g_ptr_array_index (clusters, i);

      g_assert_cmpfloat (other->ratio, <=, first->ratio);
      for (guint k = 0; k < other->n_places * first->n_places; k++)
        g_assert_cmpuint (other->places[k / first->n_places], !=, first->places[k % first->n_places]);
    }
}

static void
test_chance (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);
  guint n_told = 0;

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint)), days = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GPtrArray) clusters = NULL;
      WgScanOptions options = usual;

      options.n_draws = 19;
      fill (dice, places, days);
      clusters = scan (places, days, &options);
      n_told += clusters->len > 0 && ((WgScanCluster *) g_ptr_array_index (clusters, 0))->p <= 0.05 ? 1 : 0;
    }
  g_test_message ("%u of 20", n_told);
  g_assert_cmpuint (n_told, <=, 2);
}

static void
test_nothing (void)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint)), days = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) none = scan (places, days, &usual), one = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  add_case (places, days, 3, DAYS - 1);
  one = scan (places, days, &usual);
  for (guint i = 0; i < one->len; i++)
    g_assert_cmpfloat (((WgScanCluster *) g_ptr_array_index (one, i))->p, >, 0.5);
  g_cancellable_cancel (cancellable);
  g_assert_null (wg_cluster_scan (x, y, N, (const guint *) (gpointer) places->data, (const guint *) (gpointer) days->data, 1, &usual,
                                  cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  lay_out ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cluster-scan/planted", test_planted);
  g_test_add_func ("/cluster-scan/chance", test_chance);
  g_test_add_func ("/cluster-scan/nothing", test_nothing);
  return g_test_run ();
}
