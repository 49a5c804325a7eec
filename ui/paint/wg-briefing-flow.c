/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a list of supervised cases is three rows in one week and sixty in another; pages follow from what there is to say, and
 * "page 2 of 5" must be known before page 1 is drawn.
 */

#include "wg-briefing-private.h"

#define HEAD 56.0 /* from the margin to the first heading */
#define ROW WG_BRIEFING_ROW

const WgSheetText wg_briefing_body = { 9.4, 400, WG_BRIEFING_INK, 0, 0, WG_SHEET_LEFT };
const WgSheetText wg_briefing_strong = { 9.4, 700, WG_BRIEFING_INK, 0, 1, WG_SHEET_LEFT };
const WgSheetText wg_briefing_dim = { 8.4, 400, WG_BRIEFING_DIM, 0, 1, WG_SHEET_LEFT };

WgSheetText
wg_briefing_style (WgSheetText style, double width, WgSheetAlign align)
{
  style.width = width;
  style.align = align;
  style.lines = width > 0.0 ? 1 : style.lines;
  return style;
}

gboolean
wg_briefing_flow_is_drawn (const WgBriefingFlow *self)
{
  return self->page == self->wanted;
}

/* The second column of a larger sheet is the first one, further to the right. */
static void
begin_column (WgBriefingFlow *self, guint column)
{
  if (self->cr != NULL && column != self->column)
    cairo_translate (self->cr, column > self->column ? WG_BRIEFING_STEP : -WG_BRIEFING_STEP, 0.0);
  self->column = column;
  self->y = WG_SHEET_MARGIN + HEAD;
}

void
wg_briefing_flow_begin_page (WgBriefingFlow *self)
{
  begin_column (self, 0);
}

/* Where the lines of a table end. */
static double
get_right (const WgBriefingFlow *self)
{
  const WgBriefingColumn *last = &self->columns[self->n_columns - 1];

  return last->align == WG_SHEET_RIGHT ? last->x : WG_BRIEFING_RIGHT;
}

static void
draw_titles (WgBriefingFlow *self)
{
  if (wg_briefing_flow_is_drawn (self))
    {
      for (guint i = 0; i < self->n_columns; i++)
        {
          const WgBriefingColumn *column = &self->columns[i];
          WgSheetText style = wg_briefing_style (wg_briefing_dim, column->align == WG_SHEET_LEFT ? column->width : 0.0, column->align);

          wg_sheet_text (self->cr, column->x, self->y, &style, self->titles[i]);
        }
      wg_sheet_line (self->cr, self->columns[0].x, self->y + ROW - 2.0, get_right (self), self->y + ROW - 2.0, 0.6, WG_BRIEFING_RULE);
    }
  self->y += ROW;
}

void
wg_briefing_flow_need (WgBriefingFlow *self, double height)
{
  if (self->y + height <= WG_BRIEFING_FOOT - 4.0)
    return;
  if (self->paper->a3 && self->column == 0)
    begin_column (self, 1);
  else
    {
      self->page++;
      wg_briefing_flow_begin_page (self);
    }
  if (self->columns != NULL)
    draw_titles (self);
}

void
wg_briefing_flow_heading (WgBriefingFlow *self, const char *text, double keep)
{
  const WgSheetText style = { 11.5, 700, WG_BRIEFING_INK, WG_BRIEFING_INSIDE, 1, WG_SHEET_LEFT };

  wg_briefing_flow_need (self, 20.0 + keep);
  if (wg_briefing_flow_is_drawn (self))
    wg_sheet_text (self->cr, WG_SHEET_MARGIN, self->y, &style, text);
  self->y += 20.0;
}

void
wg_briefing_flow_paragraph (WgBriefingFlow *self, WgSheetText style, const char *text)
{
  double height;

  style.width = WG_BRIEFING_INSIDE;
  style.lines = 0;
  height = wg_sheet_measure_height (self->scratch, &style, text);
  wg_briefing_flow_need (self, height);
  if (wg_briefing_flow_is_drawn (self))
    wg_sheet_text (self->cr, WG_SHEET_MARGIN, self->y, &style, text);
  self->y += height + 4.0;
}

void
wg_briefing_flow_begin_table (WgBriefingFlow *self, const WgBriefingColumn *columns, const char *const *titles, guint n)
{
  wg_briefing_flow_need (self, 2 * ROW);
  self->columns = columns;
  self->titles = titles;
  self->n_columns = n;
  draw_titles (self);
}

void
wg_briefing_flow_row (WgBriefingFlow *self, const char *const *texts, WgSheetText style)
{
  wg_briefing_flow_need (self, ROW);
  for (guint i = 0; i < self->n_columns && wg_briefing_flow_is_drawn (self); i++)
    {
      const WgBriefingColumn *column = &self->columns[i];
      WgSheetText cell = wg_briefing_style (style, column->align == WG_SHEET_LEFT ? column->width : 0.0, column->align);

      wg_sheet_text (self->cr, column->x, self->y, &cell, texts[i]);
    }
  self->y += ROW;
  if (wg_briefing_flow_is_drawn (self))
    wg_sheet_line (self->cr, self->columns[0].x, self->y - 1.5, get_right (self), self->y - 1.5, 0.3, WG_BRIEFING_RULE);
}

void
wg_briefing_flow_end_table (WgBriefingFlow *self)
{
  self->columns = NULL;
  self->y += 8.0;
}
