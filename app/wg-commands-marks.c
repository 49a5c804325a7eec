/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: marks of buildings come with an import; which colour they have on the map is chosen here. */

#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-store-marks.h"

#include <glib/gi18n.h>

static gboolean
print_mark (WgCommandCall *call, const WgBuildingMark *mark, GError **error)
{
  g_autofree char *colour = g_strdup_printf ("#%06x", mark->rgb);

  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "mark", mark->name);
  wg_json_writer_text (call->writer, "colour", colour);
  wg_json_writer_bool (call->writer, "chosen", mark->chosen);
  wg_json_writer_int (call->writer, "buildings", mark->n_buildings);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static void
add_row (WgTextTable *rows, const WgBuildingMark *mark)
{
  g_autofree char *colour = g_strdup_printf ("#%06x", mark->rgb);

  wg_text_table_add (rows, mark->name);
  wg_text_table_add (rows, colour);
  wg_text_table_add_int (rows, mark->n_buildings);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Mark"), C_ ("column", "Colour"), C_ ("column", "Buildings") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llr", titles);
  g_autoptr (GPtrArray) marks = NULL;

  wg_store_list_marks_async (call->store, wg_command_call_get_time (call, "at", G_MININT64), call->cancellable, wg_command_call_ready, call);
  marks = wg_store_list_marks_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      if (!call->json)
        add_row (rows, g_ptr_array_index (marks, i));
      else if (!print_mark (call, g_ptr_array_index (marks, i), error))
        return FALSE;
    }
  return marks != NULL && wg_command_call_print_table (call, rows, error);
}

static gboolean
print_set (WgCommandCall *call, const char *name, gint64 event_id, GError **error)
{
  if (!call->json)
    {
      const char *colour = wg_command_call_get_argument (call, 1);
      g_autofree char *text = g_strdup_printf (_ ("Buildings marked “%s” are shown in %s.\n"), name, colour);
      return call->quiet || wg_command_call_print (call, text, error);
    }
  return wg_command_keys_print_named (call, "mark", name, NULL, event_id, error);
}

static gboolean
run_set (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  g_autofree char *told = NULL;
  gint64 operator_id, event_id;
  guint32 rgb;

  if (!wg_building_mark_parse_colour (wg_command_call_get_argument (call, 1), &rgb, error)
      || !wg_command_keys_find_setting (call, WG_MARK_SETTING, &told, &event_id, error))
    return FALSE;
  if (told != NULL)
    return print_set (call, told, event_id, error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_set_mark_colour_async (call->store, operator_id, name, rgb, wg_command_keys_get (call), call->cancellable,
                                  wg_command_call_ready, call);
  event_id = wg_store_set_mark_colour_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_set (call, name, event_id, error);
}

const WgCommand wg_commands_marks[] = {
  { "marks", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{mark,colour,chosen,buildings}",
    N_ ("List what buildings are marked with, and in which colour"), run_list, NULL },
  { "marks", "set", "MARK COLOUR", 2, 2, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_MARK_ROLES, -1,
    "{ok,mark,state,version,event,warnings:[]}", N_ ("Choose the colour of the buildings with a mark, as #1a5fb4"), run_set, NULL },
  { NULL },
};
