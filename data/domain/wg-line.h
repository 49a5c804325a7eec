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
 * WgLineChoice:
 * @insert: the word that means this and nothing else
 * @label: what it is, for people: "20261120-0042 Manhole cover missing", "7 Wang Jianguo"
 *
 * One thing that a word of a line can mean.
 */
typedef struct
{
  char *insert;
  char *label;
} WgLineChoice;

WgLineChoice *wg_line_choice_new (const char *insert, const char *label);
void wg_line_choice_free (WgLineChoice *self);

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
 * wg_line_is_blank:
 *
 * Returns: whether @c only separates words: blanks, commas, semicolons and 、 in either width.
 */
gboolean wg_line_is_blank (gunichar c);

/**
 * wg_line_complete_verb:
 * @typed: the beginning of a first word
 * @most: how many at most
 *
 * Returns: (transfer full) (element-type WgLineChoice): the words that a line can begin with and that begin so, one for each
 *   meaning; where nothing is typed, in the language of the screen.
 */
GPtrArray *wg_line_complete_verb (const char *typed, guint most);

/**
 * wg_line_verb_to_nick:
 *
 * Returns: (transfer none): the nick of a move, or `show`, `grid`, `search`.
 */
const char *wg_line_verb_to_nick (int verb);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLine, wg_line_free)

G_END_DECLS
