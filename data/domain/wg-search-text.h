/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How text is made comparable for the search, and what an index of it holds: every pair of neighbouring characters of
 * what is written, and of the initials of how it is read. The terms are plain letters and digits, so that nothing in a
 * text or a question can mean anything to the index.
 */

/**
 * wg_search_fold:
 *
 * Returns: (transfer full): @text in small letters, full-width ones in half; character by character, so that a part of a
 *   text stays a part of it.
 */
char *wg_search_fold (const char *text);

/**
 * wg_search_space:
 * @folded: see wg_search_fold()
 * @apart: whether a blank stands where Chinese meets Latin letters or digits
 *
 * Some write 北苑路 13 号 and some 北苑路13号.
 *
 * Returns: (transfer full): the same text with a blank at each such place, or at none.
 */
char *wg_search_space (const char *folded, gboolean apart);

/**
 * wg_search_street:
 * @folded: an address
 *
 * Returns: (transfer full) (nullable): what stands before the number of the house, or behind it where it comes first; %NULL when
 *   there is no number, or nothing of two characters about it.
 */
char *wg_search_street (const char *folded);

/**
 * wg_search_skip_area:
 * @street: what wg_search_street() said, or what this said
 *
 * Returns: (nullable): the part of @street behind the first name of a town, a district or the like; %NULL when nothing of two
 *   characters is left.
 */
const char *wg_search_skip_area (const char *street);

/**
 * WgSearchKind:
 * @WG_SEARCH_CASES: cases
 * @WG_SEARCH_BUILDINGS: buildings
 * @WG_SEARCH_FACILITIES: facilities
 * @WG_SEARCH_LINES: lines of layers
 * @WG_SEARCH_AREAS: areas of layers
 *
 * What the index of the search holds. Terms of different kinds are never the same, so that a question walks past nothing of
 * another one.
 */
typedef enum
{
  WG_SEARCH_CASES,
  WG_SEARCH_BUILDINGS,
  WG_SEARCH_FACILITIES,
  WG_SEARCH_LINES,
  WG_SEARCH_AREAS,
  WG_SEARCH_N_KINDS
} WgSearchKind;

/**
 * wg_search_make_terms:
 * @text: everything that can be found
 * @read: (nullable): the part of it that can be found by how it is read
 *
 * Returns: (transfer full): the terms of the index, blanks between.
 */
char *wg_search_make_terms (WgSearchKind kind, const char *text, const char *read);

/**
 * wg_search_make_question:
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): an expression of terms that everything holding @text fulfils (and little else), or
 *   %NULL when there is nothing to ask.
 */
char *wg_search_make_question (WgSearchKind kind, const char *text);

/**
 * wg_search_may_be_pinyin:
 *
 * Returns: whether @text is two small or capital letters or more, and nothing else.
 */
gboolean wg_search_may_be_pinyin (const char *text);

/**
 * wg_search_spells:
 * @text: an address, a title
 * @folded: folded letters
 *
 * Returns: whether the pinyin or the initials of @text hold @folded.
 */
gboolean wg_search_spells (const char *text, const char *folded);

/**
 * wg_search_holds:
 * @text: a name, a code
 * @folded: what is looked for, folded
 *
 * Returns: whether @text holds @folded, or is read like it.
 */
gboolean wg_search_holds (const char *text, const char *folded);

G_END_DECLS
