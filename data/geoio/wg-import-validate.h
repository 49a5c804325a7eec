/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-report.h"
#include "wg-staging.h"

G_BEGIN_DECLS

/**
 * wg_import_validate:
 * @path: a staging file
 * @kind: what it must hold
 * @error: return location
 *
 * Believes nothing: the file must be whole, must be ours, must have exactly our tables, must say that it is complete,
 * and its counts must agree with each other and with its rows. Blocks; call it off the main thread.
 *
 * Returns: (transfer full): what the file says about itself, or %NULL with %WG_ERROR_DAMAGED.
 */
WgImportReport *wg_import_validate (const char *path, WgImportKind kind, GError **error);

G_END_DECLS
