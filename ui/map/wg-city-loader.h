/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city.h"
#include "wg-grid-tree.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgBuildingVersions:
 *
 * Which buildings a district had, each in which version, and how they were marked, at one moment. Immutable and
 * reference-counted.
 */
typedef struct _WgBuildingVersions WgBuildingVersions;

WgBuildingVersions *wg_building_versions_ref (WgBuildingVersions *versions);
void wg_building_versions_unref (WgBuildingVersions *versions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBuildingVersions, wg_building_versions_unref)

/**
 * WgBuildingNews:
 *
 * What is different about the buildings of a district since an earlier moment: those that came or changed, with their
 * outlines, and those that went. Immutable and reference-counted.
 */
typedef struct _WgBuildingNews WgBuildingNews;

WgBuildingNews *wg_building_news_ref (WgBuildingNews *news);
void wg_building_news_unref (WgBuildingNews *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBuildingNews, wg_building_news_unref)

/**
 * wg_building_news_get_n_read:
 *
 * Returns: how many buildings were read with their outlines.
 */
guint wg_building_news_get_n_read (const WgBuildingNews *news);

/**
 * wg_building_news_is_empty:
 *
 * Returns: whether nothing is different.
 */
gboolean wg_building_news_is_empty (const WgBuildingNews *news);

/**
 * wg_building_news_get_versions:
 *
 * Returns: (transfer none): what the district has now.
 */
WgBuildingVersions *wg_building_news_get_versions (const WgBuildingNews *news);

/**
 * wg_city_loader_read_buildings_async:
 * @known: (nullable): what is known already; %NULL reads all, and so does another mark or colour of a mark
 *
 * Reads the buildings that are different, with their outlines, on a reader thread.
 */
void wg_city_loader_read_buildings_async (WgStore *store,
                                          WgBuildingVersions *known,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/**
 * wg_city_loader_read_buildings_finish:
 *
 * Returns: (transfer full): the news, or %NULL with what the store says.
 */
WgBuildingNews *wg_city_loader_read_buildings_finish (WgStore *store, GAsyncResult *result, GError **error);

/**
 * wg_city_loader_count_by_building:
 * @records: (element-type WgCaseRecord): cases
 *
 * Returns: (transfer full): how many cases of the backlog each building has: gint64 id to #GUINT_TO_POINTER.
 */
GHashTable *wg_city_loader_count_by_building (GPtrArray *records);

/**
 * wg_city_loader_build_async:
 * @grids: the grids
 * @news: (nullable): what is different about the buildings since @previous
 * @n_open: (nullable) (transfer full): how many open cases a building has: gint64 id to #GUINT_TO_POINTER
 * @previous: (nullable): the last city: its buildings are kept as far as @news does not say otherwise
 * @previous_grids: (nullable): the grids of @previous: those that are the same in @grids are taken over as they are packed
 *
 * Makes the city on a thread of its own: 7,585 grids take some tenths of a second, 116,471 new buildings as long again;
 * one redrawn grid takes its neighbours.
 */
void wg_city_loader_build_async (WgGridTree *grids,
                                 WgBuildingNews *news,
                                 GHashTable *n_open,
                                 WgCity *previous,
                                 WgGridTree *previous_grids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * wg_city_loader_build_finish:
 *
 * Returns: (transfer full): the city, or %NULL when it was cancelled.
 */
WgCity *wg_city_loader_build_finish (GAsyncResult *result, GError **error);

G_END_DECLS
