/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a boundary changes for everybody who lives there, so no one person changes it: one draws, another approves, the
 * public is told, and it takes effect on a date.
 */

#include "wg-draft-private.h"

#include "wg-actor.h"
#include "wg-case-record.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-grid-table.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DRAW_ROLES WG_ROLE_GIS
#define APPROVE_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_LEADER)

WgDraftAct *
wg_draft_act_new (WgDraftVerb verb)
{
  WgDraftAct *act = g_new0 (WgDraftAct, 1);

  act->verb = verb;
  act->expect_version = act->effective_ms = WG_NULL_ID;
  return act;
}

void
wg_draft_act_free (WgDraftAct *act)
{
  g_free (act->key);
  g_free (act->name);
  g_free (act->note);
  g_free (act);
}

void
wg_draft_result_free (WgDraftResult *result)
{
  g_clear_pointer (&result->draft, wg_draft_free);
  g_clear_pointer (&result->plan, wg_draft_plan_free);
  g_free (result);
}

WgBoundaryEdit *
wg_boundary_edit_new (WgBoundaryVerb verb)
{
  WgBoundaryEdit *edit = g_new0 (WgBoundaryEdit, 1);

  edit->verb = verb;
  edit->from[0] = edit->from[1] = edit->to[0] = edit->to[1] = NAN;
  return edit;
}

void
wg_boundary_edit_free (WgBoundaryEdit *edit)
{
  g_free (edit->key);
  g_strfreev (edit->codes);
  g_clear_pointer (&edit->line, g_array_unref);
  g_free (edit->name);
  g_free (edit->along);
  g_free (edit);
}

WgBoundaryEdit *
wg_boundary_edit_copy (const WgBoundaryEdit *edit)
{
  WgBoundaryEdit *copy = g_memdup2 (edit, sizeof *edit);

  copy->key = g_strdup (edit->key);
  copy->codes = g_strdupv (edit->codes);
  copy->line = edit->line != NULL ? g_array_copy (edit->line) : NULL;
  copy->name = g_strdup (edit->name);
  return copy;
}

void
wg_boundary_result_free (WgBoundaryResult *result)
{
  g_clear_pointer (&result->draft, wg_draft_free);
  g_clear_pointer (&result->touched, g_ptr_array_unref);
  g_free (result);
}

/* Rights and states. */

WgActor *
wg_draft_load_actor (WgStoreWork *work, gint64 operator_id, guint roles, GError **error)
{
  g_autoptr (WgActor) actor = wg_actor_load (work, operator_id, error);
  g_autofree char *who = NULL;

  if (actor == NULL || (actor->roles & roles) != 0)
    return g_steal_pointer (&actor);
  who = wg_roles_to_text (roles);
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("This step of a draft belongs to: %s. Nothing was changed."), who);
  return NULL;
}

/* What a verb leads from and to; %NULL: from any state before the end. */
static const struct
{
  const char *verb;
  const char *from[3];
  const char *to;
  guint roles;
} moves[] = {
  [WG_DRAFT_NEW] = { "new", { NULL }, "open", DRAW_ROLES },
  [WG_DRAFT_SUBMIT] = { "submit", { "open" }, "submitted", DRAW_ROLES },
  [WG_DRAFT_APPROVE] = { "approve", { "submitted" }, "approved", APPROVE_ROLES },
  [WG_DRAFT_ANNOUNCE] = { "announce", { "approved" }, "announced", DRAW_ROLES | WG_ROLE_DUTY },
  [WG_DRAFT_APPLY] = { "apply", { "approved", "announced" }, "applied", DRAW_ROLES | WG_ROLE_DUTY },
  [WG_DRAFT_WITHDRAW] = { "withdraw", { NULL }, "withdrawn", DRAW_ROLES | WG_ROLE_DUTY },
  [WG_DRAFT_UNDO] = { "undo", { "open" }, "open", DRAW_ROLES },
  [WG_DRAFT_RETURN] = { "return", { "submitted" }, "open", APPROVE_ROLES },
};

static const char *
state_label (const char *state)
{
  static const char *const labels[][2] = {
    { "open", NC_ ("draft state", "being drawn") },     { "submitted", NC_ ("draft state", "submitted") },
    { "approved", NC_ ("draft state", "approved") },    { "announced", NC_ ("draft state", "announced") },
    { "applied", NC_ ("draft state", "in force") },     { "withdrawn", NC_ ("draft state", "withdrawn") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_str_equal (labels[i][0], state))
        return g_dpgettext2 (GETTEXT_PACKAGE, "draft state", labels[i][1]);
    }
  return state;
}

const char *
wg_draft_state_get_label (const WgDraft *draft)
{
  return state_label (draft->state);
}

static gboolean
is_possible (WgDraftVerb verb, const char *state)
{
  if (moves[verb].from[0] == NULL)
    return !g_str_equal (state, "applied") && !g_str_equal (state, "withdrawn");
  for (guint i = 0; i < G_N_ELEMENTS (moves[verb].from) && moves[verb].from[i] != NULL; i++)
    {
      if (g_str_equal (moves[verb].from[i], state))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_state (const WgDraft *draft, WgDraftVerb verb, GError **error)
{
  g_autoptr (GPtrArray) allowed = g_ptr_array_new ();

  if (is_possible (verb, draft->state))
    return TRUE;
  for (guint i = WG_DRAFT_SUBMIT; i < G_N_ELEMENTS (moves); i++)
    {
      if (is_possible (i, draft->state))
        g_ptr_array_add (allowed, (char *) moves[i].verb);
    }
  g_ptr_array_add (allowed, NULL);
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Draft “%s” is %s, so this is not possible now. Nothing was changed."),
               draft->name, state_label (draft->state));
  if (error != NULL)
    wg_error_set_allowed (*error, (const char *const *) allowed->pdata);
  return FALSE;
}

/* Another account is not enough: it must be another person. */
static gboolean
check_approver (const WgDraft *draft, const WgActor *actor, GError **error)
{
  if (!wg_draft_is_drawn_by (draft, actor->operator_id, actor->person_id != WG_NO_ID ? actor->person_id : WG_NULL_ID))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN,
               _ ("Whoever drew a boundary cannot approve it. Draft “%s” waits for somebody else."), draft->name);
  return FALSE;
}

static gboolean
check_date (WgStoreWork *work, const WgDraft *draft, GError **error)
{
  gint64 now_ms = wg_clock_get_now (work->clock);
  g_autofree char *date = NULL;

  if (draft->effective_ms == WG_NULL_ID || draft->effective_ms <= now_ms)
    return TRUE;
  date = wg_time_format_local (draft->effective_ms, work->zone, now_ms, WG_TIME_SHORT);
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Draft “%s” takes effect on %s, not before. Nothing was changed."),
               draft->name, date);
  return FALSE;
}

/* Moves. */

static gboolean
log_move (WgStoreWork *work, WgEvent *event, const WgDraftAct *act, const WgDraft *draft, const char *step, GError **error)
{
  g_autoptr (WgFields) fields = wg_fields_new ();

  event->operator_id = act->operator_id;
  event->subject = g_strdup ("draft");
  event->subject_id = draft->id;
  event->verb = g_strdup (moves[act->verb].verb);
  event->reason = act->verb == WG_DRAFT_RETURN ? g_strdup (act->note) : NULL;
  event->idem_key = g_strdup (act->key);
  wg_fields_set_text (fields, "name", draft->name);
  if (step != NULL)
    wg_fields_set_text (fields, "step", step);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (work->connection, event, error);
}

static gboolean
begin (WgStoreWork *work, const WgDraftAct *act, gint64 *id, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  WgDraft draft = { .name = act->name };
  WgConnection *connection = work->connection;

  if (act->name == NULL || *act->name == '\0')
    {
      g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("A draft needs a name; give it with --name."));
      return FALSE;
    }
  if (!wg_event_log_open (connection, event, wg_clock_get_now (work->clock), error))
    return FALSE;
  *id = draft.id = wg_grid_table_take_ids (connection, "draft", 1, error);
  return draft.id > 0
         && wg_connection_run (connection, error, "draft-insert", "iisiiis", wg_connection_get_district (connection), draft.id,
                               act->name, act->operator_id, event->id - 1, act->effective_ms, act->note) >= 0
         && log_move (work, event, act, &draft, NULL, error);
}

static gboolean
advance (WgStoreWork *work, const WgDraftAct *act, WgDraft *draft, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autofree char *step = NULL;

  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return FALSE;
  if (act->verb == WG_DRAFT_SUBMIT && draft->grids->len == 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Draft “%s” changes nothing. Draw something first."), draft->name);
      return FALSE;
    }
  if (act->verb == WG_DRAFT_RETURN && (act->note == NULL || *act->note == '\0'))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("Whoever sends draft “%s” back says why. Nothing was changed."),
                   draft->name);
      return FALSE;
    }
  if ((act->verb == WG_DRAFT_SUBMIT || act->verb == WG_DRAFT_APPROVE) && !wg_draft_check_land (work, draft, error))
    return FALSE;
  if (act->verb == WG_DRAFT_UNDO && !wg_draft_table_undo_step (work->connection, draft->id, &step, error))
    return FALSE;
  if (act->verb == WG_DRAFT_APPROVE)
    {
      draft->approver_id = act->operator_id;
      draft->approved_ms = event->at_ms;
    }
  g_free (draft->state);
  draft->state = g_strdup (moves[act->verb].to);
  return wg_draft_table_update (work->connection, draft, NULL, error) && log_move (work, event, act, draft, step, error);
}

static gboolean
move_existing (WgStoreWork *work, const WgDraftAct *act, const WgActor *actor, WgDraftPlan **plan, GError **error)
{
  g_autoptr (WgDraft) draft = wg_draft_table_find (work->connection, act->draft_id, error);

  if (draft == NULL)
    return FALSE;
  if (act->expect_version != WG_NULL_ID && act->expect_version != draft->version)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT,
                   _ ("Somebody else changed draft “%s” in the meantime. Nothing was changed; look at it again."), draft->name);
      return FALSE;
    }
  if (!check_state (draft, act->verb, error)
      || (act->verb == WG_DRAFT_APPROVE && !check_approver (draft, actor, error)))
    return FALSE;
  if (act->verb == WG_DRAFT_APPLY)
    return check_date (work, draft, error) && wg_draft_apply (work, draft, act->operator_id, act->key, plan, error);
  return advance (work, act, draft, error);
}

static gpointer
move (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const WgDraftAct *act = request;
  g_autoptr (WgActor) actor = wg_draft_load_actor (work, act->operator_id, moves[act->verb].roles, error);
  g_autoptr (WgDraftResult) result = g_new0 (WgDraftResult, 1);
  gint64 id = act->draft_id;

  if (actor == NULL)
    return NULL;
  if (act->verb == WG_DRAFT_NEW ? !begin (work, act, &id, error) : !move_existing (work, act, actor, &result->plan, error))
    return NULL;
  result->draft = wg_draft_table_find (work->connection, id, error);
  return result->draft != NULL ? g_steal_pointer (&result) : NULL;
}

/* Steps. */

static gboolean
log_step (WgStoreWork *work, WgEvent *event, const WgBoundaryEdit *edit, const WgBoundaryResult *result, GError **error)
{
  g_autoptr (WgFields) fields = wg_fields_new ();
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();

  g_ptr_array_extend (touched, result->touched, NULL, NULL);
  g_ptr_array_add (touched, NULL);
  event->operator_id = edit->operator_id;
  event->subject = g_strdup ("draft");
  event->subject_id = edit->draft_id;
  event->verb = g_strdup (wg_boundary_verb_to_nick (edit->verb));
  event->idem_key = g_strdup (edit->key);
  wg_fields_set_texts (fields, "touched", (const char *const *) touched->pdata);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (work->connection, event, error);
}

static gpointer
edit_boundary (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const WgBoundaryEdit *edit = request;
  g_autoptr (WgActor) actor = wg_draft_load_actor (work, edit->operator_id, DRAW_ROLES, error);
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgBoundaryResult) result = g_new0 (WgBoundaryResult, 1);
  g_autoptr (WgDraft) draft = NULL;

  if (actor == NULL || !wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return NULL;
  draft = wg_draft_table_find (work->connection, edit->draft_id, error);
  result->touched = g_ptr_array_new_with_free_func (g_free);
  if (draft == NULL || !check_state (draft, WG_DRAFT_UNDO, error) || !wg_draft_table_check_base (draft, error)
      || !wg_draft_edit (work, edit, draft, result, error) || !wg_draft_table_update (work->connection, draft, NULL, error)
      || !log_step (work, event, edit, result, error))
    return NULL;
  result->draft = wg_draft_table_find (work->connection, edit->draft_id, error);
  return result->draft != NULL ? g_steal_pointer (&result) : NULL;
}

/* Dates that have come. */

int
wg_store_work_apply_due (WgStoreWork *work, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "draft-due", "ii",
                                          wg_connection_get_district (work->connection), wg_clock_get_now (work->clock));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  int n_applied = 0;

  if (row == NULL)
    return -1;
  while (wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; local == NULL && i < ids->len; i++)
    {
      g_autoptr (WgDraft) draft = wg_draft_table_find (work->connection, g_array_index (ids, gint64, i), &local);
      g_autoptr (WgDraftPlan) plan = NULL;

      if (draft == NULL || !wg_connection_begin (work->connection, TRUE, &local))
        break;
      if (wg_draft_apply (work, draft, draft->author_id, NULL, &plan, NULL) && wg_connection_commit (work->connection, NULL))
        {
          n_applied++;
          wg_store_note_come_due (work->store, draft->id);
        }
      else
        wg_connection_rollback (work->connection);
    }
  if (local == NULL)
    return n_applied;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

/* Reading. */

/* Whose date has come is in force; if it is not, it could not be, and trying says why. */
static void
look_for_trouble (WgStoreWork *work, WgDraft *draft)
{
  g_autoptr (WgDraft) whole = NULL;
  g_autoptr (WgDraftPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (draft->state, "announced") || draft->effective_ms == WG_NULL_ID
      || draft->effective_ms > wg_clock_get_now (work->clock))
    return;
  whole = wg_draft_table_find (work->connection, draft->id, &error);
  plan = whole != NULL ? wg_draft_plan_new (work, whole, &error) : NULL;
  if (plan == NULL)
    draft->trouble = g_strdup (error->message);
}

static gpointer
list (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  GPtrArray *drafts = wg_draft_table_list (work->connection, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    look_for_trouble (work, g_ptr_array_index (drafts, i));
  return drafts;
}

static gpointer
load (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  WgDraft *draft = wg_draft_table_find (work->connection, *(gint64 *) request, error);

  if (draft != NULL)
    look_for_trouble (work, draft);
  return draft;
}

WgDraftPlan *
wg_draft_weigh (WgStoreWork *work, const WgDraft *draft, GError **error)
{
  if (wg_draft_has_ended (draft))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Draft “%s” is %s, so this is not possible now. Nothing was changed."),
                   draft->name, state_label (draft->state));
      return NULL;
    }
  return wg_draft_plan_new (work, draft, error);
}

static gpointer
weigh (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgDraft) draft = wg_draft_table_find (work->connection, *(gint64 *) request, error);

  return draft != NULL ? wg_draft_weigh (work, draft, error) : NULL;
}

/* The door. */

void
wg_store_list_drafts_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_list_drafts_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_load_draft_async (WgStore *self, gint64 draft_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  wg_store_read_async (self, load, g_memdup2 (&draft_id, sizeof draft_id), g_free, (GDestroyNotify) wg_draft_free,
                       cancellable, callback, user_data);
}

WgDraft *
wg_store_load_draft_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_move_draft_async (WgStore *self, WgDraftAct *act, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  wg_store_write_async (self, move, act, (GDestroyNotify) wg_draft_act_free, (GDestroyNotify) wg_draft_result_free,
                        cancellable, callback, user_data);
}

WgDraftResult *
wg_store_move_draft_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_edit_boundary_async (WgStore *self, WgBoundaryEdit *edit, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  wg_store_write_async (self, edit_boundary, edit, (GDestroyNotify) wg_boundary_edit_free,
                        (GDestroyNotify) wg_boundary_result_free, cancellable, callback, user_data);
}

WgBoundaryResult *
wg_store_edit_boundary_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_weigh_draft_async (WgStore *self, gint64 draft_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  wg_store_read_async (self, weigh, g_memdup2 (&draft_id, sizeof draft_id), g_free, (GDestroyNotify) wg_draft_plan_free,
                       cancellable, callback, user_data);
}

WgDraftPlan *
wg_store_weigh_draft_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
