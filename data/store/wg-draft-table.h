/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"
#include "wg-coverage.h"
#include "wg-grid-tree.h"

G_BEGIN_DECLS

/**
 * WgDraftGrid:
 * @id: its row; in a coverage a new grid is the negative of it
 * @grid_id: the grid that changes, %WG_NULL_ID for a new one
 * @op: `change`, `new` or `retire`
 * @parent_id: the grid above, 0 for none
 * @base_version_id: the boundary version it was drawn on, %WG_NULL_ID for a new one
 * @shape: the outline as it will be, of a retired one as it was
 *
 * What a draft does to one grid.
 */
typedef struct
{
  gint64 id;
  gint64 grid_id;
  char *op;
  gint64 parent_id;
  int depth;
  char *code;
  char *name;
  gboolean special;
  gint64 base_version_id;
  WgShape *shape;
} WgDraftGrid;

WgDraftGrid *wg_draft_grid_copy (const WgDraftGrid *grid);
void wg_draft_grid_free (WgDraftGrid *grid);

/**
 * WgDraftConflict:
 * @draft_id: the other draft, %WG_NULL_ID when the grid was changed in force
 * @draft_name: (nullable): its name
 * @code: the grid
 * @name: the name of the grid, or its code
 */
typedef struct
{
  gint64 draft_id;
  char *draft_name;
  char *code;
  char *name;
} WgDraftConflict;

/**
 * wg_draft_conflict_to_text:
 *
 * Returns: (transfer full): what is the matter, for the person at the desk
 */
char *wg_draft_conflict_to_text (const WgDraftConflict *conflict);

/**
 * WgDraftStep:
 * @op: what was drawn, see wg_boundary_verb_to_nick()
 * @codes: of the grids that it changed, made or ended, with commas between
 *
 * One step of the drawing.
 */
typedef struct
{
  char *op;
  char *codes;
  gint64 at_ms;
} WgDraftStep;

/**
 * WgDraft:
 * @state: `open`, `submitted`, `approved`, `announced`, `applied` or `withdrawn`
 * @author_person_id: the natural person behind the account of who drew it, %WG_NULL_ID when that is not known
 * @effective_ms: when it takes effect, %WG_NULL_ID when that is not said
 * @n_steps: how many edits it is made of
 * @grids: (nullable) (element-type WgDraftGrid): what it does; %NULL in a list
 * @conflicts: (element-type WgDraftConflict): grids that another draft or somebody else has changed too
 * @steps: (nullable) (element-type WgDraftStep): the drawing, the latest step first; %NULL in a list
 * @returned: (nullable): why it came back from approval and is drawn on again
 * @trouble: (nullable): why it is not in force although its date has come: a sentence
 * @event_id: its latest event
 *
 * A change of boundaries on its way from the drawing to being in force.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *state;
  gint64 author_id;
  gint64 author_person_id;
  gint64 approver_id;
  char *author;
  char *approver;
  gint64 base_event_id;
  gint64 effective_ms;
  gint64 approved_ms;
  char *note;
  gint64 version;
  gint64 n_steps;
  gint64 event_id;
  GPtrArray *grids;
  GPtrArray *conflicts;
  GPtrArray *steps;
  char *returned;
  char *trouble;
} WgDraft;

void wg_draft_free (WgDraft *draft);

/**
 * wg_draft_is_in_force:
 *
 * Returns: whether the grids in force have what it does
 */
gboolean wg_draft_is_in_force (const WgDraft *draft);

/**
 * wg_draft_is_late:
 * @now_ms: milliseconds UTC
 *
 * Returns: whether the day has passed on which it was to take effect
 */
gboolean wg_draft_is_late (const WgDraft *draft, gint64 now_ms);

/**
 * wg_draft_dup_effect:
 * @zone: of the desk
 * @now_ms: milliseconds UTC
 *
 * Returns: (transfer full) (nullable): from when it is in force or is to be, and what it lacks when that has passed, as a part of
 *   a sentence; %NULL when no day was said, and for one that was given up
 */
char *wg_draft_dup_effect (const WgDraft *draft, GTimeZone *zone, gint64 now_ms);

/**
 * wg_draft_has_ended:
 *
 * Returns: whether nothing more becomes of it: it is in force or was withdrawn
 */
gboolean wg_draft_has_ended (const WgDraft *draft);

/**
 * wg_draft_is_drawn_by:
 * @operator_id: an account
 * @person_id: the natural person behind it, %WG_NULL_ID when that is not known
 *
 * Returns: whether that account, or another one of the same person, drew it
 */
gboolean wg_draft_is_drawn_by (const WgDraft *draft, gint64 operator_id, gint64 person_id);

/**
 * wg_draft_state_get_label:
 *
 * Returns: (transfer none): its state in the language of the screen
 */
const char *wg_draft_state_get_label (const WgDraft *draft);

/**
 * wg_draft_make_coverage:
 * @tree: the grids in force
 * @draft: (nullable): what is drawn on them
 *
 * Returns: (transfer full): the leaves, whatever their level, as the draft has them; a new grid has the negative id of its
 *   row
 */
WgCoverage *wg_draft_make_coverage (WgGridTree *tree, const WgDraft *draft);

/**
 * wg_draft_find_row:
 * @coverage_id: the id of a grid in such a coverage
 *
 * Returns: (transfer none) (nullable): what the draft does to it
 */
WgDraftGrid *wg_draft_find_row (const WgDraft *draft, gint64 coverage_id);

/* Everything below runs on a connection's own thread. */

GPtrArray *wg_draft_table_list (WgConnection *connection, GError **error);

/**
 * wg_draft_table_find:
 *
 * Returns: (transfer full): the draft with its grids, or %NULL with %WG_ERROR_NOT_FOUND
 */
WgDraft *wg_draft_table_find (WgConnection *connection, gint64 id, GError **error);

/**
 * wg_draft_table_update:
 * @draft: with its new state and approver; its version is still the old one
 * @impact: (nullable): JSON to remember
 *
 * Compare and set. The version of @draft grows by one.
 */
gboolean wg_draft_table_update (WgConnection *connection, WgDraft *draft, const char *impact, GError **error);

/**
 * wg_draft_table_check_base:
 *
 * Returns: %FALSE with %WG_ERROR_CONFLICT when a grid of the draft was changed since it was drawn
 */
gboolean wg_draft_table_check_base (const WgDraft *draft, GError **error);

/**
 * wg_draft_table_add_step:
 * @op: what was done
 * @before: (element-type WgDraftGrid): the rows that the step replaces
 * @after: (element-type WgDraftGrid): the rows that it leaves; their ids are given
 *
 * Exchanges the rows and remembers how to go back.
 */
gboolean wg_draft_table_add_step (WgConnection *connection, gint64 draft_id, gint64 at_ms, const char *op,
                                  const GPtrArray *before, const GPtrArray *after, GError **error);

/**
 * wg_draft_table_undo_step:
 * @op: (out): what was undone
 *
 * Returns: %FALSE with %WG_ERROR_REFUSED when there is no step
 */
gboolean wg_draft_table_undo_step (WgConnection *connection, gint64 draft_id, char **op, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDraftGrid, wg_draft_grid_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDraft, wg_draft_free)

G_END_DECLS
