/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an address alone does not make a base map: a shifted one laid under the grids unshifted puts every case into the
 * wrong street, and nobody would see why.
 */

#include "wg-base-map-form.h"

#include "wg-basemap-preset.h"
#include "wg-basemap-token.h"
#include "wg-tile-template.h"

#include <glib/gi18n-lib.h>

struct _WgBaseMapForm
{
  GtkBox parent_instance;
  WgBaseMaps *maps;
  GtkWidget *which; /* what is typed in, then the presets */
  GtkWidget *own;   /* what a preset knows by itself */
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

/* Without a token there would be two layers more and nothing to see. */
static gboolean
has_token (WgBaseMapForm *self, const WgBasemap *basemap)
{
  g_autoptr (WgTileTemplate) template = wg_tile_template_new (basemap->location, NULL);
  g_autofree char *kept = wg_basemap_token_load (wg_tile_template_get_host (template));

  return *get_text (self->token) != '\0' || kept != NULL;
}

static void
add_preset (WgBaseMapForm *self, guint preset)
{
  g_autoptr (GPtrArray) basemaps = wg_basemap_preset_make (preset);
  const char *token = get_text (self->token);

  if (!has_token (self, g_ptr_array_index (basemaps, 0)))
    {
      set_fault (self, _ ("This map wants a token, which its provider gives to whoever registers. Nothing was added."));
      return;
    }
  wg_base_maps_add_all (self->maps, basemaps, *token != '\0' ? token : NULL);
  wg_base_map_form_set_location (self, NULL);
  g_signal_emit (self, signals[DONE], 0);
}

static void
add_own (WgBaseMapForm *self)
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

static void
add (WgBaseMapForm *self)
{
  guint which = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));

  if (which > 0)
    add_preset (self, which - 1);
  else
    add_own (self);
}

static void
on_which (WgBaseMapForm *self)
{
  gtk_widget_set_visible (self->own, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which)) == 0);
  set_fault (self, NULL);
}

void
wg_base_map_form_set_location (WgBaseMapForm *self, const char *location)
{
  GtkWidget *entries[] = { self->name, self->attribution, self->token };

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which), 0);
  gtk_editable_set_text (GTK_EDITABLE (self->location), location != NULL ? location : "");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_text (GTK_EDITABLE (entries[i]), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->datum), WG_DATUM_NONE);
  set_fault (self, NULL);
}

/* --- The object --- */

static GtkWidget *
add_row (GtkWidget *box, const char *label, GtkWidget *widget)
{
  GtkWidget *title = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), widget);
  return widget;
}

static GtkWidget *
make_which (void)
{
  const char *words[WG_N_BASEMAP_PRESETS + 2] = { C_ ("base map", "One of my own: a path or an address") };

  for (guint i = 0; i < WG_N_BASEMAP_PRESETS; i++)
    words[i + 1] = wg_basemap_preset_get_label (i);
  return gtk_drop_down_new_from_strings (words);
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
add_own_rows (WgBaseMapForm *self)
{
  self->own = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->location = add_row (self->own, _ ("Path or address"), gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->location), "https://t{0-7}.host/{z}/{x}/{y}.png?tk={token}");
  self->name = add_row (self->own, C_ ("base map", "Name"), gtk_entry_new ());
  self->datum = add_row (self->own, _ ("Drawn in"), make_datum ());
  self->attribution = add_row (self->own, _ ("Whose map it is, shown on the map"), gtk_entry_new ());
  gtk_box_append (GTK_BOX (self), self->own);
}

static void
wg_base_map_form_init (WgBaseMapForm *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->which = add_row (GTK_WIDGET (self), _ ("Which map"), make_which ());
  add_own_rows (self);
  self->token = add_row (GTK_WIDGET (self), _ ("Token, kept on this computer only"), gtk_password_entry_new ());
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
  g_signal_connect_swapped (self->token, "activate", G_CALLBACK (add), self);
  g_signal_connect_swapped (self->which, "notify::selected", G_CALLBACK (on_which), self);
}

GtkWidget *
wg_base_map_form_new (WgBaseMaps *maps)
{
  WgBaseMapForm *self = g_object_new (WG_TYPE_BASE_MAP_FORM, NULL);

  self->maps = g_object_ref (maps);
  return GTK_WIDGET (self);
}
