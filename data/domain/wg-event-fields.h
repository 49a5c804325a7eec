/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-event.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * wg_event_read_fields:
 *
 * Returns: (transfer full) (nullable): the fields of @self, %NULL when there are none or they cannot be read.
 */
JsonObject *wg_event_read_fields (const WgEvent *self);

/**
 * wg_event_get_number:
 * @name: of a field
 * @otherwise: what is returned when @self has no such number
 */
gint64 wg_event_get_number (const WgEvent *self, const char *name, gint64 otherwise);

/**
 * wg_event_dup_text:
 * @name: of a field
 *
 * Returns: (transfer full) (nullable): its text, %NULL when @self has none.
 */
char *wg_event_dup_text (const WgEvent *self, const char *name);

G_END_DECLS
