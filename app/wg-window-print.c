/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the case on the screen on paper, in one key; and the card of a grid for the stairwells of its houses. */

#include "wg-window-private.h"

#include "wg-case-paper.h"
#include "wg-notice-paper.h"
#include "wg-paper-saver.h"
#include "wg-store-card.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgWindow *window; /* owned */
  char *path; /* nullable: to be asked for */
} Printing;

static Printing *
printing_new (WgWindow *window, const char *path)
{
  Printing *self = g_new0 (Printing, 1);

  self->window = g_object_ref (window);
  self->path = g_strdup (path);
  return self;
}

static void
printing_free (Printing *self)
{
  g_object_unref (self->window);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

/* Takes @paper, which is NULL when @error says why. */
static void
write_paper (Printing *self, WgPaper *paper, const char *subject, const GError *error)
{
  g_autoptr (WgPaper) owned = paper;
  g_autofree char *name = g_strdup_printf ("%s.pdf", subject);
  WgWindow *window = self->window;

  if (window->context == NULL)
    return;
  if (paper == NULL)
    wg_window_show_trouble (window, error->message);
  else if (self->path != NULL)
    wg_paper_save_to (GTK_WIDGET (window), window->context, g_steal_pointer (&owned), self->path);
  else
    wg_paper_save (GTK_WIDGET (window), window->context, g_steal_pointer (&owned), name);
}

/* --- A case --- */

static void
on_report (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Printing) printing = data;
  g_autoptr (GError) error = NULL;
  WgStore *store = WG_STORE (source);
  g_autoptr (WgCaseReport) report = wg_store_load_case_report_finish (store, result, &error);

  if (report != NULL)
    write_paper (printing, wg_case_paper_new (report, wg_store_get_workflow (store), wg_store_get_zone (store)),
                 report->file->record->number, NULL);
  else
    write_paper (printing, NULL, "", error);
}

static void
print_case (WgWindow *self, WgCaseRecord *record, const char *path)
{
  wg_store_load_case_report_async (wg_context_get_store (self->context), record->number, G_MININT64, self->cancellable, on_report,
                                   printing_new (self, path));
}

/* --- A grid --- */

static void
on_card (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Printing) printing = data;
  g_autoptr (GError) error = NULL;
  const WgDistrict *district = wg_store_get_district (WG_STORE (source));
  g_autoptr (WgGridCard) card = wg_store_issue_card_finish (WG_STORE (source), result, &error);

  if (card != NULL)
    write_paper (printing, wg_card_paper_new (card, district != NULL ? district->name : NULL),
                 wg_grid_tree_get_grid (card->tree, card->index)->code, NULL);
  else
    write_paper (printing, NULL, "", error);
}

static void
print_card (WgWindow *self, gint64 grid_id, const char *path)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  guint index = grids != NULL ? wg_grid_tree_find_by_id (grids, grid_id) : WG_GRID_NONE;
  const WgOperator *who = wg_context_get_operator (self->context);

  if (index != WG_GRID_NONE && who != NULL)
    wg_store_issue_card_async (wg_context_get_store (self->context), who->id, NULL, wg_grid_tree_get_grid (grids, index)->code,
                               self->cancellable, on_card, printing_new (self, path));
}

void
wg_window_print (WgWindow *self, const char *path)
{
  WgCaseRecord *record = self->page != NULL ? wg_case_detail_get_record (wg_dispatch_page_get_detail (self->page)) : NULL;
  gint64 grid_id = self->context != NULL ? wg_selection_get_grid (wg_context_get_selection (self->context)) : WG_NO_ID;

  if (record != NULL)
    print_case (self, record, path);
  else if (grid_id != WG_NO_ID)
    print_card (self, grid_id, path);
  else if (self->context != NULL)
    wg_context_toast (self->context, _ ("Nothing is selected. Select a case, or a grid for the card that hangs in its stairwells."), NULL);
}
