/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* The index of the search: see wg_connection_search(). Tables `search_…`, private to this backend and no part of the
 * fingerprint: whoever finds them missing makes them again.
 */

/**
 * wg_sqlite_search_register:
 *
 * Adds the functions `wg_fold`, `wg_terms`, `wg_spells`, `wg_question` to a connection.
 */
gboolean wg_sqlite_search_register (sqlite3 *db, GError **error);

/**
 * wg_sqlite_search_begin:
 *
 * For the writer: makes what is missing, and from then on keeps the index with every row written. Outside of a transaction.
 */
gboolean wg_sqlite_search_begin (sqlite3 *db, GError **error);

/**
 * WgSqliteSearchLoad:
 * @before: the highest id that was there before the load
 * @was_kept: whether the connection kept the index until then
 */
typedef struct
{
  gint64 before;
  gboolean was_kept;
} WgSqliteSearchLoad;

/**
 * wg_sqlite_search_before_load:
 * @load: (out caller-allocates): what wg_sqlite_search_after_load() wants to know
 *
 * From now on rows that are inserted into @table are not entered, until wg_sqlite_search_after_load() notes them to be
 * worked off, or the transaction is rolled back. Inside a transaction.
 */
gboolean wg_sqlite_search_before_load (sqlite3 *db, const char *table, WgSqliteSearchLoad *load, GError **error);
gboolean wg_sqlite_search_after_load (sqlite3 *db, const char *table, const WgSqliteSearchLoad *load, GError **error);

/**
 * wg_sqlite_search_work_off:
 * @more: (out): whether there is more to do, in another transaction
 *
 * Enters some of the rows that were loaded.
 */
gboolean wg_sqlite_search_work_off (sqlite3 *db, gboolean *more, GError **error);

/**
 * wg_sqlite_search_get_statement:
 * @complete: (out): whether everything of @kind was entered
 *
 * Returns: (transfer none) (nullable): what asks the index for ids (?1 question, ?2 kind, ?3 how many), %NULL when there is none.
 */
const char *wg_sqlite_search_get_statement (sqlite3 *db, WgSearchKind kind, gboolean *complete);

/**
 * wg_sqlite_search_check:
 *
 * Tells what in the index does not fit the cases.
 */
void wg_sqlite_search_check (sqlite3 *db, WgIntegrityFunc report, gpointer user_data);

G_END_DECLS
