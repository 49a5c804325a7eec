/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: persons are named in many ways (name, code, number) and shown with what hangs on them (posts, shifts, a masked
 * phone); reading that together in one place keeps the phone out of every other query.
 */

#include "wg-people-table.h"

#include "wg-error.h"
#include "wg-grid-table.h"
#include "wg-person-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
post_free (gpointer data)
{
  WgPost *post = data;

  g_free (post->grid_code);
  g_free (post->kind);
  g_free (post);
}

WgPerson *
wg_people_table_read_row (WgStatement *row)
{
  WgPerson *person = g_new0 (WgPerson, 1);

  person->id = wg_statement_get_int64 (row, 0);
  person->code = wg_statement_dup_text (row, 1);
  person->name = wg_statement_dup_text (row, 2);
  person->pinyin = wg_statement_dup_text (row, 3);
  person->initials = wg_statement_dup_text (row, 4);
  person->kind = wg_statement_dup_text (row, 5);
  person->unit_id = wg_statement_get_int64 (row, 6);
  person->unit_name = wg_statement_dup_text (row, 7);
  person->active = wg_statement_get_int64 (row, 8) != 0;
  person->open_cases = wg_statement_get_int64 (row, 9);
  person->posts = g_ptr_array_new_with_free_func (post_free);
  person->on_duty = TRUE;
  return person;
}

static gboolean
read_posts (WgStoreWork *work, WgPerson *person, WgGridTree *grids, gint64 at_ms, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  WgStatement *row = at_ms == WG_PEOPLE_NOW
                         ? wg_connection_query (work->connection, error, "post-of-person", "ii", district_id, person->id)
                         : wg_connection_query (work->connection, error, "post-of-person-at", "iii", district_id, person->id, at_ms);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      WgPost *post = g_new0 (WgPost, 1);
      guint grid;

      post->grid_id = wg_statement_get_int64 (row, 1);
      grid = wg_grid_tree_find_by_id (grids, post->grid_id);
      post->grid_code = grid != WG_GRID_NONE ? g_strdup (wg_grid_tree_get_grid (grids, grid)->code) : NULL;
      post->kind = wg_statement_dup_text (row, 2);
      g_ptr_array_add (person->posts, post);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_duty (WgStoreWork *work, WgPerson *person, gint64 at_ms, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  gint64 now_ms = at_ms == WG_PEOPLE_NOW ? wg_clock_get_now (work->clock) : at_ms;
  gboolean shift = FALSE;
  gboolean leave = FALSE;
  gboolean shifts_known = wg_connection_get_value (work->connection, NULL, NULL, "duty-count", "ii", district_id, now_ms) > 0;
  WgStatement *row = wg_connection_query (work->connection, error, "duty-of-person", "iii", district_id, person->id, now_ms);

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, NULL))
    {
      leave |= g_strcmp0 (wg_statement_get_text (row, 0), "leave") == 0;
      shift |= g_strcmp0 (wg_statement_get_text (row, 0), "shift") == 0;
    }
  person->on_duty = !leave && (shift || !shifts_known);
  return TRUE;
}

static gboolean
read_phone (WgStoreWork *work, WgPerson *person, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "person-phone", "ii",
                                          wg_connection_get_district (work->connection), person->id);

  if (row == NULL)
    return FALSE;
  if (wg_statement_step (row, NULL) && !wg_statement_is_null (row, 0))
    person->phone_masked = wg_phone_mask (wg_statement_get_text (row, 0));
  wg_statement_reset (row);
  return TRUE;
}

gboolean
wg_people_table_complete (WgStoreWork *work, WgPerson *person, WgGridTree *grids, gint64 at_ms, GError **error)
{
  return read_posts (work, person, grids, at_ms, error) && read_duty (work, person, at_ms, error) && read_phone (work, person, error);
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static GPtrArray *
find_rows (WgStoreWork *work, const char *name, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_person_free);
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "person-find", "is", district_id, name);

  while (row != NULL && wg_statement_step (row, &local))
    g_ptr_array_add (found, wg_people_table_read_row (row));
  if (local == NULL && found->len == 0 && is_number (name))
    {
      row = wg_connection_query (work->connection, &local, "person-by-id", "ii", district_id,
                                 g_ascii_strtoll (name, NULL, 10));
      while (row != NULL && wg_statement_step (row, &local))
        g_ptr_array_add (found, wg_people_table_read_row (row));
    }
  if (local == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
set_ambiguous (GPtrArray *found, const char *name, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < found->len && i < 10; i++)
    {
      WgPerson *person = g_ptr_array_index (found, i);
      const char *code = person->code != NULL ? person->code : "";

      g_string_append_printf (list, "%s%" G_GINT64_FORMAT " %s", i > 0 ? C_ ("list separator", ", ") : "", person->id, code);
    }
  g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("%u persons are called %s: %s. Nothing was changed; give the code or the id."),
               found->len, name, list->str);
}

WgPerson *
wg_people_table_find (WgStoreWork *work, const char *name, GError **error)
{
  g_autoptr (GPtrArray) found = find_rows (work, name, error);

  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_ptr_array_steal_index (found, 0);
  if (found->len == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is nobody called %s."), name);
  else
    set_ambiguous (found, name, error);
  return NULL;
}

WgPerson *
wg_people_table_find_by_id (WgStoreWork *work, gint64 id, WgGridTree *grids, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "person-by-id", "ii",
                                          wg_connection_get_district (work->connection), id);
  g_autoptr (WgPerson) person = NULL;

  if (row == NULL)
    return NULL;
  if (wg_statement_step (row, error))
    person = wg_people_table_read_row (row);
  wg_statement_reset (row);
  if (person == NULL || !wg_people_table_complete (work, person, grids, WG_PEOPLE_NOW, error))
    return NULL;
  return g_steal_pointer (&person);
}

gboolean
wg_people_table_insert (WgStoreWork *work, const WgPerson *person, const char *phone, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  g_autofree char *pinyin = wg_pinyin_of (person->name);
  g_autofree char *initials = wg_pinyin_initials (person->name);

  if (wg_connection_run (work->connection, error, "person-insert", "iisssssis", district_id, person->id, person->code,
                         person->name, pinyin, initials, person->kind, person->unit_id, "[]")
      < 0)
    return FALSE;
  return phone == NULL
         || wg_connection_run (work->connection, error, "person-private-insert", "iiss", district_id, person->id, phone, NULL)
                >= 0;
}

gint64
wg_people_table_insert_operator (
    WgStoreWork *work, const char *login, const char *name, gint64 person_id, guint roles, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  gint64 id = wg_grid_table_take_ids (work->connection, "operator", 1, error);

  if (id < 0
      || wg_connection_run (work->connection, error, "operator-insert", "iissi", district_id, id, login, name, person_id) < 0)
    return -1;
  for (int bit = 0; bit < WG_N_DESK_ROLES; bit++)
    {
      if ((roles & (1u << bit)) != 0
          && wg_connection_run (work->connection, error, "operator-role-insert", "iisii", district_id, id,
                                wg_role_to_nick ((WgRole) (1u << bit)), WG_NULL_ID, (gint64) 0)
                 < 0)
        return -1;
    }
  return id;
}
