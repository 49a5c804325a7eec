/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a change of boundaries has a name, an author, an approver and a date, and each of its moves can be scripted and
 * proved.
 */

#include "wg-command-drafts.h"

#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-store-cases.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <math.h>

gboolean
wg_command_drafts_take_id (const char *text, gint64 *id, GError **error)
{
  char *end = NULL;

  *id = text != NULL ? g_ascii_strtoll (text, &end, 10) : 0;
  if (text != NULL && *text != '\0' && *end == '\0')
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no draft %s. “wangge drafts” lists those there are."),
               text != NULL ? text : "–");
  return FALSE;
}

static void
write_grids (WgJsonWriter *out, const WgDraft *draft)
{
  wg_json_writer_key (out, "changes");
  wg_json_writer_begin_array (out);
  for (guint i = 0; draft->grids != NULL && i < draft->grids->len; i++)
    {
      const WgDraftGrid *grid = g_ptr_array_index (draft->grids, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "code", grid->code);
      wg_json_writer_text (out, "name", grid->name);
      wg_json_writer_text (out, "op", grid->op);
      wg_json_writer_bool (out, "special", grid->special);
      wg_json_writer_int (out, "level", grid->depth);
      wg_json_writer_double (out, "area_m2", wg_shape_get_area_m2 (grid->shape));
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

void
wg_command_drafts_write (WgJsonWriter *out, const WgDraft *draft)
{
  wg_json_writer_int (out, "draft", draft->id);
  wg_json_writer_text (out, "name", draft->name);
  wg_json_writer_text (out, "state", draft->state);
  wg_json_writer_text (out, "author", draft->author);
  wg_json_writer_text (out, "approver", draft->approver);
  wg_json_writer_time (out, "effective", draft->effective_ms);
  wg_json_writer_text (out, "note", draft->note);
  wg_json_writer_int (out, "steps", draft->n_steps);
  wg_json_writer_text (out, "trouble", draft->trouble);
  write_grids (out, draft);
  wg_json_writer_key (out, "conflicts");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < draft->conflicts->len; i++)
    {
      const WgDraftConflict *conflict = g_ptr_array_index (draft->conflicts, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_int (out, "draft", conflict->draft_id);
      wg_json_writer_text (out, "grid", conflict->code);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_figures (WgJsonWriter *out, const char *key, const WgGridFigures *figures, gboolean is_there)
{
  wg_json_writer_key (out, key);
  if (!is_there)
    {
      wg_json_writer_add_text (out, NULL);
      return;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_double (out, "area_m2", figures->area_m2);
  wg_json_writer_int (out, "households", figures->households < 0 ? G_MININT64 : figures->households);
  wg_json_writer_int (out, "buildings", figures->buildings);
  wg_json_writer_int (out, "open", figures->open);
  wg_json_writer_int (out, "overdue", figures->overdue);
  wg_json_writer_int (out, "officers", figures->officers);
  wg_json_writer_end_object (out);
}

void
wg_command_drafts_write_plan (WgJsonWriter *out, const WgDraftPlan *plan)
{
  wg_json_writer_key (out, "grids");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (plan->grids, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "code", weight->code);
      write_figures (out, "before", &weight->figures[0], weight->is_there[0]);
      write_figures (out, "after", &weight->figures[1], weight->is_there[1]);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
  wg_json_writer_key (out, "moved_cases");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < plan->moves->len; i++)
    {
      const WgCaseMove *move = g_ptr_array_index (plan->moves, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "number", move->number);
      wg_json_writer_text (out, "from", move->from);
      wg_json_writer_text (out, "to", move->to);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
  wg_json_writer_key (out, "flags");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < plan->flags->len; i++)
    {
      const WgDraftFlag *flag = g_ptr_array_index (plan->flags, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "grid", flag->code);
      wg_json_writer_text (out, "rule", flag->rule);
      wg_json_writer_double (out, "value", flag->value);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

WgDraft *
wg_command_drafts_load (WgCommandCall *call, gint64 id, GError **error)
{
  wg_store_load_draft_async (call->store, id, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_draft_finish (call->store, wg_command_call_wait (call), error);
}

/* Reading. */

static WgTextTable *
new_table (void)
{
  const char *const titles[] = { C_ ("column", "Draft"),    C_ ("column", "State"),     C_ ("column", "Steps"),
                                 C_ ("column", "Author"),   C_ ("column", "Approved by"), C_ ("column", "Effective"),
                                 C_ ("column", "Conflicts"), C_ ("column", "Name"),
                                 C_ ("column", "Not in force because") };

  return wg_text_table_new ("rlrlllrll", titles);
}

static void
add_row (WgCommandCall *call, WgTextTable *rows, const WgDraft *draft)
{
  g_autofree char *date = draft->effective_ms == G_MININT64
                              ? NULL
                              : wg_time_format_local (draft->effective_ms, call->zone, wg_command_call_get_now (call), WG_TIME_SHORT);

  wg_text_table_add_int (rows, draft->id);
  wg_text_table_add (rows, wg_draft_state_get_label (draft));
  wg_text_table_add_int (rows, draft->n_steps);
  wg_text_table_add (rows, draft->author != NULL ? wg_operator_name_get_label (draft->author) : NULL);
  wg_text_table_add (rows, draft->approver != NULL ? wg_operator_name_get_label (draft->approver) : NULL);
  wg_text_table_add (rows, date);
  wg_text_table_add_int (rows, draft->conflicts->len);
  wg_text_table_add (rows, draft->name);
  wg_text_table_add (rows, draft->trouble);
}

static gboolean
run_drafts (WgCommandCall *call, GError **error)
{
  g_autoptr (WgTextTable) rows = new_table ();
  g_autoptr (GPtrArray) drafts = NULL;

  wg_store_list_drafts_async (call->store, call->cancellable, wg_command_call_ready, call);
  drafts = wg_store_list_drafts_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      g_autoptr (WgDraft) draft = NULL;

      if (!call->json)
        {
          add_row (call, rows, g_ptr_array_index (drafts, i));
          continue;
        }
      draft = wg_command_drafts_load (call, ((WgDraft *) g_ptr_array_index (drafts, i))->id, error);
      if (draft == NULL)
        return FALSE;
      wg_json_writer_begin_object (call->writer);
      wg_command_drafts_write (call->writer, draft);
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return drafts != NULL && wg_command_call_print_table (call, rows, error);
}

static gboolean
print_text (WgCommandCall *call, const WgDraft *draft, GError **error)
{
  const char *const titles[] = { C_ ("column", "Code"), C_ ("column", "Change"), C_ ("column", "Area (m²)"), C_ ("column", "Name") };
  g_autoptr (WgTextTable) rows = new_table ();
  g_autoptr (WgTextTable) grids = wg_text_table_new ("llrl", titles);

  add_row (call, rows, draft);
  for (guint i = 0; i < draft->grids->len; i++)
    {
      const WgDraftGrid *grid = g_ptr_array_index (draft->grids, i);

      wg_text_table_add (grids, grid->code);
      wg_text_table_add (grids, g_str_equal (grid->op, "new")      ? C_ ("grid change", "new")
                                : g_str_equal (grid->op, "retire") ? C_ ("grid change", "ends")
                                                                   : C_ ("grid change", "redrawn"));
      wg_text_table_add_int (grids, llround (wg_shape_get_area_m2 (grid->shape)));
      wg_text_table_add (grids, grid->name);
    }
  return wg_command_call_print_table (call, rows, error) && wg_command_call_print_table (call, grids, error);
}

static gboolean
run_show (WgCommandCall *call, GError **error)
{
  g_autoptr (WgDraft) draft = NULL;
  gint64 id;

  if (!wg_command_drafts_take_id (wg_command_call_get_argument (call, 0), &id, error))
    return FALSE;
  draft = wg_command_drafts_load (call, id, error);
  if (draft == NULL)
    return FALSE;
  if (!call->json)
    return print_text (call, draft, error);
  wg_json_writer_begin_object (call->writer);
  wg_command_drafts_write (call->writer, draft);
  wg_json_writer_int (call->writer, "version", draft->version);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

/* Moves. */

static gboolean
print_moved (WgCommandCall *call, const WgDraft *draft, const WgDraftPlan *plan, GError **error)
{
  WgJsonWriter *out = call->writer;

  if (!call->json)
    return print_text (call, draft, error);
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_json_writer_int (out, "id", draft->id);
  wg_command_drafts_write (out, draft);
  if (plan != NULL)
    wg_command_drafts_write_plan (out, plan);
  wg_json_writer_int (out, "version", draft->version);
  wg_json_writer_int (out, "event", draft->event_id);
  wg_json_writer_key (out, "warnings");
  wg_json_writer_add_texts (out, NULL);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static WgDraftAct *
make_act (WgCommandCall *call, WgDraftVerb verb, GError **error)
{
  g_autoptr (WgDraftAct) act = wg_draft_act_new (verb);

  act->operator_id = wg_command_call_find_operator (call, error);
  if (act->operator_id < 0
      || (verb != WG_DRAFT_NEW && !wg_command_drafts_take_id (wg_command_call_get_argument (call, 0), &act->draft_id, error)))
    return NULL;
  act->key = g_strdup (wg_command_keys_get (call));
  act->expect_version = wg_command_call_get_integer (call, "expect-version", G_MININT64);
  if (verb == WG_DRAFT_NEW || verb == WG_DRAFT_RETURN)
    act->note = g_strdup (wg_command_call_get_text (call, "note"));
  if (verb == WG_DRAFT_NEW)
    {
      act->name = g_strdup (wg_command_call_get_text (call, "name"));
      act->effective_ms = wg_command_call_get_time (call, "effective", G_MININT64);
    }
  return g_steal_pointer (&act);
}

static gboolean
run_move (WgCommandCall *call, WgDraftVerb verb, GError **error)
{
  g_autoptr (WgDraftResult) result = NULL;
  g_autoptr (WgEvent) before = NULL;
  g_autoptr (WgDraft) draft = NULL;
  WgDraftAct *act;

  if (!wg_command_keys_find_event (call, "draft", &before, error))
    return FALSE;
  if (before != NULL)
    {
      draft = wg_command_drafts_load (call, before->subject_id, error);
      return draft != NULL && print_moved (call, draft, NULL, error);
    }
  act = make_act (call, verb, error);
  if (act == NULL)
    return FALSE;
  wg_store_move_draft_async (call->store, act, call->cancellable, wg_command_call_ready, call);
  result = wg_store_move_draft_finish (call->store, wg_command_call_wait (call), error);
  return result != NULL && print_moved (call, result->draft, result->plan, error);
}

static gboolean
run_new (WgCommandCall *call, GError **error)
{
  return run_move (call, WG_DRAFT_NEW, error);
}

static gboolean
run_submit (WgCommandCall *call, GError **error)
{
  return run_move (call, WG_DRAFT_SUBMIT, error);
}

static gboolean
run_approve (WgCommandCall *call, GError **error)
{
  return run_move (call, WG_DRAFT_APPROVE, error);
}

static gboolean
run_announce (WgCommandCall *call, GError **error)
{
  return run_move (call, WG_DRAFT_ANNOUNCE, error);
}

static gboolean
run_apply (WgCommandCall *call, GError **error)
{
  return run_move (call, WG_DRAFT_APPLY, error);
}

static gboolean
run_withdraw (WgCommandCall *call, GError **error)
{
  return run_move (call, WG_DRAFT_WITHDRAW, error);
}

static gboolean
run_undo (WgCommandCall *call, GError **error)
{
  return run_move (call, WG_DRAFT_UNDO, error);
}

static gboolean
run_return (WgCommandCall *call, GError **error)
{
  return run_move (call, WG_DRAFT_RETURN, error);
}

static const WgOption return_options[] = {
  { "note", WG_OPTION_TEXT, "TEXT", N_ ("why") },
  { NULL },
};

static const WgOption new_options[] = {
  { "name", WG_OPTION_TEXT, "TEXT", N_ ("what the draft is called") },
  { "effective", WG_OPTION_TIME, "TIME", N_ ("when it takes effect") },
  { "note", WG_OPTION_TEXT, "TEXT", N_ ("why") },
  { NULL },
};

#define READS (WG_COMMAND_OPENS)
#define WRITES (WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED)
#define CHANGES (WRITES | WG_COMMAND_VERSIONED)
#define MOVED "{ok,id," WG_DRAFT_SHAPE ",version,event,warnings:[]}"

const WgCommand wg_commands_drafts[] = {
  { "drafts", NULL, NULL, 0, 0, READS, 0, -1, "{" WG_DRAFT_SHAPE "}", N_ ("List the drafts of boundaries"), run_drafts, NULL },
  { "draft", "show", "ID", 1, 1, READS, 0, -1, "{" WG_DRAFT_SHAPE ",version}", N_ ("Show a draft of boundaries"), run_show, NULL },
  { "draft", "new", NULL, 0, 0, WRITES, WG_ROLE_GIS, -1, MOVED, N_ ("Begin a draft of boundaries"), run_new, new_options },
  { "draft", "submit", "ID", 1, 1, CHANGES, WG_ROLE_GIS, -1, MOVED, N_ ("Hand a draft in for approval"), run_submit, NULL },
  { "draft", "approve", "ID", 1, 1, CHANGES, WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_LEADER, -1, MOVED,
    N_ ("Approve a draft that somebody else has drawn"), run_approve, NULL },
  { "draft", "return", "ID", 1, 1, CHANGES, WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_LEADER, -1, MOVED,
    N_ ("Send a draft back to be drawn on, with a reason"), run_return, return_options },
  { "draft", "announce", "ID", 1, 1, CHANGES, WG_ROLE_GIS | WG_ROLE_DUTY, -1, MOVED, N_ ("Note that the public notice is out"), run_announce, NULL },
  { "draft", "apply", "ID", 1, 1, CHANGES, WG_ROLE_GIS | WG_ROLE_DUTY, -1, "{ok,id," WG_DRAFT_SHAPE "," WG_PLAN_SHAPE ",version,event,warnings:[]}",
    N_ ("Put a draft in force"), run_apply, NULL },
  { "draft", "withdraw", "ID", 1, 1, CHANGES, WG_ROLE_GIS | WG_ROLE_DUTY, -1, MOVED, N_ ("Give a draft up"), run_withdraw, NULL },
  { "draft", "undo", "ID", 1, 1, CHANGES, WG_ROLE_GIS, -1, MOVED, N_ ("Take the last step of a draft back"), run_undo, NULL },
  /* Other names of the same rows. */
  { "boundary", "draft", NULL, 0, 0, WRITES, WG_ROLE_GIS, -1, MOVED, N_ ("Begin a draft of boundaries"), run_new, new_options },
  { "boundary", "approve", "ID", 1, 1, CHANGES, WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_LEADER, -1, MOVED,
    N_ ("Approve a draft that somebody else has drawn"), run_approve, NULL },
  { "boundary", "apply", "ID", 1, 1, CHANGES, WG_ROLE_GIS | WG_ROLE_DUTY, -1, "{ok,id," WG_DRAFT_SHAPE "," WG_PLAN_SHAPE ",version,event,warnings:[]}",
    N_ ("Put a draft in force"), run_apply, NULL },
  { "boundary", "undo", "ID", 1, 1, CHANGES, WG_ROLE_GIS, -1, MOVED, N_ ("Take the last step of a draft back"), run_undo, NULL },
  { NULL },
};
