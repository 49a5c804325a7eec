/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case of last spring lay in the grid of last spring. Where time stands still, boundaries and backlog are asked for as
 * they were then; while it runs, the dots alone are fast enough.
 */

#include "wg-time-view-private.h"

#include "wg-city-loader.h"
#include "wg-store-as-of.h"

#define ASK_AFTER_MS 250

static void
fit (WgTimeView *self)
{
  self->fitted = self->fitted || wg_city_map_fit (self->map, self->city);
}

/* Of the level that is seen at this zoom. */
void
wg_time_view_show_legend (WgTimeView *self)
{
  const WgGridLevel *level = NULL;
  WgMapView view;

  wg_city_layer_get_view (self->layer, &view);
  if (self->numbered && self->tree != NULL && view.level > 0 && view.level <= wg_grid_tree_get_n_levels (self->tree))
    level = wg_grid_tree_get_level (self->tree, view.level - 1);
  wg_time_legend_set_level (WG_TIME_LEGEND (self->legend), level != NULL ? level->name : NULL, level != NULL ? self->breaks.breaks[level->depth] : NULL);
}

static void
colour (WgTimeView *self)
{
  WgGridTree *tree = wg_backlog_get_tree (self->backlog);
  guint n = wg_grid_tree_get_n_grids (tree);
  g_autofree gint64 *values = wg_measure_list_values (WG_MEASURE_OPEN, self->backlog, NULL);
  g_autofree gint64 *ids = g_new0 (gint64, MAX (n, 1));
  g_autofree WgGridColour *rows = g_new0 (WgGridColour, MAX (n, 1));
  g_autoptr (WgCityColours) colours = NULL;

  wg_class_breaks_propose (&self->breaks, tree, values);
  for (guint i = 0; i < n; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      ids[i] = grid->id;
      rows[i] = wg_class_breaks_get_row (&self->breaks, grid->depth, wg_backlog_get_rolled (self->backlog, i), values[i]);
    }
  /* Of two periods beside each other the numbers of one would stand under both. */
  colours = !self->bare && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->compare)) ? wg_city_colours_new (self->city, NULL, ids, rows, n, NULL) : NULL;
  wg_city_layer_set_city (self->layer, self->city, colours);
  self->numbered = colours != NULL;
  wg_time_view_show_words (self);
  fit (self);
  wg_time_view_show_legend (self);
}

/* The same grids with the same outlines: boundaries change a few times a year. */
static gboolean
is_same (const WgGridTree *a, const WgGridTree *b)
{
  if (a == NULL || wg_grid_tree_get_n_grids (a) != wg_grid_tree_get_n_grids (b))
    return FALSE;
  for (guint i = 0; i < wg_grid_tree_get_n_grids (a); i++)
    {
      const WgGrid *p = wg_grid_tree_get_grid (a, i), *q = wg_grid_tree_get_grid (b, i);

      if (p->id != q->id || p->valid_from_ms != q->valid_from_ms)
        return FALSE;
    }
  return TRUE;
}

static void
end_asking (WgTimeView *self)
{
  g_clear_object (&self->asking);
  g_clear_object (&self->backlog);
}

static void
on_city (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WgCity *city = wg_city_loader_build_finish (result, &error);
  WgTimeView *self = user_data;

  if (city == NULL)
    return; /* cancelled: the view is gone, or stands on another day */
  g_clear_pointer (&self->city, wg_city_unref);
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  self->city = city;
  self->tree = wg_grid_tree_ref (wg_backlog_get_tree (self->backlog));
  colour (self);
  end_asking (self);
}

static void on_backlog (GObject *source, GAsyncResult *result, gpointer user_data);

/* Cases may be older than the file of their grids. */
static gboolean
ask_for_now (WgTimeView *self, WgBacklog *backlog)
{
  if (self->bare || wg_grid_tree_get_n_grids (wg_backlog_get_tree (backlog)) > 0)
    return FALSE;
  self->bare = TRUE;
  wg_store_count_backlog_at_async (wg_context_get_store (self->context), wg_context_get_now (self->context), self->asking, on_backlog, self);
  return TRUE;
}

static void
on_backlog (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBacklog) backlog = wg_store_count_backlog_at_finish (WG_STORE (source), result, &error);
  WgTimeView *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (backlog == NULL)
    {
      wg_context_toast (self->context, error->message, NULL);
      end_asking (self);
      return;
    }
  if (ask_for_now (self, backlog))
    return;
  self->backlog = g_steal_pointer (&backlog);
  if (!is_same (self->tree, wg_backlog_get_tree (self->backlog)))
    {
      wg_city_loader_build_async (wg_backlog_get_tree (self->backlog), NULL, NULL, NULL, NULL, self->asking, on_city, self);
      return;
    }
  colour (self);
  end_asking (self);
}

/* A colour that the centre keeps means the same here as at the desk. */
static void
on_breaks (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WgClassBreaks breaks;
  WgTimeView *self = user_data;

  wg_class_breaks_init (&breaks, WG_MEASURE_OPEN);
  if (!wg_class_breaks_load_finish (&breaks, 1, WG_STORE (source), result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      wg_context_toast (self->context, error->message, NULL);
      end_asking (self);
      return;
    }
  self->breaks = breaks;
  self->breaks_read = TRUE;
  wg_store_count_backlog_at_async (WG_STORE (source), self->to_ms, self->asking, on_backlog, self);
}

static gboolean
ask (gpointer user_data)
{
  WgTimeView *self = user_data;

  self->ask_timer = 0;
  self->bare = FALSE;
  self->asking = g_cancellable_new ();
  if (!self->breaks_read)
    {
      wg_class_breaks_load_async (wg_context_get_store (self->context), self->asking, on_breaks, self);
      return G_SOURCE_REMOVE;
    }
  wg_store_count_backlog_at_async (wg_context_get_store (self->context), self->to_ms, self->asking, on_backlog, self);
  return G_SOURCE_REMOVE;
}

void
wg_time_view_forget_map (WgTimeView *self)
{
  g_clear_handle_id (&self->ask_timer, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  end_asking (self);
}

/* Under another date the numbers of before would be a lie. */
void
wg_time_view_hide_numbers (WgTimeView *self)
{
  if (self->numbered && self->city != NULL)
    wg_city_layer_set_city (self->layer, self->city, NULL);
  self->numbered = FALSE;
  wg_time_view_show_legend (self);
}

/* A moment after the hand has come to rest. */
void
wg_time_view_ask_map (WgTimeView *self)
{
  wg_time_view_forget_map (self);
  wg_time_view_hide_numbers (self);
  self->ask_timer = g_timeout_add (ASK_AFTER_MS, ask, self);
}
