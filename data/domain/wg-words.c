/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the words of the domain are stored, printed, typed and shown; keeping the three spellings of each in one table
 * row is what stops them from drifting apart.
 */

#include "wg-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *nick;
  const char *context;
  const char *label;
} Word;

static const Word states[WG_N_CASE_STATES] = {
  [WG_CASE_STATE_REPORTED] = { "reported", "state", NC_ ("state", "Reported") },
  [WG_CASE_STATE_FILED] = { "filed", "state", NC_ ("state", "To dispatch") },
  [WG_CASE_STATE_ASSIGNED] = { "assigned", "state", NC_ ("state", "Assigned") },
  [WG_CASE_STATE_HANDLING] = { "handling", "state", NC_ ("state", "Handling") },
  [WG_CASE_STATE_HANDLED] = { "handled", "state", NC_ ("state", "To check") },
  [WG_CASE_STATE_CLOSED] = { "closed", "state", NC_ ("state", "Closed") },
  [WG_CASE_STATE_REJECTED] = { "rejected", "state", NC_ ("state", "Rejected") },
  [WG_CASE_STATE_MERGED] = { "merged", "state", NC_ ("state", "Merged") },
};

static const Word routes[WG_N_ROUTES] = {
  [WG_ROUTE_GENERAL] = { "general", "route", NC_ ("route", "General") },
  [WG_ROUTE_COORDINATION] = { "coordination", "route", NC_ ("route", "Coordination") },
  [WG_ROUTE_EMERGENCY] = { "emergency", "route", NC_ ("route", "Emergency") },
  [WG_ROUTE_APPROVAL] = { "approval", "route", NC_ ("route", "Approval") },
};

/* In the order of the bits of WgRole. */
static const Word roles_table[] = {
  { "intake", "role", NC_ ("role", "intake") },
  { "dispatcher", "role", NC_ ("role", "dispatcher") },
  { "checker", "role", NC_ ("role", "checker") },
  { "callback", "role", NC_ ("role", "call-back") },
  { "duty", "role", NC_ ("role", "duty officer") },
  { "gis", "role", NC_ ("role", "GIS editor") },
  { "leader", "role", NC_ ("role", "leader") },
  { "auditor", "role", NC_ ("role", "auditor") },
  { "admin", "role", NC_ ("role", "administrator") },
  { "assignee", "role", NC_ ("role", "assignee") },
  { "self", "role", NC_ ("role", "the operator who did it") },
  { "asked", "role", NC_ ("role", "the person asked") },
  { "asker", "role", NC_ ("role", "whoever set it") },
  { "co", "role", NC_ ("role", "co-handler") },
  { "signer", "role", NC_ ("role", "the signer") },
};

static const Word verbs[WG_N_VERBS] = {
  [WG_VERB_REPORT] = { "report", "verb", NC_ ("verb", "Register") },
  [WG_VERB_IMPORT] = { "import", "verb", NC_ ("verb", "Import") },
  [WG_VERB_FILE] = { "file", "verb", NC_ ("verb", "File") },
  [WG_VERB_REJECT] = { "reject", "verb", NC_ ("verb", "Reject") },
  [WG_VERB_ASSIGN] = { "assign", "verb", NC_ ("verb", "Assign") },
  [WG_VERB_ACCEPT] = { "accept", "verb", NC_ ("verb", "Accept") },
  [WG_VERB_BOUNCE] = { "bounce", "verb", NC_ ("verb", "Bounce") },
  [WG_VERB_REASSIGN] = { "reassign", "verb", NC_ ("verb", "Reassign") },
  [WG_VERB_DONE] = { "done", "verb", NC_ ("verb", "Report done") },
  [WG_VERB_PASS] = { "pass", "verb", NC_ ("verb", "Pass") },
  [WG_VERB_FAIL] = { "fail", "verb", NC_ ("verb", "Rework") },
  [WG_VERB_REOPEN] = { "reopen", "verb", NC_ ("verb", "Reopen") },
  [WG_VERB_UNDO] = { "undo", "verb", NC_ ("verb", "Undo") },
  [WG_VERB_NOTE] = { "note", "verb", NC_ ("verb", "Progress note") },
  [WG_VERB_MOVE] = { "move", "verb", NC_ ("verb", "Move") },
  [WG_VERB_ON_SPOT] = { "on-spot", "verb", NC_ ("verb", "Solve on the spot") },
  [WG_VERB_RETURN] = { "return", "verb", NC_ ("verb", "Return to intake") },
  [WG_VERB_RECALL] = { "recall", "verb", NC_ ("verb", "Recall") },
  [WG_VERB_MERGE] = { "merge", "verb", NC_ ("verb", "Merge") },
  [WG_VERB_UNMERGE] = { "unmerge", "verb", NC_ ("verb", "Take out") },
  [WG_VERB_TAKE_IN] = { "take-in", "verb", NC_ ("verb", "Take in") },
  [WG_VERB_LET_GO] = { "let-go", "verb", NC_ ("verb", "Let go") },
  [WG_VERB_SUSPEND] = { "suspend", "verb", NC_ ("verb", "Suspend") },
  [WG_VERB_RESUME] = { "resume", "verb", NC_ ("verb", "Resume") },
  [WG_VERB_ATTACH] = { "attach", "verb", NC_ ("verb", "Attach") },
  [WG_VERB_DELEGATE] = { "delegate", "verb", NC_ ("verb", "Pass on") },
  [WG_VERB_HANDS] = { "hands", "verb", NC_ ("verb", "Add co-handler") },
  [WG_VERB_RELEASE] = { "release", "verb", NC_ ("verb", "Remove co-handler") },
  [WG_VERB_PART] = { "part", "verb", NC_ ("verb", "Own part done") },
  [WG_VERB_PRECHECK] = { "precheck", "verb", NC_ ("verb", "Check before filing") },
  [WG_VERB_ANSWER] = { "answer", "verb", NC_ ("verb", "Answer the pre-check") },
  [WG_VERB_EXTEND] = { "extend", "verb", NC_ ("verb", "Ask for extension") },
  [WG_VERB_GRANT] = { "grant", "verb", NC_ ("verb", "Grant extension") },
  [WG_VERB_REFUSE] = { "refuse", "verb", NC_ ("verb", "Refuse extension") },
  [WG_VERB_ROUTE] = { "route", "verb", NC_ ("verb", "Change route") },
  [WG_VERB_CLASSIFY] = { "classify", "verb", NC_ ("verb", "Change class") },
  [WG_VERB_EDIT] = { "edit", "verb", NC_ ("verb", "Correct") },
  [WG_VERB_EDIT_REPORTER] = { "edit-reporter", "verb", NC_ ("verb", "Correct reporter") },
  [WG_VERB_SUPERVISE] = { "supervise", "verb", NC_ ("verb", "Supervise") },
  [WG_VERB_INSTRUCT] = { "instruct", "verb", NC_ ("verb", "Instruct") },
  [WG_VERB_REPLY] = { "reply", "verb", NC_ ("verb", "Reply") },
  [WG_VERB_SETTLE] = { "settle", "verb", NC_ ("verb", "Settle") },
  [WG_VERB_ACK] = { "ack", "verb", NC_ ("verb", "Acknowledge") },
  [WG_VERB_SIGN] = { "sign", "verb", NC_ ("verb", "Sign") },
  [WG_VERB_NOTICE] = { "notice", "verb", NC_ ("verb", "Public notice") },
  [WG_VERB_FEEDBACK] = { "feedback", "verb", NC_ ("verb", "Tell the reporter") },
  [WG_VERB_CALLBACK] = { "callback", "verb", NC_ ("verb", "Call back") },
};

static const Word posts[] = {
  { "A", "post", NC_ ("post", "A post") },
  { "B", "post", NC_ ("post", "B post") },
  { "chief", "post", NC_ ("post", "chief") },
  { "supervisor", "post", NC_ ("post", "supervisor") },
  { "assistant", "post", NC_ ("post", "assistant") },
  { "police", "post", NC_ ("post", "police") },
};

static const Word channels[] = {
  { "hotline", "channel", NC_ ("channel", "12345 hotline") },
  { "grid_worker", "channel", NC_ ("channel", "Grid worker") },
  { "citizen", "channel", NC_ ("channel", "Citizen") },
  { "inspector", "channel", NC_ ("channel", "Inspector") },
  { "sensor", "channel", NC_ ("channel", "Sensor") },
  { "desk", "channel", NC_ ("channel", "Desk") },
  { "import", "channel", NC_ ("channel", "Imported") },
};

static const Word reasons[] = {
  { "not_ours", "reason", NC_ ("reason", "not ours") },
  { "untrue", "reason", NC_ ("reason", "untrue") },
  { "too_vague", "reason", NC_ ("reason", "too vague") },
  { "withdrawn", "reason", NC_ ("reason", "withdrawn by the reporter") },
  { "wrong_area", "reason", NC_ ("reason", "wrong area") },
  { "not_our_property", "reason", NC_ ("reason", "not our property") },
  { "not_our_job", "reason", NC_ ("reason", "not our job") },
  { "cannot", "reason", NC_ ("reason", "cannot be done by us") },
  { "not_solved", "reason", NC_ ("reason", "not solved, said the call-back") },
  { "other", "reason", NC_ ("reason", "other") },
};

static const Word answers[] = {
  { "yes", "answer", NC_ ("answer", "yes") },
  { "no", "answer", NC_ ("answer", "no") },
  { "no_answer", "answer", NC_ ("answer", "no answer") },
  { "not_possible", "answer", NC_ ("answer", "not possible, anonymous") },
  { "real", "answer", NC_ ("answer", "real") },
  { "unreal", "answer", NC_ ("answer", "not real") },
  { "signed", "answer", NC_ ("answer", "signed") },
  { "returned", "answer", NC_ ("answer", "returned") },
  { "refused", "answer", NC_ ("answer", "refused") },
  { "community", "answer", NC_ ("answer", "community") },
  { "street", "answer", NC_ ("answer", "street") },
  { "title", "answer", NC_ ("answer", "title") },
  { "body", "answer", NC_ ("answer", "report") },
  { "address", "answer", NC_ ("answer", "address") },
  { "channel", "answer", NC_ ("answer", "channel") },
  { "name", "answer", NC_ ("answer", "name") },
  { "phone", "answer", NC_ ("answer", "phone") },
};

static const char *
word_label (const Word *word)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, word->context, word->label);
}

static int
find_nick (const Word *words, gsize n_words, const char *nick)
{
  if (nick == NULL)
    return -1;
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_str_equal (words[i].nick, nick))
        return (int) i;
    }
  return -1;
}

#define DEFINE_WORD(Type, type, table)                                                                                 \
  const char *wg_##type##_to_nick (Type value)                                                                         \
  {                                                                                                                    \
    g_return_val_if_fail ((gsize) value < G_N_ELEMENTS (table), NULL);                                                 \
    return table[value].nick;                                                                                          \
  }                                                                                                                    \
  const char *wg_##type##_get_label (Type value)                                                                       \
  {                                                                                                                    \
    g_return_val_if_fail ((gsize) value < G_N_ELEMENTS (table), NULL);                                                 \
    return word_label (&table[value]);                                                                                 \
  }                                                                                                                    \
  gboolean wg_##type##_from_nick (const char *nick, Type *value)                                                       \
  {                                                                                                                    \
    int found = find_nick (table, G_N_ELEMENTS (table), nick);                                                         \
    if (found >= 0 && value != NULL)                                                                                   \
      *value = (Type) found;                                                                                           \
    return found >= 0;                                                                                                 \
  }

DEFINE_WORD (WgCaseState, case_state, states)
DEFINE_WORD (WgRoute, route, routes)
DEFINE_WORD (WgVerb, verb, verbs)

gboolean
wg_case_state_is_open (WgCaseState state)
{
  return state <= WG_CASE_STATE_HANDLED;
}

const char *
wg_role_to_nick (WgRole role)
{
  return roles_table[g_bit_nth_lsf (role, -1)].nick;
}

const char *
wg_role_get_label (WgRole role)
{
  return word_label (&roles_table[g_bit_nth_lsf (role, -1)]);
}

const char *
wg_operator_name_get_label (const char *name)
{
  if (name == NULL)
    return NULL;
  if (strcmp (name, "desk") == 0)
    return C_ ("operator", "desk");
  for (gsize i = 0; i < WG_N_DESK_ROLES; i++)
    {
      if (strcmp (name, roles_table[i].nick) == 0)
        return wg_role_get_label ((WgRole) (1u << i));
    }
  return name;
}

gboolean
wg_role_from_nick (const char *nick, WgRole *role)
{
  int found = find_nick (roles_table, WG_N_DESK_ROLES, nick);

  if (found >= 0 && role != NULL)
    *role = (WgRole) (1 << found);
  return found >= 0;
}

char *
wg_roles_to_text (guint roles)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (roles_table); i++)
    {
      if ((roles & (1u << i)) == 0)
        continue;
      if (text->len > 0)
        /* Translators: stands between the names of roles: "dispatcher, duty officer" */
        g_string_append (text, C_ ("list separator", ", "));
      g_string_append (text, word_label (&roles_table[i]));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
wg_channel_get_label (const char *nick)
{
  int found = find_nick (channels, G_N_ELEMENTS (channels), nick);

  return found >= 0 ? word_label (&channels[found]) : nick;
}

const char *
wg_post_get_label (const char *nick)
{
  int found = find_nick (posts, G_N_ELEMENTS (posts), nick);

  return found >= 0 ? word_label (&posts[found]) : nick;
}

const char *const *
wg_channel_get_all (void)
{
  static const char *const all[] = { "hotline", "grid_worker", "citizen", "inspector", "sensor", "desk", NULL };

  return all;
}

const char *
wg_reason_get_label (const char *nick)
{
  int found = find_nick (reasons, G_N_ELEMENTS (reasons), nick);

  return found >= 0 ? word_label (&reasons[found]) : nick;
}

const char *const *
wg_reason_get_all (WgVerb verb)
{
  static const char *const reject[] = { "not_ours", "untrue", "too_vague", "withdrawn", "other", NULL };
  static const char *const bounce[] = { "wrong_area", "not_our_property", "not_our_job", "cannot", "other", NULL };

  switch (verb)
    {
    case WG_VERB_REJECT:
      return reject;
    case WG_VERB_BOUNCE:
      return bounce;
    default:
      return NULL;
    }
}

const char *
wg_answer_get_label (const char *nick)
{
  int found = find_nick (answers, G_N_ELEMENTS (answers), nick);

  return found >= 0 ? word_label (&answers[found]) : nick;
}

const char *const *
wg_answer_get_all (WgVerb verb)
{
  static const char *const found[] = { "real", "unreal", NULL };
  static const char *const results[] = { "signed", "returned", "refused", NULL };
  static const char *const levels[] = { "community", "street", NULL };
  static const char *const fields[] = { "title", "body", "address", "channel", NULL };
  static const char *const reporter_fields[] = { "name", "phone", NULL };

  switch (verb)
    {
    case WG_VERB_ANSWER:
      return found;
    case WG_VERB_SIGN:
      return results;
    case WG_VERB_NOTICE:
      return levels;
    case WG_VERB_EDIT:
      return fields;
    case WG_VERB_EDIT_REPORTER:
      return reporter_fields;
    default:
      return NULL;
    }
}
