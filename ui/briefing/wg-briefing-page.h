/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-composer.h"
#include "wg-briefing-tile.h"
#include "wg-context.h"
#include "wg-period.h"
#include "wg-time-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgBriefingPage:
 *
 * The briefing view: what a leader is shown on Monday, page by page, by keys. It makes the briefing of the kind and the time
 * that stand above it with the code of `brief`, so that both say the same.
 *
 * Signals:
 * - `cases-wanted (char *title, GPtrArray *records)`: the cases behind a number, for the queue.
 * - `leave-wanted`: Esc, when there is nothing to step back from.
 */
#define WG_TYPE_BRIEFING_PAGE (wg_briefing_page_get_type ())
G_DECLARE_FINAL_TYPE (WgBriefingPage, wg_briefing_page, WG, BRIEFING_PAGE, GtkWidget)

GtkWidget *wg_briefing_page_new (WgContext *context);

/**
 * wg_briefing_page_make:
 * @kind: day, week, month …
 * @as_of_ms: up to when the data are known, milliseconds UTC
 *
 * Makes and shows a briefing, which is not issued by that.
 */
void wg_briefing_page_make (WgBriefingPage *self, WgPeriodKind kind, gint64 as_of_ms);

/**
 * wg_briefing_page_make_report:
 * @report: (nullable): a standard report, %NULL when there is a @name
 * @campaign: (nullable): of the report `campaign`: which one
 * @name: (nullable): of a briefing that the centre composed
 *
 * Likewise, for every briefing that there is.
 */
void wg_briefing_page_make_report (WgBriefingPage *self, const char *report, const char *campaign, const char *name, gint64 as_of_ms);

/**
 * wg_briefing_page_open:
 * @id: the number of a briefing
 *
 * Shows it with the figures and the pages that were issued; what is written of it is what was written on its day.
 */
void wg_briefing_page_open (WgBriefingPage *self, gint64 id);

/**
 * wg_briefing_page_set_composing:
 *
 * Whether its pages are being composed, with the panel beside them.
 */
void wg_briefing_page_set_composing (WgBriefingPage *self, gboolean composing);
gboolean wg_briefing_page_get_composing (WgBriefingPage *self);
WgBriefingComposer *wg_briefing_page_get_composer (WgBriefingPage *self);

/**
 * wg_briefing_page_get_figures:
 *
 * Returns: (transfer none) (nullable): what is shown, see wg_briefing_make()
 */
JsonObject *wg_briefing_page_get_figures (WgBriefingPage *self);

/**
 * wg_briefing_page_get_time:
 *
 * Returns: (transfer none): all cases on the line of time, shown with T
 */
WgTimeView *wg_briefing_page_get_time (WgBriefingPage *self);

guint wg_briefing_page_get_page (WgBriefingPage *self);
guint wg_briefing_page_get_n_pages (WgBriefingPage *self);
void wg_briefing_page_set_page (WgBriefingPage *self, guint page);

/**
 * wg_briefing_page_get_shown:
 *
 * Returns: (transfer none): `loading`, `trouble`, `board`, `rows` or `time`
 */
const char *wg_briefing_page_get_shown (WgBriefingPage *self);

/**
 * wg_briefing_page_is_settled:
 *
 * Returns: whether nothing is under way and all maps are painted
 */
gboolean wg_briefing_page_is_settled (WgBriefingPage *self);

/**
 * wg_briefing_page_set_wall:
 * @wall: whether nothing but the briefing is shown: full screen
 */
void wg_briefing_page_set_wall (WgBriefingPage *self, gboolean wall);

/**
 * wg_briefing_page_step_back:
 *
 * Esc: cancels what is under way, goes back from table or map, else emits `leave-wanted`.
 */
void wg_briefing_page_step_back (WgBriefingPage *self);

/**
 * wg_briefing_page_write:
 * @file: ends in `.pdf` for the whole briefing as `brief --out` writes it, in `.png` for the page that is shown as a picture
 *   for a wall, 3840 by 2160, in `.csv` for the table behind the tile that has the focus
 *
 * Writes it beside the window. Esc cancels; a file of that name is replaced when all of it is written. A toast tells.
 */
void wg_briefing_page_write (WgBriefingPage *self, const char *file);

/**
 * wg_briefing_page_set_printed:
 * @printed: whether it is shown in the colours of paper
 */
void wg_briefing_page_set_printed (WgBriefingPage *self, gboolean printed);
gboolean wg_briefing_page_get_printed (WgBriefingPage *self);

G_END_DECLS
