/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-class-catalogue.h"
#include "wg-paper.h"

G_BEGIN_DECLS

/**
 * wg_limits_paper_new:
 * @units: (element-type WgUnit): the units of the district
 * @district: (nullable): the name of the district
 * @at_ms: as of when the catalogue is, milliseconds UTC
 * @zone: (nullable): the zone of the district
 *
 * The table of limits that a centre posts on its wall: every class under which cases are filed, with its limit and the way its
 * cases take, under the classes above; with the unit that goes out for it when classes have one.
 */
WgPaper *wg_limits_paper_new (
    WgClassCatalogue *catalogue, GPtrArray *units, const char *district, gint64 at_ms, GTimeZone *zone);

G_END_DECLS
