/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WG_FILE_KEEPER_MAX_BYTES:
 *
 * The largest file that is taken, unless the setting `attachment-max-mb` says otherwise.
 */
#define WG_FILE_KEEPER_MAX_BYTES (20 * 1024 * 1024)

/**
 * wg_file_keeper_take:
 * @folder: where kept files lie; made when it is missing
 * @path: a file of the user's
 * @max_bytes: how large it may be
 * @error: %WG_ERROR_NOT_FOUND, %WG_ERROR_REFUSED for what is no plain file, is empty, too large, or of another kind than
 *   pictures, films, sound, PDF and plain text; %WG_ERROR_IO
 *
 * Copies a file under the SHA-256 of its bytes, so that nothing in its name or in a later change of the original matters.
 * What it is, is told by its bytes. A link, a pipe or a device is not opened.
 *
 * Returns: (transfer full): the kept file.
 */
WgKeptFile *wg_file_keeper_take (const char *folder, const char *path, gint64 max_bytes, GError **error);

/**
 * wg_file_keeper_get_path:
 * @sha256: 64 hexadecimal digits
 *
 * Returns: (transfer full) (nullable): where that file lies; %NULL when @sha256 is none.
 */
char *wg_file_keeper_get_path (const char *folder, const char *sha256);

/**
 * wg_file_keeper_copy:
 * @folder: where kept files lie; it may be missing
 * @target: the same for a copy of the database; it must not be there
 * @cancellable: (nullable): stops it
 *
 * Copies every kept file. What cannot be copied ends it: %WG_ERROR_IO, or %WG_ERROR_EXISTS for @target; nothing is left behind.
 */
gboolean wg_file_keeper_copy (const char *folder, const char *target, GCancellable *cancellable, GError **error);

/**
 * wg_file_keeper_check:
 * @bytes: how many there should be
 *
 * Returns: whether the file is there, whole and unchanged.
 */
gboolean wg_file_keeper_check (const char *folder, const char *sha256, gint64 bytes);

/**
 * wg_file_keeper_clean_name:
 * @path: the path or name of a file, as bytes of any kind
 *
 * Returns: (transfer full): the name alone as valid UTF-8 for people to read: without control and direction characters and
 *   separators, and at most 120 characters long, the ending kept.
 */
char *wg_file_keeper_clean_name (const char *path);

G_END_DECLS
