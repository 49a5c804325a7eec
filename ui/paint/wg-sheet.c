/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: paper is drawn by vectors and without a display, for the printer of the night job as for the one of the window. What
 * every sheet needs of Cairo and Pango is said once.
 */

#include "wg-sheet.h"

#include <math.h>
#include <pango/pangocairo.h>

#define FAMILY "Noto Sans CJK SC, Cantarell, Noto Sans, Sans"

char *
wg_sheet_format_time (GTimeZone *zone, gint64 ms, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);

  return g_date_time_format (local, format);
}

void
wg_sheet_set_ink (cairo_t *cr, guint32 ink)
{
  cairo_set_source_rgb (cr, (ink >> 16 & 0xff) / 255.0, (ink >> 8 & 0xff) / 255.0, (ink & 0xff) / 255.0);
}

static PangoLayout *
make_layout (cairo_t *cr, const WgSheetText *style, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  cairo_font_options_t *plain = cairo_font_options_create ();
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FAMILY);

  /* Lines break at the same places on paper, in a picture, and where they are only measured. */
  cairo_font_options_set_hint_style (plain, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (plain, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), plain);
  cairo_font_options_destroy (plain);
  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) style->weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (style->width > 0.0)
    {
      pango_layout_set_width (layout, (int) (style->width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  if (style->lines > 0)
    {
      pango_layout_set_height (layout, -style->lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_alignment (layout, style->align == WG_SHEET_RIGHT    ? PANGO_ALIGN_RIGHT
                                      : style->align == WG_SHEET_CENTER ? PANGO_ALIGN_CENTER
                                                                        : PANGO_ALIGN_LEFT);
  return layout;
}

double
wg_sheet_text_on_lines (cairo_t *cr, double x, double y, const WgSheetText *style, double halo, const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, style, text);
  PangoRectangle box;
  double width;

  pango_layout_get_extents (layout, NULL, &box);
  width = style->width > 0.0 ? style->width : (double) box.width / PANGO_SCALE;
  if (style->align != WG_SHEET_LEFT)
    x -= style->align == WG_SHEET_RIGHT ? width : width / 2.0;
  if (halo > 0.0)
    {
      cairo_move_to (cr, x, y);
      pango_cairo_layout_path (cr, layout);
      wg_sheet_set_ink (cr, 0xffffff);
      cairo_set_line_width (cr, 2.0 * halo);
      cairo_stroke (cr);
    }
  wg_sheet_set_ink (cr, style->ink);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr); /* or the next line would begin here */
  return (double) box.height / PANGO_SCALE;
}

double
wg_sheet_text (cairo_t *cr, double x, double y, const WgSheetText *style, const char *text)
{
  return wg_sheet_text_on_lines (cr, x, y, style, 0.0, text);
}

double
wg_sheet_measure (cairo_t *cr, const WgSheetText *style, const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, style, text);
  PangoRectangle box;

  pango_layout_get_extents (layout, NULL, &box);
  return (double) box.width / PANGO_SCALE;
}

double
wg_sheet_measure_height (cairo_t *cr, const WgSheetText *style, const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, style, text);
  PangoRectangle box;

  pango_layout_get_extents (layout, NULL, &box);
  return (double) box.height / PANGO_SCALE;
}

gboolean
wg_sheet_can_write (const char *text)
{
  const WgSheetText style = { 10.0, 400, 0, 0, 0, WG_SHEET_LEFT };
  cairo_surface_t *nowhere = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (nowhere);
  g_autoptr (PangoLayout) layout = make_layout (cr, &style, text);
  gboolean can = pango_layout_get_unknown_glyphs_count (layout) == 0;

  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
  return can;
}

void
wg_sheet_line (cairo_t *cr, double x0, double y0, double x1, double y1, double thickness, guint32 ink)
{
  wg_sheet_set_ink (cr, ink);
  cairo_set_line_width (cr, thickness);
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

void
wg_sheet_box (cairo_t *cr, double x, double y, double width, double height, double radius, gint64 fill, gint64 ink)
{
  cairo_new_sub_path (cr);
  if (radius > 0.0)
    {
      cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0.0);
      cairo_arc (cr, x + width - radius, y + height - radius, radius, 0.0, G_PI_2);
      cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
      cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3.0 * G_PI_2);
      cairo_close_path (cr);
    }
  else
    cairo_rectangle (cr, x, y, width, height);
  if (fill >= 0)
    {
      wg_sheet_set_ink (cr, (guint32) fill);
      cairo_fill_preserve (cr);
    }
  if (ink >= 0)
    {
      wg_sheet_set_ink (cr, (guint32) ink);
      cairo_set_line_width (cr, 0.6);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
}
