/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wg-staging.h"

G_BEGIN_DECLS

/* How well the name of a field fits a column of ours: 0 = not at all, higher is better. Only names are looked at.
 * @may_be_cut: its format knows no long names, so that @field may be the beginning of one.
 */
int wg_geo_guess_rank (WgImportKind kind, const char *ours, const char *field, gboolean may_be_cut);

/* The state that a foreign word obviously means, or NULL. */
const char *wg_geo_guess_state (const char *foreign);

/* @text in lower case, with blanks, hyphens and underscores taken for one blank. (transfer full) */
char *wg_geo_guess_fold_state (const char *text);

G_END_DECLS
