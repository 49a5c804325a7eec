/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a number that cannot be asked for its cases convinces nobody. */

#include "wg-briefing-page-private.h"

#include "wg-briefing-cases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
name_cases (WgBriefingPage *self, const char *what)
{
  const char *name = strchr (what, ':') + 1;
  WgIndicator indicator;
  guint grid = wg_grid_tree_find_by_code (self->tree, name);

  if (g_str_has_prefix (what, "indicator:") && wg_indicator_from_nick (name, &indicator))
    return g_strdup (wg_indicator_get_title (indicator));
  return g_strdup (g_str_has_prefix (what, "grid:") && grid != WG_GRID_NONE ? wg_grid_tree_get_grid (self->tree, grid)->name : name);
}

typedef struct
{
  WgBriefingPage *page;
  char *title;
} Finding;

static void
on_cases (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Finding *finding = user_data;
  g_autofree char *title = finding->title;
  WgBriefingPage *self = finding->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wg_briefing_cases_find_finish (WG_STORE (source), result, &error);

  g_free (finding);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->finding);
  wg_briefing_page_set_busy (self, FALSE);
  if (records != NULL)
    g_signal_emit_by_name (self, "cases-wanted", title, records);
  else
    wg_context_toast (self->context, error->message, NULL);
}

void
wg_briefing_page_drill (WgBriefingPage *self, const char *what)
{
  Finding *finding;

  if (self->briefing == NULL)
    return;
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  finding = g_new0 (Finding, 1);
  finding->page = self;
  finding->title = name_cases (self, what);
  wg_briefing_page_set_busy (self, TRUE);
  wg_briefing_cases_find_async (wg_context_get_store (self->context), &self->paper, what, self->finding, on_cases, finding);
}
