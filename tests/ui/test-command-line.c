/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line of the window, by keys: what it would do is said before Enter and nothing is done before it, Tab and the
 * arrows complete, an input method is not interrupted, and whoever types for the telephone needs twelve keys to assign.
 */

#include "hands.h"
#include "wg-command-entry.h"
#include "wg-search-popover.h"
#include "wg-test-window.h"

#include <string.h>

typedef struct
{
  WgTestWindow base;
  GtkWidget *entry;
  GtkWidget *card;
  char *number;
} Fixture;

static gboolean
is_entry (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ENTRY (widget) && WG_IS_COMMAND_ENTRY (gtk_widget_get_parent (widget));
}

static gboolean
is_card (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_COMMAND_CARD (widget);
}

static char *
report (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->base.base.store, wg_test_report (116.605, 40.305), &error);

  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (f->base.window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_strdup (result->number);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) filed = NULL;

  wg_test_store_set_up (&f->base.base, NULL);
  wg_test_window_open (&f->base);
  f->number = report (f);
  filed = wg_test_perform (f->base.base.store, wg_test_act (WG_VERB_FILE, f->number, WG_TEST_DESK), &error);
  g_assert_no_error (error);
  wg_case_list_set_queue (wg_dispatch_page_get_list (f->base.window->page), WG_QUEUE_OPEN);
  wg_test_window_act (&f->base, "select", g_variant_new_string (f->number));
  wg_test_window_wait_for_state (&f->base, WG_CASE_STATE_FILED);
  f->entry = wg_test_window_find (GTK_WIDGET (f->base.window), is_entry, NULL);
  f->card = wg_test_window_find (GTK_WIDGET (f->base.window), is_card, NULL);
  g_assert_true (f->entry != NULL && f->card != NULL);
  hands_take (GTK_WINDOW (f->base.window));
  wg_test_wait_ms (300);
  wg_dispatch_page_take_focus (f->base.window->page);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->number);
  wg_test_window_close (&f->base);
}

static gboolean
has_focus (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->base.window));

  return focus != NULL && gtk_widget_is_ancestor (focus, f->entry);
}

static gboolean
is_label_with (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static void
wait_for_words (Fixture *f, const char *text)
{
  g_test_message ("waiting for “%s”", text);
  while (wg_test_window_find (f->card, is_label_with, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_text (Fixture *f, const char *text)
{
  g_test_message ("waiting for the line “%s”", text);
  while (strcmp (gtk_editable_get_text (GTK_EDITABLE (f->entry)), text) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_line (Fixture *f)
{
  hands_press ("slash");
  g_assert_true (has_focus (f));
}

/* What an input method or the clipboard would bring. */
static void
put (Fixture *f, const char *text)
{
  open_line (f);
  gtk_editable_set_text (GTK_EDITABLE (f->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (f->entry), -1);
}

static const char *
get_digits (Fixture *f)
{
  return f->number + strlen (f->number) - 4;
}

static void
assert_untouched (Fixture *f)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (f->base.base.store, f->number);

  g_assert_cmpint (file->record->state, ==, WG_CASE_STATE_FILED);
  g_assert_cmpuint (file->events->len, ==, 2);
}

static gboolean
is_list_focused (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->base.window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (wg_dispatch_page_get_list (f->base.window->page)));
}

/* Slash, p, blank, four digits, blank, three initials, Enter: twelve. */
static void
test_assign (Fixture *f, gconstpointer data)
{
  WgCaseBoard *board = wg_context_get_board (f->base.window->context);
  g_autofree char *line = g_strdup_printf ("p %s wjg", get_digits (f));
  gint64 start;

  g_assert_cmpuint (1 + strlen (line) + 1, <=, 12);
  open_line (f);
  hands_type (line);
  wait_for_words (f, wg_case_state_get_label (WG_CASE_STATE_ASSIGNED));
  wait_for_words (f, "王建国");
  assert_untouched (f);
  start = g_get_monotonic_time ();
  hands_press ("Return");
  while (wg_case_board_find_number (board, f->number)->state != WG_CASE_STATE_ASSIGNED)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("from Enter to the changed row: %.0f ms", (double) (g_get_monotonic_time () - start) / 1000);
  while (!is_list_focused (f))
    g_main_context_iteration (NULL, TRUE);
  wait_for_text (f, "");
  g_assert_cmpstr (wg_case_record_get_holder (wg_case_board_find_number (board, f->number)), ==, "王建国");
  /* As every other move it can be taken back. */
  hands_press ("ctrl+z");
  while (wg_case_board_find_number (board, f->number)->state != WG_CASE_STATE_FILED)
    g_main_context_iteration (NULL, TRUE);
}

/* Enter that comes before the answer is not lost and not too early. */
static void
test_fast (Fixture *f, gconstpointer data)
{
  g_autofree char *line = g_strdup_printf ("派%s王建国，离得近", get_digits (f));
  g_autoptr (WgCaseFile) file = NULL;

  put (f, line);
  g_signal_emit_by_name (f->entry, "activate");
  wg_test_window_wait_for_state (&f->base, WG_CASE_STATE_ASSIGNED);
  file = wg_test_load_case (f->base.base.store, f->number);
  g_assert_cmpstr (((WgEvent *) g_ptr_array_index (file->events, 2))->reason, ==, "离得近");
}

static void
test_wide (Fixture *f, gconstpointer data)
{
  put (f, "／　ｐ　０００１、ｗｊｇ");
  wait_for_words (f, "王建国");
  wait_for_words (f, wg_case_state_get_label (WG_CASE_STATE_ASSIGNED));
  hands_press ("Return");
  wg_test_window_wait_for_state (&f->base, WG_CASE_STATE_ASSIGNED);
}

static void
assert_enter_does_nothing (Fixture *f)
{
  hands_press ("Return");
  wg_test_wait_ms (200);
  g_assert_true (has_focus (f));
  assert_untouched (f);
}

static void
test_unknown (Fixture *f, gconstpointer data)
{
  open_line (f);
  hands_type ("asign 1 wjg");
  wait_for_words (f, "assign");
  wait_for_words (f, "asign");
  assert_enter_does_nothing (f);
}

/* A move that is not possible now says which are. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *line = g_strdup_printf ("结 %s", get_digits (f));

  put (f, line);
  wait_for_words (f, wg_verb_get_label (WG_VERB_ASSIGN));
  assert_enter_does_nothing (f);
}

static void
test_completion (Fixture *f, gconstpointer data)
{
  g_autofree char *case_line = g_strdup_printf ("assign %s ", f->number);
  g_autofree char *whole = g_strdup_printf ("assign %s 王建国", f->number);

  open_line (f);
  hands_type ("as");
  wait_for_words (f, "assign");
  hands_press ("Tab");
  wait_for_text (f, "assign ");
  wait_for_words (f, f->number);
  hands_press ("Tab");
  wait_for_text (f, case_line);
  wait_for_words (f, "王建国");
  hands_press ("Tab");
  wait_for_text (f, whole);
  wait_for_words (f, wg_case_state_get_label (WG_CASE_STATE_ASSIGNED));
  assert_untouched (f);
}

/* Ten more, of which the last ends with the same digit. */
static char *
report_ten (Fixture *f)
{
  char *last = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_free (last);
      last = report (f);
    }
  g_assert_cmpint (last[strlen (last) - 1], ==, f->number[strlen (f->number) - 1]);
  return last;
}

/* Of those that end so only the ones that can be assigned are meant; where there is none, it is said what the newest allows. */
static void
test_possible (Fixture *f, gconstpointer data)
{
  g_autofree char *second = report_ten (f);
  const char *digit = second + strlen (second) - 1;
  g_autofree char *assign = g_strdup_printf ("p %s wjg", digit);
  g_autofree char *check = g_strdup_printf ("j %s", digit);

  put (f, assign);
  wait_for_words (f, wg_case_state_get_label (WG_CASE_STATE_ASSIGNED));
  wait_for_words (f, f->number);
  g_assert_null (wg_test_window_find (f->card, is_label_with, second));
  put (f, check);
  wait_for_words (f, wg_verb_get_label (WG_VERB_FILE));
  wait_for_words (f, second);
  assert_enter_does_nothing (f);
  /* The case that is marked is filed already, so it is not offered to be. */
  put (f, "file ");
  wait_for_words (f, "Say which case");
  g_assert_null (wg_test_window_find (f->card, is_label_with, f->number));
}

/* A case that is not in the queue any more is found by the same digits. */
static void
test_past (Fixture *f, gconstpointer data)
{
  g_autofree char *number = report (f);
  g_autofree char *line = g_strdup_printf ("o %s again", number + strlen (number) - 4);
  WgAct *reject = wg_test_act (WG_VERB_REJECT, number, WG_TEST_DESK);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) rejected = NULL;

  reject->reason = g_strdup ("untrue");
  reject->text = g_strdup ("untrue");
  rejected = wg_test_perform (f->base.base.store, reject, &error);
  g_assert_no_error (error);
  put (f, line);
  wait_for_words (f, number);
  wait_for_words (f, wg_case_state_get_label (WG_CASE_STATE_REPORTED));
  hands_press ("Return");
  while (wg_case_board_find_number (wg_context_get_board (f->base.window->context), number) == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_untouched (f);
}

/* Digits that several cases end with are a choice; the arrows put each of them into the line. */
static void
test_several (Fixture *f, gconstpointer data)
{
  g_autofree char *second = report_ten (f);

  open_line (f);
  hands_type (f->number + strlen (f->number) - 1);
  wait_for_words (f, second);
  wait_for_words (f, f->number);
  hands_press ("Return");
  wg_test_wait_ms (100);
  g_assert_true (has_focus (f));
  hands_press ("Down");
  wait_for_text (f, second);
  hands_press ("Down");
  wait_for_text (f, f->number);
  hands_press ("Up");
  wait_for_text (f, second);
  wait_for_words (f, second);
  hands_press ("Return");
  while (f->base.detail->record == NULL || strcmp (f->base.detail->record->number, second) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_composing (Fixture *f, gconstpointer data)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (f->entry));
  g_autofree char *line = g_strdup_printf ("p %s wjg", get_digits (f));

  put (f, line);
  wait_for_words (f, wg_case_state_get_label (WG_CASE_STATE_ASSIGNED));
  g_signal_emit_by_name (text, "preedit-changed", "wang");
  g_signal_emit_by_name (f->entry, "activate");
  wg_test_wait_ms (200);
  assert_untouched (f);
  g_assert_true (has_focus (f));
  g_signal_emit_by_name (text, "preedit-changed", "");
  hands_press ("Return");
  wg_test_window_wait_for_state (&f->base, WG_CASE_STATE_ASSIGNED);
}

static void
test_leaving (Fixture *f, gconstpointer data)
{
  hands_press ("ctrl+f");
  hands_press ("ctrl+l");
  g_assert_true (has_focus (f));
  hands_type ("p 1");
  hands_press ("Escape");
  wait_for_text (f, "");
  g_assert_false (has_focus (f));
  g_assert_true (GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (f->base.window))));
  assert_untouched (f);
}

static void
test_history (Fixture *f, gconstpointer data)
{
  open_line (f);
  hands_type (get_digits (f));
  wait_for_words (f, f->number);
  hands_press ("Return");
  while (has_focus (f))
    g_main_context_iteration (NULL, TRUE);
  open_line (f);
  hands_press ("Up");
  wait_for_text (f, get_digits (f));
  hands_press ("Down");
  wait_for_text (f, "");
}

static gboolean
is_search (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_SEARCH_POPOVER (widget);
}

static void
test_going (Fixture *f, gconstpointer data)
{
  WgSelection *selection = wg_context_get_selection (f->base.window->context);

  open_line (f);
  hands_type ("g b");
  wait_for_words (f, "B");
  hands_press ("Return");
  while (wg_selection_get_grid (selection) == WG_NO_ID)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->base.window)), wg_dispatch_page_get_map (f->base.window->page)));
  put (f, "? 垃圾");
  wait_for_words (f, "垃圾");
  g_signal_emit_by_name (f->entry, "activate");
  while (wg_test_window_find (GTK_WIDGET (f->base.window), is_search, NULL) == NULL)
    g_main_context_iteration (NULL, TRUE);
  hands_press ("Escape");
  while (wg_test_window_find (GTK_WIDGET (f->base.window), is_search, NULL) != NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_untouched (f);
}

/* Whatever is pasted: the card stays over the queue. */
static void
test_hostile (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) line = g_string_new ("p 0001 ");
  GtkWidget *list = GTK_WIDGET (wg_dispatch_page_get_list (f->base.window->page));
  int width = gtk_widget_get_width (list);

  for (guint i = 0; i < 2000; i++)
    g_string_append (line, i % 5 == 0 ? "\xe2\x80\xae" : i % 5 == 1 ? "😀" : i % 5 == 2 ? "<b>&" : "长");
  put (f, line->str);
  wait_for_words (f, "长");
  wg_test_wait_ms (300);
  g_assert_cmpint (gtk_widget_get_width (list), ==, width);
  g_assert_cmpint (gtk_widget_get_width (f->card), <=, gtk_widget_get_width (gtk_widget_get_parent (f->card)));
  g_assert_cmpint (gtk_widget_get_height (f->card), <, gtk_widget_get_height (list));
  assert_enter_does_nothing (f);
}

/* The digits of another case are the second word of a merge; which one that is, is said before Enter merges. */
static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autofree char *other = report (f);
  g_autofree char *line = g_strdup_printf ("m %s %s", get_digits (f), other + strlen (other) - 1);

  put (f, line);
  wait_for_words (f, other);
  wait_for_words (f, wg_case_state_get_label (WG_CASE_STATE_MERGED));
  assert_untouched (f);
  hands_press ("Return");
  wg_test_window_wait_for_state (&f->base, WG_CASE_STATE_MERGED);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/command-line/merge", test_merge);
  ADD ("/command-line/assign", test_assign);
  ADD ("/command-line/fast", test_fast);
  ADD ("/command-line/wide", test_wide);
  ADD ("/command-line/unknown", test_unknown);
  ADD ("/command-line/refused", test_refused);
  ADD ("/command-line/completion", test_completion);
  ADD ("/command-line/several", test_several);
  ADD ("/command-line/possible", test_possible);
  ADD ("/command-line/past", test_past);
  ADD ("/command-line/composing", test_composing);
  ADD ("/command-line/leaving", test_leaving);
  ADD ("/command-line/history", test_history);
  ADD ("/command-line/going", test_going);
  ADD ("/command-line/hostile", test_hostile);
  return g_test_run ();
}
