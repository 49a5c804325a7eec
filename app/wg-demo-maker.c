/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a demo district is two files, a database (made by data/) and a base map (painted by ui/paint); only app/ knows
 * both rooms, and both the window and the command line ask for it here.
 */

#include "wg-demo-maker.h"

#include "wg-basemap-painter.h"
#include "wg-error.h"
#include "wg-mbtiles-writer.h"
#include "wg-mercator.h"
#include "wg-store-finder.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>

#define COARSEST_ZOOM 10
#define FINEST_ZOOM 17
/* The window paints buildings itself at street zooms, so the base map need not be finer than what is quick to make. */
#define MOST_TILES 700

typedef struct
{
  char *path;
  gint64 started_us;
  WgDemoMade *made;
  WgDemoCity *city;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_clear_pointer (&request->made, wg_demo_made_free);
  g_clear_object (&request->city);
  g_free (request);
}

void
wg_demo_made_free (WgDemoMade *self)
{
  g_free (self->database);
  g_free (self->basemap);
  g_free (self);
}

char *
wg_basemap_path_for (const char *database)
{
  const char *dot = strrchr (database, '.');
  const char *slash = strrchr (database, '/');
  gsize length = dot != NULL && (slash == NULL || dot > slash) ? (gsize) (dot - database) : strlen (database);

  return g_strdup_printf ("%.*s.mbtiles", (int) length, database);
}

/* The base map. */

static const WgBaseFeatureKind line_kinds[] = {
  [WG_DEMO_LINE_PRIMARY] = WG_BASE_ROAD_PRIMARY, [WG_DEMO_LINE_SECONDARY] = WG_BASE_ROAD_SECONDARY,
  [WG_DEMO_LINE_TERTIARY] = WG_BASE_ROAD_TERTIARY, [WG_DEMO_LINE_LANE] = WG_BASE_ROAD_LANE,
  [WG_DEMO_LINE_RIVER] = WG_BASE_RIVER,
};

static void
add_ring (WgBasemapPainter *painter, WgBaseFeatureKind kind, gboolean closed, const gint64 *points, guint n_points, double width_m, const char *name)
{
  g_autofree double *lonlat = g_new (double, 2 * n_points);

  for (guint i = 0; i < 2 * n_points; i++)
    lonlat[i] = (double) points[i] * WG_SHAPE_UNIT;
  wg_basemap_painter_add (painter, kind, closed, lonlat, n_points, width_m, name);
}

static void
add_shape (WgBasemapPainter *painter, WgBaseFeatureKind kind, const WgShape *shape, const char *name)
{
  for (guint ring = 0; ring < wg_shape_get_n_rings (shape); ring++)
    {
      gboolean is_hole = FALSE;
      guint n_points;
      const gint64 *points = wg_shape_get_ring (shape, ring, &n_points, NULL, &is_hole);

      if (!is_hole)
        add_ring (painter, kind, TRUE, points, n_points, 0.0, name);
    }
}

static void
add_areas (WgBasemapPainter *painter, WgBaseFeatureKind kind, const WgDemoArea *areas, guint n_areas)
{
  for (guint i = 0; i < n_areas; i++)
    add_shape (painter, kind, areas[i].shape, areas[i].name);
}

static void
add_lines (WgBasemapPainter *painter, const WgDemoLine *lines, guint n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    add_ring (painter, line_kinds[lines[i].kind], FALSE, lines[i].points, lines[i].n_points, lines[i].width_m, lines[i].name);
}

static WgBasemapPainter *
fill_painter (WgDemoCity *city)
{
  WgBasemapPainter *painter = wg_basemap_painter_new (WG_THEME_LIGHT);
  guint n;
  const WgDemoArea *areas;
  const WgDemoLine *lines;

  areas = wg_demo_city_get_blocks (city, &n);
  for (guint i = 0; i < n; i++)
    {
      if (areas[i].kind == WG_DEMO_AREA_BLOCK)
        add_shape (painter, WG_BASE_BLOCK, areas[i].shape, NULL);
    }
  areas = wg_demo_city_get_parks (city, &n);
  add_areas (painter, WG_BASE_PARK, areas, n);
  areas = wg_demo_city_get_water (city, &n);
  add_areas (painter, WG_BASE_WATER, areas, n);
  lines = wg_demo_city_get_roads (city, &n);
  add_lines (painter, lines, n);
  wg_basemap_painter_freeze (painter);
  return painter;
}

static guint
count_tiles (const WgBox *box, guint zoom)
{
  double columns = (box->max_lon - box->min_lon) / 360.0 * (1 << zoom) + 1.0;
  double rows = (box->max_lat - box->min_lat) / 360.0 * (1 << zoom) / cos (box->min_lat * G_PI / 180.0) + 1.0;

  return (guint) (columns * rows);
}

static guint
choose_finest_zoom (const WgBox *box)
{
  guint zoom = COARSEST_ZOOM;

  while (zoom < FINEST_ZOOM && count_tiles (box, zoom + 1) <= MOST_TILES)
    zoom++;
  return zoom;
}

static gboolean
write_tile (guint zoom, guint x, guint y, GBytes *png, gpointer user_data, GError **error)
{
  return wg_mbtiles_writer_add (user_data, zoom, x, y, png, error);
}

static void
paint_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  const WgBox *box = wg_demo_city_get_box (request->city);
  g_autoptr (WgBasemapPainter) painter = fill_painter (request->city);
  g_autoptr (WgMbtilesWriter) writer = NULL;
  GError *error = NULL;

  g_unlink (request->made->basemap);
  writer = wg_mbtiles_writer_new (request->made->basemap, wg_demo_city_get_name (request->city), "Wangge", box, &error);
  if (writer != NULL
      && wg_basemap_painter_paint_pyramid (painter, COARSEST_ZOOM, choose_finest_zoom (box), write_tile, writer, cancellable, &error)
      && wg_mbtiles_writer_finish (writer, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_painted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  request->made->seconds = (double) (g_get_monotonic_time () - request->started_us) / G_USEC_PER_SEC;
  g_task_return_pointer (task, g_steal_pointer (&request->made), (GDestroyNotify) wg_demo_made_free);
}

/* The database. */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) painting = NULL;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->city = wg_demo_load_finish (result, &error);
  if (request->city == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  wg_demo_city_get_grids (request->city, &request->made->grids);
  wg_demo_city_get_buildings (request->city, &request->made->buildings);
  wg_demo_city_get_cases (request->city, &request->made->cases);
  wg_demo_city_get_persons (request->city, &request->made->persons);
  painting = g_task_new (NULL, g_task_get_cancellable (task), on_painted, g_object_ref (task));
  g_task_set_task_data (painting, request, NULL);
  g_task_run_in_thread (painting, paint_in_thread);
}

static gboolean
delete_database (const char *path, GError **error)
{
  g_autoptr (WgStore) store = NULL;
  gboolean created;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  /* Refuses everything that is not ours. */
  store = wg_store_finder_new_store (path, error);
  if (store == NULL || !wg_driver_prepare_database (wg_store_get_driver (store), FALSE, &created, error))
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      static const char *const suffixes[] = { "", "-wal", "-shm" };
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
  return TRUE;
}

static void
delete_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (delete_database (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

typedef struct
{
  GTask *task;
  WgDemoSize size;
  guint64 seed;
  gint64 now_ms;
  WgDemoProgress progress;
  gpointer progress_data;
} Start;

static void
start_load (Start *start)
{
  Request *request = g_task_get_task_data (start->task);

  wg_demo_load_async (request->path, start->size, start->seed, start->now_ms, start->progress, start->progress_data,
                      g_task_get_cancellable (start->task), on_loaded, start->task);
  g_free (start);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Start *start = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      start_load (start);
      return;
    }
  g_task_return_error (start->task, error);
  g_object_unref (start->task);
  g_free (start);
}

void
wg_demo_make_async (const char *path,
                    WgDemoSize size,
                    guint64 seed,
                    gint64 now_ms,
                    gboolean replace,
                    WgDemoProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) deletion = NULL;
  Request *request = g_new0 (Request, 1);
  Start *start = g_new0 (Start, 1);

  *start = (Start){ g_task_new (NULL, cancellable, callback, user_data), size, seed, now_ms, progress, progress_data };
  request->path = g_canonicalize_filename (path, NULL);
  request->started_us = g_get_monotonic_time ();
  request->made = g_new0 (WgDemoMade, 1);
  request->made->database = g_strdup (request->path);
  request->made->basemap = wg_basemap_path_for (request->path);
  g_task_set_task_data (start->task, request, request_free);
  if (!replace)
    {
      start_load (start);
      return;
    }
  deletion = g_task_new (NULL, cancellable, on_deleted, start);
  g_task_set_task_data (deletion, g_strdup (request->path), g_free);
  g_task_run_in_thread (deletion, delete_in_thread);
}

WgDemoMade *
wg_demo_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
