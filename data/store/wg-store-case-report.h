/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-evidence.h"
#include "wg-class-catalogue.h"
#include "wg-store-cases.h"

G_BEGIN_DECLS

/**
 * WgCaseReport:
 * @at_ms: as of when
 * @file: the case with its history and what lies beside it
 * @ledgers: (element-type WgClockLedger): its clocks, each with its proof
 * @evidence: (nullable): whose its place is; %NULL when the place is not known
 * @class_name: (nullable): its class with the one above, in the language of the screen
 * @persons: (element-type gint64 utf8): names of the persons that the history tells of, by id
 * @units: (element-type gint64 utf8): the same of units
 *
 * All that can be printed of one case.
 */
typedef struct
{
  gint64 at_ms;
  WgCaseFile *file;
  GPtrArray *ledgers;
  WgCaseEvidence *evidence;
  char *class_name;
  GHashTable *persons;
  GHashTable *units;
} WgCaseReport;

void wg_case_report_free (WgCaseReport *self);

/**
 * wg_case_report_tell:
 * @event: an event of the case
 *
 * Returns: (transfer full): its sentence with the names that are known.
 */
char *wg_case_report_tell (const WgCaseReport *self, WgWorkflow *workflow, const WgEvent *event);

/**
 * wg_store_load_case_report_async:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 */
void wg_store_load_case_report_async (
    WgStore *self, const char *number, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgCaseReport *wg_store_load_case_report_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseReport, wg_case_report_free)

G_END_DECLS
