/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_csv_parse:
 * @text: a table of RFC 4180 in UTF-8, with or without a byte order mark; lines end in LF or CRLF
 *
 * Reads a whole small table. Empty lines are left out. A quote that is never closed ends at the end of @text.
 *
 * Returns: (transfer full) (element-type GStrv): the rows in order, the header among them; every row is a
 *   %NULL-terminated array of its fields.
 */
GPtrArray *wg_csv_parse (const char *text);

/**
 * wg_csv_load:
 * @name: the name of a table shipped inside the program, as `classes.csv`
 *
 * Returns: (transfer full) (element-type GStrv): its rows without the header.
 */
GPtrArray *wg_csv_load (const char *name);

/**
 * wg_csv_is_chinese:
 *
 * A table shipped inside the program carries its Chinese and its English names side by side.
 *
 * Returns: whether the screen speaks Chinese, so that the Chinese column is the one to show. It is the loaded
 *   translation that says so: names never differ in language from the words around them.
 */
gboolean wg_csv_is_chinese (void);

/**
 * wg_csv_find_column:
 * @header: the first row of a table
 * @name: a column
 *
 * Returns: the place of the column named @name (case does not matter), or -1.
 */
int wg_csv_find_column (const char *const *header, const char *name);

/**
 * wg_csv_get:
 * @row: a row
 * @column: a place, or -1
 *
 * Returns: (transfer none): the field, or an empty string where the row is too short.
 */
const char *wg_csv_get (const char *const *row, int column);

G_END_DECLS
