/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: buttons, menus and letters offer the same moves for the same reasons; and "say no with the way out" needs the
 * reason as words before anybody presses. The store checks again with the rows as they are.
 */

#include "wg-case-offers.h"

#include "wg-event-text.h"
#include "wg-operator-area.h"
#include "wg-store-workflow.h"

#include <glib/gi18n-lib.h>

#define DESK_ROLES (WG_ROLE_INTAKE | WG_ROLE_DISPATCHER | WG_ROLE_CHECKER | WG_ROLE_CALLBACK | WG_ROLE_DUTY)

typedef struct
{
  const WgCaseRecord *record;
  const WgOperator *who;
  GPtrArray *events;
  const WgCaseDossier *dossier;
  gint64 now_ms;
  gboolean read_only;
} Situation;

void
wg_case_offer_free (WgCaseOffer *self)
{
  g_free (self->reason);
  g_free (self->for_name);
  g_free (self);
}

static gboolean
is_holder (const Situation *now)
{
  return now->who->person_id != WG_NO_ID && now->record->person_id == now->who->person_id;
}

static gboolean
may_act_for_holder (const Situation *now)
{
  return (now->who->roles & (WG_ROLE_DISPATCHER | WG_ROLE_DUTY)) != 0 && wg_case_record_get_holder (now->record) != NULL;
}

/* The rule of the store, as far as the history tells: who entered or was named in a "done", who accepted, who was ever
 * assigned. An "accept" entered on behalf of somebody puts only that person's hand in.
 */
static gboolean
is_hand_event (const Situation *now, const WgEvent *event)
{
  gint64 person_id = now->who->person_id;
  gboolean named = person_id != WG_NO_ID && event->for_person_id == person_id;
  gboolean entered = event->operator_id == now->who->id;

  if (g_str_equal (event->verb, "done") || g_str_equal (event->verb, "part") || g_str_equal (event->verb, "on-spot"))
    return entered || named;
  return g_str_equal (event->verb, "accept") && (named || (event->for_person_id == WG_NO_ID && entered));
}

static gboolean
was_assigned (const Situation *now, const WgEvent *event)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (now->who->person_id == WG_NO_ID)
    return FALSE;
  wg_event_text_list_persons (event, persons, units);
  for (guint i = 0; i < persons->len; i++)
    {
      if (g_array_index (persons, gint64, i) == now->who->person_id)
        return TRUE;
    }
  return FALSE;
}

static gboolean
had_hand (const Situation *now)
{
  for (guint i = 0; now->events != NULL && i < now->events->len; i++)
    {
      const WgEvent *event = g_ptr_array_index (now->events, i);

      if (is_hand_event (now, event) || was_assigned (now, event))
        return TRUE;
    }
  return is_holder (now);
}

static gboolean
has_elsewhere (const WgOperator *who, guint roles)
{
  for (guint i = 0; who->grants != NULL && i < who->grants->len; i++)
    {
      if ((g_array_index (who->grants, WgGrant, i).role & roles) != 0)
        return TRUE;
    }
  return FALSE;
}

static char *
say_whose (const Situation *now, guint roles)
{
  g_autofree char *names = wg_roles_to_text (roles);

  /* Translators: the role that is wanted is his, but the case lies in another part of the district than his. */
  return g_strdup_printf (has_elsewhere (now->who, roles) ? _ ("Outside your area; only for: %s") : _ ("Only for: %s"), names);
}

/* A person whose word it is, said by himself or entered for him. */
static gboolean
is_for_person (const Situation *now, WgCaseOffer *offer, gint64 person_id, const char *name, guint may_enter)
{
  if (now->who->person_id != WG_NO_ID && person_id == now->who->person_id)
    return TRUE;
  if (offer->for_name != NULL || (now->who->roles & may_enter) == 0)
    return FALSE;
  offer->for_person_id = person_id;
  offer->for_name = g_strdup (name);
  return FALSE;
}

static void
forget_behalf (WgCaseOffer *offer)
{
  offer->for_person_id = WG_NO_ID;
  g_clear_pointer (&offer->for_name, g_free);
}

/* One of the co-handlers: himself first, else the first of them for whom it can be entered. */
static gboolean
is_co (const Situation *now, WgCaseOffer *offer)
{
  for (guint i = 0; now->dossier != NULL && i < now->dossier->hands->len; i++)
    {
      const WgCaseHand *hand = g_ptr_array_index (now->dossier->hands, i);

      if (!hand->present || !g_str_equal (hand->kind, "co"))
        continue;
      if (is_for_person (now, offer, hand->person_id, hand->name, WG_ROLE_DISPATCHER | WG_ROLE_DUTY))
        {
          forget_behalf (offer);
          return TRUE;
        }
    }
  return offer->for_name != NULL;
}

static gboolean
is_asked (const Situation *now, WgCaseOffer *offer)
{
  for (guint i = 0; now->dossier != NULL && i < now->dossier->asks->len; i++)
    {
      const WgCaseAsk *ask = g_ptr_array_index (now->dossier->asks, i);

      if (!g_str_equal (ask->kind, "precheck") || ask->answered_ms != WG_NO_TIME)
        continue;
      if (is_for_person (now, offer, ask->to_person_id, ask->to, DESK_ROLES))
        return TRUE;
    }
  return offer->for_name != NULL;
}

static gboolean
is_asker (const Situation *now)
{
  for (guint i = 0; now->dossier != NULL && i < now->dossier->asks->len; i++)
    {
      const WgCaseAsk *ask = g_ptr_array_index (now->dossier->asks, i);

      if (ask->by_id == now->who->id && ask->answered_ms != WG_NO_TIME && ask->settled_ms == WG_NO_TIME)
        return TRUE;
    }
  return FALSE;
}

/* Roles that the case gives beside that of its assignee. */
static gboolean
has_case_role (const Situation *now, guint wanted, WgCaseOffer *offer)
{
  if ((wanted & WG_ROLE_CO) != 0)
    return is_co (now, offer);
  if ((wanted & WG_ROLE_ASKED) != 0)
    return is_asked (now, offer);
  if ((wanted & WG_ROLE_ASKER) != 0)
    return is_asker (now);
  return (wanted & WG_ROLE_SIGNER) != 0 && now->who->person_id != WG_NO_ID;
}

static char *
find_role_reason (const Situation *now, WgCaseOffer *offer)
{
  guint wanted = wg_move_get_roles (offer->move, now->record->route);

  if ((wanted & now->who->roles) != 0 || has_case_role (now, wanted, offer))
    return NULL;
  if ((wanted & WG_ROLE_ASSIGNEE) == 0)
    return say_whose (now, wanted);
  if (is_holder (now))
    return NULL;
  if (may_act_for_holder (now))
    {
      offer->for_person_id = now->record->person_id;
      offer->for_name = g_strdup (wg_case_record_get_holder (now->record));
      return NULL;
    }
  if (now->record->person_id == WG_NO_ID && now->record->unit_id != WG_NO_ID && now->who->person_id != WG_NO_ID)
    return NULL;
  if (wg_case_record_get_holder (now->record) != NULL && !has_elsewhere (now->who, wanted))
    return g_strdup_printf (_ ("Only %s can do this"), wg_case_record_get_holder (now->record));
  return say_whose (now, wanted);
}

static gboolean
is_check (WgVerb verb)
{
  return verb == WG_VERB_PASS || verb == WG_VERB_FAIL || verb == WG_VERB_CALLBACK;
}

/* What asks for more time asks in time. */
static char *
find_lateness (const Situation *now, const WgMove *move)
{
  gboolean overdue = wg_case_record_is_overdue (now->record, now->now_ms);

  if ((move->demands & WG_DEMAND_EVIDENCE) != 0 && now->record->extensions >= WG_MOST_EXTENSIONS)
    return g_strdup (_ ("It was extended twice already"));
  if ((move->demands & WG_DEMAND_EVIDENCE) != 0 && overdue)
    return g_strdup (_ ("Overdue: too late for an extension"));
  return (move->demands & WG_DEMAND_UNTIL) != 0 && overdue ? g_strdup (_ ("Overdue: it cannot be suspended")) : NULL;
}

static char *
find_demand_reason (const Situation *now, const WgMove *move)
{
  if ((move->demands & WG_DEMAND_NOT_HAND) != 0 && had_hand (now))
    return g_strdup (is_check (move->verb) ? _ ("You handled this case, so someone else must check it")
                                           : _ ("You handled this case, so someone else must decide"));
  if (move->verb == WG_VERB_ASSIGN && now->record->needs_duty == 1 && (now->who->roles & WG_ROLE_DUTY) == 0)
    return g_strdup (_ ("Bounced three times: the duty officer decides"));
  if ((move->demands & WG_DEMAND_NOT_FINAL) != 0 && now->record->needs_duty == 2)
    return g_strdup (_ ("The duty officer decided this assignment; it is final"));
  return find_lateness (now, move);
}

static char *
find_reason (const Situation *now, WgCaseOffer *offer)
{
  char *reason;

  if (now->read_only)
    return g_strdup (_ ("Read-only"));
  reason = find_role_reason (now, offer);
  return reason != NULL ? reason : find_demand_reason (now, offer->move);
}

/* Undo belongs to whoever made the last move. */
static gboolean
is_undo_worth_offering (const Situation *now)
{
  const WgEvent *last = now->events != NULL && now->events->len > 0
                            ? g_ptr_array_index (now->events, now->events->len - 1)
                            : NULL;
  WgVerb verb;

  return last != NULL && last->operator_id == now->who->id && wg_verb_from_nick (last->verb, &verb) && wg_verb_is_undoable (verb);
}

GPtrArray *
wg_case_offers_list (
    WgWorkflow *workflow, const WgCaseRecord *record, const WgOperator *who, GPtrArray *events, const WgCaseDossier *dossier,
    gint64 now_ms, gboolean read_only)
{
  const Situation now = { record, who, events, dossier, now_ms, read_only };
  g_autoptr (GPtrArray) moves = wg_workflow_get_legal (workflow, record);
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_offer_free);

  for (guint i = 0; i < moves->len; i++)
    {
      const WgMove *move = g_ptr_array_index (moves, i);
      WgCaseOffer *offer;

      if (move->verb == WG_VERB_UNDO && !is_undo_worth_offering (&now))
        continue;
      offer = g_new0 (WgCaseOffer, 1);
      offer->move = g_ptr_array_index (moves, i);
      offer->for_person_id = WG_NO_ID;
      if ((wg_move_get_roles (offer->move, record->route) & WG_ROLE_SELF) == 0)
        offer->reason = find_reason (&now, offer);
      else if (read_only)
        offer->reason = g_strdup (_ ("Read-only"));
      offer->allowed = offer->reason == NULL;
      g_ptr_array_add (offers, offer);
    }
  return offers;
}

GPtrArray *
wg_case_offers_of (WgContext *context, const WgCaseRecord *record, GPtrArray *events, const WgCaseDossier *dossier)
{
  const WgOperator *who = wg_context_get_operator (context);
  WgWorkflow *workflow = wg_store_get_workflow (wg_context_get_store (context));
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (context));
  gint64 now_ms = wg_context_get_now (context);
  g_autoptr (WgOperator) here = who != NULL ? wg_operator_narrow (who, grids, record->grid_id, now_ms) : NULL;

  return here != NULL ? wg_case_offers_list (workflow, record, here, events, dossier, now_ms, wg_context_is_read_only (context)) : NULL;
}

const WgCaseOffer *
wg_case_offers_find (GPtrArray *offers, WgVerb verb)
{
  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      const WgCaseOffer *offer = g_ptr_array_index (offers, i);

      if (offer->move->verb == verb)
        return offer;
    }
  return NULL;
}

WgAct *
wg_case_offer_make_act (const WgCaseOffer *self, const WgCaseRecord *record)
{
  WgAct *act = wg_act_new (self->move->verb, record->number);

  act->expect_version = record->version;
  act->for_person_id = self->for_person_id;
  return act;
}
