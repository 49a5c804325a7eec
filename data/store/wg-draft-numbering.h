/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store-drafts.h"

G_BEGIN_DECLS

/**
 * WgCodeVerdict:
 * @index: the grid, in the tree that was asked about
 * @rule: (nullable): what its code breaks, %NULL when it is right; see wg_grid_code_rule_to_text()
 * @proposed: (nullable): the code it should get, %NULL when it is right or its community has no code
 */
typedef struct
{
  guint index;
  const char *rule;
  char *proposed;
} WgCodeVerdict;

/**
 * wg_codes_judge:
 * @tree: the grids in force
 * @ever: (element-type gint64 utf8): every code there ever was
 * @pattern: 15 or 20
 * @must_have: whether every wrong code below a community has to get a new one
 *
 * Judges the codes of the leaves below a parent, and numbers the wrong ones in one act: from west to east in rows from north to
 * south, above every number that was ever used.
 *
 * Returns: (transfer full) (element-type WgCodeVerdict): one for each leaf, or %NULL with %WG_ERROR_REFUSED and the ways out when
 *   @must_have and a sequence is exhausted
 */
GPtrArray *wg_codes_judge (WgGridTree *tree, GHashTable *ever, guint pattern, gboolean must_have, GError **error);

/**
 * wg_store_assign_codes_async:
 * @operator_id: who numbers
 * @key: (nullable): idempotency key
 * @pattern: 15 or 20
 * @name: (nullable): what the draft is called
 *
 * Draws a draft in which every grid with a wrong code below a community is exchanged for the same land under its new code.
 * Fails with %WG_ERROR_REFUSED when no code is wrong or a sequence is exhausted.
 */
void wg_store_assign_codes_async (WgStore *self, gint64 operator_id, const char *key, guint pattern, const char *name,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgDraftResult *wg_store_assign_codes_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
