/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The boundaries of the large demo district: loaded, checked and edited, beside GEOS doing the same in the same run. GEOS knows
 * nothing of shared borders: its edit moves the corner in every polygon that has it, and looks whether each is valid and lies
 * on none of its neighbours.
 */

#include "wg-coverage-check.h"
#include "wg-test-demo.h"
#include "wg-test-edits.h"

#include <geos_c.h>
#include <math.h>
#include <time.h>

#define N_MOVES 300
#define N_EDITS 1000

typedef struct
{
  GEOSContextHandle_t geos;
  GPtrArray *shapes; /* WgShape */
  GEOSGeometry **polygons;
  GEOSSTRtree *tree;
} Peer;

static double
now_ms (void)
{
  return g_get_monotonic_time () / 1000.0;
}

static void
print_row (const char *what, double ours_ms, double peer_ms)
{
  g_print ("%-28s ours %10.3f ms   GEOS %10.3f ms   ratio %.3f\n", what, ours_ms, peer_ms, ours_ms / peer_ms);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
get_quantile (GArray *values, double part)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (guint) (part * (values->len - 1)));
}

/* --- The district --- */

static GPtrArray *
list_leaves (void)
{
  WgDemoCity *city = wg_test_demo_city (WG_DEMO_SIZE_HUAIROU);
  guint n_grids;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  g_autofree gboolean *has_children = g_new0 (gboolean, n_grids);
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);

  for (guint i = 0; i < n_grids; i++)
    {
      if (grids[i].parent >= 0)
        has_children[grids[i].parent] = TRUE;
    }
  for (guint i = 0; i < n_grids; i++)
    {
      if (!has_children[i])
        g_ptr_array_add (shapes, wg_shape_ref (grids[i].shape));
    }
  g_print ("%u grids, of them %u leaves\n", n_grids, shapes->len);
  return shapes;
}

static WgCoverage *
load_ours (GPtrArray *wkbs, double *ms)
{
  WgCoverage *coverage = wg_coverage_new ();
  double started = now_ms ();

  for (guint i = 0; i < wkbs->len; i++)
    {
      GBytes *wkb = g_ptr_array_index (wkbs, i);
      g_autoptr (WgShape) shape = wg_shape_new_from_wkb (g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb), NULL);

      wg_coverage_set (coverage, i + 1, shape);
    }
  *ms = now_ms () - started;
  return coverage;
}

static void
load_peer (Peer *peer, GPtrArray *wkbs, double *ms)
{
  double started = now_ms ();

  peer->polygons = g_new0 (GEOSGeometry *, wkbs->len);
  peer->tree = GEOSSTRtree_create_r (peer->geos, 10);
  for (guint i = 0; i < wkbs->len; i++)
    {
      GBytes *wkb = g_ptr_array_index (wkbs, i);

      peer->polygons[i] = GEOSGeomFromWKB_buf_r (peer->geos, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
      GEOSSTRtree_insert_r (peer->geos, peer->tree, peer->polygons[i], &peer->polygons[i]);
    }
  *ms = now_ms () - started;
}

/* --- Check --- */

typedef struct
{
  Peer *peer;
  GEOSGeometry **one;
  double overlap;
} Pair;

static void
meet (void *item, void *data)
{
  Pair *pair = data;
  GEOSGeometry **other = item;
  GEOSGeometry *common;
  double area = 0.0;

  if (other <= pair->one || *other == NULL)
    return;
  common = GEOSIntersection_r (pair->peer->geos, *pair->one, *other);
  if (common == NULL)
    return;
  GEOSArea_r (pair->peer->geos, common, &area);
  pair->overlap += area;
  GEOSGeom_destroy_r (pair->peer->geos, common);
}

static double
check_peer (Peer *peer, guint n)
{
  double started = now_ms (), overlap = 0.0;
  g_autofree GEOSGeometry **copies = g_new0 (GEOSGeometry *, n);
  GEOSGeometry *all, *whole;

  for (guint i = 0; i < n; i++)
    {
      Pair pair = { peer, &peer->polygons[i], 0.0 };

      g_assert_cmpint (GEOSisValid_r (peer->geos, peer->polygons[i]), ==, 1);
      GEOSSTRtree_query_r (peer->geos, peer->tree, peer->polygons[i], meet, &pair);
      overlap += pair.overlap;
      copies[i] = GEOSGeom_clone_r (peer->geos, peer->polygons[i]);
    }
  all = GEOSGeom_createCollection_r (peer->geos, GEOS_GEOMETRYCOLLECTION, copies, n);
  whole = GEOSUnaryUnion_r (peer->geos, all);
  g_assert_cmpfloat (overlap, <, 1e-9);
  GEOSGeom_destroy_r (peer->geos, all);
  GEOSGeom_destroy_r (peer->geos, whole);
  return now_ms () - started;
}

static double
check_ours (GPtrArray *shapes)
{
  g_autofree WgCoverageItem *items = g_new0 (WgCoverageItem, shapes->len);
  g_autoptr (GPtrArray) findings = NULL;
  double started;

  for (guint i = 0; i < shapes->len; i++)
    items[i].shape = g_ptr_array_index (shapes, i);
  started = now_ms ();
  findings = wg_coverage_check (items, shapes->len, 0.0);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (((WgCoverageFinding *) g_ptr_array_index (findings, i))->rule, !=, "overlap");
  return now_ms () - started;
}

/* --- A corner is moved --- */

typedef struct
{
  Peer *peer;
  double from[2];
  double to[2];
  GPtrArray *moved;
} Move;

static int
move_corner (double *x, double *y, void *data)
{
  const Move *move = data;

  if (fabs (*x - move->from[0]) < 1e-11 && fabs (*y - move->from[1]) < 1e-11)
    {
      *x = move->to[0];
      *y = move->to[1];
    }
  return 1;
}

static void
take (void *item, void *data)
{
  Move *move = data;
  GEOSGeometry *moved = GEOSGeom_transformXY_r (move->peer->geos, *(GEOSGeometry **) item, move_corner, move);

  if (GEOSEqualsExact_r (move->peer->geos, moved, *(GEOSGeometry **) item, 0.0) == 1)
    GEOSGeom_destroy_r (move->peer->geos, moved);
  else
    g_ptr_array_add (move->moved, moved);
}

static gboolean
move_peer (Peer *peer, const double from[2], const double to[2], double *ms)
{
  Move move = { peer, { from[0], from[1] }, { to[0], to[1] }, g_ptr_array_new () };
  GEOSGeometry *place = GEOSGeom_createPointFromXY_r (peer->geos, from[0], from[1]);
  double started = now_ms ();
  gboolean sound = TRUE;

  GEOSSTRtree_query_r (peer->geos, peer->tree, place, take, &move);
  for (guint i = 0; i < move.moved->len; i++)
    {
      sound = sound && GEOSisValid_r (peer->geos, g_ptr_array_index (move.moved, i)) == 1;
      for (guint k = i + 1; sound && k < move.moved->len; k++)
        {
          GEOSGeometry *common = GEOSIntersection_r (peer->geos, g_ptr_array_index (move.moved, i), g_ptr_array_index (move.moved, k));
          double area = 0.0;

          if (common != NULL)
            GEOSArea_r (peer->geos, common, &area);
          sound = common != NULL && area < 1e-14;
          if (common != NULL)
            GEOSGeom_destroy_r (peer->geos, common);
        }
    }
  *ms = now_ms () - started;
  for (guint i = 0; i < move.moved->len; i++)
    GEOSGeom_destroy_r (peer->geos, g_ptr_array_index (move.moved, i));
  g_ptr_array_unref (move.moved);
  GEOSGeom_destroy_r (peer->geos, place);
  return sound;
}

static void
run_moves (WgCoverage *coverage, Peer *peer)
{
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double)), theirs = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_same = 0;

  for (guint i = 0; i < N_MOVES; i++)
    {
      WgShape *shape = wg_coverage_get (coverage, g_array_index (ids, gint64, g_test_rand_int_range (0, (int) ids->len)));
      WgRefusal refusal = { NULL, NAN, NAN };
      g_autoptr (GPtrArray) changes = NULL;
      guint n, at;
      const gint64 *ring = wg_shape_get_ring (shape, 0, &n, NULL, NULL);
      double from[2], to[2], started, ms;
      gboolean sound;

      at = (guint) g_test_rand_int_range (0, (int) n);
      from[0] = wg_shape_degrees_from_units (ring[2 * at]);
      from[1] = wg_shape_degrees_from_units (ring[2 * at + 1]);
      to[0] = from[0] + g_test_rand_double_range (-5e-5, 5e-5);
      to[1] = from[1] + g_test_rand_double_range (-5e-5, 5e-5);
      sound = move_peer (peer, from, to, &ms);
      g_array_append_val (theirs, ms);
      started = now_ms ();
      changes = wg_coverage_move_vertex (coverage, from, to, &refusal);
      ms = now_ms () - started;
      g_array_append_val (ours, ms);
      n_same += sound == (changes != NULL) || g_strcmp0 (refusal.rule, "outer_border_moved") == 0;
      if (changes != NULL)
        wg_coverage_undo (coverage, changes);
    }
  print_row ("move a corner, median", get_quantile (ours, 0.5), get_quantile (theirs, 0.5));
  print_row ("move a corner, worst", get_quantile (ours, 1.0), get_quantile (theirs, 1.0));
  g_print ("of %d moves, %u were judged alike\n", N_MOVES, n_same);
}

/* Of this thread only: a busy machine makes an edit look slow that is not. */
static double
now_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
run_edits (WgCoverage *coverage)
{
  g_autoptr (WgTestEdits) edits = wg_test_edits_new (coverage);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_EDITS; i++)
    {
      double started = now_cpu_ms (), ms;

      wg_test_edits_step (edits);
      ms = now_cpu_ms () - started;
      g_array_append_val (times, ms);
    }
  g_print ("%d edits of any kind, choosing the place included, of the processor: median %.3f ms, 99 %% %.3f ms, worst %.3f ms; %u accepted, %u refused\n", N_EDITS,
           get_quantile (times, 0.5), get_quantile (times, 0.99), get_quantile (times, 1.0), edits->n_accepted, edits->n_refused);
  wg_test_edits_undo (edits);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) shapes = NULL;
  g_autoptr (GPtrArray) wkbs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (WgCoverage) coverage = NULL;
  Peer peer = { GEOS_init_r (), NULL, NULL, NULL };
  double ours_ms, peer_ms;

  g_test_init (&argc, &argv, NULL);
  shapes = list_leaves ();
  for (guint i = 0; i < shapes->len; i++)
    g_ptr_array_add (wkbs, wg_shape_to_wkb (g_ptr_array_index (shapes, i)));
  coverage = load_ours (wkbs, &ours_ms);
  load_peer (&peer, wkbs, &peer_ms);
  print_row ("load", ours_ms, peer_ms);
  peer_ms = check_peer (&peer, shapes->len);
  ours_ms = check_ours (shapes);
  print_row ("check", ours_ms, peer_ms);
  run_moves (coverage, &peer);
  run_edits (coverage);
  for (guint i = 0; i < shapes->len; i++)
    GEOSGeom_destroy_r (peer.geos, peer.polygons[i]);
  g_free (peer.polygons);
  GEOSSTRtree_destroy_r (peer.geos, peer.tree);
  GEOS_finish_r (peer.geos);
  return 0;
}
