/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The findings of an import, answered one by one, by neighbours and by kinds, with the real reader and a real database behind. */

#include "import-fixture.h"

#include <adwaita.h>
#include <glib/gstdio.h>

typedef ImportFixture Fixture;

/* A1 comes twice under two names, and a third grid lies nowhere. */
static const char twins[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A1\",\"wgmc\":\"和平里\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.6,40.3],[116.605,40.3],[116.605,40.31],[116.6,40.31],[116.6,40.3]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A1\",\"wgmc\":\"望溪\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.605,40.3],[116.61,40.3],[116.61,40.31],[116.605,40.31],[116.605,40.3]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"X1\",\"wgmc\":\"飞地\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[118,40.3],[118.005,40.3],[118.005,40.31],[118,40.31],[118,40.3]]]}}]}";

static const WgImportFinding *
find_finding (Fixture *f, const char *rule)
{
  const WgImportReport *report = wg_import_page_get_report (f->page);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = report->findings->pdata[i];

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  return NULL;
}

static void
decide (Fixture *f, const char *rule, gint64 feature, WgImportAnswer answer, const char *text)
{
  g_assert_true (wg_import_page_select_finding (f->page, rule, feature));
  g_assert_true (wg_import_page_decide (f->page, answer, text));
  import_fixture_settle (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
}

/* Each answer shows at once, can be taken back, and is known when the file comes again. */
static void
test_findings_are_answered (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "twins.geojson", twins);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_report (f->page)->refused, ==, 1);
  g_assert_false (wg_import_page_decide (f->page, WG_IMPORT_ANSWER_FIX, NULL));
  decide (f, "duplicate_code_refused", 2, WG_IMPORT_ANSWER_FIX, NULL);
  g_assert_cmpint (wg_import_page_get_report (f->page)->merged, ==, 1);
  decide (f, "duplicate_code_merged", 2, WG_IMPORT_ANSWER_NONE, NULL);
  g_assert_cmpint (wg_import_page_get_report (f->page)->refused, ==, 1);
  decide (f, "orphan", 3, WG_IMPORT_ANSWER_REFUSE, NULL);
  g_assert_cmpint (wg_import_page_get_report (f->page)->refused, ==, 2);
  decide (f, "left_out", 3, WG_IMPORT_ANSWER_NONE, NULL);
  decide (f, "orphan", 3, WG_IMPORT_ANSWER_FIX, NULL);
  g_assert_cmpstr (find_finding (f, "orphan")->outcome, ==, "repaired");
  decide (f, "orphan", 3, WG_IMPORT_ANSWER_NONE, NULL);
  decide (f, "orphan", 3, WG_IMPORT_ANSWER_IGNORE, "an exclave");
  g_assert_cmpstr (find_finding (f, "orphan")->ignored, ==, "an exclave");
  g_assert_cmpuint (import_fixture_count_grids (f), ==, 5);
  import_fixture_go_on (f);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.undo", NULL));
  import_fixture_settle (f);
  g_unlink (f->file);
  g_clear_pointer (&f->file, g_free);
  import_fixture_open_text (f, "twins.geojson", twins);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  g_assert_cmpstr (find_finding (f, "orphan")->ignored, ==, "an exclave");
  decide (f, "orphan", 3, WG_IMPORT_ANSWER_NONE, NULL);
  g_assert_null (find_finding (f, "orphan")->ignored);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.refuse-file", NULL));
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_EMPTY);
  g_assert_nonnull (strstr (wg_import_page_get_sentence (f->page), "twins.geojson"));
}

/* The second grid has a tongue into the first, and the third lies across both and has a needle of two kilometres. */
static const char tongues[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A1\",\"wgmc\":\"和平里\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.6,40.3],[116.605,40.3],[116.605,40.31],[116.6,40.31],[116.6,40.3]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A2\",\"wgmc\":\"望溪\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.605,40.3],[116.61,40.3],[116.61,40.31],[116.605,40.31],[116.605,40.307],[116.602,40.306],"
      "[116.602,40.304],[116.605,40.303],[116.605,40.3]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A3\",\"wgmc\":\"河滨\"},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[116.604,40.309],[116.606,40.309],[116.606,40.312],[116.60501,40.312],[116.605005,40.33],[116.605,40.312],"
      "[116.604,40.312],[116.604,40.309]]]}}]}";

static const WgImportFinding *
find_overlap (Fixture *f, const char *keeper, const char *other)
{
  const WgImportReport *report = wg_import_page_get_report (f->page);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = report->findings->pdata[i];

      if (finding->takers != NULL && g_str_equal (finding->takers[0], keeper) && g_str_equal (finding->takers[1], other))
        return finding;
    }
  return NULL;
}

static guint
count_outcome (Fixture *f, const char *rule, const char *outcome)
{
  const WgImportReport *report = wg_import_page_get_report (f->page);
  guint n = 0;

  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = report->findings->pdata[i];

      n += g_str_equal (finding->rule, rule) && g_str_equal (finding->outcome, outcome);
    }
  return n;
}

/* What two grids both have goes to the one that it suits or to the other one, each overlap of a feature by itself. */
static void
test_overlaps_are_given (Fixture *f, gconstpointer user_data)
{
  import_fixture_open_text (f, "tongues.geojson", tongues);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  g_assert_cmpstr (find_overlap (f, "A1", "A2")->outcome, ==, "kept");
  g_assert_cmpint (find_finding (f, "spike")->feature, ==, 3);
  /* In words, not by the name that programs have for it. */
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "Feature 3 · kept · Spikes"));
  g_assert_false (import_fixture_says (GTK_WIDGET (f->page), "· spike"));
  g_assert_cmpfloat_with_epsilon (find_finding (f, "spike")->lat, 40.33, 1e-6);
  decide (f, "spike", 3, WG_IMPORT_ANSWER_FIX, NULL);
  g_assert_cmpuint (count_outcome (f, "spike", "repaired"), ==, 1);
  /* It is on the map as it would come in. */
  g_assert_cmpuint (wg_import_page_get_report (f->page)->mended->len, ==, 1);
  g_assert_cmpfloat (wg_shape_get_box (g_ptr_array_index (wg_import_page_get_report (f->page)->mended, 0))->max_lat, <, 40.3121);
  g_assert_cmpuint (count_outcome (f, "spike", "kept"), ==, 0);
  decide (f, "spike", 3, WG_IMPORT_ANSWER_NONE, NULL);
  g_assert_cmpuint (count_outcome (f, "spike", "kept"), ==, 1);
  g_assert_cmpuint (wg_import_page_get_report (f->page)->mended->len, ==, 0);
  g_assert_true (wg_import_page_select_finding (f->page, "overlap", 2));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.fix", NULL));
  import_fixture_settle (f);
  g_assert_cmpstr (find_overlap (f, "A1", "A2")->outcome, ==, "repaired");
  g_assert_nonnull (strstr (find_overlap (f, "A1", "A2")->text, "off A2"));
  decide (f, "overlap", 2, WG_IMPORT_ANSWER_NONE, NULL);
  g_assert_true (wg_import_page_select_finding (f->page, "overlap", 2));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.fix-other", NULL));
  import_fixture_settle (f);
  g_assert_nonnull (find_overlap (f, "A2", "A1"));
  g_assert_nonnull (strstr (find_overlap (f, "A2", "A1")->text, "off A1"));
  /* The third one gets its land from the one, and leaves it to the other. */
  decide (f, "overlap", 3, WG_IMPORT_ANSWER_FIX, "A3");
  g_assert_cmpuint (count_outcome (f, "overlap", "repaired"), ==, 2);
  g_assert_cmpuint (count_outcome (f, "overlap", "kept"), ==, 1);
  import_fixture_go_on (f);
  g_assert_cmpuint (import_fixture_count_grids (f), ==, 8);
}

/* Three grids side by side; the second has twenty teeth into the first, and so has the third into the second. */
static char *
make_teeth (void)
{
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (int grid = 0; grid < 3; grid++)
    {
      double west = 116.6 + 0.003 * grid, east = west + 0.003;

      g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"A%d\",\"wgmc\":\"%d\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[",
                              grid > 0 ? "," : "", grid + 1, grid + 1);
      g_string_append_printf (text, "[%.6f,40.3],[%.6f,40.3],[%.6f,40.31],[%.6f,40.31],", west, east, east, west);
      for (int tooth = 19; grid > 0 && tooth >= 0; tooth--)
        g_string_append_printf (text, "[%.6f,%.6f],[%.6f,%.6f],[%.6f,%.6f],", west, 40.3004 + tooth * 0.0004, west - 0.0004,
                                40.3003 + tooth * 0.0004, west, 40.3002 + tooth * 0.0004);
      g_string_append_printf (text, "[%.6f,40.3]]]}}", west);
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* Of the list of findings: what is there besides are the lists of drop-downs. */
static GtkSelectionModel *
find_rows (GtkWidget *widget)
{
  GtkSelectionModel *found = GTK_IS_LIST_VIEW (widget) ? gtk_list_view_get_model (GTK_LIST_VIEW (widget)) : NULL;
  g_autoptr (GObject) first = found != NULL ? g_list_model_get_item (G_LIST_MODEL (found), 0) : NULL;

  if (!GTK_IS_TREE_LIST_ROW (first))
    found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_rows (child);
  return found;
}

static guint
count_ignored (Fixture *f)
{
  const WgImportReport *report = wg_import_page_get_report (f->page);
  guint n = 0;

  for (guint i = 0; i < report->findings->len; i++)
    n += ((const WgImportFinding *) report->findings->pdata[i])->ignored != NULL;
  return n;
}

/* Forty overlaps are one row, below it two neighbours; one answer is for all of them, or for those between the two. */
static void
test_kinds_are_answered (Fixture *f, gconstpointer user_data)
{
  g_autofree char *teeth = make_teeth ();
  GtkSingleSelection *rows;

  import_fixture_open_text (f, "teeth.geojson", teeth);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  g_assert_cmpuint (count_outcome (f, "overlap", "kept"), ==, 40);
  g_assert_true (wg_import_page_select_kind (f->page, "overlap"));
  rows = GTK_SINGLE_SELECTION (find_rows (GTK_WIDGET (f->page)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), <, 10);
  gtk_tree_list_row_set_expanded (gtk_single_selection_get_selected_item (rows), TRUE);
  gtk_single_selection_set_selected (rows, gtk_single_selection_get_selected (rows) + 2);
  g_assert_true (wg_import_page_decide (f->page, WG_IMPORT_ANSWER_IGNORE, "a stream"));
  g_assert_cmpuint (count_ignored (f), ==, 20);
  g_assert_true (wg_import_page_decide (f->page, WG_IMPORT_ANSWER_NONE, NULL));
  g_assert_cmpuint (count_ignored (f), ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.fix-other", NULL));
  import_fixture_settle (f);
  g_assert_cmpuint (count_outcome (f, "overlap", "repaired"), ==, 20);
  g_assert_true (wg_import_page_select_kind (f->page, "overlap"));
  g_assert_true (wg_import_page_decide (f->page, WG_IMPORT_ANSWER_NONE, NULL));
  import_fixture_settle (f);
  g_assert_cmpuint (count_outcome (f, "overlap", "kept"), ==, 40);
  g_assert_true (wg_import_page_select_kind (f->page, "overlap"));
  g_assert_true (wg_import_page_decide (f->page, WG_IMPORT_ANSWER_FIX, NULL));
  import_fixture_settle (f);
  g_assert_cmpuint (count_outcome (f, "overlap", "repaired"), ==, 40);
}

/* Blocks with streets between them. */
static char *
make_blocks (void)
{
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (guint i = 0; i < 16; i++)
    {
      double west = 116.6 + 0.0012 * (i % 4), south = 40.3 + 0.0012 * (i / 4), east = west + 0.001, north = south + 0.001;

      g_string_append_printf (text,
                              "%s{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"B%u\",\"wgmc\":\"B%u\"},\"geometry\":{\"type\":"
                              "\"Polygon\",\"coordinates\":[[[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f]]]}}",
                              i > 0 ? "," : "", i, i, west, south, east, south, east, north, west, north, west, south);
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* Streets are filled by one button up to the width beside it; the answer can be given again with another width, and taken back. */
static void
test_streets_are_filled (Fixture *f, gconstpointer user_data)
{
  g_autofree char *blocks = make_blocks ();
  static const char *const outcomes[] = { "repaired", "kept" };

  import_fixture_open_text (f, "blocks.geojson", blocks);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  g_assert_nonnull (find_finding (f, "apart")->proposal);
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_assert_true (wg_import_page_select_finding (f->page, "apart", 0));
      gtk_widget_activate_action (GTK_WIDGET (f->page), i == 0 ? "import.fix" : "import.take-back", NULL);
      import_fixture_settle (f);
      g_assert_cmpstr (find_finding (f, "apart")->outcome, ==, outcomes[i]);
    }
  decide (f, "apart", 0, WG_IMPORT_ANSWER_FIX, "50");
  g_assert_cmpstr (find_finding (f, "apart")->proposal, ==, "50");
  g_assert_cmpint (wg_import_page_get_report (f->page)->repaired, ==, 16);
}

/* Grids side by side, a code and a name each. */
static char *
make_row (const char *const *codes, const char *suffix)
{
  GString *text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (guint i = 0; codes[i] != NULL; i++)
    {
      double west = 116.6 + 0.002 * i, east = west + 0.002;

      g_string_append_printf (text,
                              "%s{\"type\":\"Feature\",\"properties\":{\"wgbm\":\"%s\",\"wgmc\":\"%s%s\"},\"geometry\":{\"type\":"
                              "\"Polygon\",\"coordinates\":[[[%.4f,40.3],[%.4f,40.3],[%.4f,40.301],[%.4f,40.301],[%.4f,40.3]]]}}",
                              i > 0 ? "," : "", codes[i], codes[i], suffix, west, east, east, west, west);
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* Of the rows from above; those without a difference have none. */
static void
collect_ticks (GtkWidget *widget, GPtrArray *ticks)
{
  if (GTK_IS_CHECK_BUTTON (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (ticks, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_ticks (child, ticks);
}

/* Rows are made and placed by frames. */
static GtkCheckButton *
find_tick (Fixture *f, guint row, guint n_rows)
{
  g_autoptr (GPtrArray) ticks = g_ptr_array_new ();

  for (collect_ticks (GTK_WIDGET (f->page), ticks); ticks->len != n_rows; collect_ticks (GTK_WIDGET (f->page), ticks))
    {
      g_ptr_array_set_size (ticks, 0);
      g_main_context_iteration (NULL, TRUE);
    }
  return g_ptr_array_index (ticks, row);
}

static void
assert_name (Fixture *f, const char *code, const char *name)
{
  g_autoptr (WgGridTree) grids = import_fixture_load_grids (f);

  g_assert_cmpstr (wg_grid_tree_get_grid (grids, wg_grid_tree_find_by_code (grids, code))->name, ==, name);
}

static void
open_edition (Fixture *f, const char *name, const char *const *codes, const char *suffix)
{
  g_autofree char *text = make_row (codes, suffix);

  import_fixture_open_text (f, name, text);
  import_fixture_settle (f);
  g_assert_true (wg_import_page_answer (f->page, "level", "3"));
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
}

/* Of a new edition comes in what is ticked. Ticks are looked at together, and what lost its own is not taken for gone. */
static void
test_edition_is_ticked (Fixture *f, gconstpointer user_data)
{
  static const char *const codes[] = { "A1", "A2", "A3", NULL }, *const more[] = { "A1", "A2", "A3", "A4", NULL };

  open_edition (f, "old.geojson", codes, "");
  import_fixture_go_on (f);
  g_unlink (f->file);
  g_clear_pointer (&f->file, g_free);
  open_edition (f, "new.geojson", more, "+");
  g_assert_cmpuint (count_outcome (f, "grid_renamed", "kept"), ==, 3);
  /* A heading and its three, and the new one. */
  gtk_check_button_set_active (find_tick (f, 1, 5), FALSE);
  g_assert_true (gtk_check_button_get_inconsistent (find_tick (f, 0, 5)));
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "Check again"));
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "2 of 3 ticked"));
  gtk_check_button_set_active (find_tick (f, 2, 5), FALSE);
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_CHECKED);
  g_assert_cmpint (wg_import_page_get_report (f->page)->refused, ==, 2);
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "A1 was left out as decided."));
  g_assert_null (find_finding (f, "grid_gone"));
  /* A heading and its two, the name and the new one; the second comes in after all. */
  g_assert_false (gtk_check_button_get_active (find_tick (f, 0, 5)));
  gtk_check_button_set_active (find_tick (f, 2, 5), TRUE);
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_report (f->page)->refused, ==, 1);
  import_fixture_go_on (f);
  g_assert_cmpint (wg_import_page_get_phase (f->page), ==, WG_IMPORT_PHASE_IMPORTED);
  assert_name (f, "A1", "A1");
  assert_name (f, "A2", "A2+");
  assert_name (f, "A4", "A4+");
}

/* Space is enough, for one and for all of a kind; what is ticked as it was needs no other check. */
static void
test_ticks_by_key (Fixture *f, gconstpointer user_data)
{
  static const char *const codes[] = { "A1", "A2", NULL };

  open_edition (f, "old.geojson", codes, "");
  import_fixture_go_on (f);
  g_unlink (f->file);
  g_clear_pointer (&f->file, g_free);
  open_edition (f, "new.geojson", codes, "+");
  g_assert_true (wg_import_page_select_kind (f->page, "grid_renamed"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.tick", NULL));
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "0 of 2 ticked"));
  g_assert_true (wg_import_page_select_finding (f->page, "grid_renamed", 1));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.tick", NULL));
  g_assert_true (import_fixture_says (GTK_WIDGET (f->page), "Check again"));
  g_assert_true (wg_import_page_select_kind (f->page, "grid_renamed"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.tick", NULL));
  g_assert_false (import_fixture_says (GTK_WIDGET (f->page), "Check again"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, function) g_test_add (path, Fixture, NULL, import_fixture_set_up, function, import_fixture_tear_down)
  ADD ("/import/findings/are-answered", test_findings_are_answered);
  ADD ("/import/findings/overlaps-are-given", test_overlaps_are_given);
  ADD ("/import/findings/streets-are-filled", test_streets_are_filled);
  ADD ("/import/findings/kinds-are-answered", test_kinds_are_answered);
  ADD ("/import/findings/edition-is-ticked", test_edition_is_ticked);
  ADD ("/import/findings/ticks-by-key", test_ticks_by_key);
  return g_test_run ();
}
