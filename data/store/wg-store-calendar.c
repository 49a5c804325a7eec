/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the calendar is law that is announced late and changed in the middle of the year. A change holds from the days that
 * have not begun, so that every count ever made can be made again, and it reaches every running deadline at once.
 */

#include "wg-store-calendar.h"

#include "wg-actor.h"
#include "wg-calendar-spans.h"
#include "wg-calendar-table.h"
#include "wg-case-retime.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define CALENDAR_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY)

WgDayEdit *
wg_day_edit_new (gint32 day, WgDayKind kind, const char *spans, const char *name)
{
  WgDayEdit *self = g_new0 (WgDayEdit, 1);

  self->day = day;
  self->kind = kind;
  self->spans = spans != NULL && *spans != '\0' ? g_strdup (spans) : NULL;
  self->name = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
  return self;
}

void
wg_day_edit_free (WgDayEdit *self)
{
  g_free (self->spans);
  g_free (self->name);
  g_free (self);
}

/* Reading. */

static gpointer
load_calendar (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_calendar_table_load (work, *(gint64 *) request, error);
}

void
wg_store_load_calendar_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_calendar, g_memdup2 (&at_ms, sizeof at_ms), g_free, g_object_unref, cancellable, callback,
                       user_data);
}

WgCalendar *
wg_store_load_calendar_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Changing. */

typedef struct
{
  GPtrArray *edits;
  gint64 operator_id;
  char *file;
  char *key;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_ptr_array_unref (request->edits);
  g_free (request->file);
  g_free (request->key);
  g_free (request);
}

typedef struct
{
  WgStoreWork *work;
  const Request *request;
  WgCalendar *calendar; /* as it was before */
  gint32 today;
  WgEvent *event;
  guint n_changed;
  guint n_unchanged;
  guint n_past;
  GPtrArray *texts; /* "2027-01-01 rest" */
} Change;

static void
change_clear (Change *self)
{
  g_clear_object (&self->calendar);
  g_clear_pointer (&self->event, wg_event_free);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

/* A day that has begun may be called what one likes; only what it is counts. */
static gboolean
is_as_before (Change *self, const WgDayEdit *edit)
{
  WgCalendarDay day;

  if (wg_calendar_find_day (self->calendar, edit->day, &day))
    return day.kind == edit->kind && g_strcmp0 (day.spans, edit->spans) == 0
           && (edit->name == NULL || edit->day <= self->today || g_strcmp0 (day.name, edit->name) == 0);
  /* The day follows the week so far; saying so once more changes nothing. */
  return edit->spans == NULL && edit->name == NULL && wg_calendar_get_day_kind (self->calendar, edit->day) == edit->kind;
}

static gboolean
check_spans (const WgDayEdit *edit, GError **error)
{
  g_autoptr (GArray) spans = NULL;

  if (edit->spans == NULL)
    return TRUE;
  if (edit->kind == WG_DAY_REST)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("A day off has no office hours. Nothing was changed."));
      return FALSE;
    }
  spans = wg_office_spans_parse (edit->spans, error);
  return spans != NULL;
}

static gboolean
refuse_past (const WgDayEdit *edit, GError **error)
{
  g_autofree char *day = wg_time_day_format (edit->day);

  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
               _ ("%s has begun, and what was counted stays. Only later days can be changed. Nothing was changed."), day);
  return FALSE;
}

static gboolean
write_day (Change *self, const WgDayEdit *edit, GError **error)
{
  g_autofree char *day = wg_time_day_format (edit->day);

  if (!check_spans (edit, error))
    return FALSE;
  if (is_as_before (self, edit))
    {
      self->n_unchanged++;
      return TRUE;
    }
  if (edit->day <= self->today)
    {
      self->n_past++;
      return self->request->file != NULL || refuse_past (edit, error);
    }
  self->n_changed++;
  g_ptr_array_add (self->texts, g_strdup_printf ("%s %s", day, wg_day_kind_to_nick (edit->kind)));
  return wg_connection_run (self->work->connection, error, "calendar-put", "isisss",
                            wg_connection_get_district (self->work->connection), day, self->event->at_ms,
                            wg_day_kind_to_nick (edit->kind), edit->spans != NULL ? edit->spans : "", edit->name)
         >= 0;
}

static gboolean
write_event (Change *self, guint n_cases, GError **error)
{
  g_autoptr (WgFields) fields = wg_fields_new ();
  WgEvent *event = self->event;

  g_ptr_array_add (self->texts, NULL);
  wg_fields_set_int64 (fields, "read", self->request->edits->len);
  wg_fields_set_int64 (fields, "changed", self->n_changed);
  wg_fields_set_int64 (fields, "unchanged", self->n_unchanged);
  wg_fields_set_int64 (fields, "past", self->n_past);
  wg_fields_set_int64 (fields, "cases", n_cases);
  wg_fields_set_texts (fields, "days", (const char *const *) self->texts->pdata);
  wg_fields_set_text (fields, "file", self->request->file);
  event->operator_id = self->request->operator_id;
  event->subject = g_strdup ("calendar");
  event->verb = g_strdup (self->request->file != NULL ? "import" : "set");
  event->idem_key = g_strdup (self->request->key);
  g_free (event->fields);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (self->work->connection, event, error);
}

static gboolean
make_change (Change *self, GError **error)
{
  g_autoptr (GPtrArray) moved = NULL;

  for (guint i = 0; i < self->request->edits->len; i++)
    {
      if (!write_day (self, g_ptr_array_index (self->request->edits, i), error))
        return FALSE;
    }
  /* The event that would tell the cache is not written yet. */
  g_clear_object (&self->work->calendar);
  moved = wg_case_retime_find (self->work, error);
  return moved != NULL && write_event (self, moved->len, error)
         && wg_case_retime_write (self->work, moved, self->request->operator_id, error);
}

static WgEvent *
set_days (WgStoreWork *work, const Request *request, GError **error)
{
  gint64 now_ms = wg_clock_get_now (work->clock);
  g_auto (Change) change = { .work = work, .request = request };

  change.event = wg_event_new ();
  change.texts = g_ptr_array_new_with_free_func (g_free);
  if (!wg_event_log_open (work->connection, change.event, now_ms, error)
      || !wg_actor_may (work, request->operator_id, CALENDAR_ROLES, _ ("The calendar belongs to: %s. Nothing was changed."), error))
    return NULL;
  change.calendar = wg_store_work_get_calendar (work, error);
  if (change.calendar == NULL)
    return NULL;
  change.today = wg_time_to_local (change.event->at_ms, work->zone, NULL);
  return make_change (&change, error) ? g_steal_pointer (&change.event) : NULL;
}

static gpointer
set_days_once (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (GError) local = NULL;
  WgEvent *before = request->key != NULL ? wg_event_log_find_by_key (work->connection, request->key, &local) : NULL;
  WgEvent *event;

  if (before != NULL)
    return before;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  event = set_days (work, request, error);
  /* What was read inside a transaction that fails must not be remembered. */
  g_clear_object (&work->calendar);
  return event;
}

void
wg_store_set_days_async (WgStore *self,
                         GPtrArray *edits,
                         gint64 operator_id,
                         const char *file,
                         const char *key,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->edits = edits;
  request->operator_id = operator_id;
  request->file = g_strdup (file);
  request->key = g_strdup (key);
  wg_store_write_async (self, set_days_once, request, request_free, (GDestroyNotify) wg_event_free, cancellable, callback,
                        user_data);
}

WgEvent *
wg_store_set_days_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
