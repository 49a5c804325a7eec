/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a desk that was not rung at when something burned must be able to say who wanted that, why, and for how long. So no
 * desk falls silent before that stands in the history.
 */

#include "wg-store-silence.h"

#include "wg-actor.h"
#include "wg-alarm-book.h"
#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-worker.h"

#include <glib/gi18n-lib.h>

#define MOST_REASON 10000

/* All desks share one subject, so that the newest of them are found at once. */
#define ANY_DESK 0

typedef struct
{
  gint64 operator_id;
  char *desk;
  gint64 for_ms; /* 0: it is over */
  char *reason;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->desk);
  g_free (request->reason);
  g_free (request);
}

static Request *
make_request (gint64 operator_id, const char *desk, gint64 for_ms, const char *reason)
{
  Request *request = g_new0 (Request, 1);

  request->operator_id = operator_id;
  request->desk = g_strdup (desk);
  request->for_ms = CLAMP (for_ms, 0, WG_ALARM_LONGEST_MUTE_MS);
  request->reason = reason != NULL ? g_strstrip (g_strdup (reason)) : NULL;
  return request;
}

static gboolean
check_reason (const Request *request, GError **error)
{
  if (request->for_ms == 0)
    return TRUE;
  if (request->reason == NULL || *request->reason == '\0')
    g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Say why the alarms shall be silent. They still sound."));
  else if (g_utf8_strlen (request->reason, -1) > MOST_REASON)
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The reason is longer than %d characters. The alarms still sound."), MOST_REASON);
  else
    return TRUE;
  return FALSE;
}

static gpointer
write_work (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();
  g_autoptr (WgActor) actor = NULL;
  gint64 until_ms;

  if (!check_reason (request, error) || !wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return NULL;
  actor = wg_actor_load (work, request->operator_id, error);
  if (actor == NULL)
    return NULL;
  until_ms = event->at_ms + request->for_ms;
  event->operator_id = request->operator_id;
  event->desk = g_strdup (request->desk);
  event->subject = g_strdup (WG_SILENCE_SUBJECT);
  event->subject_id = ANY_DESK;
  event->verb = g_strdup (request->for_ms > 0 ? WG_SILENCE_BEGINS : WG_SILENCE_ENDS);
  event->reason = g_strdup (request->reason);
  if (request->for_ms > 0)
    wg_fields_set_int64 (fields, "until_ms", until_ms);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (work->connection, event, error) ? g_memdup2 (&until_ms, sizeof until_ms) : NULL;
}

void
wg_store_begin_silence_async (WgStore *self,
                              gint64 operator_id,
                              const char *desk,
                              gint64 for_ms,
                              const char *reason,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  wg_store_write_async (self, write_work, make_request (operator_id, desk, MAX (for_ms, 1), reason), request_free, g_free, cancellable,
                        callback, user_data);
}

gint64
wg_store_begin_silence_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *until_ms = wg_store_work_finish (self, result, error);

  return until_ms != NULL ? *until_ms : -1;
}

void
wg_store_end_silence_async (WgStore *self,
                            gint64 operator_id,
                            const char *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  wg_store_write_async (self, write_work, make_request (operator_id, desk, 0, NULL), request_free, g_free, cancellable, callback, user_data);
}

gboolean
wg_store_end_silence_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *at_ms = wg_store_work_finish (self, result, error);

  return at_ms != NULL;
}

static gpointer
list_work (WgStoreWork *work, gpointer limit, GCancellable *cancellable, GError **error)
{
  return wg_event_log_read_newest (work->connection, WG_SILENCE_SUBJECT, ANY_DESK, GPOINTER_TO_UINT (limit), error);
}

void
wg_store_list_silences_async (WgStore *self, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_work, GUINT_TO_POINTER (limit), NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_list_silences_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

gint64
wg_silence_get_until (const WgEvent *event)
{
  return wg_event_get_number (event, "until_ms", WG_NO_TIME);
}
