/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-export-job.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_EXPORT_PERSONAL_ROLES:
 *
 * Who may export what concerns a person: the duty officer and the administrator.
 */
#define WG_EXPORT_PERSONAL_ROLES (WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * WgExportKind:
 * @WG_EXPORT_GRIDS: grids with their outlines
 * @WG_EXPORT_BUILDINGS: buildings with their outlines
 * @WG_EXPORT_CASES: cases at their places, without who reported them
 * @WG_EXPORT_PERSONS: keepers and workers, without a place
 * @WG_EXPORT_CLOSED: the cases that were closed in a span of time, without any person
 *
 * What is exported.
 */
typedef enum
{
  WG_EXPORT_GRIDS,
  WG_EXPORT_BUILDINGS,
  WG_EXPORT_CASES,
  WG_EXPORT_PERSONS,
  WG_EXPORT_CLOSED,
} WgExportKind;

/**
 * WgExportRequest:
 * @form: the file
 * @fields: (nullable): the fields wanted, in their order; %NULL for all that are not personal
 * @level: only grids of this level; cases and buildings are told with their grid of it. 0 for all and the home grid
 * @at_ms: as of when, milliseconds UTC; %G_MAXINT64 for the present
 * @from_ms: of %WG_EXPORT_CLOSED: closed at this instant or later
 * @to_ms: of %WG_EXPORT_CLOSED: closed before this instant
 * @operator_id: who wants it
 * @key: idempotency key of the event that says so
 */
typedef struct
{
  WgExportKind kind;
  WgExportForm form;
  char **fields;
  int level;
  gint64 at_ms;
  gint64 from_ms;
  gint64 to_ms;
  gint64 operator_id;
  char *key;
} WgExportRequest;

WgExportRequest *wg_export_request_new (WgExportKind kind, const char *out);
void wg_export_request_free (WgExportRequest *request);
const char *wg_export_kind_to_nick (WgExportKind kind);
gboolean wg_export_kind_from_nick (const char *nick, WgExportKind *kind);

/**
 * WgExportChoice:
 * @name: what the field is called in the file
 * @label: what it is, for a person
 * @is_extra: whether it is written only when it is asked for by name
 * @is_personal: whether only %WG_EXPORT_PERSONAL_ROLES may have it; such a field is an extra one, too
 *
 * A field that can be exported.
 */
typedef struct
{
  const char *name;
  const char *label;
  gboolean is_extra;
  gboolean is_personal;
} WgExportChoice;

/**
 * wg_export_kind_list_choices:
 *
 * Returns: (transfer full) (element-type WgExportChoice): every field that @kind has, in the order of a file.
 */
GArray *wg_export_kind_list_choices (WgExportKind kind);

/**
 * WgExportResult:
 * @rows: how many
 * @fields: their names
 * @event_id: the event that says that it left the house
 * @warnings: (element-type utf8): what the format could not hold
 */
typedef struct
{
  char *out;
  gint64 rows;
  char **fields;
  gint64 event_id;
  GPtrArray *warnings;
} WgExportResult;

void wg_export_result_free (WgExportResult *result);

/**
 * wg_store_export_async:
 * @request: (transfer full): what is wanted
 * @progress: (nullable): told how far the writing is, on a thread of the job
 *
 * Reads the rows, has them written by the child, enters the event, and then gives the file its name: nothing leaves without an
 * event, and nobody finds half a file. Cancelling leaves no file.
 */
void wg_store_export_async (WgStore *self, WgExportRequest *request, WgExportProgress progress, gpointer progress_data,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_export_finish:
 *
 * Returns: (transfer full): what was exported, or %NULL with %WG_ERROR_EXISTS, %WG_ERROR_FORBIDDEN, %WG_ERROR_USAGE,
 *   %WG_ERROR_CANCELLED or %WG_ERROR_IO
 */
WgExportResult *wg_store_export_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgExportRequest, wg_export_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgExportResult, wg_export_result_free)

G_END_DECLS
