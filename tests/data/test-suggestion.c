/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever is proposed must follow the rule of the centres whatever load, way and skill say, and the same people must
 * come in the same order every time.
 */

#include "wg-suggestion.h"

#include <math.h>

static WgSuggestion
make_random (gint64 id)
{
  WgSuggestion person = { .person_id = id };

  person.tie = (WgTie) g_test_rand_int_range (WG_TIE_NONE, WG_TIE_A + 1);
  person.presence = (WgPresence) g_test_rand_int_range (0, 3);
  person.open_cases = g_test_rand_int_range (0, 30);
  person.distance_m = person.tie == WG_TIE_NONE ? g_test_rand_double_range (0, 20000) : 0;
  person.skill = g_test_rand_bit ();
  wg_suggestion_weigh (&person, FALSE, NULL);
  return person;
}

static int
get_class (const WgSuggestion *person)
{
  gboolean here = person->presence == WG_PRESENCE_HERE;

  return here && person->tie == WG_TIE_A ? 2 : here && person->tie == WG_TIE_B ? 1 : 0;
}

static void
test_keepers_first (void)
{
  for (int i = 0; i < 20000; i++)
    {
      WgSuggestion a = make_random (1);
      WgSuggestion b = make_random (2);
      int sum = 0;

      for (guint k = 0; k < WG_N_TERMS; k++)
        sum += a.points[k];
      g_assert_cmpint (a.score, ==, sum);
      if (get_class (&a) > get_class (&b))
        g_assert_cmpint (wg_suggestion_compare (&a, &b), <, 0);
      g_assert_cmpint (wg_suggestion_compare (&a, &b), ==, -wg_suggestion_compare (&b, &a));
    }
}

/* Without a place nobody is nearer than anybody else; the rule stays. */
static void
test_without_a_place (void)
{
  WgSuggestion a = { .person_id = 9, .tie = WG_TIE_A, .open_cases = 99, .distance_m = NAN };
  WgSuggestion b = { .person_id = 1, .tie = WG_TIE_B, .skill = TRUE, .distance_m = NAN };
  WgSuggestion other = { .person_id = 2, .tie = WG_TIE_OTHER, .skill = TRUE, .distance_m = NAN };

  wg_suggestion_weigh (&a, FALSE, NULL);
  wg_suggestion_weigh (&b, FALSE, NULL);
  wg_suggestion_weigh (&other, FALSE, NULL);
  g_assert_cmpint (wg_suggestion_compare (&a, &b), <, 0);
  b.open_cases = 99;
  wg_suggestion_weigh (&b, FALSE, NULL);
  g_assert_cmpint (wg_suggestion_compare (&b, &other), <, 0);
}

static void
test_coordination_looks_up (void)
{
  WgSuggestion keeper = { .person_id = 1, .tie = WG_TIE_A };
  WgSuggestion above = { .person_id = 2, .tie = WG_TIE_ABOVE, .open_cases = 9 };

  wg_suggestion_weigh (&keeper, TRUE, NULL);
  wg_suggestion_weigh (&above, TRUE, NULL);
  g_assert_cmpint (wg_suggestion_compare (&above, &keeper), <, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/suggestion/keepers-first", test_keepers_first);
  g_test_add_func ("/domain/suggestion/without-a-place", test_without_a_place);
  g_test_add_func ("/domain/suggestion/coordination-looks-up", test_coordination_looks_up);
  return g_test_run ();
}
