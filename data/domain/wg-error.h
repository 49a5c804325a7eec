/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WG_ERROR:
 *
 * The one error domain of Wangge. Its message is a sentence for a person: what happened, what was kept, what to do.
 * Codes of foreign libraries (SQLite, GDAL, GEOS) never leave the function in which they occur.
 */
#define WG_ERROR (wg_error_quark ())

/**
 * WgErrorCode:
 * @WG_ERROR_NOT_FOUND: the thing named does not exist.
 * @WG_ERROR_REFUSED: the workflow or a rule does not allow it now; see wg_error_get_allowed().
 * @WG_ERROR_FORBIDDEN: the operator has no right to do it.
 * @WG_ERROR_CONFLICT: somebody changed it since it was read.
 * @WG_ERROR_AMBIGUOUS: the name fits more than one thing, or a question was left open.
 * @WG_ERROR_EXISTS: it is there already.
 * @WG_ERROR_BUSY: another program holds it; trying again helps.
 * @WG_ERROR_DAMAGED: a file of ours is not whole.
 * @WG_ERROR_UNREADABLE: a foreign file cannot be understood.
 * @WG_ERROR_IO: the disk, the folder or the file system said no.
 * @WG_ERROR_CANCELLED: stopped by the user; nothing was changed.
 * @WG_ERROR_USAGE: the command line was written wrongly (exit status 2).
 *
 * The nicks (wg_error_code_to_nick()) are what `--json` prints as `code`.
 */
typedef enum
{
  WG_ERROR_NOT_FOUND,
  WG_ERROR_REFUSED,
  WG_ERROR_FORBIDDEN,
  WG_ERROR_CONFLICT,
  WG_ERROR_AMBIGUOUS,
  WG_ERROR_EXISTS,
  WG_ERROR_BUSY,
  WG_ERROR_DAMAGED,
  WG_ERROR_UNREADABLE,
  WG_ERROR_IO,
  WG_ERROR_CANCELLED,
  WG_ERROR_USAGE,
} WgErrorCode;

GQuark wg_error_quark (void);

/**
 * wg_error_code_to_nick:
 * @error: any error
 *
 * Returns: the word for @error in `--json` output; %G_IO_ERROR_CANCELLED is `cancelled`, every other foreign error `io`.
 */
const char *wg_error_code_to_nick (const GError *error);

/**
 * wg_error_set_allowed:
 * @error: a %WG_ERROR
 * @allowed: (array zero-terminated=1): nicks of the verbs that are legal instead
 *
 * Remembers in @error what could be done instead.
 */
void wg_error_set_allowed (GError *error, const char *const *allowed);

/**
 * wg_error_get_allowed:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the verbs that are legal instead, if @error knows.
 */
const char *const *wg_error_get_allowed (const GError *error);

/**
 * wg_error_set_place:
 * @error: a %WG_ERROR
 * @rule: the name of a rule of the drawing of boundaries, a constant
 * @lon: where, degrees
 * @lat: where, degrees
 *
 * Remembers in @error which rule was broken and where on the map.
 */
void wg_error_set_place (GError *error, const char *rule, double lon, double lat);

/**
 * wg_error_get_rule:
 * @lon: (out) (optional): degrees
 * @lat: (out) (optional): degrees
 *
 * Returns: (transfer none) (nullable): the rule, if @error knows a place.
 */
const char *wg_error_get_rule (const GError *error, double *lon, double *lat);

G_END_DECLS
