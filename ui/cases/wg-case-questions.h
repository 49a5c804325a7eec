/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-act.h"
#include "wg-workflow.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WG_CASE_QUESTION_DEMANDS:
 *
 * The bits of #WgDemand that are asked for here.
 */
#define WG_CASE_QUESTION_DEMANDS                                                                                              \
  (WG_DEMAND_UNTIL | WG_DEMAND_REPLY_BY | WG_DEMAND_MASTER | WG_DEMAND_PERSON | WG_DEMAND_BELOW | WG_DEMAND_ROUTE      \
   | WG_DEMAND_CLASS | WG_DEMAND_FIELD | WG_DEMAND_FILE | WG_DEMAND_ANSWER | WG_DEMAND_STAGE | WG_DEMAND_REPORTER      \
   | WG_DEMAND_CALL | WG_DEMAND_VERDICT | WG_DEMAND_EVIDENCE)

/**
 * WgCaseQuestions:
 *
 * What a move asks for beside reason, words and place: a day, a case, a person, a class, a file, yes or no. One line each,
 * made anew for every move.
 *
 * Signals: `activated`: Enter was pressed in a line.
 */
#define WG_TYPE_CASE_QUESTIONS (wg_case_questions_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseQuestions, wg_case_questions, WG, CASE_QUESTIONS, GtkWidget)

/**
 * wg_case_questions_set_context:
 *
 * From now on the classes that can be chosen are those of the database.
 */
void wg_case_questions_set_context (WgCaseQuestions *self, WgContext *context);

/**
 * wg_case_questions_ask:
 * @move: the move; %NULL asks nothing
 * @record: the case
 * @now_ms: the time of the store
 * @zone: the zone of the district
 *
 * Shows the questions of @move, with the answers that go without saying.
 */
void wg_case_questions_ask (WgCaseQuestions *self, const WgMove *move, const WgCaseRecord *record, gint64 now_ms, GTimeZone *zone);

/**
 * wg_case_questions_focus:
 *
 * Returns: whether there is a question that takes the focus.
 */
gboolean wg_case_questions_focus (WgCaseQuestions *self);

/**
 * wg_case_questions_fill:
 * @act: gets the answers; a person by name and files by path are the caller's to look up
 *
 * Returns: whether every question was answered; the first one that was not takes the focus.
 */
gboolean wg_case_questions_fill (WgCaseQuestions *self, WgAct *act);

/**
 * wg_case_questions_get_name:
 *
 * Returns: (nullable): the name of the person or unit that was typed.
 */
const char *wg_case_questions_get_name (WgCaseQuestions *self);

/**
 * wg_case_questions_get_paths:
 *
 * Returns: (transfer none) (element-type utf8): the files that were chosen.
 */
GPtrArray *wg_case_questions_get_paths (WgCaseQuestions *self);

G_END_DECLS
