/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the log is what an auditor reads and what another program follows to know at once what happened. */

#include "wg-command-events.h"

#include "wg-error.h"
#include "wg-event-text.h"
#include "wg-store-cases.h"
#include "wg-time.h"

#include <glib/gi18n.h>

static void
write_common (WgJsonWriter *out, const WgEvent *event)
{
  wg_json_writer_time (out, "at", event->at_ms);
  wg_json_writer_text (out, "who", event->operator_name);
  wg_json_writer_text (out, "for", event->for_person_name);
  wg_json_writer_text (out, "verb", event->verb);
  wg_json_writer_text (out, "from", event->from_state);
  wg_json_writer_text (out, "to", event->to_state);
  wg_json_writer_text (out, "reason", event->reason);
  wg_json_writer_key (out, "fields");
  wg_json_writer_add_raw (out, event->fields);
}

void
wg_command_events_write_history (WgJsonWriter *out, const WgEvent *event, guint seq)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "seq", seq);
  write_common (out, event);
  wg_json_writer_int (out, "id", event->id);
  wg_json_writer_int (out, "run", event->run);
  wg_json_writer_int (out, "undoes", event->undoes_id);
  wg_json_writer_end_object (out);
}

static char *
make_hash_text (const WgEvent *event)
{
  GString *text = g_string_sized_new (2 * WG_EVENT_HASH_SIZE + 1);

  for (guint i = 0; i < WG_EVENT_HASH_SIZE; i++)
    g_string_append_printf (text, "%02x", event->hash[i]);
  return g_string_free (text, FALSE);
}

static void
write_event (WgJsonWriter *out, const WgEvent *event)
{
  g_autofree char *hash = make_hash_text (event);

  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "id", event->id);
  wg_json_writer_text (out, "subject", event->subject);
  wg_json_writer_int (out, "subject_id", event->subject_id);
  wg_json_writer_text (out, "number", event->case_number);
  write_common (out, event);
  wg_json_writer_text (out, "desk", event->desk);
  wg_json_writer_int (out, "run", event->run);
  wg_json_writer_int (out, "undoes", event->undoes_id);
  wg_json_writer_int (out, "batch", event->batch_id);
  wg_json_writer_text (out, "key", event->idem_key);
  wg_json_writer_text (out, "hash", hash);
  wg_json_writer_end_object (out);
}

WgTextTable *
wg_command_events_new_table (void)
{
  const char *const titles[] = { C_ ("column", "Event"), C_ ("column", "When"), C_ ("column", "Who"), C_ ("column", "What"), C_ ("column", "About"), C_ ("column", "State"), C_ ("column", "Reason") };

  return wg_text_table_new ("rllllll", titles);
}

/* A desk is known by its name. */
static const char *
get_about (const WgEvent *event)
{
  if (event->case_number != NULL)
    return event->case_number;
  return g_str_equal (event->subject, "desk") && *event->desk != '\0' ? event->desk : event->subject;
}

static const char *
get_state_label (const char *nick)
{
  WgCaseState state;

  return wg_case_state_from_nick (nick, &state) ? wg_case_state_get_label (state) : nick;
}

void
wg_command_events_add (WgTextTable *rows, const WgEvent *event, GTimeZone *zone, gint64 now_ms)
{
  g_autofree char *at = wg_time_format_local (event->at_ms, zone, now_ms, WG_TIME_SHORT);
  const char *who = wg_operator_name_get_label (event->operator_name);
  /* Translators: an operator, and the person on whose behalf something was entered */
  g_autofree char *both = event->for_person_name != NULL
                              ? g_strdup_printf (_ ("%s (for %s)"), who, event->for_person_name)
                              : NULL;

  wg_text_table_add_int (rows, event->id);
  wg_text_table_add (rows, at);
  wg_text_table_add (rows, both != NULL ? both : who);
  wg_text_table_add (rows, wg_event_text_format_verb (event));
  wg_text_table_add (rows, get_about (event));
  wg_text_table_add (rows, get_state_label (event->to_state));
  wg_text_table_add (rows, event->reason != NULL ? wg_reason_get_label (event->reason) : NULL);
}

/* The list. */

static gboolean
print_json (WgCommandCall *call, GPtrArray *events, gint64 until_ms, GError **error)
{
  for (guint i = 0; i < events->len; i++)
    {
      const WgEvent *event = g_ptr_array_index (events, i);

      if (event->at_ms > until_ms)
        continue;
      write_event (call->writer, event);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return wg_command_call_flush (call, error);
}

static gboolean
print_text (WgCommandCall *call, GPtrArray *events, gint64 until_ms, GError **error)
{
  g_autoptr (WgTextTable) rows = wg_command_events_new_table ();
  gint64 now_ms = wg_clock_get_now (wg_store_get_clock (call->store));

  for (guint i = 0; i < events->len; i++)
    {
      const WgEvent *event = g_ptr_array_index (events, i);

      if (event->at_ms <= until_ms)
        wg_command_events_add (rows, event, call->zone, now_ms);
    }
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
print_since (WgCommandCall *call, gint64 *since, GError **error)
{
  g_autoptr (GPtrArray) events = NULL;

  wg_store_list_events_async (call->store, *since, wg_command_call_get_text (call, "case"), call->cancellable,
                              wg_command_call_ready, call);
  events = wg_store_list_events_finish (call->store, wg_command_call_wait (call), error);
  if (events == NULL)
    return FALSE;
  if (events->len > 0)
    *since = ((WgEvent *) g_ptr_array_index (events, events->len - 1))->id;
  return (call->json ? print_json : print_text) (call, events, wg_command_call_get_time (call, "at", G_MAXINT64), error);
}

/* Following. */

typedef struct
{
  gboolean news;
  GError *error;
} Following;

static void
on_changed (WgStore *store, WgChangeSet *changes, Following *following)
{
  following->news = TRUE;
}

static void
on_trouble (WgStore *store, GError *trouble, Following *following)
{
  if (following->error == NULL)
    following->error = g_error_copy (trouble);
}

static void
on_cancelled (GCancellable *cancellable, GMainContext *context)
{
  g_main_context_wakeup (context);
}

/* The log is read again at each piece of news: what another process committed between the first reading and the start of
 * following is printed too, and nothing twice.
 */
static gboolean
follow (WgCommandCall *call, gint64 since, GError **error)
{
  Following following = { TRUE, NULL };
  gulong woken = g_cancellable_connect (call->cancellable, G_CALLBACK (on_cancelled), g_main_context_default (), NULL);
  gboolean ok = TRUE;

  g_signal_connect (call->store, "changed", G_CALLBACK (on_changed), &following);
  g_signal_connect (call->store, "trouble", G_CALLBACK (on_trouble), &following);
  wg_store_follow (call->store);
  while (ok && following.error == NULL && !g_cancellable_is_cancelled (call->cancellable))
    {
      if (following.news)
        {
          following.news = FALSE;
          ok = print_since (call, &since, error);
        }
      else
        g_main_context_iteration (NULL, TRUE);
    }
  g_cancellable_disconnect (call->cancellable, woken);
  g_signal_handlers_disconnect_by_data (call->store, &following);
  if (following.error != NULL)
    g_propagate_error (error, following.error);
  else if (ok)
    g_cancellable_set_error_if_cancelled (call->cancellable, error);
  return FALSE;
}

static gboolean
run_events (WgCommandCall *call, GError **error)
{
  gint64 since = wg_command_call_get_integer (call, "since", 0);

  if (!print_since (call, &since, error))
    return FALSE;
  return !wg_command_call_has (call, "follow") || follow (call, since, error);
}

static const WgOption events_options[] = {
  { "since", WG_OPTION_INTEGER, "ID", N_ ("only events after this one") },
  { "case", WG_OPTION_TEXT, "N", N_ ("only events of this case") },
  { "follow", WG_OPTION_FLAG, NULL, N_ ("go on printing what is committed, until Ctrl-C") },
  { NULL },
};

const WgCommand wg_commands_events[] = {
  { "events", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{id,subject,subject_id,number,at,who,for,verb,from,to,reason,fields,desk,run,undoes,batch,key,hash}",
    N_ ("Print the log, the oldest event first"), run_events, events_options },
  { NULL },
};
