/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the district decides (limits of desks, weights, which demands are hard) by script and terminal. */

#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-store-settings.h"

#include <glib/gi18n.h>

static char *
format_value (const WgDistrictSetting *setting, double value)
{
  if (wg_district_setting_is_switch (setting))
    return g_strdup (value != 0 ? C_ ("answer", "yes") : C_ ("answer", "no"));
  return g_strdup_printf ("%g", value);
}

static gboolean
print_setting (WgCommandCall *call, WgTextTable *rows, const WgDistrictSetting *setting, double value, GError **error)
{
  g_autofree char *text = format_value (setting, value);

  if (!call->json)
    {
      wg_text_table_add (rows, setting->name);
      wg_text_table_add (rows, text);
      wg_text_table_add (rows, wg_district_setting_get_unit (setting));
      wg_text_table_add (rows, wg_district_setting_get_label (setting));
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "name", setting->name);
  wg_json_writer_double (call->writer, "value", value);
  wg_json_writer_double (call->writer, "first", setting->otherwise);
  wg_json_writer_double (call->writer, "least", setting->least);
  wg_json_writer_double (call->writer, "most", setting->most);
  wg_json_writer_text (call->writer, "unit", wg_district_setting_get_unit (setting));
  wg_json_writer_text (call->writer, "text", wg_district_setting_get_label (setting));
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_settings (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Setting"), C_ ("column", "Value"), C_ ("column", "Unit"), C_ ("column", "What") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lrll", titles);
  gsize n = 0;
  const WgDistrictSetting *settings = wg_district_setting_get_all (&n);
  g_autoptr (GArray) values = NULL;

  wg_store_load_settings_async (call->store, wg_command_call_get_time (call, "at", G_MININT64), call->cancellable, wg_command_call_ready, call);
  values = wg_store_load_settings_finish (call->store, wg_command_call_wait (call), error);
  for (gsize i = 0; values != NULL && i < n; i++)
    {
      if (!print_setting (call, rows, &settings[i], g_array_index (values, double, i), error))
        return FALSE;
    }
  return values != NULL && (call->json || wg_command_call_print_table (call, rows, error));
}

static gboolean
print_set (WgCommandCall *call, const char *name, const char *value, gint64 event_id, GError **error)
{
  if (!call->json)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s is %s from now on.\n"), name, value);

      return call->quiet || wg_command_call_print (call, text, error);
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", TRUE);
  wg_json_writer_text (call->writer, "name", name);
  wg_json_writer_double (call->writer, "value", g_ascii_strtod (value, NULL));
  wg_command_keys_write_end (call->writer, NULL, G_MININT64, event_id);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_set (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0), *text = wg_command_call_get_argument (call, 1);
  g_autofree char *told = NULL;
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);
  gint64 operator_id, event_id;

  if (end == text || *end != '\0')
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” is no number; yes is 1 and no is 0."), text);
      return FALSE;
    }
  if (!wg_command_keys_find_setting (call, name, &told, &event_id, error))
    return FALSE;
  if (told != NULL)
    return print_set (call, name, told, event_id, error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_change_setting_async (call->store, operator_id, name, value, wg_command_keys_get (call), call->cancellable,
                                 wg_command_call_ready, call);
  event_id = wg_store_change_setting_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_set (call, name, text, event_id, error);
}

const WgCommand wg_commands_settings[] = {
  { "settings", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{name,value,first,least,most,unit,text}",
    N_ ("List what the district decides: limits of desks, weights, which demands are hard"), run_settings, NULL },
  { "settings", "set", "NAME VALUE", 2, 2, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_SETTING_ROLES, -1,
    "{ok,name,value,state,version,event,warnings:[]}", N_ ("Decide one of them anew from now on"), run_set, NULL },
  { NULL },
};
