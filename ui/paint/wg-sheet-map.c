/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every map on paper needs the same few things: outlines that are sharp at any size, how far a kilometre is, where north
 * is, and names that are read on any colour.
 */

#include "wg-sheet-map.h"

#include "wg-map-furniture.h"

#include <glib/gi18n-lib.h>

#define METRES_PER_DEGREE 111320.0
#define PADDING 8.0
#define INK 0x1c1c1f

WgSheetMap
wg_sheet_map_fit (const WgBox *box, double x, double y, double width, double height)
{
  double cosine = MAX (cos ((box->min_lat + box->max_lat) / 2.0 * G_PI / 180.0), 0.01);
  double wide = MAX ((box->max_lon - box->min_lon) * cosine, 1e-9), high = MAX (box->max_lat - box->min_lat, 1e-9);
  double scale = MIN ((width - 2 * PADDING) / wide, (height - 2 * PADDING) / high);

  WgSheetMap map = { x + (width - wide * scale) / 2.0, y + (height - high * scale) / 2.0, scale * cosine, scale, box->min_lon, box->max_lat, { 0 } };

  map.seen = (WgBox){ map.west - (map.x - x) / map.per_lon, map.north - (y + height - map.y) / map.per_lat,
                      map.west + (x + width - map.x) / map.per_lon, map.north + (map.y - y) / map.per_lat };
  return map;
}

void
wg_sheet_map_project (const WgSheetMap *map, double lon, double lat, double *x, double *y)
{
  *x = map->x + (lon - map->west) * map->per_lon;
  *y = map->y + (map->north - lat) * map->per_lat;
}

WgLabelRoom
wg_sheet_map_get_frame (const WgSheetMap *map)
{
  WgLabelRoom frame;

  wg_sheet_map_project (map, map->seen.min_lon, map->seen.max_lat, &frame.x0, &frame.y0);
  wg_sheet_map_project (map, map->seen.max_lon, map->seen.min_lat, &frame.x1, &frame.y1);
  return frame;
}

void
wg_sheet_map_trace (const WgSheetMap *map, cairo_t *cr, const WgShape *shape)
{
  for (guint ring = 0; ring < wg_shape_get_n_rings (shape); ring++)
    {
      guint n_points;
      const gint64 *points = wg_shape_get_ring (shape, ring, &n_points, NULL, NULL);

      for (guint i = 0; i < n_points; i++)
        {
          double x, y;

          wg_sheet_map_project (map, wg_shape_degrees_from_units (points[2 * i]), wg_shape_degrees_from_units (points[2 * i + 1]), &x, &y);
          cairo_line_to (cr, x, y);
        }
      cairo_close_path (cr);
      cairo_new_sub_path (cr);
    }
}

void
wg_sheet_map_draw_north (cairo_t *cr, double x, double y)
{
  const WgSheetText style = { 8.0, 700, INK, 0, 1, WG_SHEET_CENTER };

  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + 5.0, y + 14.0);
  cairo_line_to (cr, x, y + 10.5);
  cairo_line_to (cr, x - 5.0, y + 14.0);
  cairo_close_path (cr);
  wg_sheet_set_ink (cr, INK);
  cairo_fill (cr);
  wg_sheet_text (cr, x, y + 15.0, &style, C_ ("compass", "N"));
}

void
wg_sheet_map_draw_scale (const WgSheetMap *map, cairo_t *cr, double right, double bottom)
{
  const WgSheetText style = { 8.0, 400, INK, 0, 1, WG_SHEET_RIGHT };
  double px, metres = wg_map_furniture_choose_scale (METRES_PER_DEGREE / map->per_lat, 90.0, &px);
  g_autofree char *text = metres >= 1000.0 ? g_strdup_printf (_ ("%g km"), metres / 1000.0) : g_strdup_printf (_ ("%g m"), metres);
  double width = wg_sheet_measure (cr, &style, text);

  wg_sheet_box (cr, right - px - width - 16.0, bottom - 16.0, px + width + 14.0, 14.0, 2.0, 0xffffff, -1);
  wg_sheet_box (cr, right - px - width - 10.0, bottom - 10.5, px / 2.0, 3.0, 0.0, INK, INK);
  wg_sheet_box (cr, right - px / 2.0 - width - 10.0, bottom - 10.5, px / 2.0, 3.0, 0.0, 0xffffff, INK);
  wg_sheet_text (cr, right - 5.0, bottom - 15.0, &style, text);
}

WgLabelRoom
wg_sheet_map_find_label_room (const WgSheetMap *map, cairo_t *cr, double lon, double lat, double size, const char *text)
{
  const WgSheetText style = { size, 700, INK, 0, 1, WG_SHEET_CENTER };
  double x, y, half = wg_sheet_measure (cr, &style, text) / 2.0 + 1.1;

  wg_sheet_map_project (map, lon, lat, &x, &y);
  return (WgLabelRoom){ x - half, y - size * 0.7 - 1.1, x + half, y + size * 0.75 + 1.1 };
}

void
wg_sheet_map_draw_label (const WgSheetMap *map, cairo_t *cr, double lon, double lat, double size, const char *text)
{
  WgSheetText style = { size, 700, 0xffffff, 0, 1, WG_SHEET_CENTER };
  double x, y;

  wg_sheet_map_project (map, lon, lat, &x, &y);
  for (int i = 0; i < 8; i++)
    wg_sheet_text (cr, x + 1.1 * cos (i * G_PI_4), y - size * 0.7 + 1.1 * sin (i * G_PI_4), &style, text);
  style.ink = INK;
  wg_sheet_text (cr, x, y - size * 0.7, &style, text);
}
