/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgKeeper:
 * @kind: `A`, `B`, `chief`, …
 *
 * Who keeps a grid.
 */
typedef struct
{
  gint64 grid_id;
  gint64 person_id;
  char *person_code;
  char *person_name;
  char *kind;
} WgKeeper;

/**
 * WgGridBook:
 * @tree: the grids
 * @buildings: (array): how many buildings stand in each grid of @tree or anywhere below it
 * @ends: (element-type gint64 gint64): when boundary versions ended, milliseconds UTC, by version id
 * @keepers: (element-type WgKeeper): the keepers, those of one grid one after another, A before B
 *
 * What a list of grids tells of them.
 */
typedef struct
{
  WgGridTree *tree;
  gint64 *buildings;
  GHashTable *ends;
  GPtrArray *keepers;
} WgGridBook;

void wg_grid_book_free (WgGridBook *self);

/**
 * wg_store_load_grid_book_async:
 * @at_ms: the grids and keepers of this instant, milliseconds UTC; %G_MAXINT64 for those in force
 *
 * Buildings have no past and are those of the present.
 */
void wg_store_load_grid_book_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgGridBook *wg_store_load_grid_book_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_grid_codes_async:
 *
 * Reads the code of every grid there ever was, without any outline.
 */
void wg_store_list_grid_codes_async (
    WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_grid_codes_finish:
 *
 * Returns: (transfer full) (element-type gint64 utf8): codes by grid id.
 */
GHashTable *wg_store_list_grid_codes_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGridBook, wg_grid_book_free)

G_END_DECLS
