/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a caller's address is often the house across the street. Putting the case right is one pull on the map, and whose it
 * becomes by that is said before it is let go, not found out afterwards.
 */

#include "wg-case-mover.h"

#include "wg-case-offers.h"
#include "wg-case-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REACH 18.0    /* from the middle of a sprite, logical pixels */
#define TREMBLE 4.0   /* a hand that only clicked moved as much */
#define GHOST 9.0     /* radius */
#define PILL_GAP 16.0 /* from the middle of the ghost */

struct _WgCaseMover
{
  GtkWidget parent_instance;

  WgContext *context;   /* owned */
  WgCityLayer *layer;   /* owned */
  WgCaseRecord *record; /* owned, nullable: nothing is moved */
  GtkGesture *drag;     /* the map's */
  double lon;           /* where it would lie */
  double lat;
  gboolean went; /* further than a hand trembles */
  char *text;
  char *pill; /* nullable: what stands beside the ghost */
};

G_DEFINE_FINAL_TYPE (WgCaseMover, wg_case_mover, GTK_TYPE_WIDGET)

enum
{
  PROP_TEXT = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* What it would do. */

static char *
name_of_home (WgCaseMover *self, double lon, double lat)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  guint home = grids != NULL ? wg_grid_tree_find_home (grids, lon, lat) : WG_GRID_NONE;

  return g_strdup (home != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, home)->name : _ ("outside all grids"));
}

static void
set_text (WgCaseMover *self, char *text, char *pill)
{
  g_free (self->text);
  g_free (self->pill);
  self->text = text;
  self->pill = pill;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
tell (WgCaseMover *self)
{
  const WgCaseRecord *record = self->record;
  g_autofree char *before = wg_case_text_format_grid (self->context, record);
  g_autofree char *after = name_of_home (self, self->lon, self->lat);
  g_autofree char *metres = wg_case_record_has_place (record)
                                ? g_strdup_printf (_ ("%.0f m"), wg_geo_distance_m (record->lon, record->lat, self->lon, self->lat))
                                : NULL;
  g_autofree char *way = g_str_equal (before, after) ? g_strdup_printf (_ ("stays in %s"), after)
                                                     : g_strdup_printf (_ ("%s → %s"), before, after);
  g_autofree char *facts = metres != NULL ? g_strdup_printf ("%s · %s", metres, way) : g_strdup (way);
  /* Translators: number of a case, how far and whereto. */
  char *text = g_strdup_printf (_ ("Move %s: %s; its clock goes on · Enter moves, Esc leaves it"), record->number, facts);

  set_text (self, text, g_steal_pointer (&facts));
}

static void
begin (WgCaseMover *self, WgCaseRecord *record, double lon, double lat)
{
  g_clear_pointer (&self->record, wg_case_record_unref);
  self->record = wg_case_record_ref (record);
  self->lon = lon;
  self->lat = lat;
  self->went = FALSE;
}

gboolean
wg_case_mover_leave (WgCaseMover *self)
{
  g_return_val_if_fail (WG_IS_CASE_MOVER (self), FALSE);
  if (self->record == NULL)
    return FALSE;
  g_clear_pointer (&self->record, wg_case_record_unref);
  if (gtk_gesture_is_active (self->drag))
    gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);
  set_text (self, g_strdup (""), NULL);
  return TRUE;
}

/* Which case. */

static gboolean
may_move (WgCaseMover *self, const WgCaseRecord *record)
{
  g_autoptr (GPtrArray) offers = wg_case_offers_of (self->context, record, NULL, NULL);
  const WgCaseOffer *offer = wg_case_offers_find (offers, WG_VERB_MOVE);

  return offer != NULL && offer->allowed;
}

static WgCaseRecord *
find_selected (WgCaseMover *self)
{
  gint64 id = wg_selection_get_case (wg_context_get_selection (self->context));
  WgCaseRecord *record = id != WG_NO_ID ? wg_case_board_find (wg_context_get_board (self->context), id) : NULL;

  return record != NULL && may_move (self, record) ? record : NULL;
}

gboolean
wg_case_mover_take (WgCaseMover *self)
{
  WgCaseRecord *record;
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double x = -1, y = -1, lon, lat;

  g_return_val_if_fail (WG_IS_CASE_MOVER (self), FALSE);
  record = find_selected (self);
  if (record == NULL)
    return FALSE;
  if (wg_case_record_has_place (record))
    wg_city_layer_get_point (self->layer, record->lon, record->lat, &x, &y);
  lon = record->lon;
  lat = record->lat;
  if (x < 0 || y < 0 || x > width || y > height)
    wg_city_layer_get_place (self->layer, width / 2, height / 2, &lon, &lat);
  begin (self, record, lon, lat);
  tell (self);
  return TRUE;
}

void
wg_case_mover_step (WgCaseMover *self, double dx, double dy)
{
  double x, y;

  g_return_if_fail (WG_IS_CASE_MOVER (self));
  if (self->record == NULL)
    return;
  wg_city_layer_get_point (self->layer, self->lon, self->lat, &x, &y);
  x = CLAMP (x + dx, 0, gtk_widget_get_width (GTK_WIDGET (self)));
  y = CLAMP (y + dy, 0, gtk_widget_get_height (GTK_WIDGET (self)));
  wg_city_layer_get_place (self->layer, x, y, &self->lon, &self->lat);
  tell (self);
}

void
wg_case_mover_drop (WgCaseMover *self)
{
  WgAct *act;

  g_return_if_fail (WG_IS_CASE_MOVER (self));
  if (self->record == NULL)
    return;
  act = wg_act_new (WG_VERB_MOVE, self->record->number);
  act->expect_version = self->record->version;
  act->lon = self->lon;
  act->lat = self->lat;
  wg_case_mover_leave (self);
  wg_context_perform (self->context, act);
}

/* With the pointer. */

static void
on_begin (GtkGestureDrag *gesture, double x, double y, WgCaseMover *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  WgCaseRecord *record = (state & GDK_SHIFT_MASK) == 0 ? find_selected (self) : NULL;
  double at_x, at_y;

  if (record != NULL && wg_case_record_has_place (record))
    {
      wg_city_layer_get_point (self->layer, record->lon, record->lat, &at_x, &at_y);
      if (hypot (x - at_x, y - at_y) <= REACH)
        {
          gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
          begin (self, record, record->lon, record->lat);
          return;
        }
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, WgCaseMover *self)
{
  double x, y;

  if (self->record == NULL)
    return;
  self->went |= hypot (dx, dy) > TREMBLE;
  wg_city_layer_get_point (self->layer, self->record->lon, self->record->lat, &x, &y);
  wg_city_layer_get_place (self->layer, x + dx, y + dy, &self->lon, &self->lat);
  if (self->went)
    tell (self);
}

/* Let go beside the map is no place. */
static void
on_end (GtkGestureDrag *gesture, double dx, double dy, WgCaseMover *self)
{
  double x, y;

  if (self->record == NULL)
    return;
  wg_city_layer_get_point (self->layer, self->lon, self->lat, &x, &y);
  if (self->went && x >= 0 && y >= 0 && x <= gtk_widget_get_width (GTK_WIDGET (self)) && y <= gtk_widget_get_height (GTK_WIDGET (self)))
    wg_case_mover_drop (self);
  else
    wg_case_mover_leave (self);
}

/* From the queue. */

/* Why the selection cannot be carried over the map. */
static char *
tell_why_not (WgCaseMover *self)
{
  guint n;

  wg_selection_get_cases (wg_context_get_selection (self->context), &n);
  return g_strdup (n > 0 ? _ ("One case at a time lies in another place") : _ ("This case cannot be moved now, or not by you"));
}

static GdkDragAction
on_carried (GtkDropTarget *target, double x, double y, WgCaseMover *self)
{
  WgCaseRecord *record = self->record == NULL ? find_selected (self) : NULL;

  if (record != NULL)
    begin (self, record, record->lon, record->lat);
  if (self->record == NULL)
    {
      set_text (self, tell_why_not (self), NULL);
      return 0;
    }
  wg_city_layer_get_place (self->layer, x, y, &self->lon, &self->lat);
  tell (self);
  return GDK_ACTION_MOVE;
}

static void
on_carried_away (GtkDropTarget *target, WgCaseMover *self)
{
  if (!wg_case_mover_leave (self))
    set_text (self, g_strdup (""), NULL);
}

static gboolean
on_let_go (GtkDropTarget *target, const GValue *value, double x, double y, WgCaseMover *self)
{
  if (g_value_get_object (value) != wg_context_get_selection (self->context) || on_carried (target, x, y, self) == 0)
    return FALSE;
  wg_case_mover_drop (self);
  return TRUE;
}

static void
add_drop_target (WgCaseMover *self, GtkWidget *map)
{
  GtkDropTarget *target = gtk_drop_target_new (WG_TYPE_SELECTION, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "motion", G_CALLBACK (on_carried), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_carried_away), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_let_go), self, 0);
  gtk_widget_add_controller (map, GTK_EVENT_CONTROLLER (target));
}

/* Drawing. */

static void
draw_pill (WgCaseMover *self, cairo_t *cairo, double x, double y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->pill);
  int width, height;
  double left = x + PILL_GAP;

  pango_layout_get_pixel_size (layout, &width, &height);
  /* On the other side where the edge of the map is near. */
  if (left + width + 16 > gtk_widget_get_width (GTK_WIDGET (self)))
    left = x - PILL_GAP - width - 16;
  cairo_rectangle (cairo, left, y - height / 2.0 - 4, width + 16, height + 8);
  cairo_set_source_rgb (cairo, 0x1c / 255.0, 0x71 / 255.0, 0xd8 / 255.0);
  cairo_fill (cairo);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_move_to (cairo, left + 8, y - height / 2.0);
  pango_cairo_show_layout (cairo, layout);
}

static void
draw_way (WgCaseMover *self, cairo_t *cairo, double x, double y)
{
  const double dashes[] = { 6, 4 };
  double from_x, from_y;

  if (wg_case_record_has_place (self->record))
    {
      wg_city_layer_get_point (self->layer, self->record->lon, self->record->lat, &from_x, &from_y);
      cairo_move_to (cairo, from_x, from_y);
      cairo_line_to (cairo, x, y);
    }
  cairo_new_sub_path (cairo);
  cairo_arc (cairo, x, y, GHOST, 0, 2 * G_PI);
  /* The ring of a selection, in its casing. */
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_set_line_width (cairo, 5);
  cairo_stroke_preserve (cairo);
  cairo_set_source_rgb (cairo, 0x35 / 255.0, 0x84 / 255.0, 0xe4 / 255.0);
  cairo_set_line_width (cairo, 2.5);
  cairo_set_dash (cairo, dashes, 2, 0);
  cairo_stroke (cairo);
}

static void
wg_case_mover_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgCaseMover *self = WG_CASE_MOVER (widget);
  cairo_t *cairo;
  double x, y;

  if (self->record == NULL || self->pill == NULL)
    return;
  wg_city_layer_get_point (self->layer, self->lon, self->lat, &x, &y);
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                                    (float) gtk_widget_get_height (widget)));
  draw_way (self, cairo, x, y);
  draw_pill (self, cairo, x, y);
  cairo_destroy (cairo);
}

/* The widget. */

static void
wg_case_mover_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, WG_CASE_MOVER (object)->text);
}

static void
wg_case_mover_dispose (GObject *object)
{
  WgCaseMover *self = WG_CASE_MOVER (object);

  g_clear_pointer (&self->record, wg_case_record_unref);
  g_clear_object (&self->layer);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_case_mover_parent_class)->dispose (object);
}

static void
wg_case_mover_finalize (GObject *object)
{
  g_free (WG_CASE_MOVER (object)->text);
  g_free (WG_CASE_MOVER (object)->pill);
  G_OBJECT_CLASS (wg_case_mover_parent_class)->finalize (object);
}

static void
wg_case_mover_class_init (WgCaseMoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_case_mover_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_case_mover_finalize;
  G_OBJECT_CLASS (klass)->get_property = wg_case_mover_get_property;
  GTK_WIDGET_CLASS (klass)->snapshot = wg_case_mover_snapshot;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
wg_case_mover_init (WgCaseMover *self)
{
  self->text = g_strdup ("");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

GtkWidget *
wg_case_mover_new (WgContext *context, WgCityLayer *layer, GtkWidget *map)
{
  WgCaseMover *self = g_object_new (WG_TYPE_CASE_MOVER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->context = g_object_ref (context);
  self->layer = g_object_ref (layer);
  self->drag = gtk_gesture_drag_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->drag, "drag-begin", G_CALLBACK (on_begin), self, 0);
  g_signal_connect_object (self->drag, "drag-update", G_CALLBACK (on_update), self, 0);
  g_signal_connect_object (self->drag, "drag-end", G_CALLBACK (on_end), self, 0);
  g_signal_connect_object (self->drag, "cancel", G_CALLBACK (wg_case_mover_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (map, GTK_EVENT_CONTROLLER (self->drag));
  add_drop_target (self, map);
  g_signal_connect_object (layer, "view-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

gboolean
wg_case_mover_is_moving (WgCaseMover *self)
{
  return self->record != NULL;
}

const char *
wg_case_mover_get_text (WgCaseMover *self)
{
  return self->text;
}
