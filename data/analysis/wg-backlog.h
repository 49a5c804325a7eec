/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-grid-tree.h"

G_BEGIN_DECLS

/**
 * WG_BACKLOG_NEVER:
 *
 * The instant of what never becomes overdue.
 */
#define WG_BACKLOG_NEVER G_MAXINT64

/**
 * WgBacklogCounts:
 * @open: open cases (reported .. handled) that are not suspended: the backlog 积压
 * @overdue: those of @open that are overdue
 * @suspended: open cases that are suspended, counted beside @open
 * @total: every case ever homed there, in any state
 */
typedef struct
{
  gint64 open;
  gint64 overdue;
  gint64 suspended;
  gint64 total;
} WgBacklogCounts;

/**
 * WgBacklogRow:
 * @grid_id: the grid the cases are homed in, 0 for outside of all grids
 * @counts: the counts of that grid itself
 *
 * One row of a recount. Several rows for one grid add up.
 */
typedef struct
{
  gint64 grid_id;
  WgBacklogCounts counts;
} WgBacklogRow;

/**
 * WgBacklogFlags:
 * @WG_BACKLOG_OPEN: the state is reported .. handled.
 * @WG_BACKLOG_SUSPENDED: suspended 挂账; counts only together with @WG_BACKLOG_OPEN.
 */
typedef enum
{
  WG_BACKLOG_CLOSED = 0,
  WG_BACKLOG_OPEN = 1 << 0,
  WG_BACKLOG_SUSPENDED = 1 << 1,
} WgBacklogFlags;

/**
 * WgBacklogPlace:
 * @grid_id: home grid, 0 for outside of all grids
 * @flags: what the case is counted as
 * @overdue_from_ms: the instant (milliseconds UTC) from which an open case that is not suspended counts as overdue:
 *   its due time; %WG_BACKLOG_NEVER without one, and for a handled case that was done in time (its clock stands)
 *
 * How one case is counted.
 */
typedef struct
{
  gint64 grid_id;
  WgBacklogFlags flags;
  gint64 overdue_from_ms;
} WgBacklogPlace;

/**
 * WgBacklog:
 *
 * The cases of every grid in force, of the grid itself and rolled up along parents (never by geometry). Cases outside
 * of all grids, and cases of grids that are no longer in force, are counted apart. A case is overdue when
 * `overdue_from_ms <= now`. Belongs to one thread.
 */
#define WG_TYPE_BACKLOG (wg_backlog_get_type ())
G_DECLARE_FINAL_TYPE (WgBacklog, wg_backlog, WG, BACKLOG, GObject)

/**
 * wg_backlog_new:
 * @tree: the grids; after an adjustment of boundaries a new backlog is made for the new tree
 *
 * Returns: (transfer full): a backlog in which everything is 0 and it is the beginning of time
 */
WgBacklog *wg_backlog_new (WgGridTree *tree);

WgGridTree *wg_backlog_get_tree (WgBacklog *self);

/**
 * wg_backlog_recount:
 * @rows: (array length=n_rows): counts taken by the store at @now_ms
 * @n_rows: their number
 * @now_ms: the instant at which `overdue` was counted
 *
 * Replaces all counts and forgets all due times: add those of the open cases with wg_backlog_add_due(). Grids whose
 * counts differ from before are listed as changed.
 */
void wg_backlog_recount (WgBacklog *self, const WgBacklogRow *rows, gsize n_rows, gint64 now_ms);

/**
 * wg_backlog_add_due:
 * @case_id: an open case that is not suspended and that the last recount has counted
 * @grid_id: its home grid, 0 for outside
 * @overdue_from_ms: see #WgBacklogPlace
 *
 * Tells when a case that is counted already becomes overdue. Changes no count.
 */
void wg_backlog_add_due (WgBacklog *self, gint64 case_id, gint64 grid_id, gint64 overdue_from_ms);

/**
 * wg_backlog_move_case:
 * @case_id: the case
 * @before: (nullable): how it was counted, %NULL for a new case
 * @after: (nullable): how it is counted now, %NULL for one that is gone
 *
 * Follows one change of one case.
 */
void wg_backlog_move_case (WgBacklog *self, gint64 case_id, const WgBacklogPlace *before, const WgBacklogPlace *after);

/**
 * wg_backlog_advance:
 * @now_ms: the present, milliseconds UTC; may also be earlier than before
 *
 * Moves the cases that became overdue.
 *
 * Returns: the next instant at which a case becomes overdue, or %WG_BACKLOG_NEVER
 */
gint64 wg_backlog_advance (WgBacklog *self, gint64 now_ms);

gint64 wg_backlog_get_now (WgBacklog *self);

/**
 * wg_backlog_get_own:
 * @index: a grid of the tree
 *
 * Returns: (transfer none): the cases homed in the grid itself
 */
const WgBacklogCounts *wg_backlog_get_own (WgBacklog *self, guint index);

/**
 * wg_backlog_get_rolled:
 * @index: a grid of the tree
 *
 * Returns: (transfer none): the cases homed in the grid or anywhere below it
 */
const WgBacklogCounts *wg_backlog_get_rolled (WgBacklog *self, guint index);

/**
 * wg_backlog_get_outside:
 *
 * Returns: (transfer none): the cases outside of all grids
 */
const WgBacklogCounts *wg_backlog_get_outside (WgBacklog *self);

/**
 * wg_backlog_get_retired:
 *
 * Returns: (transfer none): the cases of grids that are not in the tree; nearly always closed ones
 */
const WgBacklogCounts *wg_backlog_get_retired (WgBacklog *self);

/**
 * wg_backlog_get_whole:
 *
 * Returns: all cases, outside and retired ones included
 */
WgBacklogCounts wg_backlog_get_whole (WgBacklog *self);

/**
 * wg_backlog_take_changed:
 * @outside_changed: (out) (optional): whether the cases outside of all grids changed
 *
 * Returns: (transfer full) (element-type guint): indices, ascending, of the grids whose rolled-up counts changed since
 *   the last call
 */
GArray *wg_backlog_take_changed (WgBacklog *self, gboolean *outside_changed);

/**
 * WG_BACKLOG_N_CLASSES:
 *
 * The number of colours. %WG_BACKLOG_N_BREAKS upper bounds stand between them.
 */
#define WG_BACKLOG_N_CLASSES 5
#define WG_BACKLOG_N_BREAKS 4

/**
 * wg_backlog_get_start_breaks:
 *
 * Returns: (transfer none) (array fixed-size=4): 0, 2, 5, 10: the start value of leaf levels
 */
const gint64 *wg_backlog_get_start_breaks (void);

/**
 * wg_backlog_breaks_are_valid:
 *
 * Returns: whether @breaks begin with 0 and ascend strictly
 */
gboolean wg_backlog_breaks_are_valid (const gint64 *breaks);

/**
 * wg_backlog_class_of:
 * @breaks: (array fixed-size=4): upper bounds, included, of classes 0 to 3
 * @open: a backlog
 *
 * Returns: 0 .. 4
 */
guint wg_backlog_class_of (const gint64 *breaks, gint64 open);

/**
 * wg_backlog_propose_breaks:
 * @counts: (array length=n_counts): the backlogs of the grids of one level
 * @n_counts: their number
 * @breaks: (out caller-allocates) (array fixed-size=4): the proposal
 *
 * Class 0 is "none". The grids that have any are quartered: the breaks are the quartiles of their counts (nearest
 * rank), each rounded to the nearest of 1, 2, 5, 10, 20, 50, … (by ratio, downwards in the middle) and kept apart.
 * Without any backlog the start value is proposed.
 */
void wg_backlog_propose_breaks (const gint64 *counts, gsize n_counts, gint64 *breaks);

G_END_DECLS
