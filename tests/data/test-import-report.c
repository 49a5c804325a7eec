/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the three forms of a report are read by different people; each must hold every number and every finding.
 */

#include <glib/gstdio.h>

#include "wg-error.h"
#include "wg-finding-groups.h"

static WgImportReport *
make_report (void)
{
  WgImportReport *report = wg_import_report_new ();
  WgImportFinding *finding = wg_import_finding_new (3, "self_intersection", "repaired", "It crosses \"itself\", here.");

  report->read = 5;
  report->stored = 4;
  report->repaired = 1;
  report->refused = 1;
  report->encoding = g_strdup ("GB18030");
  finding->has_place = TRUE;
  finding->lon = 116.5;
  finding->lat = 40.25;
  wg_import_report_add_finding (report, finding);
  wg_import_report_add_finding (report, wg_import_finding_new (0, "crs_missing", "kept", "No coordinates are named."));
  return report;
}

static void
test_json (void)
{
  static const char *const keys[]
      = { "batch",    "read", "stored",  "repaired", "refused", "merged", "updated", "unchanged",
          "outside", "encoding", "crs", "seconds", "findings" };
  g_autoptr (WgImportReport) report = make_report ();
  g_autoptr (JsonNode) node = wg_import_report_to_json (report);
  JsonObject *object = json_node_get_object (node);
  JsonArray *findings = json_object_get_array_member (object, "findings");

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (object, keys[i]));
  g_assert_cmpuint (json_object_get_size (object), ==, G_N_ELEMENTS (keys));
  g_assert_true (json_object_get_null_member (object, "batch"));
  g_assert_true (json_object_get_null_member (object, "crs"));
  g_assert_cmpint (json_object_get_int_member (object, "stored"), ==, 4);
  g_assert_cmpuint (json_array_get_length (findings), ==, 2);
  object = json_array_get_object_element (findings, 0);
  g_assert_cmpint (json_object_get_int_member (object, "feature"), ==, 3);
  g_assert_cmpfloat (json_object_get_double_member (object, "lat"), ==, 40.25);
  object = json_array_get_object_element (findings, 1);
  g_assert_true (json_object_get_null_member (object, "feature"));
  g_assert_true (json_object_get_null_member (object, "lon"));
}

static void
test_balance (void)
{
  g_autoptr (WgImportReport) report = make_report ();

  g_assert_true (wg_import_report_is_balanced (report));
  report->read = 6;
  g_assert_false (wg_import_report_is_balanced (report));
  report->read = 5;
  report->merged = 5;
  g_assert_false (wg_import_report_is_balanced (report));
}

static void
check_saved (const char *name, const char *wanted)
{
  g_autoptr (WgImportReport) report = make_report ();
  g_autofree char *folder = g_dir_make_tmp ("wangge-report-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (wg_import_report_save (report, file, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, wanted));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_save (void)
{
  check_saved ("r.csv", "3,self_intersection,repaired,\"It crosses \"\"itself\"\", "
                        "here.\",116.50000000,40.25000000\r\n");
  check_saved ("r.csv", ",crs_missing,kept,\"No coordinates are named.\",,\r\n");
  check_saved ("r.txt", "Feature 3, repaired: It crosses \"itself\", here. [self_intersection] (116.500000, "
                        "40.250000)\n");
  check_saved ("r.txt", "Read: 5\nStored: 4\n");
  check_saved ("r.json", "\"self_intersection\"");
}

static void
test_save_refused (void)
{
  g_autoptr (WgImportReport) report = make_report ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/folder/report.txt");
  g_autoptr (GError) error = NULL;

  g_assert_false (wg_import_report_save (report, file, NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_IO);
}

static void
test_many_findings (void)
{
  g_autoptr (WgImportReport) report = wg_import_report_new ();

  for (int i = 0; i < WG_IMPORT_REPORT_MAX_FINDINGS + 5; i++)
    wg_import_report_add_finding (report, wg_import_finding_new (i + 1, "no_place", "kept", "No place."));
  g_assert_cmpint (report->n_findings, ==, WG_IMPORT_REPORT_MAX_FINDINGS + 5);
  g_assert_cmpuint (report->findings->len, ==, WG_IMPORT_REPORT_MAX_FINDINGS);
}

/* Twelve slivers between two neighbours, three between others, one repaired, and a file that says nothing of its coordinates. */
static GPtrArray *
make_slivers (void)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_finding_free);

  for (int i = 0; i < 16; i++)
    {
      WgImportFinding *finding = wg_import_finding_new (i + 1, "sliver", i == 5 ? "repaired" : "kept", "They overlap.");

      finding->grids = g_strdup (i % 5 == 0 ? "A, C" : "A, B");
      g_ptr_array_add (findings, finding);
    }
  g_ptr_array_add (findings, wg_import_finding_new (0, "crs_missing", "kept", "No coordinates are named."));
  return findings;
}

/* What was changed before what is told, kind after kind, neighbours together, each in its order; nothing is lost. */
static void
test_groups (void)
{
  g_autoptr (GPtrArray) findings = make_slivers ();
  g_autoptr (GPtrArray) sorted = wg_finding_groups_sort (findings);
  g_autoptr (GArray) kinds = wg_finding_groups_list (sorted);
  g_autoptr (GArray) neighbours = wg_finding_groups_list_between (sorted, g_array_index (kinds, WgFindingGroup, 1));
  g_autofree char *text = wg_finding_groups_to_text (findings);
  guint n = 0;

  g_assert_cmpuint (sorted->len, ==, findings->len);
  g_assert_cmpuint (kinds->len, ==, 3);
  for (guint i = 0; i < kinds->len; i++)
    n += g_array_index (kinds, WgFindingGroup, i).n;
  g_assert_cmpuint (n, ==, findings->len);
  g_assert_cmpstr (((WgImportFinding *) sorted->pdata[0])->outcome, ==, "repaired");
  g_assert_cmpuint (neighbours->len, ==, 2);
  g_assert_cmpuint (g_array_index (neighbours, WgFindingGroup, 0).n, ==, 3);
  g_assert_cmpstr (((WgImportFinding *) sorted->pdata[g_array_index (neighbours, WgFindingGroup, 1).first])->grids, ==, "A, B");
  g_assert_nonnull (strstr (text, "Slivers along a border, kept: 15 [sliver]\n  A, B: 12, for example: They overlap.\n  A, C: 3, for"));
  g_assert_nonnull (strstr (text, "Whole file, kept: No coordinates are named. [crs_missing]\n"));
}

/* What is said of two grids is not said of others of the same feature; what is said of a kind leaves who gets an overlap. */
static void
test_answers (void)
{
  g_autoptr (GPtrArray) findings = make_slivers (), decisions = wg_import_decisions_new ();
  g_autofree char *between = wg_import_decisions_name_between ("sliver", "A, B");
  const char *const ab[2] = { "A", "B" }, *const ac[2] = { "A", "C" };
  int keeper;

  wg_import_decisions_set (decisions, between, 0, WG_IMPORT_ANSWER_IGNORE, "a stream");
  wg_import_findings_mark (findings, decisions);
  g_assert_null (((WgImportFinding *) findings->pdata[0])->ignored);
  g_assert_cmpstr (((WgImportFinding *) findings->pdata[1])->ignored, ==, "a stream");
  wg_import_decisions_give (decisions, "sliver", 2, "B", "A");
  wg_import_decisions_set_all (decisions, "sliver", WG_IMPORT_ANSWER_FIX, NULL);
  g_assert_null (wg_import_decisions_find_between (decisions, "sliver", "A, B"));
  g_assert_true (wg_import_decisions_find_keeper (decisions, "sliver", 2, ab, &keeper));
  g_assert_cmpint (keeper, ==, 1);
  g_assert_true (wg_import_decisions_find_keeper (decisions, "sliver", 2, ac, &keeper));
  g_assert_cmpint (keeper, ==, -1);
  g_assert_true (wg_import_decisions_find_keeper (decisions, "sliver", 9, ab, &keeper));
  wg_import_decisions_set_all (decisions, "sliver", WG_IMPORT_ANSWER_NONE, NULL);
  g_assert_false (wg_import_decisions_find_keeper (decisions, "sliver", 2, ab, &keeper));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-report/json", test_json);
  g_test_add_func ("/import-report/balance", test_balance);
  g_test_add_func ("/import-report/save", test_save);
  g_test_add_func ("/import-report/save-refused", test_save_refused);
  g_test_add_func ("/import-report/many-findings", test_many_findings);
  g_test_add_func ("/import-report/groups", test_groups);
  g_test_add_func ("/import-report/answers", test_answers);
  return g_test_run ();
}
