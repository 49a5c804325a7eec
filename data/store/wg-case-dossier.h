/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgCaseAsk:
 * @kind: `precheck`, `extension`, `supervision`, `instruction`
 * @by: who asked
 * @to: (nullable): the person who was asked
 * @granted: 1 or 0 for what was granted or real and what was not; -1 when that is no question or not answered
 */
typedef struct
{
  char *kind;
  gint64 asked_ms;
  char *by;
  gint64 by_id;
  char *to;
  gint64 to_person_id;
  char *text;
  gint64 reply_by_ms;
  gint64 answered_ms;
  char *answered_by;
  int granted;
  char *answer;
  gint64 settled_ms;
} WgCaseAsk;

/**
 * WgCaseSign:
 * @signer: the person it was entered for, else the account that entered it
 */
typedef struct
{
  int run;
  int stage;
  char *result;
  char *signer;
  gint64 at_ms;
  char *opinion;
} WgCaseSign;

/**
 * WgCaseCall:
 * @kind: `feedback`, `callback`, `notice`
 * @level: (nullable): of a notice `community` or `street`; of a feedback the way
 * @reached: 1, 0, or -1 for not asked and no answer; like @solved and @satisfied
 */
typedef struct
{
  char *kind;
  int reporter;
  char *level;
  gint64 at_ms;
  char *by;
  int reached;
  int solved;
  int satisfied;
  char *text;
  gint64 until_ms;
} WgCaseCall;

/**
 * WgCaseHand:
 * @kind: `main`, `co`, `tracker`
 * @present: whether it is still in those hands
 * @from_event: the event that put it there
 * @to_event: the one that took it away, %G_MAXINT64 while none has
 */
typedef struct
{
  char *kind;
  char *name;
  gint64 person_id;
  int run;
  gboolean present;
  gint64 from_event;
  gint64 to_event;
} WgCaseHand;

/**
 * WgCaseAttachment:
 */
typedef struct
{
  gint64 id;
  char *sha256;
  char *name;
  char *mime;
  gint64 bytes;
  gint64 at_ms;
  char *by;
} WgCaseAttachment;

/**
 * WgCaseDossier:
 * @asks: (element-type WgCaseAsk)
 * @signs: (element-type WgCaseSign)
 * @calls: (element-type WgCaseCall)
 * @hands: (element-type WgCaseHand)
 * @attachments: (element-type WgCaseAttachment)
 * @children: (element-type utf8): numbers of the cases merged into it
 * @master: (nullable): the number of the case that it was merged into
 *
 * What lies beside a case, each in the order in which it came.
 */
typedef struct
{
  GPtrArray *asks;
  GPtrArray *signs;
  GPtrArray *calls;
  GPtrArray *hands;
  GPtrArray *attachments;
  GPtrArray *children;
  char *master;
} WgCaseDossier;

/**
 * wg_case_dossier_load:
 * @work: on a database thread
 * @record: the case as it is, or was at @at_ms
 * @at_ms: as of when, milliseconds UTC; %G_MAXINT64 for the present. What was asked and answered later is left out; an ask
 *   that was taken back since is not there any more,
 *   and @children are those of the present
 */
WgCaseDossier *wg_case_dossier_load (WgStoreWork *work, const WgCaseRecord *record, gint64 at_ms, GError **error);
void wg_case_dossier_free (WgCaseDossier *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseDossier, wg_case_dossier_free)

G_END_DECLS
