/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a number in each grid says more than its colour, but only where it can be read: inside of its grid, clear of
 * other numbers and clear of cases. Greedy from the most urgent grid down. A picture always reads the same; in a
 * window a label that is seen stays where it was.
 */

#include "wg-city-labels.h"

#include "wg-city-private.h"
#include "wg-label-parts.h"
#include "wg-label-room.h"
#include "wg-label-wishes.h"

#define NAME_ROOM 1.35 /* a name is written in grids so many times as wide and high as the label with it */
#define MAX_OVERHANGING 8    /* so many of the worst grids have their number even where it is larger than they */
#define LEAST_OVERHANGING 0.4 /* of the width and height of the number: what is smaller cannot be told apart */
#define ROOM_OF_NUMBER 6.0 /* numbers grow until the median grid is so many times as large as they */
#define MAX_FACTOR 2.0

typedef struct
{
  const WgCity *city;
  const WgCityColours *colours;
  const WgMapView *view;
  WgLabelPen pen;
  const WgLabelOptions *options;
  GArray *items;
  GArray *taken; /* WgLabelRoom: labels */
  GArray *avoid; /* WgLabelRoom: cases */
  GArray *wishes; /* WgLabelWish */
  WgLabelRoom whole; /* the view */
  WgLabelRoom core;  /* what of it is seen, without what is only made for what a pan may bring */
  double unit;
  double left;
  double top;
  double factor;
} Placing;

/* --- Geometry --- */

/* Whether the piece from @a to @b meets a box (Liang and Barsky 1984). */
static gboolean
piece_meets (const gint32 *a, const gint32 *b, const WgWorldBox *box)
{
  double dx = (double) b[0] - a[0], dy = (double) b[1] - a[1];
  double p[4] = { -dx, dx, -dy, dy };
  double q[4] = { (double) a[0] - box->min_x, (double) box->max_x - a[0], (double) a[1] - box->min_y,
                  (double) box->max_y - a[1] };
  double from = 0.0, to = 1.0;

  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0.0)
        {
          if (q[i] < 0.0)
            return FALSE;
        }
      else if (p[i] < 0.0)
        from = MAX (from, q[i] / p[i]);
      else
        to = MIN (to, q[i] / p[i]);
    }
  return from <= to;
}

static gboolean
arc_meets (const WgCity *city, const WgCityArc *arc, const WgWorldBox *box)
{
  const gint32 *xy = city->points.xy + 2 * arc->first_point;

  if (!wg_world_box_intersects (&arc->box, box))
    return FALSE;
  for (guint i = 1; i < arc->n_points; i++)
    {
      const gint32 *a = xy + 2 * (i - 1), *b = xy + 2 * i;

      if (MAX (a[0], b[0]) >= box->min_x && MIN (a[0], b[0]) <= box->max_x && MAX (a[1], b[1]) >= box->min_y
          && MIN (a[1], b[1]) <= box->max_y && piece_meets (a, b, box))
        return TRUE;
    }
  return FALSE;
}

/* A box is inside when its middle is and no border runs through it. */
static gboolean
grid_holds (const Placing *p, guint grid, const WgLabelRoom *r)
{
  const WgCityGrid *g = &p->city->grids[grid];
  WgWorldBox box = { (gint32) floor (p->left + r->x0 * p->unit), (gint32) floor (p->top + r->y0 * p->unit),
                     (gint32) ceil (p->left + r->x1 * p->unit), (gint32) ceil (p->top + r->y1 * p->unit) };

  if (box.min_x < g->box.min_x || box.max_x > g->box.max_x || box.min_y < g->box.min_y || box.max_y > g->box.max_y)
    return FALSE;
  for (guint i = p->city->ring_starts[g->first_ring]; i < p->city->ring_starts[g->first_ring + g->n_rings]; i++)
    {
      gint32 ref = p->city->arc_refs[i];

      if (arc_meets (p->city, &p->city->arcs[ref < 0 ? ~ref : ref], &box))
        return FALSE;
    }
  return wg_city_grid_contains (p->city, grid, box.min_x + (box.max_x - box.min_x) / 2,
                                box.min_y + (box.max_y - box.min_y) / 2);
}

/* --- The size of labels --- */

/* How much larger than usual labels are: the same for all, so that a large number is never only a large grid. In quarters
 * so that few pictures are needed.
 */
static double
get_factor (const Placing *p, guint level)
{
  double side = p->city->median_size[level] / p->unit, largest = wg_label_pen_get_number_size (&p->pen, WG_N_CLASSES - 1);

  if (!p->options->roomy)
    return 1.0;
  return CLAMP (floor (4.0 * side / (ROOM_OF_NUMBER * largest)) / 4.0, 1.0, MAX_FACTOR);
}

/* --- Placing --- */

/* The places that are tried, from the label point outwards, in steps of the label's size. */
#define N_STEPS 49

static const gint8 steps[N_STEPS][2]
    = { { 0, 0 },   { 0, 1 },  { 0, -1 },  { 1, 0 },  { -1, 0 },  { 1, 1 },   { -1, 1 },  { 1, -1 },  { -1, -1 },
        { 0, 2 },   { 0, -2 }, { 2, 0 },   { -2, 0 }, { 1, 2 },   { -1, 2 },  { 1, -2 },  { -1, -2 }, { 2, 1 },
        { -2, 1 },  { 2, -1 }, { -2, -1 }, { 2, 2 },  { -2, 2 },  { 2, -2 },  { -2, -2 }, { 0, 3 },   { 0, -3 },
        { 3, 0 },   { -3, 0 }, { 1, 3 },   { -1, 3 }, { 1, -3 },  { -1, -3 }, { 3, 1 },   { -3, 1 },  { 3, -1 },
        { -3, -1 }, { 2, 3 },  { -2, 3 },  { 2, -3 }, { -2, -3 }, { 3, 2 },   { -3, 2 },  { 3, -2 },  { -3, -2 },
        { 3, 3 },   { -3, 3 }, { 3, -3 },  { -3, -3 } };

static gboolean
lies_within (const WgLabelRoom *r, const WgLabelRoom *within)
{
  return r->x0 >= within->x0 && r->y0 >= within->y0 && r->x1 <= within->x1 && r->y1 <= within->y1;
}

/* A label and the gap around it. */
static WgLabelRoom
make_room (double cx, double cy, double width, double height)
{
  double half_width = width / 2.0 + WG_LABEL_GAP, half_height = height / 2.0 + WG_LABEL_GAP;

  return (WgLabelRoom){ cx - half_width, cy - half_height, cx + half_width, cy + half_height };
}

static gboolean
is_seen (const Placing *p, const WgLabelRoom *r)
{
  return r->x1 > p->core.x0 && r->y1 > p->core.y0 && r->x0 < p->core.x1 && r->y0 < p->core.y1;
}

static gboolean
try_place (const Placing *p,
           guint grid,
           double cx,
           double cy,
           double width,
           double height,
           const WgLabelRoom *within,
           WgLabelRoom *r)
{
  *r = make_room (cx, cy, width, height);
  return lies_within (r, within) && !wg_label_room_overlaps_any (r, p->taken)
         && !wg_label_room_overlaps_any (r, p->avoid) && grid_holds (p, grid, r);
}

/* A new label is seen whole or not at all: half a number is another number. Only one that is there may be cut by the edge,
 * when a pan takes it out.
 */
static gboolean
try_new_place (const Placing *p,
               guint grid,
               double cx,
               double cy,
               double width,
               double height,
               const WgLabelRoom *within,
               WgLabelRoom *r)
{
  return try_place (p, grid, cx, cy, width, height, within, r) && (within == &p->core || !is_seen (p, r));
}

static gboolean
find_place (
    const Placing *p, guint grid, double width, double height, const WgLabelRoom *within, WgLabelRoom *r)
{
  static const double shares[] = { 0.5, 0.35, 0.65, 0.2, 0.8 };
  const WgCityGrid *g = &p->city->grids[grid];
  double x = (g->label_x - p->left) / p->unit, y = (g->label_y - p->top) / p->unit;
  double x0 = MAX (within->x0, (g->box.min_x - p->left) / p->unit);
  double x1 = MIN (within->x1, (g->box.max_x - p->left) / p->unit);
  double y0 = MAX (within->y0, (g->box.min_y - p->top) / p->unit);
  double y1 = MIN (within->y1, (g->box.max_y - p->top) / p->unit);

  if (x1 - x0 < width || y1 - y0 < height)
    return FALSE;
  for (guint i = 0; i < N_STEPS; i++)
    {
      if (try_new_place (p, grid, x + 0.5 * steps[i][0] * width, y + 0.6 * steps[i][1] * height, width, height, within, r))
        return TRUE;
    }
  /* The label point may be out of sight: then anywhere in what is seen of the grid. */
  for (guint i = 0; i < G_N_ELEMENTS (shares) * G_N_ELEMENTS (shares); i++)
    {
      double sx = shares[i % G_N_ELEMENTS (shares)], sy = shares[i / G_N_ELEMENTS (shares)];

      if (try_new_place (p, grid, x0 + sx * (x1 - x0), y0 + sy * (y1 - y0), width, height, within, r))
        return TRUE;
    }
  return FALSE;
}

static void
take_place (Placing *p, const WgLabelWish *wish, const WgLabelPart *parts, guint n, const WgLabelRoom *r)
{
  double cx = (r->x0 + r->x1) / 2.0, cy = (r->y0 + r->y1) / 2.0, dy = r->y0 + WG_LABEL_GAP - cy;

  for (guint i = 0; i < n; i++)
    {
      WgMapItem item = { .kind = parts[i].kind,
                         .id = wish->id,
                         .count = parts[i].kind == WG_MAP_ITEM_OVERDUE ? wish->overdue : wish->open,
                         .x = p->left + cx * p->unit,
                         .y = p->top + cy * p->unit,
                         .dx = -parts[i].width / 2.0,
                         .dy = dy,
                         .width = parts[i].width,
                         .height = parts[i].height,
                         .surface = cairo_surface_reference (parts[i].surface) };

      dy += parts[i].height + (parts[i].kind == WG_MAP_ITEM_NAME ? 0.0 : WG_LABEL_GAP);
      g_array_append_val (p->items, item);
    }
  g_array_append_vals (p->taken, r, 1);
}

static gboolean
stand_still (const Placing *p, const WgLabelWish *wish, double width, double height, WgLabelRoom *r)
{
  const WgLabelPlace *place
      = p->options->memory != NULL ? wg_label_memory_find (p->options->memory, wish->id) : NULL;

  return place != NULL
         && try_place (p, wish->grid, (place->x - p->left) / p->unit, (place->y - p->top) / p->unit, width, height,
                       &p->whole, r)
         && is_seen (p, r);
}

static gboolean
has_room (const Placing *p, guint grid, double width, double height, gboolean named)
{
  const WgWorldBox *box = &p->city->grids[grid].box;
  double air = named ? NAME_ROOM : 1.0;

  return ((double) box->max_x - box->min_x) / p->unit >= width * air
         && ((double) box->max_y - box->min_y) / p->unit >= height * air;
}

/* The first @n parts. A name is only written where it has some air. */
static gboolean
place_parts (
    Placing *p, const WgLabelWish *wish, const WgLabelPart *parts, guint n, double factor, const WgLabelRoom *within)
{
  WgLabelPlace place = { .n_parts = n, .factor = factor };
  double width, height;
  WgLabelRoom r;

  wg_label_parts_measure (parts, n, &width, &height);
  if (n == 0 || !has_room (p, wish->grid, width, height, parts[n - 1].kind == WG_MAP_ITEM_NAME)
      || (!stand_still (p, wish, width, height, &r) && !find_place (p, wish->grid, width, height, within, &r)))
    return FALSE;
  take_place (p, wish, parts, n, &r);
  place.x = p->left + (r.x0 + r.x1) / 2.0 * p->unit;
  place.y = p->top + (r.y0 + r.y1) / 2.0 * p->unit;
  if (p->options->memory != NULL)
    wg_label_memory_keep (p->options->memory, wish->id, &place);
  return TRUE;
}

/* How many parts a label of @n can do with: all, all but the name, the number. Rather no number than one half under a
 * case: the colour still says its class.
 */
static guint
list_shorter (const WgLabelPart *parts, guint n, guint shorter[WG_MAX_LABEL_PARTS])
{
  guint n_shorter = 0;

  if (n > 0)
    shorter[n_shorter++] = n;
  if (n > 1 && parts[n - 1].kind == WG_MAP_ITEM_NAME)
    shorter[n_shorter++] = n - 1;
  if (n > 2)
    shorter[n_shorter++] = 1;
  return n_shorter;
}

/* Whether the smallest part could fit, which is known before anything is drawn: most grids of a wide view are too small. */
static gboolean
may_have_room (const Placing *p, const WgLabelWish *wish, double factor)
{
  gboolean numbered = wish->value > 0 || wish->figure == WG_FIGURE_UNDEFINED;
  double size = numbered ? wg_label_pen_get_number_size (&p->pen, wish->klass) * factor
                         : wg_label_pen_get_pill_size (&p->pen);
  double width = wish->value >= 100 ? 1.2 : wish->value >= 10 ? 0.8 : 0.4;

  return has_room (p, wish->grid, width * size, 0.75 * size, FALSE);
}

static gboolean
place_at_factor (Placing *p, const WgLabelWish *wish, double factor, guint only, const WgLabelRoom *within)
{
  WgLabelPart parts[WG_MAX_LABEL_PARTS];
  guint shorter[WG_MAX_LABEL_PARTS], n, n_shorter;
  gboolean placed = FALSE;

  if (!may_have_room (p, wish, factor))
    return FALSE;
  n = wg_label_pen_make (&p->pen, wish, p->city->grids[wish->grid].name, factor, parts);
  n_shorter = list_shorter (parts, n, shorter);
  if (only > 0)
    placed = only <= n && place_parts (p, wish, parts, only, factor, within);
  else
    {
      for (guint i = 0; !placed && i < n_shorter; i++)
        placed = place_parts (p, wish, parts, shorter[i], factor, within);
    }
  wg_label_parts_clear (parts, n);
  return placed;
}

/* As large and complete as before, so that nothing changes under the eye; the number may have. */
static gboolean
place_as_before (Placing *p, const WgLabelWish *wish)
{
  const WgLabelPlace *place
      = p->options->memory != NULL ? wg_label_memory_find (p->options->memory, wish->id) : NULL;
  WgLabelRoom r;

  if (place == NULL)
    return FALSE;
  r.x0 = r.x1 = (place->x - p->left) / p->unit;
  r.y0 = r.y1 = (place->y - p->top) / p->unit;
  return is_seen (p, &r) && place_at_factor (p, wish, place->factor, place->n_parts, &p->whole);
}

/* Over the border, on the place farthest from it. */
static gboolean
place_over_border (Placing *p, const WgLabelWish *wish, const WgLabelPart *parts, guint n)
{
  const WgCityGrid *g = &p->city->grids[wish->grid];
  double x = (g->label_x - p->left) / p->unit, y = (g->label_y - p->top) / p->unit, width, height;
  WgLabelRoom r;

  wg_label_parts_measure (parts, n, &width, &height);
  r = make_room (x, y, width, height);
  if (!is_seen (p, &r) || ((double) g->box.max_x - g->box.min_x) / p->unit < LEAST_OVERHANGING * width
      || ((double) g->box.max_y - g->box.min_y) / p->unit < LEAST_OVERHANGING * height
      || wg_label_room_overlaps_any (&r, p->taken) || wg_label_room_overlaps_any (&r, p->avoid))
    return FALSE;
  take_place (p, wish, parts, n, &r);
  return TRUE;
}

/* A worst grid without its number would be the one that nobody reads. */
static gboolean
overhang (Placing *p, const WgLabelWish *wish)
{
  gboolean placed;
  WgLabelPart part;

  if (wish->value == 0)
    return FALSE;
  wg_label_pen_make_overhanging (&p->pen, wish, &part);
  placed = place_over_border (p, wish, &part, 1);
  wg_label_parts_clear (&part, 1);
  return placed;
}

/* Before all others: their names must not stand where its name was to tell them apart. */
static gboolean
place_named (Placing *p, const WgLabelWish *wish)
{
  WgLabelPart parts[WG_MAX_LABEL_PARTS];
  guint n = wg_label_pen_make (&p->pen, wish, p->city->grids[wish->grid].name, p->factor, parts);
  gboolean placed = place_parts (p, wish, parts, n, p->factor, &p->core)
                    || (n > 0 && place_over_border (p, wish, parts, n));

  wg_label_parts_clear (parts, n);
  return placed;
}

/* A pill must not hide what the pill of another of the worst will point at. */
static gboolean
hides_worst (const Placing *p, const WgLabelWish *wish, const WgLabelRoom *r, double air)
{
  for (guint i = 0; i < p->wishes->len && g_array_index (p->wishes, WgLabelWish, i).worst; i++)
    {
      const WgLabelWish *other = &g_array_index (p->wishes, WgLabelWish, i);
      const WgCityGrid *g = &p->city->grids[other->grid];
      double x = (g->label_x - p->left) / p->unit, y = (g->label_y - p->top) / p->unit;

      if (other->id != wish->id && x > r->x0 - air && x < r->x1 + air && y > r->y0 - air && y < r->y1 + air)
        return TRUE;
    }
  return FALSE;
}

/* A way for a pill to point: @tail and @at as in #WgTextStyle. */
typedef struct
{
  int tail;
  double at;
  gboolean whole; /* all of it is seen */
} Way;

/* The pill of a part and, apart from it, what its tail covers; both clear of everything. */
static gboolean
take_pointing (Placing *p, const WgLabelWish *wish, const WgLabelPart *part, const Way *way, double tail)
{
  const WgCityGrid *g = &p->city->grids[wish->grid];
  double x = (g->label_x - p->left) / p->unit, y = (g->label_y - p->top) / p->unit;
  WgMapItem item = { .kind = WG_MAP_ITEM_NUMBER, .id = wish->id, .count = wish->open, .x = g->label_x, .y = g->label_y,
                     .dx = -way->at * part->width, .dy = way->tail > 0 ? -part->height : 0.0,
                     .width = part->width, .height = part->height, .surface = part->surface };
  WgLabelRoom pill = { x + item.dx, y + item.dy + (way->tail > 0 ? 0.0 : tail), x + item.dx + part->width,
                     y + item.dy + part->height - (way->tail > 0 ? tail : 0.0) };
  WgLabelRoom point = { x - tail / 2.0, way->tail > 0 ? y - tail : y, x + tail / 2.0, way->tail > 0 ? y : y + tail };

  if (!lies_within (&pill, way->whole ? &p->core : &p->whole) || !is_seen (p, &pill)
      || hides_worst (p, wish, &pill, tail / 2.0) || wg_label_room_overlaps_any (&pill, p->taken)
      || wg_label_room_overlaps_any (&pill, p->avoid) || wg_label_room_overlaps_any (&point, p->taken)
      || wg_label_room_overlaps_any (&point, p->avoid))
    return FALSE;
  cairo_surface_reference (item.surface);
  g_array_append_val (p->items, item);
  g_array_append_val (p->taken, pill);
  g_array_append_val (p->taken, point);
  return TRUE;
}

/* Name and number on a pill that points at the grid: above it, else under it, else to a side of it. */
static gboolean
point_at (Placing *p, const WgLabelWish *wish)
{
  static const Way ways[] = { { 1, 0.5, TRUE },   { -1, 0.5, TRUE },  { 1, 0.8, TRUE },  { 1, 0.2, TRUE },
                              { -1, 0.8, TRUE },  { -1, 0.2, TRUE },  { 1, 0.5, FALSE }, { -1, 0.5, FALSE },
                              { 1, 0.8, FALSE },  { 1, 0.2, FALSE },  { -1, 0.8, FALSE }, { -1, 0.2, FALSE } };
  gboolean placed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ways) && !placed; i++)
    {
      WgLabelPart part;
      double tail
          = wg_label_pen_make_pointing (&p->pen, wish, p->city->grids[wish->grid].name, ways[i].tail, ways[i].at, &part);

      placed = take_pointing (p, wish, &part, &ways[i], tail);
      wg_label_parts_clear (&part, 1);
    }
  return placed;
}

static gboolean
place_within (Placing *p, const WgLabelWish *wish, const WgLabelRoom *within)
{
  return place_at_factor (p, wish, p->factor, 0, within)
         || (p->factor > 1.0 && place_at_factor (p, wish, 1.0, 0, within));
}

/* Rather less of it, seen whole, than what the edge cuts off and only a pan would bring. */
static gboolean
place_wish (Placing *p, const WgLabelWish *wish)
{
  return place_as_before (p, wish) || place_within (p, wish, &p->core)
         || (p->core.x0 > 0.0 && place_within (p, wish, &p->whole));
}

/* One of the three worst of the level. From afar, or among grids that have others in them, it has its name before anything
 * else: whoever sees only a number would have to know the map.
 */
static gboolean
place_worst (Placing *p, const WgLabelWish *wish)
{
  guint n_parts = 2 + (wish->overdue > 0 && wish->figure != WG_FIGURE_OVERDUE);

  if ((p->pen.deepest && !p->options->roomy) || *p->city->grids[wish->grid].name == '\0')
    return place_wish (p, wish) || point_at (p, wish);
  return place_at_factor (p, wish, p->factor, n_parts, &p->core)
         || place_at_factor (p, wish, 1.0, n_parts, &p->core) || point_at (p, wish) || place_wish (p, wish);
}

static const WgLabelWish *
find_named (const Placing *p)
{
  for (guint i = 0; i < p->wishes->len && p->options->named != 0; i++)
    {
      if (g_array_index (p->wishes, WgLabelWish, i).id == p->options->named)
        return &g_array_index (p->wishes, WgLabelWish, i);
    }
  return NULL;
}

static GArray *
list_obstacles (const Placing *p)
{
  const GArray *avoid = p->options->avoid;
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WgLabelRoom));

  for (guint i = 0; avoid != NULL && i < avoid->len; i++)
    {
      const WgMapItem *item = &g_array_index (avoid, WgMapItem, i);
      double x = (item->x - p->left) / p->unit, y = (item->y - p->top) / p->unit;
      /* The picture of a sprite has air around it for badges. */
      double half_width = 0.36 * item->width, half_height = 0.36 * item->height;
      WgLabelRoom r = { x - half_width, y - half_height, x + half_width, y + half_height };

      if (!item->yields)
        g_array_append_val (list, r);
    }
  return list;
}

guint
wg_city_labels_place (const WgCity *city,
                      const WgCityColours *colours,
                      const WgMapView *view,
                      WgTextPainter *text,
                      const WgLabelOptions *options,
                      GArray *items)
{
  static const WgLabelOptions plain = { 0 };
  guint level = wg_city_resolve_level (city, view->level, view->zoom), n_placed = 0;
  const WgLabelWish *named;
  WgWorldBox seen;
  double margin;
  Placing p = { .city = city,
                .colours = colours != NULL && wg_city_colours_get_city (colours) == city ? colours : NULL,
                .view = view,
                .pen = { text, view, level >= wg_city_get_n_levels (city) },
                .options = options != NULL ? options : &plain,
                .items = items,
                .unit = wg_world_get_unit (view->zoom),
                .left = wg_map_view_get_left (view),
                .top = wg_map_view_get_top (view) };

  if (city->n_levels == 0)
    return 0;
  margin = p.options->memory != NULL ? wg_label_memory_get_margin (p.options->memory) : 0.0;
  p.whole = (WgLabelRoom){ 0.0, 0.0, view->width, view->height };
  p.core = (WgLabelRoom){ margin, margin, view->width - margin, view->height - margin };
  p.taken = g_array_new (FALSE, FALSE, sizeof (WgLabelRoom));
  p.avoid = list_obstacles (&p);
  p.factor = get_factor (&p, level);
  if (p.options->memory != NULL)
    wg_label_memory_begin (p.options->memory, view, level);
  seen = (WgWorldBox){ (gint32) floor (p.left), (gint32) floor (p.top), (gint32) ceil (p.left + view->width * p.unit),
                       (gint32) ceil (p.top + view->height * p.unit) };
  p.wishes = wg_label_wishes_list (city, p.colours, level, &seen);
  named = find_named (&p);
  if (named != NULL && place_named (&p, named))
    n_placed++;
  else
    named = NULL;
  for (guint i = 0; i < p.wishes->len && n_placed < WG_MAX_LABELS; i++)
    {
      const WgLabelWish *wish = &g_array_index (p.wishes, WgLabelWish, i);

      if (wish != named)
        n_placed += (wish->worst ? place_worst (&p, wish) : place_wish (&p, wish))
                    || (i < MAX_OVERHANGING && overhang (&p, wish));
    }
  g_array_unref (p.wishes);
  g_array_unref (p.taken);
  g_array_unref (p.avoid);
  return n_placed;
}
