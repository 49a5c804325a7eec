/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a leader gets one sheet that can be read in five minutes, and behind it the sheets that hold every number with what
 * it was divided by. Only the stored figures are drawn, so that the sheet of June shows what that Monday's did.
 */

#include "wg-briefing-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEFT WG_SHEET_MARGIN
#define INSIDE WG_BRIEFING_INSIDE
#define FIRST_ROWS 6 /* of the table on the first sheet */
#define FIRST_ROWS_A3 14
#define MAP_HEIGHT 282.0
#define MAP_HEIGHT_A3 452.0
#define NO_PAGE G_MAXUINT

/* --- Head and foot --- */

static char *
describe_period (const WgBriefingPaper *paper)
{
  JsonObject *campaign = wg_briefing_get_object (paper->figures, "campaign");
  g_autofree char *from = wg_briefing_format_time (paper, json_object_get_int_member (paper->figures, "from_ms"), "%Y-%m-%d");
  g_autofree char *to = wg_briefing_format_time (paper, json_object_get_int_member (paper->figures, "to_ms") - 1, "%Y-%m-%d");
  const char *district = json_object_get_string_member (paper->figures, "district");
  g_autofree char *when = strcmp (from, to) == 0 ? g_strdup (from) : g_strdup_printf (_ ("%s to %s"), from, to);
  g_autofree char *what = campaign != NULL ? g_strdup_printf ("%s · %s", json_object_get_string_member (campaign, "name"), when) : g_strdup (when);

  return *district != '\0' ? g_strdup_printf ("%s · %s", district, what) : g_steal_pointer (&what);
}

static void
draw_head (const WgBriefingPaper *paper, cairo_t *cr, double right_edge)
{
  const WgSheetText title = { 18.0, 800, WG_BRIEFING_INK, INSIDE * 0.78, 1, WG_SHEET_LEFT };
  WgSheetText left = wg_briefing_style (wg_briefing_dim, INSIDE * 0.62, WG_SHEET_LEFT), right = wg_briefing_style (wg_briefing_dim, 0.0, WG_SHEET_RIGHT);
  g_autofree char *period = describe_period (paper);
  g_autofree char *as_of = wg_briefing_format_time (paper, json_object_get_int_member (paper->figures, "as_of_ms"), "%Y-%m-%d %H:%M");
  g_autofree char *known = g_strdup_printf (_ ("data as of %s"), as_of), *version = wg_briefing_describe_version (paper);

  wg_sheet_text (cr, LEFT, LEFT, &title, wg_briefing_get_title (paper->figures));
  wg_sheet_text (cr, LEFT, LEFT + 28.0, &left, period);
  wg_sheet_text (cr, right_edge, LEFT + 12.0, &right, known);
  if (version != NULL)
    wg_sheet_text (cr, right_edge, LEFT + 28.0, &right, version);
  wg_sheet_line (cr, LEFT, LEFT + 46.0, right_edge, LEFT + 46.0, 1.4, WG_BRIEFING_INK);
}

void
wg_briefing_foot_draw (const WgBriefingPaper *paper, cairo_t *cr, double right_edge, double foot, guint page)
{
  WgSheetText left = wg_briefing_style (wg_briefing_dim, (right_edge - LEFT) * 0.76, WG_SHEET_LEFT), right = wg_briefing_style (wg_briefing_dim, 0.0, WG_SHEET_RIGHT);
  gboolean rounded = g_str_equal (json_object_get_string_member (paper->figures, "rounding"), "rounded");
  g_autofree char *id = paper->id > 0 ? g_strdup_printf (_ ("Briefing %d"), (int) paper->id) : g_strdup (_ ("not issued"));
  g_autofree char *pages = g_strdup_printf (_ ("page %u of %u"), page + 1, wg_briefing_paper_get_n_pages (paper));
  g_autofree char *last = g_strdup_printf (_ ("last event %d"), (int) json_object_get_int_member (paper->figures, "last_event"));
  const char *rule = rounded ? _ ("percentages rounded to two places") : _ ("percentages cut off after two places");
  g_autofree char *facts = g_strjoin (" · ", id, last, rule, NULL);
  g_autofree char *hands = wg_briefing_describe_hands (paper->figures);

  wg_sheet_line (cr, LEFT, foot, right_edge, foot, 0.5, WG_BRIEFING_DIM);
  wg_sheet_text (cr, LEFT, foot + 3.0, &left, hands);
  wg_sheet_text (cr, LEFT, foot + 15.0, &left, facts);
  wg_sheet_text (cr, right_edge, foot + 3.0, &right, pages);
}

/* --- The first sheet --- */

static void
flow_hotspots (WgBriefingFlow *self)
{
  JsonObject *hotspots = json_object_get_object_member (self->figures, "hotspots");
  g_autofree char *words = wg_briefing_describe_hotspots (hotspots), *heading = g_strdup_printf (_ ("1. %s"), words);
  g_autofree char *clusters = wg_briefing_list_clusters (hotspots);
  double height = self->paper->a3 ? MAP_HEIGHT_A3 : MAP_HEIGHT;

  wg_briefing_flow_heading (self, heading, height);
  if (wg_briefing_flow_is_drawn (self))
    wg_briefing_map_draw (self->paper, self->cr, "hotspots", LEFT, self->y, INSIDE, height);
  self->y += height + 4.0;
  if (*clusters != '\0')
    wg_briefing_flow_paragraph (self, wg_briefing_dim, clusters);
  self->y += 2.0;
}

static void
draw_headline (WgBriefingFlow *self, double x, double width, const char *key)
{
  const WgSheetText number = { 17.0, 800, WG_BRIEFING_INK, width - 16.0, 1, WG_SHEET_LEFT };
  WgSheetText small = wg_briefing_style (wg_briefing_dim, width - 16.0, WG_SHEET_LEFT);
  JsonObject *figure = wg_briefing_find_figure (self->figures, key);
  gboolean is_rate = wg_briefing_is_rate (figure);
  g_autofree char *value = wg_briefing_format_value (figure), *change = wg_briefing_format_change (wg_briefing_get_int (figure, "pop"), is_rate);
  g_autofree char *parts = wg_briefing_format_ground (self->figures, figure), *ground = is_rate ? g_strdup_printf ("%s   %s", parts, change) : g_strdup (change);

  wg_sheet_box (self->cr, x, self->y, width, 58.0, 5.0, 0xffffff, WG_BRIEFING_RULE);
  wg_sheet_text (self->cr, x + 8.0, self->y + 6.0, &small, wg_briefing_get_label (figure));
  wg_sheet_text (self->cr, x + 8.0, self->y + 17.0, &number, value);
  wg_sheet_text (self->cr, x + 8.0, self->y + 42.0, &small, ground);
}

/* Four in a row, and on a larger sheet a second row of what waits. */
static void
flow_headlines (WgBriefingFlow *self)
{
  static const char *const keys[] = { "close_rate", "close_on_time_rate", "satisfaction_rate", "backlog_overdue",
                                      "backlog_open", "undispatched", "third_bounce", "handle_on_time_rate" };
  guint n_rows = self->paper->a3 ? 2 : 1;
  double width = (INSIDE - 3 * 8.0) / 4.0;

  wg_briefing_flow_heading (self, _ ("2. Closing: the numbers and what they are divided by"), 66.0 * n_rows - 4.0);
  for (guint i = 0; i < 4 * n_rows; i++)
    {
      if (wg_briefing_flow_is_drawn (self))
        draw_headline (self, LEFT + i % 4 * (width + 8.0), width, keys[i]);
      self->y += i % 4 == 3 ? 66.0 : 0.0;
    }
}

static void
flow_chart_and_worst (WgBriefingFlow *self)
{
  double half = (INSIDE - 24.0) / 2.0, height;
  guint n_rows = self->paper->a3 ? FIRST_ROWS_A3 : FIRST_ROWS;
  guint n_all = json_array_get_length (json_object_get_array_member (self->figures, "table"));
  WgSheetText strong = wg_briefing_style (wg_briefing_strong, half, WG_SHEET_LEFT);
  g_autofree char *cut = wg_briefing_describe_cut (WG_THEME_PRINT, n_rows, n_all);
  g_autofree char *worst = cut != NULL ? g_strdup_printf ("%s · %s", _ ("Closed in time, the lowest first"), cut) : g_strdup (_ ("Closed in time, the lowest first"));

  wg_briefing_flow_need (self, 16.0 + WG_BRIEFING_ROW * (n_rows + 2));
  if (wg_briefing_flow_is_drawn (self))
    {
      wg_sheet_text (self->cr, LEFT, self->y, &strong, _ ("Cases received, period by period"));
      wg_sheet_text (self->cr, LEFT + half + 24.0, self->y, &strong, worst);
      wg_briefing_chart_draw (self->paper, self->cr, &(WgBriefingPens){ WG_BRIEFING_INK, WG_BRIEFING_DIM, WG_BRIEFING_RULE, WG_BRIEFING_ACCENT, 1.0 }, LEFT,
                              self->y + 15.0, half, 19.0 + WG_BRIEFING_ROW * n_rows);
    }
  height = wg_briefing_tables_worst (self, LEFT + half + 24.0, self->y + 15.0, half, n_rows);
  self->y += MAX (39.0 + WG_BRIEFING_ROW * n_rows, 15.0 + height) + 6.0;
}

static void
flow_attention (WgBriefingFlow *self)
{
  g_autofree char *overdue = wg_briefing_describe_overdue (self->paper), *rising = wg_briefing_describe_rising (self->figures);
  g_autofree char *desks = wg_briefing_describe_desks (self->figures), *boundary = wg_briefing_describe_boundary (self->paper);
  const char *const lines[] = { overdue, rising, desks, boundary };

  wg_briefing_flow_heading (self, _ ("3. For attention"), 3 * 16.0);
  for (guint i = 0; i < G_N_ELEMENTS (lines) && lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u. %s", i + 1, lines[i]);

      wg_briefing_flow_paragraph (self, wg_briefing_body, line);
    }
  self->y += 4.0;
}

/* --- All of it --- */

static void
flow_all (WgBriefingFlow *self)
{
  const char *kind = json_object_get_string_member (self->figures, "kind");

  flow_hotspots (self);
  flow_headlines (self);
  flow_chart_and_worst (self);
  flow_attention (self);
  /* A day ends with nothing undispatched; a supervision is about what was asked. */
  if (g_str_equal (kind, "day"))
    wg_briefing_tables_waiting (self);
  if (g_str_equal (kind, "supervision"))
    {
      wg_briefing_tables_supervised (self);
      wg_briefing_tables_overdue (self);
    }
  wg_briefing_tables_both (self);
  wg_briefing_tables_figures (self);
  wg_briefing_tables_instructed (self);
  if (!g_str_equal (kind, "supervision"))
    {
      wg_briefing_tables_supervised (self);
      wg_briefing_tables_overdue (self);
    }
  if (!g_str_equal (kind, "day"))
    wg_briefing_tables_waiting (self);
  wg_briefing_tables_levels (self);
  wg_briefing_tables_grids (self);
}

/* Returns how many pages there are; draws the one that is wanted. */
static guint
flow (const WgBriefingPaper *paper, cairo_t *cr, guint wanted)
{
  cairo_surface_t *nowhere = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *scratch = cairo_create (nowhere);
  WgBriefingFlow self = { .paper = paper, .figures = paper->figures, .cr = cr, .scratch = scratch, .wanted = wanted };

  wg_briefing_flow_begin_page (&self);
  flow_all (&self);
  cairo_destroy (scratch);
  cairo_surface_destroy (nowhere);
  return self.page + 1;
}

guint
wg_briefing_paper_get_n_pages (const WgBriefingPaper *paper)
{
  g_autoptr (GPtrArray) leaves = wg_briefing_paper_get_leaves (paper);

  return leaves != NULL ? leaves->len : flow (paper, NULL, NO_PAGE);
}

void
wg_briefing_paper_draw (const WgBriefingPaper *paper, cairo_t *cr, guint page)
{
  g_autoptr (GPtrArray) leaves = wg_briefing_paper_get_leaves (paper);
  double right, down;

  if (leaves != NULL)
    {
      wg_briefing_leaf_draw_sheet (paper, cr, leaves, page);
      return;
    }
  right = (wg_briefing_paper_get_size (paper, &right, &down), right - WG_SHEET_MARGIN);
  draw_head (paper, cr, right);
  cairo_save (cr);
  flow (paper, cr, page);
  cairo_restore (cr);
  wg_briefing_foot_draw (paper, cr, right, WG_BRIEFING_FOOT, page);
}
