/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a colour must mean the same every day, or a map that looks calm may be a map whose classes crept up. The bounds
 * are therefore a setting of the district, proposed once, kept in the database and written there by few.
 */

#include "wg-class-breaks.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

void
wg_class_breaks_init (WgClassBreaks *self)
{
  memset (self, 0, sizeof *self);
  for (guint depth = 0; depth <= WG_BREAKS_MAX_DEPTH; depth++)
    memcpy (self->breaks[depth], wg_backlog_get_start_breaks (), sizeof self->breaks[depth]);
}

/* The start value says nothing where most grids that have any cases would have the strongest colour. */
static gboolean
start_value_fits (const gint64 *counts, guint n_counts)
{
  guint n_any = 0, n_top = 0;

  for (guint i = 0; i < n_counts; i++)
    {
      n_any += counts[i] > 0;
      n_top += wg_backlog_class_of (wg_backlog_get_start_breaks (), counts[i]) == WG_BACKLOG_N_CLASSES - 1;
    }
  return 2 * n_top <= n_any;
}

/* Returns whether there is any backlog to propose from. */
static gboolean
propose_level (WgClassBreaks *self, WgBacklog *backlog, int depth, gboolean leaf)
{
  g_autoptr (GArray) grids = wg_grid_tree_list_at_depth (wg_backlog_get_tree (backlog), depth, WG_GRID_NONE);
  g_autofree gint64 *counts = g_new (gint64, MAX (1, grids->len));
  gint64 sum = 0;

  for (guint i = 0; i < grids->len; i++)
    {
      counts[i] = wg_backlog_get_rolled (backlog, g_array_index (grids, guint, i))->open;
      sum += counts[i];
    }
  if (sum > 0 && !(leaf && start_value_fits (counts, grids->len)))
    wg_backlog_propose_breaks (counts, grids->len, self->breaks[depth]);
  return sum > 0;
}

void
wg_class_breaks_propose (WgClassBreaks *self, WgBacklog *backlog)
{
  WgGridTree *tree = wg_backlog_get_tree (backlog);
  guint n_levels = wg_grid_tree_get_n_levels (tree);

  for (guint i = 0; i < n_levels; i++)
    {
      int depth = wg_grid_tree_get_level (tree, i)->depth;

      if (depth > WG_BREAKS_MAX_DEPTH || (self->frozen | self->proposed) & (1u << depth))
        continue;
      if (propose_level (self, backlog, depth, i + 1 == n_levels))
        self->proposed |= 1u << depth;
    }
}

/* --- Reading --- */

static gboolean
parse_breaks (const char *text, gint64 *breaks)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != WG_BACKLOG_N_BREAKS)
    return FALSE;
  for (guint i = 0; i < WG_BACKLOG_N_BREAKS; i++)
    breaks[i] = json_array_get_int_element (array, i);
  return wg_backlog_breaks_are_valid (breaks);
}

static gpointer
read_breaks (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autofree WgClassBreaks *found = g_new0 (WgClassBreaks, 1);

  for (guint depth = 1; depth <= WG_BREAKS_MAX_DEPTH; depth++)
    {
      g_autofree char *name = g_strdup_printf ("backlog-breaks-%u", depth);
      g_autoptr (GError) failure = NULL;
      WgStatement *row
          = wg_connection_query (work->connection, &failure, "setting-read", "isi",
                                 wg_connection_get_district (work->connection), name, wg_clock_get_now (work->clock));

      if (row != NULL && wg_statement_step (row, &failure))
        {
          const char *text = wg_statement_get_text (row, 0);

          if (text != NULL && parse_breaks (text, found->breaks[depth]))
            found->frozen |= 1u << depth;
          wg_statement_reset (row);
        }
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
  return g_steal_pointer (&found);
}

void
wg_class_breaks_load_async (WgStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (store, read_breaks, NULL, NULL, g_free, cancellable, callback, user_data);
}

gboolean
wg_class_breaks_load_finish (WgClassBreaks *self, WgStore *store, GAsyncResult *result, GError **error)
{
  g_autofree WgClassBreaks *found = wg_store_work_finish (store, result, error);

  if (found == NULL)
    return FALSE;
  for (guint depth = 1; depth <= WG_BREAKS_MAX_DEPTH; depth++)
    {
      if (found->frozen & (1u << depth))
        memcpy (self->breaks[depth], found->breaks[depth], sizeof self->breaks[depth]);
    }
  self->frozen = found->frozen;
  self->proposed &= ~found->frozen;
  return TRUE;
}

/* --- Freezing --- */

typedef struct
{
  gint64 operator_id;
  guint depth;
  gint64 breaks[WG_BACKLOG_N_BREAKS];
} Freeze;

static gboolean
check_right (WgStoreWork *work, gint64 operator_id, GError **error)
{
  g_autoptr (WgActor) actor = wg_actor_load (work, operator_id, error);
  g_autofree char *roles = NULL;

  if (actor == NULL)
    return FALSE;
  if (actor->roles & WG_BREAKS_ROLES)
    return TRUE;
  roles = wg_roles_to_text (WG_BREAKS_ROLES);
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN,
               _ ("The bounds of the colours can be kept by: %s. The map goes on with the proposed ones."), roles);
  return FALSE;
}

static WgEvent *
make_event (const Freeze *freeze, const char *name, const char *value)
{
  WgEvent *event = wg_event_new ();

  event->operator_id = freeze->operator_id;
  event->subject = g_strdup ("setting");
  event->subject_id = freeze->depth;
  event->verb = g_strdup ("set");
  event->fields = g_strdup_printf ("{\"name\":\"%s\",\"new\":%s}", name, value);
  event->idem_key = g_uuid_string_random ();
  return event;
}

static gpointer
write_breaks (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Freeze *freeze = request;
  WgConnection *connection = work->connection;
  const gint64 *b = freeze->breaks;
  g_autofree char *name = g_strdup_printf ("backlog-breaks-%u", freeze->depth);
  g_autofree char *value = g_strdup_printf (
      "[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]", b[0], b[1], b[2], b[3]);
  g_autoptr (WgEvent) event = make_event (freeze, name, value);

  if (!wg_event_log_open (connection, event, wg_clock_get_now (work->clock), error)
      || !check_right (work, freeze->operator_id, error))
    return NULL;
  if (wg_connection_run (connection, error, "setting-insert", "isisi", wg_connection_get_district (connection), name,
                         event->at_ms, value, event->id)
          < 0
      || !wg_event_log_append (connection, event, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

void
wg_class_breaks_freeze_async (WgStore *store,
                              gint64 operator_id,
                              guint depth,
                              const gint64 *breaks,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Freeze *freeze = g_new0 (Freeze, 1);

  g_return_if_fail (depth >= 1 && depth <= WG_BREAKS_MAX_DEPTH && wg_backlog_breaks_are_valid (breaks));
  freeze->operator_id = operator_id;
  freeze->depth = depth;
  memcpy (freeze->breaks, breaks, sizeof freeze->breaks);
  wg_store_write_async (store, write_breaks, freeze, g_free, NULL, cancellable, callback, user_data);
}

gboolean
wg_class_breaks_freeze_finish (WgStore *store, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (store, result, error) != NULL;
}
