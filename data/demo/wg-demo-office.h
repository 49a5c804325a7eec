/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A plain office calendar for making up times: 08-12 and 14-18 at UTC+8, Monday to Friday, no holidays. It only has to
 * be believable; the store computes what counts.
 */

#define WG_DEMO_MINUTE_MS G_GINT64_CONSTANT (60000)
#define WG_DEMO_HOUR_MS G_GINT64_CONSTANT (3600000)
#define WG_DEMO_DAY_MS G_GINT64_CONSTANT (86400000)
#define WG_DEMO_ZONE_MS (8 * WG_DEMO_HOUR_MS)

/**
 * wg_demo_office_add:
 * @start_ms: when counting begins
 * @counted_ms: how much is to be counted, not negative
 * @working: whether only office hours count
 *
 * Returns: the instant at which @counted_ms have been counted.
 */
gint64 wg_demo_office_add (gint64 start_ms, gint64 counted_ms, gboolean working);

/**
 * wg_demo_office_subtract:
 *
 * Returns: the latest instant from which @counted_ms are counted until @end_ms.
 */
gint64 wg_demo_office_subtract (gint64 end_ms, gint64 counted_ms, gboolean working);

G_END_DECLS
