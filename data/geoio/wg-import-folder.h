/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The working folder of one import, below the user's cache folder. It lives until it is freed; one whose program died is
 * removed by wg_import_folder_clear_leftovers(), which wg_import_folder_new() calls as well.
 */
typedef struct _WgImportFolder WgImportFolder;

/**
 * wg_import_folder_new:
 * @error: return location
 *
 * Returns: (transfer full): an empty folder that only this user can read, or %NULL with %WG_ERROR_IO.
 */
WgImportFolder *wg_import_folder_new (GError **error);

/**
 * wg_import_folder_free:
 * @folder: (transfer full) (nullable): a folder, which is removed with everything in it
 */
void wg_import_folder_free (WgImportFolder *folder);

/**
 * wg_import_folder_get_path:
 * @folder: a folder
 *
 * Returns: its path.
 */
const char *wg_import_folder_get_path (const WgImportFolder *folder);

/**
 * wg_import_folder_clear_leftovers:
 *
 * Removes the folders of programs that were killed. Those of programs that are at work, here or elsewhere, stay.
 */
void wg_import_folder_clear_leftovers (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportFolder, wg_import_folder_free)

G_END_DECLS
