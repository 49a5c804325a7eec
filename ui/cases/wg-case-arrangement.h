/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-order.h"
#include "wg-grid-tree.h"
#include "wg-queue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgCaseWish:
 * @cases: (element-type WgCaseRecord): what is chosen from
 * @before: (element-type gint64): ids of the rows that are shown, in their order
 * @grids: (nullable): the grids of the district
 * @view: the moment, the day and the person that queues are about
 * @queue: only cases of this queue
 * @found: @cases were found already: @queue does not count
 * @grid_id: only cases of this grid or below it; %WG_NO_ID for all
 * @words: (nullable) (array zero-terminated=1): casefolded; a case holds each of them
 * @order: how the rows follow each other
 * @backwards: the other way round
 *
 * Which rows a list shall have. Holds nothing that changes, so that another thread can make them.
 */
typedef struct
{
  GPtrArray *cases;
  GArray *before;
  WgGridTree *grids;
  WgQueueView view;
  WgQueue queue;
  gboolean found;
  gint64 grid_id;
  char **words;
  WgCaseOrder order;
  gboolean backwards;
} WgCaseWish;

void wg_case_wish_free (WgCaseWish *self);

/**
 * WgRowsChange:
 * @position: in the new list
 *
 * Rows that go and come at one place.
 */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} WgRowsChange;

/**
 * WgCaseArrangement:
 * @rows: (element-type WgCaseRecord): the rows
 * @ids: (element-type gint64): those of @rows
 * @where: id → position + 1; the ids are those of the records in @rows
 * @changes: (element-type WgRowsChange): what leads from the rows before to @rows, the first place first: as few as possible,
 *   or a single one when they are many
 */
typedef struct
{
  GPtrArray *rows;
  GArray *ids;
  GHashTable *where;
  GArray *changes;
} WgCaseArrangement;

/**
 * wg_case_arrangement_make:
 * @cancellable: (nullable): looked at now and then
 *
 * Returns: (transfer full) (nullable): the rows, %NULL when it was cancelled. On any thread.
 */
WgCaseArrangement *wg_case_arrangement_make (const WgCaseWish *wish, GCancellable *cancellable);
void wg_case_arrangement_free (WgCaseArrangement *self);

/**
 * wg_case_arrangement_index:
 *
 * Returns: (transfer full): id → position + 1 of @rows.
 */
GHashTable *wg_case_arrangement_index (GPtrArray *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseWish, wg_case_wish_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseArrangement, wg_case_arrangement_free)

G_END_DECLS
