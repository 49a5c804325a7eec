/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * wg_json_add_text:
 * @builder: inside an object
 * @name: of the member
 * @text: (nullable): %NULL becomes `null`
 *
 * Adds a member: what is absent is `null` and never missing.
 */
void wg_json_add_text (JsonBuilder *builder, const char *name, const char *text);

G_END_DECLS
