/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a hotspot without its method, its choices and its number of cases is a rumour. All of it stands beside the colours.
 */

#include "wg-hotspot-legend.h"

#include <glib/gi18n-lib.h>

#define SWATCH_WIDTH 22
#define SWATCH_HEIGHT 14
#define PULSE_MS 100

struct _WgHotspotLegend
{
  GtkWidget parent_instance;
  GtkWidget *box; /* child */
  GtkWidget *title;
  GtkWidget *progress;
  GtkWidget *rows;
  GtkWidget *notes;
  GtkWidget *back;
  guint pulse_timer;
};

static guint back_signal;

G_DEFINE_FINAL_TYPE (WgHotspotLegend, wg_hotspot_legend, GTK_TYPE_WIDGET)

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  guint32 rgb = GPOINTER_TO_UINT (user_data);

  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
  cairo_paint (cr);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_row (WgHotspotLegend *self, const WgHotspotKey *key)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *swatch = gtk_drawing_area_new ();
  GtkWidget *label = make_label (key->text, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, GUINT_TO_POINTER (key->rgb), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (row, "wg-legend-row");
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), label);
  if (key->n >= 0)
    {
      g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u grid", "%u grids", (guint) key->n), (guint) key->n);
      GtkWidget *number = gtk_label_new (count);

      gtk_widget_add_css_class (number, "dim-label");
      gtk_widget_add_css_class (number, "numeric");
      gtk_box_append (GTK_BOX (row), number);
    }
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
clear_rows (WgHotspotLegend *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
}

static gboolean
pulse (gpointer user_data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (WG_HOTSPOT_LEGEND (user_data)->progress));
  return G_SOURCE_CONTINUE;
}

static void
set_busy (WgHotspotLegend *self, gboolean busy)
{
  gtk_widget_set_visible (self->progress, busy);
  g_clear_handle_id (&self->pulse_timer, g_source_remove);
  if (busy)
    self->pulse_timer = g_timeout_add (PULSE_MS, pulse, self);
  gtk_button_set_label (GTK_BUTTON (self->back), busy ? _ ("Cancel") : _ ("Back to the cases of the grids"));
}

void
wg_hotspot_legend_set_layer (WgHotspotLegend *self, const WgHotspotLayer *layer, WgTheme theme, const char *as_of)
{
  g_autoptr (GPtrArray) keys = layer != NULL ? wg_hotspot_layer_list_keys (layer, theme) : NULL;
  g_autofree char *notes = layer != NULL ? g_strjoinv ("\n", (char **) wg_hotspot_layer_get_notes (layer)) : NULL;
  g_autofree char *known = as_of != NULL ? g_strdup_printf (_ ("Data as of %s"), as_of) : NULL;
  g_autofree char *all = known != NULL && notes != NULL ? g_strjoin ("\n", notes, known, NULL) : NULL;

  g_return_if_fail (WG_IS_HOTSPOT_LEGEND (self));
  clear_rows (self);
  gtk_label_set_label (GTK_LABEL (self->title), layer != NULL ? wg_hotspot_layer_get_title (layer) : _ ("Looking for hotspots"));
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    add_row (self, g_ptr_array_index (keys, i));
  gtk_label_set_label (GTK_LABEL (self->notes), all != NULL ? all : notes != NULL ? notes : "");
  set_busy (self, layer == NULL);
}

void
wg_hotspot_legend_set_trouble (WgHotspotLegend *self, const char *sentence)
{
  g_return_if_fail (WG_IS_HOTSPOT_LEGEND (self));
  clear_rows (self);
  gtk_label_set_label (GTK_LABEL (self->title), _ ("No hotspots"));
  gtk_label_set_label (GTK_LABEL (self->notes), sentence);
  set_busy (self, FALSE);
}

static void
on_back (WgHotspotLegend *self)
{
  g_signal_emit (self, back_signal, 0);
}

static void
wg_hotspot_legend_dispose (GObject *object)
{
  WgHotspotLegend *self = WG_HOTSPOT_LEGEND (object);

  g_clear_handle_id (&self->pulse_timer, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (wg_hotspot_legend_parent_class)->dispose (object);
}

static void
wg_hotspot_legend_class_init (WgHotspotLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_hotspot_legend_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "wg-legend");
  back_signal = g_signal_new ("back-wanted", WG_TYPE_HOTSPOT_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_hotspot_legend_init (WgHotspotLegend *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->title = make_label (NULL, "heading");
  self->progress = gtk_progress_bar_new ();
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->notes = make_label (NULL, "caption");
  self->back = gtk_button_new_with_label (_ ("Back to the cases of the grids"));
  gtk_widget_add_css_class (self->notes, "dim-label");
  gtk_widget_add_css_class (self->notes, "numeric");
  gtk_widget_add_css_class (self->back, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Looking for hotspots"), -1);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (on_back), self);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->progress);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_box_append (GTK_BOX (self->box), self->notes);
  gtk_box_append (GTK_BOX (self->box), self->back);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
wg_hotspot_legend_new (void)
{
  return g_object_new (WG_TYPE_HOTSPOT_LEGEND, NULL);
}
