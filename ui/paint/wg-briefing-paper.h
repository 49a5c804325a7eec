/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-ground.h"
#include "wg-grid-tree.h"

#include <cairo.h>
#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WgBriefingPaper:
 * @figures: of wg_briefing_make()
 * @tree: the grids in force then
 * @zone: (nullable): the zone of the district
 * @id: the number of the briefing, 0 while it is not issued
 * @made_ms: when it was issued, milliseconds UTC; 0 while it is not
 * @a3: whether it goes on A3 instead of A4
 * @cancellable: (nullable): what ends the writing of a file between two pages
 * @n_drawn: (nullable): counts the pages that were drawn, atomic
 * @ground: (nullable): streets and water under its maps
 *
 * What is drawn. Borrowed for the time of a call.
 */
typedef struct
{
  JsonObject *figures;
  WgGridTree *tree;
  GTimeZone *zone;
  gint64 id;
  gint64 made_ms;
  gboolean a3;
  GCancellable *cancellable;
  int *n_drawn;
  WgBriefingGround *ground;
} WgBriefingPaper;

/**
 * wg_briefing_paper_get_n_pages:
 *
 * Returns: how many sheets it takes
 */
guint wg_briefing_paper_get_n_pages (const WgBriefingPaper *paper);

/**
 * wg_briefing_paper_get_title:
 *
 * Returns: (transfer none): what kind of report it is, in the language of the program
 */
const char *wg_briefing_paper_get_title (const WgBriefingPaper *paper);

/**
 * wg_briefing_paper_get_leaves:
 *
 * Returns: (transfer full) (nullable) (element-type WgBriefingLeaf): the pages that the centre composed, %NULL for a standard
 *   briefing
 */
GPtrArray *wg_briefing_paper_get_leaves (const WgBriefingPaper *paper);

/**
 * wg_briefing_paper_get_size:
 * @width: (out): of a sheet, points
 * @height: (out): of a sheet, points
 *
 * A standard briefing stands upright on A4, and lies in two columns on A3; pages of tiles lie, as they do on a wall.
 */
void wg_briefing_paper_get_size (const WgBriefingPaper *paper, double *width, double *height);

/**
 * wg_briefing_paper_draw:
 * @cr: a page of wg_briefing_paper_get_size()
 * @page: 0 is the first
 *
 * Draws in vectors, in the language of the program.
 */
void wg_briefing_paper_draw (const WgBriefingPaper *paper, cairo_t *cr, guint page);

/**
 * wg_briefing_paper_prepare:
 *
 * Makes what takes long, so that wg_briefing_paper_draw() does not: the ground of every map. From any thread.
 */
void wg_briefing_paper_prepare (const WgBriefingPaper *paper);

/**
 * wg_briefing_paper_write_pdf:
 *
 * The same paper gives the same bytes: nothing comes from the clock of the machine.
 *
 * Returns: whether @file was written, else %WG_ERROR_IO, or %G_IO_ERROR_CANCELLED with a part of it written
 */
gboolean wg_briefing_paper_write_pdf (const WgBriefingPaper *paper, const char *file, GError **error);

/**
 * wg_briefing_paper_write_png:
 *
 * One picture of all pages, one below the other, 150 dots per inch.
 */
gboolean wg_briefing_paper_write_png (const WgBriefingPaper *paper, const char *file, GError **error);

G_END_DECLS
