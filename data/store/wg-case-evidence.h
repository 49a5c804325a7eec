/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgEvidenceGrid:
 * @level: what its level is called
 * @parent: (nullable): the name of the grid above
 * @owners: (array zero-terminated=1): who keeps it
 * @posts: (array zero-terminated=1): in which post, as it is stored, one for each of @owners
 * @version_id: its boundary version in force
 * @valid_from_ms: since when that is in force
 * @inside: whether the case lies in it
 * @distance_m: how far its border is from the case, inside or outside
 *
 * One grid of an evidence sheet.
 */
typedef struct
{
  char *code;
  char *name;
  char *level;
  char *parent;
  char **owners;
  char **posts;
  gint64 version_id;
  gint64 valid_from_ms;
  gboolean inside;
  double distance_m;
} WgEvidenceGrid;

/**
 * WgCaseEvidence:
 * @at_ms: as of when
 * @border_m: what is near, a setting of the district
 * @grids: (element-type WgEvidenceGrid): the home grid, then its neighbours, the nearest first; only neighbours when the case
 *   lies outside of all grids
 * @outside: whether it does
 * @filed_version_id: the boundary version that the case was filed under, or %WG_NO_ID
 * @filed_code: (nullable): the code that version had
 * @filed_from_ms: since when that version was in force
 * @filed_to_ms: until when, or %WG_NO_TIME while it is
 *
 * Whose a place is, said with what proves it.
 */
typedef struct
{
  gint64 at_ms;
  double border_m;
  GPtrArray *grids;
  gboolean outside;
  gint64 filed_version_id;
  char *filed_code;
  gint64 filed_from_ms;
  gint64 filed_to_ms;
} WgCaseEvidence;

/**
 * wg_case_evidence_load:
 * @work: on a database thread
 * @record: a case whose place is known
 * @at_ms: as of when, milliseconds UTC
 */
WgCaseEvidence *wg_case_evidence_load (WgStoreWork *work, const WgCaseRecord *record, gint64 at_ms, GError **error);
void wg_case_evidence_free (WgCaseEvidence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseEvidence, wg_case_evidence_free)

G_END_DECLS
