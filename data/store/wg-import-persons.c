/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a centre has thousands of people in a table before it has this program, one row for each or one for each grid that
 * somebody keeps. They come in whole or not at all, so that no suggestion is made from half a roster; and who is there
 * already is met by code, or by name and telephone, never by a name alone.
 */

#include "wg-import-persons-private.h"

#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-grid-table.h"
#include "wg-person-name.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static void
staged_free (gpointer data)
{
  StagedPerson *staged = data;

  g_free (staged->code);
  g_free (staged->name);
  g_free (staged->kind);
  g_free (staged->unit);
  g_free (staged->post);
  g_free (staged->grids);
  g_free (staged->phone);
  g_free (staged->skills);
  g_free (staged->sections);
  g_free (staged);
}

static gint64
get_time (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? WG_NULL_ID : wg_statement_get_int64 (row, column);
}

/* What somebody can do, apart by any of the signs that stand between words in a cell. */
static char *
make_skills (const char *text)
{
  g_auto (GStrv) skills = text != NULL ? wg_import_persons_split (text) : NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (skills == NULL)
    return NULL;
  for (char **skill = skills; *skill != NULL; skill++)
    {
      if (**skill != '\0')
        json_array_add_string_element (array, *skill);
    }
  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

/* What somebody is tells which post is meant, and the other way round, when the file says only one of them. */
static void
settle_words (StagedPerson *staged)
{
  static const char *const pairs[][2] = { { "keeper", "A" }, { "chief", "B" },  { "supervisor", "supervisor" },
                                          { "assistant", "assistant" }, { "police", "police" } };
  gboolean said = staged->kind != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (staged->post == NULL && g_strcmp0 (staged->kind, pairs[i][0]) == 0)
        staged->post = g_strdup (pairs[i][1]);
      else if (!said && g_strcmp0 (staged->post, pairs[i][1]) == 0)
        staged->kind = g_strdup (pairs[i][0]);
    }
  if (!said && g_strcmp0 (staged->post, "chief") == 0)
    staged->kind = g_strdup ("chief");
  staged->kind_derived = !said;
}

static StagedPerson *
read_staged (WgStatement *row)
{
  StagedPerson *staged = g_new0 (StagedPerson, 1);

  staged->slot = (WgImportSlot){ .seq = wg_statement_get_int64 (row, 0), .lon = NAN, .lat = NAN };
  staged->code = wg_statement_dup_text (row, 1);
  staged->name = wg_statement_dup_text (row, 2);
  staged->kind = wg_statement_dup_text (row, 3);
  staged->unit = wg_statement_dup_text (row, 4);
  staged->post = wg_statement_dup_text (row, 5);
  staged->grids = wg_statement_dup_text (row, 6);
  staged->from_ms = get_time (row, 7);
  staged->to_ms = get_time (row, 8);
  staged->phone = wg_statement_dup_text (row, 9);
  staged->skills = make_skills (wg_statement_get_text (row, 10));
  staged->sections = wg_statement_dup_text (row, 11);
  settle_words (staged);
  return staged;
}

static GPtrArray *
read_all (WgImportRun *run, WgStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (staged_free);
  WgStatement *row = wg_connection_query (work->connection, error, "staging-person-rows", "");
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_import_run_is_wanted (run, &local) && wg_statement_step (row, &local))
    g_ptr_array_add (all, read_staged (row));
  wg_statement_reset (row);
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* One row. */

static gboolean
insert (WgImportRoster *roster, const StagedPerson *staged, gint64 unit_id, gint64 *id, GError **error)
{
  WgConnection *connection = roster->work->connection;
  gint64 district_id = wg_connection_get_district (connection);
  g_autofree char *pinyin = wg_pinyin_of (staged->name);
  g_autofree char *initials = wg_pinyin_initials (staged->name);

  *id = wg_grid_table_take_ids (connection, "person", 1, error);
  if (*id < 0
      || wg_connection_run (connection, error, "person-import", "iisssssisi", district_id, *id, staged->code, staged->name, pinyin,
                            initials, staged->kind != NULL ? staged->kind : "keeper", unit_id,
                            staged->skills != NULL ? staged->skills : "[]", roster->run->batch_id)
             < 0)
    return FALSE;
  wg_import_roster_add (roster, staged->code, staged->name, staged->phone, *id, TRUE);
  return staged->phone == NULL
         || wg_connection_run (connection, error, "person-private-insert", "iiss", district_id, *id, staged->phone, NULL) >= 0;
}

static gboolean
log_update (WgImportRoster *roster, const StagedPerson *staged, gint64 id, gboolean new_phone, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();

  if (!wg_event_log_open (roster->work->connection, event, wg_clock_get_now (roster->work->clock), error))
    return FALSE;
  event->operator_id = roster->run->operator_id;
  event->subject = g_strdup ("person");
  event->subject_id = id;
  event->verb = g_strdup ("import");
  event->batch_id = roster->run->batch_id;
  wg_fields_set_text (fields, "kind", staged->kind);
  wg_fields_set_text (fields, "unit", staged->unit);
  wg_fields_set_text (fields, "grids", staged->grids);
  wg_fields_set_text (fields, "post", staged->post);
  wg_fields_set_text (fields, "sections", staged->sections);
  if (new_phone)
    wg_fields_set_text (fields, "changed", "phone");
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (roster->work->connection, event, error);
}

/* A cell that is empty says nothing, so that what is there stays. */
static gboolean
update (WgImportRoster *roster, const StagedPerson *staged, gint64 id, gint64 unit_id, WgRowOutcome *outcome, GError **error)
{
  WgConnection *connection = roster->work->connection;
  gint64 district_id = wg_connection_get_district (connection);
  g_autofree char *pinyin = wg_pinyin_of (staged->name);
  g_autofree char *initials = wg_pinyin_initials (staged->name);
  gint64 phones = 0;
  guint posts = 0;
  gint64 changed = wg_connection_run (connection, error, "person-import-update", "iisssssis", district_id, id, staged->code,
                                      staged->name, pinyin, initials, staged->kind_derived ? NULL : staged->kind, unit_id, staged->skills);

  if (changed >= 0 && staged->phone != NULL)
    phones = wg_connection_run (connection, error, "person-set-phone", "iis", district_id, id, staged->phone);
  if (changed < 0 || phones < 0 || !wg_import_roster_keep (roster, staged, id, &posts, error))
    return FALSE;
  *outcome = changed + phones + posts > 0 ? WG_ROW_UPDATED : WG_ROW_UNCHANGED;
  return *outcome == WG_ROW_UNCHANGED || log_update (roster, staged, id, phones > 0, error);
}

static gboolean
refuse (WgImportRoster *roster, const StagedPerson *staged, const char *rule, const char *sentence, WgRowOutcome *outcome, GError **error)
{
  *outcome = WG_ROW_REFUSED;
  return wg_import_run_find (roster->run, roster->work, &staged->slot, rule, "refused", error, "%s", sentence);
}

/* Somebody that is there already, or that an earlier row of the file brought. */
static gboolean
meet (WgImportRoster *roster, const StagedPerson *staged, const WgKnownPerson *known, gint64 unit_id, WgRowOutcome *outcome, GError **error)
{
  WgImportDuplicates duplicates = roster->run->request->on_duplicate;
  guint posts = 0;
  g_autofree char *sentence = NULL;

  if (!g_str_equal (known->name, staged->name) && (known->fresh || duplicates != WG_IMPORT_DUPLICATES_UPDATE))
    {
      sentence = g_strdup_printf (_ ("The code %s belongs to %s."), staged->code, known->name);
      return refuse (roster, staged, "code_exists", sentence, outcome, error);
    }
  *outcome = WG_ROW_MERGED;
  if (known->fresh)
    return wg_import_roster_keep (roster, staged, known->id, &posts, error);
  if (duplicates == WG_IMPORT_DUPLICATES_MERGE)
    return wg_import_run_find (roster->run, roster->work, &staged->slot, "person_exists", "merged", error,
                               _ ("%s is there already; what is there was kept."), staged->name);
  if (!known->active)
    sentence = g_strdup_printf (_ ("%s is not active any more."), staged->name);
  else if (duplicates == WG_IMPORT_DUPLICATES_REFUSE)
    sentence = g_strdup_printf (_ ("%s is there already."), staged->name);
  return sentence != NULL ? refuse (roster, staged, "person_exists", sentence, outcome, error)
                          : update (roster, staged, known->id, unit_id, outcome, error);
}

static gboolean
take (WgImportRoster *roster, const StagedPerson *staged, WgRowOutcome *outcome, GError **error)
{
  const WgKnownPerson *known = wg_import_roster_find (roster, staged);
  gint64 unit_id = WG_NULL_ID;
  guint posts = 0;
  gint64 id;

  if (known == NULL && staged->code == NULL && staged->phone == NULL && wg_import_roster_has_name (roster, staged->name))
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("Somebody else is called %s, and without a code or a telephone it cannot be told whether it is the same."), staged->name);

      return refuse (roster, staged, "person_unclear", sentence, outcome, error);
    }
  if (!wg_import_roster_find_unit (roster, staged, &unit_id, error))
    return FALSE;
  if (known != NULL)
    return meet (roster, staged, known, unit_id, outcome, error);
  return insert (roster, staged, unit_id, &id, error) && wg_import_roster_keep (roster, staged, id, &posts, error);
}

static gboolean
take_all (WgImportRoster *roster, GPtrArray *all, GError **error)
{
  for (guint i = 0; i < all->len; i++)
    {
      const StagedPerson *staged = all->pdata[i];
      WgRowOutcome outcome = WG_ROW_STORED;

      if (!wg_import_run_is_wanted (roster->run, error) || !take (roster, staged, &outcome, error)
          || !wg_import_run_count (roster->run, roster->work, &staged->slot, outcome, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_all (WgImportRun *run, WgStoreWork *work, GPtrArray *all, GError **error)
{
  g_autoptr (WgImportRoster) roster = NULL;
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();

  if (!wg_import_run_insert_batch (run, work, error) || !wg_import_run_copy_findings (run, work, run->staged_findings, error))
    return FALSE;
  roster = wg_import_roster_new (run, work, error);
  return roster != NULL && take_all (roster, all, error) && wg_import_roster_write_sections (roster, error)
         && wg_import_run_start_event (run, work, event, error)
         && wg_import_run_publish_batch (run, work, event, fields, error);
}

static gboolean
move_whole (WgImportRun *run, WgStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) all = read_all (run, work, error);

  return all != NULL && wg_import_run_write_whole (run, work, all, move_all, error);
}

const WgImportOps wg_import_persons = { .move_whole = move_whole };
