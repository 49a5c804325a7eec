/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-event.h"

G_BEGIN_DECLS

/**
 * WgStretchKind:
 * @WG_STRETCH_INTAKE: reported, not filed yet
 * @WG_STRETCH_DISPATCH: filed, with nobody yet
 * @WG_STRETCH_BOUNCE: filed, because somebody sent it back
 * @WG_STRETCH_WAITING: assigned, not signed for
 * @WG_STRETCH_HANDLING: somebody works on it
 * @WG_STRETCH_CHECK: done, being checked
 * @WG_STRETCH_SUSPENDED: suspended, whatever its state
 * @WG_STRETCH_MERGED: part of another case
 *
 * What a case was waiting for.
 */
typedef enum
{
  WG_STRETCH_INTAKE,
  WG_STRETCH_DISPATCH,
  WG_STRETCH_BOUNCE,
  WG_STRETCH_WAITING,
  WG_STRETCH_HANDLING,
  WG_STRETCH_CHECK,
  WG_STRETCH_SUSPENDED,
  WG_STRETCH_MERGED,
} WgStretchKind;
#define WG_N_STRETCH_KINDS 8

/**
 * wg_stretch_kind_get_label:
 *
 * Returns: (transfer none): in the language of the screen.
 */
const char *wg_stretch_kind_get_label (WgStretchKind kind);
const char *wg_stretch_kind_to_nick (WgStretchKind kind);

/**
 * WgStretch:
 * @from_ms: begin
 * @to_ms: end; the instant of the question for one that goes on
 * @person_id: who had it, or %WG_NO_ID
 * @unit_id: which unit had it, or %WG_NO_ID
 * @event: what began it; belongs to the list that the timeline was made of
 *
 * A time in which a case waited for one thing and was in the same hands.
 */
typedef struct
{
  WgStretchKind kind;
  gint64 from_ms;
  gint64 to_ms;
  gint64 person_id;
  gint64 unit_id;
  const WgEvent *event;
} WgStretch;

/**
 * wg_case_timeline_new:
 * @events: (element-type WgEvent): the history of a case from its registration on, oldest first
 * @now_ms: the instant of the question
 *
 * Cuts the life of a case into stretches, end to end but for the times in which it was closed or rejected. A suspension
 * ends when it ended by right, not when a program noticed.
 *
 * Returns: (transfer full) (element-type WgStretch): in order; empty for a case that was imported.
 */
GArray *wg_case_timeline_new (const GPtrArray *events, gint64 now_ms);

G_END_DECLS
