/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: drawing, weighing and deciding happen on one page, so that nobody approves what he has not seen. The parts are
 * siblings of this file; here they are put together and told of each other.
 */

#include "wg-boundary-editor-private.h"

#include "wg-city-map.h"
#include "wg-fit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CARD_GAP 12

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBoundaryEditor, wg_boundary_editor, GTK_TYPE_WIDGET)

/* --- The map --- */

void
wg_boundary_editor_go_to (WgBoundaryEditor *self, double lon, double lat, double zoom)
{
  double now = shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map));

  self->fitted = TRUE;
  shumate_map_stop_go_to (self->map);
  shumate_map_go_to_full_with_duration (self->map, lat, lon, zoom > 0 ? CLAMP (zoom, WG_EDITOR_MIN_ZOOM, WG_EDITOR_MAX_ZOOM) : now, 0);
}

/* As close as all of @box is still seen. */
void
wg_boundary_editor_fit_box (WgBoundaryEditor *self, const WgBox *box)
{
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self->map)), 400) * 0.7;
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self->map)), 300) * 0.7;
  double zoom = floor (wg_fit_get_zoom (box, width, height));

  wg_boundary_editor_go_to (self, (box->min_lon + box->max_lon) / 2.0, (box->min_lat + box->max_lat) / 2.0, MIN (zoom, 18.0));
}

void
wg_boundary_editor_set_wiped (WgBoundaryEditor *self, gboolean wiped)
{
  self->hand.wiped = wiped;
  gtk_toggle_button_set_active (self->wipe_button, wiped);
  gtk_widget_queue_draw (self->drawing);
}

static void
show_city (WgBoundaryEditor *self)
{
  WgCity *city = wg_city_feed_get_city (self->feed);

  wg_city_layer_set_city (self->layer, city, NULL);
  if (city != NULL)
    wg_city_layer_set_level (self->layer, MAX (wg_city_get_n_levels (city), 1));
}

static void
show_base_maps (WgBoundaryEditor *self)
{
  wg_city_layer_set_source (self->layer, wg_base_maps_get_stack (self->base_maps));
}

static void
follow_style (WgBoundaryEditor *self)
{
  wg_city_layer_set_theme (self->layer, wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT);
  wg_city_layer_set_text_scale (self->layer, wg_context_get_text_scale (self->context));
  wg_boundary_editor_size_panes (self);
}

/* Begins where the draft is, else where the other map looks. */
static void
fit (WgBoundaryEditor *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);
  const WgMapSight *sight = wg_context_get_sight (self->context);
  WgBox box = { 180.0, 90.0, -180.0, -90.0 };

  if (self->fitted || draft == NULL || gtk_widget_get_width (GTK_WIDGET (self->map)) <= 0)
    return;
  for (guint i = 0; i < draft->grids->len; i++)
    wg_box_union (&box, wg_shape_get_box (((WgDraftGrid *) g_ptr_array_index (draft->grids, i))->shape));
  if (wg_box_is_empty (&box))
    {
      if (!isnan (sight->lon))
        wg_boundary_editor_go_to (self, sight->lon, sight->lat, sight->zoom);
      self->fitted = TRUE;
      return;
    }
  wg_boundary_editor_fit_box (self, &box);
}

/* --- What is new --- */

static void
on_sketch_changed (WgBoundaryEditor *self)
{
  gboolean draws = wg_boundary_sketch_get_refusal (self->sketch) == NULL;

  if (self->pending)
    wg_boundary_editor_end_step (self);
  gtk_widget_set_visible (self->palette, draws);
  gtk_widget_set_visible (self->hand_part, draws);
  fit (self);
  wg_boundary_editor_take_hand (self);
  wg_boundary_editor_show_bar (self);
  wg_boundary_editor_show_left (self);
  wg_boundary_editor_show_right (self);
  wg_boundary_editor_refresh (self);
}

static void
on_refused (WgBoundarySketch *sketch, const char *text, double lon, double lat, WgBoundaryEditor *self)
{
  self->pending = FALSE;
  g_free (self->refusal);
  self->refusal = g_strdup (text);
  self->hand.refused[0] = lon;
  self->hand.refused[1] = lat;
  gtk_widget_queue_draw (self->drawing);
  wg_boundary_editor_show_bar (self);
  wg_boundary_editor_show_status (self);
}

static void
on_check_refused (WgBoundaryCheck *check, const char *text, WgBoundaryEditor *self)
{
  on_refused (self->sketch, text, NAN, NAN, self);
}

/* --- Tools --- */

void
wg_boundary_editor_set_tool (WgBoundaryEditor *self, WgBoundaryTool tool)
{
  if (tool != self->tool)
    {
      while (wg_boundary_editor_abandon (self))
        continue;
      self->tool = tool;
    }
  gtk_toggle_button_set_active (self->tools[tool], TRUE);
  wg_boundary_editor_refresh (self);
  wg_boundary_editor_show_sides (self);
}

WgBoundaryTool
wg_boundary_editor_get_tool (WgBoundaryEditor *self)
{
  return self->tool;
}

static void
on_tool_toggled (GtkToggleButton *button, WgBoundaryEditor *self)
{
  for (guint i = 0; i < WG_N_TOOLS && gtk_toggle_button_get_active (button); i++)
    {
      if (self->tools[i] == button && self->tool != i)
        wg_boundary_editor_set_tool (self, (WgBoundaryTool) i);
    }
}

static void
on_snap_toggled (GtkToggleButton *button, WgBoundaryEditor *self)
{
  self->snap_on = gtk_toggle_button_get_active (button);
}

static void
on_trace_toggled (GtkToggleButton *button, WgBoundaryEditor *self)
{
  self->trace_on = gtk_toggle_button_get_active (button);
  wg_boundary_editor_follow (self);
}

static void
on_round_toggled (GtkToggleButton *button, WgBoundaryEditor *self)
{
  self->round_on = gtk_toggle_button_get_active (button);
  wg_boundary_editor_refresh (self);
}

static void
on_wipe_toggled (GtkToggleButton *button, WgBoundaryEditor *self)
{
  if (self->hand.wiped != gtk_toggle_button_get_active (button))
    wg_boundary_editor_set_wiped (self, !self->hand.wiped);
}

static GtkToggleButton *
make_tool (const char *icon, const char *text, const char *key)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (text), *cap = gtk_label_new (key);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (cap, "key-cap");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), cap);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
make_card (void)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "wg-map-card");
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  gtk_widget_set_margin_start (card, CARD_GAP);
  gtk_widget_set_margin_end (card, CARD_GAP);
  gtk_widget_set_margin_top (card, CARD_GAP);
  return card;
}

static GtkToggleButton *
add_aid (WgBoundaryEditor *self, const char *icon, const char *text, const char *key, const char *tip, GCallback toggled)
{
  GtkToggleButton *button = make_tool (icon, text, key);

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), tip);
  g_signal_connect (button, "toggled", toggled, self);
  gtk_box_append (GTK_BOX (self->palette), GTK_WIDGET (button));
  return button;
}

static void
add_aids (WgBoundaryEditor *self)
{
  gtk_box_append (GTK_BOX (self->palette), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->snap_button = add_aid (self, "wg-snap-symbolic", C_ ("tool", "Snap"), "G",
                               _ ("A point goes to the corner, border, road or wall that is near"), G_CALLBACK (on_snap_toggled));
  gtk_toggle_button_set_active (self->snap_button, TRUE);
  self->trace_button = add_aid (self, "wg-trace-symbolic", C_ ("tool", "Trace"), "T",
                                _ ("From point to point along the road, border or wall on which both lie"), G_CALLBACK (on_trace_toggled));
  self->round_button = add_aid (self, "wg-round-symbolic", C_ ("tool", "Round houses"), "B",
                                _ ("A line cuts no building: it goes round, on the shorter side"), G_CALLBACK (on_round_toggled));
}

static void
add_palette (WgBoundaryEditor *self)
{
  static const char *const tools[WG_N_TOOLS][2] = {
    { "wg-move-vertex-symbolic", "V" }, { "wg-reshape-symbolic", "R" },  { "wg-split-symbolic", "S" },
    { "wg-merge-symbolic", "M" },       { "wg-handover-symbolic", "H" }, { "wg-new-grid-symbolic", "N" },
    { "wg-fill-gap-symbolic", "F" },
  };

  self->palette = make_card ();
  gtk_widget_set_halign (self->palette, GTK_ALIGN_START);
  for (guint i = 0; i < WG_N_TOOLS; i++)
    {
      self->tools[i] = make_tool (tools[i][0], wg_boundary_tool_get_label ((WgBoundaryTool) i), tools[i][1]);
      gtk_toggle_button_set_group (self->tools[i], i > 0 ? self->tools[0] : NULL);
      g_signal_connect (self->tools[i], "toggled", G_CALLBACK (on_tool_toggled), self);
      gtk_box_append (GTK_BOX (self->palette), GTK_WIDGET (self->tools[i]));
    }
  add_aids (self);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->palette);
}

static void
add_wipe (WgBoundaryEditor *self)
{
  GtkWidget *card = make_card ();

  gtk_widget_set_halign (card, GTK_ALIGN_END);
  self->wipe_button = make_tool (NULL, _ ("In force only"), "W");
  g_signal_connect (self->wipe_button, "toggled", G_CALLBACK (on_wipe_toggled), self);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->wipe_button));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), card);
}

/* --- Putting it together --- */

static void
add_map (WgBoundaryEditor *self)
{
  self->overlay = gtk_overlay_new ();
  self->map = wg_city_map_new (WG_EDITOR_MIN_ZOOM, WG_EDITOR_MAX_ZOOM, &self->layer);
  g_object_set (self->map, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map of the draft. Tab goes from corner to corner, arrows move it, Enter keeps"), -1);
  gtk_widget_set_focusable (GTK_WIDGET (self->map), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->map), "wg-map");
  gtk_widget_set_hexpand (self->overlay, TRUE);
  gtk_widget_set_vexpand (self->overlay, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
  self->drawing = wg_boundary_overlay_new (self->layer, self->sketch, &self->hand);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->drawing);
  wg_city_layer_set_show (self->layer, WG_MAP_SHOW_BASE | WG_MAP_SHOW_BUILDINGS);
  add_palette (self);
  add_wipe (self);
}

static void
add_content (WgBoundaryEditor *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->column), wg_boundary_editor_make_bar (self));
  gtk_box_append (GTK_BOX (self->column), row);
  gtk_box_append (GTK_BOX (row), wg_boundary_editor_make_left (self));
  add_map (self);
  gtk_box_append (GTK_BOX (row), self->overlay);
  gtk_box_append (GTK_BOX (row), wg_boundary_editor_make_right (self));
  gtk_box_append (GTK_BOX (self->column), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->column), wg_boundary_editor_make_status (self));
  wg_boundary_editor_add_input (self);
}

static void
wg_boundary_editor_dispose (GObject *object)
{
  WgBoundaryEditor *self = WG_BOUNDARY_EDITOR (object);

  if (self->sketch != NULL)
    g_signal_handlers_disconnect_by_data (self->sketch, self);
  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_object (&self->check);
  g_clear_object (&self->sketch);
  g_clear_object (&self->feed);
  g_clear_object (&self->base_maps);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_boundary_editor_parent_class)->dispose (object);
}

static void
wg_boundary_editor_finalize (GObject *object)
{
  WgBoundaryEditor *self = WG_BOUNDARY_EDITOR (object);

  g_array_unref (self->hand.picks);
  g_array_unref (self->hand.line);
  g_array_unref (self->hand.legs);
  g_array_unref (self->hand.way);
  g_free (self->hand.card);
  g_free (self->refusal);
  G_OBJECT_CLASS (wg_boundary_editor_parent_class)->finalize (object);
}

static void
wg_boundary_editor_class_init (WgBoundaryEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_boundary_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_boundary_editor_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CLOSED] = g_signal_new ("closed", WG_TYPE_BOUNDARY_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_boundary_editor_init (WgBoundaryEditor *self)
{
  self->snap_on = TRUE;
  self->hand.picks = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->hand.line = g_array_new (FALSE, FALSE, sizeof (double));
  self->hand.legs = g_array_new (FALSE, FALSE, sizeof (guint));
  self->hand.way = g_array_new (FALSE, FALSE, sizeof (double));
  self->hand.cursor[0] = self->hand.cursor[1] = NAN;
  self->pointer[0] = self->pointer[1] = NAN;
  self->hand.held[0] = self->hand.held[1] = NAN;
  self->hand.refused[0] = self->hand.refused[1] = NAN;
}

static void
connect_signals (WgBoundaryEditor *self)
{
  g_signal_connect_object (self->sketch, "changed", G_CALLBACK (on_sketch_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sketch, "refused", G_CALLBACK (on_refused), self, 0);
  g_signal_connect_object (self->check, "changed", G_CALLBACK (wg_boundary_editor_show_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "refused", G_CALLBACK (on_check_refused), self, 0);
  g_signal_connect_object (self->layer, "view-changed", G_CALLBACK (fit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "city-changed", G_CALLBACK (show_city), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base_maps, "changed", G_CALLBACK (show_base_maps), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::dark", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::text-scale", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::size-class", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::operator", G_CALLBACK (on_sketch_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
wg_boundary_editor_new (WgContext *context, WgMapPane *pane, gint64 draft_id)
{
  WgBoundaryEditor *self = g_object_new (WG_TYPE_BOUNDARY_EDITOR, NULL);

  self->context = g_object_ref (context);
  self->feed = g_object_ref (wg_map_pane_get_feed (pane));
  self->base_maps = g_object_ref (wg_map_pane_get_base_maps (pane));
  self->sketch = wg_boundary_sketch_new (context, draft_id);
  self->check = wg_boundary_check_new (self->sketch);
  add_content (self);
  connect_signals (self);
  follow_style (self);
  show_city (self);
  show_base_maps (self);
  wg_boundary_editor_set_tool (self, WG_TOOL_MOVE);
  on_sketch_changed (self);
  return GTK_WIDGET (self);
}

WgBoundarySketch *
wg_boundary_editor_get_sketch (WgBoundaryEditor *self)
{
  return self->sketch;
}

WgCityLayer *
wg_boundary_editor_get_layer (WgBoundaryEditor *self)
{
  return self->layer;
}

void
wg_boundary_editor_take_focus (WgBoundaryEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

void
wg_boundary_editor_move_focus (WgBoundaryEditor *self, int by)
{
  GtkWidget *panes[] = { GTK_WIDGET (self->findings), GTK_WIDGET (self->map), GTK_WIDGET (self->lon_entry) };
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  int n = (int) G_N_ELEMENTS (panes), at = by > 0 ? -1 : n;

  for (int i = 0; focus != NULL && i < n; i++)
    {
      if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
        at = i;
    }
  for (int tries = 0; tries < n; tries++)
    {
      at = (at + by + n) % n;
      if (gtk_widget_grab_focus (panes[at]) || gtk_widget_child_focus (panes[at], GTK_DIR_TAB_FORWARD))
        return;
    }
}

void
wg_boundary_editor_step_back (WgBoundaryEditor *self)
{
  if (!wg_boundary_editor_leave_place (self) && !wg_boundary_editor_abandon (self))
    g_signal_emit (self, signals[CLOSED], 0);
}
