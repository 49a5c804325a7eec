/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-table.h"
#include "wg-json-writer.h"
#include "wg-store.h"
#include "wg-text-table.h"

G_BEGIN_DECLS

/**
 * WgCommandCall:
 * @table: the table the row is of
 * @command: the row
 * @arguments: (element-type utf8): the words behind the verb
 * @json: whether to print JSON
 * @quiet: whether to keep progress and warnings back
 * @yes: whether what would be asked is answered already
 * @answered: whether the one JSON value was printed although the verb fails
 * @uri: what the database is called
 * @store: (nullable): the open store, see wg_command_call_open()
 * @zone: (nullable): how times without a zone are read
 * @cancellable: cancelled by Ctrl-C
 * @stands: see wg_command_call_stand()
 * @writer: the JSON on its way to the standard output
 *
 * One run of one verb. Main thread only; the helpers below wait for the store by running the main context.
 */
struct _WgCommandCall
{
  WgCommandTable *table;
  const WgCommand *command;
  GPtrArray *arguments;
  gboolean json;
  gboolean quiet;
  gboolean yes;
  gboolean answered;
  char *uri;
  WgStore *store;
  GTimeZone *zone;
  GCancellable *cancellable;
  gboolean stands;
  WgJsonWriter *writer;

  /*< private >*/
  GHashTable *options;
  GAsyncResult *result;
  gint64 progressed;
  char *key;
};

WgCommandCall *wg_command_call_new (WgCommandTable *table);
void wg_command_call_free (WgCommandCall *self);

/**
 * wg_command_call_open:
 * @create: whether a missing database is made
 *
 * Opens the database that is meant. Done before the function of a row with %WG_COMMAND_OPENS; a row that creates calls it
 * when it knows that it has something to put in.
 */
gboolean wg_command_call_open (WgCommandCall *self, gboolean create, GError **error);
void wg_command_call_close (WgCommandCall *self);

/**
 * wg_command_call_take_zone:
 *
 * Sets @zone from `--tz`, else from the district when the database is open.
 *
 * Returns: %FALSE with %WG_ERROR_USAGE when there is no such zone.
 */
gboolean wg_command_call_take_zone (WgCommandCall *self, GError **error);

/**
 * wg_command_call_add_option:
 * @value: (nullable): its value, %NULL for a flag
 *
 * Remembers an option; given twice, the later value holds (of %WG_OPTION_TEXTS both).
 */
void wg_command_call_add_option (WgCommandCall *self, const WgOption *option, const char *value);

const char *wg_command_call_get_argument (WgCommandCall *self, guint index);
gboolean wg_command_call_has (WgCommandCall *self, const char *option);

/**
 * wg_command_call_get_text:
 *
 * Returns: (transfer none) (nullable): the value of an option.
 */
const char *wg_command_call_get_text (WgCommandCall *self, const char *option);

/**
 * wg_command_call_get_texts:
 *
 * Returns: (transfer none) (nullable) (element-type utf8): every value of an option, in order.
 */
GPtrArray *wg_command_call_get_texts (WgCommandCall *self, const char *option);

/**
 * wg_command_call_get_integer:
 *
 * Returns: the value of an option that was checked to be a number, or @otherwise.
 */
gint64 wg_command_call_get_integer (WgCommandCall *self, const char *option, gint64 otherwise);

/**
 * wg_command_call_get_number:
 *
 * Returns: the value, NAN when it was not given.
 */
double wg_command_call_get_number (WgCommandCall *self, const char *option);

/**
 * wg_command_call_get_time:
 *
 * Returns: the instant in milliseconds UTC, or @otherwise.
 */
gint64 wg_command_call_get_time (WgCommandCall *self, const char *option, gint64 otherwise);

/**
 * wg_command_call_get_point:
 * @lon: (out): degrees
 * @lat: (out): degrees
 *
 * Returns: whether a %WG_OPTION_POINT was given.
 */
gboolean wg_command_call_get_point (WgCommandCall *self, const char *option, double *lon, double *lat);
gboolean wg_command_call_get_size (WgCommandCall *self, const char *option, int *width, int *height);

/**
 * wg_command_call_get_now:
 *
 * Returns: the instant of the question: `--at`, or the time of the store.
 */
gint64 wg_command_call_get_now (WgCommandCall *self);

/**
 * wg_command_call_ready:
 *
 * The callback to hand to an asynchronous function, then call wg_command_call_wait().
 */
void wg_command_call_ready (GObject *source, GAsyncResult *result, gpointer call);

/**
 * wg_command_call_wait:
 *
 * Runs the main context until the result is there.
 *
 * Returns: (transfer none): the result, valid until the next call.
 */
GAsyncResult *wg_command_call_wait (WgCommandCall *self);

/**
 * wg_command_call_warn:
 *
 * Prints a sentence on the standard error, unless `--quiet`.
 */
void wg_command_call_warn (WgCommandCall *self, const char *sentence);

/**
 * wg_command_call_progress:
 * @sentence: (nullable): how far it is; %NULL wipes the line
 *
 * Shows progress where a person looks on: on a terminal, ten times a second at most, and not with `--quiet`.
 */
void wg_command_call_progress (WgCommandCall *self, const char *sentence);

/**
 * wg_command_call_complain:
 *
 * Prints a sentence on the standard error.
 */
void wg_command_call_complain (const char *sentence);

/**
 * wg_command_call_stand:
 *
 * What was asked for is done and stays: from here on Ctrl-C does not keep the program from telling it.
 */
void wg_command_call_stand (WgCommandCall *self);

/**
 * wg_command_call_end_line:
 *
 * Ends a line of JSON and writes out when enough has gathered.
 *
 * Returns: %FALSE with @error set when Ctrl-C was pressed or the output cannot be written.
 */
gboolean wg_command_call_end_line (WgCommandCall *self, GError **error);

/**
 * wg_command_call_print:
 * @text: for a person
 *
 * Writes to the standard output.
 */
gboolean wg_command_call_print (WgCommandCall *self, const char *text, GError **error);
gboolean wg_command_call_print_table (WgCommandCall *self, WgTextTable *rows, GError **error);

/**
 * wg_command_call_flush:
 *
 * Writes out what has gathered.
 */
gboolean wg_command_call_flush (WgCommandCall *self, GError **error);

/**
 * wg_command_call_find_operator:
 *
 * Returns: the id of the account of `--as`, or -1 with @error set.
 */
gint64 wg_command_call_find_operator (WgCommandCall *self, GError **error);

/**
 * wg_command_call_find_person:
 * @name: (nullable): name, code or id of a person
 * @person_id: (out): the id, %WG_NO_ID for a @name of %NULL
 *
 * Returns: %FALSE with %WG_ERROR_NOT_FOUND or, with the list, %WG_ERROR_AMBIGUOUS.
 */
gboolean wg_command_call_find_person (WgCommandCall *self, const char *name, gint64 *person_id, GError **error);

/**
 * wg_command_call_find_holder:
 * @name: (nullable): a person, or the name of a unit
 */
gboolean wg_command_call_find_holder (
    WgCommandCall *self, const char *name, gint64 *person_id, gint64 *unit_id, GError **error);

/**
 * wg_command_call_find_unit:
 * @name: (nullable): the name or id of a unit
 */
gboolean wg_command_call_find_unit (WgCommandCall *self, const char *name, gint64 *unit_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCommandCall, wg_command_call_free)

G_END_DECLS
