/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: four things that a map cannot draw: that there are no grids at all, cases that lie in none of them, a base map that is
 * too fine for this view, and that it stands still because a hand has moved it. They are said under the level chooser, each
 * with the way out.
 *
 * News never moves a map that a hand has moved. Whether a selection was made by a hand is not told by the selection: a
 * list also chooses the next row when the chosen one leaves it. The clicks and keys of the window tell.
 */

#include "wg-map-pane-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BY_HAND_US (700 * 1000) /* a selection so soon after a key or a click was made by it */

/* --- By hand --- */

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, WgMapPane *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_BUTTON_RELEASE || type == GDK_KEY_PRESS || type == GDK_KEY_RELEASE
      || type == GDK_TOUCH_END)
    self->hand_us = g_get_monotonic_time ();
  return FALSE;
}

/* The whole window counts: the queue and the search are chosen from by hand too. */
static void
on_root_changed (WgMapPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkEventController *legacy;

  if (root == NULL || self->watched_root == root)
    return;
  self->watched_root = root;
  legacy = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (legacy, GTK_PHASE_CAPTURE);
  g_signal_connect_object (legacy, "event", G_CALLBACK (on_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (root), legacy);
}

gboolean
wg_map_pane_may_follow (WgMapPane *self)
{
  return !wg_map_pane_is_locked (self) || g_get_monotonic_time () - self->hand_us < BY_HAND_US;
}

/* --- The chips --- */

static GtkWidget *
make_chip (WgMapPane *self)
{
  GtkWidget *chip = gtk_button_new_with_label ("");

  gtk_widget_add_css_class (chip, "wg-map-chip");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_focus_on_click (chip, FALSE);
  gtk_widget_set_visible (chip, FALSE);
  gtk_box_append (GTK_BOX (self->upper_left_column), chip);
  return chip;
}

/* Returns from which zoom on there are pictures, or 0 when there are some in this view or none are wanted. */
static guint
find_nearer_zoom (WgMapPane *self)
{
  WgBaseStack *stack
      = wg_city_layer_get_show (self->layer) & WG_MAP_SHOW_BASE ? wg_base_maps_get_stack (self->base_maps) : NULL;
  guint zoom = stack != NULL ? wg_base_stack_get_min_zoom (stack) : 0;

  return zoom <= WG_MAP_MAX_ZOOM && lround (wg_map_pane_get_zoom (self)) < (long)zoom ? zoom : 0;
}

static void
go_nearer (WgMapPane *self)
{
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (self->map));
  guint zoom = find_nearer_zoom (self);

  if (zoom > 0)
    wg_map_pane_go_to (self, shumate_location_get_longitude (location), shumate_location_get_latitude (location), zoom, TRUE);
}

void
wg_map_pane_update_chips (WgMapPane *self)
{
  WgBacklog *backlog = wg_case_board_get_backlog (wg_context_get_board (self->context));
  guint n = backlog != NULL ? (guint)wg_backlog_get_outside (backlog)->open : 0;
  g_autofree char *text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u outside all grids", "%u outside all grids", n), n);

  gtk_button_set_label (GTK_BUTTON (self->outside_chip), text);
  gtk_widget_set_visible (self->outside_chip, n > 0);
  gtk_widget_set_visible (self->empty_chip,
                          backlog != NULL && wg_grid_tree_get_n_grids (wg_backlog_get_tree (backlog)) == 0);
  gtk_widget_set_visible (self->far_chip, find_nearer_zoom (self) > 0);
  gtk_widget_set_visible (self->lock_chip, wg_map_pane_is_locked (self));
}

void
wg_map_pane_add_chips (WgMapPane *self)
{
  self->empty_chip = make_chip (self);
  gtk_button_set_label (GTK_BUTTON (self->empty_chip), _ ("No grids yet · Import boundaries"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->empty_chip), "win.import-file");
  self->outside_chip = make_chip (self);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->outside_chip), "win.queue::outside");
  gtk_widget_set_tooltip_text (self->outside_chip, _ ("Show them in the queue"));
  self->far_chip = make_chip (self);
  gtk_button_set_label (GTK_BUTTON (self->far_chip), _ ("The base map begins closer by · Zoom in"));
  g_signal_connect_swapped (self->far_chip, "clicked", G_CALLBACK (go_nearer), self);
  self->lock_chip = make_chip (self);
  gtk_button_set_label (GTK_BUTTON (self->lock_chip), _ ("View locked · Home shows the district"));
  gtk_widget_set_tooltip_text (self->lock_chip,
                               _ ("The map stands where you moved it; news does not move it."));
  g_signal_connect_swapped (self->lock_chip, "clicked", G_CALLBACK (wg_map_pane_fit), self);
  g_signal_connect (self, "notify::root", G_CALLBACK (on_root_changed), NULL);
  wg_map_pane_update_chips (self);
}
