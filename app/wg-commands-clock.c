/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "why is this late" asked of a case: each of its clocks as a ledger that anybody can add up. */

#include "wg-command-call.h"

#include "wg-case-record.h"
#include "wg-store-clocks.h"
#include "wg-time.h"

#include <glib/gi18n.h>

static double
seconds_of (gint64 ms)
{
  return (double) ms / 1000.0;
}

/* JSON */

static void
write_row (WgJsonWriter *out, const WgLedgerRow *row)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_time (out, "from", row->from_ms);
  wg_json_writer_time (out, "to", row->to_ms);
  wg_json_writer_bool (out, "counted", row->counted);
  wg_json_writer_text (out, "why", row->why);
  wg_json_writer_text (out, "holder", row->holder);
  wg_json_writer_double (out, "used_s", row->counted ? seconds_of (row->to_ms - row->from_ms) : 0.0);
  wg_json_writer_end_object (out);
}

static void
write_ledger (WgJsonWriter *out, const char *number, const WgClockLedger *ledger)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "number", number);
  wg_json_writer_text (out, "kind", ledger->kind);
  wg_json_writer_int (out, "run", ledger->run);
  wg_json_writer_int (out, "seq", ledger->seq);
  wg_json_writer_text (out, "unit", wg_limit_unit_to_nick (ledger->deadline.limit_unit));
  wg_json_writer_double (out, "limit", ledger->deadline.limit_n);
  wg_json_writer_int (out, "extensions", ledger->deadline.extensions);
  wg_json_writer_double (out, "limit_s", seconds_of (ledger->status.limit_ms));
  wg_json_writer_double (out, "used_s", seconds_of (ledger->status.used_ms));
  wg_json_writer_time (out, "started", ledger->deadline.start_ms);
  wg_json_writer_time (out, "stopped", ledger->stopped_ms);
  wg_json_writer_time (out, "warn", ledger->status.warn_ms);
  wg_json_writer_time (out, "due", ledger->status.due_ms);
  wg_json_writer_text (out, "state", wg_deadline_state_to_nick (ledger->status.state));
  wg_json_writer_key (out, "intervals");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < ledger->rows->len; i++)
    write_row (out, &g_array_index (ledger->rows, WgLedgerRow, i));
  wg_json_writer_end_array (out);
  wg_json_writer_end_object (out);
}

/* Text */

static void
add_text_rows (WgTextTable *table, const WgClockLedger *ledger, GTimeZone *zone, gint64 now_ms)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const WgLedgerRow *row = &g_array_index (ledger->rows, WgLedgerRow, i);
      g_autofree char *from = wg_time_format_local (row->from_ms, zone, now_ms, WG_TIME_SHORT);
      g_autofree char *to = wg_time_format_local (row->to_ms, zone, now_ms, WG_TIME_SHORT);
      g_autofree char *hours = g_strdup_printf ("%.2f", (double) (row->to_ms - row->from_ms) / WG_MS_PER_HOUR);

      wg_text_table_add (table, from);
      wg_text_table_add (table, to);
      wg_text_table_add (table, hours);
      wg_text_table_add (table, wg_ledger_why_get_label (row->why));
      wg_text_table_add (table, row->holder);
    }
}

static gboolean
print_ledger (WgCommandCall *call, const WgClockLedger *ledger, gint64 now_ms, GError **error)
{
  const char *const titles[] = { C_ ("interval", "From"), C_ ("interval", "To"), C_ ("interval", "Hours"), C_ ("interval", "Why"), C_ ("column", "Holder") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("llrll", titles);
  g_autofree char *limit = wg_limit_format (ledger->deadline.limit_n, ledger->deadline.limit_unit);
  g_autofree char *due = ledger->status.due_ms != WG_TIME_NONE
                             ? wg_time_format_local (ledger->status.due_ms, call->zone, now_ms, WG_TIME_SHORT)
                             : g_strdup ("–");
  g_autofree char *heading = NULL;

  add_text_rows (table, ledger, call->zone, now_ms);
  /* Translators: kind of a clock, its run, its limit (× how often it was granted), hours used, deadline, state. */
  heading = g_strdup_printf (_ ("%s, run %d: %s × %u; %.2f hours used, due %s, %s\n"),
                             wg_case_clock_get_label (wg_case_clock_from_nick (ledger->kind)), ledger->run, limit,
                             ledger->deadline.extensions + 1, (double) ledger->status.used_ms / WG_MS_PER_HOUR, due,
                             wg_deadline_state_get_label (ledger->status.state));
  return wg_command_call_print (call, heading, error) && wg_command_call_print_table (call, table, error);
}

static gboolean
run_clock (WgCommandCall *call, GError **error)
{
  const char *number = wg_command_call_get_argument (call, 0);
  gint64 now_ms = wg_command_call_get_now (call);
  g_autoptr (GPtrArray) ledgers = NULL;

  wg_store_list_clocks_async (call->store, number, wg_command_call_get_text (call, "kind"), now_ms, call->cancellable,
                              wg_command_call_ready, call);
  ledgers = wg_store_list_clocks_finish (call->store, wg_command_call_wait (call), error);
  if (ledgers == NULL)
    return FALSE;
  if (ledgers->len == 0)
    wg_command_call_warn (call, _ ("The case has no such clock."));
  for (guint i = 0; i < ledgers->len; i++)
    {
      const WgClockLedger *ledger = g_ptr_array_index (ledgers, i);

      if (call->json)
        write_ledger (call->writer, number, ledger);
      if (!(call->json ? wg_command_call_end_line (call, error) : print_ledger (call, ledger, now_ms, error)))
        return FALSE;
    }
  return TRUE;
}

static const WgOption clock_options[] = {
  { "kind", WG_OPTION_CHOICE, "intake|precheck|dispatch|handling|check", N_ ("only clocks of this kind") },
  { NULL },
};

const WgCommand wg_commands_clock[] = {
  { "clock", NULL, "N", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{number,kind,run,seq,unit,limit,extensions,limit_s,used_s,started,stopped,warn,due,state,intervals:[{from,to,counted,why,"
    "holder,used_s}]}",
    N_ ("Say where the time of a case went"), run_clock, clock_options },
  { NULL },
};
