/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a hand did it takes back, and does again: the same move on the same case, and not when somebody else was there in
 * between.
 */

#include "wg-test-window.h"

#include <string.h>

typedef WgTestWindow Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  wg_test_store_set_up (&self->base, NULL);
  wg_test_window_open (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  wg_test_window_close (self);
}

static void
do_verb (Fixture *self, const char *nick)
{
  wg_test_window_act (self, "verb", g_variant_new_string (nick));
}

static gboolean
is_label_with (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
says (Fixture *self, const char *text)
{
  return wg_test_window_find (GTK_WIDGET (self->window->toasts), is_label_with, text) != NULL;
}

static void
wait_until_said (Fixture *self, const char *text)
{
  while (!says (self, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_version (Fixture *self, gint64 version)
{
  while (self->detail->record->version < version || wg_context_is_busy (self->window->context))
    g_main_context_iteration (NULL, TRUE);
}

static const char nothing[] = "There is nothing to do again: only the move that you undid last in this window can be.";

/* The same verb, to the same person, in the same words, as often as it is wanted. */
static void
test_redo (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  WgAct *assign = wg_act_new (WG_VERB_ASSIGN, number);
  g_autoptr (WgCaseFile) file = NULL;
  const WgEvent *last;

  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_act (self, "redo", NULL);
  wait_until_said (self, nothing);
  assign->to_person_id = 2;
  assign->text = g_strdup ("顺路");
  wg_context_perform (self->window->context, assign);
  wg_test_window_wait_for_state (self, WG_CASE_STATE_ASSIGNED);
  for (int i = 0; i < 2; i++)
    {
      wg_test_window_act (self, "undo", NULL);
      wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
      wg_test_window_act (self, "redo", NULL);
      wg_test_window_wait_for_state (self, WG_CASE_STATE_ASSIGNED);
    }
  g_assert_cmpint (self->detail->record->person_id, ==, 2);
  file = wg_test_load_case (self->base.store, number);
  last = g_ptr_array_index (file->events, file->events->len - 1);
  g_assert_cmpstr (last->verb, ==, "assign");
  g_assert_nonnull (strstr (last->fields, "顺路"));
}

/* Both keys are quicker than the disk. */
static void
test_redo_at_once (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  gint64 version = self->detail->record->version;

  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_act (self, "undo", NULL);
  wg_test_window_act (self, "redo", NULL);
  wait_for_version (self, version + 3);
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  g_assert_cmpint (self->detail->record->version, ==, version + 3);
  g_assert_nonnull (number);
}

/* News of somebody else do not take the place of an answer that was perhaps not read yet. */
static void
assert_both_told (Fixture *self, const char *number)
{
  WgAct *note = wg_test_act (WG_VERB_NOTE, number, WG_TEST_INTAKE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) noted = NULL;

  note->text = g_strdup ("又催一次");
  noted = wg_test_perform (self->base.store, note, &error);
  g_assert_no_error (error);
  while (strstr (gtk_label_get_text (self->detail->news), "又催一次") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (self->detail->news), "Nothing was changed"));
}

/* What somebody else did since is not written over, and another move of one's own is what there is to undo then. */
static void
test_moved_on (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  gint64 version = self->detail->record->version;
  WgAct *note = wg_test_act (WG_VERB_NOTE, number, WG_TEST_INTAKE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) noted = NULL;

  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_act (self, "undo", NULL);
  wait_for_version (self, version + 2);
  note->text = g_strdup ("又来电话");
  noted = wg_test_perform (self->base.store, note, &error);
  g_assert_no_error (error);
  wait_for_version (self, version + 3);
  wg_test_window_act (self, "redo", NULL);
  while (!gtk_widget_get_visible (self->detail->news_box) || wg_context_is_busy (self->window->context)
         || strstr (gtk_label_get_text (self->detail->news), "Nothing was changed") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (self->detail->record->version, ==, version + 3);
  g_assert_cmpint (self->detail->record->state, ==, WG_CASE_STATE_REPORTED);
  assert_both_told (self, number);
  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_act (self, "redo", NULL);
  wait_until_said (self, nothing);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/undo/redo", test_redo);
  ADD ("/undo/redo-at-once", test_redo_at_once);
  ADD ("/undo/moved-on", test_moved_on);
  return g_test_run ();
}
