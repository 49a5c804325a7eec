/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: before a centre trusts its alarms it plays its own last year before them, and reads how often they would have rung
 * and whether anything overdue was ever out of sight.
 */

#include "wg-command-call.h"
#include "wg-error.h"
#include "wg-store-replay.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <math.h>

#define SHAPE                                                                                                          \
  "{from,to,cases,changes,checks,open_max,overdue_max,hidden_overdue,alarms:{emergency,to_dispatch,overdue,due_soon,day_list}," \
  "floods,grouped,audible,tones,minutes_per_audible,seconds}"

static double
get_minutes_per_audible (const WgReplay *replay)
{
  double minutes = (double) (replay->to_ms - replay->from_ms) / WG_MS_PER_MINUTE;

  return replay->figures.audible > 0 ? minutes / (double) replay->figures.audible : NAN;
}

static void
write_alarms (WgJsonWriter *out, const WgAlarmFigures *figures)
{
  wg_json_writer_key (out, "alarms");
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "emergency", figures->raised[WG_ALARM_EMERGENCY]);
  wg_json_writer_int (out, "to_dispatch", figures->raised[WG_ALARM_TO_DISPATCH]);
  wg_json_writer_int (out, "overdue", figures->raised[WG_ALARM_OVERDUE]);
  wg_json_writer_int (out, "due_soon", figures->raised[WG_ALARM_DUE_SOON]);
  wg_json_writer_int (out, "day_list", figures->raised[WG_ALARM_DAY_LIST]);
  wg_json_writer_end_object (out);
}

static gboolean
print_json (WgCommandCall *call, const WgReplay *replay, double seconds, GError **error)
{
  WgJsonWriter *out = call->writer;

  wg_json_writer_begin_object (out);
  wg_json_writer_time (out, "from", replay->from_ms);
  wg_json_writer_time (out, "to", replay->to_ms);
  wg_json_writer_int (out, "cases", replay->cases);
  wg_json_writer_int (out, "changes", replay->changes);
  wg_json_writer_int (out, "checks", replay->checks);
  wg_json_writer_int (out, "open_max", replay->most_open);
  wg_json_writer_int (out, "overdue_max", replay->most_overdue);
  wg_json_writer_int (out, "hidden_overdue", replay->hidden_overdue);
  write_alarms (out, &replay->figures);
  wg_json_writer_int (out, "floods", replay->figures.floods);
  wg_json_writer_int (out, "grouped", replay->figures.grouped);
  wg_json_writer_int (out, "audible", replay->figures.audible);
  wg_json_writer_int (out, "tones", replay->figures.tones);
  wg_json_writer_double (out, "minutes_per_audible", get_minutes_per_audible (replay));
  wg_json_writer_double (out, "seconds", seconds);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static void
add_row (WgTextTable *rows, const char *what, gint64 n)
{
  wg_text_table_add (rows, what);
  wg_text_table_add_int (rows, n);
}

static gboolean
print_text (WgCommandCall *call, const WgReplay *replay, GError **error)
{
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lr", (const char *const[]){ C_ ("column", "Figure"), C_ ("column", "Number") });
  const WgAlarmFigures *figures = &replay->figures;

  add_row (rows, _ ("Cases"), replay->cases);
  add_row (rows, _ ("Changes played"), replay->changes);
  add_row (rows, _ ("Overdue at most at once"), replay->most_overdue);
  add_row (rows, _ ("Overdue and not shown"), replay->hidden_overdue);
  add_row (rows, _ ("Alarms: emergency"), figures->raised[WG_ALARM_EMERGENCY]);
  add_row (rows, _ ("Alarms: new to dispatch"), figures->raised[WG_ALARM_TO_DISPATCH]);
  add_row (rows, _ ("Alarms: overdue"), figures->raised[WG_ALARM_OVERDUE]);
  add_row (rows, _ ("Alarms: due soon"), figures->raised[WG_ALARM_DUE_SOON]);
  add_row (rows, _ ("Alarms: list of the day"), figures->raised[WG_ALARM_DAY_LIST]);
  add_row (rows, _ ("Floods that became one alarm"), figures->floods);
  add_row (rows, _ ("Alarms heard"), figures->audible);
  add_row (rows, _ ("Tones, repeats included"), figures->tones);
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
run_replay (WgCommandCall *call, GError **error)
{
  gint64 now_ms = wg_command_call_get_now (call);
  gint64 to_ms = wg_command_call_get_time (call, "to", now_ms);
  gint64 from_ms = wg_command_call_get_time (call, "from", to_ms - 365 * G_GINT64_CONSTANT (86400000));
  double speed = wg_command_call_has (call, "speed") ? wg_command_call_get_number (call, "speed") : 0;
  gint64 began_us = g_get_monotonic_time ();
  g_autofree WgReplay *replay = NULL;

  if (from_ms >= to_ms || to_ms > now_ms || !(speed >= 0))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("--from is before --to, --to is not after now, and --speed is 0 or more."));
      return FALSE;
    }
  wg_store_replay_async (call->store, from_ms, to_ms, speed, call->cancellable, wg_command_call_ready, call);
  replay = wg_store_replay_finish (call->store, wg_command_call_wait (call), error);
  if (replay == NULL)
    return FALSE;
  if (call->json)
    return print_json (call, replay, (double) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC, error);
  return print_text (call, replay, error);
}

static const WgOption options[] = {
  { "from", WG_OPTION_TIME, "TIME", N_ ("where to begin; else a year before the end") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("where to end; else now") },
  { "speed", WG_OPTION_NUMBER, "X", N_ ("how many seconds are played in one; else as fast as it goes") },
  { "headless", WG_OPTION_FLAG, NULL, N_ ("open no window, which it never does") },
  { NULL },
};

const WgCommand wg_commands_replay[] = {
  { "replay", NULL, NULL, 0, 0, WG_COMMAND_OPENS, 0, -1, SHAPE,
    N_ ("Play a stretch of time again before the alarms of a desk, and tell what they did"), run_replay, options },
  { NULL },
};
