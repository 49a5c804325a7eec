/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-shape.h"

G_BEGIN_DECLS

/* Validity by GEOS. */
typedef struct _WgGeoChecker WgGeoChecker;

WgGeoChecker *wg_geo_checker_new (void);
void wg_geo_checker_free (WgGeoChecker *checker);

typedef struct
{
  gboolean repaired;
  const char *rule; /* why: stable name, or NULL */
  char *text;       /* a sentence, or NULL (transfer full) */
  double lon_lat[2];
  double area_before_m2; /* of a repaired one, to half a percent: as it was drawn, what is enclosed the other way round taken off */
  double area_after_m2;
} WgGeoVerdict;

/* Turns @shape into a valid MULTIPOLYGON in @wkb (which is emptied first). FALSE when nothing valid can be made of it;
 * the verdict says why either way.
 */
gboolean wg_geo_checker_check (WgGeoChecker *checker, const WgGeoShape *shape, GByteArray *wkb, WgGeoVerdict *verdict);

/* @wkb becomes the union of itself and @other. FALSE when that cannot be done. */
gboolean wg_geo_checker_unite (WgGeoChecker *checker, GByteArray *wkb, GBytes *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGeoChecker, wg_geo_checker_free)

G_END_DECLS
