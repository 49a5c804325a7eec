/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a tile shows a few corners of borders that have thousands; finding those few must not cost as much as painting
 * them. A border that passes the target at its left matters by its two ends only, one that passes it elsewhere not at
 * all, and the zooms of corners are looked at eight at a time.
 */

#include "wg-raster-pen.h"

#include <math.h>
#include <string.h>

void
wg_raster_pen_clear (WgRasterPen *pen)
{
  g_clear_pointer (&pen->points, g_free);
  pen->n_points = pen->capacity = 0;
}

guint8
wg_raster_pen_get_detail (double zoom, double scale)
{
  return (guint8)CLAMP (ceil (zoom + log2 (MAX (scale, 0.25)) - 0.01), 0.0, WG_MAX_ZOOM);
}

static gint32
to_world (double value)
{
  return (gint32)CLAMP (value, -1073741824.0, 2147483000.0);
}

void
wg_raster_pen_place (WgRasterPen *pen,
                     WgRasteriser *rasteriser,
                     double origin_x,
                     double origin_y,
                     double unit,
                     guint width,
                     guint height,
                     guint8 detail)
{
  pen->rasteriser = rasteriser;
  pen->origin_x = origin_x;
  pen->origin_y = origin_y;
  pen->unit = unit;
  pen->factor = WG_RASTER_ONE / unit;
  pen->zoom = detail;
  pen->box.min_x = to_world (floor (origin_x - 1.0));
  pen->box.min_y = to_world (floor (origin_y - 1.0));
  pen->box.max_x = to_world (ceil (origin_x + width * unit + 1.0));
  pen->box.max_y = to_world (ceil (origin_y + height * unit + 1.0));
}

static void
make_room (WgRasterPen *pen, guint n_points)
{
  if (n_points <= pen->capacity)
    return;
  pen->capacity = MAX (n_points, 2 * pen->capacity);
  pen->points = g_renew (WgRasterPoint, pen->points, pen->capacity);
}

static inline void
take_point (WgRasterPen *pen, const gint32 *xy)
{
  pen->points[pen->n_points++] = (WgRasterPoint){ llrint ((xy[0] - pen->origin_x) * pen->factor),
                                                  llrint ((xy[1] - pen->origin_y) * pen->factor) };
}

/* Reads the shown corners of a line into the scratch of the pen. */
static void
read_line (WgRasterPen *pen, const gint32 *xy, const guint8 *zooms, guint n_points)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), tops = ones << 7;
  const guint64 more = (guint64)(127 - pen->zoom) * ones;
  guint i = 0;

  pen->n_points = 0;
  make_room (pen, n_points + 1);
  for (; i + 8 <= n_points; i += 8)
    {
      guint64 word, shown;

      memcpy (&word, zooms + i, sizeof word);
      shown = ~(word + more) & tops;
      for (; shown != 0; shown &= shown - 1)
        take_point (pen, xy + 2 * (i + (guint)__builtin_ctzll (shown) / 8));
    }
  for (; i < n_points; i++)
    {
      if (zooms[i] <= pen->zoom)
        take_point (pen, xy + 2 * i);
    }
}

void
wg_raster_pen_add_arc_edges (WgRasterPen *pen, const WgCity *city, guint arc, int weight)
{
  const WgCityArc *a = &city->arcs[arc];
  const gint32 *xy = city->points.xy + 2 * a->first_point;

  if (a->box.min_x > pen->box.max_x || a->box.max_y < pen->box.min_y || a->box.min_y > pen->box.max_y)
    return;
  if (a->box.max_x < pen->box.min_x)
    {
      make_room (pen, 2);
      pen->n_points = 0;
      take_point (pen, xy);
      take_point (pen, xy + 2 * (a->n_points - 1));
    }
  else
    read_line (pen, xy, city->points.zooms + a->first_point, a->n_points);
  wg_rasteriser_add_edges (pen->rasteriser, pen->points, pen->n_points, weight);
}

void
wg_raster_pen_begin_lines (WgRasterPen *pen, double width, gboolean in_mask)
{
  double margin = (width / 2.0 + 2.0) * pen->unit;

  wg_rasteriser_begin_lines (pen->rasteriser, width, in_mask);
  pen->reach.min_x = to_world (floor (pen->box.min_x - margin));
  pen->reach.min_y = to_world (floor (pen->box.min_y - margin));
  pen->reach.max_x = to_world (ceil (pen->box.max_x + margin));
  pen->reach.max_y = to_world (ceil (pen->box.max_y + margin));
}

void
wg_raster_pen_add_arc_line (WgRasterPen *pen, const WgCity *city, guint arc)
{
  const WgCityArc *a = &city->arcs[arc];

  if (!wg_world_box_intersects (&a->box, &pen->reach))
    return;
  read_line (pen, city->points.xy + 2 * a->first_point, city->points.zooms + a->first_point, a->n_points);
  wg_rasteriser_add_line (pen->rasteriser, pen->points, pen->n_points);
}

void
wg_raster_pen_add_building (WgRasterPen *pen, const WgCity *city, guint building, gboolean edges, gboolean lines)
{
  const WgCityBuilding *b = &city->buildings[building];

  for (guint ring = b->first_ring; ring < b->first_ring + b->n_rings; ring++)
    {
      guint start = city->building_ring_starts[ring];

      read_line (pen, city->building_points.xy + 2 * start, city->building_points.zooms + start,
                 city->building_ring_starts[ring + 1] - start);
      pen->points[pen->n_points] = pen->points[0];
      pen->n_points++;
      if (edges)
        wg_rasteriser_add_edges (pen->rasteriser, pen->points, pen->n_points, 1);
      if (lines)
        wg_rasteriser_add_line (pen->rasteriser, pen->points, pen->n_points);
    }
}
