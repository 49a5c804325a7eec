/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgTextTable:
 *
 * Rows for a terminal in aligned columns. A Chinese character counts two columns; control characters become blanks.
 */
typedef struct _WgTextTable WgTextTable;

/**
 * wg_text_table_new:
 * @alignment: a letter a column: `l` text, `r` figures
 * @titles: (array): as many translated titles
 */
WgTextTable *wg_text_table_new (const char *alignment, const char *const *titles);
void wg_text_table_free (WgTextTable *self);

/**
 * wg_text_table_add:
 * @text: (nullable): the next cell, rows follow one another
 */
void wg_text_table_add (WgTextTable *self, const char *text);
void wg_text_table_add_int (WgTextTable *self, gint64 value);

guint wg_text_table_get_n_rows (WgTextTable *self);

/**
 * wg_text_table_print:
 * @out: where to; nothing is added when there are no rows
 */
void wg_text_table_print (WgTextTable *self, GString *out);

/**
 * wg_text_get_width:
 *
 * Returns: how many columns of a terminal @text takes.
 */
guint wg_text_get_width (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTextTable, wg_text_table_free)

G_END_DECLS
