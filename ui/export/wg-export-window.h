/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-store-export.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgExportWindow:
 *
 * What is written for others, asked on one page: what, as which file, with which fields. It stays open, so that the
 * next file is two keys away, and says in its own words how it went. Closing it stops what is being written.
 */
#define WG_TYPE_EXPORT_WINDOW (wg_export_window_get_type ())
G_DECLARE_FINAL_TYPE (WgExportWindow, wg_export_window, WG, EXPORT_WINDOW, AdwWindow)

GtkWidget *wg_export_window_new (GtkWindow *parent, WgContext *context);

/**
 * wg_export_window_choose_kind:
 *
 * Answers the first question as a person would.
 */
void wg_export_window_choose_kind (WgExportWindow *self, WgExportKind kind);

/**
 * wg_export_window_write:
 * @path: where to; a name that ends in a format chooses it, any other one gets the end of the format that is chosen
 *
 * Writes what is chosen, unless something is being written or nothing can be. A file that is there is left alone.
 */
void wg_export_window_write (WgExportWindow *self, const char *path);

/**
 * wg_export_window_is_busy:
 *
 * Returns: whether a file is being written.
 */
gboolean wg_export_window_is_busy (WgExportWindow *self);

G_END_DECLS
