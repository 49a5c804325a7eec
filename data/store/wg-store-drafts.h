/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-draft-plan.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgDraftVerb:
 * @WG_DRAFT_NEW: begins a draft
 * @WG_DRAFT_SUBMIT: the drawing is done and waits for somebody else's word
 * @WG_DRAFT_APPROVE: by another natural person
 * @WG_DRAFT_ANNOUNCE: the public notice is out
 * @WG_DRAFT_APPLY: puts it in force
 * @WG_DRAFT_WITHDRAW: gives it up
 * @WG_DRAFT_UNDO: takes the last step of the drawing back
 * @WG_DRAFT_RETURN: not approved: it is drawn on again, for a reason
 */
typedef enum
{
  WG_DRAFT_NEW,
  WG_DRAFT_SUBMIT,
  WG_DRAFT_APPROVE,
  WG_DRAFT_ANNOUNCE,
  WG_DRAFT_APPLY,
  WG_DRAFT_WITHDRAW,
  WG_DRAFT_UNDO,
  WG_DRAFT_RETURN,
} WgDraftVerb;

/**
 * WgDraftAct:
 * @draft_id: the draft, ignored by %WG_DRAFT_NEW
 * @operator_id: who
 * @key: idempotency key
 * @expect_version: the version that was looked at, %WG_NULL_ID for any
 * @name: of a new draft
 * @note: (nullable): why: of a new draft, and of %WG_DRAFT_RETURN, which needs it
 * @effective_ms: of a new draft: when it takes effect, %WG_NULL_ID when that is not said
 *
 * One move of a draft.
 */
typedef struct
{
  WgDraftVerb verb;
  gint64 draft_id;
  gint64 operator_id;
  char *key;
  gint64 expect_version;
  char *name;
  char *note;
  gint64 effective_ms;
} WgDraftAct;

WgDraftAct *wg_draft_act_new (WgDraftVerb verb);
void wg_draft_act_free (WgDraftAct *act);

/**
 * WgDraftResult:
 * @draft: the draft as it is now
 * @plan: (nullable): what %WG_DRAFT_APPLY has moved
 */
typedef struct
{
  WgDraft *draft;
  WgDraftPlan *plan;
} WgDraftResult;

void wg_draft_result_free (WgDraftResult *result);

/**
 * WgBoundaryVerb:
 *
 * One edit of boundaries, see wg-coverage.h.
 */
typedef enum
{
  WG_BOUNDARY_SPLIT,
  WG_BOUNDARY_MERGE,
  WG_BOUNDARY_MOVE,
  WG_BOUNDARY_INSERT,
  WG_BOUNDARY_DELETE,
  WG_BOUNDARY_RESHAPE,
  WG_BOUNDARY_HANDOVER,
  WG_BOUNDARY_FILL,
  WG_BOUNDARY_DRAW,
  WG_BOUNDARY_TRACE,
} WgBoundaryVerb;

/**
 * WgBoundaryEdit:
 * @codes: the grids that are meant, in their order
 * @line: (nullable) (element-type double): longitude and latitude by turns
 * @from: a place in degrees, NAN when not given
 * @to: a place in degrees, NAN when not given
 * @name: (nullable): of a grid that the edit makes
 * @along: (nullable): the name of a street that the line is taken from, instead of @line
 * @keep_buildings: whether the line goes round buildings
 */
typedef struct
{
  WgBoundaryVerb verb;
  gint64 draft_id;
  gint64 operator_id;
  char *key;
  char **codes;
  GArray *line;
  double from[2];
  double to[2];
  char *name;
  char *along;
  gboolean keep_buildings;
} WgBoundaryEdit;

WgBoundaryEdit *wg_boundary_edit_new (WgBoundaryVerb verb);
void wg_boundary_edit_free (WgBoundaryEdit *edit);
WgBoundaryEdit *wg_boundary_edit_copy (const WgBoundaryEdit *edit);
const char *wg_boundary_verb_to_nick (WgBoundaryVerb verb);

/**
 * wg_boundary_edit_run:
 * @ids: (array length=n_ids): the grids of @coverage that the codes of @edit mean; as many as its verb wants
 * @refusal: (out): why not
 *
 * The edit itself, without a draft around it.
 *
 * Returns: (transfer full) (nullable) (element-type WgCoverageChange): what has changed, see wg-coverage.h
 */
GPtrArray *wg_boundary_edit_run (WgCoverage *coverage, const WgBoundaryEdit *edit, const gint64 *ids, guint n_ids,
                                 WgRefusal *refusal);

/**
 * WgBoundaryResult:
 * @touched: (element-type utf8): codes of the grids that the step changed, made or ended
 * @area_change_m2: by how much the sum of all areas changed: 0 but for a gap that was filled
 *   or an overlap that went to one of its grids
 * @ms: what the edit took, without reading and writing
 */
typedef struct
{
  WgDraft *draft;
  GPtrArray *touched;
  double area_change_m2;
  double ms;
} WgBoundaryResult;

void wg_boundary_result_free (WgBoundaryResult *result);

void wg_store_list_drafts_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *wg_store_list_drafts_finish (WgStore *self, GAsyncResult *result, GError **error);

void wg_store_load_draft_async (WgStore *self, gint64 draft_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
WgDraft *wg_store_load_draft_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_move_draft_async:
 * @act: (transfer full): what is to be done
 *
 * Fails with %WG_ERROR_FORBIDDEN, %WG_ERROR_REFUSED (the state does not allow it, the date has not come) or
 * %WG_ERROR_CONFLICT (somebody else changed the draft or the grids under it).
 */
void wg_store_move_draft_async (WgStore *self, WgDraftAct *act, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
WgDraftResult *wg_store_move_draft_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_edit_boundary_async:
 * @edit: (transfer full): what is to be drawn
 *
 * One step of a draft. A refusal by a rule of boundaries carries the rule and a place, see wg_error_get_rule().
 */
void wg_store_edit_boundary_async (WgStore *self, WgBoundaryEdit *edit, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
WgBoundaryResult *wg_store_edit_boundary_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_weigh_draft_async:
 *
 * What the draft would do if it took effect now; the same as %WG_DRAFT_APPLY then tells.
 */
void wg_store_weigh_draft_async (WgStore *self, gint64 draft_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
WgDraftPlan *wg_store_weigh_draft_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_work_apply_due:
 * @work: a writer inside no transaction
 *
 * Puts in force what was announced for a date that has come, also while the program was closed.
 *
 * Returns: how many drafts, -1 with @error set; one that cannot be put in force is left announced
 */
int wg_store_work_apply_due (WgStoreWork *work, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDraftAct, wg_draft_act_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDraftResult, wg_draft_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBoundaryEdit, wg_boundary_edit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBoundaryResult, wg_boundary_result_free)

G_END_DECLS
