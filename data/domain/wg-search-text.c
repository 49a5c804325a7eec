/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: Chinese is written without blanks, so an index of words finds nothing; one of all pairs of characters finds every
 * part of every text. What it proposes is compared with the text itself afterwards, therefore it may propose too much and
 * must never leave anything out.
 */

#include "wg-search-text.h"

#include "wg-person-name.h"

#include <string.h>

#define DIGITS 4 /* of 5 bits, and one more: 21 bits of a character in five */
#define MOST_TERMS 48
#define MOST_READINGS 8

/* What a term begins with: of what is written, of how it is read. */
static const struct
{
  char written;
  char read;
} marks[WG_SEARCH_N_KINDS] = {
  [WG_SEARCH_CASES] = { 'w', 'i' },
  [WG_SEARCH_BUILDINGS] = { 'b', 's' },
  [WG_SEARCH_FACILITIES] = { 'f', 'g' },
  [WG_SEARCH_LINES] = { 'l', 'm' },
  [WG_SEARCH_AREAS] = { 'a', 'e' },
};

static gunichar
fold_character (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  if (c == 0x3000)
    c = ' ';
  return c >= 0x4e00 && c <= 0x9fff ? c : g_unichar_tolower (c);
}

/* Called for every text that is looked at: no allocation but the result, and ASCII goes byte by byte. */
char *
wg_search_fold (const char *text)
{
  char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *folded = g_malloc (strlen (valid) * 2 + 1);
  char *out = folded;

  for (const char *at = valid; *at != '\0';)
    {
      if ((guchar) *at < 0x80)
        *out++ = g_ascii_tolower (*at++);
      else
        {
          out += g_unichar_to_utf8 (fold_character (g_utf8_get_char (at)), out);
          at = g_utf8_next_char (at);
        }
    }
  *out = '\0';
  g_free (valid);
  return folded;
}

static gboolean
is_latin (gunichar c)
{
  return c < 0x80 && g_ascii_isalnum ((char) c);
}

static gboolean
meet (gunichar a, gunichar b)
{
  return (is_latin (a) && g_unichar_get_script (b) == G_UNICODE_SCRIPT_HAN) || (is_latin (b) && g_unichar_get_script (a) == G_UNICODE_SCRIPT_HAN);
}

char *
wg_search_space (const char *folded, gboolean apart)
{
  GString *text = g_string_sized_new (strlen (folded) + 8);
  gunichar before = 0;

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == ' ' && meet (before, g_utf8_get_char (g_utf8_next_char (at))))
        continue;
      if (apart && meet (before, c))
        g_string_append_c (text, ' ');
      g_string_append_unichar (text, c);
      before = c;
    }
  return g_string_free (text, FALSE);
}

/* %NULL for less than two characters. Takes @text. */
static char *
take_street (char *text)
{
  g_strstrip (text);
  if (g_utf8_strlen (text, -1) >= 2)
    return text;
  g_free (text);
  return NULL;
}

char *
wg_search_street (const char *folded)
{
  static const char digits[] = "0123456789";
  const char *number = folded + strcspn (folded, digits);
  char *street;

  if (*number == '\0')
    return NULL;
  street = take_street (g_strndup (folded, (gsize) (number - folded)));
  return street != NULL ? street : take_street (g_strdup (number + strspn (number, digits)));
}

const char *
wg_search_skip_area (const char *street)
{
  static const char *const areas[] = { "省", "市", "区", "县", "镇", "乡", "村", "街道" };
  const char *rest = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      const char *area = strstr (street, areas[i]);
      const char *behind = area != NULL ? area + strlen (areas[i]) : NULL;

      if (behind != NULL && (rest == NULL || behind < rest) && g_utf8_strlen (behind, -1) >= 2)
        rest = behind;
    }
  return rest;
}

static void
append_character (GString *terms, gunichar c)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuv";

  for (int i = DIGITS; i >= 0; i--)
    g_string_append_c (terms, digits[(c >> (5 * i)) & 31]);
}

/* Each character with the one behind it, the last one alone. */
static void
append_pairs (GString *terms, char mark, const char *folded)
{
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *next = g_utf8_next_char (at);

      if (terms->len > 0)
        g_string_append_c (terms, ' ');
      g_string_append_c (terms, mark);
      append_character (terms, g_utf8_get_char (at));
      if (*next != '\0')
        append_character (terms, g_utf8_get_char (next));
    }
}

char *
wg_search_make_terms (WgSearchKind kind, const char *text, const char *read)
{
  g_autofree char *folded = wg_search_fold (text);
  g_autofree char *initials = read != NULL ? wg_pinyin_text_initials (read) : NULL;
  GString *terms = g_string_sized_new (12 * strlen (folded));

  append_pairs (terms, marks[kind].written, folded);
  if (initials != NULL)
    append_pairs (terms, marks[kind].read, initials);
  return g_string_free (terms, FALSE);
}

/* A character alone is the beginning of every pair that it stands first in, and a term of its own at the end of a text. */
static char *
ask_for (const char *folded, char mark)
{
  GString *question = g_string_new (NULL);
  guint n_terms = 0;

  if (*g_utf8_next_char (folded) == '\0')
    {
      append_pairs (question, mark, folded);
      g_string_append_c (question, '*');
      return g_string_free (question, FALSE);
    }
  for (const char *at = folded; *g_utf8_next_char (at) != '\0' && n_terms < MOST_TERMS; at = g_utf8_next_char (at), n_terms++)
    {
      if (n_terms > 0)
        g_string_append_c (question, ' ');
      g_string_append_c (question, mark);
      append_character (question, g_utf8_get_char (at));
      append_character (question, g_utf8_get_char (g_utf8_next_char (at)));
    }
  return g_string_free (question, FALSE);
}

gboolean
wg_search_may_be_pinyin (const char *text)
{
  gsize n_letters = strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return n_letters >= 2 && text[n_letters] == '\0';
}

static gboolean
begins_a_syllable (const char *letters, gsize length)
{
  char longer[8];

  if (wg_pinyin_is_syllable (letters, length))
    return TRUE;
  /* What may follow one of these is always n, g, i, o, u, a or e. */
  for (const char *end = "aeiongu"; length < 5 && *end != '\0'; end++)
    {
      memcpy (longer, letters, length);
      longer[length] = *end;
      if (wg_pinyin_is_syllable (longer, length + 1) || (length < 4 && begins_a_syllable (longer, length + 1)))
        return TRUE;
    }
  return FALSE;
}

/* Every way to read @letters as syllables, the last of which may be unfinished, as the initials of each. */
static void
list_readings (const char *letters, GString *initials, GPtrArray *readings)
{
  gsize rest = strlen (letters);

  if (rest == 0)
    {
      if (initials->len >= 2 && readings->len < MOST_READINGS)
        g_ptr_array_add (readings, g_strdup (initials->str));
      return;
    }
  for (gsize length = MIN (rest, 6); length > 0 && readings->len < MOST_READINGS; length--)
    {
      if (!wg_pinyin_is_syllable (letters, length) && !(length == rest && begins_a_syllable (letters, length)))
        continue;
      g_string_append_c (initials, *letters);
      list_readings (letters + length, initials, readings);
      g_string_truncate (initials, initials->len - 1);
    }
}

static void
append_readings (GString *question, const char *folded, char mark)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) initials = g_string_new (NULL);

  g_ptr_array_add (readings, g_strdup (folded));
  if (strlen (folded) <= 24)
    list_readings (folded, initials, readings);
  for (guint i = 0; i < readings->len; i++)
    {
      g_autofree char *terms = ask_for (g_ptr_array_index (readings, i), mark);

      g_string_append_printf (question, " OR (%s)", terms);
    }
}

char *
wg_search_make_question (WgSearchKind kind, const char *text)
{
  g_autofree char *folded = wg_search_fold (text);
  g_autofree char *terms = NULL;
  GString *question;

  if (*folded == '\0')
    return NULL;
  terms = ask_for (folded, marks[kind].written);
  question = g_string_new (NULL);
  g_string_append_printf (question, "(%s)", terms);
  if (wg_search_may_be_pinyin (folded))
    append_readings (question, folded, marks[kind].read);
  return g_string_free (question, FALSE);
}

gboolean
wg_search_spells (const char *text, const char *folded)
{
  g_autofree char *initials = wg_pinyin_text_initials (text);
  g_autofree char *pinyin = NULL;

  if (strstr (initials, folded) != NULL)
    return TRUE;
  pinyin = wg_pinyin_of_text (text);
  return strstr (pinyin, folded) != NULL;
}

gboolean
wg_search_holds (const char *text, const char *folded)
{
  g_autofree char *own = wg_search_fold (text);

  return strstr (own, folded) != NULL || (wg_search_may_be_pinyin (folded) && wg_search_spells (own, folded));
}
