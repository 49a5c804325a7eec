/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a drawn line never hits a border exactly. Where the two meet becomes a corner of both, once, on every grid that
 * has the border, before anything is cut.
 */

#include "wg-coverage-private.h"

/* A place on a side or on a segment of the line, and how far along it. */
typedef struct
{
  guint side;
  long double along;
  WgCorner corner;
} Node;

GArray *
wg_line_from_degrees (const double *line, guint n_points)
{
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (WgCorner));

  for (guint i = 0; i < n_points; i++)
    {
      WgCorner corner = wg_corner_drawn (line[2 * i], line[2 * i + 1]);

      if (corners->len == 0 || !wg_corner_equal (corner, g_array_index (corners, WgCorner, corners->len - 1)))
        g_array_append_val (corners, corner);
    }
  return corners;
}

gboolean
wg_line_is_closed (const GArray *line)
{
  return line->len > 3
         && wg_corner_equal (g_array_index (line, WgCorner, 0), g_array_index (line, WgCorner, line->len - 1));
}

static gboolean
segments_meet (const WgCorner *a, const WgCorner *b, WgCorner *where)
{
  for (guint i = 0; i < 2; i++)
    {
      *where = b[i];
      if (wg_exact_on (a[0], a[1], b[i]))
        return TRUE;
      *where = a[i];
      if (wg_exact_on (b[0], b[1], a[i]))
        return TRUE;
    }
  if (!wg_exact_cross (a[0], a[1], b[0], b[1]))
    return FALSE;
  *where = wg_exact_meeting (a[0], a[1], b[0], b[1]);
  return TRUE;
}

/* Crosses or touches itself; a closed line may end where it began. */
gboolean
wg_line_crosses_itself (const GArray *line, WgCorner *where)
{
  const WgCorner *corners = (const WgCorner *) (const void *) line->data;
  gboolean closed = wg_line_is_closed (line);

  for (guint i = 0; i + 1 < line->len; i++)
    {
      *where = corners[i + 1];
      if (i + 2 < line->len
          && (wg_exact_on (corners[i], corners[i + 1], corners[i + 2])
              || wg_exact_on (corners[i + 1], corners[i + 2], corners[i])))
        return TRUE;
      for (guint k = i + 2; k + 1 < line->len; k++)
        {
          if (closed && i == 0 && k + 2 == line->len)
            continue;
          if (segments_meet (&corners[i], &corners[k], where))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
wg_line_has_side (const GArray *line, WgCorner from, WgCorner to)
{
  for (guint i = 0; i + 1 < line->len; i++)
    {
      if (wg_corner_equal (g_array_index (line, WgCorner, i), from)
          && wg_corner_equal (g_array_index (line, WgCorner, i + 1), to))
        return TRUE;
    }
  return FALSE;
}

/* The place on a-b that is nearest to @point, on a plane with these metres a unit. The same for both directions. */
static WgCorner
nearest_on (WgCorner a, WgCorner b, WgCorner point, double x, double y, long double *along)
{
  gboolean swap = wg_corner_compare (a, b) > 0;
  WgCorner low = swap ? b : a, high = swap ? a : b;
  long double east = (high.lon - low.lon) * (long double) x, north = (high.lat - low.lat) * (long double) y;
  long double square = east * east + north * north;
  long double part = square == 0 ? 0 : ((point.lon - low.lon) * (long double) x * east
                                        + (point.lat - low.lat) * (long double) y * north) / square;

  part = CLAMP (part, 0.0L, 1.0L);
  *along = swap ? 1.0L - part : part;
  return (WgCorner){ low.lon + llroundl (part * (high.lon - low.lon)), low.lat + llroundl (part * (high.lat - low.lat)) };
}

/* A place that is no other than that of a corner is the corner: with seven digits a typed one lies up to 7 mm beside it. */
static WgCorner
prefer_corner (const WgSide *side, WgCorner at, double x, double y)
{
  double from_m = hypot ((at.lon - side->from.lon) * x, (at.lat - side->from.lat) * y);
  double to_m = hypot ((at.lon - side->to.lon) * x, (at.lat - side->to.lat) * y);

  if (MIN (from_m, to_m) > WG_COVERAGE_NEAR_M)
    return at;
  return from_m < to_m ? side->from : side->to;
}

gboolean
wg_line_nearest (const WgCoverage *coverage, const GArray *sides, WgCorner point, double within_m, WgCorner *nearest,
                 guint *nearest_side)
{
  double x, y, best_m = within_m;
  gboolean found = FALSE;

  wg_coverage_get_scale (coverage, point.lat, &x, &y);
  for (guint i = 0; i < sides->len; i++)
    {
      const WgSide *side = &g_array_index (sides, WgSide, i);
      long double along;
      WgCorner at = nearest_on (side->from, side->to, point, x, y, &along);
      double away_m = hypot ((at.lon - point.lon) * x, (at.lat - point.lat) * y);

      if (away_m > best_m || (found && away_m == best_m))
        continue;
      best_m = away_m;
      *nearest = prefer_corner (side, at, x, y);
      if (nearest_side != NULL)
        *nearest_side = i;
      found = TRUE;
    }
  return found;
}

static gboolean
is_near (WgCorner a, WgCorner b)
{
  double east = a.lon - b.lon, north = a.lat - b.lat;

  return east * east + north * north <= (double) WG_COVERAGE_STEP * WG_COVERAGE_STEP;
}

static gboolean
boxes_near (WgCorner a, WgCorner b, WgCorner c, WgCorner d)
{
  gint64 step = WG_COVERAGE_STEP;

  return MIN (a.lon, b.lon) - step <= MAX (c.lon, d.lon) && MIN (c.lon, d.lon) - step <= MAX (a.lon, b.lon)
         && MIN (a.lat, b.lat) - step <= MAX (c.lat, d.lat) && MIN (c.lat, d.lat) - step <= MAX (a.lat, b.lat);
}

/* Lays a corner of the line on the corner or side that it is as good as on. */
static WgCorner
lay_on (WgCorner corner, const GArray *sides, GArray *nodes)
{
  for (guint i = 0; i < sides->len; i++)
    {
      if (is_near (corner, g_array_index (sides, WgSide, i).from))
        return g_array_index (sides, WgSide, i).from;
    }
  for (guint i = 0; i < sides->len; i++)
    {
      const WgSide *side = &g_array_index (sides, WgSide, i);
      Node node = { .side = i };

      if (!boxes_near (side->from, side->to, corner, corner))
        continue;
      node.corner = nearest_on (side->from, side->to, corner, 1.0, 1.0, &node.along);
      if (!is_near (node.corner, corner))
        continue;
      g_array_append_val (nodes, node);
      corner = node.corner;
    }
  return corner;
}

static WgCorner
meeting_of (WgCorner a, WgCorner b, const WgSide *side)
{
  return wg_corner_compare (side->from, side->to) > 0 ? wg_exact_meeting (side->to, side->from, a, b)
                                                      : wg_exact_meeting (side->from, side->to, a, b);
}

/* Collects where the segment a-b meets @sides: on the segment into @way, on the sides into @nodes. */
static void
meet_segment (WgCorner a, WgCorner b, const GArray *sides, GArray *way, GArray *nodes)
{
  for (guint i = 0; i < sides->len; i++)
    {
      const WgSide *side = &g_array_index (sides, WgSide, i);
      Node on_line = { .side = i }, on_side = { .side = i };

      if (!boxes_near (a, b, side->from, side->to))
        continue;
      if (is_near (nearest_on (a, b, side->from, 1.0, 1.0, &on_line.along), side->from))
        {
          on_line.corner = side->from;
          g_array_append_val (way, on_line);
        }
      if (!wg_exact_cross (a, b, side->from, side->to))
        continue;
      on_side.corner = meeting_of (a, b, side);
      if (is_near (on_side.corner, side->from) || is_near (on_side.corner, side->to) || is_near (on_side.corner, a)
          || is_near (on_side.corner, b))
        continue;
      nearest_on (side->from, side->to, on_side.corner, 1.0, 1.0, &on_side.along);
      g_array_append_val (nodes, on_side);
      on_line.corner = on_side.corner;
      nearest_on (a, b, on_line.corner, 1.0, 1.0, &on_line.along);
      g_array_append_val (way, on_line);
    }
}

static int
compare_nodes (gconstpointer a, gconstpointer b)
{
  const Node *one = a, *two = b;

  if (one->side != two->side)
    return one->side < two->side ? -1 : 1;
  return one->along < two->along ? -1 : one->along > two->along;
}

static int
compare_along (gconstpointer a, gconstpointer b)
{
  const Node *one = a, *two = b;

  return one->along < two->along ? -1 : one->along > two->along;
}

static void
add_corner (GArray *line, WgCorner corner)
{
  if (line->len == 0 || !wg_corner_equal (corner, g_array_index (line, WgCorner, line->len - 1)))
    g_array_append_val (line, corner);
}

static void
insert_nodes (WgWork *work, const GArray *sides, GArray *nodes)
{
  guint i = 0;

  g_array_sort (nodes, compare_nodes);
  while (i < nodes->len)
    {
      g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (WgCorner));
      guint at = g_array_index (nodes, Node, i).side;
      const WgSide *side = &g_array_index (sides, WgSide, at);

      for (; i < nodes->len && g_array_index (nodes, Node, i).side == at; i++)
        {
          WgCorner corner = g_array_index (nodes, Node, i).corner;

          if (!wg_corner_equal (corner, side->from) && !wg_corner_equal (corner, side->to))
            add_corner (way, corner);
        }
      if (way->len > 0)
        wg_work_insert (work, side->from, side->to, way);
    }
}

/* Makes every place where the line meets one of @sides a corner of the line, which is returned, and of all grids that have
 * the side.
 */
GArray *
wg_line_meet (WgWork *work, const GArray *line, const GArray *sides)
{
  GArray *met = g_array_new (FALSE, FALSE, sizeof (WgCorner));
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GArray) laid = g_array_new (FALSE, FALSE, sizeof (WgCorner));

  for (guint i = 0; i < line->len; i++)
    {
      WgCorner corner = lay_on (g_array_index (line, WgCorner, i), sides, nodes);

      g_array_append_val (laid, corner);
    }
  if (laid->len == 1)
    g_array_append_vals (met, laid->data, 1);
  for (guint i = 0; i + 1 < laid->len; i++)
    {
      g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (Node));
      WgCorner a = g_array_index (laid, WgCorner, i), b = g_array_index (laid, WgCorner, i + 1);

      add_corner (met, a);
      meet_segment (a, b, sides, way, nodes);
      g_array_sort (way, compare_along);
      for (guint k = 0; k < way->len; k++)
        add_corner (met, g_array_index (way, Node, k).corner);
      add_corner (met, b);
    }
  insert_nodes (work, sides, nodes);
  return met;
}

/* Adds both directions of every segment of the line that runs inside the outline @border. */
void
wg_line_add_inside (const GArray *line, const GArray *border, GArray *sides)
{
  for (guint i = 0; i + 1 < line->len; i++)
    {
      WgSide side = { g_array_index (line, WgCorner, i), g_array_index (line, WgCorner, i + 1) };
      WgSide twin = { side.to, side.from };
      WgCorner middle = { side.from.lon + side.to.lon, side.from.lat + side.to.lat };

      if (wg_sides_find (border, side.from, side.to) >= 0 || wg_sides_find (border, side.to, side.from) >= 0
          || wg_sides_locate (border, middle) != WG_PLACE_INSIDE || wg_sides_find (sides, side.from, side.to) >= 0)
        continue;
      g_array_append_val (sides, side);
      g_array_append_val (sides, twin);
    }
}
