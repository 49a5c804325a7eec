/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the centre's own house by script and terminal: its units, who is there when, and which account may do what. */

#include "wg-command-office.h"

#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-store-as-of.h"
#include "wg-store-people.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* Writing: every answer is told from the event, so that the same key tells the same. */

static WgOfficeAct *
make_act (WgCommandCall *call, WgOfficeVerb verb)
{
  WgOfficeAct *act = wg_office_act_new (verb);
  const char *grids = wg_command_call_get_text (call, "grid");
  GPtrArray *skills = wg_command_call_get_texts (call, "skill");
  const char *argument = wg_command_call_get_argument (call, 0);

  act->key = g_strdup (wg_command_keys_get (call));
  act->name = g_strdup (argument != NULL ? argument : wg_command_call_get_text (call, "name"));
  act->kind = g_strdup (wg_command_call_get_text (call, verb == WG_OFFICE_OPERATOR_ADD ? "name" : "kind"));
  act->code = g_strdup (wg_command_call_get_text (call, "code"));
  act->unit = g_strdup (wg_command_call_get_text (call, verb == WG_OFFICE_UNIT_ADD ? "parent" : "unit"));
  act->phone = g_strdup (wg_command_call_get_text (call, "phone"));
  act->post = g_strdup (wg_command_call_get_text (call, "post"));
  act->role = g_strdup (wg_command_call_get_text (call, "role"));
  act->person = g_strdup (wg_command_call_get_text (call, "person"));
  act->grids = grids != NULL ? g_strsplit (grids, ",", -1) : NULL;
  act->from_ms = wg_command_call_get_time (call, "from", G_MININT64);
  act->to_ms = wg_command_call_get_time (call, "to", G_MININT64);
  if (skills != NULL && skills->len > 0)
    {
      act->skills = g_new0 (char *, skills->len + 1);
      for (guint i = 0; i < skills->len; i++)
        act->skills[i] = g_strdup (g_ptr_array_index (skills, i));
    }
  return act;
}

WgEvent *
wg_command_office_perform (WgCommandCall *call, WgOfficeVerb verb, GError **error)
{
  g_autoptr (WgOfficeAct) act = NULL;
  g_autoptr (WgEvent) before = NULL;
  gint64 operator_id;

  if (!wg_command_keys_find_event (call, wg_office_verb_get_subject (verb), &before, error))
    return NULL;
  if (before != NULL)
    return g_steal_pointer (&before);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return NULL;
  act = make_act (call, verb);
  act->operator_id = operator_id;
  wg_store_office_async (call->store, act, call->cancellable, wg_command_call_ready, call);
  return wg_store_office_finish (call->store, wg_command_call_wait (call), error);
}

/* Returns: (nullable): the cases that a deactivated person still holds. */
static char **
list_held (const WgEvent *event)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  JsonNode *root;
  JsonArray *array;

  if (event->fields == NULL || !json_parser_load_from_data (parser, event->fields, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (!JSON_NODE_HOLDS_OBJECT (root) || !json_object_has_member (json_node_get_object (root), "cases"))
    return NULL;
  array = json_object_get_array_member (json_node_get_object (root), "cases");
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (numbers, json_array_get_string_element (array, i));
  return g_strv_builder_end (numbers);
}

static char *
describe_held (char **held)
{
  guint n = held != NULL ? g_strv_length (held) : 0;

  if (n == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u open case stays with this person until somebody reassigns it.",
                                    "%u open cases stay with this person until somebody reassigns them.", n), n);
}

static gboolean
print_event (WgCommandCall *call, const WgEvent *event, GError **error)
{
  WgJsonWriter *out = call->writer;
  g_auto (GStrv) held = list_held (event);
  g_autofree char *warning = describe_held (held);
  const char *warnings[] = { warning, NULL };
  g_autofree char *sentence = NULL;

  if (!call->json)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, event->subject_id);

      if (warning != NULL)
        wg_command_call_warn (call, warning);
      sentence = g_strdup_printf (_ ("Done; the id is %s.\n"), id);
      return wg_command_call_print (call, sentence, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_json_writer_int (out, "id", event->subject_id);
  wg_json_writer_text (out, "verb", event->verb);
  wg_json_writer_key (out, "fields");
  wg_json_writer_add_raw (out, event->fields);
  wg_json_writer_text (out, "state", g_str_equal (event->verb, "deactivate") ? "inactive" : "active");
  wg_json_writer_int (out, "version", G_MININT64);
  wg_json_writer_int (out, "event", event->id);
  wg_json_writer_key (out, "warnings");
  wg_json_writer_add_texts (out, warnings);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_write (WgCommandCall *call, WgOfficeVerb verb, GError **error)
{
  g_autoptr (WgEvent) event = wg_command_office_perform (call, verb, error);

  return event != NULL && print_event (call, event, error);
}

static gboolean
run_deactivate (WgCommandCall *call, GError **error)
{
  return run_write (call, WG_OFFICE_PERSON_DEACTIVATE, error);
}

static gboolean
run_keep (WgCommandCall *call, GError **error)
{
  return run_write (call, WG_OFFICE_PERSON_KEEP, error);
}

static gboolean
run_release (WgCommandCall *call, GError **error)
{
  return run_write (call, WG_OFFICE_PERSON_RELEASE, error);
}

static gboolean
run_unit_add (WgCommandCall *call, GError **error)
{
  return run_write (call, WG_OFFICE_UNIT_ADD, error);
}

static gboolean
run_duty_add (WgCommandCall *call, GError **error)
{
  return run_write (call, WG_OFFICE_DUTY_ADD, error);
}

static gboolean
run_operator_add (WgCommandCall *call, GError **error)
{
  return run_write (call, WG_OFFICE_OPERATOR_ADD, error);
}

static gboolean
run_grant (WgCommandCall *call, GError **error)
{
  return run_write (call, WG_OFFICE_OPERATOR_GRANT, error);
}

static gboolean
run_revoke (WgCommandCall *call, GError **error)
{
  return run_write (call, WG_OFFICE_OPERATOR_REVOKE, error);
}

/* Lists. */

static const char *
find_grid_code (WgGridTree *grids, gint64 grid_id)
{
  guint grid = grid_id != G_MININT64 ? wg_grid_tree_find_by_id (grids, grid_id) : WG_GRID_NONE;

  return grid != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, grid)->code : NULL;
}

/* The past that is asked for. */
static gint64
get_at (WgCommandCall *call)
{
  return wg_command_call_get_time (call, "at", G_MININT64);
}

static WgGridTree *
load_grids (WgCommandCall *call, GError **error)
{
  if (get_at (call) != G_MININT64)
    {
      wg_store_load_grids_at_async (call->store, get_at (call), call->cancellable, wg_command_call_ready, call);
      return wg_store_load_grids_at_finish (call->store, wg_command_call_wait (call), error);
    }
  wg_store_load_grids_async (call->store, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_grids_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
add_unit (WgCommandCall *call, WgTextTable *rows, const WgUnit *unit, const char *parent, guint depth, const char *grid, GError **error)
{
  WgJsonWriter *out = call->writer;

  if (!call->json)
    {
      g_autofree char *indented = g_strdup_printf ("%*s%s", (int) depth * 2, "", unit->name);

      wg_text_table_add_int (rows, unit->id);
      wg_text_table_add (rows, indented);
      wg_text_table_add (rows, unit->kind);
      wg_text_table_add (rows, grid);
      wg_text_table_add_int (rows, unit->n_persons);
      wg_text_table_add_int (rows, unit->open_cases);
      return TRUE;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "id", unit->id);
  wg_json_writer_text (out, "name", unit->name);
  wg_json_writer_text (out, "kind", unit->kind);
  wg_json_writer_text (out, "parent", parent);
  wg_json_writer_int (out, "parent_id", unit->parent_id);
  wg_json_writer_int (out, "depth", depth);
  wg_json_writer_text (out, "grid", grid);
  wg_json_writer_text (out, "phone", unit->phone);
  wg_json_writer_bool (out, "active", unit->active);
  wg_json_writer_int (out, "persons", unit->n_persons);
  wg_json_writer_int (out, "open_cases", unit->open_cases);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

/* Each unit below its parent, so that the list reads as the tree. */
static gboolean
add_units_below (WgCommandCall *call, WgTextTable *rows, GPtrArray *units, WgGridTree *grids, const WgUnit *parent, guint depth, GError **error)
{
  for (guint i = 0; i < units->len; i++)
    {
      const WgUnit *unit = g_ptr_array_index (units, i);

      if (unit->parent_id != (parent != NULL ? parent->id : G_MININT64))
        continue;
      if (!add_unit (call, rows, unit, parent != NULL ? parent->name : NULL, depth, find_grid_code (grids, unit->grid_id), error)
          || !add_units_below (call, rows, units, grids, unit, depth + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_units (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Id"),   C_ ("column", "Unit"),    C_ ("column", "Kind"),
                                 C_ ("column", "Grid"), C_ ("column", "Members"), C_ ("column", "Open cases") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rlllrr", titles);
  g_autoptr (WgGridTree) grids = load_grids (call, error);
  g_autoptr (GPtrArray) units = NULL;

  if (grids == NULL)
    return FALSE;
  wg_store_list_units_async (call->store, get_at (call), call->cancellable, wg_command_call_ready, call);
  units = wg_store_list_units_finish (call->store, wg_command_call_wait (call), error);
  return units != NULL && add_units_below (call, rows, units, grids, NULL, 0, error) && wg_command_call_print_table (call, rows, error);
}

static void
add_time (WgCommandCall *call, WgTextTable *rows, gint64 ms)
{
  g_autofree char *text = wg_time_format_local (ms, call->zone, wg_command_call_get_now (call), WG_TIME_SHORT);

  wg_text_table_add (rows, text);
}

static gboolean
add_duty (WgCommandCall *call, WgTextTable *rows, const WgDuty *duty, GError **error)
{
  WgJsonWriter *out = call->writer;

  if (!call->json)
    {
      wg_text_table_add_int (rows, duty->person_id);
      wg_text_table_add (rows, duty->name);
      wg_text_table_add (rows, g_str_equal (duty->kind, "shift") ? C_ ("duty", "Shift") : C_ ("duty", "Leave"));
      add_time (call, rows, duty->from_ms);
      add_time (call, rows, duty->to_ms);
      return TRUE;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "id", duty->person_id);
  wg_json_writer_text (out, "code", duty->code);
  wg_json_writer_text (out, "person", duty->name);
  wg_json_writer_text (out, "kind", duty->kind);
  wg_json_writer_time (out, "from", duty->from_ms);
  wg_json_writer_time (out, "to", duty->to_ms);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_duties (WgCommandCall *call, GError **error)
{
  const char *const titles[]
      = { C_ ("column", "Id"), C_ ("column", "Name"), C_ ("column", "Duty"), C_ ("column", "From"), C_ ("column", "To") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rllll", titles);
  g_autoptr (GPtrArray) duties = NULL;
  gint64 person_id;

  if (!wg_command_call_find_person (call, wg_command_call_get_text (call, "person"), &person_id, error))
    return FALSE;
  wg_store_list_duties_async (call->store, person_id, wg_command_call_get_time (call, "from", G_MININT64),
                              wg_command_call_get_time (call, "to", G_MININT64), get_at (call), call->cancellable, wg_command_call_ready, call);
  duties = wg_store_list_duties_finish (call->store, wg_command_call_wait (call), error);
  if (duties == NULL)
    return FALSE;
  for (guint i = 0; i < duties->len; i++)
    {
      if (!add_duty (call, rows, g_ptr_array_index (duties, i), error))
        return FALSE;
    }
  return wg_command_call_print_table (call, rows, error);
}

static void
write_grants (WgJsonWriter *out, const WgOperator *account, WgGridTree *grids)
{
  wg_json_writer_key (out, "roles");
  wg_json_writer_begin_array (out);
  for (guint i = 0; account->grants != NULL && i < account->grants->len; i++)
    {
      const WgGrant *grant = &g_array_index (account->grants, WgGrant, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "role", wg_role_to_nick ((WgRole) grant->role));
      wg_json_writer_text (out, "grid", find_grid_code (grids, grant->grid_id));
      wg_json_writer_time (out, "from", grant->from_ms);
      wg_json_writer_time (out, "to", grant->to_ms);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static char *
describe_grants (const WgOperator *account, WgGridTree *grids, gint64 now_ms)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; account->grants != NULL && i < account->grants->len; i++)
    {
      const WgGrant *grant = &g_array_index (account->grants, WgGrant, i);
      const char *code = find_grid_code (grids, grant->grid_id);

      if (grant->from_ms > now_ms || (grant->to_ms != G_MININT64 && grant->to_ms <= now_ms))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list separator", ", ") : "", wg_role_get_label ((WgRole) grant->role));
      if (code != NULL)
        g_string_append_printf (text, " @%s", code);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
add_operator (WgCommandCall *call, WgTextTable *rows, const WgOperator *account, WgGridTree *grids, GError **error)
{
  WgJsonWriter *out = call->writer;

  if (!call->json)
    {
      g_autofree char *roles = describe_grants (account, grids, wg_command_call_get_now (call));

      wg_text_table_add_int (rows, account->id);
      wg_text_table_add (rows, account->login);
      wg_text_table_add (rows, account->name);
      wg_text_table_add (rows, roles);
      return TRUE;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "id", account->id);
  wg_json_writer_text (out, "login", account->login);
  wg_json_writer_text (out, "name", account->name);
  wg_json_writer_int (out, "person_id", account->person_id);
  wg_json_writer_bool (out, "active", account->active);
  write_grants (out, account, grids);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_operators (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Id"), C_ ("column", "Login"), C_ ("column", "Name"), C_ ("column", "Roles") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rlll", titles);
  g_autoptr (WgGridTree) grids = load_grids (call, error);
  g_autoptr (GPtrArray) accounts = NULL;

  if (grids == NULL)
    return FALSE;
  wg_store_list_operators_async (call->store, get_at (call), call->cancellable, wg_command_call_ready, call);
  accounts = wg_store_list_operators_finish (call->store, wg_command_call_wait (call), error);
  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      if (!add_operator (call, rows, g_ptr_array_index (accounts, i), grids, error))
        return FALSE;
    }
  return wg_command_call_print_table (call, rows, error);
}

/* The rows. */

#define ROLE_WORDS "intake|dispatcher|checker|callback|duty|gis|leader|auditor|admin"
#define POST_WORDS "A|B|chief|supervisor|assistant|police"
#define WRITE_SHAPE "{ok,id,verb,fields,state,version,event,warnings:[]}"
#define WRITES (WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED)
#define STAFF_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY | WG_ROLE_GIS)

static const WgOption keep_options[] = {
  { "grid", WG_OPTION_TEXT, "CODE[,CODE]", N_ ("which grids") },
  { "post", WG_OPTION_CHOICE, POST_WORDS, N_ ("which post there; else A") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("from when; else now") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("until when; else until it is ended") },
  { NULL },
};

static const WgOption release_options[] = {
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("which grid") },
  { "post", WG_OPTION_CHOICE, POST_WORDS, N_ ("only this post; else all of them") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("until when; else now") },
  { NULL },
};

static const WgOption unit_options[] = {
  { "name", WG_OPTION_TEXT, "NAME", N_ ("the name, when it is not given as an argument") },
  { "kind", WG_OPTION_CHOICE, "centre|subcentre|platform|department|police|company|volunteers", N_ ("what the unit is; else a department") },
  { "parent", WG_OPTION_TEXT, "NAME|ID", N_ ("the unit above it") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("the grid that it stands for") },
  { "phone", WG_OPTION_TEXT, "NUMBER", N_ ("the telephone of the office") },
  { NULL },
};

static const WgOption duties_options[] = {
  { "person", WG_OPTION_TEXT, "PERSON", N_ ("only of this person") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("only what ends after this") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("only what begins before this") },
  { NULL },
};

static const WgOption duty_options[] = {
  { "kind", WG_OPTION_CHOICE, "shift|leave", N_ ("shift when nothing is said") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("the beginning") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("the end") },
  { NULL },
};

static const WgOption operator_options[] = {
  { "name", WG_OPTION_TEXT, "NAME", N_ ("what people call the account; else the person, else the login") },
  { "person", WG_OPTION_TEXT, "PERSON", N_ ("the natural person behind it") },
  { NULL },
};

static const WgOption grant_options[] = {
  { "role", WG_OPTION_CHOICE, ROLE_WORDS, N_ ("which role") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only in the subtree of this grid; else everywhere") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("from when; else now") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("until when; else until it is ended") },
  { NULL },
};

static const WgOption revoke_options[] = {
  { "role", WG_OPTION_CHOICE, ROLE_WORDS, N_ ("which role") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("the subtree for which it was granted") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("until when; else now") },
  { NULL },
};

const WgCommand wg_commands_office[] = {
  { "person", "keep", "PERSON", 1, 1, WRITES, STAFF_ROLES, -1, WRITE_SHAPE, N_ ("Give a person a post at grids"), run_keep, keep_options },
  { "person", "release", "PERSON", 1, 1, WRITES, STAFF_ROLES, -1, WRITE_SHAPE, N_ ("End the post of a person at a grid"), run_release, release_options },
  { "person", "deactivate", "PERSON", 1, 1, WRITES, STAFF_ROLES, -1, WRITE_SHAPE, N_ ("A person leaves; open cases stay and are listed"),
    run_deactivate, NULL },
  { "units", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{id,name,kind,parent,parent_id,depth,grid,phone,active,persons,open_cases}",
    N_ ("List the units as a tree"), run_units, NULL },
  { "unit", "add", "[NAME]", 0, 1, WRITES, STAFF_ROLES, -1, WRITE_SHAPE, N_ ("Add a unit"), run_unit_add, unit_options },
  { "duties", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{id,code,person,kind,from,to}", N_ ("List shifts and leaves"), run_duties, duties_options },
  { "duty", "add", "PERSON", 1, 1, WRITES, WG_ROLE_ADMIN | WG_ROLE_DUTY | WG_ROLE_DISPATCHER, -1, WRITE_SHAPE, N_ ("Add a shift or a leave"),
    run_duty_add, duty_options },
  { "operators", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{id,login,name,person_id,active,roles:[{role,grid,from,to}]}",
    N_ ("List accounts and their roles"), run_operators, NULL },
  { "operator", "add", "LOGIN", 1, 1, WRITES, WG_ROLE_ADMIN, -1, WRITE_SHAPE, N_ ("Add an account, without any right yet"), run_operator_add,
    operator_options },
  { "operator", "grant", "LOGIN", 1, 1, WRITES, WG_ROLE_ADMIN, -1, WRITE_SHAPE, N_ ("Grant an account a role"), run_grant, grant_options },
  { "operator", "revoke", "LOGIN", 1, 1, WRITES, WG_ROLE_ADMIN, -1, WRITE_SHAPE, N_ ("End a role of an account"), run_revoke, revoke_options },
  { NULL },
};
