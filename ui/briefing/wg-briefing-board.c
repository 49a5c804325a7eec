/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a page is shown by its tiles and walked by Tab; where they stand is computed from the page, so that nothing jumps
 * when the window becomes a wall.
 */

#include "wg-briefing-board.h"

#include "wg-briefing-map.h"
#include "wg-indicators.h"

#define GAP 0.7 /* em */

typedef struct
{
  GtkWidget *widget;
  const WgBriefingTile *tile;
} Slot;

/* Narrower or lower than this its words would be cut; whoever has less room scrolls. */
#define LEAST_WIDTH 900
#define LEAST_HEIGHT 440

struct _WgBriefingBoard
{
  GtkWidget parent_instance;

  WgBaseMaps *base_maps; /* owned */
  WgCity *city;          /* owned, nullable */
  WgBriefingPaper paper; /* its parts are borrowed */
  const WgBriefingLeaf *leaf;
  GArray *slots; /* Slot */
  WgTheme theme;
  gboolean map_only;
};

static guint activated_signal;

G_DEFINE_FINAL_TYPE (WgBriefingBoard, wg_briefing_board, GTK_TYPE_WIDGET)

static double
get_em (WgBriefingBoard *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  return root != NULL ? wg_briefing_canvas_get_em (gtk_widget_get_width (root), gtk_widget_get_height (root)) : 12.0;
}

static Slot *
find_slot (WgBriefingBoard *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      if (g_array_index (self->slots, Slot, i).widget == widget)
        return &g_array_index (self->slots, Slot, i);
    }
  return NULL;
}

static void
draw_tile (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgBriefingBoard *self = user_data;
  Slot *slot = find_slot (self, GTK_WIDGET (area));
  WgBriefingCanvas canvas = { &self->paper, cr, self->theme, get_em (self) };

  if (slot != NULL)
    wg_briefing_tile_draw (&canvas, slot->tile, 0.5, 0.5, width - 1.0, height - 1.0);
}

static void
on_clicked (GtkGestureClick *gesture, int n_press, double x, double y, WgBriefingBoard *self)
{
  gtk_widget_grab_focus (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  if (n_press == 2)
    g_signal_emit (self, activated_signal, 0);
}

static GtkWidget *
make_tile (WgBriefingBoard *self, const WgBriefingTile *tile)
{
  GtkWidget *widget;
  GtkGesture *click = gtk_gesture_click_new ();

  if (tile->kind == WG_TILE_MAP)
    widget = wg_briefing_map_new (self->base_maps);
  else
    {
      widget = gtk_drawing_area_new ();
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (widget), draw_tile, self, NULL);
      g_object_set (widget, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
    }
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_add_css_class (widget, "wg-briefing-tile");
  g_signal_connect (click, "pressed", G_CALLBACK (on_clicked), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
  return widget;
}

static void
clear (WgBriefingBoard *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    gtk_widget_unparent (g_array_index (self->slots, Slot, i).widget);
  g_array_set_size (self->slots, 0);
}

/* What a number counts is a hover away; so is what makes a case stand in the list. */
static const char *
get_meaning (const WgBriefingTile *tile)
{
  WgIndicator indicator = WG_INDICATOR_BACKLOG_OVERDUE;
  gboolean counts = tile->kind == WG_TILE_NUMBER && wg_indicator_from_nick (tile->about, &indicator);

  return counts || (tile->kind == WG_TILE_TABLE && g_str_equal (tile->about, "overdue")) ? wg_indicator_get_meaning (indicator) : NULL;
}

static void
name_tile (WgBriefingBoard *self, const Slot *slot)
{
  g_autofree char *title = wg_briefing_tile_get_title (&self->paper, slot->tile), *text = wg_briefing_tile_describe (&self->paper, slot->tile);

  gtk_widget_set_tooltip_text (slot->widget, get_meaning (slot->tile));
  gtk_accessible_update_property (GTK_ACCESSIBLE (slot->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
refresh (WgBriefingBoard *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      if (slot->tile->kind == WG_TILE_MAP && self->city != NULL)
        {
          g_autoptr (WgHotspotLayer) layer = wg_briefing_map_layer_new (&self->paper, slot->tile->about, self->city);

          wg_briefing_map_show (WG_BRIEFING_MAP (slot->widget), &self->paper, layer, self->theme, get_em (self));
        }
      else
        gtk_widget_queue_draw (slot->widget);
    }
}

void
wg_briefing_board_show (WgBriefingBoard *self, const WgBriefingPaper *paper, const WgBriefingLeaf *leaf, WgCity *city, WgTheme theme)
{
  g_return_if_fail (WG_IS_BRIEFING_BOARD (self));
  clear (self);
  self->paper = *paper;
  self->leaf = leaf;
  self->theme = theme;
  self->map_only = FALSE;
  g_clear_pointer (&self->city, wg_city_unref);
  self->city = city != NULL ? wg_city_ref (city) : NULL;
  for (guint i = 0; i < leaf->tiles->len; i++)
    {
      const WgBriefingTile *tile = g_ptr_array_index (leaf->tiles, i);
      Slot slot = { make_tile (self, tile), tile };

      g_array_append_val (self->slots, slot);
      name_tile (self, &slot);
    }
  refresh (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
wg_briefing_board_set_theme (WgBriefingBoard *self, WgTheme theme)
{
  self->theme = theme;
  refresh (self);
}

gboolean
wg_briefing_board_set_map_only (WgBriefingBoard *self, gboolean map_only)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->slots->len; i++)
    any = any || g_array_index (self->slots, Slot, i).tile->kind == WG_TILE_MAP;
  self->map_only = map_only && any;
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      gtk_widget_set_child_visible (slot->widget, !self->map_only || slot->tile->kind == WG_TILE_MAP);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return any;
}

gboolean
wg_briefing_board_get_map_only (WgBriefingBoard *self)
{
  return self->map_only;
}

const WgBriefingTile *
wg_briefing_board_get_tile (WgBriefingBoard *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      if (gtk_widget_has_focus (slot->widget) || gtk_widget_get_focus_child (GTK_WIDGET (self)) == slot->widget)
        return slot->tile;
    }
  return self->slots->len > 0 ? g_array_index (self->slots, Slot, 0).tile : NULL;
}

gboolean
wg_briefing_board_is_settled (WgBriefingBoard *self)
{
  gboolean settled = TRUE;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      if (WG_IS_BRIEFING_MAP (slot->widget))
        settled = settled && wg_briefing_map_is_settled (WG_BRIEFING_MAP (slot->widget));
    }
  return settled;
}

/* --- The widget --- */

static void
wg_briefing_board_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WgBriefingBoard *self = WG_BRIEFING_BOARD (widget);
  g_autofree WgTilePlace *places = g_new0 (WgTilePlace, MAX (self->slots->len, 1));
  double gap = GAP * get_em (self), wide = width + gap, high = height + gap;

  if (self->leaf != NULL)
    wg_briefing_leaf_arrange (self->leaf, places);
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);
      WgTilePlace place = self->map_only ? (WgTilePlace){ 0.0, 0.0, 1.0, 1.0 } : places[i];
      GtkAllocation box = { (int) (place.x * wide), (int) (place.y * high), (int) (place.width * wide - gap), (int) (place.height * high - gap) };

      box.width = MAX (box.width, 1);
      box.height = MAX (box.height, 1);
      gtk_widget_size_allocate (slot->widget, &box, baseline);
    }
}

static void
wg_briefing_board_measure (
    GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  WgBriefingBoard *self = WG_BRIEFING_BOARD (widget);

  /* A child that is given a place must have been asked. */
  for (guint i = 0; i < self->slots->len; i++)
    gtk_widget_measure (g_array_index (self->slots, Slot, i).widget, orientation, -1, minimum, natural, NULL, NULL);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
}

static void
wg_briefing_board_dispose (GObject *object)
{
  WgBriefingBoard *self = WG_BRIEFING_BOARD (object);

  clear (self);
  g_clear_pointer (&self->city, wg_city_unref);
  g_clear_object (&self->base_maps);
  G_OBJECT_CLASS (wg_briefing_board_parent_class)->dispose (object);
}

static void
wg_briefing_board_finalize (GObject *object)
{
  g_array_unref (WG_BRIEFING_BOARD (object)->slots);
  G_OBJECT_CLASS (wg_briefing_board_parent_class)->finalize (object);
}

static void
wg_briefing_board_class_init (WgBriefingBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_briefing_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_briefing_board_finalize;
  GTK_WIDGET_CLASS (klass)->size_allocate = wg_briefing_board_size_allocate;
  GTK_WIDGET_CLASS (klass)->measure = wg_briefing_board_measure;
  activated_signal = g_signal_new ("activated", WG_TYPE_BRIEFING_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_briefing_board_init (WgBriefingBoard *self)
{
  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
wg_briefing_board_new (WgBaseMaps *base_maps)
{
  WgBriefingBoard *self = g_object_new (WG_TYPE_BRIEFING_BOARD, NULL);

  self->base_maps = g_object_ref (base_maps);
  return GTK_WIDGET (self);
}
