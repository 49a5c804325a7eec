/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-map.h"
#include "wg-class-breaks.h"
#include "wg-time-legend.h"
#include "wg-time-view.h"

G_BEGIN_DECLS

#define WG_DAY_MS G_GINT64_CONSTANT (86400000)

struct _WgTimeView
{
  GtkWidget parent_instance;

  /* owned */
  WgContext *context;
  WgBaseMaps *base_maps;
  WgPlayback *playback; /* NULL until the cases are read */
  WgGridTree *tree;     /* of the city that is shown */
  WgCity *city;
  WgClassBreaks breaks;
  GCancellable *reading; /* nullable: cases */
  GCancellable *asking;  /* nullable: the map of a day */
  WgBacklog *backlog;    /* of the day, while its city is built */
  cairo_surface_t *dots; /* the picture of the last frame */

  /* children */
  GtkWidget *box;
  ShumateMap *map;
  WgCityLayer *layer;
  GtkWidget *legend;
  GtkWidget *words;
  GtkWidget *histogram;
  GtkWidget *play;
  GtkRange *slider;
  GtkRange *swipe;
  GtkWidget *compare;

  gint64 begin_ms; /* of all cases, whole days */
  gint64 end_ms;
  gint64 to_ms;
  gint64 length_ms;
  gint64 brush_ms; /* where the hand began */
  gint64 last_frame_us;
  guint tick;
  guint ask_timer;
  guint n_frames;
  double frame_ms; /* of all frames */
  double text_scale;
  gboolean moving; /* the slider is being set, nobody moved it */
  gboolean fitted;
  gboolean breaks_read; /* those that the centre keeps */
  gboolean numbered; /* the backlog of the day stands on the map */
  gboolean bare; /* no grids were known on that day: those of now stand there, without numbers */
};

/* wg-time-view.c */
void wg_time_view_show_words (WgTimeView *self);

/* wg-time-view-map.c: the grids of the day. */
void wg_time_view_ask_map (WgTimeView *self);
void wg_time_view_forget_map (WgTimeView *self);
void wg_time_view_hide_numbers (WgTimeView *self);
void wg_time_view_show_legend (WgTimeView *self);

G_END_DECLS
