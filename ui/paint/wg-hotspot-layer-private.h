/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-hotspot-layer.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *grids; /* guint, indexes of the city */
  gboolean watched;
} WgHotspotOutline;

struct _WgHotspotLayer
{
  gatomicrefcount refs;
  WgHotspot *hotspot; /* nullable */
  WgCity *city;
  guint depth;
  guint8 *paints; /* by index of the city */
  guint counts[WG_N_HOTSPOT_PAINTS];
  const char *words[WG_N_HOTSPOT_PAINTS]; /* static: what they stand for where that is not the usual; with any, the others are not in the legend */
  double bounds[WG_N_DENSITY_CLASSES];
  GPtrArray *outlines;
  GPtrArray *marks;
  char *title;
  GStrvBuilder *building; /* of the notes, until it is done */
  GStrv notes;
};

/* Who makes one fills it between these two; the layer is not shared before the second. */
WgHotspotLayer *wg_hotspot_layer_begin (WgCity *city, int depth, const char *title);
WgHotspotLayer *wg_hotspot_layer_end (WgHotspotLayer *layer);

void wg_hotspot_layer_set_paint (WgHotspotLayer *layer, gint64 grid_id, WgHotspotPaint paint);
/* Both texts are taken. */
void wg_hotspot_layer_add_mark (WgHotspotLayer *layer, double lon, double lat, char *title, char *text, gboolean watched);
/* Takes the text. */
void wg_hotspot_layer_add_note (WgHotspotLayer *layer, char *text);

G_END_DECLS
