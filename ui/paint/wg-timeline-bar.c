/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a life of three weeks is seen in one bar, on the screen and on paper alike; whoever reads it knows at once whether the
 * case lay at the desk, went to and fro, or was worked on.
 */

#include "wg-timeline-bar.h"

#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEAST 4.0

static void
set_ink (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), alpha);
}

/* Stripes through a box; @slope 0 is upright. */
static void
add_stripes (cairo_t *cr, double x, double y, double width, double height, double slope)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1.2);
  for (double at = x - height; at < x + width + height; at += 4.0)
    {
      cairo_move_to (cr, at, y + height);
      cairo_line_to (cr, at + slope * height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
fill (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
outline (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_set_line_width (cr, 1.0);
  cairo_rectangle (cr, x + 0.5, y + 0.5, MAX (width - 1.0, 0.5), height - 1.0);
  cairo_stroke (cr);
}

static void
draw_stretch (cairo_t *cr, const WgStretch *stretch, guint32 ink, double x, double y, double width, double height)
{
  double half = height / 2.0;

  set_ink (cr, ink, 0.75);
  switch (stretch->kind)
    {
    case WG_STRETCH_HANDLING:
      fill (cr, x, y, width, height);
      break;
    case WG_STRETCH_INTAKE:
    case WG_STRETCH_DISPATCH:
      set_ink (cr, ink, stretch->kind == WG_STRETCH_INTAKE ? 0.2 : 0.4);
      fill (cr, x, y, width, height);
      break;
    case WG_STRETCH_BOUNCE:
      outline (cr, x, y, width, height);
      add_stripes (cr, x, y, width, height, 1.0);
      break;
    case WG_STRETCH_WAITING:
      outline (cr, x, y, width, height);
      break;
    case WG_STRETCH_CHECK:
      add_stripes (cr, x, y + half, width, half, 0.0);
      break;
    case WG_STRETCH_SUSPENDED:
      add_stripes (cr, x, y + half, width, half, 1.0);
      break;
    default:
      set_ink (cr, ink, 0.2);
      fill (cr, x, y + half, width, half);
      break;
    }
}

static void
draw_diamond (cairo_t *cr, guint32 paper, guint32 ink, double x, double y, double radius)
{
  cairo_move_to (cr, x, y - radius);
  cairo_line_to (cr, x + radius, y);
  cairo_line_to (cr, x, y + radius);
  cairo_line_to (cr, x - radius, y);
  cairo_close_path (cr);
  set_ink (cr, paper, 1.0);
  cairo_fill_preserve (cr);
  set_ink (cr, ink, 1.0);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

static gint64
get_length (const GArray *stretches, guint i)
{
  const WgStretch *stretch = &g_array_index (stretches, WgStretch, i);

  return stretch->to_ms - stretch->from_ms;
}

/* The least for each, the rest by time. */
static double
get_width (const GArray *stretches, guint i, gint64 whole_ms, double width)
{
  double least = MIN (LEAST, width / stretches->len);

  return least + (width - least * stretches->len) * (double) get_length (stretches, i) / (double) MAX (whole_ms, 1);
}

void
wg_timeline_bar_draw (cairo_t *cr, const GArray *stretches, WgTheme theme, double x, double y, double width, double height)
{
  guint32 ink = wg_palette_get (theme, WG_TOKEN_INK), paper = wg_palette_get (theme, WG_TOKEN_PAPER);
  double radius = height * 0.42, left = x;
  gint64 whole_ms = 0;

  for (guint i = 0; i < stretches->len; i++)
    whole_ms += get_length (stretches, i);
  for (guint i = 0; i < stretches->len; i++)
    {
      double part = get_width (stretches, i, whole_ms, width);

      draw_stretch (cr, &g_array_index (stretches, WgStretch, i), ink, left, y, part, height);
      left += part;
    }
  left = x;
  for (guint i = 0; i < stretches->len; i++)
    {
      if (g_array_index (stretches, WgStretch, i).kind == WG_STRETCH_BOUNCE)
        draw_diamond (cr, paper, wg_palette_get (theme, WG_TOKEN_OVERDUE), CLAMP (left, x + radius, x + width - radius), y + height / 2.0, radius);
      left += get_width (stretches, i, whole_ms, width);
    }
}

char *
wg_timeline_bar_tell (const GArray *stretches)
{
  gint64 sums[WG_N_STRETCH_KINDS] = { 0 };
  GString *text = g_string_new (NULL);
  int n_bounces = 0;

  for (guint i = 0; i < stretches->len; i++)
    {
      const WgStretch *stretch = &g_array_index (stretches, WgStretch, i);

      sums[stretch->kind] += get_length (stretches, i);
      n_bounces += stretch->kind == WG_STRETCH_BOUNCE ? 1 : 0;
    }
  for (int kind = 0; kind < WG_N_STRETCH_KINDS; kind++)
    {
      g_autofree char *span = wg_time_format_span (sums[kind]);

      if (sums[kind] == 0 && (kind != WG_STRETCH_BOUNCE || n_bounces == 0))
        continue;
      g_string_append_printf (text, "%s%s%s %s", text->len > 0 ? " · " : "", kind == WG_STRETCH_BOUNCE ? "◇ " : "",
                              wg_stretch_kind_get_label ((WgStretchKind) kind), span);
    }
  return g_string_free (text, FALSE);
}
