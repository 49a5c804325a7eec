/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_verb_is_undoable:
 *
 * Returns: whether whoever made such a move may take it back, as long as it is the last one and not old.
 */
gboolean wg_verb_is_undoable (WgVerb verb);

/**
 * wg_store_dup_files_folder:
 *
 * Returns: (transfer full): the folder beside the database in which attached files lie. It may be missing.
 */
char *wg_store_dup_files_folder (WgStore *self);

/**
 * wg_store_keep_file_async:
 * @path: a file of the user's
 *
 * Takes a file into keeping, so that a move can attach it. See wg_file_keeper_take().
 */
void wg_store_keep_file_async (
    WgStore *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_keep_file_finish:
 *
 * Returns: (transfer full): the kept file, or %NULL with @error set.
 */
WgKeptFile *wg_store_keep_file_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * WgBatchRefusal:
 *
 * A case that a batch could not be done with, and why.
 */
typedef struct
{
  char *number;
  char *text;
} WgBatchRefusal;

/**
 * WgBatchResult:
 * @matched: how many cases were asked for
 * @done: how many it was done with
 * @refused: (element-type WgBatchRefusal): the others
 * @undo_key: (nullable): what wg_store_undo_batch_async() takes; %NULL when nothing was done
 */
typedef struct
{
  guint matched;
  guint done;
  GPtrArray *refused;
  char *undo_key;
} WgBatchResult;

void wg_batch_result_free (WgBatchResult *self);

/**
 * wg_store_perform_batch_async:
 * @act: the move; its number is not used, its key is that of the whole batch
 * @numbers: (array zero-terminated=1): the cases
 * @each: whether what can be done is done; else all of it or nothing
 *
 * Makes the same move on many cases. All in one transaction, or with @each one transaction a case.
 */
void wg_store_perform_batch_async (WgStore *self,
                                   const WgAct *act,
                                   const char *const *numbers,
                                   gboolean each,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
WgBatchResult *wg_store_perform_batch_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_perform_acts_async:
 * @acts: (element-type WgAct): a move for each case: number, expected version and assignee may differ; operator and desk are
 *   filled in, keys are not used
 * @key: (nullable): the idempotency key of the whole
 * @dry_run: whether each of them is only tried: `done` then says how many are possible, and there is no undo key
 *
 * Makes all of the moves in one transaction or none. Ends with wg_store_perform_batch_finish().
 */
void wg_store_perform_acts_async (
    WgStore *self, GPtrArray *acts, const char *key, gboolean dry_run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_undo_batch_async:
 * @act: whose undo it is: operator, behalf and desk
 * @undo_key: of a batch
 *
 * Takes back a whole batch in one transaction, or nothing of it.
 */
void wg_store_undo_batch_async (WgStore *self,
                                const WgAct *act,
                                const char *undo_key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
WgBatchResult *wg_store_undo_batch_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_resume_due_async:
 *
 * Takes the mark off every case whose suspension has ended by now.
 */
void wg_store_resume_due_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean wg_store_resume_due_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBatchResult, wg_batch_result_free)

G_END_DECLS
