/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one append-only log carries the history, the news for every desk and the proof that nothing was changed
 * afterwards. Its head row is locked first in each transaction, so the ids become visible in their order.
 */

#include "wg-event-log.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRESS_EVERY 1000

static void
set_headless (GError **error)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_DAMAGED, _ ("The head of the event log is missing. Nothing was changed."));
}

gboolean
wg_event_log_open (WgConnection *connection, WgEvent *event, gint64 now_ms, GError **error)
{
  WgStatement *head = wg_connection_query (connection, error, "event-head-lock", "i", wg_connection_get_district (connection));
  g_autoptr (GError) local = NULL;
  gsize size = 0;
  const void *hash;

  if (head == NULL)
    return FALSE;
  if (!wg_statement_step (head, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        set_headless (error);
      return FALSE;
    }
  event->id = wg_statement_get_int64 (head, 0);
  event->at_ms = MAX (now_ms, wg_statement_get_int64 (head, 1));
  hash = wg_statement_peek_blob (head, 2, &size);
  if (size == WG_EVENT_HASH_SIZE)
    memcpy (event->hash, hash, size);
  else
    set_headless (error);
  wg_statement_reset (head);
  return size == WG_EVENT_HASH_SIZE;
}

static gboolean
insert_event (WgConnection *connection, const WgEvent *event, GBytes *hash, GError **error)
{
  return wg_connection_run (connection, error, "event-insert", "iiiii ssiss sissi isb",
                            wg_connection_get_district (connection), event->id, event->at_ms, event->operator_id,
                            event->for_person_id, event->desk, event->subject, event->subject_id, event->verb,
                            event->from_state, event->to_state, event->run, event->reason, event->fields,
                            event->undoes_id, event->batch_id, event->idem_key, hash)
         >= 0;
}

/* A key that nobody gave follows from the place in the chain: the same history has the same keys, and no two places do. */
static char *
make_key (const WgEvent *event, const guint8 *previous)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, event->id);

  g_checksum_update (checksum, previous, WG_EVENT_HASH_SIZE);
  g_checksum_update (checksum, (const guchar *) id, -1);
  return g_strndup (g_checksum_get_string (checksum), 32);
}

gboolean
wg_event_log_append (WgConnection *connection, WgEvent *event, GError **error)
{
  gint64 district_id = wg_connection_get_district (connection);
  guint8 previous[WG_EVENT_HASH_SIZE];
  g_autoptr (GBytes) hash = NULL;

  memcpy (previous, event->hash, sizeof previous);
  if (event->idem_key == NULL)
    event->idem_key = make_key (event, previous);
  if (event->fields == NULL)
    event->fields = g_strdup ("{}");
  if (event->desk == NULL)
    event->desk = g_strdup ("");
  wg_event_compute_hash (event, district_id, previous, event->hash);
  hash = g_bytes_new (event->hash, sizeof event->hash);
  return insert_event (connection, event, hash, error)
         && wg_connection_run (connection, error, "event-head-write", "iib", district_id, event->at_ms, hash) >= 0;
}

static WgEvent *
read_event (WgStatement *row)
{
  WgEvent *event = wg_event_new ();
  gsize size = 0;
  const void *hash;

  event->id = wg_statement_get_int64 (row, 0);
  event->at_ms = wg_statement_get_int64 (row, 1);
  event->operator_id = wg_statement_get_int64 (row, 2);
  event->for_person_id = wg_statement_get_int64 (row, 3);
  event->desk = wg_statement_dup_text (row, 4);
  event->subject = wg_statement_dup_text (row, 5);
  event->subject_id = wg_statement_get_int64 (row, 6);
  event->verb = wg_statement_dup_text (row, 7);
  event->from_state = wg_statement_dup_text (row, 8);
  event->to_state = wg_statement_dup_text (row, 9);
  event->run = wg_statement_get_int64 (row, 10);
  event->reason = wg_statement_dup_text (row, 11);
  event->fields = wg_statement_dup_text (row, 12);
  event->undoes_id = wg_statement_get_int64 (row, 13);
  event->batch_id = wg_statement_get_int64 (row, 14);
  event->idem_key = wg_statement_dup_text (row, 15);
  hash = wg_statement_peek_blob (row, 16, &size);
  if (size == WG_EVENT_HASH_SIZE)
    memcpy (event->hash, hash, size);
  event->operator_name = wg_statement_dup_text (row, 17);
  event->for_person_name = wg_statement_dup_text (row, 18);
  event->case_number = wg_statement_dup_text (row, 19);
  return event;
}

static GPtrArray *
read_all (WgStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_event_free);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (wg_statement_step (rows, &local))
    g_ptr_array_add (events, read_event (rows));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&events);
}

static WgEvent *
read_one (WgStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) events = read_all (rows, error);

  if (events == NULL || events->len == 0)
    return NULL;
  return g_ptr_array_steal_index (events, 0);
}

WgEvent *
wg_event_log_find_by_key (WgConnection *connection, const char *idem_key, GError **error)
{
  return read_one (wg_connection_query (connection, error, "event-by-key", "is", wg_connection_get_district (connection),
                                        idem_key),
                   error);
}

WgEvent *
wg_event_log_find (WgConnection *connection, gint64 id, GError **error)
{
  return read_one (wg_connection_query (connection, error, "event-by-id", "ii", wg_connection_get_district (connection), id),
                   error);
}

GPtrArray *
wg_event_log_read_since (WgConnection *connection, gint64 after_id, gint64 limit, GError **error)
{
  return read_all (wg_connection_query (connection, error, "event-since", "iii", wg_connection_get_district (connection),
                                        after_id, limit),
                   error);
}

GPtrArray *
wg_event_log_read_subject (WgConnection *connection, const char *subject, gint64 subject_id, GError **error)
{
  return read_all (wg_connection_query (connection, error, "event-of-subject", "isi",
                                        wg_connection_get_district (connection), subject, subject_id),
                   error);
}

GPtrArray *
wg_event_log_read_newest (WgConnection *connection, const char *subject, gint64 subject_id, guint limit, GError **error)
{
  return read_all (wg_connection_query (connection, error, "event-of-subject-newest", "isii",
                                        wg_connection_get_district (connection), subject, subject_id, (gint64) limit),
                   error);
}

gint64
wg_event_log_get_last_id (WgConnection *connection, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 id = wg_connection_get_value (connection, NULL, &local, "event-head-read", "i",
                                       wg_connection_get_district (connection));

  if (local == NULL)
    return id;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

typedef struct
{
  gint64 district_id;
  gint64 last_id;
  gint64 last_at_ms;
  guint8 last_hash[WG_EVENT_HASH_SIZE];
  gint64 n_checked;
  WgChainBreak report;
  gpointer user_data;
} Verification;

static void
verify_event (Verification *self, const WgEvent *event)
{
  guint8 hash[WG_EVENT_HASH_SIZE];

  wg_event_compute_hash (event, self->district_id, self->last_hash, hash);
  if (event->id != self->last_id + 1)
    self->report (event->id, _ ("an event before it is missing"), self->user_data);
  else if (memcmp (hash, event->hash, sizeof hash) != 0)
    self->report (event->id, _ ("its content or the one before it was changed afterwards"), self->user_data);
  else if (event->at_ms < self->last_at_ms)
    self->report (event->id, _ ("it is older than the event before it"), self->user_data);
  self->last_id = event->id;
  self->last_at_ms = event->at_ms;
  memcpy (self->last_hash, event->hash, sizeof self->last_hash);
  self->n_checked++;
}

static gboolean
start_verification (Verification *self, WgConnection *connection, gint64 since, GError **error)
{
  g_autoptr (WgEvent) start = NULL;

  if (since <= 0)
    return TRUE;
  start = wg_event_log_find (connection, since, error);
  if (start == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, since);

      if (error != NULL && *error == NULL)
        g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no event %s."), number);
      return FALSE;
    }
  self->last_id = start->id;
  self->last_at_ms = start->at_ms;
  memcpy (self->last_hash, start->hash, sizeof self->last_hash);
  return TRUE;
}

static gboolean
verify_head (Verification *self, WgConnection *connection, GError **error)
{
  WgStatement *head = wg_connection_query (connection, error, "event-head-read", "i", self->district_id);
  g_autoptr (GError) local = NULL;
  const void *hash;
  gsize size = 0;

  if (head == NULL)
    return FALSE;
  if (!wg_statement_step (head, &local))
    {
      if (local == NULL)
        self->report (self->last_id, _ ("the log has lost its head"), self->user_data);
      else
        g_propagate_error (error, g_error_copy (local));
      return local == NULL;
    }
  hash = wg_statement_peek_blob (head, 2, &size);
  if (wg_statement_get_int64 (head, 0) != self->last_id)
    self->report (self->last_id, _ ("it is not the last one the log remembers"), self->user_data);
  else if (self->last_id > 0 && (size != sizeof self->last_hash || memcmp (hash, self->last_hash, size) != 0))
    self->report (self->last_id, _ ("the log remembers another last event"), self->user_data);
  wg_statement_reset (head);
  return TRUE;
}

gint64
wg_event_log_verify (
    WgConnection *connection, gint64 since, WgChainBreak report, WgChainProgress progress, gpointer user_data, GError **error)
{
  Verification self = { .district_id = wg_connection_get_district (connection), .report = report, .user_data = user_data };
  g_autoptr (GError) local = NULL;
  WgStatement *rows;

  if (!start_verification (&self, connection, since, error))
    return -1;
  rows = wg_connection_query (connection, error, "event-since", "iii", self.district_id, self.last_id, (gint64) -1);
  if (rows == NULL)
    return -1;
  while (wg_statement_step (rows, &local))
    {
      g_autoptr (WgEvent) event = read_event (rows);

      verify_event (&self, event);
      if (progress != NULL && self.n_checked % PROGRESS_EVERY == 0)
        progress (self.n_checked, user_data);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return -1;
    }
  return verify_head (&self, connection, error) ? self.n_checked : -1;
}
