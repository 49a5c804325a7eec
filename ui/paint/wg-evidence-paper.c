/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the same facts go to the printer, into a message and onto a terminal; they are put into words once. */

#include "wg-case-paper.h"

#include <glib/gi18n-lib.h>

#define DAY "%Y-%m-%d"
#define MINUTE "%Y-%m-%d %H:%M"

/* Hands each fact to @take; without a value there is no fact. */
typedef void (*Take) (gpointer data, const char *label, const char *value);

static char *
word_owners (const WgEvidenceGrid *grid)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; grid->owners[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (text, C_ ("between names", ", "));
      g_string_append_printf (text, C_ ("keeper", "%s (%s)"), grid->owners[i], wg_post_get_label (grid->posts[i]));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (C_ ("evidence", "nobody keeps it"));
}

static char *
word_distance (const WgEvidenceGrid *grid)
{
  return g_strdup_printf (grid->inside ? C_ ("evidence", "%.1f m, inside") : C_ ("evidence", "%.1f m, outside"), grid->distance_m);
}

static char *
word_version (gint64 id, gint64 from_ms, gint64 to_ms, GTimeZone *zone)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *from = wg_sheet_format_time (zone, from_ms, DAY);
  g_autofree char *to = to_ms != WG_NO_TIME ? wg_sheet_format_time (zone, to_ms, DAY) : NULL;

  if (to != NULL)
    return g_strdup_printf (C_ ("evidence", "no. %s, from %s to %s"), number, from, to);
  return g_strdup_printf (C_ ("evidence", "no. %s, in force since %s"), number, from);
}

static void
tell_place (const WgCaseReport *report, GTimeZone *zone, Take take, gpointer data)
{
  const WgCaseRecord *record = report->file->record;
  g_autofree char *place = g_strdup_printf ("%.6f, %.6f", record->lon, record->lat);
  g_autofree char *reported = wg_sheet_format_time (zone, record->reported_ms, MINUTE);
  g_autofree char *as_of = wg_sheet_format_time (zone, report->at_ms, MINUTE);

  take (data, C_ ("column", "Title"), record->title);
  take (data, C_ ("column", "Class"), report->class_name != NULL ? report->class_name : record->class_text);
  take (data, C_ ("column", "State"), wg_case_state_get_label (record->state));
  take (data, C_ ("column", "Reported"), reported);
  take (data, C_ ("column", "Address"), record->address);
  take (data, C_ ("evidence", "Longitude, latitude"), place);
  take (data, C_ ("evidence", "As of"), as_of);
}

static void
tell_filed (const WgCaseEvidence *evidence, const WgEvidenceGrid *home, GTimeZone *zone, Take take, gpointer data)
{
  g_autofree char *version = NULL;

  if (evidence->filed_code == NULL)
    return;
  version = home != NULL && home->version_id == evidence->filed_version_id
                ? g_strdup (C_ ("evidence", "the same"))
                : word_version (evidence->filed_version_id, evidence->filed_from_ms, evidence->filed_to_ms, zone);
  take (data, C_ ("evidence", "Boundary it was filed under"), version);
}

static void
tell_border (const WgCaseEvidence *evidence, Take take, gpointer data)
{
  const WgEvidenceGrid *other = evidence->grids->len > 1 ? g_ptr_array_index (evidence->grids, 1) : NULL;
  g_autofree char *text = NULL;

  if (other == NULL)
    text = g_strdup (C_ ("evidence", "no other grid within 200 m"));
  else if (other->inside)
    text = g_strdup_printf (C_ ("evidence", "lies in %s as well: the two overlap there"), other->name);
  else if (other->distance_m <= evidence->border_m)
    text = g_strdup_printf (C_ ("evidence", "near: %.1f m from %s (up to %g m counts as near)"), other->distance_m, other->name, evidence->border_m);
  else
    text = g_strdup_printf (C_ ("evidence", "not near: %.1f m from %s (up to %g m counts as near)"), other->distance_m, other->name, evidence->border_m);
  take (data, C_ ("evidence", "Border"), text);
}

static void
tell_home (const WgCaseReport *report, GTimeZone *zone, Take take, gpointer data)
{
  const WgCaseEvidence *evidence = report->evidence;
  const WgEvidenceGrid *home = evidence->outside || evidence->grids->len == 0 ? NULL : g_ptr_array_index (evidence->grids, 0);
  g_autofree char *name = NULL, *version = NULL, *owners = NULL, *distance = NULL;

  if (home == NULL)
    {
      take (data, C_ ("evidence", "Home grid"), C_ ("evidence", "outside of all grids"));
      tell_filed (evidence, home, zone, take, data);
      return;
    }
  name = g_strdup_printf (C_ ("grid and code", "%s (%s)"), home->name, home->code);
  version = word_version (home->version_id, home->valid_from_ms, WG_NO_TIME, zone);
  owners = word_owners (home);
  distance = word_distance (home);
  take (data, C_ ("evidence", "Home grid"), name);
  take (data, C_ ("evidence", "Level"), home->level);
  take (data, C_ ("evidence", "Belongs to"), home->parent);
  take (data, C_ ("evidence", "Owner"), owners);
  take (data, C_ ("evidence", "Boundary version"), version);
  tell_filed (evidence, home, zone, take, data);
  take (data, C_ ("evidence", "To its border"), distance);
  tell_border (evidence, take, data);
}

static void
take_fact (gpointer paper, const char *label, const char *value)
{
  wg_paper_add_fact (paper, label, value);
}

static void
add_neighbours (WgPaper *paper, const WgCaseEvidence *evidence, GTimeZone *zone)
{
  const WgPaperColumn columns[] = { { C_ ("column", "Grid"), 0.24, WG_SHEET_LEFT }, { C_ ("column", "Code"), 0.2, WG_SHEET_LEFT },
                                    { C_ ("evidence", "To its border"), 0.16, WG_SHEET_LEFT }, { C_ ("evidence", "Owner"), 0.2, WG_SHEET_LEFT },
                                    { C_ ("evidence", "Boundary version"), 0.2, WG_SHEET_LEFT } };

  wg_paper_begin_table (paper, columns, G_N_ELEMENTS (columns));
  for (guint i = evidence->outside ? 0 : 1; i < evidence->grids->len; i++)
    {
      const WgEvidenceGrid *grid = g_ptr_array_index (evidence->grids, i);
      g_autofree char *owners = word_owners (grid), *distance = word_distance (grid);
      g_autofree char *version = word_version (grid->version_id, grid->valid_from_ms, WG_NO_TIME, zone);

      wg_paper_add_row (paper, (const char *const[]){ grid->name, grid->code, distance, owners, version }, FALSE);
    }
}

WgPaper *
wg_evidence_paper_new (const WgCaseReport *report, GTimeZone *zone)
{
  WgPaper *paper = wg_paper_new (_ ("Evidence sheet"), report->file->record->number);
  GPtrArray *events = report->file->events;

  tell_place (report, zone, take_fact, paper);
  wg_paper_add_heading (paper, C_ ("evidence", "Whose it is"));
  tell_home (report, zone, take_fact, paper);
  wg_paper_add_heading (paper, C_ ("evidence", "Neighbours within 200 m"));
  if (report->evidence->grids->len > (report->evidence->outside ? 0u : 1u))
    add_neighbours (paper, report->evidence, zone);
  else
    wg_paper_add_text (paper, C_ ("evidence", "None."), FALSE);
  if (events->len > 0)
    {
      const WgEvent *last = g_ptr_array_index (events, events->len - 1);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, last->id);
      g_autofree char *foot = g_strdup_printf (_ ("Case %s up to event %s of the log"), report->file->record->number, number);

      wg_paper_set_foot (paper, foot);
    }
  return paper;
}

static void
take_line (gpointer text, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    {
      g_string_append_printf (text, C_ ("fact", "%s: %s"), label, value);
      g_string_append_c (text, '\n');
    }
}

char *
wg_evidence_text (const WgCaseReport *report, GTimeZone *zone)
{
  GString *text = g_string_new (NULL);
  const WgCaseEvidence *evidence = report->evidence;

  g_string_append_printf (text, "%s %s\n", _ ("Evidence sheet"), report->file->record->number);
  tell_place (report, zone, take_line, text);
  tell_home (report, zone, take_line, text);
  for (guint i = evidence->outside ? 0 : 1; i < evidence->grids->len; i++)
    {
      const WgEvidenceGrid *grid = g_ptr_array_index (evidence->grids, i);
      g_autofree char *owners = word_owners (grid), *distance = word_distance (grid);

      g_autofree char *name = g_strdup_printf (C_ ("grid and code", "%s (%s)"), grid->name, grid->code);
      g_autofree char *facts = g_strdup_printf (C_ ("evidence", "%s, %s, %s"), name, distance, owners);

      take_line (text, C_ ("evidence", "Neighbour"), facts);
    }
  return g_string_free (text, FALSE);
}
