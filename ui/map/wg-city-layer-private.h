/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-byte-cache.h"
#include "wg-city-canvas.h"
#include "wg-city-layer.h"
#include "wg-paint-queue.h"
#include "wg-tile-fitter.h"

G_BEGIN_DECLS

/* In wg-paint-queue terms: the overlay; tiles have larger keys. */
#define WG_OVERLAY_KEY 1

/* What is wrong with a tile; it stays on the screen until a better one comes. */
typedef enum
{
  WG_TILE_RIGHT,
  WG_TILE_RECOLOURED, /* grids have other colours: what they cover is painted again */
  WG_TILE_OUTDATED,   /* all of it is painted again */
} WgTileState;

typedef struct
{
  cairo_surface_t *picture;
  cairo_surface_t *previous; /* fading out */
  gint64 swapped_us;
  guint stamp; /* of the scene it was painted from */
  WgCityColours *colours; /* of that scene, nullable */
  WgTileState state;
} WgLayerTile;

/* Of a tile in the cache: levels are kept side by side, so that the next view can have another one than this. */
static inline guint64
wg_layer_tile_to_key (WgTileId id, guint level)
{
  return (guint64)level << 56 | wg_tile_id_to_key (id);
}

static inline guint
wg_layer_tile_get_level (guint64 key)
{
  return (guint)(key >> 56);
}

/* What a worker gets. */
typedef struct
{
  WgCityScene *scene; /* at the level of the tile */
  WgCityPainter *painter;
  WgOverlayPainter *overlay_painter; /* set: place an overlay */
  WgTileId id;
  WgMapView view;
  guint arrivals; /* of the base map when it was asked for */
  cairo_surface_t *before; /* set: only the colours differ from it */
  WgCityColours *before_colours;
} WgLayerRequest;

struct _WgCityLayer
{
  ShumateLayer parent_instance;

  /* owned */
  WgCityScene *scene;
  WgCityPainter *painter;
  WgOverlayPainter *overlay_painter;
  WgPaintQueue *queue;
  WgByteCache *tiles; /* WgLayerTile */
  WgTileFitter *fitter; /* of those in view */
  WgCityOverlay *overlay;
  guint overview;       /* the zoom at which the whole city is some tiles, which are always there */
  GArray *wanted; /* WgPaintJob, filled while drawing */
  WgMapView told; /* the view of the last `view-changed` */
  WgMapView expected; /* what will be shown next: middle, zoom and level; a @zoom below 0 for nothing */
  gboolean expected_is_there;

  WgCityLayerFunc between; /* nullable */
  gpointer between_data;

  guint stamp;
  guint arrivals; /* how many tiles of the base map have come late */
  guint view_idle;
  guint settled_idle;
  guint fade_tick;
  gboolean settled;
};

/* wg-city-layer-draw.c */
void wg_city_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
guint wg_city_layer_get_tile_zoom (WgCityLayer *self);

/* wg-city-layer-tiles.c */
WgPaintQueue *wg_city_layer_new_queue (WgCityLayer *self);
void wg_city_layer_free_tile (gpointer tile);
/* Something looks different at these places (wg-tile-changes.h), on all tiles that show them. */
void wg_city_layer_tell_tiles (WgCityLayer *self, const GArray *changes, WgTileState state);
/* A tile of the base map has come. */
void wg_city_layer_tell_arrival (WgCityLayer *self, WgTileId id);

/* wg-city-layer.c: asks for what self->wanted says. */
void wg_city_layer_end_frame (WgCityLayer *self, gboolean complete, gboolean fading);

G_END_DECLS
