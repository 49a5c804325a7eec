/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies beside the routes: a case changes hands, is corrected, goes to a unit, comes back from a signer, is given up, or is
 * settled while it is told. By keys and through the forms, in both languages, as the routes of test-day.c.
 */

#include "day-fixture.h"
#include "wg-case-ending.h"
#include "wg-case-page-new.h"

#include <string.h>

static const DayStep to_assigned[] = {
  { DESK, WG_VERB_FILE, "f", NULL, FILED },
  { DESK, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
};

static const DayStep accepted[] = { { DESK, WG_VERB_ACCEPT, "y", NULL, HANDLING } };

static const WgEvent *
get_last_event (WgCaseFile *file)
{
  return g_ptr_array_index (file->events, file->events->len - 1);
}

static gboolean
is_in_text (DayFixture *f)
{
  return GTK_IS_EDITABLE (gtk_root_get_focus (GTK_ROOT (f->shown.window)));
}

/* A key names the person; the reason is asked for in place, and Enter makes the move and gives the letters back. */
static void
reassign (DayFixture *f, const char *key, const char *reason)
{
  gint64 version = f->shown.detail->record->version;

  day_sit_down (f, DESK);
  wg_test_window_wait_for_people (&f->shown);
  hands_press (key);
  while (!is_in_text (f))
    g_main_context_iteration (NULL, TRUE);
  /* Without a reason nothing is sent. */
  hands_press ("Return");
  hands_type (reason);
  hands_press ("Return");
  day_wait_for_move (f, version, ASSIGNED);
}

static void
write_note (DayFixture *f, const char *text)
{
  gint64 version = f->shown.detail->record->version;

  hands_press ("n");
  while (!is_in_text (f))
    g_main_context_iteration (NULL, TRUE);
  hands_type (text);
  hands_press ("Return");
  while (f->shown.detail->record->version == version)
    g_main_context_iteration (NULL, TRUE);
  hands_press ("Escape");
}

static void
test_changes_hands (DayFixture *f, gconstpointer data)
{
  static const DayStep helped[] = {
    { DESK, WG_VERB_HANDS, NULL, "+zw|+help", ASSIGNED },
    { DESK, WG_VERB_RELEASE, NULL, "+zw|+enough", ASSIGNED },
    { DESK, WG_VERB_ACCEPT, "y", NULL, HANDLING },
  };
  g_autoptr (WgCaseFile) file = NULL;

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, to_assigned);
  g_assert_cmpstr (f->shown.detail->record->person_name, ==, "王建国");
  reassign (f, "2", "busy");
  g_assert_cmpstr (f->shown.detail->record->person_name, !=, "王建国");
  file = day_load (f);
  g_assert_cmpstr (get_last_event (file)->reason, ==, "busy");
  /* The reason is used up. */
  reassign (f, "1", "back");
  g_clear_pointer (&file, wg_case_file_free);
  file = day_load (f);
  g_assert_cmpstr (get_last_event (file)->reason, ==, "back");
  g_assert_cmpint (f->shown.detail->record->bounces, ==, 0);
  MAKE (f, helped);
  write_note (f, "seen");
  g_assert_cmpint (f->shown.detail->record->state, ==, HANDLING);
}

static void
test_corrected (DayFixture *f, gconstpointer data)
{
  static const DayStep corrections[] = {
    { DESK, WG_VERB_EDIT, NULL, ">1|+lamp out", RED },
    { DESK, WG_VERB_EDIT_REPORTER, NULL, "=|>1|+zhao", RED },
    { DESK, WG_VERB_CLASSIFY, NULL, "/P0102|+wrong", RED },
    { DESK, WG_VERB_ROUTE, NULL, ">1|+above us", RED },
  };

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, corrections);
  g_assert_cmpstr (f->shown.detail->record->title, ==, "lamp out");
  g_assert_true (g_str_has_prefix (f->shown.detail->record->class_code, "P0102"));
  g_assert_cmpint (f->shown.detail->record->route, ==, WG_ROUTE_COORDINATION);
  MAKE (f, to_assigned);
}

/* A case that nobody can handle after all ends with the duty officer, and can be taken up again. */
static void
test_given_up (DayFixture *f, gconstpointer data)
{
  static const DayStep given_up[] = {
    { DESK, WG_VERB_RECALL, NULL, "+not there", FILED },
    { DUTY, WG_VERB_REJECT, "x", ">1|+not ours", WG_CASE_STATE_REJECTED },
    { WG_TEST_CALLBACK, WG_VERB_FEEDBACK, NULL, "=|>1|+told", WG_CASE_STATE_REJECTED },
    { DUTY, WG_VERB_REOPEN, "o", "+it is", RED },
  };

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, to_assigned);
  MAKE (f, given_up);
}

/* An extension that is not granted leaves the clock as it was; a suspension can end before its day. */
static void
test_refused_and_resumed (DayFixture *f, gconstpointer data)
{
  static const DayStep asked[] = { { DESK, WG_VERB_EXTEND, "e", "+half|+waiting", HANDLING }, { DUTY, WG_VERB_REFUSE, NULL, "+no", HANDLING } };
  static const DayStep stopped[] = { { DUTY, WG_VERB_SUSPEND, "s", "=|+parts", HANDLING } };
  static const DayStep going_on[] = { { DUTY, WG_VERB_RESUME, NULL, "+they came", HANDLING } };
  gint64 due_ms;

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, to_assigned);
  MAKE (f, accepted);
  due_ms = f->shown.detail->record->due_ms;
  MAKE (f, asked);
  g_assert_cmpint (f->shown.detail->record->due_ms, ==, due_ms);
  MAKE (f, stopped);
  g_assert_true (wg_case_record_is_suspended (f->shown.detail->record));
  MAKE (f, going_on);
  g_assert_false (wg_case_record_is_suspended (f->shown.detail->record));
}

/* --- Units --- */

static void
assign_to_unit (DayFixture *f)
{
  WgAct *act = wg_test_act (WG_VERB_ASSIGN, f->number, DESK);
  gint64 version = f->shown.detail->record->version;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) assigned = NULL;

  act->to_unit_id = 1;
  assigned = wg_test_perform (f->shown.base.store, act, &error);
  g_assert_no_error (error);
  day_wait_for_move (f, version, ASSIGNED);
}

/* Whoever reports for a unit says who of it did the work, and that person is one of the hands. */
static void
test_done_by_a_unit (DayFixture *f, gconstpointer data)
{
  static const DayStep filed[] = { { DESK, WG_VERB_FILE, "f", NULL, FILED } };
  static const DayStep worked[] = {
    { WG_TEST_DISPATCHER, WG_VERB_ACCEPT, "y", NULL, HANDLING },
    { WG_TEST_DISPATCHER, WG_VERB_DONE, "d", "<<+zw|=|+swept", HANDLED },
  };
  g_autoptr (WgCaseFile) file = NULL;

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, filed);
  assign_to_unit (f);
  MAKE (f, worked);
  file = day_load (f);
  g_assert_cmpstr (get_last_event (file)->for_person_name, ==, "张伟");
}

static void
test_passed_on_within_a_unit (DayFixture *f, gconstpointer data)
{
  static const DayStep filed[] = { { DESK, WG_VERB_FILE, "f", NULL, FILED } };
  static const DayStep passed_on[] = { { DESK, WG_VERB_DELEGATE, NULL, "+zw|+near", ASSIGNED }, { DESK, WG_VERB_ACCEPT, "y", NULL, HANDLING } };

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, filed);
  assign_to_unit (f);
  MAKE (f, passed_on);
  g_assert_cmpstr (f->shown.detail->record->person_name, ==, "张伟");
  g_assert_cmpint (f->shown.detail->record->bounces, ==, 0);
}

/* --- Work that is sent back --- */

/* Who did it has left: that is said, and somebody else goes on. */
static void
test_holder_gone (DayFixture *f, gconstpointer data)
{
  static const DayStep done[] = { { DESK, WG_VERB_DONE, "d", "+mended", HANDLED } };
  static const DayStep failed[] = { { WG_TEST_CHECKER, WG_VERB_FAIL, "r", "<+lxy|+loose", HANDLING } };

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, to_assigned);
  MAKE (f, accepted);
  MAKE (f, done);
  wg_test_deactivate (f->shown.base.store, "王建国");
  day_sit_down (f, WG_TEST_CHECKER);
  hands_press ("r");
  hands_type ("loose");
  hands_press ("ctrl+Return");
  while (!gtk_widget_get_visible (f->shown.detail->news_box))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->shown.detail->record->state, ==, HANDLED);
  hands_press ("Escape");
  while (wg_case_form_is_open (f->shown.detail->form))
    hands_press ("Escape");
  MAKE (f, failed);
  g_assert_cmpstr (f->shown.detail->record->person_name, ==, "李秀英");
  g_assert_cmpint (f->shown.detail->record->reworks, ==, 1);
}

/* What one stage returns the one before signs again; what is refused is not done, and ends so. */
static void
test_signed_back (DayFixture *f, gconstpointer data)
{
  static const DayStep signed_[] = {
    { WG_TEST_INTAKE, WG_VERB_SIGN, NULL, "+1|>1|+yes", RED },        { WG_TEST_INTAKE, WG_VERB_FILE, "f", NULL, FILED },
    { WG_TEST_DISPATCHER, WG_VERB_SIGN, NULL, "+2|>2|+plan", FILED }, { WG_TEST_INTAKE, WG_VERB_SIGN, NULL, "+1|>1|+here", FILED },
    { WG_TEST_DISPATCHER, WG_VERB_SIGN, NULL, "+2|>1|+yes", FILED },  { WG_TEST_DISPATCHER, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
    { WG_TEST_DISPATCHER, WG_VERB_SIGN, NULL, "+3|>3|+no", ASSIGNED }, { DESK, WG_VERB_ACCEPT, "y", NULL, HANDLING },
    { DESK, WG_VERB_DONE, "d", "+told", HANDLED },
  };

  day_begin (f, WG_ROUTE_APPROVAL);
  MAKE (f, signed_);
}

/* --- Photos --- */

static gboolean
press_open (gpointer dialog)
{
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  return G_SOURCE_REMOVE;
}

static gpointer
wait_for_chooser (void)
{
  for (;;)
    {
      GListModel *windows = gtk_window_get_toplevels ();

      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

          if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
            return window;
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
choose_photo (DayFixture *f)
{
  g_autofree char *path = g_build_filename (f->shown.base.folder, "cover.jpg", NULL);
  g_autoptr (GFile) photo = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  gpointer chooser;

  g_file_set_contents (path, "\xff\xd8\xff\xe0 a picture", -1, &error);
  g_assert_no_error (error);
  hands_press ("space");
  chooser = wait_for_chooser ();
  while (!gtk_file_chooser_set_file (chooser, photo, NULL))
    g_main_context_iteration (NULL, TRUE);
  wg_test_wait_ms (500);
  g_idle_add (press_open, chooser);
  while (wg_case_form_get_paths (f->shown.detail->form)->len == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_photo (DayFixture *f, gconstpointer data)
{
  g_autoptr (WgCaseFile) file = NULL;
  gint64 version;

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, to_assigned);
  MAKE (f, accepted);
  version = f->shown.detail->record->version;
  hands_press ("d");
  hands_type ("new cover");
  hands_press ("shift+Tab");
  choose_photo (f);
  hands_take (GTK_WINDOW (f->shown.window));
  hands_press ("ctrl+Return");
  day_wait_for_move (f, version, HANDLED);
  file = day_load (f);
  g_assert_cmpuint (file->dossier->attachments->len, ==, 1);
}

/* --- Settled while it is told --- */

static gboolean
is_new_case (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_CASE_PAGE_NEW (widget);
}

static GtkWidget *
get_part (GtkWidget *page, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, WG_TYPE_CASE_PAGE_NEW, name));
}

static gboolean
has_type (GtkWidget *widget, gconstpointer data)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) data);
}

static void
tell_the_case (DayFixture *f, GtkWidget *page)
{
  GtkWidget *on_spot, *solver;

  hands_type ("lamp");
  hands_press ("Tab");
  hands_type ("P0101");
  hands_press ("Down");
  hands_press ("Return");
  while ((on_spot = wg_test_window_find (get_part (page, "ending"), has_type, &(GType){ GTK_TYPE_CHECK_BUTTON })) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_case_page_new_set_place (WG_CASE_PAGE_NEW (page), 116.605, 40.305);
  gtk_widget_grab_focus (get_part (page, "anonymous"));
  hands_press ("space");
  gtk_widget_grab_focus (on_spot);
  hands_press ("space");
  while ((solver = wg_test_window_find (get_part (page, "ending"), has_type, &(GType){ GTK_TYPE_ENTRY })) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (solver);
  gtk_editable_set_text (GTK_EDITABLE (solver), "王建国");
  hands_press ("Tab");
  hands_type ("told how");
  while (!wg_case_ending_check (WG_CASE_ENDING (get_part (page, "ending")), FALSE))
    g_main_context_iteration (NULL, TRUE);
}

static void
on_registered (DayFixture *f, const char *number)
{
  f->number = g_strdup (number);
}

/* It never waits anywhere: nothing of it is in a queue, and it is closed. */
static void
test_on_the_spot (DayFixture *f, gconstpointer data)
{
  WgCaseList *list = wg_dispatch_page_get_list (f->shown.window->page);
  GtkWidget *page;
  g_autoptr (WgCaseFile) file = NULL;

  hands_press ("ctrl+n");
  while ((page = wg_test_window_find (GTK_WIDGET (f->shown.window), is_new_case, NULL)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  tell_the_case (f, page);
  g_signal_connect_swapped (page, "done", G_CALLBACK (on_registered), f);
  hands_press ("ctrl+Return");
  while (f->number == NULL || gtk_widget_get_mapped (page))
    g_main_context_iteration (NULL, TRUE);
  file = day_load (f);
  g_assert_cmpint (file->record->state, ==, CLOSED);
  g_assert_true (file->record->on_spot);
  g_assert_cmpuint (wg_case_list_get_counts (list)[WG_QUEUE_OPEN], ==, 0);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, DayFixture, NULL, day_set_up, function, day_tear_down)
  ADD ("/side-paths/changes-hands", test_changes_hands);
  ADD ("/side-paths/corrected", test_corrected);
  ADD ("/side-paths/given-up", test_given_up);
  ADD ("/side-paths/refused-and-resumed", test_refused_and_resumed);
  ADD ("/side-paths/done-by-a-unit", test_done_by_a_unit);
  ADD ("/side-paths/passed-on-within-a-unit", test_passed_on_within_a_unit);
  ADD ("/side-paths/holder-gone", test_holder_gone);
  ADD ("/side-paths/signed-back", test_signed_back);
  ADD ("/side-paths/photo", test_photo);
  ADD ("/side-paths/on-the-spot", test_on_the_spot);
  return g_test_run ();
}
