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

/* The colour of a finding, NULL class is the legend's "not past the correction". */
guint32 wg_briefing_get_colour (const char *class_, double q);

/* Draws the hotspots into a box. */
void wg_briefing_map_draw (const WgBriefingPaper *paper, cairo_t *cr, double x, double y, double width, double height);

/* Draws cases received, period by period, into a box. */
void wg_briefing_chart_draw (const WgBriefingPaper *paper, cairo_t *cr, double x, double y, double width, double height);

/* An instant on the clock of the district, as g_date_time_format() writes it. */
char *wg_briefing_format_time (const WgBriefingPaper *paper, gint64 ms, const char *format);

/* A number that may be null. */
gint64 wg_briefing_get_int (JsonObject *object, const char *member);

G_END_DECLS
