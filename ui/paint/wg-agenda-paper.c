/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever sits at a round table about cases that do not move needs them all on paper, why each is there, and room to
 * write down who does what until when.
 */

#include "wg-agenda-paper.h"

#include <glib/gi18n-lib.h>

#define DECISION_HEIGHT 34.0

static void
add_reason (GString *reasons, char *reason)
{
  g_autofree char *owned = reason;

  if (owned != NULL)
    g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? C_ ("list separator", ", ") : "", owned);
}

/* What has happened to it that should not have. */
static char *
list_reasons (const WgCaseRecord *record, gint64 at_ms)
{
  GString *reasons = g_string_new (NULL);

  if (record->needs_duty == 1)
    add_reason (reasons, g_strdup (_ ("waits for the duty officer")));
  if (record->bounces > 0)
    add_reason (reasons, g_strdup_printf (ngettext ("sent back %d time", "sent back %d times", (gulong) record->bounces), record->bounces));
  if (record->reworks > 0)
    add_reason (reasons, g_strdup_printf (ngettext ("check failed %d time", "check failed %d times", (gulong) record->reworks), record->reworks));
  if (record->extensions > 0)
    add_reason (reasons, g_strdup_printf (ngettext ("extended %d time", "extended %d times", (gulong) record->extensions), record->extensions));
  if (record->run - 1 > 0)
    add_reason (reasons, g_strdup_printf (ngettext ("opened again %d time", "opened again %d times", (gulong) (record->run - 1)), record->run - 1));
  if ((record->flags & WG_CASE_MARK_UNSATISFIED) != 0)
    add_reason (reasons, g_strdup (_ ("not satisfied")));
  if ((record->flags & WG_CASE_MARK_SUPERVISED) != 0)
    add_reason (reasons, g_strdup (_ ("supervised")));
  if (wg_case_record_is_overdue (record, at_ms))
    add_reason (reasons, g_strdup (_ ("overdue")));
  return g_string_free (reasons, FALSE);
}

/* A line for the decision, one for who and until when. */
static void
draw_room (WgPaper *paper)
{
  double y;
  cairo_t *cr = wg_paper_take_space (paper, DECISION_HEIGHT, &y);

  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, 0.5);
  for (int line = 1; line <= 2; line++)
    {
      cairo_move_to (cr, WG_SHEET_MARGIN, y + line * DECISION_HEIGHT / 2 - 2);
      cairo_line_to (cr, WG_SHEET_MARGIN + WG_PAPER_INSIDE, y + line * DECISION_HEIGHT / 2 - 2);
    }
  cairo_stroke (cr);
}

static const char *
find_grid (const WgAgenda *agenda, const WgCaseRecord *record)
{
  return record->grid_id != WG_NO_ID ? g_hash_table_lookup (agenda->grid_names, &record->grid_id) : C_ ("findings", "Outside all grids");
}

static const char *
get_state (const WgCaseRecord *record)
{
  return wg_case_record_is_suspended (record) ? C_ ("state", "Suspended") : wg_case_state_get_label (record->state);
}

static void
put_case (WgPaper *paper, const WgAgenda *agenda, const WgCaseRecord *record, guint number)
{
  g_autofree char *heading = g_strdup_printf ("%u. %s (%s)", number, record->title, record->number);
  g_autofree char *reported = wg_sheet_format_time (agenda->zone, record->reported_ms, "%Y-%m-%d %H:%M");
  g_autofree char *due
      = record->due_ms != WG_NO_TIME ? wg_sheet_format_time (agenda->zone, record->due_ms, "%Y-%m-%d %H:%M") : NULL;
  g_autofree char *reasons = list_reasons (record, agenda->at_ms);

  wg_paper_add_heading (paper, heading);
  wg_paper_add_fact (paper, C_ ("column", "State"), get_state (record));
  wg_paper_add_fact (paper, C_ ("column", "Why"), *reasons != '\0' ? reasons : NULL);
  wg_paper_add_fact (paper, C_ ("column", "Address"), record->address);
  wg_paper_add_fact (paper, C_ ("column", "Grid"), find_grid (agenda, record));
  wg_paper_add_fact (paper, C_ ("column", "Holder"), wg_case_record_get_holder (record));
  wg_paper_add_fact (paper, C_ ("column", "Reported"), reported);
  wg_paper_add_fact (paper, C_ ("column", "Due"), due);
  wg_paper_add_text (paper, _ ("Decided; by whom, until when:"), TRUE);
  draw_room (paper);
}

/* Nobody writes down what was decided about a case on the back of another page. */
static void
add_case (WgPaper *paper, const WgAgenda *agenda, const WgCaseRecord *record, guint number)
{
  g_autoptr (WgPaper) trial = wg_paper_new ("", NULL);
  double begin = wg_paper_get_height (trial);

  put_case (trial, agenda, record, number);
  if (wg_paper_get_n_pages (trial) == 1)
    wg_paper_keep_together (paper, wg_paper_get_height (trial) - begin);
  put_case (paper, agenda, record, number);
}

/* @text: (nullable): nothing there does not let the column before it run on */
static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

/* What is counted by the dozen is gone through with a pencil. */
static void
add_list (WgPaper *paper, const WgAgenda *agenda)
{
  const WgPaperColumn columns[] = { { C_ ("column", "Number"), 0.15, WG_SHEET_LEFT },  { C_ ("column", "Title"), 0.30, WG_SHEET_LEFT },
                                    { C_ ("column", "State"), 0.10, WG_SHEET_LEFT },   { C_ ("column", "Grid"), 0.11, WG_SHEET_LEFT },
                                    { C_ ("column", "Holder"), 0.20, WG_SHEET_LEFT }, { C_ ("column", "Due"), 0.14, WG_SHEET_LEFT } };

  wg_paper_begin_table (paper, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < agenda->records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (agenda->records, i);
      g_autofree char *due = record->due_ms != WG_NO_TIME ? wg_sheet_format_time (agenda->zone, record->due_ms, "%m-%d %H:%M") : NULL;
      g_autofree char *marked = due != NULL && wg_case_record_is_overdue (record, agenda->at_ms) ? g_strdup_printf ("! %s", due) : g_strdup (due);

      wg_paper_add_row (paper, (const char *const[]){ record->number, or_nothing (record->title), get_state (record),
                                                      or_nothing (find_grid (agenda, record)), or_nothing (wg_case_record_get_holder (record)),
                                                      or_nothing (marked) }, FALSE);
    }
}

WgPaper *
wg_agenda_paper_new (const WgAgenda *agenda)
{
  g_autofree char *time = wg_sheet_format_time (agenda->zone, agenda->at_ms, "%Y-%m-%d %H:%M");
  g_autofree char *title = agenda->is_list ? g_strdup (agenda->title) : g_strdup_printf (_ ("Agenda: %s"), agenda->title);
  g_autofree char *cases = g_strdup_printf (ngettext ("%u case", "%u cases", agenda->records->len), agenda->records->len);
  g_autofree char *under = agenda->district != NULL && *agenda->district != '\0' ? g_strdup_printf ("%s · %s · %s", agenda->district, time, cases)
                                                                                 : g_strdup_printf ("%s · %s", time, cases);
  WgPaper *paper = wg_paper_new (title, under);

  if (agenda->records->len == 0)
    wg_paper_add_text (paper, _ ("There is no such case."), FALSE);
  else if (agenda->is_list)
    add_list (paper, agenda);
  for (guint i = 0; !agenda->is_list && i < agenda->records->len; i++)
    add_case (paper, agenda, g_ptr_array_index (agenda->records, i), i + 1);
  wg_paper_set_foot (paper, under);
  return paper;
}
