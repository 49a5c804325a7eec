/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgSnippet:
 * @name: the word between braces, for example `BLOB`
 * @text: what this backend writes instead
 */
typedef struct
{
  const char *name;
  const char *text;
} WgSnippet;

/**
 * wg_statement_table_lookup:
 * @name: a name of the statement table (the files in data/queries)
 *
 * Returns: (transfer none) (nullable): the text of the statement with its snippets still in braces.
 */
const char *wg_statement_table_lookup (const char *name);

/**
 * wg_statement_table_get_names:
 *
 * Returns: (transfer container) (array zero-terminated=1): every name, sorted. A test runs each on each backend.
 */
const char **wg_statement_table_get_names (void);

/**
 * wg_statement_table_get_schema:
 * @number: 1 for `001-…`
 *
 * Returns: (transfer full) (nullable): the text of the migration, or %NULL when there is none of that number.
 */
char *wg_statement_table_get_schema (guint number);

/**
 * wg_snippets_expand:
 * @text: SQL with `{NAME}` snippets
 * @snippets: (array length=n_snippets): the backend's own
 *
 * Snippets that the files in data/queries define themselves are the same in all backends, for example `{LIVE}`: only rows
 * of published batches.
 *
 * Returns: (transfer full): plain SQL of the backend.
 */
char *wg_snippets_expand (const char *text, const WgSnippet *snippets, gsize n_snippets);

G_END_DECLS
