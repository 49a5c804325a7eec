/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgCaseDetail:
 *
 * What is known of the selected case, what is allowed, and who should go. It follows the selection; a change made
 * elsewhere shows in place and leaves what is being typed alone.
 */
#define WG_TYPE_CASE_DETAIL (wg_case_detail_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseDetail, wg_case_detail, WG, CASE_DETAIL, GtkWidget)

/**
 * wg_case_detail_set_context:
 *
 * For templates. To be called once.
 */
void wg_case_detail_set_context (WgCaseDetail *self, WgContext *context);

/**
 * wg_case_detail_show_number:
 * @number: a case that need not be on the board: a closed one
 *
 * Shows it until the selection changes.
 */
void wg_case_detail_show_number (WgCaseDetail *self, const char *number);

/**
 * wg_case_detail_read_number:
 *
 * Shows a case that is not among the live ones; the selection stays.
 */
void wg_case_detail_read_number (WgCaseDetail *self, const char *number);

/**
 * wg_case_detail_show_refusal:
 * @number: a case
 * @text: why a move of it was refused
 *
 * Shows that case and says it there.
 */
void wg_case_detail_show_refusal (WgCaseDetail *self, const char *number, const char *text);

/**
 * wg_case_detail_get_record:
 *
 * Returns: (transfer none) (nullable): the case shown.
 */
WgCaseRecord *wg_case_detail_get_record (WgCaseDetail *self);

/**
 * wg_case_detail_do_verb:
 * @verb: a move; made at once when it demands nothing, else its form opens and takes the focus. A move that is not
 *   allowed says why
 */
void wg_case_detail_do_verb (WgCaseDetail *self, WgVerb verb);

/**
 * wg_case_detail_assign_nth:
 * @n: 0 for the first person of the list
 */
void wg_case_detail_assign_nth (WgCaseDetail *self, guint n);

/**
 * wg_case_detail_step_back:
 *
 * Returns: whether an open form was left.
 */
gboolean wg_case_detail_step_back (WgCaseDetail *self);

/**
 * wg_case_detail_open_ledger:
 *
 * Unfolds where the time of the case went.
 */
void wg_case_detail_open_ledger (WgCaseDetail *self);

/**
 * wg_case_detail_reveal_reporter:
 *
 * Shows the reporter unmasked for 30 seconds.
 */
void wg_case_detail_reveal_reporter (WgCaseDetail *self);

/**
 * wg_case_detail_get_actions:
 *
 * Returns: (transfer none): an action for every verb, named by its nick, enabled when it is allowed; to be inserted as
 *   `case` above everything that shows one.
 */
GActionGroup *wg_case_detail_get_actions (WgCaseDetail *self);

/**
 * wg_case_detail_make_menu:
 *
 * Returns: (transfer full): the legal moves of the case shown, for a context menu.
 */
GMenuModel *wg_case_detail_make_menu (WgCaseDetail *self);

/**
 * wg_case_detail_open_evidence:
 *
 * Shows whose the place of the case is, to be copied or written as PDF.
 */
void wg_case_detail_open_evidence (WgCaseDetail *self);

G_END_DECLS
