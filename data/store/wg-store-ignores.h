/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store-members.h"

G_BEGIN_DECLS

/**
 * WG_IGNORED_SETTING:
 *
 * The findings about boundaries that somebody has looked at and leaves as they are: reasons by what was found. A setting
 * of the district, so that the next officer does not meet them again, and can read who decided it and why. They are listed
 * by wg_store_list_members_async().
 */
#define WG_IGNORED_SETTING "boundary.ignored"

/**
 * WG_IGNORED_ROLES:
 *
 * Who may decide it.
 */
#define WG_IGNORED_ROLES WG_ROLE_GIS

/**
 * wg_store_ignore_finding_async:
 * @operator_id: who does it, see %WG_IGNORED_ROLES
 * @name: what was found: a rule and a place or a grid
 * @reason: (nullable): why it is left; %NULL: it is not left any more
 * @key: (nullable): what was done under this key is not done again
 */
void wg_store_ignore_finding_async (WgStore *self,
                                    gint64 operator_id,
                                    const char *name,
                                    const char *reason,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * wg_store_ignore_finding_finish:
 *
 * Returns: the id of the event; 0 with @error set
 */
gint64 wg_store_ignore_finding_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
