/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what leaves the house on paper can be made by a script without a display: a case, the proof whose its place is, the
 * limits that are posted.
 */

#include "wg-command-call.h"

#include "wg-case-paper.h"
#include "wg-error.h"
#include "wg-limits-paper.h"
#include "wg-store-classes.h"
#include "wg-store-people.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *
get_out (WgCommandCall *call, GError **error)
{
  const char *out = wg_command_call_get_text (call, "out");

  if (out != NULL)
    return out;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Where to? Give --out with a file like case.pdf."));
  return NULL;
}

/* Takes @paper. */
static gboolean
write_paper (WgCommandCall *call, WgPaper *paper, const char *number, const char *out, GError **error)
{
  g_autoptr (WgPaper) owned = paper;
  guint n_pages = wg_paper_get_n_pages (paper);
  g_autofree char *sentence = g_strdup_printf (ngettext ("%s: %u page.\n", "%s: %u pages.\n", n_pages), out, n_pages);

  if (!wg_paper_write_pdf (owned, out, error))
    return FALSE;
  if (!call->json)
    return call->quiet || wg_command_call_print (call, sentence, error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "number", number);
  wg_json_writer_text (call->writer, "out", out);
  wg_json_writer_int (call->writer, "pages", n_pages);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static WgCaseReport *
load_report (WgCommandCall *call, GError **error)
{
  wg_store_load_case_report_async (call->store, wg_command_call_get_argument (call, 0), wg_command_call_get_time (call, "at", G_MININT64),
                                   call->cancellable, wg_command_call_ready, call);
  return wg_store_load_case_report_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
run_case (WgCommandCall *call, GError **error)
{
  const char *out = get_out (call, error);
  g_autoptr (WgCaseReport) report = out != NULL ? load_report (call, error) : NULL;

  return report != NULL
         && write_paper (call, wg_case_paper_new (report, wg_store_get_workflow (call->store), call->zone), report->file->record->number, out, error);
}

/* Evidence. */

static void
write_grid (WgJsonWriter *out, const WgEvidenceGrid *grid)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) owners = NULL;

  for (gsize i = 0; grid->owners[i] != NULL; i++)
    {
      g_autofree char *owner = g_strdup_printf ("%s (%s)", grid->owners[i], grid->posts[i]);

      g_strv_builder_add (builder, owner);
    }
  owners = g_strv_builder_end (builder);
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", grid->code);
  wg_json_writer_text (out, "name", grid->name);
  wg_json_writer_text (out, "level", grid->level);
  wg_json_writer_text (out, "parent", grid->parent);
  wg_json_writer_int (out, "version", grid->version_id);
  wg_json_writer_time (out, "valid_from", grid->valid_from_ms);
  wg_json_writer_bool (out, "inside", grid->inside);
  wg_json_writer_double (out, "border_m", grid->distance_m);
  wg_json_writer_key (out, "owners");
  wg_json_writer_add_texts (out, (const char *const *) owners);
  wg_json_writer_end_object (out);
}

static gboolean
print_evidence (WgCommandCall *call, const WgCaseReport *report, GError **error)
{
  const WgCaseEvidence *evidence = report->evidence;
  WgJsonWriter *out = call->writer;
  guint first = evidence->outside ? 0 : 1;

  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "number", report->file->record->number);
  wg_json_writer_double (out, "lon", report->file->record->lon);
  wg_json_writer_double (out, "lat", report->file->record->lat);
  wg_json_writer_double (out, "near_m", evidence->border_m);
  wg_json_writer_int (out, "filed_version", evidence->filed_version_id);
  wg_json_writer_time (out, "filed_from", evidence->filed_code != NULL ? evidence->filed_from_ms : G_MININT64);
  wg_json_writer_time (out, "filed_to", evidence->filed_code != NULL ? evidence->filed_to_ms : G_MININT64);
  wg_json_writer_key (out, "home");
  if (evidence->outside)
    wg_json_writer_add_raw (out, "null");
  else
    write_grid (out, g_ptr_array_index (evidence->grids, 0));
  wg_json_writer_key (out, "neighbours");
  wg_json_writer_begin_array (out);
  for (guint i = first; i < evidence->grids->len; i++)
    write_grid (out, g_ptr_array_index (evidence->grids, i));
  wg_json_writer_end_array (out);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_evidence (WgCommandCall *call, GError **error)
{
  const char *out = wg_command_call_get_text (call, "out");
  g_autoptr (WgCaseReport) report = load_report (call, error);
  g_autoptr (WgPaper) paper = NULL;
  g_autofree char *text = NULL;

  if (report == NULL)
    return FALSE;
  if (report->evidence == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                   _ ("The place of case %s is not known, so nothing can be proved of it. Move it to its place first."),
                   report->file->record->number);
      return FALSE;
    }
  paper = out != NULL ? wg_evidence_paper_new (report, call->zone) : NULL;
  if (paper != NULL && !wg_paper_write_pdf (paper, out, error))
    return FALSE;
  if (call->json)
    return print_evidence (call, report, error);
  text = wg_evidence_text (report, call->zone);
  return wg_command_call_print (call, text, error);
}

/* The posted limits. */

static gboolean
run_limits (WgCommandCall *call, GError **error)
{
  const char *out = get_out (call, error);
  g_autoptr (WgClassCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) units = NULL;

  if (out == NULL)
    return FALSE;
  wg_store_list_units_async (call->store, G_MININT64, call->cancellable, wg_command_call_ready, call);
  units = wg_store_list_units_finish (call->store, wg_command_call_wait (call), error);
  if (units == NULL)
    return FALSE;
  wg_store_load_classes_async (call->store, wg_command_call_get_now (call), call->cancellable, wg_command_call_ready, call);
  catalogue = wg_store_load_classes_finish (call->store, wg_command_call_wait (call), error);
  return catalogue != NULL
         && write_paper (call, wg_limits_paper_new (catalogue, units, wg_store_get_district (call->store)->name, wg_command_call_get_now (call),
                                              call->zone),
                         NULL, out, error);
}

static const WgOption out_options[] = {
  { "out", WG_OPTION_TEXT, "FILE.pdf", N_ ("the file to write") },
  { NULL },
};

const WgCommand wg_commands_print_case[] = {
  { "case", "print", "N", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{number,out,pages}",
    N_ ("Print a case: facts, clocks, history, files with their hashes; reporters masked"), run_case, out_options },
  { "case", "evidence", "N", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{number,lon,lat,near_m,filed_version,filed_from,filed_to,home:{code,name,level,parent,version,valid_from,inside,border_m,owners},"
    "neighbours:[…]}",
    N_ ("Prove whose a case is: grid, boundary version, owner, metres to the border, neighbours"), run_evidence, out_options },
  { NULL },
};

const WgCommand wg_commands_print_classes[] = {
  { "classes", "print", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{number,out,pages}",
    N_ ("Print the limits of all classes, to be posted"), run_limits, out_options },
  { NULL },
};
