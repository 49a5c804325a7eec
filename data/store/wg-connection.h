/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-search-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WG_NULL_ID:
 *
 * Bound as an `i` value it is stored as NULL; read from a NULL column it comes back.
 */
#define WG_NULL_ID G_MININT64

#define WG_TYPE_STATEMENT (wg_statement_get_type ())
G_DECLARE_DERIVABLE_TYPE (WgStatement, wg_statement, WG, STATEMENT, GObject)

/**
 * WgStatement:
 *
 * One prepared statement of the statement table, owned and cached by its connection and used on that connection's
 * thread only. Parameters are numbered from 1, columns from 0.
 *
 * A backend MUST implement every method. `step` MUST return %TRUE for a row, %FALSE with @error unset at the end and
 * %FALSE with a %WG_ERROR otherwise; it MUST reset the statement in both %FALSE cases, so that locks are gone.
 */
struct _WgStatementClass
{
  GObjectClass parent_class;

  void (*bind_null) (WgStatement *self, int parameter);
  void (*bind_int64) (WgStatement *self, int parameter, gint64 value);
  void (*bind_double) (WgStatement *self, int parameter, double value);
  void (*bind_text) (WgStatement *self, int parameter, const char *value, gboolean stays);
  void (*bind_blob) (WgStatement *self, int parameter, const void *data, gsize size, gboolean stays);
  gboolean (*step) (WgStatement *self, GError **error);
  void (*reset) (WgStatement *self);
  gboolean (*is_null) (WgStatement *self, int column);
  gint64 (*get_int64) (WgStatement *self, int column);
  double (*get_double) (WgStatement *self, int column);
  const char *(*get_text) (WgStatement *self, int column);
  const void *(*get_blob) (WgStatement *self, int column, gsize *size);
};

/**
 * wg_statement_bind:
 * @self: a statement
 * @format: one letter a parameter, in order: `i` #gint64 (%WG_NULL_ID is NULL), `d` double (NAN is NULL),
 *   `s` string (%NULL is NULL), `b` #GBytes (%NULL is NULL). Blanks are skipped.
 * @...: the values. A smaller integer MUST be cast to #gint64.
 *
 * Binds every parameter from 1 on. Text and bytes are copied; those of an upper-case letter (`S`, `B`) need not be, because
 * they stay as they are until the statement has been run to its end.
 */
void wg_statement_bind (WgStatement *self, const char *format, ...);
void wg_statement_bind_va (WgStatement *self, const char *format, va_list args);

gboolean wg_statement_step (WgStatement *self, GError **error);
void wg_statement_reset (WgStatement *self);

/**
 * wg_statement_end:
 * @self: (nullable): a statement that was stepped, %NULL when it could not be made
 * @failure: (transfer full) (nullable): what went wrong on the way
 *
 * Resets @self and hands @failure on.
 *
 * Returns: whether nothing went wrong
 */
gboolean wg_statement_end (WgStatement *self, GError *failure, GError **error);

/**
 * wg_id_list_add:
 * @list: empty, or what this has made of it
 *
 * Adds to a list as the snippets `{IDS ?n}` of the statements read it.
 */
void wg_id_list_add (GString *list, gint64 id);

/**
 * wg_id_list_end:
 * @list: (transfer full): what wg_id_list_add() has made of it
 *
 * Returns: (transfer full): the text to be bound
 */
char *wg_id_list_end (GString *list);
gboolean wg_statement_is_null (WgStatement *self, int column);
gint64 wg_statement_get_int64 (WgStatement *self, int column);

/**
 * wg_statement_get_double:
 *
 * Returns: the number, NAN for NULL.
 */
double wg_statement_get_double (WgStatement *self, int column);

/**
 * wg_statement_get_text:
 *
 * Returns: (nullable) (transfer none): valid until the next step.
 */
const char *wg_statement_get_text (WgStatement *self, int column);
char *wg_statement_dup_text (WgStatement *self, int column);
GBytes *wg_statement_dup_blob (WgStatement *self, int column);
const void *wg_statement_peek_blob (WgStatement *self, int column, gsize *size);

/**
 * WgIntegrityFunc:
 * @text: what is wrong with the file, as the backend says it
 */
typedef void (*WgIntegrityFunc) (const char *text, gpointer user_data);

#define WG_TYPE_CONNECTION (wg_connection_get_type ())
G_DECLARE_DERIVABLE_TYPE (WgConnection, wg_connection, WG, CONNECTION, GObject)

/**
 * WgConnection:
 *
 * One connection to a backend, bound to the thread that opened it. Every method asserts that.
 *
 * A backend MUST make `begin` of a writing transaction take the write lock at once (so that compare-and-set never finds
 * out late), MUST wait a bounded time for it and then fail with %WG_ERROR_BUSY, and MUST turn every code of its own into
 * a sentence. It MAY keep statements prepared as long as it likes.
 *
 * `set_bulk` announces rows that nobody sees yet: until it is taken back a commit MAY return before it is durable, but the
 * first commit after that MUST make everything before it durable too. Between `begin_load` and `end_load`, inside one
 * transaction, it MAY leave out checks of its own on rows inserted into the table, and MUST have restored everything when
 * the transaction ends either way; a spatial index of the table MAY lack these rows until `enter_boxes` has been told of
 * them and says that there is no more to do. `check_integrity` MUST read every page and index. The index that `search` asks (parameters: question of
 * wg_search_make_question(), kind, how many) MUST be kept by the transaction that writes a text; rows of a load MAY be
 * entered later by `index_some`, and `search` MUST say until then that the kind is not complete. `rest` MAY give up whatever
 * only makes the next statement faster.
 */
struct _WgConnectionClass
{
  GObjectClass parent_class;

  gboolean (*begin) (WgConnection *self, gboolean write, GError **error);
  gboolean (*commit) (WgConnection *self, GError **error);
  void (*rollback) (WgConnection *self);
  WgStatement *(*prepare) (WgConnection *self, const char *name, GError **error);
  gboolean (*run_script) (WgConnection *self, const char *script, GError **error);
  gint64 (*get_changes) (WgConnection *self);
  gint64 (*get_data_version) (WgConnection *self);
  gboolean (*attach) (WgConnection *self, const char *path, GError **error);
  gboolean (*detach) (WgConnection *self, GError **error);
  gboolean (*set_bulk) (WgConnection *self, gboolean bulk, GError **error);
  void (*give_way) (WgConnection *self, gint64 at_most_us);
  gboolean (*begin_load) (WgConnection *self, const char *table, GError **error);
  gboolean (*end_load) (WgConnection *self, GError **error);
  gboolean (*enter_boxes) (WgConnection *self, const char *table, gint64 after_id, gboolean *more, GError **error);
  gboolean (*check_integrity) (WgConnection *self, WgIntegrityFunc report, gpointer user_data, GError **error);
  WgStatement *(*search) (WgConnection *self, WgSearchKind kind, gboolean *complete, GError **error);
  gboolean (*index_some) (WgConnection *self, gboolean *more, GError **error);
  void (*interrupt) (WgConnection *self);
  void (*rest) (WgConnection *self);
};

/**
 * wg_connection_begin:
 * @self: a connection
 * @write: whether the transaction will write
 * @error: return location
 */
gboolean wg_connection_begin (WgConnection *self, gboolean write, GError **error);
gboolean wg_connection_commit (WgConnection *self, GError **error);

/**
 * wg_connection_rollback:
 *
 * Ends the open transaction, if there is one, as if it had not been. Never fails.
 */
void wg_connection_rollback (WgConnection *self);

/**
 * wg_connection_prepare:
 * @name: a name of the statement table
 *
 * Returns: (transfer none): the statement, reset and unbound; it is the same object at every call.
 */
WgStatement *wg_connection_prepare (WgConnection *self, const char *name, GError **error);

/**
 * wg_connection_query:
 * @name: a name of the statement table
 * @format: as in wg_statement_bind()
 *
 * Prepares and binds. Step it until it returns %FALSE.
 *
 * Returns: (transfer none): the statement.
 */
WgStatement *wg_connection_query (WgConnection *self, GError **error, const char *name, const char *format, ...);

/**
 * wg_connection_run:
 *
 * Prepares, binds and runs a statement that gives no rows.
 *
 * Returns: the number of rows it changed, or -1 with @error set.
 */
gint64 wg_connection_run (WgConnection *self, GError **error, const char *name, const char *format, ...);

/**
 * wg_connection_get_value:
 * @found: (out) (optional): whether there was a row
 *
 * Returns: the first column of the first row as an integer; 0 when there is none or on error.
 */
gint64 wg_connection_get_value (WgConnection *self, gboolean *found, GError **error, const char *name, const char *format, ...);

/**
 * wg_connection_run_script:
 * @script: constant SQL of ours, several statements; never anything from outside
 */
gboolean wg_connection_run_script (WgConnection *self, const char *script, GError **error);
gint64 wg_connection_get_changes (WgConnection *self);

/**
 * wg_connection_get_data_version:
 *
 * Returns: a number that differs from the last call when another connection has committed in between.
 */
gint64 wg_connection_get_data_version (WgConnection *self);

/**
 * wg_connection_attach:
 * @path: a staging database; its tables become visible as `staging.<table>`
 */
gboolean wg_connection_attach (WgConnection *self, const char *path, GError **error);
gboolean wg_connection_detach (WgConnection *self, GError **error);

/**
 * wg_connection_set_bulk:
 * @bulk: whether the transactions to come write only what stays hidden until a later, ordinary one
 *
 * Not inside a transaction.
 */
gboolean wg_connection_set_bulk (WgConnection *self, gboolean bulk, GError **error);

/**
 * wg_connection_give_way:
 * @at_most_us: how long at most
 *
 * Between two of many writing transactions: when another program has waited for the lock, waits until that one has written.
 */
void wg_connection_give_way (WgConnection *self, gint64 at_most_us);

/**
 * wg_connection_begin_load:
 * @table: the table that is about to get many rows whose geometries are known to be right; meanwhile no other one gets any
 *
 * Inside a transaction. Call wg_connection_end_load() before its commit; a rollback ends it too.
 */
gboolean wg_connection_begin_load (WgConnection *self, const char *table, GError **error);
gboolean wg_connection_end_load (WgConnection *self, GError **error);

/**
 * wg_connection_enter_boxes:
 * @table: a table that was loaded
 * @after_id: all loaded rows have a higher id
 * @more: (out): whether there is more to do, in another transaction
 *
 * Makes the spatial index complete, if the table has one: as much as fits into one short transaction, which must be open.
 */
gboolean wg_connection_enter_boxes (WgConnection *self, const char *table, gint64 after_id, gboolean *more, GError **error);

/**
 * wg_connection_check_integrity:
 * @report: called for each thing that is wrong
 *
 * Returns: %FALSE with @error set when it could not be checked.
 */
gboolean
wg_connection_check_integrity (WgConnection *self, WgIntegrityFunc report, gpointer user_data, GError **error);

/**
 * wg_connection_search:
 * @text: what was typed
 * @most: how many ids at most
 * @complete: (out): whether everything of @kind is in the index
 *
 * Asks the index of the search, which is the backend's own. It may propose what does not hold @text; it leaves nothing out.
 *
 * Returns: (transfer none) (nullable): a statement whose rows are ids; %NULL without @error when there is no index or
 *   nothing to ask.
 */
WgStatement *wg_connection_search (WgConnection *self, WgSearchKind kind, const char *text, gint64 most, gboolean *complete, GError **error);

/**
 * wg_connection_index_some:
 * @more: (out): whether there is more to do, in another transaction
 *
 * Completes the index after a load: as much as fits into one short transaction, which must be open.
 */
gboolean wg_connection_index_some (WgConnection *self, gboolean *more, GError **error);

/**
 * wg_connection_rest:
 *
 * Gives memory back: nobody is going to ask for a while. Outside of a transaction.
 */
void wg_connection_rest (WgConnection *self);

/**
 * wg_connection_interrupt:
 *
 * Makes the running statement fail with %WG_ERROR_CANCELLED. The one method that may be called from any thread.
 */
void wg_connection_interrupt (WgConnection *self);

/**
 * wg_connection_get_district:
 *
 * Returns: the district this connection works for (`district_id` of every key).
 */
gint64 wg_connection_get_district (WgConnection *self);
void wg_connection_set_district (WgConnection *self, gint64 district_id);

/**
 * wg_connection_assert_thread:
 *
 * Stops the program when called on another thread than the one that opened @self.
 */
void wg_connection_assert_thread (WgConnection *self);

G_END_DECLS
