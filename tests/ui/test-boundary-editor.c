/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A draft of boundaries in the window, as the people of a centre meet it: begun, drawn with keys alone and with the
 * pointer, taken back and done again, handed in, sent back and approved by somebody else, in force on the map. Keys and
 * pointer of the X server itself.
 */

#include "hands.h"
#include "wg-boundary-editor-private.h"
#include "wg-boundary-sides.h"
#include "wg-boundary-snap.h"
#include "wg-grid-table.h"
#include "wg-map-pane-private.h"
#include "wg-store-people.h"
#include "wg-time.h"
#include "wg-test-window.h"

#include <math.h>

/* The corner that all four grids of the district share. */
#define MIDDLE_LON 116.61
#define MIDDLE_LAT 40.31

typedef struct
{
  WgTestWindow shown;
  WgBoundaryEditor *editor;
} Fixture;

static gboolean
has_type (GtkWidget *widget, gconstpointer data)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) data);
}

/* --- Who sits here, and what is drawn on --- */

static void
sit_down (Fixture *f, const char *login)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgOperator) who = NULL;

  wg_store_find_operator_async (f->shown.base.store, login, NULL, wg_test_wait_ready, &wait);
  who = wg_store_find_operator_finish (f->shown.base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  wg_context_set_operator (f->shown.window->context, who);
}

static const WgDraft *
get_draft (Fixture *f)
{
  return wg_boundary_sketch_get_draft (f->editor->sketch);
}

static void
settle (Fixture *f)
{
  while (wg_boundary_sketch_is_busy (f->editor->sketch))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_steps (Fixture *f, gint64 n)
{
  while (get_draft (f) == NULL || get_draft (f)->n_steps != n)
    g_main_context_iteration (NULL, TRUE);
  settle (f);
}

static void
wait_for_state (Fixture *f, const char *state)
{
  while (g_strcmp0 (get_draft (f)->state, state) != 0 && f->editor->refusal == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (f->editor->refusal, ==, NULL);
  settle (f);
}

/* By hand: a name, Enter, and the draft is there with its tools. */
static void
begin_draft (Fixture *f)
{
  GType type = ADW_TYPE_ENTRY_ROW;

  wg_test_window_act (&f->shown, "view", g_variant_new_string ("boundaries"));
  wg_test_window_wait_ms (100);
  gtk_widget_grab_focus (wg_test_window_find (GTK_WIDGET (f->shown.window), has_type, &type));
  hands_type ("winter");
  hands_press ("Return");
  while (wg_boundary_page_get_editor (f->shown.window->boundaries) == NULL)
    g_main_context_iteration (NULL, TRUE);
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  wait_for_steps (f, 0);
  wg_boundary_editor_go_to (f->editor, MIDDLE_LON, MIDDLE_LAT, 15);
  wg_test_window_wait_ms (200);
  g_assert_cmpstr (get_draft (f)->name, ==, "winter");
  g_assert_true (gtk_widget_get_visible (f->editor->palette));
}

/* Eight grids round a hole, east of the others. */
static gpointer
add_ring (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const double side = 0.001;

  wg_grid_table_take_ids (work->connection, "grid", 9, error);
  wg_grid_table_take_ids (work->connection, "grid_version", 9, error);
  for (int i = 0; i < 9; i++)
    {
      double lon = 116.63 + side * (i % 3), lat = 40.30 + side * (i / 3);
      const double ring[] = { lon, lat, lon + side, lat, lon + side, lat + side, lon, lat + side };
      g_autoptr (WgGrid) grid = wg_grid_new ();

      if (i == 4)
        continue;
      grid->id = 10 + i;
      grid->version_id = 10 + i;
      grid->parent_id = 1;
      grid->depth = 2;
      grid->code = g_strdup_printf ("R%d", i);
      grid->name = g_strdup (grid->code);
      grid->shape = wg_shape_new_from_ring (ring, 4);
      grid->area_m2 = wg_shape_get_area_m2 (grid->shape);
      wg_shape_get_label_point (grid->shape, &grid->label_lon, &grid->label_lat);
      grid->valid_from_ms = WG_TEST_NOW;
      g_assert_true (wg_grid_table_insert (work->connection, grid, WG_NULL_ID, error));
    }
  return GINT_TO_POINTER (TRUE);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  wg_test_store_set_up (&f->shown.base, NULL);
  if (data != NULL)
    wg_test_write (f->shown.base.store, add_ring, NULL, &error);
  g_assert_no_error (error);
  wg_test_window_open (&f->shown);
  sit_down (f, "gis");
  hands_take (GTK_WINDOW (f->shown.window));
  begin_draft (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_test_window_close (&f->shown);
}

/* --- What a hand does --- */

static void
hold_middle (Fixture *f)
{
  for (guint i = 0; i < 12; i++)
    {
      if (wg_geo_distance_m (f->editor->hand.held[0], f->editor->hand.held[1], MIDDLE_LON, MIDDLE_LAT) < 0.1)
        return;
      hands_press ("Tab");
    }
  g_assert_not_reached ();
}

/* As typed into the field of coordinates. */
static void
type_place (Fixture *f, const char *text)
{
  gtk_widget_grab_focus (GTK_WIDGET (f->editor->lon_entry));
  gtk_editable_set_text (f->editor->lon_entry, text);
  hands_press ("Return");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (f->editor->map)));
}

static void
click_at (Fixture *f, double lon, double lat)
{
  double x, y;

  wg_city_layer_get_point (f->editor->layer, lon, lat, &x, &y);
  hands_click (GTK_WIDGET (f->editor->map), x, y);
}

static double
sum_areas (Fixture *f)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (f->editor->sketch);
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  double sum = 0.0;

  for (guint i = 0; i < ids->len; i++)
    sum += wg_shape_get_area_m2 (wg_coverage_get (coverage, g_array_index (ids, gint64, i)));
  return sum;
}

static gboolean
has_corner (Fixture *f, double lon, double lat)
{
  return wg_coverage_find_corner (wg_boundary_sketch_get_coverage (f->editor->sketch), &lon, &lat, 0.05);
}

/* --- Drawing --- */

static void
test_move_with_keys (Fixture *f, gconstpointer data)
{
  double to[2] = { MIDDLE_LON, MIDDLE_LAT }, before = sum_areas (f);
  WgSideFigures now, then;

  hold_middle (f);
  g_assert_cmpuint (f->editor->hand.picks->len, ==, 2);
  for (guint i = 0; i < 3; i++)
    hands_press ("ctrl+Right");
  hands_press ("shift+Up");
  wg_boundary_place_shift (to, 30.0, 1.0);
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  wg_boundary_sides_measure (f->editor->sketch, g_array_index (f->editor->hand.picks, gint64, 0), &now, &then);
  g_assert_cmpfloat (fabs (then.area_m2 - now.area_m2), >, 10.0);
  g_assert_cmpint (get_draft (f)->n_steps, ==, 0);
  hands_press ("Return");
  wait_for_steps (f, 1);
  g_assert_true (has_corner (f, to[0], to[1]) && !has_corner (f, MIDDLE_LON, MIDDLE_LAT));
  g_assert_cmpfloat_with_epsilon (sum_areas (f), before, 1.0);
  hands_press ("ctrl+z");
  wait_for_steps (f, 0);
  g_assert_true (has_corner (f, MIDDLE_LON, MIDDLE_LAT));
  hands_press ("shift+ctrl+z");
  wait_for_steps (f, 1);
  g_assert_true (has_corner (f, to[0], to[1]));
}

static void
test_move_with_pointer (Fixture *f, gconstpointer data)
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
  wait_for_steps (f, 1);
  wg_city_layer_get_place (f->editor->layer, x + 60, y - 40, &lon, &lat);
  g_assert_false (has_corner (f, MIDDLE_LON, MIDDLE_LAT));
  g_assert_true (wg_coverage_find_corner (wg_boundary_sketch_get_coverage (f->editor->sketch), &lon, &lat, 20.0));
}

/* A step that would tear the grids apart says so before it is taken, and is not taken. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  hold_middle (f);
  type_place (f, "116.65,40.31");
  g_assert_null (wg_boundary_sketch_get_trial (f->editor->sketch));
  g_assert_nonnull (wg_boundary_sketch_get_trial_refusal (f->editor->sketch));
  hands_press ("Return");
  while (f->editor->refusal == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (get_draft (f)->n_steps, ==, 0);
  g_assert_cmpstr (gtk_label_get_text (f->editor->hint), ==, f->editor->refusal);
  hands_press ("Escape");
  g_assert_null (f->editor->refusal);
}

static void
split_by_numbers (Fixture *f)
{
  hands_press ("s");
  g_assert_cmpint (wg_boundary_editor_get_tool (f->editor), ==, WG_TOOL_SPLIT);
  type_place (f, "116.6155,40.2990");
  type_place (f, "116.6155,40.3110");
  hands_press ("Return");
}

static void
test_split_and_merge (Fixture *f, gconstpointer data)
{
  const WgCoverage *coverage;
  double before = sum_areas (f);
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GArray) whole = NULL;

  split_by_numbers (f);
  wait_for_steps (f, 1);
  coverage = wg_boundary_sketch_get_coverage (f->editor->sketch);
  pieces = wg_coverage_list (coverage);
  g_assert_cmpuint (pieces->len, ==, 5);
  hands_press ("m");
  click_at (f, 116.6125, 40.305);
  click_at (f, 116.6175, 40.305);
  g_assert_cmpuint (f->editor->hand.picks->len, ==, 2);
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  hands_press ("Return");
  wait_for_steps (f, 2);
  whole = wg_coverage_list (wg_boundary_sketch_get_coverage (f->editor->sketch));
  g_assert_cmpuint (whole->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (sum_areas (f), before, 1.0);
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
test_snap (Fixture *f, gconstpointer data)
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

/* --- Along what is there --- */

static GBytes *
write_wkb (gboolean ring, const double *points, guint n)
{
  const guint32 line[2] = { 2, n }, polygon[3] = { 3, 1, n }, several[2] = { ring ? 6 : 5, 1 };
  const guint8 order = 1;
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, &order, 1);
  g_byte_array_append (bytes, (const guint8 *) several, sizeof several);
  g_byte_array_append (bytes, &order, 1);
  g_byte_array_append (bytes, ring ? (const guint8 *) polygon : (const guint8 *) line, ring ? sizeof polygon : sizeof line);
  g_byte_array_append (bytes, (const guint8 *) points, (guint) (2 * n * sizeof *points));
  return g_byte_array_free_to_bytes (bytes);
}

/* A street that bends twice on its way through A, in two pieces, and a house beside its middle. */
static gpointer
add_ground (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  static const double south[] = { 116.605, 40.299, 116.605, 40.303, 116.6056, 40.305 };
  static const double north[] = { 116.6056, 40.305, 116.6052, 40.307, 116.6052, 40.311 };
  static const double house[]
      = { 116.6028, 40.3050, 116.6032, 40.3050, 116.6032, 40.3053, 116.6028, 40.3053, 116.6028, 40.3050 };
  g_autoptr (GBytes) one = write_wkb (FALSE, south, 3);
  g_autoptr (GBytes) two = write_wkb (FALSE, north, 3);
  g_autoptr (GBytes) walls = write_wkb (TRUE, house, 5);
  WgConnection *connection = work->connection;

  wg_grid_table_take_ids (connection, "base_line", 2, error);
  wg_grid_table_take_ids (connection, "building", 1, error);
  wg_connection_run (connection, error, "base-line-insert", "iisssib", (gint64) 1, (gint64) 1, "roads", NULL, "中心街", (gint64) 7, one);
  wg_connection_run (connection, error, "base-line-insert", "iisssib", (gint64) 2, (gint64) 1, "roads", NULL, "中心街", (gint64) 7, two);
  wg_connection_run (connection, error, "building-insert", "iisssiiiiibs", (gint64) 1, (gint64) 1, NULL, "一号楼", NULL, (gint64) 6,
                     (gint64) 40, (gint64) 90, (gint64) 2, WG_NULL_ID, walls, NULL);
  return GINT_TO_POINTER (TRUE);
}

static void
lay_ground (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  wg_test_write (f->shown.base.store, add_ground, NULL, &error);
  g_assert_no_error (error);
  wg_test_window_act (&f->shown, "draft", g_variant_new_int64 (1));
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  wait_for_steps (f, 0);
  wg_boundary_editor_go_to (f->editor, 116.605, 40.305, 15);
  wg_test_window_wait_ms (200);
}

/* Two clicks follow the street over both of its pieces and all of its bends; Backspace takes all of that back. */
static void
test_trace (Fixture *f, gconstpointer data)
{
  double before;

  lay_ground (f);
  before = sum_areas (f);
  hands_press ("s");
  hands_press ("t");
  g_assert_true (f->editor->trace_on);
  click_at (f, 116.605, 40.3005);
  click_at (f, 116.6052, 40.3095);
  g_assert_cmpuint (f->editor->hand.line->len, ==, 2 * 5);
  hands_press ("BackSpace");
  g_assert_cmpuint (f->editor->hand.line->len, ==, 2);
  hands_press ("Escape");
  hands_press ("t");
  type_place (f, "116.605,40.2995");
  hands_press ("t");
  click_at (f, 116.605, 40.3005);
  click_at (f, 116.6052, 40.3095);
  hands_press ("t");
  type_place (f, "116.6052,40.3105");
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  hands_press ("Return");
  wait_for_steps (f, 1);
  g_assert_true (has_corner (f, 116.6056, 40.305) && has_corner (f, 116.605, 40.303) && has_corner (f, 116.6052, 40.307));
  g_assert_cmpfloat_with_epsilon (sum_areas (f), before, 1.0);
}

/* Which grids of the draft the corners of the house lie in. */
static guint
count_homes_of_house (Fixture *f)
{
  static const double corners[][2] = { { 116.60281, 40.30501 }, { 116.60319, 40.30501 }, { 116.60319, 40.30529 }, { 116.60281, 40.30529 } };
  g_autoptr (GHashTable) homes = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    g_hash_table_add (homes, GINT_TO_POINTER ((int) wg_boundary_sketch_find (f->editor->sketch, corners[i][0], corners[i][1])));
  return g_hash_table_size (homes);
}

/* A line through a house cuts it, unless it is told to go round; one that ends in it finds no way, and says so. */
static void
test_round_houses (Fixture *f, gconstpointer data)
{
  lay_ground (f);
  hands_press ("s");
  hands_press ("b");
  g_assert_true (f->editor->round_on);
  type_place (f, "116.6030,40.2990");
  type_place (f, "116.6030,40.3051");
  g_assert_null (wg_boundary_sketch_get_trial (f->editor->sketch));
  g_assert_cmpstr (wg_boundary_sketch_get_trial_refusal (f->editor->sketch)->rule, ==, "split_cuts_building");
  hands_press ("BackSpace");
  type_place (f, "116.6030,40.3110");
  hands_press ("Return");
  wait_for_steps (f, 1);
  g_assert_cmpuint (count_homes_of_house (f), ==, 1);
  hands_press ("ctrl+z");
  wait_for_steps (f, 0);
  hands_press ("b");
  type_place (f, "116.6030,40.2990");
  type_place (f, "116.6030,40.3110");
  hands_press ("Return");
  wait_for_steps (f, 1);
  g_assert_cmpuint (count_homes_of_house (f), ==, 2);
}

/* --- What does not fit --- */

static void
settle_check (Fixture *f)
{
  while (wg_boundary_check_is_busy (f->editor->check))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)) != NULL ? gtk_button_get_label (GTK_BUTTON (widget)) : "", label);
}

static void
assert_findings (Fixture *f, const char *title)
{
  settle_check (f);
  g_assert_cmpstr (gtk_label_get_text (f->editor->findings_title), ==, title);
}

/* A gap leads to its place; it is left with a reason that stays, or filled with one button, and then is none. */
static void
test_gap (Fixture *f, gconstpointer data)
{
  const WgBoundaryFinding *gap;
  g_autofree char *name = NULL;
  double before;

  assert_findings (f, "Findings 1");
  gap = g_ptr_array_index (wg_boundary_check_get_findings (f->editor->check), 0);
  g_assert_cmpstr (gap->rule, ==, "gap");
  g_assert_true (gap->is_gap && gap->ids->len == 8);
  g_assert_cmpfloat_with_epsilon (gap->lon, 116.6315, 0.0006);
  name = g_strdup (gap->name);
  gtk_widget_activate (gtk_widget_get_first_child (GTK_WIDGET (f->editor->findings)));
  g_assert_cmpuint (f->editor->hand.picks->len, ==, 2);
  wg_boundary_check_leave (f->editor->check, name, "a pond");
  assert_findings (f, "Findings 0");
  wg_test_window_act (&f->shown, "draft", g_variant_new_int64 (1));
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  wait_for_steps (f, 0);
  assert_findings (f, "Findings 0");
  g_assert_cmpstr (wg_boundary_check_get_reason (f->editor->check, name), ==, "a pond");
  g_signal_emit_by_name (wg_test_window_find (GTK_WIDGET (f->editor->findings), is_button, "Take up"), "clicked");
  assert_findings (f, "Findings 1");
  before = sum_areas (f);
  g_signal_emit_by_name (wg_test_window_find (GTK_WIDGET (f->editor->findings), is_button, "Fill"), "clicked");
  wait_for_steps (f, 1);
  settle_check (f);
  g_assert_cmpuint (wg_boundary_check_get_findings (f->editor->check)->len, ==, 0);
  g_assert_cmpfloat (sum_areas (f) - before, >, 9000.0);
  hands_press ("ctrl+z");
  wait_for_steps (f, 0);
  assert_findings (f, "Findings 1");
}

/* --- The way into force --- */

/* Without a window manager neither pointer nor keys come back from a dialog that was closed. */
static void
press_next (Fixture *f)
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
confirm (Fixture *f)
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
test_into_force (Fixture *f, gconstpointer data)
{
  WgMapPane *pane = WG_MAP_PANE (wg_dispatch_page_get_map (f->shown.window->page));
  WgCity *city;

  g_assert_false (gtk_widget_get_sensitive (f->editor->next_button));
  split_by_numbers (f);
  wait_for_steps (f, 1);
  press_next (f);
  wait_for_state (f, "submitted");
  g_assert_false (gtk_widget_get_visible (f->editor->palette));
  g_assert_false (gtk_widget_get_sensitive (f->editor->next_button)); /* nobody approves what he drew */
  sit_down (f, "duty");
  gtk_editable_set_text (f->editor->return_reason, "too small");
  g_signal_emit_by_name (f->editor->return_reason, "activate");
  wait_for_state (f, "open");
  g_assert_nonnull (strstr (get_draft (f)->returned, "too small"));
  sit_down (f, "gis");
  press_next (f);
  wait_for_state (f, "submitted");
  sit_down (f, "leader");
  confirm (f);
  wait_for_state (f, "approved");
  sit_down (f, "gis");
  press_next (f);
  wait_for_state (f, "announced");
  confirm (f);
  wait_for_state (f, "applied");
  do
    {
      g_main_context_iteration (NULL, TRUE);
      city = wg_city_feed_get_city (pane->feed);
    }
  while (wg_city_get_n_grids (city) != 6);
  g_assert_true (wg_city_layer_get_scene (f->editor->layer)->city == city);
}

/* --- A date that comes --- */

static void
advance (Fixture *f, WgDraftAct *act, gint64 draft_id, gint64 operator_id)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDraftResult) done = NULL;

  act->draft_id = draft_id;
  act->operator_id = operator_id;
  act->key = g_uuid_string_random ();
  wg_store_move_draft_async (f->shown.base.store, act, NULL, wg_test_wait_ready, &wait);
  done = wg_store_move_draft_finish (f->shown.base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
}

static void
merge (Fixture *f, gint64 draft_id)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBoundaryResult) done = NULL;
  WgBoundaryEdit *edit = wg_boundary_edit_new (WG_BOUNDARY_MERGE);

  edit->draft_id = draft_id;
  edit->operator_id = WG_TEST_GIS;
  edit->key = g_uuid_string_random ();
  edit->codes = g_strsplit ("A B", " ", -1);
  wg_store_edit_boundary_async (f->shown.base.store, edit, NULL, wg_test_wait_ready, &wait);
  done = wg_store_edit_boundary_finish (f->shown.base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
}

static void
announce (Fixture *f, gint64 draft_id)
{
  merge (f, draft_id);
  advance (f, wg_draft_act_new (WG_DRAFT_SUBMIT), draft_id, WG_TEST_GIS);
  advance (f, wg_draft_act_new (WG_DRAFT_APPROVE), draft_id, WG_TEST_DUTY);
  advance (f, wg_draft_act_new (WG_DRAFT_ANNOUNCE), draft_id, WG_TEST_GIS);
}

/* Its date has come, but its grids were redrawn by another draft: whoever is here is told, wherever he is. */
static void
test_overdue (Fixture *f, gconstpointer data)
{
  WgDraftAct *act = wg_draft_act_new (WG_DRAFT_NEW);

  wg_test_window_act (&f->shown, "view", g_variant_new_string ("dispatch"));
  act->name = g_strdup ("later");
  act->effective_ms = WG_TEST_NOW + 3600000;
  advance (f, act, 0, WG_TEST_GIS);
  announce (f, 2);
  announce (f, 1);
  advance (f, wg_draft_act_new (WG_DRAFT_APPLY), 1, WG_TEST_GIS);
  g_assert_false (gtk_widget_get_visible (f->shown.window->notice));
  wg_clock_set_now (f->shown.base.clock, WG_TEST_NOW + 7200000);
  for (guint i = 0; i < 60; i++)
    wg_context_tick (f->shown.window->context);
  while (!gtk_widget_get_visible (f->shown.window->notice))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (f->shown.window->notice_text), "later"));
}

/* --- What was --- */

static WgPastView *
settle_past (Fixture *f)
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
report_in_b (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->shown.base.store, wg_test_report (116.615, 40.305), &error);

  g_assert_no_error (error);
}

/* Two days ago there were four grids, each with its keeper and its cases; the day before that there was none. The draft that
 * is being drawn waits meanwhile, and nothing can be done to the past.
 */
static void
test_past (Fixture *f, gconstpointer data)
{
  WgWindow *window = f->shown.window;
  WgPastView *past;
  g_autofree char *status = NULL;

  report_in_b (f);
  announce (f, 1);
  wg_clock_set_now (f->shown.base.clock, WG_TEST_NOW + 3 * WG_MS_PER_DAY);
  advance (f, wg_draft_act_new (WG_DRAFT_APPLY), 1, WG_TEST_GIS);
  wg_test_window_act (&f->shown, "view", g_variant_new_string ("dispatch"));
  wg_test_window_act (&f->shown, "as-of", g_variant_new_string (""));
  past = settle_past (f);
  g_assert_cmpint (wg_past_view_get_time (past), ==, WG_TEST_NOW + 2 * WG_MS_PER_DAY);
  g_assert_cmpuint (wg_past_table_get_n_rows (wg_past_view_get_table (past)), ==, 4);
  assert_row (past, "A", "A, A, 0 open, 0 overdue, kept by 王建国 (A post)");
  assert_row (past, "B", "B, B, 1 open, 1 overdue, kept by nobody");
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

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

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
  ADD ("/boundary-editor/trace", test_trace);
  ADD ("/boundary-editor/round-houses", test_round_houses);
  g_test_add ("/boundary-editor/gap", Fixture, "with a ring of grids", set_up, test_gap, tear_down);
  ADD ("/boundary-editor/into-force", test_into_force);
  ADD ("/boundary-editor/overdue", test_overdue);
  ADD ("/boundary-editor/past", test_past);
  return g_test_run ();
}
