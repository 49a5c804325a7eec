/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: lists are typed by hand and written by programs of every country. A place in degrees and minutes, a date with the
 * day last, a table with north in its first column must mean here what they meant there.
 */

#include <string.h>

#include "wg-error.h"
#include "wg-test-import.h"

static WgImportReport *
read_csv (const char *text, const char *crs, WgImportJob **job)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "案件.csv", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autoptr (GError) error = NULL;
  WgImportReport *report;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  request->timezone = g_strdup ("Asia/Shanghai");
  request->crs = g_strdup (crs);
  *job = wg_import_job_new (request);
  report = wg_test_import_read (*job, &error);
  g_assert_no_error (error);
  g_assert_true (wg_import_report_is_balanced (report));
  wg_test_import_remove_folder (folder);
  return report;
}

typedef struct
{
  const char *name;
  const char *lon;
  const char *lat;
} Place;

/* Each of them is 116.5, 39.9. */
static const Place places[] = {
  { "plain", "116.5", "39.9" },
  { "comma", "\"116,5\"", "\"39,9\"" },
  { "signs", "116°30′0″", "39°54′0″" },
  { "ascii-signs", "\"116°30'0\"\"E\"", "\"39°54'0\"\"N\"" },
  { "two-primes", "116°30′00.00′′", "39°54′00.00′′" },
  { "chinese", "东经116度30分", "北纬39度54分0秒" },
  { "full-width", "１１６．５", "３９．９" },
  { "colons", "116:30:00", "39:54:00" },
  { "blanks", "116 30 0", "39 54 0" },
  { "rounded-up", "116°29′60.00″", "39°53′60.00″" },
  { "letters", "E116.5", "39.9N" },
  { "degree-sign", "116.5°", "39.9º" },
};

static void
test_place (gconstpointer data)
{
  const Place *place = data;
  g_autofree char *text = g_strdup_printf ("编号,上报时间,经度,纬度\n1,2024-05-01,%s,%s\n2,2024-05-01,116.4,39.8\n",
                                           place->lon, place->lat);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_csv (text, "EPSG:4490", &job);
  g_autofree char *found
      = wg_test_import_query (job, "SELECT round(lon, 9) || ' ' || round(lat, 9) FROM case_row WHERE seq = 1");

  g_assert_cmpint (report->n_findings, ==, 0);
  g_assert_cmpstr (found, ==, "116.5 39.9");
}

/* Half of a place, or none, is told with what stands there. */
static void
test_no_place (void)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report
      = read_csv ("编号,上报时间,经度,纬度\n1,2024-05-01,116°75′,39.9\n2,2024-05-01,116.5.1,39.9\n3,2024-05-01,大门口,39.9\n"
                  "4,2024-05-01,E116.5E,39.9\n5,2024-05-01,116.5,39.9\n6,2024-05-01,116.5,39.9\n",
                  "EPSG:4490", &job);
  g_autofree char *rules = wg_test_import_list_rules (report);
  g_autofree char *n = wg_test_import_query (job, "SELECT count(*) FROM case_row WHERE lon IS NULL");

  g_assert_cmpint (report->stored, ==, 6);
  g_assert_cmpstr (rules, ==, "place_unreadable=kept");
  g_assert_cmpint (report->n_findings, ==, 4);
  g_assert_cmpstr (n, ==, "4");
  g_assert_nonnull (strstr (((WgImportFinding *) report->findings->pdata[2])->text, "大门口"));
}

static void
check_swapped (const char *text, const char *crs, const char *wanted_rules)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_csv (text, crs, &job);
  g_autofree char *rules = wg_test_import_list_rules (report);
  g_autofree char *found
      = wg_test_import_query (job, "SELECT round(lon, 3) || ' ' || round(lat, 3) FROM case_row WHERE seq = 1");

  g_assert_cmpstr (rules, ==, wanted_rules);
  g_assert_cmpstr (found, ==, "116.299 39.885");
}

/* Latitude first, and the surveyor's X, which points north. */
static void
test_axes (void)
{
  check_swapped ("编号,上报时间,经度,纬度\n1,2024-05-01,39.885,116.299\n2,2024-05-01,39.886,116.3\n", NULL,
                 "crs_missing=kept axes_swapped=repaired");
  check_swapped ("编号,上报时间,X坐标,Y坐标\n1,2024-05-01,4417000,39440000\n2,2024-05-01,4417100,39440100\n",
                 "EPSG:4527", "axes_swapped=repaired");
  check_swapped ("编号,上报时间,X坐标,Y坐标\n1,2024-05-01,4417000,440000\n2,2024-05-01,4417100,440100\n", "EPSG:4548",
                 "axes_swapped=repaired");
  check_swapped ("编号,上报时间,X坐标,Y坐标\n1,2024-05-01,39440000,4417000\n2,2024-05-01,39440100,4417100\n",
                 "EPSG:4527", "");
}

/* The question names the zone also when north stands first. */
static void
test_axes_asked (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "编号,上报时间,X,Y\n1,2024-05-01,4417000,39440000\n", -1, NULL));
  g_assert_null (wg_test_import_read (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_true (g_strv_contains (wg_error_get_allowed (error), "EPSG:4527"));
  wg_test_import_remove_folder (folder);
}

typedef struct
{
  const char *written;
  const char *utc; /* in Shanghai it is eight hours later; NULL = it is none */
} Time;

static const Time times[] = {
  { "2024-03-05 08:05:07", "2024-03-05 00:05:07" },
  { "03/05/2024 08:05:07 AM", "2024-03-05 00:05:07" },
  { "03/05/2024 08:05:07 PM", "2024-03-05 12:05:07" },
  { "3/5/2024 12:05 AM", "2024-03-04 16:05:00" },
  { "3/5/24 8:05", "2024-03-05 00:05:00" },
  { "05.03.2024 08:05", "2024-03-05 00:05:00" },
  { "5-Mar-2024 08:05", "2024-03-05 00:05:00" },
  { "05-MAR-24", "2024-03-04 16:00:00" },
  { "\"March 5, 2024\"", "2024-03-04 16:00:00" },
  { "2024/3/5 上午 8:05:07", "2024-03-05 00:05:07" },
  { "2024/3/5 下午 3:05", "2024-03-05 07:05:00" },
  { "2024年3月5日 15时5分", "2024-03-05 07:05:00" },
  { "2024年3月5日15点05分30秒", "2024-03-05 07:05:30" },
  { "45356.336805", "2024-03-05 00:05:00" },
  { "45356", "2024-03-04 16:00:00" },
  { "2024-03-05 00:05:07 UTC", "2024-03-05 00:05:07" },
  { "2024-03-05T00:05:07.500Z", "2024-03-05 00:05:07" },
  { "2024-03-05T08:05:07+08:00", "2024-03-05 00:05:07" },
  { "2024-02-30 10:00", NULL },
  { "13/13/2024", NULL },
  { "2024-03-05 25:00", NULL },
  { "去年", NULL },
  { "12", NULL },
};

static void
test_times (void)
{
  g_autoptr (GString) text = g_string_new ("编号,上报时间\n");
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;
  int refused = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    g_string_append_printf (text, "%d,%s\n", (int) i, times[i].written);
  report = read_csv (text->str, NULL, &job);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT strftime('%%Y-%%m-%%d %%H:%%M:%%S', reported_ms / 1000, 'unixepoch') FROM case_row WHERE seq = %d", (int) i + 1);
      g_autofree char *found = wg_test_import_query (job, sql);

      if (g_strcmp0 (found, times[i].utc) != 0)
        g_error ("%s was read as %s", times[i].written, found);
      refused += times[i].utc == NULL;
    }
  g_assert_cmpint (report->refused, ==, refused);
}

/* One day after the twelfth tells for all of them; none is said. */
static void
check_order (const char *second, const char *wanted, const char *wanted_rules)
{
  g_autofree char *text = g_strdup_printf ("编号,上报时间\n1,3/5/2024\n2,%s\n", second);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_csv (text, NULL, &job);
  g_autofree char *rules = wg_test_import_list_rules (report);
  g_autofree char *found = wg_test_import_query (
      job, "SELECT strftime('%Y-%m-%d', reported_ms / 1000 + 28800, 'unixepoch') FROM case_row WHERE seq = 1");

  g_assert_cmpstr (found, ==, wanted);
  g_assert_cmpstr (rules, ==, wanted_rules);
}

static void
test_day_order (void)
{
  check_order ("25/3/2024", "2024-05-03", "no_place=kept");
  check_order ("3/25/2024", "2024-03-05", "no_place=kept");
  check_order ("4/6/2024", "2024-03-05", "date_order_assumed=kept no_place=kept");
}

/* What the requests of other cities, and the hotline's own list, call their columns and states. */
static void
check_names (const char *head, const char *row, const char *wanted)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", head, row);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_csv (text, "EPSG:4490", &job);
  g_autofree char *found = wg_test_import_query (
      job, "SELECT number || ' ' || strftime('%Y-%m-%d', reported_ms / 1000, 'unixepoch') || ' ' || class_text || ' ' || state "
           "|| ' ' || lon || ' ' || lat FROM case_row");

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_names (void)
{
  check_names ("Unique Key,Created Date,Closed Date,Complaint Type,Status,Latitude,Longitude",
               "501,03/25/2024 02:05:11 PM,,Noise,In Progress,40.7,-73.9", "501 2024-03-25 Noise handling -73.9 40.7");
  check_names ("SR_NUMBER,SR_TYPE,STATUS,CREATED_DATE,LATITUDE,LONGITUDE",
               "SR24-1,Pothole,Completed,03/25/2024 02:05:11 PM,41.8,-87.6", "SR24-1 2024-03-25 Pothole closed -87.6 41.8");
  check_names ("case_enquiry_id,open_dt,sla_target_dt,case_status,type,latitude,longitude",
               "101,2024-03-25 14:05:00,2024-03-26 14:05:00,Open,Rodents,42.3,-71.1", "101 2024-03-25 Rodents filed -71.1 42.3");
  check_names ("诉求编号,诉求时间,诉求类型,办理状态,经度,纬度", "G1,2024/3/25 14:05,噪声扰民,未办结,116.5,39.9",
               "G1 2024-03-25 噪声扰民 handling 116.5 39.9");
}

/* Codes that a file keeps as numbers are the same digits here, at both ends of what it can keep too. */
static void
test_integers (void)
{
  static const char *const codes[] = { "0", "7", "-12", "2147483647", "-2147483648", "9223372036854775807", "-9223372036854775808", NULL };
  g_autofree char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "houses.geojson", NULL);
  g_autofree char *wanted = g_strjoinv (" ", (char **) codes);
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_BUILDINGS, path);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  for (gsize i = 0; codes[i] != NULL; i++)
    g_string_append_printf (text,
                            "%s{\"type\":\"Feature\",\"properties\":{\"code\":%s},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                            "[[[116,40],[116.001,40],[116.001,40.001],[116,40]]]}}",
                            i > 0 ? "," : "", codes[i]);
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  job = wg_import_job_new (request);
  report = wg_test_import_read (job, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->stored, ==, G_N_ELEMENTS (codes) - 1);
  found = wg_test_import_query (job, "SELECT group_concat(code, ' ') FROM building_row");
  g_assert_cmpstr (found, ==, wanted);
  wg_test_import_remove_folder (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strconcat ("/import-typed/places/", places[i].name, NULL);

      g_test_add_data_func (name, &places[i], test_place);
    }
  g_test_add_func ("/import-typed/no-place", test_no_place);
  g_test_add_func ("/import-typed/axes", test_axes);
  g_test_add_func ("/import-typed/axes-asked", test_axes_asked);
  g_test_add_func ("/import-typed/times", test_times);
  g_test_add_func ("/import-typed/names", test_names);
  g_test_add_func ("/import-typed/integers", test_integers);
  g_test_add_func ("/import-typed/day-order", test_day_order);
  return g_test_run ();
}
