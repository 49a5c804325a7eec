/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgAct:
 * @verb: the move
 * @number: (nullable): the case; %NULL to register one
 * @expect_version: the version the caller saw, or -1 for any
 * @operator_id: who does it
 * @for_person_id: on whose behalf, or %WG_NO_ID
 * @desk: which seat or program it comes from
 * @key: (nullable): idempotency key; the same key again gives the same answer and no second event
 * @to_person_id: the assignee as a person, or %WG_NO_ID; with %WG_VERB_FAIL who is to do it again, when it is not the same
 * @to_unit_id: the assignee as a unit, or %WG_NO_ID
 * @reason: (nullable): a reason code of wg_reason_get_all()
 * @text: (nullable): the text every verb takes
 * @accept: with %WG_VERB_DONE: accept first, in the same transaction
 * @method: (nullable): with %WG_VERB_PASS: `site`, `photo`, `phone`; %NULL is "not stated"
 * @lon: degrees, NAN when no place is given
 * @outside_confirmed: with %WG_VERB_FILE: the operator has seen that the case lies outside all grids
 *
 * A request to the store: who wants which move, and what the move demands. The lower part is for %WG_VERB_REPORT only.
 */
typedef struct
{
  WgVerb verb;
  char *number;
  gint64 expect_version;
  gint64 operator_id;
  gint64 for_person_id;
  char *desk;
  char *key;
  gint64 to_person_id;
  gint64 to_unit_id;
  gint64 tracker_id;
  char *reason;
  char *text;
  gboolean accept;
  char *method;
  double lon;
  double lat;
  gboolean outside_confirmed;

  char *channel;
  char *class_code;
  char *class_text;
  int route; /* a WgRoute, or -1 for the default of the class */
  char *title;
  char *body;
  char *address;
  gboolean anonymous;
  char *reporter_name;
  char *reporter_phone;
} WgAct;

#define WG_TYPE_ACT (wg_act_get_type ())
GType wg_act_get_type (void) G_GNUC_CONST;

WgAct *wg_act_new (WgVerb verb, const char *number);
WgAct *wg_act_copy (const WgAct *self);
void wg_act_free (WgAct *self);

/**
 * WgActResult:
 * @warnings: (array zero-terminated=1): soft demands that were not met, as sentences
 *
 * What a move did.
 */
typedef struct
{
  gint64 case_id;
  char *number;
  WgCaseState state;
  gint64 version;
  gint64 event_id;
  char **warnings;
} WgActResult;

#define WG_TYPE_ACT_RESULT (wg_act_result_get_type ())
GType wg_act_result_get_type (void) G_GNUC_CONST;

WgActResult *wg_act_result_copy (const WgActResult *self);
void wg_act_result_free (WgActResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAct, wg_act_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgActResult, wg_act_result_free)

G_END_DECLS
