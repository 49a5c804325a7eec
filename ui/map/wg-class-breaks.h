/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-breaks.h"
#include "wg-city-colours.h"
#include "wg-measure.h"
#include "wg-palette.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_BREAKS_MAX_DEPTH:
 *
 * The deepest level that has class breaks.
 */
#define WG_BREAKS_MAX_DEPTH 20

/**
 * WG_BREAKS_ROLES:
 *
 * Who may freeze them: the GIS editor, the duty officer, the leader, the administrator.
 */
#define WG_BREAKS_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_LEADER | WG_ROLE_ADMIN)

/**
 * WgClassBreaks:
 * @measure: what they are bounds of; rates are in tenths
 * @breaks: for each depth the upper ends, included, of classes 0 .. 3, as they are in use
 * @frozen: bit n set: those of depth n come from the database
 * @proposed: bit n set: those of depth n were proposed from the backlog of this session
 * @kept: for each depth what the database has, where @since_ms says that it has any
 * @since_ms: since when, milliseconds UTC; 0 for never
 * @methods: for each depth how the proposal was made
 *
 * The bounds of the colours of every level. Frozen ones mean the same every day; until somebody freezes them, a level
 * has the proposal made when the window was opened. A level that is frozen can be proposed anew, for this window only,
 * until the new bounds are frozen in turn or given up.
 */
typedef struct
{
  WgMeasure measure;
  gint64 breaks[WG_BREAKS_MAX_DEPTH + 1][WG_BACKLOG_N_BREAKS];
  guint frozen;
  guint proposed;
  gint64 kept[WG_BREAKS_MAX_DEPTH + 1][WG_BACKLOG_N_BREAKS];
  gint64 since_ms[WG_BREAKS_MAX_DEPTH + 1];
  WgBreaksMethod methods[WG_BREAKS_MAX_DEPTH + 1];
} WgClassBreaks;

/**
 * wg_class_breaks_init:
 *
 * Everything at the start value 0, 2, 5, 10.
 */
void wg_class_breaks_init (WgClassBreaks *self, WgMeasure measure);

/**
 * wg_class_breaks_propose:
 * @tree: the grids
 * @values: (array): their values by index, of wg_measure_list_values()
 *
 * Proposes breaks for every level that has neither frozen nor proposed ones, as soon as any value is above 0. The
 * deepest level keeps the start value of the backlog, unless most of its grids that have cases would have the strongest
 * colour.
 */
void wg_class_breaks_propose (WgClassBreaks *self, WgGridTree *tree, const gint64 *values);

/**
 * wg_class_breaks_renew:
 * @depth: a level
 *
 * Proposes breaks for one level in place of those in use, whether they are frozen or not.
 */
void wg_class_breaks_renew (
    WgClassBreaks *self, WgGridTree *tree, const gint64 *values, guint depth, WgBreaksMethod method);

/**
 * wg_class_breaks_restore:
 * @depth: a level that the database has breaks for
 *
 * Gives up what was proposed anew.
 */
void wg_class_breaks_restore (WgClassBreaks *self, guint depth);

/**
 * wg_class_breaks_get_row:
 * @depth: the level of the grid
 * @counts: its backlog
 * @value: its value, of wg_measure_list_values()
 *
 * Returns: how the grid is coloured and what is written on it.
 */
WgGridColour wg_class_breaks_get_row (const WgClassBreaks *self, int depth, const WgBacklogCounts *counts, gint64 value);

/**
 * wg_class_breaks_load_async:
 *
 * Reads the settings `backlog-breaks-<depth>` and, of the other measures, `<measure>-breaks-<depth>` as they are valid
 * now.
 */
void wg_class_breaks_load_async (WgStore *store,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * wg_class_breaks_load_finish:
 * @all: (array length=n_all): where the frozen breaks are put, by the measure of each; other proposals stay
 *
 * Returns: whether they were read. A setting that is not four ascending numbers from 0 is passed over.
 */
gboolean wg_class_breaks_load_finish (
    WgClassBreaks *all, guint n_all, WgStore *store, GAsyncResult *result, GError **error);

/**
 * wg_class_breaks_freeze_async:
 * @operator_id: who does it, see %WG_BREAKS_ROLES
 * @measure: what they are bounds of
 * @depth: the level
 * @breaks: (array fixed-size=4): the bounds
 *
 * Writes the setting and its event. Bounds that are frozen already can be frozen anew; older ones stay in the history.
 */
void wg_class_breaks_freeze_async (WgStore *store,
                                   gint64 operator_id,
                                   WgMeasure measure,
                                   guint depth,
                                   const gint64 *breaks,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * wg_class_breaks_freeze_finish:
 *
 * Returns: whether it was written, else %WG_ERROR_FORBIDDEN or what the store says.
 */
gboolean wg_class_breaks_freeze_finish (WgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
