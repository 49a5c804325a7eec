/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who can be sent changes every week: people come, leave, take a grid over and give it back, each with a date, so
 * that yesterday's keeper can still be named tomorrow.
 */

#include "wg-office-private.h"

#include "wg-error.h"
#include "wg-grid-table.h"
#include "wg-people-table.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const char *const post_kinds[] = { "A", "B", "chief", "supervisor", "assistant", "police", NULL };

static gint64
get_from (WgOfficeRun *run)
{
  return run->act->from_ms != G_MININT64 ? run->act->from_ms : run->event->at_ms;
}

/* Inside a subtree one may deal with those who keep a grid in it; who keeps none belongs to the whole centre. */
static gboolean
demand_at_posts (WgOfficeRun *run, const WgPerson *person, GError **error)
{
  for (guint i = 0; i < person->posts->len; i++)
    {
      if (wg_office_demand (run, ((const WgPost *) g_ptr_array_index (person->posts, i))->grid_id, NULL))
        return TRUE;
    }
  return wg_office_demand (run, WG_NO_ID, error);
}

static WgPerson *
find_person (WgOfficeRun *run, GError **error)
{
  g_autoptr (WgPerson) person = wg_people_table_find (run->work, run->act->name != NULL ? run->act->name : "", error);

  if (person == NULL || !wg_people_table_complete (run->work, person, run->grids, WG_PEOPLE_NOW, error))
    return NULL;
  if (!person->active)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("%s is not active any more. Nothing was changed."), person->name);
      return NULL;
    }
  return g_steal_pointer (&person);
}

static const char *
get_post (WgOfficeRun *run, GError **error)
{
  const char *post = run->act->post != NULL ? run->act->post : "A";

  if (g_strv_contains (post_kinds, post))
    return post;
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("There is no post “%s”. Nothing was changed."), post);
  return NULL;
}

static gboolean
begin_post (WgOfficeRun *run, gint64 person_id, const char *code, GError **error)
{
  const char *post = get_post (run, error);
  gint64 grid_id;

  if (post == NULL || !wg_office_find_grid (run, code, &grid_id, error) || !wg_office_demand (run, grid_id, error))
    return FALSE;
  if (wg_connection_get_value (run->work->connection, NULL, NULL, "post-held", "iiisi", wg_office_get_district (run), person_id, grid_id,
                               post, get_from (run))
      > 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("This post at grid %s is held by the same person already. Nothing was changed."), code);
      return FALSE;
    }
  return wg_connection_run (run->work->connection, error, "post-insert", "iiisi", wg_office_get_district (run), person_id, grid_id, post,
                            get_from (run))
             >= 0
         && (run->act->to_ms == G_MININT64
             || wg_connection_run (run->work->connection, error, "post-end", "iiisii", wg_office_get_district (run), person_id, grid_id, post,
                                   get_from (run), run->act->to_ms)
                    >= 0);
}

static gboolean
begin_posts (WgOfficeRun *run, gint64 person_id, GError **error)
{
  for (char **code = run->act->grids; code != NULL && *code != NULL; code++)
    {
      if (!begin_post (run, person_id, *code, error))
        return FALSE;
    }
  if (run->act->grids != NULL)
    {
      wg_fields_set_texts (run->fields, "grids", (const char *const *) run->act->grids);
      wg_fields_set_text (run->fields, "post", run->act->post != NULL ? run->act->post : "A");
      wg_fields_set_int64 (run->fields, "from_ms", get_from (run));
    }
  return TRUE;
}

static char *
make_skills (char **skills)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (char **skill = skills; skill != NULL && *skill != NULL; skill++)
    json_array_add_string_element (array, *skill);
  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

static gboolean
code_is_free (WgOfficeRun *run, GError **error)
{
  if (run->act->code == NULL
      || wg_connection_get_value (run->work->connection, NULL, NULL, "person-code-taken", "is", wg_office_get_district (run), run->act->code)
             == 0)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("Somebody has the code %s already. Nothing was changed."), run->act->code);
  return FALSE;
}

gboolean
wg_office_person_add (WgOfficeRun *run, GError **error)
{
  g_autoptr (WgPerson) person = g_new0 (WgPerson, 1);
  g_autofree char *skills = make_skills (run->act->skills);
  gboolean keeps = run->act->grids != NULL && run->act->grids[0] != NULL;

  person->posts = g_ptr_array_new ();
  person->name = wg_office_take_name (run->act->name, error);
  if (person->name == NULL || (!keeps && !wg_office_demand (run, WG_NO_ID, error)) || !code_is_free (run, error)
      || !wg_office_find_unit (run, run->act->unit, &person->unit_id, error))
    return FALSE;
  person->id = run->event->subject_id = wg_grid_table_take_ids (run->work->connection, "person", 1, error);
  person->code = g_strdup (run->act->code);
  person->kind = g_strdup (run->act->kind != NULL ? run->act->kind : "keeper");
  if (person->id < 0 || !wg_people_table_insert (run->work, person, run->act->phone, error)
      || wg_connection_run (run->work->connection, error, "person-set-skills", "iis", wg_office_get_district (run), person->id, skills) < 0)
    return FALSE;
  wg_fields_set_text (run->fields, "kind", person->kind);
  wg_fields_set_int64 (run->fields, "unit_id", person->unit_id);
  return begin_posts (run, person->id, error);
}

gboolean
wg_office_person_keep (WgOfficeRun *run, GError **error)
{
  g_autoptr (WgPerson) person = find_person (run, error);

  if (person == NULL)
    return FALSE;
  if (run->act->grids == NULL || run->act->grids[0] == NULL)
    return wg_office_refuse (error, _ ("Say which grid. Nothing was changed."));
  if (run->act->to_ms != G_MININT64 && run->act->to_ms <= get_from (run))
    return wg_office_refuse (error, _ ("The end lies before the beginning. Nothing was changed."));
  run->event->subject_id = person->id;
  wg_fields_set_int64 (run->fields, "to_ms", run->act->to_ms);
  return begin_posts (run, person->id, error);
}

static gboolean
end_post (WgOfficeRun *run, gint64 person_id, gint64 grid_id, const char *kind, GError **error)
{
  gint64 end_ms = run->act->to_ms != G_MININT64 ? run->act->to_ms : run->event->at_ms;

  return wg_connection_run (run->work->connection, error, "post-end-current", "iiisi", wg_office_get_district (run), person_id, grid_id, kind,
                            end_ms)
         >= 0;
}

gboolean
wg_office_person_release (WgOfficeRun *run, GError **error)
{
  g_autoptr (WgPerson) person = find_person (run, error);
  gint64 grid_id = WG_NO_ID;
  guint ended = 0;

  if (person == NULL)
    return FALSE;
  if (run->act->grids == NULL || run->act->grids[0] == NULL)
    return wg_office_refuse (error, _ ("Say which grid. Nothing was changed."));
  if (!wg_office_find_grid (run, run->act->grids[0], &grid_id, error) || !wg_office_demand (run, grid_id, error))
    return FALSE;
  for (guint i = 0; i < person->posts->len; i++)
    {
      const WgPost *post = g_ptr_array_index (person->posts, i);

      if (post->grid_id != grid_id || (run->act->post != NULL && !g_str_equal (run->act->post, post->kind)))
        continue;
      if (!end_post (run, person->id, grid_id, post->kind, error))
        return FALSE;
      ended++;
    }
  if (ended == 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("%s keeps no such post at grid %s. Nothing was changed."), person->name,
                   run->act->grids[0]);
      return FALSE;
    }
  run->event->subject_id = person->id;
  wg_fields_set_text (run->fields, "grid", run->act->grids[0]);
  wg_fields_set_text (run->fields, "post", run->act->post);
  return TRUE;
}

/* The cases stay where they are: whoever dispatches decides, nobody is replaced in silence. */
static gboolean
note_held_cases (WgOfficeRun *run, gint64 person_id, GError **error)
{
  WgStatement *row = wg_connection_query (run->work->connection, error, "case-numbers-of-person", "ii", wg_office_get_district (run), person_id);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;

  while (row != NULL && wg_statement_step (row, &local))
    g_ptr_array_add (numbers, wg_statement_dup_text (row, 0));
  g_ptr_array_add (numbers, NULL);
  if (local == NULL && row != NULL)
    {
      wg_fields_set_texts (run->fields, "cases", (const char *const *) numbers->pdata);
      return TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
wg_office_person_deactivate (WgOfficeRun *run, GError **error)
{
  g_autoptr (WgPerson) person = find_person (run, error);

  if (person == NULL || !demand_at_posts (run, person, error))
    return FALSE;
  run->event->subject_id = person->id;
  for (guint i = 0; i < person->posts->len; i++)
    {
      const WgPost *post = g_ptr_array_index (person->posts, i);

      if (!end_post (run, person->id, post->grid_id, post->kind, error))
        return FALSE;
    }
  return note_held_cases (run, person->id, error)
         && wg_connection_run (run->work->connection, error, "person-deactivate", "ii", wg_office_get_district (run), person->id) >= 0;
}
