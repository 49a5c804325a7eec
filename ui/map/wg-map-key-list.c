/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the map shows beside its grids belongs into the legend, but only while it is there. */

#include "wg-map-key-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SWATCH_WIDTH 22
#define SWATCH_HEIGHT 14

struct _WgMapKeyList
{
  GtkWidget parent_instance;
  GtkWidget *box; /* child */
  char *shown;    /* the keys as text, to tell others apart */
};

enum
{
  COLOUR_WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgMapKeyList, wg_map_key_list, GTK_TYPE_WIDGET)

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  guint32 rgb = GPOINTER_TO_UINT (user_data);

  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
  cairo_paint (cr);
}

static GtkWidget *
make_swatch (const WgMapKey *key)
{
  GtkWidget *swatch = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, GUINT_TO_POINTER (key->rgb), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  return swatch;
}

/* --- The colour of a mark --- */

typedef struct
{
  WgMapKeyList *list;
  char *mark;
  guint32 chosen;
} Choice;

static void
free_choice (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_free (choice->mark);
  g_free (choice);
}

static Choice *
copy_choice (const Choice *choice)
{
  Choice *copy = g_memdup2 (choice, sizeof *choice);

  copy->mark = g_strdup (choice->mark);
  return copy;
}

static guint32
to_rgb (const GdkRGBA *colour)
{
  const float parts[] = { colour->red, colour->green, colour->blue };
  guint32 rgb = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    rgb = rgb << 8 | (guint32)lroundf (CLAMP (parts[i], 0.0f, 1.0f) * 255.0f);
  return rgb;
}

/* What is shown is what the map shows; the wish comes back with its news, or is refused. */
static void
on_response (GtkDialog *dialog, int response, Choice *choice)
{
  GdkRGBA wanted;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (dialog), &wanted);
  if (response == GTK_RESPONSE_OK && to_rgb (&wanted) != choice->chosen)
    g_signal_emit (choice->list, signals[COLOUR_WANTED], 0, choice->mark, to_rgb (&wanted));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* It begins with what was chosen: what the map shows is that over the land, and would be paler each time it is taken. */
static void
on_colour_clicked (GtkWidget *button, const Choice *choice)
{
  GtkRoot *root = gtk_widget_get_root (button);
  GtkWidget *dialog = gtk_color_chooser_dialog_new (gtk_widget_get_tooltip_text (button),
                                                    GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  guint32 rgb = choice->chosen;
  GdkRGBA chosen = { (float)WG_RED (rgb), (float)WG_GREEN (rgb), (float)WG_BLUE (rgb), 1.0f };

  gtk_color_chooser_set_use_alpha (GTK_COLOR_CHOOSER (dialog), FALSE);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (dialog), &chosen);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "wg-list", g_object_ref (choice->list), g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), copy_choice (choice), free_choice, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
make_colour_button (WgMapKeyList *self, const WgMapKey *key, const char *refusal)
{
  g_autofree char *title = g_strdup_printf (_ ("Colour of “%s”"), key->mark);
  const Choice choice = { self, key->mark, key->chosen };
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_swatch (key));
  gtk_widget_set_sensitive (button, refusal == NULL);
  gtk_widget_set_tooltip_text (button, refusal != NULL ? refusal : title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_colour_clicked), copy_choice (&choice), free_choice, 0);
  return button;
}

static void
add_row (WgMapKeyList *self, const WgMapKey *key, const char *refusal)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = key->mark != NULL ? make_colour_button (self, key, refusal) : make_swatch (key);
  GtkWidget *label = gtk_label_new (key->text);

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
wg_map_key_list_set_keys (WgMapKeyList *self, GPtrArray *keys, const char *refusal)
{
  g_autoptr (GString) text = g_string_new (refusal);
  GtkWidget *child;

  g_return_if_fail (WG_IS_MAP_KEY_LIST (self));
  for (guint i = 0; i < keys->len; i++)
    {
      const WgMapKey *key = g_ptr_array_index (keys, i);

      g_string_append_printf (text, "%06x %06x %s\n", key->rgb, key->chosen, key->text);
    }
  if (g_strcmp0 (self->shown, text->str) == 0)
    return;
  g_free (self->shown);
  self->shown = g_string_free (g_steal_pointer (&text), FALSE);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < keys->len; i++)
    add_row (self, g_ptr_array_index (keys, i), refusal);
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
  signals[COLOUR_WANTED] = g_signal_new ("colour-wanted", WG_TYPE_MAP_KEY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
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
