/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the board speaks of records and counts, the painter of shapes, classes and glyphs. This is the only place that
 * translates, and it hands out snapshots, so that a painting thread never sees half of a change.
 *
 * A city is built twice: from the grids alone, so that the map is there at once, then with the buildings.
 */

#include "wg-city-feed.h"

#include "wg-case-point-feed.h"
#include "wg-city-loader.h"
#include "wg-keeper-counts.h"
#include "wg-store-marks.h"

struct _WgCityFeed
{
  GObject parent_instance;

  /* borrowed: the context outlives its widgets */
  WgContext *context;

  /* owned */
  WgCity *city;
  WgCityColours *colours;
  WgCasePointFeed *points;
  WgGridTree *tree; /* of the city that is there or being built */
  WgGridTree *city_tree; /* of the city that is there */
  WgBuildingVersions *city_buildings; /* in the city that is there; NULL before any were read */
  WgBuildingVersions *new_buildings;  /* in the city that is being built */
  WgClassBreaks breaks[WG_N_MEASURES];
  WgMeasure measure;
  gint64 *keepers; /* by index of `tree`; NULL until read */
  GCancellable *cancellable;
  GCancellable *building; /* the city that is being built */

  const WgBuildingVersions *reading; /* from which the difference is being read; for comparing only */

  gboolean wants_buildings;
  gboolean breaks_read;
};

enum
{
  CITY_CHANGED,
  COLOURS_CHANGED,
  CASES_CHANGED,
  TROUBLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgCityFeed, wg_city_feed, G_TYPE_OBJECT)

static WgCaseBoard *
get_board (WgCityFeed *self)
{
  return wg_context_get_board (self->context);
}

/* What was cancelled may have been so because @self is gone. */
static void
tell_trouble (WgCityFeed *self, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[TROUBLE], 0, error->message);
}

/* --- Colours --- */

/* The counts of keepers belong to one tree and are not used for another. */
static const gint64 *
get_keepers (WgCityFeed *self, WgBacklog *backlog)
{
  return wg_backlog_get_tree (backlog) == self->tree ? self->keepers : NULL;
}

static gint64 *
list_values (WgCityFeed *self)
{
  WgBacklog *backlog = wg_case_board_get_backlog (get_board (self));

  return wg_measure_list_values (self->measure, backlog, get_keepers (self, backlog));
}

static void
propose_breaks (WgCityFeed *self)
{
  WgBacklog *backlog = wg_case_board_get_backlog (get_board (self));
  g_autofree gint64 *values = NULL;

  if (!self->breaks_read || backlog == NULL)
    return;
  values = list_values (self);
  wg_class_breaks_propose (&self->breaks[self->measure], wg_backlog_get_tree (backlog), values);
}

static WgCityColours *
make_colours (WgCityFeed *self, WgCity *city, const WgCityColours *previous)
{
  WgBacklog *backlog = wg_case_board_get_backlog (get_board (self));
  WgGridTree *tree = wg_backlog_get_tree (backlog);
  guint n = wg_grid_tree_get_n_grids (tree);
  g_autofree gint64 *ids = g_new (gint64, MAX (1, n));
  g_autofree WgGridColour *rows = g_new (WgGridColour, MAX (1, n));
  g_autofree gint64 *values = list_values (self);

  for (guint i = 0; i < n; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      ids[i] = grid->id;
      rows[i] = wg_class_breaks_get_row (&self->breaks[self->measure], grid->depth, wg_backlog_get_rolled (backlog, i), values[i]);
    }
  return wg_city_colours_new (city, previous, ids, rows, n, NULL);
}

static void
recolour (WgCityFeed *self)
{
  WgCityColours *colours;

  if (self->city == NULL || wg_case_board_get_backlog (get_board (self)) == NULL)
    return;
  colours = make_colours (self, self->city, self->colours);
  g_clear_pointer (&self->colours, wg_city_colours_unref);
  self->colours = colours;
  g_signal_emit (self, signals[COLOURS_CHANGED], 0);
}

/* --- The city --- */

static void
on_city_built (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WgCity *city = wg_city_loader_build_finish (result, &error);
  WgCityFeed *self = user_data;

  if (city == NULL)
    return; /* cancelled: a newer one is being built, or nobody looks any more */
  g_clear_object (&self->building);
  g_clear_pointer (&self->colours, wg_city_colours_unref);
  g_clear_pointer (&self->city, wg_city_unref);
  self->city = city;
  g_clear_pointer (&self->city_tree, wg_grid_tree_unref);
  self->city_tree = wg_grid_tree_ref (self->tree);
  g_clear_pointer (&self->city_buildings, wg_building_versions_unref);
  self->city_buildings = g_steal_pointer (&self->new_buildings);
  self->colours = make_colours (self, city, NULL);
  g_signal_emit (self, signals[CITY_CHANGED], 0);
}

/* @news: (nullable): about the buildings, since the city that is there. */
static void
build_city (WgCityFeed *self, WgBuildingNews *news)
{
  WgBuildingVersions *buildings = news != NULL ? wg_building_news_get_versions (news) : self->city_buildings;

  if (self->building != NULL)
    g_cancellable_cancel (self->building);
  g_clear_object (&self->building);
  self->building = g_cancellable_new ();
  g_clear_pointer (&self->new_buildings, wg_building_versions_unref);
  self->new_buildings = buildings != NULL ? wg_building_versions_ref (buildings) : NULL;
  wg_city_loader_build_async (self->tree, news, NULL, self->city, self->city_tree, self->building, on_city_built, self);
}

static void read_buildings (WgCityFeed *self);

static void
on_buildings_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBuildingNews) news = wg_city_loader_read_buildings_finish (WG_STORE (source), result, &error);
  WgCityFeed *self = user_data;

  if (news == NULL)
    {
      tell_trouble (self, error);
      return;
    }
  if (self->reading != self->city_buildings)
    read_buildings (self); /* another city came meanwhile, from which this is not the difference */
  else if (!wg_building_news_is_empty (news))
    build_city (self, news);
}

static void
read_buildings (WgCityFeed *self)
{
  self->reading = self->city_buildings;
  wg_city_loader_read_buildings_async (wg_context_get_store (self->context), self->city_buildings, self->cancellable,
                                       on_buildings_read, self);
}

static void
on_breaks_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) store = g_object_ref (WG_STORE (source));
  WgCityFeed *self = user_data;

  if (!wg_class_breaks_load_finish (self->breaks, WG_N_MEASURES, store, result, &error))
    {
      tell_trouble (self, error);
      return;
    }
  self->breaks_read = TRUE;
  propose_breaks (self);
  recolour (self);
}

static void
read_breaks (WgCityFeed *self)
{
  wg_class_breaks_load_async (wg_context_get_store (self->context), self->cancellable, on_breaks_read, self);
}

/* What was written is told as written, also when nobody waits for it any more. */
static void
on_frozen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCityFeed) self = user_data;

  if (wg_class_breaks_freeze_finish (WG_STORE (source), result, &error) && !g_cancellable_is_cancelled (self->cancellable))
    read_breaks (self);
  tell_trouble (self, error);
}

void
wg_city_feed_freeze_breaks (WgCityFeed *self, guint depth)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  g_return_if_fail (depth >= 1 && depth <= WG_BREAKS_MAX_DEPTH);
  if (who == NULL)
    return;
  wg_class_breaks_freeze_async (wg_context_get_store (self->context), who->id, self->measure, depth,
                                self->breaks[self->measure].breaks[depth], self->cancellable, on_frozen, g_object_ref (self));
}

void
wg_city_feed_renew_breaks (WgCityFeed *self, guint depth, WgBreaksMethod method)
{
  WgBacklog *backlog = wg_case_board_get_backlog (get_board (self));
  g_autofree gint64 *values = NULL;

  if (backlog == NULL)
    return;
  values = list_values (self);
  wg_class_breaks_renew (&self->breaks[self->measure], wg_backlog_get_tree (backlog), values, depth, method);
  recolour (self);
}

void
wg_city_feed_restore_breaks (WgCityFeed *self, guint depth)
{
  wg_class_breaks_restore (&self->breaks[self->measure], depth);
  recolour (self);
}

/* --- Marks --- */

static void
on_mark_coloured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCityFeed) self = user_data;

  wg_store_set_mark_colour_finish (WG_STORE (source), result, &error);
  tell_trouble (self, error);
}

void
wg_city_feed_set_mark_colour (WgCityFeed *self, const char *mark, guint32 rgb)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  g_autofree char *text = g_strdup_printf ("#%06x", rgb);
  g_autoptr (GError) error = NULL;

  if (who == NULL)
    return;
  if (!wg_building_mark_parse_colour (text, &rgb, &error))
    {
      tell_trouble (self, error);
      return;
    }
  wg_store_set_mark_colour_async (wg_context_get_store (self->context), who->id, mark, rgb, NULL, self->cancellable,
                                  on_mark_coloured, g_object_ref (self));
}

/* --- Keepers --- */

static void
on_book_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgGridBook) book = wg_store_load_grid_book_finish (WG_STORE (source), result, &error);
  WgCityFeed *self = user_data;

  if (book == NULL)
    {
      tell_trouble (self, error);
      return;
    }
  if (self->tree == NULL)
    return; /* read again once there are grids */
  g_free (self->keepers);
  self->keepers = wg_keeper_counts_new (self->tree, book);
  propose_breaks (self);
  recolour (self);
}

static void
read_keepers (WgCityFeed *self)
{
  g_clear_pointer (&self->keepers, g_free);
  if (self->measure == WG_MEASURE_KEEPERS)
    wg_store_load_grid_book_async (wg_context_get_store (self->context), G_MAXINT64, self->cancellable, on_book_read,
                                   self);
}

void
wg_city_feed_set_measure (WgCityFeed *self, WgMeasure measure)
{
  if (self->measure == measure)
    return;
  self->measure = measure;
  read_keepers (self);
  propose_breaks (self);
  recolour (self);
}

WgMeasure
wg_city_feed_get_measure (WgCityFeed *self)
{
  return self->measure;
}

/* --- News --- */

static void
on_loaded (WgCityFeed *self)
{
  WgCaseBoard *board = get_board (self);
  WgGridTree *tree = wg_case_board_get_grids (board);

  propose_breaks (self);
  if (tree != self->tree)
    {
      g_clear_pointer (&self->tree, wg_grid_tree_unref);
      self->tree = wg_grid_tree_ref (tree);
      read_keepers (self);
      build_city (self, NULL);
    }
  else
    recolour (self);
  if (self->wants_buildings)
    read_buildings (self);
}

static void
on_store_changed (WgStore *store, WgChangeSet *changes, WgCityFeed *self)
{
  if (wg_change_set_touches (changes, "setting"))
    {
      read_breaks (self);
      if (self->city_buildings != NULL)
        read_buildings (self); /* their colours may be others */
    }
  if (wg_change_set_touches (changes, "person"))
    read_keepers (self);
}

static void
tell_cases (WgCityFeed *self)
{
  g_signal_emit (self, signals[CASES_CHANGED], 0);
}

static void
set_context (WgCityFeed *self, WgContext *context)
{
  WgCaseBoard *board = wg_context_get_board (context);

  self->context = context;
  self->points = wg_case_point_feed_new (context);
  g_signal_connect_object (self->points, "changed", G_CALLBACK (tell_cases), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "backlog-changed", G_CALLBACK (recolour), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_store (context), "changed", G_CALLBACK (on_store_changed), self, 0);
  read_breaks (self);
  if (wg_case_board_is_loaded (board))
    on_loaded (self);
}

/* --- The object --- */

static void
wg_city_feed_dispose (GObject *object)
{
  WgCityFeed *self = WG_CITY_FEED (object);

  g_cancellable_cancel (self->cancellable);
  if (self->building != NULL)
    g_cancellable_cancel (self->building);
  g_clear_object (&self->points);
  G_OBJECT_CLASS (wg_city_feed_parent_class)->dispose (object);
}

static void
wg_city_feed_finalize (GObject *object)
{
  WgCityFeed *self = WG_CITY_FEED (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->building);
  g_clear_pointer (&self->colours, wg_city_colours_unref);
  g_clear_pointer (&self->city, wg_city_unref);
  g_clear_pointer (&self->keepers, g_free);
  g_clear_pointer (&self->city_tree, wg_grid_tree_unref);
  g_clear_pointer (&self->city_buildings, wg_building_versions_unref);
  g_clear_pointer (&self->new_buildings, wg_building_versions_unref);
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  G_OBJECT_CLASS (wg_city_feed_parent_class)->finalize (object);
}

static void
wg_city_feed_class_init (WgCityFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_city_feed_dispose;
  object_class->finalize = wg_city_feed_finalize;

  signals[CITY_CHANGED]
      = g_signal_new ("city-changed", WG_TYPE_CITY_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COLOURS_CHANGED]
      = g_signal_new ("colours-changed", WG_TYPE_CITY_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CASES_CHANGED]
      = g_signal_new ("cases-changed", WG_TYPE_CITY_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TROUBLE] = g_signal_new ("trouble", WG_TYPE_CITY_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
wg_city_feed_init (WgCityFeed *self)
{
  self->cancellable = g_cancellable_new ();
  for (guint measure = 0; measure < WG_N_MEASURES; measure++)
    wg_class_breaks_init (&self->breaks[measure], (WgMeasure)measure);
}

WgCityFeed *
wg_city_feed_new (WgContext *context)
{
  WgCityFeed *self = g_object_new (WG_TYPE_CITY_FEED, NULL);

  self->wants_buildings = TRUE;
  set_context (self, context);
  return self;
}

WgCityFeed *
wg_city_feed_new_of_grids (WgContext *context)
{
  WgCityFeed *self = g_object_new (WG_TYPE_CITY_FEED, NULL);

  set_context (self, context);
  return self;
}

WgCity *
wg_city_feed_get_city (WgCityFeed *self)
{
  return self->city;
}

WgCityColours *
wg_city_feed_get_colours (WgCityFeed *self)
{
  return self->colours;
}

WgCityCases *
wg_city_feed_get_cases (WgCityFeed *self)
{
  return wg_case_point_feed_get_cases (self->points);
}

const GArray *
wg_city_feed_get_pulses (WgCityFeed *self)
{
  return wg_case_point_feed_get_pulses (self->points);
}

const WgClassBreaks *
wg_city_feed_get_breaks (WgCityFeed *self)
{
  return &self->breaks[self->measure];
}

gint64 *
wg_city_feed_list_bases (WgCityFeed *self)
{
  WgBacklog *backlog = wg_case_board_get_backlog (get_board (self));

  return backlog != NULL ? wg_measure_list_bases (self->measure, backlog, get_keepers (self, backlog)) : NULL;
}

gboolean
wg_city_feed_is_busy (WgCityFeed *self)
{
  return !wg_case_board_is_loaded (get_board (self)) || self->building != NULL || self->city == NULL
         || wg_case_point_feed_is_busy (self->points) || !self->breaks_read;
}
