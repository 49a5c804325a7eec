/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-publisher.h"
#include "wg-test-store.h"

G_BEGIN_DECLS

/* A staging file written by hand, as the reader of foreign files would: no reader is started. */
typedef struct
{
  char *folder;
  char *path;
  WgImportRequest *request;
  gpointer db; /* sqlite3 */
} WgTestStaging;

void wg_test_staging_begin (WgTestStaging *self, WgImportKind kind);
void wg_test_staging_run (WgTestStaging *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A square: its south-west corner and its side, in degrees. */
void wg_test_staging_add_grid (WgTestStaging *self, const char *code, const char *name, const char *parent, double lon, double lat, double width, double height);
void wg_test_staging_add_building (WgTestStaging *self, const char *code, double lon, double lat, double size);
/* @n facilities on a raster over the test district and somewhat beyond it. */
void wg_test_staging_add_facilities (WgTestStaging *self, guint n);
/* @values: SQL values from `state` on: state, reported_ms, due_ms, lon, lat, class_text. */
void wg_test_staging_add_case (WgTestStaging *self, const char *number, const char *values);
/* Counts, says that it is complete, and closes. */
void wg_test_staging_end (WgTestStaging *self);
void wg_test_staging_clear (WgTestStaging *self);

/* Ends and publishes it. */
WgImportReport *wg_test_publish (WgStore *store, WgTestStaging *self, gint64 operator_id, GError **error);
/* The same by the GIS editor, and nothing is in the way. */
WgImportReport *wg_test_publish_well (WgTestStore *test, WgTestStaging *self);
const WgImportFinding *wg_test_find_finding (const WgImportReport *report, const char *rule);

/* The value of a statement that asks for the district only. */
gint64 wg_test_count (WgTestStore *test, const char *statement);

/* For g_test_add(): the small district. */
void wg_test_import_set_up (WgTestStore *test, gconstpointer data);
void wg_test_import_tear_down (WgTestStore *test, gconstpointer data);

G_END_DECLS
