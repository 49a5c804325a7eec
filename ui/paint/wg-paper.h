/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-sheet.h"

G_BEGIN_DECLS

/**
 * WgPaper:
 *
 * Sheets of A4 that are filled from above: headings, facts, tables, texts. What does not fit goes on over the page, a table
 * with its head again. Each sheet has the title, a line at its foot and its number of how many. No display is needed.
 */
typedef struct _WgPaper WgPaper;

#define WG_PAPER_INSIDE (WG_SHEET_WIDTH - 2 * WG_SHEET_MARGIN)

/**
 * wg_paper_new:
 * @title: on every sheet
 * @under: (nullable): a line below it on the first
 */
WgPaper *wg_paper_new (const char *title, const char *under);
void wg_paper_free (WgPaper *self);

/**
 * wg_paper_set_foot:
 * @text: (nullable): at the foot of every sheet, beside its number
 */
void wg_paper_set_foot (WgPaper *self, const char *text);

/**
 * wg_paper_add_heading:
 *
 * Begins a part; never alone at the end of a sheet.
 */
void wg_paper_add_heading (WgPaper *self, const char *text);

/**
 * wg_paper_add_text:
 * @quiet: smaller and fainter
 *
 * A paragraph as wide as the sheet. Any length.
 */
void wg_paper_add_text (WgPaper *self, const char *text, gboolean quiet);

/**
 * wg_paper_add_fact:
 * @value: (nullable): a fact without a value is left out
 */
void wg_paper_add_fact (WgPaper *self, const char *label, const char *value);

/**
 * WgPaperColumn:
 * @title: its head
 * @share: of the width of the sheet; all shares together make 1
 * @align: left, or right for numbers
 */
typedef struct
{
  const char *title;
  double share;
  WgSheetAlign align;
} WgPaperColumn;

#define WG_PAPER_MOST_COLUMNS 8

/**
 * wg_paper_begin_table:
 * @columns: (array length=n_columns): copied, the titles too
 */
void wg_paper_begin_table (WgPaper *self, const WgPaperColumn *columns, guint n_columns);

/**
 * wg_paper_add_row:
 * @texts: (array): one a column; over one that is %NULL the text before it runs on
 * @strong: bold, as for a sum
 *
 * A row of the table that was begun last; texts are broken into lines.
 */
void wg_paper_add_row (WgPaper *self, const char *const *texts, gboolean strong);

/**
 * wg_paper_take_space:
 * @height: points
 * @y: (out): where it begins
 *
 * Makes room for something to be drawn by hand between the margins.
 *
 * Returns: (transfer none): the page that it is on, until the next call.
 */
cairo_t *wg_paper_take_space (WgPaper *self, double height, double *y);

/**
 * wg_paper_get_height:
 *
 * Returns: how far the last sheet is filled from its upper edge, in points.
 */
double wg_paper_get_height (WgPaper *self);

/**
 * wg_paper_keep_together:
 * @height: points that what follows takes
 *
 * Begins another sheet unless so much is left of this one.
 */
void wg_paper_keep_together (WgPaper *self, double height);

guint wg_paper_get_n_pages (WgPaper *self);

/**
 * wg_paper_write_pdf:
 *
 * Returns: whether @file was written, else %WG_ERROR_IO. May be called once.
 */
gboolean wg_paper_write_pdf (WgPaper *self, const char *file, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPaper, wg_paper_free)

G_END_DECLS
