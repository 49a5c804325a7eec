/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-paper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_paper_save:
 * @widget: what asks; its window is the parent
 * @context: says when it is written
 * @paper: (transfer full): the sheets
 * @name: the name proposed for the file, with its ending
 *
 * Asks where to, and writes the sheets there as PDF, off the main thread. That it was written is a toast; what went wrong is said
 * in a dialog.
 */
void wg_paper_save (GtkWidget *widget, WgContext *context, WgPaper *paper, const char *name);

/**
 * wg_paper_save_to:
 * @path: a file; one that is there is written over
 *
 * The same without asking.
 */
void wg_paper_save_to (GtkWidget *widget, WgContext *context, WgPaper *paper, const char *path);

/**
 * wg_paper_tell_failure:
 *
 * Says in a dialog over the window of @widget why there is no paper.
 */
void wg_paper_tell_failure (GtkWidget *widget, const GError *error);

G_END_DECLS
