/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: thousands of grids, a hundred thousand buildings and all open cases on one map that must follow the hand and the
 * news. A layer of widgets or paths a thing takes seconds a frame; this one only puts textures side by side.
 *
 * The widget owns a scene. Whoever changes something replaces the scene by a changed copy; tiles remember the stamp of
 * the scene they were painted from, and stay on screen until a newer one replaces them.
 */

#include "wg-city-layer-private.h"

#include "wg-tile-changes.h"

#define START_BYTES (24u * 1024 * 1024) /* of tiles that are kept, until a frame says how many it needs */
#define OVERVIEW_SIZE 768.0            /* logical pixels */

enum
{
  VIEW_CHANGED,
  SETTLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgCityLayer, wg_city_layer, SHUMATE_TYPE_LAYER)

/* --- After a frame --- */

static gboolean
tell_view_changed (gpointer user_data)
{
  WgCityLayer *self = user_data;

  self->view_idle = 0;
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
tell_settled (gpointer user_data)
{
  WgCityLayer *self = user_data;

  self->settled_idle = 0;
  if (self->settled)
    g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
go_on_fading (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  WgCityLayer *self = WG_CITY_LAYER (widget);

  self->fade_tick = 0;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

void
wg_city_layer_end_frame (WgCityLayer *self, gboolean complete, gboolean fading)
{
  WgMapView view;

  wg_paint_queue_replace (self->queue, self->wanted);
  wg_city_layer_get_view (self, &view);
  if (memcmp (&view, &self->told, sizeof view) != 0 && self->view_idle == 0)
    self->view_idle = g_idle_add (tell_view_changed, self);
  self->told = view;
  if (complete && !fading && !self->settled && self->settled_idle == 0)
    self->settled_idle = g_idle_add (tell_settled, self);
  self->settled = complete && !fading;
  if (fading && self->fade_tick == 0)
    self->fade_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), go_on_fading, NULL, NULL);
}

/* --- Changes --- */

static void
invalidate (WgCityLayer *self)
{
  self->settled = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Returns the scene to be changed; @tiles: every tile looks different then. */
static WgCityScene *
edit (WgCityLayer *self, gboolean tiles)
{
  WgCityScene *copy = wg_city_scene_copy (self->scene);

  wg_city_scene_unref (self->scene);
  self->scene = copy;
  if (tiles)
    copy->stamp = ++self->stamp;
  invalidate (self);
  return copy;
}

/* The zoom at which a city is at most so large. */
static guint
find_overview (WgCity *city)
{
  const WgBox *box = wg_city_get_box (city);
  double width = wg_world_x (box->max_lon) - wg_world_x (box->min_lon);
  double height = wg_world_y (box->min_lat) - wg_world_y (box->max_lat);
  double zoom = log2 (OVERVIEW_SIZE * wg_world_get_unit (0) / MAX (1.0, MAX (width, height)));

  return (guint)CLAMP (zoom, 0.0, WG_MAX_ZOOM);
}

void
wg_city_layer_set_between (WgCityLayer *self, WgCityLayerFunc func, gpointer user_data)
{
  g_return_if_fail (WG_IS_CITY_LAYER (self));
  self->between = func;
  self->between_data = user_data;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_city_layer_set_city (WgCityLayer *self, WgCity *city, WgCityColours *colours)
{
  WgCityColours *before = self->scene->colours;
  g_autoptr (GArray) boxes = NULL;
  WgCityScene *scene;

  if (before != NULL && colours != NULL && wg_city_colours_get_city (colours) == city
      && wg_city_colours_get_city (before) == self->scene->city)
    boxes = wg_tile_changes_list (before, colours);
  scene = edit (self, boxes == NULL);
  g_clear_pointer (&scene->colours, wg_city_colours_unref);
  g_clear_pointer (&scene->city, wg_city_unref);
  if (city != NULL)
    scene->city = wg_city_ref (city);
  if (colours != NULL)
    scene->colours = wg_city_colours_ref (colours);
  self->overview = city != NULL && wg_city_get_n_grids (city) > 0 ? find_overview (city) : 0;
  if (boxes != NULL)
    wg_city_layer_tell_tiles (self, boxes, WG_TILE_OUTDATED);
}

void
wg_city_layer_set_colours (WgCityLayer *self, WgCityColours *colours)
{
  WgCityColours *before = self->scene->colours;
  gboolean same_city
      = before != NULL && colours != NULL && wg_city_colours_get_city (before) == wg_city_colours_get_city (colours);
  WgCityScene *scene;

  if (before == colours)
    return;
  if (same_city)
    {
      g_autoptr (GArray) boxes = wg_tile_changes_list (before, colours);

      wg_city_layer_tell_tiles (self, boxes, WG_TILE_RECOLOURED);
    }
  scene = edit (self, !same_city);
  g_clear_pointer (&scene->colours, wg_city_colours_unref);
  if (colours != NULL)
    scene->colours = wg_city_colours_ref (colours);
}

void
wg_city_layer_set_cases (WgCityLayer *self, WgCityCases *cases)
{
  WgCityScene *scene = edit (self, FALSE);

  g_clear_pointer (&scene->cases, wg_city_cases_unref);
  if (cases != NULL)
    scene->cases = wg_city_cases_ref (cases);
}

void
wg_city_layer_set_hotspot (WgCityLayer *self, WgHotspotLayer *hotspot)
{
  WgCityScene *scene;

  if (self->scene->hotspot == hotspot)
    return;
  scene = edit (self, TRUE);
  g_clear_pointer (&scene->hotspot, wg_hotspot_layer_unref);
  if (hotspot != NULL)
    scene->hotspot = wg_hotspot_layer_ref (hotspot);
}

static void
on_tile_arrived (WgBaseStack *source, guint64 key, WgCityLayer *self)
{
  wg_city_layer_tell_arrival (self, wg_tile_id_from_key (key));
  invalidate (self);
}

void
wg_city_layer_set_source (WgCityLayer *self, WgBaseStack *source)
{
  WgCityScene *scene;

  if (self->scene->source == source)
    return;
  if (self->scene->source != NULL)
    g_signal_handlers_disconnect_by_data (self->scene->source, self);
  scene = edit (self, TRUE);
  g_set_object (&scene->source, source);
  if (source != NULL)
    g_signal_connect_object (source, "arrived", G_CALLBACK (on_tile_arrived), self, 0);
}

void
wg_city_layer_set_theme (WgCityLayer *self, WgTheme theme)
{
  if (self->scene->theme != theme)
    edit (self, TRUE)->theme = theme;
}

void
wg_city_layer_set_text_scale (WgCityLayer *self, double text_scale)
{
  if (self->scene->text_scale != text_scale)
    edit (self, FALSE)->text_scale = text_scale;
}

void
wg_city_layer_set_line_scale (WgCityLayer *self, double line_scale)
{
  if (self->scene->line_scale != line_scale)
    edit (self, TRUE)->line_scale = line_scale;
}

void
wg_city_layer_set_level (WgCityLayer *self, guint level)
{
  if (self->scene->level != level)
    edit (self, FALSE)->level = level;
}

void
wg_city_layer_set_show (WgCityLayer *self, WgMapShow show)
{
  WgMapShow changed = self->scene->show ^ show;

  if (changed != 0)
    edit (self, (changed & (WG_MAP_SHOW_BASE | WG_MAP_SHOW_BUILDINGS)) != 0)->show = show;
}

WgMapShow
wg_city_layer_get_show (WgCityLayer *self)
{
  return self->scene->show;
}

void
wg_city_layer_set_dimmed_classes (WgCityLayer *self, guint classes)
{
  if (self->scene->dimmed_classes != classes)
    edit (self, TRUE)->dimmed_classes = classes;
}

void
wg_city_layer_set_selection (WgCityLayer *self,
                             gint64 case_id,
                             const char *case_number,
                             gint64 grid_id,
                             gint64 building_id)
{
  const WgCityScene *old = self->scene;
  WgCityScene *scene;

  case_id = MAX (0, case_id);
  grid_id = MAX (0, grid_id);
  building_id = MAX (0, building_id);
  if (old->selected_case == case_id && old->selected_grid == grid_id && old->selected_building == building_id
      && g_strcmp0 (old->selected_number, case_number) == 0)
    return;
  scene = edit (self, FALSE);
  scene->selected_case = case_id;
  scene->selected_grid = grid_id;
  scene->selected_building = building_id;
  g_free (scene->selected_number);
  scene->selected_number = g_strdup (case_number);
}

void
wg_city_layer_expect (WgCityLayer *self, double lon, double lat, double zoom, guint level)
{
  self->expected
      = (WgMapView){ .center_x = wg_world_x (lon), .center_y = wg_world_y (lat), .zoom = zoom, .level = level };
  self->expected_is_there = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
wg_city_layer_expected_is_there (WgCityLayer *self)
{
  return self->expected_is_there;
}

void
wg_city_layer_repaint (WgCityLayer *self)
{
  edit (self, TRUE);
}

/* --- Questions --- */

const WgCityScene *
wg_city_layer_get_scene (WgCityLayer *self)
{
  return self->scene;
}

gboolean
wg_city_layer_is_settled (WgCityLayer *self)
{
  return self->settled;
}

void
wg_city_layer_get_view (WgCityLayer *self, WgMapView *view)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  GtkWidget *widget = GTK_WIDGET (self);

  memset (view, 0, sizeof *view);
  view->center_x = wg_world_x (shumate_location_get_longitude (SHUMATE_LOCATION (viewport)));
  view->center_y = wg_world_y (shumate_location_get_latitude (SHUMATE_LOCATION (viewport)));
  view->zoom = shumate_viewport_get_zoom_level (viewport);
  view->width = gtk_widget_get_width (widget);
  view->height = gtk_widget_get_height (widget);
  view->scale = self->scene->scale;
  view->text_scale = self->scene->text_scale;
  view->theme = self->scene->theme;
  view->level = wg_city_scene_get_level (self->scene, wg_city_layer_get_tile_zoom (self));
}

void
wg_city_layer_get_place (WgCityLayer *self, double x, double y, double *lon, double *lat)
{
  WgMapView view;
  double unit;

  wg_city_layer_get_view (self, &view);
  unit = wg_world_get_unit (view.zoom);
  *lon = wg_world_lon (wg_map_view_get_left (&view) + x * unit);
  *lat = wg_world_lat (wg_map_view_get_top (&view) + y * unit);
}

void
wg_city_layer_get_point (WgCityLayer *self, double lon, double lat, double *x, double *y)
{
  WgMapView view;
  double unit;

  wg_city_layer_get_view (self, &view);
  unit = wg_world_get_unit (view.zoom);
  *x = (wg_world_x (lon) - wg_map_view_get_left (&view)) / unit;
  *y = (wg_world_y (lat) - wg_map_view_get_top (&view)) / unit;
}

/* A mark that gave way to a label is not there for a click either. */
static gboolean
is_drawn (WgCityLayer *self, gint64 case_id)
{
  if (self->overlay == NULL || self->overlay->scene->cases != self->scene->cases)
    return TRUE;
  for (guint i = 0; i < self->overlay->items->len; i++)
    {
      const WgMapItem *item = &g_array_index (self->overlay->items, WgMapItem, i);

      if (item->kind >= WG_MAP_ITEM_CASE && item->id == case_id)
        return TRUE;
    }
  return FALSE;
}

void
wg_city_layer_pick (WgCityLayer *self, double x, double y, WgMapPick *pick)
{
  gboolean cases = (self->scene->show & WG_MAP_SHOW_CASES) != 0;
  WgMapView view;
  double lon, lat;

  wg_city_layer_get_view (self, &view);
  wg_city_layer_get_place (self, x, y, &lon, &lat);
  wg_map_pick (self->scene->city, cases ? self->scene->cases : NULL, lon, lat, view.zoom, view.level,
               view.text_scale, pick);
  if (pick->case_id != 0 && !is_drawn (self, pick->case_id))
    {
      pick->case_id = 0;
      pick->case_cluster = NULL;
    }
}

typedef struct
{
  double x;
  double y;
  gint64 id;
} Seen;

static int
compare_seen (gconstpointer a, gconstpointer b)
{
  const Seen *one = a, *other = b;

  if (one->y != other->y)
    return one->y < other->y ? -1 : 1;
  if (one->x != other->x)
    return one->x < other->x ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

/* Degrees. */
typedef struct
{
  double west;
  double north;
  double east;
  double south;
} Window;

static Window
get_window (WgCityLayer *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  Window window;

  wg_city_layer_get_place (self, 0, 0, &window.west, &window.north);
  wg_city_layer_get_place (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget), &window.east, &window.south);
  return window;
}

static gboolean
is_in_window (const Window *window, const WgCasePoint *point)
{
  return point->lon >= window->west && point->lon <= window->east && point->lat >= window->south && point->lat <= window->north;
}

guint
wg_city_layer_count_cases (WgCityLayer *self)
{
  WgCityCases *cases = self->scene->cases;
  Window window = get_window (self);
  guint n = 0;

  for (guint i = 0; cases != NULL && i < wg_city_cases_get_n_points (cases); i++)
    n += is_in_window (&window, wg_city_cases_get_point (cases, i));
  return n;
}

GArray *
wg_city_layer_list_cases (WgCityLayer *self)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  WgCityCases *cases = self->scene->cases;
  Window window = get_window (self);

  for (guint i = 0; cases != NULL && i < wg_city_cases_get_n_points (cases); i++)
    {
      const WgCasePoint *point = wg_city_cases_get_point (cases, i);
      Seen one = { point->lon, -point->lat, point->id };

      if (is_in_window (&window, point))
        g_array_append_val (seen, one);
    }
  g_array_sort (seen, compare_seen);
  for (guint i = 0; i < seen->len; i++)
    g_array_append_val (ids, g_array_index (seen, Seen, i).id);
  return ids;
}

/* --- The widget --- */

static void
on_scale_factor (WgCityLayer *self)
{
  guint scale = (guint)CLAMP (gtk_widget_get_scale_factor (GTK_WIDGET (self)), 1, 4);

  if (self->scene->scale != scale)
    edit (self, TRUE)->scale = scale;
}

static void
on_moved (WgCityLayer *self)
{
  invalidate (self);
}

static void
wg_city_layer_constructed (GObject *object)
{
  WgCityLayer *self = WG_CITY_LAYER (object);
  ShumateViewport *viewport;

  G_OBJECT_CLASS (wg_city_layer_parent_class)->constructed (object);
  viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  g_signal_connect_object (viewport, "notify::longitude", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify::latitude", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify::zoom-level", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  /* Without a surface the widget goes by the monitors, so that nothing is told when it gets one like them. */
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (on_scale_factor), NULL);
  on_scale_factor (self);
}

static void
wg_city_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WG_CITY_LAYER (widget)->settled = FALSE;
}

static void
wg_city_layer_dispose (GObject *object)
{
  WgCityLayer *self = WG_CITY_LAYER (object);

  g_clear_pointer (&self->queue, wg_paint_queue_free);
  g_clear_handle_id (&self->view_idle, g_source_remove);
  g_clear_handle_id (&self->settled_idle, g_source_remove);
  if (self->scene->source != NULL)
    g_signal_handlers_disconnect_by_data (self->scene->source, self);
  g_clear_pointer (&self->overlay, wg_city_overlay_free);
  wg_byte_cache_clear (self->tiles);
  G_OBJECT_CLASS (wg_city_layer_parent_class)->dispose (object);
}

static void
wg_city_layer_finalize (GObject *object)
{
  WgCityLayer *self = WG_CITY_LAYER (object);

  wg_city_scene_unref (self->scene);
  wg_byte_cache_free (self->tiles);
  wg_tile_fitter_free (self->fitter);
  g_array_unref (self->wanted);
  g_object_unref (self->painter);
  g_object_unref (self->overlay_painter);
  G_OBJECT_CLASS (wg_city_layer_parent_class)->finalize (object);
}

static void
wg_city_layer_class_init (WgCityLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = wg_city_layer_constructed;
  object_class->dispose = wg_city_layer_dispose;
  object_class->finalize = wg_city_layer_finalize;
  widget_class->snapshot = wg_city_layer_snapshot;
  widget_class->size_allocate = wg_city_layer_size_allocate;

  signals[VIEW_CHANGED]
      = g_signal_new ("view-changed", WG_TYPE_CITY_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED]
      = g_signal_new ("settled", WG_TYPE_CITY_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_city_layer_init (WgCityLayer *self)
{
  self->scene = wg_city_scene_new ();
  self->expected.zoom = -1;
  self->painter = wg_city_painter_new ();
  self->overlay_painter = wg_overlay_painter_new ();
  self->tiles = wg_byte_cache_new (START_BYTES, wg_city_layer_free_tile);
  self->fitter = wg_tile_fitter_new ();
  self->wanted = g_array_new (FALSE, FALSE, sizeof (WgPaintJob));
  self->queue = wg_city_layer_new_queue (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

WgCityLayer *
wg_city_layer_new (ShumateViewport *viewport)
{
  return g_object_new (WG_TYPE_CITY_LAYER, "viewport", viewport, NULL);
}
