/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what became of a file is read by the officer, by scripts and by whoever sent the file; the three forms are made
 * from one structure so that their numbers cannot differ.
 */

#include "wg-import-report.h"

#include <glib/gi18n-lib.h>

#include "wg-error.h"
#include "wg-finding-groups.h"
#include "wg-json.h"

typedef struct
{
  WgImportReport report;
  gatomicrefcount refs;
} CountedReport;

G_DEFINE_BOXED_TYPE (WgImportReport, wg_import_report, wg_import_report_ref, wg_import_report_unref)

WgImportFinding *
wg_import_finding_new (gint64 feature, const char *rule, const char *outcome, const char *text)
{
  WgImportFinding *finding = g_new0 (WgImportFinding, 1);

  finding->feature = feature;
  finding->rule = g_strdup (rule);
  finding->outcome = g_strdup (outcome);
  finding->text = g_strdup (text);
  return finding;
}

WgImportFinding *
wg_import_finding_copy (const WgImportFinding *finding)
{
  WgImportFinding *copy = wg_import_finding_new (finding->feature, finding->rule, finding->outcome, finding->text);

  copy->has_place = finding->has_place;
  copy->lon = finding->lon;
  copy->lat = finding->lat;
  copy->ignored = g_strdup (finding->ignored);
  copy->grids = g_strdup (finding->grids);
  copy->takers = g_strdupv (finding->takers);
  copy->proposal = g_strdup (finding->proposal);
  return copy;
}

void
wg_import_finding_free (WgImportFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->rule);
  g_free (finding->outcome);
  g_free (finding->text);
  g_free (finding->ignored);
  g_free (finding->grids);
  g_strfreev (finding->takers);
  g_free (finding->proposal);
  g_free (finding);
}

const WgImportDecision *
wg_import_finding_find_decision (const WgImportFinding *finding, const GPtrArray *decisions)
{
  const WgImportDecision *own = NULL;

  g_return_val_if_fail (finding != NULL && decisions != NULL, NULL);

  if (finding->grids != NULL)
    own = wg_import_decisions_find_between (decisions, finding->rule, finding->grids);
  return own != NULL ? own : wg_import_decisions_find (decisions, finding->rule, finding->feature);
}

void
wg_import_findings_mark (GPtrArray *findings, const GPtrArray *decisions)
{
  g_return_if_fail (findings != NULL && decisions != NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      WgImportFinding *finding = g_ptr_array_index (findings, i);
      const WgImportDecision *decision = wg_import_finding_find_decision (finding, decisions);

      g_clear_pointer (&finding->ignored, g_free);
      if (decision != NULL && decision->answer == WG_IMPORT_ANSWER_IGNORE)
        finding->ignored = g_strdup (decision->text != NULL ? decision->text : "");
    }
}

WgImportReport *
wg_import_report_new (void)
{
  CountedReport *counted = g_new0 (CountedReport, 1);

  g_atomic_ref_count_init (&counted->refs);
  counted->report.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_finding_free);
  return &counted->report;
}

WgImportReport *
wg_import_report_ref (WgImportReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_atomic_ref_count_inc (&((CountedReport *) report)->refs);
  return report;
}

static gpointer
copy_finding (gconstpointer finding, gpointer data)
{
  return wg_import_finding_copy (finding);
}

WgImportReport *
wg_import_report_copy (const WgImportReport *report)
{
  CountedReport *counted = g_new0 (CountedReport, 1);
  WgImportReport *copy = &counted->report;

  g_return_val_if_fail (report != NULL, NULL);

  g_atomic_ref_count_init (&counted->refs);
  *copy = *report;
  copy->encoding = g_strdup (report->encoding);
  copy->crs = g_strdup (report->crs);
  copy->attribution = g_strdup (report->attribution);
  copy->sha256 = g_strdup (report->sha256);
  copy->mapping = g_strdup (report->mapping);
  copy->states = g_strdup (report->states);
  copy->left_out = g_strdupv (report->left_out);
  copy->findings = g_ptr_array_copy (report->findings, copy_finding, NULL);
  g_ptr_array_set_free_func (copy->findings, (GDestroyNotify) wg_import_finding_free);
  copy->changes = NULL;
  copy->mended = NULL;
  return copy;
}

void
wg_import_report_unref (WgImportReport *report)
{
  if (report == NULL || !g_atomic_ref_count_dec (&((CountedReport *) report)->refs))
    return;
  g_free (report->encoding);
  g_free (report->crs);
  g_free (report->attribution);
  g_free (report->sha256);
  g_free (report->mapping);
  g_free (report->states);
  g_strfreev (report->left_out);
  g_ptr_array_unref (report->findings);
  g_clear_pointer (&report->changes, g_ptr_array_unref);
  g_clear_pointer (&report->mended, g_ptr_array_unref);
  g_free (report);
}

void
wg_import_report_add_finding (WgImportReport *report, WgImportFinding *finding)
{
  g_return_if_fail (report != NULL && finding != NULL);

  report->n_findings++;
  if (report->findings->len < WG_IMPORT_REPORT_MAX_FINDINGS)
    g_ptr_array_add (report->findings, finding);
  else
    wg_import_finding_free (finding);
}

static void
change_free (gpointer data)
{
  WgImportChange *change = data;

  g_free (change->code);
  g_free (change->name_before);
  g_free (change->name_after);
  g_free (change);
}

WgImportChange *
wg_import_report_add_change (WgImportReport *report, const char *change, const char *code)
{
  WgImportChange *added;

  g_return_val_if_fail (report != NULL && change != NULL && code != NULL, NULL);

  if (report->changes == NULL)
    report->changes = g_ptr_array_new_with_free_func (change_free);
  added = g_new0 (WgImportChange, 1);
  added->change = change;
  added->code = g_strdup (code);
  g_ptr_array_add (report->changes, added);
  return added;
}

gboolean
wg_import_report_is_balanced (const WgImportReport *report)
{
  const gint64 parts[] = { report->repaired, report->merged, report->updated, report->unchanged, report->outside };

  g_return_val_if_fail (report != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] < 0 || parts[i] > report->stored)
        return FALSE;
    }
  return report->refused >= 0 && report->stored >= 0 && report->read == report->stored + report->refused;
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_degrees (JsonBuilder *builder, const char *name, const WgImportFinding *finding, double value)
{
  json_builder_set_member_name (builder, name);
  if (finding->has_place)
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_finding (JsonBuilder *builder, const WgImportFinding *finding)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "feature");
  if (finding->feature > 0)
    json_builder_add_int_value (builder, finding->feature);
  else
    json_builder_add_null_value (builder);
  wg_json_add_text (builder, "rule", finding->rule);
  wg_json_add_text (builder, "outcome", finding->outcome);
  wg_json_add_text (builder, "text", finding->text);
  add_degrees (builder, "lon", finding, finding->lon);
  add_degrees (builder, "lat", finding, finding->lat);
  wg_json_add_text (builder, "ignored", finding->ignored);
  json_builder_end_object (builder);
}

JsonNode *
wg_import_report_to_json (const WgImportReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (report != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "batch");
  if (report->batch > 0)
    json_builder_add_int_value (builder, report->batch);
  else
    json_builder_add_null_value (builder);
  add_number (builder, "read", report->read);
  add_number (builder, "stored", report->stored);
  add_number (builder, "repaired", report->repaired);
  add_number (builder, "refused", report->refused);
  add_number (builder, "merged", report->merged);
  add_number (builder, "updated", report->updated);
  add_number (builder, "unchanged", report->unchanged);
  add_number (builder, "outside", report->outside);
  wg_json_add_text (builder, "encoding", report->encoding);
  wg_json_add_text (builder, "crs", report->crs);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, report->seconds);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->findings->len; i++)
    add_finding (builder, report->findings->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
append_count (GString *text, const char *label, gint64 count)
{
  g_string_append_printf (text, "%s: %" G_GINT64_FORMAT "\n", label, count);
}

char *
wg_import_report_to_text (const WgImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *findings = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  append_count (text, C_ ("import report", "Read"), report->read);
  append_count (text, C_ ("import report", "Stored"), report->stored);
  append_count (text, C_ ("import report", "of these repaired"), report->repaired);
  append_count (text, C_ ("import report", "of these merged"), report->merged);
  append_count (text, C_ ("import report", "of these updated"), report->updated);
  append_count (text, C_ ("import report", "of these unchanged"), report->unchanged);
  append_count (text, C_ ("import report", "of these outside all grids"), report->outside);
  append_count (text, C_ ("import report", "Refused"), report->refused);
  if (report->encoding != NULL)
    g_string_append_printf (text, "%s: %s\n", C_ ("import report", "Encoding"), report->encoding);
  if (report->crs != NULL)
    g_string_append_printf (text, "%s: %s\n", C_ ("import report", "Coordinates"), report->crs);
  if (report->attribution != NULL && *report->attribution != '\0')
    g_string_append_printf (text, "%s: %s\n", C_ ("import report", "Whose data it is"), report->attribution);
  append_count (text, C_ ("import report", "Findings"), report->n_findings);
  findings = wg_finding_groups_to_text (report->findings);
  g_string_append (text, findings);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
counts_to_line (const WgImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_count (text, C_ ("import report", "Read"), report->read);
  append_count (text, C_ ("import report", "Stored"), report->stored);
  append_count (text, C_ ("import report", "of these outside all grids"), report->outside);
  append_count (text, C_ ("import report", "Refused"), report->refused);
  g_string_replace (text, "\n", "; ", 0);
  g_string_truncate (text, text->len - 2);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_cell (GString *line, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (line, "\"%s\"", doubled);
}

/* With a byte order mark: the spreadsheets this is opened in take UTF-8 for the local code page without one. */
static char *
findings_to_csv (const WgImportReport *report)
{
  g_autoptr (GString) text = g_string_new ("\xEF\xBB\xBF" "feature,rule,outcome,text,lon,lat\r\n");
  g_autofree char *counts = counts_to_line (report);

  g_string_append (text, ",counts,kept,");
  append_cell (text, counts);
  g_string_append (text, ",,\r\n");
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = report->findings->pdata[i];

      if (finding->feature > 0)
        g_string_append_printf (text, "%" G_GINT64_FORMAT, finding->feature);
      g_string_append_printf (text, ",%s,%s,", finding->rule, finding->outcome);
      append_cell (text, finding->text);
      if (finding->has_place)
        g_string_append_printf (text, ",%.8f,%.8f\r\n", finding->lon, finding->lat);
      else
        g_string_append (text, ",,\r\n");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
wg_import_report_save (const WgImportReport *report, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (report != NULL && G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  if (g_str_has_suffix (name, ".csv"))
    text = findings_to_csv (report);
  else if (g_str_has_suffix (name, ".json"))
    {
      g_autoptr (JsonNode) node = wg_import_report_to_json (report);

      text = json_to_string (node, TRUE);
    }
  else
    text = wg_import_report_to_text (report);
  if (g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable,
                               &local_error))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("The report could not be written to “%s”: %s. The import is not affected; choose another place."),
               name, local_error->message);
  return FALSE;
}
