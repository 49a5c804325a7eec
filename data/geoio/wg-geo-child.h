/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The process that alone knows foreign formats, seen from the program. */

/**
 * wg_geo_child_start:
 * @line: the request, one line of JSON
 *
 * Its standard output is a pipe; its standard input stays open and silent, so that it learns when this program ends.
 *
 * Returns: (transfer full): the running child, or %NULL with %WG_ERROR_IO.
 */
GSubprocess *wg_geo_child_start (const char *line, GError **error);

/**
 * wg_geo_child_make_error:
 * @failed: the `failed` line of the child
 * @otherwise: the sentence when it says none
 *
 * Returns: (transfer full): the error that it tells of.
 */
GError *wg_geo_child_make_error (JsonObject *failed, const char *otherwise);

G_END_DECLS
