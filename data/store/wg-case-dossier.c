/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case is more than its row and its history; what people were asked, signed, said and added is read together once, so
 * that the detail, the command line and paper show the same.
 */

#include "wg-case-dossier.h"

static void
ask_free (gpointer data)
{
  WgCaseAsk *ask = data;

  g_free (ask->kind);
  g_free (ask->by);
  g_free (ask->to);
  g_free (ask->text);
  g_free (ask->answered_by);
  g_free (ask->answer);
  g_free (ask);
}

static void
sign_free (gpointer data)
{
  WgCaseSign *sign = data;

  g_free (sign->result);
  g_free (sign->signer);
  g_free (sign->opinion);
  g_free (sign);
}

static void
call_free (gpointer data)
{
  WgCaseCall *call = data;

  g_free (call->kind);
  g_free (call->level);
  g_free (call->by);
  g_free (call->text);
  g_free (call);
}

static void
hand_free (gpointer data)
{
  WgCaseHand *hand = data;

  g_free (hand->kind);
  g_free (hand->name);
  g_free (hand);
}

static void
attachment_free (gpointer data)
{
  WgCaseAttachment *attachment = data;

  g_free (attachment->sha256);
  g_free (attachment->name);
  g_free (attachment->mime);
  g_free (attachment->by);
  g_free (attachment);
}

void
wg_case_dossier_free (WgCaseDossier *self)
{
  g_clear_pointer (&self->asks, g_ptr_array_unref);
  g_clear_pointer (&self->signs, g_ptr_array_unref);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->hands, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->master);
  g_free (self);
}

static int
get_answer (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? -1 : (int) wg_statement_get_int64 (row, column);
}

static gpointer
read_ask (WgStatement *row)
{
  WgCaseAsk *ask = g_new0 (WgCaseAsk, 1);

  ask->kind = wg_statement_dup_text (row, 0);
  ask->asked_ms = wg_statement_get_int64 (row, 1);
  ask->by = wg_statement_dup_text (row, 2);
  ask->to = wg_statement_dup_text (row, 3);
  ask->text = wg_statement_dup_text (row, 4);
  ask->reply_by_ms = wg_statement_get_int64 (row, 5);
  ask->answered_ms = wg_statement_get_int64 (row, 6);
  ask->answered_by = wg_statement_dup_text (row, 7);
  ask->granted = get_answer (row, 8);
  ask->answer = wg_statement_dup_text (row, 9);
  ask->settled_ms = wg_statement_get_int64 (row, 10);
  ask->to_person_id = wg_statement_get_int64 (row, 11);
  ask->by_id = wg_statement_get_int64 (row, 12);
  return ask;
}

static gpointer
read_sign (WgStatement *row)
{
  WgCaseSign *sign = g_new0 (WgCaseSign, 1);

  sign->run = (int) wg_statement_get_int64 (row, 0);
  sign->stage = (int) wg_statement_get_int64 (row, 1);
  sign->result = wg_statement_dup_text (row, 2);
  sign->signer = wg_statement_dup_text (row, wg_statement_is_null (row, 4) ? 3 : 4);
  sign->at_ms = wg_statement_get_int64 (row, 5);
  sign->opinion = wg_statement_dup_text (row, 6);
  return sign;
}

static gpointer
read_call (WgStatement *row)
{
  WgCaseCall *call = g_new0 (WgCaseCall, 1);

  call->kind = wg_statement_dup_text (row, 0);
  call->reporter = wg_statement_is_null (row, 1) ? 0 : (int) wg_statement_get_int64 (row, 1);
  call->level = wg_statement_dup_text (row, 2);
  call->at_ms = wg_statement_get_int64 (row, 3);
  call->by = wg_statement_dup_text (row, 4);
  call->reached = get_answer (row, 5);
  call->solved = get_answer (row, 6);
  call->satisfied = get_answer (row, 7);
  call->text = wg_statement_dup_text (row, 8);
  call->until_ms = wg_statement_get_int64 (row, 9);
  return call;
}

static gpointer
read_hand (WgStatement *row)
{
  WgCaseHand *hand = g_new0 (WgCaseHand, 1);

  hand->kind = wg_statement_dup_text (row, 0);
  hand->person_id = wg_statement_get_int64 (row, 1);
  hand->run = (int) wg_statement_get_int64 (row, 3);
  hand->from_event = wg_statement_get_int64 (row, 4);
  hand->to_event = wg_statement_is_null (row, 5) ? G_MAXINT64 : wg_statement_get_int64 (row, 5);
  hand->present = hand->to_event == G_MAXINT64;
  hand->name = wg_statement_dup_text (row, wg_statement_is_null (row, 6) ? 7 : 6);
  return hand;
}

static gpointer
read_attachment (WgStatement *row)
{
  WgCaseAttachment *attachment = g_new0 (WgCaseAttachment, 1);

  attachment->id = wg_statement_get_int64 (row, 0);
  attachment->sha256 = wg_statement_dup_text (row, 2);
  attachment->name = wg_statement_dup_text (row, 3);
  attachment->mime = wg_statement_dup_text (row, 4);
  attachment->bytes = wg_statement_get_int64 (row, 5);
  attachment->at_ms = wg_statement_get_int64 (row, 6);
  attachment->by = wg_statement_dup_text (row, 7);
  return attachment;
}

static gpointer
read_child (WgStatement *row)
{
  return wg_statement_dup_text (row, 1);
}

static GPtrArray *
read_all (WgStoreWork *work, const char *statement, gint64 case_id, gpointer (*read) (WgStatement *), GDestroyNotify item_free, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, statement, "ii", wg_connection_get_district (work->connection), case_id);

  while (row != NULL && wg_statement_step (row, &local))
    g_ptr_array_add (items, read (row));
  if (local == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static char *
find_master (WgStoreWork *work, const WgCaseRecord *record)
{
  WgStatement *row = record->master_id != WG_NO_ID ? wg_connection_query (work->connection, NULL, "case-state-of", "ii",
                                                                          wg_connection_get_district (work->connection), record->master_id)
                                                   : NULL;
  char *number = row != NULL && wg_statement_step (row, NULL) ? wg_statement_dup_text (row, 1) : NULL;

  if (row != NULL)
    wg_statement_reset (row);
  return number;
}

/* What came later is taken away again. */

static void
forget_ask (WgCaseAsk *ask, gint64 at_ms)
{
  if (ask->settled_ms > at_ms)
    ask->settled_ms = G_MININT64;
  if (ask->answered_ms <= at_ms)
    return;
  ask->answered_ms = G_MININT64;
  g_clear_pointer (&ask->answered_by, g_free);
  g_clear_pointer (&ask->answer, g_free);
  ask->granted = -1;
}

static void
look_back (WgCaseDossier *self, gint64 at_ms, gint64 last_event)
{
  for (guint i = self->asks->len; i > 0; i--)
    {
      forget_ask (g_ptr_array_index (self->asks, i - 1), at_ms);
      if (((WgCaseAsk *) g_ptr_array_index (self->asks, i - 1))->asked_ms > at_ms)
        g_ptr_array_remove_index (self->asks, i - 1);
    }
  for (guint i = self->signs->len; i > 0; i--)
    {
      if (((WgCaseSign *) g_ptr_array_index (self->signs, i - 1))->at_ms > at_ms)
        g_ptr_array_remove_index (self->signs, i - 1);
    }
  for (guint i = self->calls->len; i > 0; i--)
    {
      if (((WgCaseCall *) g_ptr_array_index (self->calls, i - 1))->at_ms > at_ms)
        g_ptr_array_remove_index (self->calls, i - 1);
    }
  for (guint i = self->attachments->len; i > 0; i--)
    {
      if (((WgCaseAttachment *) g_ptr_array_index (self->attachments, i - 1))->at_ms > at_ms)
        g_ptr_array_remove_index (self->attachments, i - 1);
    }
  for (guint i = self->hands->len; i > 0; i--)
    {
      WgCaseHand *hand = g_ptr_array_index (self->hands, i - 1);

      hand->present = hand->to_event > last_event;
      if (hand->from_event > last_event)
        g_ptr_array_remove_index (self->hands, i - 1);
    }
}

WgCaseDossier *
wg_case_dossier_load (WgStoreWork *work, const WgCaseRecord *record, gint64 at_ms, GError **error)
{
  g_autoptr (WgCaseDossier) self = g_new0 (WgCaseDossier, 1);
  g_autoptr (GError) local = NULL;
  gint64 id = record->id, last_event = G_MAXINT64;

  if (at_ms != G_MAXINT64)
    last_event = wg_connection_get_value (work->connection, NULL, &local, "event-last-at", "ii", wg_connection_get_district (work->connection), at_ms);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  self->master = find_master (work, record);
  if ((self->asks = read_all (work, "ask-list", id, read_ask, ask_free, error)) == NULL
      || (self->signs = read_all (work, "sign-list", id, read_sign, sign_free, error)) == NULL
      || (self->calls = read_all (work, "call-list", id, read_call, call_free, error)) == NULL
      || (self->hands = read_all (work, "hand-list", id, read_hand, hand_free, error)) == NULL
      || (self->attachments = read_all (work, "attachment-list", id, read_attachment, attachment_free, error)) == NULL
      || (self->children = read_all (work, "child-list", id, read_child, g_free, error)) == NULL)
    return NULL;
  if (at_ms != G_MAXINT64)
    look_back (self, at_ms, last_event);
  return g_steal_pointer (&self);
}
