/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-draft-table.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgGridFigures:
 * @households: -1 when unknown
 *
 * What a grid has.
 */
typedef struct
{
  double area_m2;
  gint64 households;
  gint64 people;
  gint64 buildings;
  gint64 open;
  gint64 overdue;
  gint64 officers;
} WgGridFigures;

/**
 * WgGridWeight:
 * @id: the grid; negative for a new one
 * @is_there: whether it exists before [0] and after [1]
 * @moves_land: see wg_draft_moves_land()
 * @figures: before [0] and after [1]
 */
typedef struct
{
  gint64 id;
  char *code;
  gboolean is_there[2];
  gboolean moves_land;
  WgGridFigures figures[2];
} WgGridWeight;

/**
 * WgCaseMove:
 * @from: (nullable): code of the grid, %NULL for outside
 * @to: (nullable): code of the grid
 *
 * An open case that goes to another grid.
 */
typedef struct
{
  gint64 case_id;
  char *number;
  char *from;
  char *to;
  gint64 to_id;
} WgCaseMove;

/**
 * WgDraftFlag:
 * @rule: `households` (not 300 to 500), `uneven_load` (many more open cases than its share), `child_outside_parent`
 * @value: the number of households; how many open cases too many; NAN otherwise
 */
typedef struct
{
  char *code;
  const char *rule;
  double value;
} WgDraftFlag;

/**
 * WgDraftPlan:
 * @before: the grids in force
 * @after: the grids as the draft would have them; new ones have negative ids
 * @changed: (element-type gint64): ids of the grids, parents among them, that get a new boundary version
 * @grids: (element-type WgGridWeight): the leaves that the draft touches
 * @moves: (element-type WgCaseMove): the open cases that move
 * @flags: (element-type WgDraftFlag): what somebody should look at before saying yes
 *
 * What a draft does, worked out without doing it.
 */
typedef struct
{
  WgGridTree *before;
  WgGridTree *after;
  GArray *changed;
  GPtrArray *grids;
  GPtrArray *moves;
  GPtrArray *flags;
} WgDraftPlan;

void wg_draft_plan_free (WgDraftPlan *plan);

/**
 * wg_draft_moves_land:
 * @before: (nullable): the outline of a grid in force, %NULL when there was none
 * @after: (nullable): the outline that it gets, %NULL when it ends
 *
 * A neighbour whose border only got a corner has the land that it had: nobody there needs to know.
 */
gboolean wg_draft_moves_land (const WgShape *before, const WgShape *after);

/**
 * wg_draft_plan_count_redrawn:
 *
 * Returns: how many of the grids that a draft touches get or lose land
 */
guint wg_draft_plan_count_redrawn (const WgDraftPlan *plan);

/**
 * wg_draft_plan_new:
 * @work: on any database thread
 *
 * Returns: (transfer full): the plan, or %NULL with %WG_ERROR_CONFLICT or @error set
 */
WgDraftPlan *wg_draft_plan_new (WgStoreWork *work, const WgDraft *draft, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDraftPlan, wg_draft_plan_free)

G_END_DECLS
