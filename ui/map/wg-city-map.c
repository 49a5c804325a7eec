/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: desk and wall look at a city in the same way, and a viewport of libshumate wants a source of tiles to measure with,
 * though ours come from elsewhere.
 */

#include "wg-city-map.h"

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
