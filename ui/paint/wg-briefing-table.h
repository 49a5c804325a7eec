/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-layout.h"
#include "wg-briefing-paper.h"

G_BEGIN_DECLS

/**
 * WgBriefingRow:
 * @cells: (array zero-terminated=1): a text for each column
 * @drill: (nullable): what its cases are: `indicator:NICK`, `grid:CODE`, or `case:NUMBER`
 */
typedef struct
{
  char **cells;
  char *drill;
} WgBriefingRow;

/**
 * WgBriefingTable:
 * @title: what it is about
 * @columns: (array zero-terminated=1): their titles
 * @numeric: of each column, whether it stands to the right
 * @rows: (element-type WgBriefingRow): all of them
 *
 * The table behind a tile: every number that the tile shows, and those it has no room for.
 */
typedef struct
{
  char *title;
  char **columns;
  gboolean numeric[10];
  GPtrArray *rows;
} WgBriefingTable;

/**
 * wg_briefing_table_new:
 * @paper: the briefing
 * @tile: which of its tiles
 *
 * Returns: (transfer full): the table
 */
WgBriefingTable *wg_briefing_table_new (const WgBriefingPaper *paper, const WgBriefingTile *tile);
void wg_briefing_table_free (WgBriefingTable *table);

/**
 * wg_briefing_table_to_csv:
 *
 * Returns: (transfer full): the table as CSV with a byte order mark; a text that a spreadsheet would take for a formula
 *   begins with an apostrophe
 */
char *wg_briefing_table_to_csv (const WgBriefingTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBriefingTable, wg_briefing_table_free)

G_END_DECLS
