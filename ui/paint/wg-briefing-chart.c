/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether it is more than usual is seen in a line of twelve points beside the same line of a year ago; axes begin at
 * nought, and the last values stand beside their lines instead of in a legend.
 */

#include "wg-briefing-private.h"

#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEFT 26.0
#define RIGHT 74.0
#define BOTTOM 16.0
#define NOTE 11.0 /* the line that says from when on there are data */

typedef struct
{
  double x;
  double y;
  double width;
  double height;
  double top; /* the value at the upper edge */
  guint n;
  const WgBriefingPens *pens;
} Plot;

static double
get_x (const Plot *plot, guint i)
{
  return plot->x + (plot->n > 1 ? plot->width * i / (plot->n - 1.0) : plot->width / 2.0);
}

static double
get_y (const Plot *plot, double value)
{
  return plot->y + plot->height * (1.0 - value / plot->top);
}

/* The least of 1, 2, 5 × 10^n of which four reach @most. */
static double
choose_step (double most)
{
  double step = pow (10.0, floor (log10 (MAX (most / 4.0, 1.0))));

  if (4.0 * step >= most)
    return step;
  if (8.0 * step >= most)
    return 2.0 * step;
  return 20.0 * step >= most ? 5.0 * step : 10.0 * step;
}

static double
find_most (JsonArray *series)
{
  gint64 most = 1;

  for (guint i = 0; i < json_array_get_length (series); i++)
    {
      JsonObject *row = json_array_get_object_element (series, i);

      most = MAX (most, MAX (wg_briefing_get_int (row, "received"), wg_briefing_get_int (row, "year_ago")));
    }
  return (double) most;
}

static void
draw_axes (cairo_t *cr, const Plot *plot, double step)
{
  double scale = plot->pens->scale;
  const WgSheetText style = { 7.5 * scale, 400, plot->pens->dim, 0, 1, WG_SHEET_RIGHT };

  for (double value = 0.0; value <= plot->top + step / 2.0; value += step)
    {
      g_autofree char *text = g_strdup_printf ("%.0f", value);

      wg_sheet_line (cr, plot->x, get_y (plot, value), plot->x + plot->width, get_y (plot, value), 0.4 * scale, plot->pens->rule);
      wg_sheet_text (cr, plot->x - 5.0 * scale, get_y (plot, value) - 6.0 * scale, &style, text);
    }
}

static gint64
get_from (JsonArray *series, guint i)
{
  return json_object_get_int_member (json_array_get_object_element (series, i), "from_ms");
}

/* A day of the month says nothing of a year, and a year nothing of a day. */
static const char *
get_date_format (JsonArray *series)
{
  gint64 days = json_array_get_length (series) > 1 ? (get_from (series, 1) - get_from (series, 0)) / WG_MS_PER_DAY : 0;

  if (days >= 365)
    return "%Y";
  return days >= 28 ? "%Y-%m" : "%m-%d";
}

/* As many as have room, and the last one always. */
static void
draw_dates (const WgBriefingPaper *paper, cairo_t *cr, const Plot *plot, JsonArray *series)
{
  double scale = plot->pens->scale;
  const WgSheetText style = { 7.5 * scale, 400, plot->pens->dim, 0, 1, WG_SHEET_CENTER };
  const char *format = get_date_format (series);
  guint step = 1;

  for (guint i = plot->n; i > 0; i = i > step ? i - step : 0)
    {
      g_autofree char *text = wg_briefing_format_time (paper, get_from (series, i - 1), format);

      if (i == plot->n && plot->n > 1)
        step = (guint) MAX (1.0, ceil ((wg_sheet_measure (cr, &style, text) + 8.0 * scale) * (plot->n - 1.0) / plot->width));
      wg_sheet_text (cr, get_x (plot, i - 1), plot->y + plot->height + 4.0 * scale, &style, text);
    }
}

/* A line has a gap where nothing is known. */
static void
draw_series (cairo_t *cr, const Plot *plot, JsonArray *series, const char *member, gboolean dashed)
{
  double scale = plot->pens->scale;
  const double dashes[] = { 4.0 * scale, 3.0 * scale };

  cairo_new_path (cr);
  for (guint i = 0; i < plot->n; i++)
    {
      gint64 value = wg_briefing_get_int (json_array_get_object_element (series, i), member);

      if (value == G_MININT64)
        cairo_new_sub_path (cr);
      else
        cairo_line_to (cr, get_x (plot, i), get_y (plot, (double) value));
    }
  wg_sheet_set_ink (cr, dashed ? plot->pens->dim : plot->pens->accent);
  cairo_set_line_width (cr, (dashed ? 1.2 : 2.0) * scale);
  cairo_set_dash (cr, dashes, dashed ? 2 : 0, 0.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

/* What an older program issued has noughts for the time before its data. */
gboolean
wg_briefing_has_year_ago (JsonObject *figures)
{
  JsonArray *series = json_object_get_array_member (figures, "series");
  gint64 least = json_object_has_member (figures, "begin_ms") ? 0 : 1;

  for (guint i = 0; i < json_array_get_length (series); i++)
    {
      if (wg_briefing_get_int (json_array_get_object_element (series, i), "year_ago") >= least)
        return TRUE;
    }
  return FALSE;
}

/* The two last values, kept apart when the lines end close to each other. */
static void
draw_ends (cairo_t *cr, const Plot *plot, JsonObject *last, gboolean with_year_ago)
{
  double scale = plot->pens->scale;
  WgSheetText style = { 8.0 * scale, 700, plot->pens->accent, 0, 1, WG_SHEET_LEFT };
  gint64 now = wg_briefing_get_int (last, "received"), then = wg_briefing_get_int (last, "year_ago");
  g_autofree char *now_text = g_strdup_printf (_ ("now %d"), (int) now), *then_text = g_strdup_printf (_ ("a year ago %d"), (int) then);
  double x = plot->x + plot->width + 6.0 * scale, y = get_y (plot, (double) now) - 6.0 * scale, other = get_y (plot, (double) then) - 6.0 * scale;

  if (now == G_MININT64)
    return;
  if (fabs (y - other) < 11.0 * scale)
    other = other >= y ? y + 11.0 * scale : y - 11.0 * scale;
  cairo_arc (cr, plot->x + plot->width, get_y (plot, (double) now), 3.0 * scale, 0.0, 2.0 * G_PI);
  wg_sheet_set_ink (cr, plot->pens->accent);
  cairo_fill (cr);
  wg_sheet_text (cr, x, y, &style, now_text);
  if (!with_year_ago || then == G_MININT64)
    return;
  style.ink = plot->pens->dim;
  style.weight = 400;
  wg_sheet_text (cr, x, other, &style, then_text);
}

/* Above the lines, so that it covers none of them. */
static void
draw_note (cairo_t *cr, Plot *plot, const char *note)
{
  double scale = plot->pens->scale;
  const WgSheetText style = { 7.5 * scale, 400, plot->pens->dim, plot->width, 1, WG_SHEET_LEFT };

  if (note == NULL)
    return;
  wg_sheet_text (cr, plot->x, plot->y - 4.0 * scale, &style, note);
  plot->y += NOTE * scale;
  plot->height -= NOTE * scale;
}

void
wg_briefing_chart_draw (const WgBriefingPaper *paper, cairo_t *cr, const WgBriefingPens *pens, double x, double y, double width, double height)
{
  JsonArray *series = json_object_get_array_member (paper->figures, "series");
  double step = choose_step (find_most (series)), most = find_most (series), scale = pens->scale;
  g_autofree char *note = wg_briefing_describe_begin (paper, series, "received", "year_ago");
  gboolean with_year_ago = wg_briefing_has_year_ago (paper->figures);
  Plot plot = { x + LEFT * scale, y + 4.0 * scale, width - (LEFT + RIGHT) * scale, height - (BOTTOM + 4.0) * scale, ceil (most / step) * step,
                json_array_get_length (series), pens };

  draw_note (cr, &plot, note);
  draw_axes (cr, &plot, step);
  draw_dates (paper, cr, &plot, series);
  if (with_year_ago)
    draw_series (cr, &plot, series, "year_ago", TRUE);
  draw_series (cr, &plot, series, "received", FALSE);
  draw_ends (cr, &plot, json_array_get_object_element (series, plot.n - 1), with_year_ago);
}
