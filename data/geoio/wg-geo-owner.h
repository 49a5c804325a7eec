/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-source.h"

G_BEGIN_DECLS

/* Whose data the chosen layer, which is open, says it is; NULL when it does not say (transfer full). */
char *wg_geo_owner_find (const WgGeoSource *source);

G_END_DECLS
