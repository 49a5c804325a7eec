/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256 of files, one after the other, on a thread of its own. */
typedef struct _WgGeoHash WgGeoHash;

WgGeoHash *wg_geo_hash_begin (const char *const *paths);
/* Waits and frees. Returns (transfer full) lower-case hex. */
char *wg_geo_hash_end (WgGeoHash *hash);

G_END_DECLS
