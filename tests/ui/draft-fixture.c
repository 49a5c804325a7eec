/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A draft that somebody has begun by hand, and what hands do to it, for the tests that draw. */

#include "draft-fixture.h"

#include "hands.h"
#include "wg-grid-table.h"
#include "wg-store-people.h"

static gboolean
has_type (GtkWidget *widget, gconstpointer data)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) data);
}

/* --- Who sits here, and what is drawn on --- */

void
draft_fixture_sit_down (DraftFixture *f, const char *login)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgOperator) who = NULL;

  wg_store_find_operator_async (f->shown.base.store, login, NULL, wg_test_wait_ready, &wait);
  who = wg_store_find_operator_finish (f->shown.base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  wg_context_set_operator (f->shown.window->context, who);
}

const WgDraft *
draft_fixture_get_draft (DraftFixture *f)
{
  return wg_boundary_sketch_get_draft (f->editor->sketch);
}

void
draft_fixture_settle (DraftFixture *f)
{
  while (wg_boundary_sketch_is_busy (f->editor->sketch))
    g_main_context_iteration (NULL, TRUE);
}

void
draft_fixture_wait_for_steps (DraftFixture *f, gint64 n)
{
  while (draft_fixture_get_draft (f) == NULL || draft_fixture_get_draft (f)->n_steps != n)
    g_main_context_iteration (NULL, TRUE);
  draft_fixture_settle (f);
}

void
draft_fixture_wait_for_state (DraftFixture *f, const char *state)
{
  while (g_strcmp0 (draft_fixture_get_draft (f)->state, state) != 0 && f->editor->refusal == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (f->editor->refusal, ==, NULL);
  draft_fixture_settle (f);
}

/* By hand: a name, Enter, and the draft is there with its tools. */
static void
begin_draft (DraftFixture *f)
{
  GType type = ADW_TYPE_ENTRY_ROW;

  wg_test_window_act (&f->shown, "view", g_variant_new_string ("boundaries"));
  wg_test_wait_ms (100);
  gtk_widget_grab_focus (wg_test_window_find (GTK_WIDGET (f->shown.window), has_type, &type));
  hands_type ("winter");
  hands_press ("Return");
  while (wg_boundary_page_get_editor (f->shown.window->boundaries) == NULL)
    g_main_context_iteration (NULL, TRUE);
  f->editor = wg_boundary_page_get_editor (f->shown.window->boundaries);
  draft_fixture_wait_for_steps (f, 0);
  wg_boundary_editor_go_to (f->editor, MIDDLE_LON, MIDDLE_LAT, 15);
  wg_test_wait_ms (200);
  g_assert_cmpstr (draft_fixture_get_draft (f)->name, ==, "winter");
  g_assert_true (gtk_widget_get_visible (f->editor->palette));
}

/* Eight grids round a hole, east of the others. */
static gpointer
add_ring (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const double side = 0.001;

  wg_grid_table_take_ids (work->connection, "grid", 20, error);
  wg_grid_table_take_ids (work->connection, "grid_version", 20, error);
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

/* Two grids in the same place as the ring: the eastern one has a tongue into the western one. */
static gpointer
add_tongue (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  static const double west[] = { 116.63, 40.30, 116.632, 40.30, 116.632, 40.302, 116.63, 40.302 };
  static const double east[] = { 116.632, 40.30, 116.634, 40.30, 116.634, 40.302, 116.632, 40.302,
                                 116.632, 40.3013, 116.6315, 40.3012, 116.6316, 40.3008, 116.632, 40.3007 };
  static const struct
  {
    const char *code;
    const double *ring;
    guint n_corners;
  } grids[] = { { "WEST", west, 4 }, { "EAST", east, 8 } };

  wg_grid_table_take_ids (work->connection, "grid", 20, error);
  wg_grid_table_take_ids (work->connection, "grid_version", 20, error);
  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    {
      g_autoptr (WgGrid) grid = wg_grid_new ();

      grid->id = 10 + i;
      grid->version_id = 10 + i;
      grid->parent_id = 1;
      grid->depth = 2;
      grid->code = g_strdup (grids[i].code);
      grid->name = g_strdup (grids[i].code);
      grid->shape = wg_shape_new_from_ring (grids[i].ring, grids[i].n_corners);
      grid->area_m2 = wg_shape_get_area_m2 (grid->shape);
      wg_shape_get_label_point (grid->shape, &grid->label_lon, &grid->label_lat);
      grid->valid_from_ms = WG_TEST_NOW;
      g_assert_true (wg_grid_table_insert (work->connection, grid, WG_NULL_ID, error));
    }
  return GINT_TO_POINTER (TRUE);
}

void
draft_fixture_set_up (DraftFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  wg_test_store_set_up (&f->shown.base, NULL);
  if (data != NULL)
    wg_test_write (f->shown.base.store, g_str_has_suffix (data, "ring of grids") ? add_ring : add_tongue, NULL, &error);
  g_assert_no_error (error);
  wg_test_window_open (&f->shown);
  draft_fixture_sit_down (f, "gis");
  hands_take (GTK_WINDOW (f->shown.window));
  begin_draft (f);
}

void
draft_fixture_tear_down (DraftFixture *f, gconstpointer data)
{
  wg_test_window_close (&f->shown);
}

void
draft_fixture_announce (DraftFixture *f, gint64 draft_id, const char *codes)
{
  draft_fixture_draw (f, WG_BOUNDARY_MERGE, draft_id, codes, NULL);
  draft_fixture_advance (f, wg_draft_act_new (WG_DRAFT_SUBMIT), draft_id, WG_TEST_GIS);
  draft_fixture_advance (f, wg_draft_act_new (WG_DRAFT_APPROVE), draft_id, WG_TEST_DUTY);
  draft_fixture_advance (f, wg_draft_act_new (WG_DRAFT_ANNOUNCE), draft_id, WG_TEST_GIS);
}

/* As typed into the field of coordinates. */
void
draft_fixture_type_place (DraftFixture *f, const char *text)
{
  gtk_widget_grab_focus (GTK_WIDGET (f->editor->lon_entry));
  gtk_editable_set_text (f->editor->lon_entry, text);
  hands_press ("Return");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (f->editor->map)));
}

void
draft_fixture_click_at (DraftFixture *f, double lon, double lat)
{
  double x, y;

  wg_city_layer_get_point (f->editor->layer, lon, lat, &x, &y);
  hands_click (GTK_WIDGET (f->editor->map), x, y);
}

gboolean
draft_fixture_says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

double
draft_fixture_sum_areas (DraftFixture *f)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (f->editor->sketch);
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  double sum = 0.0;

  for (guint i = 0; i < ids->len; i++)
    sum += wg_shape_get_area_m2 (wg_coverage_get (coverage, g_array_index (ids, gint64, i)));
  return sum;
}

gboolean
draft_fixture_has_corner (DraftFixture *f, double lon, double lat)
{
  return wg_coverage_find_corner (wg_boundary_sketch_get_coverage (f->editor->sketch), &lon, &lat, 0.05);
}

/* --- Past the window --- */

void
draft_fixture_advance (DraftFixture *f, WgDraftAct *act, gint64 draft_id, gint64 operator_id)
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

void
draft_fixture_draw (DraftFixture *f, WgBoundaryVerb verb, gint64 draft_id, const char *codes, const double *line)
{
  draft_fixture_draw_named (f, verb, draft_id, codes, line, NULL);
}

void
draft_fixture_draw_named (DraftFixture *f, WgBoundaryVerb verb, gint64 draft_id, const char *codes, const double *line, const char *name)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBoundaryResult) done = NULL;
  WgBoundaryEdit *edit = wg_boundary_edit_new (verb);

  edit->draft_id = draft_id;
  edit->operator_id = WG_TEST_GIS;
  edit->key = g_uuid_string_random ();
  edit->codes = g_strsplit (codes, " ", -1);
  edit->name = g_strdup (name);
  if (line != NULL)
    {
      edit->line = g_array_new (FALSE, FALSE, sizeof (double));
      g_array_append_vals (edit->line, line, 4);
    }
  wg_store_edit_boundary_async (f->shown.base.store, edit, NULL, wg_test_wait_ready, &wait);
  done = wg_store_edit_boundary_finish (f->shown.base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
}
