/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the cards on the map, where they lie and what they say. */

#include "wg-map-pane-private.h"

#include "wg-case-sprites.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define SCALE_WIDTH 120

#define LEAST_ABOVE 140 /* the legend never grows over the level chooser and the chips under it */

static GtkWidget *
add_card (WgMapPane *self, GtkWidget *child, GtkAlign halign, GtkAlign valign)
{
  gtk_widget_set_halign (child, halign);
  gtk_widget_set_valign (child, valign);
  gtk_widget_set_margin_start (child, WG_MAP_CARD_GAP);
  gtk_widget_set_margin_end (child, WG_MAP_CARD_GAP);
  gtk_widget_set_margin_top (child, WG_MAP_CARD_GAP);
  gtk_widget_set_margin_bottom (child, WG_MAP_CARD_GAP);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), child);
  return child;
}

static GtkWidget *
make_card (GtkWidget *child)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "wg-map-card");
  gtk_box_append (GTK_BOX (card), child);
  return card;
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- Zoom, scale, attribution --- */

static void
zoom_in (WgMapPane *self)
{
  wg_map_pane_zoom_by (self, 1);
}

static void
zoom_out (WgMapPane *self)
{
  wg_map_pane_zoom_by (self, -1);
}

static GtkWidget *
make_button (WgMapPane *self, const char *icon, const char *name, void (*clicked) (WgMapPane *))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_focus_on_click (button, FALSE);
  set_name (button, name);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked), self);
  return button;
}

static GtkWidget *
make_zoom (WgMapPane *self)
{
  GtkWidget *card = make_card (make_button (self, "zoom-in-symbolic", _ ("Zoom in"), zoom_in));

  gtk_box_append (GTK_BOX (card), make_button (self, "zoom-out-symbolic", _ ("Zoom out"), zoom_out));
  gtk_box_append (GTK_BOX (card),
                  make_button (self, "zoom-fit-best-symbolic", _ ("Show the whole district"), wg_map_pane_fit));
  gtk_widget_set_halign (card, GTK_ALIGN_END);
  return card;
}

static GtkWidget *
make_scale (WgMapPane *self)
{
  ShumateScale *scale = shumate_scale_new (shumate_map_get_viewport (self->map));

  shumate_scale_set_unit (scale, SHUMATE_UNIT_METRIC);
  shumate_scale_set_max_width (scale, SCALE_WIDTH);
  return make_card (GTK_WIDGET (scale));
}

static GtkWidget *
make_attribution (WgMapPane *self)
{
  GtkWidget *card;

  self->attribution = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->attribution), TRUE); /* whose map it is must be read, not pointed at */
  gtk_label_set_xalign (GTK_LABEL (self->attribution), 1.0f);
  gtk_label_set_max_width_chars (GTK_LABEL (self->attribution), 28);
  gtk_widget_add_css_class (self->attribution, "caption");
  card = make_card (self->attribution);
  gtk_widget_add_css_class (card, "text");
  return card;
}

/* One above the other: beside each other they would lie on the legend of a narrow map. */
static void
add_lower_right (WgMapPane *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, WG_MAP_CARD_GAP);
  GtkWidget *attribution = make_attribution (self), *scale = make_scale (self);

  self->zoom_card = make_zoom (self);
  self->lower_right = gtk_box_new (GTK_ORIENTATION_VERTICAL, WG_MAP_CARD_GAP / 2);
  gtk_widget_set_halign (attribution, GTK_ALIGN_END);
  gtk_widget_set_halign (scale, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->lower_right), attribution);
  gtk_box_append (GTK_BOX (self->lower_right), scale);
  gtk_box_append (GTK_BOX (column), self->zoom_card);
  gtk_box_append (GTK_BOX (column), self->lower_right);
  add_card (self, column, GTK_ALIGN_END, GTK_ALIGN_END);
}

/* --- Layers --- */

static void
on_layers_changed (WgMapPane *self)
{
  wg_city_layer_set_show (self->layer, wg_layers_popover_get_show (self->layers));
  wg_map_pane_update_chips (self);
  wg_map_pane_update_keys (self);
}

static void
toggle_measuring (WgMapPane *self)
{
  if (!wg_map_pane_end_measuring (self))
    wg_map_pane_start_measuring (self);
}

static void
add_layers (WgMapPane *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->layers = WG_LAYERS_POPOVER (wg_layers_popover_new (self->base_maps));
  g_signal_connect_object (self->layers, "notify::shown-layers", G_CALLBACK (on_layers_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("wg-layers-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Layers")));
  self->layers_button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->layers_button), content);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->layers_button), GTK_WIDGET (self->layers));
  gtk_widget_add_css_class (self->layers_button, "flat");
  set_name (self->layers_button, _ ("Layers"));
  gtk_box_append (GTK_BOX (line), self->layers_button);
  gtk_box_append (GTK_BOX (line), make_button (self, "wg-ruler-symbolic", _ ("Measure (J)"), toggle_measuring));
  add_card (self, make_card (line), GTK_ALIGN_END, GTK_ALIGN_START);
}

/* --- Legend and trouble --- */

static void
on_dimmed_changed (WgMapPane *self)
{
  wg_city_layer_set_dimmed_classes (self->layer, wg_legend_get_dimmed_classes (self->legend));
}

static void
on_freeze_wanted (WgMapPane *self)
{
  WgMapView view;

  g_clear_pointer (&self->feed_trouble, g_free);
  wg_map_pane_update_trouble (self);
  wg_city_layer_get_view (self->layer, &view);
  wg_city_feed_freeze_breaks (self->feed, view.level);
}

static guint
get_shown_depth (WgMapPane *self)
{
  WgMapView view;

  wg_city_layer_get_view (self->layer, &view);
  return CLAMP (view.level, 1, WG_BREAKS_MAX_DEPTH);
}

static void
on_propose_wanted (WgMapPane *self, int method)
{
  wg_city_feed_renew_breaks (self->feed, get_shown_depth (self), (WgBreaksMethod)method);
}

static void
on_restore_wanted (WgMapPane *self)
{
  wg_city_feed_restore_breaks (self->feed, get_shown_depth (self));
}

static void
on_measure_wanted (WgMapPane *self, int measure)
{
  wg_city_feed_set_measure (self->feed, (WgMeasure)measure);
}

static void
on_retry (WgMapPane *self)
{
  g_clear_pointer (&self->feed_trouble, g_free);
  wg_base_maps_retry (self->base_maps);
  wg_city_layer_repaint (self->layer);
  wg_map_pane_update_trouble (self);
}

static GtkWidget *
make_trouble (WgMapPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *retry = gtk_button_new_from_icon_name ("view-refresh-symbolic");

  self->trouble_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->trouble_label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->trouble_label), 36);
  gtk_label_set_xalign (GTK_LABEL (self->trouble_label), 0.0f);
  gtk_widget_add_css_class (retry, "flat");
  gtk_widget_set_valign (retry, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (retry, _ ("Try again"));
  set_name (retry, _ ("Try again"));
  g_signal_connect_swapped (retry, "clicked", G_CALLBACK (on_retry), self);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), self->trouble_label);
  gtk_box_append (GTK_BOX (box), retry);
  self->trouble_card = make_card (box);
  gtk_widget_add_css_class (self->trouble_card, "text");
  gtk_widget_set_halign (self->trouble_card, GTK_ALIGN_START);
  return self->trouble_card;
}

/* --- What else is coloured --- */

void
wg_map_pane_update_keys (WgMapPane *self)
{
  WgMapShow show = wg_city_layer_get_show (self->layer);
  WgBaseStack *stack = wg_base_maps_get_stack (self->base_maps);
  WgMapView view;
  g_autoptr (GPtrArray) keys = NULL;

  wg_city_layer_get_view (self->layer, &view);
  keys = wg_map_keys_list (show & WG_MAP_SHOW_BUILDINGS ? wg_city_feed_get_city (self->feed) : NULL,
                           show & WG_MAP_SHOW_BASE ? stack : NULL,
                           wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT, view.zoom);
  wg_map_key_list_set_keys (self->keys, keys, wg_base_maps_get_refusal (self->base_maps));
}

static void
on_colour_wanted (WgMapPane *self, const char *mark, guint rgb)
{
  g_clear_pointer (&self->feed_trouble, g_free);
  wg_map_pane_update_trouble (self);
  wg_city_feed_set_mark_colour (self->feed, mark, rgb);
}

static void
add_lower_left (WgMapPane *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, WG_MAP_CARD_GAP);
  GtkWidget *card;

  self->legend = WG_LEGEND (wg_legend_new ());
  g_signal_connect_object (self->legend, "notify::dimmed-classes", G_CALLBACK (on_dimmed_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->legend, "freeze-wanted", G_CALLBACK (on_freeze_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->legend, "propose-wanted", G_CALLBACK (on_propose_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->legend, "restore-wanted", G_CALLBACK (on_restore_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->legend, "measure-wanted", G_CALLBACK (on_measure_wanted), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (column), make_trouble (self));
  card = make_card (GTK_WIDGET (self->legend));
  wg_map_pane_add_hotspot (self, card);
  self->keys = WG_MAP_KEY_LIST (wg_map_key_list_new ());
  g_signal_connect_object (self->keys, "colour-wanted", G_CALLBACK (on_colour_wanted), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->keys));
  gtk_widget_set_halign (card, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (column), card);
  add_card (self, column, GTK_ALIGN_START, GTK_ALIGN_END);
  gtk_widget_set_margin_top (column, LEAST_ABOVE);
  self->lower_left = card;
}

void
wg_map_pane_update_trouble (WgMapPane *self)
{
  g_autofree char *base = wg_base_maps_dup_trouble (self->base_maps);
  const char *text = base != NULL ? base : self->feed_trouble;

  gtk_label_set_label (GTK_LABEL (self->trouble_label), text != NULL ? text : "");
  gtk_widget_set_visible (self->trouble_card, text != NULL);
}

/* --- Words --- */

static const char *
get_refusal (WgMapPane *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (wg_context_is_read_only (self->context))
    return _ ("The database is read-only.");
  if (who == NULL || !(who->roles & WG_BREAKS_ROLES))
    return _ ("For the duty officer, the leader, the GIS editor or the administrator.");
  return NULL;
}

static char *
format_time (WgMapPane *self, gint64 ms, const char *format)
{
  GTimeZone *zone = wg_store_get_zone (wg_context_get_store (self->context));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("–");
}

/* Shown grids of a rate without ground. */
static guint
count_undefined (const WgCityColours *colours, guint level)
{
  const WgCity *city = wg_city_colours_get_city (colours);
  guint n = 0;

  for (guint i = 0; i < wg_city_get_n_grids (city); i++)
    n += wg_city_grid_is_shown (city, i, level)
         && wg_city_colours_get (colours, i)->figure == WG_FIGURE_UNDEFINED;
  return n;
}

static gboolean
is_crowded (WgMapPane *self, const WgMapView *view)
{
  const WgCityScene *scene = wg_city_layer_get_scene (self->layer);

  return scene->cases != NULL && (scene->show & WG_MAP_SHOW_CASES) && wg_city_cases_are_crowded_in (scene->cases, view);
}

void
wg_map_pane_update_legend (WgMapPane *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  WgCityColours *colours = wg_city_feed_get_colours (self->feed);
  const WgClassBreaks *breaks = wg_city_feed_get_breaks (self->feed);
  WgBacklog *backlog = wg_case_board_get_backlog (board);
  WgLegendFigures figures = { 0 };
  g_autofree char *level = NULL;
  g_autofree char *as_of = format_time (self, wg_case_board_get_as_of (board), "%H:%M:%S");
  g_autofree char *since = NULL;
  WgMapView view;
  guint depth;

  if (colours == NULL || backlog == NULL)
    return;
  wg_city_layer_get_view (self->layer, &view);
  depth = MIN (view.level, WG_BREAKS_MAX_DEPTH);
  level = wg_level_chooser_dup_name (wg_case_board_get_grids (board), view.level);
  figures.theme = view.theme;
  memcpy (figures.breaks, breaks->breaks[depth], sizeof figures.breaks);
  figures.n_grids = wg_city_colours_count (colours, view.level, figures.per_class, &figures.n_overdue);
  figures.n_outside = (guint)wg_backlog_get_outside (backlog)->open;
  figures.crowded = is_crowded (self, &view);
  figures.level_name = level;
  figures.as_of = as_of;
  figures.measure = breaks->measure;
  figures.n_undefined = count_undefined (colours, view.level);
  figures.method = breaks->methods[depth];
  if (breaks->since_ms[depth] > 0)
    figures.since = since = format_time (self, breaks->since_ms[depth], "%Y-%m-%d");
  figures.frozen = (breaks->frozen & (1u << depth)) != 0;
  figures.refusal = get_refusal (self);
  wg_legend_set_figures (self->legend, &figures);
  wg_level_chooser_set_shown (self->levels, view.level);
}

void
wg_map_pane_update_name (WgMapPane *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  WgBacklog *backlog = wg_case_board_get_backlog (board);
  const WgDistrict *district = wg_store_get_district (wg_context_get_store (self->context));
  g_autofree char *level = NULL, *name = NULL;
  WgBacklogCounts whole = { 0 };
  WgMapView view;

  wg_city_layer_get_view (self->layer, &view);
  level = wg_level_chooser_dup_name (wg_case_board_get_grids (board), view.level);
  if (backlog != NULL)
    whole = wg_backlog_get_whole (backlog);
  /* Translators: what a screen reader says of the map: district, level, open cases, overdue cases. */
  name = g_strdup_printf (_ ("Map of %s, %s, %u open, %u overdue. F7 opens the table"),
                          district != NULL && district->name != NULL ? district->name : "", level, (guint)whole.open,
                          (guint)whole.overdue);
  set_name (GTK_WIDGET (self->map), name);
}

/* --- What they leave free --- */

/* Asked for rather than allocated: the first view is chosen before the cards have been laid out. */
static float
measure_card (GtkWidget *card, GtkOrientation orientation)
{
  int natural = 0;

  if (gtk_widget_get_visible (card))
    gtk_widget_measure (card, orientation, -1, NULL, &natural, NULL, NULL);
  return natural > 0 ? (float)(natural + WG_MAP_CARD_GAP) : 0.0f;
}

void
wg_map_pane_get_free_areas (WgMapPane *self, graphene_rect_t *beside_legend, graphene_rect_t *above_legend)
{
  float width = (float)gtk_widget_get_width (GTK_WIDGET (self->map));
  float height = (float)gtk_widget_get_height (GTK_WIDGET (self->map));
  float top = measure_card (self->upper_left, GTK_ORIENTATION_VERTICAL) + WG_MAP_CARD_GAP;
  float right = measure_card (self->zoom_card, GTK_ORIENTATION_HORIZONTAL) + WG_MAP_CARD_GAP;
  float foot = measure_card (self->lower_right, GTK_ORIENTATION_VERTICAL) + WG_MAP_CARD_GAP;
  float legend = measure_card (self->lower_left, GTK_ORIENTATION_VERTICAL) + WG_MAP_CARD_GAP;
  float left = measure_card (self->lower_left, GTK_ORIENTATION_HORIZONTAL) + WG_MAP_CARD_GAP;

  graphene_rect_init (beside_legend, left, top, MAX (0.0f, width - left - right), MAX (0.0f, height - top - foot));
  graphene_rect_init (above_legend, WG_MAP_CARD_GAP, top, MAX (0.0f, width - WG_MAP_CARD_GAP - right),
                      MAX (0.0f, height - top - MAX (foot, legend)));
}

void
wg_map_pane_add_cards (WgMapPane *self)
{
  self->people = WG_PEOPLE_MARKS (wg_people_marks_new (self->context, self->layer));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->people));
  self->pulses = WG_PULSES (wg_pulses_new (self->layer));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->pulses));
  self->levels = WG_LEVEL_CHOOSER (wg_level_chooser_new (self->context));
  self->upper_left = make_card (GTK_WIDGET (self->levels));
  gtk_widget_set_halign (self->upper_left, GTK_ALIGN_START);
  self->upper_left_column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->upper_left_column), self->upper_left);
  add_card (self, self->upper_left_column, GTK_ALIGN_START, GTK_ALIGN_START);
  wg_map_pane_add_chips (self);
  wg_map_pane_add_ruler (self);
  add_layers (self);
  wg_layers_popover_bind_people (self->layers, GTK_WIDGET (self->people));
  add_lower_right (self);
  add_lower_left (self);
}
