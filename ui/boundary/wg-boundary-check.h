/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-sketch.h"

G_BEGIN_DECLS

/**
 * WgBoundaryFinding:
 * @rule: see #WgCoverageFinding
 * @ids: (element-type gint64): the grids it is about, as the sketch calls them; of an overlap, first the one that it suits
 *   better, because without it that one has the longer border with it
 * @is_gap: whether no grid is there: it can be filled
 * @name: what it is called when somebody leaves it as it is: the rule and the place
 *
 * What keeps the grids of a draft from fitting.
 */
typedef struct
{
  const char *rule;
  GArray *ids;
  double area_m2;
  double lon;
  double lat;
  gboolean is_gap;
  char *name;
} WgBoundaryFinding;

/**
 * WgBoundaryCheck:
 *
 * Whether the grids of a draft fit, looked at on another thread after every step. In a large district only what the draft
 * touches is looked at, with its neighbours. What somebody has decided to leave stays in the database with a reason.
 *
 * Signals:
 * - `changed`: other findings, or other ones that are left as they are.
 * - `refused (char *sentence)`: a finding could not be left, or the ones that are left could not be read.
 */
#define WG_TYPE_BOUNDARY_CHECK (wg_boundary_check_get_type ())
G_DECLARE_FINAL_TYPE (WgBoundaryCheck, wg_boundary_check, WG, BOUNDARY_CHECK, GObject)

WgBoundaryCheck *wg_boundary_check_new (WgBoundarySketch *sketch);

/**
 * wg_boundary_check_get_findings:
 *
 * Returns: (transfer none) (nullable) (element-type WgBoundaryFinding): the largest first; %NULL before the first look
 */
const GPtrArray *wg_boundary_check_get_findings (WgBoundaryCheck *self);

/**
 * wg_boundary_check_get_reason:
 * @name: of a finding
 *
 * Returns: (transfer none) (nullable): why it is left as it is
 */
const char *wg_boundary_check_get_reason (WgBoundaryCheck *self, const char *name);

/**
 * wg_boundary_check_leave:
 * @reason: (nullable): why it is left as it is; %NULL: it is not any more
 */
void wg_boundary_check_leave (WgBoundaryCheck *self, const char *name, const char *reason);

/**
 * wg_boundary_check_is_busy:
 *
 * Returns: whether it is behind the draft
 */
gboolean wg_boundary_check_is_busy (WgBoundaryCheck *self);

G_END_DECLS
