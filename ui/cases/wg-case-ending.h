/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"
#include "wg-case-class.h"
#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgCaseEnding:
 *
 * What a class asks for or allows beside the report: the appointed time of a visit, and that it was solved on the spot, by
 * whom and how. What a class does not allow is not shown.
 *
 * Signal: `changed`.
 */
#define WG_TYPE_CASE_ENDING (wg_case_ending_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseEnding, wg_case_ending, WG, CASE_ENDING, GtkWidget)

/**
 * wg_case_ending_set_context:
 * @context: gives the people; once only
 */
void wg_case_ending_set_context (WgCaseEnding *self, WgContext *context);

/**
 * wg_case_ending_set_class:
 * @item: (nullable): the class of the case
 */
void wg_case_ending_set_class (WgCaseEnding *self, const WgCaseClass *item);

/**
 * wg_case_ending_check:
 * @say: whether what is missing is said
 *
 * Returns: whether nothing is missing; what is shows as an invalid time, an unknown person or an empty result.
 */
gboolean wg_case_ending_check (WgCaseEnding *self, gboolean say);

/**
 * wg_case_ending_get_field:
 *
 * Returns: (transfer none): what takes the focus when something is missing.
 */
GtkWidget *wg_case_ending_get_field (WgCaseEnding *self);

/**
 * wg_case_ending_fill:
 * @act: the report; made one that is closed at once when it was solved on the spot
 */
void wg_case_ending_fill (WgCaseEnding *self, WgAct *act);

/**
 * wg_case_ending_keep:
 * @draft: the name of a draft
 */
void wg_case_ending_keep (WgCaseEnding *self, const char *draft);
void wg_case_ending_bring (WgCaseEnding *self, const char *draft);
void wg_case_ending_clear (WgCaseEnding *self);
gboolean wg_case_ending_is_empty (WgCaseEnding *self);

G_END_DECLS
