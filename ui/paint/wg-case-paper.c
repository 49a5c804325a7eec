/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case that is argued about leaves the house on paper, with everything that proves it and nothing that names the
 * reporter.
 */

#include "wg-case-paper.h"

#include "wg-case-timeline.h"
#include "wg-clock-ledger.h"
#include "wg-event-text.h"
#include "wg-person-name.h"
#include "wg-time.h"
#include "wg-timeline-bar.h"

#include <glib/gi18n-lib.h>

#define MINUTE "%Y-%m-%d %H:%M"
#define BAR_HEIGHT 14.0

typedef struct
{
  const WgCaseReport *report;
  WgWorkflow *workflow;
  GTimeZone *zone;
  WgPaper *paper;
  GArray *stretches;
} Sheet;

static char *
format_time (const Sheet *self, gint64 ms)
{
  return ms != WG_NO_TIME && ms != WG_TIME_NONE ? wg_sheet_format_time (self->zone, ms, MINUTE) : NULL;
}

static void
add_time (Sheet *self, const char *label, gint64 ms)
{
  g_autofree char *text = format_time (self, ms);

  wg_paper_add_fact (self->paper, label, text);
}

/* --- Facts --- */

static void
add_reporters (Sheet *self)
{
  GPtrArray *reporters = self->report->file->reporters;

  for (guint i = 0; i < reporters->len; i++)
    {
      const WgCaseReporter *reporter = g_ptr_array_index (reporters, i);
      g_autofree char *name = reporter->name != NULL ? wg_person_name_mask (reporter->name) : NULL;
      g_autofree char *phone = reporter->phone != NULL ? wg_phone_mask (reporter->phone) : NULL;
      g_autofree char *both = g_strjoin (" ", name != NULL ? name : "", phone, NULL);

      wg_paper_add_fact (self->paper, C_ ("column", "Reporter"), reporter->anonymous ? _ ("anonymous") : both);
    }
}

static void
add_limit (Sheet *self)
{
  g_autofree char *text = wg_case_file_describe_limit (self->report->file);

  wg_paper_add_fact (self->paper, C_ ("column", "Limit"), text);
}

static void
add_facts (Sheet *self)
{
  const WgCaseFile *file = self->report->file;
  const WgCaseRecord *record = file->record;

  wg_paper_add_fact (self->paper, C_ ("column", "State"), wg_case_state_get_label (record->state));
  wg_paper_add_fact (self->paper, C_ ("column", "Class"), self->report->class_name != NULL ? self->report->class_name : record->class_text);
  wg_paper_add_fact (self->paper, C_ ("column", "Route"), wg_route_get_label (record->route));
  wg_paper_add_fact (self->paper, C_ ("column", "Channel"), wg_channel_get_label (record->channel));
  add_reporters (self);
  wg_paper_add_fact (self->paper, C_ ("column", "Address"), record->address);
  wg_paper_add_fact (self->paper, C_ ("column", "Grid"), file->grid_name);
  wg_paper_add_fact (self->paper, C_ ("column", "Border near"), file->near_grid);
  wg_paper_add_fact (self->paper, C_ ("column", "Holder"), wg_case_record_get_holder (record));
  add_time (self, C_ ("column", "Reported"), record->reported_ms);
  add_time (self, C_ ("column", "Appointed"), file->appointed_ms);
  add_time (self, C_ ("column", "Due"), record->due_ms);
  add_time (self, C_ ("column", "Suspended until"), record->suspended_until_ms);
  add_time (self, C_ ("column", "Closed"), record->closed_ms);
  add_limit (self);
  wg_paper_add_fact (self->paper, C_ ("column", "Merged into"), file->dossier->master);
  for (guint i = 0; i < file->dossier->children->len; i++)
    wg_paper_add_fact (self->paper, C_ ("column", "Merged"), g_ptr_array_index (file->dossier->children, i));
  if (record->body != NULL && *record->body != '\0')
    wg_paper_add_text (self->paper, record->body, FALSE);
}

/* --- Clocks --- */

static void
add_ledger (Sheet *self, const WgClockLedger *ledger)
{
  const char *name = wg_case_clock_get_label (wg_case_clock_from_nick (ledger->kind));
  g_autofree char *limit = wg_limit_format (ledger->deadline.limit_n, ledger->deadline.limit_unit);
  g_autofree char *due = format_time (self, ledger->status.due_ms), *sum = wg_time_format_span (ledger->status.used_ms);
  g_autofree char *title = g_strdup_printf (_ ("%s, run %d: %s × %u, due %s, %s"), name, ledger->run, limit, ledger->deadline.extensions + 1,
                                            due != NULL ? due : "–", wg_deadline_state_get_label (ledger->status.state));

  wg_paper_add_row (self->paper, (const char *const[]){ title, NULL, NULL, NULL, NULL }, TRUE);
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const WgLedgerRow *row = &g_array_index (ledger->rows, WgLedgerRow, i);
      g_autofree char *from = format_time (self, row->from_ms), *to = format_time (self, row->to_ms);
      g_autofree char *span = wg_time_format_span (row->to_ms - row->from_ms);

      wg_paper_add_row (self->paper,
                        (const char *const[]){ from, to, row->counted ? C_ ("ledger", "counted") : wg_ledger_why_get_label (row->why),
                                               row->holder, span }, FALSE);
    }
  wg_paper_add_row (self->paper, (const char *const[]){ _ ("counted together"), NULL, NULL, NULL, sum }, TRUE);
}

static void
add_ledgers (Sheet *self)
{
  const WgPaperColumn columns[] = { { C_ ("interval", "From"), 0.21, WG_SHEET_LEFT }, { C_ ("interval", "To"), 0.19, WG_SHEET_LEFT },
                                    { C_ ("interval", "Why"), 0.22, WG_SHEET_LEFT }, { C_ ("column", "Holder"), 0.22, WG_SHEET_LEFT },
                                    { C_ ("interval", "Length"), 0.16, WG_SHEET_RIGHT } };
  GPtrArray *ledgers = self->report->ledgers;

  wg_paper_add_heading (self->paper, _ ("Clocks: where the time went"));
  if (ledgers->len == 0)
    {
      wg_paper_add_text (self->paper, _ ("Imported; no clock of this house has run."), TRUE);
      return;
    }
  wg_paper_begin_table (self->paper, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < ledgers->len; i++)
    add_ledger (self, g_ptr_array_index (ledgers, i));
}

/* --- Timeline --- */

static void
add_bar (Sheet *self)
{
  g_autofree char *words = wg_timeline_bar_tell (self->stretches);
  cairo_t *cr;
  double y;

  if (self->stretches->len == 0)
    return;
  wg_paper_add_heading (self->paper, _ ("What it waited for"));
  cr = wg_paper_take_space (self->paper, BAR_HEIGHT, &y);
  wg_timeline_bar_draw (cr, self->stretches, WG_THEME_PRINT, WG_SHEET_MARGIN, y, WG_PAPER_INSIDE, BAR_HEIGHT);
  wg_paper_add_text (self->paper, words, TRUE);
}

/* The stretch that an event began, if it began one. */
static char *
format_length (Sheet *self, const WgEvent *event)
{
  for (guint i = 0; i < self->stretches->len; i++)
    {
      const WgStretch *stretch = &g_array_index (self->stretches, WgStretch, i);

      if (stretch->event == event)
        return wg_time_format_span (stretch->to_ms - stretch->from_ms);
    }
  return NULL;
}

static void
add_event (Sheet *self, const WgEvent *event)
{
  g_autofree char *at = format_time (self, event->at_ms), *length = format_length (self, event);
  g_autofree char *sentence = wg_case_report_tell (self->report, self->workflow, event);
  g_autofree char *warnings = wg_event_text_tell_warnings (event);
  g_autofree char *both = warnings != NULL ? g_strdup_printf ("%s\n%s", sentence, warnings) : g_strdup (sentence);

  wg_paper_add_row (self->paper,
                    (const char *const[]){ at, event->desk != NULL && *event->desk != '\0' ? event->desk : "–", wg_event_text_format_verb (event), both, length },
                    FALSE);
}

static void
add_history (Sheet *self)
{
  const WgPaperColumn columns[] = { { C_ ("column", "When"), 0.17, WG_SHEET_LEFT }, { C_ ("column", "Desk"), 0.11, WG_SHEET_LEFT },
                                    { C_ ("column", "Step"), 0.14, WG_SHEET_LEFT }, { C_ ("column", "What"), 0.45, WG_SHEET_LEFT },
                                    { C_ ("column", "Then"), 0.13, WG_SHEET_RIGHT } };
  GPtrArray *events = self->report->file->events;

  wg_paper_add_heading (self->paper, _ ("History"));
  if (events->len == 0)
    {
      wg_paper_add_text (self->paper, _ ("Imported; nothing has been done here yet."), TRUE);
      return;
    }
  wg_paper_begin_table (self->paper, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < events->len; i++)
    add_event (self, g_ptr_array_index (events, i));
}

/* --- Files --- */

static void
add_files (Sheet *self)
{
  const WgPaperColumn columns[] = { { C_ ("column", "File"), 0.26, WG_SHEET_LEFT }, { C_ ("column", "Size"), 0.12, WG_SHEET_LEFT },
                                    { C_ ("column", "When"), 0.17, WG_SHEET_LEFT }, { C_ ("column", "SHA-256"), 0.45, WG_SHEET_LEFT } };
  GPtrArray *files = self->report->file->dossier->attachments;

  if (files->len == 0)
    return;
  wg_paper_add_heading (self->paper, _ ("Files"));
  wg_paper_begin_table (self->paper, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < files->len; i++)
    {
      const WgCaseAttachment *file = g_ptr_array_index (files, i);
      g_autofree char *size = g_format_size ((guint64) file->bytes), *at = format_time (self, file->at_ms);

      wg_paper_add_row (self->paper, (const char *const[]){ file->name, size, at, file->sha256 }, FALSE);
    }
}

WgPaper *
wg_case_paper_new (const WgCaseReport *report, WgWorkflow *workflow, GTimeZone *zone)
{
  const WgCaseRecord *record = report->file->record;
  g_autofree char *title = g_strdup_printf ("%s  %s", record->number, record->title != NULL ? record->title : "");
  g_autofree char *at = wg_sheet_format_time (zone, report->at_ms, MINUTE);
  g_autofree char *under = g_strdup_printf (_ ("As of %s. Reporters are masked."), at);
  g_autoptr (GArray) stretches = wg_case_timeline_new (report->file->events, report->at_ms);
  Sheet self = { report, workflow, zone, wg_paper_new (title, under), stretches };

  add_facts (&self);
  add_bar (&self);
  add_ledgers (&self);
  add_history (&self);
  add_files (&self);
  wg_paper_set_foot (self.paper, title);
  return self.paper;
}
