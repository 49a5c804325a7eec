/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an address alone does not make a base map: a shifted one laid under the grids unshifted puts every case into the
 * wrong street, and nobody would see why.
 */

#include "wg-base-map-form.h"

#include <glib/gi18n-lib.h>

struct _WgBaseMapForm
{
  GtkBox parent_instance;
  WgBaseMaps *maps;
  GtkWidget *location;
  GtkWidget *name;
  GtkWidget *datum;
  GtkWidget *attribution;
  GtkWidget *token;
  GtkWidget *fault;
};

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBaseMapForm, wg_base_map_form, GTK_TYPE_BOX)

static void
set_fault (WgBaseMapForm *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->fault), text != NULL ? text : "");
  gtk_widget_set_visible (self->fault, text != NULL);
}

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
add (WgBaseMapForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pasted = NULL;
  g_autoptr (WgBasemap) basemap = wg_basemap_new (get_text (self->location), get_text (self->name), &pasted, &error);
  const char *token = get_text (self->token);

  if (basemap == NULL)
    {
      set_fault (self, error->message);
      return;
    }
  basemap->datum = (WgDatum)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->datum));
  if (*get_text (self->attribution) != '\0')
    basemap->attribution = g_strdup (get_text (self->attribution));
  wg_base_maps_add (self->maps, basemap, *token != '\0' ? token : pasted);
  wg_base_map_form_set_location (self, NULL);
  g_signal_emit (self, signals[DONE], 0);
}

void
wg_base_map_form_set_location (WgBaseMapForm *self, const char *location)
{
  GtkWidget *entries[] = { self->name, self->attribution, self->token };

  gtk_editable_set_text (GTK_EDITABLE (self->location), location != NULL ? location : "");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_text (GTK_EDITABLE (entries[i]), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->datum), WG_DATUM_NONE);
  set_fault (self, NULL);
}

/* --- The object --- */

static GtkWidget *
add_row (WgBaseMapForm *self, const char *label, GtkWidget *widget)
{
  GtkWidget *title = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (self), title);
  gtk_box_append (GTK_BOX (self), widget);
  return widget;
}

static GtkWidget *
make_datum (void)
{
  const char *const words[]
      = { _ ("Not shifted (WGS 84, CGCS2000)"), _ ("GCJ-02, as street maps in China"), _ ("BD-09, as Baidu"), NULL };

  return gtk_drop_down_new_from_strings (words);
}

static void
wg_base_map_form_dispose (GObject *object)
{
  g_clear_object (&WG_BASE_MAP_FORM (object)->maps);
  G_OBJECT_CLASS (wg_base_map_form_parent_class)->dispose (object);
}

static void
wg_base_map_form_class_init (WgBaseMapFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_base_map_form_dispose;
  signals[DONE] = g_signal_new ("done", WG_TYPE_BASE_MAP_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_base_map_form_init (WgBaseMapForm *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->location = add_row (self, _ ("Path or address"), gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->location), "https://t{0-7}.host/{z}/{x}/{y}.png");
  self->name = add_row (self, C_ ("base map", "Name"), gtk_entry_new ());
  self->datum = add_row (self, _ ("Drawn in"), make_datum ());
  self->attribution = add_row (self, _ ("Whose map it is, shown on the map"), gtk_entry_new ());
  self->token = add_row (self, _ ("Token for {token}, kept on this computer only"), gtk_password_entry_new ());
  self->fault = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->fault), 36);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0.0f);
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_box_append (GTK_BOX (self), self->fault);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_margin_top (button, 4);
  gtk_box_append (GTK_BOX (self), button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add), self);
  g_signal_connect_swapped (self->location, "activate", G_CALLBACK (add), self);
}

GtkWidget *
wg_base_map_form_new (WgBaseMaps *maps)
{
  WgBaseMapForm *self = g_object_new (WG_TYPE_BASE_MAP_FORM, NULL);

  self->maps = g_object_ref (maps);
  return GTK_WIDGET (self);
}
