/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-worker.h"

G_BEGIN_DECLS

/* What the office did after an instant is taken back from lists of the present. On a thread of the store. */

/**
 * wg_office_at_units:
 * @units: (element-type WgUnit): loses those added later; members and open cases become those of then
 */
gboolean wg_office_at_units (WgStoreWork *work, GPtrArray *units, gint64 at_ms, GError **error);

/**
 * wg_office_at_duties:
 * @duties: (element-type WgDuty): loses those entered later
 */
gboolean wg_office_at_duties (WgStoreWork *work, GPtrArray *duties, gint64 at_ms, GError **error);

/**
 * wg_office_at_operators:
 * @accounts: (element-type WgOperator): loses accounts added and roles begun later; a role that was ended later has no end
 */
gboolean wg_office_at_operators (WgStoreWork *work, GPtrArray *accounts, gint64 at_ms, GError **error);

G_END_DECLS
