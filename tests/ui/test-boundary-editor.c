/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A draft of boundaries in the window, as the people of a centre meet it: begun, drawn with keys alone and with the
 * pointer, taken back and done again, handed in, sent back and approved by somebody else, in force on the map. Keys and
 * pointer of the X server itself.
 */

#include "draft-fixture.h"
#include "hands.h"
#include "wg-boundary-sides.h"
#include "wg-boundary-snap.h"
#include "wg-map-pane-private.h"
#include "wg-time.h"

#include <math.h>

/* --- What a hand does --- */

static void
hold_middle (DraftFixture *f)
{
  for (guint i = 0; i < 12; i++)
    {
      if (wg_geo_distance_m (f->editor->hand.held[0], f->editor->hand.held[1], MIDDLE_LON, MIDDLE_LAT) < 0.1)
        return;
      hands_press ("Tab");
    }
  g_assert_not_reached ();
}

/* --- Drawing --- */

static void
test_move_with_keys (DraftFixture *f, gconstpointer data)
{
  double to[2] = { MIDDLE_LON, MIDDLE_LAT }, before = draft_fixture_sum_areas (f);
  double moved = 0.0, most = 0.0;

  hold_middle (f);
  g_assert_cmpuint (f->editor->hand.picks->len, ==, 4);
  for (guint i = 0; i < 3; i++)
    hands_press ("ctrl+Right");
  hands_press ("shift+Up");
  wg_boundary_place_shift (to, 30.0, 1.0);
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  for (guint i = 0; i < 4; i++)
    {
      WgSideFigures now, then;

      wg_boundary_sides_measure (f->editor->sketch, g_array_index (f->editor->hand.picks, gint64, i), &now, &then);
      g_assert_true (gtk_widget_get_visible (f->editor->sides[i].card));
      g_assert_cmpstr (gtk_label_get_text (f->editor->sides[i].values[0][2]), !=, "");
      moved += then.area_m2 - now.area_m2;
      most = MAX (most, fabs (then.area_m2 - now.area_m2));
    }
  g_assert_cmpfloat (most, >, 10.0);
  g_assert_cmpfloat_with_epsilon (moved, 0.0, 0.1);
  g_assert_nonnull (strstr (f->editor->hand.card, "bearing 88.1"));
  g_assert_cmpint (draft_fixture_get_draft (f)->n_steps, ==, 0);
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_true (draft_fixture_has_corner (f, to[0], to[1]) && !draft_fixture_has_corner (f, MIDDLE_LON, MIDDLE_LAT));
  g_assert_cmpfloat_with_epsilon (draft_fixture_sum_areas (f), before, 1.0);
  hands_press ("ctrl+z");
  draft_fixture_wait_for_steps (f, 0);
  g_assert_true (draft_fixture_has_corner (f, MIDDLE_LON, MIDDLE_LAT));
  hands_press ("shift+ctrl+z");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_true (draft_fixture_has_corner (f, to[0], to[1]));
}

static void
test_move_with_pointer (DraftFixture *f, gconstpointer data)
{
  double x, y, lon, lat, width, height, way[4][2];

  hands_press ("g"); /* nothing to snap to is wanted */
  wg_city_layer_get_point (f->editor->layer, MIDDLE_LON, MIDDLE_LAT, &x, &y);
  width = gtk_widget_get_width (GTK_WIDGET (f->editor->map));
  height = gtk_widget_get_height (GTK_WIDGET (f->editor->map));
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      way[i][0] = (x + 20.0 * i) / width;
      way[i][1] = (y - 40.0 * i / 3.0) / height;
    }
  hands_drag (GTK_WIDGET (f->editor->map), (const double (*)[2]) way, G_N_ELEMENTS (way), NULL);
  draft_fixture_wait_for_steps (f, 1);
  wg_city_layer_get_place (f->editor->layer, x + 60, y - 40, &lon, &lat);
  g_assert_false (draft_fixture_has_corner (f, MIDDLE_LON, MIDDLE_LAT));
  g_assert_true (wg_coverage_find_corner (wg_boundary_sketch_get_coverage (f->editor->sketch), &lon, &lat, 20.0));
}

/* A step that would tear the grids apart says so before it is taken, and is not taken. */
static void
test_refused (DraftFixture *f, gconstpointer data)
{
  hold_middle (f);
  draft_fixture_type_place (f, "116.65,40.31");
  g_assert_null (wg_boundary_sketch_get_trial (f->editor->sketch));
  g_assert_nonnull (wg_boundary_sketch_get_trial_refusal (f->editor->sketch));
  hands_press ("Return");
  while (f->editor->refusal == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (draft_fixture_get_draft (f)->n_steps, ==, 0);
  g_assert_cmpstr (gtk_label_get_text (f->editor->hint), ==, f->editor->refusal);
  hands_press ("Escape");
  g_assert_null (f->editor->refusal);
}

static void
split_by_numbers (DraftFixture *f)
{
  hands_press ("s");
  g_assert_cmpint (wg_boundary_editor_get_tool (f->editor), ==, WG_TOOL_SPLIT);
  draft_fixture_type_place (f, "116.6155,40.2990");
  draft_fixture_type_place (f, "116.6155,40.3110");
  hands_press ("Return");
}

static void
test_split_and_merge (DraftFixture *f, gconstpointer data)
{
  const WgCoverage *coverage;
  double before = draft_fixture_sum_areas (f);
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GArray) whole = NULL;

  split_by_numbers (f);
  draft_fixture_wait_for_steps (f, 1);
  coverage = wg_boundary_sketch_get_coverage (f->editor->sketch);
  pieces = wg_coverage_list (coverage);
  g_assert_cmpuint (pieces->len, ==, 5);
  hands_press ("m");
  draft_fixture_click_at (f, 116.6125, 40.305);
  draft_fixture_click_at (f, 116.6175, 40.305);
  g_assert_cmpuint (f->editor->hand.picks->len, ==, 2);
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 2);
  whole = wg_coverage_list (wg_boundary_sketch_get_coverage (f->editor->sketch));
  g_assert_cmpuint (whole->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (draft_fixture_sum_areas (f), before, 1.0);
}

/* "+12.5, -3 m" is counted from the last point, a comma in full width is one. */
static void
test_places (void)
{
  const double base[2] = { 116.61, 40.31 };
  double place[2];

  g_assert_true (wg_boundary_place_parse ("+12.5, -3 m", base, place));
  g_assert_cmpfloat_with_epsilon (wg_geo_distance_m (base[0], base[1], place[0], base[1]), 12.5, 0.001);
  g_assert_cmpfloat_with_epsilon (wg_geo_distance_m (base[0], base[1], base[0], place[1]), 3.0, 0.001);
  g_assert_true (place[0] > base[0] && place[1] < base[1]);
  g_assert_true (wg_boundary_place_parse ("＋1，－1 米", base, place) && place[0] > base[0]);
  g_assert_true (wg_boundary_place_parse ("-77.03, 38.9", base, place) && place[0] == -77.03 && place[1] == 38.9);
  g_assert_false (wg_boundary_place_parse ("116.6", base, place));
  g_assert_false (wg_boundary_place_parse ("+1, x", base, place));
  g_assert_false (wg_boundary_place_parse ("500, 40", base, place));
}

static void
test_snap (DraftFixture *f, gconstpointer data)
{
  double near[2] = { MIDDLE_LON, MIDDLE_LAT };
  WgSnap snap;

  wg_boundary_place_shift (near, 3.0, 1.0);
  g_assert_true (wg_boundary_snap_find (f->editor->sketch, near[0], near[1], 8.0, NULL, &snap));
  g_assert_cmpint (snap.kind, ==, WG_SNAP_CORNER);
  g_assert_cmpfloat_with_epsilon (snap.lon, MIDDLE_LON, 1e-9);
  wg_boundary_place_shift (near, 200.0, 1.0);
  g_assert_true (wg_boundary_snap_find (f->editor->sketch, near[0], near[1], 8.0, NULL, &snap));
  g_assert_cmpint (snap.kind, ==, WG_SNAP_BORDER);
  g_assert_cmpfloat_with_epsilon (snap.lat, MIDDLE_LAT, 1e-9);
  wg_boundary_place_shift (near, 0.0, 20.0);
  g_assert_false (wg_boundary_snap_find (f->editor->sketch, near[0], near[1], 8.0, NULL, &snap));
}

/* --- The way into force --- */

/* Without a window manager neither pointer nor keys come back from a dialog that was closed. */
static void
press_next (DraftFixture *f)
{
  g_assert_true (gtk_widget_get_sensitive (f->editor->next_button) && gtk_widget_get_mapped (f->editor->next_button));
  g_signal_emit_by_name (f->editor->next_button, "clicked");
}

static gboolean
is_dialog (GtkWindow *window)
{
  return ADW_IS_MESSAGE_DIALOG (window);
}

static void
confirm (DraftFixture *f)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean found = FALSE;

  press_next (f);
  for (guint i = 0; i < g_list_model_get_n_items (windows) && !found; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      found = is_dialog (window);
      if (found)
        adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "go");
    }
  g_assert_true (found);
}

static void
test_into_force (DraftFixture *f, gconstpointer data)
{
  WgMapPane *pane = WG_MAP_PANE (wg_dispatch_page_get_map (f->shown.window->page));
  g_autoptr (GArray) ids = NULL;
  WgCity *city;

  g_assert_false (gtk_widget_get_sensitive (f->editor->next_button));
  split_by_numbers (f);
  draft_fixture_wait_for_steps (f, 1);
  press_next (f);
  draft_fixture_wait_for_state (f, "submitted");
  g_assert_false (gtk_widget_get_visible (f->editor->palette));
  g_assert_false (gtk_widget_get_visible (f->editor->hand_part)); /* what nobody draws has no two sides */
  g_assert_false (gtk_widget_get_sensitive (f->editor->next_button)); /* nobody approves what he drew */
  draft_fixture_sit_down (f, "duty");
  gtk_editable_set_text (f->editor->return_reason, "too small");
  g_signal_emit_by_name (f->editor->return_reason, "activate");
  draft_fixture_wait_for_state (f, "open");
  g_assert_nonnull (strstr (draft_fixture_get_draft (f)->returned, "too small"));
  draft_fixture_sit_down (f, "gis");
  press_next (f);
  draft_fixture_wait_for_state (f, "submitted");
  draft_fixture_sit_down (f, "leader");
  confirm (f);
  draft_fixture_wait_for_state (f, "approved");
  draft_fixture_sit_down (f, "gis");
  press_next (f);
  draft_fixture_wait_for_state (f, "announced");
  confirm (f);
  draft_fixture_wait_for_state (f, "applied");
  do
    {
      g_main_context_iteration (NULL, TRUE);
      city = wg_city_feed_get_city (pane->feed);
    }
  while (wg_city_get_n_grids (city) != 6);
  g_assert_true (wg_city_layer_get_scene (f->editor->layer)->city == city);
  ids = wg_coverage_list (wg_boundary_sketch_get_coverage (f->editor->sketch));
  g_assert_cmpuint (ids->len, ==, 5); /* what is in force is not drawn a second time */
  g_assert_nonnull (wg_test_window_find (GTK_WIDGET (f->editor->changes), draft_fixture_says, "B, "));
}

/* --- A date that comes --- */

static void
merge (DraftFixture *f, gint64 draft_id)
{
  draft_fixture_draw (f, WG_BOUNDARY_MERGE, draft_id, "A B", NULL);
}

static void
let_an_hour_pass (DraftFixture *f)
{
  wg_clock_advance (f->shown.base.clock, WG_MS_PER_HOUR + 1);
  for (guint i = 0; i < 60; i++)
    wg_context_tick (f->shown.window->context);
}

static void
begin_for_the_next_hour (DraftFixture *f)
{
  WgDraftAct *act = wg_draft_act_new (WG_DRAFT_NEW);

  act->name = g_strdup ("later");
  act->effective_ms = WG_TEST_NOW + WG_MS_PER_HOUR;
  draft_fixture_advance (f, act, 0, WG_TEST_GIS);
}

static gboolean
has_body (GtkWidget *widget, gconstpointer text)
{
  return ADW_IS_MESSAGE_DIALOG (widget) && strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (widget)), text) != NULL;
}

/* Whoever approves a draft sees from when it will be so, before and while he is asked. */
static void
test_date_is_told (DraftFixture *f, gconstpointer data)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  gboolean told = FALSE;

  begin_for_the_next_hour (f);
  merge (f, 2);
  draft_fixture_advance (f, wg_draft_act_new (WG_DRAFT_SUBMIT), 2, WG_TEST_GIS);
  draft_fixture_sit_down (f, "leader");
  wg_test_window_act (&f->shown, "draft", g_variant_new_int64 (2));
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  draft_fixture_wait_for_steps (f, 1);
  g_assert_nonnull (strstr (gtk_label_get_text (f->editor->bar_text), "takes effect "));
  press_next (f);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      told |= has_body (window, "It takes effect by itself ");
    }
  g_assert_true (told);
  let_an_hour_pass (f);
  wg_boundary_page_show_drafts (f->shown.window->boundaries);
  while (wg_test_window_find (GTK_WIDGET (wg_boundary_page_get_drafts (f->shown.window->boundaries)), draft_fixture_says, ", but is not approved")
         == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Its date has come, but its grids were redrawn by another draft: whoever is here is told, wherever he is. */
static void
test_overdue (DraftFixture *f, gconstpointer data)
{
  wg_test_window_act (&f->shown, "view", g_variant_new_string ("dispatch"));
  begin_for_the_next_hour (f);
  draft_fixture_announce (f, 2, "A B");
  draft_fixture_announce (f, 1, "A B");
  draft_fixture_advance (f, wg_draft_act_new (WG_DRAFT_APPLY), 1, WG_TEST_GIS);
  g_assert_false (gtk_widget_get_visible (f->shown.window->notice));
  let_an_hour_pass (f);
  while (!gtk_widget_get_visible (f->shown.window->notice))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (f->shown.window->notice_text), "later"));
}

/* Two drafts that change one grid: both say so, by names, in the list of drafts and beside the map. */
static void
test_rivals (DraftFixture *f, gconstpointer data)
{
  begin_for_the_next_hour (f);
  merge (f, 2);
  split_by_numbers (f);
  while (wg_test_window_find (GTK_WIDGET (f->editor->findings), draft_fixture_says, "draft “later” redraws B too") == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_boundary_page_show_drafts (f->shown.window->boundaries);
  while (wg_test_window_find (GTK_WIDGET (wg_boundary_page_get_drafts (f->shown.window->boundaries)), draft_fixture_says, "draft “winter” redraws B too") == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
offers_notice (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.notice") == 0
         && g_variant_get_int64 (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget))) == 2;
}

/* What came of it stays to be read when it is opened again. */
static void
assert_done (DraftFixture *f)
{
  wg_test_window_act (&f->shown, "draft", g_variant_new_int64 (2));
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  while (*gtk_label_get_text (f->editor->impact) == '\0')
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_label_get_text (f->editor->impact), ==, "Grids redrawn: 2\nCodes that ended: 1, new codes: 0");
  g_assert_nonnull (wg_test_window_find (GTK_WIDGET (f->editor->weights), draft_fixture_says, "B: ended"));
  g_assert_nonnull (wg_test_window_find (GTK_WIDGET (f->editor->weights), draft_fixture_says, " → "));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->editor->impact_title)));
}

/* Its date comes while somebody works in another view: he is told, and the notice is one click away. Once; the others on
 * their way are none of that.
 */
static void
test_in_force (DraftFixture *f, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (f->shown.window);

  wg_test_window_act (&f->shown, "view", g_variant_new_string ("dispatch"));
  begin_for_the_next_hour (f);
  draft_fixture_announce (f, 2, "A B");
  while (wg_draft_list_is_busy (wg_boundary_page_get_drafts (f->shown.window->boundaries)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (wg_test_window_find (window, offers_notice, NULL));
  let_an_hour_pass (f);
  draft_fixture_advance (f, wg_draft_act_new (WG_DRAFT_APPLY), 2, WG_TEST_GIS);
  while (wg_test_window_find (window, offers_notice, NULL) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_visible (f->shown.window->notice));
  assert_done (f);
}

static gboolean
closes_toast (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "window-close-symbolic") == 0;
}

static gboolean
tells_of (DraftFixture *f, const char *name)
{
  g_autofree char *text = g_strdup_printf ("Draft “%s” is in force", name);

  return wg_test_window_find (GTK_WIDGET (f->shown.window->toasts), draft_fixture_says, text) != NULL;
}

static void
announce_two (DraftFixture *f)
{
  begin_for_the_next_hour (f);
  draft_fixture_announce (f, 2, "A B");
  begin_for_the_next_hour (f);
  draft_fixture_announce (f, 3, "C D");
}

/* Two come into force together: each is told until somebody has seen it, also when something else is told in between. */
static void
test_several_in_force (DraftFixture *f, gconstpointer data)
{
  GtkWidget *toasts = GTK_WIDGET (f->shown.window->toasts), *close;

  announce_two (f);
  while (wg_draft_list_is_busy (wg_boundary_page_get_drafts (f->shown.window->boundaries)))
    g_main_context_iteration (NULL, TRUE);
  let_an_hour_pass (f);
  for (gint64 id = 2; id <= 3; id++)
    draft_fixture_advance (f, wg_draft_act_new (WG_DRAFT_APPLY), id, WG_TEST_GIS);
  for (guint n = 0; n < 2; n++)
    {
      while (!tells_of (f, "later"))
        g_main_context_iteration (NULL, TRUE);
      wg_context_toast (f->shown.window->context, "something else", NULL);
      while (tells_of (f, "later"))
        g_main_context_iteration (NULL, TRUE);
      adw_toast_dismiss (f->shown.window->toast);
      while (!tells_of (f, "later") || (close = wg_test_window_find (toasts, closes_toast, NULL)) == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_signal_emit_by_name (close, "clicked");
      while (wg_test_window_find (toasts, closes_toast, NULL) == close)
        g_main_context_iteration (NULL, TRUE);
    }
  wg_test_wait_ms (500);
  g_assert_false (tells_of (f, "later"));
}

static void
count_in_force (WgDraftList *drafts, gint64 draft_id, const char *name, guint *n)
{
  g_assert_cmpstr (name, ==, "later");
  (*n)++;
}

/* Whoever opens the program after the date is told, too; not of what was in force before, and not by the next one. */
static void
test_in_force_while_closed (DraftFixture *f, gconstpointer data)
{
  announce_two (f);
  wg_clock_advance (f->shown.base.clock, WG_MS_PER_HOUR + 1);
  for (guint expected = 2; expected != G_MAXUINT; expected = expected == 2 ? 0 : G_MAXUINT)
    {
      WgStore *store = wg_test_store_open_again (&f->shown.base);
      g_autoptr (WgContext) context = wg_context_new (store, NULL);
      GtkWidget *drafts = g_object_ref_sink (wg_draft_list_new (context));
      guint n = 0;

      g_signal_connect (drafts, "in-force", G_CALLBACK (count_in_force), &n);
      while (wg_draft_list_is_busy (WG_DRAFT_LIST (drafts)))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (n, ==, expected);
      g_object_unref (drafts);
      g_clear_object (&context);
      wg_store_close (store);
      g_object_unref (store);
    }
}

/* --- Another account --- */

static gpointer
make_one_person (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const char *script = "UPDATE operator SET person_id = 2 WHERE login IN ('gis', 'leader')";

  return wg_connection_run_script (work->connection, script, error) ? work->store : NULL;
}

/* Nobody approves what he drew by sitting down as somebody else. */
static void
test_second_account (DraftFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (wg_test_write (f->shown.base.store, make_one_person, NULL, &error));
  split_by_numbers (f);
  draft_fixture_wait_for_steps (f, 1);
  press_next (f);
  draft_fixture_wait_for_state (f, "submitted");
  draft_fixture_sit_down (f, "leader");
  g_assert_false (gtk_widget_get_sensitive (f->editor->next_button));
  g_assert_cmpstr (gtk_label_get_text (f->editor->bar_reason), ==, "Waits for somebody else's approval");
  draft_fixture_sit_down (f, "duty");
  g_assert_true (gtk_widget_get_sensitive (f->editor->next_button));
}

/* The name of a side, with the number of its grid and of a piece of it, stands in one line over its figures. */
static void
test_names_of_sides (DraftFixture *f, gconstpointer data)
{
  GtkLabel *title = f->editor->sides[0].title;

  hold_middle (f);
  gtk_label_set_text (title, "文昌-02-2");
  wg_test_wait_ms (300);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (title)), ==, 1);
}

/* Text of 200 % in the language with the long words, with a draft open: the window is no wider than an ordinary screen. */
static void
test_large_text (DraftFixture *f, gconstpointer data)
{
  int width;

  hold_middle (f);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  wg_test_wait_ms (500);
  gtk_widget_measure (GTK_WIDGET (f->shown.window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  g_assert_cmpint (width, <=, 1920);
}

#define ADD(path, function) g_test_add (path, DraftFixture, NULL, draft_fixture_set_up, function, draft_fixture_tear_down)

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  g_test_add_func ("/boundary-editor/places", test_places);
  ADD ("/boundary-editor/move-with-keys", test_move_with_keys);
  ADD ("/boundary-editor/move-with-pointer", test_move_with_pointer);
  ADD ("/boundary-editor/refused", test_refused);
  ADD ("/boundary-editor/split-and-merge", test_split_and_merge);
  ADD ("/boundary-editor/snap", test_snap);
  ADD ("/boundary-editor/into-force", test_into_force);
  ADD ("/boundary-editor/date-is-told", test_date_is_told);
  ADD ("/boundary-editor/overdue", test_overdue);
  ADD ("/boundary-editor/rivals", test_rivals);
  ADD ("/boundary-editor/in-force", test_in_force);
  ADD ("/boundary-editor/several-in-force", test_several_in_force);
  ADD ("/boundary-editor/in-force-while-closed", test_in_force_while_closed);
  ADD ("/boundary-editor/second-account", test_second_account);
  ADD ("/boundary-editor/names-of-sides", test_names_of_sides);
  ADD ("/boundary-editor/large-text", test_large_text);
  return g_test_run ();
}
