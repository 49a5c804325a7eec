/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a column view makes some two hundred rows before it shows the first one, and a desk is opened with somebody waiting
 * before it. The table has the rows of one screen first, the others frame by frame, and all of them at once for a hand
 * that reaches for the end of them.
 */

#include "wg-case-list-private.h"

/* A screen of 3840 x 2160 at its own size shows so many. */
#define N_FIRST 40
#define N_STEP 10
#define N_LESS 20
#define N_LEAST 12
#define ROW_HEIGHT 54
#define COMPACT_HEIGHT 34
/* The view makes no more than these, however many there are. */
#define N_MADE 200

GListModel *
wg_case_list_make_slice (WgCaseList *self)
{
  self->slice = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->model)), 0, N_FIRST);
  return G_LIST_MODEL (self->slice);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WgCaseList *self = WG_CASE_LIST (widget);
  guint size = gtk_slice_list_model_get_size (self->slice);

  if (size == G_MAXUINT || self->growth == WG_GROWTH_WANING)
    return G_SOURCE_REMOVE;
  if (self->growth == WG_GROWTH_STARTED)
    self->growth = WG_GROWTH_SEEN;
  else
    gtk_slice_list_model_set_size (self->slice, size < N_MADE ? size + N_STEP : G_MAXUINT);
  return G_SOURCE_CONTINUE;
}

void
wg_case_list_grow (WgCaseList *self)
{
  if (self->growth == WG_GROWTH_WANING)
    self->growth = WG_GROWTH_NONE;
  if (self->growth != WG_GROWTH_NONE || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  self->growth = WG_GROWTH_STARTED;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

/* Rows that are on the screen, as far as they are known. */
static guint
get_screen (WgCaseList *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double page = adjustment != NULL ? gtk_adjustment_get_page_size (adjustment) : 0;

  return page > 0 ? CLAMP ((guint) (page / (self->compact ? COMPACT_HEIGHT : ROW_HEIGHT)) + 2, N_LEAST, N_FIRST) : N_FIRST;
}

static gboolean
is_at_top (WgCaseList *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  return adjustment == NULL || gtk_adjustment_get_value (adjustment) < ROW_HEIGHT;
}

static gboolean
on_waning_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WgCaseList *self = WG_CASE_LIST (widget);
  guint size = MIN (gtk_slice_list_model_get_size (self->slice), N_MADE);
  guint screen = get_screen (self);

  if (self->growth != WG_GROWTH_WANING || size <= screen || !is_at_top (self))
    return G_SOURCE_REMOVE;
  gtk_slice_list_model_set_size (self->slice, MAX (size - MIN (size, N_LESS), screen));
  return G_SOURCE_CONTINUE;
}

/* Other rows are being found for all of these. What is below the screen goes meanwhile, a few at a time: to let go of all of them
 * with the coming of the others takes as long as to make them.
 */
void
wg_case_list_wane (WgCaseList *self)
{
  if (self->growth == WG_GROWTH_WANING || !is_at_top (self))
    return;
  self->growth = WG_GROWTH_WANING;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_waning_frame, NULL, NULL);
}

/* The rows become those of other cases where they stand; what was marked is marked anew by case. Where there are enough others, no
 * further row goes; those that went are made again frame by frame.
 */
void
wg_case_list_shrink (WgCaseList *self, guint n)
{
  self->syncing = TRUE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  self->syncing = FALSE;
  wg_case_list_scroll_to (self, 0);
  if (self->growth == WG_GROWTH_WANING && n < N_MADE)
    gtk_slice_list_model_set_size (self->slice, get_screen (self));
}

void
wg_case_list_reach (WgCaseList *self, guint position)
{
  if (position != GTK_INVALID_LIST_POSITION && position >= gtk_slice_list_model_get_size (self->slice))
    gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
}
