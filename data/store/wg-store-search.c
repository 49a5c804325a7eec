/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is typed into the search is answered while it is typed: the index proposes, the texts themselves decide, and
 * where there is no index yet everything is looked at and the answer is the same.
 */

#include "wg-store-search.h"

#include "wg-search-text.h"

#define MOST_PLACES 20000
/* One of so many is in a street that is called so. */
#define MOST_HOUSES 20

char *
wg_store_work_propose (WgStoreWork *work, WgSearchKind kind, const char *text, guint most, GError **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GError) local = NULL;
  gboolean complete = FALSE;
  WgStatement *row = wg_connection_search (work->connection, kind, text, most + 1, &complete, &local);
  guint n = 0;

  for (; row != NULL && complete && local == NULL && wg_statement_step (row, &local); n++)
    wg_id_list_add (ids, wg_statement_get_int64 (row, 0));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (row != NULL && complete && n <= most)
    return wg_id_list_end (g_steal_pointer (&ids));
  return NULL;
}

/* Places. */

typedef struct
{
  char *text;
  guint most;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->text);
  g_free (data);
}

void
wg_found_place_free (WgFoundPlace *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

static WgFoundPlace *
read_place (WgStatement *row)
{
  WgFoundPlace *place = g_new0 (WgFoundPlace, 1);

  place->building_id = wg_statement_get_int64 (row, 0);
  place->name = wg_statement_dup_text (row, 1);
  place->address = wg_statement_dup_text (row, 2);
  place->grid_id = wg_statement_get_int64 (row, 3);
  place->lon = wg_statement_get_double (row, 4);
  place->lat = wg_statement_get_double (row, 5);
  return place;
}

static gboolean
add_places (WgStoreWork *work, const char *folded, guint most, GPtrArray *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *proposed = wg_store_work_propose (work, WG_SEARCH_BUILDINGS, folded, MOST_PLACES, &local);
  gint64 district_id = wg_connection_get_district (work->connection);
  WgStatement *row = NULL;

  if (local == NULL && *folded != '\0')
    row = proposed != NULL ? wg_connection_query (work->connection, &local, "building-among", "issii", district_id, proposed, folded,
                                                  (gint64) wg_search_may_be_pinyin (folded), (gint64) most)
                           : wg_connection_query (work->connection, &local, "building-scan", "isi", district_id, folded, (gint64) most);
  while (row != NULL && wg_statement_step (row, &local))
    g_ptr_array_add (found, read_place (row));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static WgFoundPlace *
make_street (char *address, double lon, double lat)
{
  WgFoundPlace *place = g_new0 (WgFoundPlace, 1);

  place->building_id = WG_NO_ID;
  place->grid_id = WG_NO_ID;
  place->is_street = TRUE;
  place->address = address;
  place->lon = lon;
  place->lat = lat;
  return place;
}

/* A line of the map that is called so; of several the longest. */
static gboolean
add_line (WgStoreWork *work, const char *street, GPtrArray *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *proposed = wg_store_work_propose (work, WG_SEARCH_LINES, street, MOST_PLACES, &local);
  gint64 district_id = wg_connection_get_district (work->connection);
  WgStatement *row = NULL;

  if (local == NULL)
    row = proposed != NULL ? wg_connection_query (work->connection, &local, "street-among", "iss", district_id, proposed, street)
                           : wg_connection_query (work->connection, &local, "street-scan", "is", district_id, street);
  if (row != NULL && wg_statement_step (row, &local))
    g_ptr_array_add (found, make_street (wg_statement_dup_text (row, 0), wg_statement_get_double (row, 1), wg_statement_get_double (row, 2)));
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

/* A street that no line is called after is where its houses are. */
static gboolean
add_street_of_house (WgStoreWork *work, const char *street, GPtrArray *found, GError **error)
{
  g_autoptr (GPtrArray) houses = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_found_place_free);

  if (!add_places (work, street, MOST_HOUSES, houses, error))
    return FALSE;
  for (guint i = 0; i < houses->len && found->len == 0; i++)
    {
      const WgFoundPlace *house = g_ptr_array_index (houses, i);
      char *name = house->address != NULL ? wg_search_street (house->address) : NULL;
      g_autofree char *folded = name != NULL ? wg_search_fold (name) : NULL;
      g_autofree char *together = name != NULL ? wg_search_space (folded, FALSE) : NULL;

      if (name != NULL && g_str_has_suffix (together, street))
        g_ptr_array_add (found, make_street (name, house->lon, house->lat));
      else
        g_free (name);
    }
  return TRUE;
}

/* Whoever calls may name a house that nobody has drawn; the street is better than nothing, and said to be no more. */
static gboolean
add_street (WgStoreWork *work, const char *folded, GPtrArray *found, GError **error)
{
  g_autofree char *street = wg_search_street (folded);

  for (const char *part = street; part != NULL && found->len == 0; part = wg_search_skip_area (part))
    {
      if (!add_line (work, part, found, error) || (found->len == 0 && !add_street_of_house (work, part, found, error)))
        return FALSE;
    }
  return TRUE;
}

/* As it was typed; what is not found so may be written with blanks about its numbers, or without. */
static gpointer
find_places (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_found_place_free);
  g_autofree char *folded = wg_search_fold (request->text);
  g_autofree char *apart = wg_search_space (folded, TRUE);
  g_autofree char *together = wg_search_space (folded, FALSE);
  const char *const spellings[] = { folded, apart, together };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings) && found->len == 0; i++)
    {
      if ((i == 0 || !g_str_equal (spellings[i], folded)) && !add_places (work, spellings[i], request->most, found, error))
        return NULL;
    }
  if (found->len == 0 && !add_street (work, together, found, error))
    return NULL;
  return g_steal_pointer (&found);
}

void
wg_store_find_places_async (
    WgStore *self, const char *text, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const Request request = { g_strdup (text), most };

  wg_store_read_async (self, find_places, g_memdup2 (&request, sizeof request), request_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_find_places_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Completing the index. */

static gpointer
index_some (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  gboolean more = FALSE;

  if (!wg_connection_begin (work->connection, TRUE, error))
    return NULL;
  if (!wg_connection_index_some (work->connection, &more, error) || !wg_connection_commit (work->connection, error))
    {
      wg_connection_rollback (work->connection);
      return NULL;
    }
  wg_connection_give_way (work->connection, G_USEC_PER_SEC);
  return GINT_TO_POINTER (more ? 2 : 1);
}

static void
on_indexed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  int state = GPOINTER_TO_INT (wg_store_work_finish (WG_STORE (source), result, &error));

  /* The search works without; whoever opens the database next tries again. */
  if (error != NULL)
    g_debug ("The index of the search is not complete: %s", error->message);
  else if (state == 2)
    wg_store_complete_search (WG_STORE (source));
}

void
wg_store_complete_search (WgStore *self)
{
  if (!wg_store_is_read_only (self))
    wg_store_write_steps_async (self, index_some, NULL, NULL, NULL, NULL, on_indexed, NULL);
}
