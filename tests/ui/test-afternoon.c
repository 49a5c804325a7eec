/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The afternoon of a GIS officer, in one go and by hand: a dirty file is mended and taken back, a district is redrawn in
 * twenty steps with every tool, somebody else approves it, its date comes, and yesterday's map is recalled. Each part is
 * tried by itself elsewhere; here one leads to the next.
 */

#include "draft-fixture.h"
#include "hands.h"
#include "wg-import-page-private.h"
#include "wg-map-pane-private.h"
#include "wg-time.h"

/* Inside B: a needle of a kilometre, a strip that both grids have, and a twin of the first one. */
static const char dirty[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"E1\",\"wgmc\":\"East 1\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.612,40.303],[116.6143,40.303],[116.6143,40.306],[116.613004,40.306],[116.613,40.316],"
      "[116.612996,40.306],[116.612,40.306],[116.612,40.303]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"E2\",\"wgmc\":\"East 2\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.614,40.303],[116.616,40.303],[116.616,40.306],[116.614,40.306],[116.614,40.303]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"E1\",\"wgmc\":\"East 3\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.617,40.303],[116.618,40.303],[116.618,40.306],[116.617,40.306],[116.617,40.303]]]}}]}";

/* --- The file --- */

static void
wait_for_phase (DraftFixture *f, WgImportPhase phase)
{
  WgImportPage *page = f->shown.window->import;

  while (wg_import_page_get_phase (page) != phase || wg_import_page_is_busy (page))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_file (DraftFixture *f)
{
  g_autofree char *path = g_build_filename (f->shown.base.folder, "dirty.geojson", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, dirty, -1, &error);
  g_assert_no_error (error);
  wg_test_window_act (&f->shown, "import", g_variant_new_string (path));
  wait_for_phase (f, WG_IMPORT_PHASE_ASKING);
  g_assert_true (wg_import_page_answer (f->shown.window->import, "level", "3"));
  wg_import_page_answer (f->shown.window->import, "crs", "EPSG:4490");
  wait_for_phase (f, WG_IMPORT_PHASE_ASKING);
  gtk_widget_grab_focus (GTK_WIDGET (f->shown.window->import));
  hands_press ("ctrl+Return");
  wait_for_phase (f, WG_IMPORT_PHASE_CHECKED);
}

static const WgImportFinding *
find_finding (DraftFixture *f, const char *rule, const char *outcome)
{
  const WgImportReport *report = wg_import_page_get_report (f->shown.window->import);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_str_equal (finding->rule, rule) && g_str_equal (finding->outcome, outcome))
        return finding;
    }
  return NULL;
}

static void
fix (DraftFixture *f, const char *rule)
{
  const WgImportFinding *finding = find_finding (f, rule, "kept");
  gint64 feature = finding != NULL ? finding->feature : 0;

  g_assert_nonnull (finding);
  g_assert_true (wg_import_page_select_finding (f->shown.window->import, rule, feature));
  hands_press ("z");
  hands_press ("x");
  wait_for_phase (f, WG_IMPORT_PHASE_CHECKED);
  g_assert_nonnull (find_finding (f, rule, "repaired"));
}

static guint
count_grids (DraftFixture *f)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgGridTree) grids = NULL;

  wg_store_load_grids_async (f->shown.base.store, NULL, wg_test_wait_ready, &wait);
  grids = wg_store_load_grids_finish (f->shown.base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return wg_grid_tree_get_n_grids (grids);
}

static void
mend_a_file (DraftFixture *f)
{
  guint before = count_grids (f);

  open_file (f);
  g_assert_cmpint (wg_import_page_get_report (f->shown.window->import)->refused, ==, 1);
  fix (f, "spike");
  fix (f, "overlap");
  g_assert_cmpuint (count_grids (f), ==, before);
  hands_press ("ctrl+Return");
  wait_for_phase (f, WG_IMPORT_PHASE_IMPORTED);
  g_assert_cmpuint (count_grids (f), ==, before + 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->shown.window->import), "import.undo", NULL));
  wait_for_phase (f, WG_IMPORT_PHASE_UNDONE);
  g_assert_cmpuint (count_grids (f), ==, before);
}

/* --- Twenty steps --- */

static gint64 n_steps;

static void
accept (DraftFixture *f)
{
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, ++n_steps);
}

static void
hold (DraftFixture *f, double lon, double lat)
{
  hands_press ("v");
  draft_fixture_click_at (f, lon, lat);
  g_assert_cmpfloat_with_epsilon (f->editor->hand.held[0], lon, 1e-6);
}

static void
move (DraftFixture *f, double lon, double lat, const char *arrow)
{
  hold (f, lon, lat);
  hands_press (arrow);
  accept (f);
}

static void
draw_line (DraftFixture *f, const char *tool, const char *const *places)
{
  hands_press (tool);
  for (guint i = 0; places[i] != NULL; i++)
    draft_fixture_type_place (f, places[i]);
  accept (f);
}

#define LINE(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* Corners: moved by keys, by numbers and by pointer, put in and taken out. */
static void
work_on_corners (DraftFixture *f)
{
  move (f, MIDDLE_LON, MIDDLE_LAT, "ctrl+Right");
  hands_press ("ctrl+Left");
  accept (f);
  g_assert_true (draft_fixture_has_corner (f, MIDDLE_LON, MIDDLE_LAT));
  hold (f, MIDDLE_LON, MIDDLE_LAT);
  draft_fixture_type_place (f, "+12.5, -3 m");
  accept (f);
  draft_fixture_type_place (f, "116.61,40.31");
  accept (f);
  hands_press ("Insert");
  draft_fixture_wait_for_steps (f, ++n_steps);
  hands_press ("shift+Up");
  accept (f);
  hands_press ("Delete");
  draft_fixture_wait_for_steps (f, ++n_steps);
  move (f, MIDDLE_LON, MIDDLE_LAT, "ctrl+Up");
  hands_press ("ctrl+Down");
  accept (f);
}

/* Borders: bent, cut, joined, given, cut out. */
static void
work_on_borders (DraftFixture *f)
{
  draw_line (f, "r", LINE ("116.61,40.302", "116.612,40.304", "116.61,40.306"));
  draw_line (f, "r", LINE ("116.61,40.302", "116.611,40.304", "116.61,40.306"));
  draw_line (f, "s", LINE ("116.6155,40.2990", "116.6155,40.3120"));
  draw_line (f, "s", LINE ("116.6175,40.2990", "116.6175,40.3120"));
  hands_press ("m");
  draft_fixture_click_at (f, 116.6165, 40.305);
  draft_fixture_click_at (f, 116.6185, 40.305);
  accept (f);
  draw_line (f, "s", LINE ("116.5990,40.3155", "116.6110,40.3155"));
  draw_line (f, "s", LINE ("116.6050,40.2990", "116.6050,40.3120"));
  hands_press ("h");
  draft_fixture_click_at (f, 116.603, 40.305);
  draft_fixture_click_at (f, 116.607, 40.305);
  draft_fixture_type_place (f, "116.6045,40.299");
  draft_fixture_type_place (f, "116.6045,40.312");
  accept (f);
  hands_press ("n");
  for (guint i = 0; i < 4; i++)
    draft_fixture_type_place (f, LINE ("116.612,40.302", "116.614,40.302", "116.614,40.304", "116.612,40.304")[i]);
  accept (f);
  draw_line (f, "s", LINE ("116.6210,40.3145", "116.6095,40.3145"));
  draw_line (f, "s", LINE ("116.6170,40.3095", "116.6170,40.3150"));
}

/* A gap, far away: the wheel leaves the place under the pointer where it is. */
static void
fill_the_gap (DraftFixture *f)
{
  double x, y, lon, lat;

  wg_boundary_editor_go_to (f->editor, 116.628, 40.303, 16);
  wg_test_wait_ms (200);
  wg_city_layer_get_point (f->editor->layer, 116.6315, 40.3015, &x, &y);
  hands_scroll (GTK_WIDGET (f->editor->map), x, y, 1);
  wg_test_wait_ms (200);
  wg_city_layer_get_place (f->editor->layer, x, y, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, 116.6315, 1e-5);
  g_assert_cmpfloat_with_epsilon (lat, 40.3015, 1e-5);
  hands_press ("f");
  draft_fixture_click_at (f, 116.6315, 40.3015);
  accept (f);
}

static void
redraw (DraftFixture *f)
{
  double before;

  wg_test_window_act (&f->shown, "draft", g_variant_new_int64 (1));
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  draft_fixture_wait_for_steps (f, 0);
  wg_boundary_editor_go_to (f->editor, MIDDLE_LON, MIDDLE_LAT, 15);
  wg_test_wait_ms (200);
  gtk_widget_grab_focus (GTK_WIDGET (f->editor->map));
  before = draft_fixture_sum_areas (f);
  n_steps = 0;
  hands_press ("g");
  work_on_corners (f);
  work_on_borders (f);
  g_assert_cmpfloat_with_epsilon (draft_fixture_sum_areas (f), before, 1.0);
  fill_the_gap (f);
  hands_press ("ctrl+z");
  draft_fixture_wait_for_steps (f, n_steps - 1);
  hands_press ("shift+ctrl+z");
  draft_fixture_wait_for_steps (f, n_steps);
  g_assert_cmpint (n_steps, >=, 20);
}

/* --- Into force --- */

static void
print_notice (DraftFixture *f, GtkWidget *button, const char *name)
{
  g_autofree char *path = g_build_filename (f->shown.base.folder, name, NULL), *bytes = NULL;

  g_assert_true (gtk_widget_get_mapped (button));
  wg_test_window_act (&f->shown, "print-to", g_variant_new_string (path));
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

/* Without a window manager neither pointer nor keys come back from a dialog that was closed. @asks: (nullable): what the
 * dialog asks for; the one before may still be going.
 */
static void
press_next (DraftFixture *f, const char *asks, const char *state)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_assert_true (gtk_widget_get_sensitive (f->editor->next_button));
  g_signal_emit_by_name (f->editor->next_button, "clicked");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), asks) == 0)
        adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "go");
    }
  draft_fixture_wait_for_state (f, state);
}

static WgPastView *
recall_yesterday (DraftFixture *f)
{
  WgPastView *past;

  wg_test_window_act (&f->shown, "as-of", g_variant_new_string (""));
  past = wg_boundary_page_get_past (f->shown.window->boundaries);
  while (!wg_past_view_is_settled (past))
    g_main_context_iteration (NULL, TRUE);
  return past;
}

static void
test_afternoon (DraftFixture *f, gconstpointer data)
{
  WgMapPane *pane = WG_MAP_PANE (wg_dispatch_page_get_map (f->shown.window->page));
  const WgDraftPlan *plan;
  guint n_before, n_begun = 0, n_ended = 0;
  WgPastView *past;

  mend_a_file (f);
  n_before = count_grids (f);
  redraw (f);
  plan = wg_boundary_sketch_get_plan (f->editor->sketch);
  for (guint i = 0; i < plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (plan->grids, i);

      n_begun += !weight->is_there[0] && weight->is_there[1];
      n_ended += weight->is_there[0] && !weight->is_there[1];
    }
  g_assert_cmpuint (n_begun, >, n_ended);
  press_next (f, NULL, "submitted");
  g_assert_false (gtk_widget_get_sensitive (f->editor->next_button));
  draft_fixture_sit_down (f, "duty");
  press_next (f, "Approve", "approved");
  draft_fixture_sit_down (f, "gis");
  print_notice (f, f->editor->notice_button, "to-come.pdf");
  press_next (f, NULL, "announced");
  wg_clock_set_now (f->shown.base.clock, WG_TEST_NOW + 3 * WG_MS_PER_DAY);
  press_next (f, "Put in force", "applied");
  print_notice (f, f->editor->print_button, "in-force.pdf");
  g_assert_cmpuint (count_grids (f), ==, n_before + n_begun - n_ended);
  while (wg_city_get_n_grids (wg_city_feed_get_city (pane->feed)) != n_before + n_begun - n_ended)
    g_main_context_iteration (NULL, TRUE);
  past = recall_yesterday (f);
  g_assert_cmpuint (wg_past_table_get_n_rows (wg_past_view_get_table (past)), ==, n_before - 1);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  g_test_add ("/afternoon", DraftFixture, "with a ring of grids", draft_fixture_set_up, test_afternoon, draft_fixture_tear_down);
  return g_test_run ();
}
