/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgPaintJob:
 * @key: what is wanted; two jobs with one key are the same work
 * @priority: lower comes first
 * @request: (transfer full): handed to the worker
 */
typedef struct
{
  guint64 key;
  double priority;
  gpointer request;
} WgPaintJob;

/**
 * WgPaintFunc:
 * @request: (transfer none): from the job
 *
 * Does the work. Runs on a worker thread.
 *
 * Returns: (transfer full): the result.
 */
typedef gpointer (*WgPaintFunc) (gpointer request);

/**
 * WgPaintDone:
 * @key: from the job
 * @request: (transfer none): from the job
 * @result: (transfer full): of the #WgPaintFunc
 *
 * Takes a result. Runs on the main thread, before the next frame is drawn.
 */
typedef void (*WgPaintDone) (guint64 key, gpointer request, gpointer result, gpointer user_data);

/**
 * WgPaintQueue:
 *
 * Work for the painting threads. The one who wants pictures says again and again everything that is wanted now; what is
 * no longer in that list and has not been begun is dropped, so the threads never paint what is out of sight. Main
 * thread only, but for the functions that the workers run.
 */
typedef struct _WgPaintQueue WgPaintQueue;

/**
 * wg_paint_queue_new:
 * @n_threads: how many work at once, 1 at least
 * @func: does the work
 * @done: takes the results
 * @user_data: for @done
 * @request_free: frees requests
 * @result_free: frees a result that comes after wg_paint_queue_free()
 */
WgPaintQueue *wg_paint_queue_new (guint n_threads,
                                  WgPaintFunc func,
                                  WgPaintDone done,
                                  gpointer user_data,
                                  GDestroyNotify request_free,
                                  GDestroyNotify result_free);

/**
 * wg_paint_queue_replace:
 * @jobs: (element-type WgPaintJob): everything that is wanted now; emptied. Jobs whose key is being worked on are
 * passed over, and all but the most wanted of those with one key
 *
 * Forgets what was wanted before.
 */
void wg_paint_queue_replace (WgPaintQueue *queue, GArray *jobs);

/**
 * wg_paint_queue_is_running:
 *
 * Returns: whether @key is being worked on, or its result has not been handed over.
 */
gboolean wg_paint_queue_is_running (WgPaintQueue *queue, guint64 key);

/**
 * wg_paint_queue_get_n:
 *
 * Returns: how many jobs wait, are being worked on, or have results not handed over.
 */
guint wg_paint_queue_get_n (WgPaintQueue *queue);

/**
 * wg_paint_queue_free:
 *
 * Drops what waits, lets the work end that is being done and frees its result. The #WgPaintDone is not called again.
 */
void wg_paint_queue_free (WgPaintQueue *queue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPaintQueue, wg_paint_queue_free)

G_END_DECLS
