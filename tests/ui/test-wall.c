/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A wall over a real database: its size, its tour, what a hand on it does, and that it names nobody. */

#include "wg-liveness.h"
#include "wg-people-marks.h"
#include "wg-store-people.h"
#include "wg-test-store.h"
#include "wg-wall-scale.h"
#include "wg-wall-view.h"

#include <adwaita.h>
#include <errno.h>
#include <math.h>
#include <shumate/shumate.h>
#include <unistd.h>

#define A_LON 116.603
#define A_LAT 40.303

typedef struct
{
  WgTestStore store;
  WgContext *context;
  GtkWidget *window;
  WgWallView *view;
} Wall;

static WgWallStatus
get_status (Wall *f)
{
  WgWallStatus status;

  wg_wall_view_get_status (f->view, &status);
  return status;
}

static void
settle (Wall *f)
{
  while (!get_status (f).settled || wg_context_get_level (f->context) == 0)
    {
      wg_test_wait_ms (20);
      wg_context_tick (f->context);
    }
}

static void
set_up (Wall *f, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;

  wg_test_store_set_up (&f->store, NULL);
  result = wg_test_perform (f->store.store, wg_test_report (A_LON, A_LAT), &error);
  g_assert_no_error (error);
  f->context = wg_context_new (f->store.store, NULL);
  wg_context_set_dark (f->context, TRUE);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 720);
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  f->view = WG_WALL_VIEW (wg_wall_view_new (f->context));
  wg_wall_view_set_tour (f->view, 0);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f);
}

static void
tear_down (Wall *f, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->context);
  wg_test_store_tear_down (&f->store);
}

/* Capitals of 20 arc minutes at four metres are 23.27 mm tall. */
static void
test_scale (void)
{
  double em = wg_wall_scale_get_em (3840, 2.2, 4);

  g_assert_cmpfloat_with_epsilon (em * 0.7 / 3840 * 2.2, 0.02327, 1e-5);
  g_assert_cmpfloat_with_epsilon (wg_wall_scale_get_em (1920, 2.2, 4), em / 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (wg_wall_scale_get_em (3840, 2.2, 3), em * 0.75, 1e-4);
  /* A telephone seen from a hall, and a hall seen from a chair, still have a layout. */
  g_assert_cmpfloat (wg_wall_scale_get_em (1200, 0.3, 50), ==, 30);
  g_assert_cmpfloat (wg_wall_scale_get_em (1200, 30, 0.5), ==, 10);
}

static void
test_shift (void)
{
  gboolean seen[5][5] = { { FALSE } };

  for (guint step = 0; step < 8; step++)
    {
      int dx, dy, next_x, next_y;

      wg_wall_scale_get_shift (step, &dx, &dy);
      wg_wall_scale_get_shift (step + 1, &next_x, &next_y);
      g_assert_true (dx >= 0 && dx <= 4 && dy >= 0 && dy <= 4);
      g_assert_false (seen[dx][dy]);
      seen[dx][dy] = TRUE;
      g_assert_cmpint (ABS (next_x - dx) + ABS (next_y - dy), ==, 2);
    }
}

/* The whole district, then each grid that has something, then the whole again. */
static void
test_tour (Wall *f, gconstpointer user_data)
{
  WgWallStatus status = get_status (f);

  g_assert_cmpuint (status.stop, ==, 0);
  g_assert_cmpuint (status.n_stops, ==, 1);
  wg_wall_view_step (f->view, 1);
  status = get_status (f);
  g_assert_cmpuint (status.stop, ==, 1);
  g_assert_cmpint (status.grid_id, !=, WG_NO_ID);
  wg_wall_view_step (f->view, 1);
  g_assert_cmpuint (get_status (f).stop, ==, 0);
  wg_wall_view_step (f->view, -1);
  g_assert_cmpuint (get_status (f).stop, ==, 1);
}

/* That of the stop and the next one. */
static void
wait_for_picture (Wall *f)
{
  while (!get_status (f).settled || !get_status (f).next_is_there)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_tour_by_itself (Wall *f, gconstpointer user_data)
{
  wg_wall_view_set_tour (f->view, 3);
  wg_wall_view_step (f->view, 1);
  wg_wall_view_set_paused (f->view, TRUE);
  for (guint i = 0; i < 5; i++)
    wg_context_tick (f->context);
  g_assert_cmpuint (get_status (f).stop, ==, 1);
  wg_wall_view_set_paused (f->view, FALSE);
  /* What comes next is painted before it is shown, and waited for three times as long as a stop lasts, no longer. */
  for (guint i = 0; i < 8; i++)
    wg_context_tick (f->context);
  g_assert_cmpuint (get_status (f).stop, ==, 1);
  wg_context_tick (f->context);
  g_assert_cmpuint (get_status (f).stop, ==, 0);
  wg_wall_view_step (f->view, 1);
  wait_for_picture (f);
  for (guint i = 0; i < 3; i++)
    wg_context_tick (f->context);
  g_assert_cmpuint (get_status (f).stop, ==, 0);
}

/* Reports what @act says as an emergency, and waits until the wall has it. Returns: (transfer full): its number */
static char *
perform_emergency (Wall *f, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;

  act->route = WG_ROUTE_EMERGENCY;
  result = wg_test_perform (f->store.store, act, &error);
  g_assert_no_error (error);
  while (wg_case_board_find_number (wg_context_get_board (f->context), result->number) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_strdup (result->number);
}

/* While a new emergency pulses, its points are looked at again each second; a stop lasts no longer for that. */
static void
test_tour_under_a_pulse (Wall *f, gconstpointer user_data)
{
  g_autofree char *number = perform_emergency (f, wg_test_report (A_LON, A_LAT));
  guint n_seconds;

  wg_context_tick (f->context);
  wg_wall_view_set_tour (f->view, 3);
  wg_wall_view_step (f->view, 1);
  for (n_seconds = 0; get_status (f).stop == 1; n_seconds++)
    {
      wait_for_picture (f);
      wg_context_tick (f->context);
    }
  g_assert_cmpuint (n_seconds, ==, 3);
}

static gpointer
find_child (GtkWidget *widget, GType type)
{
  gpointer found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

static void
scroll (Wall *f)
{
  GtkWidget *map = find_child (GTK_WIDGET (f->view), SHUMATE_TYPE_MAP);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (gtk_widget_get_parent (map));
  gboolean handled;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        g_signal_emit_by_name (controller, "scroll", 0.0, -1.0, &handled);
    }
}

static gboolean
is_cut (GtkWidget *widget)
{
  gboolean cut = FALSE;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    {
      graphene_rect_t bounds;
      GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));

      g_assert_true (gtk_widget_compute_bounds (widget, root, &bounds));
      cut = bounds.origin.x < 0 || bounds.origin.y < 0
            || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (root) + 0.5f
            || bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (root) + 0.5f;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !cut; child = gtk_widget_get_next_sibling (child))
    cut = is_cut (child);
  return cut;
}

/* However far the last row of seats: what does not fit is left out, nothing is cut off, and the map stays. */
static void
test_far_seats (Wall *f, gconstpointer user_data)
{
  static const double distances[] = { 2, 4, 6, 8, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    {
      GtkWidget *map;

      wg_wall_view_set_room (f->view, 2.2, distances[i]);
      for (guint k = 0; k < 50; k++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (4000);
        }
      settle (f);
      map = find_child (GTK_WIDGET (f->view), SHUMATE_TYPE_MAP);
      g_assert_cmpint (gtk_widget_get_width (map), >, gtk_widget_get_width (GTK_WIDGET (f->view)) / 2);
      g_assert_cmpint (gtk_widget_get_height (map), >, gtk_widget_get_height (GTK_WIDGET (f->view)) / 2);
      g_assert_false (is_cut (GTK_WIDGET (f->view)));
    }
}

/* A hand on the map: the tour goes on in words, the map stays, until it is told to fit. */
static void
test_lock (Wall *f, gconstpointer user_data)
{
  ShumateMap *map = find_child (GTK_WIDGET (f->view), SHUMATE_TYPE_MAP);
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (map));
  double lon = shumate_location_get_longitude (location), lat = shumate_location_get_latitude (location);

  scroll (f);
  g_assert_true (get_status (f).locked);
  shumate_location_set_location (location, lat + 0.01, lon + 0.01);
  wg_wall_view_step (f->view, 1);
  g_assert_cmpuint (get_status (f).stop, ==, 1);
  g_assert_cmpfloat (shumate_location_get_longitude (location), ==, lon + 0.01);
  g_assert_cmpfloat (shumate_location_get_latitude (location), ==, lat + 0.01);
  wg_wall_view_fit (f->view);
  g_assert_false (get_status (f).locked);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_longitude (location), lon, 1e-9);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_latitude (location), lat, 1e-9);
}

static void
collect_texts (GtkWidget *widget, GString *texts)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (texts, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

/* An emergency is told by number, class and grid; who reported it and what they said is not. */
static void
test_names_nobody (Wall *f, gconstpointer user_data)
{
  WgAct *act = wg_test_report (A_LON, A_LAT);
  g_autofree char *number = NULL;
  g_autoptr (GString) texts = g_string_new (NULL);

  g_free (act->title);
  act->title = g_strdup ("Zhang San calls");
  act->reporter_name = g_strdup ("Zhang San");
  act->reporter_phone = g_strdup ("13800002071");
  number = perform_emergency (f, act);
  wg_context_tick (f->context);
  collect_texts (GTK_WIDGET (f->view), texts);
  g_assert_nonnull (strstr (texts->str, number));
  g_assert_null (strstr (texts->str, "Zhang"));
  g_assert_null (strstr (texts->str, "2071"));
  g_assert_null (find_child (GTK_WIDGET (f->view), WG_TYPE_PEOPLE_MARKS));
}

/* Of what is overdue the foot names the case that is so by most, of the toured grid at its stop: by number, not by who. */
static void
test_names_the_overdue_case (Wall *f, gconstpointer user_data)
{
  WgCaseBoard *board = wg_context_get_board (f->context);
  WgCaseRecord *first = g_ptr_array_index (wg_case_board_get_cases (board), 0);
  g_autofree char *number = g_strdup (first->number);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) later = NULL;
  g_autoptr (GString) before = g_string_new (NULL), whole = g_string_new (NULL), stop = g_string_new (NULL);

  collect_texts (GTK_WIDGET (f->view), before);
  g_assert_null (strstr (before->str, number));
  wg_clock_advance (f->store.clock, G_GINT64_CONSTANT (2) * 3600 * 1000);
  later = wg_test_perform (f->store.store, wg_test_report (116.617, 40.303), &error);
  g_assert_no_error (error);
  wg_clock_advance (f->store.clock, G_GINT64_CONSTANT (3) * 3600 * 1000);
  while (wg_backlog_get_whole (wg_case_board_get_backlog (board)).overdue < 2)
    {
      wg_test_wait_ms (20);
      wg_context_tick (f->context);
    }
  collect_texts (GTK_WIDGET (f->view), whole);
  g_assert_nonnull (strstr (whole->str, number));
  g_assert_null (strstr (whole->str, later->number));
  wg_wall_view_step (f->view, 1);
  collect_texts (GTK_WIDGET (f->view), stop);
  g_assert_nonnull (strstr (stop->str, number));
}

static char *
find_text (Wall *f, const char *part)
{
  g_autoptr (GString) texts = g_string_new (NULL);
  const char *found;

  collect_texts (GTK_WIDGET (f->view), texts);
  found = strstr (texts->str, part);
  return found != NULL ? g_strndup (found, strcspn (found, "\n")) : NULL;
}

/* No line of the picture burns in: after three minutes it stands elsewhere, and nothing is lost at its edges. */
static void
test_moves (Wall *f, gconstpointer user_data)
{
  GtkWidget *picture = gtk_widget_get_first_child (GTK_WIDGET (f->view));
  int start = gtk_widget_get_margin_start (picture), top = gtk_widget_get_margin_top (picture);

  for (guint second = 0; second < 3 * 60; second++)
    wg_context_tick (f->context);
  g_assert_cmpint (ABS (gtk_widget_get_margin_start (picture) - start) + ABS (gtk_widget_get_margin_top (picture) - top), ==, 2);
  g_assert_cmpint (gtk_widget_get_margin_start (picture) + gtk_widget_get_margin_end (picture), ==, 4);
  g_assert_cmpint (gtk_widget_get_margin_top (picture) + gtk_widget_get_margin_bottom (picture), ==, 4);
}

static void
wait_for_text (Wall *f, const char *part)
{
  g_autofree char *text = NULL;

  while ((text = find_text (f, part)) == NULL)
    {
      wg_test_wait_ms (20);
      wg_context_tick (f->context);
    }
}

/* Nobody sits before a wall to wonder why nothing happens: an open file can be read for ever after it was deleted, or another
 * was put in its place.
 */
static void
test_file_goes_away (Wall *f, gconstpointer replaced)
{
  g_autofree char *away = g_strconcat (f->store.path, ".away", NULL);
  g_autofree char *live = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (get_status (f).stale);
  g_assert_cmpint (g_rename (f->store.path, away), ==, 0);
  if (replaced != NULL)
    {
      g_assert_true (g_file_set_contents (f->store.path, "another", -1, &error));
      g_assert_no_error (error);
    }
  wait_for_text (f, "▲ Data stopped at");
  g_assert_true (get_status (f).stale);
  wait_for_text (f, replaced != NULL ? "▲ Another file lies where test.wangge was" : "▲ The file test.wangge has been moved or deleted");
  wg_clock_advance (f->store.clock, G_GINT64_CONSTANT (185) * 60 * 1000);
  wait_for_text (f, ", 3 h 5 min ago");
  g_assert_cmpint (g_rename (away, f->store.path), ==, 0);
  wait_for_text (f, "✓ Data as of");
  g_assert_false (get_status (f).stale);
  live = find_text (f, "test.wangge");
  g_assert_null (live);
}

/* Each thing that can happen to a file has its sentence, those included that a test run by an administrator cannot bring about. */
static void
test_words_of_a_loss (void)
{
  static const struct
  {
    int failure;
    ino_t number;
    off_t size;
    const char *begins;
  } losses[] = {
    { 0, 1, 100, NULL },
    { 0, 1, 7, NULL },
    { ENOENT, 0, 0, "The file a.wangge has been moved or deleted." },
    { ENOTDIR, 0, 0, "The file a.wangge has been moved or deleted." },
    { EACCES, 1, 100, "The file a.wangge may no longer be read." },
    { EPERM, 0, 0, "The file a.wangge may no longer be read." },
    { EIO, 0, 0, "The file a.wangge cannot be reached (Input/output error)." },
    { 0, 2, 100, "Another file lies where a.wangge was." },
    { 0, 1, 0, "The file a.wangge has been emptied." },
  };
  const GStatBuf opened = { .st_ino = 1, .st_size = 100 };

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      const GStatBuf found = { .st_ino = losses[i].number, .st_size = losses[i].size };
      g_autofree char *sentence = wg_liveness_word_loss ("a.wangge", losses[i].failure, &opened, &found);

      if (losses[i].begins == NULL)
        g_assert_null (sentence);
      else
        g_assert_true (sentence != NULL && g_str_has_prefix (sentence, losses[i].begins));
    }
}

static void
cut_to_nothing (const char *path)
{
  g_assert_cmpint (truncate (path, 0), ==, 0);
}

static void
put_a_folder (const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

/* The folder of the database becomes a file. */
static void
lose_the_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path), *away = g_strconcat (folder, ".away", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (folder, away), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", -1, &error));
}

typedef struct
{
  void (*happen) (const char *path);
  const char *told;
} Fate;

static const Fate emptied = { cut_to_nothing, "▲ The file test.wangge has been emptied" };
static const Fate folder = { put_a_folder, "▲ Another file lies where test.wangge was" };
static const Fate no_folder = { lose_the_folder, "▲ The file test.wangge has been moved or deleted" };

static void
test_fate (Wall *f, gconstpointer data)
{
  const Fate *fate = data;
  g_autofree char *away = g_strconcat (f->store.folder, ".away", NULL);

  fate->happen (f->store.path);
  wait_for_text (f, fate->told);
  g_assert_true (get_status (f).stale);
  if (fate == &no_folder)
    {
      g_assert_cmpint (g_unlink (f->store.folder), ==, 0);
      g_assert_cmpint (g_rename (away, f->store.folder), ==, 0);
      wait_for_text (f, "✓ Data as of");
    }
  g_rmdir (f->store.path);
}

/* A wall that shows nothing says why. */
static void
test_says_why_it_is_empty (void)
{
  Wall f = { { 0 } };
  g_autofree char *text = NULL;

  wg_test_store_set_up_empty (&f.store);
  f.context = wg_context_new (f.store.store, NULL);
  f.window = gtk_window_new ();
  f.view = WG_WALL_VIEW (wg_wall_view_new (f.context));
  gtk_window_set_child (GTK_WINDOW (f.window), GTK_WIDGET (f.view));
  gtk_window_present (GTK_WINDOW (f.window));
  while ((text = find_text (&f, "▲ There are no grids yet")) == NULL)
    {
      wg_test_wait_ms (20);
      wg_context_tick (f.context);
    }
  tear_down (&f, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/wall/scale", test_scale);
  g_test_add_func ("/wall/shift", test_shift);
  g_test_add ("/wall/tour", Wall, NULL, set_up, test_tour, tear_down);
  g_test_add ("/wall/tour-by-itself", Wall, NULL, set_up, test_tour_by_itself, tear_down);
  g_test_add ("/wall/tour-under-a-pulse", Wall, NULL, set_up, test_tour_under_a_pulse, tear_down);
  g_test_add ("/wall/far-seats", Wall, NULL, set_up, test_far_seats, tear_down);
  g_test_add ("/wall/lock", Wall, NULL, set_up, test_lock, tear_down);
  g_test_add ("/wall/names-nobody", Wall, NULL, set_up, test_names_nobody, tear_down);
  g_test_add ("/wall/names-the-overdue-case", Wall, NULL, set_up, test_names_the_overdue_case, tear_down);
  g_test_add ("/wall/moves", Wall, NULL, set_up, test_moves, tear_down);
  g_test_add ("/wall/file-deleted", Wall, NULL, set_up, test_file_goes_away, tear_down);
  g_test_add ("/wall/file-replaced", Wall, "replaced", set_up, test_file_goes_away, tear_down);
  g_test_add_func ("/wall/words-of-a-loss", test_words_of_a_loss);
  g_test_add ("/wall/file-emptied", Wall, &emptied, set_up, test_fate, tear_down);
  g_test_add ("/wall/folder-for-the-file", Wall, &folder, set_up, test_fate, tear_down);
  g_test_add ("/wall/folder-lost", Wall, &no_folder, set_up, test_fate, tear_down);
  g_test_add_func ("/wall/says-why-it-is-empty", test_says_why_it_is_empty);
  return g_test_run ();
}
