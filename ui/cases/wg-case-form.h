/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-offers.h"
#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgCaseForm:
 *
 * Asks for what a move demands beside the case: a reason code, a text, a place. It opens in place, under what it is about,
 * and never loses what was typed to news.
 *
 * Signals: `confirmed`, `left`.
 */
#define WG_TYPE_CASE_FORM (wg_case_form_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseForm, wg_case_form, WG, CASE_FORM, GtkWidget)

/**
 * wg_case_form_set_context:
 *
 * Where the time and the zone of the district come from; needed before it is opened.
 */
void wg_case_form_set_context (WgCaseForm *self, WgContext *context);

/**
 * wg_case_form_get_name:
 *
 * Returns: (nullable): the name of the person or unit that was typed, when the move asks for one.
 */
const char *wg_case_form_get_name (WgCaseForm *self);

/**
 * wg_case_form_get_paths:
 *
 * Returns: (transfer none) (element-type utf8): the files that were chosen.
 */
GPtrArray *wg_case_form_get_paths (WgCaseForm *self);

/**
 * wg_case_form_open:
 * @offer: the move; an allowed one
 * @record: the case
 *
 * Shows the questions of the move and takes the focus.
 */
void wg_case_form_open (WgCaseForm *self, const WgCaseOffer *offer, const WgCaseRecord *record);

/**
 * wg_case_form_close:
 *
 * Forgets what was typed and hides itself.
 */
void wg_case_form_close (WgCaseForm *self);

/**
 * wg_case_form_put_away:
 *
 * Closes the form because something else is looked at; what was typed is there when it is opened again for the same case
 * and verb.
 */
void wg_case_form_put_away (WgCaseForm *self);
gboolean wg_case_form_is_open (WgCaseForm *self);
WgVerb wg_case_form_get_verb (WgCaseForm *self);

/**
 * wg_case_form_set_offer:
 * @offer: (nullable): the move as it stands after news; %NULL when it is not possible any more: then the button says so
 *   and what was typed stays
 */
void wg_case_form_set_offer (WgCaseForm *self, const WgCaseOffer *offer);

/**
 * wg_case_form_fill:
 * @act: the answers are put in here
 *
 * Returns: whether every question was answered; the first one that was not takes the focus.
 */
gboolean wg_case_form_fill (WgCaseForm *self, WgAct *act);

/**
 * wg_case_form_set_text:
 *
 * For tests and drafts: what stands in the text.
 */
void wg_case_form_set_text (WgCaseForm *self, const char *text);
char *wg_case_form_dup_text (WgCaseForm *self);

G_END_DECLS
