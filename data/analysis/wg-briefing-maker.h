/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing.h"

G_BEGIN_DECLS

/* What the parts that make a briefing share. */

typedef struct
{
  const WgBriefingRequest *request;
  JsonBuilder *out;
  int top;         /* the topmost level with more than one grid */
  int leaf;        /* the deepest level */
  gint64 begin_ms; /* from when on there are data, WG_NO_TIME for none */
} WgBriefingMaker;

/* A key and its value; what cannot be said (NULL, G_MININT64, not finite) is null. */
void wg_briefing_maker_text (WgBriefingMaker *self, const char *key, const char *value);
void wg_briefing_maker_int (WgBriefingMaker *self, const char *key, gint64 value);
void wg_briefing_maker_double (WgBriefingMaker *self, const char *key, double value);
void wg_briefing_maker_begin_list (WgBriefingMaker *self, const char *key);

/* `code` and `name` of a grid, null for none. */
void wg_briefing_maker_grid (WgBriefingMaker *self, guint grid);

/* `KEY_n`, `KEY_d` and `KEY` in hundredths of a percent. */
void wg_briefing_maker_share (WgBriefingMaker *self, const char *key, gint64 numerator, gint64 denominator);

/* What stands beside the figures: expressions of the centre, levels of closing, instructed cases, grids that closed without
 * satisfying, what waits for a dispatcher, what is supervised, which boundaries. @before and @year_ago are NULL where nothing
 * was known yet.
 */
void wg_briefing_maker_write_more (WgBriefingMaker *self, const WgFiguresRow *now, const WgFiguresRow *before, const WgFiguresRow *year_ago);

G_END_DECLS
