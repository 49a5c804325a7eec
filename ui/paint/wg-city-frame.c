/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what lies over what on the map, in which colour and how wide, in one place: fills by class, buildings, overdue
 * hems, borders.
 *
 * The fill of a class is one area. A border between two grids of one class belongs to it once in each direction, which
 * is nothing: it is not even read, and no hairline can show where it runs.
 */

#include "wg-city-frame.h"

#include <math.h>
#include <string.h>

#define HEM_WIDTH 6.0     /* logical pixels */
#define HEM_NARROW 3.0    /* of grids that a hem of full width would fill */
#define HEM_SMALL 40.0    /* grids smaller than this have the narrow hem */
#define HEM_FULL 14.0     /* and smaller ones are hatched whole */
#define HEM_UNDERLAY 0.75 /* opacity */
#define HATCH_STRIPES 23  /* in a tile of 256: 45 degree stripes 7.9 px apart, in step from tile to tile */
#define HATCH_SHARE 0.375 /* 3 of 8 px */
#define HATCH_LENGTH (2 * WG_RASTER_SIDE + 8)

WgCityBench *
wg_city_bench_new (void)
{
  WgCityBench *bench = g_new0 (WgCityBench, 1);

  bench->rasteriser = wg_rasteriser_new ();
  bench->shown = g_array_new (FALSE, FALSE, sizeof (guint32));
  bench->found = g_array_new (FALSE, FALSE, sizeof (guint32));
  bench->touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  return bench;
}

void
wg_city_bench_free (WgCityBench *bench)
{
  wg_rasteriser_free (bench->rasteriser);
  wg_raster_pen_clear (&bench->pen);
  g_array_unref (bench->shown);
  g_array_unref (bench->found);
  g_array_unref (bench->touched);
  g_free (bench->weights);
  g_free (bench->hatch);
  g_free (bench);
}

static void
make_weights (WgCityBench *bench, guint n_arcs)
{
  if (n_arcs <= bench->n_weights)
    return;
  g_free (bench->weights);
  bench->weights = g_new0 (gint16, n_arcs);
  bench->n_weights = n_arcs;
}

void
wg_city_frame_init (WgCityFrame *frame, WgCityBench *bench, const WgPaintRequest *request, double zoom, double scale)
{
  *frame = (WgCityFrame){ .bench = bench, .request = request, .city = request->city, .zoom = zoom, .scale = scale };
  if (request->colours != NULL && wg_city_colours_get_city (request->colours) == request->city)
    frame->colours = request->colours;
  if (request->hotspot != NULL && wg_hotspot_layer_get_city (request->hotspot) == request->city)
    frame->hotspot = request->hotspot;
  frame->line = scale * (request->line_scale > 0 ? request->line_scale : 1.0);
  frame->unit = wg_world_get_unit (zoom) / scale;
  frame->level = wg_city_resolve_level (frame->city, request->level, zoom);
  frame->detail = wg_raster_pen_get_detail (zoom, scale);
  make_weights (bench, frame->city->n_arcs);
}

static guint32
colour_of (const WgCityFrame *frame, WgToken token)
{
  return wg_palette_get (frame->request->theme, token);
}

static const WgGridColour *
row_of (const WgCityFrame *frame, guint grid)
{
  return wg_city_colours_get (frame->colours, grid);
}

/* The box of the square with a margin in device pixels, world coordinates. */
static WgWorldBox
wide_box (const WgCityFrame *frame, double margin)
{
  double low = -1073741824.0, high = 2147483000.0;
  double right = frame->min_x + (frame->width + margin) * frame->unit;
  double bottom = frame->min_y + (frame->height + margin) * frame->unit;

  return (WgWorldBox){ (gint32)CLAMP (floor (frame->min_x - margin * frame->unit), low, high),
                       (gint32)CLAMP (floor (frame->min_y - margin * frame->unit), low, high),
                       (gint32)CLAMP (ceil (right), low, high), (gint32)CLAMP (ceil (bottom), low, high) };
}

/* --- Areas of grids --- */

/* Adds the borders of a grid to the area being collected. */
void
wg_city_frame_weigh_grid (WgCityFrame *frame, guint grid)
{
  const WgCity *city = frame->city;
  const WgCityGrid *g = &city->grids[grid];
  WgCityBench *bench = frame->bench;
  guint first = city->ring_starts[g->first_ring], end = city->ring_starts[g->first_ring + g->n_rings];
  guint n = bench->touched->len;
  guint32 *touched;

  g_array_set_size (bench->touched, n + end - first);
  touched = (guint32 *)(gpointer)bench->touched->data;
  for (guint i = first; i < end; i++)
    {
      gint32 ref = city->arc_refs[i];
      guint32 arc = (guint32)(ref < 0 ? ~ref : ref);

      if (bench->weights[arc] == 0)
        touched[n++] = arc;
      bench->weights[arc] = (gint16)(bench->weights[arc] + (ref < 0 ? -1 : 1));
    }
  g_array_set_size (bench->touched, n);
}

/* Hands the collected borders to the rasteriser. The list of them stays. */
void
wg_city_frame_add_weighed (WgCityFrame *frame)
{
  WgCityBench *bench = frame->bench;

  for (guint i = 0; i < bench->touched->len; i++)
    {
      guint32 arc = g_array_index (bench->touched, guint32, i);

      if (bench->weights[arc] == 0)
        continue;
      wg_raster_pen_add_arc_edges (&bench->pen, frame->city, arc, bench->weights[arc]);
      bench->weights[arc] = 0;
    }
}

static double
fill_opacity (const WgCityFrame *frame, guint klass)
{
  double opacity = frame->request->base_kind == WG_BASE_IMAGERY && frame->request->base != NULL
                       ? 0.8
                       : wg_palette_get_class (frame->request->theme, klass)->opacity;

  return frame->request->dimmed_classes & (1u << klass) ? opacity / 3.0 : opacity;
}

static void
paint_fills (WgCityFrame *frame)
{
  WgCityBench *bench = frame->bench;

  for (guint klass = 1; klass < WG_N_CLASSES; klass++)
    {
      g_array_set_size (bench->touched, 0);
      for (guint i = 0; i < bench->shown->len; i++)
        {
          guint grid = g_array_index (bench->shown, guint32, i);

          if (row_of (frame, grid)->klass == klass)
            wg_city_frame_weigh_grid (frame, grid);
        }
      if (bench->touched->len == 0)
        continue;
      wg_city_frame_add_weighed (frame);
      wg_rasteriser_fill (bench->rasteriser, wg_palette_get_class (frame->request->theme, klass)->hue,
                          fill_opacity (frame, klass));
    }
}

/* --- Buildings --- */

/* Over the plain ones: the marked ones of each colour, with an outline that shows whose corners they are. */
static void
paint_marked (WgCityFrame *frame)
{
  WgCityBench *bench = frame->bench;
  WgRasterStroke line = { colour_of (frame, WG_TOKEN_BUILDING_LINE), 0.8, 0.8 * frame->line };

  for (guint mark = 1; mark <= frame->city->n_marks; mark++)
    {
      guint n = 0;

      wg_raster_pen_begin_lines (&bench->pen, line.width, FALSE);
      for (guint i = 0; i < bench->found->len; i++)
        {
          guint building = g_array_index (bench->found, guint32, i);

          if (frame->city->buildings[building].mark != mark)
            continue;
          wg_raster_pen_add_building (&bench->pen, frame->city, building, TRUE, TRUE);
          n++;
        }
      if (n == 0)
        continue;
      wg_rasteriser_fill (bench->rasteriser, wg_palette_get_chosen (frame->request->theme, frame->city->marks[mark - 1].rgb),
                          WG_MARK_OPACITY);
      wg_rasteriser_stroke (bench->rasteriser, &line, 1);
    }
}

static void
paint_buildings (WgCityFrame *frame)
{
  WgCityBench *bench = frame->bench;
  WgWorldBox box = wide_box (frame, 1.5 * frame->line);
  gboolean dark = frame->request->theme == WG_THEME_DARK, outlined = frame->zoom >= WG_BUILDING_ZOOM + 1;
  WgRasterStroke line = { colour_of (frame, WG_TOKEN_BUILDING_LINE), dark ? 0.16 : 0.28, 0.8 * frame->line };

  g_array_set_size (bench->found, 0);
  wg_box_tree_query (frame->city->building_tree, &box, bench->found);
  if (bench->found->len == 0)
    return;
  wg_raster_pen_begin_lines (&bench->pen, line.width, FALSE);
  for (guint i = 0; i < bench->found->len; i++)
    wg_raster_pen_add_building (&bench->pen, frame->city, g_array_index (bench->found, guint32, i), TRUE, outlined);
  wg_rasteriser_fill (bench->rasteriser, colour_of (frame, WG_TOKEN_BUILDING), dark ? 0.07 : 0.10);
  if (outlined)
    wg_rasteriser_stroke (bench->rasteriser, &line, 1);
  paint_marked (frame);
}

/* --- Overdue hems --- */

/* How much of a pixel the stripes cover, from 4 x 4 samples; they depend on x + y only. */
static guint16
hatch_coverage (int sum, double period)
{
  int hits = 0;

  for (int i = 0; i < 16; i++)
    hits += fmod (sum + (i % 4 + 0.5) / 4.0 + (i / 4 + 0.5) / 4.0, period) < HATCH_SHARE * period;
  return (guint16)(hits * 16);
}

/* The hatch of the square, which goes on where that of the next square ends. */
static const guint16 *
get_hatch (WgCityFrame *frame)
{
  WgCityBench *bench = frame->bench;
  guint n_stripes = (guint)MAX (1, lround (HATCH_STRIPES * frame->scale / frame->line));
  guint size = (guint)MAX (HATCH_STRIPES, lround (WG_TILE_SIZE * frame->scale));
  double column = floor (frame->min_x / frame->unit + 0.5), row = floor (frame->min_y / frame->unit + 0.5);
  double phase = fmod (column + row, size);

  if (bench->hatch_size != size || bench->n_stripes != n_stripes)
    {
      g_free (bench->hatch);
      bench->hatch_size = size;
      bench->n_stripes = n_stripes;
      bench->hatch = g_new (guint16, size + HATCH_LENGTH);
      for (guint i = 0; i < size + HATCH_LENGTH; i++)
        bench->hatch[i] = i < size ? hatch_coverage ((int)i, (double)size / n_stripes) : bench->hatch[i - size];
    }
  return bench->hatch + (guint)(phase < 0.0 ? phase + size : phase);
}

typedef enum
{
  HEM_KIND_WIDE,
  HEM_KIND_NARROW,
  HEM_KIND_WHOLE,
} HemKind;

/* What a hatch covers has no colour of a class any more, so it covers as little as can be seen. */
static HemKind
get_hem_kind (const WgCityFrame *frame, guint grid)
{
  const WgWorldBox *box = &frame->city->grids[grid].box;
  double size = MIN ((double)box->max_x - box->min_x, (double)box->max_y - box->min_y) / (frame->unit * frame->line);

  if (size < HEM_FULL)
    return HEM_KIND_WHOLE;
  return size < HEM_SMALL ? HEM_KIND_NARROW : HEM_KIND_WIDE;
}

/* Adds the area of the overdue grids of one kind; returns whether there is one. */
static gboolean
add_overdue (WgCityFrame *frame, HemKind kind)
{
  WgCityBench *bench = frame->bench;

  g_array_set_size (bench->touched, 0);
  for (guint i = 0; i < bench->shown->len; i++)
    {
      guint grid = g_array_index (bench->shown, guint32, i);

      if (row_of (frame, grid)->overdue > 0 && get_hem_kind (frame, grid) == kind)
        wg_city_frame_weigh_grid (frame, grid);
    }
  wg_city_frame_add_weighed (frame);
  return bench->touched->len > 0;
}

/* Leaves of the grids in the mask what lies along their borders, those between two of them included. */
static void
cut_hem (WgCityFrame *frame, double hem)
{
  WgCityBench *bench = frame->bench;
  double width = 2.0 * hem * frame->line;

  /* Its inner edge may be a pixel off: half of the corners do. */
  bench->pen.zoom = (guint8)MAX (frame->detail - 1, 0);
  wg_raster_pen_begin_lines (&bench->pen, width, TRUE);
  for (guint i = 0; i < bench->touched->len; i++)
    wg_raster_pen_add_arc_line (&bench->pen, frame->city, g_array_index (bench->touched, guint32, i));
  wg_rasteriser_mask_keep_lines (bench->rasteriser, width);
  bench->pen.zoom = frame->detail;
}

static void
paint_mask (WgCityFrame *frame)
{
  wg_rasteriser_mask_paint (frame->bench->rasteriser, colour_of (frame, WG_TOKEN_HEM_PAPER), HEM_UNDERLAY,
                            colour_of (frame, WG_TOKEN_OVERDUE), get_hatch (frame));
}

/* Coverage of the grid x coverage of the hem x pattern. */
static void
paint_hems (WgCityFrame *frame)
{
  WgRasteriser *rasteriser = frame->bench->rasteriser;
  gboolean any = FALSE, covered = FALSE;

  for (guint i = 0; i < frame->bench->shown->len && !any; i++)
    any = row_of (frame, g_array_index (frame->bench->shown, guint32, i))->overdue > 0;
  if (!any)
    return;
  wg_rasteriser_mask_clear (rasteriser);
  if (add_overdue (frame, HEM_KIND_WIDE))
    {
      wg_rasteriser_mask_fill (rasteriser);
      cut_hem (frame, HEM_WIDTH);
      covered = TRUE;
    }
  if (add_overdue (frame, HEM_KIND_WHOLE))
    {
      wg_rasteriser_mask_fill (rasteriser);
      covered = TRUE;
    }
  if (covered)
    paint_mask (frame);
  if (!add_overdue (frame, HEM_KIND_NARROW))
    return;
  wg_rasteriser_mask_clear (rasteriser);
  wg_rasteriser_mask_fill (rasteriser);
  cut_hem (frame, HEM_NARROW * (1.0 + (frame->scale / frame->line - 1.0) / 2.0));
  paint_mask (frame);
}

/* --- Borders --- */

/* The borders between levels @from and @to, casing and core. */
static void
stroke_borders (WgCityFrame *frame, guint from, guint to, const WgRasterStroke *strokes, guint n_strokes)
{
  WgCityBench *bench = frame->bench;
  double width = 0.0;
  WgWorldBox box;

  for (guint i = 0; i < n_strokes; i++)
    width = MAX (width, strokes[i].width);
  box = wide_box (frame, width / 2.0 + 2.0);
  g_array_set_size (bench->found, 0);
  for (guint depth = from; depth <= MIN (to, frame->city->n_levels); depth++)
    wg_box_tree_query (frame->city->arc_trees[depth], &box, bench->found);
  if (bench->found->len == 0)
    return;
  wg_raster_pen_begin_lines (&bench->pen, width, FALSE);
  for (guint i = 0; i < bench->found->len; i++)
    wg_raster_pen_add_arc_line (&bench->pen, frame->city, g_array_index (bench->found, guint32, i));
  wg_rasteriser_stroke (bench->rasteriser, strokes, n_strokes);
}

/* Where grids are only some pixels wide, lines of full width would cover them: they thin out with the grids. */
static void
paint_borders (WgCityFrame *frame)
{
  double size = frame->city->median_size[frame->level] / (frame->unit * frame->line);
  double thin = CLAMP (size / 48.0, 0.3, 1.0), scale = frame->line;
  guint32 casing = colour_of (frame, WG_TOKEN_CASING), core = colour_of (frame, WG_TOKEN_BORDER);
  gboolean deepest = frame->level == frame->city->n_levels;
  WgRasterStroke own[2] = { { casing, 0.55, (deepest ? 2.9 : 3.4) * scale },
                            { core, deepest ? 0.55 : 0.75, (deepest ? 1.1 : 1.4) * thin * scale } };
  WgRasterStroke parents[2] = { { casing, 0.85, 4.2 * scale }, { core, 1.0, 2.0 * MAX (thin, 0.6) * scale } };
  guint first = size >= 24.0 ? 0 : 1; /* without the casing */

  stroke_borders (frame, frame->level, frame->level, own + first, 2 - first);
  stroke_borders (frame, 1, frame->level - 1, parents + first, 2 - first);
}

void
wg_city_frame_paint_square (WgCityFrame *frame,
                            guint32 *pixels,
                            gsize stride,
                            double min_x,
                            double min_y,
                            guint width,
                            guint height)
{
  WgCityBench *bench = frame->bench;
  WgPaintLayers layers = frame->request->layers;
  WgWorldBox box;

  frame->min_x = min_x;
  frame->min_y = min_y;
  frame->width = width;
  frame->height = height;
  wg_rasteriser_set_target (bench->rasteriser, pixels, stride, width, height);
  wg_raster_pen_place (&bench->pen, bench->rasteriser, min_x, min_y, frame->unit, width, height, frame->detail);
  if (frame->clears)
    wg_rasteriser_clear (bench->rasteriser,
                         layers & WG_PAINT_LAND ? 0xff000000u | colour_of (frame, WG_TOKEN_LAND) : 0);
  g_array_set_size (bench->shown, 0);
  box = wide_box (frame, 1.0);
  if (frame->colours != NULL && frame->hotspot == NULL && frame->city->n_levels > 0)
    wg_city_query_shown (frame->city, frame->level, &box, bench->shown);
  if ((layers & WG_PAINT_FILL) && bench->shown->len > 0)
    paint_fills (frame);
  if ((layers & WG_PAINT_FILL) && frame->hotspot != NULL)
    {
      wg_rasteriser_finish (bench->rasteriser);
      wg_city_frame_fill_hotspots (frame, pixels, stride);
    }
  if ((layers & WG_PAINT_BUILDINGS) && frame->zoom >= WG_BUILDING_ZOOM)
    paint_buildings (frame);
  if ((layers & WG_PAINT_HEMS) && bench->shown->len > 0)
    paint_hems (frame);
  if ((layers & WG_PAINT_BORDERS) && frame->city->n_levels > 0)
    paint_borders (frame);
  if ((layers & WG_PAINT_BORDERS) && frame->hotspot != NULL)
    wg_city_frame_outline_hotspots (frame);
  wg_rasteriser_finish (bench->rasteriser);
}
