/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgWorker:
 *
 * One database thread with one connection and a queue of work. The connection is opened by the first piece of work, so a
 * command that only writes never pays for a reader.
 */
typedef struct _WgWorker WgWorker;

/**
 * WgJobKind:
 * @WG_JOB_READ: one reading transaction around the function
 * @WG_JOB_WRITE: one writing transaction around the function
 * @WG_JOB_STEPS: the function handles its transactions
 */
typedef enum
{
  WG_JOB_READ,
  WG_JOB_WRITE,
  WG_JOB_STEPS,
} WgJobKind;

/**
 * WgWorkerIdle:
 *
 * Called on the thread of a worker every @interval_ms when there is no work, and after wg_worker_wake().
 */
typedef void (*WgWorkerIdle) (WgStoreWork *work, gpointer user_data);

WgWorker *wg_worker_new (WgStore *store, const char *name, WgAccess access);
void wg_worker_set_idle (WgWorker *self, guint interval_ms, WgWorkerIdle idle, gpointer user_data);

/**
 * wg_worker_push:
 * @task: (transfer full): returns the result of @func
 */
void wg_worker_push (WgWorker *self,
                     WgJobKind kind,
                     GTask *task,
                     WgStoreFunc func,
                     gpointer request,
                     GDestroyNotify request_free,
                     GDestroyNotify result_free);

void wg_worker_wake (WgWorker *self);

/**
 * wg_worker_free:
 *
 * Runs what is queued, then joins the thread.
 */
void wg_worker_free (WgWorker *self);

G_END_DECLS
