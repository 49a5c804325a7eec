/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the map shows beside its grids belongs into the legend, but only while it is there. */

#include "wg-map-key-list.h"

#define SWATCH_WIDTH 22
#define SWATCH_HEIGHT 14

struct _WgMapKeyList
{
  GtkWidget parent_instance;
  GtkWidget *box; /* child */
  char *shown;    /* the keys as text, to tell others apart */
};

G_DEFINE_FINAL_TYPE (WgMapKeyList, wg_map_key_list, GTK_TYPE_WIDGET)

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  guint32 rgb = GPOINTER_TO_UINT (user_data);

  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
  cairo_paint (cr);
}

static void
add_row (WgMapKeyList *self, const WgMapKey *key)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *swatch = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (key->text);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, GUINT_TO_POINTER (key->rgb), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_tooltip_text (label, key->text);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (self->box), row);
}

void
wg_map_key_list_set_keys (WgMapKeyList *self, GPtrArray *keys)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *child;

  g_return_if_fail (WG_IS_MAP_KEY_LIST (self));
  for (guint i = 0; i < keys->len; i++)
    {
      const WgMapKey *key = g_ptr_array_index (keys, i);

      g_string_append_printf (text, "%06x %s\n", key->rgb, key->text);
    }
  if (g_strcmp0 (self->shown, text->str) == 0)
    return;
  g_free (self->shown);
  self->shown = g_string_free (g_steal_pointer (&text), FALSE);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < keys->len; i++)
    add_row (self, g_ptr_array_index (keys, i));
  gtk_widget_set_visible (GTK_WIDGET (self), keys->len > 0);
}

static void
wg_map_key_list_dispose (GObject *object)
{
  WgMapKeyList *self = WG_MAP_KEY_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (wg_map_key_list_parent_class)->dispose (object);
}

static void
wg_map_key_list_class_init (WgMapKeyListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_map_key_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_map_key_list_init (WgMapKeyList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_margin_start (self->box, 10);
  gtk_widget_set_margin_end (self->box, 10);
  gtk_widget_set_margin_bottom (self->box, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
wg_map_key_list_new (void)
{
  return g_object_new (WG_TYPE_MAP_KEY_LIST, NULL);
}
