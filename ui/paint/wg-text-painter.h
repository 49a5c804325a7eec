/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WG_TEXT_TAIL:
 *
 * How long the tail of a pill is, in sizes of its text.
 */
#define WG_TEXT_TAIL 0.7

/**
 * WgTextStyle:
 * @size: logical pixels
 * @weight: a Pango weight, 400 .. 900
 * @ink: 0xRRGGBB
 * @halo: 0xRRGGBB
 * @halo_radius: logical pixels; 0 for none
 * @pill: 0xRRGGBB of a rounded pill under the text, or -1 for none
 * @tail: with a pill, where it points: 1 to what lies under it, -1 to what lies above; 0 nowhere. A pill that points has an
 *   outline of @ink.
 * @tail_at: how far along the pill its tail is, 0.2 to 0.8
 * @ground: 0xRRGGBB of a second halo under the first
 * @ground_radius: logical pixels, from the text; 0 for none
 */
typedef struct
{
  double size;
  int weight;
  guint32 ink;
  guint32 halo;
  double halo_radius;
  gint64 pill;
  int tail;
  double tail_at;
  guint32 ground;
  double ground_radius;
} WgTextStyle;

/**
 * WgTextPainter:
 *
 * Shapes short texts once and keeps their pictures. The halo is a dilated mask of the text, which costs a fiftieth of
 * stroking its outline. Thread-safe.
 */
#define WG_TYPE_TEXT_PAINTER (wg_text_painter_get_type ())
G_DECLARE_FINAL_TYPE (WgTextPainter, wg_text_painter, WG, TEXT_PAINTER, GObject)

/**
 * wg_text_painter_new:
 * @scale: device pixels per logical pixel
 */
WgTextPainter *wg_text_painter_new (double scale);

double wg_text_painter_get_scale (WgTextPainter *text);

/**
 * wg_text_painter_get:
 * @text: a painter
 * @string: one line of UTF-8
 * @style: how
 *
 * Returns: (transfer full): the picture, with its device scale set; the same surface for the same question.
 */
cairo_surface_t *wg_text_painter_get (WgTextPainter *text, const char *string, const WgTextStyle *style);

/**
 * wg_text_draw_centred:
 * @cr: where
 * @string: one line of UTF-8
 * @style: its size and weight; the colour is that of @cr
 * @x: the middle of its ink
 * @y: the same
 *
 * Writes a text that is part of a picture. Any thread.
 */
void wg_text_draw_centred (cairo_t *cr, const char *string, const WgTextStyle *style, double x, double y);

/**
 * wg_surface_get_logical_size:
 * @surface: an image with a device scale
 * @width: (out): logical pixels
 * @height: (out): logical pixels
 */
void wg_surface_get_logical_size (cairo_surface_t *surface, double *width, double *height);

G_END_DECLS
