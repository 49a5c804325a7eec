/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "wg-geo-staging.h"

G_BEGIN_DECLS

/* One open question: which option answers it, with what. */
typedef struct
{
  char *option;
  char *text;
  char **choices;
} WgGeoQuestion;

/* What the child says: its counts, its findings, its questions, and the lines on standard output. */
typedef struct
{
  WgGeoStaging *staging; /* borrowed; NULL when only looking */
  gint64 read;
  gint64 stored;
  gint64 repaired;
  gint64 refused;
  gint64 merged;
  GPtrArray *questions;
  GPtrArray *sums;
  gint64 n_findings;
  gint64 last_progress_us;
} WgGeoReport;


WgGeoReport *wg_geo_report_new (void);
void wg_geo_report_free (WgGeoReport *report);

/* Tells a finding. @feature 0 = the whole file; @lon_lat may be NULL. */
void wg_geo_report_finding (WgGeoReport *report, gint64 feature, const char *rule, const char *outcome,
                            const double *lon_lat, const char *format, ...) G_GNUC_PRINTF (6, 7);

/* Counts a harmless thing that many features have. wg_geo_report_flush() makes one finding of all of a rule; @text
 * holds "%1$s" for their number and "%2$s" for the first of them.
 */
void wg_geo_report_sum (WgGeoReport *report, gint64 feature, const char *rule, const char *outcome, const char *text);
void wg_geo_report_flush (WgGeoReport *report);

/* Notes a question and sets WG_ERROR_AMBIGUOUS. @choices may be NULL. Always returns FALSE. */
gboolean wg_geo_report_ask (WgGeoReport *report, const char *option, const char *const *choices, const char *text,
                            GError **error);

/* At most ten lines a second. */
void wg_geo_report_progress (WgGeoReport *report, gint64 done, gint64 total);

/* Prints @builder's object (with its event member) as one line. */
void wg_geo_report_print (JsonBuilder *builder);
void wg_geo_report_print_failed (WgGeoReport *report, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGeoReport, wg_geo_report_free)

G_END_DECLS
