/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every tool of a draft by pointer and keys, along streets and round houses too, and what does not fit: found, led to,
 * mended or left.
 */

#include "draft-fixture.h"
#include "hands.h"
#include "wg-boundary-lines.h"
#include "wg-boundary-sides.h"
#include "wg-draft-keeper.h"
#include "wg-grid-table.h"

#include <math.h>

static guint
count_grids (DraftFixture *f)
{
  g_autoptr (GArray) ids = wg_coverage_list (wg_boundary_sketch_get_coverage (f->editor->sketch));

  return ids->len;
}

/* The cards beside the map: whose land the step in hand would change, the neighbours that only get a corner left out. */
static void
assert_sides (DraftFixture *f, const char *const *names)
{
  for (guint i = 0; i < WG_N_SIDES; i++)
    {
      gboolean wanted = i < g_strv_length ((char **) names);

      g_assert_cmpint (gtk_widget_get_visible (f->editor->sides[i].card), ==, wanted);
      if (wanted)
        g_assert_cmpstr (gtk_label_get_text (f->editor->sides[i].title), ==, names[i]);
      if (wanted)
        g_assert_cmpstr (gtk_label_get_text (f->editor->sides[i].values[0][2]), !=, "+0 m²");
    }
}

#define NAMES(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* --- The tools --- */

static void
test_reshape (DraftFixture *f, gconstpointer data)
{
  double before = draft_fixture_sum_areas (f);

  hands_press ("r");
  draft_fixture_type_place (f, "116.61,40.302");
  draft_fixture_type_place (f, "116.612,40.304");
  g_assert_null (wg_boundary_sketch_get_trial (f->editor->sketch));
  draft_fixture_type_place (f, "116.61,40.306");
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  assert_sides (f, NAMES ("A", "B"));
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_true (draft_fixture_has_corner (f, 116.612, 40.304));
  g_assert_cmpuint (count_grids (f), ==, 4);
  g_assert_cmpfloat_with_epsilon (draft_fixture_sum_areas (f), before, 1.0);
  g_assert_cmpuint (f->editor->hand.line->len, ==, 0);
}

/* A line whose ends lie on no border that two grids share: Enter says so, and the line stays. */
static void
test_reshape_of_nothing (DraftFixture *f, gconstpointer data)
{
  hands_press ("r");
  draft_fixture_type_place (f, "116.604,40.304");
  draft_fixture_type_place (f, "116.606,40.306");
  g_assert_null (f->editor->refusal);
  hands_press ("Return");
  g_assert_nonnull (strstr (gtk_label_get_text (f->editor->hint), "two grids have in common"));
  g_assert_cmpuint (f->editor->hand.line->len, ==, 4);
  draft_fixture_type_place (f, "116.607,40.306");
  g_assert_null (f->editor->refusal);
}

/* Numbers: what is none is said in words, Escape gives them up and not the line, a place beside the map is shown. */
static void
test_places_by_number (DraftFixture *f, gconstpointer data)
{
  const double *line;
  double place[2] = { 116.604, 40.304 }, x, y;

  hands_press ("r");
  draft_fixture_type_place (f, "116.604,40.304");
  draft_fixture_type_place (f, "+12.5, -3 m");
  wg_boundary_place_shift (place, 12.5, -3.0);
  line = (const double *) (gconstpointer) f->editor->hand.line->data;
  g_assert_cmpfloat_with_epsilon (line[2], place[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (line[3], place[1], 1e-9);
  gtk_widget_grab_focus (GTK_WIDGET (f->editor->lon_entry));
  gtk_editable_set_text (f->editor->lon_entry, "over there");
  hands_press ("Return");
  g_assert_nonnull (strstr (gtk_label_get_text (f->editor->place_hint), "“over there” is no place"));
  hands_press ("Escape");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (f->editor->map)));
  g_assert_null (strstr (gtk_label_get_text (f->editor->place_hint), "no place"));
  g_assert_cmpuint (f->editor->hand.line->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (gtk_editable_get_text (f->editor->lon_entry), NULL), place[0], 1e-7);
  draft_fixture_type_place (f, "116.9,40.6");
  wg_city_layer_get_point (f->editor->layer, 116.9, 40.6, &x, &y);
  g_assert_true (x >= 0 && y >= 0 && x <= gtk_widget_get_width (GTK_WIDGET (f->editor->map))
                 && y <= gtk_widget_get_height (GTK_WIDGET (f->editor->map)));
}

/* Who gives, who takes, then where to cut. */
static void
test_hand_over (DraftFixture *f, gconstpointer data)
{
  gint64 b = wg_boundary_sketch_find (f->editor->sketch, 116.617, 40.305);

  hands_press ("h");
  draft_fixture_click_at (f, 116.603, 40.305);
  draft_fixture_click_at (f, 116.617, 40.305);
  g_assert_cmpuint (f->editor->hand.picks->len, ==, 2);
  g_assert_null (wg_boundary_sketch_get_trial_refusal (f->editor->sketch)); /* the line comes next */
  draft_fixture_type_place (f, "116.6085,40.299");
  draft_fixture_type_place (f, "116.6085,40.311");
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_cmpint (wg_boundary_sketch_find (f->editor->sketch, 116.6095, 40.305), ==, b);
  g_assert_cmpuint (count_grids (f), ==, 4);
}

static void
test_new_grid (DraftFixture *f, gconstpointer data)
{
  double before = draft_fixture_sum_areas (f);

  hands_press ("n");
  hands_press ("g");
  draft_fixture_type_place (f, "116.604,40.304");
  draft_fixture_type_place (f, "116.606,40.304");
  draft_fixture_type_place (f, "116.606,40.306");
  draft_fixture_type_place (f, "116.604,40.306");
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_cmpint (wg_boundary_sketch_find (f->editor->sketch, 116.605, 40.305), <, 0);
  g_assert_cmpuint (count_grids (f), ==, 5);
  g_assert_cmpfloat_with_epsilon (draft_fixture_sum_areas (f), before, 1.0);
}

/* Pointing into a gap makes a grid of it; pointing beside it is refused with a reason, and nothing is drawn. */
static void
test_fill (DraftFixture *f, gconstpointer data)
{
  wg_boundary_editor_go_to (f->editor, 116.6315, 40.3015, 17);
  wg_test_wait_ms (200);
  hands_press ("f");
  draft_fixture_click_at (f, 116.6345, 40.3015);
  hands_press ("Return");
  while (f->editor->refusal == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (draft_fixture_get_draft (f)->n_steps, ==, 0);
  draft_fixture_click_at (f, 116.6315, 40.3015);
  assert_sides (f, NAMES ("New grid 1"));
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_cmpint (wg_boundary_sketch_find (f->editor->sketch, 116.6315, 40.3015), <, 0);
}

/* The grid that was chosen first gets the gap, and what it would get is seen before Enter, wherever the pointer rests. */
static void
test_fill_for (DraftFixture *f, gconstpointer data)
{
  double before = draft_fixture_sum_areas (f);

  wg_boundary_editor_go_to (f->editor, 116.6315, 40.3015, 17);
  wg_test_wait_ms (200);
  hands_press ("f");
  draft_fixture_click_at (f, 116.6305, 40.3015);
  g_assert_null (wg_boundary_sketch_get_trial_refusal (f->editor->sketch)); /* the gap comes next */
  draft_fixture_click_at (f, 116.6315, 40.3015);
  assert_sides (f, NAMES ("R3"));
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_cmpint (wg_boundary_sketch_find (f->editor->sketch, 116.6315, 40.3015), ==, 13);
  g_assert_cmpfloat (draft_fixture_sum_areas (f) - before, >, 9000.0);
  hands_press ("ctrl+z");
  draft_fixture_wait_for_steps (f, 0);
  hands_press ("shift+ctrl+z");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_cmpint (wg_boundary_sketch_find (f->editor->sketch, 116.6315, 40.3015), ==, 13);
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

/* A street that bends twice on its way through A, in two pieces, the second without an import of its own, and a house beside
 * its middle.
 */
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
  wg_connection_run (connection, error, "base-line-insert", "iisssib", (gint64) 2, (gint64) 1, "demo", "lane", "中心街", WG_NULL_ID, two);
  wg_connection_run (connection, error, "building-insert", "iisssiiiiibs", (gint64) 1, (gint64) 1, NULL, "一号楼", NULL, (gint64) 6,
                     (gint64) 40, (gint64) 90, (gint64) 2, WG_NULL_ID, walls, NULL);
  return GINT_TO_POINTER (TRUE);
}

static void
lay_ground (DraftFixture *f)
{
  g_autoptr (GError) error = NULL;

  wg_test_write (f->shown.base.store, add_ground, NULL, &error);
  g_assert_no_error (error);
  wg_test_window_act (&f->shown, "draft", g_variant_new_int64 (1));
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  draft_fixture_wait_for_steps (f, 0);
  wg_boundary_editor_go_to (f->editor, 116.605, 40.305, 15);
  wg_test_wait_ms (200);
}

/* Two clicks follow the street over both of its pieces and all of its bends; Backspace takes all of that back. */
static void
test_trace (DraftFixture *f, gconstpointer data)
{
  double before;

  lay_ground (f);
  before = draft_fixture_sum_areas (f);
  hands_press ("s");
  hands_press ("t");
  g_assert_true (f->editor->trace_on);
  draft_fixture_click_at (f, 116.605, 40.3005);
  draft_fixture_click_at (f, 116.6052, 40.3095);
  g_assert_cmpuint (f->editor->hand.line->len, ==, 2 * 5);
  hands_press ("BackSpace");
  g_assert_cmpuint (f->editor->hand.line->len, ==, 2);
  hands_press ("Escape");
  hands_press ("t");
  draft_fixture_type_place (f, "116.605,40.2995");
  hands_press ("t");
  draft_fixture_click_at (f, 116.605, 40.3005);
  draft_fixture_click_at (f, 116.6052, 40.3095);
  hands_press ("t");
  draft_fixture_type_place (f, "116.6052,40.3105");
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_true (draft_fixture_has_corner (f, 116.6056, 40.305) && draft_fixture_has_corner (f, 116.605, 40.303) && draft_fixture_has_corner (f, 116.6052, 40.307));
  g_assert_cmpfloat_with_epsilon (draft_fixture_sum_areas (f), before, 1.0);
}

/* Along its own border no line parts a grid: where no street leads there, it is straight. */
static void
test_trace_parts (DraftFixture *f, gconstpointer data)
{
  lay_ground (f);
  hands_press ("s");
  hands_press ("t");
  draft_fixture_click_at (f, 116.60, 40.30);
  draft_fixture_click_at (f, 116.61, 40.31);
  g_assert_cmpint (f->editor->hand.snap.kind, ==, WG_SNAP_CORNER);
  g_assert_cmpuint (f->editor->hand.line->len, ==, 2 * 2);
  g_assert_nonnull (wg_boundary_sketch_get_trial (f->editor->sketch));
  hands_press ("Escape");
  hands_press ("r");
  draft_fixture_click_at (f, 116.60, 40.30);
  draft_fixture_click_at (f, 116.61, 40.31);
  g_assert_cmpuint (f->editor->hand.line->len, ==, 2 * 3);
}

/* A line that is no step yet is there again when the draft is opened, with its tool, and can be taken back point by point. */
static void
test_line_in_hand (DraftFixture *f, gconstpointer data)
{
  WgContext *context = wg_boundary_sketch_get_context (f->editor->sketch);
  WgMapPane *pane = WG_MAP_PANE (wg_dispatch_page_get_map (f->shown.window->page));
  g_autoptr (GtkWidget) widget = NULL;
  WgBoundaryEditor *again;

  hands_press ("s");
  draft_fixture_type_place (f, "116.6033,40.2995");
  draft_fixture_type_place (f, "116.6034,40.305");
  widget = g_object_ref_sink (wg_boundary_editor_new (context, pane, draft_fixture_get_draft (f)->id));
  again = WG_BOUNDARY_EDITOR (widget);
  while (!again->hand_taken)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (again->tool, ==, WG_TOOL_SPLIT);
  g_assert_cmpuint (again->hand.line->len, ==, 2 * 2);
  g_assert_cmpfloat (g_array_index (again->hand.line, double, 2), ==, 116.6034);
  wg_boundary_editor_drop_point (again);
  g_assert_cmpuint (again->hand.line->len, ==, 2 * 1);
  g_assert_true (wg_draft_keeper_has (wg_draft_keeper_get (context), "boundary-1"));
  wg_boundary_editor_abandon (again);
  g_assert_false (wg_draft_keeper_has (wg_draft_keeper_get (context), "boundary-1"));
}

/* The middle of the map lies outside the district: Tab takes a corner that can be seen, and does not leave the map. */
static void
test_tab_from_outside (DraftFixture *f, gconstpointer data)
{
  wg_boundary_editor_go_to (f->editor, 116.5985, 40.31, 15);
  wg_test_wait_ms (200);
  gtk_widget_grab_focus (GTK_WIDGET (f->editor->map));
  hands_press ("Tab");
  g_assert_cmpfloat_with_epsilon (f->editor->hand.held[0], 116.60, 1e-7);
  g_assert_cmpfloat_with_epsilon (f->editor->hand.held[1], 40.31, 1e-7);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (f->editor->map)));
}

/* Which grids of the draft the corners of the house lie in. */
static guint
count_homes_of_house (DraftFixture *f)
{
  static const double corners[][2] = { { 116.60281, 40.30501 }, { 116.60319, 40.30501 }, { 116.60319, 40.30529 }, { 116.60281, 40.30529 } };
  g_autoptr (GHashTable) homes = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    g_hash_table_add (homes, GINT_TO_POINTER ((int) wg_boundary_sketch_find (f->editor->sketch, corners[i][0], corners[i][1])));
  return g_hash_table_size (homes);
}

/* A line through a house cuts it, unless it is told to go round; one that ends in it finds no way, and says so. */
static void
test_round_houses (DraftFixture *f, gconstpointer data)
{
  lay_ground (f);
  hands_press ("s");
  hands_press ("b");
  g_assert_true (f->editor->round_on);
  draft_fixture_type_place (f, "116.6030,40.2990");
  draft_fixture_type_place (f, "116.6030,40.3051");
  g_assert_null (wg_boundary_sketch_get_trial (f->editor->sketch));
  g_assert_cmpstr (wg_boundary_sketch_get_trial_refusal (f->editor->sketch)->rule, ==, "split_cuts_building");
  hands_press ("BackSpace");
  draft_fixture_type_place (f, "116.6030,40.3110");
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_cmpuint (count_homes_of_house (f), ==, 1);
  hands_press ("ctrl+z");
  draft_fixture_wait_for_steps (f, 0);
  hands_press ("b");
  draft_fixture_type_place (f, "116.6030,40.2990");
  draft_fixture_type_place (f, "116.6030,40.3110");
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_cmpuint (count_homes_of_house (f), ==, 2);
}

/* --- What does not fit --- */

static void
settle_check (DraftFixture *f)
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
assert_findings (DraftFixture *f, const char *title)
{
  settle_check (f);
  g_assert_cmpstr (gtk_label_get_text (f->editor->findings_title), ==, title);
}

/* A gap leads to its place; it is left with a reason that stays, or filled with one button, and then is none. */
static void
test_gap (DraftFixture *f, gconstpointer data)
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
  g_assert_cmpuint (f->editor->hand.picks->len, ==, 4);
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (f->editor->findings)));
  hands_press ("f"); /* the tool for it, from where it is told */
  g_assert_cmpint (wg_boundary_editor_get_tool (f->editor), ==, WG_TOOL_FILL);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (f->editor->map)));
  wg_boundary_check_leave (f->editor->check, name, "a pond");
  assert_findings (f, "Findings 0");
  wg_test_window_act (&f->shown, "draft", g_variant_new_int64 (1));
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  draft_fixture_wait_for_steps (f, 0);
  assert_findings (f, "Findings 0");
  g_assert_cmpstr (wg_boundary_check_get_reason (f->editor->check, name), ==, "a pond");
  g_signal_emit_by_name (wg_test_window_find (GTK_WIDGET (f->editor->findings), is_button, "Take up"), "clicked");
  assert_findings (f, "Findings 1");
  before = draft_fixture_sum_areas (f);
  g_signal_emit_by_name (wg_test_window_find (GTK_WIDGET (f->editor->findings), is_button, "Fill"), "clicked");
  draft_fixture_wait_for_steps (f, 1);
  settle_check (f);
  g_assert_cmpuint (wg_boundary_check_get_findings (f->editor->check)->len, ==, 0);
  g_assert_cmpfloat (draft_fixture_sum_areas (f) - before, >, 9000.0);
  hands_press ("ctrl+z");
  draft_fixture_wait_for_steps (f, 0);
  assert_findings (f, "Findings 1");
}

static GtkWidget *
find_give (DraftFixture *f, const char *name)
{
  return wg_test_window_find (GTK_WIDGET (f->editor->findings), is_button, name);
}

static void
assert_fits (DraftFixture *f)
{
  settle_check (f);
  g_assert_cmpuint (wg_boundary_check_get_findings (f->editor->check)->len, ==, 0);
}

/* What two grids both have goes to either with one button, first of all to the one that it suits; before that it is shown. */
static void
test_overlap (DraftFixture *f, gconstpointer data)
{
  const WgBoundaryFinding *overlap;
  double before, area_m2;
  GtkWidget *button;

  assert_findings (f, "Findings 1");
  overlap = g_ptr_array_index (wg_boundary_check_get_findings (f->editor->check), 0);
  area_m2 = overlap->area_m2;
  g_assert_cmpstr (overlap->rule, ==, "overlap");
  g_assert_true (!overlap->is_gap && overlap->ids->len == 2 && g_array_index (overlap->ids, gint64, 0) == 10);
  before = draft_fixture_sum_areas (f);
  button = find_give (f, "Give to WEST");
  gtk_widget_grab_focus (button);
  g_assert_cmpuint (wg_boundary_sketch_get_trial (f->editor->sketch)->len, ==, 2);
  gtk_widget_grab_focus (GTK_WIDGET (f->editor->map));
  g_assert_null (wg_boundary_sketch_get_trial (f->editor->sketch));
  g_signal_emit_by_name (button, "clicked");
  draft_fixture_wait_for_steps (f, 1);
  assert_fits (f);
  g_assert_cmpint (wg_boundary_sketch_find (f->editor->sketch, 116.6318, 40.301), ==, 10);
  g_assert_cmpfloat_with_epsilon (before - draft_fixture_sum_areas (f), area_m2, 0.01 * area_m2);
  hands_press ("ctrl+z");
  draft_fixture_wait_for_steps (f, 0);
  assert_findings (f, "Findings 1");
  g_signal_emit_by_name (find_give (f, "Give to EAST"), "clicked");
  draft_fixture_wait_for_steps (f, 1);
  assert_fits (f);
  g_assert_cmpint (wg_boundary_sketch_find (f->editor->sketch, 116.6318, 40.301), ==, 11);
}

/* --- What is shown of it --- */

static WgShape *
make_rectangle (double west, double south, double east, double north)
{
  const double ring[] = { west, south, east, south, east, north, west, north };

  return wg_shape_new_from_ring (ring, 4);
}

/* As they lie side by side along a line that the third one closes in the north, with the corner of the first two in its border. */
static GPtrArray *
make_pieces (gboolean apart)
{
  const double north[] = { 0.0, 0.01, apart ? 0.005 : 0.0, 0.01, 0.01, 0.01, 0.01, 0.02, 0.0, 0.02 };
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);

  if (apart)
    g_ptr_array_add (shapes, make_rectangle (0.0, 0.0, 0.005, 0.01));
  g_ptr_array_add (shapes, make_rectangle (apart ? 0.005 : 0.0, 0.0, 0.01, 0.01));
  g_ptr_array_add (shapes, wg_shape_new_from_ring (apart ? north : north + 2, apart ? 5 : 4));
  return shapes;
}

/* A border that is cut in is one line, though two pieces share it; the neighbour that got a corner has the border it had. */
static void
test_lines (void)
{
  g_autoptr (GPtrArray) whole = make_pieces (FALSE), apart = make_pieces (TRUE);
  g_autoptr (GArray) coming = wg_boundary_lines_new (apart, whole);
  g_autoptr (GArray) none = wg_boundary_lines_new (whole, whole);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (coming->len, ==, 6);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpfloat_with_epsilon (g_array_index (coming, double, 2 * i), 0.005, 1e-9);
      g_assert_true (isnan (g_array_index (coming, double, 4 + i)));
    }
  g_assert_cmpfloat_with_epsilon (g_array_index (coming, double, 1) + g_array_index (coming, double, 3), 0.01, 1e-9);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) going = wg_boundary_lines_new (i == 0 ? whole : apart, i == 0 ? apart : whole);

      g_assert_cmpuint (going->len, ==, i == 0 ? 0 : 6);
    }
}

static void
assert_same_lines (const GArray *one, const GArray *other)
{
  g_assert_cmpmem (one->data, one->len * sizeof (double), other->data, other->len * sizeof (double));
}

/* What a draft changes is found beside the hand: as it would be found at once, but for one that is no longer wanted. */
static void
test_lines_beside (void)
{
  g_autoptr (GObject) source = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  g_autoptr (GPtrArray) whole = make_pieces (FALSE), apart = make_pieces (TRUE);
  WgTestWait wait = { NULL }, none = { NULL };
  WgBoundaryChange at_once, beside = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  wg_boundary_change_init (&at_once, whole, apart);
  wg_boundary_change_find_async (source, g_ptr_array_ref (whole), g_ptr_array_ref (apart), stopped, wg_test_wait_ready, &none);
  g_cancellable_cancel (stopped);
  wg_boundary_change_find_async (source, g_ptr_array_ref (whole), g_ptr_array_ref (apart), NULL, wg_test_wait_ready, &wait);
  g_assert_null (wait.result);
  g_assert_true (wg_boundary_change_find_finish (&beside, wg_test_wait (&wait), &error));
  g_assert_no_error (error);
  assert_same_lines (beside.coming, at_once.coming);
  assert_same_lines (beside.going, at_once.going);
  wg_boundary_change_clear (&beside);
  g_assert_false (wg_boundary_change_find_finish (&beside, wg_test_wait (&none), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (beside.coming);
  wg_boundary_change_clear (&at_once);
  g_object_unref (wait.result);
  g_object_unref (none.result);
}

static void
assert_row (GtkListBox *list, int index, const char *text)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, index);

  g_assert_nonnull (row);
  g_assert_nonnull (wg_test_window_find (GTK_WIDGET (row), draft_fixture_says, text));
}

/* Four outlines change when one grid is cut, and three of them are anybody's concern. */
static void
test_count (DraftFixture *f, gconstpointer data)
{
  gint64 cut = wg_boundary_sketch_find (f->editor->sketch, 116.6155, 40.305);
  WgSideFigures now, then;

  hands_press ("s");
  draft_fixture_type_place (f, "116.6155,40.2990");
  draft_fixture_type_place (f, "116.6155,40.3110");
  wg_boundary_sides_measure (f->editor->sketch, cut, &now, &then);
  g_assert_cmpfloat (then.area_m2, ==, 0.0);
  /* What is found in a draft is not what would be in it after the step in hand. */
  wg_boundary_sides_measure_draft (f->editor->sketch, cut, &now, &then);
  g_assert_cmpfloat (then.area_m2, ==, now.area_m2);
  assert_sides (f, NAMES ("B", "New grid 1", "New grid 2"));
  hands_press ("Return");
  draft_fixture_wait_for_steps (f, 1);
  g_assert_cmpuint (wg_boundary_sketch_get_plan (f->editor->sketch)->grids->len, ==, 4);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (f->editor->impact), "Grids redrawn: 3\n"));
  assert_row (f->editor->weights, 0, "B: ends");
  assert_row (f->editor->weights, 1, "B-1: new");
  assert_row (f->editor->weights, 2, "B-2: new");
  g_assert_null (gtk_list_box_get_row_at_index (f->editor->weights, 3));
  assert_row (f->editor->weights, 1, "open per officer");
}

/* A draft that cannot be read is told, and offers nothing but the way back; the map is not pointed at anywhere. */
static void
test_unread (DraftFixture *f, gconstpointer data)
{
  wg_boundary_page_open_draft (f->shown.window->boundaries, 99);
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  while (f->editor->refusal == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (isnan (f->editor->hand.refused[0]));
  g_assert_false (gtk_widget_get_visible (f->editor->next_button) || gtk_widget_get_visible (f->editor->print_button)
                  || gtk_widget_get_visible (f->editor->withdraw_button) || gtk_widget_get_visible (f->editor->return_button));
}

#define ADD(path, function, data) \
  g_test_add ("/boundary-tools/" path, DraftFixture, data, draft_fixture_set_up, function, draft_fixture_tear_down)

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  g_test_add_func ("/boundary-tools/lines", test_lines);
  g_test_add_func ("/boundary-tools/lines-beside", test_lines_beside);
  ADD ("reshape", test_reshape, NULL);
  ADD ("reshape-of-nothing", test_reshape_of_nothing, NULL);
  ADD ("places-by-number", test_places_by_number, NULL);
  ADD ("hand-over", test_hand_over, NULL);
  ADD ("new-grid", test_new_grid, NULL);
  ADD ("fill", test_fill, "with a ring of grids");
  ADD ("fill-for", test_fill_for, "with a ring of grids");
  ADD ("trace", test_trace, NULL);
  ADD ("trace-parts-a-grid", test_trace_parts, NULL);
  ADD ("line-in-hand", test_line_in_hand, NULL);
  ADD ("tab-from-outside", test_tab_from_outside, NULL);
  ADD ("round-houses", test_round_houses, NULL);
  ADD ("gap", test_gap, "with a ring of grids");
  ADD ("overlap", test_overlap, "with a tongue");
  ADD ("count", test_count, NULL);
  ADD ("unread", test_unread, NULL);
  return g_test_run ();
}
