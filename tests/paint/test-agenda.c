/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is laid on a round table is written on: a case and the room for what is decided about it lie on one page, and no heading is
 * left behind by what it heads.
 */

#include "wg-agenda-paper.h"
#include "wg-paper.h"

#define MOST_CASES 30

static WgPaper *
print (guint n_cases, gboolean is_list)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autoptr (GHashTable) names = g_hash_table_new (g_int64_hash, g_int64_equal);
  const gint64 grid_id = 1;
  const WgAgenda agenda = { "疑难案件", NULL, records, names, 0, NULL, is_list };

  g_hash_table_insert (names, (gpointer) &grid_id, (char *) "和平-07");
  for (guint i = 0; i < n_cases; i++)
    {
      WgCaseRecord *record = wg_case_record_new ();

      record->number = g_strdup ("20261129-0001");
      record->title = g_strdup ("井盖缺失");
      record->address = g_strdup ("和平路 1 号");
      record->person_name = g_strdup ("王建国");
      record->reported_ms = record->due_ms = G_GINT64_CONSTANT (1795142527000);
      record->bounces = 3;
      record->grid_id = grid_id;
      g_ptr_array_add (records, record);
    }
  return wg_agenda_paper_new (&agenda);
}

/* Whenever a page is added, it begins with a whole case: all those pages are filled alike. */
static void
test_whole_cases (void)
{
  guint n_pages = 1;
  double first = 0;

  for (guint n = 1; n <= MOST_CASES; n++)
    {
      g_autoptr (WgPaper) paper = print (n, FALSE);

      if (wg_paper_get_n_pages (paper) == n_pages)
        continue;
      g_assert_cmpuint (wg_paper_get_n_pages (paper), ==, ++n_pages);
      if (first > 0)
        g_assert_cmpfloat_with_epsilon (wg_paper_get_height (paper), first, 0.01);
      first = wg_paper_get_height (paper);
    }
  g_assert_cmpuint (n_pages, >, 5);
}

/* The list of a day is a row a case. */
static void
test_list (void)
{
  g_autoptr (WgPaper) list = print (MOST_CASES, TRUE);

  g_assert_cmpuint (wg_paper_get_n_pages (list), ==, 1);
}

/* From whatever height on, a heading and the head of its table and its first row are on one page. */
static void
test_heading (void)
{
  const WgPaperColumn columns[] = { { "编码", 0.5, WG_SHEET_LEFT }, { "时限", 0.5, WG_SHEET_LEFT } };

  for (double height = 600; height < 800; height += 3)
    {
      g_autoptr (WgPaper) paper = wg_paper_new ("时限", NULL);
      guint n_pages;
      double y;

      wg_paper_take_space (paper, height - wg_paper_get_height (paper), &y);
      wg_paper_add_heading (paper, "市容环境");
      n_pages = wg_paper_get_n_pages (paper);
      wg_paper_begin_table (paper, columns, G_N_ELEMENTS (columns));
      wg_paper_add_row (paper, (const char *const[]){ "E0101", "2 工作时" }, FALSE);
      g_assert_cmpuint (wg_paper_get_n_pages (paper), ==, n_pages);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/agenda/whole-cases", test_whole_cases);
  g_test_add_func ("/paint/agenda/list", test_list);
  g_test_add_func ("/paint/agenda/heading", test_heading);
  return g_test_run ();
}
