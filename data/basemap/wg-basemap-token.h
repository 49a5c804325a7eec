/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_basemap_token_load:
 * @host: whose (wg_tile_template_get_host()): one token serves all base maps of a provider
 *
 * Looks into `wangge/tokens.ini` in the folder for settings of this user of the computer (`~/.config`), then in those
 * of the computer (`/etc/xdg`), where an administrator puts a token for all its desks.
 *
 * Why not in the database, where the base map itself is: the file of a district is copied, backed up and handed on, and
 * its history cannot forget; a token once written there could never be taken back.
 *
 * Returns: (transfer full) (nullable): the token, which is not to be shown, printed or logged.
 */
char *wg_basemap_token_load (const char *host);

/**
 * wg_basemap_token_save:
 * @host: as above
 * @token: (nullable): %NULL forgets it
 * @error: return location
 *
 * Writes the file of this user; nobody else can read it.
 *
 * Returns: whether it was written, else %WG_ERROR_IO.
 */
gboolean wg_basemap_token_save (const char *host, const char *token, GError **error);

G_END_DECLS
