/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-mover.h"
#include "wg-city-feed.h"
#include "wg-city-layer.h"
#include "wg-grid-list.h"
#include "wg-hotspot-legend.h"
#include "wg-lasso.h"
#include "wg-layers-popover.h"
#include "wg-legend.h"
#include "wg-level-chooser.h"
#include "wg-map-key-list.h"
#include "wg-map-pane.h"
#include "wg-people-marks.h"
#include "wg-pulses.h"
#include "wg-ruler.h"

G_BEGIN_DECLS

#define WG_MAP_MIN_ZOOM 3
#define WG_MAP_MAX_ZOOM 20
#define WG_MAP_CARD_GAP 12 /* between a card and the edge of the map, logical pixels */

struct _WgMapPane
{
  GtkWidget parent_instance;

  /* owned */
  WgContext *context;
  WgCityFeed *feed;
  WgBaseMaps *base_maps;
  char *feed_trouble;  /* what could not be read or kept */
  GHashTable *keepers; /* grid id -> char *, as read for the hover card */
  GCancellable *cancellable;
  WgHotspot *hotspot;           /* shown, or NULL */
  GCancellable *hotspot_search; /* under way, or NULL */

  /* children */
  GtkWidget *stack; /* map or table */
  GtkWidget *overlay;
  WgGridList *table;
  ShumateMap *map;
  WgCityLayer *layer;
  WgLevelChooser *levels;
  WgLayersPopover *layers;
  GtkWidget *layers_button;
  GtkWidget *upper_left; /* the cards in three corners */
  GtkWidget *lower_left;
  GtkWidget *lower_right;
  GtkWidget *zoom_card; /* over the lower right ones */
  WgLegend *legend;
  GtkWidget *trouble_card;
  GtkWidget *trouble_label;
  GtkWidget *attribution;
  WgMapKeyList *keys; /* in the legend */
  WgHotspotLegend *hotspot_legend;
  WgHotspotChooser *hotspot_chooser; /* in the layers */
  GtkWidget *hover_card;
  GtkWidget *hover_title;
  GtkWidget *hover_text;
  GtkWidget *list; /* popover of the cases on one point, or NULL */

  GtkWidget *upper_left_column;
  GtkWidget *empty_chip;
  GtkWidget *outside_chip;
  GtkWidget *far_chip; /* the base map begins closer by */
  GtkWidget *lock_chip;
  WgPulses *pulses;
  WgPeopleMarks *people;
  WgLasso *lasso;
  WgCaseMover *mover;
  GtkWidget *mover_label;
  WgRuler *ruler;
  GtkWidget *ruler_card;
  GtkWidget *ruler_label;

  /* input */
  gint64 hand_us;        /* when a key or a button of the window was last used */
  GtkRoot *watched_root; /* borrowed, for comparing only */
  guint hover_timer;
  guint fit_idle;
  guint fit_timer;
  double pointer_x;
  double pointer_y;
  gint64 hover_grid;  /* the grid of the hover card, 0 for none */
  gint64 cursor_case; /* where Tab stands, 0 for none */
  gboolean asking_place; /* a click is a place */
  double target_zoom; /* where the wheel is going to, NAN when it is not */
  gint64 target_set_us;
  int width; /* as last allocated */
  int height;
  double fit_lon; /* where the map looked after the last fit */
  double fit_lat;
  double fit_zoom; /* NAN once it was sent elsewhere */
  gboolean fitted;     /* the district has been shown as a whole once */
  gboolean hotspot_trouble; /* they could not be found out, and the legend says why */
  gboolean own_change; /* the selection is being changed here */
};

/* wg-map-pane-cards.c */
void wg_map_pane_add_cards (WgMapPane *self);
void wg_map_pane_update_legend (WgMapPane *self);
void wg_map_pane_update_name (WgMapPane *self);
void wg_map_pane_update_trouble (WgMapPane *self);
void wg_map_pane_update_keys (WgMapPane *self);
/* The rectangles of the map that no card lies on: right of the legend, and over it. */
void wg_map_pane_get_free_areas (WgMapPane *self, graphene_rect_t *beside_legend, graphene_rect_t *above_legend);

/* wg-map-pane-chips.c */
void wg_map_pane_add_chips (WgMapPane *self);
void wg_map_pane_update_chips (WgMapPane *self);
/* Whether a selection made elsewhere may move the map: nobody has moved it, or the selection is made by hand. */
gboolean wg_map_pane_may_follow (WgMapPane *self);

/* wg-map-pane-hover.c */
void wg_map_pane_add_hover_card (WgMapPane *self);
void wg_map_pane_show_hover (WgMapPane *self, const WgMapPick *pick, double x, double y);
void wg_map_pane_hide_hover (WgMapPane *self);

/* The card of the pointer says what is there now. @moved: the map went on below it, so that it comes back when the map rests. */
void wg_map_pane_renew_hover (WgMapPane *self, gboolean moved);
void wg_map_pane_show_list (WgMapPane *self, const guint *members, guint n_members, double x, double y);

/* wg-map-pane-measure.c */
void wg_map_pane_add_ruler (WgMapPane *self);
void wg_map_pane_start_measuring (WgMapPane *self);
gboolean wg_map_pane_is_measuring (WgMapPane *self);
/* A click adds a point, a move of the pointer shows what it would add. */
void wg_map_pane_measure_at (WgMapPane *self, double x, double y, gboolean click);

/* wg-map-pane-hotspot.c */
void wg_map_pane_add_hotspot (WgMapPane *self, GtkWidget *legend_card);
void wg_map_pane_update_hotspot (WgMapPane *self);
void wg_map_pane_stop_hotspot (WgMapPane *self);

/* wg-map-pane-input.c */
void wg_map_pane_add_input (WgMapPane *self);

/* wg-map-pane.c */
void wg_map_pane_go_to (WgMapPane *self, double lon, double lat, double zoom, gboolean animate);
void wg_map_pane_fit_box (WgMapPane *self, const WgBox *box, double max_zoom);
void wg_map_pane_select_case (WgMapPane *self, gint64 case_id);
double wg_map_pane_get_zoom (WgMapPane *self);
/* Whether a hand, or a selection made by one, has moved the map away from the whole district. */
gboolean wg_map_pane_is_locked (WgMapPane *self);

G_END_DECLS
