/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a dispatcher waits for every move to be on the disk, some hundred times a day. bench-verb [EVENTS] says how long that
 * is, beside the least that it can be: SQLite that writes one row and waits for the same disk. The two take turns, so that
 * whatever else the computer does weighs on both. EVENTS are written into the history first, and the figures of a short history
 * are told beside those of the long one, so that what grows with it is seen. Notes are counted against the bare row; of the ways of
 * a case from the report to the check each move has a line of its own.
 */

#include "wg-test-store.h"

#include "bench-figures.h"

#include <sqlite3.h>
#include <stdlib.h>

#define ROUNDS 1000
#define WALKS 200
#define EVENTS 1000000
#define EVENTS_OF_A_CASE 6

typedef struct
{
  WgTestStore test;
  sqlite3 *bare;
  char *number;
  double bare_ms[ROUNDS];
  double verb_ms[ROUNDS];
} Bench;

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
}

/* In the folder of the store: the same disk. */
static void
open_bare (Bench *self)
{
  g_autofree char *path = g_build_filename (self->test.folder, "bare.db", NULL);

  if (sqlite3_open (path, &self->bare) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (self->bare));
  run (self->bare, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)");
}

static void
perform (Bench *self, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->test.store, act, &error);

  if (result == NULL)
    g_error ("%s", error->message);
  if (self->number == NULL)
    self->number = g_strdup (result->number);
}

static void
note (Bench *self)
{
  WgAct *act = wg_test_act (WG_VERB_NOTE, self->number, WG_TEST_DESK);

  act->text = g_strdup ("打过电话，十分钟后到");
  act->key = g_uuid_string_random ();
  perform (self, act);
}

/* The moves of a case in their order, and whose they are. */
static const struct
{
  WgVerb verb;
  gint64 operator_id;
  const char *name;
} steps[] = {
  { WG_VERB_FILE, WG_TEST_INTAKE, "file" },
  { WG_VERB_ASSIGN, WG_TEST_DISPATCHER, "assign" },
  { WG_VERB_ACCEPT, WG_TEST_KEEPER, "accept" },
  { WG_VERB_DONE, WG_TEST_KEEPER, "done" },
  { WG_VERB_PASS, WG_TEST_CHECKER, "pass" },
};

static double
since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

static void
take_turns (Bench *self)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      run (self->bare, "BEGIN IMMEDIATE; INSERT INTO row (text) VALUES ('打过电话，十分钟后到'); COMMIT");
      self->bare_ms[i] = since (start);
      start = g_get_monotonic_time ();
      note (self);
      self->verb_ms[i] = since (start);
    }
}

static WgAct *
make_step (const char *number, guint step)
{
  WgAct *act = wg_test_act (steps[step].verb, number, steps[step].operator_id);

  act->text = g_strdup ("已处理");
  act->key = g_uuid_string_random ();
  if (steps[step].verb == WG_VERB_ASSIGN)
    act->to_person_id = 1;
  return act;
}

/* One case after the other, from the report to the check. */
static void
walk_cases (Bench *self, double ms[G_N_ELEMENTS (steps)][WALKS])
{
  for (int i = 0; i < WALKS; i++)
    {
      g_autofree char *noted = g_steal_pointer (&self->number);

      perform (self, wg_test_report (116.605, 40.305));
      for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
        {
          gint64 start = g_get_monotonic_time ();

          perform (self, make_step (self->number, step));
          ms[step][i] = since (start);
        }
      g_free (self->number);
      self->number = g_steal_pointer (&noted);
    }
}

static void
print_share (const char *name, double *bare, double *verb, int at)
{
  g_print ("%s: a move %.2f ms, one row %.2f ms, %.1f times\n", name, verb[at], bare[at], verb[at] / bare[at]);
}

/* The past of a centre: nothing in it is looked at by a move but how much of it there is. Its hashes are no proof. */
static gpointer
write_past (WgStoreWork *work, gpointer events, GCancellable *cancellable, GError **error)
{
  g_autofree char *script = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
      "INSERT INTO event (district_id, id, at_ms, operator_id, desk, subject, subject_id, verb, from_state, to_state, run, fields, idem_key, hash) "
      "SELECT h.district_id, h.last_id + i, h.last_at_ms, 1 + i %% 9, 'desk ' || i %% 20, 'case', 1000000 + i / %d, 'note', 'filed', 'filed', 1, "
      "char (123) || '\"text\":\"打过电话，十分钟后到\"' || char (125), 'past ' || i, h.last_hash FROM event_head h, n; "
      "UPDATE event_head SET last_id = last_id + %d",
      GPOINTER_TO_INT (events), EVENTS_OF_A_CASE, GPOINTER_TO_INT (events));

  return wg_connection_run_script (work->connection, script, error) ? events : NULL;
}

static void
tell_walks (Bench *self)
{
  static double ms[G_N_ELEMENTS (steps)][WALKS];

  walk_cases (self, ms);
  for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
    {
      bench_figures_sort (ms[step], WALKS);
      g_print ("%s: half of %d within %.2f ms, 99 of 100 within %.2f ms\n", steps[step].name, WALKS, ms[step][WALKS / 2],
               ms[step][WALKS * 99 / 100]);
    }
}

static void
tell (Bench *self, const char *when)
{
  take_turns (self);
  bench_figures_sort (self->bare_ms, ROUNDS);
  bench_figures_sort (self->verb_ms, ROUNDS);
  g_print ("%d moves %s, in %s\n", ROUNDS, when, self->test.folder);
  print_share ("half of them within", self->bare_ms, self->verb_ms, ROUNDS / 2);
  print_share ("99 of 100 within", self->bare_ms, self->verb_ms, ROUNDS * 99 / 100);
  tell_walks (self);
}

int
main (int argc, char **argv)
{
  g_autofree Bench *self = g_new0 (Bench, 1);
  int events = argc > 1 ? atoi (argv[1]) : EVENTS;
  g_autofree char *when = g_strdup_printf ("after %d events", events);
  g_autoptr (GError) error = NULL;

  wg_test_store_set_up (&self->test, NULL);
  open_bare (self);
  perform (self, wg_test_report (116.605, 40.305));
  tell (self, "after none");
  if (wg_test_write (self->test.store, write_past, GINT_TO_POINTER (events), &error) == NULL)
    g_error ("%s", error->message);
  g_clear_pointer (&self->number, g_free);
  perform (self, wg_test_report (116.605, 40.305));
  tell (self, when);
  sqlite3_close (self->bare);
  g_free (self->number);
  wg_test_store_tear_down (&self->test);
  return 0;
}
