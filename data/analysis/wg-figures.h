/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-grid-tree.h"
#include "wg-indicators.h"

G_BEGIN_DECLS

/**
 * WG_LEVEL_UNKNOWN:
 *
 * Of a case that is not closed, or that nobody held.
 */
#define WG_LEVEL_UNKNOWN (-1)

/**
 * WgCaseHistory:
 * @id: of the case
 * @number: its number
 * @channel: where it came from
 * @class_code: (nullable): its class, or the class text of an imported one
 * @person_id: who held it last before the end of what was read, %WG_NO_ID
 * @unit_id: which unit held it last, %WG_NO_ID
 * @level: the level of the grid at which it was closed, 0 the whole district, %WG_LEVEL_UNKNOWN
 * @instructed_ms: when a leader first wrote an instruction, %WG_NO_TIME
 * @lon: degrees, NAN without a place
 * @lat: degrees
 * @steps: (element-type WgStep): what happened to it, in order
 *
 * What the figures need to know of one case.
 */
typedef struct
{
  gint64 id;
  char *number;
  char *channel;
  char *class_code;
  gint64 person_id;
  gint64 unit_id;
  int level;
  gint64 instructed_ms;
  double lon;
  double lat;
  GArray *steps;
} WgCaseHistory;

WgCaseHistory *wg_case_history_new (void);
void wg_case_history_free (WgCaseHistory *history);

/**
 * wg_case_history_find_home:
 *
 * Returns: the grid of @tree in which it was homed last, %WG_GRID_NONE outside of all grids; where that grid is no longer in
 *   force, the one that holds its place
 */
guint wg_case_history_find_home (const WgCaseHistory *history, WgGridTree *tree);

/**
 * wg_figures_get_begin:
 * @histories: (element-type WgCaseHistory): of all cases
 * @zone: (nullable): the zone of the district
 *
 * Returns: from when on there are data: the beginning of the day on which the first case was reported, milliseconds UTC;
 *   %WG_NO_TIME without a case
 */
gint64 wg_figures_get_begin (const GPtrArray *histories, GTimeZone *zone);

/**
 * wg_figures_is_known:
 * @begin_ms: from when on there are data, %WG_NO_TIME for none
 * @at_ms: an instant, milliseconds UTC
 *
 * A count of a time before the data would be nought, and that would be a lie.
 *
 * Returns: whether there are data of that time
 */
gboolean wg_figures_is_known (gint64 begin_ms, gint64 at_ms);

/**
 * WgFiguresBy:
 * @WG_FIGURES_BY_LEVEL: the level at which a case was closed (小事不出格), as digits
 * @WG_FIGURES_BY_INSTRUCTED: `instructed` when a leader wrote an instruction (批示)
 *
 * What cases are told apart by, besides their grids.
 */
typedef enum
{
  WG_FIGURES_BY_NOTHING,
  WG_FIGURES_BY_CLASS,
  WG_FIGURES_BY_CHANNEL,
  WG_FIGURES_BY_PERSON,
  WG_FIGURES_BY_UNIT,
  WG_FIGURES_BY_LEVEL,
  WG_FIGURES_BY_INSTRUCTED,
} WgFiguresBy;

/**
 * wg_figures_by_from_nick:
 *
 * Returns: what `class`, `channel`, `person`, `unit`, `level` or `instructed` tells apart; %WG_FIGURES_BY_NOTHING else
 */
WgFiguresBy wg_figures_by_from_nick (const char *nick);

/**
 * WgFiguresRow:
 * @grid: index in the tree, %WG_GRID_NONE for the whole district
 * @key: (nullable): class, channel, or the id of a person or unit; %NULL when nothing is told apart or it has none
 * @tallies: the counts
 *
 * One group of cases.
 */
typedef struct
{
  guint grid;
  char *key;
  gint64 tallies[WG_N_TALLIES];
} WgFiguresRow;

/**
 * WgFigures:
 *
 * The counts of a period, group by group.
 */
typedef struct _WgFigures WgFigures;

/**
 * wg_figures_new:
 * @histories: (element-type WgCaseHistory): of all cases, up to `as_of_ms` at least
 * @tree: the grids of that time
 * @depth: the level whose grids are told apart, or 0 for the whole district, which has the cases outside of all grids too
 * @by: what else is told apart
 * @period: what is asked about
 *
 * A case counts where it was homed last, and in all grids above. Every grid of the level has a row.
 *
 * Returns: (transfer full): the figures
 */
WgFigures *wg_figures_new (const GPtrArray *histories, WgGridTree *tree, int depth, WgFiguresBy by, const WgPeriod *period);
void wg_figures_free (WgFigures *figures);

guint wg_figures_get_n_rows (const WgFigures *figures);

/**
 * wg_figures_get_row:
 *
 * Returns: (transfer none): by grid, then by key
 */
const WgFiguresRow *wg_figures_get_row (const WgFigures *figures, guint row);

/**
 * wg_figures_find:
 *
 * Returns: (transfer none) (nullable): the row of a group
 */
const WgFiguresRow *wg_figures_find (const WgFigures *figures, guint grid, const char *key);

/**
 * wg_figures_sum:
 *
 * Returns: the count of @tally over all groups of @grid
 */
gint64 wg_figures_sum (const WgFigures *figures, guint grid, WgTally tally);

/**
 * WgFiguresFilter:
 * @grid: index in the tree, %WG_GRID_NONE for the whole district
 * @by: what @key is
 * @key: (nullable): as in a row
 * @indicator: the figure
 *
 * Which cases are meant.
 */
typedef struct
{
  guint grid;
  WgFiguresBy by;
  const char *key;
  WgIndicator indicator;
} WgFiguresFilter;

/**
 * wg_figures_list_cases:
 *
 * Returns: (transfer container) (element-type gint64): the ids, borrowed from @histories, of the cases in the numerator
 */
GHashTable *
wg_figures_list_cases (const GPtrArray *histories, WgGridTree *tree, const WgFiguresFilter *filter, const WgPeriod *period);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseHistory, wg_case_history_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFigures, wg_figures_free)

G_END_DECLS
