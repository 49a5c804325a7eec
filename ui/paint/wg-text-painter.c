/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a map carries hundreds of short texts that hardly ever change; each is shaped once and kept as a picture.
 *
 * The halo is the mask of the text, dilated by a disc: for every pixel the largest coverage within the radius, weighted
 * down over the last pixel so that its edge is smooth.
 */

#include "wg-text-painter.h"

#include "wg-palette.h"

#include <math.h>
#include <pango/pangocairo.h>

#define MAX_PICTURES 4000

/* Pango has fonts for each thread, and to find them takes longer than all texts of a view; ours are found once for all. */
static GMutex font_lock;
static PangoFontMap *fonts; /* guarded, with all that was made of it, by the lock */

struct _WgTextPainter
{
  GObject parent_instance;
  double scale;
  GMutex lock;          /* guards the pictures */
  GHashTable *pictures; /* key text -> cairo_surface_t */
};

G_DEFINE_FINAL_TYPE (WgTextPainter, wg_text_painter, G_TYPE_OBJECT)

static void
wg_text_painter_finalize (GObject *object)
{
  WgTextPainter *self = WG_TEXT_PAINTER (object);

  g_hash_table_unref (self->pictures);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wg_text_painter_parent_class)->finalize (object);
}

static void
wg_text_painter_class_init (WgTextPainterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_text_painter_finalize;
}

static void
wg_text_painter_init (WgTextPainter *self)
{
  g_mutex_init (&self->lock);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cairo_surface_destroy);
}

WgTextPainter *
wg_text_painter_new (double scale)
{
  WgTextPainter *self = g_object_new (WG_TYPE_TEXT_PAINTER, NULL);

  self->scale = CLAMP (scale, 0.5, 8.0);
  return self;
}

double
wg_text_painter_get_scale (WgTextPainter *text)
{
  return text->scale;
}

void
wg_surface_get_logical_size (cairo_surface_t *surface, double *width, double *height)
{
  double sx, sy;

  cairo_surface_get_device_scale (surface, &sx, &sy);
  *width = cairo_image_surface_get_width (surface) / sx;
  *height = cairo_image_surface_get_height (surface) / sy;
}

/* With the lock held. */
static PangoLayout *
make_layout (cairo_t *cr, const char *string, const WgTextStyle *style)
{
  PangoContext *context;
  PangoLayout *layout;
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();

  if (fonts == NULL)
    fonts = pango_cairo_font_map_new ();
  context = pango_font_map_create_context (fonts);
  pango_cairo_update_context (cr, context);
  layout = pango_layout_new (context);
  g_object_unref (context);
  pango_font_description_set_family_static (font, "Cantarell, Noto Sans CJK SC, sans-serif");
  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) style->weight);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, string, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

void
wg_text_draw_centred (cairo_t *cr, const char *string, const WgTextStyle *style, double x, double y)
{
  PangoRectangle ink, logical;
  PangoLayout *layout;

  g_mutex_lock (&font_lock);
  layout = make_layout (cr, string, style);
  pango_layout_get_extents (layout, &ink, &logical);
  cairo_move_to (cr, x - (ink.x + ink.width / 2.0) / PANGO_SCALE, y - (ink.y + ink.height / 2.0) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
  g_mutex_unlock (&font_lock);
}

/* The coverage of the disc of radius @radius at distance (dx, dy), 0 .. 255. */
static int
disc_weight (int dx, int dy, double radius)
{
  return (int) (CLAMP (radius + 0.5 - sqrt (dx * dx + dy * dy), 0.0, 1.0) * 255.0);
}

static void
spread_pixel (guint8 *out, int stride, int width, int height, int x, int y, guint8 value, const int *disc, int reach)
{
  int side = 2 * reach + 1;

  for (int dy = MAX (-reach, -y); dy <= MIN (reach, height - 1 - y); dy++)
    {
      for (int dx = MAX (-reach, -x); dx <= MIN (reach, width - 1 - x); dx++)
        {
          int weighted = value * disc[(dy + reach) * side + dx + reach] / 255;
          guint8 *pixel = &out[(y + dy) * stride + x + dx];

          if (weighted > *pixel)
            *pixel = (guint8) weighted;
        }
    }
}

/* Whether all around a pixel is as covered as it can be. What it spreads, one of its neighbours spreads farther. */
static gboolean
is_inner (const guint8 *mask, int stride, int width, int height, int x, int y)
{
  const guint8 *pixel = &mask[y * stride + x];

  return x > 0 && y > 0 && x < width - 1 && y < height - 1 && pixel[0] == 255 && pixel[-1] == 255 && pixel[1] == 255
         && pixel[-stride] == 255 && pixel[stride] == 255;
}

/* Returns a mask of the same size as @mask, dilated by @radius device pixels. */
static cairo_surface_t *
dilate (cairo_surface_t *mask, double radius)
{
  int width = cairo_image_surface_get_width (mask), height = cairo_image_surface_get_height (mask);
  cairo_surface_t *out = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  const guint8 *from = cairo_image_surface_get_data (mask);
  guint8 *to = cairo_image_surface_get_data (out);
  int reach = (int) ceil (radius), side = 2 * reach + 1, stride = cairo_image_surface_get_stride (mask);
  g_autofree int *disc = g_new (int, (gsize) side *side);

  for (int i = 0; i < side * side; i++)
    disc[i] = disc_weight (i % side - reach, i / side - reach, radius);
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          guint8 value = from[y * stride + x];

          if (is_inner (from, stride, width, height, x, y))
            to[y * cairo_image_surface_get_stride (out) + x] = 255;
          else if (value > 8)
            spread_pixel (to, cairo_image_surface_get_stride (out), width, height, x, y, value, disc, reach);
        }
    }
  cairo_surface_mark_dirty (out);
  return out;
}

static void
set_rgb (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
}

/* A pill as high as the picture without its tail. */
static void
paint_pill (cairo_t *cr, const WgTextStyle *style, double width, double height, double tail)
{
  double edge = tail > 0.0 ? 0.06 * style->size : 0.0, r = height / 2.0 - edge, x = width * style->tail_at;

  if (style->tail < 0)
    {
      cairo_translate (cr, 0.0, height + tail);
      cairo_scale (cr, 1.0, -1.0);
    }
  cairo_new_path (cr);
  cairo_arc (cr, edge + r, edge + r, r, G_PI / 2.0, 3.0 * G_PI / 2.0);
  cairo_arc (cr, width - edge - r, edge + r, r, -G_PI / 2.0, G_PI / 2.0);
  if (tail > 0.0)
    {
      cairo_line_to (cr, x + tail / 2.0, edge + 2.0 * r);
      cairo_line_to (cr, x, height + tail - edge);
      cairo_line_to (cr, x - tail / 2.0, edge + 2.0 * r);
    }
  cairo_close_path (cr);
  set_rgb (cr, (guint32) style->pill);
  cairo_fill_preserve (cr);
  set_rgb (cr, style->ink);
  cairo_set_line_width (cr, 2.0 * edge);
  if (tail > 0.0)
    cairo_stroke (cr);
  cairo_new_path (cr);
}

/* With the lock held. */
static cairo_surface_t *
make_mask (PangoLayout *layout, int width, int height, double scale, double x, double y)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr;

  cairo_surface_set_device_scale (mask, scale, scale);
  cr = cairo_create (mask);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_flush (mask);
  return mask;
}

static void
paint_halo (cairo_t *cr, cairo_surface_t *mask, guint32 rgb, double radius, double scale)
{
  cairo_surface_t *halo = radius > 0.0 ? dilate (mask, radius * scale) : NULL;

  if (halo == NULL)
    return;
  cairo_surface_set_device_scale (halo, scale, scale);
  cairo_set_source_rgba (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), 0.85);
  cairo_mask_surface (cr, halo, 0, 0);
  cairo_surface_destroy (halo);
}

static void
paint_text (cairo_surface_t *surface, cairo_surface_t *mask, const WgTextStyle *style, double scale)
{
  cairo_t *cr = cairo_create (surface);

  paint_halo (cr, mask, style->ground, style->ground_radius, scale);
  paint_halo (cr, mask, style->halo, style->halo_radius, scale);
  set_rgb (cr, style->ink);
  cairo_mask_surface (cr, mask, 0, 0);
  cairo_destroy (cr);
}

/* How a text is laid out, and how large its picture gets, in logical pixels. */
typedef struct
{
  double width;
  double height; /* without the tail */
  double tail;
  double x; /* of the layout in the picture */
  double y;
} Extents;

static void
measure (PangoLayout *layout, const WgTextStyle *style, Extents *e)
{
  gboolean has_pill = style->pill >= 0;
  double pad_x = has_pill ? 0.45 * style->size : ceil (MAX (style->halo_radius, style->ground_radius)) + 1.0;
  double pad_y = has_pill ? 0.12 * style->size : pad_x;
  PangoRectangle logical, ink;

  pango_layout_get_pixel_extents (layout, &ink, &logical);
  e->tail = has_pill && style->tail != 0 ? WG_TEXT_TAIL * style->size : 0.0;
  e->width = ceil (logical.width + 2.0 * pad_x);
  /* As tall as the ink: CJK lines are 1.45 em by nature, which would push labels apart. */
  e->height = ceil (MAX (ink.height, 0.75 * style->size) + 2.0 * pad_y + (has_pill ? 0.3 * style->size : 0.0));
  e->width = has_pill ? MAX (e->width, e->height) : e->width;
  e->x = (e->width - logical.width) / 2.0 - logical.x;
  e->y = (e->height - ink.height) / 2.0 - ink.y + (style->tail < 0 ? e->tail : 0.0);
}

static cairo_surface_t *
shape (WgTextPainter *self, const char *string, const WgTextStyle *style, Extents *e)
{
  cairo_surface_t *probe = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1), *mask;
  PangoLayout *layout;
  cairo_t *cr;

  cairo_surface_set_device_scale (probe, self->scale, self->scale);
  cr = cairo_create (probe);
  g_mutex_lock (&font_lock);
  layout = make_layout (cr, string, style);
  measure (layout, style, e);
  mask = make_mask (layout, (int) ceil (e->width * self->scale), (int) ceil ((e->height + e->tail) * self->scale), self->scale,
                    e->x, e->y);
  g_object_unref (layout);
  g_mutex_unlock (&font_lock);
  cairo_destroy (cr);
  cairo_surface_destroy (probe);
  return mask;
}

static cairo_surface_t *
make_picture (WgTextPainter *self, const char *string, const WgTextStyle *style)
{
  Extents e;
  cairo_surface_t *mask = shape (self, string, style, &e);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, cairo_image_surface_get_width (mask),
                                                         cairo_image_surface_get_height (mask));

  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  if (style->pill >= 0)
    {
      cairo_t *cr = cairo_create (surface);

      paint_pill (cr, style, e.width, e.height, e.tail);
      cairo_destroy (cr);
    }
  paint_text (surface, mask, style, self->scale);
  cairo_surface_destroy (mask);
  return surface;
}

cairo_surface_t *
wg_text_painter_get (WgTextPainter *text, const char *string, const WgTextStyle *style)
{
  g_autofree char *key
      = g_strdup_printf ("%d %d %06x %06x %d %06x %d %" G_GINT64_FORMAT " %d %d %s", (int) (style->size * 16), style->weight, style->ink,
                         style->halo, (int) (style->halo_radius * 16), style->ground, (int) (style->ground_radius * 16), style->pill,
                         style->tail, (int) (style->tail_at * 16), string);
  cairo_surface_t *picture, *other;

  g_mutex_lock (&text->lock);
  picture = g_hash_table_lookup (text->pictures, key);
  if (picture != NULL)
    cairo_surface_reference (picture);
  g_mutex_unlock (&text->lock);
  if (picture != NULL)
    return picture;

  /* Shaped outside of the lock; whoever comes second takes the picture of the first. */
  picture = make_picture (text, string, style);
  g_mutex_lock (&text->lock);
  other = g_hash_table_lookup (text->pictures, key);
  if (other != NULL)
    {
      cairo_surface_destroy (picture);
      picture = other;
    }
  else
    {
      if (g_hash_table_size (text->pictures) >= MAX_PICTURES)
        g_hash_table_remove_all (text->pictures);
      g_hash_table_insert (text->pictures, g_steal_pointer (&key), picture);
    }
  cairo_surface_reference (picture);
  g_mutex_unlock (&text->lock);
  return picture;
}
