/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a grid came from and what became of it, as whoever holds an old paper meets it: on the card of a grid, beside the map
 * of a past day and in the search; and a click leads to the map of the day of the change.
 */

#include "draft-fixture.h"
#include "hands.h"
#include "wg-grid-family.h"
#include "wg-map-pane-private.h"
#include "wg-search-popover.h"
#include "wg-store-lineage.h"
#include "wg-time.h"

#define DAY(n) (WG_TEST_NOW + (n) * WG_MS_PER_DAY)

static void
advance (DraftFixture *f, WgDraftVerb verb, gint64 draft_id, const char *name, gint64 operator_id)
{
  WgDraftAct *act = wg_draft_act_new (verb);

  act->name = g_strdup (name);
  draft_fixture_advance (f, act, draft_id, operator_id);
}

static void
put_in_force (DraftFixture *f, gint64 draft_id)
{
  advance (f, WG_DRAFT_SUBMIT, draft_id, NULL, WG_TEST_GIS);
  advance (f, WG_DRAFT_APPROVE, draft_id, NULL, WG_TEST_DUTY);
  advance (f, WG_DRAFT_ANNOUNCE, draft_id, NULL, WG_TEST_GIS);
  advance (f, WG_DRAFT_APPLY, draft_id, NULL, WG_TEST_GIS);
}

static GPtrArray *
find_former (DraftFixture *f, const char *text)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  wg_store_find_former_grids_async (f->shown.base.store, text, 10, NULL, wg_test_wait_ready, &wait);
  found = wg_store_find_former_grids_finish (f->shown.base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  return found;
}

/* B falls in two on the first day, one half goes into D on the third. Returns: (transfer full): the code of that half */
static char *
make_history (DraftFixture *f)
{
  static const double cut[] = { 116.6155, 40.2990, 116.6155, 40.3110 };
  g_autoptr (GPtrArray) former = NULL;
  g_autofree char *codes = NULL;
  char *half;

  wg_clock_set_now (f->shown.base.clock, DAY (1));
  draft_fixture_draw_named (f, WG_BOUNDARY_SPLIT, 1, "B", cut, "北苑");
  put_in_force (f, 1);
  former = find_former (f, "B");
  g_assert_cmpuint (former->len, ==, 1);
  half = g_strdup (((WgFormerGrid *) g_ptr_array_index (former, 0))->successors[1]);
  wg_clock_set_now (f->shown.base.clock, DAY (3));
  advance (f, WG_DRAFT_NEW, 0, "second", WG_TEST_GIS);
  codes = g_strdup_printf ("D %s", half);
  draft_fixture_draw (f, WG_BOUNDARY_MERGE, 2, codes, NULL);
  put_in_force (f, 2);
  wg_clock_set_now (f->shown.base.clock, DAY (5));
  return half;
}

static gboolean
is_family (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_GRID_FAMILY (widget) && wg_grid_family_get_n_rows (WG_GRID_FAMILY (widget)) > 0;
}

static GtkWidget *
wait_for_family (GtkWidget *below)
{
  GtkWidget *family;

  while ((family = wg_test_window_find (below, is_family, NULL)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return family;
}

static gboolean
is_cut (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "numeric")
         && gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE;
}

/* A row that can be chosen and names the grid. */
static gboolean
leads_to (GtkWidget *widget, gconstpointer code)
{
  return GTK_IS_LIST_BOX_ROW (widget) && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget))
         && wg_test_window_shows_text (widget, code);
}

static void
choose (GtkWidget *below, const char *code)
{
  GtkWidget *row;

  while ((row = wg_test_window_find (below, leads_to, code)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate (row);
}

static WgPastView *
settle_past (DraftFixture *f)
{
  WgPastView *past;

  while ((past = wg_boundary_page_get_past (f->shown.window->boundaries)) == NULL || !wg_past_view_is_settled (past))
    g_main_context_iteration (NULL, TRUE);
  return past;
}

static void
assert_seen (WgPastView *past, gint64 at_ms, const char *code)
{
  g_autofree char *row = wg_past_table_dup_text (wg_past_view_get_table (past), code);

  g_assert_cmpint (wg_past_view_get_time (past), ==, at_ms);
  g_assert_nonnull (row);
  wait_for_family (GTK_WIDGET (past));
}

/* On the map of now: the card of D names the half that went into it and, farther back, what that came from. The row leads to
 * the map before the merge, and from there the same chain leads forward again.
 */
static void
test_card (DraftFixture *f, gconstpointer data)
{
  g_autofree char *half = make_history (f);
  g_autofree char *farther = g_strdup_printf ("B → %s", half);
  WgContext *context = f->shown.window->context;
  WgMapPane *pane = WG_MAP_PANE (wg_dispatch_page_get_map (f->shown.window->page));
  GtkWidget *family;
  WgPastView *past;

  wg_test_window_act (&f->shown, "view", g_variant_new_string ("dispatch"));
  while (wg_grid_tree_find_by_code (wg_case_board_get_grids (wg_context_get_board (context)), half) != WG_GRID_NONE)
    g_main_context_iteration (NULL, TRUE);
  wg_context_go_to_grid (context, "D");
  g_signal_emit_by_name (pane, "grid-wanted", wg_selection_get_grid (wg_context_get_selection (context)), 100.0, 100.0);
  family = wait_for_family (GTK_WIDGET (f->shown.window->page));
  g_assert_cmpint (wg_grid_family_get_n_rows (WG_GRID_FAMILY (family)), ==, 2);
  g_assert_true (wg_test_window_shows_text (family, "Came from"));
  g_assert_false (wg_test_window_shows_text (family, "Became"));
  g_assert_true (wg_test_window_shows_text (family, farther));
  g_assert_null (wg_test_window_find (family, is_cut, NULL)); /* however long a code is */
  choose (family, half);
  past = settle_past (f);
  assert_seen (past, DAY (3) - 1, half);
  family = GTK_WIDGET (wg_past_table_get_family (wg_past_view_get_table (past)));
  g_assert_true (wg_test_window_shows_text (family, "Came from") && wg_test_window_shows_text (family, "Became"));
  choose (family, "D");
  past = settle_past (f);
  assert_seen (past, DAY (3), "D");
}

/* By the names that the map shows. */
static void
assert_successors (DraftFixture *f, GtkWidget *popover, const WgFormerGrid *former)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (f->shown.window->context));
  const char *names[2];
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    names[i] = wg_grid_tree_get_grid (grids, wg_grid_tree_find_by_code (grids, former->successors[i]))->name;
  text = g_strdup_printf (", now %s, %s", names[0], names[1]);
  while (wg_test_window_find (popover, draft_fixture_says, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* A code of before the chain: the search names what is in force in its place, and leads to its last moment. */
static void
test_search (DraftFixture *f, gconstpointer data)
{
  g_autofree char *half = make_history (f);
  GtkWidget *popover = wg_search_popover_new (f->shown.window->context);
  g_autoptr (GPtrArray) former = find_former (f, "b");
  const WgFormerGrid *b = NULL;
  WgPastView *past;

  for (guint i = 0; i < former->len; i++)
    {
      const WgFormerGrid *one = g_ptr_array_index (former, i);

      b = g_str_equal (one->code, "B") ? one : b;
    }
  g_assert_nonnull (b);
  g_assert_cmpint (b->ended_ms, ==, DAY (1));
  g_assert_cmpuint (g_strv_length (b->successors), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) b->successors, "D"));
  g_assert_false (g_strv_contains ((const char *const *) b->successors, half));
  gtk_widget_set_parent (popover, GTK_WIDGET (f->shown.window));
  gtk_popover_popup (GTK_POPOVER (popover));
  wg_search_popover_set_text (WG_SEARCH_POPOVER (popover), "B");
  assert_successors (f, popover, b);
  choose (popover, "B");
  past = settle_past (f);
  assert_seen (past, DAY (1) - 1, "B");
  gtk_widget_unparent (popover);
}

/* A grid that nobody touched says so instead of showing nothing. */
static void
test_no_family (DraftFixture *f, gconstpointer data)
{
  WgPastView *past;

  wg_clock_set_now (f->shown.base.clock, DAY (2));
  wg_test_window_act (&f->shown, "past-grid", g_variant_new ("(xs)", DAY (1), "C"));
  past = settle_past (f);
  while (!wg_test_window_shows_text (GTK_WIDGET (past), "No other grid became this one, and it became no other."))
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_act (&f->shown, "past-grid", g_variant_new ("(xs)", DAY (1), "nowhere"));
  settle_past (f);
  g_assert_true (wg_test_window_shows_text (GTK_WIDGET (past), "Grid nowhere was not in force then."));
}

#define ADD(path, function) g_test_add (path, DraftFixture, NULL, draft_fixture_set_up, function, draft_fixture_tear_down)

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  ADD ("/grid-family/card", test_card);
  ADD ("/grid-family/search", test_search);
  ADD ("/grid-family/none", test_no_family);
  return g_test_run ();
}
