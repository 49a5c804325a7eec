/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever lives in a house finds on its wall who answers for it, under which number. The telephone of a keeper leaves the
 * house on that card, so each card is an event.
 */

#include "wg-store-card.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 operator_id;
  char *key;
  char *code;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->key);
  g_free (request->code);
  g_free (request);
}

static void
keeper_free (gpointer data)
{
  WgCardKeeper *keeper = data;

  g_free (keeper->name);
  g_free (keeper->kind);
  g_free (keeper->phone);
  g_free (keeper);
}

void
wg_grid_card_free (WgGridCard *self)
{
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_clear_pointer (&self->keepers, g_ptr_array_unref);
  g_clear_pointer (&self->buildings, g_ptr_array_unref);
  g_free (self);
}

static gboolean
find_grid (WgStoreWork *work, const char *code, WgGridCard *card, GError **error)
{
  card->tree = wg_store_work_get_grids (work, error);
  if (card->tree == NULL)
    return FALSE;
  card->index = wg_grid_tree_find_by_code (card->tree, code);
  if (card->index != WG_GRID_NONE && wg_grid_tree_get_grid (card->tree, card->index)->shape != NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s in force."), code);
  return FALSE;
}

/* Those of the grid; where nobody keeps it, those of the nearest grid above that somebody does. */
static gboolean
read_keepers (WgStoreWork *work, WgGridCard *card, GError **error)
{
  WgConnection *connection = work->connection;

  card->keepers = g_ptr_array_new_with_free_func (keeper_free);
  for (guint at = card->index; at != WG_GRID_NONE && card->keepers->len == 0; at = wg_grid_tree_get_grid (card->tree, at)->parent)
    {
      g_autoptr (GError) local = NULL;
      WgStatement *row = wg_connection_query (connection, &local, "keeper-phones", "iii", wg_connection_get_district (connection),
                                              wg_grid_tree_get_grid (card->tree, at)->id, wg_clock_get_now (work->clock));

      while (row != NULL && wg_statement_step (row, &local))
        {
          WgCardKeeper *keeper = g_new0 (WgCardKeeper, 1);

          keeper->name = wg_statement_dup_text (row, 0);
          keeper->kind = wg_statement_dup_text (row, 1);
          keeper->phone = wg_statement_dup_text (row, 2);
          g_ptr_array_add (card->keepers, keeper);
        }
      if (local == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_buildings (WgStoreWork *work, WgGridCard *card, GError **error)
{
  WgConnection *connection = work->connection;
  guint end = wg_grid_tree_get_subtree_end (card->tree, card->index);
  g_autoptr (GError) local = NULL;

  card->buildings = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);
  for (guint i = card->index; i < end && local == NULL; i++)
    {
      WgStatement *row = wg_connection_query (connection, &local, "draft-buildings", "ii", wg_connection_get_district (connection),
                                              wg_grid_tree_get_grid (card->tree, i)->id);

      while (row != NULL && local == NULL && wg_statement_step (row, &local))
        {
          gsize size = 0;
          const void *wkb = wg_statement_peek_blob (row, 3, &size);
          WgShape *shape = wg_shape_new_from_wkb (wkb, size, &local);

          if (shape != NULL)
            g_ptr_array_add (card->buildings, shape);
        }
      if (row != NULL)
        wg_statement_reset (row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Under a key that was used for this card before nothing is entered again. */
static gboolean
enter (WgStoreWork *work, const Request *request, WgEvent *event, WgGridCard *card, GError **error)
{
  g_autoptr (WgFields) fields = wg_fields_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (WgEvent) before = request->key != NULL ? wg_event_log_find_by_key (work->connection, request->key, &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (before != NULL)
    {
      card->event_id = before->id;
      return TRUE;
    }
  event->operator_id = request->operator_id;
  event->subject = g_strdup ("export");
  event->subject_id = wg_grid_tree_get_grid (card->tree, card->index)->id;
  event->verb = g_strdup ("card");
  event->idem_key = request->key != NULL ? g_strdup (request->key) : g_uuid_string_random ();
  wg_fields_set_text (fields, "grid", request->code);
  wg_fields_set_int64 (fields, "rows", card->keepers->len);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  card->event_id = event->id;
  return wg_event_log_append (work->connection, event, error);
}

static gboolean
check_right (WgStoreWork *work, gint64 operator_id, GError **error)
{
  return wg_actor_may (work, operator_id, WG_CARD_ROLES,
                       _ ("A card bears telephones. Only these may print it: %s. Nothing was printed."), error);
}

static gpointer
issue (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgGridCard) card = g_new0 (WgGridCard, 1);

  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error)
      || !check_right (work, request->operator_id, error) || !find_grid (work, request->code, card, error)
      || !read_keepers (work, card, error) || !read_buildings (work, card, error) || !enter (work, request, event, card, error))
    return NULL;
  return g_steal_pointer (&card);
}

void
wg_store_issue_card_async (WgStore *self, gint64 operator_id, const char *key, const char *code, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  Request request = { operator_id, g_strdup (key), g_strdup (code) };

  wg_store_write_async (self, issue, g_memdup2 (&request, sizeof request), request_free, (GDestroyNotify) wg_grid_card_free, cancellable,
                        callback, user_data);
}

WgGridCard *
wg_store_issue_card_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
