/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgCaseQuery:
 * @state: a #WgCaseState, or -1 for any
 * @only_open: only reported to handled
 * @only_live: only what can be in a queue: open cases, and closed ones of which somebody is still to be called
 * @only_overdue: only open, not suspended and due at or before @as_of_ms
 * @only_outside: only cases outside all grids
 * @only_unsatisfied: only cases whose last answered call-back said that they are not satisfied
 * @only_hard: only cases that are hard, see wg_case_record_is_hard()
 * @queue: a #WgQueue for whoever asks to hold the answer against, or -1; the store does not look at it
 * @grid_code: (nullable): only cases homed in this grid or below it
 * @class_code: (nullable): only this class or a class below it (or an imported class text)
 * @from_ms: reported at or after, or %WG_NO_TIME
 * @to_ms: reported before, or %WG_NO_TIME
 * @person_id: only cases held by this person, or %WG_NO_ID
 * @unit_id: only cases held by this unit, or %WG_NO_ID
 * @text: (nullable): only cases whose number, title, address or class holds it
 * @as_of_ms: the instant for "overdue"
 * @limit: how many at most, 0 for all
 *
 * Which cases a list wants.
 */
typedef struct
{
  int state;
  gboolean only_open;
  gboolean only_live;
  gboolean only_overdue;
  gboolean only_outside;
  gboolean only_unsatisfied;
  gboolean only_hard;
  int queue;
  char *grid_code;
  char *class_code;
  gint64 from_ms;
  gint64 to_ms;
  gint64 person_id;
  gint64 unit_id;
  char *text;
  gint64 as_of_ms;
  guint limit;
} WgCaseQuery;

#define WG_TYPE_CASE_QUERY (wg_case_query_get_type ())
GType wg_case_query_get_type (void) G_GNUC_CONST;

WgCaseQuery *wg_case_query_new (void);
WgCaseQuery *wg_case_query_copy (const WgCaseQuery *self);
void wg_case_query_free (WgCaseQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseQuery, wg_case_query_free)

G_END_DECLS
