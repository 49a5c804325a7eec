/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-campaign.h"
#include "wg-command-call.h"
#include "wg-expression.h"

G_BEGIN_DECLS

/**
 * WgFigureQuestion:
 * @period: what is asked about
 * @kind: its length
 * @by: what else is told apart
 * @rounding: how percentages get two decimals
 * @depth: the level whose grids are told apart, 0 for the whole district
 * @campaign: (nullable): whose cases are meant
 * @tree: the grids of that time
 * @all: (element-type WgCaseHistory): of all cases
 * @histories: (element-type WgCaseHistory): of those that are meant
 * @begin_ms: from when on there are data, see wg_figures_get_begin()
 * @names: names of persons or units by id
 * @expressions: (element-type WgNamedFormula): of the centre, and of `--expression`
 *
 * What is asked of the figures, and everything needed to answer it.
 */
typedef struct
{
  WgPeriod period;
  WgPeriodKind kind;
  WgFiguresBy by;
  WgRounding rounding;
  int depth;
  WgCampaign *campaign;
  WgGridTree *tree;
  GPtrArray *all;
  GPtrArray *histories;
  gint64 begin_ms;
  GHashTable *names;
  GPtrArray *expressions;
} WgFigureQuestion;

void wg_figure_question_clear (WgFigureQuestion *question);

/**
 * wg_command_figures_load:
 * @question: (out): from `--period`, or `--from` and `--to`, known up to `--at`, or now; from `--level`, `--by`,
 *   `--rounding` (else as the district says), `--campaign`
 *
 * Returns: %FALSE with %WG_ERROR_USAGE when there is no period or it makes no sense.
 */
gboolean wg_command_figures_load (WgCommandCall *call, WgFigureQuestion *question, GError **error);

/**
 * wg_command_figures_get_rounding:
 * @at_ms: as of when the district is asked
 */
gboolean wg_command_figures_get_rounding (WgCommandCall *call, gint64 at_ms, WgRounding *rounding, GError **error);

/**
 * wg_command_figures_get_name:
 * @key: (nullable): of a row
 *
 * Returns: (transfer none) (nullable): what a person reads instead of it
 */
const char *wg_command_figures_get_name (const WgFigureQuestion *question, const char *key);

/**
 * wg_command_figures_format:
 * @is_rate: whether there is a denominator
 * @value: a count, or hundredths of a percent
 *
 * Returns: (transfer full): `911/972 = 93.72 %`, a dash for what cannot be said
 */
char *wg_command_figures_format (gboolean is_rate, gint64 numerator, gint64 denominator, gint64 value);

/**
 * wg_command_figures_write_hundredths:
 *
 * Writes a number with two decimals, or null.
 */
void wg_command_figures_write_hundredths (WgJsonWriter *out, const char *key, gint64 value);

/**
 * wg_command_figures_keep_cases:
 * @records: (element-type WgCaseRecord): cases; those that are not in the numerator of `--indicator` are taken out
 *
 * The way from a figure back to its cases: `--indicator`, its period, `--grid`, and what was told apart.
 */
gboolean wg_command_figures_keep_cases (WgCommandCall *call, GPtrArray *records, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgFigureQuestion, wg_figure_question_clear)

G_END_DECLS
