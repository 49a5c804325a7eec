/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who kept which grid, who was on duty and who held what, as of an instant: posts and shifts have dates, the cases
 * have their events, and whoever was added later was not there yet.
 */

#include "wg-store-people.h"

#include "wg-error.h"
#include "wg-grid-table.h"
#include "wg-people-table.h"
#include "wg-store-as-of.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *grid_code;
  gint64 unit_id;
  char *text;
  char *name;
  gint64 at_ms;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->grid_code);
  g_free (request->text);
  g_free (request->name);
  g_free (request);
}

/* The persons of today, whoever they were then. */
static GPtrArray *
list_today (WgStoreWork *work, const Request *request, GError **error)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_person_free);
  g_autoptr (GError) local = NULL;
  WgStatement *row = NULL;

  if (request->name != NULL)
    {
      WgPerson *person = wg_people_table_find (work, request->name, error);

      if (person == NULL)
        return NULL;
      g_ptr_array_add (persons, person);
      return g_steal_pointer (&persons);
    }
  row = wg_connection_query (work->connection, &local, "person-list", "iis", wg_connection_get_district (work->connection),
                             request->unit_id, request->text);
  while (row != NULL && wg_statement_step (row, &local))
    g_ptr_array_add (persons, wg_people_table_read_row (row));
  if (local == NULL)
    return g_steal_pointer (&persons);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
drop_later_ones (WgStoreWork *work, GPtrArray *persons, gint64 at_ms, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "person-added-after", "ii",
                                          wg_connection_get_district (work->connection), at_ms);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      for (guint i = persons->len; i > 0; i--)
        {
          if (((WgPerson *) g_ptr_array_index (persons, i - 1))->id == wg_statement_get_int64 (row, 0))
            g_ptr_array_remove_index (persons, i - 1);
        }
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Returns how many open cases each person held then. */
static GHashTable *
count_held (WgStoreWork *work, gint64 at_ms, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) records = NULL;
  GHashTable *held;

  query->only_open = TRUE;
  query->as_of_ms = at_ms;
  records = wg_store_work_list_cases_at (work, query, error);
  if (records == NULL)
    return NULL;
  held = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (held, &record->person_id));

      g_hash_table_insert (held, g_memdup2 (&record->person_id, sizeof record->person_id), GUINT_TO_POINTER (n + 1));
    }
  return held;
}

static gboolean
complete (WgStoreWork *work, GPtrArray *persons, WgGridTree *grids, gint64 at_ms, GError **error)
{
  g_autoptr (GHashTable) held = count_held (work, at_ms, error);

  if (held == NULL)
    return FALSE;
  for (guint i = 0; i < persons->len; i++)
    {
      WgPerson *person = g_ptr_array_index (persons, i);

      person->open_cases = GPOINTER_TO_UINT (g_hash_table_lookup (held, &person->id));
      if (!wg_people_table_complete (work, person, grids, at_ms, error))
        return FALSE;
    }
  return TRUE;
}

/* Which post a person had there: 0 for A, 1 for B, 2 for another, -1 for none. */
static int
find_post (const WgPerson *person, const char *grid_code)
{
  int best = -1;

  for (guint i = 0; i < person->posts->len; i++)
    {
      const WgPost *post = g_ptr_array_index (person->posts, i);
      int rank = g_str_equal (post->kind, "A") ? 0 : g_str_equal (post->kind, "B") ? 1 : 2;

      if (g_strcmp0 (post->grid_code, grid_code) == 0 && (best < 0 || rank < best))
        best = rank;
    }
  return best;
}

static GPtrArray *
keep_keepers (GPtrArray *persons, const char *grid_code)
{
  GPtrArray *keepers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_person_free);

  for (int rank = 0; rank < 3; rank++)
    {
      for (guint i = 0; i < persons->len;)
        {
          if (find_post (g_ptr_array_index (persons, i), grid_code) == rank)
            g_ptr_array_add (keepers, g_ptr_array_steal_index (persons, i));
          else
            i++;
        }
    }
  return keepers;
}

static gpointer
list_persons_at (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (WgGridTree) grids = wg_grid_table_load_at (work->connection, request->at_ms, error);
  g_autoptr (GPtrArray) persons = grids != NULL ? list_today (work, request, error) : NULL;

  if (persons == NULL || !drop_later_ones (work, persons, request->at_ms, error)
      || !complete (work, persons, grids, request->at_ms, error))
    return NULL;
  if (request->name != NULL && persons->len == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is nobody called %s."), request->name);
  else if (request->grid_code != NULL && wg_grid_tree_find_by_code (grids, request->grid_code) == WG_GRID_NONE)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s in force."), request->grid_code);
  else
    return request->grid_code != NULL ? keep_keepers (persons, request->grid_code) : g_steal_pointer (&persons);
  return NULL;
}

GPtrArray *
wg_store_work_list_persons_at (WgStoreWork *work, const WgPersonQuery *query, gint64 at_ms, GError **error)
{
  Request request = { (char *) query->grid_code, query->unit_id, (char *) query->text, (char *) query->name, at_ms };

  return list_persons_at (work, &request, NULL, error);
}

void
wg_store_list_persons_at_async (WgStore *self,
                                const WgPersonQuery *query,
                                gint64 at_ms,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->grid_code = g_strdup (query->grid_code);
  request->unit_id = query->unit_id;
  request->text = g_strdup (query->text);
  request->name = g_strdup (query->name);
  request->at_ms = at_ms;
  wg_store_read_async (self, list_persons_at, request, request_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                       user_data);
}

GPtrArray *
wg_store_list_persons_at_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
