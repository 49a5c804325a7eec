/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/* What the events are called. */
#define WG_CASE_RETIME_VERB "retime"

/**
 * wg_case_retime_find:
 * @work: a writer inside its transaction; its calendar was changed
 *
 * Finds the due times of all open cases with a running clock of office hours or working days anew.
 *
 * Returns: (transfer full): the cases whose due time moved, with the new one, for wg_case_retime_write().
 */
GPtrArray *wg_case_retime_find (WgStoreWork *work, GError **error);

/**
 * wg_case_retime_write:
 * @moved: (element-type WgCaseRecord): of wg_case_retime_find()
 * @operator_id: who changed the calendar
 *
 * Writes the new due times, and one event for each case.
 */
gboolean wg_case_retime_write (WgStoreWork *work, GPtrArray *moved, gint64 operator_id, GError **error);

G_END_DECLS
