/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an event is written once and read for years, by people of both languages; a sentence kept in it would be in the
 * language of whoever happened to be warned.
 */

#include "wg-warning.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_VALUES 2

typedef struct
{
  const char *nick;
  const char *sentence;
  const char *blanks[MOST_VALUES];
} Row;

static const Row rows[WG_N_WARNINGS] = {
  [WG_WARNING_PLACE_UNKNOWN] = { "place_unknown", N_ ("The place of the case is not known."), { NULL } },
  [WG_WARNING_OUTSIDE] = { "outside", N_ ("The case lies outside all grids."), { NULL } },
  [WG_WARNING_NEAR_BORDER]
  = { "near_border", N_ ("The case lies {metres} m from the border of {grid}."), { "{metres}", "{grid}" } },
  [WG_WARNING_OTHER_GRID] = { "other_grid", N_ ("The case lies in another grid now; its holder was kept."), { NULL } },
  [WG_WARNING_ON_LEAVE] = { "on_leave", N_ ("The assignee is on leave."), { NULL } },
  [WG_WARNING_OFF_DUTY] = { "off_duty", N_ ("The assignee is off duty."), { NULL } },
  [WG_WARNING_NOT_ABOVE] = { "not_above", N_ ("The assignee stands at no grid above that of the case."), { NULL } },
  [WG_WARNING_NOT_FIRST] = { "not_first", N_ ("The first suggestion was {name}."), { "{name}" } },
  [WG_WARNING_NOBODY_THERE]
  = { "nobody_there", N_ ("Nobody follows the emergency on the scene: its grid has no keeper."), { NULL } },
  [WG_WARNING_NOT_APPOINTED]
  = { "not_appointed", N_ ("No time was appointed; the clock of the visit starts when it is assigned."), { NULL } },
  [WG_WARNING_CLOCK_BEHIND] = { "clock_behind",
                                N_ ("The clock of the computer is {minutes} min behind the newest entry of the history; the move is dated like that entry."),
                                { "{minutes}" } },
  [WG_WARNING_SIGNER_ELSEWHERE] = { "signer_elsewhere", N_ ("The signer keeps no post at the grid of the case."), { NULL } },
};

char *
wg_warning_keep (WgWarning warning, const char *first, const char *second)
{
  g_return_val_if_fail (warning < WG_N_WARNINGS, NULL);
  return g_strjoin (":", rows[warning].nick, first, first != NULL ? second : NULL, NULL);
}

char *
wg_warning_dup_nick (const char *kept)
{
  return g_strndup (kept, strcspn (kept, ":"));
}

/* A name may hold a colon, so only the last value may. */
static char *
fill (const Row *row, const char *values)
{
  GString *text = g_string_new (_ (row->sentence));
  int n = row->blanks[1] != NULL ? 2 : 1;
  g_auto (GStrv) parts = g_strsplit (values, ":", n);

  for (int i = 0; i < n && parts[i] != NULL && row->blanks[i] != NULL; i++)
    g_string_replace (text, row->blanks[i], parts[i], 1);
  return g_string_free (text, FALSE);
}

char *
wg_warning_tell (const char *kept)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length = strlen (rows[i].nick);

      if (strncmp (kept, rows[i].nick, length) == 0 && (kept[length] == ':' || kept[length] == '\0'))
        return fill (&rows[i], kept[length] == ':' ? kept + length + 1 : "");
    }
  return g_strdup (kept);
}

char **
wg_warning_tell_all (const char *const *kept)
{
  GPtrArray *told = g_ptr_array_new ();

  for (; *kept != NULL; kept++)
    g_ptr_array_add (told, wg_warning_tell (*kept));
  g_ptr_array_add (told, NULL);
  return (char **) g_ptr_array_free (told, FALSE);
}
