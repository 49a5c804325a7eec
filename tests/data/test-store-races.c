/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two programs on one file assign the same case at the same moment, again and again: one of them does, the other is told
 * so. Built twice: a few races in every run, two thousand in the slow suite.
 */

#include "wg-error.h"
#include "wg-sqlite-driver.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"

#include <stdio.h>
#include <string.h>

#ifndef WG_TEST_RACES
#define WG_TEST_RACES 60
#endif

/* The runner: reads a case number a line, assigns it, answers "won" or the kind of refusal. */

static const char *
assign (WgStore *store, const char *number, gint64 person_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;
  WgAct *act = wg_test_act (WG_VERB_ASSIGN, number, WG_TEST_DISPATCHER);

  act->to_person_id = person_id;
  result = wg_test_perform (store, act, &error);
  return result != NULL ? "won" : wg_error_code_to_nick (error);
}

static int
run_as_child (const char *database, const char *person)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (database);
  g_autoptr (WgClock) clock = wg_clock_new_fake (WG_TEST_NOW);
  g_autoptr (WgStore) store = wg_store_new (driver, clock, NULL);
  g_autoptr (GError) error = NULL;
  WgTestWait opened = { NULL };
  char line[64];

  wg_store_open_async (store, FALSE, NULL, wg_test_wait_ready, &opened);
  if (!wg_store_open_finish (store, wg_test_wait (&opened), &error))
    g_error ("%s", error->message);
  g_object_unref (opened.result);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      printf ("%s\n", assign (store, g_strchomp (line), g_ascii_strtoll (person, NULL, 10)));
      fflush (stdout);
    }
  wg_store_close (store);
  return 0;
}

typedef struct
{
  GSubprocess *process;
  GOutputStream *to;
  GDataInputStream *from;
  guint n_won;
} Runner;

static void
start (Runner *runner, const char *database, const char *person)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;

  runner->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error, program, "--assign",
                                      database, person, NULL);
  g_assert_no_error (error);
  runner->to = g_subprocess_get_stdin_pipe (runner->process);
  runner->from = g_data_input_stream_new (g_subprocess_get_stdout_pipe (runner->process));
}

static void
tell (Runner *runner, const char *number)
{
  g_autofree char *line = g_strdup_printf ("%s\n", number);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (runner->to, line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
hear (Runner *runner)
{
  g_autofree char *answer = g_data_input_stream_read_line (runner->from, NULL, NULL, NULL);

  g_assert_nonnull (answer);
  if (g_str_equal (answer, "won"))
    {
      runner->n_won++;
      return TRUE;
    }
  g_assert_cmpstr (answer, ==, "refused");
  return FALSE;
}

static void
stop (Runner *runner)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (runner->to, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (runner->process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (runner->from);
  g_object_unref (runner->process);
}

static void
import_cases (WgTestStore *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;
  WgTestStaging staging;

  wg_test_staging_begin (&staging, WG_IMPORT_CASES);
  for (int i = 0; i < WG_TEST_RACES; i++)
    {
      g_autofree char *number = g_strdup_printf ("R%d", i);

      wg_test_staging_add_case (&staging, number, "'filed', 1, NULL, 116.605, 40.305, 'Rodent'");
    }
  report = wg_test_publish (self->store, &staging, WG_TEST_GIS, &error);
  g_assert_no_error (error);
  wg_test_staging_clear (&staging);
}

static void
test_assign (void)
{
  WgTestStore self;
  Runner runners[2] = { 0 };

  wg_test_store_set_up (&self, NULL);
  import_cases (&self);
  start (&runners[0], self.path, "1");
  start (&runners[1], self.path, "2");
  for (int i = 0; i < WG_TEST_RACES; i++)
    {
      g_autofree char *number = g_strdup_printf ("R%d", i);
      g_autoptr (WgCaseFile) file = NULL;
      gboolean won[2];

      tell (&runners[i % 2], number);
      tell (&runners[1 - i % 2], number);
      won[0] = hear (&runners[0]);
      won[1] = hear (&runners[1]);
      g_assert_true (won[0] != won[1]);
      file = wg_test_load_case (self.store, number);
      g_assert_cmpint (file->record->person_id, ==, won[0] ? 1 : 2);
      g_assert_cmpuint (file->events->len, ==, 1);
    }
  g_test_message ("won %u and %u", runners[0].n_won, runners[1].n_won);
  stop (&runners[0]);
  stop (&runners[1]);
  wg_test_store_tear_down (&self);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--assign"))
    return run_as_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/races/assign", test_assign);
  return g_test_run ();
}
