/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-paper.h"
#include "wg-sheet.h"

G_BEGIN_DECLS

/* What the parts of a briefing share. */

#define WG_BRIEFING_INK 0x1c1c1f
#define WG_BRIEFING_DIM 0x5e5c64
#define WG_BRIEFING_RULE 0xc8c6cc
#define WG_BRIEFING_ACCENT 0x1c71d8

#define WG_BRIEFING_INSIDE (WG_SHEET_WIDTH - 2 * WG_SHEET_MARGIN)
#define WG_BRIEFING_RIGHT (WG_SHEET_WIDTH - WG_SHEET_MARGIN)
#define WG_BRIEFING_FOOT (WG_SHEET_HEIGHT - WG_SHEET_MARGIN - 24.0)

/* A3 lies, as high as A4 stands, with two columns as wide as A4: from one to the other. */
#define WG_BRIEFING_STEP (WG_SHEET_HEIGHT * G_SQRT2 - WG_SHEET_WIDTH)

/* Of a table. */
#define WG_BRIEFING_ROW 15.5

extern const WgSheetText wg_briefing_body;
extern const WgSheetText wg_briefing_strong;
extern const WgSheetText wg_briefing_dim;

/* A style with another width (one line then) and side. */
WgSheetText wg_briefing_style (WgSheetText style, double width, WgSheetAlign align);

/* The colour of a finding, NULL class is the legend's "not past the correction". */
guint32 wg_briefing_get_colour (const char *class_, double q);

/* Draws a map into a box; @about: `hotspots` or `unhappy`. */
void wg_briefing_map_draw (const WgBriefingPaper *paper, cairo_t *cr, const char *about, double x, double y, double width, double height);

/* How far satisfied lies below closed: 0 near or not known, 1 from 10 points, 2 from 25, 3 from 50 on. */
guint wg_briefing_get_gap_class (gint64 hundredths);
#define WG_BRIEFING_GAP_CLASSES 4

/* What the class is called in a legend. */
const char *wg_briefing_get_gap_words (guint gap_class);

/* Drafter, what the figures rest on, and the number of the page, below the line at @foot. */
void wg_briefing_foot_draw (const WgBriefingPaper *paper, cairo_t *cr, double right, double foot, guint page);

/* One of the pages that the centre composed, on a sheet of wg_briefing_paper_get_size(). */
void wg_briefing_leaf_draw_sheet (const WgBriefingPaper *paper, cairo_t *cr, const GPtrArray *leaves, guint page);

/* What a chart is drawn with: colours, and how much larger than on paper. */
typedef struct
{
  guint32 ink;
  guint32 dim;
  guint32 rule;
  guint32 accent;
  double scale;
} WgBriefingPens;

/* Draws cases received, period by period, into a box. */
void wg_briefing_chart_draw (
    const WgBriefingPaper *paper, cairo_t *cr, const WgBriefingPens *pens, double x, double y, double width, double height);

/* Whether anything is known of the year before. */
gboolean wg_briefing_has_year_ago (JsonObject *figures);
/* (nullable): that a table shows @n of @n_all rows, and where a key shows all, which one. */
char *wg_briefing_describe_cut (WgTheme theme, guint n, guint n_all);

/* --- Words and numbers --- */

/* An instant on the clock of the district, as g_date_time_format() writes it. */
char *wg_briefing_format_time (const WgBriefingPaper *paper, gint64 ms, const char *format);

/* A number that may be null, or missing in what was issued by an older program. */
gint64 wg_briefing_get_int (JsonObject *object, const char *member);

/* NULL where an older program did not write it. */
JsonArray *wg_briefing_get_list (JsonObject *object, const char *member);
JsonObject *wg_briefing_get_object (JsonObject *object, const char *member);

/* The text of a member, a dash when it is null. */
const char *wg_briefing_get_text (JsonObject *object, const char *member);

const char *wg_briefing_get_title (JsonObject *figures);

/* When it was issued, else up to when its data are known: never the clock. */
gint64 wg_briefing_get_made (const WgBriefingPaper *paper);

/* One of `figures`, by its key. */
JsonObject *wg_briefing_find_figure (JsonObject *figures, const char *key);

/* What a figure or an expression is called. */
const char *wg_briefing_get_label (JsonObject *figure);
gboolean wg_briefing_is_rate (JsonObject *figure);

/* "98.08 %", "12", a dash. */
char *wg_briefing_format_value (JsonObject *figure);
char *wg_briefing_format_percent (gint64 hundredths);

/* "98 / 100", "12"; of a difference what is subtracted from what: "98 / 100 − 52 / 80". */
char *wg_briefing_format_ground (JsonObject *figures, JsonObject *figure);

/* ▲ and ▼ say the direction, so that it is read without colour. */
char *wg_briefing_format_change (gint64 change, gboolean is_rate);

/* Sentences. */
char *wg_briefing_describe_hotspots (JsonObject *hotspots);
char *wg_briefing_list_clusters (JsonObject *hotspots);
char *wg_briefing_describe_overdue (const WgBriefingPaper *paper);
char *wg_briefing_describe_rising (JsonObject *figures);
char *wg_briefing_describe_desks (JsonObject *figures);
char *wg_briefing_describe_both (JsonObject *figures);
char *wg_briefing_describe_boundary (const WgBriefingPaper *paper); /* nullable */

/* From when on there are data; NULL when @first and @second of all @rows are known, or an older program did not write it. */
char *wg_briefing_describe_begin (const WgBriefingPaper *paper, JsonArray *rows, const char *first, const char *second);

/* Which boundaries the figures stand on, NULL where there is no grid. What an older program issued has a day and no number. */
char *wg_briefing_describe_version (const WgBriefingPaper *paper);

/* Who drafted it. A briefing is made and issued in one go, there is no act of reviewing it: a blank would look as if somebody
 * had forgotten to sign, so the line says that nobody did.
 */
char *wg_briefing_describe_hands (JsonObject *figures);

/* --- The flow of the pages --- */

#define WG_BRIEFING_COLUMNS 8

/* x is the left edge of a text, the right edge of a number. */
typedef struct
{
  double x;
  WgSheetAlign align;
  double width;
} WgBriefingColumn;

/* Everything goes through here from top to bottom; what does not fit goes on on the next page, and only the page that is
 * wanted is drawn. Texts are measured in the same way whether they are drawn or not, so that every page begins where the
 * one before it ended.
 */
typedef struct
{
  const WgBriefingPaper *paper;
  JsonObject *figures;
  cairo_t *cr;
  cairo_t *scratch;
  guint wanted;
  guint page;
  guint column; /* of the page: 0, on A3 also 1 */
  double y;

  /* of the table that is being drawn */
  const WgBriefingColumn *columns;
  const char *const *titles;
  guint n_columns;
} WgBriefingFlow;

gboolean wg_briefing_flow_is_drawn (const WgBriefingFlow *self);
void wg_briefing_flow_begin_page (WgBriefingFlow *self);

/* Goes to the next page when less is left than @height; a table repeats its head there. */
void wg_briefing_flow_need (WgBriefingFlow *self, double height);

/* @keep: how much of what follows must stand on the same page. */
void wg_briefing_flow_heading (WgBriefingFlow *self, const char *text, double keep);
void wg_briefing_flow_paragraph (WgBriefingFlow *self, WgSheetText style, const char *text);
void wg_briefing_flow_begin_table (WgBriefingFlow *self, const WgBriefingColumn *columns, const char *const *titles, guint n);
void wg_briefing_flow_row (WgBriefingFlow *self, const char *const *texts, WgSheetText style);
void wg_briefing_flow_end_table (WgBriefingFlow *self);

/* Tables, each with its heading; nothing when there is nothing to say. */
void wg_briefing_tables_figures (WgBriefingFlow *self);
void wg_briefing_tables_both (WgBriefingFlow *self);
void wg_briefing_tables_instructed (WgBriefingFlow *self);
void wg_briefing_tables_supervised (WgBriefingFlow *self);
void wg_briefing_tables_overdue (WgBriefingFlow *self);
void wg_briefing_tables_waiting (WgBriefingFlow *self);
void wg_briefing_tables_levels (WgBriefingFlow *self);
void wg_briefing_tables_grids (WgBriefingFlow *self);

/* The first @n grids of the table of closing in time, and the district, in a column of the first page; returns its height. */
double wg_briefing_tables_worst (WgBriefingFlow *self, double x, double y, double width, guint n);

G_END_DECLS
