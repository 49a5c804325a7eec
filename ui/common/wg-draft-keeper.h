/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

G_BEGIN_DECLS

/**
 * WgDraftKeeper:
 *
 * What was typed and not sent, by the thing it is about. It survives the end of the program however that ends: a moment after
 * every change it lies in a file of the user's, one for each database, which nobody else can read. What was sent or emptied
 * leaves the file. Main thread only.
 *
 * Signal `changed`: something was kept or forgotten.
 */
#define WG_TYPE_DRAFT_KEEPER (wg_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (WgDraftKeeper, wg_draft_keeper, WG, DRAFT_KEEPER, GObject)

/* The thing that a case not registered yet is. */
#define WG_DRAFT_KEEPER_NEW_CASE "new-case"

/**
 * wg_draft_keeper_get:
 *
 * Returns: (transfer none): the drafts for the database of @context, those of the last time included.
 */
WgDraftKeeper *wg_draft_keeper_get (WgContext *context);

/**
 * wg_draft_keeper_set:
 * @thing: what it is about: %WG_DRAFT_KEEPER_NEW_CASE, or the number of a case
 * @field: which part of it
 * @text: (nullable): what is typed; %NULL or "" for nothing
 */
void wg_draft_keeper_set (WgDraftKeeper *self, const char *thing, const char *field, const char *text);

/**
 * wg_draft_keeper_dup:
 *
 * Returns: (transfer full) (nullable): what was typed, %NULL for nothing.
 */
char *wg_draft_keeper_dup (WgDraftKeeper *self, const char *thing, const char *field);

/**
 * wg_draft_keeper_has:
 *
 * Returns: whether anything was typed about @thing.
 */
gboolean wg_draft_keeper_has (WgDraftKeeper *self, const char *thing);

/**
 * wg_draft_keeper_drop:
 *
 * Forgets everything about @thing.
 */
void wg_draft_keeper_drop (WgDraftKeeper *self, const char *thing);

G_END_DECLS
