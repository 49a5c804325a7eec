/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-import-request.h"

G_BEGIN_DECLS

/**
 * wg_command_import_write_findings:
 * @findings: (nullable) (element-type WgImportFinding): what was found in a file
 *
 * Writes the key `findings` and its array.
 */
void wg_command_import_write_findings (WgJsonWriter *out, GPtrArray *findings);

/**
 * wg_command_import_take_profile:
 * @request: gets from the profile of `--profile` what was not said
 *
 * With the database open.
 */
gboolean wg_command_import_take_profile (WgCommandCall *call, WgImportRequest *request, GError **error);

/**
 * wg_command_import_keep_profile:
 *
 * Keeps what was said of @request under the name of `--save-profile`.
 */
gboolean
wg_command_import_keep_profile (WgCommandCall *call, const WgImportRequest *request, gint64 operator_id, GError **error);

G_END_DECLS
