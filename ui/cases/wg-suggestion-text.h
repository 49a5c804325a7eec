/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-suggestion.h"

G_BEGIN_DECLS

/**
 * wg_suggestion_text_format_terms:
 *
 * Returns: (transfer full): the terms and what each is worth: "own grid A +50 · on duty +20 · 3 in hand +7".
 */
char *wg_suggestion_text_format_terms (const WgSuggestion *self);

/**
 * wg_suggestion_text_format_who:
 *
 * Returns: (transfer full): what the person is: "Grid worker · platform of Heping".
 */
char *wg_suggestion_text_format_who (const WgSuggestion *self);

G_END_DECLS
