/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The statistics against figures that other programs computed. The folder is WANGGE_STATS, or data/stats below
 * WANGGE_SHARED; every series that lies there is compared, to 1e-9.
 */

#include "wg-csv.h"
#include "wg-global-statistic.h"
#include "wg-kernel-density.h"
#include "wg-local-statistic.h"

static char *
get_folder (const char *name)
{
  const char *folder = g_getenv ("WANGGE_STATS"), *shared = g_getenv ("WANGGE_SHARED");

  if (folder != NULL)
    return g_build_filename (folder, name, NULL);
  return g_build_filename (shared != NULL ? shared : "../shared", "data", "stats", name, NULL);
}

static char *
read_text (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s is missing", path);
  return text;
}

/* The names in @folder that end in @ending, without it; skips the test when there are none. */
static GPtrArray *
list_series (const char *folder, const char *ending)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ending))
        g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (ending)));
    }
  if (dir != NULL)
    g_dir_close (dir);
  if (names->len == 0)
    g_test_skip ("no reference data: set WANGGE_STATS");
  return names;
}

static void
assert_near (const char *what, double ours, double theirs)
{
  if (fabs (ours - theirs) > 1e-9 * MAX (1.0, fabs (theirs)))
    g_error ("%s: %.12g, not %.12g", what, ours, theirs);
}

/* Lines of `1: 2 3`, counted from 1. */
static WgWeights *
read_neighbours (const char *folder, const char *series, guint n)
{
  g_autofree char *name = g_strconcat (series, "_neighbours.txt", NULL), *text = read_text (folder, name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GArray) neighbours = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *starts = g_new0 (guint, n + 1);
  guint at = 0;

  for (guint i = 0; lines[i] != NULL && at < n; i++)
    {
      const char *text_of = strchr (lines[i], ':');
      g_auto (GStrv) numbers = NULL;

      if (text_of == NULL || !g_ascii_isdigit (lines[i][0]))
        continue;
      g_assert_cmpuint ((guint) atoi (lines[i]), ==, at + 1);
      numbers = g_strsplit (g_strstrip (lines[i] + (text_of - lines[i]) + 1), " ", -1);
      for (guint k = 0; numbers[k] != NULL; k++)
        {
          guint neighbour = (guint) atoi (numbers[k]);

          if (neighbour == 0)
            continue;
          neighbour--;
          g_array_append_val (neighbours, neighbour);
        }
      starts[++at] = neighbours->len;
    }
  g_assert_cmpuint (at, ==, n);
  return wg_weights_new (n, starts, (const guint *) (gpointer) neighbours->data);
}

static void
check_local (const WgWeights *weights, const double *values, GPtrArray *rows, WgLocalMethod method, const char *column_name)
{
  WgLocalOptions options = { method, 0, 1, 0.05, 0.0 };
  g_autofree WgLocalRow *local = wg_local_statistic (weights, values, &options, NULL, NULL);
  int column = wg_csv_find_column (g_ptr_array_index (rows, 0), column_name);

  g_assert_cmpint (column, >=, 0);
  for (guint i = 0; i + 1 < rows->len; i++)
    {
      const char *text = wg_csv_get (g_ptr_array_index (rows, i + 1), column);

      /* A place without neighbours has a figure there and none here. */
      if (local[i].class_ != WG_LOCAL_ALONE)
        assert_near (column_name, method == WG_LOCAL_MORAN ? local[i].value : local[i].z, g_ascii_strtod (text, NULL));
    }
}

static double
find_figure (const char *line, const char *name)
{
  g_autofree char *key = g_strconcat (" ", name, "=", NULL);
  const char *at = strstr (line, key);

  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen (key), NULL);
}

static void
check_global (const WgWeights *weights, const double *values, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      WgWeightsStyle style = strstr (lines[i], "style=W") != NULL ? WG_WEIGHTS_ROWS : WG_WEIGHTS_BINARY;
      WgGlobalStatistic ours;

      if (strstr (lines[i], " I=") != NULL)
        {
          ours = wg_global_moran (weights, style, values);
          assert_near ("I", ours.value, find_figure (lines[i], "I"));
          assert_near ("EI", ours.expected, find_figure (lines[i], "EI"));
          assert_near ("Var_rand", ours.variance, find_figure (lines[i], "Var_rand"));
          assert_near ("Var_norm", ours.normal_variance, find_figure (lines[i], "Var_norm"));
          assert_near ("z_rand", ours.z, find_figure (lines[i], "z_rand"));
          assert_near ("p", ours.p, 2.0 * find_figure (lines[i], "p_greater_rand"));
        }
      else if (strstr (lines[i], " G=") != NULL)
        {
          ours = wg_global_g (weights, style, values);
          assert_near ("G", ours.value, find_figure (lines[i], "G"));
          assert_near ("EG", ours.expected, find_figure (lines[i], "EG"));
          assert_near ("Var", ours.variance * 1e6, find_figure (lines[i], "Var") * 1e6);
          assert_near ("z", ours.z, find_figure (lines[i], "z"));
        }
    }
}

static void
test_autocorrelation (void)
{
  g_autofree char *folder = get_folder ("reference_spdep");
  g_autoptr (GPtrArray) names = list_series (folder, "_local.csv");

  for (guint s = 0; s < names->len; s++)
    {
      const char *series = g_ptr_array_index (names, s);
      g_autofree char *local_name = g_strconcat (series, "_local.csv", NULL), *local_text = read_text (folder, local_name);
      g_autofree char *global_name = g_strconcat (series, "_global.txt", NULL), *global_text = read_text (folder, global_name);
      g_autoptr (GPtrArray) rows = wg_csv_parse (local_text);
      guint n = rows->len - 1;
      g_autoptr (WgWeights) weights = read_neighbours (folder, series, n);
      g_autofree double *values = g_new (double, n);
      int column = wg_csv_find_column (g_ptr_array_index (rows, 0), "y");

      for (guint i = 0; i < n; i++)
        values[i] = g_ascii_strtod (wg_csv_get (g_ptr_array_index (rows, i + 1), column), NULL);
      check_local (weights, values, rows, WG_LOCAL_G, "Gi_B");
      check_local (weights, values, rows, WG_LOCAL_G, "Gi_W");
      check_local (weights, values, rows, WG_LOCAL_G_STAR, "GiStar_B");
      check_local (weights, values, rows, WG_LOCAL_G_STAR, "GiStar_W");
      check_local (weights, values, rows, WG_LOCAL_MORAN, "Ii_W");
      check_global (weights, values, global_text);
      g_test_message ("%s: %u places", series, n);
    }
}

/* A column is named after its kernel and its sigma: gauss_sigma500. */
static void
check_density (GPtrArray *rows, const char *column_name, WgKernel kernel, const double *x, const double *y)
{
  double sigma = g_ascii_strtod (strstr (column_name, "sigma") + strlen ("sigma"), NULL);
  g_autoptr (WgKernelDensity) density = wg_kernel_density_new (x, y, rows->len - 1, kernel, sigma * sqrt (8.0));
  int column = wg_csv_find_column (g_ptr_array_index (rows, 0), column_name);

  for (guint i = 0; i + 1 < rows->len; i++)
    {
      double theirs = g_ascii_strtod (wg_csv_get (g_ptr_array_index (rows, i + 1), column), NULL);

      assert_near (column_name, wg_kernel_density_get (density, x[i], y[i]) / theirs, 1.0);
    }
}

static void
test_density (void)
{
  g_autofree char *folder = get_folder ("reference_kde");
  g_autoptr (GPtrArray) names = list_series (folder, ".csv");

  for (guint s = 0; s < names->len; s++)
    {
      g_autofree char *name = g_strconcat (g_ptr_array_index (names, s), ".csv", NULL), *text = read_text (folder, name);
      g_autoptr (GPtrArray) rows = wg_csv_parse (text);
      const char *const *header = g_ptr_array_index (rows, 0);
      g_autofree double *x = g_new (double, rows->len), *y = g_new (double, rows->len);

      for (guint i = 0; i + 1 < rows->len; i++)
        {
          x[i] = g_ascii_strtod (wg_csv_get (g_ptr_array_index (rows, i + 1), wg_csv_find_column (header, "x")), NULL);
          y[i] = g_ascii_strtod (wg_csv_get (g_ptr_array_index (rows, i + 1), wg_csv_find_column (header, "y")), NULL);
        }
      for (guint c = 0; header[c] != NULL; c++)
        {
          if (g_str_has_prefix (header[c], "gauss_sigma"))
            check_density (rows, header[c], WG_KERNEL_GAUSSIAN, x, y);
          else if (g_str_has_prefix (header[c], "quartic_sigma"))
            check_density (rows, header[c], WG_KERNEL_QUARTIC, x, y);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics-reference/autocorrelation", test_autocorrelation);
  g_test_add_func ("/statistics-reference/density", test_density);
  return g_test_run ();
}
