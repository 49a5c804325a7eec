/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgWorkbook:
 *
 * A spreadsheet file (XLSX) in the making: one table a sheet, typed cells, a header that stays in sight. A text is a text
 * whatever it begins with: no cell is ever a formula. The same content gives the same bytes.
 */
typedef struct _WgWorkbook WgWorkbook;

/**
 * wg_workbook_new:
 * @file: where it is written to
 * @title: what it is
 * @made_ms: the instant that the file names as its making, milliseconds UTC
 * @zone: (nullable): on whose clock instants are written
 */
WgWorkbook *wg_workbook_new (const char *file, const char *title, gint64 made_ms, GTimeZone *zone);
void wg_workbook_free (WgWorkbook *self);

/**
 * wg_workbook_begin_sheet:
 * @name: of the sheet; what a spreadsheet does not allow in it becomes a blank
 * @titles: (array zero-terminated=1): of the columns
 *
 * Begins the next table. Cells follow one another with the functions below, rows with wg_workbook_end_row().
 */
void wg_workbook_begin_sheet (WgWorkbook *self, const char *name, const char *const *titles);

/**
 * wg_workbook_text:
 * @text: (nullable): what is longer than a cell takes ends in …
 */
void wg_workbook_text (WgWorkbook *self, const char *text);

/**
 * wg_workbook_int:
 * @value: %G_MININT64 leaves the cell empty
 */
void wg_workbook_int (WgWorkbook *self, gint64 value);

/**
 * wg_workbook_double:
 * @value: what is not finite leaves the cell empty
 */
void wg_workbook_double (WgWorkbook *self, double value);

/**
 * wg_workbook_percent:
 * @hundredths: of a percent, a number that is shown as such; %G_MININT64 leaves the cell empty
 */
void wg_workbook_percent (WgWorkbook *self, gint64 hundredths);

/**
 * wg_workbook_time:
 * @ms: an instant, milliseconds UTC; %G_MININT64 leaves the cell empty
 */
void wg_workbook_time (WgWorkbook *self, gint64 ms);
void wg_workbook_end_row (WgWorkbook *self);

/**
 * wg_workbook_close:
 *
 * Writes the file.
 *
 * Returns: whether it was written, else %WG_ERROR_IO
 */
gboolean wg_workbook_close (WgWorkbook *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgWorkbook, wg_workbook_free)

G_END_DECLS
