/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "by when, and why" must be answerable for anybody's dates, without a district, so that a deadline in dispute, a
 * rule in a contract and the clocks of this program are all put to the same test.
 */

#include "wg-command-input.h"

#include "wg-deadline-question.h"
#include "wg-error.h"
#include "wg-text-file.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DEFAULT_ZONE "Asia/Shanghai"

/* The answer. */

static void
write_intervals (WgJsonWriter *out, GArray *intervals)
{
  wg_json_writer_key (out, "intervals");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < intervals->len; i++)
    {
      const WgInterval *interval = &g_array_index (intervals, WgInterval, i);
      gboolean counted = interval->kind == WG_INTERVAL_COUNTED;

      wg_json_writer_begin_object (out);
      wg_json_writer_time (out, "from", interval->from_ms);
      wg_json_writer_time (out, "to", interval->to_ms);
      wg_json_writer_bool (out, "counted", counted);
      wg_json_writer_text (out, "why", wg_interval_kind_to_nick (interval->kind));
      wg_json_writer_double (out, "used_s", counted ? (double) (interval->to_ms - interval->from_ms) / 1000.0 : 0.0);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_counted (WgJsonWriter *out, GArray *intervals)
{
  wg_json_writer_key (out, "counted");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < intervals->len; i++)
    {
      const WgInterval *interval = &g_array_index (intervals, WgInterval, i);

      if (interval->kind != WG_INTERVAL_COUNTED)
        continue;
      wg_json_writer_begin_array (out);
      wg_json_writer_add_int (out, interval->from_ms);
      wg_json_writer_add_int (out, interval->to_ms);
      wg_json_writer_end_array (out);
    }
  wg_json_writer_end_array (out);
}

/* To the second, as people write it. */
static void
write_due_local (WgJsonWriter *out, gint64 due_ms, GTimeZone *zone)
{
  gint64 of_day_ms = 0;
  gint32 day = due_ms != WG_TIME_NONE ? wg_time_to_local (due_ms, zone, &of_day_ms) : 0;
  g_autofree char *date = wg_time_day_format (day);
  int seconds = (int) (of_day_ms / WG_MS_PER_SECOND);
  g_autofree char *text
      = g_strdup_printf ("%s %02d:%02d:%02d", date, seconds / 3600, seconds / 60 % 60, seconds % 60);

  wg_json_writer_text (out, "due_local", due_ms != WG_TIME_NONE ? text : NULL);
}

static void
write_milliseconds (WgJsonWriter *out, const WgDeadlineStatus *status)
{
  wg_json_writer_int (out, "limit_ms", status->limit_ms);
  wg_json_writer_int (out, "used_ms", status->used_ms);
  wg_json_writer_int (out, "due_ms", status->due_ms != WG_TIME_NONE ? status->due_ms : G_MININT64);
  wg_json_writer_int (out, "warn_ms", status->warn_ms != WG_TIME_NONE ? status->warn_ms : G_MININT64);
  wg_json_writer_int (out, "counting_now", status->counting ? 1 : 0);
  wg_json_writer_int (out, "paused_now", status->paused ? 1 : 0);
  wg_json_writer_int (out, "paused_ms", status->uncounted_ms[WG_INTERVAL_PAUSED]);
  wg_json_writer_int (out, "dayoff_ms", status->uncounted_ms[WG_INTERVAL_DAY_OFF]);
  wg_json_writer_int (out, "offhours_ms", status->uncounted_ms[WG_INTERVAL_OFF_HOURS]);
}

/* The years that are reached and whose holidays nobody announced yet: their days are Monday to Friday. */
static GArray *
list_unannounced (const WgDeadlineQuestion *question, const WgDeadlineStatus *status, WgCalendar *calendar)
{
  gint64 until_ms = status->due_ms != WG_TIME_NONE ? MAX (status->due_ms, question->now_ms) : question->now_ms;

  if (wg_limit_unit_is_continuous (question->deadline.limit_unit))
    until_ms = G_MININT64;
  return wg_calendar_list_unannounced (calendar, question->deadline.start_ms, until_ms);
}

static void
write_unannounced (WgJsonWriter *out, GArray *years)
{
  wg_json_writer_key (out, "unannounced");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < years->len; i++)
    wg_json_writer_add_int (out, g_array_index (years, int, i));
  wg_json_writer_end_array (out);
}

static void
write_answer (WgJsonWriter *out, const WgDeadlineQuestion *question, WgCalendar *calendar)
{
  g_autoptr (GArray) intervals = wg_deadline_list_intervals (&question->deadline, calendar, question->now_ms);
  GTimeZone *zone = question->display_zone != NULL ? question->display_zone : wg_calendar_get_zone (calendar);
  g_autoptr (GArray) years = NULL;
  WgDeadlineStatus status;

  wg_deadline_compute (&question->deadline, calendar, question->now_ms, &status);
  years = list_unannounced (question, &status, calendar);
  wg_json_writer_begin_object (out);
  wg_json_writer_key (out, "id");
  wg_json_writer_add_raw (out, question->id);
  wg_json_writer_time (out, "due", status.due_ms);
  wg_json_writer_double (out, "used_s", (double) status.used_ms / 1000.0);
  wg_json_writer_text (out, "state", wg_deadline_state_to_nick (status.state));
  write_due_local (out, status.due_ms, zone);
  write_milliseconds (out, &status);
  write_unannounced (out, years);
  write_counted (out, intervals);
  write_intervals (out, intervals);
  wg_json_writer_end_object (out);
}

/* A table of questions. */

static void
write_refusal (WgJsonWriter *out, const WgDeadlineQuestion *question, guint line, const GError *error)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_key (out, "id");
  wg_json_writer_add_raw (out, question->id);
  wg_json_writer_int (out, "line", line);
  wg_json_writer_key (out, "error");
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", wg_error_code_to_nick (error));
  wg_json_writer_text (out, "text", error->message);
  wg_json_writer_end_object (out);
  wg_json_writer_end_object (out);
}

/* Returns whether the question could be answered. */
static gboolean
answer_line (WgCommandCall *call, WgCalendar *calendar, const char *spans, const char *line, gsize length, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDeadlineQuestion) question = wg_deadline_question_parse (line, length, &error);

  if (error == NULL
      && wg_calendar_set_office_hours (calendar, question->spans != NULL ? question->spans : spans, &error))
    write_answer (call->writer, question, calendar);
  else
    write_refusal (call->writer, question, number, error);
  return error == NULL;
}

static gboolean
is_blank (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isspace (line[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
answer_lines (WgCommandCall *call, WgCalendar *calendar, const char *spans, GError **error)
{
  g_autoptr (WgCommandInput) input = wg_command_input_new (WG_DEADLINE_QUESTION_MAX_BYTES);
  g_autoptr (GError) local = NULL;
  guint number = 0, n_bad = 0;
  const char *line;
  gsize length;

  while ((line = wg_command_input_read_line (input, call, &length, &local)) != NULL)
    {
      number++;
      if (is_blank (line, length))
        continue;
      n_bad += answer_line (call, calendar, spans, line, length, number) ? 0 : 1;
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  if (n_bad > 0)
    {
      g_autofree char *sentence = g_strdup_printf (
          ngettext ("%u line could not be answered; its answer says why.",
                    "%u lines could not be answered; their answers say why.", n_bad), n_bad);

      wg_command_call_warn (call, sentence);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* One question, from options. */

static gboolean
read_pause (const char *text, GTimeZone *zone, WgPause *pause, GError **error)
{
  const char *slash = strchr (text, '/');
  g_autofree char *from = slash != NULL ? g_strndup (text, (gsize) (slash - text)) : NULL;

  if (slash == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” is no pause. A pause is FROM/TO; without TO it has no end."),
                   text);
      return FALSE;
    }
  pause->to_ms = WG_TIME_NONE;
  return wg_time_parse (from, zone, &pause->from_ms, error)
         && (slash[1] == '\0' || wg_time_parse (slash + 1, zone, &pause->to_ms, error));
}

static gboolean
read_pauses (WgCommandCall *call, WgDeadlineQuestion *question, GTimeZone *zone, GError **error)
{
  GPtrArray *texts = wg_command_call_get_texts (call, "pause");

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      WgPause pause;

      if (!read_pause (g_ptr_array_index (texts, i), zone, &pause, error))
        return FALSE;
      g_array_append_val (question->pauses, pause);
    }
  question->deadline.pauses = (const WgPause *) (gpointer) question->pauses->data;
  question->deadline.n_pauses = question->pauses->len;
  return TRUE;
}

/* Leaves the time as it is where none was given. */
static gboolean
read_time (WgCommandCall *call, const char *option, GTimeZone *zone, gint64 *ms, GError **error)
{
  const char *text = wg_command_call_get_text (call, option);

  if (text == NULL)
    return TRUE;
  if (!wg_time_parse (text, zone, ms, error))
    return FALSE;
  if (wg_deadline_question_reaches (*ms))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("--%s lies in the years 1900 to 2199."), option);
  return FALSE;
}

static gboolean
read_question (WgCommandCall *call, WgDeadlineQuestion *question, GTimeZone *zone, GError **error)
{
  WgDeadline *deadline = &question->deadline;
  gint64 extensions = wg_command_call_get_integer (call, "extensions", 0);

  question->pauses = g_array_new (FALSE, FALSE, sizeof (WgPause));
  deadline->limit_n = wg_command_call_get_number (call, "limit");
  if (!wg_command_call_has (call, "from") || !wg_limit_unit_from_short (wg_command_call_get_text (call, "unit"), &deadline->limit_unit)
      || !(deadline->limit_n >= 0.0 && deadline->limit_n <= 1e6) || extensions < 0 || extensions > WG_DEADLINE_MAX_EXTENSIONS)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE,
                           _ ("A deadline needs --from, --limit from 0 to a million and --unit; --extensions are 0 to 1000. "
                              "Or --stdin for a question a line."));
      return FALSE;
    }
  deadline->extensions = (guint) extensions;
  question->now_ms = g_get_real_time () / 1000;
  return read_time (call, "from", zone, &deadline->start_ms, error) && read_time (call, "at", zone, &question->now_ms, error)
         && read_pauses (call, question, zone, error);
}

static gboolean
print_for_people (WgCommandCall *call, const WgDeadlineQuestion *question, WgCalendar *calendar, GError **error)
{
  g_autoptr (GArray) intervals = wg_deadline_list_intervals (&question->deadline, calendar, question->now_ms);
  g_autoptr (WgTextTable) rows
      = wg_text_table_new ("llrl", (const char *const[]){ C_ ("interval", "From"), C_ ("interval", "To"),
                                                           C_ ("interval", "Hours"), C_ ("interval", "Why") });
  GTimeZone *zone = wg_calendar_get_zone (calendar);
  g_autofree char *due = NULL, *text = NULL;
  WgDeadlineStatus status;

  for (guint i = 0; i < intervals->len; i++)
    {
      const WgInterval *interval = &g_array_index (intervals, WgInterval, i);
      g_autofree char *from = wg_time_format_local (interval->from_ms, zone, question->now_ms, WG_TIME_SHORT);
      g_autofree char *to = wg_time_format_local (interval->to_ms, zone, question->now_ms, WG_TIME_SHORT);
      g_autofree char *hours = g_strdup_printf ("%.2f", (double) (interval->to_ms - interval->from_ms) / WG_MS_PER_HOUR);

      wg_text_table_add (rows, from);
      wg_text_table_add (rows, to);
      wg_text_table_add (rows, hours);
      wg_text_table_add (rows, wg_interval_kind_get_label (interval->kind));
    }
  wg_deadline_compute (&question->deadline, calendar, question->now_ms, &status);
  due = status.due_ms != WG_TIME_NONE ? wg_time_format_local (status.due_ms, zone, question->now_ms, WG_TIME_FULL)
                                      : g_strdup ("–");
  /* Translators: the deadline, how much of the limit is used, its state. */
  text = g_strdup_printf (_ ("Due: %s\nUsed: %.2f of %.2f hours (%s)\n"), due, (double) status.used_ms / WG_MS_PER_HOUR,
                          (double) status.limit_ms / WG_MS_PER_HOUR, wg_deadline_state_get_label (status.state));
  return wg_command_call_print (call, text, error) && wg_command_call_print_table (call, rows, error);
}

static void
warn_about_notice (WgCommandCall *call, const WgDeadlineQuestion *question, WgCalendar *calendar)
{
  g_autoptr (GArray) years = NULL;
  g_autofree char *sentence = NULL;
  WgDeadlineStatus status;

  wg_deadline_compute (&question->deadline, calendar, question->now_ms, &status);
  years = list_unannounced (question, &status, calendar);
  if (years->len == 0)
    return;
  sentence = g_strdup_printf (_ ("The holidays of %d are not known here; Monday to Friday were taken."),
                              g_array_index (years, int, 0));
  wg_command_call_warn (call, sentence);
}

static gboolean
answer_options (WgCommandCall *call, WgCalendar *calendar, GError **error)
{
  g_autoptr (WgDeadlineQuestion) question = g_new0 (WgDeadlineQuestion, 1);

  if (!read_question (call, question, wg_calendar_get_zone (calendar), error))
    return FALSE;
  warn_about_notice (call, question, calendar);
  if (!call->json)
    return print_for_people (call, question, calendar, error);
  write_answer (call->writer, question, calendar);
  return wg_command_call_end_line (call, error);
}

/* The calendar. */

static gboolean
load_days (WgCalendar *calendar, const char *path, GError **error)
{
  g_autofree char *text = wg_text_file_read (path, error);

  return text != NULL && wg_calendar_load_csv (calendar, text, error);
}

static gboolean
run_deadline (WgCommandCall *call, GError **error)
{
  const char *zone = wg_command_call_get_text (call, "tz"), *file = wg_command_call_get_text (call, "calendar");
  const char *spans = wg_command_call_get_text (call, "spans");
  g_autoptr (WgCalendar) calendar = wg_calendar_new (zone != NULL ? zone : DEFAULT_ZONE, error);

  if (spans == NULL)
    spans = WG_CALENDAR_OFFICE_HOURS;
  if (calendar == NULL || !wg_calendar_set_office_hours (calendar, spans, error)
      || (file != NULL && !load_days (calendar, file, error)))
    return FALSE;
  return wg_command_call_has (call, "stdin") ? answer_lines (call, calendar, spans, error)
                                             : answer_options (call, calendar, error);
}

static const WgOption deadline_options[] = {
  { "from", WG_OPTION_TEXT, "TIME", N_ ("when the clock starts") },
  { "limit", WG_OPTION_NUMBER, "N", N_ ("how many units") },
  { "unit", WG_OPTION_CHOICE, "urgent_hour|work_hour|work_day|calendar_day|eh|wh|wd|cd",
    N_ ("continuous hours, office hours, working days, calendar days") },
  { "pause", WG_OPTION_TEXTS, "FROM/TO", N_ ("a stretch that does not count; may be given several times") },
  { "extensions", WG_OPTION_INTEGER, "N", N_ ("how many times the limit was granted again") },
  { "spans", WG_OPTION_TEXT, "HOURS", N_ ("office hours like 08:00-12:00;14:00-18:00") },
  { "calendar", WG_OPTION_TEXT, "FILE", N_ ("a table of holidays and working weekends (date, kind) instead of ours") },
  { "stdin", WG_OPTION_FLAG, NULL, N_ ("a question a line as JSON, an answer a line") },
  { NULL },
};

const WgCommand wg_commands_deadline[] = {
  { "deadline", NULL, NULL, 0, 0, WG_COMMAND_AS_OF, 0, -1,
    "{id,due,used_s,state,due_local,limit_ms,used_ms,due_ms,warn_ms,counting_now,paused_now,paused_ms,dayoff_ms,"
    "offhours_ms,unannounced:[year],counted:[[from,to]],intervals:[{from,to,counted,why,used_s}]} or {id,line,error:{code,text}}",
    N_ ("Say when a limit ends, and prove it; needs no database"), run_deadline, deadline_options },
  { NULL },
};
