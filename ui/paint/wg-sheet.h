/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WG_SHEET_WIDTH:
 *
 * A4 upright, in points of 1/72 inch; the margins are 12 mm.
 */
#define WG_SHEET_WIDTH 595.276
#define WG_SHEET_HEIGHT 841.890
#define WG_SHEET_MARGIN 34.016

/**
 * WgSheetAlign:
 *
 * Which side of the given place a text stands on.
 */
typedef enum
{
  WG_SHEET_LEFT,
  WG_SHEET_CENTER,
  WG_SHEET_RIGHT,
} WgSheetAlign;

/**
 * WgSheetText:
 * @size: of the letters in points
 * @weight: a Pango weight, 400 to 900
 * @ink: 0xRRGGBB
 * @width: in points; longer texts are broken into lines, or cut with … when @lines is 1; 0 for one line of any length
 * @lines: how many lines at most; 0 for all
 * @align: where it stands
 *
 * How a text is set.
 */
typedef struct
{
  double size;
  int weight;
  guint32 ink;
  double width;
  int lines;
  WgSheetAlign align;
} WgSheetText;

/**
 * wg_sheet_format_time:
 * @zone: (nullable): the zone of the district
 * @format: as g_date_time_format() takes it
 *
 * Returns: (transfer full): an instant on the clock of the district; paper has no today.
 */
char *wg_sheet_format_time (GTimeZone *zone, gint64 ms, const char *format);

void wg_sheet_set_ink (cairo_t *cr, guint32 ink);

/**
 * wg_sheet_text:
 * @cr: a page
 * @x: points from the left: the left edge, middle or right edge of the text
 * @y: points from the top: its upper edge
 *
 * Returns: its height in points
 */
double wg_sheet_text (cairo_t *cr, double x, double y, const WgSheetText *style, const char *text);

/**
 * wg_sheet_text_on_lines:
 * @halo: how far white reaches around the letters, points
 *
 * As wg_sheet_text(), for what has to be read on lines.
 */
double wg_sheet_text_on_lines (cairo_t *cr, double x, double y, const WgSheetText *style, double halo, const char *text);

/**
 * wg_sheet_measure:
 *
 * Returns: how wide the text is, in points
 */
double wg_sheet_measure (cairo_t *cr, const WgSheetText *style, const char *text);

/**
 * wg_sheet_measure_height:
 *
 * Returns: how tall the text would be, in points
 */
double wg_sheet_measure_height (cairo_t *cr, const WgSheetText *style, const char *text);

/**
 * wg_sheet_can_write:
 *
 * Returns: whether the fonts of this computer have every letter of @text
 */
gboolean wg_sheet_can_write (const char *text);

void wg_sheet_line (cairo_t *cr, double x0, double y0, double x1, double y1, double thickness, guint32 ink);

/**
 * wg_sheet_box:
 * @radius: of the corners; 0 for square ones
 * @fill: 0xRRGGBB, or -1 for none
 * @ink: of the outline, or -1 for none
 */
void wg_sheet_box (cairo_t *cr, double x, double y, double width, double height, double radius, gint64 fill, gint64 ink);

G_END_DECLS
