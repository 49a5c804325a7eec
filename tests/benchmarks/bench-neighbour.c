/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether an import is in the way of others can only be said by another process: it has its own connections, its own
 * locks and its own clock. It writes the least there is to write and reads what a desk reads all the time.
 */

#include "bench-neighbour.h"

#include "wg-backlog.h"
#include "wg-grid-table.h"
#include "wg-sqlite-driver.h"
#include "wg-store-cases.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <unistd.h>

#define OPTION "--neighbour"
#define WRITE_EVERY_MS 40
#define READ_EVERY_MS 100
#define NOW_MS 1800000000000

struct _BenchNeighbour
{
  GSubprocess *process;
  GDataInputStream *lines;
};

typedef struct
{
  WgStore *store;
  GMainLoop *loop;
  BenchWaits waits;
  gint64 read_since_us;
  gint64 n_open;
  int n_running;
  gboolean ends;
} Desk;

static void
stop_on (GError *error)
{
  if (error != NULL)
    g_error ("The neighbour: %s", error->message);
}

static double
get_seconds_since (gint64 us)
{
  return (double) (g_get_monotonic_time () - us) / G_USEC_PER_SEC;
}

/* On the writer thread. */
static gpointer
write_little (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  Desk *desk = data;
  gint64 started_us = g_get_monotonic_time ();

  if (!wg_connection_begin (work->connection, TRUE, error))
    return NULL;
  desk->waits.longest_lock = MAX (desk->waits.longest_lock, get_seconds_since (started_us));
  if (wg_grid_table_take_ids (work->connection, "neighbour", 1, error) < 0 || !wg_connection_commit (work->connection, error))
    {
      wg_connection_rollback (work->connection);
      return NULL;
    }
  desk->waits.longest_write = MAX (desk->waits.longest_write, get_seconds_since (started_us));
  desk->waits.n_writes++;
  return desk;
}

static gboolean write_again (gpointer data);
static gboolean read_again (gpointer data);

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Desk *desk = data;
  g_autoptr (GError) error = NULL;

  wg_store_work_finish (desk->store, result, &error);
  stop_on (error);
  desk->n_running--;
  if (!desk->ends)
    g_timeout_add (WRITE_EVERY_MS, write_again, desk);
}

static gboolean
write_again (gpointer data)
{
  Desk *desk = data;

  if (desk->ends)
    return G_SOURCE_REMOVE;
  desk->n_running++;
  wg_store_write_steps_async (desk->store, write_little, desk, NULL, NULL, NULL, on_written, desk);
  return G_SOURCE_REMOVE;
}

/* Rows that are still hidden must not show. */
static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  Desk *desk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBacklog) backlog = wg_store_count_backlog_finish (desk->store, result, &error);

  stop_on (error);
  if (desk->waits.n_reads++ == 0)
    desk->n_open = wg_backlog_get_whole (backlog).open;
  else
    desk->waits.longest_read = MAX (desk->waits.longest_read, get_seconds_since (desk->read_since_us));
  g_assert_cmpint (wg_backlog_get_whole (backlog).open, ==, desk->n_open);
  if (desk->waits.n_reads == 1)
    {
      puts ("ready");
      fflush (stdout);
    }
  desk->n_running--;
  if (!desk->ends)
    g_timeout_add (READ_EVERY_MS, read_again, desk);
}

static gboolean
read_again (gpointer data)
{
  Desk *desk = data;

  if (desk->ends)
    return G_SOURCE_REMOVE;
  desk->n_running++;
  desk->read_since_us = g_get_monotonic_time ();
  wg_store_count_backlog_async (desk->store, NOW_MS, NULL, on_counted, desk);
  return G_SOURCE_REMOVE;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Desk *desk = data;
  g_autoptr (GError) error = NULL;

  wg_store_open_finish (desk->store, result, &error);
  stop_on (error);
  write_again (desk);
  read_again (desk);
}

/* Our parent has closed its end. */
static void
on_told (GObject *source, GAsyncResult *result, gpointer data)
{
  Desk *desk = data;

  g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  desk->ends = TRUE;
  g_main_loop_quit (desk->loop);
}

gboolean
bench_neighbour_is_wanted (int argc, char **argv)
{
  return argc == 3 && g_str_equal (argv[1], OPTION);
}

int
bench_neighbour_main (const char *path)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  Desk desk = { .store = wg_store_new (driver, NULL, NULL), .loop = g_main_loop_new (NULL, FALSE) };

  g_input_stream_read_bytes_async (input, 1, G_PRIORITY_DEFAULT, NULL, on_told, &desk);
  wg_store_open_async (desk.store, FALSE, NULL, on_opened, &desk);
  g_main_loop_run (desk.loop);
  while (desk.n_running > 0)
    g_main_context_iteration (NULL, TRUE);
  printf ("%d %f %f %d %f\n", desk.waits.n_writes, desk.waits.longest_lock, desk.waits.longest_write, desk.waits.n_reads, desk.waits.longest_read);
  wg_store_close (desk.store);
  g_object_unref (desk.store);
  g_main_loop_unref (desk.loop);
  return 0;
}

static char *
read_line (BenchNeighbour *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->lines, NULL, NULL, &error);

  stop_on (error);
  g_assert_nonnull (line);
  return line;
}

BenchNeighbour *
bench_neighbour_start (const char *path)
{
  BenchNeighbour *self = g_new0 (BenchNeighbour, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", &error);
  g_autofree char *line = NULL;

  stop_on (error);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, OPTION, path,
                                    NULL);
  stop_on (error);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = read_line (self);
  g_assert_cmpstr (line, ==, "ready");
  return self;
}

BenchWaits
bench_neighbour_stop (BenchNeighbour *self)
{
  BenchWaits waits = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
  stop_on (error);
  line = read_line (self);
  words = g_strsplit (line, " ", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 5);
  waits.n_writes = (int) g_ascii_strtoll (words[0], NULL, 10);
  waits.longest_lock = g_ascii_strtod (words[1], NULL);
  waits.longest_write = g_ascii_strtod (words[2], NULL);
  waits.n_reads = (int) g_ascii_strtoll (words[3], NULL, 10);
  waits.longest_read = g_ascii_strtod (words[4], NULL);
  g_subprocess_wait_check (self->process, NULL, &error);
  stop_on (error);
  g_object_unref (self->lines);
  g_object_unref (self->process);
  g_free (self);
  return waits;
}
