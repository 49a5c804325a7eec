/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-backlog.h"
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
 * Who may freeze them: the GIS editor, the duty officer, the administrator.
 */
#define WG_BREAKS_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * WgClassBreaks:
 * @breaks: for each depth the upper ends, included, of classes 0 .. 3
 * @frozen: bit n set: those of depth n come from the database
 * @proposed: bit n set: those of depth n were proposed from the backlog of this session
 *
 * The bounds of the colours of every level. Frozen ones mean the same every day; until somebody freezes them, a level
 * has the proposal made when the window was opened.
 */
typedef struct
{
  gint64 breaks[WG_BREAKS_MAX_DEPTH + 1][WG_BACKLOG_N_BREAKS];
  guint frozen;
  guint proposed;
} WgClassBreaks;

/**
 * wg_class_breaks_init:
 *
 * Everything at the start value 0, 2, 5, 10.
 */
void wg_class_breaks_init (WgClassBreaks *self);

/**
 * wg_class_breaks_propose:
 * @backlog: the present backlog
 *
 * Proposes breaks for every level that has neither frozen nor proposed ones, as soon as it has any backlog. The deepest
 * level keeps the start value, unless most of its grids that have cases would have the strongest colour.
 */
void wg_class_breaks_propose (WgClassBreaks *self, WgBacklog *backlog);

/**
 * wg_class_breaks_load_async:
 *
 * Reads the settings `backlog-breaks-<depth>` as they are valid now.
 */
void wg_class_breaks_load_async (WgStore *store,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * wg_class_breaks_load_finish:
 * @self: where the frozen breaks are put
 *
 * Returns: whether they were read. A setting that is not four ascending numbers from 0 is passed over.
 */
gboolean wg_class_breaks_load_finish (WgClassBreaks *self, WgStore *store, GAsyncResult *result, GError **error);

/**
 * wg_class_breaks_freeze_async:
 * @operator_id: who does it, see %WG_BREAKS_ROLES
 * @depth: the level
 * @breaks: (array fixed-size=4): the bounds
 *
 * Writes the setting and its event. Bounds that are frozen already can be frozen anew; older ones stay in the history.
 */
void wg_class_breaks_freeze_async (WgStore *store,
                                   gint64 operator_id,
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
