/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-job.h"

G_BEGIN_DECLS

/* Runs one job to its end on the default main context. */
WgImportReport *wg_test_import_read (WgImportJob *job, GError **error);
JsonObject *wg_test_import_inspect (WgImportJob *job, GError **error);

/* Reads @path; the job is kept in @job (transfer full) so that its staging file can be looked at. Asserts that it came
 * in.
 */
WgImportReport *wg_test_import_file (WgImportKind kind, const char *path, WgImportJob **job);

/* The rules and outcomes of a report in the order they came first: "crs_missing=kept zero_area=refused". */
char *wg_test_import_list_rules (const WgImportReport *report);

/* The first column of the first row of @sql in the staging file, as text. (transfer full) */
char *wg_test_import_query (WgImportJob *job, const char *sql);

/* Real data: the path of @name below WANGGE_SHARED/data, or NULL after a g_test_skip(). (transfer full) */
char *wg_test_import_find_shared (const char *name);

/* An empty folder that lives until it is removed with everything in it. */
char *wg_test_import_make_folder (void);
void wg_test_import_remove_folder (char *folder);

G_END_DECLS
