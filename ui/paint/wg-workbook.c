/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever gets a briefing wants to add its numbers up; in a spreadsheet a rate must be a number, a day a day, and the
 * title of a case that begins with “=” must not be run.
 *
 * libxlsxwriter only writes, has many sheets and number formats, and needs no reader of foreign files in this process.
 */

#include "wg-workbook.h"

#include "wg-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#define LONGEST_TEXT 32000 /* bytes; a cell takes 32767 characters */
#define LONGEST_NAME 31    /* characters of the name of a sheet */
#define WIDEST 60.0
#define FREEZE_ROWS 1

struct _WgWorkbook
{
  char *file;
  GTimeZone *zone;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *head;
  lxw_format *percent;
  lxw_format *time;
  lxw_row_t row;
  lxw_col_t column;
  GArray *widths; /* of the columns of the sheet */
  lxw_error trouble;
};

WgWorkbook *
wg_workbook_new (const char *file, const char *title, gint64 made_ms, GTimeZone *zone)
{
  WgWorkbook *self = g_new0 (WgWorkbook, 1);
  lxw_doc_properties properties = { 0 };

  self->file = g_strdup (file);
  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_utc ();
  self->widths = g_array_new (FALSE, TRUE, sizeof (double));
  self->book = workbook_new (file);
  properties.title = (char *) title;
  properties.created = (time_t) (made_ms / 1000);
  workbook_set_properties (self->book, &properties);
  self->head = workbook_add_format (self->book);
  format_set_bold (self->head);
  format_set_bottom (self->head, LXW_BORDER_THIN);
  self->percent = workbook_add_format (self->book);
  format_set_num_format (self->percent, "0.00%");
  self->time = workbook_add_format (self->book);
  format_set_num_format (self->time, "yyyy-mm-dd hh:mm");
  return self;
}

void
wg_workbook_free (WgWorkbook *self)
{
  if (self->book != NULL)
    lxw_workbook_free (self->book);
  g_time_zone_unref (self->zone);
  g_array_unref (self->widths);
  g_free (self->file);
  g_free (self);
}

/* --- Sheets --- */

static char *
clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *cut = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), LONGEST_NAME));

  return g_strdelimit (g_steal_pointer (&cut), "[]:*?/\\'", ' ');
}

/* A Chinese character is as wide as two letters. */
static void
widen (WgWorkbook *self, const char *text)
{
  double width = 2.0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += g_unichar_iswide (g_utf8_get_char (text)) ? 2.0 : 1.0;
  if (self->widths->len <= self->column)
    g_array_set_size (self->widths, self->column + 1u);
  g_array_index (self->widths, double, self->column) = CLAMP (width, g_array_index (self->widths, double, self->column), WIDEST);
}

static void
note (WgWorkbook *self, lxw_error error)
{
  if (self->trouble == LXW_NO_ERROR)
    self->trouble = error;
}

static void
end_sheet (WgWorkbook *self)
{
  for (guint i = 0; i < self->widths->len; i++)
    worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i, g_array_index (self->widths, double, i), NULL);
  g_array_set_size (self->widths, 0);
}

void
wg_workbook_begin_sheet (WgWorkbook *self, const char *name, const char *const *titles)
{
  g_autofree char *clean = clean_name (name);

  end_sheet (self);
  self->sheet = workbook_add_worksheet (self->book, clean);
  if (self->sheet == NULL)
    self->sheet = workbook_add_worksheet (self->book, NULL);
  self->row = 0;
  for (self->column = 0; titles[self->column] != NULL; self->column++)
    {
      widen (self, titles[self->column]);
      note (self, worksheet_write_string (self->sheet, 0, self->column, titles[self->column], self->head));
    }
  worksheet_freeze_panes (self->sheet, FREEZE_ROWS, 0);
  worksheet_repeat_rows (self->sheet, 0, 0);
  worksheet_set_paper (self->sheet, 9); /* A4 */
  worksheet_fit_to_pages (self->sheet, 1, 0);
  wg_workbook_end_row (self);
}

/* --- Cells --- */

void
wg_workbook_text (WgWorkbook *self, const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid != NULL && strlen (valid) > LONGEST_TEXT)
    {
      char *end = g_utf8_find_prev_char (valid, valid + LONGEST_TEXT);
      g_autofree char *cut = g_strndup (valid, (gsize) (end - valid));

      g_free (valid);
      valid = g_strconcat (cut, "…", NULL);
    }
  if (valid != NULL && *valid != '\0')
    {
      widen (self, valid);
      note (self, worksheet_write_string (self->sheet, self->row, self->column, valid, NULL));
    }
  self->column++;
}

static void
write_number (WgWorkbook *self, double value, lxw_format *format, const char *as_wide_as)
{
  widen (self, as_wide_as);
  note (self, worksheet_write_number (self->sheet, self->row, self->column, value, format));
}

void
wg_workbook_int (WgWorkbook *self, gint64 value)
{
  if (value != G_MININT64)
    write_number (self, (double) value, NULL, "1234567");
  self->column++;
}

void
wg_workbook_double (WgWorkbook *self, double value)
{
  if (isfinite (value))
    write_number (self, value, NULL, "12345678");
  self->column++;
}

void
wg_workbook_percent (WgWorkbook *self, gint64 hundredths)
{
  if (hundredths != G_MININT64)
    write_number (self, (double) hundredths / 10000.0, self->percent, "100.00%");
  self->column++;
}

void
wg_workbook_time (WgWorkbook *self, gint64 ms)
{
  g_autoptr (GDateTime) utc = ms != G_MININT64 ? g_date_time_new_from_unix_utc (ms / 1000) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;

  /* Spreadsheets begin with the year 1900. */
  if (local != NULL && g_date_time_get_year (local) >= 1900)
    {
      lxw_datetime value = { g_date_time_get_year (local), g_date_time_get_month (local), g_date_time_get_day_of_month (local),
                             g_date_time_get_hour (local), g_date_time_get_minute (local), g_date_time_get_second (local) };

      widen (self, "2026-01-01 00:00");
      note (self, worksheet_write_datetime (self->sheet, self->row, self->column, &value, self->time));
    }
  self->column++;
}

void
wg_workbook_end_row (WgWorkbook *self)
{
  self->row++;
  self->column = 0;
}

/* The library would print its own sentence. */
static gboolean
check_file (WgWorkbook *self, GError **error)
{
  FILE *file = g_fopen (self->file, "ab");

  if (file != NULL)
    return fclose (file) == 0;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("%s cannot be written: %s."), self->file, g_strerror (errno));
  return FALSE;
}

gboolean
wg_workbook_close (WgWorkbook *self, GError **error)
{
  lxw_error closed;

  end_sheet (self);
  if (!check_file (self, error))
    return FALSE;
  closed = workbook_close (self->book);
  self->book = NULL;
  if (closed == LXW_NO_ERROR && self->trouble == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("%s cannot be written: %s."), self->file, lxw_strerror (closed != LXW_NO_ERROR ? closed : self->trouble));
  return FALSE;
}
