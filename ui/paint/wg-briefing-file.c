/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the same briefing printed again must be the same file, byte by byte, so that two of them can be compared without
 * reading them: nothing in it comes from the clock of the machine.
 */

#include "wg-briefing-private.h"

#include "wg-error.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define PNG_DOTS 150.0
#define MOST_PAGES 18 /* in one picture */
#define TALLEST 32000.0

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

void
wg_briefing_paper_prepare (const WgBriefingPaper *paper)
{
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (nowhere);
  guint n_pages = wg_briefing_paper_get_n_pages (paper);

  for (guint page = 0; page < n_pages && paper->ground != NULL && !g_cancellable_is_cancelled (paper->cancellable); page++)
    wg_briefing_paper_draw (paper, cr, page);
  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
}

gboolean
wg_briefing_paper_write_pdf (const WgBriefingPaper *paper, const char *file, GError **error)
{
  double across, down;
  cairo_surface_t *surface = (wg_briefing_paper_get_size (paper, &across, &down), cairo_pdf_surface_create (file, across, down));
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (wg_briefing_get_made (paper) / 1000);
  g_autofree char *stamp = made != NULL ? g_date_time_format (made, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  guint n_pages = wg_briefing_paper_get_n_pages (paper);
  gboolean written;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, wg_briefing_get_title (paper->figures));
  if (stamp != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
  for (guint page = 0; page < n_pages && !g_cancellable_is_cancelled (paper->cancellable); page++)
    {
      cairo_save (cr);
      wg_briefing_paper_draw (paper, cr, page);
      cairo_restore (cr);
      cairo_show_page (cr);
      if (paper->n_drawn != NULL)
        g_atomic_int_inc (paper->n_drawn);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  written = !g_cancellable_set_error_if_cancelled (paper->cancellable, error) && check_written (surface, file, CAIRO_STATUS_SUCCESS, error);
  cairo_surface_destroy (surface);
  return written;
}

gboolean
wg_briefing_paper_write_png (const WgBriefingPaper *paper, const char *file, GError **error)
{
  double scale = PNG_DOTS / 72.0, across, down;
  int width = (wg_briefing_paper_get_size (paper, &across, &down), (int) ceil (across * PNG_DOTS / 72.0)), height = (int) ceil (down * PNG_DOTS / 72.0);
  guint n_pages = MIN (wg_briefing_paper_get_n_pages (paper), (guint) MIN (MOST_PAGES, TALLEST / height));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height * (int) n_pages);
  cairo_t *cr = cairo_create (surface);
  gboolean written;

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  for (guint page = 0; page < n_pages; page++)
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
