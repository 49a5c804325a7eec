/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"
#include "wg-worker.h"

G_BEGIN_DECLS

/**
 * WG_SECTION_ROLES:
 *
 * Who may say who answers for a street or a river: the GIS editor, the duty officer, the administrator.
 */
#define WG_SECTION_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * WG_SECTION_SETTING:
 *
 * The setting that holds who does.
 */
#define WG_SECTION_SETTING "section-chiefs"

/**
 * WG_SECTION_REACH_M:
 *
 * A case further away from a street or river than this many metres is not on it.
 */
#define WG_SECTION_REACH_M 100.0

/**
 * WgSection:
 * @name: of the street or river, as the map has it: every line of the name belongs to it
 * @kind: (nullable): what the map calls it
 * @chief_id: the person who answers for it (街巷长, 河段长), %WG_NO_ID for nobody
 * @chief: (nullable): that person's name
 * @metres: from the place that was asked for; 0 in a list
 *
 * A section of a street or a river.
 */
typedef struct
{
  char *name;
  char *kind;
  gint64 chief_id;
  char *chief;
  double metres;
} WgSection;

void wg_section_free (WgSection *self);

/**
 * wg_store_work_find_section:
 * @lon: degrees
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 * @section: (out) (transfer full) (nullable): the nearest that somebody answers for, within %WG_SECTION_REACH_M; the name of its
 *   chief is not read. %NULL when there is none
 *
 * For who is on the store's thread already.
 */
gboolean wg_store_work_find_section (WgStoreWork *work, double lon, double lat, gint64 at_ms, WgSection **section, GError **error);

/**
 * wg_store_list_sections_async:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 *
 * The named streets and rivers of the map.
 */
void wg_store_list_sections_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_sections_finish:
 *
 * Returns: (transfer full) (element-type WgSection): by name.
 */
GPtrArray *wg_store_list_sections_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_set_section_chief_async:
 * @operator_id: who does it, see %WG_SECTION_ROLES
 * @name: a street or river of the map; %WG_ERROR_NOT_FOUND for another one
 * @chief_id: who answers for it from now on, %WG_NO_ID for nobody
 * @key: (nullable): what was done under this key is not done again
 */
void wg_store_set_section_chief_async (WgStore *self,
                                       gint64 operator_id,
                                       const char *name,
                                       gint64 chief_id,
                                       const char *key,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * wg_store_set_section_chief_finish:
 *
 * Returns: the id of the event; 0 with @error set.
 */
gint64 wg_store_set_section_chief_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSection, wg_section_free)

G_END_DECLS
