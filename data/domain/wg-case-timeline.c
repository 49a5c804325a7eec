/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whose time it was is what everybody quarrels about afterwards. It is read from the history alone, which nobody can
 * change, and not from what the case says of itself today.
 */

#include "wg-case-timeline.h"

#include "wg-case-facts.h"
#include "wg-event-fields.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

typedef struct
{
  const char *nick;
  const char *label;
} Kind;

static const Kind kinds[WG_N_STRETCH_KINDS] = {
  [WG_STRETCH_INTAKE] = { "intake", NC_ ("stretch", "Intake") },
  [WG_STRETCH_DISPATCH] = { "dispatch", NC_ ("stretch", "To dispatch") },
  [WG_STRETCH_BOUNCE] = { "bounce", NC_ ("stretch", "Bounced back") },
  [WG_STRETCH_WAITING] = { "waiting", NC_ ("stretch", "Not signed for") },
  [WG_STRETCH_HANDLING] = { "handling", NC_ ("stretch", "Handling") },
  [WG_STRETCH_CHECK] = { "check", NC_ ("stretch", "Being checked") },
  [WG_STRETCH_SUSPENDED] = { "suspended", NC_ ("stretch", "Suspended") },
  [WG_STRETCH_MERGED] = { "merged", NC_ ("stretch", "Part of another case") },
};

const char *
wg_stretch_kind_get_label (WgStretchKind kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "stretch", kinds[kind].label);
}

const char *
wg_stretch_kind_to_nick (WgStretchKind kind)
{
  return kinds[kind].nick;
}

/* What is known of the case after an event. */
typedef struct
{
  WgCaseRecord *record;
  gboolean bounced;
  gboolean begun;
} State;

static JsonObject *
get_object (JsonObject *fields, const char *member)
{
  JsonNode *node = fields != NULL ? json_object_get_member (fields, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Returns when what @event tells took effect. */
static gint64
take_event (State *self, const WgEvent *event)
{
  g_autoptr (JsonObject) fields = wg_event_read_fields (event);
  JsonObject *facts = get_object (fields, "new");
  WgCaseState before = self->record->state;

  if (facts != NULL)
    wg_case_facts_restore (self->record, facts);
  if (event->to_state != NULL)
    wg_case_state_from_nick (event->to_state, &self->record->state);
  if (g_strcmp0 (event->verb, "bounce") == 0)
    self->bounced = TRUE;
  else if (!self->begun || self->record->state != before)
    self->bounced = FALSE;
  self->begun = TRUE;
  return fields != NULL ? json_object_get_int_member_with_default (fields, "effective_ms", event->at_ms) : event->at_ms;
}

static gboolean
find_kind (const State *self, WgStretchKind *kind)
{
  const WgCaseRecord *record = self->record;

  if (record->state == WG_CASE_STATE_CLOSED || record->state == WG_CASE_STATE_REJECTED)
    return FALSE;
  switch (record->state)
    {
    case WG_CASE_STATE_REPORTED:
      *kind = WG_STRETCH_INTAKE;
      break;
    case WG_CASE_STATE_FILED:
      *kind = self->bounced ? WG_STRETCH_BOUNCE : WG_STRETCH_DISPATCH;
      break;
    case WG_CASE_STATE_ASSIGNED:
      *kind = WG_STRETCH_WAITING;
      break;
    case WG_CASE_STATE_HANDLED:
      *kind = WG_STRETCH_CHECK;
      break;
    case WG_CASE_STATE_MERGED:
      *kind = WG_STRETCH_MERGED;
      break;
    default:
      *kind = WG_STRETCH_HANDLING;
      break;
    }
  if (wg_case_record_is_suspended (record))
    *kind = WG_STRETCH_SUSPENDED;
  return TRUE;
}

static gboolean
goes_on (const WgStretch *last, const WgStretch *next)
{
  return last->to_ms == next->from_ms && last->kind == next->kind && last->person_id == next->person_id
         && last->unit_id == next->unit_id && (next->kind != WG_STRETCH_BOUNCE || g_strcmp0 (next->event->verb, "bounce") != 0);
}

static void
add (GArray *stretches, const WgStretch *next)
{
  WgStretch *last = stretches->len > 0 ? &g_array_index (stretches, WgStretch, stretches->len - 1) : NULL;

  if (next->to_ms <= next->from_ms && next->kind != WG_STRETCH_BOUNCE)
    return;
  if (last != NULL && goes_on (last, next))
    last->to_ms = next->to_ms;
  else
    g_array_append_val (stretches, *next);
}

GArray *
wg_case_timeline_new (const GPtrArray *events, gint64 now_ms)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (WgStretch));
  g_autoptr (WgCaseRecord) record = wg_case_record_new ();
  State state = { record, FALSE, FALSE };
  WgStretch open = { 0 };
  gboolean is_open = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      const WgEvent *event = g_ptr_array_index (events, i);
      gint64 at_ms;

      /* An imported case has no registration, so what went before is not known. */
      if (i == 0 && event->from_state != NULL)
        return stretches;
      at_ms = MAX (take_event (&state, event), is_open ? open.from_ms : G_MININT64);
      if (is_open)
        {
          open.to_ms = at_ms;
          add (stretches, &open);
        }
      open = (WgStretch){ .from_ms = at_ms, .person_id = record->person_id, .unit_id = record->unit_id, .event = event };
      is_open = find_kind (&state, &open.kind);
    }
  open.to_ms = MAX (now_ms, open.from_ms);
  if (is_open)
    add (stretches, &open);
  return stretches;
}
