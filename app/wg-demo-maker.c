/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a demo district is two files, a database (made by data/) and a base map (painted by ui/paint); only app/ knows
 * both rooms, and both the window and the command line ask for it here. The two are made side by side, on threads of
 * their own, and take their places together.
 */

#include "wg-demo-maker.h"

#include "wg-basemap-painter.h"
#include "wg-later.h"
#include "wg-mbtiles-writer.h"
#include "wg-mercator.h"

#include <math.h>

#define COARSEST_ZOOM 10
#define FINEST_ZOOM 17
/* The window paints buildings itself at street zooms, so the base map need not be finer than what is quick to make. */
#define MOST_TILES 700

typedef struct
{
  WgDemoFiles *files;
  WgDemoSize size;
  guint64 seed;
  gint64 now_ms;
  gboolean replace;
  char *key;
  WgDemoProgress progress;
  gpointer progress_data;
  gint64 started_us;
  WgDemoCity *city;
  GCancellable *cancellable; /* of both halves: when one fails, the other one is stopped */
  gulong handler;
  guint n_pending;
  GError *error; /* the first */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  wg_demo_files_free (request->files);
  g_free (request->key);
  g_clear_object (&request->city);
  g_clear_object (&request->cancellable);
  g_clear_error (&request->error);
  g_free (request);
}

void
wg_demo_made_free (WgDemoMade *self)
{
  g_free (self->database);
  g_free (self->basemap);
  g_free (self);
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

  writer = wg_mbtiles_writer_new (request->files->basemap_part, wg_demo_city_get_name (request->city), WG_BASEMAP_OWNER, box, &error);
  if (writer != NULL
      && wg_basemap_painter_paint_pyramid (painter, COARSEST_ZOOM, choose_finest_zoom (box), write_tile, writer, cancellable, &error)
      && wg_mbtiles_writer_finish (writer, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The end. */

static WgDemoMade *
describe_made (Request *request)
{
  WgDemoMade *made = g_new0 (WgDemoMade, 1);

  made->database = g_strdup (request->files->database);
  made->basemap = g_strdup (request->files->basemap);
  wg_demo_city_get_grids (request->city, &made->grids);
  wg_demo_city_get_buildings (request->city, &made->buildings);
  wg_demo_city_get_cases (request->city, &made->cases);
  wg_demo_city_get_persons (request->city, &made->persons);
  made->seconds = (double) (g_get_monotonic_time () - request->started_us) / G_USEC_PER_SEC;
  return made;
}

static void
publish_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;

  if (request->error == NULL)
    wg_demo_files_publish (request->files, request->replace, &request->error);
  wg_demo_files_discard (request->files);
  g_task_return_boolean (task, TRUE);
}

static void
on_published (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);

  g_cancellable_disconnect (g_task_get_cancellable (task), request->handler);
  if (request->error != NULL)
    g_task_return_error (task, g_steal_pointer (&request->error));
  else
    g_task_return_pointer (task, describe_made (request), (GDestroyNotify) wg_demo_made_free);
}

/* The two halves. Takes @error. */
static void
end_half (GTask *task, GError *error)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (GTask) publishing = NULL;

  if (error != NULL && request->error == NULL)
    {
      request->error = error;
      g_cancellable_cancel (request->cancellable);
    }
  else
    g_clear_error (&error);
  if (--request->n_pending > 0)
    return;
  publishing = g_task_new (NULL, NULL, on_published, g_object_ref (task));
  g_task_set_task_data (publishing, request, NULL);
  wg_later_run_in_thread (publishing, publish_in_thread);
}

static void
on_painted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  end_half (task, error);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  wg_demo_load_finish (result, &error);
  end_half (task, error);
}

static void
on_city_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) painting = NULL;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->city = g_task_propagate_pointer (G_TASK (result), &error);
  if (request->city == NULL)
    {
      request->n_pending = 1;
      end_half (task, error);
      return;
    }
  request->n_pending = 2;
  painting = g_task_new (NULL, request->cancellable, on_painted, g_object_ref (task));
  g_task_set_task_data (painting, request, NULL);
  wg_later_run_in_thread (painting, paint_in_thread);
  wg_demo_load_async (request->files->database_part, request->city, request->now_ms, request->key, request->progress,
                      request->progress_data, request->cancellable, on_loaded, g_object_ref (task));
}

static void
make_city_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;

  if (wg_demo_files_prepare (request->files, request->replace, &error))
    g_task_return_pointer (task, wg_demo_load_make_city (request->size, request->seed, request->now_ms), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
pass_on (GCancellable *outer, gpointer inner)
{
  g_cancellable_cancel (inner);
}

void
wg_demo_make_async (const char *path,
                    WgDemoSize size,
                    guint64 seed,
                    gint64 now_ms,
                    gboolean replace,
                    const char *key,
                    WgDemoProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) making = NULL;
  g_autofree char *whole_path = g_canonicalize_filename (path, NULL);
  Request *request = g_new0 (Request, 1);

  /* Whatever happens, the parts are cleared away before it is told. */
  g_task_set_check_cancellable (task, FALSE);
  *request = (Request){ .files = wg_demo_files_new (whole_path), .size = size, .seed = seed, .now_ms = now_ms,
                        .replace = replace, .key = g_strdup (key), .progress = progress, .progress_data = progress_data };
  request->started_us = g_get_monotonic_time ();
  request->cancellable = g_cancellable_new ();
  g_task_set_task_data (task, request, request_free);
  if (cancellable != NULL)
    request->handler = g_cancellable_connect (cancellable, G_CALLBACK (pass_on), request->cancellable, NULL);
  making = g_task_new (NULL, request->cancellable, on_city_made, g_object_ref (task));
  g_task_set_task_data (making, request, NULL);
  wg_later_run_in_thread (making, make_city_in_thread);
}

WgDemoMade *
wg_demo_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
