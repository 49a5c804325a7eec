/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: behind the first sheet stand the tables that hold every number with what it was divided by; what has nothing to say is
 * left out, and what adds up shows that it does.
 */

#include "wg-briefing-private.h"

#include "wg-indicators.h"

#include <glib/gi18n-lib.h>

#define LEFT WG_SHEET_MARGIN
#define INSIDE WG_BRIEFING_INSIDE
#define RIGHT WG_BRIEFING_RIGHT
#define N_UNHAPPY 12 /* of the gravest; the window and the spreadsheet have all */
#define ROW WG_BRIEFING_ROW
#define GUTTER 24.0 /* between two halves of a table */
#define LONG 12       /* rows, from which on a table is halved */
#define SUM_ROWS 3    /* what is outside, and the whole */

static char *
count_text (gint64 value)
{
  return value != G_MININT64 ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : g_strdup ("–");
}

static char *
time_text (const WgBriefingFlow *self, JsonObject *row, const char *member)
{
  gint64 ms = wg_briefing_get_int (row, member);

  return ms != G_MININT64 ? wg_briefing_format_time (self->paper, ms, "%Y-%m-%d %H:%M") : g_strdup ("–");
}

/* "911 / 972 = 93.72 %" */
static char *
share_text (JsonObject *row, const char *key)
{
  g_autofree char *above = g_strconcat (key, "_n", NULL), *below = g_strconcat (key, "_d", NULL);
  g_autofree char *percent = wg_briefing_format_percent (wg_briefing_get_int (row, key));

  return g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT " = %s", wg_briefing_get_int (row, above), wg_briefing_get_int (row, below),
                          percent);
}

/* What a heading wants beside it: a short table is not torn apart, of a long one the beginning is enough. */
static double
keep (guint n_rows, guint n_more)
{
  return (n_rows <= LONG ? n_rows + n_more + 1 : 6) * ROW;
}

static const char *
get_place (JsonObject *row)
{
  return json_object_get_null_member (row, "name") ? _ ("outside these grids") : json_object_get_string_member (row, "name");
}

/* --- Every figure --- */

static void
draw_figure (WgBriefingFlow *self, JsonObject *figure)
{
  gboolean is_rate = wg_briefing_is_rate (figure);
  g_autofree char *value = wg_briefing_format_value (figure), *ground = wg_briefing_format_ground (self->figures, figure);
  g_autofree char *pop = wg_briefing_format_change (wg_briefing_get_int (figure, "pop"), is_rate);
  g_autofree char *yoy = wg_briefing_format_change (wg_briefing_get_int (figure, "yoy"), is_rate);
  const char *texts[] = { wg_briefing_get_label (figure), ground, value, pop, yoy };

  wg_briefing_flow_row (self, texts, wg_briefing_body);
}

/* Expressions of the centre; 契合度 is said to be not defined while it has none. */
static void
draw_expressions (WgBriefingFlow *self)
{
  JsonArray *list = wg_briefing_get_list (self->figures, "expressions");
  gboolean fit = FALSE;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *figure = json_array_get_object_element (list, i);

      fit = fit || g_str_equal (json_object_get_string_member (figure, "key"), "fit");
      draw_figure (self, figure);
    }
  if (!fit)
    {
      const char *texts[] = { C_ ("indicator", "matching degree"), _ ("not defined"), "–", "–", "–" };

      wg_briefing_flow_row (self, texts, wg_briefing_body);
    }
}

/* What the figures rest on, and why a comparison is a dash. A count of what is open is comparable whenever there are data. */
static void
tell_ground (WgBriefingFlow *self)
{
  const char *rules = _ ("Due to close = closed in the period + open ones past the handling limit. At the desk overdue is more: limits of intake, dispatch and check count there, too. Changes of rates are in percentage points.");
  g_autoptr (JsonArray) open = json_array_new ();
  g_autofree char *begins = NULL, *compared = NULL, *text = NULL;

  json_array_add_object_element (open, json_object_ref (wg_briefing_find_figure (self->figures, "backlog_open")));
  begins = wg_briefing_describe_begin (self->paper, open, "pop", "yoy");
  compared = begins != NULL ? g_strdup_printf (_ ("Not compared: %s."), begins) : NULL;
  text = compared != NULL ? g_strjoin (" ", rules, compared, NULL) : g_strdup (rules);
  wg_briefing_flow_paragraph (self, wg_briefing_dim, text);
}

void
wg_briefing_tables_figures (WgBriefingFlow *self)
{
  static const WgBriefingColumn columns[] = { { LEFT, WG_SHEET_LEFT, 190.0 }, { 330.0, WG_SHEET_RIGHT, 0.0 }, { 410.0, WG_SHEET_RIGHT, 0.0 },
                                              { 486.0, WG_SHEET_RIGHT, 0.0 }, { RIGHT, WG_SHEET_RIGHT, 0.0 } };
  const char *titles[] = { C_ ("briefing", "Figure"), C_ ("briefing", "numerator / denominator"), C_ ("briefing", "value"), C_ ("briefing", "before"),
                           C_ ("briefing", "a year ago") };
  JsonArray *figures = json_object_get_array_member (self->figures, "figures");

  wg_briefing_flow_heading (self, _ ("Every figure of the period"), 4 * ROW);
  wg_briefing_flow_begin_table (self, columns, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < json_array_get_length (figures); i++)
    draw_figure (self, json_array_get_object_element (figures, i));
  draw_expressions (self);
  wg_briefing_flow_end_table (self);
  tell_ground (self);
  self->y += 6.0;
}

/* --- Closed and satisfied --- */

static void
draw_bar (WgBriefingFlow *self, const char *label, gint64 value, gint64 whole)
{
  const double from = LEFT + 156.0, longest = INSIDE - 240.0;
  double width = whole > 0 ? longest * (double) value / (double) whole : 0.0;
  g_autofree char *text = count_text (value);

  wg_briefing_flow_need (self, 16.0);
  if (wg_briefing_flow_is_drawn (self))
    {
      WgSheetText right = wg_briefing_style (wg_briefing_body, 0.0, WG_SHEET_LEFT), left = wg_briefing_style (wg_briefing_body, 152.0, WG_SHEET_LEFT);

      wg_sheet_text (self->cr, LEFT, self->y, &left, label);
      wg_sheet_box (self->cr, from, self->y + 2.0, MAX (width, 0.8), 9.0, 0.0, WG_BRIEFING_ACCENT, -1);
      wg_sheet_text (self->cr, from + width + 6.0, self->y, &right, text);
    }
  self->y += 16.0;
}

static void
draw_funnel (WgBriefingFlow *self)
{
  JsonObject *funnel = wg_briefing_get_object (self->figures, "funnel");
  gint64 closed = wg_briefing_get_int (funnel, "closed");

  if (funnel == NULL)
    return;
  draw_bar (self, C_ ("funnel", "closed in the period"), closed, closed);
  draw_bar (self, C_ ("funnel", "of them, reporters reached"), wg_briefing_get_int (funnel, "reached"), closed);
  draw_bar (self, C_ ("funnel", "of them, answered"), wg_briefing_get_int (funnel, "answered"), closed);
  draw_bar (self, C_ ("funnel", "of them, satisfied"), wg_briefing_get_int (funnel, "satisfied"), closed);
  self->y += 4.0;
}

/* What a sheet has no room for is said. */
static void
tell_rest (WgBriefingFlow *self, gint64 n, gint64 n_all)
{
  g_autofree char *rest = g_strdup_printf (_ ("These are the first %d of %d."), (int) n, (int) n_all);

  if (n_all <= n)
    return;
  self->y -= 4.0;
  wg_briefing_flow_paragraph (self, wg_briefing_dim, rest);
  self->y += 6.0;
}

static void
draw_unhappy (WgBriefingFlow *self)
{
  static const WgBriefingColumn columns[] = { { LEFT, WG_SHEET_LEFT, 150.0 }, { 330.0, WG_SHEET_RIGHT, 0.0 }, { 480.0, WG_SHEET_RIGHT, 0.0 }, { RIGHT, WG_SHEET_RIGHT, 0.0 } };
  const char *titles[] = { C_ ("briefing", "Grid"), C_ ("briefing", "closed of those received"), C_ ("briefing", "satisfied of answers"), C_ ("briefing", "gap") };
  JsonArray *list = wg_briefing_get_list (self->figures, "unhappy");

  if (list == NULL || json_array_get_length (list) == 0)
    return;
  wg_briefing_flow_begin_table (self, columns, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < MIN (json_array_get_length (list), N_UNHAPPY); i++)
    {
      JsonObject *row = json_array_get_object_element (list, i);
      g_autofree char *done = share_text (row, "done"), *satisfied = share_text (row, "satisfied");
      g_autofree char *gap = wg_briefing_format_percent (wg_briefing_get_int (row, "gap"));
      const char *texts[] = { get_place (row), done, satisfied, gap };

      wg_briefing_flow_row (self, texts, wg_briefing_body);
    }
  wg_briefing_flow_end_table (self);
  tell_rest (self, N_UNHAPPY, json_array_get_length (list));
}

void
wg_briefing_tables_both (WgBriefingFlow *self)
{
  g_autofree char *text = wg_briefing_describe_both (self->figures);

  wg_briefing_flow_heading (self, _ ("Closed and satisfied: why both are true"), 120.0);
  wg_briefing_flow_paragraph (self, wg_briefing_body, text);
  draw_funnel (self);
  draw_unhappy (self);
}

/* --- Instructions and supervision --- */

void
wg_briefing_tables_instructed (WgBriefingFlow *self)
{
  static const WgBriefingColumn columns[] = { { LEFT, WG_SHEET_LEFT, 130.0 }, { 210.0, WG_SHEET_RIGHT, 0.0 }, { 330.0, WG_SHEET_RIGHT, 0.0 },
                                              { 450.0, WG_SHEET_RIGHT, 0.0 }, { 505.0, WG_SHEET_RIGHT, 0.0 }, { RIGHT, WG_SHEET_RIGHT, 0.0 } };
  const char *titles[] = { "", C_ ("briefing", "received"), C_ ("briefing", "closed of those due"), C_ ("briefing", "in time"), C_ ("briefing", "open"), C_ ("briefing", "past limit") };
  JsonObject *row = wg_briefing_get_object (self->figures, "instructed");
  g_autofree char *received = NULL, *close = NULL, *in_time = NULL, *open = NULL, *overdue = NULL;

  if (row == NULL)
    return;
  received = count_text (wg_briefing_get_int (row, "received"));
  close = share_text (row, "close");
  in_time = share_text (row, "in_time");
  open = count_text (wg_briefing_get_int (row, "open"));
  overdue = count_text (wg_briefing_get_int (row, "overdue"));
  wg_briefing_flow_heading (self, _ ("Cases that a leader instructed"), 3 * ROW);
  wg_briefing_flow_begin_table (self, columns, titles, G_N_ELEMENTS (titles));
  wg_briefing_flow_row (self, (const char *[]){ _ ("leader-instructed cases"), received, close, in_time, open, overdue }, wg_briefing_body);
  wg_briefing_flow_end_table (self);
}

static const char *
get_ask_state (JsonObject *figures, JsonObject *row)
{
  gint64 reply_by_ms = wg_briefing_get_int (row, "reply_by_ms"), as_of_ms = wg_briefing_get_int (figures, "as_of_ms");

  if (wg_briefing_get_int (row, "answered_ms") != G_MININT64)
    return C_ ("ask", "replied, not settled");
  return reply_by_ms != G_MININT64 && reply_by_ms <= as_of_ms ? C_ ("ask", "reply is late") : C_ ("ask", "reply awaited");
}

void
wg_briefing_tables_supervised (WgBriefingFlow *self)
{
  static const WgBriefingColumn columns[] = { { LEFT, WG_SHEET_LEFT, 84.0 }, { 122.0, WG_SHEET_LEFT, 120.0 }, { 246.0, WG_SHEET_LEFT, 64.0 },
                                              { 314.0, WG_SHEET_LEFT, 86.0 }, { 404.0, WG_SHEET_LEFT, 86.0 }, { RIGHT, WG_SHEET_RIGHT, 0.0 } };
  const char *titles[] = { C_ ("briefing", "case"), C_ ("briefing", "Grid"), C_ ("briefing", "what"), C_ ("briefing", "asked at"), C_ ("briefing", "reply by"), C_ ("briefing", "state") };
  JsonArray *list = wg_briefing_get_list (self->figures, "supervised");

  if (list == NULL || json_array_get_length (list) == 0)
    return;
  wg_briefing_flow_heading (self, _ ("Supervised and not settled"), 3 * ROW);
  wg_briefing_flow_begin_table (self, columns, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *row = json_array_get_object_element (list, i);
      g_autofree char *asked = time_text (self, row, "asked_ms"), *reply_by = time_text (self, row, "reply_by_ms");
      const char *what = g_str_equal (json_object_get_string_member (row, "kind"), "instruction") ? C_ ("ask", "instruction") : C_ ("ask", "supervision");
      const char *texts[] = { json_object_get_string_member (row, "number"), get_place (row), what, asked, reply_by, get_ask_state (self->figures, row) };

      wg_briefing_flow_row (self, texts, wg_briefing_body);
    }
  wg_briefing_flow_end_table (self);
}

/* --- Lists of cases --- */

static void
draw_cases (WgBriefingFlow *self, const char *member, const char *heading, const char *time_title, const char *time_member, gint64 n_all)
{
  static const WgBriefingColumn columns[] = { { LEFT, WG_SHEET_LEFT, 120.0 }, { 170.0, WG_SHEET_LEFT, 230.0 }, { RIGHT, WG_SHEET_RIGHT, 0.0 } };
  const char *titles[] = { C_ ("briefing", "case"), C_ ("briefing", "Grid"), time_title };
  JsonArray *list = wg_briefing_get_list (self->figures, member);
  guint n = list != NULL ? json_array_get_length (list) : 0;

  if (n == 0)
    return;
  wg_briefing_flow_heading (self, heading, keep (n, n_all > (gint64) n));
  wg_briefing_flow_begin_table (self, columns, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < n; i++)
    {
      JsonObject *row = json_array_get_object_element (list, i);
      g_autofree char *when = time_text (self, row, time_member);
      const char *texts[] = { json_object_get_string_member (row, "number"), get_place (row), when };

      wg_briefing_flow_row (self, texts, wg_briefing_body);
    }
  wg_briefing_flow_end_table (self);
  tell_rest (self, n, n_all);
}

void
wg_briefing_tables_overdue (WgBriefingFlow *self)
{
  draw_cases (self, "overdue", _ ("Past the handling limit, the longest first"), C_ ("briefing", "due at"), "due_ms",
              wg_briefing_get_int (wg_briefing_find_figure (self->figures, "backlog_overdue"), "numerator"));
}

void
wg_briefing_tables_waiting (WgBriefingFlow *self)
{
  draw_cases (self, "undispatched", _ ("Not dispatched"), C_ ("briefing", "reported at"), "reported_ms",
              wg_briefing_get_int (wg_briefing_find_figure (self->figures, "undispatched"), "numerator"));
}

/* --- Levels --- */

static char *
name_level (JsonObject *row)
{
  gint64 level = wg_briefing_get_int (row, "level");

  if (level == G_MININT64)
    return g_strdup (C_ ("briefing", "nobody held it"));
  if (level == 0)
    return g_strdup (C_ ("briefing", "district, departments"));
  if (!json_object_get_null_member (row, "name"))
    return g_strdup (json_object_get_string_member (row, "name"));
  return g_strdup_printf (C_ ("indicator", "level %d"), (int) level);
}

void
wg_briefing_tables_levels (WgBriefingFlow *self)
{
  static const WgBriefingColumn columns[] = { { LEFT, WG_SHEET_LEFT, 200.0 }, { RIGHT, WG_SHEET_RIGHT, 0.0 } };
  const char *titles[] = { C_ ("briefing", "level"), C_ ("briefing", "closed of all closed") };
  JsonArray *list = wg_briefing_get_list (self->figures, "levels");

  if (list == NULL || json_array_get_length (list) == 0)
    return;
  wg_briefing_flow_heading (self, _ ("Where cases were closed: small things do not leave the grid"), keep (json_array_get_length (list), 0));
  wg_briefing_flow_begin_table (self, columns, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *row = json_array_get_object_element (list, i);
      g_autofree char *name = name_level (row), *share = share_text (row, "closed");

      wg_briefing_flow_row (self, (const char *[]){ name, share }, wg_briefing_body);
    }
  wg_briefing_flow_end_table (self);
}

/* --- Closed in time, grid by grid --- */

static void
make_columns (WgBriefingColumn *columns, double x, double width)
{
  columns[0] = (WgBriefingColumn){ x, WG_SHEET_LEFT, width - 172.0 };
  columns[1] = (WgBriefingColumn){ x + width - 140.0, WG_SHEET_RIGHT, 0.0 };
  columns[2] = (WgBriefingColumn){ x + width - 100.0, WG_SHEET_RIGHT, 0.0 };
  columns[3] = (WgBriefingColumn){ x + width - 46.0, WG_SHEET_RIGHT, 0.0 };
  columns[4] = (WgBriefingColumn){ x + width, WG_SHEET_RIGHT, 0.0 };
}

static void
draw_grid_row (WgBriefingFlow *self, const char *name, gint64 due, gint64 in_time, gint64 value, gint64 change, WgSheetText style)
{
  g_autofree char *due_text = count_text (due), *in_time_text = count_text (in_time);
  g_autofree char *value_text = wg_briefing_format_percent (value), *change_text = wg_briefing_format_change (change, TRUE);

  wg_briefing_flow_row (self, (const char *[]){ name, due_text, in_time_text, value_text, change_text }, style);
}

static void
draw_grid (WgBriefingFlow *self, guint i)
{
  JsonObject *row = json_array_get_object_element (json_object_get_array_member (self->figures, "table"), i);

  draw_grid_row (self, json_object_get_string_member (row, "name"), wg_briefing_get_int (row, "due"), wg_briefing_get_int (row, "in_time"),
                 wg_briefing_get_int (row, "value"), wg_briefing_get_int (row, "change"), wg_briefing_body);
}

/* The district, and what lies outside of its grids, so that the column adds up. */
static void
draw_total (WgBriefingFlow *self, gboolean with_outside)
{
  JsonArray *table = json_object_get_array_member (self->figures, "table");
  JsonObject *whole = wg_briefing_find_figure (self->figures, "close_on_time_rate");
  gboolean rounded = g_str_equal (json_object_get_string_member (self->figures, "rounding"), "rounded");
  gint64 due = wg_briefing_get_int (whole, "denominator"), in_time = wg_briefing_get_int (whole, "numerator"), left[2] = { due, in_time };

  for (guint i = 0; i < json_array_get_length (table); i++)
    {
      JsonObject *row = json_array_get_object_element (table, i);

      left[0] -= wg_briefing_get_int (row, "due");
      left[1] -= wg_briefing_get_int (row, "in_time");
    }
  if (with_outside && left[0] != 0)
    draw_grid_row (self, C_ ("briefing", "outside them"), left[0], left[1],
                   wg_percent_hundredths (left[1], left[0], rounded ? WG_ROUNDING_ROUNDED : WG_ROUNDING_TRUNCATED), G_MININT64, wg_briefing_body);
  wg_briefing_flow_need (self, ROW + 2.0);
  if (wg_briefing_flow_is_drawn (self))
    wg_sheet_line (self->cr, self->columns[0].x, self->y - 1.0, self->columns[4].x, self->y - 1.0, 1.2, WG_BRIEFING_INK);
  self->y += 2.0;
  draw_grid_row (self, C_ ("briefing", "whole district"), due, in_time, wg_briefing_get_int (whole, "value"), wg_briefing_get_int (whole, "pop"),
                 wg_briefing_strong);
}

static const char *const *
get_grid_titles (void)
{
  static const char *titles[5];

  titles[0] = C_ ("briefing", "Grid");
  titles[1] = C_ ("briefing", "due");
  titles[2] = C_ ("briefing", "in time");
  titles[3] = C_ ("briefing", "share");
  titles[4] = C_ ("briefing", "change");
  return titles;
}

double
wg_briefing_tables_worst (WgBriefingFlow *self, double x, double y, double width, guint n)
{
  guint n_all = json_array_get_length (json_object_get_array_member (self->figures, "table"));
  WgBriefingColumn columns[5];
  double before = self->y, height;

  make_columns (columns, x, width);
  self->y = y;
  wg_briefing_flow_begin_table (self, columns, get_grid_titles (), G_N_ELEMENTS (columns));
  for (guint i = 0; i < MIN (n, n_all); i++)
    draw_grid (self, i);
  draw_total (self, FALSE);
  self->columns = NULL;
  height = self->y - y;
  self->y = before;
  return height;
}

/* Whether every name has room in half the width, so that the table needs half the height. */
static gboolean
can_halve (const WgBriefingFlow *self, double width)
{
  JsonArray *table = json_object_get_array_member (self->figures, "table");
  guint n = json_array_get_length (table);
  gboolean fits = n >= LONG;

  for (guint i = 0; i < n && fits; i++)
    fits = wg_sheet_measure (self->scratch, &wg_briefing_strong, json_object_get_string_member (json_array_get_object_element (table, i), "name")) <= width;
  return fits;
}

/* Down the left half, then down the right one, as far as the page goes. */
static void
draw_halves (WgBriefingFlow *self, const WgBriefingColumn *left, const WgBriefingColumn *right)
{
  guint n = json_array_get_length (json_object_get_array_member (self->figures, "table"));

  for (guint done = 0; done < n;)
    {
      guint room, taken, half;
      gboolean torn;
      double top;

      wg_briefing_flow_need (self, 3 * ROW);
      top = self->y;
      room = (guint) MAX (1.0, (WG_BRIEFING_FOOT - 4.0 - top) / ROW - 1.0);
      taken = MIN (n - done, 2 * room);
      /* The sum never stands on a sheet of its own. */
      torn = taken == n - done && (taken + 1) / 2 + SUM_ROWS > room && taken > 4 * SUM_ROWS;
      taken -= torn ? 4 * SUM_ROWS : 0;
      half = (taken + 1) / 2;
      for (guint i = 0; i < taken; i++)
        {
          if (i % half == 0)
            {
              self->columns = NULL;
              self->y = top;
              wg_briefing_flow_begin_table (self, i == 0 ? left : right, get_grid_titles (), 5);
            }
          draw_grid (self, done + i);
        }
      self->y = top + (half + 1) * ROW;
      self->columns = NULL;
      if (torn)
        wg_briefing_flow_need (self, WG_BRIEFING_FOOT);
      done += taken;
    }
}

void
wg_briefing_tables_grids (WgBriefingFlow *self)
{
  WgBriefingColumn columns[5], left[5], right[5];
  double half = (INSIDE - GUTTER) / 2.0;
  guint n = json_array_get_length (json_object_get_array_member (self->figures, "table"));

  make_columns (columns, LEFT, INSIDE);
  make_columns (left, LEFT, half);
  make_columns (right, LEFT + half + GUTTER, half);
  wg_briefing_flow_heading (self, _ ("Closed in time of those due, grid by grid"), keep (n, 2));
  if (can_halve (self, left[0].width))
    {
      draw_halves (self, left, right);
      self->columns = right;
      self->n_columns = G_N_ELEMENTS (right);
      self->titles = get_grid_titles ();
    }
  else
    {
      wg_briefing_flow_begin_table (self, columns, get_grid_titles (), G_N_ELEMENTS (columns));
      for (guint i = 0; i < n; i++)
        {
          wg_briefing_flow_need (self, i + 1 == n ? (1 + SUM_ROWS) * ROW : ROW);
          draw_grid (self, i);
        }
    }
  draw_total (self, TRUE);
  wg_briefing_flow_end_table (self);
}
