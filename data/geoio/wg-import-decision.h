/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WgImportAnswer:
 * @WG_IMPORT_ANSWER_NONE: nothing; takes an earlier answer back
 * @WG_IMPORT_ANSWER_IGNORE: it is known and may stay as it is; the text says why
 * @WG_IMPORT_ANSWER_FIX: it is put right the way its rule has; the text says how where there is a choice
 * @WG_IMPORT_ANSWER_REFUSE: the feature stays out; for a whole rule: the file does, as soon as one thing of that rule is found
 */
typedef enum
{
  WG_IMPORT_ANSWER_NONE,
  WG_IMPORT_ANSWER_IGNORE,
  WG_IMPORT_ANSWER_FIX,
  WG_IMPORT_ANSWER_REFUSE,
} WgImportAnswer;

/**
 * WgImportDecision:
 * @rule: the rule of the finding
 * @feature: number of the feature in the source, from 1; 0 = everything that the rule finds
 * @answer: what is done about it
 * @text: (nullable): why, or how
 *
 * What a person said about a finding of an import.
 */
typedef struct
{
  char *rule;
  gint64 feature;
  WgImportAnswer answer;
  char *text;
} WgImportDecision;

/**
 * wg_import_decisions_new:
 *
 * Returns: (transfer full) (element-type WgImportDecision): none yet
 */
GPtrArray *wg_import_decisions_new (void);
GPtrArray *wg_import_decisions_copy (const GPtrArray *decisions);

/**
 * wg_import_decisions_set:
 *
 * The answer to (@rule, @feature); it takes the place of an earlier one.
 */
void wg_import_decisions_set (GPtrArray *decisions, const char *rule, gint64 feature, WgImportAnswer answer, const char *text);

/**
 * wg_import_decisions_find:
 *
 * Returns: (nullable): what was said about this feature, else about all that @rule finds; a name of
 *   wg_import_decisions_name_between() has its rule behind it
 */
const WgImportDecision *wg_import_decisions_find (const GPtrArray *decisions, const char *rule, gint64 feature);

/**
 * wg_import_decisions_find_between:
 * @grids: the codes of the grids that a finding lies between
 *
 * What lies between certain grids is answered under a name of its own, see wg_import_decisions_name_between().
 *
 * Returns: (nullable): what was said about all that @rule finds between them
 */
const WgImportDecision *wg_import_decisions_find_between (const GPtrArray *decisions, const char *rule, const char *grids);

/**
 * wg_import_decisions_name_between:
 *
 * Returns: (transfer full): under what name, with 0 for a feature, all that @rule finds between @grids is answered: `RULE/GRIDS`
 */
char *wg_import_decisions_name_between (const char *rule, const char *grids);

/**
 * wg_import_decisions_set_all:
 *
 * The answer to all that @rule finds. It takes the place of what was said about single ones of it, but for who gets an overlap:
 * those stay, and with %WG_IMPORT_ANSWER_FIX the rest goes where it suits. %WG_IMPORT_ANSWER_NONE takes back everything.
 */
void wg_import_decisions_set_all (GPtrArray *decisions, const char *rule, WgImportAnswer answer, const char *text);

/**
 * wg_import_decisions_has:
 *
 * Returns: whether wg_import_decisions_find() has @answer
 */
gboolean wg_import_decisions_has (const GPtrArray *decisions, const char *rule, gint64 feature, WgImportAnswer answer);

/**
 * wg_import_decisions_give:
 * @rule: `overlap` or `sliver`
 * @feature: the one that the finding is about
 * @keeper: code of the grid that gets the land
 * @other: code of the one that gives way
 *
 * Puts right this one overlap of a feature that may have more: the text gets `KEEPER>OTHER` beside what it has for others,
 * separated by semicolons.
 */
void wg_import_decisions_give (GPtrArray *decisions, const char *rule, gint64 feature, const char *keeper, const char *other);

/**
 * wg_import_decisions_find_keeper:
 * @codes: the two grids that overlap
 * @keeper: (out): the position in @codes of the one that gets the land; -1 when that was not said
 *
 * The text of the answer may name the keeper alone, which then keeps whatever lies between it and any other one; `*` is any
 * overlap that is not named.
 *
 * Returns: whether this overlap is to be put right
 */
gboolean wg_import_decisions_find_keeper (const GPtrArray *decisions, const char *rule, gint64 feature, const char *const codes[2],
                                          int *keeper);

/**
 * wg_import_decisions_add_text:
 * @text: `RULE`, `RULE:FEATURE`, each with `=TEXT` behind it or not, as typed
 *
 * Returns: %FALSE with %WG_ERROR_USAGE when it is written wrongly, or ignores without saying why
 */
gboolean wg_import_decisions_add_text (GPtrArray *decisions, WgImportAnswer answer, const char *text, GError **error);

/**
 * wg_import_decisions_write:
 *
 * Adds the array `[{rule,feature,answer,text}]` as a value.
 */
void wg_import_decisions_write (const GPtrArray *decisions, JsonBuilder *builder);

/**
 * wg_import_decisions_read:
 * @node: (nullable): what wg_import_decisions_write() wrote; anything else is none
 *
 * Returns: (transfer full) (element-type WgImportDecision)
 */
GPtrArray *wg_import_decisions_read (JsonNode *node);

G_END_DECLS
