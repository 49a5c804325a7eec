/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the one place where the live cases, the selection of the window and the drawing of the map meet. Drawing is the
 * layer's, translating the feed's; cards, hovering and input have files of their own.
 */

#include "wg-map-pane-private.h"

#include "wg-city-map.h"
#include "wg-fit.h"

#include <glib/gi18n-lib.h>

#define VIEW_MARGIN 24.0 /* a place nearer to the edge counts as out of view */
#define GO_TO_MS 180
#define UNFOLD_MS 150
#define FIRST_ZOOM 4.0
#define CLOSE_ZOOM 17.0

enum
{
  MENU_WANTED,
  GRID_WANTED,
  PLACE_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

enum
{
  PROP_TABLE = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WgMapPane, wg_map_pane, GTK_TYPE_WIDGET)

/* --- Where the map looks --- */

double
wg_map_pane_get_zoom (WgMapPane *self)
{
  return shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map));
}

void
wg_map_pane_go_to (WgMapPane *self, double lon, double lat, double zoom, gboolean animate)
{
  double wanted = CLAMP (zoom, WG_MAP_MIN_ZOOM, WG_MAP_MAX_ZOOM);

  lat = CLAMP (lat, SHUMATE_MIN_LATITUDE, SHUMATE_MAX_LATITUDE);
  lon = CLAMP (lon, SHUMATE_MIN_LONGITUDE, SHUMATE_MAX_LONGITUDE);
  /* From here on, not from the first frame of the way: a fit that is due in between would stop it. */
  self->fit_zoom = NAN;
  shumate_map_stop_go_to (self->map);
  shumate_map_go_to_full_with_duration (self->map, lat, lon, wanted,
                                        animate && gtk_widget_get_mapped (GTK_WIDGET (self)) ? GO_TO_MS : 0);
}

/* The zoom at which @box just fits into a rectangle of the map. */
static double
measure_zoom (const WgBox *box, const graphene_rect_t *free_area)
{
  return wg_fit_get_zoom (box, MAX (free_area->size.width, 64.0), MAX (free_area->size.height, 64.0));
}

/* Not whole: between two whole zooms a district would fill a quarter of the map or be cut. */
void
wg_map_pane_fit_box (WgMapPane *self, const WgBox *box, double max_zoom)
{
  double middle_x = (wg_world_x (box->min_lon) + wg_world_x (box->max_lon)) / 2.0;
  double middle_y = (wg_world_y (box->min_lat) + wg_world_y (box->max_lat)) / 2.0;
  graphene_rect_t beside_legend, above_legend, *area = &beside_legend;
  graphene_point_t centre;
  double zoom, unit;

  if (box->min_lon > box->max_lon)
    return;
  wg_map_pane_get_free_areas (self, &beside_legend, &above_legend);
  if (measure_zoom (box, &above_legend) > measure_zoom (box, &beside_legend))
    area = &above_legend;
  zoom = CLAMP (measure_zoom (box, area), WG_MAP_MIN_ZOOM, max_zoom);
  unit = wg_world_get_unit (zoom);
  graphene_rect_get_center (area, &centre);
  middle_x += (gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0 - centre.x) * unit;
  middle_y += (gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0 - centre.y) * unit;
  wg_map_pane_go_to (self, wg_world_lon (middle_x), wg_world_lat (middle_y), zoom, FALSE);
}

void
wg_map_pane_fit (WgMapPane *self)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (self->map));

  g_return_if_fail (WG_IS_MAP_PANE (self));
  if (city == NULL || wg_city_get_n_grids (city) == 0 || gtk_widget_get_width (GTK_WIDGET (self->map)) <= 0)
    return;
  wg_map_pane_fit_box (self, wg_city_get_box (city), WG_MAP_MAX_ZOOM);
  self->fitted = TRUE;
  self->fit_lon = shumate_location_get_longitude (location);
  self->fit_lat = shumate_location_get_latitude (location);
  self->fit_zoom = wg_map_pane_get_zoom (self);
}

/* Nobody has moved the map since it showed the whole district: it goes on doing so when the pane gets another size. */
static gboolean
shows_fit (WgMapPane *self)
{
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (self->map));

  return !self->fitted
         || (shumate_location_get_longitude (location) == self->fit_lon
             && shumate_location_get_latitude (location) == self->fit_lat
             && wg_map_pane_get_zoom (self) == self->fit_zoom);
}

gboolean
wg_map_pane_is_locked (WgMapPane *self)
{
  return self->fitted && !shows_fit (self);
}

void
wg_map_pane_zoom_by (WgMapPane *self, int levels)
{
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (self->map));
  double zoom = wg_map_pane_get_zoom (self);

  g_return_if_fail (WG_IS_MAP_PANE (self));
  zoom = levels > 0 ? floor (zoom + 1e-6) + levels : ceil (zoom - 1e-6) + levels;
  wg_map_pane_go_to (self, shumate_location_get_longitude (location), shumate_location_get_latitude (location), zoom,
                     TRUE);
}

static gboolean
is_in_view (WgMapPane *self, double lon, double lat)
{
  double x, y;

  wg_city_layer_get_point (self->layer, lon, lat, &x, &y);
  return x >= VIEW_MARGIN && y >= VIEW_MARGIN && x <= gtk_widget_get_width (GTK_WIDGET (self->layer)) - VIEW_MARGIN
         && y <= gtk_widget_get_height (GTK_WIDGET (self->layer)) - VIEW_MARGIN;
}

/* --- Selection --- */

static void
show_selection (WgMapPane *self)
{
  WgSelection *selection = wg_context_get_selection (self->context);
  gint64 case_id = wg_selection_get_case (selection);
  WgCaseRecord *record = wg_case_board_find (wg_context_get_board (self->context), case_id);

  wg_city_layer_set_selection (self->layer, case_id, record != NULL ? record->number : NULL,
                               wg_selection_get_grid (selection), wg_selection_get_building (selection));
}

static void
follow_case (WgMapPane *self, gint64 case_id)
{
  WgCaseRecord *record = wg_case_board_find (wg_context_get_board (self->context), case_id);

  if (record != NULL && wg_case_record_has_place (record) && !is_in_view (self, record->lon, record->lat))
    wg_map_pane_go_to (self, record->lon, record->lat, wg_map_pane_get_zoom (self), TRUE);
}

static void
follow_grid (WgMapPane *self, gint64 grid_id)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  guint grid = city != NULL ? wg_city_find_grid (city, grid_id) : WG_NO_INDEX;
  double lon, lat;

  if (grid == WG_NO_INDEX)
    return;
  wg_city_get_grid_label_point (city, grid, &lon, &lat);
  if (!is_in_view (self, lon, lat))
    wg_map_pane_go_to (self, lon, lat, wg_map_pane_get_zoom (self), TRUE);
}

static void
on_selection_changed (WgMapPane *self)
{
  WgSelection *selection = wg_context_get_selection (self->context);

  show_selection (self);
  if (self->own_change || !self->fitted || !wg_map_pane_may_follow (self))
    return;
  if (wg_selection_get_grid (selection) != WG_NO_ID)
    follow_grid (self, wg_selection_get_grid (selection));
  else if (wg_selection_get_case (selection) != WG_NO_ID)
    follow_case (self, wg_selection_get_case (selection));
}

void
wg_map_pane_select_case (WgMapPane *self, gint64 case_id)
{
  self->own_change = TRUE;
  wg_selection_select_case (wg_context_get_selection (self->context), case_id);
  self->own_change = FALSE;
}

/* --- What the feed brings --- */

static void
on_city_changed (WgMapPane *self)
{
  wg_city_layer_set_city (self->layer, wg_city_feed_get_city (self->feed), wg_city_feed_get_colours (self->feed));
  wg_map_pane_update_hotspot (self);
  wg_map_pane_update_legend (self);
  if (shows_fit (self))
    wg_map_pane_fit (self);
  wg_map_pane_update_legend (self);
  wg_map_pane_update_keys (self);
  wg_map_pane_update_name (self);
}

static void
on_colours_changed (WgMapPane *self)
{
  wg_city_layer_set_colours (self->layer, wg_city_feed_get_colours (self->feed));
  wg_map_pane_update_chips (self);
  wg_map_pane_update_legend (self);
  wg_map_pane_update_name (self);
  wg_map_pane_renew_hover (self, FALSE);
}

static void
on_cases_changed (WgMapPane *self)
{
  wg_city_layer_set_cases (self->layer, wg_city_feed_get_cases (self->feed));
  wg_pulses_set_points (self->pulses, wg_city_feed_get_pulses (self->feed));
  show_selection (self);
  wg_map_pane_renew_hover (self, FALSE);
}

static void
on_feed_trouble (WgMapPane *self, const char *text)
{
  g_free (self->feed_trouble);
  self->feed_trouble = g_strdup (text);
  wg_map_pane_update_trouble (self);
}

static void
on_store_changed (WgMapPane *self, WgChangeSet *changes)
{
  if (wg_change_set_touches (changes, "person"))
    g_hash_table_remove_all (self->keepers);
}

/* --- What the context says --- */

static void
follow_style (WgMapPane *self)
{
  wg_city_layer_set_theme (self->layer, wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT);
  wg_city_layer_set_text_scale (self->layer, wg_context_get_text_scale (self->context));
  wg_map_pane_update_legend (self);
  wg_map_pane_update_keys (self);
  wg_map_pane_update_hotspot (self);
}

static gboolean
is_unfolding (GtkWidget *widget)
{
  gboolean found = GTK_IS_REVEALER (widget)
                   && gtk_revealer_get_reveal_child (GTK_REVEALER (widget))
                          != gtk_revealer_get_child_revealed (GTK_REVEALER (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = is_unfolding (child);
  return found;
}

/* However long the frames of the legend take: a busy computer may show the first of them late. */
static gboolean
fit_when_unfolded (gpointer user_data)
{
  WgMapPane *self = user_data;

  if (is_unfolding (self->lower_left))
    return G_SOURCE_CONTINUE;
  self->fit_timer = 0;
  if (shows_fit (self))
    wg_map_pane_fit (self);
  return G_SOURCE_REMOVE;
}

/* The legend takes its time to unfold; how much it leaves free is known afterwards. */
static void
follow_size_class (WgMapPane *self)
{
  wg_legend_set_expanded (self->legend, wg_context_get_size_class (self->context) >= WG_SIZE_REGULAR);
  g_clear_handle_id (&self->fit_timer, g_source_remove);
  self->fit_timer = g_timeout_add (UNFOLD_MS, fit_when_unfolded, self);
}

static void
on_go_to (WgMapPane *self, double lon, double lat, double zoom)
{
  self->fitted = TRUE;
  wg_map_pane_go_to (self, lon, lat, zoom > 0.0 ? zoom : MIN (wg_map_pane_get_zoom (self), CLOSE_ZOOM), FALSE);
}

static void
update_table (WgMapPane *self)
{
  WgMapView view;

  wg_city_layer_get_view (self->layer, &view);
  wg_grid_list_set_level (self->table, view.level);
}

static void
on_view_changed (WgMapPane *self)
{
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (self->map));
  WgMapSight sight = { .lon = shumate_location_get_longitude (location),
                       .lat = shumate_location_get_latitude (location),
                       .zoom = wg_map_pane_get_zoom (self),
                       .visible_cases = wg_city_layer_count_cases (self->layer) };
  const WgMapSight *before = wg_context_get_sight (self->context);

  /* Where a map begins that nobody has moved and that has nothing to fit to is no place. */
  if (!self->fitted && sight.lon == 0.0 && sight.lat == 0.0)
    sight.lon = sight.lat = NAN;
  if (sight.lon != before->lon || sight.lat != before->lat || sight.zoom != before->zoom)
    wg_map_pane_renew_hover (self, TRUE);
  wg_context_report_sight (self->context, &sight);
  wg_map_pane_update_chips (self);
  wg_map_pane_update_keys (self);
  update_table (self);
  wg_map_pane_update_legend (self);
  wg_map_pane_update_name (self);
}

static void
follow_level (WgMapPane *self)
{
  wg_city_layer_set_level (self->layer, (guint)MAX (0, wg_context_get_level (self->context)));
  update_table (self);
}

gboolean
wg_map_pane_get_table (WgMapPane *self)
{
  g_return_val_if_fail (WG_IS_MAP_PANE (self), FALSE);
  return g_strcmp0 (adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->stack)), "table") == 0;
}

void
wg_map_pane_set_table (WgMapPane *self, gboolean table)
{
  g_return_if_fail (WG_IS_MAP_PANE (self));
  if (wg_map_pane_get_table (self) == table)
    return;
  wg_map_pane_hide_hover (self);
  update_table (self);
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->stack), table ? "table" : "map");
  gtk_widget_child_focus (table ? GTK_WIDGET (self->table) : self->overlay, GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
}

/* --- Base map --- */

static void
show_base_maps (WgMapPane *self)
{
  WgBaseStack *stack = wg_base_maps_get_stack (self->base_maps);
  g_autofree char *owners = stack != NULL ? wg_base_stack_dup_attribution (stack) : NULL;
  g_autofree char *text = owners != NULL ? g_strdup_printf (_ ("Base map: %s"), owners) : NULL;

  wg_city_layer_set_source (self->layer, stack);
  gtk_label_set_label (GTK_LABEL (self->attribution), text != NULL ? text : "");
  gtk_widget_set_visible (gtk_widget_get_parent (self->attribution), text != NULL);
  wg_map_pane_update_chips (self);
  wg_map_pane_update_keys (self);
}

WgBaseMaps *
wg_map_pane_get_base_maps (WgMapPane *self)
{
  g_return_val_if_fail (WG_IS_MAP_PANE (self), NULL);
  return self->base_maps;
}

WgCityFeed *
wg_map_pane_get_feed (WgMapPane *self)
{
  g_return_val_if_fail (WG_IS_MAP_PANE (self), NULL);
  return self->feed;
}

gboolean
wg_map_pane_is_settled (WgMapPane *self)
{
  g_return_val_if_fail (WG_IS_MAP_PANE (self), FALSE);
  return !wg_city_feed_is_busy (self->feed) && !wg_base_maps_is_busy (self->base_maps) && wg_city_layer_is_settled (self->layer);
}

/* --- The widget --- */

static void
load_style (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      gtk_css_provider_load_from_resource (provider, "/org/wangge/Wangge/ui/map/map.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_once_init_leave (&once, 1);
    }
}

static void
make_map (WgMapPane *self)
{
  self->map = wg_city_map_new (WG_MAP_MIN_ZOOM, WG_MAP_MAX_ZOOM, &self->layer);
  g_object_set (self->map, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self->map), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->map), "wg-map");
  shumate_viewport_set_zoom_level (shumate_map_get_viewport (self->map), FIRST_ZOOM);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
}

static gboolean
fit_in_idle (gpointer user_data)
{
  WgMapPane *self = user_data;

  self->fit_idle = 0;
  if (shows_fit (self))
    wg_map_pane_fit (self);
  return G_SOURCE_REMOVE;
}

/* In idle, before the next frame is drawn: the map knows its new size only after this. */
static void
wg_map_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WgMapPane *self = WG_MAP_PANE (widget);
  gboolean resized = width != self->width || height != self->height;

  gtk_widget_allocate (self->stack, width, height, baseline, NULL);
  self->width = width;
  self->height = height;
  if (resized && self->fit_idle == 0 && shows_fit (self))
    self->fit_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_in_idle, self, NULL);
}

static void
wg_map_pane_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  WgMapPane *self = WG_MAP_PANE (widget);

  gtk_widget_measure (self->stack, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
wg_map_pane_dispose (GObject *object)
{
  WgMapPane *self = WG_MAP_PANE (object);

  g_cancellable_cancel (self->cancellable);
  wg_map_pane_stop_hotspot (self);
  if (self->context != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->context, self);
      g_signal_handlers_disconnect_by_data (wg_context_get_selection (self->context), self);
      g_signal_handlers_disconnect_by_data (wg_context_get_store (self->context), self);
    }
  g_clear_handle_id (&self->hover_timer, g_source_remove);
  g_clear_handle_id (&self->fit_idle, g_source_remove);
  g_clear_handle_id (&self->fit_timer, g_source_remove);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->feed);
  g_clear_object (&self->base_maps);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_map_pane_parent_class)->dispose (object);
}

static void
wg_map_pane_finalize (GObject *object)
{
  WgMapPane *self = WG_MAP_PANE (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->keepers);
  g_free (self->feed_trouble);
  G_OBJECT_CLASS (wg_map_pane_parent_class)->finalize (object);
}

static void
wg_map_pane_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_TABLE)
    g_value_set_boolean (value, wg_map_pane_get_table (WG_MAP_PANE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
wg_map_pane_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  if (property == PROP_TABLE)
    wg_map_pane_set_table (WG_MAP_PANE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
wg_map_pane_class_init (WgMapPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wg_map_pane_dispose;
  object_class->finalize = wg_map_pane_finalize;
  object_class->get_property = wg_map_pane_get_property;
  object_class->set_property = wg_map_pane_set_property;
  properties[PROP_TABLE] = g_param_spec_boolean ("table", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  widget_class->size_allocate = wg_map_pane_size_allocate;
  widget_class->measure = wg_map_pane_measure;
  signals[MENU_WANTED] = g_signal_new ("menu-wanted", WG_TYPE_MAP_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[GRID_WANTED] = g_signal_new ("grid-wanted", WG_TYPE_MAP_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[PLACE_CHOSEN] = g_signal_new ("place-chosen", WG_TYPE_MAP_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
wg_map_pane_init (WgMapPane *self)
{
  load_style ();
  self->cancellable = g_cancellable_new ();
  self->keepers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->target_zoom = NAN;
  self->overlay = gtk_overlay_new ();
  self->stack = adw_view_stack_new ();
  adw_view_stack_add_named (ADW_VIEW_STACK (self->stack), self->overlay, "map");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  make_map (self);
}

static void
show_map (WgMapPane *self)
{
  wg_map_pane_set_table (self, FALSE);
}

/* The table cannot zoom, so its level is chosen above it. */
static void
add_table (WgMapPane *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_center_box_new ();
  GtkWidget *back = gtk_button_new_with_label (_ ("Map"));

  gtk_widget_add_css_class (bar, "toolbar");
  gtk_widget_set_tooltip_text (back, _ ("Show the map (F7)"));
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (show_map), self);
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (bar), wg_level_chooser_new (self->context));
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (bar), back);
  self->table = WG_GRID_LIST (wg_grid_list_new (self->context, self->feed));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_box_append (GTK_BOX (page), bar);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->table));
  adw_view_stack_add_named (ADW_VIEW_STACK (self->stack), page, "table");
}

static void
connect_all (WgMapPane *self)
{
  const struct
  {
    gpointer object;
    const char *signal;
    GCallback callback;
  } rows[] = {
    { self->feed, "city-changed", G_CALLBACK (on_city_changed) },
    { self->feed, "colours-changed", G_CALLBACK (on_colours_changed) },
    { self->feed, "cases-changed", G_CALLBACK (on_cases_changed) },
    { self->feed, "trouble", G_CALLBACK (on_feed_trouble) },
    { self->base_maps, "changed", G_CALLBACK (show_base_maps) },
    { self->base_maps, "trouble-changed", G_CALLBACK (wg_map_pane_update_trouble) },
    { self->layer, "view-changed", G_CALLBACK (on_view_changed) },
    { self->context, "notify::level", G_CALLBACK (follow_level) },
    { self->context, "notify::dark", G_CALLBACK (follow_style) },
    { self->context, "notify::text-scale", G_CALLBACK (follow_style) },
    { self->context, "notify::size-class", G_CALLBACK (follow_size_class) },
    { self->context, "notify::operator", G_CALLBACK (wg_map_pane_update_legend) },
    { self->context, "notify::operator", G_CALLBACK (wg_map_pane_update_keys) },
    { self->context, "go-to", G_CALLBACK (on_go_to) },
    { wg_context_get_selection (self->context), "changed", G_CALLBACK (on_selection_changed) },
    { wg_context_get_store (self->context), "changed", G_CALLBACK (on_store_changed) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_signal_connect_object (rows[i].object, rows[i].signal, rows[i].callback, self, G_CONNECT_SWAPPED);
}

GtkWidget *
wg_map_pane_new (WgContext *context)
{
  WgMapPane *self = g_object_new (WG_TYPE_MAP_PANE, NULL);

  self->context = g_object_ref (context);
  self->feed = wg_city_feed_new (context);
  self->base_maps = wg_base_maps_new (context);
  add_table (self);
  wg_map_pane_add_cards (self);
  wg_map_pane_add_hover_card (self);
  wg_map_pane_add_input (self);
  connect_all (self);
  follow_level (self);
  follow_style (self);
  follow_size_class (self);
  show_base_maps (self);
  wg_map_pane_update_trouble (self);
  return GTK_WIDGET (self);
}
