/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-stack.h"
#include "wg-import-outlines.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The base map under a preview. Tiles are loaded on threads; until one is there, what lies under it shows. */
typedef struct _WgImportTiles WgImportTiles;

/* @widget: (transfer none): drawn again when tiles have come; it must outlive what is returned. */
WgImportTiles *wg_import_tiles_new (GtkWidget *widget);
void wg_import_tiles_free (WgImportTiles *self);

/* @stack: (nullable): what is shown from now on. */
void wg_import_tiles_set_stack (WgImportTiles *self, WgBaseStack *stack);
void wg_import_tiles_set_dark (WgImportTiles *self, gboolean dark);

/* Paints what is there of @view and asks for the rest. */
void wg_import_tiles_draw (WgImportTiles *self, cairo_t *cr, const WgImportView *view);

/* Whether tiles are on their way. */
gboolean wg_import_tiles_is_busy (const WgImportTiles *self);

G_END_DECLS
