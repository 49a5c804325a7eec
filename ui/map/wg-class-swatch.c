/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a legend is only true when its colours are mixed exactly as on the map: over the land, at the class's opacity.
 */

#include "wg-class-swatch.h"

#define WIDTH 22
#define SMALL_WIDTH 14
#define HEIGHT 14
#define STRIPE 8.0

struct _WgClassSwatch
{
  GtkWidget parent_instance;
  guint klass;
  WgTheme theme;
  gboolean small;
};

G_DEFINE_FINAL_TYPE (WgClassSwatch, wg_class_swatch, GTK_TYPE_WIDGET)

static void
set_source (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
}

/* As many at any size: on a wall, where they are as large as the text, fine ones would be one colour from afar. */
static void
draw_stripes (cairo_t *cr, WgTheme theme, int width, int height)
{
  double stripe = STRIPE * MAX (1.0, (double) height / HEIGHT);

  set_source (cr, wg_palette_get (theme, WG_TOKEN_HEM_PAPER));
  cairo_paint (cr);
  set_source (cr, wg_palette_get (theme, WG_TOKEN_OVERDUE));
  cairo_set_line_width (cr, stripe * 0.375);
  for (double x = -height; x < width + height; x += stripe * G_SQRT2 / 2.0)
    {
      cairo_move_to (cr, x, height);
      cairo_line_to (cr, x + height, 0);
    }
  cairo_stroke (cr);
}

static void
wg_class_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgClassSwatch *self = WG_CLASS_SWATCH (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  guint32 colour = wg_palette_get (self->theme, WG_TOKEN_LAND);

  if (self->klass == WG_SWATCH_OVERDUE)
    draw_stripes (cr, self->theme, width, height);
  else
    {
      const WgClassColour *fill = wg_palette_get_class (self->theme, self->klass);

      if (self->klass > 0)
        colour = wg_palette_mix (colour, fill->hue, fill->opacity);
      set_source (cr, colour);
      cairo_paint (cr);
    }
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  colour = wg_palette_get (self->theme, WG_TOKEN_BORDER);
  cairo_set_source_rgba (cr, WG_RED (colour), WG_GREEN (colour), WG_BLUE (colour), 0.55);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
wg_class_swatch_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  int wide = WG_CLASS_SWATCH (widget)->small ? SMALL_WIDTH : WIDTH;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? wide : HEIGHT;
}

static void
wg_class_swatch_class_init (WgClassSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = wg_class_swatch_snapshot;
  widget_class->measure = wg_class_swatch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_class_swatch_init (WgClassSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
wg_class_swatch_new (guint klass)
{
  WgClassSwatch *self = g_object_new (WG_TYPE_CLASS_SWATCH, NULL);

  self->klass = klass;
  return GTK_WIDGET (self);
}

void
wg_class_swatch_set_small (WgClassSwatch *self, gboolean small)
{
  self->small = small;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
wg_class_swatch_set_theme (WgClassSwatch *self, WgTheme theme)
{
  if (self->theme == theme)
    return;
  self->theme = theme;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
