/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: desk and wall look at a city in the same way, and a viewport of libshumate wants a source of tiles to measure with,
 * though ours come from elsewhere.
 */

#include "wg-city-map.h"

#include "wg-fit.h"

#define EDGE 0.06 /* of each side, kept free around the district */

ShumateMap *
wg_city_map_new (guint min_zoom, guint max_zoom, WgCityLayer **layer)
{
  ShumateMap *map = shumate_map_new ();
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  g_autoptr (ShumateMapSource) reference = SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_full_from_url (
      "wangge", "Wangge", NULL, NULL, 0, max_zoom, WG_TILE_SIZE, SHUMATE_MAP_PROJECTION_MERCATOR, ""));

  shumate_viewport_set_reference_map_source (viewport, reference);
  shumate_viewport_set_min_zoom_level (viewport, min_zoom);
  shumate_viewport_set_max_zoom_level (viewport, max_zoom);
  shumate_map_set_animate_zoom (map, FALSE);
  *layer = wg_city_layer_new (viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (*layer));
  return map;
}

gboolean
wg_city_map_fit (ShumateMap *map, const WgCity *city)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  int width = gtk_widget_get_width (GTK_WIDGET (map)), height = gtk_widget_get_height (GTK_WIDGET (map));
  const WgBox *box = wg_city_get_box (city);
  double zoom;

  if (width <= 0 || wg_city_get_n_grids (city) == 0)
    return FALSE;
  zoom = CLAMP (wg_fit_get_zoom (box, width * (1.0 - 2.0 * EDGE), height * (1.0 - 2.0 * EDGE)),
                shumate_viewport_get_min_zoom_level (viewport), shumate_viewport_get_max_zoom_level (viewport));
  shumate_map_go_to_full_with_duration (map, wg_world_lat ((wg_world_y (box->min_lat) + wg_world_y (box->max_lat)) / 2.0),
                                        (box->min_lon + box->max_lon) / 2.0, zoom, 0);
  return TRUE;
}
