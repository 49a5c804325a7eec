/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the case on the screen on paper, in one key. */

#include "wg-window-private.h"

#include "wg-case-paper.h"
#include "wg-paper-saver.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgWindow *window; /* owned */
  char *path; /* nullable: to be asked for */
} Printing;

static void
on_report (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (WgWindow) self = printing->window;
  g_autofree char *path = printing->path, *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCaseReport) report = wg_store_load_case_report_finish (WG_STORE (source), result, &error);
  WgPaper *paper;

  g_free (printing);
  if (self->context == NULL)
    return;
  if (report == NULL)
    {
      wg_window_show_trouble (self, error->message);
      return;
    }
  paper = wg_case_paper_new (report, wg_store_get_workflow (WG_STORE (source)), wg_store_get_zone (WG_STORE (source)));
  name = g_strdup_printf ("%s.pdf", report->file->record->number);
  if (path != NULL)
    wg_paper_save_to (GTK_WIDGET (self), self->context, paper, path);
  else
    wg_paper_save (GTK_WIDGET (self), self->context, paper, name);
}

void
wg_window_print_case (WgWindow *self, const char *path)
{
  WgCaseRecord *record = self->page != NULL ? wg_case_detail_get_record (wg_dispatch_page_get_detail (self->page)) : NULL;
  Printing *printing;

  if (record == NULL)
    return;
  printing = g_new0 (Printing, 1);
  printing->window = g_object_ref (self);
  printing->path = g_strdup (path);
  wg_store_load_case_report_async (wg_context_get_store (self->context), record->number, G_MININT64, self->cancellable, on_report, printing);
}
