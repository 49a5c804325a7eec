/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgJsonWriter:
 *
 * Writes JSON on one line, member by member, into a buffer: no tree is built, so that a list of a hundred thousand cases
 * costs what its bytes cost. Depth is limited to 60.
 */
typedef struct _WgJsonWriter WgJsonWriter;

WgJsonWriter *wg_json_writer_new (void);
void wg_json_writer_free (WgJsonWriter *self);

void wg_json_writer_begin_object (WgJsonWriter *self);
void wg_json_writer_end_object (WgJsonWriter *self);
void wg_json_writer_begin_array (WgJsonWriter *self);
void wg_json_writer_end_array (WgJsonWriter *self);

/**
 * wg_json_writer_key:
 * @key: snake_case ASCII
 *
 * Names the value that is written next.
 */
void wg_json_writer_key (WgJsonWriter *self, const char *key);

/**
 * wg_json_writer_add_text:
 * @text: (nullable): UTF-8; %NULL becomes null, and what is not UTF-8 is replaced by U+FFFD
 */
void wg_json_writer_add_text (WgJsonWriter *self, const char *text);

/**
 * wg_json_writer_add_int:
 * @value: %G_MININT64 becomes null
 */
void wg_json_writer_add_int (WgJsonWriter *self, gint64 value);

/**
 * wg_json_writer_add_double:
 * @value: written with the fewest digits that read back as the same number; what is not finite becomes null
 */
void wg_json_writer_add_double (WgJsonWriter *self, double value);
void wg_json_writer_add_bool (WgJsonWriter *self, gboolean value);

/**
 * wg_json_writer_add_time:
 * @ms: an instant, milliseconds UTC; %G_MININT64 and %G_MAXINT64 become null
 *
 * Writes ISO 8601 with `Z`.
 */
void wg_json_writer_add_time (WgJsonWriter *self, gint64 ms);

/**
 * wg_json_writer_add_raw:
 * @json: (nullable): a whole JSON value on one line, trusted to be valid; %NULL becomes null
 */
void wg_json_writer_add_raw (WgJsonWriter *self, const char *json);

/**
 * wg_json_writer_add_texts:
 * @texts: (nullable) (array zero-terminated=1): becomes an array of strings, an empty one for %NULL
 */
void wg_json_writer_add_texts (WgJsonWriter *self, const char *const *texts);

/**
 * wg_json_writer_end_line:
 *
 * Ends the value that was written; all its objects and arrays must be closed.
 */
void wg_json_writer_end_line (WgJsonWriter *self);

/* A key and its value at once. */
void wg_json_writer_text (WgJsonWriter *self, const char *key, const char *text);
void wg_json_writer_int (WgJsonWriter *self, const char *key, gint64 value);
void wg_json_writer_double (WgJsonWriter *self, const char *key, double value);
void wg_json_writer_bool (WgJsonWriter *self, const char *key, gboolean value);
void wg_json_writer_time (WgJsonWriter *self, const char *key, gint64 ms);

/**
 * wg_json_writer_get_buffer:
 *
 * Returns: (transfer none): what was written and not taken away so far.
 */
GString *wg_json_writer_get_buffer (WgJsonWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgJsonWriter, wg_json_writer_free)

G_END_DECLS
