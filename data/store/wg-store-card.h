/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_CARD_ROLES:
 *
 * Who may print cards, which bear the telephones of keepers.
 */
#define WG_CARD_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * WgCardKeeper:
 * @kind: `A`, `B`, `chief`, …
 * @phone: (nullable): whole, to be called
 */
typedef struct
{
  char *name;
  char *kind;
  char *phone;
} WgCardKeeper;

/**
 * WgGridCard:
 * @tree: the grids in force
 * @index: the grid
 * @keepers: (element-type WgCardKeeper): A before B
 * @buildings: (element-type WgShape): those that stand in it
 * @event_id: the event that says that it was printed
 *
 * What hangs in a stairwell.
 */
typedef struct
{
  WgGridTree *tree;
  guint index;
  GPtrArray *keepers;
  GPtrArray *buildings;
  gint64 event_id;
} WgGridCard;

void wg_grid_card_free (WgGridCard *self);

/**
 * wg_store_issue_card_async:
 * @operator_id: who prints it, see %WG_CARD_ROLES
 * @key: (nullable): the same key enters no second event
 * @code: a grid in force
 *
 * Reads a card and enters that the telephones on it were read.
 */
void wg_store_issue_card_async (WgStore *self, gint64 operator_id, const char *key, const char *code, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
WgGridCard *wg_store_issue_card_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGridCard, wg_grid_card_free)

G_END_DECLS
