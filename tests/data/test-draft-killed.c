/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever draws loses at most the step in hand: a program that draws at random is killed in the middle of it, again and again,
 * and each time the draft is what it was after the last step that was told, or after the next one, to the byte. What it has to
 * be is known from another program that drew the same and was not killed.
 */

#include "wg-demo-loader.h"
#include "wg-sqlite-driver.h"
#include "wg-store-drafts.h"
#include "wg-store-verify.h"
#include "wg-test-store.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>

#ifndef WG_TEST_STEPS
#define WG_TEST_STEPS 40
#endif
#ifndef WG_TEST_KILLS
#define WG_TEST_KILLS (WG_TEST_STEPS / 10)
#endif

typedef struct
{
  char *folder;
  char *path;   /* of the database that is drawn on */
  char *before; /* of the same before anything was drawn */
} Fixture;

/* --- A database --- */

static WgStore *
open_store (const char *path)
{
  WgTestWait opened = { NULL };
  g_autoptr (WgClock) clock = wg_clock_new_fake (WG_TEST_NOW);
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  g_autoptr (GError) error = NULL;
  WgStore *store = wg_store_new (driver, clock, NULL);

  wg_store_open_async (store, FALSE, NULL, wg_test_wait_ready, &opened);
  wg_store_open_finish (store, wg_test_wait (&opened), &error);
  g_assert_no_error (error);
  g_object_unref (opened.result);
  return store;
}

static void
close_store (WgStore *store)
{
  wg_store_close (store);
  g_object_unref (store);
}

static void
remove_database (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

static void
copy_database (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  remove_database (to);
  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
begin_draft (const char *path)
{
  WgStore *store = open_store (path);
  WgTestWait wait = { NULL };
  WgDraftAct *act = wg_draft_act_new (WG_DRAFT_NEW);
  g_autoptr (WgDraftResult) result = NULL;
  g_autoptr (GError) error = NULL;

  act->operator_id = WG_TEST_GIS;
  act->key = g_uuid_string_random ();
  act->name = g_strdup ("断电");
  wg_store_move_draft_async (store, act, NULL, wg_test_wait_ready, &wait);
  result = wg_store_move_draft_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->draft->id, ==, 1);
  g_object_unref (wait.result);
  close_store (store);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  WgTestWait made = { NULL };
  g_autoptr (WgDemoCity) city = wg_demo_load_make_city (WG_DEMO_SIZE_COMMUNITY, 7, WG_TEST_NOW);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("wangge-killed-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "demo.wangge", NULL);
  self->before = g_build_filename (self->folder, "before.wangge", NULL);
  wg_demo_load_async (self->before, city, WG_TEST_NOW, NULL, NULL, NULL, NULL, wg_test_wait_ready, &made);
  wg_demo_load_finish (wg_test_wait (&made), &error);
  g_assert_no_error (error);
  g_object_unref (made.result);
  begin_draft (self->before);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_database (self->path);
  remove_database (self->before);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->before);
  g_free (self->folder);
}

/* --- What a draft is --- */

static WgDraft *
load_draft (WgStore *store)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgDraft *draft;

  wg_store_load_draft_async (store, 1, NULL, wg_test_wait_ready, &wait);
  draft = wg_store_load_draft_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return draft;
}

static char *
sum_draft (const WgDraft *draft)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (draft->grids, i);
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (row->shape);
      g_autofree char *words = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, row->op, row->code, row->grid_id);

      g_checksum_update (sum, (const guchar *) words, -1);
      g_checksum_update (sum, g_bytes_get_data (wkb, NULL), (gssize) g_bytes_get_size (wkb));
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", draft->n_steps, g_checksum_get_string (sum));
}

/* --- The program that draws --- */

static void
choose_corner (GRand *dice, const WgShape *shape, double corner[2])
{
  guint n;
  const gint64 *ring = wg_shape_get_ring (shape, 0, &n, NULL, NULL);
  guint i = (guint) g_rand_int_range (dice, 0, (int) n);

  corner[0] = wg_shape_degrees_from_units (ring[2 * i]);
  corner[1] = wg_shape_degrees_from_units (ring[2 * i + 1]);
}

static const char *
find_code (WgGridTree *tree, const WgDraft *draft, gint64 id)
{
  guint index = id > 0 ? wg_grid_tree_find_by_id (tree, id) : WG_GRID_NONE;

  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, index)->code : wg_draft_find_row (draft, id)->code;
}

static WgBoundaryEdit *
throw_edit (GRand *dice, WgGridTree *tree, const WgDraft *draft)
{
  g_autoptr (WgCoverage) coverage = wg_draft_make_coverage (tree, draft);
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  gint64 id = g_array_index (ids, gint64, g_rand_int_range (dice, 0, (int) ids->len));
  const WgShape *shape = wg_coverage_get (coverage, id);
  const WgBox *box = wg_shape_get_box (shape);
  gboolean split = g_rand_int_range (dice, 0, 8) == 0;
  WgBoundaryEdit *edit = wg_boundary_edit_new (split ? WG_BOUNDARY_SPLIT : WG_BOUNDARY_MOVE);
  double share = g_rand_double_range (dice, 0.3, 0.7);

  if (split)
    {
      const double line[] = { box->min_lon + share * (box->max_lon - box->min_lon), box->min_lat - 0.001,
                              box->min_lon + share * (box->max_lon - box->min_lon), box->max_lat + 0.001 };

      edit->line = g_array_new (FALSE, FALSE, sizeof (double));
      g_array_append_vals (edit->line, line, 4);
      edit->codes = g_new0 (char *, 2);
      edit->codes[0] = g_strdup (find_code (tree, draft, id));
      return edit;
    }
  choose_corner (dice, shape, edit->from);
  edit->to[0] = edit->from[0] + g_rand_double_range (dice, -0.0001, 0.0001);
  edit->to[1] = edit->from[1] + g_rand_double_range (dice, -0.0001, 0.0001);
  return edit;
}

static void
try_edit (WgStore *store, WgBoundaryEdit *edit)
{
  WgTestWait wait = { NULL };
  g_autoptr (WgBoundaryResult) result = NULL;
  g_autoptr (GError) error = NULL;

  edit->draft_id = 1;
  edit->operator_id = WG_TEST_GIS;
  edit->key = g_uuid_string_random ();
  wg_store_edit_boundary_async (store, edit, NULL, wg_test_wait_ready, &wait);
  result = wg_store_edit_boundary_finish (store, wg_test_wait (&wait), &error);
  g_object_unref (wait.result);
}

/* Tells what the draft is after every step that was taken, as soon as that is known. */
static int
draw (const char *path, guint32 seed)
{
  WgStore *store = open_store (path);
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgGridTree) tree = NULL;

  wg_store_load_grids_async (store, NULL, wg_test_wait_ready, &wait);
  tree = wg_store_load_grids_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  for (gint64 n = 0; n < WG_TEST_STEPS;)
    {
      g_autoptr (WgDraft) before = load_draft (store);
      g_autoptr (WgDraft) after = NULL;
      g_autofree char *sum = NULL;

      try_edit (store, throw_edit (dice, tree, before));
      after = load_draft (store);
      if (after->n_steps == n)
        continue;
      n = after->n_steps;
      sum = sum_draft (after);
      g_print ("%s\n", sum);
      fflush (stdout);
    }
  close_store (store);
  return 0;
}

/* --- Killing it --- */

static GDataInputStream *
start (Fixture *self, const char *seed, GSubprocess **child)
{
  g_autoptr (GError) error = NULL;

  copy_database (self->before, self->path);
  *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error, "/proc/self/exe", "--draw", self->path, seed, NULL);
  g_assert_no_error (error);
  return g_data_input_stream_new (g_subprocess_get_stdout_pipe (*child));
}

/* What the draft has to be after each step, the first of all before any. */
static GPtrArray *
draw_undisturbed (Fixture *self, const char *seed)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) told = start (self, seed, &child);
  GPtrArray *sums = g_ptr_array_new_with_free_func (g_free);
  char *line;

  while ((line = g_data_input_stream_read_line_utf8 (told, NULL, NULL, NULL)) != NULL)
    g_ptr_array_add (sums, line);
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
  g_assert_cmpuint (sums->len, ==, WG_TEST_STEPS);
  return sums;
}

static guint
draw_and_kill (Fixture *self, const char *seed, guint after)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) told = start (self, seed, &child);
  guint n_told = 0;
  gboolean killed = FALSE;

  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line_utf8 (told, NULL, NULL, NULL);

      if (line == NULL)
        break;
      n_told++;
      if (n_told < after || killed)
        continue;
      g_usleep ((gulong) g_test_rand_int_range (0, 12000));
      g_subprocess_send_signal (child, SIGKILL);
      killed = TRUE;
    }
  g_subprocess_wait (child, NULL, NULL);
  return n_told;
}

static void
check_whole (WgStore *store)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) proof = NULL;

  wg_store_verify_async (store, 0, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  proof = wg_store_verify_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_assert_true (proof->ok);
  g_object_unref (wait.result);
}

static void
test_killed (Fixture *self, gconstpointer data)
{
  g_autofree char *seed = g_strdup_printf ("%d", g_test_rand_int_range (1, G_MAXINT));
  g_autoptr (GPtrArray) sums = draw_undisturbed (self, seed);
  guint n_next = 0;

  for (guint i = 0; i < WG_TEST_KILLS; i++)
    {
      guint n_told = draw_and_kill (self, seed, (guint) g_test_rand_int_range (1, WG_TEST_STEPS));
      WgStore *store = open_store (self->path);
      g_autoptr (WgDraft) draft = load_draft (store);
      g_autofree char *sum = sum_draft (draft);

      g_assert_true (draft->n_steps == n_told || draft->n_steps == n_told + 1);
      g_assert_cmpstr (sum, ==, g_ptr_array_index (sums, (guint) draft->n_steps - 1));
      check_whole (store);
      n_next += draft->n_steps != n_told;
      close_store (store);
    }
  g_test_message ("%d steps drawn, killed %d times: %u times the last step that was told, %u times the next one", WG_TEST_STEPS,
                  WG_TEST_KILLS, WG_TEST_KILLS - n_next, n_next);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--draw"))
    return draw (argv[2], (guint32) g_ascii_strtoull (argv[3], NULL, 10));
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/draft-killed/old-or-new", Fixture, NULL, set_up, test_killed, tear_down);
  return g_test_run ();
}
