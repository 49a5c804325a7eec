/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WG_GRID_CODE_COMMUNITY_DIGITS:
 *
 * Six digits of the district, three of the street, three of the community: what both patterns have in common.
 */
#define WG_GRID_CODE_COMMUNITY_DIGITS 12

/**
 * WgGridCodeContext:
 * @parent: (nullable): the code of the community, 12 digits
 * @used: (nullable) (element-type utf8): codes in force, as a set
 * @retired: (nullable) (element-type utf8): codes of grids that have ended, as a set
 *
 * What a code has to fit.
 */
typedef struct
{
  const char *parent;
  GHashTable *used;
  GHashTable *retired;
} WgGridCodeContext;

/**
 * wg_grid_code_check:
 * @code: a code of a grid below a community
 * @pattern: 15 digits (district 6, street 3, community 3, sequence 3) or 20 (object 6, then the same with a sequence of 2;
 *   00 when the community is not divided)
 * @context: what it has to fit
 *
 * The rules were read in excerpts of the standards (DB11, CJ/T 349-2010) and are asked in this order: `not_ascii_digits`,
 * `length`, `object_code`, `province`, `district`, `street`, `community`, `sequence`, `parent_mismatch`, `duplicate`,
 * `reused`, `undivided_has_grids`, `community_not_divided`.
 *
 * Returns: (transfer none) (nullable): the first rule that fails, %NULL when none does
 */
const char *wg_grid_code_check (const char *code, guint pattern, const WgGridCodeContext *context);

/**
 * wg_grid_code_propose:
 * @pattern: 15 or 20
 * @object: (nullable): the first six digits of pattern 20, %NULL for 010000
 * @context: the community in @parent; what is proposed may be added to @used for the next one
 * @error: return location
 *
 * A code is never used twice, so the next one is above the highest that was ever in use in the community.
 *
 * Returns: (transfer full): the code, or %NULL with %WG_ERROR_REFUSED when the sequence is exhausted or @parent is no
 *   community
 */
char *wg_grid_code_propose (guint pattern, const char *object, const WgGridCodeContext *context, GError **error);

/**
 * wg_grid_code_rule_to_text:
 *
 * Returns: (transfer none): a translated sentence for a rule
 */
const char *wg_grid_code_rule_to_text (const char *rule);

G_END_DECLS
