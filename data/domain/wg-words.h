/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each closed list of words has three faces: an enum for code, a nick for the database, the command line and JSON, and a
 * translated label for people. `*_from_nick` returns FALSE for a word that is not in the list.
 */

/**
 * WgCaseState:
 *
 * Where a case stands in the closed loop. Suspension is an overlay (`suspended_until_ms`), not a state.
 */
typedef enum
{
  WG_CASE_STATE_REPORTED,
  WG_CASE_STATE_FILED,
  WG_CASE_STATE_ASSIGNED,
  WG_CASE_STATE_HANDLING,
  WG_CASE_STATE_HANDLED,
  WG_CASE_STATE_CLOSED,
  WG_CASE_STATE_REJECTED,
  WG_CASE_STATE_MERGED,
} WgCaseState;
#define WG_N_CASE_STATES 8

const char *wg_case_state_to_nick (WgCaseState state);
const char *wg_case_state_get_label (WgCaseState state);
gboolean wg_case_state_from_nick (const char *nick, WgCaseState *state);

/**
 * wg_case_state_is_open:
 *
 * Returns: %TRUE for reported, filed, assigned, handling and handled.
 */
gboolean wg_case_state_is_open (WgCaseState state);

/**
 * WgRoute:
 *
 * Which way a case takes; the route decides which steps are demanded.
 */
typedef enum
{
  WG_ROUTE_GENERAL,
  WG_ROUTE_COORDINATION,
  WG_ROUTE_EMERGENCY,
  WG_ROUTE_APPROVAL,
} WgRoute;
#define WG_N_ROUTES 4

const char *wg_route_to_nick (WgRoute route);
const char *wg_route_get_label (WgRoute route);
gboolean wg_route_from_nick (const char *nick, WgRoute *route);

/**
 * WgRole:
 *
 * Roles at the desk, as bits, plus those that a case gives: its assignee, its co-handlers, whoever did the last move, the
 * person asked to look before filing, whoever set a supervision, and whoever signs for himself.
 */
typedef enum
{
  WG_ROLE_INTAKE = 1 << 0,
  WG_ROLE_DISPATCHER = 1 << 1,
  WG_ROLE_CHECKER = 1 << 2,
  WG_ROLE_CALLBACK = 1 << 3,
  WG_ROLE_DUTY = 1 << 4,
  WG_ROLE_GIS = 1 << 5,
  WG_ROLE_LEADER = 1 << 6,
  WG_ROLE_AUDITOR = 1 << 7,
  WG_ROLE_ADMIN = 1 << 8,
  WG_ROLE_ASSIGNEE = 1 << 9,
  WG_ROLE_SELF = 1 << 10,
  WG_ROLE_ASKED = 1 << 11,
  WG_ROLE_ASKER = 1 << 12,
  WG_ROLE_CO = 1 << 13,
  WG_ROLE_SIGNER = 1 << 14,
} WgRole;
#define WG_N_DESK_ROLES 9

const char *wg_role_to_nick (WgRole role);
const char *wg_role_get_label (WgRole role);
gboolean wg_role_from_nick (const char *nick, WgRole *role);

/**
 * wg_operator_name_get_label:
 * @name: (nullable): the name of an operator, as stored
 *
 * Every new database has operators that are named after their roles and are nobody yet; they are called what they do, in
 * the language of the screen. A name that somebody gave stays as it is.
 *
 * Returns: (transfer none) (nullable): what a person reads instead of @name; @name itself when it is a name.
 */
const char *wg_operator_name_get_label (const char *name);

/**
 * wg_roles_to_text:
 * @roles: any number of #WgRole bits
 *
 * Returns: (transfer full): their labels in a row, for a sentence.
 */
char *wg_roles_to_text (guint roles);

/**
 * WgVerb:
 * @WG_VERB_ON_SPOT: a case that was solved while it was reported
 * @WG_VERB_TAKE_IN: what a master's history tells of a case merged into it; nobody's own move
 * @WG_VERB_LET_GO: what it tells when that case is taken out again
 * @WG_VERB_HANDS: a co-handler is added; @WG_VERB_RELEASE takes one away, and with @WG_VERB_PART one reports the own part
 * @WG_VERB_ANSWER: what somebody found who was asked by @WG_VERB_PRECHECK
 * @WG_VERB_GRANT: what is said to an @WG_VERB_EXTEND, as is @WG_VERB_REFUSE
 *
 * Every verb of the workflow; the nick is the word of the command line and of `event.verb`.
 */
typedef enum
{
  WG_VERB_REPORT,
  WG_VERB_IMPORT,
  WG_VERB_FILE,
  WG_VERB_REJECT,
  WG_VERB_ASSIGN,
  WG_VERB_ACCEPT,
  WG_VERB_BOUNCE,
  WG_VERB_REASSIGN,
  WG_VERB_DONE,
  WG_VERB_PASS,
  WG_VERB_FAIL,
  WG_VERB_REOPEN,
  WG_VERB_UNDO,
  WG_VERB_NOTE,
  WG_VERB_MOVE,
  WG_VERB_ON_SPOT,
  WG_VERB_RETURN,
  WG_VERB_RECALL,
  WG_VERB_MERGE,
  WG_VERB_UNMERGE,
  WG_VERB_TAKE_IN,
  WG_VERB_LET_GO,
  WG_VERB_SUSPEND,
  WG_VERB_RESUME,
  WG_VERB_ATTACH,
  WG_VERB_DELEGATE,
  WG_VERB_HANDS,
  WG_VERB_RELEASE,
  WG_VERB_PART,
  WG_VERB_PRECHECK,
  WG_VERB_ANSWER,
  WG_VERB_EXTEND,
  WG_VERB_GRANT,
  WG_VERB_REFUSE,
  WG_VERB_ROUTE,
  WG_VERB_CLASSIFY,
  WG_VERB_EDIT,
  WG_VERB_EDIT_REPORTER,
  WG_VERB_SUPERVISE,
  WG_VERB_INSTRUCT,
  WG_VERB_REPLY,
  WG_VERB_SETTLE,
  WG_VERB_ACK,
  WG_VERB_SIGN,
  WG_VERB_NOTICE,
  WG_VERB_FEEDBACK,
  WG_VERB_CALLBACK,
} WgVerb;
#define WG_N_VERBS 47

const char *wg_verb_to_nick (WgVerb verb);
const char *wg_verb_get_label (WgVerb verb);
gboolean wg_verb_from_nick (const char *nick, WgVerb *verb);

/**
 * wg_channel_get_label:
 * @nick: a channel: `hotline`, `grid_worker`, `citizen`, `inspector`, `sensor`, `desk` or any word of the centre's own
 *
 * Returns: (transfer none): its label; a channel of the centre's own is its own label.
 */
const char *wg_channel_get_label (const char *nick);

/**
 * wg_post_get_label:
 * @nick: a post in a grid: `A`, `B`, `chief`, `supervisor`, `assistant` or `police`
 *
 * Returns: (transfer none): its label, or @nick itself when it is none of these.
 */
const char *wg_post_get_label (const char *nick);

/**
 * wg_channel_get_all:
 *
 * Returns: (array zero-terminated=1): the nicks of the built-in channels.
 */
const char *const *wg_channel_get_all (void);

/**
 * wg_answer_get_label:
 * @nick: a word of a closed answer: `yes`, `no`, `no_answer`, `real`, `unreal`, `signed`, `returned`, `refused`, `community`,
 *   `street`, or the name of a field that can be edited
 *
 * Returns: its label, or @nick itself.
 */
const char *wg_answer_get_label (const char *nick);

/**
 * wg_answer_get_all:
 * @verb: a verb that wants one of a few words
 *
 * Returns: (array zero-terminated=1) (nullable): the words; %NULL for a verb without such a list.
 */
const char *const *wg_answer_get_all (WgVerb verb);

/**
 * wg_reason_get_label:
 * @nick: a reason code of reject or bounce
 *
 * Returns: (transfer none): its label, or @nick itself when it is not a code.
 */
const char *wg_reason_get_label (const char *nick);

/**
 * wg_reason_get_all:
 * @verb: %WG_VERB_REJECT or %WG_VERB_BOUNCE
 *
 * Returns: (array zero-terminated=1) (nullable): the reason codes of @verb; %NULL for a verb without a list.
 */
const char *const *wg_reason_get_all (WgVerb verb);

G_END_DECLS
