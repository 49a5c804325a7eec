/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the ground of the map is painted in tiles by worker threads; everything that a tile needs comes in a request of
 * immutable snapshots. A picture is cut into squares of at most 256 pixels, each painted whole, layer after layer,
 * while it lies in the cache of the processor. A painter keeps nothing but the workbenches of its threads: buffers that
 * are made once and lent to whoever paints.
 */

#include "wg-city-painter.h"

#include "wg-city-frame.h"
#include "wg-path-pen.h"
#include "wg-picture.h"

#include <string.h>

#define MARGIN 16.0 /* logical pixels around a picture in which an outline can still reach into it */
#define MAX_SCALE 4
#define EDGE (1.0 / 128.0) /* device pixels that a corner may lie outside of its box when it is rounded */

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

/* A base map is scaled to the picture; ours fits already. @part: of the picture, in pixels. */
static void
paint_base (const WgPaintRequest *request, cairo_surface_t *surface, const cairo_rectangle_int_t *part)
{
  guint32 land = wg_palette_get (request->theme, WG_TOKEN_LAND);
  cairo_t *cr = cairo_create (surface);

  cairo_rectangle (cr, part->x, part->y, part->width, part->height);
  cairo_clip (cr);
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

/* Paints a part of a picture whose upper left corner lies at a place of the world. */
static void
paint_part (WgCityFrame *frame, cairo_surface_t *surface, double min_x, double min_y, const cairo_rectangle_int_t *part)
{
  gsize stride = (gsize)cairo_image_surface_get_stride (surface) / sizeof (guint32);
  guint32 *pixels = (guint32 *)(gpointer)cairo_image_surface_get_data (surface);
  int right = part->x + part->width, bottom = part->y + part->height;

  frame->clears = !(frame->request->layers & WG_PAINT_BASE) || frame->request->base == NULL;
  if (!frame->clears)
    paint_base (frame->request, surface, part);
  for (int y = part->y; y < bottom; y += WG_RASTER_SIDE)
    {
      for (int x = part->x; x < right; x += WG_RASTER_SIDE)
        wg_city_frame_paint_square (frame, pixels + (gsize)y * stride + x, stride, min_x + x * frame->unit,
                                    min_y + y * frame->unit, (guint)MIN (WG_RASTER_SIDE, right - x),
                                    (guint)MIN (WG_RASTER_SIDE, bottom - y));
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
  cairo_rectangle_int_t all = { 0, 0, (int)ceil (width * scale - 1e-9), (int)ceil (height * scale - 1e-9) };
  cairo_surface_t *surface = wg_picture_new (format, all.width, all.height);
  WgCityBench *bench = borrow_bench (painter);
  WgCityFrame frame;

  wg_city_frame_init (&frame, bench, request, zoom, scale);
  paint_part (&frame, surface, min_x, min_y, &all);
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

/* --- Repainting --- */

static cairo_surface_t *
copy_surface (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  cairo_surface_t *copy = wg_picture_new (cairo_image_surface_get_format (surface), width, height);
  const guint8 *from = cairo_image_surface_get_data (surface);
  guint8 *to = cairo_image_surface_get_data (copy);

  for (int y = 0; y < height; y++)
    memcpy (to + (gsize)y * (gsize)cairo_image_surface_get_stride (copy),
            from + (gsize)y * (gsize)cairo_image_surface_get_stride (surface), (gsize)width * sizeof (guint32));
  return copy;
}

/* The pixels of a tile that a grid can change, or FALSE when it does not reach into it. */
static gboolean
find_pixels (const WgCityFrame *frame, guint grid, double min_x, double min_y, int side, cairo_rectangle_int_t *pixels)
{
  const WgWorldBox *box = &frame->city->grids[grid].box;
  double left = floor ((box->min_x - min_x) / frame->unit - EDGE);
  double top = floor ((box->min_y - min_y) / frame->unit - EDGE);
  double right = ceil ((box->max_x - min_x) / frame->unit + EDGE);
  double bottom = ceil ((box->max_y - min_y) / frame->unit + EDGE);

  if (!wg_city_grid_is_shown (frame->city, grid, frame->level) || right <= 0.0 || bottom <= 0.0 || left >= side
      || top >= side)
    return FALSE;
  pixels->x = (int)MAX (left, 0.0);
  pixels->y = (int)MAX (top, 0.0);
  pixels->width = (int)MIN (right, side) - pixels->x;
  pixels->height = (int)MIN (bottom, side) - pixels->y;
  return TRUE;
}

static int
area_of (const cairo_rectangle_int_t *r)
{
  return r->width * r->height;
}

static cairo_rectangle_int_t
unite (const cairo_rectangle_int_t *a, const cairo_rectangle_int_t *b)
{
  int x = MIN (a->x, b->x), y = MIN (a->y, b->y);

  return (cairo_rectangle_int_t){ x, y, MAX (a->x + a->width, b->x + b->width) - x,
                                  MAX (a->y + a->height, b->y + b->height) - y };
}

/* Adds a rectangle to a list, as one with another when that is no more to paint. Those that stay apart may overlap: to
 * paint a pixel twice costs less than many narrow strips. */
static void
add_part (GArray *parts, cairo_rectangle_int_t part)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const cairo_rectangle_int_t *other = &g_array_index (parts, cairo_rectangle_int_t, i);
      cairo_rectangle_int_t both = unite (&part, other);

      if (area_of (&both) > area_of (&part) + area_of (other))
        continue;
      g_array_remove_index_fast (parts, i);
      add_part (parts, both);
      return;
    }
  g_array_append_val (parts, part);
}

cairo_surface_t *
wg_city_painter_repaint_tile (WgCityPainter *painter,
                              const WgPaintRequest *request,
                              cairo_surface_t *tile,
                              guint zoom,
                              guint x,
                              guint y,
                              guint scale,
                              const guint *grids,
                              guint n_grids)
{
  double span = WG_TILE_SIZE * wg_world_get_unit (zoom);
  cairo_surface_t *copy = copy_surface (tile);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_int_t));
  WgCityBench *bench = borrow_bench (painter);
  cairo_rectangle_int_t part;
  WgCityFrame frame;

  scale = CLAMP (scale, 1, MAX_SCALE);
  wg_city_frame_init (&frame, bench, request, zoom, scale);
  for (guint i = 0; i < n_grids; i++)
    {
      if (find_pixels (&frame, grids[i], x * span, y * span, cairo_image_surface_get_width (copy), &part))
        add_part (parts, part);
    }
  for (guint i = 0; i < parts->len; i++)
    paint_part (&frame, copy, x * span, y * span, &g_array_index (parts, cairo_rectangle_int_t, i));
  return_bench (painter, bench);
  cairo_surface_set_device_scale (copy, scale, scale);
  return copy;
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
