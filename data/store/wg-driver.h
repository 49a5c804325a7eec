/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"

G_BEGIN_DECLS

/**
 * WgAccess:
 * @WG_ACCESS_READ: a reader; many at a time, each on a thread of its own.
 * @WG_ACCESS_WRITE: the writer; one in a process.
 */
typedef enum
{
  WG_ACCESS_READ,
  WG_ACCESS_WRITE,
} WgAccess;

/**
 * WgDatabaseInfo:
 *
 * What `wangge database info` prints of the file itself. Sizes in bytes.
 */
typedef struct
{
  gint64 format;
  gint64 size_bytes;
  char *journal;
  char *synchronous;
  gboolean read_only;
} WgDatabaseInfo;

void wg_database_info_clear (WgDatabaseInfo *info);

#define WG_TYPE_DRIVER (wg_driver_get_type ())
G_DECLARE_INTERFACE (WgDriver, wg_driver, WG, DRIVER, GObject)

/**
 * WgDriverInterface:
 * @prepare_database: makes the database usable: MUST create it when @create is set and it is missing, MUST run the
 *   numbered migrations it lacks, MUST refuse (with a sentence and without touching it) one that is not ours, newer than
 *   us, damaged, or on a file system where its locks do not hold, MUST clear what a killed import left behind unless it
 *   is read-only. Runs on the thread that calls it, once, before any connection is opened. @created tells whether it is
 *   new and empty (no district row yet).
 * @open: opens a connection for the calling thread. A writer MUST be durable when commit returns (asserted at open).
 * @describe: fills @info; MAY be called on any thread.
 * @backup: writes a whole copy to @path while others go on working; MUST leave nothing behind when it fails.
 * @replace: puts the whole database at @successor, which nobody has open, in the place of this one, in one step; with
 *   %NULL it only looks whether it could. MUST refuse with %WG_ERROR_BUSY while anybody has this one open; MUST leave both
 *   as they were when it fails. MAY be called on any thread.
 * @get_uri: what the user calls the database.
 * @is_read_only: whether it can only be read; decided by @prepare_database.
 *
 * The contract of a backend. Everything above it (moves, lists, imports, news) is written once.
 */
struct _WgDriverInterface
{
  GTypeInterface parent;

  gboolean (*prepare_database) (WgDriver *self, gboolean create, gboolean *created, GError **error);
  WgConnection *(*open) (WgDriver *self, WgAccess access, GError **error);
  gboolean (*describe) (WgDriver *self, WgDatabaseInfo *info, GError **error);
  gboolean (*backup) (WgDriver *self, const char *path, GError **error);
  gboolean (*replace) (WgDriver *self, const char *successor, GError **error);
  const char *(*get_uri) (WgDriver *self);
  gboolean (*is_read_only) (WgDriver *self);
};

gboolean wg_driver_prepare_database (WgDriver *self, gboolean create, gboolean *created, GError **error);
WgConnection *wg_driver_open (WgDriver *self, WgAccess access, GError **error);

gboolean wg_driver_describe (WgDriver *self, WgDatabaseInfo *info, GError **error);
gboolean wg_driver_backup (WgDriver *self, const char *path, GError **error);
gboolean wg_driver_replace (WgDriver *self, const char *successor, GError **error);
const char *wg_driver_get_uri (WgDriver *self);
gboolean wg_driver_is_read_only (WgDriver *self);

G_END_DECLS
