/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a leader asks "which street is that?" and somebody zooms in. The map of a briefing is therefore the map of the desk,
 * with the findings of the briefing and the grids of its day.
 */

#include "wg-briefing-map.h"

#include "wg-city-map.h"
#include "wg-world.h"

#define MIN_ZOOM 3
#define MAX_ZOOM 19
#define PAINTER_PX 14.67 /* body text of the painter */

struct _WgBriefingMap
{
  GtkWidget parent_instance;

  WgBaseMaps *base_maps; /* owned */
  WgHotspotLayer *shown; /* owned, nullable */
  WgBriefingPaper paper; /* borrowed parts */
  WgTheme theme;
  double em;

  GtkWidget *overlay; /* child */
  GtkWidget *card;
  ShumateMap *map;
  WgCityLayer *layer;
  guint fit_idle;
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (WgBriefingMap, wg_briefing_map, GTK_TYPE_WIDGET)

static void
draw_card (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgBriefingMap *self = user_data;
  WgBriefingCanvas canvas = { &self->paper, cr, self->theme, self->em };

  if (self->shown != NULL)
    wg_briefing_map_card_draw (&canvas, self->shown, width, height);
}

void
wg_briefing_map_fit (WgBriefingMap *self)
{
  WgCity *city = self->shown != NULL ? wg_hotspot_layer_get_city (self->shown) : NULL;
  WgBriefingCanvas canvas = { &self->paper, NULL, self->theme, self->em };
  double zoom, x, y;

  if (city == NULL || wg_city_get_n_grids (city) == 0 || self->width <= 0)
    return;
  wg_briefing_map_card_fit (&canvas, self->shown, self->width, self->height, &x, &y, &zoom);
  shumate_map_go_to_full_with_duration (self->map, wg_world_lat (y), wg_world_lon (x), CLAMP (zoom, MIN_ZOOM, MAX_ZOOM), 0);
}

static gboolean
fit_in_idle (gpointer user_data)
{
  WgBriefingMap *self = user_data;

  self->fit_idle = 0;
  wg_briefing_map_fit (self);
  return G_SOURCE_REMOVE;
}

void
wg_briefing_map_show (WgBriefingMap *self, const WgBriefingPaper *paper, WgHotspotLayer *layer, WgTheme theme, double em)
{
  WgCity *city = wg_hotspot_layer_get_city (layer);
  gboolean moved = self->shown == NULL || wg_hotspot_layer_get_city (self->shown) != city;

  g_return_if_fail (WG_IS_BRIEFING_MAP (self));
  self->paper = *paper;
  self->theme = theme;
  self->em = em;
  if (moved)
    wg_city_layer_set_city (self->layer, city, NULL);
  wg_city_layer_set_hotspot (self->layer, layer);
  g_clear_pointer (&self->shown, wg_hotspot_layer_unref);
  self->shown = wg_hotspot_layer_ref (layer);
  wg_city_layer_set_theme (self->layer, theme);
  wg_city_layer_set_text_scale (self->layer, MAX (em / PAINTER_PX, 1.0));
  gtk_widget_queue_draw (self->card);
  if (moved && self->fit_idle == 0)
    self->fit_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_in_idle, self, NULL);
}

gboolean
wg_briefing_map_is_settled (WgBriefingMap *self)
{
  return self->shown == NULL || (!wg_base_maps_is_busy (self->base_maps) && wg_city_layer_is_settled (self->layer));
}

static void
on_base_maps_changed (WgBriefingMap *self)
{
  wg_city_layer_set_source (self->layer, wg_base_maps_get_stack (self->base_maps));
}

static void
wg_briefing_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WgBriefingMap *self = WG_BRIEFING_MAP (widget);
  gboolean resized = width != self->width || height != self->height;

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  self->width = width;
  self->height = height;
  if (resized && self->fit_idle == 0)
    self->fit_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_in_idle, self, NULL);
}

static void
wg_briefing_map_measure (
    GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 120;
}

static void
wg_briefing_map_dispose (GObject *object)
{
  WgBriefingMap *self = WG_BRIEFING_MAP (object);

  g_clear_handle_id (&self->fit_idle, g_source_remove);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->shown, wg_hotspot_layer_unref);
  g_clear_object (&self->base_maps);
  G_OBJECT_CLASS (wg_briefing_map_parent_class)->dispose (object);
}

static void
wg_briefing_map_class_init (WgBriefingMapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_briefing_map_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = wg_briefing_map_size_allocate;
  GTK_WIDGET_CLASS (klass)->measure = wg_briefing_map_measure;
}

static void
wg_briefing_map_init (WgBriefingMap *self)
{
  self->em = PAINTER_PX;
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->map = wg_city_map_new (MIN_ZOOM, MAX_ZOOM, &self->layer);
  wg_city_layer_set_show (self->layer, WG_MAP_SHOW_BASE | WG_MAP_SHOW_NUMBERS);
  g_object_set (self->map, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
  self->card = gtk_drawing_area_new ();
  gtk_widget_set_can_target (self->card, FALSE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->card), draw_card, self, NULL);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->card);
}

GtkWidget *
wg_briefing_map_new (WgBaseMaps *base_maps)
{
  WgBriefingMap *self = g_object_new (WG_TYPE_BRIEFING_MAP, NULL);

  self->base_maps = g_object_ref (base_maps);
  g_signal_connect_object (base_maps, "changed", G_CALLBACK (on_base_maps_changed), self, G_CONNECT_SWAPPED);
  on_base_maps_changed (self);
  return GTK_WIDGET (self);
}
