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
 * WgSearchRealm:
 * @WG_SEARCH_REALM_CASES: cases
 * @WG_SEARCH_REALM_BUILDINGS: buildings
 * @WG_SEARCH_REALM_FACILITIES: facilities
 * @WG_SEARCH_REALM_LINES: lines of layers
 * @WG_SEARCH_REALM_AREAS: areas of layers
 *
 * Terms of different realms are never the same, so that a question walks past nothing of another one.
 */
typedef enum
{
  WG_SEARCH_REALM_CASES,
  WG_SEARCH_REALM_BUILDINGS,
  WG_SEARCH_REALM_FACILITIES,
  WG_SEARCH_REALM_LINES,
  WG_SEARCH_REALM_AREAS,
  WG_SEARCH_N_REALMS
} WgSearchRealm;

/**
 * wg_search_make_terms:
 * @text: everything that can be found
 * @read: (nullable): the part of it that can be found by how it is read
 *
 * Returns: (transfer full): the terms of the index, blanks between.
 */
char *wg_search_make_terms (WgSearchRealm realm, const char *text, const char *read);

/**
 * wg_search_make_question:
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): an expression of terms that everything holding @text fulfils (and little else), or
 *   %NULL when there is nothing to ask.
 */
char *wg_search_make_question (WgSearchRealm realm, const char *text);

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

G_END_DECLS
