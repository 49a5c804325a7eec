/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the window draws labels and sprites as textures and the headless painter draws them with Cairo, from one list.
 */

#include "wg-map-view.h"

static void
item_clear (gpointer data)
{
  WgMapItem *item = data;

  g_clear_pointer (&item->surface, cairo_surface_destroy);
}

GArray *
wg_map_items_new (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (WgMapItem));

  g_array_set_clear_func (items, item_clear);
  return items;
}

/* How much of the picture of a sprite is ink: the rest is air for badges. */
#define INK 0.36

static gboolean
touches (const WgMapItem *item, const WgMapItem *label, double unit)
{
  double dx = (label->x - item->x) / unit + label->dx, dy = (label->y - item->y) / unit + label->dy;

  return dx < INK * item->width && dx + label->width > -INK * item->width && dy < INK * item->height
         && dy + label->height > -INK * item->height;
}

void
wg_map_items_yield (GArray *items, const GArray *labels, const WgMapView *view)
{
  double unit = wg_world_get_unit (view->zoom);

  for (guint i = items->len; i-- > 0;)
    {
      const WgMapItem *item = &g_array_index (items, WgMapItem, i);
      gboolean clear = TRUE;

      for (guint k = 0; item->yields && clear && k < labels->len; k++)
        clear = !touches (item, &g_array_index (labels, WgMapItem, k), unit);
      if (!clear)
        g_array_remove_index (items, i);
    }
}

void
wg_map_items_paint (const GArray *items, const WgMapView *view, cairo_t *cr)
{
  double unit = wg_world_get_unit (view->zoom);
  double left = wg_map_view_get_left (view), top = wg_map_view_get_top (view);

  for (guint i = 0; i < items->len; i++)
    {
      const WgMapItem *item = &g_array_index (items, WgMapItem, i);
      double x = (item->x - left) / unit + item->dx, y = (item->y - top) / unit + item->dy;

      cairo_set_source_surface (cr, item->surface, round (x * view->scale) / view->scale,
                                round (y * view->scale) / view->scale);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
    }
}
