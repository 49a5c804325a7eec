/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A redrawing of a whole district by a hand that slips: the grids in force do not know of it until it is put in force, what it
 * would do adds up at every step, taking everything back leaves nothing behind, and in force it passes the proof of the
 * database.
 */

#include "wg-coverage-check.h"
#include "wg-demo-loader.h"
#include "wg-error.h"
#include "wg-sqlite-driver.h"
#include "wg-store-drafts.h"
#include "wg-store-verify.h"
#include "wg-test-store.h"

#include <geos_c.h>
#include <glib/gstdio.h>
#include <math.h>

/* Edits of a draft, drafts one after the other, and the district. */
#ifndef WG_TEST_STEPS
#define WG_TEST_STEPS 60
#endif
#ifndef WG_TEST_DRAFTS
#define WG_TEST_DRAFTS 1
#endif
#ifndef WG_TEST_SIZE
#define WG_TEST_SIZE WG_DEMO_SIZE_COMMUNITY
#endif
#define NEAR_BORDER_DEGREES 1e-6
#define HOUR_MS 3600000

typedef struct
{
  char *folder;
  char *path;
  WgStore *store;
  WgClock *clock;
  gint64 draft_id;
  gint64 n_steps;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  WgTestWait made = { NULL }, opened = { NULL };
  g_autoptr (WgDemoCity) city = wg_demo_load_make_city (WG_TEST_SIZE, 7, WG_TEST_NOW);
  g_autoptr (WgDriver) driver = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("wangge-drafts-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "demo.wangge", NULL);
  wg_demo_load_async (self->path, city, WG_TEST_NOW, NULL, NULL, NULL, NULL, wg_test_wait_ready, &made);
  wg_demo_load_finish (wg_test_wait (&made), &error);
  g_assert_no_error (error);
  driver = wg_sqlite_driver_new (self->path);
  self->clock = wg_clock_new_fake (WG_TEST_NOW);
  self->store = wg_store_new (driver, self->clock, NULL);
  wg_store_open_async (self->store, FALSE, NULL, wg_test_wait_ready, &opened);
  wg_store_open_finish (self->store, wg_test_wait (&opened), &error);
  g_assert_no_error (error);
  g_object_unref (made.result);
  g_object_unref (opened.result);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  wg_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (self->path, ends[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

/* --- Asking the store --- */

static WgDraft *
move (Fixture *self, WgDraftVerb verb, gint64 operator_id, GError **error)
{
  WgTestWait wait = { NULL };
  WgDraftAct *act = wg_draft_act_new (verb);
  g_autoptr (WgDraftResult) result = NULL;

  act->draft_id = self->draft_id;
  act->operator_id = operator_id;
  act->key = g_uuid_string_random ();
  act->name = verb == WG_DRAFT_NEW ? g_strdup ("随手画") : NULL;
  wg_store_move_draft_async (self->store, act, NULL, wg_test_wait_ready, &wait);
  result = wg_store_move_draft_finish (self->store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return result != NULL ? g_steal_pointer (&result->draft) : NULL;
}

static void
must_move (Fixture *self, WgDraftVerb verb, gint64 operator_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDraft) draft = move (self, verb, operator_id, &error);

  g_assert_no_error (error);
  self->draft_id = draft->id;
  self->n_steps = draft->n_steps;
}

/* Whether the edit was accepted; a refusal has a rule and a place. */
static gboolean
edit (Fixture *self, WgBoundaryEdit *request)
{
  WgTestWait wait = { NULL };
  g_autoptr (WgBoundaryResult) result = NULL;
  g_autoptr (GError) error = NULL;

  request->draft_id = self->draft_id;
  request->operator_id = WG_TEST_GIS;
  request->key = g_uuid_string_random ();
  wg_store_edit_boundary_async (self->store, request, NULL, wg_test_wait_ready, &wait);
  result = wg_store_edit_boundary_finish (self->store, wg_test_wait (&wait), &error);
  g_object_unref (wait.result);
  if (result != NULL)
    {
      self->n_steps = result->draft->n_steps;
      g_assert_cmpfloat (fabs (result->area_change_m2), <, 0.01);
      return TRUE;
    }
  g_assert_true (error->code == WG_ERROR_REFUSED || error->code == WG_ERROR_NOT_FOUND);
  return FALSE;
}

static WgDraftPlan *
weigh (Fixture *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgDraftPlan *plan;

  wg_store_weigh_draft_async (self->store, self->draft_id, NULL, wg_test_wait_ready, &wait);
  plan = wg_store_weigh_draft_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return plan;
}

static WgGridTree *
load_grids (Fixture *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgGridTree *tree;

  wg_store_load_grids_async (self->store, NULL, wg_test_wait_ready, &wait);
  tree = wg_store_load_grids_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return tree;
}

static GPtrArray *
load_open_cases (Fixture *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GError) error = NULL;
  GPtrArray *cases;

  query->only_open = TRUE;
  wg_store_list_cases_async (self->store, query, NULL, wg_test_wait_ready, &wait);
  cases = wg_store_list_cases_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return cases;
}

/* Codes, names, parents, outlines and the homes of open cases. */
static char *
sum_district (Fixture *self)
{
  g_autoptr (WgGridTree) tree = load_grids (self);
  g_autoptr (GPtrArray) cases = load_open_cases (self);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (grid->shape);
      g_autofree char *words = g_strjoin ("\n", grid->code, grid->name,
                                          grid->parent != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, grid->parent)->code : "", NULL);

      g_checksum_update (sum, (const guchar *) words, -1);
      g_checksum_update (sum, g_bytes_get_data (wkb, NULL), (gssize) g_bytes_get_size (wkb));
    }
  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      g_checksum_update (sum, (const guchar *) record->number, -1);
      g_checksum_update (sum, (const guchar *) &record->grid_id, sizeof record->grid_id);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* --- A hand that slips --- */

static const WgGrid *
choose_leaf (WgGridTree *tree)
{
  while (TRUE)
    {
      guint i = (guint) g_test_rand_int_range (0, (int) wg_grid_tree_get_n_grids (tree));

      if (wg_grid_tree_is_leaf (tree, i))
        return wg_grid_tree_get_grid (tree, i);
    }
}

static void
choose_corner (const WgShape *shape, double corner[2])
{
  guint n;
  const gint64 *ring = wg_shape_get_ring (shape, 0, &n, NULL, NULL);
  guint i = (guint) g_test_rand_int_range (0, (int) n);

  corner[0] = wg_shape_degrees_from_units (ring[2 * i]);
  corner[1] = wg_shape_degrees_from_units (ring[2 * i + 1]);
}

static void
cross (const WgGrid *grid, GArray *line)
{
  const WgBox *box = wg_shape_get_box (grid->shape);
  double reach = hypot (box->max_lon - box->min_lon, box->max_lat - box->min_lat), angle = g_test_rand_double_range (0.0, 2.0 * G_PI);

  for (int i = -1; i <= 1; i++)
    {
      double place[2] = { grid->label_lon + i * reach * cos (angle), grid->label_lat + i * reach * sin (angle) };

      g_array_append_vals (line, place, 2);
    }
}

static WgBoundaryEdit *
choose_edit (WgGridTree *tree)
{
  static const WgBoundaryVerb verbs[]
      = { WG_BOUNDARY_MOVE, WG_BOUNDARY_MOVE, WG_BOUNDARY_DELETE, WG_BOUNDARY_SPLIT, WG_BOUNDARY_MERGE, WG_BOUNDARY_HANDOVER };
  WgBoundaryEdit *request = wg_boundary_edit_new (verbs[g_test_rand_int_range (0, G_N_ELEMENTS (verbs))]);
  const WgGrid *grid = choose_leaf (tree);

  if (request->verb == WG_BOUNDARY_MOVE || request->verb == WG_BOUNDARY_DELETE)
    {
      choose_corner (grid->shape, request->from);
      if (request->verb == WG_BOUNDARY_MOVE)
        {
          request->to[0] = request->from[0] + g_test_rand_double_range (-1e-4, 1e-4);
          request->to[1] = request->from[1] + g_test_rand_double_range (-1e-4, 1e-4);
        }
      return request;
    }
  if (request->verb == WG_BOUNDARY_SPLIT)
    request->codes = g_strsplit (grid->code, ",", -1);
  else
    {
      g_autofree char *both = g_strconcat (grid->code, ",", choose_leaf (tree)->code, NULL);

      request->codes = g_strsplit (both, ",", -1);
    }
  if (request->verb == WG_BOUNDARY_MERGE)
    return request;
  request->line = g_array_new (FALSE, FALSE, sizeof (double));
  cross (grid, request->line);
  return request;
}

static guint
draw (Fixture *self, guint n_steps)
{
  g_autoptr (WgGridTree) tree = load_grids (self);
  guint n_accepted = 0;

  for (guint i = 0; i < n_steps; i++)
    {
      WgBoundaryEdit *request = choose_edit (tree);

      if (request->codes != NULL && g_strv_length (request->codes) == 2 && g_str_equal (request->codes[0], request->codes[1]))
        {
          wg_boundary_edit_free (request);
          continue;
        }
      n_accepted += edit (self, request);
    }
  return n_accepted;
}

/* --- What must hold --- */

static double
sum_leaves (WgGridTree *tree)
{
  double area_m2 = 0.0;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      if (wg_grid_tree_is_leaf (tree, i))
        area_m2 += wg_shape_get_area_m2 (wg_grid_tree_get_grid (tree, i)->shape);
    }
  return area_m2;
}

static guint
count_leaves_at (WgGridTree *tree, double lon, double lat)
{
  guint n = 0;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgShape *shape = wg_grid_tree_get_grid (tree, i)->shape;
      const WgBox *box = wg_shape_get_box (shape);

      if (!wg_grid_tree_is_leaf (tree, i) || lon < box->min_lon - NEAR_BORDER_DEGREES || lon > box->max_lon + NEAR_BORDER_DEGREES
          || lat < box->min_lat - NEAR_BORDER_DEGREES || lat > box->max_lat + NEAR_BORDER_DEGREES)
        continue;
      if (wg_shape_get_border_distance_m (shape, lon, lat) < 0.01)
        return 1;
      n += wg_shape_contains (shape, lon, lat);
    }
  return n;
}

/* How many gaps and overlaps there are between the grids of the lowest levels. */
static guint
count_leaks (WgGridTree *tree)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (WgCoverageItem));
  g_autoptr (GPtrArray) findings = NULL;
  guint n = 0;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      WgCoverageItem item = { wg_grid_tree_get_grid (tree, i)->shape, NULL };

      if (wg_grid_tree_is_leaf (tree, i))
        g_array_append_val (items, item);
    }
  findings = wg_coverage_check ((const WgCoverageItem *) (const void *) items->data, items->len, 0.0);
  for (guint i = 0; i < findings->len; i++)
    n += ((const WgCoverageFinding *) g_ptr_array_index (findings, i))->area_m2 > 0.0;
  return n;
}

static GEOSGeometry *
to_geos (GEOSContextHandle_t geos, const WgShape *shape)
{
  g_autoptr (GBytes) bytes = wg_shape_to_wkb (shape);

  return GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What GEOS makes of the grids right below one, beside its own outline: the part of the land that is in one of the two only. */
static double
compare_with_children (GEOSContextHandle_t geos, WgGridTree *tree, guint parent)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  GEOSGeometry *own = to_geos (geos, wg_grid_tree_get_grid (tree, parent)->shape), *all, *whole, *difference;
  double area = 0.0, differing = 0.0;

  for (guint i = parent + 1; i < wg_grid_tree_get_subtree_end (tree, parent); i++)
    {
      if (wg_grid_tree_get_grid (tree, i)->parent == parent)
        g_ptr_array_add (children, to_geos (geos, wg_grid_tree_get_grid (tree, i)->shape));
    }
  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **) children->pdata, children->len);
  whole = GEOSUnaryUnion_r (geos, all);
  difference = GEOSSymDifference_r (geos, own, whole);
  GEOSArea_r (geos, own, &area);
  GEOSArea_r (geos, difference, &differing);
  GEOSGeom_destroy_r (geos, all);
  GEOSGeom_destroy_r (geos, whole);
  GEOSGeom_destroy_r (geos, difference);
  GEOSGeom_destroy_r (geos, own);
  return differing / area;
}

static void
assert_parents (WgGridTree *tree)
{
  GEOSContextHandle_t geos = GEOS_init_r ();

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      if (!wg_grid_tree_is_leaf (tree, i))
        g_assert_cmpfloat (compare_with_children (geos, tree, i), <, 1e-9);
    }
  GEOS_finish_r (geos);
}

static void
assert_plan (Fixture *self)
{
  g_autoptr (WgDraftPlan) plan = weigh (self);
  g_autoptr (GPtrArray) cases = load_open_cases (self);

  g_assert_cmpfloat_with_epsilon (sum_leaves (plan->after) / sum_leaves (plan->before), 1.0, 1e-6);
  g_assert_cmpuint (count_leaks (plan->after), ==, count_leaks (plan->before));
  assert_parents (plan->after);
  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (record->grid_id != WG_NO_ID && wg_case_record_has_place (record))
        g_assert_cmpuint (count_leaves_at (plan->after, record->lon, record->lat), ==, 1);
    }
}

static void
must_verify (Fixture *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (WgVerification) proof = NULL;
  g_autoptr (GError) error = NULL;

  wg_store_verify_async (self->store, 0, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  proof = wg_store_verify_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < proof->problems->len; i++)
    g_test_message ("%s", ((WgProblem *) g_ptr_array_index (proof->problems, i))->text);
  g_assert_true (proof->ok);
  g_object_unref (wait.result);
}

/* Drawn and taken back, then drawn anew and put in force. */
static void
redraw (Fixture *self)
{
  g_autofree char *before = sum_district (self), *during = NULL, *after = NULL;
  g_autoptr (WgDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  guint n_undone, n_applied;

  must_move (self, WG_DRAFT_NEW, WG_TEST_GIS);
  n_undone = draw (self, WG_TEST_STEPS);
  g_assert_cmpuint (n_undone, >, WG_TEST_STEPS / 10);
  assert_plan (self);
  during = sum_district (self);
  g_assert_cmpstr (before, ==, during);
  while (self->n_steps > 0)
    must_move (self, WG_DRAFT_UNDO, WG_TEST_GIS);
  after = sum_district (self);
  g_assert_cmpstr (before, ==, after);
  draft = move (self, WG_DRAFT_SUBMIT, WG_TEST_GIS, &error);
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
  n_applied = draw (self, WG_TEST_STEPS);
  g_assert_cmpuint (n_applied, >, WG_TEST_STEPS / 10);
  assert_plan (self);
  must_move (self, WG_DRAFT_SUBMIT, WG_TEST_GIS);
  must_move (self, WG_DRAFT_APPROVE, WG_TEST_DUTY);
  must_move (self, WG_DRAFT_APPLY, WG_TEST_GIS);
  g_test_message ("of %d edits %u accepted and undone, of as many %u accepted and put in force", WG_TEST_STEPS, n_undone, n_applied);
}

static void
test_random (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < WG_TEST_DRAFTS; i++)
    {
      redraw (self);
      wg_clock_advance (self->clock, HOUR_MS);
    }
  must_verify (self);
}

/* --- The last one of a group --- */

/* The rule that an edit of two grids broke; %NULL when it was accepted. */
static char *
merge (Fixture *self, const char *keeps, const char *goes)
{
  WgBoundaryEdit *request = wg_boundary_edit_new (WG_BOUNDARY_MERGE);
  g_autofree char *both = g_strconcat (keeps, ",", goes, NULL);
  WgTestWait wait = { NULL };
  g_autoptr (WgBoundaryResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double lon, lat;

  request->codes = g_strsplit (both, ",", -1);
  request->draft_id = self->draft_id;
  request->operator_id = WG_TEST_GIS;
  request->key = g_uuid_string_random ();
  wg_store_edit_boundary_async (self->store, request, NULL, wg_test_wait_ready, &wait);
  result = wg_store_edit_boundary_finish (self->store, wg_test_wait (&wait), &error);
  g_object_unref (wait.result);
  return result != NULL ? NULL : g_strdup (wg_error_get_rule (error, &lon, &lat));
}

/* The tree is ragged: beside a leaf there may be a sibling that has children. */
static guint
find_group_of_leaves (WgGridTree *tree)
{
  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      guint child = i + 1;

      while (child < wg_grid_tree_get_subtree_end (tree, i) && wg_grid_tree_is_leaf (tree, child))
        child++;
      if (child > i + 1 && child == wg_grid_tree_get_subtree_end (tree, i))
        return i;
    }
  g_assert_not_reached ();
}

static void
test_last_of_group (Fixture *self, gconstpointer data)
{
  g_autoptr (WgGridTree) tree = load_grids (self);
  guint group = find_group_of_leaves (tree), n_refused = 0;
  const WgBox *box = wg_shape_get_box (wg_grid_tree_get_grid (tree, group)->shape);
  const char *last;

  must_move (self, WG_DRAFT_NEW, WG_TEST_GIS);
  last = wg_grid_tree_get_grid (tree, group + 1)->code;
  for (guint i = group + 2; i < wg_grid_tree_get_subtree_end (tree, group); i++)
    {
      g_autofree char *rule = merge (self, last, wg_grid_tree_get_grid (tree, i)->code);

      g_assert_null (rule);
    }
  for (guint i = wg_grid_tree_get_subtree_end (tree, group); i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *other = wg_grid_tree_get_grid (tree, i);
      g_autofree char *rule = NULL;

      if (!wg_grid_tree_is_leaf (tree, i) || !wg_box_intersects (wg_shape_get_box (other->shape), box))
        continue;
      rule = merge (self, other->code, last);
      g_assert_nonnull (rule);
      n_refused += g_str_equal (rule, "parent_without_land");
    }
  g_assert_cmpuint (n_refused, >, 0);
  wg_draft_plan_free (weigh (self));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/draft/last-of-group", Fixture, NULL, set_up, test_last_of_group, tear_down);
  g_test_add ("/draft/random-edits", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
