/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: `wangge paint`, `./run` without a display, printing and the benchmarks need the same map as the window, whole
 * and at once. The ground is painted in bands by as many threads as there are processors, the rest on top of it.
 */

#include "wg-map-painter.h"

#include "wg-building-labels.h"
#include "wg-case-sprites.h"
#include "wg-city-labels.h"
#include "wg-city-private.h"
#include "wg-error.h"
#include "wg-hotspot-marks.h"
#include "wg-map-furniture.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define BAND 256 /* logical pixels */
#define MAX_SIDE 32000
#define SERVER_PATIENCE_MS 20000

typedef struct
{
  const WgMapPicture *picture;
  WgCityPainter *painter;
  cairo_surface_t *surface;
  double unit;
  double left;
  double top;
  gint next_band;
  gint n_base_tiles;
} Job;

static double
now_ms (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

static gboolean
is_cancelled (const Job *job)
{
  return g_cancellable_is_cancelled (job->picture->cancellable);
}

/* --- The base map --- */

/* Paints one tile onto whole device pixels, so that two tiles never show a seam. */
static void
paint_base_tile (cairo_t *cr, cairo_surface_t *tile, double x0, double y0, double x1, double y1)
{
  double left = round (x0), top = round (y0), right = round (x1), bottom = round (y1);

  if (right <= left || bottom <= top)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, left, top, right - left, bottom - top);
  cairo_clip (cr);
  cairo_translate (cr, left, top);
  cairo_scale (cr, (right - left) / cairo_image_surface_get_width (tile),
               (bottom - top) / cairo_image_surface_get_height (tile));
  cairo_set_source_surface (cr, tile, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
}

static guint
choose_base_zoom (const WgMapPicture *picture)
{
  double zoom = round (picture->view.zoom + log2 (MAX (picture->view.scale, 1.0)));

  return (guint) CLAMP (zoom, 0.0, WG_MAX_ZOOM);
}

/* Returns the base map under a band, in device pixels, or NULL when there is none. */
static cairo_surface_t *
compose_base (Job *job, double band_top, int width, int height, WgBaseKind *kind)
{
  const WgMapPicture *picture = job->picture;
  guint zoom = choose_base_zoom (picture);
  double span = WG_WORLD_SIZE / (double) (1u << zoom), factor = picture->view.scale / job->unit;
  double last_tile = (double) (1u << zoom) - 1.0;
  guint x0 = (guint) CLAMP (floor (job->left / span), 0.0, last_tile);
  guint x1 = (guint) CLAMP (floor ((job->left + width / factor) / span), 0.0, last_tile);
  guint y0 = (guint) CLAMP (floor (band_top / span), 0.0, last_tile);
  guint y1 = (guint) CLAMP (floor ((band_top + height / factor) / span), 0.0, last_tile);
  cairo_surface_t *base = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (base);

  for (guint y = y0; y <= y1; y++)
    {
      for (guint x = x0; x <= x1 && !is_cancelled (job); x++)
        {
          WgTileId id = { (guint8) zoom, x, y };
          cairo_surface_t *tile
              = wg_base_stack_load (picture->base, id, picture->view.theme == WG_THEME_DARK, SERVER_PATIENCE_MS, kind);

          if (tile == NULL)
            continue;
          paint_base_tile (cr, tile, (x * span - job->left) * factor, (y * span - band_top) * factor,
                           ((x + 1) * span - job->left) * factor, ((y + 1) * span - band_top) * factor);
          cairo_surface_destroy (tile);
          g_atomic_int_inc (&job->n_base_tiles);
        }
    }
  cairo_destroy (cr);
  return base;
}

/* --- The ground --- */

static void
copy_band (Job *job, cairo_surface_t *band, int row)
{
  int stride = cairo_image_surface_get_stride (job->surface);
  int rows = MIN (cairo_image_surface_get_height (band), cairo_image_surface_get_height (job->surface) - row);
  guint8 *to = cairo_image_surface_get_data (job->surface);
  const guint8 *from = cairo_image_surface_get_data (band);

  /* Bands are as wide as the picture; no two of them share a row. */
  for (int y = 0; y < rows; y++)
    memcpy (to + (gsize) (row + y) * stride, from + (gsize) y * cairo_image_surface_get_stride (band), (gsize) stride);
}

static void
paint_band (Job *job, int band)
{
  const WgMapView *view = &job->picture->view;
  int first = band * BAND, height = MIN (BAND, view->height - first);
  int row = (int) round (first * view->scale), n_rows = (int) ceil (height * view->scale - 1e-9);
  /* With a broken scale the band begins on a whole device pixel. */
  double top = job->top + row / view->scale * job->unit;
  WgPaintRequest request = { .city = job->picture->city,
                             .colours = job->picture->colours,
                             .theme = view->theme,
                             .level = view->level,
                             .layers = WG_PAINT_ALL,
                             .hotspot = job->picture->hotspot };
  cairo_surface_t *painted;

  if (job->picture->base != NULL)
    request.base
        = compose_base (job, top, cairo_image_surface_get_width (job->surface), n_rows, &request.base_kind);
  if (is_cancelled (job))
    {
      g_clear_pointer (&request.base, cairo_surface_destroy);
      return;
    }
  painted = wg_city_painter_paint_area (job->painter, &request, view->zoom, job->left, top, view->width, height,
                                        view->scale);
  copy_band (job, painted, row);
  cairo_surface_destroy (painted);
  g_clear_pointer (&request.base, cairo_surface_destroy);
}

static gpointer
paint_bands (gpointer data)
{
  Job *job = data;
  int n_bands = (job->picture->view.height + BAND - 1) / BAND;

  for (;;)
    {
      int band = g_atomic_int_add (&job->next_band, 1);

      if (band >= n_bands || is_cancelled (job))
        return NULL;
      paint_band (job, band);
    }
}

static void
paint_ground (Job *job)
{
  guint n_threads = CLAMP (g_get_num_processors (), 1, 16);
  GThread *threads[16] = { NULL };

  cairo_surface_flush (job->surface);
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("painter", paint_bands, job);
  paint_bands (job);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
  cairo_surface_mark_dirty (job->surface);
}

/* --- On top of it --- */

static void
paint_selected_grid (Job *job, cairo_t *cr)
{
  const WgMapPicture *picture = job->picture;
  guint grid
      = picture->selected_grid_id != 0 ? wg_city_find_grid (picture->city, picture->selected_grid_id) : WG_NO_INDEX;
  guint32 rgb = wg_palette_get (picture->view.theme, WG_TOKEN_SELECT);

  if (grid == WG_NO_INDEX)
    return;
  wg_city_painter_outline_grid (picture->city, cr, grid, job->left, job->top, picture->view.zoom);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 6.4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
  cairo_set_line_width (cr, 3.4);
  cairo_stroke (cr);
}

static void
paint_items (Job *job, cairo_t *cr, WgMapPainted *painted)
{
  const WgMapPicture *picture = job->picture;
  const WgMapView *view = &picture->view;
  g_autoptr (WgTextPainter) text = wg_text_painter_new (view->scale);
  g_autoptr (WgCaseSprites) sprites = wg_case_sprites_new (view->theme, view->scale, 32.0 * view->text_scale);
  g_autoptr (GArray) labels = wg_map_items_new ();
  g_autoptr (GArray) cases = wg_map_items_new ();
  g_autoptr (GArray) houses = wg_map_items_new ();
  WgLabelOptions options = { .avoid = cases };

  if (picture->hotspot != NULL)
    wg_hotspot_marks_place (picture->hotspot, view, text, cases);
  if (picture->cases != NULL)
    painted->n_cases = wg_case_sprites_place (sprites, picture->cases, view, picture->selected_case_id, cases);
  options.roomy = wg_city_cases_are_crowded_in (picture->cases, view);
  painted->n_labels = wg_city_labels_place (picture->city, picture->hotspot == NULL ? picture->colours : NULL, view, text, &options, labels);
  wg_map_items_yield (cases, labels, view);
  wg_building_labels_place (picture->city, picture->cases, view, text, labels, cases, houses);
  wg_map_items_paint (houses, view, cr);
  wg_map_items_paint (labels, view, cr);
  wg_map_items_paint (cases, view, cr);
}

static void
paint_furniture (Job *job, cairo_t *cr, guint level)
{
  if (job->picture->furniture & WG_MAP_FURNITURE_LEGEND)
    wg_map_furniture_paint_legend (cr, job->picture, level);
  if (job->picture->furniture & WG_MAP_FURNITURE_SCALE)
    wg_map_furniture_paint_scale (cr, job->picture);
  if (job->picture->furniture & WG_MAP_FURNITURE_ATTRIBUTION)
    wg_map_furniture_paint_attribution (cr, job->picture);
}

static guint
count_grids (const Job *job, guint level)
{
  const WgMapView *view = &job->picture->view;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgWorldBox box
      = { (gint32) floor (job->left), (gint32) floor (job->top), (gint32) ceil (job->left + view->width * job->unit),
          (gint32) ceil (job->top + view->height * job->unit) };

  wg_city_query_shown (job->picture->city, level, &box, found);
  return found->len;
}

static gboolean
check_view (const WgMapView *view, GError **error)
{
  if (view->width >= 1 && view->height >= 1 && view->scale >= 0.25 && view->scale <= 8.0 && view->text_scale > 0.0
      && view->width * view->scale <= MAX_SIDE && view->height * view->scale <= MAX_SIDE && view->zoom >= 0.0
      && view->zoom <= WG_MAX_ZOOM)
    return TRUE;
  g_set_error (
      error, WG_ERROR, WG_ERROR_USAGE,
      _ ("A picture has 1 to %d pixels a side, a zoom of 0 to %d and a scale of 0.25 to 8. Nothing was painted."),
      MAX_SIDE, WG_MAX_ZOOM);
  return FALSE;
}

static cairo_surface_t *
give_up (Job *job, GError **error)
{
  g_cancellable_set_error_if_cancelled (job->picture->cancellable, error);
  g_clear_pointer (&job->surface, cairo_surface_destroy);
  g_clear_object (&job->painter);
  return NULL;
}

cairo_surface_t *
wg_map_painter_paint (const WgMapPicture *picture, WgMapPainted *painted, GError **error)
{
  const WgMapView *view = &picture->view;
  double cpu = now_ms (CLOCK_PROCESS_CPUTIME_ID), wall = now_ms (CLOCK_MONOTONIC);
  WgMapPainted result = { 0 };
  Job job = { .picture = picture };
  cairo_t *cr;

  if (!check_view (view, error))
    return NULL;
  job.unit = wg_world_get_unit (view->zoom);
  job.left = wg_map_view_get_left (view);
  job.top = wg_map_view_get_top (view);
  job.painter = wg_city_painter_new ();
  job.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (view->width * view->scale - 1e-9),
                                            (int) ceil (view->height * view->scale - 1e-9));
  paint_ground (&job);
  cairo_surface_set_device_scale (job.surface, view->scale, view->scale);
  if (is_cancelled (&job))
    return give_up (&job, error);
  cr = cairo_create (job.surface);
  result.level = wg_city_resolve_level (picture->city, view->level, view->zoom);
  paint_selected_grid (&job, cr);
  paint_items (&job, cr, &result);
  paint_furniture (&job, cr, result.level);
  cairo_destroy (cr);
  if (is_cancelled (&job))
    return give_up (&job, error);
  result.n_grids = picture->city->n_levels > 0 ? count_grids (&job, result.level) : 0;
  result.n_base_tiles = (guint) job.n_base_tiles;
  result.cpu_ms = now_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu;
  result.wall_ms = now_ms (CLOCK_MONOTONIC) - wall;
  if (painted != NULL)
    *painted = result;
  g_object_unref (job.painter);
  return job.surface;
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int n)
{
  g_byte_array_append (closure, data, n);
  return CAIRO_STATUS_SUCCESS;
}

gboolean
wg_map_painter_write_png (const WgMapPicture *picture, const char *file, WgMapPainted *painted, GError **error)
{
  cairo_surface_t *surface = wg_map_painter_paint (picture, painted, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *label = g_filename_display_name (file);
  cairo_status_t status;

  if (surface == NULL)
    return FALSE;
  status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS
      && g_file_set_contents (file, (const char *) bytes->data, (gssize) bytes->len, NULL))
    return TRUE;
  g_set_error (
      error, WG_ERROR, WG_ERROR_IO,
      _ ("The picture “%s” could not be written; an older one was kept. Look whether the folder can be written "
         "to and the disk has room."),
      label);
  return FALSE;
}
