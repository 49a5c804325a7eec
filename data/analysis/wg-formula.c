/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what 契合度 is, every centre decides for itself; a formula that its clerk types must be safe to keep, safe to count
 * with in a night job, and never answer with a number where there is none.
 *
 * The text becomes a list of steps for a stack: numbers and names are pushed, signs take two and push one.
 */

#include "wg-formula.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEEPEST 40 /* parentheses and signs in each other */
#define MOST_DIGITS 9

typedef enum
{
  STEP_NUMBER,
  STEP_NAME,
  STEP_ADD,
  STEP_SUBTRACT,
  STEP_MULTIPLY,
  STEP_DIVIDE,
  STEP_NEGATE,
  STEP_MIN,
  STEP_MAX,
} StepKind;

typedef struct
{
  StepKind kind;
  guint name;
  WgFraction number;
} Step;

struct _WgFormula
{
  GArray *steps;
  guint height; /* of the stack */
};

static const WgFraction nothing = { 0, 0 };

/* --- Reading --- */

typedef struct
{
  const char *text;
  const char *at;
  const char *const *names;
  guint n_names;
  GArray *steps;
  guint depth;
  GError **error;
} Reader;

static gboolean read_sum (Reader *self);

static gboolean
fail (Reader *self, const char *sentence)
{
  g_set_error (self->error, WG_ERROR, WG_ERROR_USAGE, _ ("The expression stops making sense at character %d: %s."),
               (int) g_utf8_strlen (self->text, self->at - self->text) + 1, sentence);
  return FALSE;
}

static void
skip_blanks (Reader *self)
{
  while (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r')
    self->at++;
}

static gboolean
take (Reader *self, char sign)
{
  skip_blanks (self);
  if (*self->at != sign)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
add_step (Reader *self, StepKind kind)
{
  Step step = { kind, 0, nothing };

  g_array_append_val (self->steps, step);
  return TRUE;
}

static gboolean
read_number (Reader *self)
{
  Step step = { STEP_NUMBER, 0, { 0, 1 } };
  guint n_digits = 0;
  gboolean fraction = FALSE;

  for (; g_ascii_isdigit (*self->at) || (*self->at == '.' && !fraction); self->at++)
    {
      if (*self->at == '.')
        {
          fraction = TRUE;
          continue;
        }
      if (++n_digits > MOST_DIGITS)
        return fail (self, _ ("a number has nine digits at most"));
      step.number.numerator = step.number.numerator * 10 + (*self->at - '0');
      step.number.denominator *= fraction ? 10 : 1;
    }
  if (n_digits == 0)
    return fail (self, _ ("a number has a digit"));
  g_array_append_val (self->steps, step);
  return TRUE;
}

/* min (a, b, …) and max (a, b, …) */
static gboolean
read_choice (Reader *self, StepKind kind)
{
  if (!take (self, '('))
    return fail (self, _ ("“(” is missing"));
  if (!read_sum (self))
    return FALSE;
  while (take (self, ','))
    {
      if (!read_sum (self))
        return FALSE;
      add_step (self, kind);
    }
  return take (self, ')') || fail (self, _ ("“)” is missing"));
}

static gboolean
read_name (Reader *self)
{
  const char *from = self->at;
  g_autofree char *word = NULL;
  Step step = { STEP_NAME, 0, nothing };

  while (g_ascii_isalnum (*self->at) || *self->at == '_')
    self->at++;
  word = g_strndup (from, (gsize) (self->at - from));
  if (g_str_equal (word, "min") || g_str_equal (word, "max"))
    return read_choice (self, g_str_equal (word, "min") ? STEP_MIN : STEP_MAX);
  while (step.name < self->n_names && !g_str_equal (self->names[step.name], word))
    step.name++;
  if (step.name == self->n_names)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("“%s” is no figure"), word);

      self->at = from;
      return fail (self, sentence);
    }
  g_array_append_val (self->steps, step);
  return TRUE;
}

static gboolean
read_atom (Reader *self)
{
  skip_blanks (self);
  if (g_ascii_isdigit (*self->at) || *self->at == '.')
    return read_number (self);
  if (g_ascii_isalpha (*self->at))
    return read_name (self);
  if (!take (self, '('))
    return fail (self, *self->at == '\0' ? _ ("something is missing at the end") : _ ("a number, a figure or “(” is expected"));
  return read_sum (self) && (take (self, ')') || fail (self, _ ("“)” is missing")));
}

static gboolean
read_signed (Reader *self)
{
  gboolean read;

  if (++self->depth > DEEPEST)
    return fail (self, _ ("too many parentheses in each other"));
  if (take (self, '-'))
    read = read_signed (self) && add_step (self, STEP_NEGATE);
  else
    read = read_atom (self);
  self->depth--;
  return read;
}

static gboolean
read_product (Reader *self)
{
  if (!read_signed (self))
    return FALSE;
  for (;;)
    {
      gboolean times = take (self, '*');

      if (!times && !take (self, '/'))
        return TRUE;
      if (!read_signed (self))
        return FALSE;
      add_step (self, times ? STEP_MULTIPLY : STEP_DIVIDE);
    }
}

static gboolean
read_sum (Reader *self)
{
  if (!read_product (self))
    return FALSE;
  for (;;)
    {
      gboolean plus = take (self, '+');

      if (!plus && !take (self, '-'))
        return TRUE;
      if (!read_product (self))
        return FALSE;
      add_step (self, plus ? STEP_ADD : STEP_SUBTRACT);
    }
}

/* Signs of a Chinese keyboard, one character for one. */
static char *
narrow (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);

      if (letter >= 0xff01 && letter <= 0xff5e)
        letter -= 0xfee0;
      else if (letter == 0xd7)
        letter = '*';
      else if (letter == 0xf7)
        letter = '/';
      else if (letter == 0x3000)
        letter = ' ';
      else if (letter == 0x2212)
        letter = '-';
      g_string_append_unichar (out, letter);
    }
  return g_string_free (out, FALSE);
}

static guint
measure_height (const GArray *steps)
{
  guint height = 0, highest = 1;

  for (guint i = 0; i < steps->len; i++)
    {
      StepKind kind = g_array_index (steps, Step, i).kind;

      if (kind == STEP_NUMBER || kind == STEP_NAME)
        height++;
      else if (kind != STEP_NEGATE)
        height--;
      highest = MAX (highest, height);
    }
  return highest;
}

WgFormula *
wg_formula_parse (const char *text, const char *const *names, guint n_names, GError **error)
{
  g_autofree char *narrowed = NULL;
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (Step));
  Reader reader = { NULL, NULL, names, n_names, steps, 0, error };
  WgFormula *self;

  if (strlen (text) > WG_FORMULA_LONGEST || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("An expression is a text of at most %d bytes."), WG_FORMULA_LONGEST);
      return NULL;
    }
  narrowed = narrow (text);
  reader.text = reader.at = narrowed;
  if (!read_sum (&reader))
    return NULL;
  skip_blanks (&reader);
  if (*reader.at != '\0')
    {
      fail (&reader, _ ("a sign is expected"));
      return NULL;
    }
  self = g_new0 (WgFormula, 1);
  self->height = measure_height (steps);
  self->steps = g_steal_pointer (&steps);
  return self;
}

void
wg_formula_free (WgFormula *self)
{
  g_array_unref (self->steps);
  g_free (self);
}

/* --- Counting --- */

/* Lowest terms with a denominator above 0, or nothing when it does not fit. */
static WgFraction
reduce (__int128 numerator, __int128 denominator)
{
  __int128 a = numerator < 0 ? -numerator : numerator, b = denominator < 0 ? -denominator : denominator;

  if (denominator == 0)
    return nothing;
  while (b != 0)
    {
      __int128 rest = a % b;

      a = b;
      b = rest;
    }
  numerator /= a;
  denominator /= a;
  if (denominator < 0)
    {
      numerator = -numerator;
      denominator = -denominator;
    }
  if (numerator > G_MAXINT64 || numerator < -G_MAXINT64 || denominator > G_MAXINT64)
    return nothing;
  return (WgFraction){ (gint64) numerator, (gint64) denominator };
}

/* a / b ± c / d; each product fits 126 bits, so their sum fits 127. */
static WgFraction
add (WgFraction a, WgFraction b, int sign)
{
  return reduce ((__int128) a.numerator * b.denominator + sign * ((__int128) b.numerator * a.denominator), (__int128) a.denominator * b.denominator);
}

static gboolean
is_less (WgFraction a, WgFraction b)
{
  return (__int128) a.numerator * b.denominator < (__int128) b.numerator * a.denominator;
}

static WgFraction
combine (StepKind kind, WgFraction a, WgFraction b)
{
  if (a.denominator == 0 || b.denominator == 0)
    return nothing;
  switch (kind)
    {
    case STEP_ADD:
      return add (a, b, 1);
    case STEP_SUBTRACT:
      return add (a, b, -1);
    case STEP_MULTIPLY:
      return reduce ((__int128) a.numerator * b.numerator, (__int128) a.denominator * b.denominator);
    case STEP_DIVIDE:
      return reduce ((__int128) a.numerator * b.denominator, (__int128) a.denominator * b.numerator);
    case STEP_MIN:
      return is_less (b, a) ? b : a;
    case STEP_MAX:
      return is_less (a, b) ? b : a;
    case STEP_NUMBER:
    case STEP_NAME:
    case STEP_NEGATE:
    default:
      return nothing;
    }
}

WgFraction
wg_formula_evaluate (const WgFormula *self, const WgFraction *values)
{
  g_autofree WgFraction *stack = g_new (WgFraction, self->height);
  guint n = 0;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      if (step->kind == STEP_NUMBER)
        stack[n++] = reduce (step->number.numerator, step->number.denominator);
      else if (step->kind == STEP_NAME)
        stack[n++] = reduce (values[step->name].numerator, values[step->name].denominator);
      else if (step->kind == STEP_NEGATE)
        stack[n - 1].numerator = -stack[n - 1].numerator;
      else
        {
          stack[n - 2] = combine (step->kind, stack[n - 2], stack[n - 1]);
          n--;
        }
    }
  return stack[0];
}
