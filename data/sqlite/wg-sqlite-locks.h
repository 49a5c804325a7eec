/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_sqlite_locks_install:
 *
 * From now on the file locks that SQLite takes in this process belong to its open files and not to the process, so that
 * nobody else who closes the same file lets go of them. Must be called before the first connection is opened; calling it
 * again does nothing.
 */
void wg_sqlite_locks_install (void);

G_END_DECLS
