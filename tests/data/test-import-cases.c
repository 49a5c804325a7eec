/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case list is somebody's work of months. Nothing in it may vanish: not the case without a place, not the state
 * that nobody here has heard of, not the hour that a zone shifts.
 */

#include <string.h>

#include "wg-error.h"
#include "wg-test-import.h"

static WgImportReport *
read_csv (const char *text, WgImportRequest *(*prepare) (WgImportRequest *), WgImportJob **job, GError **error)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "案件.csv", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  WgImportReport *report;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  if (prepare != NULL)
    prepare (request);
  *job = wg_import_job_new (request);
  report = wg_test_import_read (*job, error);
  wg_test_import_remove_folder (folder);
  return report;
}

static void
check (WgImportJob *job, const char *sql, const char *wanted)
{
  g_autofree char *found = wg_test_import_query (job, sql);

  g_assert_cmpstr (found, ==, wanted);
}

static const char chinese[]
    = "\xEF\xBB\xBF案件编号,来源,类别,标题,问题描述,事发地址,案件状态,上报时间,截止时间,结案时间,经度,纬度,联系人,联系电话\n"
      "A-1,12345,市容环境,乱堆物料,\"楼前, 三堆\",府前街1号,处置中,2024-05-01 08:30:00,2024-05-02 18:00,,116.63,40.31,李女士,13800000000\n"
      "A-2,12345,市容环境,暴露垃圾,,府前街2号,已结案,2024/5/1 9:00,2024年5月2日,2024-05-01T10:00:00Z,116.64,40.32,,\n"
      "A-3,12345,市容环境,没有位置,,,待派遣,20240501103000,,,,,,\n"
      "A-4,12345,市容环境,位置在天边,,,待派遣,1714527000000,,,999,40,,\n"
      "A-5,12345,市容环境,零点,,,待派遣,2024-05-01T10:00+02:00,去年,,0,0,,\n"
      "A-1,12345,市容环境,重号,,,待派遣,2024-05-01 08:30,,,116.63,40.31,,\n"
      "A-6,12345,市容环境,没有时间,,,待派遣,,,,116.63,40.31,,\n"
      ",12345,市容环境,没有编号,,,并案,2024-05-01,,,116.63,40.31,,\n";

static WgImportRequest *
in_shanghai (WgImportRequest *request)
{
  request->timezone = g_strdup ("Asia/Shanghai");
  return request;
}

static void
test_chinese (void)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = read_csv (chinese, in_shanghai, &job, &error);
  g_autofree char *rules = NULL;

  g_assert_no_error (error);
  rules = wg_test_import_list_rules (report);
  g_assert_cmpint (report->read, ==, 8);
  g_assert_cmpint (report->stored, ==, 6);
  g_assert_cmpint (report->refused, ==, 2);
  g_assert_cmpstr (rules, ==, "crs_missing=kept no_place=kept place_out_of_range=kept date_unreadable=kept "
                              "number_duplicate=refused date_missing=refused");
  check (job, "SELECT group_concat(state) FROM (SELECT state FROM case_row ORDER BY seq)",
         "handling,closed,filed,filed,filed,merged");
  /* 08:30 in Shanghai is 00:30 UTC. */
  check (job, "SELECT strftime('%Y-%m-%dT%H:%M', reported_ms / 1000, 'unixepoch') FROM case_row WHERE seq = 1",
         "2024-05-01T00:30");
  check (job, "SELECT strftime('%Y-%m-%dT%H:%M', due_ms / 1000, 'unixepoch') FROM case_row WHERE seq = 2",
         "2024-05-01T16:00");
  check (job, "SELECT strftime('%Y-%m-%dT%H:%M', closed_ms / 1000, 'unixepoch') FROM case_row WHERE seq = 2",
         "2024-05-01T10:00");
  check (job, "SELECT strftime('%Y-%m-%dT%H:%M', reported_ms / 1000, 'unixepoch') FROM case_row WHERE seq = 3",
         "2024-05-01T02:30");
  check (job, "SELECT reported_ms FROM case_row WHERE seq = 4", "1714527000000");
  check (job, "SELECT strftime('%Y-%m-%dT%H:%M', reported_ms / 1000, 'unixepoch') FROM case_row WHERE seq = 5",
         "2024-05-01T08:00");
  check (job, "SELECT count(*) FROM case_row WHERE lon IS NULL", "3");
  check (job, "SELECT number || class_text || title || body || address || foreign_state || reporter_name || "
              "reporter_phone"
              " FROM case_row WHERE seq = 1",
         "A-1市容环境乱堆物料楼前, 三堆府前街1号处置中李女士13800000000");
  check (job, "SELECT count(*) FROM case_row WHERE number IS NULL", "1");
}

static const char foreign[] = "id,opened,status\n1,2024-05-01,OPEN\n2,2024-05-01,In-Progress\n3,2024-05-01,PARKED\n"
                              "4,2024-05-01,duplicate (closed)\n5,2024-05-01,\n6,2024-05-01,Nowhere\n";

static WgImportRequest *
with_states (WgImportRequest *request)
{
  g_assert_true (wg_import_request_add_states_text (request, "parked=reported,NOWHERE=rejected,OPEN=assigned", NULL));
  return request;
}

static void
test_states (void)
{
  g_autoptr (WgImportJob) asking = NULL;
  g_autoptr (WgImportJob) told = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;

  g_assert_null (read_csv (foreign, NULL, &asking, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "--states"));
  g_assert_cmpstr (wg_error_get_allowed (error)[0], ==, "Nowhere");
  g_assert_cmpstr (wg_error_get_allowed (error)[1], ==, "PARKED");
  g_assert_null (wg_error_get_allowed (error)[2]);
  g_clear_error (&error);
  report = read_csv (foreign, with_states, &told, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->stored, ==, 6);
  check (told, "SELECT group_concat(state) FROM (SELECT state FROM case_row ORDER BY seq)",
         "assigned,handling,reported,merged,reported,rejected");
  g_assert_nonnull (strstr (report->states, "\"In-Progress\":\"handling\""));
}

static WgImportRequest *
with_constants (WgImportRequest *request)
{
  g_assert_true (wg_import_request_add_mapping_text (request, "reported==2024-05-01T00:00Z,channel==hotline,title=what",
                                                     NULL));
  return request;
}

static void
test_constants (void)
{
  static const char text[] = "what;where\nleak;here\nnoise;there\n";
  g_autoptr (WgImportJob) asking = NULL;
  g_autoptr (WgImportJob) told = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;

  g_assert_null (read_csv (text, NULL, &asking, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "reported"));
  g_clear_error (&error);
  report = read_csv (text, with_constants, &told, &error);
  g_assert_no_error (error);
  check (told, "SELECT group_concat(channel || ':' || title || ':' || reported_ms) FROM case_row",
         "hotline:leak:1714521600000,hotline:noise:1714521600000");
}

static WgImportRequest *
with_wrong_field (WgImportRequest *request)
{
  wg_import_request_map (request, "title", "headline");
  return request;
}

static void
test_wrong_field (void)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_csv (foreign, with_wrong_field, &job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "headline"));
  g_assert_nonnull (strstr (error->message, "opened"));
}

static void
check_file (const char *name, const char *text, gsize length)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;

  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  report = wg_test_import_file (WG_IMPORT_CASES, path, &job);
  g_assert_cmpint (report->stored, ==, 2);
  check (job, "SELECT group_concat(number || title || round(ifnull(lon, 0), 4)) FROM case_row", "7井盖116.63,8路灯0.0");
  wg_test_import_remove_folder (folder);
}

/* The same two cases in other clothes. */
static void
test_formats (void)
{
  static const char geojson[]
      = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"number\":\"7\",\"title\":"
        "\"井盖\",\"reported\":\"2024-05-01T00:00:00Z\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.63,40.31]}},"
        "{\"type\":\"Feature\",\"properties\":{\"number\":\"8\",\"title\":\"路灯\",\"reported\":\"2024-05-01T00:00:00Z\"},"
        "\"geometry\":null}]}";
  static const char csv[] = "number\treported\ttitle\tlon\tlat\n7\t2024-05-01\t井盖\t116.63\t40.31\n8\t2024-05-01\t路灯\t\t\n";
  gsize n_wide;
  gsize n_gbk;
  g_autofree char *wide = g_convert (csv, -1, "UTF-16", "UTF-8", NULL, &n_wide, NULL);
  g_autofree char *gbk = g_convert (csv, -1, "GBK", "UTF-8", NULL, &n_gbk, NULL);

  check_file ("a.geojson", geojson, strlen (geojson));
  check_file ("a.json", geojson, strlen (geojson));
  check_file ("a.csv", csv, strlen (csv));
  check_file ("a.tsv", csv, strlen (csv));
  check_file ("unicode.csv", wide, n_wide);
  check_file ("gbk.csv", gbk, n_gbk);
}

static void
test_inspect (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *mapping;

  g_assert_true (g_file_set_contents (path, chinese, -1, NULL));
  source = wg_test_import_inspect (job, &error);
  g_assert_no_error (error);
  mapping = json_object_get_object_member (source, "mapping");
  g_assert_cmpstr (json_object_get_string_member (mapping, "state"), ==, "案件状态");
  g_assert_cmpstr (json_object_get_string_member (mapping, "lon"), ==, "经度");
  g_assert_cmpstr (json_object_get_string_member (source, "encoding"), ==, "UTF-8");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (source, "rows")), ==, 5);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (source, "points")), ==, 5);
  g_assert_cmpint (json_object_get_int_member (source, "count"), ==, 8);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (source, "states"), "已结案"), ==,
                   "closed");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (source, "questions")), ==, 0);
  g_assert_null (wg_import_job_get_staging_path (job));
  wg_test_import_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/import-cases/chinese", test_chinese);
  g_test_add_func ("/import-cases/states", test_states);
  g_test_add_func ("/import-cases/constants", test_constants);
  g_test_add_func ("/import-cases/wrong-field", test_wrong_field);
  g_test_add_func ("/import-cases/formats", test_formats);
  g_test_add_func ("/import-cases/inspect", test_inspect);
  return g_test_run ();
}
