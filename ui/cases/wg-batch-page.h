/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgBatchPage:
 *
 * The detail of several cases at once: what is the same for them, what a move would do with each, and the move itself as one
 * decision with one undo. It follows the set of #WgSelection.
 */
#define WG_TYPE_BATCH_PAGE (wg_batch_page_get_type ())
G_DECLARE_FINAL_TYPE (WgBatchPage, wg_batch_page, WG, BATCH_PAGE, GtkWidget)

GtkWidget *wg_batch_page_new (WgContext *context);

/**
 * wg_batch_page_do_verb:
 *
 * Makes a move on all cases of the set that allow it, or asks first for what it demands; says why when none does.
 */
void wg_batch_page_do_verb (WgBatchPage *self, WgVerb verb);

/**
 * wg_batch_page_assign_nth:
 * @n: 0 for the first person of the list
 *
 * Assigns all cases to one person.
 */
void wg_batch_page_assign_nth (WgBatchPage *self, guint n);

/**
 * wg_batch_page_step_back:
 *
 * Returns: whether an open form was left.
 */
gboolean wg_batch_page_step_back (WgBatchPage *self);

G_END_DECLS
