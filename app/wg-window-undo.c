/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a hand did wrong a hand takes back, and what it took back too soon it does again. The window remembers its own
 * last move for that; whether it may still be undone or done again is for the store to say.
 */

#include "wg-window-private.h"

#include "wg-error.h"
#include "wg-store-workflow.h"

#include <glib/gi18n-lib.h>

static void
take_acts (GPtrArray **place, GPtrArray *acts)
{
  g_clear_pointer (place, g_ptr_array_unref);
  *place = acts;
}

static GPtrArray *
copy_acts (GPtrArray *acts)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_act_free);

  for (guint i = 0; i < acts->len; i++)
    {
      WgAct *copy = wg_act_copy (g_ptr_array_index (acts, i));

      /* The same move again is another event, so it must not be known by the key of the first. */
      g_clear_pointer (&copy->key, g_free);
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

void
wg_window_forget_moves (WgWindow *self)
{
  take_acts (&self->done, NULL);
  take_acts (&self->undone, NULL);
  g_clear_pointer (&self->last_batch, g_free);
  self->undo_wanted = self->redo_wanted = FALSE;
}

/* Remembering. */

/* Other desks move cases, too, and an undo can be asked for from a menu: only the undo of what this window did last is the
 * one that can be done again here.
 */
static void
remember_undo (WgWindow *self, const WgActResult *result)
{
  WgAct *act = self->done != NULL && self->last_batch == NULL ? g_ptr_array_index (self->done, 0) : NULL;
  gboolean own = act != NULL && g_strcmp0 (act->number, result->number) == 0 && self->last_version + 1 == result->version;

  take_acts (&self->undone, own ? g_steal_pointer (&self->done) : NULL);
  take_acts (&self->done, NULL);
  if (own)
    act->expect_version = result->version;
}

static void
go_on (WgWindow *self)
{
  if (self->undo_wanted)
    wg_window_undo_last (self);
  else if (self->redo_wanted)
    wg_window_redo_last (self);
}

void
wg_window_remember_move (WgWindow *self, const WgAct *act, const WgActResult *result)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new ();

  if (act->verb == WG_VERB_UNDO)
    remember_undo (self, result);
  else
    {
      g_ptr_array_add (acts, (gpointer) act);
      take_acts (&self->done, wg_verb_is_undoable (act->verb) ? copy_acts (acts) : NULL);
      take_acts (&self->undone, NULL);
      self->last_version = result->version;
    }
  g_clear_pointer (&self->last_batch, g_free);
  go_on (self);
}

/* Every case of a batch has moved on by the move and by its undo. */
static void
remember_batch_undo (WgWindow *self)
{
  take_acts (&self->undone, self->last_batch != NULL ? g_steal_pointer (&self->done) : NULL);
  take_acts (&self->done, NULL);
  for (guint i = 0; self->undone != NULL && i < self->undone->len; i++)
    {
      WgAct *act = g_ptr_array_index (self->undone, i);

      act->expect_version = act->expect_version >= 0 ? act->expect_version + 2 : -1;
    }
}

void
wg_window_remember_batch (WgWindow *self, WgVerb verb, GPtrArray *acts, const char *undo_key)
{
  gboolean undoable = wg_verb_is_undoable (verb) && undo_key != NULL;

  if (verb == WG_VERB_UNDO)
    remember_batch_undo (self);
  else
    {
      take_acts (&self->done, undoable ? copy_acts (acts) : NULL);
      take_acts (&self->undone, NULL);
    }
  g_free (self->last_batch);
  self->last_batch = undoable ? g_strdup (undo_key) : NULL;
  go_on (self);
}

void
wg_window_forget_wanted (WgWindow *self)
{
  self->undo_wanted = self->redo_wanted = FALSE;
}

/* Doing. */

void
wg_window_undo (WgWindow *self, const char *number)
{
  WgAct *act;

  if (number == NULL || wg_context_get_operator (self->context) == NULL)
    return;
  act = wg_act_new (WG_VERB_UNDO, number);
  wg_context_perform (self->context, act);
}

/* A hand is quicker than a disk: what was just asked for is what is meant, even when it is not written yet. */
void
wg_window_undo_last (WgWindow *self)
{
  gboolean busy = wg_context_is_busy (self->context);

  self->undo_wanted = busy && !self->redo_wanted;
  self->redo_wanted = FALSE;
  if (busy)
    return;
  if (self->last_batch != NULL)
    wg_context_undo_batch (self->context, self->last_batch);
  else if (self->done != NULL)
    wg_window_undo (self, ((const WgAct *) g_ptr_array_index (self->done, 0))->number);
  else
    wg_context_toast (self->context, _ ("There is nothing to undo: of your moves in this window, only the last one can be taken back."), NULL);
}

void
wg_window_redo_last (WgWindow *self)
{
  gboolean busy = wg_context_is_busy (self->context);
  g_autoptr (GPtrArray) acts = NULL;

  self->redo_wanted = busy && !self->undo_wanted;
  self->undo_wanted = FALSE;
  if (busy)
    return;
  if (self->undone == NULL || wg_context_get_operator (self->context) == NULL)
    {
      wg_context_toast (self->context, _ ("There is nothing to do again: only the move that you undid last in this window can be."), NULL);
      return;
    }
  acts = copy_acts (self->undone);
  if (acts->len == 1)
    wg_context_perform (self->context, wg_act_copy (g_ptr_array_index (acts, 0)));
  else
    wg_context_perform_batch (self->context, g_steal_pointer (&acts));
}
