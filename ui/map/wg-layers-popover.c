/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is switched on and off now and then has no place on the map itself. */

#include "wg-layers-popover.h"

#include <glib/gi18n-lib.h>

#define N_LAYERS 4

struct _WgLayersPopover
{
  GtkPopover parent_instance;
  GtkWidget *checks[N_LAYERS];
  GtkWidget *base_name;
  GtkWidget *address;
  GtkFileChooserNative *chooser;
};

enum
{
  PROP_SHOW = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];
static guint base_map_signal;

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

static void
want_base_map (WgLayersPopover *self, const char *location)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, base_map_signal, 0, location);
}

static void
on_address_activated (WgLayersPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->address));

  if (text[0] != '\0')
    want_base_map (self, text);
}

static void
on_none_clicked (WgLayersPopover *self)
{
  want_base_map (self, NULL);
}

static void
on_file_chosen (WgLayersPopover *self, int response)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL)
    want_base_map (self, path);
}

static void
on_file_clicked (WgLayersPopover *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Base maps (MBTiles)"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  self->chooser = gtk_file_chooser_native_new (_ ("Choose a base map"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open"), _ ("Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_file_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
wg_layers_popover_set_base_map (WgLayersPopover *self, const char *location, const char *name)
{
  gboolean server = location != NULL && strstr (location, "://") != NULL;

  gtk_label_set_label (GTK_LABEL (self->base_name), name != NULL ? name : _ ("No base map"));
  gtk_editable_set_text (GTK_EDITABLE (self->address), server ? location : "");
}

/* --- The object --- */

static GtkWidget *
make_button (WgLayersPopover *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static void
add_base_map (WgLayersPopover *self, GtkBox *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->base_name = gtk_label_new (_ ("No base map"));
  gtk_label_set_xalign (GTK_LABEL (self->base_name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->base_name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->base_name), 32);
  gtk_widget_add_css_class (self->base_name, "dim-label");
  gtk_box_append (box, self->base_name);
  gtk_box_append (GTK_BOX (buttons), make_button (self, _ ("Open a file…"), G_CALLBACK (on_file_clicked)));
  gtk_box_append (GTK_BOX (buttons), make_button (self, C_ ("base map", "None"), G_CALLBACK (on_none_clicked)));
  gtk_box_append (box, buttons);
  self->address = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->address), "https://host/{z}/{x}/{y}.png");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->address), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Address of a tile server"), -1);
  gtk_widget_set_tooltip_text (self->address, _ ("Address of a tile server"));
  g_signal_connect_swapped (self->address, "activate", G_CALLBACK (on_address_activated), self);
  gtk_box_append (box, self->address);
}

static void
wg_layers_popover_dispose (GObject *object)
{
  WgLayersPopover *self = WG_LAYERS_POPOVER (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (wg_layers_popover_parent_class)->dispose (object);
}

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

  object_class->dispose = wg_layers_popover_dispose;
  object_class->get_property = wg_layers_popover_get_property;
  properties[PROP_SHOW] = g_param_spec_uint ("shown-layers", NULL, NULL, 0, WG_MAP_SHOW_ALL, WG_MAP_SHOW_ALL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  base_map_signal = g_signal_new ("base-map-wanted", WG_TYPE_LAYERS_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wg_layers_popover_init (WgLayersPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < N_LAYERS; i++)
    {
      self->checks[i] = gtk_check_button_new_with_label (g_dpgettext2 (GETTEXT_PACKAGE, "layer", layers[i].label));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), TRUE);
      g_signal_connect_swapped (self->checks[i], "toggled", G_CALLBACK (on_toggled), self);
      gtk_box_append (GTK_BOX (box), self->checks[i]);
    }
  add_base_map (self, GTK_BOX (box));
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
wg_layers_popover_new (void)
{
  return g_object_new (WG_TYPE_LAYERS_POPOVER, NULL);
}
