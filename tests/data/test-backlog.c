/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a count that drifts by one is a count nobody believes any more. Whatever happens to the cases, one by one, the
 * backlog must say what a recount of all of them says.
 */

#include "wg-backlog.h"

/* 1 district, 4 streets, 16 communities, 64 leaves; ids are 1000 x depth + number. */
static WgGridTree *
make_tree (void)
{
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();
  gint64 width = 1;

  for (int depth = 1; depth <= 4; depth++, width *= 4)
    {
      for (gint64 i = 0; i < width; i++)
        {
          WgGrid *grid = wg_grid_new ();

          grid->id = 1000 * depth + i;
          grid->parent_id = depth == 1 ? 0 : 1000 * (depth - 1) + i / 4;
          grid->depth = depth;
          grid->code = g_strdup_printf ("%d-%02d", depth, (int) i);
          wg_grid_tree_builder_take_grid (builder, grid);
        }
    }
  return wg_grid_tree_builder_end (builder, NULL);
}

static void
assert_counts (const WgBacklogCounts *counts, gint64 open, gint64 overdue, gint64 suspended, gint64 total)
{
  g_assert_cmpint (counts->open, ==, open);
  g_assert_cmpint (counts->overdue, ==, overdue);
  g_assert_cmpint (counts->suspended, ==, suspended);
  g_assert_cmpint (counts->total, ==, total);
}

static void
test_recount (void)
{
  g_autoptr (WgGridTree) tree = make_tree ();
  g_autoptr (WgBacklog) backlog = wg_backlog_new (tree);
  const WgBacklogRow rows[] = {
    { 4000, { 3, 1, 1, 10 } }, { 4001, { 2, 0, 0, 5 } }, { 3000, { 1, 1, 0, 1 } }, { 4063, { 7, 2, 3, 20 } },
    { 0, { 4, 4, 0, 6 } },     { 999, { 0, 0, 0, 8 } },  { 4000, { 1, 0, 0, 1 } },
  };
  g_autoptr (GArray) changed = NULL;
  gboolean outside_changed;
  WgBacklogCounts whole;

  wg_backlog_recount (backlog, rows, G_N_ELEMENTS (rows), 1000);
  g_assert_cmpint (wg_backlog_get_now (backlog), ==, 1000);
  g_assert_true (wg_backlog_get_tree (backlog) == tree);
  assert_counts (wg_backlog_get_own (backlog, wg_grid_tree_find_by_id (tree, 4000)), 4, 1, 1, 11);
  assert_counts (wg_backlog_get_own (backlog, wg_grid_tree_find_by_id (tree, 3000)), 1, 1, 0, 1);
  assert_counts (wg_backlog_get_rolled (backlog, wg_grid_tree_find_by_id (tree, 3000)), 7, 2, 1, 17);
  assert_counts (wg_backlog_get_rolled (backlog, wg_grid_tree_find_by_id (tree, 2000)), 7, 2, 1, 17);
  assert_counts (wg_backlog_get_rolled (backlog, wg_grid_tree_find_by_id (tree, 1000)), 14, 4, 4, 37);
  assert_counts (wg_backlog_get_own (backlog, wg_grid_tree_find_by_id (tree, 1000)), 0, 0, 0, 0);
  assert_counts (wg_backlog_get_outside (backlog), 4, 4, 0, 6);
  assert_counts (wg_backlog_get_retired (backlog), 0, 0, 0, 8);
  whole = wg_backlog_get_whole (backlog);
  assert_counts (&whole, 18, 8, 4, 51);

  /* 4000 4001 4063, their communities 3000 3015, streets 2000 2003, the district. */
  changed = wg_backlog_take_changed (backlog, &outside_changed);
  g_assert_cmpuint (changed->len, ==, 8);
  g_assert_true (outside_changed);
  g_clear_pointer (&changed, g_array_unref);

  /* The same once more: nothing changed. */
  wg_backlog_recount (backlog, rows, G_N_ELEMENTS (rows), 1000);
  changed = wg_backlog_take_changed (backlog, &outside_changed);
  g_assert_cmpuint (changed->len, ==, 0);
  g_assert_false (outside_changed);
}

/* Children whose outlines lie in another ward than their parent link says count where the link says. Ward 3 of this
 * small town has 584 by links and 639 by geometry.
 */
static void
test_parents_not_geometry (void)
{
  const double west[] = { -77.1, 38.8, -77.0, 38.8, -77.0, 38.9, -77.1, 38.9 };
  const double east[] = { -77.0, 38.8, -76.9, 38.8, -76.9, 38.9, -77.0, 38.9 };
  const double inner[] = { -77.01, 38.85, -77.005, 38.85, -77.005, 38.855 };
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();
  g_autoptr (WgGridTree) tree = NULL;
  g_autoptr (WgBacklog) backlog = NULL;
  const WgBacklogRow rows[] = { { 31, { 584, 0, 0, 584 } }, { 21, { 55, 0, 0, 55 } } };
  const struct
  {
    gint64 id, parent_id;
    int depth;
    const double *ring;
  } grids[] = { { 3, 0, 1, west }, { 2, 0, 1, east }, { 31, 3, 2, west }, { 21, 2, 2, inner } };

  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    {
      WgGrid *grid = wg_grid_new ();

      grid->id = grids[i].id;
      grid->parent_id = grids[i].parent_id;
      grid->depth = grids[i].depth;
      grid->code = g_strdup_printf ("%d", (int) grids[i].id);
      grid->shape = wg_shape_new_from_ring (grids[i].ring, grids[i].ring == inner ? 3 : 4);
      wg_grid_tree_builder_take_grid (builder, grid);
    }
  tree = wg_grid_tree_builder_end (builder, NULL);
  backlog = wg_backlog_new (tree);
  wg_backlog_recount (backlog, rows, G_N_ELEMENTS (rows), 0);
  g_assert_cmpuint (wg_grid_tree_find_at_depth (tree, 1, -77.006, 38.851), ==, wg_grid_tree_find_by_id (tree, 3));
  assert_counts (wg_backlog_get_rolled (backlog, wg_grid_tree_find_by_id (tree, 3)), 584, 0, 0, 584);
  assert_counts (wg_backlog_get_rolled (backlog, wg_grid_tree_find_by_id (tree, 2)), 55, 0, 0, 55);
}

static void
assert_changed (WgBacklog *backlog, guint n_ids, ...)
{
  g_autoptr (GArray) changed = wg_backlog_take_changed (backlog, NULL);
  va_list ids;

  g_assert_cmpuint (changed->len, ==, n_ids);
  va_start (ids, n_ids);
  for (guint i = 0; i < n_ids; i++)
    {
      guint index = g_array_index (changed, guint, i);

      g_assert_cmpint (wg_grid_tree_get_grid (wg_backlog_get_tree (backlog), index)->id, ==, va_arg (ids, int));
      if (i > 0)
        g_assert_cmpuint (index, >, g_array_index (changed, guint, i - 1));
    }
  va_end (ids);
}

static void
test_moves (void)
{
  g_autoptr (WgGridTree) tree = make_tree ();
  g_autoptr (WgBacklog) backlog = wg_backlog_new (tree);
  guint leaf = wg_grid_tree_find_by_id (tree, 4000), top = wg_grid_tree_find_by_id (tree, 1000);
  WgBacklogPlace open = { 4000, WG_BACKLOG_OPEN, 500 };
  WgBacklogPlace elsewhere = { 4001, WG_BACKLOG_OPEN, 500 };
  WgBacklogPlace suspended = { 4001, WG_BACKLOG_OPEN | WG_BACKLOG_SUSPENDED, 500 };
  WgBacklogPlace closed = { 0, WG_BACKLOG_CLOSED, WG_BACKLOG_NEVER };

  wg_backlog_advance (backlog, 100);
  wg_backlog_move_case (backlog, 1, NULL, &open);
  assert_counts (wg_backlog_get_own (backlog, leaf), 1, 0, 0, 1);
  assert_counts (wg_backlog_get_rolled (backlog, top), 1, 0, 0, 1);
  assert_changed (backlog, 4, 1000, 2000, 3000, 4000);

  /* Counted as before: no grid is named. */
  wg_backlog_move_case (backlog, 1, &open, &open);
  assert_changed (backlog, 0);

  wg_backlog_move_case (backlog, 1, &open, &elsewhere);
  assert_counts (wg_backlog_get_own (backlog, leaf), 0, 0, 0, 0);
  assert_changed (backlog, 5, 1000, 2000, 3000, 4000, 4001);

  /* One ms before the due time it is in time, at the due time it is overdue; suspended it is neither. */
  g_assert_cmpint (wg_backlog_advance (backlog, 499), ==, 500);
  assert_counts (wg_backlog_get_rolled (backlog, top), 1, 0, 0, 1);
  assert_changed (backlog, 0);
  g_assert_cmpint (wg_backlog_advance (backlog, 500), ==, WG_BACKLOG_NEVER);
  assert_counts (wg_backlog_get_rolled (backlog, top), 1, 1, 0, 1);
  assert_changed (backlog, 4, 1000, 2000, 3000, 4001);
  wg_backlog_move_case (backlog, 1, &elsewhere, &suspended);
  assert_counts (wg_backlog_get_rolled (backlog, top), 0, 0, 1, 1);
  g_assert_cmpint (wg_backlog_advance (backlog, 400), ==, WG_BACKLOG_NEVER);
  wg_backlog_move_case (backlog, 1, &suspended, &elsewhere);
  g_assert_cmpint (wg_backlog_advance (backlog, 400), ==, 500);
  assert_counts (wg_backlog_get_rolled (backlog, top), 1, 0, 0, 1);
  /* The clock was put forward and back again. */
  wg_backlog_advance (backlog, 9000);
  assert_counts (wg_backlog_get_rolled (backlog, top), 1, 1, 0, 1);
  g_assert_cmpint (wg_backlog_advance (backlog, 450), ==, 500);
  assert_counts (wg_backlog_get_rolled (backlog, top), 1, 0, 0, 1);

  wg_backlog_move_case (backlog, 1, &elsewhere, &closed);
  assert_counts (wg_backlog_get_rolled (backlog, top), 0, 0, 0, 0);
  assert_counts (wg_backlog_get_outside (backlog), 0, 0, 0, 1);
  wg_backlog_move_case (backlog, 1, &closed, NULL);
  assert_counts (wg_backlog_get_outside (backlog), 0, 0, 0, 0);
}

#define N_CASES 400

static void
recount_from (WgBacklog *backlog, const WgBacklogPlace *places, const gboolean *exists, gint64 now_ms)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (WgBacklogRow));

  for (guint i = 0; i < N_CASES; i++)
    {
      gboolean open = places[i].flags == WG_BACKLOG_OPEN;
      WgBacklogRow row = { places[i].grid_id,
                           { .open = open,
                             .overdue = open && places[i].overdue_from_ms <= now_ms,
                             .suspended = places[i].flags == (WG_BACKLOG_OPEN | WG_BACKLOG_SUSPENDED),
                             .total = 1 } };

      if (exists[i])
        g_array_append_val (rows, row);
    }
  wg_backlog_recount (backlog, (const WgBacklogRow *) (gpointer) rows->data, rows->len, now_ms);
  for (guint i = 0; i < N_CASES; i++)
    {
      if (exists[i] && places[i].flags == WG_BACKLOG_OPEN)
        wg_backlog_add_due (backlog, i, places[i].grid_id, places[i].overdue_from_ms);
    }
}

static WgBacklogPlace
make_random_place (gint64 now_ms)
{
  const WgBacklogFlags flags[] = { WG_BACKLOG_OPEN, WG_BACKLOG_OPEN, WG_BACKLOG_OPEN | WG_BACKLOG_SUSPENDED,
                                   WG_BACKLOG_CLOSED, WG_BACKLOG_SUSPENDED };
  int where = g_test_rand_int_range (0, 20);
  gint64 grid_id = where == 0 ? 0 : where == 1 ? 77 : where < 4 ? 3000 + where : 4000 + g_test_rand_int_range (0, 64);

  return (WgBacklogPlace){ grid_id, flags[g_test_rand_int_range (0, 5)],
                           g_test_rand_int_range (0, 6) == 0 ? WG_BACKLOG_NEVER
                                                             : now_ms + g_test_rand_int_range (-500, 3000) };
}

static void
assert_same (WgBacklog *a, WgBacklog *b)
{
  for (guint i = 0; i < wg_grid_tree_get_n_grids (wg_backlog_get_tree (a)); i++)
    {
      g_assert_cmpmem (wg_backlog_get_own (a, i), sizeof (WgBacklogCounts), wg_backlog_get_own (b, i),
                       sizeof (WgBacklogCounts));
      g_assert_cmpmem (wg_backlog_get_rolled (a, i), sizeof (WgBacklogCounts), wg_backlog_get_rolled (b, i),
                       sizeof (WgBacklogCounts));
    }
  g_assert_cmpmem (wg_backlog_get_outside (a), sizeof (WgBacklogCounts), wg_backlog_get_outside (b),
                   sizeof (WgBacklogCounts));
  g_assert_cmpmem (wg_backlog_get_retired (a), sizeof (WgBacklogCounts), wg_backlog_get_retired (b),
                   sizeof (WgBacklogCounts));
}

/* The listed grids are those that differ from the shadow, which then follows. A grid that changed and changed back may
 * be listed as well.
 */
static void
check_changed (WgBacklog *backlog, WgBacklogCounts *shadow)
{
  g_autoptr (GArray) changed = wg_backlog_take_changed (backlog, NULL);
  guint next = 0;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (wg_backlog_get_tree (backlog)); i++)
    {
      const WgBacklogCounts *counts = wg_backlog_get_rolled (backlog, i);
      gboolean listed = next < changed->len && g_array_index (changed, guint, next) == i;

      next += listed;
      if (memcmp (counts, &shadow[i], sizeof *counts) != 0)
        g_assert_true (listed);
      shadow[i] = *counts;
    }
  g_assert_cmpuint (next, ==, changed->len);
}

static void
test_random_moves (void)
{
  g_autoptr (WgGridTree) tree = make_tree ();
  g_autoptr (WgBacklog) backlog = wg_backlog_new (tree), recounted = wg_backlog_new (tree);
  g_autofree WgBacklogCounts *shadow = g_new0 (WgBacklogCounts, wg_grid_tree_get_n_grids (tree));
  WgBacklogPlace places[N_CASES];
  gboolean exists[N_CASES] = { FALSE };
  gint64 now_ms = 1000000, overdue_seen = 0;

  wg_backlog_advance (backlog, now_ms);
  for (guint i = 0; i < 10000; i++)
    {
      guint case_id = (guint) g_test_rand_int_range (0, N_CASES);
      WgBacklogPlace after = make_random_place (now_ms);
      gboolean stays = g_test_rand_int_range (0, 30) > 0;

      wg_backlog_move_case (backlog, case_id, exists[case_id] ? &places[case_id] : NULL, stays ? &after : NULL);
      places[case_id] = after;
      exists[case_id] = stays;
      if (i % 3 == 0)
        {
          gint64 next;

          now_ms += g_test_rand_int_range (-20, 60);
          next = wg_backlog_advance (backlog, now_ms);
          g_assert_cmpint (next, >, now_ms);
          for (guint k = 0; k < N_CASES; k++)
            {
              if (exists[k] && places[k].flags == WG_BACKLOG_OPEN && places[k].overdue_from_ms > now_ms)
                g_assert_cmpint (next, <=, places[k].overdue_from_ms);
            }
        }
      if (i % 7 == 0)
        check_changed (backlog, shadow);
      if (i % 50 == 49)
        {
          recount_from (recounted, places, exists, now_ms);
          assert_same (backlog, recounted);
          overdue_seen += wg_backlog_get_whole (backlog).overdue;
        }
      /* Now and then the store counts afresh, and the moves go on from there. */
      if (i % 1000 == 999)
        recount_from (backlog, places, exists, now_ms);
    }
  g_assert_cmpint (overdue_seen, >, 1000);
}

static void
test_classes (void)
{
  const gint64 *breaks = wg_backlog_get_start_breaks ();
  const struct
  {
    gint64 open;
    guint class;
  } answers[] = { { 0, 0 }, { 1, 1 }, { 2, 1 }, { 3, 2 }, { 5, 2 }, { 6, 3 }, { 10, 3 }, { 11, 4 }, { 100000, 4 } };
  const gint64 not_zero[] = { 1, 2, 5, 10 }, not_rising[] = { 0, 2, 2, 10 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_cmpuint (wg_backlog_class_of (breaks, answers[i].open), ==, answers[i].class);
  g_assert_true (wg_backlog_breaks_are_valid (breaks));
  g_assert_false (wg_backlog_breaks_are_valid (not_zero));
  g_assert_false (wg_backlog_breaks_are_valid (not_rising));
}

static void
assert_proposed (const gint64 *counts, gsize n_counts, gint64 b1, gint64 b2, gint64 b3)
{
  gint64 breaks[WG_BACKLOG_N_BREAKS];

  wg_backlog_propose_breaks (counts, n_counts, breaks);
  g_assert_true (wg_backlog_breaks_are_valid (breaks));
  g_assert_cmpint (breaks[1], ==, b1);
  g_assert_cmpint (breaks[2], ==, b2);
  g_assert_cmpint (breaks[3], ==, b3);
}

static void
test_proposal (void)
{
  gint64 counts[1000];
  const gint64 same[] = { 0, 0, 3, 3, 3, 3 }, one[] = { 7 }, huge[] = { G_MAXINT64, G_MAXINT64 };
  /* Quartiles by nearest rank 12, 40, 160: 12 is nearer to 10, 40 to 50, 160 to 200. */
  const gint64 districts[] = { 160, 0, 12, 900, 40, 11, 30, 200, 0, 150 };

  assert_proposed (NULL, 0, 2, 5, 10);
  memset (counts, 0, sizeof counts);
  assert_proposed (counts, 1000, 2, 5, 10);
  /* 1 .. 1000: quartiles 250, 500, 750. */
  for (gint64 i = 0; i < 1000; i++)
    counts[i] = 1000 - i;
  assert_proposed (counts, 1000, 200, 500, 1000);
  /* 3 is nearer to 2 (ratio 1.5) than to 5 (1.67); the others are moved apart. */
  assert_proposed (same, 6, 2, 5, 10);
  assert_proposed (one, 1, 5, 10, 20);
  assert_proposed (huge, 2, 1000000000000000, 2000000000000000, 5000000000000000);
  assert_proposed (districts, 10, 10, 50, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backlog/recount", test_recount);
  g_test_add_func ("/backlog/parents-not-geometry", test_parents_not_geometry);
  g_test_add_func ("/backlog/moves", test_moves);
  g_test_add_func ("/backlog/random-moves", test_random_moves);
  g_test_add_func ("/backlog/classes", test_classes);
  g_test_add_func ("/backlog/proposal", test_proposal);
  return g_test_run ();
}
