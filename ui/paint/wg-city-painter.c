/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the ground of the map is painted in tiles by worker threads; everything that a tile needs comes in a request of
 * immutable snapshots. A picture is cut into squares of at most 256 pixels, each painted whole, layer after layer,
 * while it lies in the cache of the processor. A painter keeps nothing but the workbenches of its threads: buffers that
 * are made once and lent to whoever paints.
 */

#include "wg-city-painter.h"

#include "wg-city-frame.h"
#include "wg-path-pen.h"

#include <string.h>

#define MARGIN 16.0 /* logical pixels around a picture in which an outline can still reach into it */
#define MAX_SCALE 4

struct _WgCityPainter
{
  GObject parent_instance;
  GMutex lock; /* guards the benches that nobody uses */
  GPtrArray *benches;
};

G_DEFINE_FINAL_TYPE (WgCityPainter, wg_city_painter, G_TYPE_OBJECT)

static void
wg_city_painter_finalize (GObject *object)
{
  WgCityPainter *self = WG_CITY_PAINTER (object);

  g_ptr_array_unref (self->benches);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wg_city_painter_parent_class)->finalize (object);
}

static void
wg_city_painter_class_init (WgCityPainterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_city_painter_finalize;
}

static void
wg_city_painter_init (WgCityPainter *self)
{
  g_mutex_init (&self->lock);
  self->benches = g_ptr_array_new_with_free_func ((GDestroyNotify)wg_city_bench_free);
}

WgCityPainter *
wg_city_painter_new (void)
{
  return g_object_new (WG_TYPE_CITY_PAINTER, NULL);
}

static WgCityBench *
borrow_bench (WgCityPainter *self)
{
  WgCityBench *bench = NULL;

  g_mutex_lock (&self->lock);
  if (self->benches->len > 0)
    bench = g_ptr_array_steal_index_fast (self->benches, self->benches->len - 1);
  g_mutex_unlock (&self->lock);
  return bench != NULL ? bench : wg_city_bench_new ();
}

static void
return_bench (WgCityPainter *self, WgCityBench *bench)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->benches, bench);
  g_mutex_unlock (&self->lock);
}

/* --- The ground --- */

/* A base map is scaled to the picture; ours fits already. */
static void
paint_base (const WgPaintRequest *request, cairo_surface_t *surface)
{
  guint32 land = wg_palette_get (request->theme, WG_TOKEN_LAND);
  cairo_t *cr = cairo_create (surface);

  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_rgba (cr, WG_RED (land), WG_GREEN (land), WG_BLUE (land), request->layers & WG_PAINT_LAND ? 1 : 0);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_save (cr);
  cairo_scale (cr, (double)cairo_image_surface_get_width (surface) / cairo_image_surface_get_width (request->base),
               (double)cairo_image_surface_get_height (surface) / cairo_image_surface_get_height (request->base));
  cairo_set_source_surface (cr, request->base, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_restore (cr);
  if (request->base_kind != WG_BASE_OWN)
    {
      cairo_set_source_rgba (cr, WG_RED (land), WG_GREEN (land), WG_BLUE (land), 0.3);
      cairo_paint (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

/* --- The doors --- */

/* Every pixel is set before it is read, so nobody has to empty the memory first. */
static cairo_surface_t *
make_surface (cairo_format_t format, int width, int height)
{
  static const cairo_user_data_key_t key;
  int stride = cairo_format_stride_for_width (format, width);
  guint8 *data = g_malloc ((gsize)stride * (gsize)height);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (data, format, width, height, stride);

  if (cairo_surface_set_user_data (surface, &key, data, g_free) != CAIRO_STATUS_SUCCESS)
    g_error ("Out of memory");
  return surface;
}

static void
paint_squares (WgCityFrame *frame, cairo_surface_t *surface, double min_x, double min_y)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface) / sizeof (guint32);
  guint32 *pixels = (guint32 *)(gpointer)cairo_image_surface_get_data (surface);

  for (int y = 0; y < height; y += WG_RASTER_SIDE)
    {
      for (int x = 0; x < width; x += WG_RASTER_SIDE)
        wg_city_frame_paint_square (frame, pixels + (gsize)y * stride + x, stride, min_x + x * frame->unit,
                                    min_y + y * frame->unit, (guint)MIN (WG_RASTER_SIDE, width - x),
                                    (guint)MIN (WG_RASTER_SIDE, height - y));
    }
  cairo_surface_mark_dirty (surface);
}

cairo_surface_t *
wg_city_painter_paint_area (WgCityPainter *painter,
                            const WgPaintRequest *request,
                            double zoom,
                            double min_x,
                            double min_y,
                            int width,
                            int height,
                            double scale)
{
  cairo_format_t format = request->layers & WG_PAINT_LAND ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
  cairo_surface_t *surface = make_surface (format, (int)ceil (width * scale - 1e-9), (int)ceil (height * scale - 1e-9));
  gboolean has_base = (request->layers & WG_PAINT_BASE) && request->base != NULL;
  WgCityBench *bench = borrow_bench (painter);
  WgCityFrame frame;

  if (has_base)
    paint_base (request, surface);
  wg_city_frame_init (&frame, bench, request, zoom, scale);
  frame.clears = !has_base;
  paint_squares (&frame, surface, min_x, min_y);
  return_bench (painter, bench);
  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

cairo_surface_t *
wg_city_painter_paint_tile (WgCityPainter *painter,
                            const WgPaintRequest *request,
                            guint zoom,
                            guint x,
                            guint y,
                            guint scale)
{
  double span = WG_TILE_SIZE * wg_world_get_unit (zoom);

  return wg_city_painter_paint_area (painter, request, zoom, x * span, y * span, WG_TILE_SIZE, WG_TILE_SIZE,
                                     CLAMP (scale, 1, MAX_SCALE));
}

void
wg_city_painter_outline_grid (const WgCity *city, cairo_t *cr, guint grid, double min_x, double min_y, double zoom)
{
  WgPathPen pen;

  wg_path_pen_init (&pen, cr, min_x, min_y, zoom, 1.0, 32768.0, 32768.0, MARGIN);
  wg_path_pen_trace_grid (&pen, city, grid);
}

void
wg_city_painter_outline_building (const WgCity *city,
                                  cairo_t *cr,
                                  guint building,
                                  double min_x,
                                  double min_y,
                                  double zoom)
{
  WgPathPen pen;

  wg_path_pen_init (&pen, cr, min_x, min_y, zoom, 1.0, 32768.0, 32768.0, MARGIN);
  wg_path_pen_trace_building (&pen, city, building);
}
