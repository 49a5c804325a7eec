/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: names and numbers of people are shown masked unless somebody asks for them on record, and operators find people
 * by typing pinyin or initials. Both need to know where a Chinese surname ends and how it is read; a table of the
 * common characters ships with the program, because a dependency of tens of megabytes for it would be out of measure.
 */

#include "wg-person-name.h"

#include "wg-csv.h"

#include <string.h>

#define STARS "****"
#define MAX_NAME_STARS 2
#define MOST_PLACE_BYTES 12

typedef struct
{
  GHashTable *syllables; /* gunichar -> "zhou" */
  GHashTable *surnames;  /* gunichar -> its reading as a surname, where that differs */
  GHashTable *compounds; /* "欧阳" -> "ou yang" */
  GHashTable *places;    /* "重庆" -> "chong qing", wherever it stands in a text */
} PinyinTable;

static void
add_characters (GHashTable *table, const char *characters, const char *pinyin)
{
  const char *interned = g_intern_string (pinyin);

  for (const char *at = characters; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_insert (table, GUINT_TO_POINTER (g_utf8_get_char (at)), (gpointer) interned);
}

static const PinyinTable *
load_table (void)
{
  g_autoptr (GPtrArray) rows = wg_csv_load ("pinyin.csv");
  PinyinTable *table = g_new0 (PinyinTable, 1);

  table->syllables = g_hash_table_new (NULL, NULL);
  table->surnames = g_hash_table_new (NULL, NULL);
  table->compounds = g_hash_table_new (g_str_hash, g_str_equal);
  table->places = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *const *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row[0], "any"))
        add_characters (table->syllables, row[2], row[1]);
      else if (g_str_equal (row[0], "surname"))
        add_characters (table->surnames, row[2], row[1]);
      else
        g_hash_table_insert (g_str_equal (row[0], "place") ? table->places : table->compounds, g_strdup (row[2]), g_strdup (row[1]));
    }
  return table;
}

/* Lives as long as the program. */
static const PinyinTable *
get_table (void)
{
  static gsize table = 0;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, (gsize) load_table ());
  return (const PinyinTable *) table;
}

/* Full-width letters become plain ones, and what is not UTF-8 is marked as such. */
static char *
normalise (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_strstrip (normal);
}

/* The reading of the compound surname at the start of a name with something behind it. */
static const char *
find_compound (const char *name, const char **rest)
{
  g_autofree char *start = NULL;
  const char *pinyin;

  if (g_utf8_strlen (name, -1) < 3)
    return NULL;
  start = g_utf8_substring (name, 0, 2);
  pinyin = g_hash_table_lookup (get_table ()->compounds, start);
  if (pinyin != NULL)
    *rest = g_utf8_offset_to_pointer (name, 2);
  return pinyin;
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

/* Writes one syllable of the pinyin, or the letter that stands for it. */
static void
append_syllable (GString *pinyin, const char *syllable, gboolean initials)
{
  g_string_append_len (pinyin, syllable, initials ? 1 : (gssize) strlen (syllable));
}

static void
append_compound (GString *pinyin, const char *compound, gboolean initials)
{
  g_auto (GStrv) syllables = g_strsplit (compound, " ", -1);

  for (char **syllable = syllables; *syllable != NULL; syllable++)
    append_syllable (pinyin, *syllable, initials);
}

static const char *
find_syllable (gunichar c, gboolean first)
{
  const PinyinTable *table = get_table ();
  const char *syllable = first ? g_hash_table_lookup (table->surnames, GUINT_TO_POINTER (c)) : NULL;

  return syllable != NULL ? syllable : g_hash_table_lookup (table->syllables, GUINT_TO_POINTER (c));
}

/* The reading of a place whose characters are read otherwise elsewhere, if one begins at @at. */
static const char *
find_place (const char *at, const char **rest)
{
  for (const char *end = at; *end != '\0';)
    {
      char word[MOST_PLACE_BYTES + 5] = { 0 };
      const char *pinyin;

      end = g_utf8_next_char (end);
      if (end - at > MOST_PLACE_BYTES)
        return NULL;
      memcpy (word, at, (gsize) (end - at));
      pinyin = g_hash_table_lookup (get_table ()->places, word);
      if (pinyin == NULL)
        continue;
      *rest = end;
      return pinyin;
    }
  return NULL;
}

static char *
spell (const char *name, gboolean initials, gboolean person)
{
  g_autofree char *normal = normalise (name);
  g_autoptr (GString) pinyin = g_string_new (NULL);
  const char *at = normal;
  const char *compound = person ? find_compound (normal, &at) : NULL;
  gboolean in_word = FALSE;

  if (compound != NULL)
    append_compound (pinyin, compound, initials);
  while (*at != '\0')
    {
      const char *next = g_utf8_next_char (at);
      gunichar c = g_unichar_tolower (g_utf8_get_char (at));
      const char *syllable = find_syllable (c, person && at == normal);
      gboolean letter = g_unichar_isalpha (c) && !is_han (c);
      const char *place = !person && is_han (c) ? find_place (at, &next) : NULL;

      at = next;
      if (place != NULL)
        {
          append_compound (pinyin, place, initials);
          in_word = FALSE;
          continue;
        }

      if (syllable != NULL)
        append_syllable (pinyin, syllable, initials);
      else if (g_unichar_isalnum (c) && !(initials && letter && in_word))
        g_string_append_unichar (pinyin, c);
      in_word = letter;
    }
  return g_string_free (g_steal_pointer (&pinyin), FALSE);
}

char *
wg_pinyin_of (const char *name)
{
  return spell (name, FALSE, TRUE);
}

char *
wg_pinyin_of_text (const char *text)
{
  return spell (text, FALSE, FALSE);
}

char *
wg_pinyin_text_initials (const char *text)
{
  return spell (text, TRUE, FALSE);
}

gboolean
wg_pinyin_is_syllable (const char *letters, gsize length)
{
  static gsize syllables = 0;
  char word[8] = { 0 };

  if (g_once_init_enter (&syllables))
    {
      GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);
      GHashTableIter iter;
      gpointer pinyin;

      g_hash_table_iter_init (&iter, get_table ()->syllables);
      while (g_hash_table_iter_next (&iter, NULL, &pinyin))
        g_hash_table_add (set, pinyin);
      g_once_init_leave (&syllables, (gsize) set);
    }
  if (length == 0 || length >= sizeof word)
    return FALSE;
  memcpy (word, letters, length);
  return g_hash_table_contains ((GHashTable *) syllables, word);
}

char *
wg_pinyin_initials (const char *name)
{
  return spell (name, TRUE, TRUE);
}

char *
wg_person_name_mask (const char *name)
{
  g_autofree char *normal = normalise (name);
  const char *rest = normal;
  g_autofree char *kept = NULL;
  glong n_hidden;

  if (normal[0] == '\0')
    return g_strdup ("");
  if (find_compound (normal, &rest) == NULL)
    rest = g_utf8_next_char (normal);
  n_hidden = g_utf8_strlen (rest, -1);
  if (n_hidden == 0)
    return g_strdup ("*");

  kept = g_strndup (normal, (gsize) (rest - normal));
  return g_strdup_printf ("%s%.*s", kept, (int) MIN (n_hidden, MAX_NAME_STARS), STARS);
}

static char *
list_digits (const char *phone)
{
  g_autofree char *normal = normalise (phone);
  GString *digits = g_string_new (NULL);

  for (const char *at = normal; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (digits, *at);
    }
  if (digits->len > 11 && (g_str_has_prefix (normal, "+86") || g_str_has_prefix (normal, "0086")))
    g_string_erase (digits, 0, normal[0] == '+' ? 2 : 4);
  return g_string_free (digits, FALSE);
}

char *
wg_phone_mask (const char *phone)
{
  g_autofree char *digits = list_digits (phone);
  gsize n_digits = strlen (digits);

  if (n_digits >= 11)
    return g_strdup_printf ("%.3s" STARS "%s", digits, digits + n_digits - 4);
  if (n_digits >= 8)
    return g_strdup_printf (STARS "%s", digits + n_digits - 4);
  return g_strdup (phone != NULL && phone[0] != '\0' ? STARS : "");
}
