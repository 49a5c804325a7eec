/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an effect is shown before it happens; which state, which clock and which place among the proposed is said in the
 * words that the detail uses.
 */

#include "wg-command-words.h"

#include "wg-case-text.h"
#include "wg-suggestion.h"

#include <glib/gi18n-lib.h>

static const char *
get_verb_label (int verb)
{
  switch (verb)
    {
    case WG_LINE_SHOW:
      return _ ("Show");
    case WG_LINE_GRID:
      return _ ("Grid");
    case WG_LINE_SEARCH:
      return _ ("Search");
    default:
      return wg_verb_get_label ((WgVerb) verb);
    }
}

static void
add_part (GStrvBuilder *parts, const char *text)
{
  if (text != NULL && *text != '\0')
    g_strv_builder_add (parts, text);
}

char **
wg_command_words_list_parts (const WgLine *line, const WgLineResult *result)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *object = NULL;

  if (line == NULL)
    return g_strv_builder_end (parts);
  add_part (parts, get_verb_label (line->verb));
  if (result == NULL)
    return g_strv_builder_end (parts);
  object = result->title != NULL ? g_strdup_printf ("%s %s", result->number, result->title) : g_strdup (result->number);
  add_part (parts, object != NULL ? object : line->digits);
  add_part (parts, result->to);
  if (result->act != NULL && result->act->reason != NULL)
    add_part (parts, wg_reason_get_label (result->act->reason));
  if (result->act != NULL)
    add_part (parts, result->act->text);
  return g_strv_builder_end (parts);
}

static char *
tell_state (const WgLineResult *result)
{
  WgCaseState state;

  if (result->state == NULL || !wg_case_state_from_nick (result->state, &state))
    return g_strdup (result->preview);
  return g_strdup_printf (C_ ("state afterwards", "→ %s"), wg_case_state_get_label (state));
}

static char *
tell_clock (WgContext *context, const WgLineResult *result)
{
  g_autofree char *due = NULL;

  if (result->state == NULL || result->due_ms == WG_NO_TIME)
    return NULL;
  due = wg_case_text_format_time (context, result->due_ms);
  /* Translators: a clock of a case, and when it ends. */
  return g_strdup_printf (_ ("%s due %s"), wg_case_clock_get_label (result->clock), due);
}

static char *
tell_rank (const WgLineResult *result, GPtrArray *suggestions)
{
  if (result->act == NULL || suggestions == NULL || suggestions->len == 0 || result->act->to_person_id == WG_NO_ID)
    return NULL;
  for (guint i = 0; i < suggestions->len; i++)
    {
      const WgSuggestion *suggestion = g_ptr_array_index (suggestions, i);

      if (suggestion->person_id == result->act->to_person_id)
        return g_strdup_printf (_ ("proposed as number %u, %d points"), suggestion->rank, suggestion->score);
    }
  return g_strdup_printf (ngettext ("not the one proposed", "not among the %u proposed", suggestions->len), suggestions->len);
}

char *
wg_command_words_tell_effect (WgContext *context, const WgLineResult *result, GPtrArray *suggestions)
{
  g_autofree char *state = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *rank = NULL;
  GString *text;

  if (result->refusal != NULL)
    return g_strdup (result->refusal->message);
  if (result->ambiguous)
    return g_strdup (_ ("Several could be meant: choose one"));
  state = tell_state (result);
  clock = tell_clock (context, result);
  rank = tell_rank (result, suggestions);
  text = g_string_new (state);
  if (clock != NULL)
    g_string_append_printf (text, " · %s", clock);
  if (rank != NULL)
    g_string_append_printf (text, " · %s", rank);
  return g_string_free (text, FALSE);
}
