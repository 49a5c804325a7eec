/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-words.h"

G_BEGIN_DECLS

/* What a line begins with beside the moves of the workflow. */
#define WG_LINE_SHOW (-1)
#define WG_LINE_GRID (-2)
#define WG_LINE_SEARCH (-3)

/**
 * WgLine:
 * @verb: a #WgVerb, or %WG_LINE_SHOW (a bare number), %WG_LINE_GRID, %WG_LINE_SEARCH
 * @word: (nullable): the word that said so
 * @digits: (nullable): the case as it was typed: its number, or the digits that it ends with
 * @rest: (nullable): what follows: a person, a unit, a reason, a text, a grid
 *
 * One line of the command line in the window, taken apart: verb, object, rest.
 */
typedef struct
{
  int verb;
  char *word;
  char *digits;
  char *rest;
} WgLine;

/**
 * wg_line_parse:
 * @text: as typed; full-width letters, digits and signs in front of the rest are read as their half-width twins
 *
 * Returns: (transfer full): the parts, or %NULL with %WG_ERROR_NOT_FOUND (with the verb that was perhaps meant) when the
 *   first word is no verb.
 */
WgLine *wg_line_parse (const char *text, GError **error);
void wg_line_free (WgLine *self);

/**
 * wg_line_verb_to_nick:
 *
 * Returns: (transfer none): the nick of a move, or `show`, `grid`, `search`.
 */
const char *wg_line_verb_to_nick (int verb);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLine, wg_line_free)

G_END_DECLS
