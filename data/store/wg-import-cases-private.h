/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-import-run-private.h"

G_BEGIN_DECLS

/* The columns of the statement `staging-case-rows`. */
enum
{
  WG_IMPORT_CASE_SEQ,
  WG_IMPORT_CASE_NUMBER,
  WG_IMPORT_CASE_CHANNEL,
  WG_IMPORT_CASE_CLASS_CODE,
  WG_IMPORT_CASE_CLASS_TEXT,
  WG_IMPORT_CASE_TITLE,
  WG_IMPORT_CASE_BODY,
  WG_IMPORT_CASE_ADDRESS,
  WG_IMPORT_CASE_STATE,
  WG_IMPORT_CASE_FOREIGN_STATE,
  WG_IMPORT_CASE_REPORTED,
  WG_IMPORT_CASE_FILED,
  WG_IMPORT_CASE_DUE,
  WG_IMPORT_CASE_DONE,
  WG_IMPORT_CASE_CLOSED,
  WG_IMPORT_CASE_ASSIGNEE,
  WG_IMPORT_CASE_REPORTER_NAME,
  WG_IMPORT_CASE_REPORTER_PHONE,
  WG_IMPORT_CASE_LON,
  WG_IMPORT_CASE_LAT,
  WG_IMPORT_CASE_APPOINTED,
};

/* What an import of cases remembers between its chunks (run->data). */
typedef struct
{
  GHashTable *classes;   /* char *, code and text → ForeignClass of wg-import-classes.c */
  GHashTable *assignees; /* char * → Assignee of wg-import-assignees.c */
  GPtrArray *changes;    /* WgCaseRecord * in pairs, as it was and as it shall be: wg-import-case-changes.c */
  gint64 n_over;         /* visits that are over: wg-import-visits.c */
} WgImportCases;

/* Fills class, class text and route of @record from the words of the file; a class nobody knows is remembered and
 * written with wg_import_classes_write().
 */
gboolean wg_import_classes_resolve (
    WgImportRun *run, WgStoreWork *work, const char *code, const char *text, WgCaseRecord *record, GError **error);
gboolean wg_import_classes_write (WgImportRun *run, WgStoreWork *work, GError **error);
void wg_import_classes_free_one (gpointer foreign_class);

/* Fills the holder of @record; a name nobody has is told once. */
gboolean wg_import_assignees_resolve (
    WgImportRun *run, WgStoreWork *work, const WgImportSlot *slot, const char *name, WgCaseRecord *record, GError **error);

/* Visits by appointment: what the file appoints is the beginning of the handling clock. */

/* Fills `appointed_ms` of @record, and tells of one that starts no clock. */
gboolean wg_import_visits_read (
    WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, WgCaseRecord *record, GError **error);
/* Fills `appointed_ms` of a case that is there. */
gboolean wg_import_visits_load (WgStoreWork *work, WgCaseRecord *record, GError **error);
/* The case was written with its `appointed_ms`: its clock starts then, and only that of `before` (nullable) goes. */
gboolean wg_import_visits_write (WgStoreWork *work, const WgCaseRecord *before, WgCaseRecord *record, GError **error);
/* Tells how many visits are over. */
gboolean wg_import_visits_tell (WgImportRun *run, WgStoreWork *work, GError **error);

/* A case whose number is taken; @record is what the file says of it. */
gboolean wg_import_case_meet (WgImportRun *run,
                              WgStoreWork *work,
                              WgStatement *row,
                              const WgImportSlot *slot,
                              const WgCaseRecord *record,
                              WgRowOutcome *outcome,
                              GError **error);
gboolean wg_import_case_changes_apply (WgImportRun *run, WgStoreWork *work, GError **error);

/* Puts the old values of an event of wg_import_case_changes_apply() back and logs that. FALSE with WG_ERROR_REFUSED when
 * the case was changed since.
 */
gboolean wg_import_case_changes_revert (
    WgStoreWork *work, const WgEvent *change, gint64 operator_id, WgGridTree *grids, GError **error);

G_END_DECLS
