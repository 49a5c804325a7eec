/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-json-writer.h"
#include "wg-store-cases.h"

G_BEGIN_DECLS

/**
 * wg_command_dossier_write:
 *
 * Writes the members `master` to `attachments` of `case show`.
 */
void wg_command_dossier_write (WgJsonWriter *out, const WgCaseFile *file);

/**
 * wg_command_dossier_append:
 *
 * The same as lines for a person; what there is none of is left out.
 */
void wg_command_dossier_append (GString *out, const WgCaseFile *file, GTimeZone *zone, gint64 now_ms);

G_END_DECLS
