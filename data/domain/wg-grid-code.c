/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a code is painted on doors and printed in notices; a wrong or a second one is not taken back. It is checked and
 * made in this one place.
 */

#include "wg-grid-code.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "wg-error.h"

#define DEFAULT_OBJECT "010000"

/* First two digits of GB/T 2260, from - to. */
static const int provinces[][2] = { { 11, 15 }, { 21, 23 }, { 31, 37 }, { 41, 46 }, { 50, 54 },
                                    { 61, 65 }, { 71, 71 }, { 81, 82 } };

static const struct
{
  const char *rule;
  const char *text;
} rules[] = {
  { "not_ascii_digits", N_ ("a code has only the digits 0 to 9") },
  { "length", N_ ("the code has the wrong number of digits") },
  { "object_code", N_ ("the first four digits are the kind of object and cannot be 0000") },
  { "province", N_ ("no province has this number") },
  { "district", N_ ("the digits of the city and of the district cannot be 00") },
  { "street", N_ ("streets are numbered from 001 to 599") },
  { "community", N_ ("the digits of the community cannot be 000") },
  { "sequence", N_ ("the sequence cannot be 000") },
  { "parent_mismatch", N_ ("the code is not of the community that the grid is in") },
  { "duplicate", N_ ("another grid in force has this code") },
  { "reused", N_ ("a grid that has ended had this code; a code is never used twice") },
  { "undivided_has_grids", N_ ("sequence 00 says that the community is not divided, but it has grids") },
  { "community_not_divided", N_ ("the community is in use undivided, with sequence 00") },
};

const char *
wg_grid_code_rule_to_text (const char *rule)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (g_str_equal (rules[i].rule, rule))
        return _ (rules[i].text);
    }
  return rule;
}

static int
number_at (const char *digits, guint n_digits)
{
  int number = 0;

  for (guint i = 0; i < n_digits; i++)
    number = number * 10 + digits[i] - '0';
  return number;
}

static gboolean
is_province (int number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (provinces); i++)
    {
      if (number >= provinces[i][0] && number <= provinces[i][1])
        return TRUE;
    }
  return FALSE;
}

/* @place: the twelve digits of the community, perhaps with more behind. */
static const char *
check_place (const char *place)
{
  int street = number_at (place + 6, 3);

  if (!is_province (number_at (place, 2)))
    return "province";
  if (number_at (place + 2, 2) == 0 || number_at (place + 4, 2) == 0)
    return "district";
  if (street < 1 || street > 599)
    return "street";
  return number_at (place + 9, 3) == 0 ? "community" : NULL;
}

static gboolean
are_digits (const char *text)
{
  return text[strspn (text, "0123456789")] == '\0';
}

/* Whether a code of 20 digits in the same community with (or without) a sequence of 00 is in use. */
static gboolean
community_has (GHashTable *used, const char *code, gboolean undivided)
{
  GHashTableIter iter;
  gpointer other;

  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &other, NULL))
    {
      const char *text = other;

      if (strlen (text) == 20 && strncmp (text + 6, code + 6, WG_GRID_CODE_COMMUNITY_DIGITS) == 0
          && g_str_has_suffix (text, "00") == undivided)
        return TRUE;
    }
  return FALSE;
}

static const char *
check_context (const char *code, guint pattern, const WgGridCodeContext *context)
{
  const char *place = pattern == 20 ? code + 6 : code;

  if (context->parent != NULL && strncmp (place, context->parent, WG_GRID_CODE_COMMUNITY_DIGITS) != 0)
    return "parent_mismatch";
  if (context->used != NULL && g_hash_table_contains (context->used, code))
    return "duplicate";
  if (context->retired != NULL && g_hash_table_contains (context->retired, code))
    return "reused";
  if (pattern != 20 || context->used == NULL)
    return NULL;
  if (g_str_has_suffix (code, "00"))
    return community_has (context->used, code, FALSE) ? "undivided_has_grids" : NULL;
  return community_has (context->used, code, TRUE) ? "community_not_divided" : NULL;
}

const char *
wg_grid_code_check (const char *code, guint pattern, const WgGridCodeContext *context)
{
  const char *rule;

  if (!are_digits (code))
    return "not_ascii_digits";
  if (strlen (code) != pattern)
    return "length";
  if (pattern == 20 && strncmp (code, "0000", 4) == 0)
    return "object_code";
  rule = check_place (pattern == 20 ? code + 6 : code);
  if (rule != NULL)
    return rule;
  if (pattern == 15 && number_at (code + 12, 3) == 0)
    return "sequence";
  return check_context (code, pattern, context);
}

static int
highest_in (GHashTable *codes, const char *community, guint pattern)
{
  GHashTableIter iter;
  gpointer code;
  int highest = 0;

  if (codes == NULL)
    return 0;
  g_hash_table_iter_init (&iter, codes);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    {
      const char *text = code;
      guint skip = pattern == 20 ? 6 : 0, n_digits = pattern == 20 ? 2 : 3;

      if (strlen (text) == pattern && are_digits (text)
          && strncmp (text + skip, community, WG_GRID_CODE_COMMUNITY_DIGITS) == 0)
        highest = MAX (highest, number_at (text + pattern - n_digits, n_digits));
    }
  return highest;
}

char *
wg_grid_code_propose (guint pattern, const char *object, const WgGridCodeContext *context, GError **error)
{
  const char *community = context->parent;
  int next, last = pattern == 20 ? 99 : 999;

  if (community == NULL || strlen (community) != WG_GRID_CODE_COMMUNITY_DIGITS || !are_digits (community)
      || check_place (community) != NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                   _ ("“%s” is no code of a community with 12 digits, so grids below it cannot be numbered."),
                   community == NULL ? "" : community);
      return NULL;
    }
  next = 1 + MAX (highest_in (context->used, community, pattern), highest_in (context->retired, community, pattern));
  if (next > last)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                   _ ("All sequence numbers of community %s have been used. Use the pattern with 15 digits, or renumber "
                      "the community."), community);
      return NULL;
    }
  return pattern == 20 ? g_strdup_printf ("%s%s%02d", object != NULL ? object : DEFAULT_OBJECT, community, next)
                       : g_strdup_printf ("%s%03d", community, next);
}
