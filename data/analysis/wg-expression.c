/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an expression of the centre is made of the same counts as every other figure, under names that can be looked up. */

#include "wg-expression.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_NAMES (WG_N_TALLIES + WG_N_INDICATORS)
#define LONGEST_NAME 40
#define MOST (G_MAXINT64 / 20000) /* beyond it hundredths of a percent leave 63 bits */

/* The counts, then the rates; a count that is a figure too has one name. */
static guint
list_names (const char **names, int *what)
{
  guint n = 0;

  for (int i = 0; i < WG_N_TALLIES; i++)
    {
      names[n] = wg_tally_to_nick ((WgTally) i);
      what[n++] = i;
    }
  for (int i = 0; i < WG_N_INDICATORS; i++)
    {
      if (!wg_indicator_is_rate ((WgIndicator) i))
        continue;
      names[n] = wg_indicator_to_nick ((WgIndicator) i);
      what[n++] = WG_N_TALLIES + i;
    }
  names[n] = NULL;
  return n;
}

const char *const *
wg_expression_get_names (void)
{
  static const char *names[N_NAMES + 1];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      int what[N_NAMES];

      list_names (names, what);
      g_once_init_leave (&ready, 1);
    }
  return names;
}

gboolean
wg_expression_check_name (const char *name, GError **error)
{
  gboolean good = *name != '\0' && strlen (name) <= LONGEST_NAME && g_utf8_validate (name, -1, NULL);
  WgIndicator indicator;

  for (const char *at = name; good && *at != '\0'; at = g_utf8_next_char (at))
    good = g_unichar_isalnum (g_utf8_get_char (at)) || *at == '_';
  if (!good)
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("A name is made of letters, digits and “_”, at most %d bytes."), LONGEST_NAME);
  else if (wg_indicator_from_nick (name, &indicator) || g_strv_contains (wg_expression_get_names (), name))
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” is a figure already; choose another name."), name);
  else
    return TRUE;
  return FALSE;
}

WgFormula *
wg_expression_parse (const char *text, GError **error)
{
  const char *const *names = wg_expression_get_names ();

  return wg_formula_parse (text, names, g_strv_length ((char **) names), error);
}

void
wg_named_formula_free (WgNamedFormula *self)
{
  g_free (self->name);
  g_free (self->text);
  g_clear_pointer (&self->formula, wg_formula_free);
  g_free (self);
}

gboolean
wg_expression_add (GPtrArray *list, const char *name, const char *text, GError **error)
{
  WgFormula *formula = wg_expression_parse (text, error);
  WgNamedFormula *named;

  if (formula == NULL)
    return FALSE;
  named = g_new0 (WgNamedFormula, 1);
  named->name = g_strdup (name);
  named->text = g_strdup (text);
  named->formula = formula;
  g_ptr_array_add (list, named);
  return TRUE;
}

GPtrArray *
wg_expression_list (JsonObject *members, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_named_formula_free);
  g_autoptr (GList) names = json_object_get_members (members);

  for (GList *at = names; at != NULL; at = at->next)
    {
      if (!wg_expression_add (list, at->data, json_object_get_string_member_with_default (members, at->data, ""), error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

WgFraction
wg_expression_evaluate (const WgFormula *formula, const gint64 *tallies)
{
  const char *names[N_NAMES + 1];
  WgFraction values[N_NAMES];
  int what[N_NAMES];
  guint n = list_names (names, what);

  for (guint i = 0; i < n; i++)
    {
      if (what[i] < WG_N_TALLIES)
        values[i] = (WgFraction){ tallies[what[i]], 1 };
      else
        wg_indicator_get ((WgIndicator) (what[i] - WG_N_TALLIES), tallies, &values[i].numerator, &values[i].denominator);
    }
  return wg_formula_evaluate (formula, values);
}

gint64
wg_fraction_get_hundredths (WgFraction fraction, WgRounding rounding)
{
  if (fraction.denominator <= 0 || ABS (fraction.numerator / fraction.denominator) > MOST)
    return G_MININT64;
  return wg_percent_hundredths (fraction.numerator, fraction.denominator, rounding);
}
