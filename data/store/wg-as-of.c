/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a figure of last month must be the same whoever asks for it and whenever. The events keep old and new values, so
 * the past of a case is its present with the later events taken back.
 */

#include "wg-as-of.h"

#include "wg-case-facts.h"
#include "wg-error.h"
#include "wg-event-fields.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static gboolean
take_back (WgCaseRecord *record, const WgEvent *event, GError **error)
{
  g_autoptr (JsonObject) fields = wg_event_read_fields (event);
  JsonNode *old = fields != NULL ? json_object_get_member (fields, "old") : NULL;

  if (fields == NULL)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, event->id);

      g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED, _ ("Event %s of case %s cannot be read; “wangge verify” says more."), id,
                   record->number);
      return FALSE;
    }
  wg_case_state_from_nick (event->from_state, &record->state);
  if (old != NULL && JSON_NODE_HOLDS_OBJECT (old))
    wg_case_facts_restore (record, json_node_get_object (old));
  if (json_object_has_member (fields, "version"))
    record->version = json_object_get_int_member (fields, "version") - 1;
  return TRUE;
}

/* An imported case: what its business times say had not happened has not. */

static gboolean
forget_after (gint64 *time_ms, gint64 at_ms)
{
  if (*time_ms == WG_NO_TIME || *time_ms <= at_ms)
    return FALSE;
  *time_ms = WG_NO_TIME;
  return TRUE;
}

static void
drop_holder (WgCaseRecord *record)
{
  record->person_id = record->unit_id = WG_NO_ID;
  g_clear_pointer (&record->person_name, g_free);
  g_clear_pointer (&record->unit_name, g_free);
}

static void
forget_future (WgCaseRecord *record, gint64 at_ms)
{
  gboolean closed = forget_after (&record->closed_ms, at_ms);
  gboolean done = forget_after (&record->done_ms, at_ms);
  gboolean assigned = forget_after (&record->first_assigned_ms, at_ms);
  gboolean filed = forget_after (&record->filed_ms, at_ms);

  if (!closed && !done && !assigned && !filed)
    return;
  if (record->done_ms != WG_NO_TIME)
    record->state = WG_CASE_STATE_HANDLED;
  else if (record->first_assigned_ms != WG_NO_TIME)
    record->state = WG_CASE_STATE_HANDLING;
  else
    record->state = record->filed_ms != WG_NO_TIME ? WG_CASE_STATE_FILED : WG_CASE_STATE_REPORTED;
  if (record->state < WG_CASE_STATE_ASSIGNED)
    drop_holder (record);
}

WgCaseRecord *
wg_as_of_case (const WgCaseRecord *present, GPtrArray *later, gint64 at_ms, GError **error)
{
  g_autoptr (WgCaseRecord) record = wg_case_record_copy (present);

  for (guint i = later != NULL ? later->len : 0; i > 0; i--)
    {
      const WgEvent *event = g_ptr_array_index (later, i - 1);

      if (event->from_state == NULL)
        return NULL;
      if (!take_back (record, event, error))
        return NULL;
    }
  if (record->reported_ms > at_ms)
    return NULL;
  if (record->batch_id != WG_NO_ID)
    forget_future (record, at_ms);
  /* A suspension ends at its midnight, whoever wrote that down, and when. */
  if (record->suspended_until_ms != WG_NO_TIME && record->suspended_until_ms <= at_ms)
    record->suspended_until_ms = WG_NO_TIME;
  return g_steal_pointer (&record);
}
