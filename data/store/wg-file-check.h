/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-driver.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The look at every page of a database file, on a thread and a connection of its own, so that other questions can be
 * asked meanwhile.
 */
typedef struct _WgFileCheck WgFileCheck;

/**
 * wg_file_check_start:
 * @driver: a prepared driver
 * @cancellable: (nullable): stops it at once
 *
 * Returns: (transfer full): the running check; to be ended by wg_file_check_join().
 */
WgFileCheck *wg_file_check_start (WgDriver *driver, GCancellable *cancellable);

/**
 * wg_file_check_join:
 * @self: (transfer full): a running check
 *
 * Waits for the end of the check.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong with the file, or %NULL with @error set when it could not be
 *   looked at.
 */
GPtrArray *wg_file_check_join (WgFileCheck *self, GError **error);

G_END_DECLS
