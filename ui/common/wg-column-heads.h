/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_column_heads_align:
 * @column: is in a view; one that is hidden has no head, so ask again when it is shown
 *
 * Puts the head of a column of numbers over its numbers, to the right.
 */
void wg_column_heads_align (GtkColumnViewColumn *column);

G_END_DECLS
