/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Edits of boundaries against answers made elsewhere: accepted or refused and why, outlines to a symmetric difference of
 * nothing, areas, holes, and the corners that neighbours got. The folder is WANGGE_REFERENCE, or data/reference below
 * WANGGE_SHARED.
 */

#include <geos_c.h>

#include "wg-coverage.h"
#include "wg-wkt.h"

/* The drawings are in metres, in steps of 1/64: ten steps of drawn corners, so that nothing is rounded. */
#define DEGREES_PER_METRE (64.0 * 10.0 * WG_COVERAGE_STEP * WG_SHAPE_UNIT)
#define NO_AREA_M2 1e-6

typedef struct
{
  char *name;
  WgShape *before;
  gint64 id;
} Grid;

typedef struct
{
  WgCoverage *coverage;
  GArray *grids;
  GPtrArray *changes;
  WgRefusal refusal;
  char **edit;
  char *edit_line;
  GPtrArray *expected;
  GArray *found;
  guint n_edits;
} Case;

static char *
read_reference (const char *name)
{
  const char *folder = g_getenv ("WANGGE_REFERENCE");
  const char *shared = g_getenv ("WANGGE_SHARED");
  g_autofree char *path = NULL;
  char *text = NULL;

  if (folder != NULL)
    path = g_build_filename (folder, name, NULL);
  else
    path = g_build_filename (shared != NULL ? shared : "../shared", "data", "reference", name, NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_test_skip ("no reference data: set WANGGE_REFERENCE");
  return text;
}

static void
clear_grid (gpointer data)
{
  Grid *grid = data;

  g_free (grid->name);
  wg_shape_unref (grid->before);
}

static gint64
id_of (const Case *a_case, const char *name)
{
  for (guint i = 0; i < a_case->grids->len; i++)
    {
      const Grid *grid = &g_array_index (a_case->grids, Grid, i);

      if (g_str_equal (grid->name, name))
        return grid->id;
    }
  g_error ("no grid %s", name);
}

static GArray *
line_of (const char *text)
{
  const char *at = strchr (text, '(');
  GArray *line = g_array_new (FALSE, FALSE, sizeof (double));

  g_assert_nonnull (at);
  at++;
  while (*at != ')' && *at != '\0')
    {
      char *end;
      double number = g_ascii_strtod (at, &end) * DEGREES_PER_METRE;

      g_assert_true (end != at);
      g_array_append_val (line, number);
      at = end + strspn (end, ", ");
    }
  return line;
}

static GPtrArray *
run_edit (Case *a_case)
{
  char **words = a_case->edit;
  const char *wkt = strstr (a_case->edit_line, "LINESTRING");
  g_autoptr (GArray) line = wkt == NULL ? NULL : line_of (wkt);

  if (g_str_equal (words[1], "split"))
    return wg_coverage_split (a_case->coverage, id_of (a_case, words[2]), (double *) (void *) line->data, line->len / 2,
                              &a_case->refusal);
  if (g_str_equal (words[1], "reshape"))
    return wg_coverage_reshape (a_case->coverage, id_of (a_case, words[2]), id_of (a_case, words[3]),
                                (double *) (void *) line->data, line->len / 2, &a_case->refusal);
  if (g_str_equal (words[1], "merge"))
    {
      gint64 ids[64];
      guint n_ids = 0;

      for (; words[2 + n_ids] != NULL; n_ids++)
        ids[n_ids] = id_of (a_case, words[2 + n_ids]);
      return wg_coverage_merge (a_case->coverage, ids, n_ids, &a_case->refusal);
    }
  if (g_str_equal (words[1], "move_vertex"))
    {
      double pairs[4];

      for (guint i = 0; i < 4; i++)
        pairs[i] = g_ascii_strtod (words[2 + i], NULL) * DEGREES_PER_METRE;
      return wg_coverage_move_vertex (a_case->coverage, pairs, pairs + 2, &a_case->refusal);
    }
  g_error ("no edit %s", words[1]);
}

static double
difference_m2 (GEOSContextHandle_t geos, const WgShape *a, const WgShape *b)
{
  g_autoptr (GBytes) bytes_a = wg_shape_to_wkb (a), bytes_b = wg_shape_to_wkb (b);
  GEOSGeometry *one = GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (bytes_a, NULL), g_bytes_get_size (bytes_a));
  GEOSGeometry *two = GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (bytes_b, NULL), g_bytes_get_size (bytes_b));
  GEOSGeometry *rest = GEOSSymDifference_r (geos, one, two);
  double area = -1.0;

  g_assert_cmpint (GEOSisValid_r (geos, one), ==, 1);
  g_assert_nonnull (rest);
  GEOSArea_r (geos, rest, &area);
  GEOSGeom_destroy_r (geos, one);
  GEOSGeom_destroy_r (geos, two);
  GEOSGeom_destroy_r (geos, rest);
  return area / DEGREES_PER_METRE / DEGREES_PER_METRE;
}

/* One grid of the answer: exactly one of ours has its outline and its area. */
static void
check_after (Case *a_case, GEOSContextHandle_t geos, const char *rest)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strsplit (rest, " ", 3);
  double area_m2 = g_ascii_strtod (words[1], NULL);
  g_autoptr (WgShape) expected = wg_wkt_to_shape (words[2], DEGREES_PER_METRE, &error);
  g_autoptr (GArray) ids = wg_coverage_list (a_case->coverage);
  guint n_same = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      WgShape *ours = wg_coverage_get (a_case->coverage, g_array_index (ids, gint64, i));

      if (!wg_box_intersects (wg_shape_get_box (ours), wg_shape_get_box (expected))
          || difference_m2 (geos, ours, expected) > NO_AREA_M2)
        continue;
      g_assert_cmpfloat_with_epsilon (wg_coverage_get_area_m2 (a_case->coverage, ours), area_m2, NO_AREA_M2);
      n_same++;
    }
  if (n_same != 1)
    g_test_message ("%s: %u like %s", a_case->edit_line, n_same, rest);
  g_assert_cmpuint (n_same, ==, 1);
}

static void
check_new_corners (Case *a_case, const char *const *names)
{
  for (guint i = 0; i < a_case->grids->len; i++)
    {
      const Grid *grid = &g_array_index (a_case->grids, Grid, i);
      const WgShape *after = wg_coverage_get (a_case->coverage, grid->id);
      gboolean named = g_strv_contains (names, grid->name);
      gboolean edited = g_strv_contains ((const char *const *) a_case->edit, grid->name);

      if (named)
        g_assert_cmpuint (wg_shape_get_n_points (after), >, wg_shape_get_n_points (grid->before));
      else if (!edited && a_case->edit[1][0] != 'm')
        g_assert_true (after == grid->before);
    }
}

static void
check_totals (Case *a_case, const char *rest)
{
  g_autoptr (GArray) ids = wg_coverage_list (a_case->coverage);
  g_auto (GStrv) words = g_strsplit (rest, " ", 2);
  double sum_m2 = 0.0;

  for (guint i = 0; i < ids->len; i++)
    sum_m2 += wg_coverage_get_area_m2 (a_case->coverage, wg_coverage_get (a_case->coverage, g_array_index (ids, gint64, i)));
  g_assert_cmpuint (ids->len, ==, g_ascii_strtoull (words[0], NULL, 10));
  g_assert_cmpfloat_with_epsilon (sum_m2, g_ascii_strtod (words[1], NULL), NO_AREA_M2);
}

static void
check_holes (Case *a_case, const char *rest)
{
  g_autoptr (GArray) ids = wg_coverage_list (a_case->coverage);
  guint n_holes = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      const WgShape *shape = wg_coverage_get (a_case->coverage, g_array_index (ids, gint64, i));

      n_holes += wg_shape_get_n_rings (shape) - wg_shape_get_n_polygons (shape);
    }
  g_assert_cmpuint (n_holes, ==, g_ascii_strtoull (rest, NULL, 10));
}

static void
check_expectation (Case *a_case, const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, " ", 2);

  a_case->changes = run_edit (a_case);
  a_case->n_edits++;
  g_test_message ("%s -> %s", a_case->edit_line, a_case->changes != NULL ? "accept" : a_case->refusal.rule);
  if (g_str_equal (words[0], "accept"))
    {
      g_assert_nonnull (a_case->changes);
      return;
    }
  g_assert_null (a_case->changes);
  g_assert_cmpstr (a_case->refusal.rule, ==, words[1]);
  g_assert_true (isfinite (a_case->refusal.lon) && isfinite (a_case->refusal.lat));
  for (guint i = 0; i < a_case->grids->len; i++)
    {
      const Grid *grid = &g_array_index (a_case->grids, Grid, i);

      g_assert_true (wg_coverage_get (a_case->coverage, grid->id) == grid->before);
    }
}

/* Undone, every grid has the very outline that it had. */
static void
end_case (Case *a_case)
{
  if (a_case->coverage == NULL)
    return;
  if (a_case->changes != NULL)
    wg_coverage_undo (a_case->coverage, a_case->changes);
  for (guint i = 0; i < a_case->grids->len; i++)
    {
      const Grid *grid = &g_array_index (a_case->grids, Grid, i);

      g_assert_true (wg_coverage_get (a_case->coverage, grid->id) == grid->before);
    }
  g_clear_pointer (&a_case->changes, g_ptr_array_unref);
  g_clear_pointer (&a_case->grids, g_array_unref);
  g_clear_pointer (&a_case->coverage, wg_coverage_free);
  g_clear_pointer (&a_case->edit, g_strfreev);
  g_clear_pointer (&a_case->edit_line, g_free);
}

static void
begin_case (Case *a_case)
{
  a_case->coverage = wg_coverage_new_flat (1.0 / DEGREES_PER_METRE);
  a_case->grids = g_array_new (FALSE, FALSE, sizeof (Grid));
  g_array_set_clear_func (a_case->grids, clear_grid);
}

static void
add_grid (Case *a_case, const char *rest)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strsplit (rest, " ", 2);
  Grid grid = { .name = g_strdup (words[0]), .id = a_case->grids->len + 1 };

  grid.before = wg_wkt_to_shape (words[1], DEGREES_PER_METRE, &error);
  g_assert_no_error (error);
  wg_coverage_set (a_case->coverage, grid.id, grid.before);
  g_array_append_val (a_case->grids, grid);
}

static void
read_line (Case *a_case, GEOSContextHandle_t geos, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  const char *rest = words[0] != NULL && words[1] != NULL ? words[1] : "";

  if (g_str_has_prefix (line, "CASE"))
    begin_case (a_case);
  else if (g_str_has_prefix (line, "GRID"))
    add_grid (a_case, rest);
  else if (g_str_has_prefix (line, "EDIT"))
    {
      a_case->edit = g_strsplit (line, " ", -1);
      a_case->edit_line = g_strdup (line);
    }
  else if (g_str_has_prefix (line, "EXPECT"))
    check_expectation (a_case, rest);
  else if (g_str_has_prefix (line, "TOTAL"))
    check_totals (a_case, rest);
  else if (g_str_has_prefix (line, "AFTER"))
    check_after (a_case, geos, rest);
  else if (g_str_has_prefix (line, "HOLES"))
    check_holes (a_case, rest);
  else if (g_str_has_prefix (line, "NEWVERTEX"))
    {
      g_auto (GStrv) names = g_strsplit (rest, " ", -1);

      check_new_corners (a_case, (const char *const *) names);
    }
  else if (g_str_has_prefix (line, "END"))
    end_case (a_case);
}

static void
test_edits (void)
{
  g_autofree char *text = read_reference ("coverage/coverage_edits.txt");
  g_auto (GStrv) lines = NULL;
  GEOSContextHandle_t geos;
  Case a_case = { 0 };

  if (text == NULL)
    return;
  geos = GEOS_init_r ();
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (&a_case, geos, lines[i]);
  g_assert_cmpuint (a_case.n_edits, >, 0);
  g_test_message ("%u edits", a_case.n_edits);
  GEOS_finish_r (geos);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coverage/reference-edits", test_edits);
  return g_test_run ();
}
