/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-formula.h"
#include "wg-indicators.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WG_EXPRESSION_SETTING:
 *
 * The setting that holds the expressions of a centre: a JSON object of name and formula.
 */
#define WG_EXPRESSION_SETTING "expressions"

/**
 * WG_EXPRESSION_FIT:
 *
 * The name of 契合度: not defined until the centre enters an expression for it.
 */
#define WG_EXPRESSION_FIT "fit"

/**
 * WgNamedFormula:
 *
 * An expression of the centre: what it is called, what was typed, and what that means.
 */
typedef struct
{
  char *name;
  char *text;
  WgFormula *formula;
} WgNamedFormula;

void wg_named_formula_free (WgNamedFormula *named);

/**
 * wg_expression_list:
 * @members: the setting
 *
 * Returns: (transfer full) (element-type WgNamedFormula): the expressions by name, or %NULL with %WG_ERROR_USAGE
 */
GPtrArray *wg_expression_list (JsonObject *members, GError **error);

/**
 * wg_expression_add:
 * @list: (element-type WgNamedFormula): of wg_expression_list()
 *
 * Adds one more.
 */
gboolean wg_expression_add (GPtrArray *list, const char *name, const char *text, GError **error);

/**
 * wg_expression_get_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): what may stand in an expression: every count that figures are made
 *   from, and every rate
 */
const char *const *wg_expression_get_names (void);

/**
 * wg_expression_check_name:
 *
 * Returns: whether an expression may be called so: letters, digits, `_` and Chinese characters, 40 bytes at most, and no
 *   figure that there is; else %WG_ERROR_USAGE
 */
gboolean wg_expression_check_name (const char *name, GError **error);

/**
 * wg_expression_parse:
 *
 * Returns: (transfer full) (nullable): the formula over wg_expression_get_names(), or %NULL with %WG_ERROR_USAGE
 */
WgFormula *wg_expression_parse (const char *text, GError **error);

/**
 * wg_expression_evaluate:
 * @tallies: (array fixed-size=WG_N_TALLIES): counts
 *
 * Returns: the value as a fraction; denominator 0 when it cannot be said
 */
WgFraction wg_expression_evaluate (const WgFormula *formula, const gint64 *tallies);

/**
 * wg_fraction_get_hundredths:
 *
 * Returns: the value in hundredths of a percent, %G_MININT64 when it cannot be said
 */
gint64 wg_fraction_get_hundredths (WgFraction fraction, WgRounding rounding);

G_END_DECLS
