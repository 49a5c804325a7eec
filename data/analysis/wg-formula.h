/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgFraction:
 * @numerator: any
 * @denominator: above 0; 0 when there is nothing to divide by, so that the value cannot be said
 *
 * An exact number.
 */
typedef struct
{
  gint64 numerator;
  gint64 denominator;
} WgFraction;

/**
 * WG_FORMULA_LONGEST:
 *
 * How many bytes a formula has at most.
 */
#define WG_FORMULA_LONGEST 1000

/**
 * WgFormula:
 *
 * A figure that a centre defines itself: numbers, names, `+ - * /`, parentheses, `min (…)` and `max (…)`. No loops, no
 * functions of its own, no way to anything outside of the names: whatever is typed, it ends and touches nothing.
 * Immutable.
 */
typedef struct _WgFormula WgFormula;

/**
 * wg_formula_parse:
 * @text: as typed; full-width signs and × ÷ are read as their half-width twins
 * @names: (array length=n_names): what may stand in it; the position is the index of its value
 *
 * Returns: (transfer full) (nullable): the formula, or %NULL with %WG_ERROR_USAGE and where it stops making sense
 */
WgFormula *wg_formula_parse (const char *text, const char *const *names, guint n_names, GError **error);
void wg_formula_free (WgFormula *formula);

/**
 * wg_formula_evaluate:
 * @values: (array): one for each name
 *
 * Computed in fractions of whole numbers: no result depends on how a processor rounds.
 *
 * Returns: the exact value in lowest terms; its denominator is 0 when something is divided by 0, when a name in use has no
 *   value, or when the numbers leave what 63 bits hold
 */
WgFraction wg_formula_evaluate (const WgFormula *formula, const WgFraction *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFormula, wg_formula_free)

G_END_DECLS
