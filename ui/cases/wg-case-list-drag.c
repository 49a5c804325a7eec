/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: rows stand still under a hand. "This one to him", "that one lies over there": a row is taken up and let go on a person or
 * on the map. What is carried is the selection, so that the detail shows who should go while the row is still in the hand.
 */

#include "wg-case-list-private.h"

#include "wg-case-cell.h"
#include "wg-case-text.h"

#include <glib/gi18n-lib.h>

/* The pointer counts as resting after this long, and rows may move again. */
#define REST_MS 1000

static gboolean
on_rested (gpointer user_data)
{
  WgCaseList *self = user_data;

  self->release_timer = 0;
  wg_case_list_model_set_held (self->model, FALSE);
  return G_SOURCE_REMOVE;
}

void
wg_case_list_hold (WgCaseList *self, gboolean held)
{
  g_clear_handle_id (&self->release_timer, g_source_remove);
  if (!held)
    self->release_timer = g_timeout_add (REST_MS, on_rested, self);
  wg_case_list_model_set_held (self->model, TRUE);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, WgCaseList *self)
{
  wg_case_list_hold (self, FALSE);
}

/* Carrying. */

static GtkWidget *
find_cell (GtkWidget *widget)
{
  GtkWidget *found = WG_IS_CASE_CELL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_cell (child);
  return found;
}

/* Between two cells of a row one is still on the row. */
static WgCaseItem *
find_item (GtkWidget *view, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = at != NULL ? gtk_widget_get_ancestor (at, WG_TYPE_CASE_CELL) : NULL;

  if (cell == NULL && at != NULL && at != view && gtk_widget_get_first_child (at) != NULL && !GTK_IS_LIST_VIEW (at))
    cell = find_cell (at);
  return cell != NULL ? wg_case_cell_get_item (WG_CASE_CELL (cell)) : NULL;
}

static gboolean
is_selected (WgSelection *selection, gint64 id)
{
  guint n;
  const gint64 *ids = wg_selection_get_cases (selection, &n);

  for (guint i = 0; i < n; i++)
    {
      if (ids[i] == id)
        return TRUE;
    }
  return wg_selection_get_case (selection) == id;
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, WgCaseList *self)
{
  WgSelection *selection = wg_context_get_selection (self->context);
  WgCaseItem *item = find_item (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)), x, y);

  if (item == NULL)
    return NULL;
  if (!is_selected (selection, wg_case_item_get_record (item)->id))
    wg_selection_select_case (selection, wg_case_item_get_record (item)->id);
  return gdk_content_provider_new_typed (WG_TYPE_SELECTION, selection);
}

static char *
describe_cargo (WgCaseList *self)
{
  WgSelection *selection = wg_context_get_selection (self->context);
  WgCaseRecord *record = wg_case_board_find (wg_context_get_board (self->context), wg_selection_get_case (selection));
  guint n;

  wg_selection_get_cases (selection, &n);
  if (n > 0)
    return g_strdup_printf (ngettext ("%u case selected", "%u cases selected", n), n);
  return record != NULL ? g_strdup_printf ("%s %s", record->number, wg_case_text_get_title (record)) : g_strdup ("");
}

static void
on_begin (GtkDragSource *source, GdkDrag *drag, WgCaseList *self)
{
  g_autofree char *text = describe_cargo (self);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "wg-map-card");
  gtk_widget_add_css_class (label, "text");
  /* Beside what the map says of the place. */
  gdk_drag_set_hotspot (drag, -12, -26);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
  wg_case_list_hold (self, TRUE);
}

static void
on_end (GtkDragSource *source, GdkDrag *drag, gboolean deletes, WgCaseList *self)
{
  wg_case_list_hold (self, FALSE);
}

static void
add_source (WgCaseList *self, GtkWidget *view)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_end), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (source));
}

void
wg_case_list_add_drag (WgCaseList *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), motion);
  add_source (self, GTK_WIDGET (self->view));
  add_source (self, GTK_WIDGET (self->pinned_view));
}
