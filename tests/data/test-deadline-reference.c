/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clock against questions with answers made elsewhere, to the millisecond. The folder is WANGGE_REFERENCE, or
 * data/reference below WANGGE_SHARED; whatever lies there is asked, with the calendar and the office hours that lie there.
 */

#include "wg-csv.h"
#include "wg-deadline.h"
#include "wg-time.h"

static char *
read_reference (const char *name)
{
  const char *folder = g_getenv ("WANGGE_REFERENCE");
  const char *shared = g_getenv ("WANGGE_SHARED");
  g_autofree char *path = NULL;
  char *text = NULL;

  if (folder != NULL)
    path = g_build_filename (folder, name, NULL);
  else
    path = g_build_filename (shared != NULL ? shared : "../shared", "data", "reference", name, NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_test_skip ("no reference data: set WANGGE_REFERENCE");
  return text;
}

static gint64
number_of (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

/* `from-to;from-to`; a minus sign of an early instant is not the dash between the two. */
static GArray *
read_pairs (const char *text)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (WgPause));

  while (*text != '\0')
    {
      char *end;
      WgPause pair;

      pair.from_ms = g_ascii_strtoll (text, &end, 10);
      g_assert_cmpint (*end, ==, '-');
      pair.to_ms = g_ascii_strtoll (end + 1, &end, 10);
      g_array_append_val (pairs, pair);
      text = *end == ';' ? end + 1 : end;
    }
  return pairs;
}

static WgLimitUnit
unit_of (const char *text)
{
  static const char *const units[] = { "eh", "wh", "wd", "cd", NULL };

  for (int i = 0; units[i] != NULL; i++)
    {
      if (g_str_equal (units[i], text))
        return (WgLimitUnit) i;
    }
  g_assert_not_reached ();
}

/* Columns of clock_cases.csv, which are found by their names. */
enum
{
  ID, START, UNIT, LIMIT, LIMIT_MS, TIMETABLE, PAUSES, EXTENSIONS, NOW, USED, DUE, STATE, COUNTING, PAUSED, PAUSED_MS,
  DAYOFF_MS, OFFHOURS_MS, DISPLAY_ZONE, DUE_LOCAL, COUNTED, N_COLUMNS
};

static const char *const column_names[N_COLUMNS] = {
  "id", "start_ms", "unit", "limit_value", "limit_ms", "timetable", "pauses", "extensions", "now_ms", "used_ms", "due_ms",
  "state", "counting_now", "paused_now", "paused_ms", "dayoff_ms", "offhours_ms", "display_tz", "due_local", "counted"
};

/* The fields of a row in the order of the columns above. */
static void
pick_columns (const char *const *header, const char *const *row, const char **picked)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      int column = wg_csv_find_column (header, column_names[i]);

      if (column < 0)
        g_error ("no column %s", column_names[i]);
      picked[i] = wg_csv_get (row, column);
    }
}

static void
check_intervals (const WgDeadline *deadline, WgCalendar *calendar, const char *const *row)
{
  gint64 now_ms = number_of (row[NOW]);
  g_autoptr (GArray) expected = read_pairs (row[COUNTED]);
  g_autoptr (GArray) intervals = wg_deadline_list_intervals (deadline, calendar, now_ms);
  gint64 sums[WG_N_INTERVAL_KINDS] = { 0 }, at_ms = deadline->start_ms;
  guint n_counted = 0;

  for (guint i = 0; i < intervals->len; i++)
    {
      const WgInterval *interval = &g_array_index (intervals, WgInterval, i);

      g_assert_cmpint (interval->from_ms, ==, at_ms);
      g_assert_cmpint (interval->to_ms, >, at_ms);
      at_ms = interval->to_ms;
      sums[interval->kind] += interval->to_ms - interval->from_ms;
      if (interval->kind != WG_INTERVAL_COUNTED)
        continue;
      g_assert_cmpuint (n_counted, <, expected->len);
      g_assert_cmpint (interval->from_ms, ==, g_array_index (expected, WgPause, n_counted).from_ms);
      g_assert_cmpint (interval->to_ms, ==, g_array_index (expected, WgPause, n_counted).to_ms);
      n_counted++;
    }
  g_assert_cmpuint (n_counted, ==, expected->len);
  g_assert_cmpint (at_ms, ==, MAX (now_ms, deadline->start_ms));
  g_assert_cmpint (sums[WG_INTERVAL_COUNTED], ==, number_of (row[USED]));
  g_assert_cmpint (sums[WG_INTERVAL_PAUSED], ==, number_of (row[PAUSED_MS]));
  g_assert_cmpint (sums[WG_INTERVAL_DAY_OFF], ==, number_of (row[DAYOFF_MS]));
  g_assert_cmpint (sums[WG_INTERVAL_OFF_HOURS], ==, number_of (row[OFFHOURS_MS]));
}

static void
check_status (const WgDeadlineStatus *status, const char *const *row)
{
  gint64 extensions = number_of (row[EXTENSIONS]);

  g_assert_cmpint (status->limit_ms, ==, number_of (row[LIMIT_MS]) * (1 + extensions));
  g_assert_cmpint (status->used_ms, ==, number_of (row[USED]));
  g_assert_cmpint (status->due_ms, ==, number_of (row[DUE]));
  g_assert_cmpstr (wg_deadline_state_to_nick (status->state), ==, row[STATE]);
  g_assert_cmpint (status->counting, ==, number_of (row[COUNTING]));
  g_assert_cmpint (status->paused, ==, number_of (row[PAUSED]));
  g_assert_cmpint (status->uncounted_ms[WG_INTERVAL_PAUSED], ==, number_of (row[PAUSED_MS]));
  g_assert_cmpint (status->uncounted_ms[WG_INTERVAL_DAY_OFF], ==, number_of (row[DAYOFF_MS]));
  g_assert_cmpint (status->uncounted_ms[WG_INTERVAL_OFF_HOURS], ==, number_of (row[OFFHOURS_MS]));
}

static void
check_due_local (gint64 due_ms, const char *const *row)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (row[DISPLAY_ZONE]);
  g_autofree char *full = wg_time_format_local (due_ms, zone, due_ms, WG_TIME_FULL);

  if (due_ms % WG_MS_PER_SECOND == 0)
    g_assert_true (g_str_has_prefix (full, row[DUE_LOCAL]));
}

static void
check_row (GHashTable *calendars, const char *const *row)
{
  WgCalendar *calendar = g_hash_table_lookup (calendars, row[TIMETABLE]);
  g_autoptr (GArray) pauses = read_pairs (row[PAUSES]);
  WgDeadline deadline = { .start_ms = number_of (row[START]),
                          .limit_n = g_ascii_strtod (row[LIMIT], NULL),
                          .limit_unit = unit_of (row[UNIT]),
                          .extensions = (guint) number_of (row[EXTENSIONS]),
                          .pauses = (const WgPause *) pauses->data,
                          .n_pauses = pauses->len };
  WgDeadlineStatus status, at_warning;

  if (calendar == NULL)
    g_error ("%s: there is no timetable %s", row[ID], row[TIMETABLE]);
  wg_deadline_compute (&deadline, calendar, number_of (row[NOW]), &status);
  check_status (&status, row);
  check_intervals (&deadline, calendar, row);
  check_due_local (status.due_ms, row);

  wg_deadline_compute (&deadline, calendar, status.warn_ms, &at_warning);
  g_assert_cmpint (at_warning.state, !=, WG_DEADLINE_OK);
  wg_deadline_compute (&deadline, calendar, status.warn_ms - 1, &at_warning);
  g_assert_cmpint (at_warning.state, ==, WG_DEADLINE_OK);
}

/* A calendar a timetable, by its name, all with the holidays of the folder. */
static GHashTable *
make_calendars (const char *tables_text, const char *days_text)
{
  GHashTable *calendars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) tables = wg_csv_parse (tables_text);

  for (guint i = 1; i < tables->len; i++)
    {
      const char *const *row = g_ptr_array_index (tables, i);
      WgCalendar *calendar = wg_calendar_new ("Asia/Shanghai", NULL);

      g_assert_true (wg_calendar_load_csv (calendar, days_text, NULL));
      g_assert_true (wg_calendar_set_office_hours (calendar, row[1], NULL));
      g_hash_table_insert (calendars, g_strdup (row[0]), calendar);
    }
  return calendars;
}

static void
test_clock_cases (void)
{
  g_autofree char *cases_text = read_reference ("clock/clock_cases.csv");
  g_autofree char *tables_text = cases_text != NULL ? read_reference ("clock/timetables.csv") : NULL;
  g_autofree char *days_text = tables_text != NULL ? read_reference ("calendar/calendar.csv") : NULL;
  g_autoptr (GHashTable) calendars = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (days_text == NULL)
    return;

  rows = wg_csv_parse (cases_text);
  calendars = make_calendars (tables_text, days_text);
  g_assert_cmpuint (rows->len, >, 1);
  for (guint i = 1; i < rows->len; i++)
    {
      const char *picked[N_COLUMNS];

      pick_columns (g_ptr_array_index (rows, 0), g_ptr_array_index (rows, i), picked);
      check_row (calendars, picked);
    }
  g_test_message ("%u questions agree", rows->len - 1);
}

/* The days shipped with the program say the same as the reference table. */
static void
test_calendar (void)
{
  g_autofree char *text = read_reference ("calendar/calendar.csv");
  g_autoptr (WgCalendar) shipped = wg_calendar_new (NULL, NULL);
  g_autoptr (WgCalendar) reference = wg_calendar_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;

  g_assert_true (wg_calendar_load_csv (reference, text, &error));
  g_assert_no_error (error);
  for (gint32 day = 12000; day < 22000; day++)
    g_assert_cmpint (wg_calendar_get_day_kind (shipped, day), ==, wg_calendar_get_day_kind (reference, day));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline-reference/clock-cases", test_clock_cases);
  g_test_add_func ("/deadline-reference/calendar", test_calendar);
  return g_test_run ();
}
