/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the map pane of a desk is made for a hand: cards, hovering, selection, cases. A wall has nobody who points and must
 * not name anybody; what it shares with the desk is the layer and the feed, and nothing else.
 */

#include "wg-wall-map.h"

#include "wg-base-maps.h"
#include "wg-city-map.h"
#include "wg-fit.h"
#include "wg-pulses.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MIN_ZOOM 3
#define MAX_ZOOM 18
#define EDGE 0.04         /* of the smaller side, kept free around the whole district */
#define GRID_SHARE 0.34   /* of the view that a toured grid fills */
#define LINE_TEXT_SCALE 2.8 /* up to it lines are as wide as at a desk: what is read from afar is seen from afar */
#define LOCK_AFTER_PX 4.0 /* a hand that trembles does not lock */

typedef struct
{
  double lon;
  double lat;
  double zoom;
} Place;

struct _WgWallMap
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  WgCityFeed *feed;
  WgBaseMaps *base_maps;

  GtkWidget *overlay; /* child */
  ShumateMap *map;
  WgCityLayer *layer;
  WgPulses *pulses;

  gint64 grid_id; /* what is toured, WG_NO_ID for the whole */
  gint64 next_id; /* and what after it */
  int next_level; /* with the grids of which level */
  double text_scale;
  int width;
  int height;
  guint fit_idle;
  gboolean locked;
};

enum
{
  PROP_LOCKED = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WgWallMap, wg_wall_map, GTK_TYPE_WIDGET)

static void
set_locked (WgWallMap *self, gboolean locked)
{
  if (self->locked == locked)
    return;
  self->locked = locked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

/* --- Where it looks --- */

static double
fit_zoom (WgWallMap *self, const WgBox *box, double share)
{
  return CLAMP (wg_fit_get_zoom (box, self->width * share, self->height * share), MIN_ZOOM, MAX_ZOOM);
}

/* The middle of a view that is @size wide, so that it looks at nothing beside the district while it can: at its middle when
 * the view is larger than it.
 */
static double
stay_inside (double middle, double size, double low, double high)
{
  return size >= high - low ? (low + high) / 2 : CLAMP (middle, low + size / 2, high - size / 2);
}

/* Where a box is seen from. Returns whether that is known. */
static gboolean
find_place_of_box (WgWallMap *self, const WgBox *box, double share, Place *place)
{
  const WgBox *all = wg_city_get_box (wg_city_feed_get_city (self->feed));
  double unit, x, y, air;

  if (self->width <= 0 || box->min_lon > box->max_lon)
    return FALSE;
  place->zoom = MAX (fit_zoom (self, box, share), fit_zoom (self, all, 1 - 2 * EDGE));
  unit = wg_world_get_unit (place->zoom);
  air = EDGE * MIN (self->width, self->height) * unit;
  x = stay_inside ((wg_world_x (box->min_lon) + wg_world_x (box->max_lon)) / 2, self->width * unit,
                   wg_world_x (all->min_lon) - air, wg_world_x (all->max_lon) + air);
  y = stay_inside ((wg_world_y (box->min_lat) + wg_world_y (box->max_lat)) / 2, self->height * unit,
                   wg_world_y (all->max_lat) - air, wg_world_y (all->min_lat) + air);
  place->lon = wg_world_lon (x);
  place->lat = wg_world_lat (y);
  return TRUE;
}

/* A toured grid is seen with its neighbours; what is no grid is the whole district. */
static gboolean
find_place (WgWallMap *self, gint64 grid_id, Place *place)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  guint grid = city != NULL && grid_id != WG_NO_ID ? wg_city_find_grid (city, grid_id) : WG_NO_INDEX;
  WgBox box;

  if (city == NULL || wg_city_get_n_grids (city) == 0)
    return FALSE;
  if (grid == WG_NO_INDEX)
    return find_place_of_box (self, wg_city_get_box (city), 1 - 2 * EDGE, place);
  wg_city_get_grid_box (city, grid, &box);
  return find_place_of_box (self, &box, GRID_SHARE, place);
}

static void
look (WgWallMap *self)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  guint grid = city != NULL && self->grid_id != WG_NO_ID ? wg_city_find_grid (city, self->grid_id) : WG_NO_INDEX;
  Place place;

  wg_city_layer_set_selection (self->layer, 0, NULL, grid != WG_NO_INDEX ? self->grid_id : 0, 0);
  if (self->locked)
    {
      wg_city_layer_expect (self->layer, 0, 0, -1, WG_LEVEL_AUTOMATIC);
      return;
    }
  if (find_place (self, self->grid_id, &place))
    shumate_map_go_to_full_with_duration (self->map, place.lat, place.lon, place.zoom, 0);
  if (self->next_id != self->grid_id && find_place (self, self->next_id, &place))
    wg_city_layer_expect (self->layer, place.lon, place.lat, place.zoom, (guint) MAX (0, self->next_level));
  else
    wg_city_layer_expect (self->layer, 0, 0, -1, WG_LEVEL_AUTOMATIC);
}

static gboolean
look_in_idle (gpointer user_data)
{
  WgWallMap *self = user_data;

  self->fit_idle = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

/* --- What the feed brings --- */

static void
choose_level (WgWallMap *self)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  int level = wg_context_get_level (self->context);

  if (city != NULL)
    wg_city_layer_set_level (self->layer, (guint) MAX (0, level));
}

static void
on_colours_changed (WgWallMap *self)
{
  wg_city_layer_set_colours (self->layer, wg_city_feed_get_colours (self->feed));
}

/* Of the cases only the emergencies are on a wall; all others are in the numbers. Before there is a city the map looks
 * nowhere, and would show them there.
 */
static void
on_cases_changed (WgWallMap *self)
{
  WgCityCases *all = wg_city_feed_get_cases (self->feed);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgCasePoint));
  g_autoptr (WgCityCases) cases = NULL;

  if (wg_city_feed_get_city (self->feed) == NULL)
    return;
  for (guint i = 0; all != NULL && i < wg_city_cases_get_n_points (all); i++)
    {
      const WgCasePoint *point = wg_city_cases_get_point (all, i);

      if (point->flags & WG_CASE_FLAG_EMERGENCY)
        g_array_append_vals (points, point, 1);
    }
  cases = wg_city_cases_new ((const WgCasePoint *) (gpointer) points->data, points->len);
  wg_city_layer_set_cases (self->layer, cases);
  wg_pulses_set_points (self->pulses, wg_city_feed_get_pulses (self->feed));
}

static void
on_city_changed (WgWallMap *self)
{
  wg_city_layer_set_city (self->layer, wg_city_feed_get_city (self->feed), wg_city_feed_get_colours (self->feed));
  choose_level (self);
  look (self);
  on_cases_changed (self);
}

static void
on_base_maps_changed (WgWallMap *self)
{
  wg_city_layer_set_source (self->layer, wg_base_maps_get_stack (self->base_maps));
}

static void
follow_style (WgWallMap *self)
{
  wg_city_layer_set_theme (self->layer, wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT);
}

/* --- A hand --- */

static void
on_drag (GtkGestureDrag *gesture, double x, double y, WgWallMap *self)
{
  if (hypot (x, y) > LOCK_AFTER_PX)
    set_locked (self, TRUE);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, WgWallMap *self)
{
  set_locked (self, TRUE);
  return FALSE;
}

static void
add_input (WgWallMap *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag), self, 0);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (on_scroll), self, 0);
  gtk_widget_add_controller (self->overlay, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (self->overlay, scroll);
}

/* --- The widget --- */

static void
wg_wall_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WgWallMap *self = WG_WALL_MAP (widget);
  gboolean resized = width != self->width || height != self->height;

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  self->width = width;
  self->height = height;
  if (resized && self->fit_idle == 0)
    self->fit_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, look_in_idle, self, NULL);
}

static void
wg_wall_map_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  gtk_widget_measure (WG_WALL_MAP (widget)->overlay, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
wg_wall_map_dispose (GObject *object)
{
  WgWallMap *self = WG_WALL_MAP (object);

  g_clear_handle_id (&self->fit_idle, g_source_remove);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->feed);
  g_clear_object (&self->base_maps);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_wall_map_parent_class)->dispose (object);
}

static void
wg_wall_map_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_LOCKED)
    g_value_set_boolean (value, WG_WALL_MAP (object)->locked);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
wg_wall_map_class_init (WgWallMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_wall_map_dispose;
  object_class->get_property = wg_wall_map_get_property;
  properties[PROP_LOCKED]
      = g_param_spec_boolean ("locked", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  GTK_WIDGET_CLASS (klass)->size_allocate = wg_wall_map_size_allocate;
  GTK_WIDGET_CLASS (klass)->measure = wg_wall_map_measure;
}

static void
make_map (WgWallMap *self)
{
  self->map = wg_city_map_new (MIN_ZOOM, MAX_ZOOM, &self->layer);
  wg_city_layer_set_show (self->layer, WG_MAP_SHOW_ALL & ~WG_MAP_SHOW_BUILDINGS);
  self->pulses = WG_PULSES (wg_pulses_new (self->layer));
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->pulses));
}

static void
wg_wall_map_init (WgWallMap *self)
{
  self->grid_id = WG_NO_ID;
  self->next_id = WG_NO_ID;
  self->text_scale = 1;
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  make_map (self);
  add_input (self);
}

GtkWidget *
wg_wall_map_new (WgContext *context)
{
  WgWallMap *self = g_object_new (WG_TYPE_WALL_MAP, NULL);

  self->context = g_object_ref (context);
  self->feed = wg_city_feed_new_of_grids (context);
  self->base_maps = wg_base_maps_new (context);
  g_signal_connect_object (self->feed, "city-changed", G_CALLBACK (on_city_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "colours-changed", G_CALLBACK (on_colours_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "cases-changed", G_CALLBACK (on_cases_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base_maps, "changed", G_CALLBACK (on_base_maps_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::level", G_CALLBACK (choose_level), self, G_CONNECT_SWAPPED);
  follow_style (self);
  on_base_maps_changed (self);
  return GTK_WIDGET (self);
}

WgCityFeed *
wg_wall_map_get_feed (WgWallMap *self)
{
  g_return_val_if_fail (WG_IS_WALL_MAP (self), NULL);
  return self->feed;
}

void
wg_wall_map_set_text_scale (WgWallMap *self, double text_scale)
{
  g_return_if_fail (WG_IS_WALL_MAP (self));
  self->text_scale = text_scale;
  wg_city_layer_set_text_scale (self->layer, text_scale);
  wg_city_layer_set_line_scale (self->layer, MAX (1.0, round (4.0 * text_scale / LINE_TEXT_SCALE) / 4.0));
}

guint
wg_wall_map_choose_level (WgWallMap *self)
{
  WgCity *city;

  g_return_val_if_fail (WG_IS_WALL_MAP (self), WG_LEVEL_AUTOMATIC);
  city = wg_city_feed_get_city (self->feed);
  if (city == NULL || wg_city_get_n_grids (city) == 0 || self->width <= 0)
    return WG_LEVEL_AUTOMATIC;
  /* What suits a desk at a zoom suits a wall, whose text is so many times as large, so much closer by. */
  return wg_city_get_automatic_level (city, fit_zoom (self, wg_city_get_box (city), 1 - 2 * EDGE) - log2 (self->text_scale));
}

void
wg_wall_map_show_all (WgWallMap *self)
{
  g_return_if_fail (WG_IS_WALL_MAP (self));
  self->grid_id = WG_NO_ID;
  wg_wall_map_unlock (self);
}

void
wg_wall_map_show_grid (WgWallMap *self, gint64 grid_id, gint64 next_id, int next_level)
{
  g_return_if_fail (WG_IS_WALL_MAP (self));
  self->grid_id = grid_id;
  self->next_id = next_id;
  self->next_level = next_level;
  look (self);
}

gboolean
wg_wall_map_next_is_there (WgWallMap *self)
{
  g_return_val_if_fail (WG_IS_WALL_MAP (self), FALSE);
  return self->locked || self->next_id == self->grid_id || wg_city_layer_expected_is_there (self->layer);
}

gboolean
wg_wall_map_get_locked (WgWallMap *self)
{
  g_return_val_if_fail (WG_IS_WALL_MAP (self), FALSE);
  return self->locked;
}

void
wg_wall_map_unlock (WgWallMap *self)
{
  g_return_if_fail (WG_IS_WALL_MAP (self));
  set_locked (self, FALSE);
  look (self);
}

char *
wg_wall_map_dup_trouble (WgWallMap *self)
{
  WgCaseBoard *board;
  WgGridTree *tree;

  g_return_val_if_fail (WG_IS_WALL_MAP (self), NULL);
  board = wg_context_get_board (self->context);
  tree = wg_case_board_get_grids (board);
  if (wg_case_board_is_loaded (board) && (tree == NULL || wg_grid_tree_get_n_grids (tree) == 0))
    return g_strdup (_ ("There are no grids yet. Boundaries are imported at a desk; they appear here by themselves."));
  return wg_base_maps_dup_trouble (self->base_maps);
}

gboolean
wg_wall_map_is_settled (WgWallMap *self)
{
  g_return_val_if_fail (WG_IS_WALL_MAP (self), FALSE);
  return !wg_city_feed_is_busy (self->feed) && !wg_base_maps_is_busy (self->base_maps)
         && wg_city_layer_is_settled (self->layer);
}
