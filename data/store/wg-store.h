/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-calendar.h"
#include "wg-change-set.h"
#include "wg-clock-source.h"
#include "wg-connection.h"
#include "wg-driver.h"
#include "wg-grid-tree.h"
#include "wg-workflow.h"

G_BEGIN_DECLS

/**
 * WgDistrict:
 *
 * Whose database this is. @timezone is an IANA name, @metre_crs says how metres are computed.
 */
typedef struct
{
  gint64 id;
  char *code;
  char *name;
  char *timezone;
  char *metre_crs;
  gint64 created_ms;
} WgDistrict;

#define WG_TYPE_STORE (wg_store_get_type ())
G_DECLARE_FINAL_TYPE (WgStore, wg_store, WG, STORE, GObject)

/**
 * WgStore:
 *
 * The door to the database of one district. Verbs are asynchronous and run on one writer thread or on reader threads;
 * the main thread never touches a connection.
 *
 * Signals: `changed (WgChangeSet *)`, on the main thread (the thread-default main context of wg_store_open_async()), when
 * events were committed by this process or by another one; `trouble (GError *)` when looking for news fails;
 * `district-changed` when this process has changed what wg_store_get_district() tells.
 */

/**
 * WgStoreWork:
 * @connection: the connection of the thread that runs the work
 * @clock: the store's time
 * @zone: the zone of the district
 *
 * What a piece of work on a database thread gets to see.
 */
typedef struct _WgStoreWork
{
  WgStore *store;
  WgConnection *connection;
  WgClock *clock;
  WgWorkflow *workflow;
  GTimeZone *zone;
  const char *zone_name;

  /*< private >*/
  WgCalendar *calendar; /* see wg_store_work_get_calendar() */
  gint64 calendar_event;
} WgStoreWork;

/**
 * WgStoreFunc:
 * @work: the thread's things
 * @request: what was asked
 * @cancellable: (nullable): when it is cancelled the running statement fails by itself
 * @error: return location
 *
 * Runs on a database thread. A writing one runs inside a transaction that is committed when it returns a result and
 * rolled back when it returns %NULL with @error set.
 *
 * Returns: the result, or %NULL with @error set.
 */
typedef gpointer (*WgStoreFunc) (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error);

/**
 * wg_store_new:
 * @driver: the backend
 * @clock: (nullable): the time; %NULL is the clock of the machine
 * @workflow: (nullable): the table of moves; %NULL is the one shipped
 */
WgStore *wg_store_new (WgDriver *driver, WgClock *clock, WgWorkflow *workflow);

/**
 * wg_store_open_async:
 * @create: whether a missing database is made (with its roles, operators, class catalogue and calendar)
 *
 * Prepares the database and starts the threads.
 */
void wg_store_open_async (
    WgStore *self, gboolean create, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean wg_store_open_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_close:
 *
 * Lets the running work end and joins the threads. Called by dispose.
 */
void wg_store_close (WgStore *self);

/**
 * wg_store_read_async:
 * @func: runs on a reader thread
 * @request: (transfer full): handed to @func
 * @request_free: (nullable): frees @request
 * @result_free: (nullable): frees the result when nobody takes it
 */
void wg_store_read_async (WgStore *self,
                          WgStoreFunc func,
                          gpointer request,
                          GDestroyNotify request_free,
                          GDestroyNotify result_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/**
 * wg_store_write_async:
 *
 * As wg_store_read_async(), on the writer thread and inside one transaction. News of its events is emitted after the
 * commit through #WgStore::changed like anybody else's.
 */
void wg_store_write_async (WgStore *self,
                           WgStoreFunc func,
                           gpointer request,
                           GDestroyNotify request_free,
                           GDestroyNotify result_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * wg_store_write_steps_async:
 *
 * As wg_store_write_async(), but @func begins and commits its transactions itself: for imports in chunks.
 */
void wg_store_write_steps_async (WgStore *self,
                                 WgStoreFunc func,
                                 gpointer request,
                                 GDestroyNotify request_free,
                                 GDestroyNotify result_free,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * wg_store_work_finish:
 *
 * Returns: (transfer full): the result of the function.
 */
gpointer wg_store_work_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_follow:
 *
 * From now on #WgStore::changed tells of every event committed by anybody since the store was opened: at once for this
 * process, within a quarter of a second for others. Who has read the database in between finds some of them known.
 */
void wg_store_follow (WgStore *self);

WgDriver *wg_store_get_driver (WgStore *self);
WgClock *wg_store_get_clock (WgStore *self);
WgWorkflow *wg_store_get_workflow (WgStore *self);
gboolean wg_store_is_read_only (WgStore *self);

/**
 * wg_store_get_district:
 *
 * Returns: (transfer none): known once the store is open.
 */
const WgDistrict *wg_store_get_district (WgStore *self);

/**
 * wg_store_get_zone:
 *
 * Returns: (transfer none): the zone of the district.
 */
GTimeZone *wg_store_get_zone (WgStore *self);

/**
 * wg_store_adopt_district:
 * @code: (nullable): %NULL leaves what is known, as for the others
 *
 * For wg_store_set_district_async(): what was written a moment ago. Call it on the main thread; what database threads are
 * just using stays valid.
 */
void wg_store_adopt_district (
    WgStore *self, const char *code, const char *name, const char *timezone, const char *metre_crs);

/**
 * wg_store_work_get_grids:
 * @work: on any database thread
 *
 * Returns: (transfer full): the grids in force; read again only after an event that touched grids.
 */
WgGridTree *wg_store_work_get_grids (WgStoreWork *work, GError **error);

/**
 * wg_store_note_come_due:
 * @draft_id: was put in force because its date had come
 *
 * On any thread.
 */
void wg_store_note_come_due (WgStore *self, gint64 draft_id);

/**
 * wg_store_has_come_due:
 *
 * Returns: whether a draft was put in force by this program because its date had come, be it while nothing was open. On any thread.
 */
gboolean wg_store_has_come_due (WgStore *self, gint64 draft_id);

/**
 * wg_store_load_grids_async:
 *
 * Loads the snapshot of all grids in force.
 */
void wg_store_load_grids_async (
    WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgGridTree *wg_store_load_grids_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
