/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgKeptFile:
 * @sha256: of its bytes; under this name it lies beside the database
 * @name: what it is called, cleaned; for people only
 * @mime: what its bytes say that it is
 *
 * A file that was taken into keeping and can be attached to a case.
 */
typedef struct
{
  char *sha256;
  char *name;
  char *mime;
  gint64 bytes;
} WgKeptFile;

#define WG_TYPE_KEPT_FILE (wg_kept_file_get_type ())
GType wg_kept_file_get_type (void) G_GNUC_CONST;

WgKeptFile *wg_kept_file_copy (const WgKeptFile *self);
void wg_kept_file_free (WgKeptFile *self);

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
 * @person_id: with %WG_VERB_PRECHECK who is to look, with %WG_VERB_HANDS and %WG_VERB_RELEASE the co-handler, with
 *   %WG_VERB_ON_SPOT who solved it; %WG_NO_ID else
 * @master: (nullable): with %WG_VERB_MERGE the number of the case it goes into
 * @answer: (nullable): one of the words of wg_answer_get_all()
 * @value: (nullable): with %WG_VERB_EDIT the new value; with %WG_VERB_EXTEND the evidence of progress; with
 *   %WG_VERB_FEEDBACK how the reporter was told; with %WG_VERB_DONE why a co-handler is not waited for
 * @stage: with %WG_VERB_SIGN 1 to 4
 * @reporter: the number of a reporter, 0 for none; with %WG_VERB_FEEDBACK 0 is the only one there is
 * @reached: `yes` or `no`, with %WG_VERB_FEEDBACK `not_possible` for somebody anonymous
 * @solved: (nullable): `yes`, `no` or `no_answer`
 * @satisfied: (nullable): `yes`, `no` or `no_answer`
 * @until_ms: when a suspension ends, a reply is wanted, or a public notice ends; %WG_NO_TIME for none
 * @from_ms: when a public notice begins; with %WG_VERB_REPORT when the appointment is, for a class of visits by appointment
 * @co: (nullable) (element-type gint64): with %WG_VERB_ASSIGN and %WG_VERB_REASSIGN the persons who help
 * @files: (nullable) (element-type WgKeptFile): with %WG_VERB_ATTACH and %WG_VERB_DONE
 * @lon: degrees, NAN when no place is given
 * @outside_confirmed: with %WG_VERB_FILE: the operator has seen that the case lies outside all grids
 *
 * @file_at_once: with %WG_VERB_REPORT: file it and give it to the assignee in the same transaction
 *
 * A request to the store: who wants which move, and what the move demands. The lower part is for %WG_VERB_REPORT and
 * %WG_VERB_ON_SPOT; of it @class_code and @route are what %WG_VERB_CLASSIFY and %WG_VERB_ROUTE change to.
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
  gint64 person_id;
  char *master;
  char *answer;
  char *value;
  int stage;
  int reporter;
  char *reached;
  char *solved;
  char *satisfied;
  gint64 until_ms;
  gint64 from_ms;
  GArray *co;
  GPtrArray *files;
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
  gboolean file_at_once;
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
 * @proposes: a #WgVerb that the answer makes the next step, or -1
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
  int proposes;
} WgActResult;

/**
 * wg_act_result_new:
 *
 * Returns: (transfer full): an answer that proposes nothing.
 */
WgActResult *wg_act_result_new (void);

#define WG_TYPE_ACT_RESULT (wg_act_result_get_type ())
GType wg_act_result_get_type (void) G_GNUC_CONST;

WgActResult *wg_act_result_copy (const WgActResult *self);
void wg_act_result_free (WgActResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgKeptFile, wg_kept_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAct, wg_act_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgActResult, wg_act_result_free)

G_END_DECLS
