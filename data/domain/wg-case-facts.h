/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-fields.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * wg_case_facts_note:
 * @before: the case as it was
 * @after: the case as it is
 * @fields: gets the objects `old` and `new` with what changed and nothing else
 *
 * What an event keeps of a case, so that its past can be told and its last move be taken back.
 */
void wg_case_facts_note (const WgCaseRecord *before, const WgCaseRecord *after, WgFields *fields);

/**
 * wg_case_facts_restore:
 * @record: gets the values of @old
 * @old: the object `old` of an event
 *
 * Puts back what an event has changed. The state is not among it: the event has a column for it.
 */
void wg_case_facts_restore (WgCaseRecord *record, JsonObject *old);

/**
 * wg_case_facts_dup_text:
 * @key: what an event calls it
 *
 * Returns: (transfer full) (nullable): what @record says for @key, to compare and to tell; %NULL where it says nothing.
 */
char *wg_case_facts_dup_text (const WgCaseRecord *record, const char *key);

G_END_DECLS
