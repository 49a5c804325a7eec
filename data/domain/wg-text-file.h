/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_text_file_read:
 * @path: a small table that a person made, 16 MB at most
 * @error: %WG_ERROR_IO or %WG_ERROR_UNREADABLE
 *
 * Reads text in UTF-8, or in what a Chinese spreadsheet writes instead (GB18030).
 *
 * Returns: (transfer full) (nullable): the text in UTF-8.
 */
char *wg_text_file_read (const char *path, GError **error);

G_END_DECLS
