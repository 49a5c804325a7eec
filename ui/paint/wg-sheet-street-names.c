/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever looks for his house on a notice looks for the name of his street. A name stands beside its line, so that a border
 * that follows the street is not broken by it, and it gives way to everything that the notice itself says.
 */

#include "wg-sheet-streets.h"

#include "wg-basemap-private.h"

#include <string.h>

#define MOST_NAMES 48
#define SIZE 6.4       /* of the letters, points */
#define LANE_SIZE 5.6
#define HALO 0.9
#define AIR 1.0        /* around a name */
#define BORDER 0.6     /* half of the thickest line of a border */
#define STRAIGHT 0.96  /* how much of the way along a name goes in its direction */
#define SHORT 0.4      /* of its name is as short as a piece may be when the street goes on beyond */
#define INK 0x55525b
#define LANE_INK 0x6b6871
#define WATER_INK 0x3d6f99

/* All lines of one name. */
typedef struct
{
  const char *name;
  WgBaseFeatureKind kind;
  double length;
  GArray *lines; /* guint, in the streets */
} Named;

typedef struct
{
  double x; /* of its middle */
  double y;
  double angle;
  gboolean upright;
  double width; /* along the line */
  double height; /* with the white around the letters */
} Spot;

typedef struct
{
  const WgSheetMap *map;
  cairo_t *cr;
  WgLabelRoom frame;
  GArray *borders; /* double[4] */
  GArray *taken;
  const Named *named;
  WgSheetText style;
  double width;
  Spot best;
  double badness; /* of the best; INFINITY for none */
} Placer;

/* --- What has a name --- */

static gboolean
is_wet (WgBaseFeatureKind kind)
{
  return kind == WG_BASE_WATER || kind == WG_BASE_RIVER;
}

static void
clear_named (gpointer data)
{
  g_array_unref (((Named *) data)->lines);
}

static int
get_rank (const Named *named)
{
  return is_wet (named->kind) ? WG_BASE_ROAD_TERTIARY : (int) named->kind;
}

static int
compare_named (gconstpointer a, gconstpointer b)
{
  const Named *one = a, *other = b;
  int ranks = get_rank (other) - get_rank (one);

  if (ranks != 0)
    return ranks;
  return one->length != other->length ? (one->length < other->length ? 1 : -1) : strcmp (one->name, other->name);
}

/* The greatest road first, of two the longer. */
static GArray *
list_named (const GArray *streets)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Named));
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (list, clear_named);
  for (guint i = 0; i < streets->len; i++)
    {
      const WgSheetStreet *street = &g_array_index (streets, WgSheetStreet, i);
      const char *name = street->shape->name;
      Named *named;

      if (name == NULL || *name == '\0' || street->kind == WG_BASE_RAILWAY)
        continue;
      if (!g_hash_table_contains (known, name))
        {
          Named first = { name, street->kind, 0.0, g_array_new (FALSE, FALSE, sizeof (guint)) };

          g_hash_table_insert (known, (char *) name, GUINT_TO_POINTER (list->len));
          g_array_append_val (list, first);
        }
      named = &g_array_index (list, Named, GPOINTER_TO_UINT (g_hash_table_lookup (known, name)));
      named->length += street->length;
      g_array_append_val (named->lines, i);
    }
  g_array_sort (list, compare_named);
  return list;
}

/* --- What is in the way --- */

static GArray *
list_borders (const GPtrArray *shapes, const WgSheetMap *map, const WgLabelRoom *frame)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (double[4]));

  for (guint i = 0; i < shapes->len; i++)
    {
      const WgShape *shape = g_ptr_array_index (shapes, i);

      for (guint ring = 0; ring < wg_shape_get_n_rings (shape); ring++)
        {
          guint n;
          const gint64 *points = wg_shape_get_ring (shape, ring, &n, NULL, NULL);

          for (guint k = 0; k < n; k++)
            {
              const gint64 *from = points + 2 * (gsize) k, *to = points + 2 * (gsize) ((k + 1) % n);
              double line[4];

              wg_sheet_map_project (map, wg_shape_degrees_from_units (from[0]), wg_shape_degrees_from_units (from[1]), &line[0], &line[1]);
              wg_sheet_map_project (map, wg_shape_degrees_from_units (to[0]), wg_shape_degrees_from_units (to[1]), &line[2], &line[3]);
              if (wg_sheet_clip (frame, line))
                g_array_append_val (borders, line);
            }
        }
    }
  return borders;
}

static gboolean
lies_on_border (const Placer *placer, const Spot *spot)
{
  double wide = (spot->upright ? spot->height : spot->width) / 2.0, high = (spot->upright ? spot->width : spot->height) / 2.0;
  const WgLabelRoom room = { -wide - BORDER, -high - BORDER, wide + BORDER, high + BORDER };
  double along = cos (spot->angle), across = sin (spot->angle);

  for (guint i = 0; i < placer->borders->len; i++)
    {
      const double *border = (const double *) (gconstpointer) placer->borders->data + 4 * (gsize) i;
      double line[4];

      for (int end = 0; end < 4; end += 2)
        {
          double x = border[end] - spot->x, y = border[end + 1] - spot->y;

          line[end] = x * along + y * across;
          line[end + 1] = y * along - x * across;
        }
      if (wg_sheet_clip (&room, line))
        return TRUE;
    }
  return FALSE;
}

/* A name that leans takes the room of the squares along it, not of a box around all of it. */
static guint
list_rooms (const Spot *spot, WgLabelRoom *rooms, guint most)
{
  double angle = spot->upright ? G_PI_2 : spot->angle;
  guint n = (guint) CLAMP (ceil (spot->width / spot->height), 1.0, most);
  double lean = fabs (sin (2.0 * angle)) * 0.2 + 0.5, half = spot->height * lean + AIR - HALO;

  for (guint i = 0; i < n; i++)
    {
      double at = n > 1 ? (spot->width - spot->height) * ((double) i / (n - 1) - 0.5) : 0.0;
      double x = spot->x + at * cos (angle), y = spot->y + at * sin (angle);

      rooms[i] = (WgLabelRoom){ x - half, y - half, x + half, y + half };
    }
  return n;
}

static gboolean
is_free (const Placer *placer, const Spot *spot)
{
  WgLabelRoom rooms[64];
  guint n = list_rooms (spot, rooms, G_N_ELEMENTS (rooms));

  for (guint i = 0; i < n; i++)
    {
      if (rooms[i].x0 < placer->frame.x0 + AIR || rooms[i].y0 < placer->frame.y0 + AIR || rooms[i].x1 > placer->frame.x1 - AIR
          || rooms[i].y1 > placer->frame.y1 - AIR || wg_label_room_overlaps_any (&rooms[i], placer->taken))
        return FALSE;
    }
  return !lies_on_border (placer, spot);
}

/* --- Finding a place --- */

static void
try_spot (Placer *placer, const Spot *spot)
{
  double badness = hypot (spot->x - (placer->frame.x0 + placer->frame.x1) / 2.0, spot->y - (placer->frame.y0 + placer->frame.y1) / 2.0);

  if (badness >= placer->badness || !is_free (placer, spot))
    return;
  placer->best = *spot;
  placer->badness = badness;
}

/* On either side of the line from (@x0, @y0) to (@x1, @y1). */
static void
try_beside (Placer *placer, double x0, double y0, double x1, double y1)
{
  Spot spot = { .width = placer->width, .height = placer->style.size + 2.0 * HALO };
  double dx = x1 - x0, dy = y1 - y0, length = hypot (dx, dy);
  double aside = MAX (wg_sheet_street_get_width (placer->named->kind) / 2.0, BORDER) + spot.height / 2.0 + 0.3;

  if (length <= 0.0)
    return;
  spot.upright = wg_basemap_turn_name (placer->named->name, dx, dy, &spot.angle);
  for (int side = -1; side <= 1; side += 2)
    {
      spot.x = (x0 + x1) / 2.0 - side * aside * dy / length;
      spot.y = (y0 + y1) / 2.0 + side * aside * dx / length;
      try_spot (placer, &spot);
    }
}

static void
find_point (const double *xy, guint n, double way, double *x, double *y)
{
  for (guint i = 1; i < n; i++)
    {
      const double *from = xy + 2 * (gsize) (i - 1);
      double piece = hypot (from[2] - from[0], from[3] - from[1]);

      if (way <= piece || i + 1 == n)
        {
          double t = piece > 0.0 ? MIN (way / piece, 1.0) : 0.0;

          *x = from[0] + t * (from[2] - from[0]);
          *y = from[1] + t * (from[3] - from[1]);
          return;
        }
      way -= piece;
    }
}

static void
try_run (Placer *placer, const double *xy, guint n)
{
  double length = 0.0, along, step;

  for (guint i = 1; i < n; i++)
    length += hypot (xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
  if (length < placer->width * SHORT)
    return;
  along = MIN (placer->width, length);
  step = MAX (placer->width / 3.0, (length - along) / 60.0);
  for (double from = 0.0; from <= length - along; from += step)
    {
      double x0 = 0.0, y0 = 0.0, x1 = 0.0, y1 = 0.0;

      find_point (xy, n, from, &x0, &y0);
      find_point (xy, n, from + along, &x1, &y1);
      if (hypot (x1 - x0, y1 - y0) >= along * STRAIGHT)
        try_beside (placer, x0, y0, x1, y1);
    }
}

/* In the middle of a water that is seen whole. */
static void
try_area (Placer *placer, const WgShape *shape)
{
  Spot spot = { .width = placer->width, .height = placer->style.size + 2.0 * HALO };
  const WgBox *box = wg_shape_get_box (shape), *seen = &placer->map->seen;
  double lon, lat;

  if (!wg_box_contains (seen, box->min_lon, box->min_lat) || !wg_box_contains (seen, box->max_lon, box->max_lat))
    return;
  wg_shape_get_label_point (shape, &lon, &lat);
  wg_sheet_map_project (placer->map, lon, lat, &spot.x, &spot.y);
  try_spot (placer, &spot);
}

static void
find_place (Placer *placer, const GArray *streets)
{
  placer->badness = INFINITY;
  for (guint i = 0; i < placer->named->lines->len; i++)
    {
      const WgSheetStreet *street = &g_array_index (streets, WgSheetStreet, g_array_index (placer->named->lines, guint, i));
      guint start = 0;

      if (street->kind == WG_BASE_WATER)
        {
          try_area (placer, street->shape->shape);
          continue;
        }
      for (guint run = 0; run < street->ends->len; run++)
        {
          guint end = g_array_index (street->ends, guint, run);

          try_run (placer, &g_array_index (street->xy, double, 2 * start), end - start);
          start = end;
        }
    }
}

/* --- Writing --- */

static void
write_name (const Placer *placer)
{
  const Spot *spot = &placer->best;
  const WgSheetText *style = &placer->style;
  const char *name = placer->named->name;
  double half = wg_sheet_measure_height (placer->cr, style, name) / 2.0 + style->size * 0.05, step = style->size * 1.04;
  double at = -step * (double) (g_utf8_strlen (name, -1) - 1) / 2.0;

  cairo_save (placer->cr);
  cairo_translate (placer->cr, spot->x, spot->y);
  cairo_rotate (placer->cr, spot->angle);
  if (!spot->upright)
    wg_sheet_text_on_lines (placer->cr, 0.0, -half, style, HALO, name);
  for (const char *p = name; spot->upright && *p != '\0'; p = g_utf8_next_char (p), at += step)
    {
      g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      wg_sheet_text_on_lines (placer->cr, 0.0, at - half, style, HALO, letter);
    }
  cairo_restore (placer->cr);
}

static void
take_room (const Placer *placer)
{
  WgLabelRoom rooms[64];
  guint n = list_rooms (&placer->best, rooms, G_N_ELEMENTS (rooms));

  g_array_append_vals (placer->taken, rooms, n);
}

void
wg_sheet_streets_draw_names (const GArray *streets, const WgSheetMap *map, cairo_t *cr, const GPtrArray *borders, GArray *taken)
{
  g_autoptr (GArray) list = list_named (streets);
  Placer placer = { .map = map, .cr = cr, .frame = wg_sheet_map_get_frame (map), .taken = taken };
  guint n_names = 0;

  placer.borders = list_borders (borders, map, &placer.frame);
  for (guint i = 0; i < list->len && n_names < MOST_NAMES; i++)
    {
      const Named *named = &g_array_index (list, Named, i);
      gboolean is_lane = named->kind == WG_BASE_ROAD_LANE;
      WgSheetText style = { is_lane ? LANE_SIZE : SIZE, 400, is_wet (named->kind) ? WATER_INK : is_lane ? LANE_INK : INK, 0.0, 1, WG_SHEET_CENTER };

      placer.named = named;
      placer.style = style;
      placer.width = wg_sheet_measure (cr, &style, named->name);
      if (named->kind != WG_BASE_WATER && named->length < placer.width)
        continue;
      find_place (&placer, streets);
      if (isinf (placer.badness))
        continue;
      write_name (&placer);
      take_room (&placer);
      n_names++;
    }
  g_array_unref (placer.borders);
}
