/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a picture leaves the program and is looked at by people who cannot ask it: it must say what the colours mean,
 * how long a street is, as of when, and whose map lies under it.
 */

#include "wg-map-furniture.h"

#include "wg-map-keys.h"
#include "wg-text-painter.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#define EDGE 12.0
#define PAD 10.0
#define ROW 20.0
#define SWATCH 24.0

typedef struct
{
  cairo_t *cr;
  const WgMapPicture *picture;
  double t; /* text scale */
  double y; /* of the next row */
  double x;
  double width;
} Card;

static void
set_token (cairo_t *cr, WgTheme theme, WgToken token, double alpha)
{
  guint32 rgb = wg_palette_get (theme, token);

  cairo_set_source_rgba (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), alpha);
}

static PangoLayout *
make_layout (cairo_t *cr, const char *text, double size, int weight)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, "Cantarell, Noto Sans CJK SC, sans-serif");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

static double
measure_text (cairo_t *cr, const char *text, double size, int weight)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, text, size, weight);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* Writes @text with its middle line at @y; @align 0 begins at @x, 1 ends there. */
static void
write_text (cairo_t *cr, const char *text, double size, int weight, double x, double y, double align)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, text, size, weight);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - align * width, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_panel (cairo_t *cr, WgTheme theme, double x, double y, double width, double height, double radius)
{
  cairo_new_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2.0, 0.0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0.0, G_PI / 2.0);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2.0, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  set_token (cr, theme, WG_TOKEN_PAPER, 0.94);
  cairo_fill_preserve (cr);
  set_token (cr, theme, WG_TOKEN_INK, 0.18);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

static char *
class_words (WgMeasure measure, const guint *limits, guint klass)
{
  g_autofree char *low = wg_measure_format (measure, klass > 0 ? limits[klass - 1] + 1 : 0);
  g_autofree char *below = wg_measure_format (measure, klass > 0 ? limits[klass - 1] : 0);
  g_autofree char *high = klass < WG_N_CLASSES - 1 ? wg_measure_format (measure, limits[klass]) : NULL;

  if (high == NULL)
    return g_strdup_printf ("> %s", below);
  if (klass == 0 || g_str_equal (low, high))
    return g_steal_pointer (&high);
  return g_strdup_printf ("%s–%s", low, high);
}

static void
paint_swatch (Card *card, guint32 rgb)
{
  WgTheme theme = card->picture->view.theme;
  cairo_t *cr = card->cr;

  cairo_rectangle (cr, card->x + PAD * card->t, card->y + 3.5 * card->t, SWATCH * card->t, 13.0 * card->t);
  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
  cairo_fill_preserve (cr);
  set_token (cr, theme, WG_TOKEN_INK, 0.45);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

static void
paint_class_swatch (Card *card, guint klass)
{
  WgTheme theme = card->picture->view.theme;
  const WgClassColour *colour = wg_palette_get_class (theme, klass);

  paint_swatch (card, wg_palette_mix (wg_palette_get (theme, WG_TOKEN_LAND), colour->hue, colour->opacity));
}

static void
paint_hatched_swatch (Card *card)
{
  WgTheme theme = card->picture->view.theme;
  double x = card->x + PAD * card->t, y = card->y + 3.5 * card->t, w = SWATCH * card->t, h = 13.0 * card->t;
  cairo_t *cr = card->cr;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, w, h);
  cairo_clip_preserve (cr);
  set_token (cr, theme, WG_TOKEN_HEM_PAPER, 0.9);
  cairo_fill (cr);
  set_token (cr, theme, WG_TOKEN_OVERDUE, 1.0);
  cairo_set_line_width (cr, 3.0);
  for (double at = -h; at < w + h; at += 8.0)
    {
      cairo_move_to (cr, x + at, y + h + 2.0);
      cairo_line_to (cr, x + at + h + 4.0, y - 2.0);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_rectangle (cr, x, y, w, h);
  set_token (cr, theme, WG_TOKEN_OVERDUE, 1.0);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

static void
write_words (Card *card, const char *words)
{
  set_token (card->cr, card->picture->view.theme, WG_TOKEN_INK, 1.0);
  write_text (card->cr, words, 12.5 * card->t, 400, card->x + (PAD + SWATCH + 8.0) * card->t,
              card->y + ROW * card->t / 2.0, 0.0);
}

static void
write_row (Card *card, const char *words, guint n)
{
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u grid", "%u grids", n), n);

  write_words (card, words);
  set_token (card->cr, card->picture->view.theme, WG_TOKEN_DIM, 1.0);
  write_text (card->cr, count, 12.0 * card->t, 400, card->x + card->width - PAD * card->t,
              card->y + ROW * card->t / 2.0, 1.0);
  card->y += ROW * card->t;
}

static void
paint_keys (Card *card, GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const WgMapKey *key = g_ptr_array_index (keys, i);

      paint_swatch (card, key->rgb);
      write_words (card, key->text);
      card->y += ROW * card->t;
    }
}

/* The lines under the classes: what is counted, what is not on the map, as of when. */
static GStrv
list_notes (const WgMapPicture *picture, guint level, guint n_shown)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  const char *name = wg_city_get_level_name (picture->city, level);
  /* Translators: name of a level of grids, their number: "Base grids: 218" */
  g_autofree char *count = g_strdup_printf (_ ("%s: %u"), name, n_shown);

  if (*name != '\0')
    g_strv_builder_add (notes, count);
  if (picture->measure != WG_MEASURE_OPEN)
    g_strv_builder_add (notes, wg_measure_get_formula (picture->measure));
  if (wg_measure_is_rate (picture->measure))
    {
      /* Translators: what a dash on a grid means: "– no households known" */
      g_autofree char *gap = g_strdup_printf (_ ("– %s"), wg_measure_get_gap (picture->measure));

      g_strv_builder_add (notes, gap);
    }
  g_strv_builder_add (notes, _ ("Suspended cases apart"));
  if (picture->n_outside > 0)
    {
      g_autofree char *outside = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u outside all grids", "%u outside all grids", picture->n_outside),
          picture->n_outside);

      g_strv_builder_add (notes, outside);
    }
  if (picture->as_of != NULL)
    {
      g_autofree char *as_of = g_strdup_printf (_ ("Data as of %s"), picture->as_of);

      g_strv_builder_add (notes, as_of);
    }
  return g_strv_builder_end (notes);
}

static void
write_notes (Card *card, GStrv notes)
{
  card->y += 4.0 * card->t;
  set_token (card->cr, card->picture->view.theme, WG_TOKEN_DIM, 1.0);
  for (guint i = 0; notes[i] != NULL; i++)
    {
      write_text (card->cr, notes[i], 12.0 * card->t, 400, card->x + PAD * card->t, card->y + 8.5 * card->t, 0.0);
      card->y += 17.0 * card->t;
    }
}

static double
measure_card (cairo_t *cr, const char *title, GStrv notes, GPtrArray *keys, double t)
{
  double width = MAX (172.0 * t, measure_text (cr, title, 13.0 * t, 700));

  for (guint i = 0; i < keys->len; i++)
    width = MAX (width, (SWATCH + 8.0) * t
                            + measure_text (cr, ((const WgMapKey *) g_ptr_array_index (keys, i))->text, 12.5 * t, 400));

  for (guint i = 0; notes[i] != NULL; i++)
    width = MAX (width, measure_text (cr, notes[i], 12.0 * t, 400));
  return width + 2.0 * PAD * t;
}

/* Hotspots have a legend of their own, in the place of the other. */
static GStrv
list_hotspot_notes (const WgMapPicture *picture)
{
  const char *const *notes = wg_hotspot_layer_get_notes (picture->hotspot);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  for (guint i = 0; notes[i] != NULL; i++)
    g_strv_builder_add (all, notes[i]);
  if (picture->as_of != NULL)
    {
      g_autofree char *as_of = g_strdup_printf (_ ("Data as of %s"), picture->as_of);

      g_strv_builder_add (all, as_of);
    }
  return g_strv_builder_end (all);
}

static void
paint_hotspot_legend (cairo_t *cr, const WgMapPicture *picture)
{
  double t = picture->view.text_scale, height;
  Card card = { .cr = cr, .picture = picture, .t = t, .x = EDGE };
  const char *title = wg_hotspot_layer_get_title (picture->hotspot);
  g_autoptr (GPtrArray) keys = wg_hotspot_layer_list_keys (picture->hotspot, picture->view.theme);
  g_auto (GStrv) notes = list_hotspot_notes (picture);

  card.width = MAX (172.0 * t, measure_text (cr, title, 13.0 * t, 700));
  for (guint i = 0; i < keys->len; i++)
    card.width = MAX (card.width, (SWATCH + 76.0) * t + measure_text (cr, ((WgHotspotKey *) g_ptr_array_index (keys, i))->text, 12.5 * t, 400));
  for (guint i = 0; notes[i] != NULL; i++)
    card.width = MAX (card.width, measure_text (cr, notes[i], 12.0 * t, 400));
  card.width += 2.0 * PAD * t;
  height = (2.0 * PAD + 26.0 + keys->len * ROW + 17.0 * g_strv_length (notes)) * t;
  card.y = picture->view.height - EDGE - height;
  paint_panel (cr, picture->view.theme, card.x, card.y, card.width, height, 9.0 * t);
  card.y += PAD * t;
  set_token (cr, picture->view.theme, WG_TOKEN_INK, 1.0);
  write_text (cr, title, 13.0 * t, 700, card.x + PAD * t, card.y + 9.0 * t, 0.0);
  card.y += 22.0 * t;
  for (guint i = 0; i < keys->len; i++)
    {
      const WgHotspotKey *key = g_ptr_array_index (keys, i);

      paint_swatch (&card, key->rgb);
      if (key->n >= 0)
        {
          write_row (&card, key->text, (guint) key->n);
          continue;
        }
      write_words (&card, key->text);
      card.y += ROW * t;
    }
  write_notes (&card, notes);
}

void
wg_map_furniture_paint_legend (cairo_t *cr, const WgMapPicture *picture, guint level)
{
  const guint *limits;
  guint per_class[WG_N_CLASSES], n_overdue, n_shown;
  double t = picture->view.text_scale, height;
  Card card = { .cr = cr, .picture = picture, .t = t, .x = EDGE };
  const char *title = wg_measure_get_title (picture->measure);
  g_auto (GStrv) notes = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  if (picture->hotspot != NULL)
    {
      paint_hotspot_legend (cr, picture);
      return;
    }
  if (picture->colours == NULL || wg_city_colours_get_city (picture->colours) != picture->city)
    return;
  limits = wg_city_colours_get_class_limits (picture->colours);
  n_shown = wg_city_colours_count (picture->colours, level, per_class, &n_overdue);
  notes = list_notes (picture, level, n_shown);
  keys = wg_map_keys_list (picture->city, picture->base, picture->view.theme, picture->view.zoom);
  card.width = measure_card (cr, title, notes, keys, t);
  height = (2.0 * PAD + 22.0 + (WG_N_CLASSES + 1 + keys->len) * ROW + 4.0 + 17.0 * g_strv_length (notes)) * t;
  card.y = picture->view.height - EDGE - height;
  paint_panel (cr, picture->view.theme, card.x, card.y, card.width, height, 9.0 * t);
  card.y += PAD * t;
  set_token (cr, picture->view.theme, WG_TOKEN_INK, 1.0);
  write_text (cr, title, 13.0 * t, 700, card.x + PAD * t, card.y + 9.0 * t, 0.0);
  card.y += 22.0 * t;
  for (int klass = WG_N_CLASSES - 1; klass >= 0; klass--)
    {
      g_autofree char *words = class_words (picture->measure, limits, (guint) klass);

      paint_class_swatch (&card, (guint) klass);
      write_row (&card, words, per_class[klass]);
    }
  paint_hatched_swatch (&card);
  write_row (&card, _ ("Has overdue"), n_overdue);
  paint_keys (&card, keys);
  write_notes (&card, notes);
}

double
wg_map_furniture_choose_scale (double metres_per_pixel, double max_px, double *px)
{
  static const double steps[] = { 5.0, 2.0, 1.0 };
  double decade = pow (10.0, floor (log10 (metres_per_pixel * max_px)));
  double metres = decade;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i] * decade <= metres_per_pixel * max_px)
        {
          metres = steps[i] * decade;
          break;
        }
    }
  *px = metres / metres_per_pixel;
  return metres;
}

void
wg_map_furniture_paint_scale (cairo_t *cr, const WgMapPicture *picture)
{
  const WgMapView *view = &picture->view;
  double t = view->text_scale, px;
  double metres = wg_map_furniture_choose_scale (
      wg_mercator_metres_per_pixel (wg_world_lat (view->center_y), view->zoom), 110.0 * t, &px);
  g_autofree char *text = metres < 1000.0 ? g_strdup_printf (C_ ("length", "%g m"), metres)
                                          : g_strdup_printf (C_ ("length", "%g km"), metres / 1000.0);
  double text_width = measure_text (cr, text, 12.0 * t, 400), height = 24.0 * t, width = px + text_width + 26.0 * t;
  double x = view->width - EDGE - width, y = view->height - EDGE - height;

  paint_panel (cr, view->theme, x, y, width, height, 7.0 * t);
  set_token (cr, view->theme, WG_TOKEN_INK, 1.0);
  cairo_set_line_width (cr, 1.6 * t);
  cairo_move_to (cr, x + 9.0 * t, y + 8.0 * t);
  cairo_line_to (cr, x + 9.0 * t, y + 16.0 * t);
  cairo_line_to (cr, x + 9.0 * t + px, y + 16.0 * t);
  cairo_line_to (cr, x + 9.0 * t + px, y + 8.0 * t);
  cairo_stroke (cr);
  write_text (cr, text, 12.0 * t, 400, x + width - 8.0 * t, y + height / 2.0, 1.0);
}

void
wg_map_furniture_paint_attribution (cairo_t *cr, const WgMapPicture *picture)
{
  const WgMapView *view = &picture->view;
  double t = view->text_scale, height = 22.0 * t, width;
  g_autofree char *owner = picture->base != NULL ? wg_base_stack_dup_attribution (picture->base) : NULL;
  g_autofree char *text = NULL;

  if (owner == NULL)
    return;
  text = g_strdup_printf (_ ("Base map: %s"), owner);
  width = measure_text (cr, text, 12.0 * t, 400) + 16.0 * t;
  paint_panel (cr, view->theme, view->width - EDGE - width, view->height - EDGE - 30.0 * t - height, width, height,
               7.0 * t);
  set_token (cr, view->theme, WG_TOKEN_DIM, 1.0);
  write_text (cr, text, 12.0 * t, 400, view->width - EDGE - 8.0 * t, view->height - EDGE - 30.0 * t - height / 2.0,
              1.0);
}
