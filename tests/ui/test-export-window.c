/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files for others from the window: what is chosen there is in the file and nothing else is; it is entered in the
 * history; and what is stopped leaves nothing.
 */

#include "wg-event.h"
#include "wg-export-window-private.h"
#include "wg-test-window.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  WgTestWindow shown;
  WgExportWindow *form;
} Fixture;

static void
sit_down (Fixture *self, gint64 id, guint roles)
{
  const WgOperator who = { id, (char *)"somebody", (char *)"somebody", G_MININT64, TRUE, roles };

  wg_context_set_operator (self->shown.window->context, &who);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  wg_test_store_set_up (&self->shown.base, NULL);
  wg_test_window_open (&self->shown);
  sit_down (self, WG_TEST_GIS, WG_ROLE_GIS);
  wg_test_window_act (&self->shown, "export", NULL);
  self->form = WG_EXPORT_WINDOW (self->shown.window->export);
  while (!gtk_widget_get_mapped (GTK_WIDGET (self->form)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  wg_test_window_close (&self->shown);
}

/* --- As a person would --- */

static void
wait_until_done (Fixture *self)
{
  while (wg_export_window_is_busy (self->form))
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("it says: %s", gtk_label_get_text (self->form->result));
}

static gpointer
find_window (GType type)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gpointer
wait_for_window (GType type)
{
  gpointer window;

  while ((window = find_window (type)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

/* By the button and the chooser. */
static char *
write_by_button (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->shown.base.folder, name, NULL);
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);
  gpointer chooser;

  gtk_label_set_text (self->form->result, "");
  gtk_widget_set_visible (GTK_WIDGET (self->form->result), FALSE);
  g_signal_emit_by_name (self->form->write, "clicked");
  chooser = wait_for_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  /* A whole path is typed where the name stands. */
  gtk_file_chooser_set_current_name (chooser, path);
  wg_test_wait_ms (300);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  if (exists)
    gtk_dialog_response (GTK_DIALOG (wait_for_window (GTK_TYPE_MESSAGE_DIALOG)), GTK_RESPONSE_ACCEPT);
  while (!wg_export_window_is_busy (self->form) && !gtk_widget_get_visible (GTK_WIDGET (self->form->result)))
    wg_test_wait_ms (10);
  wait_until_done (self);
  return g_steal_pointer (&path);
}

static void
write_by_action (Fixture *self, const char *kind, const char *path)
{
  wg_test_window_act (&self->shown, "export-to", g_variant_new ("(ss)", kind, path));
  wait_until_done (self);
}

static GtkCheckButton *
get_check (Fixture *self, const char *field)
{
  for (guint i = 0; i < self->form->choices->len; i++)
    {
      if (g_str_equal (g_array_index (self->form->choices, WgExportChoice, i).name, field))
        return g_ptr_array_index (self->form->checks, i);
    }
  g_assert_not_reached ();
}

static gboolean
is_there (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->shown.base.folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* --- What is in the history --- */

static WgEvent *
find_event (Fixture *self, GPtrArray **events)
{
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };

  wg_store_list_events_async (self->shown.base.store, 0, NULL, NULL, wg_test_wait_ready, &wait);
  *events = wg_store_list_events_finish (self->shown.base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  for (guint i = (*events)->len; i > 0; i--)
    {
      WgEvent *event = g_ptr_array_index (*events, i - 1);

      if (g_str_equal (event->subject, "export"))
        return event;
    }
  return NULL;
}

static void
assert_event (Fixture *self, const char *verb, gint64 operator_id, const char *file)
{
  g_autoptr (GPtrArray) events = NULL;
  WgEvent *event = find_event (self, &events);

  g_assert_nonnull (event);
  g_assert_cmpstr (event->verb, ==, verb);
  g_assert_cmpint (event->operator_id, ==, operator_id);
  g_assert_nonnull (strstr (event->fields, file));
}

/* --- Files --- */

static JsonArray *
read_features (const char *path, JsonParser *parser)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "features");
}

static JsonObject *
get_properties (JsonArray *features, guint i)
{
  return json_object_get_object_member (json_array_get_object_element (features, i), "properties");
}

/* One level, as GeoJSON, with fields that nobody chose left out. */
static void
test_geojson (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = NULL;
  JsonArray *features;

  g_assert_true (wg_export_window_choose_format (self->form, "geojson"));
  adw_combo_row_set_selected (self->form->level, 2);
  gtk_check_button_set_active (get_check (self, "households"), FALSE);
  path = write_by_button (self, "leaves.geojson");
  features = read_features (path, parser);
  g_assert_cmpuint (json_array_get_length (features), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpint (json_object_get_int_member (get_properties (features, i), "level"), ==, 2);
      g_assert_true (json_object_has_member (get_properties (features, i), "code"));
      g_assert_false (json_object_has_member (get_properties (features, i), "households"));
      g_assert_false (json_object_has_member (get_properties (features, i), "lon"));
    }
  g_assert_nonnull (strstr (gtk_label_get_text (self->form->result), path));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->form->result), "ok"));
  assert_event (self, "grids", WG_TEST_GIS, "leaves.geojson");
}

static void
assert_no_field (const char *dbf, gsize length, const char *name)
{
  g_assert_null (memmem (dbf, length, name, strlen (name)));
}

/* The name of a keeper, in the bytes that an old program expects. */
static void
test_shapefile (Fixture *self, gconstpointer data)
{
  static const char name_in_gb[] = "\xcd\xf5\xbd\xa8\xb9\xfa";
  g_autofree char *path = g_build_filename (self->shown.base.folder, "grids.shp", NULL);
  g_autofree char *dbf_path = g_build_filename (self->shown.base.folder, "grids.dbf", NULL);
  g_autofree char *cpg_path = g_build_filename (self->shown.base.folder, "grids.cpg", NULL);
  g_autofree char *dbf = NULL, *cpg = NULL;
  gsize length;

  g_assert_true (wg_export_window_choose_format (self->form, "shp"));
  adw_combo_row_set_selected (self->form->encoding, 1);
  write_by_action (self, "grids", path);
  g_assert_true (is_there (self, "grids.shp") && is_there (self, "grids.shx") && is_there (self, "grids.prj"));
  g_assert_true (g_file_get_contents (cpg_path, &cpg, NULL, NULL));
  g_assert_cmpstr (cpg, ==, "GB18030");
  g_assert_true (g_file_get_contents (dbf_path, &dbf, &length, NULL));
  g_assert_cmpuint (length, >, 32);
  g_assert_cmpint ((guint8)dbf[4] | (guint8)dbf[5] << 8, ==, 5);
  g_assert_nonnull (memmem (dbf, length, "code", 4));
  g_assert_nonnull (memmem (dbf, length, name_in_gb, strlen (name_in_gb)));
  assert_no_field (dbf, length, "phone");
  assert_event (self, "grids", WG_TEST_GIS, "grids.shp");
}

/* What the chooser has asked about is replaced. */
static void
test_replaced (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->shown.base.folder, "twice.geojson", NULL), *written = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_assert_true (wg_export_window_choose_format (self->form, "geojson"));
  written = write_by_button (self, "twice.geojson");
  g_assert_cmpuint (json_array_get_length (read_features (written, parser)), ==, 5);
}

/* Another file of that name is not touched, and it is said; nor when the name comes without its end. */
static void
test_there_already (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "mine.csv", "mine" };
  g_autofree char *path = g_build_filename (self->shown.base.folder, "mine.csv", NULL);

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *said = g_build_filename (self->shown.base.folder, names[i], NULL), *content = NULL;

      write_by_action (self, "grids", said);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, "mine");
      g_assert_false (is_there (self, "mine"));
    }
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->form->result)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->form->result), "warn"));
  g_assert_true (gtk_widget_get_visible (self->form->write));
}

/* Stopped by its button, in the same moment or a little later, nothing is left. */
static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->shown.base.folder, "stopped.gpkg", NULL);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  wg_test_window_act (&self->shown, "export-to", g_variant_new ("(ss)", "grids", path));
  g_assert_true (wg_export_window_is_busy (self->form));
  g_assert_true (gtk_widget_get_visible (self->form->progress));
  g_assert_true (gtk_widget_get_visible (self->form->cancel));
  g_signal_emit_by_name (self->form->cancel, "clicked");
  wait_until_done (self);
  dir = g_dir_open (self->shown.base.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, "stopped"));
  g_assert_null (find_event (self, &events));
  g_assert_false (gtk_widget_get_visible (self->form->cancel));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->form->result)));
}

/* Closed while it writes, it writes nothing; and another database does not find the form of this one. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->shown.base.folder, "closed.gpkg", NULL);
  g_autofree char *copy = g_build_filename (self->shown.base.folder, "copy.wangge", NULL);
  g_autoptr (WgExportWindow) form = g_object_ref (self->form);
  WgContext *before = self->shown.window->context;

  wg_test_window_act (&self->shown, "export-to", g_variant_new ("(ss)", "grids", path));
  gtk_window_close (GTK_WINDOW (form));
  wg_test_window_act (&self->shown, "export", NULL);
  g_assert_true (self->shown.window->export != GTK_WIDGET (form));
  while (wg_export_window_is_busy (form))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (gtk_widget_get_mapped (self->shown.window->export));
  wg_window_work_on_copy (self->shown.window, copy);
  while (self->shown.window->context == before)
    g_main_context_iteration (NULL, TRUE);
  wg_test_wait_ms (100);
  g_assert_null (self->shown.window->export);
}

/* Marked, off, and out of reach of whoever may not have it; on only when it is chosen. */
static void
test_personal (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->shown.base.folder, "people.geojson", NULL);
  g_autofree char *second = g_build_filename (self->shown.base.folder, "phones.geojson", NULL);
  g_autoptr (JsonParser) parser = json_parser_new (), full = json_parser_new ();
  JsonArray *features;

  write_by_action (self, "persons", path);
  features = read_features (path, parser);
  g_assert_cmpuint (json_array_get_length (features), ==, 3);
  g_assert_true (json_object_has_member (get_properties (features, 0), "name"));
  g_assert_false (json_object_has_member (get_properties (features, 0), "phone_full"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_check (self, "phone_full"))));
  g_assert_false (gtk_check_button_get_active (get_check (self, "phone_full")));
  sit_down (self, WG_TEST_DUTY, WG_ROLE_DUTY);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (get_check (self, "phone_full"))));
  g_assert_false (gtk_check_button_get_active (get_check (self, "phone_full")));
  gtk_check_button_set_active (get_check (self, "phone_full"), TRUE);
  write_by_action (self, "persons", second);
  g_assert_true (json_object_has_member (get_properties (read_features (second, full), 0), "phone_full"));
  assert_event (self, "persons", WG_TEST_DUTY, "phones.geojson");
  /* What somebody may have does not stay chosen for whoever sits down next. */
  sit_down (self, WG_TEST_GIS, WG_ROLE_GIS);
  g_assert_false (gtk_check_button_get_active (get_check (self, "phone_full")));
}

/* What a format cannot hold is not asked, and without a field there is nothing to write. */
static void
test_questions (Fixture *self, gconstpointer data)
{
  WgExportWindow *form = self->form;

  g_assert_true (wg_export_window_choose_format (form, "csv"));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (form->encoding)));
  g_assert_true (wg_export_window_choose_format (form, "kml"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (form->encoding)));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (form->coordinates)));
  wg_export_window_choose_kind (form, WG_EXPORT_PERSONS);
  g_assert_false (wg_export_window_choose_format (form, "shp"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form->level)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form->coordinates)));
  wg_export_window_choose_kind (form, WG_EXPORT_CASES);
  g_assert_true (gtk_widget_get_sensitive (form->write));
  adw_combo_row_set_selected (form->coordinates, 1);
  g_assert_true (gtk_widget_get_visible (form->epsg));
  g_assert_false (gtk_widget_get_sensitive (form->write));
  gtk_editable_set_text (GTK_EDITABLE (form->epsg), "EPSG:4548");
  g_assert_true (gtk_widget_get_sensitive (form->write));
  for (guint i = 0; i < form->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (form->checks, i), FALSE);
  g_assert_false (gtk_widget_get_sensitive (form->write));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (form->reason)));
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/export-window/geojson", test_geojson);
  ADD ("/export-window/shapefile", test_shapefile);
  ADD ("/export-window/replaced", test_replaced);
  ADD ("/export-window/there-already", test_there_already);
  ADD ("/export-window/cancel", test_cancel);
  ADD ("/export-window/closed", test_closed);
  ADD ("/export-window/personal", test_personal);
  ADD ("/export-window/questions", test_questions);
  return g_test_run ();
}
