/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The briefing view by its keys: it says what the store counts, every tile has its table, every number its cases, and what is
 * written is what is shown.
 */

#include "wg-briefing-page.h"
#include "wg-column-heads.h"
#include "wg-store-briefings.h"
#include "wg-store-people.h"
#include "wg-test-store.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define A_LON 116.603
#define A_LAT 40.303

typedef struct
{
  WgTestStore store;
  WgContext *context;
  GtkWidget *window;
  WgBriefingPage *page;
  char *title;
  GPtrArray *cases;
  gboolean left;
} Room;

static void
on_cases (WgBriefingPage *page, const char *title, GPtrArray *records, Room *f)
{
  g_free (f->title);
  f->title = g_strdup (title);
  g_clear_pointer (&f->cases, g_ptr_array_unref);
  f->cases = g_ptr_array_ref (records);
}

static void
on_leave (WgBriefingPage *page, Room *f)
{
  f->left = TRUE;
}

static void
settle (Room *f)
{
  while (!wg_briefing_page_is_settled (f->page) || strcmp (wg_briefing_page_get_shown (f->page), "loading") == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
use_operator (Room *f)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgOperator) who = NULL;

  wg_store_find_operator_async (f->store.store, "leader", NULL, wg_test_wait_ready, &wait);
  who = wg_store_find_operator_finish (f->store.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  wg_context_set_operator (f->context, who);
}

static void
set_up (Room *f, gconstpointer with_cases)
{
  wg_test_store_set_up (&f->store, NULL);
  for (guint i = 0; i < (with_cases != NULL ? 4u : 0u); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgActResult) result = wg_test_perform (f->store.store, wg_test_report (A_LON, A_LAT), &error);

      g_assert_no_error (error);
    }
  f->context = wg_context_new (f->store.store, NULL);
  use_operator (f);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 720);
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  f->page = WG_BRIEFING_PAGE (wg_briefing_page_new (f->context));
  g_signal_connect (f->page, "cases-wanted", G_CALLBACK (on_cases), f);
  g_signal_connect (f->page, "leave-wanted", G_CALLBACK (on_leave), f);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f);
  /* What was reported at this very instant is known a moment later. */
  wg_briefing_page_make (f->page, WG_PERIOD_WEEK, wg_context_get_now (f->context) + 86400000);
  settle (f);
}

static void
tear_down (Room *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->context);
  g_clear_pointer (&f->cases, g_ptr_array_unref);
  g_clear_pointer (&f->title, g_free);
  wg_test_store_tear_down (&f->store);
}

/* As the keyboard does it: to the controller of the page, after the widgets inside. */
static gboolean
press (Room *f, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->page));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
  return handled;
}

static void
test_pages (Room *f, gconstpointer data)
{
  guint n = wg_briefing_page_get_n_pages (f->page);

  g_assert_cmpstr (wg_briefing_page_get_shown (f->page), ==, "board");
  g_assert_cmpuint (n, ==, 6);
  for (guint i = 1; i <= n; i++)
    {
      g_assert_true (press (f, GDK_KEY_Right));
      g_assert_cmpuint (wg_briefing_page_get_page (f->page), ==, i % n);
    }
  press (f, GDK_KEY_Left);
  g_assert_cmpuint (wg_briefing_page_get_page (f->page), ==, n - 1);
  press (f, GDK_KEY_2);
  g_assert_cmpuint (wg_briefing_page_get_page (f->page), ==, 1);
  press (f, GDK_KEY_space);
  g_assert_cmpuint (wg_briefing_page_get_page (f->page), ==, 2);
  g_assert_false (press (f, GDK_KEY_9));
  settle (f);
}

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  GtkWidget *found = GTK_IS_LABEL (widget) && (text == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text)) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* How far the right edge of a head of a column is from that of its column. */
static double
measure_slack (GtkWidget *view, const char *title)
{
  GtkWidget *label = find_label (gtk_widget_get_first_child (view), title), *head;
  graphene_rect_t bounds;

  g_assert_nonnull (label);
  head = gtk_widget_get_parent (gtk_widget_get_parent (label));
  g_assert_true (gtk_widget_compute_bounds (label, head, &bounds));
  return gtk_widget_get_width (head) - bounds.origin.x - bounds.size.width;
}

/* A head stands over its numbers, however wide the column is. */
static void
test_heads (void)
{
  GtkWidget *window = gtk_window_new (), *view = gtk_column_view_new (NULL);
  static const char *const titles[] = { "Name", "Open" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (titles[i], NULL);

      gtk_column_view_column_set_fixed_width (column, 300);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      if (i == 1)
        wg_column_heads_align (column);
    }
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (view) < 500)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (measure_slack (view, "Name"), >, 150);
  g_assert_cmpfloat (measure_slack (view, "Open"), <, 40);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Every tile of every page has its table, and Esc goes back one step at a time. */
static void
test_data (Room *f, gconstpointer data)
{
  for (guint i = 0; i < wg_briefing_page_get_n_pages (f->page); i++)
    {
      wg_briefing_page_set_page (f->page, i);
      press (f, GDK_KEY_d);
      g_assert_cmpstr (wg_briefing_page_get_shown (f->page), ==, "rows");
      wg_briefing_page_step_back (f->page);
      g_assert_cmpstr (wg_briefing_page_get_shown (f->page), ==, "board");
    }
  wg_briefing_page_set_page (f->page, 1);
  settle (f);
  press (f, GDK_KEY_m);
  g_assert_false (f->left);
  wg_briefing_page_step_back (f->page);
  g_assert_false (f->left);
  wg_briefing_page_step_back (f->page);
  g_assert_true (f->left);
}

/* The same figures as the store makes for `brief`, to the byte. */
static void
test_same_figures (Room *f, gconstpointer data)
{
  gint64 as_of_ms = json_object_get_int_member (wg_briefing_page_get_figures (f->page), "as_of_ms");
  g_autoptr (JsonNode) shown = json_node_init_object (json_node_alloc (), wg_briefing_page_get_figures (f->page));
  g_autofree char *text = json_to_string (shown, FALSE);
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  char report[] = "week";
  WgBriefingOrder order = { report, as_of_ms, -1, wg_context_get_operator (f->context)->id, NULL };
  WgBriefing *made;

  wg_store_make_briefing_async (f->store.store, &order, NULL, wg_test_wait_ready, &wait);
  made = wg_store_make_briefing_finish (f->store.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  g_assert_cmpstr (made->figures, ==, text);
  wg_briefing_free (made);
}

/* From the number of open cases to those cases. */
static void
test_drill (Room *f, gconstpointer with_cases)
{
  JsonArray *figures = json_object_get_array_member (wg_briefing_page_get_figures (f->page), "figures");
  gint64 open = -1;

  for (guint i = 0; i < json_array_get_length (figures); i++)
    {
      JsonObject *figure = json_array_get_object_element (figures, i);

      if (g_str_equal (json_object_get_string_member (figure, "key"), "backlog_open"))
        open = json_object_get_int_member (figure, "numerator");
    }
  g_assert_cmpint (open, ==, with_cases != NULL ? 4 : 0);
  wg_briefing_page_set_page (f->page, 3); /* its first tile is that number */
  settle (f);
  press (f, GDK_KEY_Return);
  settle (f);
  g_assert_nonnull (f->cases);
  g_assert_cmpint (f->cases->len, ==, open);
  g_assert_nonnull (f->title);
}

static void
write_file (Room *f, const char *file)
{
  wg_briefing_page_write (f->page, file);
  g_assert_false (wg_briefing_page_is_settled (f->page)); /* it goes on beside the window */
  settle (f);
}

static void
test_files (Room *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-briefing-XXXXXX", NULL);
  g_autofree char *pdf = g_build_filename (folder, "a.pdf", NULL), *png = g_build_filename (folder, "a.png", NULL);
  g_autofree char *csv = g_build_filename (folder, "a.csv", NULL), *gone = g_build_filename (folder, "gone", "a.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  cairo_surface_t *picture;

  wg_briefing_page_set_page (f->page, 1);
  settle (f);
  write_file (f, pdf);
  wg_briefing_page_set_printed (f->page, TRUE);
  write_file (f, png);
  wg_briefing_page_set_page (f->page, 5);
  write_file (f, csv);
  g_assert_true (g_file_test (pdf, G_FILE_TEST_EXISTS));
  picture = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, 3840);
  /* The edge of the page has the colour of paper. */
  g_assert_cmphex (*(const guint32 *) (gconstpointer) cairo_image_surface_get_data (picture) & 0xffffff, ==, wg_palette_get (WG_THEME_PRINT, WG_TOKEN_LAND));
  cairo_surface_destroy (picture);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, WG_N_INDICATORS + 2); /* head, and nothing behind the last */
  write_file (f, gone);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  /* Esc while it is written: nothing of it stays, and the page does not go. */
  g_unlink (pdf);
  wg_briefing_page_write (f->page, pdf);
  wg_briefing_page_step_back (f->page);
  settle (f);
  g_assert_false (g_file_test (pdf, G_FILE_TEST_EXISTS) || f->left);
  g_unlink (pdf);
  g_unlink (png);
  g_unlink (csv);
  g_rmdir (folder);
}

/* Before anything happened there is a briefing all the same, with dashes and not with 0 %. */
static void
test_early (Room *f, gconstpointer data)
{
  JsonArray *figures;

  wg_briefing_page_make (f->page, WG_PERIOD_MONTH, G_GINT64_CONSTANT (631152000000)); /* 1990 */
  settle (f);
  g_assert_cmpstr (wg_briefing_page_get_shown (f->page), ==, "board");
  figures = json_object_get_array_member (wg_briefing_page_get_figures (f->page), "figures");
  for (guint i = 0; i < json_array_get_length (figures); i++)
    {
      JsonObject *figure = json_array_get_object_element (figures, i);

      if (!json_object_get_null_member (figure, "denominator"))
        g_assert_true (json_object_get_null_member (figure, "value"));
    }
  for (guint i = 0; i < wg_briefing_page_get_n_pages (f->page); i++)
    {
      wg_briefing_page_set_page (f->page, i);
      settle (f);
    }
}

/* On the line of time: the numbers of the day, a day earlier, running and standing still, two periods beside each other. */
static void
test_time (Room *f, gconstpointer data)
{
  WgTimeView *view = wg_briefing_page_get_time (f->page);
  gint64 now_ms = wg_context_get_now (f->context);
  g_autofree char *legend = NULL, *running = NULL;
  WgPlaybackCounts counts;
  double mean_ms;

  press (f, GDK_KEY_t);
  g_assert_cmpstr (wg_briefing_page_get_shown (f->page), ==, "time");
  while (!wg_time_view_is_settled (view) || wg_time_view_get_counts (view).open == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (wg_time_view_has_numbers (view));
  legend = wg_time_view_dup_legend (view);
  g_assert_nonnull (strstr (legend, "reported in the period\n"));
  g_assert_nonnull (strstr (legend, "Open at the end · "));
  g_assert_nonnull (strstr (legend, "\n> "));
  counts = wg_time_view_get_counts (view);
  g_assert_cmpuint (counts.received, ==, 4);
  g_assert_cmpuint (counts.open, ==, 4);
  wg_time_view_set_time (view, now_ms - 400 * G_GINT64_CONSTANT (86400000), 86400000);
  g_assert_cmpuint (wg_time_view_get_counts (view).open, ==, 0);
  press (f, GDK_KEY_space);
  g_assert_true (wg_time_view_get_playing (view));
  g_assert_false (wg_time_view_has_numbers (view)); /* those of another day would stand under this one */
  running = wg_time_view_dup_legend (view);
  g_assert_null (strstr (running, "Open at the end"));
  while (wg_time_view_get_n_frames (view, &mean_ms) < 5)
    g_main_context_iteration (NULL, TRUE);
  wg_time_view_set_playing (view, FALSE);
  wg_time_view_set_comparing (view, TRUE);
  wg_time_view_step (view, -1);
  while (!wg_time_view_is_settled (view))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (wg_time_view_has_numbers (view)); /* those of one period would stand under both */
  wg_briefing_page_step_back (f->page);
  g_assert_cmpstr (wg_briefing_page_get_shown (f->page), ==, "board");
}

/* Of the labels that are seen, in logical pixels. */
static double
find_smallest_text (GtkWidget *widget)
{
  double smallest = G_MAXDOUBLE;

  if (!gtk_widget_get_mapped (widget))
    return smallest;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));

      g_assert_true (pango_font_description_get_size_is_absolute (font));
      smallest = (double) pango_font_description_get_size (font) / PANGO_SCALE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    smallest = MIN (smallest, find_smallest_text (child));
  return smallest;
}

/* What is read from four metres is large on every page: headings, the heads of columns, the numbers on the map of the day. */
static void
test_large (Room *f, gconstpointer data)
{
  WgTimeView *view = wg_briefing_page_get_time (f->page);

  wg_context_set_text_scale (f->context, 2.0);
  gtk_widget_queue_resize (GTK_WIDGET (f->page));
  while (wg_time_view_get_text_scale (view) < 1.9)
    g_main_context_iteration (NULL, TRUE);
  press (f, GDK_KEY_t);
  while (!wg_time_view_is_settled (view) || !wg_time_view_has_numbers (view))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (find_smallest_text (GTK_WIDGET (view)), >=, 2.0 * 12.0);
  wg_briefing_page_step_back (f->page);
  press (f, GDK_KEY_d);
  g_assert_cmpstr (wg_briefing_page_get_shown (f->page), ==, "rows");
  while (find_smallest_text (GTK_WIDGET (f->page)) == G_MAXDOUBLE)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (find_smallest_text (GTK_WIDGET (f->page)), >=, 2.0 * 12.0);
}

/* Esc while it is being made: the old one stays. */
static void
test_cancel (Room *f, gconstpointer data)
{
  JsonObject *before = wg_briefing_page_get_figures (f->page);

  wg_briefing_page_make (f->page, WG_PERIOD_YEAR, wg_context_get_now (f->context));
  wg_briefing_page_step_back (f->page);
  settle (f);
  g_assert_true (wg_briefing_page_get_figures (f->page) == before);
  g_assert_false (f->left);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type, const char *label)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (label == NULL || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click (Room *f, const char *label)
{
  GtkWidget *button = find_widget (GTK_WIDGET (f->page), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  settle (f);
}

/* What there is to choose: the first drop-down of the page. */
static gboolean
is_offered (Room *f, const char *label)
{
  GtkDropDown *drop = GTK_DROP_DOWN (find_widget (GTK_WIDGET (f->page), GTK_TYPE_DROP_DOWN, NULL));
  GListModel *model = gtk_drop_down_get_model (drop);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (strcmp (gtk_string_object_get_string (item), label) == 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
get_layout (Room *f)
{
  JsonObject *figures = wg_briefing_page_get_figures (f->page);

  return json_object_has_member (figures, "layout") ? json_object_get_string_member (json_object_get_object_member (figures, "layout"), "name") : NULL;
}

/* Composed beside the page, kept under a name, offered beside the standard ones, renamed, and taken away. */
static void
test_compose (Room *f, gconstpointer data)
{
  WgBriefingComposer *composer = wg_briefing_page_get_composer (f->page);
  const WgBriefingPlan *plan;
  const WgBriefingLeaf *leaf;

  g_assert_true (is_offered (f, "Supervision"));
  press (f, GDK_KEY_e);
  g_assert_true (wg_briefing_page_get_composing (f->page));
  plan = wg_briefing_composer_get_plan (composer);
  g_assert_cmpuint (plan->leaves->len, ==, 6);
  click (f, "_Save"); /* without a name */
  g_assert_true (wg_briefing_page_get_composing (f->page));
  wg_briefing_composer_set_name (composer, "周一");
  click (f, "_New page");
  click (f, "Add _tile");
  g_assert_cmpuint (wg_briefing_page_get_n_pages (f->page), ==, 7);
  g_assert_cmpuint (wg_briefing_page_get_page (f->page), ==, 1);
  wg_briefing_composer_set_tile (composer, 1, WG_TILE_TEXT, "周三停水");
  wg_briefing_composer_move_tile (composer, 1, -1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  leaf = g_ptr_array_index (plan->leaves, 1);
  g_assert_cmpstr (((WgBriefingTile *) g_ptr_array_index (leaf->tiles, 0))->about, ==, "周三停水");
  click (f, "_Save");
  settle (f);
  g_assert_false (wg_briefing_page_get_composing (f->page));
  g_assert_cmpstr (get_layout (f), ==, "周一");
  g_assert_cmpuint (wg_briefing_page_get_n_pages (f->page), ==, 7);
  g_assert_true (is_offered (f, "周一"));
  press (f, GDK_KEY_e);
  wg_briefing_composer_set_name (composer, "周二");
  wg_briefing_composer_remove_tile (composer, 0);
  click (f, "_Save");
  settle (f);
  g_assert_cmpstr (get_layout (f), ==, "周二");
  g_assert_true (is_offered (f, "周二") && !is_offered (f, "周一"));
  press (f, GDK_KEY_e);
  click (f, "_Remove");
  settle (f);
  g_assert_false (is_offered (f, "周二"));
  g_assert_null (get_layout (f));
  g_assert_cmpuint (wg_briefing_page_get_n_pages (f->page), ==, 6);
  /* Esc leaves the panel before it leaves the view. */
  press (f, GDK_KEY_e);
  wg_briefing_page_step_back (f->page);
  g_assert_false (wg_briefing_page_get_composing (f->page) || f->left);
}

/* What was issued is opened again, and what is written of it are the bytes of its day. */
static void
test_issued (Room *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-briefing-XXXXXX", NULL);
  g_autofree char *one = g_build_filename (folder, "a.pdf", NULL), *two = g_build_filename (folder, "b.pdf", NULL), *a = NULL, *b = NULL;
  gsize n_a, n_b;

  wg_briefing_page_make_report (f->page, "supervision", NULL, NULL, wg_context_get_now (f->context) + 86400000);
  settle (f);
  click (f, "Issue");
  write_file (f, one);
  wg_briefing_page_make (f->page, WG_PERIOD_DAY, wg_context_get_now (f->context));
  settle (f);
  wg_briefing_page_open (f->page, 1);
  settle (f);
  g_assert_cmpstr (json_object_get_string_member (wg_briefing_page_get_figures (f->page), "kind"), ==, "supervision");
  write_file (f, two);
  g_assert_true (g_file_get_contents (one, &a, &n_a, NULL) && g_file_get_contents (two, &b, &n_b, NULL));
  g_assert_cmpmem (a, n_a, b, n_b);
  wg_briefing_page_open (f->page, 99);
  settle (f);
  g_assert_cmpstr (wg_briefing_page_get_shown (f->page), ==, "trouble");
  g_unlink (one);
  g_unlink (two);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  static const char some[] = "cases";

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/briefing-page/pages", Room, some, set_up, test_pages, tear_down);
  g_test_add_func ("/briefing-page/heads", test_heads);
  g_test_add ("/briefing-page/data", Room, some, set_up, test_data, tear_down);
  g_test_add ("/briefing-page/same-figures", Room, some, set_up, test_same_figures, tear_down);
  g_test_add ("/briefing-page/drill", Room, some, set_up, test_drill, tear_down);
  g_test_add ("/briefing-page/no-cases", Room, NULL, set_up, test_drill, tear_down);
  g_test_add ("/briefing-page/files", Room, some, set_up, test_files, tear_down);
  g_test_add ("/briefing-page/early", Room, some, set_up, test_early, tear_down);
  g_test_add ("/briefing-page/time", Room, some, set_up, test_time, tear_down);
  g_test_add ("/briefing-page/large", Room, some, set_up, test_large, tear_down);
  g_test_add ("/briefing-page/compose", Room, some, set_up, test_compose, tear_down);
  g_test_add ("/briefing-page/issued", Room, some, set_up, test_issued, tear_down);
  g_test_add ("/briefing-page/cancel", Room, some, set_up, test_cancel, tear_down);
  return g_test_run ();
}
