/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a roster names beside the grids of its people the streets and stretches of rivers whose chiefs they are. That is an
 * agreement of the district and no post: one for all of them, changed by one event, and given back when the import is undone.
 */

#include "wg-import-persons-private.h"

#include "wg-event-log.h"
#include "wg-setting.h"
#include "wg-store-members.h"
#include "wg-store-sections.h"

#include <glib/gi18n-lib.h>

#define BETWEEN_SECTIONS "[,，、;；|/\\n]+"

static gboolean
read_sections (WgImportRoster *self, GError **error)
{
  WgConnection *connection = self->work->connection;
  g_autoptr (GError) local = NULL;
  WgStatement *row;

  if (self->chiefs != NULL)
    return TRUE;
  self->chiefs = wg_store_work_read_members (self->work, WG_SECTION_SETTING, G_MININT64, error);
  if (self->chiefs == NULL)
    return FALSE;
  row = wg_connection_query (connection, &local, "section-list", "ii", wg_connection_get_district (connection), G_MAXINT64);
  while (row != NULL && wg_statement_step (row, &local))
    g_hash_table_add (self->sections, wg_statement_dup_text (row, 0));
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

static const char *
find_name (WgImportRoster *self, gint64 person_id)
{
  for (guint i = 0; i < self->persons->len; i++)
    {
      const WgKnownPerson *known = g_ptr_array_index (self->persons, i);

      if (known->id == person_id)
        return known->name;
    }
  return NULL;
}

/* Whose a section was before the file is told, and of two in one file it stays with the first. */
static gboolean
take_section (WgImportRoster *self, const StagedPerson *staged, gint64 person_id, const char *section, guint *n, GError **error)
{
  gint64 before = json_object_get_int_member_with_default (self->chiefs, section, WG_NO_ID);
  const char *name = before != WG_NO_ID ? find_name (self, before) : NULL;

  if (before == person_id)
    {
      g_hash_table_add (self->said_sections, g_strdup (section));
      return TRUE;
    }
  if (g_hash_table_contains (self->said_sections, section))
    return wg_import_run_find (self->run, self->work, &staged->slot, "section_twice", "kept", error,
                               _ ("“%s” has one chief, and the file names %s before %s; it stays with the first."), section,
                               name != NULL ? name : "?", staged->name);
  if (name != NULL
      && !wg_import_run_find (self->run, self->work, &staged->slot, "section_taken", "kept", error,
                              _ ("%s was chief of “%s” until now; from now on it is %s."), name, section, staged->name))
    return FALSE;
  json_object_set_int_member (self->chiefs, section, person_id);
  g_hash_table_add (self->said_sections, g_strdup (section));
  g_ptr_array_add (self->changed_sections, g_strdup (section));
  *n += 1;
  return TRUE;
}

/* An agreement holds from when it is made until another is made: what has ended is taken back, what begins later is told. */
static gboolean
keep_section (WgImportRoster *self, const StagedPerson *staged, gint64 person_id, const char *section, guint *n, GError **error)
{
  gint64 now_ms = self->run->started_ms;

  if (!g_hash_table_contains (self->sections, section))
    return wg_import_run_find (self->run, self->work, &staged->slot, "section_unknown", "kept", error,
                               _ ("The map has no street or river called “%s”; %s came in without it."), section, staged->name);
  if (staged->to_ms != WG_NULL_ID && staged->to_ms <= now_ms)
    {
      if (json_object_get_int_member_with_default (self->chiefs, section, WG_NO_ID) != person_id)
        return TRUE;
      json_object_remove_member (self->chiefs, section);
      g_ptr_array_add (self->changed_sections, g_strdup (section));
      *n += 1;
      return TRUE;
    }
  if (staged->from_ms != WG_NULL_ID && staged->from_ms > now_ms)
    return wg_import_run_find (self->run, self->work, &staged->slot, "section_later", "kept", error,
                               _ ("%s is to be chief of “%s” only later; who it is now was kept."), staged->name, section);
  return take_section (self, staged, person_id, section, n, error);
}

/* A name that has blanks in it, or several with blanks between them. */
static gboolean
keep_piece (WgImportRoster *self, const StagedPerson *staged, gint64 person_id, const char *piece, guint *n, GError **error)
{
  g_auto (GStrv) words = wg_import_persons_split (piece);
  gboolean all = !g_hash_table_contains (self->sections, piece);

  for (char **word = words; *word != NULL; word++)
    all = all && g_hash_table_contains (self->sections, *word);
  if (!all)
    return *piece == '\0' || keep_section (self, staged, person_id, piece, n, error);
  for (char **word = words; *word != NULL; word++)
    {
      if (!keep_section (self, staged, person_id, *word, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_import_roster_keep_sections (WgImportRoster *self, const StagedPerson *staged, gint64 person_id, guint *n, GError **error)
{
  g_auto (GStrv) pieces = staged->sections != NULL ? g_regex_split_simple (BETWEEN_SECTIONS, staged->sections, 0, 0) : NULL;

  if (pieces != NULL && !read_sections (self, error))
    return FALSE;
  for (char **piece = pieces; piece != NULL && *piece != NULL; piece++)
    {
      if (!keep_piece (self, staged, person_id, g_strstrip (*piece), n, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_chiefs (WgStoreWork *work, gint64 operator_id, gint64 batch_id, JsonObject *chiefs, GPtrArray *changed, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), chiefs);
  g_autofree char *value = json_to_string (node, FALSE), *about = NULL;

  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return FALSE;
  event->operator_id = operator_id;
  event->batch_id = batch_id;
  g_ptr_array_add (changed, NULL);
  about = g_strjoinv (", ", (char **) changed->pdata);
  return wg_setting_write (work, event, WG_SECTION_SETTING, about, value, NULL, error);
}

gboolean
wg_import_roster_write_sections (WgImportRoster *self, GError **error)
{
  return self->changed_sections->len == 0
         || write_chiefs (self->work, self->run->operator_id, self->run->batch_id, self->chiefs, self->changed_sections, error);
}

/* --- Undone --- */

static gboolean
list_brought (WgStoreWork *work, gint64 batch_id, GHashTable *ids, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "undo-persons", "ii", wg_connection_get_district (work->connection), batch_id);

  while (row != NULL && wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

static gboolean
is_brought (GHashTable *ids, JsonObject *chiefs, const char *section)
{
  gint64 id = json_object_get_int_member_with_default (chiefs, section, WG_NO_ID);

  return g_hash_table_contains (ids, &id);
}

gboolean
wg_import_chiefs_withdraw (WgStoreWork *work, gint64 batch_id, gint64 operator_id, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  gint64 written_ms = wg_connection_get_value (work->connection, NULL, NULL, "undo-sections-written", "ii", district_id, batch_id);
  g_autoptr (JsonObject) chiefs = wg_store_work_read_members (work, WG_SECTION_SETTING, G_MININT64, error), before = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) sections = chiefs != NULL ? json_object_get_members (chiefs) : NULL;

  if (chiefs == NULL || !list_brought (work, batch_id, ids, error))
    return FALSE;
  before = written_ms > 0 ? wg_store_work_read_members (work, WG_SECTION_SETTING, written_ms - 1, error) : json_object_new ();
  if (before == NULL)
    return FALSE;
  for (GList *section = sections; section != NULL; section = section->next)
    {
      gint64 former = json_object_get_int_member_with_default (before, section->data, WG_NO_ID);

      if (!is_brought (ids, chiefs, section->data))
        continue;
      g_ptr_array_add (changed, g_strdup (section->data));
      if (former != WG_NO_ID)
        json_object_set_int_member (chiefs, section->data, former);
      else
        json_object_remove_member (chiefs, section->data);
    }
  return changed->len == 0 || write_chiefs (work, operator_id, batch_id, chiefs, changed, error);
}
