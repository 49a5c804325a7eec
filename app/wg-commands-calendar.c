/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the working calendar by script and terminal: what is a day off, what is made up, which year is not announced yet. */

#include "wg-command-keys.h"

#include "wg-calendar.h"
#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-store-calendar.h"
#include "wg-text-file.h"
#include "wg-time.h"

#include <glib/gi18n.h>

static WgCalendar *
load_calendar (WgCommandCall *call, GError **error)
{
  gint64 at_ms = wg_command_call_get_time (call, "at", WG_TIME_NONE);

  wg_store_load_calendar_async (call->store, at_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_calendar_finish (call->store, wg_command_call_wait (call), error);
}

static int
get_this_year (WgCommandCall *call)
{
  return wg_time_day_get_year (wg_time_to_local (wg_command_call_get_now (call), call->zone, NULL));
}

/* Who plans for a year that is not announced plans with Monday to Friday, and should know. */
static void
warn_unannounced (WgCommandCall *call, WgCalendar *calendar)
{
  int next = get_this_year (call) + 1;
  g_autofree char *sentence = NULL;

  if (wg_calendar_has_notice (calendar, next))
    return;
  sentence = g_strdup_printf (_ ("The holidays of %d are not known here; until they are, Monday to Friday are taken."), next);
  wg_command_call_warn (call, sentence);
}

/* The list. */

static gboolean
print_day (WgCommandCall *call, WgTextTable *rows, const WgCalendarDay *item, GError **error)
{
  g_autofree char *day = wg_time_day_format (item->day);

  if (!call->json)
    {
      wg_text_table_add (rows, day);
      wg_text_table_add (rows, wg_day_kind_get_label (item->kind));
      wg_text_table_add (rows, item->spans);
      wg_text_table_add (rows, item->name);
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "day", day);
  wg_json_writer_text (call->writer, "kind", wg_day_kind_to_nick (item->kind));
  wg_json_writer_text (call->writer, "spans", item->spans);
  wg_json_writer_text (call->writer, "name", item->name);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_calendar (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Day"), C_ ("column", "Kind"), C_ ("column", "Office hours"), C_ ("column", "Why") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llll", titles);
  gint64 year = wg_command_call_get_integer (call, "year", 0);
  g_autoptr (WgCalendar) calendar = load_calendar (call, error);
  g_autoptr (GArray) days = calendar != NULL ? wg_calendar_list_days (calendar) : NULL;

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const WgCalendarDay *item = &g_array_index (days, WgCalendarDay, i);

      if ((year == 0 || wg_time_day_get_year (item->day) == year) && !print_day (call, rows, item, error))
        return FALSE;
    }
  if (days == NULL)
    return FALSE;
  warn_unannounced (call, calendar);
  return call->json || wg_command_call_print_table (call, rows, error);
}

/* The years. */

typedef struct
{
  int year;
  gboolean notice;
  int n_off;
  int n_made_up;
  int n_work;
} Year;

static void
count_year (WgCalendar *calendar, Year *year)
{
  gint32 first = 0, after = 0;

  wg_time_day_from_date (year->year, 1, 1, &first);
  wg_time_day_from_date (year->year + 1, 1, 1, &after);
  year->notice = wg_calendar_has_notice (calendar, year->year);
  for (gint32 day = first; day < after; day++)
    {
      gboolean work = wg_calendar_get_day_kind (calendar, day) == WG_DAY_WORK;
      gboolean weekday = wg_time_day_get_weekday (day) < 5;

      year->n_work += work ? 1 : 0;
      year->n_off += weekday && !work ? 1 : 0;
      year->n_made_up += !weekday && work ? 1 : 0;
    }
}

static gboolean
print_year (WgCommandCall *call, WgTextTable *rows, const Year *year, GError **error)
{
  if (!call->json)
    {
      wg_text_table_add_int (rows, year->year);
      wg_text_table_add (rows, year->notice ? C_ ("notice", "announced") : C_ ("notice", "not announced: Monday to Friday"));
      wg_text_table_add_int (rows, year->n_work);
      wg_text_table_add_int (rows, year->n_off);
      wg_text_table_add_int (rows, year->n_made_up);
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_int (call->writer, "year", year->year);
  wg_json_writer_bool (call->writer, "notice", year->notice);
  wg_json_writer_int (call->writer, "workdays", year->n_work);
  wg_json_writer_int (call->writer, "days_off", year->n_off);
  wg_json_writer_int (call->writer, "made_up", year->n_made_up);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_years (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Year"), C_ ("column", "Holidays"), C_ ("column", "Working days"), C_ ("column", "Weekdays off"), C_ ("column", "Weekend days worked") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rlrrr", titles);
  g_autoptr (WgCalendar) calendar = load_calendar (call, error);
  g_autoptr (GArray) days = calendar != NULL ? wg_calendar_list_days (calendar) : NULL;
  int first, last;

  if (days == NULL)
    return FALSE;
  first = days->len > 0 ? wg_time_day_get_year (g_array_index (days, WgCalendarDay, 0).day) : get_this_year (call);
  last = days->len > 0 ? wg_time_day_get_year (g_array_index (days, WgCalendarDay, days->len - 1).day) : first;
  for (Year year = { .year = first }; year.year <= MAX (last, get_this_year (call) + 1); year = (Year){ .year = year.year + 1 })
    {
      count_year (calendar, &year);
      if (!print_year (call, rows, &year, error))
        return FALSE;
    }
  return call->json || wg_command_call_print_table (call, rows, error);
}

/* Changing. */

static gboolean
print_event (WgCommandCall *call, const WgEvent *event, GError **error)
{
  WgJsonWriter *out = call->writer;
  gint64 n_past = wg_event_get_number (event, "past", 0), n_cases = wg_event_get_number (event, "cases", 0);
  g_autofree char *past
      = n_past > 0 ? g_strdup_printf (ngettext ("%d day has begun and stays as it was.", "%d days have begun and stay as they were.",
                                                (gulong) n_past), (int) n_past) : NULL;
  g_autofree char *moved = g_strdup_printf (ngettext ("%d due time was found anew.", "%d due times were found anew.", (gulong) n_cases),
                                            (int) n_cases);
  g_autofree char *text = NULL;

  if (past != NULL)
    wg_command_call_warn (call, past);
  if (!call->json)
    {
      text = g_strdup_printf (_ ("%d days changed, %d were so already. %s\n"), (int) wg_event_get_number (event, "changed", 0),
                              (int) wg_event_get_number (event, "unchanged", 0), moved);
      return wg_command_call_print (call, text, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_json_writer_int (out, "id", event->id);
  wg_json_writer_int (out, "read", wg_event_get_number (event, "read", 0));
  wg_json_writer_int (out, "stored", wg_event_get_number (event, "changed", 0) + wg_event_get_number (event, "unchanged", 0));
  wg_json_writer_int (out, "refused", n_past);
  wg_json_writer_int (out, "unchanged", wg_event_get_number (event, "unchanged", 0));
  wg_json_writer_int (out, "cases", n_cases);
  wg_json_writer_text (out, "state", NULL);
  wg_json_writer_int (out, "version", G_MININT64);
  wg_json_writer_int (out, "event", event->id);
  wg_json_writer_key (out, "warnings");
  wg_json_writer_add_texts (out, (const char *const[]){ past, NULL });
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

/* Takes @edits. */
static gboolean
set_days (WgCommandCall *call, GPtrArray *edits, const char *file, GError **error)
{
  g_autoptr (GPtrArray) owned = edits;
  g_autoptr (WgEvent) event = NULL;
  gint64 operator_id;

  if (!wg_command_keys_find_event (call, "calendar", &event, error))
    return FALSE;
  if (event != NULL)
    return print_event (call, event, error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_set_days_async (call->store, g_steal_pointer (&owned), operator_id, file, wg_command_keys_get (call), call->cancellable,
                           wg_command_call_ready, call);
  event = wg_store_set_days_finish (call->store, wg_command_call_wait (call), error);
  return event != NULL && print_event (call, event, error);
}

static gboolean
run_set (WgCommandCall *call, GError **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_day_edit_free);
  WgDayKind kind;
  gint32 day;

  if (!wg_time_day_parse (wg_command_call_get_argument (call, 0), &day)
      || !wg_day_kind_from_nick (wg_command_call_get_argument (call, 1), &kind))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("A day is written 2026-10-01, and is work or rest."));
      return FALSE;
    }
  g_ptr_array_add (edits, wg_day_edit_new (day, kind, wg_command_call_get_text (call, "spans"), wg_command_call_get_text (call, "name")));
  return set_days (call, g_steal_pointer (&edits), NULL, error);
}

static gboolean
run_import (WgCommandCall *call, GError **error)
{
  const char *path = wg_command_call_get_argument (call, 0);
  g_autofree char *text = wg_text_file_read (path, error), *name = g_filename_display_basename (path);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_day_edit_free);
  g_autoptr (WgCalendar) read = text != NULL ? wg_calendar_new (NULL, error) : NULL;
  g_autoptr (GArray) days = NULL;

  if (read == NULL || !wg_calendar_load_csv (read, text, error) || !wg_command_call_open (call, TRUE, error))
    return FALSE;
  days = wg_calendar_list_days (read);
  for (guint i = 0; i < days->len; i++)
    {
      const WgCalendarDay *day = &g_array_index (days, WgCalendarDay, i);

      g_ptr_array_add (edits, wg_day_edit_new (day->day, day->kind, day->spans, day->name));
    }
  return set_days (call, g_steal_pointer (&edits), name, error);
}

static const WgOption calendar_options[] = {
  { "year", WG_OPTION_INTEGER, "YYYY", N_ ("only this year") },
  { NULL },
};

static const WgOption set_options[] = {
  { "spans", WG_OPTION_TEXT, "HOURS", N_ ("office hours like 08:00-12:00;14:00-18:00") },
  { "name", WG_OPTION_TEXT, "NAME", N_ ("why") },
  { NULL },
};

#define WRITE_SHAPE "{ok,id,read,stored,refused,unchanged,cases,state,version,event,warnings:[]}"
#define CALENDAR_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY)

const WgCommand wg_commands_calendar[] = {
  { "calendar", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{day,kind,spans,name}",
    N_ ("List the days that are not as the week would have them"), run_calendar, calendar_options },
  { "calendar", "years", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{year,notice,workdays,days_off,made_up}",
    N_ ("Say which years are announced and how many days are worked"), run_years, NULL },
  { "calendar", "set", "DAY work|rest", 2, 2, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, CALENDAR_ROLES, -1, WRITE_SHAPE,
    N_ ("Make a coming day a working day or a day off"), run_set, set_options },
  { NULL },
};

const WgCommand wg_commands_import_calendar[] = {
  { "import", "calendar", "FILE", 1, 1, WG_COMMAND_CREATES | WG_COMMAND_WRITES | WG_COMMAND_KEYED, CALENDAR_ROLES, -1, WRITE_SHAPE,
    N_ ("Take the coming days of a table of holidays (date, kind, and perhaps name and spans)"), run_import, NULL },
  { NULL },
};
