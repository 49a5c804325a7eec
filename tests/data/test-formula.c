/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Expressions of a centre: exact, against a second evaluator that builds its own tree, and never anything but an answer or a
 * refusal whatever is typed.
 */

#include "wg-error.h"
#include "wg-formula.h"

#include <math.h>
#include <string.h>

static const char *const names[] = { "closed", "received", "satisfied" };
static const WgFraction values[] = { { 96237, 1 }, { 98115, 1 }, { 0, 0 } };

static WgFraction
evaluate (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgFormula) formula = wg_formula_parse (text, names, G_N_ELEMENTS (names), &error);

  g_assert_no_error (error);
  return wg_formula_evaluate (formula, values);
}

static void
check (const char *text, gint64 numerator, gint64 denominator)
{
  WgFraction found = evaluate (text);

  if (found.numerator != numerator || found.denominator != denominator)
    g_error ("%s is %" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, text, found.numerator, found.denominator);
}

static void
refuse (const char *text, const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgFormula) formula = wg_formula_parse (text, names, G_N_ELEMENTS (names), &error);

  g_assert_null (formula);
  g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
  if (where != NULL && strstr (error->message, where) == NULL)
    g_error ("%s: %s", text, error->message);
}

static void
test_values (void)
{
  check ("1 + 2 * 3", 7, 1);
  check ("(1 + 2) * 3", 9, 1);
  check ("10 - 4 - 3", 3, 1);
  check ("16 / 4 / 2", 2, 1);
  check ("-2 * -3", 6, 1);
  check ("--5", 5, 1);
  check ("0.1 + 0.2", 3, 10);
  check ("1/3 + 1/6", 1, 2);
  check ("min(3, 1/2, 2)", 1, 2);
  check ("max(-1, -2)", -1, 1);
  check ("closed / received", 32079, 32705);
  check ("（closed－１）×２÷received", 192472, 98115);
}

/* A number that is not there is not 0. */
static void
test_not_sayable (void)
{
  g_assert_cmpint (evaluate ("1 / 0").denominator, ==, 0);
  g_assert_cmpint (evaluate ("closed / (received - received)").denominator, ==, 0);
  g_assert_cmpint (evaluate ("0 * (1 / 0)").denominator, ==, 0);
  g_assert_cmpint (evaluate ("max(1, satisfied)").denominator, ==, 0);
  g_assert_cmpint (evaluate ("999999999*999999999*999999999").denominator, ==, 0);
  check ("999999999*999999999/999999999", 999999999, 1);
}

static void
test_refusals (void)
{
  static const char *const wrong[] = { "", " ", "1 +", "(1", "1)", "1 2", "min(", "min 1", "max(1,)", "closed received", ".", "1..2", "*1", "1 $ 2", "system(1)", "1234567890", "closed.x" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    refuse (wrong[i], NULL);
  refuse ("closed / 满意", " 10");
  refuse ("closed / happy", "“happy”");
  refuse ("\xff", NULL);
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 400; i++)
    g_string_append_c (text, i % 2 == 0 ? '(' : '-');
  refuse (text->str, NULL);
  g_string_set_size (text, 0);
  for (guint i = 0; i < WG_FORMULA_LONGEST + 1; i++)
    g_string_append_c (text, '1');
  refuse (text->str, NULL);
}

/* A random expression of small numbers beside its value in floating point; NAN where something is divided by 0. */
static double
write_random (GString *text, int depth)
{
  static const char signs[] = "+-*/";
  int what = depth > 0 ? g_test_rand_int_range (0, 7) : 6;
  double a, b;

  if (what == 6)
    {
      int number = g_test_rand_int_range (0, 8);

      g_string_append_printf (text, "%d", number);
      return number;
    }
  if (what == 5)
    {
      g_string_append (text, "-(");
      a = -write_random (text, depth - 1);
      g_string_append_c (text, ')');
      return a;
    }
  g_string_append (text, what == 4 ? "max(" : "(");
  a = write_random (text, depth - 1);
  g_string_append_c (text, what == 4 ? ',' : signs[what]);
  b = write_random (text, depth - 1);
  g_string_append_c (text, ')');
  if (isnan (a) || isnan (b) || (what == 3 && b == 0.0))
    return NAN;
  return what == 0 ? a + b : what == 1 ? a - b : what == 2 ? a * b : what == 3 ? a / b : MAX (a, b);
}

static void
test_random (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_said = 0;

  for (guint i = 0; i < 5000; i++)
    {
      WgFraction found;
      double expected;

      g_string_set_size (text, 0);
      expected = write_random (text, 4);
      if (text->len > WG_FORMULA_LONGEST)
        continue;
      found = evaluate (text->str);
      /* Where floating point is off by its rounding, a difference may be 0 here and 1e-17 there. */
      if (isnan (expected) || found.denominator == 0)
        continue;
      n_said++;
      g_assert_cmpfloat (fabs ((double) found.numerator / (double) found.denominator - expected), <=, 1e-6 * MAX (1.0, fabs (expected)));
    }
  g_assert_cmpuint (n_said, >, 2000);
}

/* Bytes of the right alphabet in any order: refused or counted, nothing else. */
static void
test_fuzz (void)
{
  static const char *const pieces[] = { "closed", "received", "satisfied", "min", "max", "(", ")", ",", "+", "-", "*", "/", "1", "0", ".", "999999999", " ", "（", "×", "\xe7", "満" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 50000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgFormula) formula = NULL;
      int n = g_test_rand_int_range (0, 14);

      g_string_set_size (text, 0);
      for (int k = 0; k < n; k++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      formula = wg_formula_parse (text->str, names, G_N_ELEMENTS (names), &error);
      g_assert_true ((formula != NULL) == (error == NULL));
      if (formula != NULL)
        g_assert_cmpint (wg_formula_evaluate (formula, values).denominator, >=, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formula/values", test_values);
  g_test_add_func ("/formula/not-sayable-is-not-nought", test_not_sayable);
  g_test_add_func ("/formula/refused-with-the-place", test_refusals);
  g_test_add_func ("/formula/too-deep", test_deep);
  g_test_add_func ("/formula/random-against-floating-point", test_random);
  g_test_add_func ("/formula/any-text", test_fuzz);
  return g_test_run ();
}
