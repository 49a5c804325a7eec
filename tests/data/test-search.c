/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a search that misses one case is worse than none, because nobody looks twice. Whatever a plain look at every text
 * finds, the index must find; and nothing that is typed means anything but itself.
 */

#include "wg-person-name.h"
#include "wg-search-text.h"
#include "wg-store-features.h"
#include "wg-store-search.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"

#include <sqlite3.h>
#include <string.h>

#define N_CASES 80
#define N_QUESTIONS 500

static const char *const pieces[] = { "垃圾", "井盖", "路灯", "不亮", "和平路", "重庆道", "12", "7", "号楼", "A座", "wifi", "％", "%", "_", "*", "\"", "'",
                                      " ", "　", "NEAR", "AND", "OR ", "(", ")", "-", "^", ":", "😀", "👨‍👩‍👧", "ß", "É", "e\xcc\x81", "Ａ１", "\\", "、", "🀄", "​" };

static char *
make_text (int most)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, most + 1); n > 0; n--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* A text without blanks around it, which the store would not keep. */
static char *
make_address (void)
{
  g_autofree char *middle = make_text (4);

  return g_strdup_printf ("东%s路", middle);
}

static char *
report (WgStore *store, const char *title, const char *address)
{
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;

  g_free (act->title);
  act->title = g_strdup (title);
  act->address = g_strdup (address);
  result = wg_test_perform (store, act, &error);
  g_assert_no_error (error);
  return g_strdup (result->number);
}

/* Numbers of the cases found, newest first, between commas. */
static char *
find (WgStore *store, const char *text)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  GString *numbers = g_string_new (",");
  WgTestWait wait = { NULL };

  query->text = g_strdup (text);
  wg_store_list_cases_async (store, query, NULL, wg_test_wait_ready, &wait);
  records = wg_store_list_cases_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (numbers, "%s,", ((WgCaseRecord *) g_ptr_array_index (records, i))->number);
  return g_string_free (numbers, FALSE);
}

static gpointer
propose (WgStoreWork *work, gpointer text, GCancellable *cancellable, GError **error)
{
  char *ids = wg_store_work_propose (work, WG_SEARCH_CASES, text, 20000, error);

  return ids != NULL ? ids : g_strdup ("");
}

static gboolean
has_index (WgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ids = wg_test_read (store, propose, (gpointer) "井", &error);

  g_assert_no_error (error);
  return *ids != '\0';
}

static char *
take_part (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  glong from = g_test_rand_int_range (0, (gint32) length);
  glong to = from + g_test_rand_int_range (1, 9);

  return g_utf8_substring (text, from, MIN (length, to));
}

static void
check_question (WgStore *store, GPtrArray *texts, GPtrArray *numbers, const char *asked)
{
  g_autofree char *found = find (store, asked);
  g_autofree char *folded = wg_search_fold (asked);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = wg_search_fold (g_ptr_array_index (texts, i));
      g_autofree char *number = g_strdup_printf (",%s,", (char *) g_ptr_array_index (numbers, i));
      gboolean held = strstr (text, folded) != NULL || strstr (g_ptr_array_index (texts, i), asked) != NULL;

      if (held && strstr (found, number) == NULL)
        g_error ("“%s” was not found in “%s”", asked, (char *) g_ptr_array_index (texts, i));
      if (!held && strstr (found, number) != NULL && !wg_search_may_be_pinyin (folded))
        g_error ("“%s” was found in “%s”", asked, (char *) g_ptr_array_index (texts, i));
    }
}

static void
test_finds_what_a_look_finds (void)
{
  WgTestStore f = { NULL };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  wg_test_store_set_up (&f, NULL);
  for (int i = 0; i < N_CASES; i++)
    {
      g_autofree char *title = make_address ();
      g_autofree char *address = make_address ();
      char *number = report (f.store, title, address);

      g_ptr_array_add (numbers, number);
      g_ptr_array_add (texts, g_strdup_printf ("%s %s %s 井盖不在位或裂开，有危险 ", number, title, address));
    }
  g_assert_true (has_index (f.store));
  for (int i = 0; i < N_QUESTIONS; i++)
    {
      g_autofree char *asked = g_test_rand_bit () ? take_part (g_ptr_array_index (texts, g_test_rand_int_range (0, N_CASES))) : make_text (3);

      check_question (f.store, texts, numbers, asked);
    }
  wg_test_store_tear_down (&f);
}

static void
test_nothing_means_anything (void)
{
  static const char *const asked[] = { "\"", "\"\"", "NEAR(井 盖)", "井 OR 盖", "井*", "* ", "-井", "^井", "terms:井", "'; DROP TABLE case_file; --", "%", "__",
                                       "{井 盖}", "井 AND NOT 盖", "\\", "(", ")", "w00000", "\n", "" };
  WgTestStore f = { NULL };
  g_autofree char *number = NULL;
  g_autofree char *huge = g_strnfill (10000, 'x');
  g_autofree char *none = NULL;
  g_autofree char *there = NULL;

  wg_test_store_set_up (&f, NULL);
  number = report (f.store, "井盖缺失", "迎宾路");
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *found = find (f.store, asked[i]);

      g_assert_cmpstr (found, ==, *asked[i] != '\0' ? "," : found);
    }
  none = find (f.store, huge);
  g_assert_cmpstr (none, ==, ",");
  there = find (f.store, "井盖缺失");
  g_assert_nonnull (strstr (there, number));
  wg_test_store_tear_down (&f);
}

static void
test_pinyin (void)
{
  static const char *const asked[] = { "jinggai", "jgqs", "jingg", "chongqingdao", "cqd", "CQD", "queshi" };
  WgTestStore f = { NULL };
  g_autofree char *number = NULL;

  wg_test_store_set_up (&f, NULL);
  number = report (f.store, "井盖缺失12号", "重庆道");
  g_free (report (f.store, "路灯不亮", "和平路"));
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *found = find (f.store, asked[i]);
      g_autofree char *expected = g_strdup_printf (",%s,", number);

      g_assert_cmpstr (found, ==, expected);
    }
  wg_test_store_tear_down (&f);
}

static void
run_sql (WgTestStore *f, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Without its index the file is whole, the answer the same, and the next writer begins to make it again. */
static void
test_made_again (void)
{
  WgTestStore f = { NULL };
  g_autofree char *number = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  wg_test_store_set_up (&f, NULL);
  number = report (f.store, "井盖缺失", "迎宾路");
  expected = g_strdup_printf (",%s,", number);
  wg_store_close (f.store);
  g_object_unref (f.store);
  run_sql (&f, "DROP TABLE search_words; DROP TABLE search_doc; DROP TABLE search_todo;");
  f.store = wg_test_store_open_again (&f);
  g_assert_false (has_index (f.store));
  before = find (f.store, "迎宾");
  g_assert_cmpstr (before, ==, expected);
  wg_store_complete_search (f.store);
  while (!has_index (f.store))
    g_main_context_iteration (NULL, FALSE);
  after = find (f.store, "迎宾");
  g_assert_cmpstr (after, ==, expected);
  wg_test_store_tear_down (&f);
}

/* Features. */

/* A road of two pieces, one without a name, and facilities. */
static void
bring_layers (WgTestStore *f)
{
  static const char piece[] = "X'0105000000010000000102000000020000003D0AD7A370255D4066666666662644406666666666265D4048E17A14AE274440'";
  WgTestStaging staging;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgImportReport) report = NULL;

      wg_test_staging_begin (&staging, i == 0 ? WG_IMPORT_ROADS : WG_IMPORT_FACILITIES);
      if (i == 0)
        wg_test_staging_run (&staging, "INSERT INTO line_row VALUES (1, '重庆道', NULL, %s), (2, '重庆道', NULL, %s), (3, NULL, NULL, %s)", piece,
                             piece, piece);
      else
        wg_test_staging_add_facilities (&staging, 5000);
      if (i == 1)
        wg_test_staging_run (&staging, "UPDATE facility_row SET name = '重庆道' || seq || '号井盖', class_code = 'P0101'");
      report = wg_test_publish (f->store, &staging, WG_TEST_GIS, &error);
      g_assert_no_error (error);
      wg_test_staging_clear (&staging);
    }
}

/* What is found, a name and a layer a line. */
static char *
find_features (WgTestStore *f, const char *text, gboolean *complete)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GString *lines = g_string_new (NULL);

  wg_store_find_features_async (f->store, text, 3, NULL, wg_test_wait_ready, &wait);
  found = wg_store_find_features_finish (f->store, wg_test_wait (&wait), complete, &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  for (guint i = 0; i < found->len; i++)
    {
      const WgFoundFeature *feature = g_ptr_array_index (found, i);

      g_assert_true (feature->lon > 116 && feature->lon < 117 && feature->lat > 40 && feature->lat < 41);
      g_string_append_printf (lines, "%s: %s\n", feature->name, feature->layer);
    }
  return g_string_free (lines, FALSE);
}

static void
assert_features (WgTestStore *f, const char *text, const char *begin)
{
  gboolean complete = FALSE;
  g_autofree char *found = find_features (f, text, &complete);

  g_test_message ("“%s”: %s", text, found);
  g_assert_true (complete && g_str_has_prefix (found, begin));
  g_assert_true (*begin != '\0' || *found == '\0');
}

static void
complete_layers (WgTestStore *f)
{
  gboolean complete = FALSE;

  g_free (find_features (f, "井", &complete));
  g_assert_false (complete);
  wg_store_complete_search (f->store);
  while (!complete)
    g_free (find_features (f, "井", &complete));
}

/* Roads and facilities by number, name, part of it and how it is read; the pieces of a road are one; an index from before layers were
 * searched is completed by the next writer.
 */
static void
test_features (void)
{
  WgTestStore f = { NULL };
  g_autofree char *number = NULL;
  g_autofree char *case_found = NULL;

  wg_test_store_set_up (&f, NULL);
  number = report (f.store, "井盖缺失", "重庆道");
  bring_layers (&f);
  complete_layers (&f);
  assert_features (&f, "重庆道", "重庆道: Road\n重庆道1号井盖: Facility");
  assert_features (&f, "f4321", "重庆道4322号井盖: Facility");
  assert_features (&f, "4322号", "重庆道4322号井盖: Facility");
  assert_features (&f, "cqd", "重庆道: Road\n");
  assert_features (&f, "井", "重庆道1号井盖");
  assert_features (&f, "没有", "");
  assert_features (&f, "\"", "");
  wg_store_close (f.store);
  g_object_unref (f.store);
  run_sql (&f, "DELETE FROM search_doc WHERE kind > 1; DROP TABLE search_realms; UPDATE base_line SET layer = 'demo';");
  f.store = wg_test_store_open_again (&f);
  complete_layers (&f);
  assert_features (&f, "重庆道", "重庆道: Street or river\n重庆道1号井盖: Facility");
  case_found = find (f.store, "重庆");
  g_assert_nonnull (strstr (case_found, number));
  wg_test_store_tear_down (&f);
}

/* Places. */

static void
bring_house (WgTestStore *f)
{
  WgTestStaging staging;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_BUILDINGS);
  wg_test_staging_add_building (&staging, "B1", 116.602, 40.302, 0.001);
  wg_test_staging_run (&staging, "UPDATE building_row SET address = '云溪区滨河路 3 号'");
  report = wg_test_publish (f->store, &staging, WG_TEST_GIS, &error);
  g_assert_no_error (error);
  wg_test_staging_clear (&staging);
}

/* @expected: (nullable): what is offered, %NULL for nothing. */
static void
assert_place (WgTestStore *f, const char *text, const char *expected, gboolean is_street)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const WgFoundPlace *place;

  wg_store_find_places_async (f->store, text, 3, NULL, wg_test_wait_ready, &wait);
  found = wg_store_find_places_finish (f->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  g_assert_cmpuint (found->len, ==, expected != NULL);
  if (expected == NULL)
    return;
  place = g_ptr_array_index (found, 0);
  g_assert_cmpstr (place->address, ==, expected);
  g_assert_true (place->is_street == is_street && (place->building_id == WG_NO_ID) == is_street);
  g_assert_true (place->lon > 116 && place->lon < 117 && place->lat > 40 && place->lat < 41);
}

/* A number that nobody knows leads to its street, which is said to be no house; by the line of the map, or by a house in it. */
static void
test_streets (void)
{
  WgTestStore f = { NULL };

  wg_test_store_set_up (&f, NULL);
  bring_layers (&f);
  bring_house (&f);
  for (guint time = 0; time < 2; time++)
    {
      assert_place (&f, "滨河路3号", "云溪区滨河路 3 号", FALSE);
      assert_place (&f, "重庆道 ９９９ 号", "重庆道", TRUE);
      assert_place (&f, "云溪区和平街道重庆道999号2单元", "重庆道", TRUE);
      assert_place (&f, "999 重庆道", "重庆道", TRUE);
      assert_place (&f, "滨河路99号", "云溪区滨河路", TRUE);
      assert_place (&f, "滨河 99", NULL, FALSE);
      assert_place (&f, "没有路 9 号", NULL, FALSE);
      assert_place (&f, "999", NULL, FALSE);
      assert_place (&f, "重庆道", NULL, FALSE);
      if (time == 0)
        complete_layers (&f);
    }
  wg_test_store_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/search/finds-what-a-look-finds", test_finds_what_a_look_finds);
  g_test_add_func ("/store/search/nothing-means-anything", test_nothing_means_anything);
  g_test_add_func ("/store/search/pinyin", test_pinyin);
  g_test_add_func ("/store/search/made-again", test_made_again);
  g_test_add_func ("/store/search/features", test_features);
  g_test_add_func ("/store/search/streets", test_streets);
  return g_test_run ();
}
