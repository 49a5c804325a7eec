/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgDraftList:
 *
 * The drafts of boundaries, with what each of them waits for, and the form that begins another one. Follows the news.
 *
 * Signals:
 * - `chosen (gint64 draft_id)`: somebody wants to see this one; also the one that was just begun.
 * - `overdue (char *sentence)`: one was to take effect and could not.
 * - `in-force (gint64 draft_id, char *name)`: one that was seen on its way has taken effect.
 */
#define WG_TYPE_DRAFT_LIST (wg_draft_list_get_type ())
G_DECLARE_FINAL_TYPE (WgDraftList, wg_draft_list, WG, DRAFT_LIST, GtkWidget)

GtkWidget *wg_draft_list_new (WgContext *context);

/**
 * wg_draft_list_is_busy:
 *
 * Returns: whether the database is being asked: for tests.
 */
gboolean wg_draft_list_is_busy (WgDraftList *self);

G_END_DECLS
