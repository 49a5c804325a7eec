/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a desk is started in the morning with somebody waiting before it. Prints how long it takes from the start of the
 * process until the window on a large district can be used, which is when the queue is filled and the map is painted, part
 * by part, how long the main thread let nobody in, and what the process holds then; beside an empty window of libadwaita,
 * in the same run. Cold is the process, not the disk: every file was read before.
 *
 * bench-start WANGGE [DATABASE]; without a database a huairou demo is made first, which takes its time.
 */

#include "wg-application.h"
#include "wg-dispatch-page.h"
#include "wg-map-pane.h"
#include "wg-window-private.h"

#include "bench-demo.h"
#include "wg-error.h"
#include "wg-store-finder.h"

#include <sys/resource.h>
#include <time.h>

#define N_ROUNDS 3
/* Nothing more happens when nothing happened for so long. */
#define CALM_US 300000
#define REST_MS 4000

static gint64 started_us; /* on the clock that all processes share */
static guint n_frames;

/* Time between two polls is time in which no key was answered. */
static gint64 woken_us;
static gint64 longest_us;
static gint64 busy_us;

static gint64
since_start (void)
{
  return g_get_monotonic_time () - started_us;
}

static int
poll_and_watch (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (woken_us > 0)
    {
      longest_us = MAX (longest_us, now - woken_us);
      busy_us += now - woken_us;
    }
  result = g_poll (fds, n_fds, timeout);
  woken_us = g_get_monotonic_time ();
  return result;
}

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  n_frames++;
}

static void
print_part (const char *what, gint64 us)
{
  g_print ("# %-56s %7.0f ms\n", what, (double) us / 1000.0);
}

static double
read_cpu_ms (clockid_t clock)
{
  struct timespec used;

  clock_gettime (clock, &used);
  return (double) used.tv_sec * 1e3 + (double) used.tv_nsec / 1e6;
}

/* The moment, and what was computed until then: a busy machine stretches the first but not the others. */
static void
print_moment (const char *what, gint64 us)
{
  g_print ("# %-56s %7.0f ms   processor %5.0f ms, of it the main thread %5.0f ms\n", what, (double) us / 1000.0,
           read_cpu_ms (CLOCK_PROCESS_CPUTIME_ID), read_cpu_ms (CLOCK_THREAD_CPUTIME_ID));
}

/* Until a frame has been painted from now on. */
static void
wait_for_frame (GtkWidget *window)
{
  guint before = n_frames;

  gtk_widget_queue_draw (window);
  while (n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
watch_frames (GtkWidget *window)
{
  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), NULL);
  wait_for_frame (window);
}

/* The floor. */

static int
show_empty (void)
{
  g_autoptr (AdwApplication) application = adw_application_new ("org.wangge.Empty", G_APPLICATION_NON_UNIQUE);
  GtkWidget *window;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = adw_application_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (window), 1900, 1000);
  gtk_window_present (GTK_WINDOW (window));
  watch_frames (window);
  g_print ("%" G_GINT64_FORMAT "\n", since_start ());
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}

/* Ours. */

static gboolean
has_rows (WgWindow *window)
{
  return window->page != NULL
         && g_list_model_get_n_items (G_LIST_MODEL (wg_case_list_get_model (wg_dispatch_page_get_list (window->page)))) > 0;
}

static gboolean
has_map (WgWindow *window)
{
  GtkWidget *map = window->page != NULL ? wg_dispatch_page_get_map (window->page) : NULL;

  return WG_IS_MAP_PANE (map) && wg_case_board_is_loaded (wg_context_get_board (window->context))
         && wg_map_pane_is_settled (WG_MAP_PANE (map));
}

static gboolean
has_store (WgWindow *window)
{
  return window->page != NULL;
}

static gint64
wait_until (WgWindow *window, gboolean (*is_so) (WgWindow *window))
{
  while (!is_so (window))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (GTK_WIDGET (window));
  return since_start ();
}

static gboolean
on_time_passed (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
let_pass (guint ms)
{
  gboolean passed = FALSE;

  g_timeout_add (ms, on_time_passed, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns when the map last waited for something. */
static gint64
wait_for_calm (WgWindow *window)
{
  gint64 last_us = since_start ();

  while (since_start () - last_us < CALM_US)
    {
      let_pass (20);
      if (!has_map (window))
        last_us = since_start ();
    }
  return last_us;
}

static double
read_rss_mb (void)
{
  g_autofree char *text = NULL;
  gint64 pages;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0.0;
  pages = g_ascii_strtoll (strchr (text, ' '), NULL, 10);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static void
print_process (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  g_print ("# %-56s %7.0f ms\n", "processor time of all threads",
           (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
               + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3);
  print_part ("longest stretch in which the window did not answer", longest_us);
  print_part ("all of them together", busy_us);
}

static void
print_memory (const char *when)
{
  g_print ("# memory of the process, %-33s %7.0f MB\n", when, read_rss_mb ());
}

static int
show_window (const char *database)
{
  gint64 main_us = since_start ();
  g_autoptr (WgApplication) application = wg_application_new ();
  g_autoptr (WgSession) session = wg_session_new ();
  gint64 usable_us;
  WgWindow *window;

  g_main_context_set_poll_func (NULL, poll_and_watch);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  print_moment ("process started, libraries loaded", main_us);
  window = wg_window_new (GTK_APPLICATION (application), session);
  gtk_window_set_default_size (GTK_WINDOW (window), 1900, 1000);
  wg_window_open_uri (window, database, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  watch_frames (GTK_WIDGET (window));
  print_moment ("first frame (says what is being opened)", since_start ());
  print_moment ("database open, its schema checked, views on screen", wait_until (window, has_store));
  print_moment ("first rows of the queue on screen", wait_until (window, has_rows));
  usable_us = wait_until (window, has_map);
  print_moment ("first full map on screen: usable", usable_us);
  print_moment ("settled", wait_for_calm (window));
  print_process ();
  print_memory ("now");
  let_pass (REST_MS);
  print_memory ("after a rest");
  g_print ("%" G_GINT64_FORMAT "\n", usable_us);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}

/* The parent. */

static gint64
run_child (const char *program, const char *database)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *argv[] = { program, "--child", now, database, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  char *last;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  g_strchomp (out);
  last = strrchr (out, '\n');
  if (last != NULL)
    g_print ("%.*s", (int) (last - out + 1), out);
  return g_ascii_strtoll (last != NULL ? last + 1 : out, NULL, 10);
}

/* What of the opening is the look at the schema. */
static void
time_schema (const char *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) store = wg_store_finder_new_store (database, &error);
  gint64 start = g_get_monotonic_time ();
  gboolean created;

  if (store == NULL || !wg_driver_prepare_database (wg_store_get_driver (store), FALSE, &created, &error))
    g_error ("%s", error->message);
  print_part ("of the opening: whose file it is, its schema", g_get_monotonic_time () - start);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;
  gint64 ours = G_MAXINT64;
  gint64 empty = G_MAXINT64;

  if (argc > 2 && g_str_equal (argv[1], "--child"))
    {
      started_us = g_ascii_strtoll (argv[2], NULL, 10);
      return argc > 3 ? show_window (argv[3]) : show_empty ();
    }
  database = argc > 2 ? g_strdup (argv[2]) : bench_demo_make (argv[1], "huairou", &folder);
  time_schema (database);
  for (int i = 0; i < N_ROUNDS; i++)
    {
      gint64 floor_us = run_child (argv[0], NULL);
      gint64 window_us = run_child (argv[0], database);

      empty = MIN (empty, floor_us);
      ours = MIN (ours, window_us);
    }
  print_part ("an empty window of libadwaita, to its first frame", empty);
  g_print ("# usable / empty window: %.1f (the best of %d)\n", (double) ours / (double) empty, N_ROUNDS);
  if (folder != NULL)
    bench_demo_remove (folder, database);
  return 0;
}
