/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: where people are comes from telephones, a radio or a call; whatever knows it tells it here, a line a person. */

#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-person.h"
#include "wg-store-positions.h"

#include <glib/gi18n.h>
#include <math.h>

static void
write_position (WgCommandCall *call, const WgPosition *position)
{
  WgJsonWriter *out = call->writer;

  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "id", position->person_id);
  wg_json_writer_text (out, "name", position->name);
  wg_json_writer_text (out, "kind", position->kind);
  wg_json_writer_double (out, "lon", position->lon);
  wg_json_writer_double (out, "lat", position->lat);
  wg_json_writer_time (out, "seen", position->at_ms);
  wg_json_writer_int (out, "age_s", MAX (0, wg_command_call_get_now (call) - position->at_ms) / 1000);
  wg_json_writer_end_object (out);
}

static void
add_row (WgTextTable *rows, WgCommandCall *call, const WgPosition *position)
{
  g_autofree char *place = g_strdup_printf ("%.5f, %.5f", position->lon, position->lat);

  wg_text_table_add_int (rows, position->person_id);
  wg_text_table_add (rows, position->name);
  wg_text_table_add (rows, wg_person_kind_get_label (position->kind));
  wg_text_table_add (rows, place);
  wg_text_table_add_int (rows, MAX (0, wg_command_call_get_now (call) - position->at_ms) / 60000);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Id"), C_ ("column", "Name"), C_ ("column", "Kind"), C_ ("column", "Place"),
                                 C_ ("column", "Minutes ago") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rlllr", titles);
  g_autoptr (GPtrArray) positions = NULL;

  wg_store_list_positions_async (call->store, call->cancellable, wg_command_call_ready, call);
  positions = wg_store_list_positions_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; positions != NULL && i < positions->len; i++)
    {
      if (!call->json)
        {
          add_row (rows, call, g_ptr_array_index (positions, i));
          continue;
        }
      write_position (call, g_ptr_array_index (positions, i));
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return positions != NULL && wg_command_call_print_table (call, rows, error);
}

static gboolean
print_put (WgCommandCall *call, gint64 person_id, gint64 at_ms, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, person_id), *text = NULL;

  if (!call->json)
    {
      text = g_strdup_printf (_ ("Done; the id is %s.\n"), id);
      return wg_command_call_print (call, text, error);
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", TRUE);
  wg_json_writer_int (call->writer, "id", person_id);
  wg_json_writer_time (call->writer, "seen", at_ms);
  wg_command_keys_write_end (call->writer, NULL, G_MININT64, G_MININT64);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_put (WgCommandCall *call, GError **error)
{
  double lon = wg_command_call_get_number (call, "lon"), lat = wg_command_call_get_number (call, "lat");
  gint64 operator_id, person_id, at_ms;

  if (isnan (lon) || isnan (lat))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_AMBIGUOUS,
                           _ ("It is not said where. Nothing was changed; name the place with --lon and --lat."));
      return FALSE;
    }
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_put_position_async (call->store, operator_id, wg_command_call_get_argument (call, 0), lon, lat,
                               wg_command_call_get_time (call, "seen", G_MININT64), call->cancellable, wg_command_call_ready,
                               call);
  return wg_store_put_position_finish (call->store, wg_command_call_wait (call), &person_id, &at_ms, error)
         && print_put (call, person_id, at_ms, error);
}

static const WgOption put_options[] = {
  { "lon", WG_OPTION_NUMBER, "LON", N_ ("the place, degrees east") },
  { "lat", WG_OPTION_NUMBER, "LAT", N_ ("the place, degrees north") },
  { "seen", WG_OPTION_TIME, "TIME", N_ ("when the person was there; else now") },
  { NULL },
};

const WgCommand wg_commands_positions[] = {
  { "positions", NULL, NULL, 0, 0, WG_COMMAND_OPENS, 0, -1, "{id,name,kind,lon,lat,seen,age_s}",
    N_ ("List where the people on duty were seen last"), run_list, NULL },
  { "person", "position", "PERSON", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES, WG_POSITION_ROLES, -1,
    "{ok,id,seen,state,version,event,warnings:[]}", N_ ("Say where a person is; only the last place is kept"), run_put, put_options },
  { NULL },
};
