/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: while a thread paints, the operator goes on changing things. A painter therefore never looks at the widget but
 * at a scene that cannot change any more.
 */

#include "wg-city-scene.h"

#include "wg-picture.h"

WgCityScene *
wg_city_scene_new (void)
{
  WgCityScene *scene = g_new0 (WgCityScene, 1);

  g_atomic_ref_count_init (&scene->refs);
  scene->show = WG_MAP_SHOW_ALL;
  scene->scale = 1;
  scene->text_scale = 1.0;
  scene->line_scale = 1.0;
  return scene;
}

WgCityScene *
wg_city_scene_copy (const WgCityScene *scene)
{
  WgCityScene *copy = g_memdup2 (scene, sizeof *scene);

  g_atomic_ref_count_init (&copy->refs);
  if (copy->city != NULL)
    wg_city_ref (copy->city);
  if (copy->colours != NULL)
    wg_city_colours_ref (copy->colours);
  if (copy->cases != NULL)
    wg_city_cases_ref (copy->cases);
  if (copy->hotspot != NULL)
    wg_hotspot_layer_ref (copy->hotspot);
  if (copy->source != NULL)
    g_object_ref (copy->source);
  copy->selected_number = g_strdup (scene->selected_number);
  return copy;
}

WgCityScene *
wg_city_scene_ref (WgCityScene *scene)
{
  g_atomic_ref_count_inc (&scene->refs);
  return scene;
}

void
wg_city_scene_unref (WgCityScene *scene)
{
  if (!g_atomic_ref_count_dec (&scene->refs))
    return;
  g_clear_pointer (&scene->city, wg_city_unref);
  g_clear_pointer (&scene->colours, wg_city_colours_unref);
  g_clear_pointer (&scene->cases, wg_city_cases_unref);
  g_clear_pointer (&scene->hotspot, wg_hotspot_layer_unref);
  g_clear_object (&scene->source);
  g_free (scene->selected_number);
  g_free (scene);
}

guint
wg_city_scene_get_level (const WgCityScene *scene, guint zoom)
{
  if (scene->city == NULL)
    return MAX (1, scene->level);
  return wg_city_resolve_level (scene->city, scene->level, zoom);
}

static cairo_surface_t *
paint_empty_tile (const WgCityScene *scene)
{
  int size = WG_TILE_SIZE * (int)scene->scale;
  cairo_surface_t *surface = wg_picture_new (CAIRO_FORMAT_RGB24, size, size);
  guint32 land = wg_palette_get (scene->theme, WG_TOKEN_LAND);
  cairo_t *cr = cairo_create (surface);

  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_rgb (cr, WG_RED (land), WG_GREEN (land), WG_BLUE (land));
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  cairo_surface_set_device_scale (surface, scene->scale, scene->scale);
  return surface;
}

static WgPaintRequest
make_request (const WgCityScene *scene, WgTileId id)
{
  WgPaintRequest request = { .city = scene->city,
                             .colours = scene->colours,
                             .theme = scene->theme,
                             .level = wg_city_scene_get_level (scene, id.zoom),
                             .layers = WG_PAINT_ALL,
                             .dimmed_classes = scene->dimmed_classes,
                             .hotspot = scene->hotspot,
                             .line_scale = scene->line_scale };

  if (!(scene->show & WG_MAP_SHOW_BUILDINGS))
    request.layers &= ~WG_PAINT_BUILDINGS;
  if (scene->source != NULL && (scene->show & WG_MAP_SHOW_BASE))
    request.base = wg_base_stack_load (scene->source, id, scene->theme == WG_THEME_DARK, 0, &request.base_kind);
  return request;
}

static cairo_surface_t *
finish_tile (WgPaintRequest *request, cairo_surface_t *tile)
{
  g_clear_pointer (&request->base, cairo_surface_destroy);
  wg_picture_fill_alpha (tile);
  return wg_picture_shrink (tile);
}

cairo_surface_t *
wg_city_scene_paint_tile (const WgCityScene *scene, WgCityPainter *painter, WgTileId id)
{
  cairo_surface_t *tile;
  WgPaintRequest request;

  if (scene->city == NULL)
    {
      tile = paint_empty_tile (scene);
      wg_picture_fill_alpha (tile);
      return wg_picture_shrink (tile);
    }
  request = make_request (scene, id);
  tile = wg_city_painter_paint_tile (painter, &request, id.zoom, id.x, id.y, scene->scale);
  return finish_tile (&request, tile);
}

cairo_surface_t *
wg_city_scene_repaint_tile (const WgCityScene *scene,
                            WgCityPainter *painter,
                            WgTileId id,
                            cairo_surface_t *tile,
                            const WgCityColours *colours)
{
  g_autoptr (GArray) grids = wg_city_colours_list_repaints (colours, scene->colours);
  WgPaintRequest request = make_request (scene, id);

  return finish_tile (&request, wg_city_painter_repaint_tile (painter, &request, tile, id.zoom, id.x, id.y, scene->scale,
                                                              (const guint *)(gconstpointer)grids->data, grids->len));
}
