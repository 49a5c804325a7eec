/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is switched on and off now and then has no place on the map itself. */

#include "wg-layers-popover.h"

#include "wg-base-map-list.h"

#include <glib/gi18n-lib.h>

#define N_LAYERS 4

struct _WgLayersPopover
{
  GtkPopover parent_instance;
  GtkWidget *box; /* of all that is chosen */
  GtkWidget *checks[N_LAYERS];
  GtkWidget *people;
  GtkWidget *hotspots;
};

enum
{
  PROP_SHOW = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WgLayersPopover, wg_layers_popover, GTK_TYPE_POPOVER)

static const struct
{
  WgMapShow bit;
  const char *label;
} layers[N_LAYERS] = {
  { WG_MAP_SHOW_BASE, NC_ ("layer", "Base map") },
  { WG_MAP_SHOW_BUILDINGS, NC_ ("layer", "Buildings") },
  { WG_MAP_SHOW_CASES, NC_ ("layer", "Cases") },
  { WG_MAP_SHOW_NUMBERS, NC_ ("layer", "Numbers and names") },
};

WgMapShow
wg_layers_popover_get_show (WgLayersPopover *self)
{
  WgMapShow show = 0;

  for (guint i = 0; i < N_LAYERS; i++)
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
        show |= layers[i].bit;
    }
  return show;
}

static void
on_toggled (WgLayersPopover *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW]);
}

/* --- The object --- */

static void
wg_layers_popover_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_SHOW)
    g_value_set_uint (value, wg_layers_popover_get_show (WG_LAYERS_POPOVER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
wg_layers_popover_class_init (WgLayersPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wg_layers_popover_get_property;
  properties[PROP_SHOW] = g_param_spec_uint ("shown-layers", NULL, NULL, 0, WG_MAP_SHOW_ALL, WG_MAP_SHOW_ALL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

/* With the form of an address it is higher than most screens: then it is scrolled to. */
static void
add_scroller (WgLayersPopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))),
                                     GTK_SCROLL_NATURAL);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
}

static void
wg_layers_popover_init (WgLayersPopover *self)
{
  add_scroller (self);
  for (guint i = 0; i < N_LAYERS; i++)
    {
      self->checks[i] = gtk_check_button_new_with_label (g_dpgettext2 (GETTEXT_PACKAGE, "layer", layers[i].label));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), TRUE);
      g_signal_connect_swapped (self->checks[i], "toggled", G_CALLBACK (on_toggled), self);
      gtk_box_append (GTK_BOX (self->box), self->checks[i]);
    }
  self->people = gtk_check_button_new_with_label (C_ ("layer", "People on duty"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->people), TRUE);
  gtk_box_append (GTK_BOX (self->box), self->people);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->hotspots = wg_hotspot_chooser_new ();
  gtk_box_append (GTK_BOX (self->box), self->hotspots);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

GtkWidget *
wg_layers_popover_new (WgBaseMaps *maps)
{
  WgLayersPopover *self = g_object_new (WG_TYPE_LAYERS_POPOVER, NULL);

  gtk_box_append (GTK_BOX (self->box), wg_base_map_list_new (maps));
  return GTK_WIDGET (self);
}

void
wg_layers_popover_bind_people (WgLayersPopover *self, GtkWidget *people)
{
  g_object_bind_property (people, "known", self->people, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->people, "active", people, "visible", G_BINDING_SYNC_CREATE);
}

WgHotspotChooser *
wg_layers_popover_get_hotspot_chooser (WgLayersPopover *self)
{
  g_return_val_if_fail (WG_IS_LAYERS_POPOVER (self), NULL);
  return WG_HOTSPOT_CHOOSER (self->hotspots);
}
