/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-event.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgDayEdit:
 * @day: a day
 * @kind: what it is to be
 * @spans: (nullable): office hours of its own
 * @name: (nullable): why
 */
typedef struct
{
  gint32 day;
  WgDayKind kind;
  char *spans;
  char *name;
} WgDayEdit;

WgDayEdit *wg_day_edit_new (gint32 day, WgDayKind kind, const char *spans, const char *name);
void wg_day_edit_free (WgDayEdit *self);

/**
 * wg_store_load_calendar_async:
 * @at_ms: as it was known at this instant, milliseconds UTC
 *
 * Loads working days and office hours of the district.
 */
void wg_store_load_calendar_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_load_calendar_finish:
 *
 * Returns: (transfer full): the calendar, which is the caller's own.
 */
WgCalendar *wg_store_load_calendar_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_set_days_async:
 * @edits: (transfer full) (element-type WgDayEdit): days, each once
 * @operator_id: an administrator or duty officer
 * @file: (nullable): the name of the file they came from; then days that have begun are left as they are instead of refused
 * @key: (nullable): idempotency key
 *
 * Changes days that have not begun; what was counted stays. The due times of clocks that run in office hours or working days
 * are found anew in the same transaction, with one event for each case whose due time moved.
 */
void wg_store_set_days_async (WgStore *self,
                              GPtrArray *edits,
                              gint64 operator_id,
                              const char *file,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * wg_store_set_days_finish:
 *
 * Returns: (transfer full): the event; its fields tell `read`, `changed`, `unchanged`, `past` (left as they are because they
 *   have begun) and `cases` (whose due time moved).
 */
WgEvent *wg_store_set_days_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDayEdit, wg_day_edit_free)

G_END_DECLS
