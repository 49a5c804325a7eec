/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_LEAD_TOLERATED_MS:
 *
 * Clocks of two computers are never quite the same; so much is not worth a word.
 */
#define WG_LEAD_TOLERATED_MS (G_GINT64_CONSTANT (2) * 60 * 1000)

/**
 * WgLead:
 * @newest_ms: the date of the newest entry of the history, milliseconds UTC; no later entry is dated before it
 * @who: (nullable): the operator who made the first entry of that date; those after it may only have taken it over
 * @desk: (nullable): the desk it was made at, %NULL for one without a name
 *
 * What the clock of this computer is compared with. Dates in the history never go back: as long as the newest one lies ahead
 * of this computer's clock, what is done here is dated like it.
 */
typedef struct
{
  gint64 newest_ms;
  char *who;
  char *desk;
} WgLead;

void wg_lead_free (WgLead *self);

/**
 * wg_lead_describe:
 * @now_ms: what the clock of this computer says
 * @zone: the zone in which dates are told
 *
 * Returns: (transfer full) (nullable): what is ahead, by how much and what to do, for the person at the desk; %NULL when it
 *   is not more than %WG_LEAD_TOLERATED_MS.
 */
char *wg_lead_describe (const WgLead *self, gint64 now_ms, GTimeZone *zone);

/**
 * wg_store_find_lead_async:
 *
 * Reads the date of the newest entry, and whose it is.
 */
void wg_store_find_lead_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_find_lead_finish:
 *
 * Returns: (transfer full): never %NULL without @error.
 */
WgLead *wg_store_find_lead_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLead, wg_lead_free)

G_END_DECLS
