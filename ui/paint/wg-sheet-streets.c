/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border on white paper tells nobody on which side of it his house is; the streets beside it do. They are grey lines of
 * the sheet itself, sharp at any size and the same with every base map that a desk may have chosen.
 */

#include "wg-sheet-streets.h"

#include "wg-base-vector.h"

/* More than this is a grey ground and no map: lines, and points of the sheet that they are long (a grid of lines every ten
 * points over a frame of a quarter of the sheet).
 */
#define MOST_LINES 3000
#define MOST_LENGTH 12000.0

#define WATER_INK 0xa9cbe4

typedef struct
{
  guint32 ink;
  double width;
} Style;

static const Style styles[WG_N_BASE_KINDS] = {
  [WG_BASE_RIVER] = { WATER_INK, 1.4 },
  [WG_BASE_ROAD_LANE] = { 0xb3b0b8, 0.4 },
  [WG_BASE_ROAD_TERTIARY] = { 0xa9a6ae, 0.7 },
  [WG_BASE_ROAD_SECONDARY] = { 0xa4a1a9, 1.1 },
  [WG_BASE_ROAD_PRIMARY] = { 0xa4a1a9, 1.6 },
  [WG_BASE_RAILWAY] = { 0x8c8991, 0.5 },
};

/* The greater first. */
static const WgBaseFeatureKind order[] = { WG_BASE_ROAD_PRIMARY, WG_BASE_ROAD_SECONDARY, WG_BASE_RAILWAY, WG_BASE_ROAD_TERTIARY, WG_BASE_ROAD_LANE };

double
wg_sheet_street_get_width (WgBaseFeatureKind kind)
{
  return styles[kind].width;
}

/* --- Choosing --- */

gboolean
wg_sheet_clip (const WgLabelRoom *room, double line[4])
{
  double dx = line[2] - line[0], dy = line[3] - line[1], from = 0.0, to = 1.0;
  const double steps[4] = { -dx, dx, -dy, dy };
  const double left[4] = { line[0] - room->x0, room->x1 - line[0], line[1] - room->y0, room->y1 - line[1] };

  for (int side = 0; side < 4; side++)
    {
      if (steps[side] < 0.0)
        from = MAX (from, left[side] / steps[side]);
      else if (steps[side] > 0.0)
        to = MIN (to, left[side] / steps[side]);
      else if (left[side] < 0.0)
        return FALSE;
    }
  if (from > to)
    return FALSE;
  if (to < 1.0) /* an end within stays as it is, to the last bit, so that the next piece goes on from it */
    {
      line[2] = line[0] + to * dx;
      line[3] = line[1] + to * dy;
    }
  if (from > 0.0)
    {
      line[0] += from * dx;
      line[1] += from * dy;
    }
  return TRUE;
}

/* Goes on from where the last piece ended, or begins a run. */
static void
add_piece (WgSheetStreet *street, const double line[4])
{
  const double *last = street->xy->len > 0 ? &g_array_index (street->xy, double, street->xy->len - 2) : NULL;

  street->length += hypot (line[2] - line[0], line[3] - line[1]);
  if (last == NULL || last[0] != line[0] || last[1] != line[1])
    {
      guint end = street->xy->len / 2;

      if (end > 0)
        g_array_append_val (street->ends, end);
      g_array_append_vals (street->xy, line, 2);
    }
  g_array_append_vals (street->xy, line + 2, 2);
}

static void
cut_to_frame (WgSheetStreet *street, const WgSheetMap *map, const WgLabelRoom *frame)
{
  const WgBaseShape *shape = street->shape;
  guint start = 0, end;

  street->xy = g_array_new (FALSE, FALSE, sizeof (double));
  street->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < shape->n_lines; start = shape->ends[i++])
    {
      for (guint k = start; k + 1 < shape->ends[i]; k++)
        {
          const double *at = shape->lonlat + 2 * (gsize) k;
          double line[4];

          wg_sheet_map_project (map, at[0], at[1], &line[0], &line[1]);
          wg_sheet_map_project (map, at[2], at[3], &line[2], &line[3]);
          if (wg_sheet_clip (frame, line))
            add_piece (street, line);
        }
    }
  end = street->xy->len / 2;
  if (end > 0)
    g_array_append_val (street->ends, end);
}

static void
clear_street (gpointer data)
{
  WgSheetStreet *street = data;

  g_clear_pointer (&street->xy, g_array_unref);
  g_clear_pointer (&street->ends, g_array_unref);
}

static GArray *
new_streets (void)
{
  GArray *streets = g_array_new (FALSE, TRUE, sizeof (WgSheetStreet));

  g_array_set_clear_func (streets, clear_street);
  return streets;
}

/* Everything that touches the frame, in the order in which it came. */
static GArray *
find_all (const WgSheetMap *map, const GPtrArray *ground)
{
  GArray *streets = new_streets ();
  WgLabelRoom frame = wg_sheet_map_get_frame (map);

  for (guint i = 0; ground != NULL && i < ground->len; i++)
    {
      WgSheetStreet street = { WG_BASE_WATER, g_ptr_array_index (ground, i), NULL, NULL, 0.0 };

      if (street.shape->shape == NULL)
        {
          street.kind = wg_base_vector_find_line (street.shape->kind);
          cut_to_frame (&street, map, &frame);
        }
      if (street.shape->shape != NULL ? wg_box_intersects (wg_shape_get_box (street.shape->shape), &map->seen) : street.length > 0.0)
        g_array_append_val (streets, street);
      else
        clear_street (&street);
    }
  return streets;
}

static void
move_kind (GArray *streets, GArray *all, WgBaseFeatureKind kind)
{
  for (guint i = 0; i < all->len; i++)
    {
      WgSheetStreet *street = &g_array_index (all, WgSheetStreet, i);

      if (street->kind != kind)
        continue;
      g_array_append_vals (streets, street, 1);
      street->xy = street->ends = NULL;
    }
}

GArray *
wg_sheet_streets_choose (const WgSheetMap *map, const GPtrArray *ground)
{
  g_autoptr (GArray) all = find_all (map, ground);
  GArray *streets = new_streets ();
  guint n[WG_N_BASE_KINDS] = { 0 }, n_lines = 0;
  double lengths[WG_N_BASE_KINDS] = { 0 }, length = 0.0;

  for (guint i = 0; i < all->len; i++)
    {
      const WgSheetStreet *street = &g_array_index (all, WgSheetStreet, i);

      n[street->kind]++;
      lengths[street->kind] += street->length;
    }
  move_kind (streets, all, WG_BASE_WATER);
  move_kind (streets, all, WG_BASE_RIVER);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      n_lines += n[order[i]];
      length += lengths[order[i]];
      if (i > 0 && (n_lines > MOST_LINES || length > MOST_LENGTH))
        break;
      move_kind (streets, all, order[i]);
    }
  return streets;
}

/* --- Drawing --- */

static void
trace_street (const WgSheetStreet *street, cairo_t *cr)
{
  guint start = 0;

  for (guint run = 0; run < street->ends->len; run++)
    {
      cairo_new_sub_path (cr);
      for (guint end = g_array_index (street->ends, guint, run); start < end; start++)
        cairo_line_to (cr, g_array_index (street->xy, double, 2 * start), g_array_index (street->xy, double, 2 * start + 1));
    }
}

void
wg_sheet_streets_draw (const GArray *streets, const WgSheetMap *map, cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < streets->len; i++)
    {
      const WgSheetStreet *street = &g_array_index (streets, WgSheetStreet, i);

      if (street->kind == WG_BASE_WATER)
        {
          wg_sheet_map_trace (map, cr, street->shape->shape);
          wg_sheet_set_ink (cr, WATER_INK);
          cairo_fill (cr);
          continue;
        }
      trace_street (street, cr);
      wg_sheet_set_ink (cr, styles[street->kind].ink);
      cairo_set_line_width (cr, styles[street->kind].width);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
