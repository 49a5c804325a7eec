/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a map that is dragged has to follow the hand. Prints how long a frame of a warm pan takes, with either renderer of
 * GTK and on windows of two sizes, beside a window of the same size that shows one changing colour: less than that no
 * window can take here. And what a process holds that has the whole desk on the screen.
 *
 * A frame ends when the X server has done what it was told, so its time counts too.
 *
 * bench-pan WANGGE [DATABASE]; without a database a huairou demo is made first, which takes its time.
 */

#include "wg-application.h"
#include "wg-city-layer.h"
#include "wg-dispatch-page.h"
#include "wg-graphics.h"
#include "wg-map-pane.h"
#include "wg-window-private.h"

#include "bench-demo.h"
#include "bench-index.h"

#include <math.h>
#include <sys/resource.h>

#define N_FRAMES 120
#define STEP 9.0   /* pixels a frame */
#define TURN 60    /* frames until the pan turns back */
#define CLOSER 3.0 /* zooms, from the whole district to the streets */
#define PAN_TARGET_1080P 1.6
#define PAN_TARGET_4K 2.5
#define MEMORY_TARGET_MB 300.0

/* --- Frames --- */

typedef struct
{
  GArray *times; /* double, ms */
  gint64 begun_us;
  double cpu_ms; /* of all threads of this process, at the first frame */
  guint n_wanted;
} Frames;

static double
read_cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static void
on_before_paint (GdkFrameClock *clock, Frames *frames)
{
  frames->begun_us = g_get_monotonic_time ();
}

static void
on_after_paint (GdkFrameClock *clock, Frames *frames)
{
  double ms;

  gdk_display_sync (gdk_display_get_default ());
  ms = (double)(g_get_monotonic_time () - frames->begun_us) / 1e3;
  if (frames->begun_us > 0)
    g_array_append_val (frames->times, ms);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double da = *(const double *)a, db = *(const double *)b;

  return da < db ? -1 : da > db;
}

static double
get_quantile (GArray *times, double share)
{
  g_array_sort (times, compare_doubles);
  return g_array_index (times, double, (guint)((times->len - 1) * share));
}

/* Draws @n frames, each after a @step, and prints their times: median, 95th percentile, processor time a frame. */
static void
run_frames (GtkWidget *widget, GtkTickCallback step, gpointer data, const char *name)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  Frames frames = { .times = g_array_new (FALSE, FALSE, sizeof (double)), .n_wanted = N_FRAMES };
  double cpu_ms = read_cpu_ms ();
  guint tick = gtk_widget_add_tick_callback (widget, step, data, NULL);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), &frames);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &frames);
  while (frames.times->len < frames.n_wanted)
    g_main_context_iteration (NULL, TRUE);
  cpu_ms = (read_cpu_ms () - cpu_ms) / frames.times->len;
  gtk_widget_remove_tick_callback (widget, tick);
  g_signal_handlers_disconnect_by_data (clock, &frames);
  g_print ("%s %.2f %.2f %.2f\n", name, get_quantile (frames.times, 0.5), get_quantile (frames.times, 0.95), cpu_ms);
  g_array_unref (frames.times);
}

static GtkWidget *
show_window (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

/* --- The floor: one colour, another one each frame --- */

#define COLOUR_TYPE_AREA (colour_area_get_type ())
G_DECLARE_FINAL_TYPE (ColourArea, colour_area, COLOUR, AREA, GtkWidget)

struct _ColourArea
{
  GtkWidget parent_instance;
  guint n;
};

G_DEFINE_FINAL_TYPE (ColourArea, colour_area, GTK_TYPE_WIDGET)

static void
colour_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ColourArea *self = COLOUR_AREA (widget);
  GdkRGBA colour = { (float)(self->n % 50) / 50.0f, 0.5f, 0.5f, 1.0f };

  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                                  (float)gtk_widget_get_height (widget)));
}

static void
colour_area_class_init (ColourAreaClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = colour_area_snapshot;
}

static void
colour_area_init (ColourArea *self)
{
}

static gboolean
change_colour (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  COLOUR_AREA (widget)->n++;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
measure_floor (int width, int height)
{
  GtkWidget *area = g_object_new (COLOUR_TYPE_AREA, NULL);
  GtkWidget *window = show_window (area, width, height);

  run_frames (area, change_colour, NULL, "floor");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- The map --- */

typedef struct
{
  ShumateViewport *viewport;
  double x; /* world */
  double y;
  guint n;
} Pan;

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

/* There and back, three pixels to the right for two down. */
static void
place_pan (Pan *pan, guint n)
{
  double at = STEP * (n % (2 * TURN) < TURN ? n % (2 * TURN) : 2 * TURN - n % (2 * TURN));
  double unit = wg_world_get_unit (shumate_viewport_get_zoom_level (pan->viewport));

  shumate_location_set_location (SHUMATE_LOCATION (pan->viewport), wg_world_lat (pan->y + at * 0.66 * unit),
                                 wg_world_lon (pan->x + at * unit));
}

static gboolean
go_on_panning (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Pan *pan = data;

  place_pan (pan, pan->n++);
  return G_SOURCE_CONTINUE;
}

static void
settle (GtkWidget *pane)
{
  while (!wg_map_pane_is_settled (WG_MAP_PANE (pane)))
    g_main_context_iteration (NULL, TRUE);
}

/* A warm pan is one over what has been seen. */
static void
measure_pan (GtkWidget *pane, double closer, const char *name)
{
  ShumateMap *map = SHUMATE_MAP (find_child (pane, SHUMATE_TYPE_MAP));
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  Pan pan = { .viewport = viewport };

  pan.x = wg_world_x (shumate_location_get_longitude (SHUMATE_LOCATION (viewport)));
  pan.y = wg_world_y (shumate_location_get_latitude (SHUMATE_LOCATION (viewport)));
  shumate_viewport_set_zoom_level (viewport, shumate_viewport_get_zoom_level (viewport) + closer);
  for (guint n = 0; n <= TURN; n += 10)
    {
      place_pan (&pan, n);
      for (guint i = 0; i < 3; i++)
        g_main_context_iteration (NULL, FALSE);
      settle (pane);
    }
  run_frames (pane, go_on_panning, &pan, name);
  place_pan (&pan, 0);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WgStore **store = user_data;

  *store = wg_session_open_finish (WG_SESSION (source), result, &error);
  if (*store == NULL)
    g_error ("%s", error->message);
}

static WgContext *
open_context (const char *database)
{
  g_autoptr (WgSession) session = wg_session_new ();
  g_autoptr (WgStore) store = NULL;

  wg_session_open_async (session, database, FALSE, NULL, on_opened, &store);
  while (store == NULL)
    g_main_context_iteration (NULL, TRUE);
  bench_index_complete (store);
  return wg_context_new (store, NULL);
}

static void
measure_map (const char *database, int width, int height)
{
  g_autoptr (WgContext) context = open_context (database);
  GtkWidget *pane = wg_map_pane_new (context);
  GtkWidget *window = show_window (pane, width, height);

  settle (pane);
  measure_pan (pane, 0.0, "city");
  measure_pan (pane, CLOSER, "streets");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- The desk --- */

static gboolean
on_time_passed (gpointer data)
{
  *(gboolean *)data = TRUE;
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

/* A line of /proc/self/smaps_rollup, in MB of 10^6 bytes. */
static double
read_memory (const char *line)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) || (at = strstr (text, line)) == NULL)
    return NAN;
  return (double)g_ascii_strtoll (at + strlen (line), NULL, 10) * 1024.0 / 1e6;
}

static void
print_memory (const char *name)
{
  g_print ("%s %.0f %.0f 0\n", name, read_memory ("\nRss:"),
           read_memory ("Private_Clean:") + read_memory ("Private_Dirty:"));
}

static void
measure_desk (const char *database, int width, int height)
{
  g_autoptr (WgApplication) application = wg_application_new ();
  g_autoptr (WgSession) session = wg_session_new ();
  WgWindow *window;
  GtkWidget *pane;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = wg_window_new (GTK_APPLICATION (application), session);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  wg_window_open_uri (window, database, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  while (window->page == NULL || (pane = wg_dispatch_page_get_map (window->page)) == NULL
         || !wg_case_board_is_loaded (wg_context_get_board (window->context)))
    g_main_context_iteration (NULL, TRUE);
  settle (pane);
  let_pass (3000);
  settle (pane);
  print_memory ("fresh");
  measure_pan (pane, CLOSER, "desk");
  let_pass (3000);
  print_memory ("used");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- The parent --- */

typedef struct
{
  const char *renderer;
  int width;
  int height;
} Setting;

static int
run_as_child (char **argv)
{
  int width = atoi (argv[4]), height = atoi (argv[5]);

  g_setenv ("GSK_RENDERER", argv[3], TRUE);
  wg_graphics_limit_heaps (); /* as the program does before its first window */
  wg_graphics_choose ();
  if (g_str_equal (argv[2], "desk"))
    {
      measure_desk (argv[6], width, height);
      return 0;
    }
  gtk_init ();
  adw_init ();
  if (g_str_equal (argv[2], "floor"))
    measure_floor (width, height);
  else
    measure_map (argv[6], width, height);
  return 0;
}

/* Returns lines of a name and three numbers. */
static char *
run_child (const char *program, const char *what, const Setting *setting, const char *database)
{
  g_autofree char *width = g_strdup_printf ("%d", setting->width), *height = g_strdup_printf ("%d", setting->height);
  const char *argv[] = { program, "--child", what, setting->renderer, width, height, database, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  return out;
}

static gboolean
find_line (const char *out, const char *name, double numbers[3])
{
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

      if (g_strv_length (words) != 4 || !g_str_equal (words[0], name))
        continue;
      for (guint k = 0; k < 3; k++)
        numbers[k] = g_ascii_strtod (words[k + 1], NULL);
      return TRUE;
    }
  return FALSE;
}

static void
print_pan (const Setting *setting, const char *name, const double floor[3], const double pan[3])
{
  double target = setting->width > 1920 ? PAN_TARGET_4K : PAN_TARGET_1080P, ratio = pan[1] / floor[1];

  g_print ("%4dx%-4d %-6s %-8s %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %7.2f %7.2f %s\n", setting->width, setting->height,
           setting->renderer, name, floor[0], floor[1], floor[2], pan[0], pan[1], pan[2], ratio, target,
           ratio <= target ? "met" : "missed");
}

static void
print_memories (const Setting *setting, const char *out)
{
  double fresh[3], used[3];

  if (find_line (out, "fresh", fresh) && find_line (out, "used", used))
    g_print ("%4dx%-4d %-6s memory of the desk: %.0f MB (private %.0f), after a pan %.0f MB (private %.0f); target %.0f %s\n",
             setting->width, setting->height, setting->renderer, fresh[0], fresh[1], used[0], used[1], MEMORY_TARGET_MB,
             used[0] <= MEMORY_TARGET_MB ? "met" : "missed");
}

static void
measure_setting (const char *program, const Setting *setting, const char *database)
{
  static const char *const names[] = { "city", "streets" };
  g_autofree char *floors = run_child (program, "floor", setting, database);
  g_autofree char *maps = run_child (program, "map", setting, database);
  g_autofree char *desk = run_child (program, "desk", setting, database);
  double floor[3], pan[3];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (find_line (floors, "floor", floor) && find_line (maps, names[i], pan))
        print_pan (setting, names[i], floor, pan);
    }
  print_memories (setting, desk);
}

int
main (int argc, char **argv)
{
  static const Setting settings[]
      = { { "cairo", 1920, 1080 }, { "gl", 1920, 1080 }, { "cairo", 3840, 2160 }, { "gl", 3840, 2160 } };
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;

  if (argc > 6 && g_str_equal (argv[1], "--child"))
    return run_as_child (argv);
  database = argc > 2 ? g_strdup (argv[2]) : bench_demo_make (argv[1], "huairou", &folder);
  g_print ("# frames in ms, wall p50, p95, processor: of one changing colour, then of a warm pan\n");
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (argc <= 3 || g_str_equal (argv[3], settings[i].renderer))
        measure_setting (argv[0], &settings[i], database);
    }
  if (folder != NULL)
    bench_demo_remove (folder, database);
  return 0;
}
