/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_sqlite_replace:
 * @path: a database in WAL mode, or nothing yet
 * @successor: (nullable): a whole database that nobody has open, in the same folder
 * @error: return location
 *
 * Puts @successor in the place of the database at @path, in one step: whoever opens @path finds the one or the other,
 * never a half, and never the log of the one beside the other. Refused with %WG_ERROR_BUSY while anybody has @path open.
 * Without @successor it only looks whether that is so. Both files are as before when it fails.
 */
gboolean wg_sqlite_replace (const char *path, const char *successor, GError **error);

/**
 * wg_sqlite_is_folded:
 * @path: a database that nobody has open
 *
 * The last connection folds the log into the file when it closes, but nobody hears of it when there was no room for that.
 * A file that still has a log must not be renamed: its content would stay behind.
 */
gboolean wg_sqlite_is_folded (const char *path, GError **error);

G_END_DECLS
