/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever has a telephone in one hand types 派1024王建国 with the other, with blanks or without, in whatever width the
 * input method left; the same few words mean the same moves everywhere.
 */

#include "wg-line.h"

#include "wg-error.h"
#include "wg-search-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  int verb;
  const char *words; /* the longest of one beginning first */
} Row;

static const Row rows[] = {
  { WG_VERB_ASSIGN, "assign|派遣|派|p" },
  { WG_VERB_REASSIGN, "reassign|改派|改" },
  { WG_VERB_FILE, "file|立案|立|f" },
  { WG_VERB_REJECT, "reject|不予立案|驳|x" },
  { WG_VERB_ACCEPT, "accept|接单|接|y" },
  { WG_VERB_BOUNCE, "bounce|退单|退|b" },
  { WG_VERB_DONE, "done|处置完成|完成|完|d" },
  { WG_VERB_PASS, "pass|结案|核查通过|结|j" },
  { WG_VERB_FAIL, "fail|返工|返|r" },
  { WG_VERB_REOPEN, "reopen|重开|重|o" },
  { WG_VERB_NOTE, "note|记录|记|n" },
  { WG_VERB_UNDO, "undo|撤销|撤|u" },
  { WG_VERB_MERGE, "merge|并案|并|m" },
  { WG_VERB_SUSPEND, "suspend|挂账|挂|s" },
  { WG_VERB_EXTEND, "extend|申请延期|延期|延|e" },
  { WG_LINE_GRID, "grid|网格|g" },
  { WG_LINE_SEARCH, "search|查找|查|?" },
};

gboolean
wg_line_is_blank (gunichar c)
{
  return c == ',' || c == ';' || c == 0x3001 || c == 0xff0c || c == 0xff1b || g_unichar_isspace (c);
}

static const char *
skip_blanks (const char *at)
{
  while (*at != '\0' && wg_line_is_blank (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

/* A word of Latin letters is whole where the letters end; one of Chinese characters may have the number right behind it. */
static gboolean
stands_alone (const char *word, const char *behind)
{
  return !g_ascii_isalpha (*word) || !g_unichar_isalpha (g_utf8_get_char (behind)) || g_unichar_get_script (g_utf8_get_char (behind)) == G_UNICODE_SCRIPT_HAN;
}

static const Row *
find_row (const char *folded, gsize *length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = g_strsplit (rows[i].words, "|", -1);

      for (char **word = words; *word != NULL; word++)
        {
          *length = strlen (*word);
          if (g_str_has_prefix (folded, *word) && stands_alone (*word, folded + *length))
            return &rows[i];
        }
    }
  return NULL;
}

static guint
measure_difference (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint corner = row[0];

      row[0] = (guint) i;
      for (gsize j = 1; j <= n; j++)
        {
          guint above = row[j];

          row[j] = MIN (MIN (row[j], row[j - 1]) + 1, corner + (a[i - 1] != b[j - 1]));
          corner = above;
        }
    }
  return row[n];
}

static void
set_unknown (const char *folded, GError **error)
{
  g_autofree char *word = g_strndup (folded, strcspn (folded, " ,0123456789"));
  const char *meant = NULL;

  if (*word == '\0' || strlen (word) > 40)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("The line begins with no verb. Nothing was done."));
      return;
    }
  for (gsize i = 0; meant == NULL && i < G_N_ELEMENTS (rows); i++)
    {
      if (measure_difference (word, wg_line_verb_to_nick (rows[i].verb)) <= 2)
        meant = wg_line_verb_to_nick (rows[i].verb);
    }
  if (meant != NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("No verb “%s”. Did you mean %s? Nothing was done."), word, meant);
  else
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("No verb “%s”. Nothing was done."), word);
}

/* @original is as long as @folded in characters, so that the rest keeps its letters as they were typed. */
static void
take_rest (WgLine *line, const char *original, const char *folded, const char *at)
{
  glong n = g_utf8_pointer_to_offset (folded, at);

  line->rest = *at != '\0' ? g_strstrip (g_strdup (g_utf8_offset_to_pointer (original, n))) : NULL;
  if (line->rest != NULL && *line->rest == '\0')
    g_clear_pointer (&line->rest, g_free);
}

WgLine *
wg_line_parse (const char *text, GError **error)
{
  g_autofree char *original = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *folded = wg_search_fold (original);
  g_autoptr (WgLine) line = g_new0 (WgLine, 1);
  const char *at = skip_blanks (folded);
  const Row *row;
  gsize length = 0;

  while (*at == '/' || *at == ':')
    at = skip_blanks (at + 1);
  row = find_row (at, &length);
  line->verb = row != NULL ? row->verb : WG_LINE_SHOW;
  if (row == NULL && !g_ascii_isdigit (*at))
    {
      set_unknown (at, error);
      return NULL;
    }
  line->word = g_strndup (at, row != NULL ? length : 0);
  at = skip_blanks (at + (row != NULL ? length : 0));
  length = line->verb >= WG_LINE_SHOW ? strspn (at, "0123456789-") : 0;
  line->digits = length > 0 ? g_strndup (at, length) : NULL;
  take_rest (line, original, folded, skip_blanks (at + length));
  return g_steal_pointer (&line);
}

WgLineChoice *
wg_line_choice_new (const char *insert, const char *label)
{
  WgLineChoice *self = g_new0 (WgLineChoice, 1);

  self->insert = g_strdup (insert);
  self->label = g_strdup (label);
  return self;
}

void
wg_line_choice_free (WgLineChoice *self)
{
  g_free (self->insert);
  g_free (self->label);
  g_free (self);
}

/* The first word that begins so; where nothing is typed the one of the screen. */
static const char *
choose_word (char **words, int verb, const char *folded)
{
  const char *label = verb >= 0 ? wg_verb_get_label ((WgVerb) verb) : NULL;

  if (*folded == '\0')
    return label != NULL && g_strv_contains ((const char *const *) words, label) ? label : words[0];
  for (char **word = words; *word != NULL; word++)
    {
      if (g_str_has_prefix (*word, folded))
        return *word;
    }
  return NULL;
}

GPtrArray *
wg_line_complete_verb (const char *typed, guint most)
{
  g_autofree char *folded = wg_search_fold (typed);
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_choice_free);

  for (gsize i = 0; i < G_N_ELEMENTS (rows) && choices->len < most; i++)
    {
      g_auto (GStrv) words = g_strsplit (rows[i].words, "|", -1);
      const char *word = choose_word (words, rows[i].verb, folded);
      g_autofree char *label = g_strjoinv (" · ", words);

      if (word != NULL)
        g_ptr_array_add (choices, wg_line_choice_new (word, label));
    }
  return choices;
}

void
wg_line_free (WgLine *self)
{
  g_free (self->word);
  g_free (self->digits);
  g_free (self->rest);
  g_free (self);
}

const char *
wg_line_verb_to_nick (int verb)
{
  switch (verb)
    {
    case WG_LINE_SHOW:
      return "show";
    case WG_LINE_GRID:
      return "grid";
    case WG_LINE_SEARCH:
      return "search";
    default:
      return wg_verb_to_nick ((WgVerb) verb);
    }
}
