/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * wg_later:
 * @context: (nullable): where; %NULL is the main context
 * @priority: for example %G_PRIORITY_DEFAULT
 * @func: called once, or again while it returns %G_SOURCE_CONTINUE
 * @data: handed to @func
 * @destroy: (nullable): frees @data, in @context as well
 *
 * Runs @func in the thread that iterates @context, never in the calling one: unlike g_main_context_invoke_full(), which
 * runs it at once wherever nobody happens to hold the context.
 */
void wg_later (GMainContext *context, int priority, GSourceFunc func, gpointer data, GDestroyNotify destroy);

/**
 * wg_later_unref:
 * @object: (transfer full): an object whose last reference must be dropped where @context is iterated
 */
void wg_later_unref (GMainContext *context, gpointer object);

/**
 * wg_later_run_in_thread:
 * @task: a task; what it holds belongs to the thread that iterates its context
 * @func: runs on another thread and returns a result through @task
 *
 * As g_task_run_in_thread(), but the other thread never drops the last reference of @task. Where it does, it also drops the
 * source object and the data of @task: a widget would be finalised beside the main loop, while that emits a signal to it.
 *
 * g_task_set_return_on_cancel() has no effect: @task is over when @func is.
 */
void wg_later_run_in_thread (GTask *task, GTaskThreadFunc func);

G_END_DECLS
