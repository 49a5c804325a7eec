/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"

G_BEGIN_DECLS

struct _WgBaseMaps
{
  GObject parent_instance;
  WgContext *context;
  GCancellable *cancellable;
  GPtrArray *entries; /* WgBaseMapEntry, the lowest first */
  WgBaseStack *stack;
  char *failure; /* what could not be read, added, removed or moved */
  guint reading; /* number of the reading that is awaited */
  gboolean busy;
};

WgStore *wg_base_maps_get_store (WgBaseMaps *self);

/* Returns the id of the operator, or -1. */
gint64 wg_base_maps_get_operator (WgBaseMaps *self);

/* Returns (transfer full) the folder of the database. */
char *wg_base_maps_dup_folder (WgBaseMaps *self);

/* Tells what could not be read or changed; NULL when it went well. */
void wg_base_maps_set_failure (WgBaseMaps *self, const char *text);
void wg_base_maps_read_anew (WgBaseMaps *self);

/* Ends a change of the list; @user_data is a reference to the base maps. */
void wg_base_maps_on_written (GObject *source, GAsyncResult *result, gpointer user_data);

G_END_DECLS
