/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-source.h"

G_BEGIN_DECLS

/* Reads the features of a layer in a thread of its own, a little ahead of who takes them. Between new and free the source
 * belongs to that thread; features do not depend on it.
 */
typedef struct _WgGeoAhead WgGeoAhead;

/* A feature and what GDAL said while reading it; each may be NULL. */
typedef struct
{
  OGRFeatureH feature;
  char *failure;
  char *warning;
} WgGeoTaken;

WgGeoAhead *wg_geo_ahead_new (WgGeoSource *source);

/* Ends the reading, at the end of the layer or before it. */
void wg_geo_ahead_free (WgGeoAhead *ahead);

/* The next feature: valid until the next call, and what is stolen of it belongs to the caller. NULL at the end. */
WgGeoTaken *wg_geo_ahead_take (WgGeoAhead *ahead);

/* At the end: what GDAL said there, (transfer full), or NULL; and how long it has read, in seconds of its thread. */
char *wg_geo_ahead_take_last_failure (WgGeoAhead *ahead);
double wg_geo_ahead_get_seconds (WgGeoAhead *ahead);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGeoAhead, wg_geo_ahead_free)

G_END_DECLS
