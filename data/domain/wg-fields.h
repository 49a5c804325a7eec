/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgFields:
 *
 * A JSON object with sorted keys, as the event log stores it: the same facts always give the same bytes.
 */
typedef struct _WgFields WgFields;

WgFields *wg_fields_new (void);
void wg_fields_free (WgFields *self);

/**
 * wg_fields_set_text:
 * @key: a key of ours, plain ASCII
 * @value: (nullable): UTF-8; %NULL becomes null
 */
void wg_fields_set_text (WgFields *self, const char *key, const char *value);

/**
 * wg_fields_set_int64:
 * @value: a number; %G_MININT64 becomes null
 */
void wg_fields_set_int64 (WgFields *self, const char *key, gint64 value);

/**
 * wg_fields_set_double:
 * @value: a number, written with 17 digits at most; NAN becomes null
 */
void wg_fields_set_double (WgFields *self, const char *key, double value);

/**
 * wg_fields_set_object:
 * @value: (transfer full): a nested object
 */
void wg_fields_set_object (WgFields *self, const char *key, WgFields *value);

/**
 * wg_fields_set_texts:
 * @values: (array zero-terminated=1): becomes an array of strings
 */
void wg_fields_set_texts (WgFields *self, const char *key, const char *const *values);

guint wg_fields_get_size (WgFields *self);
char *wg_fields_to_json (WgFields *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFields, wg_fields_free)

G_END_DECLS
