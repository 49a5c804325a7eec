/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "who may do what" is asked by auditors and by whoever grants a role; it is printed from the very rows that decide.
 * What has no row is denied to everybody.
 */

#include "wg-command-call.h"

#include "wg-store-office.h"

#include <glib/gi18n.h>

#define N_ROLES (WG_N_DESK_ROLES + 2)

typedef struct
{
  WgCommandCall *call;
  WgTextTable *rows;
} Listing;

static char *
list_states (const WgMove *move)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int state = 0; state < WG_N_CASE_STATES; state++)
    {
      if ((move->from & WG_STATE_BIT (state)) != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list separator", ", ") : "", wg_case_state_get_label ((WgCaseState) state));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
write_states (WgJsonWriter *out, const WgMove *move)
{
  wg_json_writer_key (out, "from");
  wg_json_writer_begin_array (out);
  for (int state = 0; move != NULL && state < WG_N_CASE_STATES; state++)
    {
      if ((move->from & WG_STATE_BIT (state)) != 0)
        wg_json_writer_add_text (out, wg_case_state_to_nick ((WgCaseState) state));
    }
  wg_json_writer_end_array (out);
}

static void
write_routes (WgJsonWriter *out, const WgMove *move, guint role)
{
  wg_json_writer_key (out, "routes");
  wg_json_writer_begin_array (out);
  for (int route = 0; move != NULL && route < WG_N_ROUTES; route++)
    {
      if ((wg_move_get_roles (move, (WgRoute) route) & role) != 0)
        wg_json_writer_add_text (out, wg_route_to_nick ((WgRoute) route));
    }
  wg_json_writer_end_array (out);
}

static gboolean
add_right (Listing *self, guint role, const char *noun, const char *verb, const WgMove *move, GError **error)
{
  WgJsonWriter *out = self->call->writer;

  if (!self->call->json)
    {
      g_autofree char *states = move != NULL ? list_states (move) : NULL;
      g_autofree char *words = g_strdup_printf ("%s %s", noun, verb);

      wg_text_table_add (self->rows, wg_role_get_label ((WgRole) role));
      wg_text_table_add (self->rows, words);
      wg_text_table_add (self->rows, states);
      return TRUE;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "role", wg_role_to_nick ((WgRole) role));
  wg_json_writer_text (out, "noun", noun);
  wg_json_writer_text (out, "verb", verb);
  write_states (out, move);
  write_routes (out, move, role);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (self->call, error);
}

static gboolean
add_role (Listing *self, guint role, GError **error)
{
  gsize n_moves;
  const WgMove *moves = wg_workflow_get_moves (wg_workflow_get_default (), &n_moves);

  for (gsize i = 0; i < n_moves; i++)
    {
      if (((moves[i].roles | moves[i].emergency_roles) & role) != 0
          && !add_right (self, role, "case", wg_verb_to_nick (moves[i].verb), &moves[i], error))
        return FALSE;
    }
  for (int verb = 0; verb < WG_N_OFFICE_VERBS; verb++)
    {
      if ((wg_office_verb_get_roles ((WgOfficeVerb) verb) & role) != 0
          && !add_right (self, role, wg_office_verb_get_subject ((WgOfficeVerb) verb), wg_office_verb_to_nick ((WgOfficeVerb) verb), NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_rights (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Role"), C_ ("column", "Verb"), C_ ("column", "From") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lll", titles);
  const char *wanted = wg_command_call_get_text (call, "role");
  Listing self = { call, rows };

  for (guint bit = 0; bit < N_ROLES; bit++)
    {
      guint role = 1u << bit;

      if (wanted != NULL && !g_str_equal (wanted, wg_role_to_nick ((WgRole) role)))
        continue;
      if (!add_role (&self, role, error))
        return FALSE;
    }
  return wg_command_call_print_table (call, rows, error);
}

static const WgOption rights_options[] = {
  { "role", WG_OPTION_CHOICE, "intake|dispatcher|checker|callback|duty|gis|leader|auditor|admin|assignee|self", N_ ("only this role") },
  { NULL },
};

const WgCommand wg_commands_rights[] = {
  { "rights", NULL, NULL, 0, 0, 0, 0, -1, "{role,noun,verb,from:[],routes:[]}", N_ ("Who may do what, as the rows that decide"), run_rights,
    rights_options },
  { NULL },
};
