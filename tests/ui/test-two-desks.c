/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two processes on one file: this one shows the window, the other is the command line. What the other does is seen here
 * without asking for it, and what is being typed here is left alone and goes out as it was meant.
 */

#include "wg-case-item.h"
#include "wg-city-layer.h"
#include "wg-sqlite-driver.h"
#include "wg-test-window.h"
#include "wg-wall-window.h"

#include <glib/gstdio.h>

#define GRID 2 /* "A" */

/* The base makes the file; its store is closed before the window opens another. */
typedef WgTestWindow Fixture;

/* Two desks that share a file have to share the time of day, too: no clock of a test here. */
static void
open_with_real_clock (Fixture *f)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (f->base.path);
  g_autoptr (WgClock) clock = wg_clock_new ();
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };

  wg_store_close (f->base.store);
  g_object_unref (f->base.store);
  f->base.store = wg_store_new (driver, clock, NULL);
  wg_store_open_async (f->base.store, FALSE, NULL, wg_test_wait_ready, &wait);
  wg_store_open_finish (f->base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  wg_test_store_set_up (&f->base, NULL);
  open_with_real_clock (f);
  wg_test_window_open (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_test_window_close (f);
}

/* --- The other desk --- */

static void
on_command_ended (GObject *process, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (process), result, NULL, &complaint, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (G_SUBPROCESS (process)))
    g_error ("The other desk was refused: %s", complaint);
}

/* Starts `wangge` with @words on the file of the window and goes on at once: the window has to notice by itself. */
static void
command (Fixture *f, const char *words)
{
  g_autofree char *line
      = g_strdup_printf ("%s --database %s %s", g_getenv ("WANGGE_PROGRAM"), f->base.path, words);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      (const char *const *) argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_command_ended, NULL);
}

/* --- What is on the screen --- */

static WgCaseListModel *
get_model (Fixture *f)
{
  return wg_case_list_get_model (wg_dispatch_page_get_list (f->window->page));
}

static void
wait_for_count (Fixture *f, WgQueue queue, guint n)
{
  while (wg_case_list_get_counts (wg_dispatch_page_get_list (f->window->page))[queue] != n)
    g_main_context_iteration (NULL, TRUE);
}

static WgCityLayer *
find_layer (GtkWidget *widget)
{
  WgCityLayer *found = WG_IS_CITY_LAYER (widget) ? WG_CITY_LAYER (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_layer (child);
  return found;
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child);
  return found;
}

/* The scene of a moment is not that of the next. */
static gboolean
has_number (gpointer window, guint open)
{
  const WgCityScene *scene = wg_city_layer_get_scene (find_layer (window));
  guint grid = scene != NULL && scene->city != NULL ? wg_city_find_grid (scene->city, GRID) : WG_NO_INDEX;

  return grid != WG_NO_INDEX && scene->colours != NULL && wg_city_colours_get (scene->colours, grid)->open == open;
}

/* The number in the grid of the case. */
static void
wait_for_number (Fixture *f, guint open)
{
  while (!has_number (f->window, open))
    g_main_context_iteration (NULL, TRUE);
}

static void
register_elsewhere (Fixture *f)
{
  command (f, "case new --as intake --channel hotline --class P0101-1 --title 井盖缺失 --anonymous --lon 116.605 --lat 40.305");
  wait_for_count (f, WG_QUEUE_REPORTED, 1);
}

static char *
select_first (Fixture *f)
{
  g_autoptr (WgCaseItem) item = NULL;

  wg_case_list_set_queue (wg_dispatch_page_get_list (f->window->page), WG_QUEUE_OPEN);
  while (g_list_model_get_n_items (G_LIST_MODEL (get_model (f))) == 0)
    g_main_context_iteration (NULL, TRUE);
  item = g_list_model_get_item (G_LIST_MODEL (get_model (f)), 0);
  wg_selection_select_case (wg_context_get_selection (f->window->context), wg_case_item_get_record (item)->id);
  wg_test_window_wait_for_state (f, WG_CASE_STATE_REPORTED);
  return g_strdup (f->detail->record->number);
}

static void
command_on (Fixture *f, const char *verb, const char *number, const char *rest)
{
  g_autofree char *words = g_strdup_printf ("case %s %s %s", verb, number, rest);

  command (f, words);
}

/* Who can be sent, while the case is looked at. */
static void
wait_for_somebody_new (Fixture *f)
{
  guint n;

  wg_test_window_wait_for_people (f);
  n = wg_assign_list_get_n_rows (f->detail->assign);
  command (f, "person add 李红 --grid A --as duty");
  while (wg_assign_list_get_n_rows (f->detail->assign) != n + 1)
    g_main_context_iteration (NULL, TRUE);
}

/* --- What is promised --- */

static void
test_seen_at_once (Fixture *f, gconstpointer data)
{
  g_autofree char *number = NULL;

  wait_for_number (f, 0);
  register_elsewhere (f);
  wait_for_number (f, 1);
  number = select_first (f);
  command_on (f, "file", number, "--as intake");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_FILED);
  wait_for_count (f, WG_QUEUE_REPORTED, 0);
  wait_for_count (f, WG_QUEUE_TO_DISPATCH, 1);
  wait_for_somebody_new (f);
  command_on (f, "assign", number, "--to 王建国 --as dispatcher");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_ASSIGNED);
  wait_for_count (f, WG_QUEUE_ASSIGNED, 1);
  g_assert_cmpstr (f->detail->record->person_name, ==, "王建国");
  command_on (f, "bounce", number, "--as dispatcher --for 王建国 --reason not_our_job --note 不归我管");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_FILED);
  command_on (f, "note", number, "--as duty --note 请改派");
  while (f->detail->file->events->len < 5)
    g_main_context_iteration (NULL, TRUE);
}

/* A form opened before the news keeps what is typed, says who was faster, and sends its own verb and words only. */
static void
test_form_opened_before (Fixture *f, gconstpointer data)
{
  WgCaseDetail *detail = f->detail;
  g_autofree char *number = NULL, *kept = NULL;
  const WgEvent *last;

  register_elsewhere (f);
  number = select_first (f);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "verb", g_variant_new_string ("move"));
  g_assert_true (wg_case_form_is_open (detail->form));
  gtk_editable_set_text (detail->note, "打过电话");
  command_on (f, "file", number, "--as intake");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_FILED);
  command_on (f, "assign", number, "--to 王建国 --as dispatcher");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_ASSIGNED);
  while (!gtk_widget_get_visible (detail->news_box) || strstr (gtk_label_get_text (detail->news), "王建国") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (detail->news), "dispatcher"));
  g_assert_cmpstr (gtk_editable_get_text (detail->note), ==, "打过电话");
  g_assert_true (wg_case_form_is_open (detail->form));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (GTK_WIDGET (detail->form))), "116.606, 40.306");
  g_signal_emit_by_name (detail->form, "confirmed");
  while (detail->record->lon != 116.606 || detail->file->record->version < detail->record->version)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (detail->record->state, ==, WG_CASE_STATE_ASSIGNED);
  g_assert_cmpstr (detail->record->person_name, ==, "王建国");
  last = g_ptr_array_index (detail->file->events, detail->file->events->len - 1);
  g_assert_cmpstr (last->verb, ==, "move");
  kept = g_strdup (gtk_editable_get_text (detail->note));
  g_assert_cmpstr (kept, ==, "打过电话");
}

/* Beside the desk, when both show the one case that there is. */
static WgWallWindow *
open_wall (Fixture *f)
{
  const WgWallOptions options = { .tour_seconds = 0 };
  WgWallWindow *wall
      = wg_wall_window_new (gtk_window_get_application (GTK_WINDOW (f->window)), f->base.store, NULL, &options);

  gtk_window_present (GTK_WINDOW (wall));
  register_elsewhere (f);
  while (!has_number (wall, 1) || !has_number (f->window, 1))
    g_main_context_iteration (NULL, TRUE);
  return wall;
}

/* One process, two windows, each with a view of its own: both see what comes, and the one goes on without the other. */
static void
test_wall_beside_the_desk (Fixture *f, gconstpointer data)
{
  WgWallWindow *wall = open_wall (f);
  g_autofree char *number = NULL;
  WgWallStatus status;

  number = select_first (f);
  wg_wall_view_step (wg_wall_window_get_view (wall), 1);
  wg_wall_view_get_status (wg_wall_window_get_view (wall), &status);
  g_assert_cmpint (status.grid_id, ==, GRID);
  /* The tour of the one moves nothing in the other. */
  g_assert_cmpint (wg_city_layer_get_scene (find_layer (GTK_WIDGET (f->window)))->selected_grid, !=, GRID);
  gtk_window_destroy (GTK_WINDOW (wall));
  command_on (f, "file", number, "--as intake");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_FILED);
}

/* What is done at the desk colours both; the wall takes no selection, opens no window of its own and shows no pointer. */
static void
test_wall_takes_no_part (Fixture *f, gconstpointer data)
{
  const WgWallOptions options = { .tour_seconds = 0 };
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (f->window));
  WgWallWindow *wall = wg_wall_window_new (application, f->base.store, NULL, &options);
  GtkWidget *view = GTK_WIDGET (wg_wall_window_get_view (wall));
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  WgAct *reject;
  guint n_windows;

  gtk_window_present (GTK_WINDOW (wall));
  n_windows = g_list_length (gtk_application_get_windows (application));
  register_elsewhere (f);
  number = select_first (f);
  while (!has_number (wall, 1) || !has_number (f->window, 1))
    g_main_context_iteration (NULL, TRUE);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "verb", g_variant_new_string ("reject"));
  g_assert_true (wg_case_form_is_open (f->detail->form));
  g_assert_cmpint (wg_city_layer_get_scene (find_layer (GTK_WIDGET (f->window)))->selected_case, !=, 0);
  g_assert_cmpint (wg_city_layer_get_scene (find_layer (GTK_WIDGET (wall)))->selected_case, ==, 0);
  reject = wg_test_act (WG_VERB_REJECT, number, WG_TEST_INTAKE);
  reject->reason = g_strdup ("untrue");
  reject->text = g_strdup ("无此事");
  result = wg_test_perform (f->base.store, reject, &error);
  g_assert_no_error (error);
  while (!has_number (wall, 0) || !has_number (f->window, 0))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (application)), ==, n_windows);
  while (gtk_widget_get_cursor (view) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gdk_cursor_get_name (gtk_widget_get_cursor (view)), ==, "none");
  gtk_window_destroy (GTK_WINDOW (wall));
}

/* A backup of an hour ago, say: another database with two cases, put in the place of the open one. */
static void
replace_file (Fixture *f)
{
  WgTestStore other = { NULL };
  g_autoptr (GError) error = NULL;

  wg_test_store_set_up (&other, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WgActResult) result = wg_test_perform (other.store, wg_test_report (116.605, 40.305), &error);

      g_assert_no_error (error);
    }
  wg_store_close (other.store);
  g_assert_cmpint (g_rename (other.path, f->base.path), ==, 0);
  wg_test_store_tear_down (&other);
}

/* Nobody sits before a wall: it shows the new file by itself. At the desk somebody may be typing: the old one stays until the
 * new one is asked for.
 */
static void
test_file_replaced (Fixture *f, gconstpointer data)
{
  WgWallWindow *wall = open_wall (f);
  g_autofree char *number = NULL;
  WgWallStatus status;

  number = select_first (f);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "verb", g_variant_new_string ("reject"));
  gtk_editable_set_text (f->detail->note, "打过电话");
  g_assert_false (gtk_widget_get_mapped (f->window->reopen_button));
  replace_file (f);
  while (!has_number (wall, 2) || !gtk_widget_get_mapped (f->window->reopen_button))
    g_main_context_iteration (NULL, TRUE);
  wg_wall_view_get_status (wg_wall_window_get_view (wall), &status);
  g_assert_false (status.stale);
  g_assert_true (has_number (f->window, 1));
  g_assert_true (wg_case_form_is_open (f->detail->form));
  g_assert_cmpstr (gtk_editable_get_text (f->detail->note), ==, "打过电话");
  wg_test_window_act (f, "reopen", NULL);
  while (wg_context_get_store (f->window->context) == f->base.store || !has_number (f->window, 2))
    g_main_context_iteration (NULL, TRUE);
  while (gtk_widget_get_mapped (f->window->reopen_button))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_visible (f->window->notice));
  gtk_window_destroy (GTK_WINDOW (wall));
}

/* What cannot be opened is said, on the wall as at the desk, and what was read before stays. */
static void
test_file_replaced_by_something_else (Fixture *f, gconstpointer data)
{
  WgWallWindow *wall = open_wall (f);
  g_autofree char *sentence = g_strdup_printf ("“%s” is not a Wangge database. It was not touched; choose another file, or import it.",
                                               f->base.path);
  g_autofree char *on_the_wall = g_strdup_printf ("▲ %s", sentence);
  g_autofree char *part = g_strconcat (f->base.path, ".part", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (part, "something else", -1, &error));
  g_assert_cmpint (g_rename (part, f->base.path), ==, 0);
  while (!wg_test_window_shows_text (GTK_WIDGET (wall), on_the_wall))
    g_main_context_iteration (NULL, TRUE);
  while (!gtk_widget_get_mapped (f->window->reopen_button))
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_act (f, "reopen", NULL);
  while (g_strcmp0 (gtk_label_get_text (f->window->notice_text), sentence) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_number (wall, 1) && has_number (f->window, 1));
  /* And then the right one comes after all. */
  replace_file (f);
  while (!has_number (wall, 2))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (wall));
}

/* The desk is not covered while there is another monitor. */
static void
test_wall_beside_monitor (void)
{
  g_assert_cmpint (wg_wall_window_choose_monitor ((const gboolean[]){ TRUE, FALSE }, 2), ==, 2);
  g_assert_cmpint (wg_wall_window_choose_monitor ((const gboolean[]){ FALSE, TRUE, FALSE }, 3), ==, 1);
  g_assert_cmpint (wg_wall_window_choose_monitor ((const gboolean[]){ TRUE, TRUE }, 2), ==, 0);
  g_assert_cmpint (wg_wall_window_choose_monitor ((const gboolean[]){ FALSE, FALSE }, 2), ==, 0);
  g_assert_cmpint (wg_wall_window_choose_monitor (NULL, 0), ==, 0);
}

static void
on_refused (GObject *process, GAsyncResult *result, gpointer complaint)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (process), result, NULL, complaint, &error);
  g_assert_no_error (error);
}

/* A monitor or a tour that cannot be is told where the wall was asked for, and no window is opened on another. */
static void
test_wall_that_cannot_be (Fixture *f, gconstpointer data)
{
  static const char *const wishes[][3] = { { "--monitor", "0", "this desk has 1, numbered from 1" },
                                           { "--monitor", "-1", "no monitor -1" },
                                           { "--monitor", "99", "no monitor 99" },
                                           { "--monitor", "left", "no monitor left" },
                                           { "--tour", "-3", "--tour takes 0 to 86400" } };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process
          = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error, g_getenv ("WANGGE_PROGRAM"), "--wall", wishes[i][0],
                              wishes[i][1], "--database", f->base.path, NULL);
      g_autofree char *complaint = NULL;

      g_assert_no_error (error);
      g_subprocess_communicate_utf8_async (process, NULL, NULL, on_refused, &complaint);
      while (complaint == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_false (g_subprocess_get_successful (process));
      g_assert_nonnull (strstr (complaint, wishes[i][2]));
    }
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/two-desks/seen-at-once", test_seen_at_once);
  ADD ("/two-desks/form-opened-before", test_form_opened_before);
  ADD ("/two-desks/wall-beside-the-desk", test_wall_beside_the_desk);
  ADD ("/two-desks/wall-takes-no-part", test_wall_takes_no_part);
  ADD ("/two-desks/file-replaced", test_file_replaced);
  ADD ("/two-desks/file-replaced-by-something-else", test_file_replaced_by_something_else);
  g_test_add_func ("/two-desks/wall-beside-monitor", test_wall_beside_monitor);
  ADD ("/two-desks/wall-that-cannot-be", test_wall_that_cannot_be);
  return g_test_run ();
}
