/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: tiles are painted on threads while the news go on. What a thread gets, what comes back, and what is wrong with the
 * tiles that are there is kept apart from what the widget shows.
 */

#include "wg-city-layer-private.h"

#include "wg-tile-changes.h"

#define MAX_THREADS 4

/* --- Work for the threads --- */

typedef struct
{
  cairo_surface_t *tile; /* or */
  WgCityOverlay *overlay;
} Result;

static gpointer
paint (gpointer data)
{
  WgLayerRequest *request = data;
  Result *result = g_new0 (Result, 1);

  if (request->overlay_painter != NULL)
    result->overlay = wg_overlay_painter_place (request->overlay_painter, request->scene, &request->view);
  else if (request->before != NULL)
    result->tile = wg_city_scene_repaint_tile (request->scene, request->painter, request->id, request->before,
                                               request->before_colours);
  else
    result->tile = wg_city_scene_paint_tile (request->scene, request->painter, request->id);
  return result;
}

static void
free_request (gpointer data)
{
  WgLayerRequest *request = data;

  wg_city_scene_unref (request->scene);
  g_object_unref (request->painter);
  g_clear_object (&request->overlay_painter);
  g_clear_pointer (&request->before, cairo_surface_destroy);
  g_clear_pointer (&request->before_colours, wg_city_colours_unref);
  g_free (request);
}

static void
free_result (gpointer data)
{
  Result *result = data;

  g_clear_pointer (&result->tile, cairo_surface_destroy);
  g_clear_pointer (&result->overlay, wg_city_overlay_free);
  g_free (result);
}

void
wg_city_layer_free_tile (gpointer data)
{
  WgLayerTile *tile = data;

  g_clear_pointer (&tile->picture, cairo_surface_destroy);
  g_clear_pointer (&tile->previous, cairo_surface_destroy);
  g_clear_pointer (&tile->colours, wg_city_colours_unref);
  g_free (tile);
}

/* --- Which tiles news touch --- */

typedef struct
{
  const GArray *changes;
  WgTileState state;
} News;

static void
mark_changed (guint64 key, gpointer value, gpointer data)
{
  const News *news = data;
  WgLayerTile *tile = value;
  WgTileId id = wg_tile_id_from_key (key);

  if (wg_tile_changes_meet (news->changes, id, wg_layer_tile_get_level (key)))
    tile->state = MAX (tile->state, news->state);
}

void
wg_city_layer_tell_tiles (WgCityLayer *self, const GArray *changes, WgTileState state)
{
  News news = { changes, state };

  if (changes->len > 0)
    wg_byte_cache_foreach (self->tiles, mark_changed, &news);
}

/* --- Results --- */

/* What is wrong with what was painted from the scene of @request: the news came while the thread was painting. */
static WgTileState
find_state (WgCityLayer *self, const WgLayerRequest *request)
{
  const WgCityScene *old = request->scene, *new = self->scene;
  g_autoptr (GArray) changes = NULL;

  if (request->arrivals != self->arrivals)
    return WG_TILE_OUTDATED;
  if (old->colours == new->colours)
    return WG_TILE_RIGHT;
  if (old->colours == NULL || new->colours == NULL || wg_city_colours_get_city (old->colours) != old->city
      || wg_city_colours_get_city (new->colours) != new->city)
    return WG_TILE_OUTDATED;
  changes = wg_tile_changes_list (old->colours, new->colours);
  if (changes != NULL && !wg_tile_changes_meet (changes, request->id, wg_city_scene_get_level (old, request->id.zoom)))
    return WG_TILE_RIGHT;
  return old->city == new->city ? WG_TILE_RECOLOURED : WG_TILE_OUTDATED;
}

static void
take_tile (WgCityLayer *self, guint64 key, const WgLayerRequest *request, cairo_surface_t *picture)
{
  WgLayerTile *old = wg_byte_cache_lookup (self->tiles, key);
  gboolean current = request->scene->stamp == self->scene->stamp;
  WgLayerTile *tile;

  if (!current && old != NULL)
    return; /* what is there stays until the right one comes */
  tile = g_new0 (WgLayerTile, 1);
  tile->picture = cairo_surface_reference (picture);
  tile->stamp = request->scene->stamp;
  tile->colours = request->scene->colours != NULL ? wg_city_colours_ref (request->scene->colours) : NULL;
  tile->state = find_state (self, request);
  if (old != NULL && old->state != WG_TILE_RIGHT && old->stamp == tile->stamp)
    {
      tile->previous = cairo_surface_reference (old->picture);
      tile->swapped_us = g_get_monotonic_time ();
    }
  wg_byte_cache_insert (self->tiles, key, tile,
                        (gsize)cairo_image_surface_get_stride (picture)
                            * (gsize)cairo_image_surface_get_height (picture));
}

static void
take_result (guint64 key, gpointer request, gpointer data, gpointer user_data)
{
  WgCityLayer *self = user_data;
  Result *result = data;

  if (result->overlay != NULL)
    {
      g_clear_pointer (&self->overlay, wg_city_overlay_free);
      self->overlay = g_steal_pointer (&result->overlay);
    }
  else
    take_tile (self, key, request, result->tile);
  free_result (result);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

WgPaintQueue *
wg_city_layer_new_queue (WgCityLayer *self)
{
  return wg_paint_queue_new (CLAMP (g_get_num_processors (), 1, MAX_THREADS), paint, take_result, self, free_request,
                             free_result);
}

/* --- The base map --- */

/* The tile itself, and finer ones that were cut out of a coarser one meanwhile. */
static void
mark_arrived (guint64 key, gpointer value, gpointer data)
{
  const WgTileId *arrived = data;
  WgLayerTile *tile = value;
  WgTileId id = wg_tile_id_from_key (key), above;

  if (id.zoom < arrived->zoom)
    return;
  above = wg_tile_id_get_parent (id, id.zoom - arrived->zoom);
  if (above.x == arrived->x && above.y == arrived->y)
    tile->state = WG_TILE_OUTDATED;
}

void
wg_city_layer_tell_arrival (WgCityLayer *self, WgTileId id)
{
  self->arrivals++;
  wg_byte_cache_foreach (self->tiles, mark_arrived, &id);
}
