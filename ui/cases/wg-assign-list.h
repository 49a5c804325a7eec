/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgAssignList:
 *
 * Who should go: the five best suggestions of the store with their terms, or whoever fits what is typed (name, pinyin,
 * initials, code), units included. The first five have the keys 1 to 5. Whoever is chosen instead of a keeper who is
 * there is asked why, once and in place; the same choice again, or Enter, goes without a reason. Rows of the queue that are
 * carried here go to whom they are let go on, just as if that row was chosen.
 *
 * Signal: `chosen (gint64 person_id, gint64 unit_id, char *name)`: one of the ids is %WG_NO_ID.
 */
#define WG_TYPE_ASSIGN_LIST (wg_assign_list_get_type ())
G_DECLARE_FINAL_TYPE (WgAssignList, wg_assign_list, WG, ASSIGN_LIST, GtkWidget)

/**
 * wg_assign_list_set_context:
 *
 * For templates. To be called once.
 */
void wg_assign_list_set_context (WgAssignList *self, WgContext *context);

/**
 * wg_assign_list_set_case:
 * @record: (nullable): whom the case at this place would go to; what is typed stays while it is the same case
 */
void wg_assign_list_set_case (WgAssignList *self, WgCaseRecord *record);

/**
 * wg_assign_list_set_usable:
 * @usable: whether a choice may be made
 * @reason: (nullable): why not
 * @wants_text: whether a reason has to be given with the choice
 */
void wg_assign_list_set_usable (WgAssignList *self, gboolean usable, const char *reason, gboolean wants_text);

/**
 * wg_assign_list_get_text:
 *
 * Returns: (transfer none): the reason given, "" for none.
 */
const char *wg_assign_list_get_text (WgAssignList *self);

void wg_assign_list_focus_search (WgAssignList *self);

/**
 * wg_assign_list_ask_reason:
 * @name: whom it goes to: one of the ids is %WG_NO_ID
 *
 * For a choice that may not be made without a reason. The same choice is made again when one was given.
 */
void wg_assign_list_ask_reason (WgAssignList *self, gint64 person_id, gint64 unit_id, const char *name);

guint wg_assign_list_get_n_rows (WgAssignList *self);

/**
 * wg_assign_list_choose_nth:
 *
 * Returns: whether there is such a row.
 */
gboolean wg_assign_list_choose_nth (WgAssignList *self, guint n);

G_END_DECLS
