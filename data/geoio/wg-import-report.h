/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-decision.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WG_IMPORT_REPORT_MAX_FINDINGS:
 *
 * How many findings a report lists. The rest are counted and stand in the table `finding` of the staging file.
 */
#define WG_IMPORT_REPORT_MAX_FINDINGS 20000

/**
 * WgImportFinding:
 * @feature: number of the feature in the source, from 1; 0 = the whole file
 * @rule: (owned): stable name of the rule
 * @outcome: (owned): `kept`, `repaired`, `merged`, `refused` or `ignored`
 * @text: (owned): a sentence
 * @has_place: whether @lon and @lat mean something
 * @lon: degrees
 * @lat: degrees
 * @ignored: (owned) (nullable): why a person lets it be; see wg_import_findings_mark()
 * @grids: (owned) (nullable): the codes of the grids that it lies between, as a person reads them; only in the report of the
 *   run that found it
 * @takers: (owned) (nullable): the codes of two grids of the file that have land in common, first the one that it suits better;
 *   only in the report of the run that found it
 * @proposal: (owned) (nullable): what is best said with %WG_IMPORT_ANSWER_FIX, as a width in metres; only in the report of the
 *   run that found it
 */
typedef struct
{
  gint64 feature;
  char *rule;
  char *outcome;
  char *text;
  gboolean has_place;
  double lon;
  double lat;
  char *ignored;
  char *grids;
  char **takers;
  char *proposal;
} WgImportFinding;

WgImportFinding *wg_import_finding_new (gint64 feature, const char *rule, const char *outcome, const char *text);
WgImportFinding *wg_import_finding_copy (const WgImportFinding *finding);
void wg_import_finding_free (WgImportFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportFinding, wg_import_finding_free)

/**
 * wg_import_finding_find_decision:
 * @decisions: (element-type WgImportDecision): what was said
 *
 * Returns: (transfer none) (nullable): what was said about what lies between these grids, else about this feature, else about
 *   all that the rule finds
 */
const WgImportDecision *wg_import_finding_find_decision (const WgImportFinding *finding, const GPtrArray *decisions);

/**
 * wg_import_findings_mark:
 * @findings: (element-type WgImportFinding)
 * @decisions: (element-type WgImportDecision): what was said
 *
 * Says of each finding whether it is ignored, and why.
 */
void wg_import_findings_mark (GPtrArray *findings, const GPtrArray *decisions);

/**
 * WgImportChange:
 * @change: `new`, `changed`, `gone` or `unchanged`
 * @feature: number of the feature in the source, from 1; 0 = it is not in the file
 * @code: (owned): of the grid
 * @name_before: (owned) (nullable): of the grid in force, %NULL when there is none
 * @area_before_m2: its area
 * @name_after: (owned) (nullable): as the file has it, %NULL when it is not in the file
 * @area_after_m2: its area
 * @difference_m2: how much land is in only one of the two outlines
 *
 * What a level becomes for one grid.
 */
typedef struct
{
  const char *change;
  gint64 feature;
  char *code;
  char *name_before;
  double area_before_m2;
  char *name_after;
  double area_after_m2;
  double difference_m2;
} WgImportChange;

/**
 * WgImportPart:
 * @WG_IMPORT_PART_READ: GDAL reads
 * @WG_IMPORT_PART_CHECK: features become rows
 * @WG_IMPORT_PART_STAGE: the staging file is written; beside the reading
 * @WG_IMPORT_PART_LOOK: the store reads it, and
 * @WG_IMPORT_PART_HOME: finds the home grids
 * @WG_IMPORT_PART_MOVE: the rows are moved into the database
 * @WG_IMPORT_PART_BOXES: the spatial index gets them
 * @WG_IMPORT_PART_PUBLISH: everybody sees them
 *
 * Where the time of an import goes.
 */
typedef enum
{
  WG_IMPORT_PART_READ,
  WG_IMPORT_PART_CHECK,
  WG_IMPORT_PART_STAGE,
  WG_IMPORT_PART_LOOK,
  WG_IMPORT_PART_HOME,
  WG_IMPORT_PART_MOVE,
  WG_IMPORT_PART_BOXES,
  WG_IMPORT_PART_PUBLISH,
} WgImportPart;
#define WG_N_IMPORT_PARTS 8

/**
 * WgImportReport:
 * @batch: id of the batch; 0 until the store gave one
 * @read: features read; @read = @stored + @refused
 * @stored: features that came in
 * @repaired: those of @stored that were repaired
 * @refused: features that did not come in; each has a finding
 * @merged: those of @stored that went into another row
 * @updated: those of @stored that changed a row which was there (set by the store)
 * @unchanged: those of @stored that were there already (set by the store)
 * @outside: those of @stored that lie in no grid (set by the store)
 * @encoding: (owned) (nullable): how the text was read
 * @crs: (owned) (nullable): the coordinates the source was in
 * @attribution: (owned) (nullable): whose data it is: what was said of it, else what the source says of itself
 * @sha256: (owned) (nullable): of the source
 * @mapping: (owned) (nullable): JSON object text, ours to FIELD, as it was used
 * @states: (owned) (nullable): JSON object text, FOREIGN to state, as it was used
 * @left_out: (owned) (nullable): codes of the grids that a person left out; they are in the file
 * @seconds: from the request to the report
 * @parts: seconds of a #WgImportPart each; those of the child are of its threads, the others of the clock
 * @findings: (owned) (element-type WgImportFinding): in the order they were made
 * @n_findings: how many there are in all
 * @mended: (owned) (nullable) (element-type WgShape): of grids: the outlines that come in otherwise than the file has them, as they do
 * @changes: (owned) (nullable) (element-type WgImportChange): of a dry run of grids: what the level would become, in the
 *   order of the file, what is gone at the end
 *
 * What became of one file. A reference-counted structure with open fields.
 */
typedef struct
{
  gint64 batch;
  gint64 read;
  gint64 stored;
  gint64 repaired;
  gint64 refused;
  gint64 merged;
  gint64 updated;
  gint64 unchanged;
  gint64 outside;
  char *encoding;
  char *crs;
  char *attribution;
  char *sha256;
  char *mapping;
  char *states;
  char **left_out;
  double seconds;
  double parts[WG_N_IMPORT_PARTS];
  GPtrArray *findings;
  gint64 n_findings;
  GPtrArray *changes;
  GPtrArray *mended;
} WgImportReport;

#define WG_TYPE_IMPORT_REPORT (wg_import_report_get_type ())
GType wg_import_report_get_type (void) G_GNUC_CONST;

WgImportReport *wg_import_report_new (void);
WgImportReport *wg_import_report_ref (WgImportReport *report);

/**
 * wg_import_report_copy:
 *
 * Returns: (transfer full): a report that goes its own way; with all that a reader says, and so without @changes and @mended,
 *   which the store adds
 */
WgImportReport *wg_import_report_copy (const WgImportReport *report);
void wg_import_report_unref (WgImportReport *report);

/**
 * wg_import_report_add_finding:
 * @report: a report
 * @finding: (transfer full): a finding
 *
 * Counts @finding and lists it while there are fewer than %WG_IMPORT_REPORT_MAX_FINDINGS.
 */
void wg_import_report_add_finding (WgImportReport *report, WgImportFinding *finding);

/**
 * wg_import_report_add_change:
 *
 * Returns: (transfer none): an empty change at the end of those of @report
 */
WgImportChange *wg_import_report_add_change (WgImportReport *report, const char *change, const char *code);

/**
 * wg_import_report_is_balanced:
 * @report: a report
 *
 * Returns: whether read = stored + refused and the parts of stored fit into it.
 */
gboolean wg_import_report_is_balanced (const WgImportReport *report);

/**
 * wg_import_report_to_json:
 * @report: a report
 *
 * Returns: (transfer full): one object with the keys that `import` prints, absent values as `null`.
 */
JsonNode *wg_import_report_to_json (const WgImportReport *report);

/**
 * wg_import_report_to_text:
 * @report: a report
 *
 * Returns: (transfer full): the report as lines for a person, in the language of the program; of a kind with many findings
 *   their number and some of them, see wg_finding_groups_to_text().
 */
char *wg_import_report_to_text (const WgImportReport *report);

/**
 * wg_import_report_save:
 * @report: a report
 * @file: where to; a name ending in `.csv` gets the findings as a table, `.json` the object, anything else the text
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Blocks; an existing file is replaced whole or not at all.
 *
 * Returns: %FALSE with %WG_ERROR_IO when it could not be written.
 */
gboolean wg_import_report_save (const WgImportReport *report, GFile *file, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportReport, wg_import_report_unref)

G_END_DECLS
