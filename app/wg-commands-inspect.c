/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what inspectors saw is held against the register, the sheet goes to their office, and what nobody had registered goes
 * to the desk; and which cases are inspected is drawn by lot that can be drawn again.
 */

#include "wg-command-cases.h"
#include "wg-command-moves.h"

#include "wg-error.h"
#include "wg-import-job.h"
#include "wg-inspection.h"
#include "wg-store-grids.h"
#include "wg-store-workflow.h"
#include "wg-text-file.h"
#include "wg-time.h"
#include "wg-workbook.h"

#include <glib/gi18n.h>
#include <string.h>

#define WITHIN_M 50.0
#define HOURS 24.0
#define SAMPLE_DAYS 30
#define MOST_POINTS 20000 /* of a list that is no CSV */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, sentence);
  return FALSE;
}

/* --- The list --- */

typedef struct
{
  GPtrArray *points;
  char *sha256; /* of the file */
  double within_m;
  double hours;
} List;

static void
list_clear (List *self)
{
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_clear_pointer (&self->sha256, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

/* --- A list that only GDAL reads --- */

/* GeoJSON has its places apart from its fields, so they stand in front as two columns more. */
static char **
make_header (JsonArray *fields)
{
  g_autoptr (GStrvBuilder) header = g_strv_builder_new ();

  g_strv_builder_add_many (header, "lon", "lat", NULL);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    g_strv_builder_add (header, json_array_get_string_element (fields, i));
  return g_strv_builder_end (header);
}

static char **
make_row (JsonArray *row, JsonNode *place)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (guint i = 0; i < 2; i++)
    {
      char degrees[G_ASCII_DTOSTR_BUF_SIZE] = "";

      if (JSON_NODE_HOLDS_ARRAY (place))
        g_ascii_dtostr (degrees, sizeof degrees, json_array_get_double_element (json_node_get_array (place), i));
      g_strv_builder_add (cells, degrees);
    }
  for (guint i = 0; i < json_array_get_length (row); i++)
    g_strv_builder_add (cells, json_array_get_null_element (row, i) ? "" : json_array_get_string_element (row, i));
  return g_strv_builder_end (cells);
}

/* Which sheet, and where its numbers lie, cannot be asked here. */
static gboolean
refuse_question (JsonObject *found, GError **error)
{
  JsonArray *questions = json_object_get_array_member (found, "questions");

  for (guint i = 0; i < json_array_get_length (questions); i++)
    {
      JsonObject *question = json_array_get_object_element (questions, i);
      const char *option = json_object_get_string_member_with_default (question, "option", "");

      if (strstr (option, "layer") == NULL && strstr (option, "crs") == NULL)
        continue;
      g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE, _ ("%s Save the list as CSV with the columns lon, lat and time."),
                   json_object_get_string_member (question, "text"));
      return FALSE;
    }
  return TRUE;
}

static GPtrArray *
make_rows (JsonObject *found, GError **error)
{
  JsonArray *rows = json_object_get_array_member (found, "rows");
  JsonArray *places = json_object_has_member (found, "places") ? json_object_get_array_member (found, "places") : NULL;
  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (!refuse_question (found, error))
    return NULL;
  g_ptr_array_add (table, make_header (json_object_get_array_member (found, "fields")));
  for (guint i = 0; places != NULL && i < MIN (json_array_get_length (rows), json_array_get_length (places)); i++)
    g_ptr_array_add (table, make_row (json_array_get_array_element (rows, i), json_array_get_element (places, i)));
  return g_steal_pointer (&table);
}

static GPtrArray *
read_places (WgCommandCall *call, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *full = g_file_get_path (file);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, full != NULL ? full : path);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (JsonObject) found = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  request->shown_rows = MOST_POINTS;
  job = wg_import_job_new (request);
  wg_import_job_inspect_async (job, call->cancellable, wg_command_call_ready, call);
  found = wg_import_job_inspect_finish (job, wg_command_call_wait (call), error);
  rows = found != NULL ? make_rows (found, error) : NULL;
  return rows != NULL ? wg_inspection_parse_rows (rows, call->zone, error) : NULL;
}

/* --- The list, whatever it is in --- */

static gboolean
needs_reader (const char *path)
{
  g_autofree char *name = g_ascii_strdown (path, -1);

  return g_str_has_suffix (name, ".geojson") || g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".xlsx");
}

static gboolean
read_text (WgCommandCall *call, List *self, const char *path, GError **error)
{
  g_autofree char *text = wg_text_file_read (path, error);

  if (text == NULL)
    return FALSE;
  self->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  self->points = wg_inspection_parse (text, call->zone, error);
  return self->points != NULL;
}

static gboolean
read_foreign (WgCommandCall *call, List *self, const char *path, GError **error)
{
  g_autofree char *bytes = NULL, *name = g_filename_display_basename (path);
  gsize n;

  self->points = read_places (call, path, error);
  if (self->points == NULL)
    return FALSE;
  if (!g_file_get_contents (path, &bytes, &n, NULL))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("“%s” could not be read. Nothing was changed."), name);
      return FALSE;
    }
  self->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n);
  return TRUE;
}

static gboolean
read_list (WgCommandCall *call, List *self, GError **error)
{
  double within = wg_command_call_get_number (call, "within"), hours = wg_command_call_get_number (call, "hours");
  const char *path = wg_command_call_get_argument (call, 0);

  self->within_m = isnan (within) ? WITHIN_M : within;
  self->hours = isnan (hours) ? HOURS : hours;
  if (!(self->within_m > 0.0 && self->within_m <= 100000.0) || !(self->hours > 0.0 && self->hours <= 100000.0))
    return refuse (error, _ ("--within takes metres and --hours takes hours, both above 0."));
  return needs_reader (path) ? read_foreign (call, self, path, error) : read_text (call, self, path, error);
}

/* Only cases of the days in question are asked for. */
static gboolean
match (WgCommandCall *call, List *self, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) cases = NULL;
  gint64 span_ms = (gint64) (self->hours * 3600000.0) + 1, first_ms = G_MAXINT64, last_ms = G_MININT64;

  for (guint i = 0; i < self->points->len; i++)
    {
      const WgInspectionPoint *point = g_ptr_array_index (self->points, i);

      if (point->problem != NULL)
        continue;
      first_ms = MIN (first_ms, point->at_ms);
      last_ms = MAX (last_ms, point->at_ms);
    }
  if (first_ms > last_ms)
    return TRUE;
  query->from_ms = first_ms - span_ms;
  query->to_ms = last_ms + span_ms;
  query->as_of_ms = wg_command_call_get_now (call);
  cases = wg_command_cases_list (call, query, error);
  if (cases != NULL)
    wg_inspection_match (self->points, cases, self->within_m, self->hours);
  return cases != NULL;
}

static const char *
get_state (const WgInspectionPoint *point)
{
  return point->problem != NULL ? "refused" : point->match != NULL ? "matched" : "unmatched";
}

static const char *
get_state_label (const WgInspectionPoint *point)
{
  return point->problem != NULL ? C_ ("inspection", "line refused") : point->match != NULL ? C_ ("inspection", "matched") : C_ ("inspection", "not registered");
}

/* --- Printing --- */

static void
write_point (WgJsonWriter *out, const WgInspectionPoint *point)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "point", point->number);
  wg_json_writer_text (out, "number", point->match != NULL ? point->match->number : NULL);
  wg_json_writer_int (out, "score", point->match != NULL ? point->score : G_MININT64);
  wg_json_writer_double (out, "distance_m", point->match != NULL ? point->distance_m : NAN);
  wg_json_writer_double (out, "hours", point->match != NULL ? point->hours : NAN);
  wg_json_writer_text (out, "state", get_state (point));
  wg_json_writer_text (out, "text", point->problem);
  wg_json_writer_end_object (out);
}

static void
add_point (WgTextTable *table, const WgInspectionPoint *point)
{
  g_autofree char *distance = point->match != NULL ? g_strdup_printf ("%.1f m", point->distance_m) : NULL;
  g_autofree char *hours = point->match != NULL ? g_strdup_printf ("%.1f", point->hours) : NULL, *score = point->match != NULL ? g_strdup_printf ("%d", point->score) : NULL;

  wg_text_table_add_int (table, point->number);
  wg_text_table_add (table, get_state_label (point));
  wg_text_table_add (table, point->match != NULL ? point->match->number : point->problem);
  wg_text_table_add (table, score);
  wg_text_table_add (table, distance);
  wg_text_table_add (table, hours);
}

static gboolean
print_list (WgCommandCall *call, const List *self, GError **error)
{
  const char *const titles[] = { C_ ("column", "Point"), C_ ("column", "State"), C_ ("column", "Number"), C_ ("column", "Score"), C_ ("column", "Distance"), C_ ("column", "Hours") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("rllrrr", titles);

  for (guint i = 0; i < self->points->len; i++)
    {
      if (!call->json)
        {
          add_point (table, g_ptr_array_index (self->points, i));
          continue;
        }
      write_point (call->writer, g_ptr_array_index (self->points, i));
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return wg_command_call_print_table (call, table, error);
}

/* --- The sheet --- */

static void
write_sheet_row (WgWorkbook *book, const WgInspectionPoint *point)
{
  const WgCaseRecord *record = point->match;

  wg_workbook_int (book, point->number);
  wg_workbook_text (book, get_state_label (point));
  wg_workbook_double (book, point->problem == NULL ? point->lon : NAN);
  wg_workbook_double (book, point->problem == NULL ? point->lat : NAN);
  wg_workbook_time (book, point->problem == NULL ? point->at_ms : G_MININT64);
  wg_workbook_text (book, point->class_code);
  wg_workbook_text (book, point->problem != NULL ? point->problem : point->text);
  wg_workbook_text (book, record != NULL ? record->number : NULL);
  wg_workbook_text (book, record != NULL ? record->title : NULL);
  wg_workbook_text (book, record != NULL ? wg_case_state_get_label (record->state) : NULL);
  wg_workbook_time (book, record != NULL ? record->reported_ms : G_MININT64);
  wg_workbook_int (book, record != NULL ? point->score : G_MININT64);
  wg_workbook_double (book, record != NULL ? point->distance_m : NAN);
  wg_workbook_double (book, record != NULL ? point->hours : NAN);
  wg_workbook_end_row (book);
}

static gboolean
write_sheet (WgCommandCall *call, const List *self, const char *out, GError **error)
{
  const char *const titles[] = { C_ ("column", "Point"), C_ ("column", "State"), C_ ("column", "Longitude"), C_ ("column", "Latitude"), C_ ("column", "Time"), C_ ("column", "Class"),
                                 C_ ("column", "Text"), C_ ("column", "Number"), C_ ("column", "Title"), C_ ("column", "State of the case"), C_ ("column", "Reported"),
                                 C_ ("column", "Score"), C_ ("column", "Metres"), C_ ("column", "Hours"), NULL };
  g_autoptr (WgWorkbook) book = wg_workbook_new (out, C_ ("sheet", "Match of the inspection"), wg_command_call_get_now (call), call->zone);

  wg_workbook_begin_sheet (book, C_ ("sheet", "Match of the inspection"), titles);
  for (guint i = 0; i < self->points->len; i++)
    write_sheet_row (book, g_ptr_array_index (self->points, i));
  return wg_workbook_close (book, error);
}

static gboolean
run_match (WgCommandCall *call, GError **error)
{
  const char *out = wg_command_call_get_text (call, "out");
  g_auto (List) self = { 0 };

  if (out != NULL && !g_str_has_suffix (out, ".xlsx"))
    return refuse (error, _ ("The sheet is a spreadsheet: --out takes the name of an .xlsx file."));
  return read_list (call, &self, error) && match (call, &self, error) && (out == NULL || write_sheet (call, &self, out, error))
         && print_list (call, &self, error);
}

/* --- Drafts --- */

/* The same line of the same file is one case, however often it is asked for. */
static WgAct *
make_act (WgCommandCall *call, const List *self, const WgInspectionPoint *point, gboolean in_words, GError **error)
{
  g_autoptr (WgAct) act = wg_act_new (WG_VERB_REPORT, NULL);

  act->channel = g_strdup ("inspector");
  act->title = g_strdup (point->text != NULL ? point->text : point->class_code != NULL ? point->class_code : _ ("seen by an inspector"));
  if (in_words || point->class_code == NULL)
    act->class_text = g_strdup (point->class_code != NULL ? point->class_code : act->title);
  else
    act->class_code = g_strdup (point->class_code);
  act->lon = point->lon;
  act->lat = point->lat;
  act->anonymous = TRUE;
  if (!wg_command_moves_sign (call, act, error))
    return NULL;
  g_free (act->key);
  act->key = g_strdup_printf ("inspect-%s-%u", self->sha256, point->number);
  return g_steal_pointer (&act);
}

/* A class that the catalogue does not know is told in words. */
static WgActResult *
report (WgCommandCall *call, const List *self, const WgInspectionPoint *point, GError **error)
{
  g_autoptr (GError) unknown = NULL;

  for (gboolean in_words = FALSE; in_words <= TRUE; in_words++)
    {
      g_autoptr (WgAct) act = make_act (call, self, point, in_words, error);
      WgActResult *result;

      if (act == NULL)
        return NULL;
      g_clear_error (&unknown);
      wg_store_perform_async (call->store, act, call->cancellable, wg_command_call_ready, call);
      result = wg_store_perform_finish (call->store, wg_command_call_wait (call), &unknown);
      if (result != NULL)
        return result;
      if (point->class_code == NULL || !g_error_matches (unknown, WG_ERROR, WG_ERROR_NOT_FOUND))
        break;
    }
  g_propagate_error (error, g_steal_pointer (&unknown));
  return NULL;
}

static gboolean
print_drafts (WgCommandCall *call, const List *self, const GPtrArray *numbers, GError **error)
{
  guint n_refused = 0, n_matched = 0;

  for (guint i = 0; i < self->points->len; i++)
    {
      n_refused += ((WgInspectionPoint *) g_ptr_array_index (self->points, i))->problem != NULL;
      n_matched += ((WgInspectionPoint *) g_ptr_array_index (self->points, i))->match != NULL;
    }
  if (!call->json)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("%u points: %u matched, %u registered as drafts, %u refused.\n"), self->points->len, n_matched, numbers->len, n_refused);

      return call->quiet || wg_command_call_print (call, sentence, error);
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", TRUE);
  wg_json_writer_int (call->writer, "points", self->points->len);
  wg_json_writer_int (call->writer, "matched", n_matched);
  wg_json_writer_int (call->writer, "refused", n_refused);
  wg_json_writer_key (call->writer, "numbers");
  wg_json_writer_begin_array (call->writer);
  for (guint i = 0; i < numbers->len; i++)
    wg_json_writer_add_text (call->writer, g_ptr_array_index (numbers, i));
  wg_json_writer_end_array (call->writer);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_draft (WgCommandCall *call, GError **error)
{
  g_auto (List) self = { 0 };
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  if (!read_list (call, &self, error) || !match (call, &self, error))
    return FALSE;
  for (guint i = 0; i < self.points->len; i++)
    {
      const WgInspectionPoint *point = g_ptr_array_index (self.points, i);
      g_autoptr (WgActResult) result = NULL;

      if (point->problem != NULL || point->match != NULL)
        continue;
      result = report (call, &self, point, error);
      if (result == NULL)
        return FALSE;
      g_ptr_array_add (numbers, g_strdup (result->number));
    }
  return print_drafts (call, &self, numbers, error);
}

/* --- Samples --- */

static gboolean
load_closed (WgCommandCall *call, GPtrArray **closed, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  gint64 to_ms = wg_command_call_get_time (call, "to", wg_command_call_get_now (call));
  gint64 from_ms = wg_command_call_get_time (call, "from", to_ms - SAMPLE_DAYS * WG_MS_PER_DAY);

  if (from_ms >= to_ms)
    return refuse (error, _ ("The period ends before it begins."));
  query->state = WG_CASE_STATE_CLOSED;
  query->as_of_ms = wg_command_call_get_now (call);
  *closed = wg_command_cases_list (call, query, error);
  for (guint i = *closed != NULL ? (*closed)->len : 0; i > 0; i--)
    {
      const WgCaseRecord *record = g_ptr_array_index (*closed, i - 1);

      if (record->closed_ms == WG_NO_TIME || record->closed_ms < from_ms || record->closed_ms >= to_ms || record->grid_id == WG_NO_ID)
        g_ptr_array_remove_index (*closed, i - 1);
    }
  return *closed != NULL;
}

static gboolean
print_sample (WgCommandCall *call, const GPtrArray *drawn, GHashTable *codes, GError **error)
{
  const char *const titles[] = { C_ ("column", "Grid"), C_ ("column", "Number"), C_ ("column", "Class"), C_ ("column", "Title"), C_ ("column", "Address") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("lllll", titles);

  for (guint i = 0; i < drawn->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (drawn, i);
      const char *code = wg_command_cases_get_grid (codes, record);

      if (!call->json)
        {
          wg_text_table_add (table, code);
          wg_text_table_add (table, record->number);
          wg_text_table_add (table, wg_command_cases_get_class (record));
          wg_text_table_add (table, record->title);
          wg_text_table_add (table, record->address);
          continue;
        }
      wg_json_writer_begin_object (call->writer);
      wg_json_writer_text (call->writer, "grid", code);
      wg_json_writer_text (call->writer, "number", record->number);
      wg_json_writer_text (call->writer, "class", wg_command_cases_get_class (record));
      wg_json_writer_time (call->writer, "closed", record->closed_ms);
      wg_json_writer_double (call->writer, "lon", record->lon);
      wg_json_writer_double (call->writer, "lat", record->lat);
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return wg_command_call_print_table (call, table, error);
}

static gboolean
run_sample (WgCommandCall *call, GError **error)
{
  gint64 n = wg_command_call_get_integer (call, "per-grid", 1);
  g_autoptr (GPtrArray) closed = NULL, drawn = NULL;
  g_autoptr (GHashTable) codes = NULL;

  if (n < 1 || n > 100000)
    return refuse (error, _ ("--per-grid takes a number from 1 to 100000."));
  if (!load_closed (call, &closed, error))
    return FALSE;
  wg_store_list_grid_codes_async (call->store, call->cancellable, wg_command_call_ready, call);
  codes = wg_store_list_grid_codes_finish (call->store, wg_command_call_wait (call), error);
  if (codes == NULL)
    return FALSE;
  drawn = wg_inspection_sample (closed, (guint) n, (guint32) wg_command_call_get_integer (call, "seed", 1));
  return print_sample (call, drawn, codes, error);
}

static const WgOption match_options[] = {
  { "within", WG_OPTION_NUMBER, "M", N_ ("how far a case may be from its point, in metres; else 50") },
  { "hours", WG_OPTION_NUMBER, "H", N_ ("how long before or after, in hours; else 24") },
  { "out", WG_OPTION_TEXT, "FILE", N_ ("the .xlsx file to write the sheet to") },
  { NULL },
};

static const WgOption draft_options[] = {
  { "within", WG_OPTION_NUMBER, "M", N_ ("how far a case may be from its point, in metres; else 50") },
  { "hours", WG_OPTION_NUMBER, "H", N_ ("how long before or after, in hours; else 24") },
  { NULL },
};

static const WgOption sample_options[] = {
  { "per-grid", WG_OPTION_INTEGER, "N", N_ ("how many cases of each grid; else 1") },
  { "seed", WG_OPTION_INTEGER, "N", N_ ("the same seed draws the same cases") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("only cases closed at or after this time; else of the last 30 days") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("only cases closed before this time; else now") },
  { NULL },
};

const WgCommand wg_commands_inspect[] = {
  { "inspect", "match", "FILE", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{point,number,score,distance_m,hours,state,text}",
    N_ ("Hold a list of inspected points (CSV, GeoJSON, XLSX) against the register: lon, lat, time, class, text"), run_match, match_options },
  { "inspect", "draft", "FILE", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES, WG_ROLE_INTAKE | WG_ROLE_DISPATCHER | WG_ROLE_DUTY, -1,
    "{ok,points,matched,refused,numbers:[]}", N_ ("Register what was seen and matches no case"), run_draft, draft_options },
  { "inspect", "sample", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{grid,number,class,closed,lon,lat}",
    N_ ("Draw closed cases of each grid by lot, to look at on the spot"), run_sample, sample_options },
  { NULL },
};
