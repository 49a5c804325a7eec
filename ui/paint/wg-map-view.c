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
