/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a leader gets one sheet that can be read in five minutes, and behind it the sheets that hold every number with what
 * it was divided by. Only the stored figures are drawn, so that the sheet of June shows what that Monday's did.
 */

#include "wg-briefing-private.h"

#include "wg-error.h"
#include "wg-indicators.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define INSIDE (WG_SHEET_WIDTH - 2 * WG_SHEET_MARGIN)
#define RIGHT (WG_SHEET_WIDTH - WG_SHEET_MARGIN)
#define FOOT (WG_SHEET_HEIGHT - WG_SHEET_MARGIN - 12.0)
#define FIRST_ROWS 6     /* of the table on the first sheet */
#define ROWS_PER_PAGE 42 /* of the whole table */
#define PNG_DOTS 150.0

typedef struct
{
  const WgBriefingPaper *paper;
  JsonObject *figures;
  cairo_t *cr;
  guint page;
} Page;

static const WgSheetText body = { 9.4, 400, WG_BRIEFING_INK, 0, 0, WG_SHEET_LEFT };
static const WgSheetText strong = { 9.4, 700, WG_BRIEFING_INK, 0, 1, WG_SHEET_LEFT };
static const WgSheetText dim = { 8.4, 400, WG_BRIEFING_DIM, 0, 1, WG_SHEET_LEFT };

static WgSheetText
with (WgSheetText style, double width, WgSheetAlign align)
{
  style.width = width;
  style.align = align;
  style.lines = width > 0.0 ? 1 : style.lines;
  return style;
}

static double
put (Page *self, double x, double y, WgSheetText style, const char *text)
{
  return wg_sheet_text (self->cr, x, y, &style, text);
}

static double
put_heading (Page *self, double y, const char *text)
{
  const WgSheetText style = { 11.5, 700, WG_BRIEFING_INK, INSIDE, 1, WG_SHEET_LEFT };

  return y + wg_sheet_text (self->cr, WG_SHEET_MARGIN, y, &style, text) + 4.0;
}

/* --- Words --- */

static const char *
get_title (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *title;
  } titles[] = {
    { "day", NC_ ("briefing", "Community grid management: daily report") },
    { "week", NC_ ("briefing", "Community grid management: weekly report") },
    { "month", NC_ ("briefing", "Community grid management: monthly report") },
    { "quarter", NC_ ("briefing", "Community grid management: quarterly report") },
    { "half", NC_ ("briefing", "Community grid management: half-year report") },
    { "year", NC_ ("briefing", "Community grid management: annual report") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_str_equal (titles[i].kind, kind))
        return g_dpgettext2 (GETTEXT_PACKAGE, "briefing", titles[i].title);
    }
  return kind;
}

char *
wg_briefing_format_time (const WgBriefingPaper *paper, gint64 ms, const char *format)
{
  return wg_sheet_format_time (paper->zone, ms, format);
}

static char *
format_value (JsonObject *figure)
{
  gint64 value = wg_briefing_get_int (figure, "value");
  g_autofree char *percent = NULL;

  if (value == G_MININT64)
    return g_strdup ("–");
  if (json_object_get_null_member (figure, "denominator"))
    return g_strdup_printf ("%" G_GINT64_FORMAT, value);
  percent = wg_percent_format (value);
  return g_strdup_printf ("%s %%", percent);
}

/* ▲ and ▼ say the direction, so that it is read without colour. */
static char *
format_change (gint64 change, gboolean is_rate)
{
  g_autofree char *size = NULL;

  if (change == G_MININT64)
    return g_strdup ("–");
  if (change == 0)
    return g_strdup ("=");
  size = is_rate ? wg_percent_format (ABS (change)) : g_strdup_printf ("%" G_GINT64_FORMAT, ABS (change));
  return g_strdup_printf ("%s %s", change > 0 ? "▲" : "▼", size);
}

static JsonObject *
find_figure (Page *self, const char *key)
{
  JsonArray *figures = json_object_get_array_member (self->figures, "figures");

  for (guint i = 0; i < json_array_get_length (figures); i++)
    {
      JsonObject *figure = json_array_get_object_element (figures, i);

      if (g_str_equal (json_object_get_string_member (figure, "key"), key))
        return figure;
    }
  return NULL;
}

static const char *
get_label (JsonObject *figure)
{
  WgIndicator indicator = WG_INDICATOR_BACKLOG_OPEN;

  wg_indicator_from_nick (json_object_get_string_member (figure, "key"), &indicator);
  return wg_indicator_get_title (indicator);
}

/* --- Head and foot --- */

static double
draw_head (Page *self)
{
  const WgSheetText title = { 18.0, 800, WG_BRIEFING_INK, INSIDE, 1, WG_SHEET_LEFT };
  g_autofree char *from = wg_briefing_format_time (self->paper, json_object_get_int_member (self->figures, "from_ms"), "%Y-%m-%d");
  g_autofree char *to = wg_briefing_format_time (self->paper, json_object_get_int_member (self->figures, "to_ms") - 1, "%Y-%m-%d");
  g_autofree char *as_of = wg_briefing_format_time (self->paper, json_object_get_int_member (self->figures, "as_of_ms"), "%Y-%m-%d %H:%M");
  const char *district = json_object_get_string_member (self->figures, "district");
  g_autofree char *when = g_strdup_printf (_ ("%s to %s"), from, to);
  g_autofree char *where = *district != '\0' ? g_strdup_printf ("%s · %s", district, when) : g_strdup (when);
  g_autofree char *known = g_strdup_printf (_ ("data as of %s"), as_of);
  double y = WG_SHEET_MARGIN;

  y += put (self, WG_SHEET_MARGIN, y, title, get_title (json_object_get_string_member (self->figures, "kind"))) + 2.0;
  put (self, WG_SHEET_MARGIN, y, with (dim, INSIDE * 0.62, WG_SHEET_LEFT), where);
  y += put (self, RIGHT, y, with (dim, 0.0, WG_SHEET_RIGHT), known) + 5.0;
  wg_sheet_line (self->cr, WG_SHEET_MARGIN, y, RIGHT, y, 1.4, WG_BRIEFING_INK);
  return y + 9.0;
}

static void
draw_foot (Page *self)
{
  gboolean rounded = g_str_equal (json_object_get_string_member (self->figures, "rounding"), "rounded");
  g_autofree char *id = self->paper->id > 0 ? g_strdup_printf (_ ("Briefing %d"), (int) self->paper->id) : g_strdup (_ ("not issued"));
  g_autofree char *pages = g_strdup_printf (_ ("page %u of %u"), self->page + 1, wg_briefing_paper_get_n_pages (self->paper));
  g_autofree char *last = g_strdup_printf (_ ("last event %d"), (int) json_object_get_int_member (self->figures, "last_event"));
  const char *rule = rounded ? _ ("percentages rounded to two places") : _ ("percentages cut off after two places");
  g_autofree char *left = g_strjoin (" · ", id, last, rule, _ ("drafted ________  reviewed ________"), NULL);

  wg_sheet_line (self->cr, WG_SHEET_MARGIN, FOOT, RIGHT, FOOT, 0.5, WG_BRIEFING_DIM);
  put (self, WG_SHEET_MARGIN, FOOT + 4.0, with (dim, INSIDE - 70.0, WG_SHEET_LEFT), left);
  put (self, RIGHT, FOOT + 4.0, with (dim, 0.0, WG_SHEET_RIGHT), pages);
}

/* --- The first sheet --- */

static char *
describe_hotspots (JsonObject *hotspots)
{
  guint n = json_array_get_length (json_object_get_array_member (hotspots, "clusters"));
  guint n_watched = (guint) json_object_get_int_member (hotspots, "watched");
  g_autofree char *found = NULL, *watched = NULL;

  if (n == 0 && n_watched == 0)
    return g_strdup (_ ("1. Hotspots: none that chance does not explain"));
  found = n == 0 ? g_strdup (_ ("none that chance does not explain"))
                 : g_strdup_printf (ngettext ("%u cluster that is hardly chance", "%u clusters that are hardly chance", n), n);
  watched = g_strdup_printf (ngettext ("%u grid to be watched", "%u grids to be watched", n_watched), n_watched);
  return g_strdup_printf (_ ("1. Hotspots: %s, %s"), found, watched);
}

static char *
list_clusters (JsonObject *hotspots)
{
  JsonArray *clusters = json_object_get_array_member (hotspots, "clusters");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (clusters); i++)
    {
      JsonObject *cluster = json_array_get_object_element (clusters, i);
      guint n_cases = (guint) json_object_get_int_member (cluster, "cases"), n_grids = (guint) json_object_get_int_member (cluster, "grids");
      g_autofree char *cases = g_strdup_printf (ngettext ("%u case", "%u cases", n_cases), n_cases);
      g_autofree char *grids = g_strdup_printf (ngettext ("%u grid", "%u grids", n_grids), n_grids);

      g_string_append_printf (text, "%s%u %s: %s, %s", i > 0 ? "; " : "", i + 1, json_object_get_string_member (cluster, "name"), cases, grids);
    }
  return g_string_free (text, FALSE);
}

static double
draw_hotspots (Page *self, double y)
{
  JsonObject *hotspots = json_object_get_object_member (self->figures, "hotspots");
  g_autofree char *heading = describe_hotspots (hotspots), *clusters = list_clusters (hotspots);
  WgSheetText style = with (dim, INSIDE, WG_SHEET_LEFT);

  y = put_heading (self, y, heading);
  wg_briefing_map_draw (self->paper, self->cr, WG_SHEET_MARGIN, y, INSIDE, 290.0);
  y += 294.0;
  style.lines = 2;
  return y + (*clusters != '\0' ? put (self, WG_SHEET_MARGIN, y, style, clusters) + 7.0 : 4.0);
}

static void
draw_headline (Page *self, double x, double y, double width, const char *key)
{
  const WgSheetText number = { 17.0, 800, WG_BRIEFING_INK, width - 16.0, 1, WG_SHEET_LEFT };
  JsonObject *figure = find_figure (self, key);
  gboolean is_rate = !json_object_get_null_member (figure, "denominator");
  g_autofree char *value = format_value (figure), *change = format_change (wg_briefing_get_int (figure, "pop"), is_rate);
  g_autofree char *ground = is_rate ? g_strdup_printf ("%d / %d   %s", (int) wg_briefing_get_int (figure, "numerator"),
                                                       (int) wg_briefing_get_int (figure, "denominator"), change)
                                    : g_strdup (change);

  wg_sheet_box (self->cr, x, y, width, 58.0, 5.0, 0xffffff, WG_BRIEFING_RULE);
  put (self, x + 8.0, y + 6.0, with (dim, width - 16.0, WG_SHEET_LEFT), get_label (figure));
  put (self, x + 8.0, y + 18.0, number, value);
  put (self, x + 8.0, y + 42.0, with (dim, width - 16.0, WG_SHEET_LEFT), ground);
}

static double
draw_headlines (Page *self, double y)
{
  static const char *const keys[] = { "close_rate", "close_on_time_rate", "satisfaction_rate", "backlog_overdue" };
  double width = (INSIDE - 3 * 8.0) / 4.0;

  y = put_heading (self, y, _ ("2. Closing: the numbers and what they are divided by"));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    draw_headline (self, WG_SHEET_MARGIN + i * (width + 8.0), y, width, keys[i]);
  return y + 66.0;
}

/* --- Tables --- */

typedef struct
{
  double x; /* left edge of a text, right edge of a number */
  WgSheetAlign align;
  double width;
} Column;

static double
draw_row (Page *self, double y, const Column *columns, guint n, const char *const *texts, WgSheetText style)
{
  for (guint i = 0; i < n; i++)
    put (self, columns[i].x, y, with (style, columns[i].align == WG_SHEET_LEFT ? columns[i].width : 0.0, columns[i].align), texts[i]);
  return y + 14.5;
}

static void
make_columns (Column *columns, double x, double width)
{
  columns[0] = (Column){ x, WG_SHEET_LEFT, width - 172.0 };
  columns[1] = (Column){ x + width - 140.0, WG_SHEET_RIGHT, 0.0 };
  columns[2] = (Column){ x + width - 100.0, WG_SHEET_RIGHT, 0.0 };
  columns[3] = (Column){ x + width - 46.0, WG_SHEET_RIGHT, 0.0 };
  columns[4] = (Column){ x + width, WG_SHEET_RIGHT, 0.0 };
}

static double
draw_grid_row (Page *self, double y, const Column *columns, const char *name, gint64 due, gint64 in_time, gint64 value, gint64 change, WgSheetText style)
{
  g_autofree char *due_text = g_strdup_printf ("%" G_GINT64_FORMAT, due), *in_time_text = g_strdup_printf ("%" G_GINT64_FORMAT, in_time);
  g_autofree char *percent = wg_percent_format (value), *change_text = format_change (change, TRUE);
  g_autofree char *value_text = percent != NULL ? g_strdup_printf ("%s %%", percent) : g_strdup ("–");
  const char *texts[] = { name, due_text, in_time_text, value_text, change_text };

  return draw_row (self, y, columns, 5, texts, style);
}

static double
draw_table_head (Page *self, double y, const Column *columns)
{
  const char *titles[] = { C_ ("briefing", "Grid"), C_ ("briefing", "due"), C_ ("briefing", "in time"), C_ ("briefing", "share"), C_ ("briefing", "change") };

  y = draw_row (self, y, columns, 5, titles, dim);
  wg_sheet_line (self->cr, columns[0].x, y - 2.0, columns[4].x, y - 2.0, 0.6, WG_BRIEFING_RULE);
  return y;
}

static double
draw_table_rows (Page *self, double y, const Column *columns, guint from, guint to)
{
  JsonArray *table = json_object_get_array_member (self->figures, "table");

  for (guint i = from; i < MIN (to, json_array_get_length (table)); i++)
    {
      JsonObject *row = json_array_get_object_element (table, i);

      y = draw_grid_row (self, y, columns, json_object_get_string_member (row, "name"), wg_briefing_get_int (row, "due"),
                         wg_briefing_get_int (row, "in_time"), wg_briefing_get_int (row, "value"), wg_briefing_get_int (row, "change"), body);
    }
  return y;
}

/* The district, and what lies outside of its grids, so that the column adds up. */
static double
draw_total (Page *self, double y, const Column *columns, gboolean with_outside)
{
  JsonArray *table = json_object_get_array_member (self->figures, "table");
  JsonObject *whole = find_figure (self, "close_on_time_rate");
  gint64 due = wg_briefing_get_int (whole, "denominator"), in_time = wg_briefing_get_int (whole, "numerator"), left[2] = { due, in_time };

  for (guint i = 0; i < json_array_get_length (table); i++)
    {
      JsonObject *row = json_array_get_object_element (table, i);

      left[0] -= wg_briefing_get_int (row, "due");
      left[1] -= wg_briefing_get_int (row, "in_time");
    }
  if (with_outside && left[0] != 0)
    y = draw_grid_row (self, y, columns, _ ("outside these grids"), left[0], left[1],
                       wg_percent_hundredths (left[1], left[0], WG_ROUNDING_TRUNCATED), G_MININT64, body);
  wg_sheet_line (self->cr, columns[0].x, y - 1.0, columns[4].x, y - 1.0, 1.2, WG_BRIEFING_INK);
  return draw_grid_row (self, y + 2.0, columns, C_ ("briefing", "whole district"), due, in_time, wg_briefing_get_int (whole, "value"),
                        wg_briefing_get_int (whole, "pop"), strong);
}

static double
draw_chart_and_worst (Page *self, double y)
{
  Column columns[5];
  double half = (INSIDE - 24.0) / 2.0, top = y;

  put (self, WG_SHEET_MARGIN, y, with (strong, half, WG_SHEET_LEFT), _ ("Cases received, period by period"));
  put (self, WG_SHEET_MARGIN + half + 24.0, y, with (strong, half, WG_SHEET_LEFT), _ ("Closed in time, the lowest first"));
  wg_briefing_chart_draw (self->paper, self->cr, WG_SHEET_MARGIN, y + 15.0, half, 112.0);
  make_columns (columns, WG_SHEET_MARGIN + half + 24.0, half);
  y = draw_table_head (self, y + 15.0, columns);
  y = draw_table_rows (self, y, columns, 0, FIRST_ROWS);
  y = draw_total (self, y, columns, FALSE);
  return MAX (y, top + 132.0) + 4.0;
}

/* --- What asks for a decision --- */

static char *
describe_overdue (Page *self)
{
  JsonArray *overdue = json_object_get_array_member (self->figures, "overdue");
  guint n = (guint) wg_briefing_get_int (find_figure (self, "backlog_overdue"), "numerator");
  JsonObject *first = n > 0 ? json_array_get_object_element (overdue, 0) : NULL;
  g_autofree char *count = g_strdup_printf (ngettext ("%u open case is overdue", "%u open cases are overdue", n), n), *due = NULL;

  if (first == NULL)
    return g_strdup (_ ("No open case is overdue."));
  due = wg_briefing_format_time (self->paper, json_object_get_int_member (first, "due_ms"), "%Y-%m-%d %H:%M");
  return g_strdup_printf (_ ("%s; the one that waits longest is %s (%s), due %s."), count, json_object_get_string_member (first, "number"),
                          json_object_get_null_member (first, "name") ? _ ("outside these grids") : json_object_get_string_member (first, "name"), due);
}

static char *
describe_rising (Page *self)
{
  JsonArray *rising = json_object_get_array_member (self->figures, "rising");
  GString *text = g_string_new (NULL);

  if (json_array_get_length (rising) == 0)
    return g_string_free (g_string_append (text, _ ("No grid rises beyond chance in its last week against the eight before.")), FALSE);
  g_string_append (text, _ ("Rising in the last week against the eight before:"));
  for (guint i = 0; i < MIN (json_array_get_length (rising), 4); i++)
    {
      JsonObject *row = json_array_get_object_element (rising, i);

      g_string_append_printf (text, "%s %s %d (%.1f)", i > 0 ? "," : "", json_object_get_string_member (row, "name"),
                              (int) json_object_get_int_member (row, "cases"), json_object_get_double_member (row, "before"));
    }
  return g_string_free (text, FALSE);
}

static char *
describe_desks (Page *self)
{
  return g_strdup_printf (_ ("Not dispatched: %d. Bounced three times: %d. Reopened in the period: %d."),
                          (int) wg_briefing_get_int (find_figure (self, "undispatched"), "numerator"),
                          (int) wg_briefing_get_int (find_figure (self, "third_bounce"), "numerator"),
                          (int) wg_briefing_get_int (find_figure (self, "reopened"), "numerator"));
}

static void
draw_attention (Page *self, double y)
{
  g_autofree char *overdue = describe_overdue (self), *rising = describe_rising (self), *desks = describe_desks (self);
  const char *const lines[] = { overdue, rising, desks };
  WgSheetText style = body;

  style.width = INSIDE;
  style.lines = 2;
  y = put_heading (self, y, _ ("3. For attention"));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = g_strdup_printf ("%u. %s", i + 1, lines[i]);

      y += put (self, WG_SHEET_MARGIN, y, style, line) + 3.0;
    }
}

/* --- The sheets behind --- */

static void
draw_all_figures (Page *self, double y)
{
  const Column columns[] = { { WG_SHEET_MARGIN, WG_SHEET_LEFT, 190.0 }, { 330.0, WG_SHEET_RIGHT, 0.0 }, { 410.0, WG_SHEET_RIGHT, 0.0 },
                             { 486.0, WG_SHEET_RIGHT, 0.0 }, { RIGHT, WG_SHEET_RIGHT, 0.0 } };
  const char *titles[] = { C_ ("briefing", "Figure"), C_ ("briefing", "numerator / denominator"), C_ ("briefing", "value"), C_ ("briefing", "before"), C_ ("briefing", "a year ago") };
  JsonArray *figures = json_object_get_array_member (self->figures, "figures");

  y = put_heading (self, y, _ ("Every figure of the period"));
  y = draw_row (self, y, columns, 5, titles, dim);
  for (guint i = 0; i < json_array_get_length (figures); i++)
    {
      JsonObject *figure = json_array_get_object_element (figures, i);
      gboolean is_rate = !json_object_get_null_member (figure, "denominator");
      g_autofree char *value = format_value (figure), *pop = format_change (wg_briefing_get_int (figure, "pop"), is_rate);
      g_autofree char *yoy = format_change (wg_briefing_get_int (figure, "yoy"), is_rate);
      g_autofree char *ground = is_rate ? g_strdup_printf ("%d / %d", (int) wg_briefing_get_int (figure, "numerator"), (int) wg_briefing_get_int (figure, "denominator"))
                                        : g_strdup_printf ("%d", (int) wg_briefing_get_int (figure, "numerator"));
      const char *texts[] = { get_label (figure), ground, value, pop, yoy };

      wg_sheet_line (self->cr, WG_SHEET_MARGIN, y - 1.5, RIGHT, y - 1.5, 0.3, WG_BRIEFING_RULE);
      y = draw_row (self, y, columns, 5, texts, body);
    }
  put (self, WG_SHEET_MARGIN, y + 6.0, with (dim, INSIDE, WG_SHEET_LEFT),
       _ ("Due to close = closed in the period + open ones already overdue. Changes of rates are in percentage points."));
}

static void
draw_whole_table (Page *self, double y, guint part)
{
  guint n = json_array_get_length (json_object_get_array_member (self->figures, "table")), from = part * ROWS_PER_PAGE;
  Column columns[5];

  make_columns (columns, WG_SHEET_MARGIN, INSIDE);
  y = put_heading (self, y, _ ("Closed in time of those due, grid by grid"));
  y = draw_table_head (self, y, columns);
  y = draw_table_rows (self, y, columns, from, from + ROWS_PER_PAGE);
  if (from + ROWS_PER_PAGE >= n)
    draw_total (self, y, columns, TRUE);
}

guint
wg_briefing_paper_get_n_pages (const WgBriefingPaper *paper)
{
  guint n = json_array_get_length (json_object_get_array_member (paper->figures, "table"));

  return 2 + MAX (1, (n + ROWS_PER_PAGE - 1) / ROWS_PER_PAGE);
}

void
wg_briefing_paper_draw (const WgBriefingPaper *paper, cairo_t *cr, guint page)
{
  Page self = { paper, paper->figures, cr, page };
  double y = draw_head (&self);

  if (page == 0)
    {
      y = draw_hotspots (&self, y);
      y = draw_headlines (&self, y);
      y = draw_chart_and_worst (&self, y);
      draw_attention (&self, y);
    }
  else if (page == 1)
    draw_all_figures (&self, y);
  else
    draw_whole_table (&self, y, page - 2);
  draw_foot (&self);
}

/* --- Files --- */

static gboolean
check_written (cairo_surface_t *surface, const char *file, cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("%s cannot be written: %s."), file, cairo_status_to_string (status));
  return FALSE;
}

gboolean
wg_briefing_paper_write_pdf (const WgBriefingPaper *paper, const char *file, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (file, WG_SHEET_WIDTH, WG_SHEET_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gboolean written;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, get_title (json_object_get_string_member (paper->figures, "kind")));
  for (guint page = 0; page < wg_briefing_paper_get_n_pages (paper); page++)
    {
      wg_briefing_paper_draw (paper, cr, page);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  written = check_written (surface, file, CAIRO_STATUS_SUCCESS, error);
  cairo_surface_destroy (surface);
  return written;
}

gboolean
wg_briefing_paper_write_png (const WgBriefingPaper *paper, const char *file, GError **error)
{
  guint n_pages = wg_briefing_paper_get_n_pages (paper);
  double scale = PNG_DOTS / 72.0;
  int width = (int) ceil (WG_SHEET_WIDTH * scale), height = (int) ceil (WG_SHEET_HEIGHT * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height * (int) MIN (n_pages, 18));
  cairo_t *cr = cairo_create (surface);
  gboolean written;

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  for (guint page = 0; page < MIN (n_pages, 18); page++)
    {
      cairo_save (cr);
      cairo_translate (cr, 0.0, (double) height * page);
      cairo_scale (cr, scale, scale);
      wg_briefing_paper_draw (paper, cr, page);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  written = check_written (surface, file, cairo_surface_write_to_png (surface, file), error);
  cairo_surface_destroy (surface);
  return written;
}
