/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-actor.h"
#include "wg-case-moves.h"
#include "wg-event.h"
#include "wg-fields.h"
#include "wg-warning.h"

G_BEGIN_DECLS

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

  /* a reason code that stands when none was given, or NULL; static */
  const char *default_reason;
} WgMoveRun;

/* wg-case-demands.c: what the row and the route ask for. */
gboolean wg_case_demands_check (WgMoveRun *run, GError **error);

/* wg-case-holders.c: who is to handle the case, and who follows it; a rework goes to the same one or, named, to another. */
gboolean wg_case_holders_check (WgMoveRun *run, GError **error);
gboolean wg_case_holders_check_rework (WgMoveRun *run, GError **error);
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

G_END_DECLS
