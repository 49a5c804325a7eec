/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: columns of Chinese and Latin text must begin at the same place on a terminal. */

#include "wg-text-table.h"

static void
test_columns_line_up (void)
{
  const char *const titles[] = { "名称", "N", "Last" };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lrl", titles);
  g_autoptr (GString) out = g_string_new (NULL);

  wg_text_table_add (rows, "井盖缺失");
  wg_text_table_add_int (rows, 7);
  wg_text_table_add (rows, "x");
  wg_text_table_add (rows, "lamp");
  wg_text_table_add_int (rows, 1200);
  wg_text_table_add (rows, NULL);
  wg_text_table_print (rows, out);
  g_assert_cmpstr (out->str, ==,
                   "名称         N  Last\n"
                   "井盖缺失     7  x\n"
                   "lamp      1200\n");
}

static void
test_no_rows_no_titles (void)
{
  g_autoptr (WgTextTable) rows = wg_text_table_new ("l", (const char *const[]){ "Title" });
  g_autoptr (GString) out = g_string_new (NULL);

  wg_text_table_print (rows, out);
  g_assert_cmpuint (wg_text_table_get_n_rows (rows), ==, 0);
  g_assert_cmpstr (out->str, ==, "");
}

static void
test_no_control_characters (void)
{
  g_autoptr (WgTextTable) rows = wg_text_table_new ("l", (const char *const[]){ "Title" });
  g_autoptr (GString) out = g_string_new (NULL);

  wg_text_table_add (rows, "a\nb\033[31mc\xff");
  wg_text_table_print (rows, out);
  g_assert_cmpstr (out->str, ==, "Title\na b [31mc\xef\xbf\xbd\n");
}

static void
test_width (void)
{
  g_assert_cmpuint (wg_text_get_width ("abc"), ==, 3);
  g_assert_cmpuint (wg_text_get_width ("网格"), ==, 4);
  g_assert_cmpuint (wg_text_get_width ("e\xcc\x81"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-table/columns-line-up", test_columns_line_up);
  g_test_add_func ("/text-table/no-rows-no-titles", test_no_rows_no_titles);
  g_test_add_func ("/text-table/no-control-characters", test_no_control_characters);
  g_test_add_func ("/text-table/width", test_width);
  return g_test_run ();
}
