/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a script that watches a desk must mean by "due soon" what the window means; both ask the same queues. */

#include "wg-command-queues.h"

#include "wg-command-cases.h"
#include "wg-queue.h"
#include "wg-store-people.h"

#include <glib/gi18n.h>

static gboolean
look_at_queues (WgCommandCall *call, WgQueueView *view, GError **error)
{
  g_autoptr (WgOperator) account = NULL;

  wg_store_find_operator_async (call->store, wg_command_call_get_text (call, "as"), call->cancellable, wg_command_call_ready, call);
  account = wg_store_find_operator_finish (call->store, wg_command_call_wait (call), error);
  if (account == NULL)
    return FALSE;
  wg_queue_view_init (view, wg_command_call_get_now (call), wg_store_get_zone (call->store), account->person_id);
  return TRUE;
}

gboolean
wg_command_queues_keep_cases (WgCommandCall *call, WgQueue queue, GPtrArray *records, GError **error)
{
  WgQueueView view;
  guint n_kept = 0;

  if (!look_at_queues (call, &view, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = records->pdata[i];

      /* What is left out changes places with what is kept, so that each is still owned once. */
      if (!wg_queue_contains (queue, record, &view))
        continue;
      records->pdata[i] = records->pdata[n_kept];
      records->pdata[n_kept++] = record;
    }
  g_ptr_array_set_size (records, (int) n_kept);
  return TRUE;
}

static gboolean
print_queue (WgCommandCall *call, WgTextTable *rows, WgQueue queue, guint n, GError **error)
{
  if (!call->json)
    {
      wg_text_table_add (rows, wg_queue_get_label (queue));
      wg_text_table_add_int (rows, n);
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "queue", wg_queue_to_nick (queue));
  wg_json_writer_text (call->writer, "label", wg_queue_get_label (queue));
  wg_json_writer_int (call->writer, "cases", n);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_queues (WgCommandCall *call, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (WgTextTable) rows
      = wg_text_table_new ("lr", (const char *const[]){ C_ ("column", "Queue"), C_ ("column", "Cases") });
  g_autoptr (GPtrArray) records = NULL;
  guint counts[WG_N_QUEUES];
  WgQueueView view;

  query->only_live = TRUE;
  query->as_of_ms = wg_command_call_get_now (call);
  records = wg_command_cases_list (call, query, error);
  if (records == NULL || !look_at_queues (call, &view, error))
    return FALSE;
  wg_queue_count (records, &view, counts);
  for (guint queue = 0; queue < WG_N_QUEUES; queue++)
    {
      if (!print_queue (call, rows, (WgQueue) queue, counts[queue], error))
        return FALSE;
    }
  return call->json || wg_command_call_print_table (call, rows, error);
}

const WgCommand wg_commands_queues[] = {
  { "queues", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{queue,label,cases}",
    N_ ("Say how many cases are in each queue of the window"), run_queues, NULL },
  { NULL },
};
