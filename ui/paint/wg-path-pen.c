/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a district border of ten thousand corners crosses a tile in three of them; Cairo should see the three. */

#include "wg-path-pen.h"

enum
{
  LEFT = 1,
  RIGHT = 2,
  ABOVE = 4,
  BELOW = 8,
};

static gint32
to_world (double value)
{
  return (gint32) CLAMP (value, -1073741824.0, 2147483000.0);
}

void
wg_path_pen_init (WgPathPen *pen,
                  cairo_t *cr,
                  double min_x,
                  double min_y,
                  double zoom,
                  double scale,
                  double width,
                  double height,
                  double margin)
{
  double unit = wg_world_get_unit (zoom);
  double detail = ceil (zoom + log2 (MAX (scale, 0.25)) - 0.01);

  pen->cr = cr;
  pen->origin_x = min_x;
  pen->origin_y = min_y;
  pen->factor = 1.0 / unit;
  pen->zoom = (guint8) CLAMP (detail, 0.0, WG_MAX_ZOOM);
  pen->clip.min_x = to_world (floor (min_x - margin * unit));
  pen->clip.min_y = to_world (floor (min_y - margin * unit));
  pen->clip.max_x = to_world (ceil (min_x + (width + margin) * unit));
  pen->clip.max_y = to_world (ceil (min_y + (height + margin) * unit));
  pen->begun = pen->has_pending = FALSE;
}

static inline guint
outside_code (const WgPathPen *pen, const gint32 *p)
{
  guint code = 0;

  if (p[0] < pen->clip.min_x)
    code = LEFT;
  else if (p[0] > pen->clip.max_x)
    code = RIGHT;
  if (p[1] < pen->clip.min_y)
    code |= ABOVE;
  else if (p[1] > pen->clip.max_y)
    code |= BELOW;
  return code;
}

static inline void
emit_point (WgPathPen *pen, const gint32 *p)
{
  double x = (p[0] - pen->origin_x) * pen->factor, y = (p[1] - pen->origin_y) * pen->factor;

  if (pen->begun)
    cairo_line_to (pen->cr, x, y);
  else
    cairo_move_to (pen->cr, x, y);
  pen->begun = TRUE;
}

/* A corner waits until the next one is known: when the one before, it and the next are all beyond the same side of the
 * clip box, the way over it and the way past it are the same inside of the box.
 */
static inline void
pen_to (WgPathPen *pen, const gint32 *p)
{
  guint code = outside_code (pen, p);

  if (!pen->begun)
    {
      emit_point (pen, p);
      pen->emitted_code = code;
      return;
    }
  if (pen->has_pending && (pen->emitted_code & pen->pending_code & code) == 0)
    {
      emit_point (pen, pen->pending);
      pen->emitted_code = pen->pending_code;
    }
  pen->pending[0] = p[0];
  pen->pending[1] = p[1];
  pen->pending_code = code;
  pen->has_pending = TRUE;
}

static void
pen_end (WgPathPen *pen, gboolean close)
{
  if (pen->has_pending)
    emit_point (pen, pen->pending);
  if (pen->begun && close)
    cairo_close_path (pen->cr);
  pen->begun = pen->has_pending = FALSE;
}

/* Goes along an arc, without its last point: that one is the first of the next arc. */
static void
pen_along (WgPathPen *pen, const WgCityPoints *points, const WgCityArc *arc, gboolean backwards)
{
  const gint32 *xy = points->xy + 2 * arc->first_point;
  const guint8 *zooms = points->zooms + arc->first_point;
  guint n = arc->n_points;

  if (backwards)
    {
      for (guint i = n - 1; i > 0; i--)
        {
          if (zooms[i] <= pen->zoom)
            pen_to (pen, xy + 2 * i);
        }
    }
  else
    {
      for (guint i = 0; i < n - 1; i++)
        {
          if (zooms[i] <= pen->zoom)
            pen_to (pen, xy + 2 * i);
        }
    }
}

void
wg_path_pen_trace_grid (WgPathPen *pen, const WgCity *city, guint grid)
{
  const WgCityGrid *g = &city->grids[grid];

  for (guint ring = g->first_ring; ring < g->first_ring + g->n_rings; ring++)
    {
      for (guint i = city->ring_starts[ring]; i < city->ring_starts[ring + 1]; i++)
        {
          gint32 ref = city->arc_refs[i];

          pen_along (pen, &city->points, &city->arcs[ref < 0 ? ~ref : ref], ref < 0);
        }
      pen_end (pen, TRUE);
    }
}

void
wg_path_pen_trace_line (WgPathPen *pen, const gint32 *xy, const guint8 *zooms, guint n_points, gboolean closed)
{
  for (guint i = 0; i < n_points; i++)
    {
      if (zooms[i] <= pen->zoom)
        pen_to (pen, xy + 2 * i);
    }
  pen_end (pen, closed);
}

void
wg_path_pen_trace_building (WgPathPen *pen, const WgCity *city, guint building)
{
  const WgCityBuilding *b = &city->buildings[building];

  for (guint ring = b->first_ring; ring < b->first_ring + b->n_rings; ring++)
    {
      guint start = city->building_ring_starts[ring];

      wg_path_pen_trace_line (pen, city->building_points.xy + 2 * start, city->building_points.zooms + start,
                              city->building_ring_starts[ring + 1] - start, TRUE);
    }
}

void
wg_path_pen_trace_arc (WgPathPen *pen, const WgCity *city, guint arc)
{
  const WgCityArc *a = &city->arcs[arc];
  const gint32 *first = city->points.xy + 2 * a->first_point;
  const gint32 *last = first + 2 * (a->n_points - 1);
  gboolean closed = first[0] == last[0] && first[1] == last[1];

  pen_along (pen, &city->points, a, FALSE);
  if (!closed)
    pen_to (pen, last);
  pen_end (pen, closed);
}
