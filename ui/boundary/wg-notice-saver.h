/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_notice_save:
 * @widget: what asks; its window is the parent
 * @context: whose draft it is
 * @draft_id: on its way into force, or in force
 * @path: (nullable): a file; %NULL asks where to
 *
 * Writes the public notice of a draft as PDF. That there is none to write, and why, is said in a dialog.
 */
void wg_notice_save (GtkWidget *widget, WgContext *context, gint64 draft_id, const char *path);

G_END_DECLS
