/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables shipped with the program are read as RFC 4180 says. */

#include "wg-csv.h"

static const char *const *
row_of (GPtrArray *rows, guint i)
{
  g_assert_cmpuint (i, <, rows->len);
  return g_ptr_array_index (rows, i);
}

static void
test_fields (void)
{
  g_autoptr (GPtrArray) rows = wg_csv_parse ("\xef\xbb\xbf"
                                             "a,b,c\r\n"
                                             "\"x, \"\"y\"\"\",,\"two\nlines\"\n"
                                             "\n"
                                             "last,\"open");

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstrv (row_of (rows, 0), ((const char *const[]){ "a", "b", "c", NULL }));
  g_assert_cmpstrv (row_of (rows, 1), ((const char *const[]){ "x, \"y\"", "", "two\nlines", NULL }));
  g_assert_cmpstrv (row_of (rows, 2), ((const char *const[]){ "last", "open", NULL }));
}

static void
test_columns (void)
{
  g_autoptr (GPtrArray) rows = wg_csv_parse ("Code,Name\n1\n");

  g_assert_cmpint (wg_csv_find_column (row_of (rows, 0), "name"), ==, 1);
  g_assert_cmpint (wg_csv_find_column (row_of (rows, 0), "unit"), ==, -1);
  g_assert_cmpstr (wg_csv_get (row_of (rows, 1), 0), ==, "1");
  g_assert_cmpstr (wg_csv_get (row_of (rows, 1), 1), ==, "");
  g_assert_cmpstr (wg_csv_get (row_of (rows, 1), -1), ==, "");
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) none = wg_csv_parse ("");
  g_autoptr (GPtrArray) blank = wg_csv_parse ("\r\n\n");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (blank->len, ==, 0);
}

static void
test_shipped (void)
{
  g_autoptr (GPtrArray) rows = wg_csv_load ("calendar.csv");

  g_assert_cmpuint (rows->len, ==, 775);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpuint (g_strv_length (g_ptr_array_index (rows, i)), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/fields", test_fields);
  g_test_add_func ("/csv/columns", test_columns);
  g_test_add_func ("/csv/empty", test_empty);
  g_test_add_func ("/csv/shipped", test_shipped);
  return g_test_run ();
}
