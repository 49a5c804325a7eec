/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-driver.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgDatabaseSummary:
 * @district_code: the code of the district, "" when nobody named it
 * @info: the file itself
 *
 * What `database info` prints.
 */
typedef struct
{
  char *uri;
  char *district_code;
  char *district_name;
  char *timezone;
  char *metre_crs;
  gint64 grids;
  gint64 cases;
  gint64 buildings;
  gint64 facilities;
  gint64 events;
  WgDatabaseInfo info;
} WgDatabaseSummary;

void wg_database_summary_free (WgDatabaseSummary *self);

/**
 * wg_store_describe_async:
 * @at_ms: as of when whose it was and what was in it, milliseconds UTC; %G_MININT64 for the present. The file itself is that of now
 */
void wg_store_describe_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_describe_finish:
 *
 * Returns: (transfer full): the summary.
 */
WgDatabaseSummary *wg_store_describe_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_set_district_async:
 * @code: (nullable): a code; %NULL leaves what is there, as for the others
 * @name: (nullable): a name
 * @timezone: (nullable): an IANA zone
 * @metre_crs: (nullable): `tmerc` (on the district's own meridian) or `EPSG:N`
 * @key: (nullable): the idempotency key of the event, which then keeps the size of the file as well
 * @operator_id: who says so: a GIS editor or the administrator
 *
 * Says whose database this is, with an event. The other desks learn it when they open the database next.
 */
void wg_store_set_district_async (WgStore *self,
                                  const char *code,
                                  const char *name,
                                  const char *timezone,
                                  const char *metre_crs,
                                  const char *key,
                                  gint64 operator_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean wg_store_set_district_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_backup_async:
 * @path: a file that is not there yet
 *
 * Writes a whole copy while work goes on, the attached files beside it in `<path>.files`: all of it or nothing.
 */
void wg_store_backup_async (
    WgStore *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean wg_store_backup_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDatabaseSummary, wg_database_summary_free)

G_END_DECLS
