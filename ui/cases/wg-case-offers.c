/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: buttons, menus and letters offer the same moves for the same reasons; and "say no with the way out" needs the
 * reason as words before anybody presses. The store checks again with the rows as they are.
 */

#include "wg-case-offers.h"

#include "wg-event-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const WgCaseRecord *record;
  const WgOperator *who;
  GPtrArray *events;
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

  if (g_str_equal (event->verb, "done"))
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

static char *
say_whose (guint roles)
{
  g_autofree char *names = wg_roles_to_text (roles);

  return g_strdup_printf (_ ("Only for: %s"), names);
}

static char *
find_role_reason (const Situation *now, WgCaseOffer *offer)
{
  guint wanted = wg_move_get_roles (offer->move, now->record->route);

  if ((wanted & now->who->roles) != 0)
    return NULL;
  if ((wanted & WG_ROLE_ASSIGNEE) == 0)
    return say_whose (wanted);
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
  if (wg_case_record_get_holder (now->record) != NULL)
    return g_strdup_printf (_ ("Only %s can do this"), wg_case_record_get_holder (now->record));
  return say_whose (wanted);
}

static char *
find_demand_reason (const Situation *now, const WgMove *move)
{
  if ((move->demands & WG_DEMAND_NOT_HAND) != 0 && had_hand (now))
    return g_strdup (_ ("You handled this case, so someone else must check it"));
  if (move->verb == WG_VERB_ASSIGN && now->record->needs_duty == 1 && (now->who->roles & WG_ROLE_DUTY) == 0)
    return g_strdup (_ ("Bounced three times: the duty officer decides"));
  if ((move->demands & WG_DEMAND_NOT_FINAL) != 0 && now->record->needs_duty == 2)
    return g_strdup (_ ("The duty officer decided this assignment; it is final"));
  return NULL;
}

static char *
find_reason (const Situation *now, WgCaseOffer *offer)
{
  char *reason;

  if (now->read_only)
    return g_strdup (_ ("Read-only"));
  if (wg_case_record_is_suspended (now->record) && offer->move->verb != WG_VERB_NOTE)
    return g_strdup (_ ("Suspended"));
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

  return last != NULL && last->operator_id == now->who->id && !g_str_equal (last->verb, "undo")
         && !g_str_equal (last->verb, "report");
}

GPtrArray *
wg_case_offers_list (
    WgWorkflow *workflow, const WgCaseRecord *record, const WgOperator *who, GPtrArray *events, gboolean read_only)
{
  const Situation now = { record, who, events, read_only };
  g_autoptr (GPtrArray) moves = wg_workflow_get_legal (workflow, record->state);
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_offer_free);

  for (guint i = 0; i < moves->len; i++)
    {
      WgCaseOffer *offer;

      if (((const WgMove *) g_ptr_array_index (moves, i))->verb == WG_VERB_UNDO && !is_undo_worth_offering (&now))
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
