/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an outline says where, and nothing else. What begins there and since when stands beside it, in the same words as in
 * the list.
 */

#include "wg-hotspot-marks.h"

#include "wg-label-room.h"
#include "wg-palette.h"

#define NUMBER_SIZE 13.0
#define TITLE_SIZE 13.0
#define TEXT_SIZE 11.5
#define GAP 4.0

typedef struct
{
  const WgMapView *view;
  WgTextPainter *text;
  GArray *items;
  GArray *taken; /* WgLabelRoom */
  double left;
  double top;
  double unit;
} Placing;

static void
add_item (Placing *p, const WgHotspotMark *mark, cairo_surface_t *surface, double dx, double dy)
{
  WgMapItem item = { .kind = WG_MAP_ITEM_NAME, .id = -(gint64) mark->number, .count = mark->number,
                     .x = wg_world_x (mark->lon), .y = wg_world_y (mark->lat), .dx = dx, .dy = dy, .surface = surface };

  wg_surface_get_logical_size (surface, &item.width, &item.height);
  g_array_append_val (p->items, item);
}

static cairo_surface_t *
make_text (Placing *p, const char *words, double size, int weight, WgToken token)
{
  WgTheme theme = p->view->theme;
  WgTextStyle style = { size * p->view->text_scale, weight, wg_palette_get (theme, token), wg_palette_get (theme, WG_TOKEN_CASING),
                        2.0 * p->view->text_scale, -1, 0, 0.0 };

  return wg_text_painter_get (p->text, words, &style);
}

static cairo_surface_t *
make_number (Placing *p, const WgHotspotMark *mark)
{
  WgTheme theme = p->view->theme;
  WgTextStyle style = { NUMBER_SIZE * p->view->text_scale, 800, wg_palette_get (theme, mark->watched ? WG_TOKEN_INK : WG_TOKEN_PAPER), 0, 0.0,
                        wg_palette_get (theme, mark->watched ? WG_TOKEN_PAPER : WG_TOKEN_INK), 0, 0.0 };
  g_autofree char *number = g_strdup_printf ("%u", mark->number);

  return wg_text_painter_get (p->text, number, &style);
}

/* Name and words beside the number, where nothing stronger stands. */
static void
add_words (Placing *p, const WgHotspotMark *mark, double x, double y, double number_width)
{
  cairo_surface_t *title = make_text (p, mark->title, TITLE_SIZE, 800, WG_TOKEN_INK);
  cairo_surface_t *words = make_text (p, mark->text, TEXT_SIZE, 400, WG_TOKEN_INK);
  double width, height, more_width, more_height, left = number_width / 2.0 + GAP;
  WgLabelRoom r;

  wg_surface_get_logical_size (title, &width, &height);
  wg_surface_get_logical_size (words, &more_width, &more_height);
  if (x + left + MAX (width, more_width) > p->view->width)
    left = -left - MAX (width, more_width); /* on the other side of the number */
  r = (WgLabelRoom){ x + left, y - height / 2.0, x + left + MAX (width, more_width), y + height / 2.0 + more_height };
  if (!wg_label_room_overlaps_any (&r, p->taken))
    {
      g_array_append_val (p->taken, r);
      add_item (p, mark, cairo_surface_reference (title), left, -height / 2.0);
      add_item (p, mark, cairo_surface_reference (words), left, height / 2.0);
    }
  cairo_surface_destroy (title);
  cairo_surface_destroy (words);
}

static void
place_mark (Placing *p, const WgHotspotMark *mark)
{
  double x = (wg_world_x (mark->lon) - p->left) / p->unit, y = (wg_world_y (mark->lat) - p->top) / p->unit, width, height;
  cairo_surface_t *number;
  WgLabelRoom r;

  if (!(x >= 0.0 && y >= 0.0 && x <= p->view->width && y <= p->view->height))
    return;
  number = make_number (p, mark);
  wg_surface_get_logical_size (number, &width, &height);
  r = (WgLabelRoom){ x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0 };
  add_words (p, mark, x, y, width);
  g_array_append_val (p->taken, r);
  add_item (p, mark, number, -width / 2.0, -height / 2.0);
}

void
wg_hotspot_marks_place (const WgHotspotLayer *layer, const WgMapView *view, WgTextPainter *text, GArray *items)
{
  const GPtrArray *marks = wg_hotspot_layer_get_marks (layer);
  Placing p = { view, text, items, g_array_new (FALSE, FALSE, sizeof (WgLabelRoom)), wg_map_view_get_left (view),
                wg_map_view_get_top (view), wg_world_get_unit (view->zoom) };

  for (guint i = 0; i < marks->len; i++)
    place_mark (&p, g_ptr_array_index (marks, i));
  g_array_unref (p.taken);
}
