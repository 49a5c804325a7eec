/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_rows_set_name:
 * @row: a row of a #GtkListBox
 * @name: what it stands for, the same whenever the list is filled with it
 */
void wg_rows_set_name (GtkWidget *row, const char *name);

/**
 * wg_rows_empty:
 * @list: a list of named rows
 *
 * Removes every row.
 *
 * Returns: (transfer full) (nullable): the name of the row in which the focus was, for wg_rows_give_focus()
 */
char *wg_rows_empty (GtkListBox *list);

/**
 * wg_rows_give_focus:
 * @list: a list that was filled again
 * @name: (nullable): what wg_rows_empty() returned; with %NULL nothing happens
 * @otherwise: (nullable): who gets the focus when nothing in @list takes it
 *
 * The focus goes to the row of that name, or to the first that can be chosen.
 */
void wg_rows_give_focus (GtkListBox *list, const char *name, GtkWidget *otherwise);

G_END_DECLS
