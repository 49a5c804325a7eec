/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: grids, buildings, cases and persons are read as the lists of the desk read them, so that an exported file never says
 * something else than the screen.
 */

#include "wg-export-private.h"

#include "wg-class-catalogue.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-grid-table.h"
#include "wg-people-table.h"
#include "wg-store-as-of.h"
#include "wg-store-cases.h"
#include "wg-store-members.h"
#include "wg-store-people.h"
#include "wg-store-sections.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgStoreWork *work;
  const WgExportRequest *request;
  const GPtrArray *fields;
  WgExportRows *rows;
  WgGridTree *tree;
  gint64 at_ms; /* the present is an instant too */
} Filling;

static gboolean
is_chosen (const Filling *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      if (g_str_equal (((const WgExportField *) g_ptr_array_index (self->fields, i))->name, name))
        return TRUE;
    }
  return FALSE;
}

static gint64
null_if_negative (gint64 value)
{
  return value < 0 ? G_MININT64 : value;
}

static gint64
get_or_null (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? G_MININT64 : wg_statement_get_int64 (row, column);
}

/* The grid that a thing is told with: its home, or the one of the asked level above it. */
static const WgGrid *
find_told (const Filling *self, gint64 grid_id)
{
  guint index = grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (self->tree, grid_id) : WG_GRID_NONE;

  while (index != WG_GRID_NONE && self->request->level > 0 && wg_grid_tree_get_grid (self->tree, index)->depth > self->request->level)
    index = wg_grid_tree_get_grid (self->tree, index)->parent;
  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (self->tree, index) : NULL;
}

/* --- Grids --- */

static GHashTable *
list_keepers (const Filling *self, GError **error)
{
  WgStatement *row = wg_connection_query (self->work->connection, error, "keeper-list", "ii",
                                          wg_connection_get_district (self->work->connection), self->at_ms);
  g_autoptr (GHashTable) keepers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);
      const char *before = g_hash_table_lookup (keepers, &id), *name = wg_statement_get_text (row, 3);

      g_hash_table_replace (keepers, g_memdup2 (&id, sizeof id), before != NULL ? g_strjoin (", ", before, name, NULL) : g_strdup (name));
    }
  if (local == NULL)
    return g_steal_pointer (&keepers);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
put_grid (Filling *self, const WgGrid *grid, GHashTable *keepers)
{
  WgExportRows *rows = self->rows;
  g_autoptr (GBytes) wkb = grid->shape != NULL ? wg_shape_to_wkb (grid->shape) : NULL;

  wg_export_rows_put_text (rows, "code", grid->code);
  wg_export_rows_put_text (rows, "name", grid->name);
  wg_export_rows_put_integer (rows, "level", grid->depth);
  wg_export_rows_put_text (rows, "parent", grid->parent != WG_GRID_NONE ? wg_grid_tree_get_grid (self->tree, grid->parent)->code : NULL);
  wg_export_rows_put_text (rows, "kind", grid->special ? "special" : "ordinary");
  wg_export_rows_put_integer (rows, "households", null_if_negative (grid->households));
  wg_export_rows_put_integer (rows, "people", null_if_negative (grid->people));
  wg_export_rows_put_real (rows, "area_m2", grid->area_m2);
  wg_export_rows_put_text (rows, "keepers", g_hash_table_lookup (keepers, &grid->id));
  wg_export_rows_put_time (rows, "valid_from", grid->valid_from_ms);
  wg_export_rows_put_real (rows, "lon", grid->label_lon);
  wg_export_rows_put_real (rows, "lat", grid->label_lat);
  if (wkb != NULL)
    wg_export_rows_put_area (rows, wkb);
  wg_export_rows_end_row (rows);
}

static gboolean
fill_grids (Filling *self, GError **error)
{
  g_autoptr (GHashTable) keepers = NULL;

  if (self->request->level > 0 && wg_grid_tree_find_level (self->tree, self->request->level) == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no level %d. “wangge levels” lists those there are."), self->request->level);
      return FALSE;
    }
  keepers = list_keepers (self, error);
  if (keepers == NULL)
    return FALSE;
  for (guint i = 0; i < wg_grid_tree_get_n_grids (self->tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (self->tree, i);

      if (self->request->level == 0 || grid->depth == self->request->level)
        put_grid (self, grid, keepers);
    }
  return TRUE;
}

/* --- Buildings --- */

static void
put_building (Filling *self, WgStatement *row)
{
  WgExportRows *rows = self->rows;
  const WgGrid *grid = find_told (self, get_or_null (row, 7));
  g_autoptr (GBytes) wkb = wg_statement_dup_blob (row, 8);

  wg_export_rows_put_text (rows, "code", wg_statement_get_text (row, 0));
  wg_export_rows_put_text (rows, "name", wg_statement_get_text (row, 1));
  wg_export_rows_put_text (rows, "address", wg_statement_get_text (row, 2));
  wg_export_rows_put_integer (rows, "floors", get_or_null (row, 3));
  wg_export_rows_put_integer (rows, "households", get_or_null (row, 4));
  wg_export_rows_put_integer (rows, "people", get_or_null (row, 5));
  wg_export_rows_put_text (rows, "mark", wg_statement_get_text (row, 6));
  wg_export_rows_put_text (rows, "grid", grid != NULL ? grid->code : NULL);
  if (wkb != NULL)
    wg_export_rows_put_area (rows, wkb);
  wg_export_rows_end_row (rows);
}

static gboolean
fill_buildings (Filling *self, GError **error)
{
  WgStatement *row = wg_connection_query (self->work->connection, error, "building-export", "ii",
                                          wg_connection_get_district (self->work->connection), self->at_ms);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    put_building (self, row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- Cases --- */

static GHashTable *
list_class_names (const Filling *self, GError **error)
{
  WgStatement *row = wg_connection_query (self->work->connection, error, "class-list", "ii",
                                          wg_connection_get_district (self->work->connection), self->at_ms);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    g_hash_table_replace (names, wg_statement_dup_text (row, 0), wg_statement_dup_text (row, 3));
  if (local == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* Without it a visit that comes back out of the file would be counted from its report on. */
static gboolean
put_appointment (Filling *self, const WgCaseRecord *record, GError **error)
{
  g_autoptr (GPtrArray) events = NULL;

  if (record->class_code == NULL || !g_str_has_prefix (record->class_code, WG_APPOINTMENT_CLASS) || !is_chosen (self, "appointed"))
    return TRUE;
  events = wg_event_log_read_subject (self->work->connection, "case", record->id, error);
  if (events != NULL)
    wg_export_rows_put_time (self->rows, "appointed", wg_store_work_find_appointment (self->work, record, events));
  return events != NULL;
}

static gboolean
put_case (Filling *self, const WgCaseRecord *record, GHashTable *class_names, GError **error)
{
  WgExportRows *rows = self->rows;
  const WgGrid *grid = find_told (self, record->grid_id);

  wg_export_rows_put_text (rows, "number", record->number);
  wg_export_rows_put_text (rows, "state", wg_case_state_to_nick (record->state));
  wg_export_rows_put_text (rows, "class", record->class_code != NULL ? record->class_code : record->class_text);
  wg_export_rows_put_text (rows, "class_name", record->class_code != NULL ? g_hash_table_lookup (class_names, record->class_code) : NULL);
  wg_export_rows_put_text (rows, "route", wg_route_to_nick (record->route));
  wg_export_rows_put_text (rows, "channel", record->channel);
  wg_export_rows_put_text (rows, "title", record->title);
  wg_export_rows_put_text (rows, "address", record->address);
  wg_export_rows_put_text (rows, "body", record->body);
  wg_export_rows_put_text (rows, "grid", grid != NULL ? grid->code : NULL);
  wg_export_rows_put_text (rows, "grid_name", grid != NULL ? grid->name : NULL);
  wg_export_rows_put_text (rows, "assignee", record->person_name);
  wg_export_rows_put_text (rows, "unit", record->unit_name);
  wg_export_rows_put_time (rows, "reported", record->reported_ms);
  wg_export_rows_put_time (rows, "filed", record->filed_ms);
  wg_export_rows_put_time (rows, "due", record->due_ms);
  wg_export_rows_put_time (rows, "done", record->done_ms);
  wg_export_rows_put_time (rows, "closed", record->closed_ms);
  wg_export_rows_put_integer (rows, "overdue", wg_case_record_is_overdue (record, self->at_ms));
  if (!put_appointment (self, record, error))
    return FALSE;
  wg_export_rows_put_point (rows, record->lon, record->lat);
  wg_export_rows_end_row (rows);
  return TRUE;
}

static gboolean
is_wanted (const Filling *self, const WgCaseRecord *record)
{
  return self->request->kind != WG_EXPORT_CLOSED
         || (record->state == WG_CASE_STATE_CLOSED && record->closed_ms >= self->request->from_ms && record->closed_ms < self->request->to_ms);
}

static gboolean
fill_cases (Filling *self, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GHashTable) class_names = list_class_names (self, error);
  g_autoptr (GPtrArray) records = NULL;

  if (class_names == NULL)
    return FALSE;
  query->as_of_ms = self->at_ms;
  records = self->request->at_ms == G_MAXINT64 ? wg_store_work_list_cases (self->work, query, error)
                                               : wg_store_work_list_cases_at (self->work, query, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      if (is_wanted (self, g_ptr_array_index (records, i)) && !put_case (self, g_ptr_array_index (records, i), class_names, error))
        return FALSE;
    }
  return records != NULL;
}

/* --- Persons --- */

static char *
join_posts (const WgPerson *person, gboolean with_kind)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < person->posts->len; i++)
    {
      const WgPost *post = g_ptr_array_index (person->posts, i);

      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? ", " : "", post->grid_code != NULL ? post->grid_code : "?",
                              with_kind ? " " : "", with_kind ? post->kind : "");
    }
  return g_string_free (text, FALSE);
}

/* Of each person (gint64) the sections, by name. */
static GHashTable *
read_sections (Filling *self, GError **error)
{
  g_autoptr (JsonObject) chiefs = wg_store_work_read_members (self->work, WG_SECTION_SETTING, self->at_ms, error);
  g_autoptr (GHashTable) sections = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GList) names = chiefs != NULL ? g_list_sort (json_object_get_members (chiefs), (GCompareFunc) strcmp) : NULL;

  if (chiefs == NULL)
    return NULL;
  for (GList *name = names; name != NULL; name = name->next)
    {
      gint64 id = json_object_get_int_member_with_default (chiefs, name->data, WG_NO_ID);
      const char *before = g_hash_table_lookup (sections, &id);

      g_hash_table_replace (sections, g_memdup2 (&id, sizeof id), before != NULL ? g_strconcat (before, ", ", name->data, NULL) : g_strdup (name->data));
    }
  return g_steal_pointer (&sections);
}

/* The door to personal data is private.sql; it is asked only when the field was chosen. */
static gboolean
put_phone (Filling *self, const WgPerson *person, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (self->work->connection, &local, "person-phone", "ii",
                                          wg_connection_get_district (self->work->connection), person->id);

  if (row != NULL && wg_statement_step (row, &local))
    wg_export_rows_put_text (self->rows, "phone_full", wg_statement_get_text (row, 0));
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

static gboolean
put_person (Filling *self, const WgPerson *person, GHashTable *sections, gboolean with_phone, GError **error)
{
  WgExportRows *rows = self->rows;
  g_autofree char *grids = join_posts (person, FALSE), *posts = join_posts (person, TRUE);

  wg_export_rows_put_text (rows, "code", person->code);
  wg_export_rows_put_text (rows, "name", person->name);
  wg_export_rows_put_text (rows, "kind", person->kind);
  wg_export_rows_put_text (rows, "unit", person->unit_name);
  wg_export_rows_put_text (rows, "grids", grids);
  wg_export_rows_put_text (rows, "posts", posts);
  wg_export_rows_put_text (rows, "sections", g_hash_table_lookup (sections, &person->id));
  wg_export_rows_put_integer (rows, "on_duty", person->on_duty);
  wg_export_rows_put_integer (rows, "open_cases", person->open_cases);
  wg_export_rows_put_text (rows, "phone", person->phone_masked);
  if (with_phone && !put_phone (self, person, error))
    return FALSE;
  wg_export_rows_end_row (rows);
  return TRUE;
}

static gboolean
fill_persons (Filling *self, GError **error)
{
  WgPersonQuery query = { .unit_id = G_MININT64 };
  g_autoptr (GPtrArray) persons = wg_store_work_list_persons_at (self->work, &query, self->at_ms, error);
  g_autoptr (GHashTable) sections = persons != NULL ? read_sections (self, error) : NULL;
  gboolean with_phone = is_chosen (self, "phone_full");

  if (sections == NULL)
    return FALSE;
  for (guint i = 0; i < persons->len; i++)
    {
      if (!put_person (self, g_ptr_array_index (persons, i), sections, with_phone, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_export_fill (WgStoreWork *work, const WgExportRequest *request, const GPtrArray *fields, WgExportRows *rows, GError **error)
{
  gboolean present = request->at_ms == G_MAXINT64;
  g_autoptr (WgGridTree) tree
      = present ? wg_store_work_get_grids (work, error) : wg_grid_table_load_at (work->connection, request->at_ms, error);
  Filling self = { work, request, fields, rows, tree, present ? wg_clock_get_now (work->clock) : request->at_ms };

  if (tree == NULL)
    return FALSE;
  switch (request->kind)
    {
    case WG_EXPORT_GRIDS:
      return fill_grids (&self, error);
    case WG_EXPORT_BUILDINGS:
      return fill_buildings (&self, error);
    case WG_EXPORT_PERSONS:
      return fill_persons (&self, error);
    case WG_EXPORT_CASES:
    case WG_EXPORT_CLOSED:
    default:
      return fill_cases (&self, error);
    }
}
