/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the same file comes again a week later. A case that nobody has touched here takes its new values, with one event
 * that holds old and new, so that the import can be undone and the past be told; a case that was worked on here belongs
 * to this desk.
 */

#include "wg-import-cases-private.h"

#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-log.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

typedef struct
{
  const char *key;
  gsize offset;
  int column; /* of the staged row, when an empty one leaves the value as it is; -1: none */
} Member;

static const Member texts[] = {
  { "channel", G_STRUCT_OFFSET (WgCaseRecord, channel), WG_IMPORT_CASE_CHANNEL },
  { "class_code", G_STRUCT_OFFSET (WgCaseRecord, class_code), -1 },
  { "class_text", G_STRUCT_OFFSET (WgCaseRecord, class_text), -1 },
  { "title", G_STRUCT_OFFSET (WgCaseRecord, title), WG_IMPORT_CASE_TITLE },
  { "body", G_STRUCT_OFFSET (WgCaseRecord, body), WG_IMPORT_CASE_BODY },
  { "address", G_STRUCT_OFFSET (WgCaseRecord, address), WG_IMPORT_CASE_ADDRESS },
  { "foreign_state", G_STRUCT_OFFSET (WgCaseRecord, foreign_state), WG_IMPORT_CASE_FOREIGN_STATE },
};

static const Member numbers[] = {
  { "reported_ms", G_STRUCT_OFFSET (WgCaseRecord, reported_ms), WG_IMPORT_CASE_REPORTED },
  { "filed_ms", G_STRUCT_OFFSET (WgCaseRecord, filed_ms), WG_IMPORT_CASE_FILED },
  { "due_ms", G_STRUCT_OFFSET (WgCaseRecord, given_due_ms), WG_IMPORT_CASE_DUE },
  { "done_ms", G_STRUCT_OFFSET (WgCaseRecord, done_ms), WG_IMPORT_CASE_DONE },
  { "closed_ms", G_STRUCT_OFFSET (WgCaseRecord, closed_ms), WG_IMPORT_CASE_CLOSED },
  { "appointed_ms", G_STRUCT_OFFSET (WgCaseRecord, appointed_ms), WG_IMPORT_CASE_APPOINTED },
  { "person_id", G_STRUCT_OFFSET (WgCaseRecord, person_id), WG_IMPORT_CASE_ASSIGNEE },
  { "unit_id", G_STRUCT_OFFSET (WgCaseRecord, unit_id), WG_IMPORT_CASE_ASSIGNEE },
  /* Not said by a file; they follow from the place. */
  { "grid_id", G_STRUCT_OFFSET (WgCaseRecord, grid_id), -1 },
  { "filed_grid_version_id", G_STRUCT_OFFSET (WgCaseRecord, filed_grid_version_id), -1 },
};

static char **
text_at (const WgCaseRecord *record, const Member *member)
{
  return (char **) G_STRUCT_MEMBER_P (record, member->offset);
}

static gint64 *
number_at (const WgCaseRecord *record, const Member *member)
{
  return (gint64 *) G_STRUCT_MEMBER_P (record, member->offset);
}

static void
set_text (char **text, const char *value)
{
  if (*text == value)
    return;
  g_free (*text);
  *text = g_strdup (value);
}

static void
settle (WgCaseRecord *record)
{
  record->due_ms = record->given_due_ms;
  record->clock = record->due_ms != WG_NO_TIME ? WG_CASE_CLOCK_GIVEN : WG_CASE_CLOCK_NONE;
  record->clock_ms = record->due_ms != WG_NO_TIME ? record->reported_ms : WG_NO_TIME;
}

/* What is there, with what the file says laid over it. */
static WgCaseRecord *
lay_over (const WgCaseRecord *there, WgStatement *row, const WgCaseRecord *said)
{
  WgCaseRecord *record = wg_case_record_copy (there);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *value = *text_at (said, &texts[i]);

      if (texts[i].column < 0 ? value != NULL : !wg_statement_is_null (row, texts[i].column))
        set_text (text_at (record, &texts[i]), value);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (numbers[i].column >= 0 && !wg_statement_is_null (row, numbers[i].column))
        *number_at (record, &numbers[i]) = *number_at (said, &numbers[i]);
    }
  record->state = said->state;
  if (said->class_code != NULL)
    record->route = said->route;
  if (wg_case_record_has_place (said))
    {
      record->lon = said->lon;
      record->lat = said->lat;
    }
  settle (record);
  return record;
}

static gboolean
is_same_place (const WgCaseRecord *a, const WgCaseRecord *b)
{
  if (!wg_case_record_has_place (a) || !wg_case_record_has_place (b))
    return wg_case_record_has_place (a) == wg_case_record_has_place (b);
  return fabs (a->lon - b->lon) < WG_SHAPE_UNIT && fabs (a->lat - b->lat) < WG_SHAPE_UNIT;
}

/* Writes what differs into @old and @new. */
static void
compare (const WgCaseRecord *before, const WgCaseRecord *after, WgFields *old, WgFields *new)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_strcmp0 (*text_at (before, &texts[i]), *text_at (after, &texts[i])) == 0)
        continue;
      wg_fields_set_text (old, texts[i].key, *text_at (before, &texts[i]));
      wg_fields_set_text (new, texts[i].key, *text_at (after, &texts[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (*number_at (before, &numbers[i]) == *number_at (after, &numbers[i]))
        continue;
      wg_fields_set_int64 (old, numbers[i].key, *number_at (before, &numbers[i]));
      wg_fields_set_int64 (new, numbers[i].key, *number_at (after, &numbers[i]));
    }
  if (before->state != after->state)
    {
      wg_fields_set_text (old, "state", wg_case_state_to_nick (before->state));
      wg_fields_set_text (new, "state", wg_case_state_to_nick (after->state));
    }
  if (before->route != after->route)
    {
      wg_fields_set_text (old, "route", wg_route_to_nick (before->route));
      wg_fields_set_text (new, "route", wg_route_to_nick (after->route));
    }
  if (is_same_place (before, after))
    return;
  wg_fields_set_double (old, "lon", before->lon);
  wg_fields_set_double (old, "lat", before->lat);
  wg_fields_set_double (new, "lon", after->lon);
  wg_fields_set_double (new, "lat", after->lat);
}

static gboolean
differs (const WgCaseRecord *before, const WgCaseRecord *after)
{
  g_autoptr (WgFields) old = wg_fields_new ();
  g_autoptr (WgFields) new = wg_fields_new ();

  compare (before, after, old, new);
  return wg_fields_get_size (old) > 0;
}

/* Meeting a number that is there. */

static gboolean
is_worked_on (WgStoreWork *work, const WgCaseRecord *there, gboolean *worked_on, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 n_events = wg_connection_get_value (work->connection, NULL, &local, "case-own-events", "ii",
                                             wg_connection_get_district (work->connection), there->id);

  *worked_on = n_events > 0 || there->batch_id == WG_NO_ID;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
update (WgImportRun *run,
        WgStoreWork *work,
        WgStatement *row,
        const WgImportSlot *slot,
        const WgCaseRecord *there,
        const WgCaseRecord *record,
        WgRowOutcome *outcome,
        GError **error)
{
  WgImportCases *cases = run->data;
  g_autoptr (WgCaseRecord) after = lay_over (there, row, record);
  gboolean worked_on = FALSE;

  *outcome = WG_ROW_UNCHANGED;
  if (!differs (there, after))
    return TRUE;
  if (!is_worked_on (work, there, &worked_on, error))
    return FALSE;
  if (worked_on)
    {
      *outcome = WG_ROW_REFUSED;
      return wg_import_run_find (run, work, slot, "worked_on", "refused", error,
                                 _ ("Case %s was worked on here; it was left as it is."), there->number);
    }
  *outcome = WG_ROW_UPDATED;
  g_ptr_array_add (cases->changes, wg_case_record_copy (there));
  g_ptr_array_add (cases->changes, g_steal_pointer (&after));
  return TRUE;
}

gboolean
wg_import_case_meet (WgImportRun *run,
                     WgStoreWork *work,
                     WgStatement *row,
                     const WgImportSlot *slot,
                     const WgCaseRecord *record,
                     WgRowOutcome *outcome,
                     GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (WgCaseRecord) there = wg_case_table_find (work->connection, record->number, &local);

  if (local != NULL && !g_error_matches (local, WG_ERROR, WG_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (there != NULL && there->batch_id != run->batch_id)
    {
      if (run->request->on_duplicate == WG_IMPORT_DUPLICATES_UPDATE)
        return wg_import_visits_load (work, there, error) && update (run, work, row, slot, there, record, outcome, error);
      if (run->request->on_duplicate == WG_IMPORT_DUPLICATES_MERGE)
        {
          *outcome = WG_ROW_MERGED;
          return wg_import_run_find (run, work, slot, "number_exists", "merged", error,
                                     _ ("Case %s is there already; what is there was kept."), record->number);
        }
    }
  *outcome = WG_ROW_REFUSED;
  return wg_import_run_find (run, work, slot, "number_exists", "refused", error, _ ("The number %s is taken already."),
                             record->number);
}

/* Publishing and taking back. */

static void
find_home (WgCaseRecord *record, WgGridTree *grids)
{
  guint home = wg_case_record_has_place (record) ? wg_grid_tree_find_home (grids, record->lon, record->lat) : WG_GRID_NONE;
  const WgGrid *grid = home != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, home) : NULL;

  record->grid_id = grid != NULL ? grid->id : WG_NO_ID;
  record->filed_grid_version_id = grid != NULL ? grid->version_id : WG_NO_ID;
}

/* Returns: 1, 0 when the version is another one by now, -1 with @error set. */
static gint64
write_case (WgStoreWork *work, const WgCaseRecord *record, GError **error)
{
  g_autoptr (GBytes) wkb = wg_case_table_point_to_wkb (record->lon, record->lat);

  return wg_connection_run (
      work->connection, error, "case-import-update", "iii ssssssss iiiii iiiiis sib",
      wg_connection_get_district (work->connection), record->id, record->version, record->channel, record->class_code,
      record->class_text, wg_route_to_nick (record->route), record->title, record->body, record->address,
      wg_case_state_to_nick (record->state), (gint64) wg_case_state_is_open (record->state),
      record->grid_id, record->filed_grid_version_id, record->person_id, record->unit_id, record->reported_ms,
      record->filed_ms, record->given_due_ms, record->done_ms, record->closed_ms, record->foreign_state,
      wg_case_clock_to_nick (record->clock), record->clock_ms, wkb);
}

typedef struct
{
  const char *verb;
  gint64 operator_id;
  gint64 batch_id;
  gint64 undoes_id;
} Origin;

static gboolean
append_event (
    WgStoreWork *work, const Origin *origin, const WgCaseRecord *before, const WgCaseRecord *after, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();
  WgFields *old = wg_fields_new ();
  WgFields *new = wg_fields_new ();

  compare (before, after, old, new);
  wg_fields_set_object (fields, "old", old);
  wg_fields_set_object (fields, "new", new);
  wg_fields_set_int64 (fields, "version", before->version + 1);
  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return FALSE;
  event->operator_id = origin->operator_id;
  event->subject = g_strdup ("case");
  event->subject_id = before->id;
  event->verb = g_strdup (origin->verb);
  event->batch_id = origin->batch_id;
  event->undoes_id = origin->undoes_id;
  event->from_state = g_strdup (wg_case_state_to_nick (before->state));
  event->to_state = g_strdup (wg_case_state_to_nick (after->state));
  event->run = after->run;
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (work->connection, event, error);
}

static gboolean
refuse_late (WgImportRun *run, WgStoreWork *work, const WgCaseRecord *before, GError **error)
{
  run->report->updated--;
  return wg_import_run_count (run, work, NULL, WG_ROW_REFUSED, error)
         && wg_import_run_find (run, work, NULL, "worked_on", "refused", error,
                             _ ("Case %s was worked on here; it was left as it is."), before->number);
}

gboolean
wg_import_case_changes_apply (WgImportRun *run, WgStoreWork *work, GError **error)
{
  WgImportCases *cases = run->data;
  const Origin origin = { "import", run->operator_id, run->batch_id, WG_NULL_ID };
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (work, error);

  if (grids == NULL)
    return FALSE;
  for (guint i = 0; i < cases->changes->len; i += 2)
    {
      const WgCaseRecord *before = cases->changes->pdata[i];
      WgCaseRecord *after = cases->changes->pdata[i + 1];
      gint64 written;

      find_home (after, grids);
      written = write_case (work, after, error);
      if (written < 0 || (written > 0 && !wg_import_visits_write (work, before, after, error)))
        return FALSE;
      if (written == 0 ? !refuse_late (run, work, before, error) : !append_event (work, &origin, before, after, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
get_number (JsonObject *old, const char *key)
{
  return json_object_get_null_member (old, key) ? G_MININT64 : json_object_get_int_member (old, key);
}

static double
get_degrees (JsonObject *old, const char *key)
{
  return json_object_get_null_member (old, key) ? NAN : json_object_get_double_member (old, key);
}

static void
take_back (WgCaseRecord *record, JsonObject *old)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (json_object_has_member (old, texts[i].key))
        set_text (text_at (record, &texts[i]), json_object_get_string_member_with_default (old, texts[i].key, NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (json_object_has_member (old, numbers[i].key))
        *number_at (record, &numbers[i]) = get_number (old, numbers[i].key);
    }
  if (json_object_has_member (old, "state"))
    wg_case_state_from_nick (json_object_get_string_member (old, "state"), &record->state);
  if (json_object_has_member (old, "route"))
    wg_route_from_nick (json_object_get_string_member (old, "route"), &record->route);
  if (json_object_has_member (old, "lon"))
    {
      record->lon = get_degrees (old, "lon");
      record->lat = get_degrees (old, "lat");
    }
  settle (record);
}

gboolean
wg_import_case_changes_revert (
    WgStoreWork *work, const WgEvent *change, gint64 operator_id, WgGridTree *grids, GError **error)
{
  const Origin origin = { "undo", operator_id, change->batch_id, change->id };
  g_autoptr (WgCaseRecord) there = wg_case_table_find_by_id (work->connection, change->subject_id, error);
  g_autoptr (WgCaseRecord) record = there != NULL ? wg_case_record_copy (there) : NULL;
  g_autoptr (JsonNode) root = record != NULL ? json_from_string (change->fields, error) : NULL;
  gint64 written;

  if (root == NULL || !wg_import_visits_load (work, there, error))
    return FALSE;
  record->appointed_ms = there->appointed_ms;
  record->version = json_object_get_int_member (json_node_get_object (root), "version");
  take_back (record, json_object_get_object_member (json_node_get_object (root), "old"));
  find_home (record, grids);
  written = write_case (work, record, error);
  if (written == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                 _ ("Case %s was worked on since. Nothing was changed; the import stays."), record->number);
  return written > 0 && wg_import_visits_write (work, there, record, error) && append_event (work, &origin, there, record, error);
}
