/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"

G_BEGIN_DECLS

/**
 * wg_command_import_write_findings:
 * @findings: (nullable) (element-type WgImportFinding): what was found in a file
 *
 * Writes the key `findings` and its array.
 */
void wg_command_import_write_findings (WgJsonWriter *out, GPtrArray *findings);

G_END_DECLS
