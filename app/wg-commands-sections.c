/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: streets and rivers come with an import of the map; who answers for each is said here. */

#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-store-sections.h"

#include <glib/gi18n.h>

static gboolean
print_section (WgCommandCall *call, WgTextTable *rows, const WgSection *section, GError **error)
{
  if (!call->json)
    {
      wg_text_table_add (rows, section->name);
      wg_text_table_add (rows, section->kind);
      wg_text_table_add (rows, section->chief);
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "section", section->name);
  wg_json_writer_text (call->writer, "kind", section->kind);
  wg_json_writer_text (call->writer, "chief", section->chief);
  wg_json_writer_int (call->writer, "id", section->chief_id != WG_NO_ID ? section->chief_id : G_MININT64);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Section"), C_ ("column", "Kind"), C_ ("column", "Chief") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lll", titles);
  g_autoptr (GPtrArray) sections = NULL;

  wg_store_list_sections_async (call->store, wg_command_call_get_time (call, "at", G_MININT64), call->cancellable, wg_command_call_ready, call);
  sections = wg_store_list_sections_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      if (!print_section (call, rows, g_ptr_array_index (sections, i), error))
        return FALSE;
    }
  return sections != NULL && wg_command_call_print_table (call, rows, error);
}

static gboolean
print_set (WgCommandCall *call, const char *name, gint64 event_id, GError **error)
{
  if (!call->json)
    {
      const char *chief = wg_command_call_get_argument (call, 1);
      g_autofree char *text = chief != NULL ? g_strdup_printf (_ ("%s answers for %s.\n"), chief, name)
                                            : g_strdup_printf (_ ("Nobody answers for %s.\n"), name);
      return call->quiet || wg_command_call_print (call, text, error);
    }
  return wg_command_keys_print_named (call, "section", name, NULL, event_id, error);
}

static gboolean
run_set (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  g_autofree char *told = NULL;
  gint64 operator_id, event_id, chief_id;

  if (!wg_command_keys_find_setting (call, WG_SECTION_SETTING, &told, &event_id, error))
    return FALSE;
  if (told != NULL)
    return print_set (call, told, event_id, error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0 || !wg_command_call_find_person (call, wg_command_call_get_argument (call, 1), &chief_id, error))
    return FALSE;
  wg_store_set_section_chief_async (call->store, operator_id, name, chief_id, wg_command_keys_get (call), call->cancellable,
                                    wg_command_call_ready, call);
  event_id = wg_store_set_section_chief_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_set (call, name, event_id, error);
}

const WgCommand wg_commands_sections[] = {
  { "sections", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{section,kind,chief,id}",
    N_ ("List the named streets and rivers of the map, and who answers for each"), run_list, NULL },
  { "sections", "set", "SECTION [PERSON]", 1, 2, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_SECTION_ROLES, -1,
    "{ok,section,state,version,event,warnings:[]}", N_ ("Say who answers for a street or a river; without a person nobody does"), run_set, NULL },
  { NULL },
};
