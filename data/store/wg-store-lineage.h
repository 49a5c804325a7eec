/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgLineage:
 * @kind: `split`, `merge`, `handover` or `recode`
 *
 * Land went from one grid to another.
 */
typedef struct
{
  char *from;
  char *to;
  char *kind;
  gint64 at_ms;
  gint64 draft_id;
} WgLineage;

/**
 * wg_lineage_get_label:
 * @kind: `split`, `merge`, `handover` or `recode`
 *
 * Returns: (transfer none): what was done, in the language of the user
 */
const char *wg_lineage_get_label (const char *kind);

/**
 * WgGridPast:
 * @parent: (nullable): the code of the grid above
 * @to_ms: when it ended, G_MAXINT64 while it is in force
 * @draft_id: the draft that drew it, %WG_NULL_ID for none
 * @batch_id: the import that it came with, %WG_NULL_ID for none
 *
 * One boundary version of a grid.
 */
typedef struct
{
  char *name;
  char *parent;
  double area_m2;
  gint64 from_ms;
  gint64 to_ms;
  gint64 draft_id;
  gint64 batch_id;
} WgGridPast;

/**
 * WgFormerGrid:
 * @ended_ms: when it ended
 * @successors: (array zero-terminated=1): the codes of the grids in force that its land came to, through any chain; none
 *   where nothing took its place
 *
 * A grid that is no longer in force.
 */
typedef struct
{
  char *code;
  char *name;
  gint64 ended_ms;
  char **successors;
} WgFormerGrid;

void wg_former_grid_free (WgFormerGrid *self);

/**
 * wg_store_list_lineage_async:
 * @code: a grid that is or was in force
 * @at_ms: nothing later than this, %G_MAXINT64 for all
 *
 * Lists what became of a grid and what it came from, through any chain.
 */
void wg_store_list_lineage_async (WgStore *self, const char *code, gint64 at_ms, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_lineage_finish:
 *
 * Returns: (transfer full) (element-type WgLineage): in the order of time
 */
GPtrArray *wg_store_list_lineage_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_past_async:
 * @code: a grid that is or was in force
 * @at_ms: nothing later than this, %G_MAXINT64 for all
 */
void wg_store_list_past_async (WgStore *self, const char *code, gint64 at_ms, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_past_finish:
 *
 * Returns: (transfer full) (element-type WgGridPast): its boundary versions in the order of time
 */
GPtrArray *wg_store_list_past_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_find_former_grids_async:
 * @text: a part of a code or a name, or of how a name is read
 * @most: how many at most
 */
void wg_store_find_former_grids_async (WgStore *self, const char *text, guint most, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_find_former_grids_finish:
 *
 * Returns: (transfer full) (element-type WgFormerGrid): the one that ended last first
 */
GPtrArray *wg_store_find_former_grids_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
