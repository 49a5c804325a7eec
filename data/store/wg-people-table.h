/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-person.h"
#include "wg-store.h"

G_BEGIN_DECLS

#define WG_PEOPLE_NOW G_MININT64

/* Everything here runs on a connection's own thread. */

/**
 * wg_people_table_find:
 * @name: a name, a code, or an id in digits
 *
 * Returns: (transfer full): the one person of that name; %WG_ERROR_NOT_FOUND without one, %WG_ERROR_AMBIGUOUS (with the
 *   list) with several.
 */
WgPerson *wg_people_table_find (WgStoreWork *work, const char *name, GError **error);

/**
 * wg_people_table_read_row:
 * @row: a statement that stands on a row of `{PERSON}`
 *
 * Returns: (transfer full): the person, still without posts and duty.
 */
WgPerson *wg_people_table_read_row (WgStatement *row);

/**
 * wg_people_table_complete:
 *
 * @at_ms: as of when, or %WG_PEOPLE_NOW
 *
 * Adds posts, duty and the masked phone. @grids gives the codes of the posts.
 */
gboolean wg_people_table_complete (WgStoreWork *work, WgPerson *person, WgGridTree *grids, gint64 at_ms, GError **error);

/**
 * wg_people_table_find_by_id:
 *
 * Returns: (transfer full): the person, complete.
 */
WgPerson *wg_people_table_find_by_id (WgStoreWork *work, gint64 id, WgGridTree *grids, GError **error);

/**
 * wg_people_table_insert:
 * @person: its id is given by the caller
 * @phone: (nullable): protected
 */
gboolean wg_people_table_insert (WgStoreWork *work, const WgPerson *person, const char *phone, GError **error);

/**
 * wg_people_table_insert_operator:
 * @person_id: the natural person behind the account, or %G_MININT64
 * @roles: bits of #WgRole
 *
 * Returns: the id of the new account, -1 with @error set.
 */
gint64 wg_people_table_insert_operator (
    WgStoreWork *work, const char *login, const char *name, gint64 person_id, guint roles, GError **error);

G_END_DECLS
