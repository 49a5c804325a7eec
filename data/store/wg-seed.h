/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"

G_BEGIN_DECLS

/* Everything here runs on a connection's own thread. */

/**
 * wg_seed_database:
 * @connection: a writer inside its transaction, on a database without a district
 * @now_ms: the store's time
 *
 * Writes what every new database has: the district row, the event log, operators with their roles, the class catalogue
 * and the calendar.
 */
gboolean wg_seed_database (WgConnection *connection, gint64 now_ms, GError **error);

G_END_DECLS
