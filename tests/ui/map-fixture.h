/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-map-pane-private.h"

#include "wg-test-store.h"

#define A_LON 116.603
#define A_LAT 40.303

/* A map pane in a window, on a real database with one case at (A_LON, A_LAT), worked at by the duty officer. */
typedef struct
{
  WgTestStore store;
  WgContext *context;
  GtkWidget *window;
  GtkWidget *pane;
  ShumateMap *map;
  WgCityLayer *layer;
  char *number;
  gint64 case_id;
} MapFixture;

void map_fixture_set_up (MapFixture *f, gconstpointer user_data);
void map_fixture_tear_down (MapFixture *f, gconstpointer user_data);

GtkWidget *map_fixture_find_child (GtkWidget *widget, GType type);

/* The button whose label begins with @start. */
GtkWidget *map_fixture_find_button (GtkWidget *widget, const char *start);

/* Waits until everything is painted. */
void map_fixture_settle (MapFixture *f);
void map_fixture_use_operator (MapFixture *f, const char *login);
gint64 map_fixture_report_case (MapFixture *f, double lon, double lat, char **number);
void map_fixture_click (MapFixture *f, double lon, double lat);
/* With the other button. */
void map_fixture_click_for_menu (MapFixture *f, double lon, double lat);

/* Rests the pointer there until the card is shown. */
void map_fixture_hover (MapFixture *f, double lon, double lat);
gboolean map_fixture_press_on (GtkWidget *widget, guint key, GdkModifierType state);
gboolean map_fixture_press (MapFixture *f, guint key, GdkModifierType state);
double map_fixture_get_zoom (MapFixture *f);

/* The class of a grid as the layer shows it. */
const WgGridColour *map_fixture_get_row (MapFixture *f, gint64 grid_id);
