/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Codes and the order of numbering against answers made elsewhere. The folder is WANGGE_REFERENCE, or data/reference
 * below WANGGE_SHARED.
 */

#include "wg-csv.h"
#include "wg-error.h"
#include "wg-grid-code.h"
#include "wg-numbering.h"
#include "wg-wkt.h"

#define DEGREES_PER_METRE 1e-6

static GPtrArray *
read_reference (const char *name)
{
  const char *folder = g_getenv ("WANGGE_REFERENCE");
  const char *shared = g_getenv ("WANGGE_SHARED");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (folder != NULL)
    path = g_build_filename (folder, name, NULL);
  else
    path = g_build_filename (shared != NULL ? shared : "../shared", "data", "reference", name, NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("no reference data: set WANGGE_REFERENCE");
      return NULL;
    }
  return wg_csv_parse (text);
}

/* `parent=…;used=…;retired=…` */
static void
check_code (const char *const *row)
{
  g_auto (GStrv) parts = g_strsplit (row[2], ";", -1);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) retired = g_hash_table_new (g_str_hash, g_str_equal);
  WgGridCodeContext context = { NULL, used, retired };
  const char *rule;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_str_has_prefix (parts[i], "parent="))
        context.parent = parts[i] + strlen ("parent=");
      else if (g_str_has_prefix (parts[i], "used="))
        g_hash_table_add (used, parts[i] + strlen ("used="));
      else if (g_str_has_prefix (parts[i], "retired="))
        g_hash_table_add (retired, parts[i] + strlen ("retired="));
    }
  rule = wg_grid_code_check (row[0], g_ascii_strtoull (row[1], NULL, 10), &context);
  if (g_str_equal (row[3], "1"))
    g_assert_null (rule);
  else
    g_assert_cmpstr (rule, ==, row[4]);
}

static void
test_codes (void)
{
  g_autoptr (GPtrArray) rows = read_reference ("gridcodes/gridcodes.csv");

  for (guint i = 1; rows != NULL && i < rows->len; i++)
    check_code (g_ptr_array_index (rows, i));
  if (rows != NULL)
    g_test_message ("%u codes", rows->len - 1);
}

static void
check_set (GPtrArray *rows, guint first, guint n)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree guint *order = g_new (guint, n);

  /* Backwards, so that the order of the file is no help. */
  for (guint i = n; i > 0; i--)
    {
      const char *const *row = g_ptr_array_index (rows, first + i - 1);
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (shapes, wg_wkt_to_shape (row[8], DEGREES_PER_METRE, &error));
      g_assert_no_error (error);
      g_ptr_array_add (names, (char *) row[3]);
    }
  wg_numbering_sort ((WgShape *const *) shapes->pdata, (const char *const *) names->pdata, n, 1.0 / DEGREES_PER_METRE,
                     1.0 / DEGREES_PER_METRE, order);
  for (guint i = 0; i < n; i++)
    {
      const char *const *row = g_ptr_array_index (rows, first + i);
      guint number = g_ascii_strtoull (row[7], NULL, 10);

      g_assert_cmpstr (g_ptr_array_index (names, order[number - 1]), ==, row[3]);
    }
}

static void
test_numbering (void)
{
  g_autoptr (GPtrArray) rows = read_reference ("gridcodes/numbering.csv");
  guint first = 1, n_sets = 0;

  while (rows != NULL && first < rows->len)
    {
      const char *set = ((const char *const *) g_ptr_array_index (rows, first))[0];
      guint n = 1;

      while (first + n < rows->len && g_str_equal (((char **) g_ptr_array_index (rows, first + n))[0], set))
        n++;
      check_set (rows, first, n);
      first += n;
      n_sets++;
    }
  if (rows != NULL)
    g_test_message ("%u sets", n_sets);
}

static void
test_propose (void)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) retired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WgGridCodeContext context = { "110116001003", used, retired };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = wg_grid_code_propose (15, NULL, &context, &error);
  g_autofree char *after = NULL;

  g_assert_cmpstr (first, ==, "110116001003001");
  g_hash_table_add (retired, g_strdup ("110116001003041"));
  after = wg_grid_code_propose (15, NULL, &context, &error);
  g_assert_cmpstr (after, ==, "110116001003042");
  for (guint i = 1; i <= 99; i++)
    {
      g_autofree char *code = wg_grid_code_propose (20, "010000", &context, &error);

      g_assert_no_error (error);
      g_assert_null (wg_grid_code_check (code, 20, &context));
      g_hash_table_add (used, g_steal_pointer (&code));
    }
  g_assert_null (wg_grid_code_propose (20, NULL, &context, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-code/reference-codes", test_codes);
  g_test_add_func ("/grid-code/reference-numbering", test_numbering);
  g_test_add_func ("/grid-code/propose-never-twice", test_propose);
  return g_test_run ();
}
