/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one case in full, and registering a new one; the moves of a case are in wg-commands-moves.c. */

#include "wg-command-cases.h"
#include "wg-command-dossier.h"
#include "wg-command-events.h"
#include "wg-command-moves.h"

#include "wg-error.h"
#include "wg-person-name.h"
#include "wg-store-as-of.h"
#include "wg-store-classes.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Showing. */

static void
write_reporters (WgJsonWriter *out, GPtrArray *reporters)
{
  wg_json_writer_key (out, "reporters");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < reporters->len; i++)
    {
      const WgCaseReporter *reporter = g_ptr_array_index (reporters, i);
      g_autofree char *name = reporter->name != NULL ? wg_person_name_mask (reporter->name) : NULL;
      g_autofree char *phone = reporter->phone != NULL ? wg_phone_mask (reporter->phone) : NULL;

      wg_json_writer_begin_object (out);
      wg_json_writer_int (out, "seq", reporter->seq);
      wg_json_writer_time (out, "at", reporter->at_ms);
      wg_json_writer_text (out, "channel", reporter->channel);
      wg_json_writer_bool (out, "anonymous", reporter->anonymous);
      wg_json_writer_text (out, "name", name);
      wg_json_writer_text (out, "phone", phone);
      wg_json_writer_text (out, "from", reporter->from_number);
      wg_json_writer_bool (out, "struck", reporter->struck);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_moves (WgJsonWriter *out, WgWorkflow *workflow, const WgCaseRecord *record)
{
  g_autoptr (GPtrArray) legal = wg_workflow_get_legal (workflow, record);

  wg_json_writer_key (out, "moves");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < legal->len; i++)
    {
      const WgMove *move = g_ptr_array_index (legal, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "verb", wg_verb_to_nick (move->verb));
      wg_json_writer_key (out, "roles");
      wg_command_moves_write_roles (out, wg_move_get_roles (move, record->route));
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static gboolean
print_json (WgCommandCall *call, const WgCaseFile *file, gint64 now_ms, GError **error)
{
  WgJsonWriter *out = call->writer;

  wg_json_writer_begin_object (out);
  wg_command_cases_write (out, file->record, file->grid_code, now_ms);
  wg_json_writer_text (out, "body", file->record->body);
  wg_json_writer_int (out, "run", file->record->run);
  wg_json_writer_int (out, "bounces", file->record->bounces);
  wg_json_writer_int (out, "reworks", file->record->reworks);
  wg_json_writer_int (out, "extensions", file->record->extensions);
  wg_json_writer_int (out, "signs", file->record->signs);
  wg_json_writer_bool (out, "on_spot", file->record->on_spot);
  wg_json_writer_text (out, "near_grid", file->near_grid);
  wg_json_writer_double (out, "near_m", file->near_grid != NULL ? file->near_metres : NAN);
  wg_json_writer_time (out, "appointed", file->appointed_ms);
  wg_json_writer_text (out, "class_unit", file->class_unit);
  wg_json_writer_text (out, "kept_limit", file->kept_limit);
  wg_json_writer_text (out, "class_limit", file->class_limit);
  wg_json_writer_int (out, "unannounced", file->unannounced != 0 ? file->unannounced : G_MININT64);
  wg_json_writer_key (out, "events");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < file->events->len; i++)
    wg_command_events_write_history (out, g_ptr_array_index (file->events, i), i + 1);
  wg_json_writer_end_array (out);
  write_reporters (out, file->reporters);
  wg_command_dossier_write (out, file);
  write_moves (out, wg_store_get_workflow (call->store), file->record);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static void
append_line (GString *out, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (out, "%s: %s\n", label, value);
}

static void
append_time (GString *out, const char *label, gint64 ms, GTimeZone *zone, gint64 now_ms)
{
  g_autofree char *text = ms != WG_NO_TIME ? wg_time_format_local (ms, zone, now_ms, WG_TIME_SHORT) : NULL;

  append_line (out, label, text);
}

static void
append_moves (GString *out, WgWorkflow *workflow, const WgCaseRecord *record)
{
  g_autoptr (GPtrArray) legal = wg_workflow_get_legal (workflow, record);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < legal->len; i++)
    {
      const WgMove *move = g_ptr_array_index (legal, i);
      g_autofree char *roles = wg_roles_to_text (wg_move_get_roles (move, record->route));

      g_string_append_printf (list, "\n  %s (%s)", wg_verb_to_nick (move->verb), roles);
    }
  append_line (out, C_ ("column", "Possible"), list->str);
}

static gboolean
print_text (WgCommandCall *call, const WgCaseFile *file, gint64 now_ms, GError **error)
{
  const WgCaseRecord *record = file->record;
  g_autoptr (WgTextTable) rows = wg_command_events_new_table ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *year = file->unannounced != 0 ? g_strdup_printf ("%d", file->unannounced) : NULL;

  g_string_append_printf (out, "%s  %s\n", record->number, record->title);
  append_line (out, C_ ("column", "State"), wg_case_state_get_label (record->state));
  append_line (out, C_ ("column", "Class"), record->class_text != NULL ? record->class_text : record->class_code);
  append_line (out, C_ ("column", "Route"), wg_route_get_label (record->route));
  append_line (out, C_ ("column", "Channel"), wg_channel_get_label (record->channel));
  append_line (out, C_ ("column", "Address"), record->address);
  append_line (out, C_ ("column", "Grid"), file->grid_name);
  append_line (out, C_ ("column", "Border near"), file->near_grid);
  append_line (out, C_ ("column", "Unit by default"), file->class_unit);
  append_line (out, C_ ("column", "Keeps the limit"), file->kept_limit);
  append_line (out, C_ ("column", "Limit of the class now"), file->class_limit);
  append_line (out, C_ ("column", "Holidays not announced"), year);
  append_line (out, C_ ("column", "Holder"), wg_case_record_get_holder (record));
  append_time (out, C_ ("column", "Reported"), record->reported_ms, call->zone, now_ms);
  append_time (out, C_ ("column", "Appointed"), file->appointed_ms, call->zone, now_ms);
  append_time (out, C_ ("column", "Due"), record->due_ms, call->zone, now_ms);
  append_time (out, C_ ("column", "Closed"), record->closed_ms, call->zone, now_ms);
  wg_command_dossier_append (out, file, call->zone, now_ms);
  append_moves (out, wg_store_get_workflow (call->store), record);
  for (guint i = 0; i < file->events->len; i++)
    wg_command_events_add (rows, g_ptr_array_index (file->events, i), call->zone, now_ms);
  g_string_append_c (out, '\n');
  wg_text_table_print (rows, out);
  return wg_command_call_print (call, out->str, error);
}

static WgCaseFile *
load (WgCommandCall *call, GError **error)
{
  const char *number = wg_command_call_get_argument (call, 0);

  if (wg_command_call_has (call, "at"))
    {
      wg_store_load_case_at_async (call->store, number, wg_command_call_get_now (call), call->cancellable, wg_command_call_ready,
                                   call);
      return wg_store_load_case_at_finish (call->store, wg_command_call_wait (call), error);
    }
  wg_store_load_case_async (call->store, number, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_case_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
run_show (WgCommandCall *call, GError **error)
{
  g_autoptr (WgCaseFile) file = load (call, error);

  if (file == NULL)
    return FALSE;
  return (call->json ? print_json : print_text) (call, file, wg_command_call_get_now (call), error);
}

/* Registering. */

/* By its name alone or by its name with those above; several parts have conditions of the same name. */
static gboolean
find_class_named (WgClassCatalogue *catalogue, const char *name, char **code, GError **error)
{
  const GPtrArray *classes = wg_class_catalogue_get_all (catalogue);
  g_autoptr (GString) found = g_string_new (NULL);
  guint n_found = 0;

  for (guint i = 0; i < classes->len; i++)
    {
      const WgCaseClass *item = g_ptr_array_index (classes, i);
      g_autofree char *full_name = wg_class_catalogue_format_name (catalogue, item->code);

      if (!item->is_leaf || (g_strcmp0 (item->name, name) != 0 && g_strcmp0 (full_name, name) != 0))
        continue;
      g_string_append_printf (found, "%s%s", n_found > 0 ? ", " : "", item->code);
      n_found++;
    }
  if (n_found == 1)
    *code = g_strdup (found->str);
  else if (n_found > 1)
    g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("Several classes are called “%s”. Nothing was registered; name one by its code: %s."),
                 name, found->str);
  return n_found <= 1;
}

/* A word of capitals, digits and dashes can only be meant as a code, and a wrong one must not become free text. */
static gboolean
take_class (WgCommandCall *call, WgAct *act, const char *text, GError **error)
{
  g_autoptr (WgClassCatalogue) catalogue = NULL;

  if (text == NULL)
    return TRUE;
  wg_store_load_classes_async (call->store, WG_TIME_NONE, call->cancellable, wg_command_call_ready, call);
  catalogue = wg_store_load_classes_finish (call->store, wg_command_call_wait (call), error);
  if (catalogue == NULL)
    return FALSE;
  if (strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen (text))
    act->class_code = g_strdup (text);
  else if (!find_class_named (catalogue, text, &act->class_code, error))
    return FALSE;
  if (act->class_code == NULL)
    act->class_text = g_strdup (text);
  return TRUE;
}

static void
take_route (WgCommandCall *call, WgAct *act)
{
  const char *route = wg_command_call_get_text (call, "route");
  WgRoute value;

  if (route != NULL && wg_route_from_nick (route, &value))
    act->route = (int) value;
}

static void
take_report (WgCommandCall *call, WgAct *act)
{
  const char *result = wg_command_call_get_text (call, "result");

  act->channel = g_strdup (wg_command_call_get_text (call, "channel"));
  act->title = g_strdup (wg_command_call_get_text (call, "title"));
  act->body = g_strdup (wg_command_call_get_text (call, "note"));
  act->address = g_strdup (wg_command_call_get_text (call, "address"));
  act->lon = wg_command_call_get_number (call, "lon");
  act->lat = wg_command_call_get_number (call, "lat");
  act->anonymous = wg_command_call_has (call, "anonymous");
  act->reporter_name = g_strdup (wg_command_call_get_text (call, "reporter"));
  act->reporter_phone = g_strdup (wg_command_call_get_text (call, "phone"));
  act->file_at_once = wg_command_call_has (call, "to");
  act->from_ms = wg_command_call_get_time (call, "appointed", WG_NO_TIME);
  act->text = g_strdup (act->verb == WG_VERB_ON_SPOT ? result : NULL);
}

static gboolean
run_new (WgCommandCall *call, GError **error)
{
  g_autoptr (WgAct) act = wg_act_new (wg_command_call_has (call, "on-spot") ? WG_VERB_ON_SPOT : WG_VERB_REPORT, NULL);

  take_report (call, act);
  take_route (call, act);
  return take_class (call, act, wg_command_call_get_text (call, "class"), error)
         && wg_command_moves_check_place (act, error)
         && wg_command_call_find_person (call, wg_command_call_get_text (call, "solver"), &act->person_id, error)
         && wg_command_call_find_person (call, wg_command_call_get_text (call, "tracker"), &act->tracker_id, error)
         && wg_command_call_find_holder (call, wg_command_call_get_text (call, "to"), &act->to_person_id, &act->to_unit_id, error)
         && wg_command_moves_perform (call, act, error);
}

static const WgOption new_options[] = {
  { "channel", WG_OPTION_TEXT, "hotline|grid_worker|citizen|inspector|sensor|desk", N_ ("how it came in") },
  { "class", WG_OPTION_TEXT, "CODE|TEXT", N_ ("a class of the catalogue by code or name, or what it is in words") },
  { "title", WG_OPTION_TEXT, "TEXT", N_ ("what it is about, in a line") },
  { "note", WG_OPTION_TEXT, "TEXT", N_ ("the whole report") },
  { "lon", WG_OPTION_NUMBER, "DEGREES", N_ ("longitude of the place") },
  { "lat", WG_OPTION_NUMBER, "DEGREES", N_ ("latitude of the place") },
  { "address", WG_OPTION_TEXT, "TEXT", N_ ("where it is, in words; enough when the point is not known") },
  { "reporter", WG_OPTION_TEXT, "NAME", N_ ("who reported it") },
  { "phone", WG_OPTION_TEXT, "NUMBER", N_ ("the telephone of the reporter") },
  { "anonymous", WG_OPTION_FLAG, NULL, N_ ("the reporter is not to be named") },
  { "route", WG_OPTION_CHOICE, "general|coordination|emergency|approval", N_ ("the route; else the one of the class") },
  { "appointed", WG_OPTION_TIME, "TIME", N_ ("when the visit is, from when on its limit is counted") },
  { "on-spot", WG_OPTION_FLAG, NULL, N_ ("it was solved on the spot and is closed at once") },
  { "solver", WG_OPTION_TEXT, "PERSON", N_ ("who solved it on the spot") },
  { "result", WG_OPTION_TEXT, "TEXT", N_ ("what was done on the spot") },
  { "to", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("file an emergency and assign it at once, to whom") },
  { "tracker", WG_OPTION_TEXT, "PERSON", N_ ("who follows the emergency on the scene") },
  { NULL },
};

const WgCommand wg_commands_case[] = {
  { "case", "show", "N", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{number,state,…,body,run,bounces,reworks,extensions,signs,on_spot,near_grid,near_m,appointed,class_unit,kept_limit,class_limit,unannounced,"
    "events:[{seq,at,who,for,verb,from,to,reason,fields,id,run,undoes}],"
    "reporters:[{seq,at,channel,anonymous,name,phone,from,struck}],master,merged:[number],"
    "hands:[{kind,name,run,present}],asks:[{kind,at,by,to,text,reply_by,answered,answered_by,granted,answer,settled}],"
    "signatures:[{run,stage,result,by,at,opinion}],calls:[{kind,reporter,level,at,by,reached,solved,satisfied,text,until}],"
    "attachments:[{id,name,mime,bytes,sha256,at,by}],moves:[{verb,roles}]}",
    N_ ("Show a case with its history"), run_show, NULL },
  { "case", "new", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED,
    WG_ROLE_INTAKE | WG_ROLE_DISPATCHER | WG_ROLE_DUTY, WG_VERB_REPORT, WG_COMMAND_MOVES_SHAPE, N_ ("Register a case"), run_new,
    new_options },
  { NULL },
};
