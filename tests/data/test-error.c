/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain carries the way out, and survives being copied and propagated. */

#include "wg-error.h"
#include "wg-words.h"

#include <gio/gio.h>

static void
test_allowed (void)
{
  const char *const allowed[] = { "accept", "bounce", NULL };
  g_autoptr (GError) error = g_error_new_literal (WG_ERROR, WG_ERROR_REFUSED, "No.");
  g_autoptr (GError) copy = NULL;

  g_assert_null (wg_error_get_allowed (error));
  wg_error_set_allowed (error, allowed);
  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_cmpstrv (wg_error_get_allowed (copy), allowed);
  g_assert_cmpstr (wg_error_code_to_nick (copy), ==, "refused");
}

static void
test_foreign (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "x");

  g_assert_cmpstr (wg_error_code_to_nick (cancelled), ==, "cancelled");
  g_assert_cmpstr (wg_error_code_to_nick (other), ==, "io");
  g_assert_null (wg_error_get_allowed (other));
}

static void
test_words (void)
{
  for (int i = 0; i < WG_N_VERBS; i++)
    {
      WgVerb verb = WG_N_VERBS;

      g_assert_true (wg_verb_from_nick (wg_verb_to_nick ((WgVerb) i), &verb));
      g_assert_cmpint (verb, ==, i);
    }
  for (int i = 0; i < WG_N_DESK_ROLES; i++)
    {
      WgRole role = 0;

      g_assert_true (wg_role_from_nick (wg_role_to_nick ((WgRole) (1 << i)), &role));
      g_assert_cmpint (role, ==, 1 << i);
    }
  g_assert_false (wg_role_from_nick ("assignee", NULL));
  g_assert_false (wg_case_state_from_nick ("open", NULL));
  g_assert_false (wg_verb_from_nick (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/allowed", test_allowed);
  g_test_add_func ("/error/foreign", test_foreign);
  g_test_add_func ("/words/round-trip", test_words);
  return g_test_run ();
}
