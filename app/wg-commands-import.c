/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the import window does, as one command: every question that it would ask is an option here, and one that is
 * left open ends the command with its name.
 */

#include "wg-command-import.h"

#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-import-job.h"
#include "wg-import-publisher.h"
#include "wg-store-batches.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

static void
map_option (WgCommandCall *call, WgImportRequest *request, const char *option, const char *column)
{
  const char *field = wg_command_call_get_text (call, option);

  if (field != NULL)
    wg_import_request_map (request, column, field);
}

static gboolean
take_texts (WgCommandCall *call, WgImportRequest *request, GError **error)
{
  GPtrArray *maps = wg_command_call_get_texts (call, "map");
  GPtrArray *states = wg_command_call_get_texts (call, "states");

  for (guint i = 0; maps != NULL && i < maps->len; i++)
    {
      if (!wg_import_request_add_mapping_text (request, g_ptr_array_index (maps, i), error))
        return FALSE;
    }
  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      if (!wg_import_request_add_states_text (request, g_ptr_array_index (states, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_decisions (WgCommandCall *call, WgImportRequest *request, GError **error)
{
  static const struct
  {
    const char *option;
    WgImportAnswer answer;
  } options[] = { { "ignore", WG_IMPORT_ANSWER_IGNORE }, { "fix", WG_IMPORT_ANSWER_FIX }, { "keep-out", WG_IMPORT_ANSWER_REFUSE } };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      GPtrArray *texts = wg_command_call_get_texts (call, options[i].option);

      for (guint k = 0; texts != NULL && k < texts->len; k++)
        {
          if (!wg_import_decisions_add_text (request->decisions, options[i].answer, g_ptr_array_index (texts, k), error))
            return FALSE;
        }
    }
  return TRUE;
}

static WgImportDuplicates
get_duplicates (WgCommandCall *call)
{
  const char *word = wg_command_call_get_text (call, "on-duplicate");

  if (g_strcmp0 (word, "merge") == 0)
    return WG_IMPORT_DUPLICATES_MERGE;
  return g_strcmp0 (word, "update") == 0 ? WG_IMPORT_DUPLICATES_UPDATE : WG_IMPORT_DUPLICATES_REFUSE;
}

/* Wider than a street is no mistake of the pen. */
static double
read_snap (WgCommandCall *call)
{
  double metres = wg_command_call_get_number (call, "snap");

  return isnan (metres) ? 0.0 : CLAMP (metres, 0.0, 100.0);
}

static gboolean
take_layer_kind (WgCommandCall *call, WgImportKind *kind, GError **error)
{
  if (wg_import_kind_from_nick (wg_command_call_get_text (call, "kind"), kind))
    return TRUE;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_AMBIGUOUS,
                       _ ("It is not said what the layer shows. Nothing was imported; say it with --kind roads, water, green or "
                          "areas."));
  return FALSE;
}

static WgImportRequest *
make_request (WgCommandCall *call, GError **error)
{
  WgImportKind kind = WG_IMPORT_GRIDS;
  g_autoptr (WgImportRequest) request = NULL;

  if (!wg_import_kind_from_nick (call->command->verb, &kind) && !take_layer_kind (call, &kind, error))
    return NULL;
  request = wg_import_request_new (kind, wg_command_call_get_argument (call, 0));
  request->layer = g_strdup (wg_command_call_get_text (call, "layer"));
  request->level = (int) CLAMP (wg_command_call_get_integer (call, "level", 0), 0, G_MAXINT);
  request->level_name = g_strdup (wg_command_call_get_text (call, "level-name"));
  request->crs = g_strdup (wg_command_call_get_text (call, "crs"));
  request->encoding = g_strdup (wg_command_call_get_text (call, "encoding"));
  request->attribution = g_strdup (wg_command_call_get_text (call, "attribution"));
  request->on_duplicate = get_duplicates (call);
  request->snap_m = read_snap (call);
  request->dry_run = wg_command_call_has (call, "dry-run");
  map_option (call, request, "code", kind == WG_IMPORT_CASES ? "number" : "code");
  map_option (call, request, "name", kind == WG_IMPORT_CASES ? "title" : "name");
  map_option (call, request, "parent", "parent");
  map_option (call, request, "appointed", "appointed");
  return take_texts (call, request, error) && take_decisions (call, request, error) ? g_steal_pointer (&request) : NULL;
}

/* Doing. */

static void
on_read_progress (WgImportJob *job, guint64 done, guint64 total, WgCommandCall *call)
{
  g_autofree char *whole = total > 0 ? g_strdup_printf (" / %" G_GUINT64_FORMAT, total) : NULL;
  g_autofree char *counts = g_strdup_printf ("%" G_GUINT64_FORMAT "%s", done, whole != NULL ? whole : "");
  g_autofree char *line = g_strdup_printf (_ ("Reading: %s"), counts);

  wg_command_call_progress (call, line);
}

static void
on_store_progress (gint64 done, gint64 total, gpointer call)
{
  g_autofree char *counts = g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, done, total);
  g_autofree char *line = done == 0 ? g_strdup_printf (_ ("Comparing with what is there: %'u rows"), (guint) total)
                          : wg_command_call_has (call, "dry-run") ? g_strdup_printf (_ ("Checking: %s"), counts)
                                                                  : g_strdup_printf (_ ("Storing: %s"), counts);

  wg_command_call_progress (call, line);
}

static gboolean
read_source (WgCommandCall *call, WgImportJob *job, GError **error)
{
  g_autoptr (WgImportReport) report = NULL;

  g_signal_connect (job, "progress", G_CALLBACK (on_read_progress), call);
  wg_import_job_read_async (job, call->cancellable, wg_command_call_ready, call);
  report = wg_import_job_read_finish (job, wg_command_call_wait (call), error);
  wg_command_call_progress (call, NULL);
  return report != NULL;
}

/* Whoever stops an import is answered at once: what it has hidden in the database goes away when that is opened next. */
static WgImportReport *
publish (WgCommandCall *call, WgImportJob *job, gint64 operator_id, GError **error)
{
  WgImportReport *report;

  wg_store_publish_import_async (call->store, wg_import_job_get_staging_path (job), wg_import_job_get_request (job), operator_id,
                                 on_store_progress, call, call->cancellable, wg_command_call_ready, call);
  report = wg_store_publish_import_finish (call->store, wg_command_call_wait (call), error);
  wg_command_call_progress (call, NULL);
  return report;
}

static void
write_finding (WgJsonWriter *out, const WgImportFinding *finding)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "feature", finding->feature > 0 ? finding->feature : G_MININT64);
  wg_json_writer_text (out, "rule", finding->rule);
  wg_json_writer_text (out, "outcome", finding->outcome);
  wg_json_writer_text (out, "text", finding->text);
  wg_json_writer_double (out, "lon", finding->has_place ? finding->lon : NAN);
  wg_json_writer_double (out, "lat", finding->has_place ? finding->lat : NAN);
  wg_json_writer_text (out, "ignored", finding->ignored);
  wg_json_writer_end_object (out);
}

void
wg_command_import_write_findings (WgJsonWriter *out, GPtrArray *findings)
{
  wg_json_writer_key (out, "findings");
  wg_json_writer_begin_array (out);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    write_finding (out, g_ptr_array_index (findings, i));
  wg_json_writer_end_array (out);
}

static void
write_side (WgJsonWriter *out, const char *key, const char *name, double area_m2)
{
  wg_json_writer_key (out, key);
  if (name == NULL)
    {
      wg_json_writer_add_raw (out, "null");
      return;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "name", name);
  wg_json_writer_double (out, "area_m2", area_m2);
  wg_json_writer_end_object (out);
}

/* What a dry run of grids would make of the level; null for anything else. */
static void
write_changes (WgJsonWriter *out, const GPtrArray *changes)
{
  wg_json_writer_key (out, "changes");
  if (changes == NULL)
    {
      wg_json_writer_add_raw (out, "null");
      return;
    }
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < changes->len; i++)
    {
      const WgImportChange *change = g_ptr_array_index (changes, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "change", change->change);
      wg_json_writer_int (out, "feature", change->feature > 0 ? change->feature : G_MININT64);
      wg_json_writer_text (out, "code", change->code);
      write_side (out, "before", change->name_before, change->area_before_m2);
      write_side (out, "after", change->name_after, change->area_after_m2);
      wg_json_writer_double (out, "difference_m2", change->difference_m2);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

/* An import under a key is told from what was kept of it, so that it is told the same again. */
static WgImportReport *
recall_report (WgCommandCall *call, const WgEvent *event, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (WgImportReport) report = wg_import_report_new ();
  g_autoptr (WgBatch) batch = NULL;
  JsonObject *fields;

  wg_store_load_batch_async (call->store, event->subject_id, call->cancellable, wg_command_call_ready, call);
  batch = wg_store_load_batch_finish (call->store, wg_command_call_wait (call), error);
  if (batch == NULL || !json_parser_load_from_data (parser, event->fields, -1, error))
    return NULL;
  fields = json_node_get_object (json_parser_get_root (parser));
  report->batch = batch->id;
  report->read = batch->read;
  report->stored = batch->stored;
  report->repaired = batch->repaired;
  report->refused = batch->refused;
  report->merged = batch->merged;
  report->updated = batch->updated;
  report->unchanged = batch->unchanged;
  report->outside = batch->outside;
  report->encoding = g_strdup (json_object_get_string_member_with_default (fields, "encoding", NULL));
  report->crs = g_strdup (json_object_get_string_member_with_default (fields, "crs", NULL));
  report->attribution = g_strdup (json_object_get_string_member_with_default (fields, "attribution", NULL));
  report->seconds = json_object_get_double_member_with_default (fields, "seconds", 0.0);
  report->n_findings = batch->findings->len;
  g_clear_pointer (&report->findings, g_ptr_array_unref);
  report->findings = g_ptr_array_ref (batch->findings);
  return g_steal_pointer (&report);
}

static gboolean
print_report (WgCommandCall *call, const WgImportReport *report, gint64 event_id, GError **error)
{
  WgJsonWriter *out = call->writer;
  g_autofree char *text = call->json ? NULL : wg_import_report_to_text (report);

  if (!call->json)
    return wg_command_call_print (call, text, error);
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "batch", report->batch > 0 ? report->batch : G_MININT64);
  wg_json_writer_int (out, "read", report->read);
  wg_json_writer_int (out, "stored", report->stored);
  wg_json_writer_int (out, "repaired", report->repaired);
  wg_json_writer_int (out, "refused", report->refused);
  wg_json_writer_int (out, "merged", report->merged);
  wg_json_writer_int (out, "updated", report->updated);
  wg_json_writer_int (out, "unchanged", report->unchanged);
  wg_json_writer_int (out, "outside", report->outside);
  wg_json_writer_text (out, "encoding", report->encoding);
  wg_json_writer_text (out, "crs", report->crs);
  wg_json_writer_text (out, "attribution", report->attribution);
  wg_json_writer_double (out, "seconds", report->seconds);
  wg_command_import_write_findings (out, report->findings);
  wg_json_writer_int (out, "findings_total", report->n_findings);
  write_changes (out, report->changes);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_json_writer_int (out, "id", report->batch > 0 ? report->batch : G_MININT64);
  wg_command_keys_write_end (out, report->batch > 0 ? "published" : NULL, G_MININT64, event_id);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

/* A missing file must not leave an empty database behind. */
static gboolean
check_file (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no file “%s”. Nothing was imported."), name);
  return FALSE;
}

static gboolean
print_again (WgCommandCall *call, const WgEvent *event, GError **error)
{
  g_autoptr (WgImportReport) report = recall_report (call, event, error);

  return report != NULL && print_report (call, report, event->id, error);
}

/* Whether the key says that it was done before; then it is told again. */
static gboolean
was_done (WgCommandCall *call, gboolean *told, GError **error)
{
  g_autoptr (WgEvent) before = NULL;

  *told = FALSE;
  if (!wg_command_call_has (call, "key"))
    return TRUE;
  if (!wg_command_keys_find_event (call, "batch", &before, error))
    return FALSE;
  *told = before != NULL;
  return before == NULL || print_again (call, before, error);
}

static gboolean
print_published (WgCommandCall *call, const WgImportReport *report, GError **error)
{
  g_autoptr (WgEvent) event = NULL;

  if (report->batch <= 0)
    return print_report (call, report, G_MININT64, error);
  if (!wg_command_keys_find_event (call, "batch", &event, error))
    return FALSE;
  return wg_command_call_has (call, "key") ? print_again (call, event, error) : print_report (call, report, event->id, error);
}

static gboolean
run_import (WgCommandCall *call, GError **error)
{
  g_autoptr (WgImportRequest) request = make_request (call, error);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;
  gint64 started = g_get_monotonic_time ();
  gboolean told = FALSE;
  gint64 operator_id;

  if (request == NULL || !check_file (request->path, error) || !wg_command_call_open (call, TRUE, error)
      || !was_done (call, &told, error))
    return FALSE;
  if (told)
    return TRUE;
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0 || !wg_command_import_take_profile (call, request, error))
    return FALSE;
  request->key = g_strdup (wg_command_keys_get (call));
  request->timezone = g_strdup (g_time_zone_get_identifier (call->zone));
  job = wg_import_job_new (request);
  if (!read_source (call, job, error))
    return FALSE;
  report = publish (call, job, operator_id, error);
  if (report != NULL && report->batch > 0)
    wg_command_call_stand (call);
  if (report == NULL || !wg_command_import_keep_profile (call, request, operator_id, error))
    return FALSE;
  report->seconds = (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
  return print_published (call, report, error);
}

#define COMMON_OPTIONS                                                                                                             \
  { "layer", WG_OPTION_TEXT, "NAME", N_ ("the layer, when the file has several") },                                                \
  { "crs", WG_OPTION_TEXT, "EPSG:N|GCJ-02|BD-09", N_ ("the coordinates, when the file does not say or says it wrongly") },                      \
  { "encoding", WG_OPTION_TEXT, "NAME", N_ ("the encoding of the text, when the file does not say or says it wrongly") },          \
  { "map", WG_OPTION_TEXTS, "OURS=FIELD,…", N_ ("which field is what; =TEXT for the same text in every row, {n} in it is the row's number") },                    \
  { "on-duplicate", WG_OPTION_CHOICE, "refuse|merge|update", N_ ("what happens to a code that is taken; else refuse") },           \
  { "ignore", WG_OPTION_TEXTS, "RULE[:N]=WHY", N_ ("let a finding be, all of a rule or of one feature, and say why") },              \
  { "fix", WG_OPTION_TEXTS, "RULE[:N][=HOW]", N_ ("put right what a rule finds, everywhere or in one feature; for overlap, HOW is the code that gets the land; for apart, up to how many metres the streets between blocks are filled") },                  \
  { "keep-out", WG_OPTION_TEXTS, "RULE[:N]", N_ ("refuse the file when a rule finds anything, or leave one feature out") },          \
  { "profile", WG_OPTION_TEXT, "NAME", N_ ("read it as the file of this sender was read") },                                        \
  { "save-profile", WG_OPTION_TEXT, "NAME", N_ ("keep what is said here for the next file of this sender") },                       \
  { "dry-run", WG_OPTION_FLAG, NULL, N_ ("do everything but the last step") }

static const WgOption grids_options[] = {
  { "level", WG_OPTION_INTEGER, "N", N_ ("the level of these grids; 1 is the topmost") },
  { "level-name", WG_OPTION_TEXT, "NAME", N_ ("what a new level is called") },
  { "code", WG_OPTION_TEXT, "FIELD", N_ ("the field with the code") },
  { "name", WG_OPTION_TEXT, "FIELD", N_ ("the field with the name") },
  { "parent", WG_OPTION_TEXT, "FIELD", N_ ("the field with the code of the grid above; else the one that covers most") },
  { "snap", WG_OPTION_NUMBER, "METRES", N_ ("close gaps and overlaps that are nowhere wider, at most 100; else only tell them") },
  COMMON_OPTIONS,
  { NULL },
};

static const WgOption things_options[] = {
  { "code", WG_OPTION_TEXT, "FIELD", N_ ("the field with the code") },
  { "name", WG_OPTION_TEXT, "FIELD", N_ ("the field with the name") },
  COMMON_OPTIONS,
  { NULL },
};

static const WgOption cases_options[] = {
  { "code", WG_OPTION_TEXT, "FIELD", N_ ("the field with the number of the case") },
  { "name", WG_OPTION_TEXT, "FIELD", N_ ("the field with the title") },
  { "appointed", WG_OPTION_TEXT, "FIELD", N_ ("the field with the time of a visit by appointment, from when on its limit is counted") },
  { "states", WG_OPTION_TEXTS, "FOREIGN=STATE,…", N_ ("which of our states a state of the file is") },
  COMMON_OPTIONS,
  { NULL },
};

static const WgOption persons_options[] = {
  { "code", WG_OPTION_TEXT, "FIELD", N_ ("the field with the code of the person") },
  { "name", WG_OPTION_TEXT, "FIELD", N_ ("the field with the name of the person") },
  COMMON_OPTIONS,
  { NULL },
};

static const WgOption layer_options[] = {
  { "attribution", WG_OPTION_TEXT, "T", N_ ("whose data it is, shown on the map; else what the file says of itself") },
  { "kind", WG_OPTION_CHOICE, "roads|water|green|areas", N_ ("what it shows: how it is painted under the grids") },
  { "name", WG_OPTION_TEXT, "FIELD", N_ ("the field with the name") },
  COMMON_OPTIONS,
  { NULL },
};

#define IMPORT_FLAGS (WG_COMMAND_CREATES | WG_COMMAND_WRITES | WG_COMMAND_KEYED)
#define IMPORT_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY)
#define IMPORT_SHAPE                                                                                                               \
  "{batch,read,stored,repaired,refused,merged,updated,unchanged,outside,encoding,crs,attribution,seconds,"                                     \
  "findings:[{feature,rule,outcome,text,lon,lat,ignored}],findings_total,"                     \
  "changes:[{change,feature,code,before:{name,area_m2},after:{name,area_m2},difference_m2}],ok,id,state,version,event,warnings:[]}"

const WgCommand wg_commands_import[] = {
  { "import", "grids", "FILE", 1, 1, IMPORT_FLAGS, IMPORT_ROLES, -1, IMPORT_SHAPE, N_ ("Import the grids of a level"), run_import,
    grids_options },
  { "import", "buildings", "FILE", 1, 1, IMPORT_FLAGS, IMPORT_ROLES, -1, IMPORT_SHAPE, N_ ("Import buildings"), run_import,
    things_options },
  { "import", "cases", "FILE", 1, 1, IMPORT_FLAGS, IMPORT_ROLES, WG_VERB_IMPORT, IMPORT_SHAPE, N_ ("Import cases"), run_import,
    cases_options },
  { "import", "facilities", "FILE", 1, 1, IMPORT_FLAGS, IMPORT_ROLES, -1, IMPORT_SHAPE, N_ ("Import facilities"), run_import,
    things_options },
  { "import", "persons", "FILE", 1, 1, IMPORT_FLAGS, IMPORT_ROLES, -1, IMPORT_SHAPE, N_ ("Import people, with the grids they keep"), run_import,
    persons_options },
  { "import", "layer", "FILE", 1, 1, IMPORT_FLAGS, IMPORT_ROLES, -1, IMPORT_SHAPE, N_ ("Import roads, water, green or other areas to lie under the grids"),
    run_import, layer_options },
  { NULL },
};
