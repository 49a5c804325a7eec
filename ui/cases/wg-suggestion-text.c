/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: why somebody is proposed is read in half a second beside a ringing telephone: words and points, the same in the
 * list and for a screen reader.
 */

#include "wg-suggestion-text.h"

#include "wg-person.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static char *
tell_tie (const WgSuggestion *self)
{
  switch (self->tie)
    {
    case WG_TIE_A:
    case WG_TIE_B:
      return g_strdup_printf (_ ("own grid %s"), wg_tie_to_nick (self->tie));
    case WG_TIE_SECTION:
      /* Translators: of somebody: answers for this street or river. */
      return g_strdup_printf (_ ("chief of %s"), self->section);
    case WG_TIE_OTHER:
      return g_strdup (_ ("own grid"));
    case WG_TIE_ABOVE:
    case WG_TIE_FURTHER:
      return g_strdup_printf (_ ("grid %s above"), self->grid_name);
    case WG_TIE_NONE:
    default:
      return NULL;
    }
}

static char *
tell_presence (const WgSuggestion *self)
{
  switch (self->presence)
    {
    case WG_PRESENCE_OFF_DUTY:
      return g_strdup (_ ("off duty"));
    case WG_PRESENCE_ON_LEAVE:
      return g_strdup (_ ("on leave"));
    case WG_PRESENCE_HERE:
    default:
      return g_strdup (_ ("on duty"));
    }
}

static char *
tell_way (const WgSuggestion *self)
{
  if (isnan (self->distance_m))
    return NULL;
  if (self->distance_m >= 1000)
    return g_strdup_printf (_ ("%.1f km"), self->distance_m / 1000);
  return g_strdup_printf (_ ("%.0f m"), self->distance_m);
}

char *
wg_suggestion_text_format_terms (const WgSuggestion *self)
{
  g_autofree char *load = g_strdup_printf (ngettext ("%d in hand", "%d in hand", (gulong) self->open_cases), (int) self->open_cases);
  g_autofree char *tie = tell_tie (self);
  g_autofree char *presence = tell_presence (self);
  g_autofree char *way = tell_way (self);
  const char *const terms[WG_N_TERMS] = { tie, presence, load, way, self->skill ? _ ("skill") : NULL };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < WG_N_TERMS; i++)
    {
      if (terms[i] != NULL)
        g_string_append_printf (text, "%s%s %+d", text->len > 0 ? " · " : "", terms[i], self->points[i]);
    }
  return g_string_free (text, FALSE);
}

char *
wg_suggestion_text_format_who (const WgSuggestion *self)
{
  const char *kind = wg_person_kind_get_label (self->kind);

  return self->unit_name != NULL ? g_strdup_printf ("%s · %s", kind, self->unit_name) : g_strdup (kind);
}
