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
wg_class_breaks_init (WgClassBreaks *self, WgMeasure measure)
{
  memset (self, 0, sizeof *self);
  self->measure = measure;
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

static gint64 *
list_level (WgGridTree *tree, const gint64 *values, int depth, guint *n)
{
  g_autoptr (GArray) grids = wg_grid_tree_list_at_depth (tree, depth, WG_GRID_NONE);
  gint64 *level = g_new (gint64, MAX (1, grids->len));

  for (guint i = 0; i < grids->len; i++)
    level[i] = values[g_array_index (grids, guint, i)];
  *n = grids->len;
  return level;
}

/* Returns whether there is anything to propose from. */
static gboolean
propose_level (WgClassBreaks *self, WgGridTree *tree, const gint64 *values, int depth, gboolean leaf)
{
  guint n;
  g_autofree gint64 *level = list_level (tree, values, depth, &n);
  gint64 most = 0;

  for (guint i = 0; i < n; i++)
    most = MAX (most, level[i]);
  self->methods[depth] = WG_BREAKS_ROUND;
  if (most > 0 && !(leaf && self->measure == WG_MEASURE_OPEN && start_value_fits (level, n)))
    wg_breaks_propose (WG_BREAKS_ROUND, level, n, self->breaks[depth]);
  return most > 0;
}

void
wg_class_breaks_propose (WgClassBreaks *self, WgGridTree *tree, const gint64 *values)
{
  guint n_levels = wg_grid_tree_get_n_levels (tree);

  for (guint i = 0; i < n_levels; i++)
    {
      int depth = wg_grid_tree_get_level (tree, i)->depth;

      if (depth > WG_BREAKS_MAX_DEPTH || (self->frozen | self->proposed) & (1u << depth))
        continue;
      if (propose_level (self, tree, values, depth, i + 1 == n_levels))
        self->proposed |= 1u << depth;
    }
}

void
wg_class_breaks_renew (
    WgClassBreaks *self, WgGridTree *tree, const gint64 *values, guint depth, WgBreaksMethod method)
{
  guint n;
  g_autofree gint64 *level = list_level (tree, values, (int)depth, &n);

  g_return_if_fail (depth >= 1 && depth <= WG_BREAKS_MAX_DEPTH);
  wg_breaks_propose (method, level, n, self->breaks[depth]);
  self->methods[depth] = method;
  self->frozen &= ~(1u << depth);
  self->proposed |= 1u << depth;
}

void
wg_class_breaks_restore (WgClassBreaks *self, guint depth)
{
  g_return_if_fail (depth >= 1 && depth <= WG_BREAKS_MAX_DEPTH && self->since_ms[depth] > 0);
  memcpy (self->breaks[depth], self->kept[depth], sizeof self->breaks[depth]);
  self->frozen |= 1u << depth;
  self->proposed &= ~(1u << depth);
}

static WgFigure
get_figure (WgMeasure measure, gint64 value)
{
  if (value == WG_MEASURE_UNDEFINED)
    return WG_FIGURE_UNDEFINED;
  if (wg_measure_is_rate (measure))
    return WG_FIGURE_TENTHS;
  return measure == WG_MEASURE_OVERDUE ? WG_FIGURE_OVERDUE : WG_FIGURE_OPEN;
}

WgGridColour
wg_class_breaks_get_row (const WgClassBreaks *self, int depth, const WgBacklogCounts *counts, gint64 value)
{
  return (WgGridColour){ .klass = (guint8)wg_backlog_class_of (self->breaks[CLAMP (depth, 0, WG_BREAKS_MAX_DEPTH)], value),
                         .open = (guint32)counts->open,
                         .overdue = (guint32)counts->overdue,
                         .suspended = (guint32)counts->suspended,
                         .figure = get_figure (self->measure, value),
                         .value = (guint32)MAX (0, value) };
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

static char *
make_name (WgMeasure measure, guint depth)
{
  if (measure == WG_MEASURE_OPEN)
    return g_strdup_printf ("backlog-breaks-%u", depth);
  return g_strdup_printf ("%s-breaks-%u", wg_measure_to_nick (measure), depth);
}

static gboolean
read_level (WgStoreWork *work, WgClassBreaks *found, guint depth, GError **error)
{
  g_autofree char *name = make_name (found->measure, depth);
  g_autoptr (GError) failure = NULL;
  WgStatement *row
      = wg_connection_query (work->connection, &failure, "setting-read", "isi",
                             wg_connection_get_district (work->connection), name, wg_clock_get_now (work->clock));

  if (row != NULL && wg_statement_step (row, &failure))
    {
      const char *text = wg_statement_get_text (row, 0);

      if (text != NULL && parse_breaks (text, found->kept[depth]))
        {
          found->frozen |= 1u << depth;
          found->since_ms[depth] = wg_statement_get_int64 (row, 1);
        }
      wg_statement_reset (row);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
read_breaks (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autofree WgClassBreaks *found = g_new0 (WgClassBreaks, WG_N_MEASURES);

  for (guint i = 0; i < WG_N_MEASURES * WG_BREAKS_MAX_DEPTH; i++)
    {
      WgClassBreaks *breaks = &found[i / WG_BREAKS_MAX_DEPTH];

      breaks->measure = (WgMeasure)(i / WG_BREAKS_MAX_DEPTH);
      if (!read_level (work, breaks, i % WG_BREAKS_MAX_DEPTH + 1, error))
        return NULL;
    }
  return g_steal_pointer (&found);
}

void
wg_class_breaks_load_async (WgStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (store, read_breaks, NULL, NULL, g_free, cancellable, callback, user_data);
}

static void
take_kept (WgClassBreaks *self, const WgClassBreaks *found)
{
  memcpy (self->kept, found->kept, sizeof self->kept);
  memcpy (self->since_ms, found->since_ms, sizeof self->since_ms);
  for (guint depth = 1; depth <= WG_BREAKS_MAX_DEPTH; depth++)
    {
      if (found->frozen & (1u << depth))
        memcpy (self->breaks[depth], found->kept[depth], sizeof self->breaks[depth]);
    }
  self->frozen = found->frozen;
  self->proposed &= ~found->frozen;
}

gboolean
wg_class_breaks_load_finish (WgClassBreaks *all, guint n_all, WgStore *store, GAsyncResult *result, GError **error)
{
  g_autofree WgClassBreaks *found = wg_store_work_finish (store, result, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < n_all; i++)
    take_kept (&all[i], &found[all[i].measure]);
  return TRUE;
}

/* --- Freezing --- */

typedef struct
{
  gint64 operator_id;
  WgMeasure measure;
  guint depth;
  gint64 breaks[WG_BACKLOG_N_BREAKS];
} Freeze;

static gboolean
check_right (WgStoreWork *work, gint64 operator_id, GError **error)
{
  return wg_actor_may (work, operator_id, WG_BREAKS_ROLES,
                       _ ("The bounds of the colours can be kept by: %s. The map goes on with the proposed ones."), error);
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
  g_autofree char *name = make_name (freeze->measure, freeze->depth);
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
                              WgMeasure measure,
                              guint depth,
                              const gint64 *breaks,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Freeze *freeze = g_new0 (Freeze, 1);

  g_return_if_fail (depth >= 1 && depth <= WG_BREAKS_MAX_DEPTH && wg_backlog_breaks_are_valid (breaks));
  freeze->operator_id = operator_id;
  freeze->measure = measure;
  freeze->depth = depth;
  memcpy (freeze->breaks, breaks, sizeof freeze->breaks);
  wg_store_write_async (store, write_breaks, freeze, g_free, NULL, cancellable, callback, user_data);
}

gboolean
wg_class_breaks_freeze_finish (WgStore *store, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (store, result, error) != NULL;
}
