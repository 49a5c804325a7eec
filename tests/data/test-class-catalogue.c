/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shipped catalogue is whole and can be searched; a catalogue of the centre's own keeps its tree in order. */

#include "wg-class-catalogue.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static guint
count_children (WgClassCatalogue *catalogue, const char *code)
{
  g_autoptr (GPtrArray) children = wg_class_catalogue_list_children (catalogue, code);

  return children->len;
}

static void
test_shipped (void)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new_shipped ();
  const GPtrArray *all = wg_class_catalogue_get_all (catalogue);
  guint n_tops[WG_N_CLASS_KINDS] = { 0 }, n_leaves = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const WgCaseClass *item = g_ptr_array_index (all, i);

      g_assert_true (wg_class_catalogue_find (catalogue, item->code) == item);
      n_tops[item->kind] += item->parent_code == NULL;
      n_leaves += item->is_leaf;
      g_assert_true (item->is_leaf == (count_children (catalogue, item->code) == 0));
      g_assert_true (item->is_leaf == (item->limit_n > 0));
      g_assert_true (item->is_leaf == (strchr (item->code, '-') != NULL));
      g_assert_cmpstr (item->name_en, !=, "");
      if (item->parent_code != NULL)
        g_assert_nonnull (wg_class_catalogue_find (catalogue, item->parent_code));
    }
  g_assert_cmpuint (all->len, ==, 371);
  g_assert_cmpuint (n_leaves, ==, 198 + 9);
  g_assert_cmpuint (n_tops[WG_CLASS_EVENT], ==, 6);
  g_assert_cmpuint (n_tops[WG_CLASS_PART], ==, 5);
  g_assert_cmpuint (n_tops[WG_CLASS_MATTER], ==, 1);
  g_assert_cmpuint (count_children (catalogue, NULL), ==, 12);
  g_assert_cmpuint (count_children (catalogue, "M01"), ==, 5);
}

static void
test_limits (void)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new_shipped ();
  const WgCaseClass *cover = wg_class_catalogue_find (catalogue, "P0101-1");
  const WgCaseClass *rubbish = wg_class_catalogue_find (catalogue, "E0110-1");
  g_autofree char *limit = wg_case_class_format_limit (cover);
  g_autofree char *name = wg_class_catalogue_format_name (catalogue, "E0110-1");
  g_autofree char *top = wg_class_catalogue_format_name (catalogue, "E01");

  g_assert_cmpstr (limit, ==, "2 continuous hours");
  g_assert_cmpfloat (rubbish->limit_n, ==, 4);
  g_assert_cmpint (rubbish->limit_unit, ==, WG_LIMIT_WORK_HOUR);
  g_assert_cmpint (wg_class_catalogue_find (catalogue, "E0651-1")->limit_unit, ==, WG_LIMIT_CALENDAR_DAY);
  g_assert_cmpint (wg_class_catalogue_find (catalogue, "P0128-1")->limit_unit, ==, WG_LIMIT_WORK_DAY);
  g_assert_cmpstr (rubbish->name, ==, "公共场所有散落生活垃圾");
  g_assert_cmpstr (name, ==, "Exposed rubbish: household rubbish in a public place");
  g_assert_cmpstr (top, ==, "City appearance");
  g_assert_null (wg_case_class_format_limit (wg_class_catalogue_find (catalogue, "E01")));
  g_assert_null (wg_class_catalogue_format_name (catalogue, "X"));
}

/* What is an emergency follows from the name of the top class; community matters have routes of their own. */
static void
test_routes (void)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new_shipped ();
  const GPtrArray *all = wg_class_catalogue_get_all (catalogue);

  for (guint i = 0; i < all->len; i++)
    {
      const WgCaseClass *item = g_ptr_array_index (all, i);
      const WgCaseClass *top = item;

      while (top->parent_code != NULL)
        top = wg_class_catalogue_find (catalogue, top->parent_code);
      if (item->kind != WG_CLASS_MATTER)
        g_assert_cmpint (item->route, ==, g_str_equal (top->name, "突发事件") ? WG_ROUTE_EMERGENCY : WG_ROUTE_GENERAL);
    }
}

static void
assert_first (WgClassCatalogue *catalogue, const char *text, const char *code, guint n_found)
{
  g_autoptr (GPtrArray) found = wg_class_catalogue_search (catalogue, text);

  g_assert_cmpuint (found->len, ==, n_found);
  if (code != NULL)
    g_assert_cmpstr (((const WgCaseClass *) g_ptr_array_index (found, 0))->code, ==, code);
}

static void
test_search (void)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new_shipped ();

  assert_first (catalogue, "p0101-2", "P0101-2", 1);
  assert_first (catalogue, "P0101", "P0101-1", 4);
  assert_first (catalogue, "上水井盖", "P0101-1", 4);
  assert_first (catalogue, " 上水井盖  松动 ", "P0101-3", 1);
  assert_first (catalogue, "exposed RUBBISH", "E0110-1", 1);
  assert_first (catalogue, "shangshuijinggai songdong", "P0101-3", 1);
  assert_first (catalogue, "SSJG", "P0101-1", 4);
  assert_first (catalogue, "nothing of the kind", NULL, 0);
  assert_first (catalogue, "", "E0101-1", 207);
  assert_first (catalogue, NULL, "E0101-1", 207);
  assert_first (catalogue, "\xff", NULL, 0);
}

static void
test_own (void)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new ();
  WgCaseClass child = { .code = (char *) "A-1",
                        .parent_code = (char *) "A",
                        .kind = WG_CLASS_MATTER,
                        .name = (char *) "子" };
  WgCaseClass parent = { .code = (char *) "A", .kind = WG_CLASS_MATTER, .name = (char *) "父" };

  wg_class_catalogue_add (catalogue, &child);
  wg_class_catalogue_add (catalogue, &parent);
  g_assert_false (wg_class_catalogue_is_leaf (catalogue, "A"));
  g_assert_true (wg_class_catalogue_is_leaf (catalogue, "A-1"));
  g_assert_false (wg_class_catalogue_is_leaf (catalogue, "B"));
  g_assert_false (wg_class_catalogue_is_leaf (catalogue, NULL));
  g_assert_cmpstr (wg_case_class_get_name (wg_class_catalogue_find (catalogue, "A")), ==, "父");

  /* The child moves to the top: its parent becomes a leaf. */
  child.parent_code = NULL;
  wg_class_catalogue_add (catalogue, &child);
  g_assert_true (wg_class_catalogue_is_leaf (catalogue, "A"));
  g_assert_cmpuint (wg_class_catalogue_get_all (catalogue)->len, ==, 2);
  g_assert_cmpuint (count_children (catalogue, NULL), ==, 2);
}

/* A class read from the database has only its Chinese name. */
static void
test_english_of_stored (void)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new ();
  WgCaseClass stored = { .code = (char *) "E01", .name = (char *) "市容环境" };
  WgCaseClass renamed = { .code = (char *) "E02", .name = (char *) "广告" };

  wg_class_catalogue_add (catalogue, &stored);
  wg_class_catalogue_add (catalogue, &renamed);
  g_assert_cmpstr (wg_case_class_get_name (wg_class_catalogue_find (catalogue, "E01")), ==, "City appearance");
  g_assert_cmpstr (wg_case_class_get_name (wg_class_catalogue_find (catalogue, "E02")), ==, "广告");
}

/* With the Chinese translation loaded, classes have their Chinese names. */
static void
test_chinese (void)
{
  g_autofree char *translations = g_build_filename (g_test_get_dir (G_TEST_BUILT), "..", "po", NULL);
  g_autofree char *catalogue_file = g_build_filename (translations, "zh_CN", "LC_MESSAGES", "wangge.mo", NULL);

  if (g_test_subprocess ())
    {
      g_autoptr (WgClassCatalogue) catalogue = NULL;
      g_autofree char *name = NULL;
      g_autofree char *limit = NULL;

      g_setenv ("LANGUAGE", "zh_CN", TRUE);
      setlocale (LC_ALL, "C.UTF-8");
      bindtextdomain (GETTEXT_PACKAGE, translations);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      catalogue = wg_class_catalogue_new_shipped ();
      name = wg_class_catalogue_format_name (catalogue, "P0101-3");
      limit = wg_case_class_format_limit (wg_class_catalogue_find (catalogue, "P0101-3"));
      g_assert_cmpstr (name, ==, "上水井盖：盖子松动作响");
      g_assert_cmpstr (limit, ==, "2 工作日");
      return;
    }
  if (!g_file_test (catalogue_file, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the translation is not built");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_words (void)
{
  for (int i = 0; i < WG_N_CLASS_KINDS; i++)
    {
      WgClassKind kind = WG_N_CLASS_KINDS;

      g_assert_true (wg_class_kind_from_nick (wg_class_kind_to_nick ((WgClassKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (wg_class_kind_from_nick ("thing", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/class-catalogue/shipped", test_shipped);
  g_test_add_func ("/class-catalogue/limits", test_limits);
  g_test_add_func ("/class-catalogue/routes", test_routes);
  g_test_add_func ("/class-catalogue/search", test_search);
  g_test_add_func ("/class-catalogue/own", test_own);
  g_test_add_func ("/class-catalogue/english-of-stored", test_english_of_stored);
  g_test_add_func ("/class-catalogue/chinese", test_chinese);
  g_test_add_func ("/class-catalogue/words", test_words);
  return g_test_run ();
}
