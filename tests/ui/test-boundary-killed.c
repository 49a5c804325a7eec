/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window in which somebody draws is killed in the middle of it: what was drawn is there, the corner in hand at most is
 * not, and the database is whole. Window and draft are those of another process, which tells each step that it has shown.
 */

#include "draft-fixture.h"
#include "wg-sqlite-driver.h"
#include "wg-store-verify.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>

#define N_KILLS 2
#define MOST_STEPS 8

/* --- The window --- */

static int
draw (int argc, char **argv)
{
  DraftFixture f = { 0 };
  double lon = MIDDLE_LON, lat = MIDDLE_LAT;

  wg_test_window_init (&argc, &argv);
  draft_fixture_set_up (&f, NULL);
  printf ("%s\n", f.shown.base.path);
  for (gint64 n = 1;; n++)
    {
      fflush (stdout);
      g_assert_true (wg_boundary_editor_hold (f.editor, lon, lat, 1.0));
      wg_boundary_editor_shift (f.editor, n % 2 == 0 ? -5.0 : 5.0, 2.0);
      lon = f.editor->hand.cursor[0];
      lat = f.editor->hand.cursor[1];
      wg_boundary_editor_accept (f.editor);
      draft_fixture_wait_for_steps (&f, n);
      printf ("%" G_GINT64_FORMAT "\n", n);
    }
  return 0;
}

/* --- Who kills it --- */

static void
check (const char *path, gint64 n_told)
{
  WgTestWait opened = { NULL }, loaded = { NULL }, verified = { NULL };
  g_autoptr (WgClock) clock = wg_clock_new_fake (WG_TEST_NOW);
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  g_autoptr (WgStore) store = wg_store_new (driver, clock, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDraft) draft = NULL;
  g_autoptr (WgVerification) proof = NULL;

  wg_store_open_async (store, FALSE, NULL, wg_test_wait_ready, &opened);
  wg_store_open_finish (store, wg_test_wait (&opened), &error);
  g_assert_no_error (error);
  wg_store_load_draft_async (store, 1, NULL, wg_test_wait_ready, &loaded);
  draft = wg_store_load_draft_finish (store, wg_test_wait (&loaded), &error);
  g_assert_no_error (error);
  g_assert_true (draft->n_steps == n_told || draft->n_steps == n_told + 1);
  g_assert_cmpuint (draft->grids->len, ==, 4);
  wg_store_verify_async (store, 0, NULL, NULL, NULL, wg_test_wait_ready, &verified);
  proof = wg_store_verify_finish (store, wg_test_wait (&verified), &error);
  g_assert_no_error (error);
  g_assert_true (proof->ok);
  g_object_unref (opened.result);
  g_object_unref (loaded.result);
  g_object_unref (verified.result);
  wg_store_close (store);
}

static void
remove_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

static void
kill_once (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error, "/proc/self/exe", "--draw", NULL);
  g_autoptr (GDataInputStream) told = NULL;
  g_autofree char *path = NULL;
  gint64 n_told = 0, after = g_test_rand_int_range (1, MOST_STEPS);
  gboolean killed = FALSE;

  g_assert_no_error (error);
  told = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line_utf8 (told, NULL, NULL, NULL);

      if (line == NULL)
        break;
      if (*line == '/')
        path = g_strdup (line);
      else if (path != NULL && g_ascii_isdigit (*line))
        n_told = g_ascii_strtoll (line, NULL, 10);
      if (n_told < after || killed)
        continue;
      g_usleep ((gulong) g_test_rand_int_range (0, 40000));
      g_subprocess_send_signal (child, SIGKILL);
      killed = TRUE;
    }
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (killed);
  check (path, n_told);
  remove_folder (path);
}

static void
test_killed (void)
{
  for (guint i = 0; i < N_KILLS; i++)
    kill_once ();
}

int
main (int argc, char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--draw"))
    return draw (1, argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/boundary-killed/one-corner-at-most", test_killed);
  return g_test_run ();
}
