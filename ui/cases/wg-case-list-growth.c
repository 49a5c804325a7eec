/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a column view makes some two hundred rows before it shows the first one, and a desk is opened with somebody waiting
 * before it. The table has the rows of one screen first, the others frame by frame, and all of them at once for a hand
 * that reaches for them.
 */

#include "wg-case-list-private.h"

/* A screen of 3840 x 2160 at its own size shows so many. */
#define N_FIRST 40
#define N_STEP 20
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

  if (size == G_MAXUINT)
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
  if (self->growth != WG_GROWTH_NONE || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  self->growth = WG_GROWTH_STARTED;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

/* A view that is told of other rows looks at each of them in search of those that it had. It is told of a screen of them, and of
 * the others as of new ones.
 */
void
wg_case_list_shrink (WgCaseList *self)
{
  self->growth = WG_GROWTH_NONE;
  gtk_slice_list_model_set_size (self->slice, N_FIRST);
}

void
wg_case_list_reach (WgCaseList *self, guint position)
{
  if (position != GTK_INVALID_LIST_POSITION && position >= gtk_slice_list_model_get_size (self->slice))
    gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
}

static gboolean
on_event (GtkEventController *controller, GdkEvent *event, WgCaseList *self)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      if (self->slice != NULL)
        gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

void
wg_case_list_watch_hands (WgCaseList *self)
{
  GtkEventController *hands = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (hands, GTK_PHASE_CAPTURE);
  g_signal_connect (hands, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (self->scroller, hands);
}
