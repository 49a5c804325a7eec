/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever sends somebody wants to know who is near; whoever is sent has a right that only the last place is known, and
 * only for a while.
 */

#include "wg-store-positions.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-people-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CLOCK_TOLERANCE_MS 60000 /* telephones are a little fast */

static void
free_position (gpointer data)
{
  WgPosition *position = data;

  g_free (position->name);
  g_free (position->kind);
  g_free (position);
}

static WgPosition *
take_position (WgStatement *row)
{
  WgPosition *position = g_new0 (WgPosition, 1);

  position->person_id = wg_statement_get_int64 (row, 0);
  position->name = wg_statement_dup_text (row, 1);
  position->kind = wg_statement_dup_text (row, 2);
  position->lon = wg_statement_get_double (row, 3);
  position->lat = wg_statement_get_double (row, 4);
  position->at_ms = wg_statement_get_int64 (row, 5);
  return position;
}

static gpointer
list_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) positions = g_ptr_array_new_with_free_func (free_position);
  g_autoptr (GError) failure = NULL;
  gint64 now_ms = wg_clock_get_now (work->clock);
  WgStatement *row = wg_connection_query (work->connection, &failure, "position-list", "iii",
                                          wg_connection_get_district (work->connection), now_ms,
                                          now_ms - WG_POSITION_STALE_MS);

  while (row != NULL && wg_statement_step (row, &failure))
    g_ptr_array_add (positions, take_position (row));
  if (failure == NULL)
    return g_steal_pointer (&positions);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
wg_store_list_positions_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_work, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_list_positions_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Putting --- */

typedef struct
{
  gint64 operator_id;
  char *person;
  double lon;
  double lat;
  gint64 at_ms;
} Sighting;

typedef struct
{
  gint64 person_id;
  gint64 at_ms;
} Put;

static void
free_sighting (gpointer data)
{
  Sighting *sighting = data;

  g_free (sighting->person);
  g_free (sighting);
}

static gboolean
check_right (WgStoreWork *work, gint64 operator_id, GError **error)
{
  return wg_actor_may (work, operator_id, WG_POSITION_ROLES,
                       _ ("Where people are can be told by: %s. Nothing was changed."), error);
}

static gboolean
check_sighting (const Sighting *sighting, gint64 now_ms, GError **error)
{
  if (!(fabs (sighting->lon) <= 180 && fabs (sighting->lat) <= 90))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("This place lies outside the world. Nothing was changed."));
      return FALSE;
    }
  if (sighting->at_ms > now_ms + CLOCK_TOLERANCE_MS)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("This time has not come yet. Nothing was changed."));
      return FALSE;
    }
  return TRUE;
}

static gpointer
put_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  Sighting *sighting = request;
  gint64 now_ms = wg_clock_get_now (work->clock);
  gint64 district_id = wg_connection_get_district (work->connection);
  g_autoptr (WgPerson) person = NULL;
  Put put;

  if (sighting->at_ms == G_MININT64)
    sighting->at_ms = now_ms;
  if (!check_right (work, sighting->operator_id, error) || !check_sighting (sighting, now_ms, error))
    return NULL;
  person = wg_people_table_find (work, sighting->person, error);
  if (person == NULL)
    return NULL;
  put = (Put){ person->id, sighting->at_ms };
  if (wg_connection_get_value (work->connection, NULL, NULL, "position-later", "iii", district_id, person->id, sighting->at_ms) > 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT, _ ("%s was seen somewhere else since. The later place was kept."), person->name);
      return NULL;
    }
  if (wg_connection_run (work->connection, error, "position-put", "iiddi", district_id, person->id, sighting->lon, sighting->lat,
                         sighting->at_ms)
      < 0)
    return NULL;
  return g_memdup2 (&put, sizeof put);
}

void
wg_store_put_position_async (WgStore *self,
                             gint64 operator_id,
                             const char *person,
                             double lon,
                             double lat,
                             gint64 at_ms,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Sighting *sighting = g_new0 (Sighting, 1);

  sighting->operator_id = operator_id;
  sighting->person = g_strdup (person);
  sighting->lon = lon;
  sighting->lat = lat;
  sighting->at_ms = at_ms;
  wg_store_write_async (self, put_work, sighting, free_sighting, g_free, cancellable, callback, user_data);
}

gboolean
wg_store_put_position_finish (WgStore *self, GAsyncResult *result, gint64 *person_id, gint64 *at_ms, GError **error)
{
  g_autofree Put *put = wg_store_work_finish (self, result, error);

  if (put == NULL)
    return FALSE;
  *person_id = put->person_id;
  *at_ms = put->at_ms;
  return TRUE;
}
