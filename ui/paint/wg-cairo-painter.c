/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the painter of the program claims to show the same as a general library for vector graphics, in a fraction of its
 * time. This is that library with the same scene: the reference of the tests for what a picture looks like, and the peer
 * of --bench and the benchmarks.
 */

#include "wg-cairo-painter.h"

#include "wg-city-private.h"
#include "wg-path-pen.h"

#define MARGIN 16.0       /* logical pixels around a picture in which lines can still reach into it */
#define HEM_WIDTH 6.0     /* logical pixels */
#define HEM_NARROW 3.0    /* of smaller grids */
#define HEM_SMALL 40.0
#define HEM_FULL 14.0     /* still smaller grids are hatched whole */
#define HEM_UNDERLAY 0.75 /* opacity */
#define HATCH_STRIPES 23  /* in a tile of 256 */
#define HATCH_SHARE 0.375
#define MAX_SCALE 4

typedef struct
{
  const WgPaintRequest *request;
  const WgCity *city;
  const WgCityColours *colours; /* only when they are of the city */
  cairo_t *cr;
  double zoom;
  double scale;
  double min_x;
  double min_y;
  int width;
  int height;
  guint level;
  WgWorldBox wide; /* with the margin */
  GArray *shown;   /* guint32 grids */
} Frame;

/* --- The hatch --- */

/* How much of a pixel the stripes cover, from 4 x 4 samples. */
static guint8
hatch_coverage (int x, int y, double period)
{
  int hits = 0;

  for (int i = 0; i < 16; i++)
    {
      double u = x + (i % 4 + 0.5) / 4.0 + y + (i / 4 + 0.5) / 4.0;

      hits += fmod (u, period) < HATCH_SHARE * period;
    }
  return (guint8) (hits * 255 / 16);
}

static cairo_surface_t *
make_hatch (int scale)
{
  int size = WG_TILE_SIZE * scale;
  double period = (double) size / HATCH_STRIPES;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, size, size);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  /* The pattern depends on x + y only. */
  for (int y = 0; y < size; y++)
    {
      for (int x = 0; x < size; x++)
        data[y * stride + x] = y == 0 || x == size - 1 ? hatch_coverage (x, y, period) : data[(y - 1) * stride + x + 1];
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_pattern_t *
get_hatch (Frame *frame)
{
  static GMutex lock;
  static cairo_surface_t *hatches[MAX_SCALE + 1];
  int scale = CLAMP ((int) ceil (frame->scale), 1, MAX_SCALE);
  double world_pixels = WG_TILE_SIZE * scale;
  double unit = wg_world_get_unit (frame->zoom);
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;

  g_mutex_lock (&lock);
  if (hatches[scale] == NULL)
    hatches[scale] = make_hatch (scale);
  pattern = cairo_pattern_create_for_surface (hatches[scale]);
  g_mutex_unlock (&lock);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_matrix_init_translate (&matrix, fmod (frame->min_x / unit * scale, world_pixels),
                               fmod (frame->min_y / unit * scale, world_pixels));
  cairo_matrix_scale (&matrix, scale, scale);
  cairo_pattern_set_matrix (pattern, &matrix);
  return pattern;
}

/* --- Helpers --- */

static void
set_rgba (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), alpha);
}

static guint32
colour_of (const Frame *frame, WgToken token)
{
  return wg_palette_get (frame->request->theme, token);
}

static void
init_pen (const Frame *frame, WgPathPen *pen, cairo_t *cr)
{
  wg_path_pen_init (pen, cr, frame->min_x, frame->min_y, frame->zoom, frame->scale, frame->width, frame->height,
                    MARGIN);
}

static const WgGridColour *
row_of (const Frame *frame, guint grid)
{
  return frame->colours != NULL ? wg_city_colours_get (frame->colours, grid) : NULL;
}

/* --- Layers, in the order in which they lie on each other --- */

static void
paint_ground (Frame *frame)
{
  const WgPaintRequest *request = frame->request;
  guint32 land = colour_of (frame, WG_TOKEN_LAND);
  cairo_t *cr = frame->cr;

  if (request->layers & WG_PAINT_LAND)
    {
      set_rgba (cr, land, 1.0);
      cairo_paint (cr);
    }
  if (!(request->layers & WG_PAINT_BASE) || request->base == NULL)
    return;
  cairo_save (cr);
  cairo_scale (cr, (double) frame->width / cairo_image_surface_get_width (request->base),
               (double) frame->height / cairo_image_surface_get_height (request->base));
  cairo_set_source_surface (cr, request->base, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_restore (cr);
  if (request->base_kind != WG_BASE_OWN)
    {
      set_rgba (cr, land, 0.3);
      cairo_paint (cr);
    }
}

static double
fill_opacity (const Frame *frame, guint klass)
{
  double opacity = frame->request->base_kind == WG_BASE_IMAGERY && frame->request->base != NULL
                       ? 0.8
                       : wg_palette_get_class (frame->request->theme, klass)->opacity;

  return frame->request->dimmed_classes & (1u << klass) ? opacity / 3.0 : opacity;
}

static void
paint_fills (Frame *frame)
{
  WgPathPen pen;

  if (frame->colours == NULL)
    return;
  init_pen (frame, &pen, frame->cr);
  cairo_set_fill_rule (frame->cr, CAIRO_FILL_RULE_WINDING);
  for (guint klass = 1; klass < WG_N_CLASSES; klass++)
    {
      guint n = 0;

      for (guint i = 0; i < frame->shown->len; i++)
        {
          guint grid = g_array_index (frame->shown, guint32, i);

          if (row_of (frame, grid)->klass != klass)
            continue;
          wg_path_pen_trace_grid (&pen, frame->city, grid);
          n++;
        }
      if (n == 0)
        continue;
      set_rgba (frame->cr, wg_palette_get_class (frame->request->theme, klass)->hue, fill_opacity (frame, klass));
      cairo_fill (frame->cr);
    }
}

static void
paint_buildings (Frame *frame)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean dark = frame->request->theme == WG_THEME_DARK;
  WgPathPen pen;

  if (frame->zoom < WG_BUILDING_ZOOM)
    return;
  wg_box_tree_query (frame->city->building_tree, &frame->wide, found);
  if (found->len == 0)
    return;
  init_pen (frame, &pen, frame->cr);
  for (guint i = 0; i < found->len; i++)
    wg_path_pen_trace_building (&pen, frame->city, g_array_index (found, guint32, i));
  set_rgba (frame->cr, colour_of (frame, WG_TOKEN_BUILDING), dark ? 0.07 : 0.10);
  if (frame->zoom < WG_BUILDING_ZOOM + 1)
    {
      cairo_fill (frame->cr);
      return;
    }
  cairo_fill_preserve (frame->cr);
  set_rgba (frame->cr, colour_of (frame, WG_TOKEN_BUILDING_LINE), dark ? 0.16 : 0.28);
  cairo_set_line_width (frame->cr, 0.8);
  cairo_stroke (frame->cr);
}

typedef enum
{
  HEM_KIND_WIDE,
  HEM_KIND_NARROW,
  HEM_KIND_WHOLE,
} HemKind;

static HemKind
get_hem_kind (const Frame *frame, guint grid)
{
  const WgWorldBox *box = &frame->city->grids[grid].box;
  double size = MIN ((double) box->max_x - box->min_x, (double) box->max_y - box->min_y) / wg_world_get_unit (frame->zoom);

  if (size < HEM_FULL)
    return HEM_KIND_WHOLE;
  return size < HEM_SMALL ? HEM_KIND_NARROW : HEM_KIND_WIDE;
}

/* Puts the outlines of the overdue grids of one kind into the path of @cr; returns how many. */
static guint
trace_overdue (Frame *frame, cairo_t *cr, HemKind kind)
{
  WgPathPen pen;
  guint n = 0;

  init_pen (frame, &pen, cr);
  for (guint i = 0; i < frame->shown->len; i++)
    {
      guint grid = g_array_index (frame->shown, guint32, i);

      if (row_of (frame, grid)->overdue == 0 || get_hem_kind (frame, grid) != kind)
        continue;
      wg_path_pen_trace_grid (&pen, frame->city, grid);
      n++;
    }
  return n;
}

static cairo_surface_t *
make_mask (const Frame *frame)
{
  cairo_surface_t *target = cairo_get_target (frame->cr);
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, cairo_image_surface_get_width (target),
                                                      cairo_image_surface_get_height (target));

  cairo_surface_set_device_scale (mask, frame->scale, frame->scale);
  return mask;
}

/* Each kind on a mask of its own, because what is kept of one must not be taken from another. */
static void
add_hem (Frame *frame, cairo_t *mask, HemKind kind, double width)
{
  cairo_surface_t *own;
  cairo_t *cr;

  own = make_mask (frame);
  cr = cairo_create (own);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_line_width (cr, 2.0 * width);
  if (trace_overdue (frame, cr, kind) > 0)
    {
      cairo_stroke_preserve (cr);
      cairo_set_operator (cr, CAIRO_OPERATOR_IN);
      cairo_fill (cr);
    }
  cairo_mask_surface (mask, own, 0, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (own);
}

static void
paint_hems (Frame *frame)
{
  cairo_surface_t *mask;
  cairo_pattern_t *hatch;
  cairo_t *cr;
  static const double widths[] = { [HEM_KIND_WIDE] = HEM_WIDTH, [HEM_KIND_NARROW] = HEM_NARROW };
  guint n_overdue = 0;

  if (frame->colours == NULL)
    return;
  for (HemKind kind = HEM_KIND_WIDE; kind <= HEM_KIND_WHOLE; kind++)
    n_overdue += trace_overdue (frame, frame->cr, kind);
  cairo_new_path (frame->cr);
  if (n_overdue == 0)
    return;

  /* Stroke coverage x polygon coverage x pattern. */
  mask = make_mask (frame);
  cr = cairo_create (mask);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  for (HemKind kind = HEM_KIND_WIDE; kind <= HEM_KIND_NARROW; kind++)
    add_hem (frame, cr, kind, widths[kind]);
  if (trace_overdue (frame, cr, HEM_KIND_WHOLE) > 0)
    cairo_fill (cr);
  set_rgba (frame->cr, colour_of (frame, WG_TOKEN_HEM_PAPER), HEM_UNDERLAY);
  cairo_mask_surface (frame->cr, mask, 0, 0);
  hatch = get_hatch (frame);
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_IN);
  cairo_set_source (cr, hatch);
  cairo_paint (cr);
  set_rgba (frame->cr, colour_of (frame, WG_TOKEN_OVERDUE), 1.0);
  cairo_mask_surface (frame->cr, mask, 0, 0);
  cairo_pattern_destroy (hatch);
  cairo_destroy (cr);
  cairo_surface_destroy (mask);
}

/* Puts the borders between levels @from and @to into the path; returns how many. */
static guint
trace_borders (Frame *frame, guint from, guint to)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgPathPen pen;

  for (guint depth = from; depth <= MIN (to, frame->city->n_levels); depth++)
    wg_box_tree_query (frame->city->arc_trees[depth], &frame->wide, found);
  init_pen (frame, &pen, frame->cr);
  for (guint i = 0; i < found->len; i++)
    wg_path_pen_trace_arc (&pen, frame->city, g_array_index (found, guint32, i));
  return found->len;
}

typedef struct
{
  guint from;
  guint to;
  double core;
  double core_alpha;
  double casing;
  double casing_alpha;
} BorderStyle;

static void
stroke_borders (Frame *frame, const BorderStyle *style)
{
  cairo_t *cr = frame->cr;

  if (style->from > style->to || trace_borders (frame, style->from, style->to) == 0)
    return;
  if (style->casing > 0.0)
    {
      set_rgba (cr, colour_of (frame, WG_TOKEN_CASING), style->casing_alpha);
      cairo_set_line_width (cr, style->casing);
      cairo_stroke_preserve (cr);
    }
  set_rgba (cr, colour_of (frame, WG_TOKEN_BORDER), style->core_alpha);
  cairo_set_line_width (cr, style->core);
  cairo_stroke (cr);
}

/* Where grids are only some pixels wide, lines of full width would cover them: they thin out with the grids. */
static void
paint_borders (Frame *frame)
{
  double size = frame->city->median_size[frame->level] / wg_world_get_unit (frame->zoom);
  double thin = CLAMP (size / 48.0, 0.3, 1.0);
  double casing = size >= 24.0 ? 1.0 : 0.0;
  gboolean deepest = frame->level == frame->city->n_levels;
  BorderStyle own = {
    frame->level, frame->level, (deepest ? 1.1 : 1.4) * thin, deepest ? 0.55 : 0.75, casing * (deepest ? 2.9 : 3.4),
    0.55
  };
  BorderStyle parents = { 1, frame->level - 1, 2.0 * MAX (thin, 0.6), 1.0, casing * 4.2, 0.85 };

  cairo_set_line_join (frame->cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_cap (frame->cr, CAIRO_LINE_CAP_ROUND);
  stroke_borders (frame, &own);
  stroke_borders (frame, &parents);
}

/* --- The doors --- */

static void
paint_frame (Frame *frame)
{
  WgPaintLayers layers = frame->request->layers;
  WgPathPen pen;

  init_pen (frame, &pen, frame->cr);
  frame->wide = pen.clip;
  frame->shown = g_array_new (FALSE, FALSE, sizeof (guint32));
  frame->level = wg_city_resolve_level (frame->city, frame->request->level, frame->zoom);
  paint_ground (frame);
  if (frame->city->n_levels > 0)
    wg_city_query_shown (frame->city, frame->level, &frame->wide, frame->shown);
  if (layers & WG_PAINT_FILL)
    paint_fills (frame);
  if (layers & WG_PAINT_BUILDINGS)
    paint_buildings (frame);
  if (layers & WG_PAINT_HEMS)
    paint_hems (frame);
  if ((layers & WG_PAINT_BORDERS) && frame->city->n_levels > 0)
    paint_borders (frame);
  g_array_unref (frame->shown);
}

cairo_surface_t *
wg_cairo_painter_paint_area (const WgPaintRequest *request,
                          double zoom,
                          double min_x,
                          double min_y,
                          int width,
                          int height,
                          double scale)
{
  cairo_format_t format = request->layers & WG_PAINT_LAND ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
  cairo_surface_t *surface
      = cairo_image_surface_create (format, (int) ceil (width * scale - 1e-9), (int) ceil (height * scale - 1e-9));
  Frame frame = { .request = request,
                  .city = request->city,
                  .zoom = zoom,
                  .scale = scale,
                  .min_x = min_x,
                  .min_y = min_y,
                  .width = width,
                  .height = height };

  if (request->colours != NULL && wg_city_colours_get_city (request->colours) == request->city)
    frame.colours = request->colours;
  cairo_surface_set_device_scale (surface, scale, scale);
  frame.cr = cairo_create (surface);
  paint_frame (&frame);
  cairo_destroy (frame.cr);
  cairo_surface_flush (surface);
  return surface;
}
