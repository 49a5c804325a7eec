/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-stack.h"
#include "wg-context.h"

G_BEGIN_DECLS

/**
 * WgBaseMapEntry:
 * @basemap: what it is
 * @beside: the file that lies beside the database under its name, or what was imported: nobody added it to the list,
 *   nobody can remove it
 * @shown: whether this desk wants to see it
 * @layer: (nullable): the open base map, %NULL while it is being opened and when it failed
 * @reason: (nullable): why it failed
 *
 * One base map as a desk has it.
 */
typedef struct
{
  WgBasemap *basemap;
  gboolean beside;
  gboolean shown;
  WgBaseLayer *layer;
  char *reason;
} WgBaseMapEntry;

/**
 * WgBaseMaps:
 *
 * The base maps of the district, and which of them this desk shows. Files are opened on a thread. What is added,
 * removed or moved is written into the database, so that every desk has it; what is hidden is this desk's own.
 *
 * Signals:
 * - `changed`: the list, or what is shown, is another one; get the stack anew.
 * - `trouble-changed`: see wg_base_maps_dup_trouble().
 */
#define WG_TYPE_BASE_MAPS (wg_base_maps_get_type ())
G_DECLARE_FINAL_TYPE (WgBaseMaps, wg_base_maps, WG, BASE_MAPS, GObject)

/**
 * wg_base_maps_new:
 *
 * Begins to read and to open them.
 */
WgBaseMaps *wg_base_maps_new (WgContext *context);

guint wg_base_maps_get_n (WgBaseMaps *self);

/**
 * wg_base_maps_get:
 * @i: 0 is the lowest
 *
 * Returns: (transfer none): valid until `changed`.
 */
const WgBaseMapEntry *wg_base_maps_get (WgBaseMaps *self, guint i);

/**
 * wg_base_maps_get_stack:
 *
 * Returns: (transfer none) (nullable): what is shown, %NULL when it is none.
 */
WgBaseStack *wg_base_maps_get_stack (WgBaseMaps *self);

/**
 * wg_base_maps_is_busy:
 *
 * Returns: whether they are being read or opened.
 */
gboolean wg_base_maps_is_busy (WgBaseMaps *self);

/**
 * wg_base_maps_get_refusal:
 *
 * Returns: (transfer none) (nullable): why the operator may not change the list.
 */
const char *wg_base_maps_get_refusal (WgBaseMaps *self);

void wg_base_maps_set_shown (WgBaseMaps *self, guint i, gboolean shown);

/**
 * wg_base_maps_add_all:
 * @basemaps: (element-type WgBasemap): what goes on top of the others, the lowest first, all with the same host. They are opened
 *   first, and added when that went well, all of them or none
 * @token: (nullable): their token, kept with the user of the computer. Of one that is there, by name and place, only the token is
 *   replaced
 *
 * Trouble is told like that of a base map.
 */
void wg_base_maps_add_all (WgBaseMaps *self, GPtrArray *basemaps, const char *token);

/**
 * wg_base_maps_add:
 * @basemap: where it is
 * @token: (nullable): as above
 *
 * Adds a single one.
 */
void wg_base_maps_add (WgBaseMaps *self, const WgBasemap *basemap, const char *token);
void wg_base_maps_remove (WgBaseMaps *self, guint i);

/**
 * wg_base_maps_move:
 * @steps: how many others it is lifted over; negative puts it under them
 */
void wg_base_maps_move (WgBaseMaps *self, guint i, int steps);

/**
 * wg_base_maps_dup_trouble:
 *
 * Returns: (transfer full) (nullable): a sentence saying what is not there, or what could not be added.
 */
char *wg_base_maps_dup_trouble (WgBaseMaps *self);

/**
 * wg_base_maps_retry:
 *
 * Opens anew what failed, and asks again for what did not come.
 */
void wg_base_maps_retry (WgBaseMaps *self);

G_END_DECLS
