/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: hollow glyphs wait for somebody to take them, solid ones lie with somebody; the shapes must stay apart at ten
 * pixels and without colour, so they are drawn from one table of measures and nowhere else.
 */

#include "wg-case-glyphs.h"

#include "wg-text-painter.h"

#include <math.h>

static void
set_token (cairo_t *cr, WgTheme theme, WgToken token, double alpha)
{
  guint32 rgb = wg_palette_get (theme, token);

  cairo_set_source_rgba (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), alpha);
}

static void
circle (cairo_t *cr, double r)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, r, 0, 2.0 * G_PI);
}

static void
octagon (cairo_t *cr, double r)
{
  cairo_new_sub_path (cr);
  for (int i = 0; i < 8; i++)
    cairo_line_to (cr, r * cos ((i + 0.5) * G_PI / 4.0), r * sin ((i + 0.5) * G_PI / 4.0));
  cairo_close_path (cr);
}

static void
stroke (cairo_t *cr, double width)
{
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

/* --- State glyphs, in the colour of the source --- */

static void
draw_tick (cairo_t *cr)
{
  cairo_move_to (cr, -4.8, 0.4);
  cairo_line_to (cr, -1.6, 3.6);
  cairo_line_to (cr, 4.8, -3.6);
  stroke (cr, 2.3);
}

static void
draw_cross (cairo_t *cr)
{
  cairo_move_to (cr, -3.6, -3.6);
  cairo_line_to (cr, 3.6, 3.6);
  cairo_move_to (cr, 3.6, -3.6);
  cairo_line_to (cr, -3.6, 3.6);
  stroke (cr, 1.9);
}

static void
draw_bars (cairo_t *cr)
{
  cairo_move_to (cr, -2.6, -4);
  cairo_line_to (cr, -2.6, 4);
  cairo_move_to (cr, 2.6, -4);
  cairo_line_to (cr, 2.6, 4);
  stroke (cr, 2.6);
}

static void
draw_diamond (cairo_t *cr)
{
  cairo_move_to (cr, 0, -5.4);
  cairo_line_to (cr, 5.4, 0);
  cairo_line_to (cr, 0, 5.4);
  cairo_line_to (cr, -5.4, 0);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_pointer (cairo_t *cr)
{
  cairo_move_to (cr, -3.2, -4.6);
  cairo_line_to (cr, 5, 0);
  cairo_line_to (cr, -3.2, 4.6);
  cairo_close_path (cr);
  stroke (cr, 1.9);
}

static void
draw_glyph (cairo_t *cr, WgCaseState state, gboolean suspended)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (suspended)
    {
      draw_bars (cr);
      return;
    }
  switch (state)
    {
    case WG_CASE_STATE_REPORTED:
      circle (cr, 4);
      stroke (cr, 1.9);
      break;
    case WG_CASE_STATE_FILED:
      draw_diamond (cr);
      break;
    case WG_CASE_STATE_ASSIGNED:
      draw_pointer (cr);
      break;
    case WG_CASE_STATE_HANDLING:
      cairo_rectangle (cr, -4.3, -4.3, 8.6, 8.6);
      cairo_fill (cr);
      break;
    case WG_CASE_STATE_HANDLED:
      draw_tick (cr);
      break;
    case WG_CASE_STATE_CLOSED:
      circle (cr, 3);
      cairo_fill (cr);
      break;
    case WG_CASE_STATE_MERGED:
    case WG_CASE_STATE_REJECTED:
    default:
      draw_cross (cr);
      break;
    }
}

/* --- Rings and badges --- */

static void
draw_sweep (cairo_t *cr, double eighths, double width)
{
  cairo_new_path (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_arc (cr, 0, 0, 10.8, -G_PI / 2.0, -G_PI / 2.0 + eighths / 8.0 * 2.0 * G_PI);
  stroke (cr, width);
}

static void
draw_ring (cairo_t *cr, WgTheme theme, const WgCaseLook *look)
{
  static const double dashes[] = { 3.0, 2.6 };

  cairo_new_path (cr);
  if (look->flags & WG_CASE_FLAG_SUSPENDED)
    {
      set_token (cr, theme, WG_TOKEN_INK, 0.6);
      cairo_set_dash (cr, dashes, 2, 0.0);
      circle (cr, 10.8);
      stroke (cr, 1.5);
      cairo_set_dash (cr, NULL, 0, 0.0);
      return;
    }
  if (look->flags & WG_CASE_FLAG_OVERDUE)
    {
      set_token (cr, theme, WG_TOKEN_OVERDUE, 1.0);
      circle (cr, 10.8);
      stroke (cr, 3.0);
      return;
    }
  set_token (cr, theme, WG_TOKEN_INK, look->ring >= 6 ? 0.33 : 0.4);
  circle (cr, 10.8);
  stroke (cr, 1.1);
  if (look->ring >= 6)
    {
      set_token (cr, theme, WG_TOKEN_WARN_RING, 1.0);
      if (theme == WG_THEME_PRINT)
        cairo_set_dash (cr, dashes, 2, 0.0);
      draw_sweep (cr, MIN (look->ring, 8), 3.2);
      cairo_set_dash (cr, NULL, 0, 0.0);
    }
  else if (look->ring > 0)
    {
      set_token (cr, theme, WG_TOKEN_INK, 0.67);
      draw_sweep (cr, look->ring, 2.2);
    }
}

static void
draw_mark (cairo_t *cr, double from, double to, double dot, double width)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, 0, from);
  cairo_line_to (cr, 0, to);
  cairo_move_to (cr, 0, dot);
  cairo_line_to (cr, 0, dot + 0.1);
  stroke (cr, width);
}

static void
draw_overdue_badge (cairo_t *cr, WgTheme theme, double at, double r)
{
  double f = r / 5.6;

  cairo_save (cr);
  cairo_translate (cr, at, -at);
  cairo_scale (cr, f, f);
  cairo_new_path (cr);
  circle (cr, 5.6);
  set_token (cr, theme, WG_TOKEN_OVERDUE_BG, 1.0);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  stroke (cr, 1.4);
  draw_mark (cr, -2.9, 0.6, 2.6, 1.7);
  cairo_restore (cr);
}

static void
draw_warning_badge (cairo_t *cr)
{
  cairo_save (cr);
  cairo_translate (cr, 9.6, -9.6);
  cairo_new_path (cr);
  cairo_move_to (cr, 0, -6.4);
  cairo_line_to (cr, 6.2, 4.6);
  cairo_line_to (cr, -6.2, 4.6);
  cairo_close_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgb (cr, WG_RED (0xe5a50a), WG_GREEN (0xe5a50a), WG_BLUE (0xe5a50a));
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  stroke (cr, 1.3);
  cairo_set_source_rgb (cr, WG_RED (0x1c1c1f), WG_GREEN (0x1c1c1f), WG_BLUE (0x1c1c1f));
  draw_mark (cr, -2.2, 1.0, 2.8, 1.5);
  cairo_restore (cr);
}

static void
draw_flag (cairo_t *cr, WgTheme theme)
{
  cairo_save (cr);
  cairo_translate (cr, 7.6, 5.0);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, 8, 5.4);
  set_token (cr, theme, WG_TOKEN_PAPER, 1.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  stroke (cr, 2.4);
  set_token (cr, theme, WG_TOKEN_INK, 1.0);
  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, 8, 2.7);
  cairo_line_to (cr, 0, 5.4);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_move_to (cr, 0, -0.6);
  cairo_line_to (cr, 0, 9);
  stroke (cr, 1.5);
  cairo_restore (cr);
}

/* --- Whole cases --- */

static void
draw_selection (cairo_t *cr, WgTheme theme, double r)
{
  cairo_new_path (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  circle (cr, r);
  stroke (cr, 6.0);
  set_token (cr, theme, WG_TOKEN_SELECT, 1.0);
  circle (cr, r);
  stroke (cr, 3.4);
}

void
wg_case_glyphs_draw_outlines (cairo_t *cr, WgTheme theme)
{
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  set_token (cr, theme, WG_TOKEN_EMERGENCY, 0.55);
  octagon (cr, 23.0);
  stroke (cr, 2.4);
  set_token (cr, theme, WG_TOKEN_EMERGENCY, 0.3);
  octagon (cr, 28.5);
  stroke (cr, 2.4);
}

static void
draw_emergency (cairo_t *cr, WgTheme theme, const WgCaseLook *look)
{
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  if (look->flags & WG_CASE_FLAG_UNACKNOWLEDGED)
    wg_case_glyphs_draw_outlines (cr, theme);
  octagon (cr, 17.5);
  set_token (cr, theme, WG_TOKEN_ON_EMERGENCY, 1.0);
  cairo_fill_preserve (cr);
  set_token (cr, theme, WG_TOKEN_EMERGENCY, 1.0);
  stroke (cr, 2.0);
  octagon (cr, 13.4);
  cairo_fill (cr);
  set_token (cr, theme, WG_TOKEN_ON_EMERGENCY, 1.0);
  draw_glyph (cr, look->state, (look->flags & WG_CASE_FLAG_SUSPENDED) != 0);
  if (look->flags & WG_CASE_FLAG_OVERDUE)
    draw_overdue_badge (cr, theme, 12.0, 6.6);
}

/* Ended cases: smaller, without ring. */
static void
draw_ended (cairo_t *cr, WgTheme theme, const WgCaseLook *look)
{
  cairo_new_path (cr);
  circle (cr, 8.5);
  set_token (cr, theme, WG_TOKEN_PAPER, 1.0);
  cairo_fill_preserve (cr);
  set_token (cr, theme, WG_TOKEN_INK, 0.45);
  stroke (cr, 1.2);
  set_token (cr, theme, WG_TOKEN_INK, look->state == WG_CASE_STATE_CLOSED ? 0.6 : 1.0);
  draw_glyph (cr, look->state, FALSE);
}

static void
draw_disc (cairo_t *cr, WgTheme theme, const WgCaseLook *look)
{
  static const double dots[] = { 0.1, 3.1 };

  cairo_new_path (cr);
  circle (cr, 12.4);
  set_token (cr, theme, WG_TOKEN_PAPER, 1.0);
  cairo_fill_preserve (cr);
  set_token (cr, theme, WG_TOKEN_CASING, 0.35);
  stroke (cr, 1.0);
  if (!(look->flags & WG_CASE_FLAG_OUTSIDE))
    return;
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dots, 2, 0.0);
  set_token (cr, theme, WG_TOKEN_INK, 0.9);
  circle (cr, 13.9);
  stroke (cr, 1.7);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static void
draw_small (cairo_t *cr, WgTheme theme, const WgCaseLook *look)
{
  gboolean overdue = (look->flags & WG_CASE_FLAG_OVERDUE) != 0;

  cairo_new_path (cr);
  circle (cr, 6.6);
  set_token (cr, theme, WG_TOKEN_PAPER, 1.0);
  cairo_fill_preserve (cr);
  set_token (cr, theme, overdue ? WG_TOKEN_OVERDUE : WG_TOKEN_INK, overdue ? 1.0 : 0.5);
  stroke (cr, overdue ? 1.8 : 1.0);
  cairo_save (cr);
  cairo_scale (cr, 0.72, 0.72);
  set_token (cr, theme, WG_TOKEN_INK, 1.0);
  draw_glyph (cr, look->state, (look->flags & WG_CASE_FLAG_SUSPENDED) != 0);
  cairo_restore (cr);
  if (overdue)
    draw_overdue_badge (cr, theme, 5.2, 3.9);
}

void
wg_case_glyphs_draw_case (cairo_t *cr, WgTheme theme, const WgCaseLook *look)
{
  gboolean suspended = (look->flags & WG_CASE_FLAG_SUSPENDED) != 0;
  gboolean overdue = (look->flags & WG_CASE_FLAG_OVERDUE) != 0 && !suspended;

  if (look->selected)
    draw_selection (cr, theme, look->flags & WG_CASE_FLAG_EMERGENCY ? 18.8 : 17.5);
  if (!wg_case_state_is_open (look->state))
    {
      draw_ended (cr, theme, look);
      return;
    }
  if (look->flags & WG_CASE_FLAG_EMERGENCY)
    {
      draw_emergency (cr, theme, look);
      return;
    }
  if (look->small)
    {
      draw_small (cr, theme, look);
      return;
    }
  draw_disc (cr, theme, look);
  draw_ring (cr, theme, look);
  set_token (cr, theme, WG_TOKEN_INK, 1.0);
  draw_glyph (cr, look->state, suspended);
  if (overdue)
    draw_overdue_badge (cr, theme, 9.6, 5.6);
  else if (!suspended && look->ring >= 6)
    draw_warning_badge (cr);
  if (look->flags & WG_CASE_FLAG_SUPERVISED)
    draw_flag (cr, theme);
}

/* --- Cards --- */

#define CARD_HEIGHT 27.0
#define CARD_SHIFT 4.5 /* of the second card */
#define CARD_MARGIN 11.0

static guint
count_digits (guint count)
{
  return count < 10 ? 1 : 1 + count_digits (count / 10);
}

static double
card_width (guint count)
{
  return 40.0 + 9.6 * count_digits (count);
}

void
wg_case_glyphs_measure_cluster (guint count, double *width, double *height)
{
  *width = card_width (count) + 2.0 * CARD_MARGIN;
  *height = CARD_HEIGHT + 2.0 * CARD_MARGIN;
}

static void
rounded_rectangle (cairo_t *cr, double x, double y, double width, double height, double r)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI / 2.0, 0.0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0.0, G_PI / 2.0);
  cairo_arc (cr, x + r, y + height - r, r, G_PI / 2.0, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_card (cairo_t *cr, WgTheme theme, double shift, double width, double alpha, double line)
{
  cairo_new_path (cr);
  rounded_rectangle (cr, -width / 2.0 + shift, -CARD_HEIGHT / 2.0 + shift, width, CARD_HEIGHT, 8.0);
  set_token (cr, theme, WG_TOKEN_PAPER, 1.0);
  cairo_fill_preserve (cr);
  set_token (cr, theme, WG_TOKEN_INK, alpha);
  stroke (cr, line);
}

static void
draw_number (cairo_t *cr, guint number, double size, double x, double y)
{
  const WgTextStyle style = { .size = size, .weight = 800 };
  g_autofree char *text = g_strdup_printf ("%u", number);

  wg_text_draw_centred (cr, text, &style, x, y);
}

static void
draw_overdue_count (cairo_t *cr, WgTheme theme, double x, double y, guint n_overdue)
{
  double half = 7.6 + (count_digits (n_overdue) > 2 ? 3.2 * (count_digits (n_overdue) - 2) : 0.0);

  cairo_new_path (cr);
  rounded_rectangle (cr, x - half, y - 7.6, 2.0 * half, 15.2, 7.6);
  set_token (cr, theme, WG_TOKEN_OVERDUE_BG, 1.0);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  stroke (cr, 1.4);
  draw_number (cr, n_overdue, 10.5, x, y);
}

void
wg_case_glyphs_draw_cluster (cairo_t *cr, WgTheme theme, const WgCaseLook *worst, guint count, guint n_overdue)
{
  double width = card_width (count);

  draw_card (cr, theme, CARD_SHIFT, width, 0.5, 1.3);
  draw_card (cr, theme, 0.0, width, 0.8, 1.5);
  set_token (cr, theme, WG_TOKEN_INK, 1.0);
  cairo_save (cr);
  cairo_translate (cr, -width / 2.0 + 13.0, 0);
  draw_glyph (cr, worst->state, (worst->flags & WG_CASE_FLAG_SUSPENDED) != 0);
  cairo_restore (cr);
  set_token (cr, theme, WG_TOKEN_INK, 1.0);
  draw_number (cr, count, 15.0, 8.5, 0.0);
  if (n_overdue > 0)
    draw_overdue_count (cr, theme, width / 2.0, -CARD_HEIGHT / 2.0, n_overdue);
}
