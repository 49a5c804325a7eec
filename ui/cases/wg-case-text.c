/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a number, a place and a limit are said in many places of the window; they must be said in the same words. */

#include "wg-case-text.h"

#include "wg-class-catalogue.h"
#include "wg-person-name.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define NO_BREAK_SPACE 0x00a0
#define WORD_JOINER 0x2060

static gboolean
is_filled (const char *text)
{
  return text != NULL && *text != '\0';
}

const char *
wg_case_text_get_title (const WgCaseRecord *record)
{
  if (is_filled (record->title))
    return record->title;
  return is_filled (record->class_text) ? record->class_text : record->number;
}

char *
wg_case_text_format_grid (WgContext *context, const WgCaseRecord *record)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (context));
  guint index;

  if (record->grid_id == WG_NO_ID)
    return g_strdup (wg_case_record_has_place (record) ? _ ("outside all grids") : _ ("place not known"));
  index = grids != NULL ? wg_grid_tree_find_by_id (grids, record->grid_id) : WG_GRID_NONE;
  if (index == WG_GRID_NONE)
    return g_strdup (_ ("a grid no longer in force"));
  return g_strdup (wg_grid_tree_get_grid (grids, index)->name);
}

char *
wg_case_text_format_line (WgContext *context, const WgCaseRecord *record)
{
  g_autofree char *grid = wg_case_text_format_grid (context, record);

  if (!is_filled (record->address))
    return g_strdup_printf ("%s · %s", record->number, grid);
  return g_strdup_printf ("%s · %s · %s", record->number, record->address, grid);
}

char *
wg_case_text_format_state (const WgCaseRecord *record)
{
  if (wg_case_record_is_suspended (record))
    return g_strdup (_ ("Suspended"));
  return g_strdup (wg_case_state_get_label (record->state));
}

char *
wg_case_text_format_left (WgContext *context, const WgCaseRecord *record)
{
  if (wg_case_record_is_suspended (record))
    {
      g_autofree char *until = wg_case_text_format_time (context, record->suspended_until_ms);

      return g_strdup_printf (_ ("suspended until %s"), until);
    }
  if (!wg_case_state_is_open (record->state))
    return g_strdup (wg_case_state_get_label (record->state));
  if (record->due_ms == WG_NO_TIME)
    return g_strdup (_ ("no limit"));
  return wg_time_format_left (record->due_ms - wg_context_get_now (context));
}

WgUrgency
wg_case_text_get_urgency (const WgCaseRecord *record, gint64 now_ms)
{
  if (!wg_case_record_is_backlog (record) || record->due_ms == WG_NO_TIME)
    return WG_URGENCY_NONE;
  if (wg_case_record_is_overdue (record, now_ms))
    return WG_URGENCY_OVERDUE;
  return record->warn_ms != WG_NO_TIME && record->warn_ms <= now_ms ? WG_URGENCY_WARN : WG_URGENCY_CALM;
}

const char *
wg_case_text_get_mark (WgUrgency urgency)
{
  return urgency == WG_URGENCY_OVERDUE ? "!" : urgency == WG_URGENCY_WARN ? "▲" : "";
}

const char *
wg_case_text_get_css_class (WgUrgency urgency)
{
  return urgency == WG_URGENCY_OVERDUE ? "overdue" : urgency == WG_URGENCY_WARN ? "warn" : NULL;
}

char *
wg_case_text_format_sentence (WgContext *context, const WgCaseRecord *record)
{
  g_autofree char *state = wg_case_text_format_state (record);
  g_autofree char *left = wg_case_text_format_left (context, record);
  g_autofree char *grid = wg_case_text_format_grid (context, record);

  /* Translators: what a screen reader says of a case: number, title, state, time left, grid. */
  return g_strdup_printf (_ ("%s, %s, %s, %s, %s"), record->number, wg_case_text_get_title (record), state, left, grid);
}

char *
wg_case_text_format_class (const WgCaseRecord *record)
{
  char *name = wg_class_catalogue_format_of_case (record->class_code, record->class_text);

  return name != NULL ? name : g_strdup (_ ("no class"));
}

static char *
format_time (WgContext *context, gint64 ms, WgTimeForm form)
{
  if (ms == WG_NO_TIME)
    return g_strdup ("");
  return wg_time_format_local (ms, wg_store_get_zone (wg_context_get_store (context)), wg_context_get_now (context), form);
}

char *
wg_case_text_format_time (WgContext *context, gint64 ms)
{
  return format_time (context, ms, WG_TIME_SHORT);
}

char *
wg_case_text_format_full_time (WgContext *context, gint64 ms)
{
  return format_time (context, ms, WG_TIME_FULL);
}

/* Between letters of one word there is no end of a line anyway, and a blank that keeps needs no help. */
static gboolean
may_break_between (char before, char after)
{
  return before != ' ' && after != ' ' && !(g_ascii_isalnum (before) && g_ascii_isalnum (after));
}

char *
wg_case_text_keep_whole (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " · ", -1);
  GString *whole = g_string_new (NULL);

  for (char **part = parts; *part != NULL; part++)
    {
      for (const char *at = *part; *at != '\0'; at = g_utf8_next_char (at))
        {
          if (at != *part && may_break_between (at[-1], *at))
            g_string_append_unichar (whole, WORD_JOINER);
          g_string_append_unichar (whole, *at == ' ' ? NO_BREAK_SPACE : g_utf8_get_char (at));
        }
      if (part[1] != NULL)
        {
          g_string_append_unichar (whole, NO_BREAK_SPACE);
          g_string_append (whole, "· ");
        }
    }
  return g_string_free (whole, FALSE);
}

char *
wg_case_text_format_reporter (const WgCaseReporter *reporter, gboolean masked)
{
  g_autofree char *name = masked ? wg_person_name_mask (reporter->name) : g_strdup (reporter->name);
  g_autofree char *phone = masked ? wg_phone_mask (reporter->phone) : g_strdup (reporter->phone);

  if (reporter->anonymous)
    return g_strdup (_ ("anonymous"));
  if (name == NULL || *name == '\0')
    return g_strdup (phone != NULL && *phone != '\0' ? phone : _ ("not stated"));
  return phone != NULL && *phone != '\0' ? g_strdup_printf ("%s · %s", name, phone) : g_steal_pointer (&name);
}
