/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-actor.h"
#include "wg-case-moves.h"
#include "wg-case-resume.h"
#include "wg-event.h"
#include "wg-fields.h"
#include "wg-warning.h"

G_BEGIN_DECLS

/* What a move tells the history of another case, and the master that this case goes from and to. */
typedef struct
{
  gint64 case_id;
  WgVerb verb;
  gint64 old_master_id;
  gint64 new_master_id;
} WgSide;

/* One move on its way through the writer: what the themed siblings of wg-case-moves.c hand to each other. */
typedef struct
{
  /* borrowed */
  WgStoreWork *work;
  const WgAct *act;
  const WgMove *move;

  /* owned */
  WgActor *actor;
  WgCaseRecord *before; /* NULL for a birth */
  WgCaseRecord *record;
  WgEvent *event;
  WgFields *fields;
  GPtrArray *warnings; /* of what wg_warning_keep () makes, without the final NULL */
  GArray *sides;       /* of WgSide, or NULL */

  /* what the state that is come back to asks of the clocks beside the row */
  guint more_clocks;
  gboolean class_is_leaf; /* of a birth */
  int proposes; /* a WgVerb, or -1 */

  /* a reason code that stands when none was given, or NULL; static */
  const char *default_reason;
} WgMoveRun;

/* wg-case-moves.c: writes the event of a run whose case is written. */
gboolean wg_case_moves_write_event (WgMoveRun *run, GError **error);
void wg_move_run_clear (WgMoveRun *run);

/* wg-case-refusals.c */
void wg_case_moves_set_conflict (WgMoveRun *run, GError **error);
/* Refuses: the case, and @why, a sentence that says what was kept. Returns FALSE, for its caller to return. */
gboolean wg_case_moves_object (WgMoveRun *run, const char *why, GError **error);

/* wg-case-roles.c: whose it is. */
gboolean wg_case_roles_check (WgMoveRun *run, GError **error);

/* wg-case-demands.c: what the row asks for, and what the steps of the route (wg-case-route-demands.c) do. */
gboolean wg_case_demands_check (WgMoveRun *run, GError **error);
gboolean wg_case_demands_check_route (WgMoveRun *run, GError **error);

/* wg-case-effects.c: what changes in the case itself. */
gboolean wg_case_effects_apply (WgMoveRun *run, GError **error);

/* wg-case-rows.c: what is written beside it: hands, asks, signatures, calls, files. */
gboolean wg_case_rows_write (WgMoveRun *run, GError **error);
gboolean wg_case_hands_write (WgMoveRun *run, GError **error);

/* wg-case-asks.c: what was asked of somebody and waits for an answer. */
gboolean wg_case_asks_check (WgMoveRun *run, GError **error);
gboolean wg_case_asks_write (WgMoveRun *run, GError **error);

/* wg-case-calls.c: signatures, public notices, and what was said to and by reporters. */
gboolean wg_case_calls_check (WgMoveRun *run, GError **error);
gboolean wg_case_calls_write (WgMoveRun *run, GError **error);
/* Marks a closed case while somebody who reported it is still to be called; takes the mark off every other. */
gboolean wg_case_calls_mark (WgMoveRun *run, WgCaseRecord *record, GError **error);

/* wg-case-merge.c: a case becomes part of another. */
gboolean wg_case_merge_check (WgMoveRun *run, GError **error);
gboolean wg_case_merge_apply (WgMoveRun *run, GError **error);
gboolean wg_case_merge_undo (WgMoveRun *run, gint64 event_id, GError **error);
gboolean wg_case_sides_write (WgMoveRun *run, GError **error);

/* wg-case-holders.c: who is to handle the case, and who follows it; a rework goes to the same one or, named, to another. */
gboolean wg_case_holders_check (WgMoveRun *run, GError **error);
gboolean wg_case_holders_check_rework (WgMoveRun *run, GError **error);
gboolean wg_case_holders_check_others (WgMoveRun *run, GError **error);
gboolean wg_case_holders_keeps (WgMoveRun *run, gint64 person_id);
char *wg_case_holders_dup_name (WgMoveRun *run, gint64 person_id);

/* wg-case-place.c: home grids. */
gboolean wg_case_place_set (WgMoveRun *run, double lon, double lat, GError **error);
gboolean wg_case_place_write (WgMoveRun *run, GError **error);
void wg_case_place_warn_border (WgMoveRun *run);

/* wg-case-undo.c: taking back the last move. */
gboolean wg_case_undo_apply (WgMoveRun *run, GError **error);

/* wg-case-birth.c: registering. */
gboolean wg_case_birth_prepare (WgMoveRun *run, GError **error);
gboolean wg_case_birth_write (WgMoveRun *run, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgMoveRun, wg_move_run_clear)

G_END_DECLS
