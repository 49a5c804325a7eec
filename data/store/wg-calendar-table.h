/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_work_get_calendar:
 *
 * Returns: (transfer full): working days and office hours of the district as they are known now.
 */
WgCalendar *wg_store_work_get_calendar (WgStoreWork *work, GError **error);

/**
 * wg_calendar_table_load:
 * @at_ms: an instant
 *
 * Returns: (transfer full): working days and office hours as they were known at @at_ms.
 */
WgCalendar *wg_calendar_table_load (WgStoreWork *work, gint64 at_ms, GError **error);

G_END_DECLS
