/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was: the grids, numbers and keepers of another day, and what is seen while they are read. */

#include "draft-fixture.h"
#include "hands.h"
#include "wg-time.h"

#include <sqlite3.h>

static WgPastView *
settle_past (DraftFixture *f)
{
  WgPastView *past = wg_boundary_page_get_past (f->shown.window->boundaries);

  while (!wg_past_view_is_settled (past))
    g_main_context_iteration (NULL, TRUE);
  return past;
}

static void
assert_row (WgPastView *past, const char *code, const char *expected)
{
  g_autofree char *text = wg_past_table_dup_text (wg_past_view_get_table (past), code);

  g_assert_cmpstr (text, ==, expected);
}

static void
report_in_b (DraftFixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->shown.base.store, wg_test_report (116.615, 40.305), &error);

  g_assert_no_error (error);
}

static gboolean
is_name_of_a (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "numeric")
         && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), "A");
}

/* Of a community's name and the number of its grid nothing is cut, however little room the table has. */
static void
assert_names_have_room (WgPastView *past)
{
  GtkWidget *name;
  g_autoptr (PangoLayout) layout = NULL;
  int width, needed;

  while ((name = wg_test_window_find (GTK_WIDGET (wg_past_view_get_table (past)), is_name_of_a, NULL)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  layout = gtk_widget_create_pango_layout (name, "和平-01");
  pango_layout_get_pixel_size (layout, &needed, NULL);
  gtk_widget_measure (name, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, >=, needed);
}

/* Two days ago there were four grids, each with its keeper and its cases; the day before that there was none. The draft that
 * is being drawn waits meanwhile, and nothing can be done to the past.
 */
static void
test_past (DraftFixture *f, gconstpointer data)
{
  WgWindow *window = f->shown.window;
  WgPastView *past;
  g_autofree char *status = NULL;

  report_in_b (f);
  draft_fixture_announce (f, 1, "A B");
  wg_clock_set_now (f->shown.base.clock, WG_TEST_NOW + 3 * WG_MS_PER_DAY);
  draft_fixture_advance (f, wg_draft_act_new (WG_DRAFT_APPLY), 1, WG_TEST_GIS);
  wg_test_window_act (&f->shown, "view", g_variant_new_string ("dispatch"));
  wg_test_window_act (&f->shown, "as-of", g_variant_new_string (""));
  past = settle_past (f);
  g_assert_cmpint (wg_past_view_get_time (past), ==, WG_TEST_NOW + 2 * WG_MS_PER_DAY);
  g_assert_cmpuint (wg_past_table_get_n_rows (wg_past_view_get_table (past)), ==, 4);
  assert_row (past, "A", "A, A, 0 open, 0 overdue, kept by 王建国 (A post)");
  assert_row (past, "B", "B, B, 1 open, 1 overdue, kept by nobody");
  assert_names_have_room (past);
  g_assert_cmpuint (wg_city_get_n_grids (wg_city_layer_get_scene (wg_past_view_get_layer (past))->city), ==, 5);
  status = wg_window_dup_status (window);
  g_assert_nonnull (strstr (status, "\"as_of\":\"2026-"));
  g_assert_false (wg_past_view_set_text (past, "2099-01-01"));
  g_assert_false (wg_past_view_set_text (past, "yesterday"));
  g_assert_cmpint (wg_past_view_get_time (past), ==, WG_TEST_NOW + 2 * WG_MS_PER_DAY);
  wg_past_view_step (past, 1);
  settle_past (f);
  g_assert_cmpuint (wg_past_table_get_n_rows (wg_past_view_get_table (past)), ==, 3);
  g_assert_true (wg_past_view_set_text (past, "2001-01-01"));
  settle_past (f);
  g_assert_cmpuint (wg_past_table_get_n_rows (wg_past_view_get_table (past)), ==, 0);
  hands_press ("Escape");
  g_assert_null (wg_boundary_page_get_past (window->boundaries));
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (window->views), ==, "dispatch");
  g_assert_true (wg_boundary_page_get_editor (window->boundaries) == f->editor);
}

static void
run_sql (DraftFixture *f, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (f->shown.base.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* What is still of another day is pale while a day is read; when it cannot be read, the band names the day that is seen. */
static void
test_past_is_read (DraftFixture *f, gconstpointer data)
{
  WgPastView *past;
  GtkWidget *table;
  gint64 shown_ms;
  double opacity = 1.0;

  wg_clock_set_now (f->shown.base.clock, WG_TEST_NOW + 3 * WG_MS_PER_DAY);
  wg_test_window_act (&f->shown, "as-of", g_variant_new_string (""));
  past = settle_past (f);
  table = GTK_WIDGET (wg_past_view_get_table (past));
  shown_ms = wg_past_view_get_time (past);
  wg_past_view_step (past, -1);
  g_usleep (400000);
  for (; !wg_past_view_is_settled (past) && opacity == 1.0; opacity = gtk_widget_get_opacity (table))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (opacity, <, 0.5);
  g_assert_true (wg_test_window_shows_text (GTK_WIDGET (past), "Reading what was then; Esc goes back to now"));
  settle_past (f);
  g_assert_false (wg_test_window_shows_text (GTK_WIDGET (past), "Reading what was then; Esc goes back to now"));
  g_assert_cmpfloat (gtk_widget_get_opacity (table), ==, 1);
  wg_past_view_step (past, 1);
  settle_past (f);
  run_sql (f, "PRAGMA legacy_alter_table = ON; ALTER TABLE post RENAME TO hidden_post");
  wg_past_view_step (past, -1);
  g_assert_cmpint (wg_past_view_get_time (past), <, shown_ms);
  settle_past (f);
  g_assert_cmpint (wg_past_view_get_time (past), ==, shown_ms);
  g_assert_cmpuint (wg_past_table_get_n_rows (wg_past_view_get_table (past)), ==, 4);
  run_sql (f, "PRAGMA legacy_alter_table = ON; ALTER TABLE hidden_post RENAME TO post");
  wg_past_view_step (past, -1);
  settle_past (f);
  g_assert_cmpint (wg_past_view_get_time (past), <, shown_ms);
}

#define ADD(path, function) g_test_add (path, DraftFixture, NULL, draft_fixture_set_up, function, draft_fixture_tear_down)

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  ADD ("/past/day", test_past);
  ADD ("/past/is-read", test_past_is_read);
  return g_test_run ();
}
