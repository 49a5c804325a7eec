/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of an import as a person walks through it, with the real reader and a real database behind it. */

#include "import-fixture.h"

#include "wg-store-profiles.h"
#include "wg-words.h"

#include <adwaita.h>
#include <glib/gstdio.h>

typedef ImportFixture Fixture;

/* Two halves of grid A, under names of their own. */
static const char halves[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A1\",\"wgmc\":\"和平里\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.6,40.3],[116.605,40.3],[116.605,40.31],[116.6,40.31],[116.6,40.3]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A2\",\"wgmc\":\"望溪\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.605,40.3],[116.61,40.3],[116.61,40.31],[116.605,40.31],[116.605,40.3]]]}}]}";

static void
test_whole_way (Fixture *f, gconstpointer user_data)
{
  g_autoptr (WgGridTree) grids = NULL;

  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_EMPTY);
  import_fixture_open_text (f, "halves.geojson", halves);
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_ASKING);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  g_assert_false (wg_import_page_answer (f->page, "level", "9"));
  import_fixture_settle (f);

  import_fixture_go_on (f);
  g_assert_cmpstr (wg_import_page_get_sentence (f->page), ==, "2 can be imported; the database is unchanged.");
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
  g_assert_cmpuint (import_fixture_count_grids (f), ==, 5);

  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_IMPORTED);
  g_assert_cmpuint (import_fixture_count_grids (f), ==, 7);
  while (!import_fixture_says (GTK_WIDGET (f->page), "grids in force, 7"))
    g_main_context_iteration (NULL, TRUE);
  grids = import_fixture_load_grids (f);
  g_assert_nonnull (wg_grid_tree_find_level (grids, 3));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.undo", NULL));
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_UNDONE);
  g_assert_cmpuint (import_fixture_count_grids (f), ==, 5);
  while (!import_fixture_says (GTK_WIDGET (f->page), "grids in force, 5"))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_back_from_the_check (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "halves.geojson", halves);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "import.back", NULL);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_ASKING);
}

static void
test_stop (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "halves.geojson", halves);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "import.next", NULL);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKING);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "import.cancel", NULL);
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_ASKING);
  g_assert_nonnull (strstr (wg_import_page_get_sentence (f->page), "stopped"));
  g_assert_cmpuint (import_fixture_count_grids (f), ==, 5);
}

/* While its rows go into the database: the same file can be imported right after. */
static void
test_stop_storing (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "halves.geojson", halves);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "import.next", NULL);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_IMPORTING);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "import.cancel", NULL);
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
  g_assert_cmpstr (wg_import_page_get_sentence (f->page), ==, "Stopped. Nothing was imported.");
  g_assert_cmpuint (import_fixture_count_grids (f), ==, 5);
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_IMPORTED);
  g_assert_cmpuint (import_fixture_count_grids (f), ==, 7);
}

static GtkDialog *
wait_for_dialog (void)
{
  for (;;)
    {
      g_autoptr (GList) windows = gtk_window_list_toplevels ();

      for (GList *l = windows; l != NULL; l = l->next)
        if (GTK_IS_FILE_CHOOSER (l->data) && GTK_IS_DIALOG (l->data))
          return l->data;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* The dialog does not listen while it reads the folder, so whoever is not heard presses again. */
static gboolean
press_save (gpointer dialog)
{
  if (gtk_widget_get_mapped (dialog))
    gtk_dialog_response (dialog, GTK_RESPONSE_ACCEPT);
  return G_SOURCE_CONTINUE;
}

static void
wait_for_words (Fixture *f, const char *words)
{
  while (strstr (wg_import_page_get_sentence (f->page), words) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Gives the dialog its answer, as a click on its button would. */
static char *
save_report (Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->store.folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *wanted = NULL;
  GtkDialog *dialog;
  guint pressing;
  char *text = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.save", NULL));
  dialog = wait_for_dialog ();
  wanted = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (dialog));
  g_assert_cmpstr (wanted, ==, "things.csv - import report.csv");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), path);
  /* It is gone before its answer has been written down. */
  pressing = g_timeout_add_full (G_PRIORITY_DEFAULT, 50, press_save, g_object_ref (dialog), g_object_unref);
  wait_for_words (f, name);
  g_source_remove (pressing);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  g_unlink (path);
  return text;
}

/* What became of a file is written down, also after the import was taken back. */
static void
test_report_and_undo (Fixture *f, gconstpointer user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  import_fixture_open_text (f, "things.csv",
             "number,title,reported,state,lon,lat\n"
             "K-1,Pothole,2026-11-19 08:00,reported,116.601,40.301\n"
             "K-2,Lamp,yesterday,reported,116.611,40.301\n");
  import_fixture_settle (f);
  import_fixture_go_on (f);
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_IMPORTED);
  before = save_report (f, "report.csv");
  g_assert_nonnull (strstr (before, "2,date_unreadable,refused,"));
  g_assert_nonnull (strstr (before, "Read: 2"));
  g_assert_nonnull (strstr (before, "Stored: 1"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.undo", NULL));
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_UNDONE);
  after = save_report (f, "again.csv");
  g_assert_cmpstr (after, ==, before);
}

static void
test_cases_are_guessed (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "cases.csv",
             "number,title,reported,state,lon,lat\n"
             "K-1,Pothole,2026-11-19 08:00,new thing,116.601,40.301\n"
             "K-2,Lamp,2026-11-19 09:00,reported,116.611,40.301\n");
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_ASKING);
  /* A column of cases is asked, and the state that nobody knows waits for an answer. */
  g_assert_true (wg_import_page_answer (f->page, "title", "title"));
  import_fixture_settle (f);
  g_assert_nonnull (strstr (wg_import_page_get_sentence (f->page), "states"));
  g_assert_true (wg_import_page_answer (f->page, "state:new thing", "reported"));
  import_fixture_settle (f);
  g_assert_null (strstr (wg_import_page_get_sentence (f->page), "states"));
}

/* Streets are lines: nobody is offered to fill them. */
static void
test_lines_are_no_areas (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "streets.geojson",
             "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"和平路\",\"osm_id\":7},"
             "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.6,40.3],[116.605,40.305]]}}]}");
  import_fixture_settle (f);
  g_assert_false (wg_import_page_answer (f->page, "kind", "areas"));
  g_assert_false (wg_import_page_answer (f->page, "kind", "grids"));
  g_assert_true (wg_import_page_answer (f->page, "kind", "roads"));
  import_fixture_settle (f);
  /* They have no codes that could be there already. */
  g_assert_false (wg_import_page_answer (f->page, "duplicates", "refuse"));
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_report (f->page)->refused, ==, 0);
  /* Whose map it is is read of the file, and can be said. */
  g_assert_cmpstr (wg_import_page_get_report (f->page)->attribution, ==, "© OpenStreetMap contributors");
  g_unlink (f->file);
  g_clear_pointer (&f->file, g_free);
  /* Also beside multiple ones they are taken as streets without being asked. */
  import_fixture_open_text (f, "both.geojson",
             "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"和平路\"},"
             "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[116.6,40.3],[116.605,40.305]]}},"
             "{\"type\":\"Feature\",\"properties\":{\"name\":\"环路\"},\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":"
             "[[[116.61,40.3],[116.605,40.305]]]}}]}");
  import_fixture_settle (f);
  g_assert_false (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_report (f->page)->stored, ==, 2);
}

static void
test_answers_are_kept (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "halves.geojson", halves);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "name", "wgbm"));
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "kind", "buildings"));
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "address", "wgmc"));
  import_fixture_settle (f);
  g_assert_false (wg_import_page_answer (f->page, "parent", ""));
  g_assert_false (wg_import_page_answer (f->page, "address", "no such field"));
}

static void
test_what_cannot_be_read (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "broken.geojson", "{\"type\":\"FeatureColl");
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_EMPTY);
  g_assert_cmpstr (wg_import_page_get_sentence (f->page), !=, "");
}

/* Points of which the file says nothing: what all of them are can be said, and then they come in. */
static void
test_points_without_fields (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "points.geojson",
                            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{"
                            "\"type\":\"Point\",\"coordinates\":[116.605,40.305]}}]}");
  import_fixture_settle (f);
  g_assert_nonnull (strstr (wg_import_page_get_sentence (f->page), "Choose it under Fields"));
  g_assert_false (import_fixture_says (GTK_WIDGET (f->page), "The first rows"));
  g_assert_true (wg_import_page_answer (f->page, "class_code", "=P01"));
  import_fixture_settle (f);
  import_fixture_go_on (f);
  g_assert_cmpstr (wg_import_page_get_sentence (f->page), ==, "1 can be imported; the database is unchanged.");
}

static void
test_nobody_without_the_right (Fixture *f, gconstpointer user_data)
{
  WgOperator who = { .id = WG_TEST_DISPATCHER,
                     .login = (char *)"d",
                     .name = (char *)"D",
                     .person_id = G_MININT64,
                     .active = TRUE,
                     .roles = WG_ROLE_DISPATCHER };

  wg_context_set_operator (f->context, &who);
  import_fixture_open_text (f, "halves.geojson", halves);
  import_fixture_settle (f);
  g_assert_nonnull (strstr (wg_import_page_get_sentence (f->page), "duty officer"));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "import.next", NULL);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_ASKING);
}

/* Places in metres of zone 39, of which the file says nothing: only one meridian lands in the district. */
static const char metres[] = "number,title,reported,x,y\nK-1,Pothole,2026-11-19 08:00,466200,4463100\n"
                             "K-2,Lamp,2026-11-19 09:00,466300,4463300\n";

static void
test_place_is_proposed (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "metres.csv", metres);
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_ASKING);
  g_assert_null (strstr (wg_import_page_get_sentence (f->page), "doubt"));
  /* It is there to be chosen, as are those in which the shape would lie elsewhere. */
  g_assert_false (import_fixture_says (GTK_WIDGET (f->page), "▲ The shapes fall"));
  g_assert_true (wg_import_page_answer (f->page, "crs", "EPSG:4547"));
  import_fixture_settle (f);
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "▲ The shapes fall"));
  g_assert_true (wg_import_page_answer (f->page, "crs", "EPSG:4548"));
  import_fixture_settle (f);
  g_assert_false (import_fixture_says (GTK_WIDGET (f->page), "▲ The shapes fall"));
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
}

/* Degrees off a street map lie some hundred metres away: what is said tells one datum from the other, and what lies across
 * the edge of the district is not said to be outside.
 */
static void
test_datum_is_told (Fixture *f, gconstpointer user_data)
{
  static const char beside[]
      = "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A1\"},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[116.622,40.302],[116.626,40.302],[116.626,40.306],[116.622,40.306],[116.622,40.302]]]}}]}";

  import_fixture_open_text (f, "beside.geojson", beside);
  import_fixture_settle (f);
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "▲ The shapes fall 350 m outside the district"));
  g_assert_true (wg_import_page_answer (f->page, "crs", "GCJ-02"));
  import_fixture_settle (f);
  g_assert_false (import_fixture_says (GTK_WIDGET (f->page), "outside the district"));
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "% inside the district"));
  g_assert_true (wg_import_page_answer (f->page, "crs", "BD-09"));
  import_fixture_settle (f);
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "outside the district")
                 != import_fixture_says (GTK_WIDGET (f->page), "inside the district"));
}

/* One place far away from the others draws the middle of the file out of the district, and the zone is still proposed. */
static void
test_place_of_a_dirty_file (Fixture *f, gconstpointer user_data)
{
  g_autofree char *text = g_strconcat (metres, "K-3,Fence,2026-11-19 10:00,500200,4477000\n", NULL);

  import_fixture_open_text (f, "metres.csv", text);
  import_fixture_settle (f);
  g_assert_null (strstr (wg_import_page_get_sentence (f->page), "doubt"));
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
}

/* What is new goes below everything; a file that brings a grid which is there is about the level of that grid. */
static void
test_level_is_guessed (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "halves.geojson", halves);
  import_fixture_settle (f);
  import_fixture_go_on (f);
  g_assert_cmpstr (wg_import_page_get_sentence (f->page), ==, "2 can be imported; the database is unchanged.");
  import_fixture_go_on (f);
  {
    g_autoptr (WgGridTree) grids = import_fixture_load_grids (f);

    g_assert_cmpint (wg_grid_tree_get_grid (grids, wg_grid_tree_find_by_code (grids, "A1"))->depth, ==, 3);
  }
  g_unlink (f->file);
  g_clear_pointer (&f->file, g_free);
  import_fixture_open_text (f, "again.geojson", halves);
  import_fixture_settle (f);
  import_fixture_go_on (f);
  /* A new edition, in which nothing is different. */
  g_assert_cmpint (wg_import_page_get_report (f->page)->unchanged, ==, 2);
  g_assert_cmpint (wg_import_page_get_report (f->page)->refused, ==, 0);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
}

static GPtrArray *
load_profiles (Fixture *f)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *profiles;

  wg_store_load_profiles_async (f->store.store, G_MININT64, NULL, wg_test_wait_ready, &wait);
  profiles = wg_store_load_profiles_finish (f->store.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return profiles;
}

/* What was said is kept, what was guessed is not, and the next file of the sender is answered by it. */
static void
test_profiles (Fixture *f, gconstpointer user_data)
{
  g_autoptr (GPtrArray) profiles = NULL;
  const WgImportRequest *said;

  g_assert_false (wg_import_page_keep_profile (f->page, "nobody"));
  import_fixture_open_text (f, "halves.geojson", halves);
  import_fixture_settle (f);
  g_assert_false (wg_import_page_answer (f->page, "profile", "甲街道"));
  g_assert_true (wg_import_page_answer (f->page, "snap", "2"));
  g_assert_true (wg_import_page_keep_profile (f->page, "guessed"));
  wait_for_words (f, "guessed");
  g_assert_true (wg_import_page_answer (f->page, "kind", "buildings"));
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "address", "wgmc"));
  import_fixture_settle (f);
  g_assert_true (wg_import_page_keep_profile (f->page, "甲街道"));
  wait_for_words (f, "甲街道");
  profiles = load_profiles (f);
  g_assert_cmpuint (profiles->len, ==, 2);
  said = ((WgImportProfile *) g_ptr_array_index (profiles, (guint) wg_import_profiles_find (profiles, "guessed")))->request;
  g_assert_cmpint (said->level, ==, 0);
  g_assert_cmpfloat (said->snap_m, ==, 2.0);
  g_assert_null (said->crs);
  g_assert_null (said->level_name);
  g_assert_cmpuint (g_hash_table_size (said->mapping), ==, 0);
  said = ((WgImportProfile *) g_ptr_array_index (profiles, (guint) wg_import_profiles_find (profiles, "甲街道")))->request;
  g_assert_cmpstr (g_hash_table_lookup (said->mapping, "address"), ==, "wgmc");
  g_unlink (f->file);
  g_clear_pointer (&f->file, g_free);
  import_fixture_open_text (f, "again.geojson", halves);
  import_fixture_settle (f);
  g_assert_false (wg_import_page_answer (f->page, "address", "wgmc"));
  while (!wg_import_page_answer (f->page, "profile", "甲街道"))
    g_main_context_iteration (NULL, TRUE);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "address", "wgmc"));
}

static GtkWidget *
find_panes (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_PANED (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_panes (child);
  return found;
}

/* @n squares of a ten-thousandth of a degree, in rows of 50. */
static char *
write_squares (guint n)
{
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (guint i = 0; i < n; i++)
    {
      double x = 116.6 + 1e-4 * (i % 50), y = 40.3 + 1e-4 * (i / 50);

      g_string_append_printf (text,
                              "%s{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A%u\",\"wgmc\":\"A%u\"},\"geometry\":{\"type\":"
                              "\"Polygon\",\"coordinates\":[[[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f]]]}}",
                              i > 0 ? "," : "", i, i, x, y, x + 1e-4, y, x + 1e-4, y + 1e-4, x, y + 1e-4, x, y);
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* Of a large file only the first outlines are drawn before it is in, and the legend says how many of how many. */
static void
test_large_file (Fixture *f, gconstpointer user_data)
{
  g_autofree char *few = write_squares (1999), *many = write_squares (2100);

  import_fixture_open_text (f, "few.geojson", few);
  import_fixture_settle (f);
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "from the file, 1999."));
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "The first rows"));
  import_fixture_open_text (f, "many.geojson", many);
  import_fixture_settle (f);
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "from the file, the first 2000 of 2100."));
}

/* In large text the questions have the room they need for their answers. */
static void
test_large_text (Fixture *f, gconstpointer user_data)
{
  GtkPaned *panes = GTK_PANED (find_panes (GTK_WIDGET (f->page)));
  int before = gtk_paned_get_position (panes);

  wg_context_set_text_scale (f->context, 2.0);
  g_assert_cmpint (gtk_paned_get_position (panes), ==, 2 * before);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, function) g_test_add (path, Fixture, NULL, import_fixture_set_up, function, import_fixture_tear_down)
  ADD ("/import/page/whole-way", test_whole_way);
  ADD ("/import/page/large-text", test_large_text);
  ADD ("/import/page/large-file", test_large_file);
  ADD ("/import/page/back-from-the-check", test_back_from_the_check);
  ADD ("/import/page/place-is-proposed", test_place_is_proposed);
  ADD ("/import/page/datum-is-told", test_datum_is_told);
  ADD ("/import/page/place-of-a-dirty-file", test_place_of_a_dirty_file);
  ADD ("/import/page/level-is-guessed", test_level_is_guessed);
  ADD ("/import/page/profiles", test_profiles);
  ADD ("/import/page/stop", test_stop);
  ADD ("/import/page/stop-storing", test_stop_storing);
  ADD ("/import/page/report-and-undo", test_report_and_undo);
  ADD ("/import/page/cases-are-guessed", test_cases_are_guessed);
  ADD ("/import/page/answers-are-kept", test_answers_are_kept);
  ADD ("/import/page/lines-are-no-areas", test_lines_are_no_areas);
  ADD ("/import/page/what-cannot-be-read", test_what_cannot_be_read);
  ADD ("/import/page/points-without-fields", test_points_without_fields);
  ADD ("/import/page/nobody-without-the-right", test_nobody_without_the_right);
  return g_test_run ();
}
