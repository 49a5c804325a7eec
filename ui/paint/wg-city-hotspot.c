/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: hotspots take the place of the colours of the backlog, on the same tiles, between the same land and the same borders,
 * so that what is seen of a street is the same and only the question is another.
 */

#include "wg-city-frame.h"

#define FULL_WIDTH 4.0 /* of the outline of a cluster that is hardly chance, logical pixels */
#define WEAK_WIDTH 2.2
#define CASING 3.0
#define WEAK_OPACITY 0.6
#define CLUSTER_SHARE 0.35 /* of the opacity of a hotspot that a cluster is filled with */

/* The grids of the level that was looked at, whichever level is shown. */
static void
list_grids (WgCityFrame *frame)
{
  WgCityBench *bench = frame->bench;
  double right = frame->min_x + frame->width * frame->unit, bottom = frame->min_y + frame->height * frame->unit;
  WgWorldBox box = { (gint32) CLAMP (floor (frame->min_x - frame->unit), -1073741824.0, 2147483000.0),
                     (gint32) CLAMP (floor (frame->min_y - frame->unit), -1073741824.0, 2147483000.0),
                     (gint32) CLAMP (ceil (right + frame->unit), -1073741824.0, 2147483000.0),
                     (gint32) CLAMP (ceil (bottom + frame->unit), -1073741824.0, 2147483000.0) };

  g_array_set_size (bench->found, 0);
  wg_city_query_shown (frame->city, MIN (wg_hotspot_layer_get_depth (frame->hotspot), frame->city->n_levels), &box, bench->found);
}

static void
fill_grids (WgCityFrame *frame)
{
  WgCityBench *bench = frame->bench;

  list_grids (frame);
  for (guint paint = WG_HOTSPOT_PAINT_NONE + 1; paint < WG_N_HOTSPOT_PAINTS; paint++)
    {
      double opacity;
      guint32 hue = wg_hotspot_paint_get_colour (frame->request->theme, (WgHotspotPaint) paint, &opacity);

      g_array_set_size (bench->touched, 0);
      for (guint i = 0; i < bench->found->len; i++)
        {
          guint grid = g_array_index (bench->found, guint32, i);

          if (wg_hotspot_layer_get_paint (frame->hotspot, grid) == paint)
            wg_city_frame_weigh_grid (frame, grid);
        }
      if (bench->touched->len == 0)
        continue;
      wg_city_frame_add_weighed (frame);
      wg_rasteriser_fill (bench->rasteriser, hue, opacity);
    }
}

/* --- A density --- */

static guint
mix_channel (guint under, guint over, guint weight)
{
  return (under * (256 - weight) + over * weight) >> 8;
}

/* Lays a colour over a pixel; @weight is its opacity in 256ths. On premultiplied alpha and on opaque pixels alike. */
static guint32
lay_over (guint32 pixel, guint32 rgb, guint weight)
{
  return mix_channel (pixel >> 24, 255, weight) << 24 | mix_channel (pixel >> 16 & 0xff, rgb >> 16 & 0xff, weight) << 16
         | mix_channel (pixel >> 8 & 0xff, rgb >> 8 & 0xff, weight) << 8 | mix_channel (pixel & 0xff, rgb & 0xff, weight);
}

static guint
find_class (const double *bounds, double value)
{
  guint klass = 0;

  while (klass < WG_N_DENSITY_CLASSES && value >= bounds[klass] && bounds[klass] > 0.0)
    klass++;
  return klass;
}

static void
fill_density (WgCityFrame *frame, const WgDensityMesh *mesh, const double *bounds, guint32 *pixels, gsize stride)
{
  guint32 hues[WG_N_DENSITY_CLASSES + 1];
  guint weights[WG_N_DENSITY_CLASSES + 1];

  for (guint i = 0; i <= WG_N_DENSITY_CLASSES; i++)
    {
      const WgClassColour *colour = wg_palette_get_class (frame->request->theme, i);

      hues[i] = colour->hue;
      weights[i] = (guint) (colour->opacity * 256.0 + 0.5);
    }
  for (guint y = 0; y < frame->height; y++)
    {
      double world_y = frame->min_y + (y + 0.5) * frame->unit;

      for (guint x = 0; x < frame->width; x++)
        {
          guint klass = find_class (bounds, wg_density_mesh_get (mesh, frame->min_x + (x + 0.5) * frame->unit, world_y));

          if (klass > 0)
            pixels[y * stride + x] = lay_over (pixels[y * stride + x], hues[klass], weights[klass]);
        }
    }
}

/* --- Clusters --- */

/* Collects the grids of a cluster; returns whether it may be seen here. */
static gboolean
weigh_cluster (WgCityFrame *frame, guint outline, gboolean *watched)
{
  guint n;
  const guint *grids = wg_hotspot_layer_get_outline (frame->hotspot, outline, &n, watched);

  g_array_set_size (frame->bench->touched, 0);
  for (guint i = 0; i < n; i++)
    wg_city_frame_weigh_grid (frame, grids[i]);
  return frame->bench->touched->len > 0;
}

static void
fill_clusters (WgCityFrame *frame)
{
  for (guint i = 0; i < wg_hotspot_layer_get_n_outlines (frame->hotspot); i++)
    {
      gboolean watched;
      double opacity;
      guint32 hue = wg_hotspot_paint_get_colour (frame->request->theme, WG_HOTSPOT_PAINT_HOTTEST, &opacity);

      if (!weigh_cluster (frame, i, &watched))
        continue;
      wg_city_frame_add_weighed (frame);
      wg_rasteriser_fill (frame->bench->rasteriser, hue, opacity * CLUSTER_SHARE * (watched ? 0.5 : 1.0));
    }
}

/* What two grids of the cluster share is not its outline. */
static void
stroke_cluster (WgCityFrame *frame, gboolean watched)
{
  WgCityBench *bench = frame->bench;
  double width = (watched ? WEAK_WIDTH : FULL_WIDTH) * frame->scale, opacity;
  guint32 hue = wg_hotspot_paint_get_colour (frame->request->theme, WG_HOTSPOT_PAINT_HOTTEST, &opacity);
  WgRasterStroke strokes[2] = { { wg_palette_get (frame->request->theme, WG_TOKEN_CASING), 0.9, width + CASING * frame->scale },
                                { hue, watched ? WEAK_OPACITY : 1.0, width } };

  wg_raster_pen_begin_lines (&bench->pen, strokes[0].width, FALSE);
  for (guint i = 0; i < bench->touched->len; i++)
    {
      guint32 arc = g_array_index (bench->touched, guint32, i);

      if (bench->weights[arc] != 0)
        wg_raster_pen_add_arc_line (&bench->pen, frame->city, arc);
      bench->weights[arc] = 0;
    }
  wg_rasteriser_stroke (bench->rasteriser, strokes, 2);
}

/* The weakest first, so that the strongest lies on top. */
void
wg_city_frame_outline_hotspots (WgCityFrame *frame)
{
  for (guint i = wg_hotspot_layer_get_n_outlines (frame->hotspot); i > 0; i--)
    {
      gboolean watched;

      if (weigh_cluster (frame, i - 1, &watched))
        stroke_cluster (frame, watched);
    }
}

void
wg_city_frame_fill_hotspots (WgCityFrame *frame, guint32 *pixels, gsize stride)
{
  double bounds[WG_N_DENSITY_CLASSES];
  const WgDensityMesh *mesh = wg_hotspot_layer_get_mesh (frame->hotspot, bounds);

  if (mesh != NULL)
    fill_density (frame, mesh, bounds, pixels, stride);
  else if (wg_hotspot_layer_get_n_outlines (frame->hotspot) > 0)
    fill_clusters (frame);
  else
    fill_grids (frame);
}
