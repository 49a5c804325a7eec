/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "five working days" is only a date when somebody knows the holidays, the make-up Saturdays and the office hours,
 * and at which instants the wall clock of the district shows them. This object answers for one instant at a time, cheap
 * enough to be asked five times a day for years: the changes of the zone's clock are laid out once, as a sorted table.
 */

#include "wg-calendar.h"

#include "wg-calendar-spans.h"
#include "wg-csv.h"
#include "wg-error.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

/* From an instant on, the wall clock shows UTC plus this much. */
typedef struct
{
  gint64 from_ms;
  gint64 offset_ms;
} ClockChange;

typedef struct
{
  WgDayKind kind;
  char *spans_text; /* NULL: those of every day */
  GArray *spans;    /* NULL: those of every day */
  char *name;
} Day;

struct _WgCalendar
{
  GObject parent_instance;

  char *zone_name;
  GTimeZone *zone;
  GArray *changes; /* ClockChange, sorted, the first from the beginning of time */
  GArray *spans;   /* WgOfficeSpan of every working day */
  GHashTable *days; /* gint32 in a pointer -> Day */
};

G_DEFINE_FINAL_TYPE (WgCalendar, wg_calendar, G_TYPE_OBJECT)

static const char *const kind_nicks[] = { "work", "rest" };

const char *
wg_day_kind_to_nick (WgDayKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_nicks), NULL);

  return kind_nicks[kind];
}

const char *
wg_day_kind_get_label (WgDayKind kind)
{
  return kind == WG_DAY_WORK ? C_ ("day", "Working day") : C_ ("day", "Day off");
}

gboolean
wg_day_kind_from_nick (const char *nick, WgDayKind *kind)
{
  for (gsize i = 0; nick != NULL && i < G_N_ELEMENTS (kind_nicks); i++)
    {
      if (g_str_equal (kind_nicks[i], nick))
        {
          if (kind != NULL)
            *kind = (WgDayKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

static void
day_free (Day *day)
{
  g_free (day->spans_text);
  g_free (day->name);
  g_clear_pointer (&day->spans, g_array_unref);
  g_free (day);
}

static GHashTable *
days_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) day_free);
}

static const Day *
find_day (WgCalendar *self, gint32 day)
{
  return g_hash_table_lookup (self->days, GINT_TO_POINTER (day));
}

static gboolean
put_day (GHashTable *days, gint32 day, WgDayKind kind, const char *spans, const char *name, GError **error)
{
  g_autoptr (GArray) parsed = NULL;
  Day *entry;

  if (spans != NULL && spans[0] != '\0')
    {
      parsed = wg_office_spans_parse (spans, error);
      if (parsed == NULL)
        return FALSE;
    }

  entry = g_new0 (Day, 1);
  entry->kind = kind;
  entry->spans_text = parsed != NULL ? g_strdup (spans) : NULL;
  entry->spans = g_steal_pointer (&parsed);
  entry->name = name != NULL && name[0] != '\0' ? g_strdup (name) : NULL;
  g_hash_table_replace (days, GINT_TO_POINTER (day), entry);
  return TRUE;
}

static void
wg_calendar_finalize (GObject *object)
{
  WgCalendar *self = WG_CALENDAR (object);

  g_free (self->zone_name);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->days, g_hash_table_unref);
  G_OBJECT_CLASS (wg_calendar_parent_class)->finalize (object);
}

static void
wg_calendar_class_init (WgCalendarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_calendar_finalize;
}

static void
wg_calendar_init (WgCalendar *self)
{
  self->days = days_new ();
  self->spans = wg_office_spans_parse (WG_CALENDAR_OFFICE_HOURS, NULL);
}

/* The first second in (low, high] that lies in an interval after `interval`. */
static gint64
find_change (GTimeZone *zone, int interval, gint64 low, gint64 high)
{
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, middle) > interval)
        high = middle;
      else
        low = middle;
    }
  return high;
}

static GArray *
list_changes (GTimeZone *zone)
{
  /* The years 1900 to 2200. */
  gint64 first = G_GINT64_CONSTANT (-2208988800), last = G_GINT64_CONSTANT (7258118400);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (ClockChange));
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, first);
  int last_interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, last);
  ClockChange change = { G_MININT64, g_time_zone_get_offset (zone, interval) * WG_MS_PER_SECOND };

  g_array_append_val (changes, change);
  while (interval < last_interval)
    {
      gint64 offset_ms;

      first = find_change (zone, interval, first, last);
      interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, first);
      offset_ms = g_time_zone_get_offset (zone, interval) * WG_MS_PER_SECOND;
      if (offset_ms == change.offset_ms)
        continue;
      change = (ClockChange){ first * WG_MS_PER_SECOND, offset_ms };
      g_array_append_val (changes, change);
    }
  return changes;
}

/* The holidays shipped with the program, named in the language of the screen. */
static void
load_shipped_days (WgCalendar *self)
{
  g_autoptr (GPtrArray) rows = wg_csv_load ("calendar.csv");
  gboolean chinese = wg_csv_is_chinese ();

  for (guint i = 0; i < rows->len; i++)
    {
      const char *const *row = g_ptr_array_index (rows, i);
      gint32 day;
      WgDayKind kind;

      if (wg_time_day_parse (row[0], &day) && wg_day_kind_from_nick (row[1], &kind))
        put_day (self->days, day, kind, NULL, row[chinese ? 2 : 3], NULL);
    }
}

WgCalendar *
wg_calendar_new (const char *zone_name, GError **error)
{
  g_autoptr (WgCalendar) self = g_object_new (WG_TYPE_CALENDAR, NULL);

  self->zone_name = g_strdup (zone_name != NULL ? zone_name : "Asia/Shanghai");
  self->zone = g_time_zone_new_identifier (self->zone_name);
  if (self->zone == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                   _ ("The time zone “%s” is not known here. Zones are named like Asia/Shanghai; the package tzdata "
                      "holds them."),
                   self->zone_name);
      return NULL;
    }
  self->changes = list_changes (self->zone);
  load_shipped_days (self);
  return g_steal_pointer (&self);
}

const char *
wg_calendar_get_zone_name (WgCalendar *self)
{
  g_return_val_if_fail (WG_IS_CALENDAR (self), NULL);

  return self->zone_name;
}

GTimeZone *
wg_calendar_get_zone (WgCalendar *self)
{
  g_return_val_if_fail (WG_IS_CALENDAR (self), NULL);

  return self->zone;
}

gboolean
wg_calendar_set_office_hours (WgCalendar *self, const char *spans, GError **error)
{
  GArray *parsed;

  g_return_val_if_fail (WG_IS_CALENDAR (self) && spans != NULL, FALSE);

  parsed = wg_office_spans_parse (spans, error);
  if (parsed == NULL)
    return FALSE;
  g_array_unref (self->spans);
  self->spans = parsed;
  return TRUE;
}

void
wg_calendar_clear_days (WgCalendar *self)
{
  g_return_if_fail (WG_IS_CALENDAR (self));

  g_hash_table_remove_all (self->days);
}

/* A database keeps the names of the language that it was made in; those that are shipped are known in the other one too. */
static const char *
find_shown_name (const char *stored)
{
  static gsize tables[2] = { 0, 0 };
  gboolean chinese = wg_csv_is_chinese ();
  const char *shown;

  if (g_once_init_enter (&tables[chinese]))
    {
      g_autoptr (GPtrArray) rows = wg_csv_load ("calendar.csv");
      GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < rows->len; i++)
        {
          const char *const *row = g_ptr_array_index (rows, i);

          if (!g_hash_table_contains (names, row[chinese ? 3 : 2]))
            g_hash_table_insert (names, g_strdup (row[chinese ? 3 : 2]), g_strdup (row[chinese ? 2 : 3]));
        }
      g_once_init_leave (&tables[chinese], (gsize) names);
    }
  shown = stored != NULL ? g_hash_table_lookup ((GHashTable *) tables[chinese], stored) : NULL;
  return shown != NULL ? shown : stored;
}

gboolean
wg_calendar_set_day (WgCalendar *self, gint32 day, WgDayKind kind, const char *spans, const char *name, GError **error)
{
  g_return_val_if_fail (WG_IS_CALENDAR (self), FALSE);

  return put_day (self->days, day, kind, spans, find_shown_name (name), error);
}

static gboolean
read_kind (const char *text, WgDayKind *kind)
{
  if (g_str_equal (text, "holiday"))
    *kind = WG_DAY_REST;
  else if (g_str_equal (text, "workday"))
    *kind = WG_DAY_WORK;
  else
    return wg_day_kind_from_nick (text, kind);
  return TRUE;
}

/* Which columns of a table hold what; -1 where there is none. */
typedef struct
{
  int date;
  int kind;
  int spans;
  int name;
} DayColumns;

static gboolean
put_row (GHashTable *days, const char *const *row, const DayColumns *columns)
{
  gint32 day;
  WgDayKind kind;

  return wg_time_day_parse (wg_csv_get (row, columns->date), &day) && read_kind (wg_csv_get (row, columns->kind), &kind)
         && put_day (days, day, kind, wg_csv_get (row, columns->spans), wg_csv_get (row, columns->name), NULL);
}

gboolean
wg_calendar_load_csv (WgCalendar *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) rows = wg_csv_parse (text);
  g_autoptr (GHashTable) days = days_new ();
  const char *const *header;
  DayColumns columns;

  g_return_val_if_fail (WG_IS_CALENDAR (self), FALSE);

  header = rows->len > 0 ? g_ptr_array_index (rows, 0) : (const char *const[]){ NULL };
  columns = (DayColumns){ .date = MAX (wg_csv_find_column (header, "date"), wg_csv_find_column (header, "day")),
                          .kind = wg_csv_find_column (header, "kind"),
                          .spans = wg_csv_find_column (header, "spans"),
                          .name = wg_csv_find_column (header, "name") };
  if (columns.date < 0 || columns.kind < 0)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                           _ ("The first row of the calendar does not name the columns “date” and “kind”; the calendar "
                              "was kept as it was."));
      return FALSE;
    }
  for (guint i = 1; i < rows->len; i++)
    {
      if (put_row (days, g_ptr_array_index (rows, i), &columns))
        continue;
      g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                   _ ("Row %u of the calendar cannot be read; the calendar was kept as it was. Each row needs a date "
                      "like 2026-10-01 and a kind, work or rest; office hours are written 08:00-12:00;14:00-18:00."),
                   i + 1);
      return FALSE;
    }

  g_hash_table_unref (self->days);
  self->days = g_steal_pointer (&days);
  return TRUE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return ((const WgCalendarDay *) a)->day - ((const WgCalendarDay *) b)->day;
}

GArray *
wg_calendar_list_days (WgCalendar *self)
{
  GArray *list;
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (WG_IS_CALENDAR (self), NULL);

  list = g_array_new (FALSE, FALSE, sizeof (WgCalendarDay));
  g_hash_table_iter_init (&iter, self->days);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Day *day = value;
      WgCalendarDay item = { GPOINTER_TO_INT (key), day->kind, day->spans_text, day->name };

      g_array_append_val (list, item);
    }
  g_array_sort (list, compare_days);
  return list;
}

gboolean
wg_calendar_find_day (WgCalendar *self, gint32 day, WgCalendarDay *item)
{
  const Day *exception;

  g_return_val_if_fail (WG_IS_CALENDAR (self), FALSE);

  exception = find_day (self, day);
  if (exception != NULL)
    *item = (WgCalendarDay){ day, exception->kind, exception->spans_text, exception->name };
  return exception != NULL;
}

static WgDayKind
kind_of_day (const Day *exception, gint32 day)
{
  if (exception != NULL)
    return exception->kind;
  return wg_time_day_get_weekday (day) < 5 ? WG_DAY_WORK : WG_DAY_REST;
}

WgDayKind
wg_calendar_get_day_kind (WgCalendar *self, gint32 day)
{
  g_return_val_if_fail (WG_IS_CALENDAR (self), WG_DAY_WORK);

  return kind_of_day (find_day (self, day), day);
}

const char *
wg_calendar_get_day_name (WgCalendar *self, gint32 day)
{
  const Day *exception;

  g_return_val_if_fail (WG_IS_CALENDAR (self), NULL);

  exception = find_day (self, day);
  return exception != NULL ? exception->name : NULL;
}

gboolean
wg_calendar_has_notice (WgCalendar *self, int year)
{
  gint32 first;

  g_return_val_if_fail (WG_IS_CALENDAR (self), FALSE);

  if (!wg_time_day_from_date (year, 10, 1, &first))
    return FALSE;
  for (gint32 day = first; day < first + 7; day++)
    {
      const Day *exception = find_day (self, day);

      if (exception != NULL && exception->kind == WG_DAY_REST)
        return TRUE;
    }
  return FALSE;
}

GArray *
wg_calendar_list_unannounced (WgCalendar *self, gint64 from_ms, gint64 to_ms)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));
  int last = wg_time_day_get_year (wg_time_to_local (to_ms, self->zone, NULL));

  for (int year = wg_time_day_get_year (wg_time_to_local (from_ms, self->zone, NULL)); year <= last && years->len < 100; year++)
    {
      if (!wg_calendar_has_notice (self, year))
        g_array_append_val (years, year);
    }
  return years;
}

/* The change in force at an instant; `until_ms` is the next one. */
static gint64
find_offset (WgCalendar *self, gint64 ms, gint64 *until_ms)
{
  const ClockChange *changes = (const ClockChange *) self->changes->data;
  guint low = 0, high = self->changes->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (changes[middle].from_ms <= ms)
        low = middle;
      else
        high = middle;
    }
  *until_ms = high < self->changes->len ? changes[high].from_ms : WG_TIME_NONE;
  return changes[low].offset_ms;
}

WgOffice
wg_calendar_get_office (WgCalendar *self, gint64 ms, gint64 *until_ms)
{
  gint64 offset_ms, local_ms, of_day, until_of_day = WG_MS_PER_DAY, change_ms;
  gint32 day;
  const Day *exception;
  WgOffice office = WG_OFFICE_DAY_OFF;

  g_return_val_if_fail (WG_IS_CALENDAR (self), WG_OFFICE_OPEN);

  offset_ms = find_offset (self, ms, &change_ms);
  local_ms = ms + offset_ms;
  day = wg_time_to_local (local_ms, NULL, &of_day);
  exception = find_day (self, day);
  if (kind_of_day (exception, day) == WG_DAY_WORK)
    {
      const GArray *spans = exception != NULL && exception->spans != NULL ? exception->spans : self->spans;

      office = wg_office_spans_find (spans, of_day, &until_of_day) ? WG_OFFICE_OPEN : WG_OFFICE_CLOSED;
    }

  *until_ms = MIN (ms + (until_of_day - of_day), change_ms);
  return office;
}
