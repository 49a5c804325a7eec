/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * wg_let_go:
 * @data: (transfer full): no longer needed
 * @free_data: frees it; on another thread
 *
 * Frees what takes longer to free than a frame lasts, such as the records of a year.
 */
void wg_let_go (gpointer data, GDestroyNotify free_data);

G_END_DECLS
