/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_phone_mask:
 * @phone: (nullable): a telephone number as people write it, with spaces, dashes or a country code
 *
 * Keeps as little as a person needs to recognise a number he has before him: the first three and the last four digits
 * of 11 or more, the last four of 8 to 10, nothing of shorter ones. A country code +86 is left out.
 *
 * Returns: (transfer full): `138****2071`, `****1234`, `****`; empty for an empty @phone.
 */
char *wg_phone_mask (const char *phone);

/**
 * wg_pinyin_of_text:
 *
 * Returns: (transfer full): a title or an address in letters, without surnames being read as such; places whose characters
 *   are read otherwise elsewhere are read right.
 */
char *wg_pinyin_of_text (const char *text);

/**
 * wg_pinyin_text_initials:
 *
 * Returns: (transfer full): the first letters of that.
 */
char *wg_pinyin_text_initials (const char *text);

/**
 * wg_pinyin_is_syllable:
 *
 * Returns: whether the first @length bytes of @letters are a syllable of the table.
 */
gboolean wg_pinyin_is_syllable (const char *letters, gsize length);

/**
 * wg_person_name_mask:
 * @name: (nullable): the name of a person
 *
 * Keeps the surname of a Chinese name, of two characters where it is a compound one, and the first letter of any other;
 * a star for each character behind it, two at most, so that the length of a long name is not told.
 *
 * Returns: (transfer full): `周**`, `欧阳*`, `J**`; a single character becomes `*`; empty for an empty @name.
 */
char *wg_person_name_mask (const char *name);

/**
 * wg_pinyin_of:
 * @name: (nullable): the name of a person, in Han characters, Latin letters or both
 *
 * What is typed on a keyboard to find @name: syllables without tones, spaces and punctuation, small letters, `v` for ü.
 * Surnames have their reading as surnames (单 `shan`, 尉迟 `yuchi`). Characters the table does not know are kept.
 *
 * Returns: (transfer full): `zhoujianguo`; empty for an empty @name.
 */
char *wg_pinyin_of (const char *name);

/**
 * wg_pinyin_initials:
 * @name: (nullable): the name of a person, as in wg_pinyin_of()
 *
 * Returns: (transfer full): the first letter of every syllable and of every Latin word: `zjg`; digits, and characters
 *   the table does not know, are kept.
 */
char *wg_pinyin_initials (const char *name);

G_END_DECLS
