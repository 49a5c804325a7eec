/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-byte-cache.h"
#include "wg-city-layer.h"
#include "wg-paint-queue.h"

G_BEGIN_DECLS

/* In wg-paint-queue terms: the overlay; tiles have larger keys. */
#define WG_OVERLAY_KEY 1

typedef struct
{
  GdkTexture *texture;
  GdkTexture *previous; /* fading out */
  gint64 swapped_us;
  guint stamp;    /* of the scene it was painted from */
  gboolean dirty; /* colours changed since */
} WgLayerTile;

/* What a worker gets. */
typedef struct
{
  WgCityScene *scene;
  WgCityPainter *painter;
  WgOverlayPainter *overlay_painter; /* set: place an overlay */
  WgTileId id;
  WgMapView view;
  guint arrivals; /* of the base map when it was asked for */
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
  WgCityOverlay *overlay;
  GArray *wanted; /* WgPaintJob, filled while drawing */
  WgMapView told; /* the view of the last `view-changed` */

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

/* wg-city-layer.c: asks for what self->wanted says. */
void wg_city_layer_end_frame (WgCityLayer *self, gboolean complete, gboolean fading);

G_END_DECLS
