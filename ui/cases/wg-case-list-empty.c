/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an empty queue has a reason, and the reason a next step: a filter, no grids yet, no cases yet, or work elsewhere. */

#include "wg-case-list-private.h"

#include <glib/gi18n-lib.h>

static WgQueue
find_work (WgCaseList *self)
{
  const guint *counts = wg_case_list_model_get_counts (self->model);
  static const WgQueue next[]
      = { WG_QUEUE_OVERDUE, WG_QUEUE_TO_DISPATCH, WG_QUEUE_REPORTED, WG_QUEUE_TO_CHECK, WG_QUEUE_OPEN };

  for (gsize i = 0; i < G_N_ELEMENTS (next); i++)
    {
      if (counts[next[i]] > 0 && next[i] != wg_case_list_get_queue (self))
        return next[i];
    }
  return WG_N_QUEUES;
}

static gboolean
is_filtered (WgCaseList *self)
{
  const char *text = wg_case_list_model_get_text (self->model);

  return (text != NULL && *text != '\0') || wg_case_list_model_get_grid (self->model) != WG_NO_ID;
}

static void
show_empty_filtered (WgCaseList *self)
{
  adw_status_page_set_title (self->empty, _ ("No such case here"));
  adw_status_page_set_description (self->empty, _ ("The filter hides every case of this queue."));
  gtk_button_set_label (self->empty_button, _ ("Show all"));
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), TRUE);
}

/* What has not been read is not "none". */
static void
show_reading (WgCaseList *self)
{
  gtk_label_set_text (self->count, "");
  adw_status_page_set_title (self->empty, _ ("Reading the cases"));
  adw_status_page_set_description (self->empty, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), FALSE);
}

static void
offer (WgCaseList *self, const char *label, const char *action)
{
  gboolean possible = !wg_context_is_read_only (self->context);

  gtk_button_set_label (self->empty_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), possible);
  self->empty_action = action;
}

/* A new database: what comes first. */
static void
show_no_grids (WgCaseList *self)
{
  adw_status_page_set_title (self->empty, _ ("No grids yet"));
  adw_status_page_set_description (self->empty, _ ("Import the boundaries of the grids first; each case then finds its own."));
  offer (self, C_ ("empty queue", "Import boundaries…"), "win.import-file");
}

static void
show_none (WgCaseList *self)
{
  WgQueue next = find_work (self);
  guint n = next < WG_N_QUEUES ? wg_case_list_model_get_counts (self->model)[next] : 0;
  g_autofree char *title = g_strdup_printf (_ ("%s: none"), wg_queue_get_label (wg_case_list_get_queue (self)));
  g_autofree char *rest = NULL;
  g_autofree char *label = NULL;

  adw_status_page_set_title (self->empty, title);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), n > 0);
  self->empty_target = next;
  if (n == 0)
    {
      adw_status_page_set_description (self->empty, _ ("Nothing waits anywhere. New cases appear here by themselves."));
      offer (self, C_ ("empty queue", "New case"), "win.new-case");
      return;
    }
  rest = g_strdup_printf (ngettext ("%s: %u case waits.", "%s: %u cases wait.", n), wg_queue_get_label (next), n);
  label = g_strdup_printf (C_ ("queue", "Open “%s”"), wg_queue_get_label (next));
  adw_status_page_set_description (self->empty, rest);
  gtk_button_set_label (self->empty_button, label);
}

void
wg_case_list_show_empty (WgCaseList *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  WgGridTree *grids = wg_case_board_get_grids (board);
  gboolean has_grids = grids != NULL && wg_grid_tree_get_n_grids (grids) > 0;
  gboolean has_cases = wg_case_list_model_get_counts (self->model)[WG_QUEUE_OPEN] > 0;

  self->empty_target = WG_N_QUEUES;
  self->empty_action = NULL;
  if (!wg_case_board_is_loaded (board))
    show_reading (self);
  else if (is_filtered (self))
    show_empty_filtered (self);
  else if (!has_grids && !has_cases)
    show_no_grids (self);
  else
    show_none (self);
}

gboolean
wg_case_list_follow_empty (WgCaseList *self)
{
  if (self->empty_action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), self->empty_action, NULL);
  else if (self->empty_target < WG_N_QUEUES)
    wg_case_list_set_queue (self, self->empty_target);
  else
    return FALSE;
  return TRUE;
}
