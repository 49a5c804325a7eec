/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-paper.h"

G_BEGIN_DECLS

/**
 * wg_briefing_book_write:
 *
 * Writes the stored figures as a spreadsheet (XLSX), one table a sheet.
 *
 * Returns: whether @file was written, else %WG_ERROR_IO
 */
gboolean wg_briefing_book_write (const WgBriefingPaper *paper, const char *file, GError **error);

G_END_DECLS
