/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a case, a border or a list of limits takes on paper is known only when it is drawn. Pages are recorded first, so
 * that each can say of how many it is one, and played into the file afterwards, still as vectors.
 */

#include "wg-paper.h"

#include "wg-error.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#define INK 0x1c1c1f
#define DIM 0x5e5c64
#define RULE 0xc8c6cc
#define RIGHT (WG_SHEET_WIDTH - WG_SHEET_MARGIN)
#define FOOT (WG_SHEET_HEIGHT - WG_SHEET_MARGIN - 12.0)
#define GAP 6.0
#define FACT_WIDTH 110.0
#define TABLE_NEEDS 46.0 /* its head and a row of two lines */

static const WgSheetText title_style = { 15.0, 800, INK, WG_PAPER_INSIDE, 2, WG_SHEET_LEFT };
static const WgSheetText heading_style = { 11.5, 700, INK, WG_PAPER_INSIDE, 2, WG_SHEET_LEFT };
static const WgSheetText body_style = { 9.4, 400, INK, WG_PAPER_INSIDE, 0, WG_SHEET_LEFT };
static const WgSheetText quiet_style = { 8.4, 400, DIM, WG_PAPER_INSIDE, 0, WG_SHEET_LEFT };

struct _WgPaper
{
  char *title;
  char *foot;
  GPtrArray *pages; /* of cairo_surface_t */
  cairo_t *cr;      /* the last of them */
  double y;
  WgPaperColumn columns[WG_PAPER_MOST_COLUMNS];
  guint n_columns;
};

static void
begin_page (WgPaper *self)
{
  const cairo_rectangle_t extents = { 0, 0, WG_SHEET_WIDTH, WG_SHEET_HEIGHT };
  cairo_surface_t *page = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  WgSheetText running = quiet_style;

  g_clear_pointer (&self->cr, cairo_destroy);
  g_ptr_array_add (self->pages, page);
  self->cr = cairo_create (page);
  self->y = WG_SHEET_MARGIN;
  if (self->pages->len == 1)
    return;
  running.lines = 1;
  self->y += wg_sheet_text (self->cr, WG_SHEET_MARGIN, self->y, &running, self->title) + GAP;
}

/* A page that has nothing on it yet is not left behind empty. */
static gboolean
make_room (WgPaper *self, double height)
{
  if (self->y + height <= FOOT || self->y <= WG_SHEET_MARGIN + 40.0)
    return FALSE;
  begin_page (self);
  return TRUE;
}

WgPaper *
wg_paper_new (const char *title, const char *under)
{
  WgPaper *self = g_new0 (WgPaper, 1);

  self->title = g_strdup (title);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  begin_page (self);
  self->y += wg_sheet_text (self->cr, WG_SHEET_MARGIN, self->y, &title_style, title) + 2.0;
  if (under != NULL)
    wg_paper_add_text (self, under, TRUE);
  self->y += 2.0;
  wg_sheet_line (self->cr, WG_SHEET_MARGIN, self->y, RIGHT, self->y, 1.2, INK);
  self->y += GAP;
  return self;
}

void
wg_paper_free (WgPaper *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
  g_ptr_array_unref (self->pages);
  for (guint i = 0; i < self->n_columns; i++)
    g_free ((char *) self->columns[i].title);
  g_free (self->title);
  g_free (self->foot);
  g_free (self);
}

void
wg_paper_set_foot (WgPaper *self, const char *text)
{
  g_free (self->foot);
  self->foot = g_strdup (text);
}

void
wg_paper_add_heading (WgPaper *self, const char *text)
{
  if (!make_room (self, GAP + wg_sheet_measure_height (self->cr, &heading_style, text) + 3.0 + TABLE_NEEDS))
    self->y += GAP;
  self->y += wg_sheet_text (self->cr, WG_SHEET_MARGIN, self->y, &heading_style, text) + 3.0;
}

/* The longest beginning of @text that fits on the rest of the page, in bytes; words of any length. */
static gsize
find_fitting (WgPaper *self, const WgSheetText *style, const char *text, double room)
{
  glong low = 0, high = g_utf8_strlen (text, -1);

  while (low < high)
    {
      glong middle = low + (high - low + 1) / 2;
      g_autofree char *part = g_utf8_substring (text, 0, middle);

      if (wg_sheet_measure_height (self->cr, style, part) <= room)
        low = middle;
      else
        high = middle - 1;
    }
  return (gsize) (g_utf8_offset_to_pointer (text, low) - text);
}

void
wg_paper_add_text (WgPaper *self, const char *text, gboolean quiet)
{
  const WgSheetText *style = quiet ? &quiet_style : &body_style;

  while (*text != '\0')
    {
      gsize length = find_fitting (self, style, text, FOOT - self->y);
      g_autofree char *part = g_strndup (text, length);

      if (length > 0)
        self->y += wg_sheet_text (self->cr, WG_SHEET_MARGIN, self->y, style, part) + 2.0;
      text += length;
      if (*text != '\0')
        begin_page (self);
    }
}

void
wg_paper_add_fact (WgPaper *self, const char *label, const char *value)
{
  WgSheetText style = body_style, name = quiet_style;
  double height;

  if (value == NULL || *value == '\0')
    return;
  name.width = FACT_WIDTH - GAP;
  style.width = WG_PAPER_INSIDE - FACT_WIDTH;
  style.lines = 12;
  height = MAX (wg_sheet_measure_height (self->cr, &style, value), wg_sheet_measure_height (self->cr, &name, label));
  make_room (self, height);
  wg_sheet_text (self->cr, WG_SHEET_MARGIN, self->y + 0.8, &name, label);
  wg_sheet_text (self->cr, WG_SHEET_MARGIN + FACT_WIDTH, self->y, &style, value);
  self->y += height + 2.0;
}

/* Tables. */

/* A text runs on over the columns behind it that are empty. */
static double
get_width (WgPaper *self, guint column, const char *const *texts)
{
  double share = self->columns[column].share;

  for (guint i = column + 1; i < self->n_columns && texts[i] == NULL && self->columns[column].align == WG_SHEET_LEFT; i++)
    share += self->columns[i].share;
  return share * WG_PAPER_INSIDE;
}

static void
put_cell (WgPaper *self, guint column, double y, WgSheetText style, const char *const *texts)
{
  double left = WG_SHEET_MARGIN, width = get_width (self, column, texts);

  for (guint i = 0; i < column; i++)
    left += self->columns[i].share * WG_PAPER_INSIDE;
  style.width = width - GAP;
  style.align = self->columns[column].align;
  wg_sheet_text (self->cr, style.align == WG_SHEET_RIGHT ? left + width - GAP : left, y, &style, texts[column]);
}

static double
measure_row (WgPaper *self, WgSheetText style, const char *const *texts)
{
  double height = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      style.width = get_width (self, i, texts) - GAP;
      if (texts[i] != NULL)
        height = MAX (height, wg_sheet_measure_height (self->cr, &style, texts[i]));
    }
  return height;
}

static void
put_row (WgPaper *self, WgSheetText style, const char *const *texts)
{
  double height = measure_row (self, style, texts);

  for (guint i = 0; i < self->n_columns; i++)
    {
      if (texts[i] != NULL)
        put_cell (self, i, self->y, style, texts);
    }
  self->y += height + 1.5;
  wg_sheet_line (self->cr, WG_SHEET_MARGIN, self->y, RIGHT, self->y, 0.3, RULE);
  self->y += 1.5;
}

static void
put_head (WgPaper *self)
{
  const char *titles[WG_PAPER_MOST_COLUMNS];

  for (guint i = 0; i < self->n_columns; i++)
    titles[i] = self->columns[i].title;
  put_row (self, quiet_style, titles);
}

void
wg_paper_begin_table (WgPaper *self, const WgPaperColumn *columns, guint n_columns)
{
  g_return_if_fail (n_columns <= WG_PAPER_MOST_COLUMNS);
  for (guint i = 0; i < self->n_columns; i++)
    g_free ((char *) self->columns[i].title);
  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    self->columns[i] = (WgPaperColumn){ g_strdup (columns[i].title), columns[i].share, columns[i].align };
  make_room (self, TABLE_NEEDS);
  put_head (self);
}

void
wg_paper_add_row (WgPaper *self, const char *const *texts, gboolean strong)
{
  WgSheetText style = body_style;

  style.size = 8.8;
  style.weight = strong ? 700 : 400;
  style.lines = 16;
  if (make_room (self, measure_row (self, style, texts) + 3.0))
    put_head (self);
  put_row (self, style, texts);
}

cairo_t *
wg_paper_take_space (WgPaper *self, double height, double *y)
{
  make_room (self, height);
  *y = self->y;
  self->y += height + GAP;
  return self->cr;
}

double
wg_paper_get_height (WgPaper *self)
{
  return self->y;
}

void
wg_paper_keep_together (WgPaper *self, double height)
{
  make_room (self, height);
}

guint
wg_paper_get_n_pages (WgPaper *self)
{
  return self->pages->len;
}

/* The file. */

static void
put_foot (WgPaper *self, cairo_t *cr, guint page)
{
  g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->pages->len);
  WgSheetText style = quiet_style;

  style.lines = 1;
  wg_sheet_line (cr, WG_SHEET_MARGIN, FOOT + 2.0, RIGHT, FOOT + 2.0, 0.6, RULE);
  style.width = WG_PAPER_INSIDE - 90.0;
  if (self->foot != NULL)
    wg_sheet_text (cr, WG_SHEET_MARGIN, FOOT + 5.0, &style, self->foot);
  style.width = 0;
  style.align = WG_SHEET_RIGHT;
  wg_sheet_text (cr, RIGHT, FOOT + 5.0, &style, number);
}

static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Whoever looks into the folder finds the paper whole or not at all. */
gboolean
wg_paper_write_pdf (WgPaper *self, const char *file, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, WG_SHEET_WIDTH, WG_SHEET_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) local = NULL;
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  g_clear_pointer (&self->cr, cairo_destroy);
  for (guint i = 0; i < self->pages->len; i++)
    {
      cairo_set_source_surface (cr, g_ptr_array_index (self->pages, i), 0, 0);
      cairo_paint (cr);
      put_foot (self, cr, i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS && g_file_set_contents (file, (const char *) bytes->data, (gssize) bytes->len, &local))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("%s cannot be written: %s."), file,
               local != NULL ? local->message : cairo_status_to_string (status));
  return FALSE;
}
